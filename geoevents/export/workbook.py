"""A workbook (.xlsx): the sheet "events" like the CSV, with dates as dates, and the sheet "about"."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from geoevents.errors import OutputError
from geoevents.export.geometry import oriented
from geoevents.export.typed import need, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geoevents.frame import Record

MOST_ROWS = 1_048_575
MOST_CHARACTERS = 32_767
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_EPOCH = dt.datetime(2000, 1, 1)  # noqa: DTZ001  workbooks know no zones; the same events must give the same bytes


def write_xlsx(records: Iterable[Record], attribution: Sequence[str] = ()) -> Iterator[bytes]:
    """All text is text: nothing is a formula. A geometry longer than a cell is left out (its ``wkt`` says so).

    Raises
    ------
    OutputError
        openpyxl is not installed, or there are more rows than a sheet has.
    """
    openpyxl = need("openpyxl")
    book = openpyxl.Workbook(write_only=True)
    book.properties.created = book.properties.modified = _EPOCH
    sheet = book.create_sheet("events")
    for number, record in enumerate(records):
        if number >= MOST_ROWS:
            raise OutputError(f"a sheet has {MOST_ROWS:,} rows; write .parquet, .gpkg or .csv")
        if not number:
            sheet.freeze_panes = "A2"
            sheet.append([_text(openpyxl, sheet, name) for name in (*record.cells, "wkt")])
        shape = oriented(record.geometry).wkt if record.geometry is not None else None
        if shape and len(shape) > MOST_CHARACTERS:
            shape = f"too long for a cell: {shape.partition(' ')[0]}"
        cells = [_cell(openpyxl, sheet, value(name, cell)) for name, cell in record.cells.items()]
        sheet.append([*cells, _cell(openpyxl, sheet, shape)])
    about = book.create_sheet("about")
    for line in ("Made with geoevents", *attribution):
        about.append([_text(openpyxl, about, line)])
    buffer = io.BytesIO()
    book.save(buffer)
    yield _timeless(buffer.getvalue())


def _cell(openpyxl: Any, sheet: Any, found: Any) -> Any:  # noqa: ANN401  openpyxl is untyped
    if isinstance(found, str):
        return _text(openpyxl, sheet, found)
    if isinstance(found, dt.datetime):
        found = found.replace(tzinfo=None)
    if isinstance(found, dt.date) and found.year < 1900:
        return _text(openpyxl, sheet, found.isoformat())  # a sheet's calendar begins in 1900
    return found


def _text(openpyxl: Any, sheet: Any, text: str) -> Any:  # noqa: ANN401  openpyxl is untyped
    cell = openpyxl.cell.WriteOnlyCell(sheet, value=_FORBIDDEN.sub("\ufffd", text)[:MOST_CHARACTERS])
    cell.data_type = "s"  # also where it begins like a formula
    return cell


def _timeless(data: bytes) -> bytes:
    """The same archive without the time of writing."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            entry = zipfile.ZipInfo(info.filename, (2000, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, _stamp(info.filename, old.read(info)))
    return buffer.getvalue()


def _stamp(name: str, data: bytes) -> bytes:
    """The library writes the time of saving into the properties whatever they say."""
    if name != "docProps/core.xml":
        return data
    return re.sub(rb"(<dcterms:(?:created|modified)[^>]{0,400}>)[^<]{0,40}", rb"\g<1>2000-01-01T00:00:00Z", data)
