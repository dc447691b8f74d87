"""A file is written whole or not at all: every call that can fail is made to fail."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any

import pytest

from geoevents.errors import OutputError
from geoevents.export.atomic import Disk, write

if TYPE_CHECKING:
    from pathlib import Path

CHUNKS = [b"one", b"two", b"three"]
CALLS = ("create", "write", "sync", "close", "permit", "replace", "sync_folder")


class Failing:
    """A disk whose n-th call fails; wraps a real one."""

    def __init__(self, fail_at: int, error: type[BaseException] | OSError) -> None:
        self.calls: list[str] = []
        self._disk, self._fail_at, self._error = Disk(), fail_at, error

    def __getattr__(self, name: str) -> Any:
        def call(*args: object) -> object:
            self.calls.append(name)
            if len(self.calls) == self._fail_at:
                raise self._error
            return getattr(self._disk, name)(*args)

        return call


def number_of_calls(target: Path) -> int:
    disk = Failing(0, OSError())
    write(target, CHUNKS, disk=disk)  # type: ignore[arg-type]
    assert set(disk.calls) == set(CALLS)
    return len(disk.calls) - 1  # the last one, sync_folder, never raises by itself


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_the_old_file_stands_whatever_call_fails(tmp_path: Path, code: int) -> None:
    for fail_at in range(1, number_of_calls(tmp_path / "count") + 1):
        target = tmp_path / f"out-{fail_at}"
        target.write_bytes(b"old")
        with pytest.raises(OutputError, match=f"out-{fail_at}.*unchanged"):
            write(target, CHUNKS, disk=Failing(fail_at, OSError(code, os.strerror(code))))  # type: ignore[arg-type]
        assert target.read_bytes() == b"old"
        assert sorted(path.name for path in tmp_path.glob(".*")) == []


def test_an_interrupt_leaves_no_part_behind(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_bytes(b"old")
    for fail_at in range(1, 8):
        with pytest.raises(KeyboardInterrupt):
            write(target, CHUNKS, disk=Failing(fail_at, KeyboardInterrupt))  # type: ignore[arg-type]
        assert target.read_bytes() == b"old"
    # mkstemp itself can be interrupted only before the file exists
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_error_in_what_is_written_leaves_the_old_file(tmp_path: Path) -> None:
    def chunks() -> Any:
        yield b"half"
        raise OutputError("event e1: cannot be written")

    target = tmp_path / "out"
    target.write_bytes(b"old")
    with pytest.raises(OutputError, match="event e1"):
        write(target, chunks())
    assert target.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_mode_bits_are_kept_and_new_files_follow_the_umask(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"")
    old.chmod(0o640)
    mask = os.umask(0o027)
    try:
        write(old, CHUNKS)
        write(new, CHUNKS)
    finally:
        os.umask(mask)
    assert old.stat().st_mode & 0o777 == 0o640
    assert new.stat().st_mode & 0o777 == 0o640
    assert old.read_bytes() == b"onetwothree"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: path.symlink_to("/etc/passwd"), "symbolic link"),
        (lambda path: path.symlink_to(path.parent / "nowhere"), "symbolic link"),
        (os.mkfifo, "no regular file"),
    ],
)
def test_what_is_no_file_is_refused(tmp_path: Path, make: Any, words: str) -> None:
    target = tmp_path / "out"
    make(target)
    with pytest.raises(OutputError, match=words):
        write(target, CHUNKS)


def test_a_missing_folder_and_devices_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="does not exist"):
        write(tmp_path / "no" / "out", CHUNKS)
    with pytest.raises(OutputError, match="no regular file"):
        write("/dev/full", CHUNKS)


def test_an_input_is_never_overwritten_by_any_of_its_names(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    target.write_bytes(b"the report")
    os.link(target, tmp_path / "other.txt")
    for name in (target, tmp_path / "other.txt", f"{tmp_path}/./report.txt"):
        with pytest.raises(OutputError, match="one of the inputs"):
            write(name, CHUNKS, inputs=[str(target), "-", "gone.txt"])
    assert target.read_bytes() == b"the report"
