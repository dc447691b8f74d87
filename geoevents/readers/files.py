"""What the user names -> the files to read: folders, patterns, standard input; and the bytes of one file, limited."""

from __future__ import annotations

import glob
import os
import re
import stat
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from geoevents.errors import InputError, MissingInputError
from geoevents.model import Problem
from geoevents.readers.sniff import ending_of
from geoevents.readers.source import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from geoevents.readers.source import Options

STDIN = "-"
# Left out of folders (never when named): hidden and temporary files, and results kept beside their inputs.
SKIPPED = (".*", "~*", "*~", "*.expected.*")
_SURROGATE = re.compile("[\ud800-\udfff]")


def expand(inputs: Iterable[str | os.PathLike[str]], endings: Collection[str]) -> Iterator[str | Problem]:
    """Names of files, in a fixed order and each once; what does not exist is a Problem.

    Folders are searched in depth for files whose suffix is known; patterns are expanded where no such file exists.
    """
    seen: set[str] = set()
    for given in inputs:
        for found in _told(os.fspath(given), endings):
            key = found if isinstance(found, Problem) or found == STDIN else os.path.realpath(found)
            if isinstance(found, Problem) or key not in seen:
                seen.add(str(key))
                yield found


def _told(given: str, endings: Collection[str]) -> Iterator[str | Problem]:
    """What one input names; a name that the system refuses (too long, a NUL in it) is a Problem."""
    try:
        yield from _expand(given, endings)
    except (OSError, ValueError, RecursionError) as error:
        yield Problem(given, f"cannot be looked for: {getattr(error, 'strerror', None) or error}")


def _expand(given: str, endings: Collection[str]) -> Iterator[str | Problem]:
    if given == STDIN:
        yield given
    elif Path(given).is_dir():
        yield from _folder(given, endings)
    elif Path(given).exists():
        yield given
    elif glob.has_magic(given):
        matches = sorted(_matches(given))
        if not matches:
            yield Problem(given, "no file matches this pattern")
        for match in matches:
            yield from _folder(match, endings) if Path(match).is_dir() else (match,)
    else:
        yield Problem(given, "no such file or folder")


def _matches(pattern: str) -> Iterator[str]:
    """Files and folders of a pattern. ``**`` does not follow links to folders: they may lead back, without end."""
    parts = Path(pattern).parts
    at = next((at for at, part in enumerate(parts) if glob.has_magic(part)), len(parts))
    base, rest = Path(*parts[:at]), list(parts[at:])
    if "**" not in rest:
        yield from glob.iglob(pattern)  # noqa: PTH207  a pattern may be absolute
        return
    hidden = any(part.startswith(".") for part in rest)
    if rest[-1] == "**":
        rest.append("*")  # all that is below, as in a shell
    for found in base.glob(str(Path(*rest))):
        if hidden or not any(part.startswith(".") for part in found.relative_to(base).parts):
            yield str(found)


def _folder(folder: str, endings: Collection[str]) -> Iterator[str | Problem]:
    found = False
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            known = Path(name).suffix.casefold() in endings
            if known and not any(fnmatch(name, pattern) for pattern in SKIPPED):
                found = True
                yield str(Path(base, name))
    if not found:
        yield Problem(folder, f"no file in this folder has a known suffix ({', '.join(sorted(endings))})")


def shown(name: str) -> str:
    r"""A name or message as it can be written out: lone surrogates, as of bytes that are not UTF-8, are replaced.

    >>> ascii(shown("a\udcff.txt"))
    "'a\\ufffd.txt'"
    """
    return _SURROGATE.sub("\ufffd", name)


def load(name: str, options: Options) -> Source:
    """Bytes of a file or, for "-", of standard input.

    Raises
    ------
    InputError
        It is no regular file, cannot be read, or is larger than ``options.max_bytes``.
    MissingInputError
        It does not exist.
    """
    most = options.max_bytes
    if name == STDIN:
        data = _limited(sys.stdin.buffer.read(most + 1), "<stdin>", most)
        return Source("<stdin>", data, options.suffix or ending_of(data))
    try:
        mode = Path(name).stat().st_mode
        if not stat.S_ISREG(mode):
            raise InputError(f"{name}: is {'a folder' if stat.S_ISDIR(mode) else 'no regular file'}")
        with Path(name).open("rb") as file:
            return Source(shown(name), _limited(file.read(most + 1), name, most), options.suffix)
    except FileNotFoundError:
        raise MissingInputError(f"{name}: no such file") from None
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror}") from None


def _limited(data: bytes, name: str, max_bytes: int) -> bytes:
    if len(data) > max_bytes:
        raise InputError(f"{name}: is larger than {max_bytes:,} bytes")
    return data
