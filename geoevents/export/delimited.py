"""CSV: the core columns, the original columns, and the geometry as WKT. Safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from geoevents.export.geojson import short
from geoevents.export.geometry import oriented

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geoevents.frame import Record

# Starts that a spreadsheet takes for a formula or a command (OWASP ASVS 1.2.10).
FORMULA = ("=", "+", "-", "@", "\t", "\r")
GEOMETRY = "wkt"
_NUMBER = re.compile(r"[+-]?\d{1,20}(?:\.\d{1,20})?")


def write_csv(records: Iterable[Record], attribution: Sequence[str] = ()) -> Iterator[bytes]:  # noqa: ARG001  all writers have one signature
    """A header and one line per record. Nothing at all is one empty line, since the header is that of the records."""
    buffer = io.StringIO(newline="")
    # RFC 4180; and only then does the writer put quotes around a carriage return.
    writer = csv.writer(buffer, lineterminator="\r\n")
    header: list[str] = []
    for record in records:
        if not header:
            header = [*record.cells, GEOMETRY]
            writer.writerow([guarded(name) for name in header])
        shape = oriented(record.geometry).wkt if record.geometry is not None else ""
        writer.writerow([*(_cell(value) for value in record.cells.values()), shape])
        yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode("utf-8")


def _cell(value: Any) -> Any:  # noqa: ANN401  a cell is text, a number or None
    return guarded(value) if isinstance(value, str) else short(value)


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; the reader takes the mark off again. Numbers stay as they are.

    >>> guarded("=1+1"), guarded("-12.5"), guarded("'=x"), guarded("'tis")
    ("'=1+1", '-12.5', "''=x", "'tis")
    """
    text = text.replace("\0", "\ufffd")
    risky = text.lstrip("'").startswith(FORMULA)
    return f"'{text}" if risky and not _NUMBER.fullmatch(text) else text
