"""Tables, corrections, projects and comparisons on the command line."""

from __future__ import annotations

import csv
import html
import json
import re
from pathlib import Path

import openpyxl
import pytest

from geoevents.cli.commands import visible
from geoevents.pipeline import read
from tests.readers.test_presets import SAMPLES
from tests.test_cli import REPORT, run

TABLE = (
    "Y,X,When,what\n39.1,127.4,2022-11-02,missile_launch\n127.4,39.1,2022-11-03,raid\n\n38.6,128.3,2022-11-04,raid\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "t.csv"
    path.write_text("Northing,Easting,Moment,what\n" + TABLE.partition("\n")[2])
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


TOLD = ("--column", "lat=Northing", "--column", "lon=Easting", "--column", "date=Moment", "--column", "kind=what")


def test_columns_may_be_told_and_every_row_is_accounted_for(table: Path, tmp_path: Path) -> None:
    out, rejects = tmp_path / "x.geojson", tmp_path / "r.csv"
    result = run("export", table, *TOLD, "-o", out, "--rejects", rejects, code=1)
    assert "3 data rows = 2 used + 1 rejected" in result.stderr
    assert "lat = Northing, lon = Easting, date = Moment, kind = what" in result.stderr.replace(", kind", ", kind")
    (row,) = rows_of(rejects)
    assert (row["file"], row["row"], row["column"], row["value"]) == (str(table), "2", "Northing", "127.4")
    assert "swapped" in row["reason"]
    assert [f["properties"]["source_row"] for f in json.loads(out.read_text())["features"]] == [1, 3]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (("--column", "lat"), "'lat' is not like lat=Y"),
        (("--column", "height=Northing"), "unknown meaning 'height'; known are id"),
        (("--column", "lat=Southing"), "has no column 'Southing'; it has Northing"),
        (("--preset", "acld"), "unknown preset 'acld'; known are acled"),
        (("--pin", "Georgia"), "is not like Georgia=GE"),
    ],
)
def test_wrong_words_about_a_table_are_told(table: Path, told: tuple[str, ...], words: str) -> None:
    code = 2 if "is not like" in words else 1
    assert words in visible(run("events", table, *told, code=code).stderr)


def test_what_is_known_of_a_table_is_written_beside_it_and_used(table: Path, tmp_path: Path) -> None:
    result = run("events", table, *TOLD, "--write-table", code=1)
    path = tmp_path / "t.csv.table.toml"
    assert f"Wrote {path}" in result.stderr
    assert 'lat = "Northing"' in path.read_text()
    assert len(read(table)) == 2
    path.write_text("[columns]\nlat = 3\n")
    assert "columns.lat must be the name of a column" in run("events", table, code=1).stderr
    path.write_text("colums = 3\n")
    assert "unknown key 'colums'; known are preset" in run("events", table, code=1).stderr


def test_the_preset_is_said() -> None:
    assert "acled.csv: ACLED: kind = event_type" in run("events", SAMPLES / "acled.csv").stderr


def test_a_column_of_prose_gives_roles_and_vague_places(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("date,country,notes\n2022-11-02,,North Korea launched 23 missiles from near Wonsan.\n")
    plain = read(path)
    assert (plain.events[0].kind, plain.events[0].placements) == ("event", ())
    (event,) = read(path, prose="notes")
    assert event.kind == "missile_launch"
    (placement,) = event.placements
    assert (placement.role, placement.resolution.name) == ("launch", "Near Wonsan")
    span = placement.resolution.expression.span
    assert span is not None
    assert span.field == "notes"
    assert event.quantities[0].best == 23


def test_prose_never_moves_what_the_row_states(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("date,type,lat,lon,notes\n2022-11-02,missile_launch,40,127,Missiles were launched from Wonsan.\n")
    (event,) = read(path, prose="notes")
    assert event.placements[0].role == "site"
    assert event.placements[0].resolution.why[0] == "as given by the table in lat and lon"


def test_a_pin_settles_a_name(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("date,type,place\n2022-11-02,protest,Georgia\n")
    for pin, place in (("GE", "ne:GE"), ("ne:US.georgia", "ne:US.georgia")):
        (event,) = read(path, pins={"Georgia": pin})
        assert event.placements[0].resolution.places[0].id == place
    toml = tmp_path / "places.toml"
    toml.write_text('[pins]\nGeorgia = "ne:US.georgia"\n')
    assert "Georgia" in run("events", path, "--places", toml).stdout
    assert json.loads(run("resolve", "Georgia", "--pin", "Georgia=GE", "--json").stdout)["properties"]["places"] == [
        "ne:GE"
    ]


def test_the_coverage_is_carried_to_the_footprint() -> None:
    found = [
        json.loads(run("resolve", "near Wonsan", "--coverage", chance, "--json").stdout)["properties"]["coverage"]
        for chance in ("0.5", "0.95")
    ]
    assert found == [0.5, 0.95]


# Workbooks and Parquet in ----------------------------------------------------------------------------


def test_a_workbook_is_read_with_its_titles_dates_and_numbers(tmp_path: Path) -> None:
    import datetime as dt

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Incidents 2022"], [], ["date", "lat", "lon", "type"], [dt.date(2022, 11, 2), 39, 127.5, "raid"]):
        sheet.append(row)
    book.create_sheet("notes").append(["x"])
    book.save(tmp_path / "t.xlsx")
    events = read(tmp_path / "t.xlsx")
    assert events.documents[0].fields == {"date": "2022-11-02", "lat": "39", "lon": "127.5", "type": "raid"}
    assert {p.message for p in events.problems} == {
        "read the sheet 'Sheet'; left out 'notes'",
        "the first line is a title, left out",
    }


@pytest.mark.parametrize("suffix", [".xlsx", ".parquet", ".geojson", ".csv"])
def test_our_own_files_come_back(suffix: str, tmp_path: Path) -> None:
    events = read(SAMPLES / "acled.csv")
    path = tmp_path / f"x{suffix}"
    events.save(path)
    again = read(path)
    assert [(e.id, e.kind, e.summary, e.when.start) for e in again] == [
        (e.id, e.kind, e.summary, e.when.start) for e in events
    ]
    assert again.documents[0].fields["location"] == "Goma"
    assert again.events[0].placements[0].resolution.shape is not None
    if suffix == ".parquet":
        assert again.events[3].placements[0].resolution.precision == "admin1"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xlsx", b"date,lat\n", "content is no such document, name says .xlsx"),
        ("a.xlsx", b"PK\x03\x04broken", "broken ZIP archive"),
        ("a.xlsx", b"%PDF-1.4", "content is a PDF, name says .xlsx"),
        ("a.parquet", b"PK\x03\x04", "content is a ZIP archive"),
        ("a.parquet", b"PAR1xxxxPAR1", "is no Parquet file that can be read"),
    ],
)
def test_content_that_is_not_what_the_name_says_is_refused(name: str, data: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    (problem,) = read(tmp_path / name).problems
    assert words in problem.message


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    (problem,) = read(tmp_path / "a.xlsx").problems
    assert "would unpack to 60,000,000 bytes" in problem.message


# Review, manifest, project, diff ----------------------------------------------------------------------


def test_a_corrected_review_wins(tmp_path: Path) -> None:
    report, review = tmp_path / "r.txt", tmp_path / "review.csv"
    report.write_text(REPORT)
    run("events", report, "--published", "2022-11-02", "--review", review)
    rows = rows_of(review)
    assert {row["event_type"] for row in rows} == {"missile_launch", "artillery_fire"}
    for row in rows:
        if row["event_type"] == "artillery_fire":
            row["drop"] = "yes"
        else:
            row |= {"place": "Sunan", "role": "launch", "date": "2022-11-01", "event_type": "military_exercise"}
    with review.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
        writer.writerow(rows[0] | {"event_id": "gone"})
    events = read(report, published="2022-11-02", corrections=review)
    (event,) = events
    assert (event.kind, event.when.edtf) == ("military_exercise", "2022-11-01")
    assert event.placements[0].resolution.why[0] == "corrected by hand"
    assert "no such event was found" in events.problems[0].message


def test_a_review_with_an_unknown_type_is_told_and_its_rows_are_no_rows_of_a_table(tmp_path: Path) -> None:
    report, review = tmp_path / "r.txt", tmp_path / "review.csv"
    report.write_text(REPORT)
    run("events", report, "--published", "2022-11-02", "--review", review)
    rows = rows_of(review)
    rows[0]["event_type"] = "nonsense_type"
    with review.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    events = read(report, published="2022-11-02", corrections=review)
    assert {event.kind for event in events} == {"missile_launch", "artillery_fire"}
    (problem,) = events.errors
    assert (problem.field, problem.value) == ("event_type", "nonsense_type")
    assert "missile_launch" in problem.message
    told = run("events", report, "--published", "2022-11-02", "--corrections", review, code=1)
    assert "data rows" not in told.stderr


def test_an_uncorrected_review_changes_nothing(tmp_path: Path) -> None:
    review = tmp_path / "review.csv"
    run("events", SAMPLES / "sipri.csv", "--review", review)
    plain = read(SAMPLES / "sipri.csv")
    again = read(SAMPLES / "sipri.csv", corrections=review)
    assert [r.cells for r in again.records()] == [r.cells for r in plain.records()]


def test_a_manifest_names_what_the_result_was_made_of(tmp_path: Path) -> None:
    out = tmp_path / "x.geojson"
    run("export", SAMPLES / "icews.tab", "-o", out, "--manifest")
    found = json.loads((tmp_path / "x.geojson.manifest.json").read_text())
    assert found["inputs"][0]["name"].endswith("icews.tab")
    assert found["outputs"][0]["bytes"] == out.stat().st_size
    assert len(found["gazetteer"]["sha256"]) == 64


def test_a_project_file_makes_the_same_page_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.txt").write_text(REPORT)
    assert "there is no geoevents.toml" in run("map", code=2).stderr
    Path("geoevents.toml").write_text(
        'inputs = ["r.txt"]\npublished = "2022-11-02"\noutput = "m.html"\ntitle = "Launches"\n[pins]\nWonsan = "KP"\n'
    )
    run("map")
    first = Path("m.html").read_bytes()
    run("map")
    assert Path("m.html").read_bytes() == first
    assert b"Launches" in first
    run("map", "-o", "other.html", "--title", "Other")
    assert b"Other" in Path("other.html").read_bytes()
    Path("geoevents.toml").write_text("input = 3\n")
    assert "unknown key 'input'; known are inputs" in run("map", code=1).stderr


def test_pins_beside_the_reports_are_used_without_an_option(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("date,type,place\n2022,raid,Georgia\n")
    assert read(tmp_path / "t.csv").events[0].placements[0].resolution.places[0].country == "GE"
    (tmp_path / "places.toml").write_text('Georgia = "ne:US.georgia"\nAtlantis = "gn:0"\n')
    for inputs in (tmp_path / "t.csv", tmp_path):
        assert read(inputs).events[0].placements[0].resolution.places[0].country == "US"
    assert read(tmp_path, pins={"Georgia": "GE"}).events[0].placements[0].resolution.places[0].country == "GE"
    assert f"Names mean what {tmp_path / 'places.toml'} says" in run("events", tmp_path).stderr
    assert "'Atlantis' is pinned to 'gn:0', which is no place id" in run("events", tmp_path).stderr
    (tmp_path / "places.toml").write_text("Georgia = 3\n")
    assert "Georgia must be a place id or a country code" in run("events", tmp_path, code=1).stderr


def test_online_tiles_open_the_policy_of_the_page_to_their_host_and_for_pictures_only(tmp_path: Path) -> None:
    run("map", SAMPLES / "icews.tab", "-o", tmp_path / "offline.html")
    run("map", SAMPLES / "icews.tab", "-o", tmp_path / "online.html", "--basemap", "osm")
    found = []
    for name in ("offline.html", "online.html"):
        page = html.unescape((tmp_path / name).read_text("utf-8"))
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
        assert policy
        found.append(dict(rule.split(" ", 1) for rule in policy[1].split("; ")))
    offline, online = found
    assert offline["img-src"] == "data:"
    assert online["img-src"] == "data: https://tile.openstreetmap.org"
    for rule in ("default-src", "connect-src", "font-src", "base-uri", "form-action"):
        assert online[rule] == offline[rule]
    assert "http" not in online["script-src"]


def test_a_difference_is_said_and_drawn(tmp_path: Path) -> None:
    old, new = tmp_path / "monday.csv", tmp_path / "friday.csv"
    old.write_text("id,date,type,lat,lon\nA,2022,raid,39,127\nB,2022,raid,40,127\nD,2022,raid,1,1\n")
    new.write_text("id,date,type,lat,lon\nA,2022,raid,39,127\nB,2023,raid,41,127\nC,2022,raid,5,5\n")
    for path in (old, new):
        run("export", path, "-o", path.with_suffix(".geojson"))
    paths = [path.with_suffix(".geojson") for path in (old, new)]
    found = json.loads(run("diff", *paths, "--json").stdout)
    assert [(c["what"], c["event_id"]) for c in found["changes"]] == [
        ("changed", "friday:B"), ("added", "friday:C"), ("removed", "monday:D"),
    ]  # fmt: skip
    assert found["same"] == 1
    assert found["changes"][0]["values"]["start_date"] == ["2022-01-01", "2023-01-01"]
    text = run("diff", *paths, "-o", tmp_path / "d.html").stdout
    assert text.endswith("1 added, 1 changed, 1 removed, 1 the same\n")
    assert "latitude: 40" in text
    assert (tmp_path / "d.html").stat().st_size > 10_000


def test_rows_without_ids_of_their_own_are_the_same_if_all_is_the_same(tmp_path: Path) -> None:
    old, new = tmp_path / "monday.csv", tmp_path / "friday.csv"
    old.write_text("date,type,lat,lon\n2022,raid,39,127\n2022,raid,40,127\n")
    new.write_text("date,type,lat,lon\n2021,raid,5,5\n2022,raid,39,127\n2022,raid,40,127\n")
    assert run("diff", old, new).stdout.endswith("1 added, 0 changed, 0 removed, 2 the same\n")


def test_rows_that_are_not_on_the_map_are_among_the_rejects(tmp_path: Path) -> None:
    table, rejects = tmp_path / "t.csv", tmp_path / "r.csv"
    table.write_text("date,town,country\n2022,Nowheresville,\n2022,Goma,DR Congo\n")
    result = run("events", table, "--rejects", rejects)
    assert "0 rejected rows and 1 that are not on the map" in result.stderr
    (row,) = rows_of(rejects)
    assert (row["row"], row["value"]) == ("1", "Nowheresville")
    assert row["reason"].startswith("used, but not on the map")


def test_columns_without_a_meaning_are_named(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Date,Lat,Long,Analyst\n2022,51.1,71.4,KP\n")
    assert "; without a meaning: Analyst" in run("events", tmp_path / "t.csv").stderr


def test_no_difference_is_no_line() -> None:
    sample = SAMPLES / "acled.csv"
    assert run("diff", sample, sample).stdout == "0 added, 0 changed, 0 removed, 20 the same\n"


def test_one_feature_per_event(tmp_path: Path) -> None:
    run("export", SAMPLES / "sipri.csv", "-o", tmp_path / "x.geojson", "--one-per-event")
    features = json.loads((tmp_path / "x.geojson").read_text())["features"]
    assert len(features) == 20
    assert features[0]["properties"]["place_role"] == "origin | destination"


@pytest.mark.parametrize("command", ["map", "export"])
def test_what_cannot_be_written_is_told_before_anything_is_read(tmp_path: Path, command: str) -> None:
    out = tmp_path / ("x.html" if command == "map" else "x.csv")
    told = run(command, tmp_path / "nothing.csv", "-o", out, "--rejects", out, code=2)
    assert "give two names" in told.stderr
    told = run(command, tmp_path / "nothing.csv", "-o", tmp_path / "none" / out.name, code=4)
    assert "does not exist" in told.stderr
    assert "nothing.csv" not in told.stderr
