"""Expressions as reports have them, one a line of ``world.tsv``: where they are, where not, how large, or why not."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import shapely

from geoevents import geodesy
from geoevents.errors import PlaceError
from geoevents.expressions import Focus, parse
from geoevents.resolve import resolve

if TYPE_CHECKING:
    from geoevents.gazetteer import Gazetteer

LINES = (Path(__file__).parent / "world.tsv").read_text("utf-8").splitlines()
ROWS = list(csv.reader((line for line in LINES if not line.startswith("#")), delimiter="\t"))
PLACED = [row for row in ROWS if len(row) == 6]
UNPLACED = [row for row in ROWS if len(row) == 4]
_NEAR_KM, _FAR_KM = 30, 60  # of a line; a point may be off by a tenth of a degree
_POINT_KM = 12


def test_every_row_is_read() -> None:
    assert len(PLACED) + len(UNPLACED) == len(ROWS)
    assert len(PLACED) > 80


@pytest.mark.parametrize("row", PLACED, ids=lambda row: row[0])
def test_it_is_where_a_careful_reader_expects_it(row: list[str], gazetteer: Gazetteer) -> None:
    words, focus, inside, outside, low, high = row
    because = Focus(gazetteer.country(focus), "the test says so") if focus else None
    found = resolve(parse(words, gazetteer), gazetteer, focus=because)
    assert found.shape is not None, found.reason
    geometry = found.shape.geometry
    assert geometry.is_valid
    near = 0.001 if geometry.area else _NEAR_KM if geometry.length else _POINT_KM
    for point in _points(inside):
        assert _gap_km(point, geometry) <= near, f"{point} is missing"
    for point in _points(outside):
        assert _gap_km(point, geometry) > (0.001 if geometry.area else _FAR_KM), f"{point} must not be in it"
    size = geodesy.area_m2(geometry) / 1e9 if geometry.area else geodesy.length_m(geometry) / 1e3
    assert float(low) <= size <= float(high)


@pytest.mark.parametrize("row", UNPLACED, ids=lambda row: row[0])
def test_what_is_nowhere_is_answered_with_the_reason(row: list[str], gazetteer: Gazetteer) -> None:
    words, _, _, reason = row
    try:
        tree = parse(words, gazetteer)
    except PlaceError as error:
        why = str(error)
    else:
        found = resolve(tree, gazetteer)
        assert found.shape is None, found.name
        why = found.reason or ""
    assert reason in why


def _points(text: str) -> list[shapely.Point]:
    return [shapely.Point(*map(float, point.split())) for point in text.split(";") if point]


def _gap_km(point: shapely.Point, geometry: shapely.Geometry) -> float:
    (a, b), (c, d) = shapely.get_coordinates(shapely.shortest_line(point, geometry))
    return geodesy.distance_m(a, b, c, d) / 1000
