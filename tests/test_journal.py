"""Many documents: interrupted runs go on, killed processes cost one document, and the order is that of the inputs."""

from __future__ import annotations

import os
import pickle
import struct
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING

import pytest

import geoevents.pipeline.reading
from geoevents.event_types import load
from geoevents.gazetteer import Gazetteer
from geoevents.model import Document, Problem
from geoevents.pipeline import Events, read
from geoevents.pipeline.journal import MAGIC
from geoevents.pipeline.pool import outcomes
from geoevents.pipeline.reading import Outcome

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "reports"
    found.mkdir()
    for number in range(6):
        text = (
            f"On Monday, North Korea fired {number + 2} missiles off the east coast. Rebels attacked Goma on Tuesday."
        )
        (found / f"{number}.txt").write_text(text)
    (found / "3.txt").write_text("")
    (found / "4.csv").write_text("id,date,type,lat,lon\nA,2022-11-02,raid,39.1,127.4\nB,2022-11-02,raid,x,127.4\n")
    return found


def told(events: Events) -> list[object]:
    return [[r.cells for r in events.records()], [r.geometry for r in events.records()], events.problems]


def interrupted(folder: Path, journal: Path, gazetteer: Gazetteer, at: int) -> None:
    def step(done: int, _: int, __: str) -> None:
        if done == at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read(folder, published="2022-11-02", gazetteer=gazetteer, journal=journal, progress=step)


def test_an_interrupted_run_goes_on_where_it_stopped(
    folder: Path, tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = told(read(folder, published="2022-11-02", gazetteer=gazetteer))
    journal = tmp_path / "map.html.journal"
    interrupted(folder, journal, gazetteer, 6)
    read_again: list[str] = []
    real = geoevents.pipeline.reading.recognize

    def recognize(document: Document, *rest: object) -> object:
        read_again.append(document.source)
        return real(document, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(geoevents.pipeline.reading, "recognize", recognize)
    again = read(folder, published="2022-11-02", gazetteer=gazetteer, journal=journal, resume=True)
    assert told(again) == whole
    assert [name.rsplit("/", 1)[-1] for name in read_again] == ["5.txt"]


def test_what_was_cut_off_or_damaged_in_the_journal_is_read_again(
    folder: Path, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    whole = told(read(folder, published="2022-11-02", gazetteer=gazetteer))
    journal = tmp_path / "j"
    interrupted(folder, journal, gazetteer, 4)
    data = journal.read_bytes()
    assert len(data) > 1000
    middle = len(data) // 2
    damaged = data[:middle] + bytes([data[middle] ^ 255]) + data[middle + 1 :]
    for left in (b"", data[:3], data[: len(MAGIC) + 5], data[:-1], data[:middle], damaged, b"x" * 100):
        journal.write_bytes(left)
        again = told(read(folder, published="2022-11-02", gazetteer=gazetteer, journal=journal, resume=True))
        assert again[:2] == whole[:2]


class Hostile:
    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("made-by-a-journal",)


@pytest.mark.parametrize("poison", [Hostile(), print, Gazetteer, pickle.loads], ids=["call", "print", "class", "loads"])
def test_nothing_in_a_journal_runs(
    folder: Path, tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch, poison: object
) -> None:
    monkeypatch.chdir(tmp_path)
    journal = tmp_path / "j"
    interrupted(folder, journal, gazetteer, 3)
    data, at, forged = journal.read_bytes(), len(MAGIC), MAGIC
    while at < len(data):  # the same keys, with other content
        kind, key, length, _ = struct.unpack_from("<c16sII", data, at)
        packed = zlib.compress(pickle.dumps((poison,)))
        forged += struct.pack("<c16sII", kind, key, len(packed), zlib.crc32(packed)) + packed
        at += 25 + length
    journal.write_bytes(forged)
    again = read(folder, published="2022-11-02", gazetteer=gazetteer, journal=journal, resume=True)
    assert told(again)[:2] == told(read(folder, published="2022-11-02", gazetteer=gazetteer))[:2]
    assert not (tmp_path / "made-by-a-journal").exists()


def test_a_journal_of_other_settings_is_of_no_use_and_that_is_said(
    folder: Path, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    journal = tmp_path / "j"
    read(folder, published="2022-11-02", gazetteer=gazetteer, journal=journal)
    again = read(folder, published="2022-11-09", gazetteer=gazetteer, journal=journal, resume=True)
    assert [p.message for p in again.problems if p.source == str(journal)] == [
        "is of other inputs, settings or another version: everything was read again"
    ]
    assert told(again)[:2] == told(read(folder, published="2022-11-09", gazetteer=gazetteer))[:2]


def test_a_journal_that_cannot_be_written_does_not_stop_the_run(folder: Path, gazetteer: Gazetteer) -> None:
    events = read(folder, published="2022-11-02", gazetteer=gazetteer, journal=folder / "none" / "j")
    assert len(events) == len(read(folder, published="2022-11-02", gazetteer=gazetteer))


def test_problems_and_events_stand_in_the_order_of_the_inputs_however_many_read_them(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    for number in range(40):
        (tmp_path / f"{number:02}.txt").write_text(f"Rebels attacked Goma on Tuesday, killing {number + 3} people.")
    (tmp_path / "05.txt").write_text("")
    (tmp_path / "07.csv").write_text("id,date,type,lat,lon\nA,2022-11-02,raid,39.1,127.4\nB,2022-11-02,raid,x,127.4\n")
    read(tmp_path / "07.csv").save(tmp_path / "09.geojson")
    one, two = (read(tmp_path, gazetteer=gazetteer, workers=workers) for workers in (1, 2))
    assert told(one) == told(two)
    assert len(one) == 40
    sources = [p.source.rsplit("/", 1)[-1] for p in one.problems if "occurs again" not in p.message]
    assert sources == sorted(sources)


def test_a_script_without_a_main_guard_is_read_by_one_process(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    for number in range(20):
        (tmp_path / "reports" / f"{number}.txt").write_text(f"Rebels attacked Goma, killing {number + 3} people.")
    script = tmp_path / "script.py"
    script.write_text("import geoevents\nprint(len(geoevents.read('reports', workers=2)))\n")
    done = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout == "20\n"


class Deadly(Document):
    """Kills the process that it arrives in, as a document may that needs more memory than there is."""

    __slots__ = ()

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (9,)


def test_a_killed_process_costs_the_document_that_killed_it_and_no_other(gazetteer: Gazetteer) -> None:
    def document(number: int) -> Document:
        kind = Deadly if number in {3, 50} else Document
        return kind(f"d{number}", f"{number}.txt", {"text": f"Rebels attacked Goma, killing {number + 3} people."})

    jobs = [(document(number), None) for number in range(64)]
    found = [batch[0] for _, batch in outcomes(jobs, gazetteer, load(), workers=2)]
    assert [at for at, entry in enumerate(found) if isinstance(entry, Problem)] == [3, 50]
    assert isinstance(found[3], Problem)
    assert (found[3].source, "memory" in found[3].message) == ("3.txt", True)
    assert all(len(entry.events) == 1 for entry in found if isinstance(entry, Outcome))
