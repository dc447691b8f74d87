"""The whole flow: many inputs, some of them bad, and every event once."""

from __future__ import annotations

import io
import json
import pickle
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

import geoevents.pipeline.reading
from geoevents import event_types
from geoevents.errors import EventTypeError, GazetteerError, InputError, OutputError
from geoevents.gazetteer import Gazetteer
from geoevents.model import Shape
from geoevents.pipeline import Events, read
from geoevents.pipeline.large import Table, parquet
from geoevents.pipeline.reading import Told
from geoevents.readers import Options
from tests.test_cli import run

if TYPE_CHECKING:
    from pathlib import Path

REPORT = (
    "North Korea launched 23 short-range missiles on Wednesday from both coasts, as well as some 100 artillery rounds."
)
TABLE = "id,date,type,lat,lon\nA,2022-11-02,missile_launch,39.1,127.4\nB,2022-11-03,raid,127.4,39.1\n"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def types() -> event_types.EventTypes:
    return event_types.load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "b.csv").write_text(TABLE)
    return tmp_path


def kinds(events: Events) -> list[str]:
    return sorted(event.kind for event in events)


def test_reports_and_tables_come_out_together(folder: Path) -> None:
    events = read(folder, published="2022-11-02")
    assert kinds(events) == ["artillery_fire", "missile_launch", "missile_launch"]
    assert events.kinds() == {"missile_launch": 2, "artillery_fire": 1}
    assert [(problem.row, problem.field) for problem in events.errors] == [(2, "lat")]
    assert len(events.documents) == 2
    assert events.inputs == (str(folder / "a.txt"), str(folder / "b.csv"))


def test_the_date_may_be_given_in_any_form_and_must_be_one(folder: Path) -> None:
    for published in ("2022-11-02", date(2022, 11, 2), "2 Nov 2022"):
        assert read(folder / "a.txt", published=published).events[0].when.edtf == "2022-11-02"
    for wrong in ("soon", "03/04/2022"):
        with pytest.raises(InputError, match="is not a date"):
            read(folder / "a.txt", published=wrong)


def test_a_report_without_a_date_is_read_with_a_warning(folder: Path) -> None:
    events = read(folder / "a.txt")
    assert len(events) == 2
    assert events.events[0].when.start is None
    assert [(problem.severity, "--published" in problem.message) for problem in events.problems] == [("warning", True)]


def test_a_dateline_with_its_year_is_a_date_and_not_warned_of(folder: Path) -> None:
    (folder / "a.txt").write_text("SEOUL, Nov 2, 2022 (Agency) - " + REPORT)
    events = read(folder / "a.txt")
    assert {event.when.edtf for event in events} == {"2022-11-02"}
    assert events.problems == ()


DATED = (
    "PORT SUDAN, Sudan, March 14, 2024 (Reuters) - ",
    "Goma, 14 March 2024 - ",
    "NAIROBI, Mar 14 2024 (AP) \u2014 ",
    "A bad week\n\nGoma, March 14, 2024\n\n",
    "Published: 14 March 2024\n\n",
    "14 March 2024\n\n",
    "2024-03-14\n\n",
    "March 14, 2024\n\n",
)


@pytest.mark.parametrize("head", DATED)
def test_the_day_of_its_own_first_lines_wins_and_is_exported(folder: Path, head: str) -> None:
    (folder / "a.txt").write_text(head + "A bomb exploded in Kassala on Wednesday.", encoding="utf-8")
    for published in (None, "2022-11-02"):
        events = read(folder / "a.txt", published=published)
        assert [event.when.edtf for event in events] == ["2024-03-13"]
        assert list(events.to_gdf()["doc_date"].astype(str).str[:10]) == ["2024-03-14"]
        assert not events.problems


UNDATED = (
    "SEOUL, Nov 2 (Reuters) - ",  # no year
    "03/04/2024\n\n",  # one of two days
    "14 March 2024\nShells hit Goma.\n\n15 March 2024\n",  # headings of a log
    "On Friday, March 15, 2024 - it was dark -\n",
)


@pytest.mark.parametrize("head", UNDATED)
def test_first_lines_that_do_not_say_when_leave_the_given_day(folder: Path, head: str) -> None:
    (folder / "a.txt").write_text(head + "A bomb exploded in Kassala.", encoding="utf-8")
    (document,) = read(folder / "a.txt", published="2022-11-02").documents
    assert document.published is not None
    assert document.published.date() == date(2022, 11, 2)


def test_one_bad_input_among_many_loses_nothing_else(folder: Path) -> None:
    bad = {"c.txt": b"", "d.txt": b"\0\1", "e.csv": b"PK\x03\x04", "f.xyz": b"x", "g.json": b"{", "h.csv": b"a,b\n1,2"}
    for name, data in bad.items():
        (folder / name).write_bytes(data)
    named = [folder / name for name in bad]
    events = read(folder, *named, folder / "gone.txt", f"{folder}/*.nope", published="2022-11-02")
    assert kinds(events) == ["artillery_fire", "missile_launch", "missile_launch"]
    told = {problem.source.rsplit("/", 1)[-1] for problem in events.errors}
    assert told == {*bad, "gone.txt", "*.nope", "b.csv"}


def test_a_bug_in_one_document_is_a_problem_of_that_document(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "z.txt").write_text(REPORT + " Poison.")
    real = geoevents.pipeline.reading.recognize

    def recognize(document: object, *rest: object) -> object:
        if "Poison" in document.fields["text"]:  # type: ignore[attr-defined]
            raise ZeroDivisionError("one by zero")
        return real(document, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(geoevents.pipeline.reading, "recognize", recognize)
    events = read(folder, published="2022-11-02")
    assert len(events) == 3
    message = next(problem.message for problem in events.errors if problem.source.endswith("z.txt"))
    assert "ZeroDivisionError: one by zero (test_pipeline.py:" in message


@pytest.mark.parametrize("workers", [1, 2])
def test_a_gazetteer_that_is_damaged_in_the_middle_ends_the_run_and_no_report_is_blamed(
    tmp_path: Path, gazetteer: Gazetteer, workers: int
) -> None:
    data = bytearray(gazetteer.path.read_bytes())
    for at in range(1_000_000, len(data), 8_192):  # every other page
        data[at : at + 4096] = b"\xff" * 4096
    (tmp_path / "damaged.sqlite").write_bytes(data)
    (tmp_path / "reports").mkdir()
    for number in range(20):
        (tmp_path / "reports" / f"{number}.txt").write_text(f"{number + 3} missiles were fired from Wonsan.")
    damaged = Gazetteer.open(tmp_path / "damaged.sqlite")
    with pytest.raises(GazetteerError, match=r"damaged\.sqlite is damaged .*build"):
        read(tmp_path / "reports", gazetteer=damaged, workers=workers).to_gdf()
    table = tmp_path / "t.csv"
    table.write_text("date,type,place\n" + "2022,raid,Wonsan\n2022,raid,Goma\n2022,raid,Kharkiv\n")
    large = Table(str(table), Options(), damaged, event_types.load(), Told())
    with pytest.raises(GazetteerError, match=r"damaged\.sqlite is damaged .*build"):
        list(parquet(large, []))


@pytest.mark.parametrize("error", [ValueError("no ring"), ZeroDivisionError("one by zero"), KeyError("x")])
def test_a_geometry_that_cannot_be_made_costs_one_place_and_no_report(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    real = geoevents.pipeline.reading.resolve

    def resolve(expression: object, *rest: object, **more: object) -> object:
        def broken() -> object:
            raise error

        found = real(expression, *rest, **more)  # type: ignore[arg-type]
        shape = Shape(broken, dimension=2)  # type: ignore[arg-type]
        return replace(found, shape=shape) if "coast" in found.name.casefold() else found

    monkeypatch.setattr(geoevents.pipeline.reading, "resolve", resolve)
    (folder / "c.txt").write_text("Rebels attacked Goma on Monday.")
    events = read(folder, published="2022-11-02")
    assert kinds(events) == ["armed_clash", "artillery_fire", "missile_launch", "missile_launch"]
    reasons = {record.cells["unplaced_reason"] for record in events.records() if record.geometry is None}
    assert len(reasons) == 1
    assert "could not be made" in str(reasons)


def test_strict_stops_at_the_first_error(folder: Path) -> None:
    with pytest.raises(InputError, match="outside -90 to 90"):
        read(folder, strict=True)


def test_the_same_report_is_read_once_and_that_is_said(folder: Path) -> None:
    (folder / "copy.txt").write_text(REPORT)
    events = read(folder, published="2022-11-02")
    assert len(events) == 3
    assert any("same content as" in problem.message for problem in events.problems)


def test_an_entry_that_two_saved_feeds_have_is_read_once(tmp_path: Path) -> None:
    entry = "<item><title>{0}</title><description>Rebels attacked {0}, killing 7 people.</description></item>"
    for day, towns in (("1", ("Goma", "Sake")), ("2", ("Sake", "Bukavu"))):
        entries = "".join(map(entry.format, towns))
        (tmp_path / f"day{day}.rss").write_text(f"<rss><channel><title>Press</title>{entries}</channel></rss>")
    events = read(tmp_path, published="2022-11-02")
    assert [document.title for document in events.documents] == ["Goma", "Sake", "Bukavu"]
    assert len(events) == 3
    (same,) = events.problems
    assert same.source.endswith("day2.rss#1")
    assert same.message.endswith("day1.rss#2; read once")
    assert len({event.id for event in events}) == 3


def test_an_id_that_occurs_twice_never_hides_the_first(folder: Path) -> None:
    (folder / "b.csv").write_text(TABLE.replace("B,", "A,").replace("127.4,39.1", "39.2,127.5"))
    events = read(folder / "b.csv")
    assert [event.id for event in events] == ["b:A", "b:A#2"]
    assert [(problem.severity, problem.row) for problem in events.problems] == [("warning", 2)]


def test_our_own_export_adds_nothing_to_the_reports_it_came_from(folder: Path) -> None:
    first = read(folder, published="2022-11-02")
    first.save(folder / "z.geojson")
    again = read(folder, published="2022-11-02")
    assert [event.id for event in again] == [event.id for event in first]
    alone = read(folder / "z.geojson")
    assert [(event.id, event.kind, event.when.edtf) for event in alone] == [
        (event.id, event.kind, event.when.edtf) for event in first
    ]


@pytest.mark.parametrize("suffix", [".geojson", ".geojsonl", ".csv"])
def test_an_export_of_an_export_is_the_same(folder: Path, suffix: str) -> None:
    one, two = folder / f"one{suffix}", folder / f"two{suffix}"
    read(folder, published="2022-11-02").save(one)
    read(one).save(two)
    assert two.read_bytes() == one.read_bytes()


def test_the_order_of_the_inputs_is_kept_and_the_records_are_the_same_every_time(folder: Path) -> None:
    one, two = (read(folder / "b.csv", folder / "a.txt", published="2022-11-02") for _ in range(2))
    assert one.events[0].id == "b:A"
    assert [record.cells for record in one.records()] == [record.cells for record in two.records()]


def test_several_processes_give_the_same_as_one(tmp_path: Path, gazetteer: Gazetteer) -> None:
    for number in range(40):
        text = f"On Monday, {number + 2} missiles were fired near Wonsan. Rebels attacked Goma on Tuesday."
        (tmp_path / f"{number:02}.txt").write_text(text)
    (tmp_path / "bad.txt").write_text("")
    one, two = (read(tmp_path, published="2022-11-02", gazetteer=gazetteer, workers=workers) for workers in (1, 2))
    assert len(one) >= 40
    assert [record.cells for record in one.records()] == [record.cells for record in two.records()]
    assert [record.geometry for record in one.records()] == [record.geometry for record in two.records()]
    assert one.problems == two.problems


def test_events_travel_between_processes(folder: Path) -> None:
    event = read(folder / "a.txt", published="2022-11-02").events[0]
    again = pickle.loads(pickle.dumps(event))  # noqa: S301  our own bytes
    shapes = [e.placements[0].resolution.shape for e in (event, again)]
    assert shapes[0].geometry.equals(shapes[1].geometry)  # type: ignore[union-attr]
    assert again.summary == event.summary


def test_progress_is_told_file_by_file(folder: Path) -> None:
    steps: list[tuple[int, int, str]] = []
    read(folder, progress=lambda *step: steps.append(step))
    assert [(done, total) for done, total, _ in steps] == [(0, 2), (1, 2), (2, 2)]
    assert steps[-1][2] == ""


def test_standard_input_is_an_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode())))
    assert len(read("-", published="2022-11-02")) == 2


# The value Events -------------------------------------------------------------------------------------


def test_layers_are_events_of_one_kind_and_a_wrong_name_is_told(folder: Path) -> None:
    events = read(folder, published="2022-11-02")
    assert len(events.layer("missile_launch").events) == 2
    assert events.layer("protest").events == ()
    assert len(events.only(["artillery_fire"])) == 1
    with pytest.raises(EventTypeError, match="unknown event type 'rocketry'; known are missile_launch"):
        events.layer("rocketry")


def test_a_frame_a_map_and_every_file_come_out(folder: Path) -> None:
    events = read(folder, published="2022-11-02")
    frame = events.to_gdf()
    assert len(frame) == sum(max(len(event.placements), 1) for event in events)
    assert frame["gazetteer_version"].nunique() == 1
    for name in ("m.html", "e.geojson", "e.csv", "e.kml", "e.jsonl"):
        (folder / "out").mkdir(exist_ok=True)
        events.save(folder / "out" / name)
        assert (folder / "out" / name).stat().st_size > 100
    collection = json.loads((folder / "out" / "e.geojson").read_text())
    assert any("Natural Earth" in line for line in collection["attribution"])


def test_the_page_is_the_same_every_time(folder: Path) -> None:
    events = read(folder, published="2022-11-02")
    assert events.to_html(title="A") == events.to_html(title="A")


def test_an_input_is_never_overwritten(folder: Path) -> None:
    events = read(folder / "b.csv")
    with pytest.raises(OutputError, match="one of the inputs"):
        events.save(folder / "b.csv")
    assert (folder / "b.csv").read_text() == TABLE


def test_own_event_types_are_added(folder: Path) -> None:
    (folder / "my.toml").write_text(
        '[raid]\nlabel = "Raid"\ngroup = "Mine"\nhue = "rose"\nsymbol = "star"\nyes = []\nno = []\n'
    )
    events = read(folder / "b.csv", types=folder / "my.toml")
    assert "raid" in events.types
    with pytest.raises(EventTypeError, match="no such file"):
        read(folder / "b.csv", types=folder / "gone.toml")


def test_a_missing_gazetteer_says_how_to_mend_it(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="missing"):
        Gazetteer.open(tmp_path / "none.sqlite")


@pytest.mark.parametrize("coverage", [2, 0.7, 0])
def test_a_coverage_that_was_not_measured_is_refused(coverage: float) -> None:
    with pytest.raises(InputError, match=r"0\.5, 0\.8, 0\.95"):
        read("seeds/korea.txt", coverage=coverage)


@pytest.mark.parametrize("name", [None, ["a.txt", "b.txt"]])
def test_inputs_are_names_one_by_one(name: object) -> None:
    with pytest.raises(InputError, match=r"read\(\*names\)"):
        read(name)


def test_no_process_at_all_is_refused() -> None:
    with pytest.raises(InputError, match="at least one"):
        read("seeds/korea-2022-11-02.md", workers=0)


@pytest.mark.parametrize("option", ["--places", "--corrections"])
def test_a_settling_file_that_is_not_there_is_named_once(option: str, tmp_path: Path) -> None:
    told = run("events", "seeds/korea-2022-11-02.md", option, tmp_path / "nope", code=1).stderr
    assert told.count("nope") == 1
    assert "No such file" in told
    assert "Errno" not in told
