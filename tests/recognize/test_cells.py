"""Cells of tables: what may reach the map, and what is told instead."""

# ruff: noqa: RUF001  positions with other marks and alphabets

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, MultiPolygon, Point, Polygon, from_wkt
from shapely.geometry import mapping

from geoevents.recognize.angles import pair, position, radius_m
from geoevents.recognize.cells import CellError, geometry, missing, number
from geoevents.recognize.counts import count


@pytest.mark.parametrize(
    ("lat", "lon", "expected"),
    [
        ("38.6", "128.4", (128.4, 38.6)),
        ("38,6", "128,4", (128.4, 38.6)),
        ("\u221238.6", "-128.4", (-128.4, -38.6)),
        ("38°36'N", "128°24'E", (128.4, 38.6)),
        ("S 38 36 00", "W 128 24 00", (-128.4, -38.6)),
        ("38.6N", "128.4 W", (-128.4, 38.6)),
        ("38°36\u203236\u2033N", "128°24\u20320\u2033E", (128.4, 38.61)),
        ("-38° 36' 0\"", "-128°24'", (-128.4, -38.6)),
        ("38°36'0,0\"N", "128 deg 24 min E", (128.4, 38.6)),
        ("38d36m00s", "128d24m00s", (128.4, 38.6)),
        ("38-36-00N", "128-24-00E", (128.4, 38.6)),
        ("3836N", "1282400E", (128.4, 38.6)),
        ("38º36´00´´", "128º24´00´´", (128.4, 38.6)),
        ("38.6 North", "128.4 Ouest", (-128.4, 38.6)),
        ("38,6° с. ш.", "128,4° в. д.", (128.4, 38.6)),
        ("lat: 38.6", "lon: 128.4", (128.4, 38.6)),
        ("90", "-180", (-180, 90)),
        ("", "unknown", None),
        ("n/a", "-", None),
    ],
)
def test_positions_in_every_notation(lat: str, lon: str, expected: tuple[float, float] | None) -> None:
    found = position(lat, lon)
    assert found == (pytest.approx(expected) if expected else None)


@pytest.mark.parametrize(
    ("lat", "lon", "words"),
    [
        ("127.4", "38.6", "swapped"),
        ("91", "128", "outside -90 to 90"),
        ("38", "181", "outside -180 to 180"),
        ("38", "540", "outside -180 to 180"),
        ("38", "-200", "outside -180 to 180"),
        ("nan", "38", "not a finite"),
        ("38", "inf", "not a finite"),
        ("1e400", "38", "not a finite"),
        ("abc", "38", "not a number"),
        ("38", "", "longitude is missing"),
        ("38°61'N", "1", "60 or more"),
        ("38°36'E", "1", "is a longitude, not a latitude"),
    ],
)
def test_wrong_positions_are_told_and_never_drawn(lat: str, lon: str, words: str) -> None:
    with pytest.raises(CellError, match=words):
        position(lat, lon)


def test_a_pair_is_latitude_first() -> None:
    assert pair("38.6, 128.4") == (128.4, 38.6)
    assert pair("38°36'N; 128°24'E") == (128.4, 38.6)
    with pytest.raises(CellError, match="swapped"):
        pair("127.4, 38.6")


@pytest.mark.parametrize(
    "text",
    ["38.6 128.4", "38,6; 128,4", "38,6, 128,4", "38,6 128,4", "38.6/128.4", "38.6N 128.4E", "38°36'N 128°24'E",
     "N38.6 E128.4", "128.4E, 38.6N", "[128.4, 38.6]", '{"lat": 38.6, "lng": "128.4"}', "38 36 00 N, 128 24 00 E",
     "52S 447753.5 4272560.5", "52 N 447753 4272560", "52SDH4775372560", "52S DH 47753 72560", "lat: 38.6, lon: 128.4"],
)  # fmt: skip
def test_a_pair_in_every_notation(text: str) -> None:
    assert pair(text) == pytest.approx((128.4, 38.6), abs=2e-5)


@pytest.mark.parametrize(  # as the library "mgrs" gives them
    ("text", "lon", "lat"),
    [
        ("37UCP8919372962", 37.5, 48.5),
        ("34HBH5958345888", 18.4, -33.9),
        ("36NVF5549155266", 32.6, 0.5),
        ("37MBU5519756204", 36.8, -1.3),
        ("32VKM9307146057", 5.3, 59.9),
        ("33XWG1369680760", 15.6, 78.2),
        ("34 H 259583 6245888", 18.4, -33.9),
        ("37U 389193mE 5372962mN", 37.5, 48.5),
    ],
)
def test_positions_in_grids(text: str, lon: float, lat: float) -> None:
    assert pair(text) == pytest.approx((lon, lat), abs=2e-5)


@pytest.mark.parametrize(
    "text",
    [
        "Wonsan",
        "55 N",
        "38.6",
        "{",
        "[",
        "[{",
        "{38.6, 128.4}",
        "99SDH4775372560",
        "52SJA4775372560",
        "61S 447753 4272560",
    ],
)
def test_what_is_no_pair_is_an_error(text: str) -> None:
    with pytest.raises(CellError):
        pair(text)


def test_a_column_of_pairs_may_have_its_longitudes_first() -> None:
    assert pair("128.4, 38.6", "lonlat") == (128.4, 38.6)
    assert pair("38.6N, 128.4E", "lonlat") == (128.4, 38.6)


@given(st.text(max_size=40))
def test_any_text_is_a_pair_or_missing_or_an_error(text: str) -> None:
    try:
        found = pair(text)
    except CellError:
        return
    assert found is None or (abs(found[0]) <= 180 and abs(found[1]) <= 90)


def test_the_last_digit_says_how_exact_a_position_is() -> None:
    assert radius_m("38", "128") == 55600
    assert radius_m("38.61234", "128.4") == 5560
    assert radius_m("38°36'N", "128.4") == 0


@given(st.floats(allow_nan=True, allow_infinity=True), st.floats(allow_nan=True, allow_infinity=True))
def test_only_positions_of_this_world_come_through(lat: float, lon: float) -> None:
    try:
        found = position(repr(lat), repr(lon))
    except CellError:
        assert not (math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180) or (
            len(repr(lat)) > 18 or len(repr(lon)) > 18  # more digits than any table writes
        )
        return
    assert found is not None
    assert abs(found[0]) <= 180
    assert abs(found[1]) <= 90


@pytest.mark.parametrize(
    "text",
    ["k. A.", "k.A.", "n/a", "n.a.", "unknown", "-", "\u2013", "\u2014", "keine Angabe", "s/d", "\u043d/\u0434", ""],
)
def test_what_people_write_for_no_value_is_none_and_no_error(text: str) -> None:
    assert number(text) is None
    assert count(text) is None


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_missing_or_an_error(text: str) -> None:
    try:
        found = number(text)
    except CellError:
        return
    assert missing(text) if found is None else math.isfinite(found)


@pytest.mark.parametrize("shape", [Point(1, 2), LineString([(0, 0), (1, 1)]), Polygon([(0, 0), (1, 0), (1, 1)])])
def test_geometries_come_in_as_geojson_and_wkt(shape: Point) -> None:
    feature = json.dumps({"type": "Feature", "geometry": mapping(shape), "properties": {}})
    for text in (json.dumps(mapping(shape)), feature, shape.wkt, f"SRID=4326;{shape.wkt}"):
        found = geometry(text)
        assert found is not None
        assert found[0].equals(shape)
        assert found[1] is None


def test_a_bow_tie_is_mended_with_a_note() -> None:
    found = geometry("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))")
    assert found is not None
    assert found[0].is_valid
    assert isinstance(found[0], MultiPolygon)
    assert "repaired: self-intersection" in (found[1] or "")


def test_a_line_over_the_antimeridian_is_cut() -> None:
    found = geometry("LINESTRING (140 35, -118 34)")
    assert found is not None
    assert found[0].geom_type == "MultiLineString"
    assert found[0].bounds[0] == -180
    assert found[0].bounds[2] == 180
    assert found[1] == "cut at the antimeridian"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("POINT (1 nan)", "not a position"),
        ("POINT (1 1e400)", "not a position"),
        ("POINT (200 0)", "longitude 200"),
        ("POINT (10 100)", "latitude 100"),
        ("POINT (1", "no geometry"),
        ("CIRCLE (1 2)", "no geometry in GeoJSON or WKT"),
        ("POLYGON ((0 0, 1 1, 0 0, 0 0))", "no area"),
        ('{"type": "Point", "coordinates": ["1", "2"]}', "not numbers"),
        ('{"type": "Point", "coordinates": [1]}', "two finite numbers"),
        ('{"type": "Point", "coordinates": [1, 1e999]}', "two finite numbers"),
        ('{"type": "Point"}', "not numbers"),
        ('{"type": "Circle", "coordinates": [1, 2]}', "no geometry"),
        ('{"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}', "no geometry"),
        ('{"type": "LineString", "coordinates": ' + "[" * 50_000 + "]" * 50_000 + "}", "no geometry"),
        ("{oops", "no geometry"),
    ],
)
def test_a_wrong_geometry_is_told_in_words(text: str, words: str) -> None:
    with pytest.raises(CellError, match=words):
        geometry(text)


def test_an_empty_geometry_says_nothing() -> None:
    for text in ("", "null", "POINT EMPTY", '{"type": "MultiPoint", "coordinates": []}'):
        assert geometry(text) is None
    assert from_wkt("POINT EMPTY").is_empty


def test_an_outline_that_crosses_itself_all_over_is_refused_before_it_costs_minutes() -> None:
    corners = [(round(10 * math.sin(n * n), 6), round(10 * math.cos(n * n * 1.7), 6)) for n in range(3_000)]
    with pytest.raises(CellError, match="crosses itself"):
        geometry(json.dumps(mapping(Polygon(corners))))
