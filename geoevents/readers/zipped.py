"""Archives that hold a document or a workbook: looked at before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from geoevents.errors import InputError
from geoevents.readers.content import what_is

if TYPE_CHECKING:
    from geoevents.readers.source import Source

MOST_BYTES = 2_000_000_000  # of all parts, unpacked
MOST_RATIO = 200  # unpacked to packed: worksheets reach 30, bombs 1000
MOST_PARTS = 10_000


def archive(source: Source, part: str) -> zipfile.ZipFile:
    """The archive, which has ``part`` in it and will not burst.

    Raises
    ------
    InputError
        It is none, is broken, holds something else, or would unpack to far more than it is.
    """
    if not source.data.startswith(b"PK"):
        what = what_is(source.data) or "no such document"
        raise InputError(f"{source.name}: content is {what}, name says {source.ending}")
    try:
        found = zipfile.ZipFile(io.BytesIO(source.data))
        parts = found.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InputError(f"{source.name}: content is a broken ZIP archive: {error}") from None
    size = sum(entry.file_size for entry in parts)
    if len(parts) > MOST_PARTS or size > MOST_BYTES or size > MOST_RATIO * len(source.data) + 10_000_000:
        raise InputError(f"{source.name}: would unpack to {size:,} bytes in {len(parts):,} parts; it is refused")
    if part not in found.namelist():
        raise InputError(f"{source.name}: content is a ZIP archive without {part}, name says {source.ending}")
    return found


def part_of(found: zipfile.ZipFile, part: str, name: str, *, most: int) -> bytes:
    """One part, unpacked; empty if the archive has none of this name.

    Raises
    ------
    InputError
        It is larger than ``most`` bytes, encrypted or damaged.
    """
    try:
        with found.open(part) as file:
            data = file.read(most + 1)
    except KeyError:
        return b""
    except RuntimeError:
        raise InputError(f"{name}: is encrypted with a password; save it without one") from None
    except Exception as error:  # noqa: BLE001  a stranger's archive may be wrong in any way
        raise InputError(f"{name}: {part} cannot be unpacked: {error}") from None
    if len(data) > most:
        raise InputError(f"{name}: {part} has more than {most:,} bytes")
    return data
