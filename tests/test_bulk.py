"""The way without objects gives what the way with objects gives."""

from __future__ import annotations

import csv
import gc
import io
from typing import TYPE_CHECKING, Any

import pyarrow.parquet
import pytest

from geoevents import event_types
from geoevents.export.mending import mended
from geoevents.export.parquet import write_parquet
from geoevents.gazetteer import Gazetteer
from geoevents.pipeline import read
from geoevents.pipeline.large import Table, page, parquet
from geoevents.pipeline.parts import Chunk
from geoevents.pipeline.reading import Told
from geoevents.pipeline.to_page import ToPage
from geoevents.pipeline.to_parquet import ToParquet
from geoevents.readers import Options
from geoevents.render import sheets, texts
from geoevents.render.placed import Ground
from tests.fixtures.by_hand import ROW, point_event
from tests.readers.test_presets import FILES, SAMPLES
from tests.test_cli import run

if TYPE_CHECKING:
    from pathlib import Path

    from geoevents.model import When
    from geoevents.pipeline.parts import Cells

HARD = (
    "id,date,type,lat,lon,place,country,quantity,source_date,notes,url\n"
    "A,2022-11-02,missile_launch,39.1,127.4,Wonsan,North Korea,some 30,2022-11-03,A note,https://example.org\n"
    "A,03/04/2022,raid,,,near Goma,,23,,=x,\n"
    "B,2022-13-45,raid,127.4,39.1,,,x,,,\n"
    "short,row\n"
    ",,,,,,,,,only text,\n"
    "C,2022,boundary_crossing,,,Military Demarcation Line,,-5,,,\n"
    "D,2022,raid,0,0,,,,,,\n"
    "E,2022,raid,,,Nowhereville,,,,,\n"
    "F,2022-02-30,raid,1,2,,,,,,\n"
    "G,2022,raid,10,100,Goma,DR Congo,,,,\n"
    "H,2022,raid,0,0,Nowhereville,DR Congo,,,,\n"
)

# The column that is quoted says where and when, too: the words are marked in it.
QUOTED = "date,type,title,quantity,url\n2 May 2022,raid,Goma,3,u\nx,raid,Wonsan,some 4,\n"
MADE = {"hard.csv": HARD, "quoted.csv": QUOTED}
SAID = {"quoted.csv": {"place": "title", "title": "title"}}


def both(path: Path) -> tuple[Any, Any, Any, Any]:
    gazetteer, types = Gazetteer.open(), event_types.load()
    events = read(path)
    slow = b"".join(write_parquet(mended(events.records())))
    table = Table(str(path), Options(), gazetteer, types, Told())
    fast, written = b"".join(parquet(table, [])), table.written
    return *(pyarrow.parquet.read_table(io.BytesIO(data)) for data in (slow, fast)), events, written


@pytest.mark.parametrize("name", [*FILES, "hard.csv", "../../../seeds/incidents.csv"])
def test_both_ways_give_the_same(name: str, tmp_path: Path) -> None:
    path = SAMPLES / name
    if name == "hard.csv":
        path = tmp_path / name
        path.write_text(HARD)
    slow, fast, events, written = both(path)
    assert fast.schema.equals(slow.schema)
    for column in slow.schema.names:
        assert fast[column].to_pylist() == slow[column].to_pylist(), column
    assert written.used == len(events)
    key = lambda p: (p.row or 0, p.message)  # noqa: E731
    assert sorted(written.problems, key=key) == sorted(events.problems, key=key)
    assert written.kinds == events.kinds()
    assert written.rows - written.used == len({p.row for p in events.errors} - {d.row for d in events.documents})


@pytest.mark.parametrize("name", [*FILES, "hard.csv", "quoted.csv", "../../../seeds/incidents.csv"])
def test_both_ways_give_the_same_page(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Byte for byte: words, numbers, marks, problems and the title; in blocks that rejected rows have shifted."""
    monkeypatch.setattr("geoevents.pipeline.large.CHUNK", 7)
    path = SAMPLES / name
    if (text := MADE.get(name)) is not None:
        path = tmp_path / name
        path.write_text(text)
    gazetteer, types = Gazetteer.open(), event_types.load()
    fast = b"".join(page(Table(str(path), Options(columns=SAID.get(name, {})), gazetteer, types, Told())))
    events = read(path, columns=SAID.get(name))
    assert fast == events.to_html().encode()
    if name in SAID:
        assert all(sheets.marks(event.evidence[0], sheets.spans_of(event)) for event in events)


def test_blocks_of_a_page_are_full_whatever_the_chunks() -> None:
    ground = Ground()
    made = [point_event(f"e{n}", "raid", ROW, n % 90, 1, place=f"Town {n}") for n in range(3 * sheets.BLOCK + 5)]
    whole = list(sheets.of_events(made, {ROW.id: ROW}, str, ground))
    parts = [made[:3], made[3:5000], made[5000:5001], made[5001:]]
    odd = [sheet for part in parts for sheet in sheets.of_events(part, {ROW.id: ROW}, str, ground)]
    again = list(sheets.in_blocks(odd))
    assert [len(sheet) for sheet in again] == [sheets.BLOCK] * 3 + [5]
    assert list(map(texts.pack, again)) == list(map(texts.pack, whole))


def test_a_swapped_position_beside_a_name_is_refused_in_both_ways(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    rows = ("54.0924,12.0991,Rostock", "12.0991,54.0924,Rostock", "54.0925,12.0992,Somewhere new")
    path.write_text("date,type,lat,lon,place\n" + "".join(f"2022,raid,{row}\n" for row in rows))
    slow, fast, events, written = both(path)
    assert fast["latitude"].to_pylist() == slow["latitude"].to_pylist() == [54.0924, 54.0925]
    assert written.problems == list(events.problems)
    assert "far from Rostock" in events.problems[0].message


DISTINCT = {
    "nameless": ("date,type,lat,lon", "2022,raid,{y:.4f},{x:.3f}"),
    "named": ("date,type,lat,lon,location", "2022,raid,{y:.5f},{x:.1f},Town {n}"),
    "with a country": ("date,type,lat,lon,country", "2022,raid,{y:.4f},{x:.4f},Ukraine"),
    "with a destination": ("date,type,lat,lon,destination", "2022,raid,{y:.4f},{x:.4f},Wonsan"),
    "in ACLED's layout": (
        "event_id_cnty,event_date,geo_precision,latitude,longitude,location,admin1,country,event_type",
        "X{n},2022-01-0{d},{d},{y:.4f},{x:.4f},Town {n},Kherson,Ukraine,Battles",
    ),
}


@pytest.mark.parametrize("name", DISTINCT)
def test_rows_that_differ_in_their_position_only_come_out_as_they_are(name: str, tmp_path: Path) -> None:
    header, row = DISTINCT[name]
    rows = [row.format(n=n, d=n % 3 + 1, y=44 + n / 7, x=n * 1.7 % 360 - 180) for n in range(60)]
    path = tmp_path / "t.csv"
    path.write_text("\n".join([header, *rows, row.format(n=1, d=1, y=0, x=0), row.format(n=1, d=1, y=95, x=0)]) + "\n")
    slow, fast, events, written = both(path)
    assert len(events) > 50
    for column in slow.schema.names:
        assert fast[column].to_pylist() == slow[column].to_pylist(), column
    assert sorted(p.message for p in written.problems) == sorted(p.message for p in events.problems)


def test_the_command_writes_a_large_table_this_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geoevents.cli.bulk.LEAST_BYTES", 1)
    path, out = tmp_path / "hard.csv", tmp_path / "x.parquet"
    path.write_text(HARD)
    result = run("export", path, "-o", out, "--rejects", tmp_path / "r.csv", "--manifest", code=1)
    assert "11 data rows = 9 used + 2 rejected" in result.stderr
    assert pyarrow.parquet.read_table(out).num_rows == 9
    with (tmp_path / "r.csv").open(newline="") as file:
        found = [(row["row"], row["column"], row["reason"].startswith("used")) for row in csv.DictReader(file)]
    assert [line[:2] for line in found if not line[2]] == [("3", "lat"), ("4", "")]
    assert [line[0] for line in found if line[2]] == ["5", "7", "8"]  # used, but not on the map
    assert '"events": 9' in (tmp_path / "x.parquet.manifest.json").read_text()
    own = tmp_path / "own.csv"
    run("export", SAMPLES / "acled.csv", "-o", own)
    run("export", own, "-o", out)
    assert pyarrow.parquet.read_table(out).num_rows == 20


def test_the_command_draws_a_large_table_this_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, slow, fast = tmp_path / "hard.csv", tmp_path / "slow.html", tmp_path / "fast.html"
    path.write_text(HARD)
    told = ("--title", "Hard", "--theme", "dark", "--layer", "raid", "--pin", "Goma=ne:nothing", "--rejects")
    whole = run("map", path, "-o", slow, *told, tmp_path / "slow.csv", code=1)
    monkeypatch.setattr("geoevents.cli.bulk.LEAST_BYTES", 1)
    monkeypatch.setattr("geoevents.pipeline.read", None)  # the way with objects is not taken
    result = run("map", path, "-o", fast, *told, tmp_path / "fast.csv", "--manifest", code=1)
    same = result.stderr.replace("fast.", "slow.").splitlines()
    assert [line for line in same if "manifest" not in line] == whole.stderr.splitlines()
    assert "'ne:nothing'" in result.stderr
    assert (tmp_path / "fast.csv").read_bytes() == (tmp_path / "slow.csv").read_bytes()
    assert fast.read_bytes() == slow.read_bytes()
    assert '"events": 9' in (tmp_path / "fast.html.manifest.json").read_text()
    assert "unknown event type 'nonsense'" in run("map", path, "-o", fast, "--layer", "nonsense", code=1).stderr
    assert fast.read_bytes() == slow.read_bytes(), "what stood there is unchanged"


@pytest.mark.parametrize(("way", "form"), [(lambda t: parquet(t, []), ToParquet), (page, ToPage)])
def test_no_rows_are_kept_while_the_next_ones_are_made(
    way: Any, form: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a large table takes in memory is one chunk."""
    alive = []

    class Watched(form):  # type: ignore[misc]
        def when(self, when: When) -> Cells:
            alive.append(sum(isinstance(found, Chunk) for found in gc.get_objects()))
            cells: Cells = super().when(when)
            return cells

    monkeypatch.setattr("geoevents.pipeline.large.CHUNK", 2)
    monkeypatch.setattr(f"{form.__module__}.{form.__name__}", Watched)
    path = tmp_path / "t.csv"
    path.write_text("date,type,lat,lon\n" + "".join(f"2022-01-0{n},raid,1,2\n" for n in range(1, 8)))
    b"".join(way(Table(str(path), Options(), Gazetteer.open(), event_types.load(), Told())))
    assert alive == [0] * 7


def test_a_large_table_without_events_leaves_the_output_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geoevents.cli.bulk.LEAST_BYTES", 1)
    path = tmp_path / "x.csv"
    path.write_text("date,type,lat,lon\n2022,raid,95,1\n")
    for name in ("x.html", "x.parquet"):
        (tmp_path / name).write_text("kept")
        run("map" if name == "x.html" else "export", path, "-o", tmp_path / name, code=3)
        assert (tmp_path / name).read_text() == "kept"


def test_an_outline_is_written_once_however_many_rows_it_has(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,date,type,country\n" + "".join(f"{n},2022,raid{n % 7},Norway\n" for n in range(400)))
    slow, fast, _, _ = both(path)
    assert fast["geometry"].to_pylist() == slow["geometry"].to_pylist()
    gazetteer = Gazetteer.open()
    stream = parquet(Table(str(path), Options(), gazetteer, event_types.load(), Told()), [])
    outline = len(gazetteer.country("NO").geometry.wkb)
    assert sum(map(len, stream)) < 3 * outline


def test_a_fault_in_a_part_of_a_row_loses_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("geoevents.cli.bulk.LEAST_BYTES", 1)
    monkeypatch.setattr("geoevents.pipeline.bulk.when_of", fault)
    path, out = tmp_path / "hard.csv", tmp_path / "x.parquet"
    path.write_text(HARD)
    run("export", path, "-o", out, code=1)  # row by row, where what is lost is lost alone
    assert pyarrow.parquet.read_table(out).num_rows == 9
