"""Whole or not at all: a file is written beside its place and then moved there; what stood there stays until then."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from geoevents.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable


class Disk:
    """The calls to the operating system that may fail. Tests pass one whose n-th call does."""

    def create(self, folder: Path, name: str) -> tuple[BinaryIO, Path]:
        """A new file in ``folder``, open for writing."""
        handle, path = tempfile.mkstemp(prefix=f".{name[:100]}.", suffix=".part", dir=folder)
        return cast("BinaryIO", os.fdopen(handle, "wb")), Path(path)

    def write(self, file: BinaryIO, chunk: bytes) -> None:
        """Append to the file."""
        file.write(chunk)

    def sync(self, file: BinaryIO) -> None:
        """Have the content on the disk, not only in memory."""
        file.flush()
        os.fsync(file.fileno())

    def close(self, file: BinaryIO) -> None:
        """Close the file."""
        file.close()

    def permit(self, path: Path, mode: int) -> None:
        """Set the mode bits."""
        path.chmod(mode)

    def replace(self, part: Path, path: Path) -> None:
        """Put the new file in the place of the old one, in one step."""
        part.replace(path)

    def sync_folder(self, folder: Path) -> None:
        """Have the new name on the disk too. Not every file system can."""
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def write(
    path: str | os.PathLike[str],
    chunks: Iterable[bytes],
    *,
    inputs: Iterable[str] = (),
    disk: Disk | None = None,
) -> None:
    """Write ``chunks`` to ``path``, whole or not at all.

    Parameters
    ----------
    inputs
        Names of the files that were read; ``path`` may be none of them.

    Raises
    ------
    OutputError
        The path cannot be written to, or writing fails; what stood there is unchanged and no part is left behind.
    """
    target = Path(path)
    mode = check(target, inputs)
    disk = disk or Disk()
    file, part = None, None
    try:
        file, part = disk.create(target.parent, target.name)
        for chunk in chunks:
            disk.write(file, chunk)
        disk.sync(file)
        disk.close(file)
        disk.permit(part, mode)
        disk.replace(part, target)
    except OSError as error:
        _discard(file, part)
        reason = error.strerror or str(error)
        raise OutputError(f"{target}: cannot be written ({reason}); what stood there is unchanged") from error
    except BaseException:
        _discard(file, part)  # an interrupt, or an error in what makes the chunks, leaves no part behind
        raise
    disk.sync_folder(target.parent)


def _discard(file: BinaryIO | None, part: Path | None) -> None:
    with contextlib.suppress(OSError):
        if file is not None:
            file.close()
    with contextlib.suppress(OSError):
        if part is not None:
            part.unlink()


def check(target: Path, inputs: Iterable[str] = ()) -> int:
    """Mode bits for the new file, if ``target`` may be written at all.

    Raises
    ------
    OutputError
        It is a folder, a link, a device, one of the inputs, or in a folder that does not exist.
    """
    if not target.parent.is_dir():
        raise OutputError(f"{target}: the folder {str(target.parent)!r} does not exist")
    if target.is_symlink():
        raise OutputError(f"{target}: is a symbolic link; name the file that it points to ({target.resolve()})")
    if target.is_dir():
        raise OutputError(f"{target}: is a folder; name a file in it")
    if not target.exists():
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    if not target.is_file():
        raise OutputError(f"{target}: is no regular file")
    for name in inputs:
        if Path(name).exists() and Path(name).samefile(target):
            raise OutputError(f"{target}: is one of the inputs; write to another file")
    return stat.S_IMODE(target.stat().st_mode)
