"""The base map: detail where the events are, and the budget kept."""

from __future__ import annotations

import json
import struct

import numpy as np
import pytest

from geoevents.gazetteer import Gazetteer
from geoevents.render import basemap


@pytest.fixture(scope="module")
def atlas():
    return Gazetteer.open()


def head_of(packed: bytes) -> dict:
    (size,) = struct.unpack_from("<I", packed)
    return json.loads(packed[4 : 4 + size])


def points(*lonlat):
    return np.array([[lon, lat, lon, lat] for lon, lat in lonlat], dtype=float)


def test_detail_is_where_most_events_are():
    (w, s, e, n), (w2, s2, e2, n2) = basemap.crowded(points((127.4, 39.1), (127.5, 39.2), (30.7, 46.5)))
    assert w < 127.4 < e
    assert s < 39.1 < n
    assert w2 < 30.7 < e2
    assert s2 < 46.5 < n2


def test_events_close_together_share_one_box():
    assert len(basemap.crowded(points((127.4, 39.1), (125.7, 39.0), (126.9, 37.5)))) == 1


def test_what_is_as_large_as_a_continent_asks_for_no_detail():
    assert basemap.crowded(np.array([[-17.0, 10.0, 60.0, 42.0]])) == []
    assert basemap.crowded(np.zeros((0, 4))) == []


@pytest.mark.parametrize("lonlat", [(180.0, 0.0), (-180.0, 89.0), (0.0, -89.9), (179.9, 66.0)])
def test_boxes_stay_in_the_world(lonlat):
    ((west, south, east, north),) = basemap.crowded(points(lonlat))
    assert -180 <= west < east <= 180
    assert -90 < south < north < 90


def test_the_detail_of_a_jagged_coast_stays_within_its_budget(atlas):
    spread = points((15.0, 68.0), (-75.0, -50.0), (25.0, 38.0), (130.0, 33.0), (-125.0, 52.0))
    packed = basemap.pack(atlas, spread, [])
    plain = basemap.pack(atlas, np.zeros((0, 4)), [])
    assert len(packed) - len(plain) < 4 * basemap.DETAIL_VERTICES
    assert len(head_of(packed)["sections"][-1]["boxes"]) >= 1
    assert "boxes" not in head_of(plain)["sections"][-1]


def test_small_cities_are_named_only_where_the_events_are(atlas):
    names = {label["name"] for label in head_of(basemap.pack(atlas, points((127.4, 39.1)), ["North Korea"]))["labels"]}
    far = {label["name"] for label in head_of(basemap.pack(atlas, points((2.0, 47.0)), []))["labels"]}
    assert "Wŏnsan" in names or "Wonsan" in names
    assert "Wŏnsan" not in far
    assert "Wonsan" not in far
    assert {"Paris", "Pyongyang"} <= names & far, "capitals are named everywhere"
