"""What is written is valid, safe, the same every time, and comes back."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import (
    GeometryCollection,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
    from_wkt,
)
from shapely.geometry import shape as as_shape

from geoevents.errors import OutputError
from geoevents.export import EXPORTERS, exporter, save
from geoevents.export.delimited import guarded
from geoevents.export.geometry import bbox, oriented
from geoevents.frame import NAMES, records
from geoevents.model import Placement
from geoevents.pipeline.own import restore
from geoevents.readers import Source, read_source
from geoevents.readers.delimited import unguarded
from tests.fixtures.by_hand import REPORT, ROW, comparable, missiles, resolved, shape

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geoevents.frame import Record

HOSTILE = "</script>{{7*7}}${1}`<img src=x onerror=alert(1)>{% raw %}\\2019\u2028\u202e&amp;\"'"
SPECIMENS: dict[str, BaseGeometry] = {
    "point": Point(127.4, 39.2),
    "points": MultiPoint([(1, 2), (3, 4)]),
    "line": LineString([(0, 0), (1, 1)]),
    "lines": MultiLineString([[(170, 0), (180, 5)], [(-180, 5), (-170, 9)]]),
    "clockwise": Polygon([(0, 0), (0, 1), (1, 1), (1, 0)], [[(0.2, 0.2), (0.4, 0.2), (0.4, 0.4), (0.2, 0.4)]]),
    "areas": MultiPolygon([Polygon([(170, 0), (180, 0), (180, 5)]), Polygon([(-180, 0), (-175, 0), (-180, 5)])]),
    "mixed": GeometryCollection([Point(1, 1), Polygon([(0, 0), (1, 0), (1, 1)])]),
    "pole": Polygon([(-180, -90), (-180, -80), (180, -80), (180, -90)]),
}


def rows(*geometries: BaseGeometry | None, **changes: Any) -> list[Record]:
    placements = tuple(Placement("site", resolved(None, geometry, name=HOSTILE)) for geometry in geometries)
    return list(records([missiles(placements=placements, **changes)], [REPORT]))


def written(suffix: str, found: list[Record]) -> bytes:
    return b"".join(EXPORTERS[suffix](found, ["Natural Earth"]))


@pytest.mark.parametrize("suffix", EXPORTERS)
def test_every_format_writes_every_geometry_and_the_same_bytes_twice(suffix: str) -> None:
    found = [*rows(*SPECIMENS.values(), None, summary=HOSTILE), *rows(unplaced_reason=HOSTILE)]
    assert written(suffix, found) == written(suffix, found) != b""


@pytest.mark.parametrize("name", SPECIMENS)
def test_geojson_follows_rfc_7946(name: str) -> None:
    collection = json.loads(written(".geojson", rows(SPECIMENS[name])))
    (feature,) = collection["features"]
    geometry = as_shape(feature["geometry"])
    assert geometry.equals(SPECIMENS[name])
    for polygon in getattr(geometry, "geoms", [geometry]):
        if polygon.geom_type == "Polygon":
            assert polygon.exterior.is_ccw
            assert not any(hole.is_ccw for hole in polygon.interiors)
    assert feature["bbox"] == collection["bbox"]
    assert len(feature["bbox"]) == 4


def test_geojson_keeps_the_schema_the_attribution_and_unplaced_events() -> None:
    collection = json.loads(written(".geojson", [*rows(Point(1, 2)), *rows(None, id="e9")]))
    assert collection["type"] == "FeatureCollection"
    assert collection["attribution"] == ["Natural Earth"]
    placed, unplaced = collection["features"]
    assert list(placed["properties"]) == list(NAMES)
    assert unplaced["geometry"] is None
    assert "bbox" not in unplaced
    assert (placed["properties"]["qty_low"], placed["properties"]["start_date"]) == (2, "2022-11-02")
    assert placed["properties"]["place_resolved"] == HOSTILE


def test_ids_are_one_per_feature() -> None:
    features = json.loads(written(".geojson", rows(Point(1, 2), Point(3, 4))))["features"]
    assert [feature["id"] for feature in features] == ["e1", "e1/2"]


def test_nothing_at_all_is_still_valid() -> None:
    assert json.loads(written(".geojson", [])) == {
        "type": "FeatureCollection", "attribution": ["Natural Earth"], "features": []}  # fmt: skip
    assert written(".geojsonl", []) == written(".csv", []) == b""
    ET.fromstring(written(".kml", []))  # noqa: S314  our own bytes


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        (LineString([(179, 0), (-179, 0)]), "antimeridian"),
        (Point(181, 0), "outside the world"),
        (Point(float("nan"), 0), "not finite"),
        (LineString([(0, 0), (float("inf"), 1)]), "not finite"),
    ],
)
@pytest.mark.parametrize("suffix", [".geojson", ".geojsonl"])
def test_a_wrong_geometry_is_never_written(suffix: str, geometry: BaseGeometry, words: str) -> None:
    with pytest.raises(OutputError, match=f"event e1: .*{words}"):
        written(suffix, rows(geometry))


def test_a_number_that_is_no_json_is_never_written() -> None:
    (row,) = rows(Point(1, 2))
    row.cells["qty_low"] = float("nan")
    with pytest.raises(OutputError, match="event e1"):
        written(".geojson", [row])


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        ([(0, 0, 1, 1), (5, -1, 6, 3)], [0, -1, 6, 3]),
        ([(170, 0, 180, 5), (-180, 1, -175, 6)], [170, 0, -175, 6]),
        ([(-180, -90, 180, -80)], [-180, -90, 180, -80]),
        ([(120, 0, 150, 1), (-120, 0, -70, 1), (-1, 0, 1, 1)], [-120, 0, 150, 1]),
        ([(-180, 0, -170, 1), (170, 0, 180, 1), (175, 5, 178, 6)], [170, 0, -170, 6]),
    ],
)
def test_the_box_is_the_smallest_one(boxes: list[Any], expected: list[float]) -> None:
    assert bbox(boxes) == expected


@given(
    st.lists(
        st.tuples(st.floats(-180, 170), st.floats(-90, 80), st.floats(0, 10), st.floats(0, 10)), min_size=1, max_size=6
    )
)
def test_the_box_holds_all_boxes(parts: list[tuple[float, float, float, float]]) -> None:
    boxes = [(west, south, west + width, south + height) for west, south, width, height in parts]
    west, south, east, north = bbox(boxes) or (0, 0, 0, 0)
    for box in boxes:
        assert south <= box[1] <= box[3] <= north
        for lon in (box[0], box[2]):
            assert west <= lon <= east if west <= east else lon >= west or lon <= east


# The way back ----------------------------------------------------------------------------------------

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


def read_back(suffix: str, data: bytes) -> Any:
    documents = list(read_source(Source(f"x{suffix}", data)))
    assert {document.columns["layout"] for document in documents} == {"geoevents"}  # type: ignore[union-attr]
    events, sources, problems = restore(documents)  # type: ignore[arg-type]
    assert problems == ()
    return events, sources


@pytest.mark.parametrize("suffix", [".geojson", ".geojsonl", ".csv"])
def test_our_own_files_come_back_as_the_same_events(suffix: str) -> None:
    events = (missiles(), replace(missiles(), id="e2", document_id="t1#4", summary='=1+1, "x"\nand \'-more'))
    data = written(suffix, list(records(events, [REPORT, ROW])))
    assert comparable(read_back(suffix, data)) == comparable((events, (REPORT, ROW)))


@given(CELLS.filter(lambda text: text.strip() == text != ""), st.sampled_from([".geojson", ".csv", ".geojsonl"]))
def test_any_text_comes_back_unchanged(text: str, suffix: str) -> None:
    events, _ = read_back(suffix, written(suffix, rows(Point(1, 2), summary=text)))
    assert events[0].summary == text


@given(st.text(max_size=8))
def test_a_guard_is_taken_off_again(text: str) -> None:
    text = text.replace("\0", "")
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("start", list("=+-@\t\r"))
def test_no_cell_of_a_csv_is_a_formula_and_numbers_stay_numbers(start: str) -> None:
    text = written(".csv", rows(Point(-1.5, -2), summary=f"{start}cmd|' /C calc'!A0")).decode()
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["title"][0] == "'"
    assert (row["longitude"], row["latitude"]) == ("-1.5", "-2")
    assert from_wkt(row["wkt"]).equals(Point(-1.5, -2))


def test_kml_is_xml_with_folders_spans_and_the_unplaced_in_the_description() -> None:
    found = [*rows(*SPECIMENS.values(), summary=HOSTILE + "\x00\x1b"), *rows(unplaced_reason="nowhere", summary="Lost")]
    tree = ET.fromstring(written(".kml", found))  # noqa: S314  our own bytes
    kml = {"k": "http://www.opengis.net/kml/2.2"}
    assert tree.findtext("k:Document/k:Folder/k:name", namespaces=kml) == "missile_launch"
    assert len(tree.findall(".//k:Placemark", kml)) == len(SPECIMENS)
    assert tree.findtext(".//k:TimeSpan/k:begin", namespaces=kml) == "2022-11-02"
    assert "Lost (nowhere)" in (tree.findtext("k:Document/k:description", namespaces=kml) or "")
    assert HOSTILE in (tree.findtext(".//k:Placemark/k:name", namespaces=kml) or "")


def test_an_unknown_suffix_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"unknown suffix '\.shp'; known are \.geojson.*\.csv"):
        exporter("x.shp")
    save(tmp_path / "x.GeoJSON", rows(Point(1, 2)))
    assert json.loads((tmp_path / "x.GeoJSON").read_bytes())["features"]


def test_rounding_keeps_eleven_centimeters() -> None:
    assert oriented(Point(127.123456789, -0.00000001)).wkt == "POINT (127.123457 0)"
    assert shape(Point(1, 2)).dimension == 0
