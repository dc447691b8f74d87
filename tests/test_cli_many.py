"""The command line over many inputs: interruptions, resuming, formats that are said, a damaged gazetteer."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from geoevents.cli.commands import Interruptions
from geoevents.gazetteer import Gazetteer, store
from tests.test_cli import COMMAND, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(60):
        text = f"Rebels attacked Goma on Monday, killing {number + 2} people. Shells hit Sake, North Kivu, on Tuesday."
        (folder / f"{number:02}.txt").write_text(text * 20)
    (folder / "07.pdf").write_bytes(b"%PDF-1.4 broken")
    return folder


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_was_ended_goes_on_and_gives_the_same_file(
    reports: Path, tmp_path: Path, sent: signal.Signals
) -> None:
    whole, out, journal = (tmp_path / name for name in ("whole.geojson", "out.geojson", "out.geojson.journal"))
    given = ["--published", "2022-11-02"]
    run("export", reports, *given, "-o", whole, code=1)
    child = subprocess.Popen(
        [*COMMAND, "export", str(reports), *given, "--resume", "-o", str(out)], stderr=subprocess.PIPE, text=True
    )
    while child.poll() is None and not (journal.exists() and journal.stat().st_size > 10_000):
        time.sleep(0.01)
    child.send_signal(sent)
    _, errors = child.communicate(timeout=60)
    assert "Traceback" not in errors
    assert ("--resume goes on from here" in errors) == (sent is signal.SIGINT)
    assert journal.exists()
    assert not out.exists()
    result = run("export", reports, *given, "--resume", "-o", out, code=1)
    assert "07.pdf: is damaged" in result.stderr
    assert out.read_bytes() == whole.read_bytes()
    assert not journal.exists()


def test_a_run_that_finds_nothing_leaves_no_journal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nothing came to pass.")
    run("export", tmp_path / "a.txt", "--resume", "-o", tmp_path / "out.csv", code=3)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_resuming_needs_an_output(reports: Path) -> None:
    assert "needs -o" in run("events", reports, "--resume", code=2).stderr


def test_an_interruption_that_an_import_swallowed_is_heeded_at_the_next_step() -> None:
    came = Interruptions()
    came.heed()
    with contextlib.suppress(KeyboardInterrupt):
        came.take(signal.SIGINT, None)
    with pytest.raises(KeyboardInterrupt):
        came.heed()


def test_an_interruption_during_the_imports_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rebels attacked Goma.")
    script = (  # an import that swallows it, as some libraries do
        "import os, signal, sys\n"
        "class Swallowing:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'geoevents.pipeline':\n"
        "            try: os.kill(os.getpid(), signal.SIGINT)\n"
        "            except BaseException: pass\n"
        "sys.meta_path.insert(0, Swallowing())\n"
        f"sys.argv = ['geoevents', 'export', {str(tmp_path / 'a.txt')!r}, '-o', {str(tmp_path / 'e.csv')!r}]\n"
        "from geoevents.cli import main\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr.strip()) == (130, "Interrupted")
    assert not (tmp_path / "e.csv").exists()


def test_the_format_of_standard_input_is_found_or_said() -> None:
    table = "event_id;date;latitude;longitude\n1;2022-11-02;39,1;127,4\n"
    assert "1 table row" in run("events", "-", stdin=table).stderr
    unknown = "when,spot\n2022-11-02,Goma\n"
    told = ["--format", "csv", "--column", "date=when", "--column", "place=spot"]
    assert "Goma" in run("events", "-", *told, stdin=unknown).stdout
    assert "Goma" in run("events", "-", stdin="[Reuters] Rebels attacked Goma, killing 7 people.").stdout
    assert "known are .txt" in run("events", "-", "--format", "klingon", code=2).stderr


def test_a_gazetteer_damaged_in_the_middle_is_one_line_and_its_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = bytearray(Gazetteer.open().path.read_bytes())
    for at in range(1_000_000, len(data), 8_192):
        data[at : at + 4096] = b"\xff" * 4096
    (tmp_path / "damaged.sqlite").write_bytes(data)
    monkeypatch.setattr(store, "gazetteer_path", lambda: tmp_path / "damaged.sqlite")
    for place in ("Wonsan", "off the east coast of North Korea"):
        assert "is damaged" in run("resolve", place, "--as", "wkt", code=5).stderr
