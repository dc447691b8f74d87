"""Bad tables, by the numbers of the list of bad inputs (6-15, 22-24, 28, 31, 39): told, counted, never misplaced."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from geoevents.pipeline import Events, read
from geoevents.recognize.row_facts import parse_day

if TYPE_CHECKING:
    from pathlib import Path


def table(folder: Path, text: str | bytes, name: str = "t.csv") -> Events:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path)


def said(events: Events) -> str:
    return "\n".join(f"{p.severity} {p.row} {p.field} {p.value} {p.message}" for p in events.problems)


HEAD = "date,type,lat,lon\n"


@pytest.mark.parametrize(
    ("number", "text", "words"),
    [
        (6, ",".join(f"c{n}" for n in range(100_000)) + "\n" + "1," * 99_999 + "1\n", "100,000 columns"),
        (7, 'date,lat,lon\n2022,"1,2\n2023,1,2\n', "line 2: the quote that opens in the row of line 2 is never closed"),
        (7, "date,lat,lat\n2022,1,2\n", "the column 'lat' occurs twice; the columns are date, lat, lat"),
        (7, "foo,bar\n1,2\n", "it has foo, bar"),
        (8, "\t".join(["1080000000", "20221102", *["1"] * 58]) + "\n" + "\t".join(["2"] * 60), "is data, not a header"),
        (15, b"PK\x03\x04xlsx", "content is a ZIP archive (XLSX, DOCX and ODS are ZIP archives), name says .csv"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(number: int, text: str | bytes, words: str, tmp_path: Path) -> None:
    events = table(tmp_path, text)
    assert len(events) == 0
    assert words in said(events), number


@pytest.mark.parametrize(
    ("number", "lat", "lon", "words"),
    [
        (9, "NaN", "1", "lat NaN is not a finite number"),
        (9, "inf", "1", "lat inf is not a finite number"),
        (9, "1e400", "1", "lat 1e400 is not"),
        (9, "", "1", "the latitude is missing"),
        (9, "unknown", "1", "the latitude is missing"),
        (10, "127", "38", "latitude 127 is outside -90 to 90; are latitude and longitude swapped?"),
        (10, "91", "3", "latitude 91 is outside -90 to 90"),
        (10, "1", "181", "lon 181 longitude 181 is outside -180 to 180"),
        (10, "1", "540", "longitude 540 is outside"),
        (10, "1", "-200", "longitude -200 is outside"),
    ],
)
def test_a_wrong_position_is_rejected_and_counted(number: int, lat: str, lon: str, words: str, tmp_path: Path) -> None:
    events = table(tmp_path, f"{HEAD}2022,raid,{lat},{lon}\n2022,raid,5,6\n")
    assert words in said(events), number
    assert [document.row for document in events.documents] == [2]


def test_degrees_and_decimal_commas_are_positions_and_null_island_is_none(tmp_path: Path) -> None:
    events = table(tmp_path, "date;type;lat;lon\n2022;raid;12°30'N;45°E\n2022;raid;12,5;45,25\n2022;raid;0;0\n")
    points = [event.placements[0].resolution.shape.geometry for event in events.events[:2]]  # type: ignore[union-attr]
    assert [(point.y, point.x) for point in points] == [(12.5, 45), (12.5, 45.25)]
    assert events.events[2].placements == ()
    assert "warning 3 lat 0 is 0, 0" in said(events)


def placed(events: Events) -> list[str]:
    return [event.placements[0].resolution.name for event in events]


def test_at_0_0_is_what_the_row_names_or_the_sea_there(tmp_path: Path) -> None:
    rows = "Goma,DR Congo,0,0\nNowhereville,DR Congo,0,0\nAccra,Ghana,0,0\nGulf of Guinea,,0,0\n"
    events = table(tmp_path, "place,country,lat,lon\n" + rows)
    at = [event.placements[0].resolution.shape.geometry.centroid for event in events]  # type: ignore[union-attr]
    assert [(point.x, point.y) == (0, 0) for point in at] == [False, False, False, True]
    assert placed(events)[:2] == ["Goma", "Democratic Republic of the Congo"]
    assert said(events).count("is 0, 0: a missing position?") == 4


def test_a_position_in_another_part_of_the_world_than_its_country_is_refused(tmp_path: Path) -> None:
    rows = "Goma,DR Congo,10,100\nNowhereville,DR Congo,15,102\nGoma,DR Congo,-1.7,29.2\n,DR Congo,48.8,2.3\n"
    events = table(tmp_path, "place,country,lat,lon\n" + rows)
    assert placed(events) == ["Goma", "Democratic Republic of the Congo", "Goma", "Democratic Republic of the Congo"]
    assert events.events[0].placements[0].resolution.places[0].country == "CD"
    told = [p.message for p in events.problems if p.field == "lat"]
    assert [(p.row, p.value) for p in events.problems if p.field == "lat"] == [(1, "10"), (2, "15"), (4, "48.8")]
    assert "lies off Thailand, 7," in told[0]
    assert "km from Democratic Republic of the Congo; the place is used instead" in told[0]
    assert "the country is used instead" in told[2]


@pytest.mark.parametrize(
    "row",
    [
        ",North Korea,41,150",  # at sea
        ",Yemen,12,55",
        ",United Kingdom,15,42.5",  # off the coast of others: a ship of the country
        ",Ukraine,52.5,41",  # across the border
        ",Denmark,70,-40",  # what belongs to it
        ",France,4,-53",
        ",Norway,78.2,15.6",
        "Baikonur,Russia,45.96,63.31",  # the place agrees
        ",New Zealand,-44,-176.5",  # behind the antimeridian
        ",Soviet Union,48,67",
    ],
)
def test_a_position_that_may_well_be_of_its_country_stays(row: str, tmp_path: Path) -> None:
    (event,) = events = table(tmp_path, f"place,country,lat,lon\n{row}\n")
    point = event.placements[0].resolution.shape.geometry  # type: ignore[union-attr]
    assert [f"{point.y:g}", f"{point.x:g}"] == row.split(",")[2:], said(events)


@pytest.mark.parametrize(
    ("wkt", "words"),
    [
        ("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))", "repaired"),
        ("POLYGON ((0 0, 1 1, 2 2, 0 0))", "has no area"),
        ("POLYGON ((0 0, 1 1))", "is no geometry"),
        ("POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0))", ""),
        ("LINESTRING (139.7 35.7, -118.2 34)", "antimeridian"),
        ("POLYGON ((0 0, 1e400 1, 1 1, 0 0))", "not a position"),
    ],
)
def test_12_and_13_a_geometry_is_mended_with_a_word_or_rejected(wkt: str, words: str, tmp_path: Path) -> None:
    events = table(tmp_path, f'date,type,wkt\n2022,raid,"{wkt}"\n')
    if len(events):
        resolution = events.events[0].placements[0].resolution
        assert words in " ".join(resolution.why)
        assert resolution.shape is not None
        assert resolution.shape.geometry.is_valid
    else:
        assert words in said(events)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"type": "FeatureCollection", "features": [', "not JSON"),
        ("[" * 200_000, "nest"),
        ('[{"date": "2022", "lat": NaN, "lon": 1}]', "NaN is not JSON"),
        ('[{"date": "2022", "date": "2023"}]', "'date' occurs twice"),
        (
            (
                '{"features": [{"type": "Feature", "properties": {"date": "2022"},'
                ' "geometry": {"coordinates": ["1", "2"]}}]}'
            ),
            "not numbers",
        ),
        ('{"type": "FeatureCollection", "crs": {"properties": {"name": "EPSG:3857"}}, "features": []}', "3857"),
        ("<OGRVRTDataSource>", "virtual data source"),
        ("%PDF-1.4", "content is a PDF, name says .geojson"),
    ],
)
def test_14_and_15_geojson_that_is_none(text: str, words: str, tmp_path: Path) -> None:
    assert words in said(table(tmp_path, text, "t.geojson"))


def test_22_an_address_that_is_a_script_is_no_link(tmp_path: Path) -> None:
    events = table(tmp_path, "date,type,lat,lon,url\n2022,raid,1,2,javascript:alert(1)\n")
    assert 'href="javascript' not in events.to_html()


def test_23_formulas_are_text_in_spreadsheets_and_come_back(tmp_path: Path) -> None:
    events = table(tmp_path, "date,type,lat,lon,notes\n2022,raid,-1,-2,=HYPERLINK(1)\n")
    events.save(tmp_path / "x.csv")
    assert ",'=HYPERLINK(1)," in (tmp_path / "x.csv").read_text()
    assert ",-2,-1," in (tmp_path / "x.csv").read_text()
    assert read(tmp_path / "x.csv").documents[0].fields["notes"] == "=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("cell", "edtf", "words"),
    [
        ("2022-02-30", "", "is no date"),
        ("0000", "", "is no date"),
        ("9999-12-31", None, ""),
        ("1e9", "", "is no date"),
        ("44867", "2022-11-02", ""),
        ("03/04/2022", "2022-03-04/2022-04-03", "may be day-month or month-day"),
        ("soon", "", "is no date"),
    ],
)
def test_24_a_date_is_read_or_told_and_the_event_is_kept(
    cell: str, edtf: str | None, words: str, tmp_path: Path
) -> None:
    events = table(tmp_path, f"{HEAD}{cell},raid,1,2\n")
    (event,) = events
    assert words in said(events)
    if edtf is not None:
        assert event.when.edtf == edtf
    json.dumps([record.cells for record in events.records()])


def test_24_an_end_before_its_start_is_left_out(tmp_path: Path) -> None:
    events = table(tmp_path, "start_date,end_date,type,lat,lon\n2022-11-02,2022-11-01,raid,1,2\n")
    assert events.events[0].when.edtf == "2022-11-02"
    assert "is before the start_date" in said(events)


def test_28_an_id_that_comes_twice_is_kept_under_another_and_told(tmp_path: Path) -> None:
    events = table(tmp_path, f"id,{HEAD}A,2022,raid,1,2\nA,2023,raid,3,4\n")
    assert [event.id for event in events] == ["t:A", "t:A#2"]
    assert "the event t:A occurs again" in said(events)


def test_31_an_ambiguous_place_has_candidates_and_a_missing_one_is_kept(tmp_path: Path) -> None:
    events = table(tmp_path, "date,type,place\n2022,raid,Georgia\n2022,raid,Xyzzyville\n2022,raid,Сеул\n")
    georgia, nowhere, seoul = (event.placements[0].resolution for event in events)
    assert {"ne:GE", "ne:US.georgia"} <= {rival.place.id for rival in georgia.rivals} | {p.id for p in georgia.places}
    assert nowhere.shape is None
    assert seoul.places[0].name == "Seoul"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of the shell")
def test_39_a_reader_that_has_enough_ends_it_quietly(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff" + b"n" * 100 + b".csv")
    (tmp_path / name).write_text(HEAD + "2022,raid,1,2\n" * 300)
    command = f"{sys.executable} -m geoevents events '{tmp_path}' | head -n 1"
    told = subprocess.run(
        ["sh", "-c", command], capture_output=True, check=False, env={**os.environ, "LANG": "C", "PYTHONUTF8": "0"}
    )
    assert told.stdout.startswith(b"date\t")
    assert b"Traceback" not in told.stderr


def test_the_grammar_of_dates_is_the_one_of_tables() -> None:
    assert parse_day("2022-11-02") is not None


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"lat": "Dead"}, "--column lat=Dead needs lon, too"),
        ({"lon": "Dead"}, "--column lon=Dead needs lat, too"),
        ({"lat": "Town", "lon": "Dead"}, "--column lat=Town: 'Goma' is no latitude"),
        ({"date": "Town"}, "--column date=Town: 'Goma' is no date"),
    ],
)
def test_a_column_that_cannot_mean_what_is_told_is_an_error(
    columns: dict[str, str], words: str, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Town,Dead,When\nGoma,12,2024-01-01\nBunia,3,2024-01-02\n")
    events = read(path, columns=columns)
    assert len(events) == 0
    assert words in said(events)


@pytest.mark.parametrize("content", [b'a,"b\rc"\rd,e,f\x01\r\n\r"q', b'place,"date\r\nlat'])
def test_quotes_that_no_table_has_are_no_fault_of_ours(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    assert not [problem for problem in read(path).problems if "please report" in problem.message]
