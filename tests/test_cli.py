"""The command line: what it prints, what it writes, how it fails."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from geoevents.cli import cli
from geoevents.cli.commands import COMMANDS, visible

REPORT = (
    "North Korea launched 23 short-range missiles on Wednesday from both coasts, as well as some 100 artillery rounds."
)
HOSTILE = "{{7*7}} ${1} <img src=x onerror=alert(1)> </script> ` {% raw %} \u202e"
COMMAND = [sys.executable, "-m", "geoevents"]


def run(*args: object, code: int = 0, stdin: str | None = None) -> Result:
    result = CliRunner().invoke(cli, [str(arg) for arg in args], input=stdin)
    assert result.exit_code == code, result.output + repr(result.exception)
    assert "Traceback" not in result.output
    return result


def process(*args: object, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, args)], capture_output=True, text=True, timeout=60, check=False, **options
    )


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    return path


# Help ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [[], *([name] for name in COMMANDS), *(["gazetteer", sub] for sub in ("search", "show", "check", "build"))],
)
def test_every_command_has_help_with_an_example(command: list[str]) -> None:
    text = run(*command, "--help").stdout
    assert re.search(r"Examples?:\n +geoevents ", text), text
    assert "geoevents " + " ".join(command) in text


def test_the_help_of_the_group_names_every_command_and_exit_code() -> None:
    text = run("--help").stdout
    for name, (_, line) in COMMANDS.items():
        assert name in text
        assert line in text
    assert "Exit codes: 0" in text


def test_a_wrong_call_is_exit_code_2() -> None:
    for args in (
        ["nope"],
        ["map"],
        ["map", "a.txt"],
        ["resolve"],
        ["resolve", "x", "--as", "svg"],
        ["export", "a", "-x"],
        ["events", "a.txt", "--published", "x"],
        ["events", "a.txt", "--encoding", "nope"],
        ["export", "a.txt", "-o", "x.foo"],
        ["resolve", "both coasts", "--focus", "Narnia"],
    ):
        assert run(*args, code=2).stderr


# Resolve ---------------------------------------------------------------------------------------------


def test_resolve_says_where_how_sure_and_why() -> None:
    text = run("resolve", "Wonsan").stdout
    for part in ("precision", "39.1", "127.4", "error", "why", "gn:1866923"):
        assert part in text


def test_resolve_names_the_rivals() -> None:
    text = run("resolve", "Tripoli").stdout
    assert "LB" in text
    assert "LY" in text
    assert re.search(r"^  or +0\.\d\d  Tripoli", text, re.MULTILINE)


def test_resolve_doubts_a_name_that_many_places_have_alike() -> None:
    assert "  doubt      several places have this name" in run("resolve", "Springfield").stdout
    assert "doubt" not in run("resolve", "Springfield, Illinois").stdout
    assert "doubt" not in run("resolve", "Wonsan").stdout


def test_resolve_names_a_state_of_the_same_name_however_unlikely() -> None:
    assert "ne:US.georgia" in run("resolve", "Georgia").stdout


@pytest.mark.parametrize("form", ["geojson", "wkt"])
def test_resolve_gives_a_geometry(form: str) -> None:
    text = run("resolve", "38°36'N", "128°22'E", "--as", form).stdout
    assert "128.366667" in text
    if form == "geojson":
        feature = json.loads(text)
        assert feature["geometry"]["type"] == "Point"
        assert feature["properties"]["why"]


def test_resolve_binds_bare_words_to_the_focus() -> None:
    failed = run("resolve", "both coasts", code=1)
    assert "focus" in failed.stderr
    for focus in ("KP", "kp", "North Korea"):
        assert "coast" in run("resolve", "both coasts", "--focus", focus).stdout
    assert "is no country" in run("resolve", "both coasts", "--focus", "Atlantis", code=2).stderr


def test_resolve_says_what_it_cannot_read_and_what_is_like_it() -> None:
    assert "Wonzan" in run("resolve", "Wonzan", code=1).stderr
    assert "Wŏnsan" in run("resolve", "Wonzan", code=1).stderr


def test_resolve_says_that_a_name_is_only_spelled_alike() -> None:
    assert "no place is spelled Wonsaan; Wŏnsan is alike" in run("resolve", "Wonsaan").stdout


def test_resolve_reads_lines_and_writes_json_lines(tmp_path: Path) -> None:
    lines = tmp_path / "lines.txt"
    lines.write_text("Wonsan\n\nflibber flabber\nnorthern Israel\n")
    result = run("resolve", "--file", lines, code=1)
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [feature["properties"]["text"] for feature in found] == ["Wonsan", "flibber flabber", "northern Israel"]
    assert [feature["geometry"] is not None for feature in found] == [True, False, True]
    assert found[1]["properties"]["reason"]


def test_resolve_draws_a_map(tmp_path: Path) -> None:
    run("resolve", "Wonsan", "-o", tmp_path / "m.html")
    assert "geoevents" in (tmp_path / "m.html").read_text()


# Gazetteer and types ---------------------------------------------------------------------------------


def test_the_gazetteer_is_searched_and_shown() -> None:
    assert run("gazetteer", "search", "Wonsan").stdout.splitlines()[0].endswith("gn:1866923")
    first = json.loads(run("gazetteer", "search", "Wonsan", "--json").stdout.splitlines()[0])
    assert (first["id"], first["country"]) == ("gn:1866923", "KP")
    assert "North Koreans" in run("gazetteer", "show", "ne:KP").stdout
    assert json.loads(run("gazetteer", "show", "gn:1866923", "--json").stdout)["geometry"]["type"] == "Point"
    assert run("gazetteer", "show", "xx:1", code=1).stderr.startswith("Error: ")


def test_the_types_are_listed() -> None:
    assert "missile_launch" in run("types").stdout
    assert {entry["type"] for entry in json.loads(run("types", "--json").stdout)} >= {"missile_launch", "arms_transfer"}


# Reading inputs --------------------------------------------------------------------------------------


def test_events_lists_them_with_tabs_where_there_is_no_terminal(report: Path) -> None:
    result = run("events", report, "--published", "2022-11-02")
    header, *rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert header[:2] == ["date", "type"]
    assert {row[1] for row in rows} == {"missile_launch", "artillery_fire"}
    assert "2 events from 1 report" in result.stderr


def test_events_as_json_hold_events_and_problems(report: Path) -> None:
    found = json.loads(run("events", report, "--json").stdout)
    assert {feature["properties"]["event_type"] for feature in found["events"]} == {"missile_launch", "artillery_fire"}
    assert [problem["severity"] for problem in found["problems"]] == ["warning"]


def test_a_report_without_a_date_is_warned_of_unless_quiet(report: Path) -> None:
    assert "Warning" in run("events", report).stderr
    assert run("events", report, "--quiet").stderr == ""


def test_export_writes_and_says_so(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "e.geojson"
    result = run("export", report, "--published", "2022-11-02", "-o", out, "--layer", "missile_launch")
    assert result.stdout == ""
    assert f"Wrote {out}" in result.stderr
    assert len(json.loads(out.read_text())["features"]) == 1


def test_map_writes_a_page(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "m.html"
    run("map", report, "--published", "2022-11-02", "-o", out, "--title", HOSTILE)
    text = out.read_text()
    assert "<img src=x" not in text
    assert "49 " not in text[: text.index("</title>")]


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["map", "{report}", "-o", "{tmp}/m.png"], 2, "must end in .html"),
        (["export", "{report}", "-o", "{tmp}/e.shp"], 2, "known are .geojson"),
        (["export", "{report}", "-o", "{tmp}/no/e.csv"], 4, "does not exist"),
        (["export", "{report}", "-o", "{tmp}"], 2, "unknown suffix"),
        (["map", "{report}", "-o", "{tmp}/m.html", "--layer", "rocketry"], 1, "known are"),
        (["export", "{tmp}/gone.txt", "-o", "{tmp}/e.csv"], 1, "no such file"),
        (["export", "{tmp}/empty.txt", "-o", "{tmp}/e.csv"], 1, "is empty"),
        (["export", "{tmp}/quiet.txt", "-o", "{tmp}/e.csv"], 3, "no events found"),
        (["events", "{report}", "--published", "soon"], 2, "is not a date"),
        (["events", "{report}", "--encoding", "klingon"], 2, "unknown encoding"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    report: Path, tmp_path: Path, args: list[str], code: int, words: str
) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "quiet.txt").write_text("Nothing happened today.")
    result = run(*(arg.format(report=report, tmp=tmp_path) for arg in args), code=code)
    assert words in result.stderr
    assert not (tmp_path / "e.csv").exists()


def test_nothing_found_may_be_written_on_request(tmp_path: Path) -> None:
    (tmp_path / "quiet.txt").write_text("Nothing happened today.")
    run("export", tmp_path / "quiet.txt", "-o", tmp_path / "e.geojson", "--allow-empty")
    assert json.loads((tmp_path / "e.geojson").read_text())["features"] == []
    run("map", tmp_path / "quiet.txt", "-o", tmp_path / "m.html", "--allow-empty")


def test_bad_inputs_are_told_by_file_row_column_and_value_and_the_rest_comes_out(report: Path, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("date,lat,lon\n2022-11-02,127.4,38.6\n2022-11-02,38.6,127.4\n")
    result = run("export", report, table, tmp_path / "gone.txt", "-o", tmp_path / "e.geojson", code=1)
    assert f"{table}: row 1: lat: '127.4' latitude 127.4 is outside" in result.stderr
    assert "swapped" in result.stderr
    assert "gone.txt: no such file" in result.stderr
    assert f"{table}: date = date, lat = lat, lon = lon" in result.stderr
    assert len(json.loads((tmp_path / "e.geojson").read_text())["features"]) == 3


def test_many_problems_are_counted_not_listed(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("date,lat,lon\n" + "2022-11-02,127.4,38.6\n" * 50)
    result = run("events", table, code=1)
    assert "row 1 and 49 more: lat: '127.4'" in result.stderr
    table.write_text("date,lat,lon\n" + "".join(f"2022-11-02,{100 + n},38.6\n" for n in range(50)))
    assert "... and 30 more" in run("events", table, code=1).stderr


def test_what_a_stranger_wrote_cannot_turn_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("date,place,notes\n2022-11-02,\x1b[31mNowhereville\u202e,x\n")
    result = run("events", path)
    for stream in (result.stdout, result.stderr):
        assert "\x1b" not in stream
        assert "\u202e" not in stream
    assert "\\x1b" in result.stderr
    assert visible("a\tb") == "a\\tb"


def test_standard_input_is_a_dash() -> None:
    assert "missile_launch" in run("events", "-", "--published", "2022-11-02", stdin=REPORT).stdout


@pytest.mark.parametrize("words", ["between Wonsan and Wonsan", "halfway between Wonsan and Wonsan"])
def test_nothing_is_between_a_place_and_itself(words: str) -> None:
    assert "both ends are Wonsan" in run("resolve", words, code=1).stderr


def test_a_geometry_that_cannot_be_made_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    from pyproj.exceptions import GeodError
    from shapely.errors import GEOSException

    from geoevents.expressions import footprints

    for kind in (GeodError, GEOSException):

        def fail(*_: object, kind: type[Exception] = kind) -> None:
            raise kind("crooked")

        monkeypatch.setattr(footprints, "corridor", fail)
        assert "could not be made: crooked" in run("resolve", "between Izium and Sloviansk", code=1).stderr


def test_a_line_that_is_not_utf8_has_an_error_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    path.write_bytes(b"Wonsan\nM\xfcnchen\nKyiv\n")
    found = [json.loads(line) for line in run("resolve", "--file", path, code=1).stdout.splitlines()]
    assert [one["geometry"] is None for one in found] == [False, True, False]
    assert found[1]["properties"] == {"text": "M\\xfcnchen", "reason": "the words are not UTF-8"}


def test_a_place_that_is_not_there_is_not_a_broken_gazetteer() -> None:
    assert "no place 'nope'" in run("gazetteer", "show", "nope", code=1).stderr


def test_a_map_in_the_folder_of_the_reports_is_no_report(report: Path) -> None:
    out = report.parent / "map.html"
    for _ in range(2):
        assert "from 1 report" in run("map", report.parent, "-o", out, "--published", "2022-11-02").stderr
    assert "one of the inputs" in run("map", report, out, "-o", out, code=4).stderr


# As a process ----------------------------------------------------------------------------------------


def test_a_closed_pipe_is_no_error() -> None:
    command = [*COMMAND, "gazetteer", "search", "--limit", "1000", "San"]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stderr is not None
    assert child.stdout.readline()
    child.stdout.close()
    assert child.stderr.read() == ""
    child.stderr.close()
    assert child.wait(20) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    ("call", "code"),
    [
        ("types >&-", 4),
        ("types > /dev/full", 4),
        ("--help > /dev/full", 4),
        ("events {report} >&-", 4),
        ("events - <&-", 1),
        ("resolve --file - <&-", 1),
        ("events " + "a" * 300, 1),
        ("export {report} -o " + "a" * 300 + ".csv", 4),
        ("events {report} --types .", 1),
        ("types --types .", 1),
    ],
)
def test_streams_and_names_that_cannot_be_used_are_a_line(call: str, code: int, report: Path) -> None:
    line = f"{sys.executable} -m geoevents {call.format(report=report)}"
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == code, done.stderr
    assert [text.startswith("Error: ") for text in done.stderr.splitlines()].count(True) >= 1
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_plain_locale_and_odd_file_names_are_no_error(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/r\xff\xe9port.txt"
    Path(os.fsdecode(name)).write_text(REPORT)
    environment = {"PATH": os.environ["PATH"], "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = process("events", tmp_path, "--published", "2022-11-02", env=environment)
    assert done.returncode == 0, done.stderr
    assert "missile_launch" in done.stdout
    assert process("gazetteer", "search", "Wonsan", env=environment).returncode == 0


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_ends_quietly_and_leaves_no_part(tmp_path: Path, sent: signal.Signals, code: int) -> None:
    out = tmp_path / "e.csv"
    script = (
        f"import sys; sys.argv = ['geoevents', 'export', '-', '-o', {str(out)!r}]\n"
        "from geoevents.cli import main; print('ready', flush=True); main()"
    )
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    child = subprocess.Popen([sys.executable, "-c", script], **pipes, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    time.sleep(0.7)  # it waits for standard input now
    child.send_signal(sent)
    _, errors = child.communicate(timeout=20)
    assert child.returncode == code
    assert "Traceback" not in errors
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_while_the_command_is_imported_ends_quietly() -> None:
    """From the first import on, whatever the import does with exceptions."""
    script = (
        "import os, signal, sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'geoevents.cli': os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "sys.argv = ['geoevents', 'resolve', 'Wonsan']\n"
        "from geoevents.__main__ import main\n"
        "print([name for name in ('typing', 'click') if name in sys.modules], flush=True)\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (130, "Interrupted\n")
    assert done.stdout == "[]\n", "what is imported before main() is a gap in which Ctrl-C shows a trace-back"


def test_a_missing_gazetteer_has_its_own_exit_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from geoevents.gazetteer import store

    monkeypatch.setattr(store, "gazetteer_path", lambda: tmp_path / "none.sqlite")
    result = run("resolve", "Wonsan", code=5)
    assert "geoevents gazetteer build" in result.stderr


def test_nothing_heavy_is_loaded_for_help_and_a_plain_name() -> None:
    """What takes the time: the budget of 80 ms is measured by benchmarks, its cause is held here."""
    heavy = "('shapely', 'numpy', 'pandas', 'geopandas', 'folium', 'pyproj', 'rich', 'geopy')"
    for args in (["--help"], ["resolve", "Wonsan"], ["gazetteer", "search", "Wonsan"], ["types"]):
        code = (
            f"import sys; sys.argv = ['geoevents', *{args!r}]\n"
            "from geoevents.cli import main\n"
            "try: main()\n"
            f"finally: print([name for name in {heavy} if name in sys.modules], file=sys.stderr)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert done.returncode == 0
        assert done.stderr.strip() == "[]", args


def test_resolve_explains_how_words_were_read_also_where_they_have_no_place() -> None:
    told = run("resolve", "--explain", "20 km east of Kanggye in Jagang Province").stderr.splitlines()
    assert told[0].startswith("Offset  offset(20 km, east, Kanggye in Jagang Province)")
    assert "    = Kanggye (settlement, Jagang Province, KP" in told[2]
    assert told[-1].endswith("ne:KP.jagang-province")
    assert "Named  Qwertyx" in run("resolve", "--explain", "west of Qwertyx", code=1).stderr
    assert "= and " in run("resolve", "--explain", "Springfield").stderr
