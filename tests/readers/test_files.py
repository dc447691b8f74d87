"""Which files are read: folders, patterns, standard input; and what must not be."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geoevents.errors import InputError, MissingInputError
from geoevents.model import Document, Problem
from geoevents.readers import READERS, Options, expand, read
from geoevents.readers.files import load

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.md", "sub/c.txt", ".hidden.txt", "a.expected.geojson", "picture.png", "~lock.txt"):
        (tmp_path / name).write_text("Shots.")
    return tmp_path


def names(found: object) -> list[str]:
    return [Path(name).name for name in found if isinstance(name, str)]  # type: ignore[attr-defined]


def test_a_folder_gives_its_known_files_in_order_without_hidden_and_expected_ones(folder: Path) -> None:
    assert names(expand([folder], READERS)) == ["a.md", "b.txt", "c.txt"]


def test_what_is_named_is_read_whatever_it_is_called(folder: Path) -> None:
    assert names(expand([folder / ".hidden.txt"], READERS)) == [".hidden.txt"]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    assert names(expand([folder, folder / "b.txt", f"{folder}/*.txt"], READERS)).count("b.txt") == 1


def test_a_pattern_is_expanded_and_one_without_a_match_is_told(folder: Path) -> None:
    assert names(expand([f"{folder}/**/*.txt"], READERS)) == ["b.txt", "c.txt", "~lock.txt"]
    (problem,) = expand([f"{folder}/*.docx"], READERS)
    assert isinstance(problem, Problem)
    assert "no file matches" in problem.message


def test_a_folder_without_anything_to_read_is_told(tmp_path: Path) -> None:
    (problem,) = expand([tmp_path], READERS)
    assert isinstance(problem, Problem)
    assert ".csv" in problem.message


def test_missing_and_unreadable_inputs_do_not_lose_the_others(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    found = list(read(folder / "nope.txt", folder / "pipe.txt", folder / "picture.png", folder / "b.txt"))
    assert [type(entry) for entry in found] == [Problem, Problem, Problem, Document]
    assert [entry.message for entry in found[:2] if isinstance(entry, Problem)] == [
        "no such file or folder", "is no regular file"]  # fmt: skip
    assert "unknown suffix '.png'" in found[2].message  # type: ignore[union-attr]


def test_a_defect_of_a_reader_loses_its_file_and_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Iterator[Document]:
        raise AssertionError("unexpected")

    monkeypatch.setitem(READERS, ".md", broken)
    problem, document = read(folder / "a.md", folder / "b.txt")
    assert isinstance(problem, Problem)
    assert problem.message == "could not be read: AssertionError: unexpected; please report this"
    assert isinstance(document, Document)


def test_names_of_files_that_are_not_utf8_can_be_written_out(tmp_path: Path) -> None:
    named = [tmp_path / os.fsdecode(name) for name in (b"a\xff.txt", b"b\xff.csv", b"c\xff.xyz")]
    for path in named:
        path.write_text("Shots.")
    found = list(read(*named, tmp_path / os.fsdecode(b"gone\xff.txt"), f"{tmp_path}/{os.fsdecode(bytes([255]))}*"))
    assert [type(entry) for entry in found] == [Document, Problem, Problem, Problem, Problem]
    assert all("\ufffd" in entry.source for entry in found)
    assert all(str(entry).encode() for entry in found)
    assert not any(str(tmp_path) in entry.message for entry in found if isinstance(entry, Problem))


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/"])
def test_devices_and_folders_are_never_read_without_end(path: str) -> None:
    with pytest.raises(InputError):
        load(path, Options(max_bytes=10))


def test_a_file_that_vanished_has_its_own_error(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError):
        load(str(tmp_path / "gone.txt"), Options())


def test_the_size_is_limited(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 100)
    (problem,) = read(tmp_path / "a.txt", options=Options(max_bytes=99))
    assert isinstance(problem, Problem)
    assert "larger than 99 bytes" in problem.message


def test_a_pattern_does_not_follow_links_that_lead_back(folder: Path) -> None:
    for name in "xyz":
        (folder / "sub" / name).symlink_to(folder, target_is_directory=True)
    assert names(expand([f"{folder}/**/*.txt"], READERS)) == ["b.txt", "c.txt", "~lock.txt"]
    assert names(expand([f"{folder}/**"], READERS)).count("c.txt") == 1


def test_patterns_are_relative_to_the_folder_one_is_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert list(expand(["**/*.md", "s*/*.txt"], READERS)) == ["a.md", "sub/c.txt"]


@pytest.mark.parametrize("name", ["x" * 300 + ".txt", "x" * 5000, "a/" * 3000, "[" * 300, "a\0b"])
def test_a_name_that_no_file_can_have_does_not_lose_the_others(folder: Path, name: str) -> None:
    problem, found = expand([name, folder / "b.txt"], READERS)
    assert isinstance(problem, Problem)
    assert found == str(folder / "b.txt")


CSV = b"event_id;date;latitude;longitude\n1;2022-11-02;39,1;127,4\n"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (b"Shots were heard.", "text"),
        (b'[{"date": "2022", "place": "Goma"}]', "place"),
        (b'{"date": "2022", "place": "Goma"}\n{"date": "2023", "place": "Sake"}', "place"),
        (b"<p>Shots.</p>", "text"),
        (b"<?xml version='1.0'?><rss><channel><item><title>Shots</title></item></channel></rss>", "text"),
        (b"From: a@b.c\nDate: Wed, 2 Nov 2022 14:00 +0000\nMessage-ID: <1@b.c>\n\nShots.", "text"),
        (CSV, "latitude"),
        (CSV.decode().encode("utf-16"), "latitude"),
        (CSV.replace(b";", b"\t"), "latitude"),
        (b"[Reuters] Shots, and more shots.", "text"),
        (b"{Goma} Shots.", "text"),
        (b"<3 km away there were shots.", "text"),
        (b"Date, place\nIt was Wednesday, and in Goma there were shots, they said.", "text"),
        (b"On Wednesday, in Goma\nshots were heard, and more", "text"),
        (b"Subject: the war\nFrom: our man\n\nShots.", "text"),
    ],
)
def test_standard_input_is_known_by_its_content(monkeypatch: pytest.MonkeyPatch, data: bytes, field: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    document, *_ = read("-")
    assert isinstance(document, Document)
    assert field in document.fields
    assert document.source.startswith("<stdin>")


def test_the_user_says_what_an_input_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = b"when,what\n2022-11-02,x\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (tmp_path / "table.data").write_bytes(data)
    for name in ("-", tmp_path / "table.data"):
        (document,) = read(name, options=Options(suffix=".csv"))
        assert isinstance(document, Document)
        assert document.columns == {"date": "when", "kind": "what"}
