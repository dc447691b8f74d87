"""Workbooks (.xlsx) as tables: the first sheet that has rows."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from functools import reduce
from typing import TYPE_CHECKING, Any

from geoevents.errors import InputError
from geoevents.model import Problem
from geoevents.readers.header import head
from geoevents.readers.rows import documents
from geoevents.readers.zipped import archive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoevents.model import Document
    from geoevents.readers.header import Line
    from geoevents.readers.rows import Row
    from geoevents.readers.source import Options, Source


# A row of so many filled cells is one of a table, not of remarks.
_TABLE = 3
# The first column of merged cells of several rows, and the first and last of these.
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_MOST_MERGED = 10_000


def read_xlsx(source: Source, options: Options) -> Iterator[Document | Problem]:
    """Rows of the first sheet with any; other sheets are told.

    Raises
    ------
    InputError
        It is no workbook, is one that would burst, or openpyxl is not installed.
    """
    archive(source, "xl/workbook.xml")
    try:
        import openpyxl  # noqa: PLC0415  an optional library
    except ImportError:
        raise InputError(f"{source.name}: workbooks need openpyxl: pip install openpyxl") from None
    try:
        book = openpyxl.load_workbook(io.BytesIO(source.data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # noqa: BLE001  a stranger's archive may be wrong in any way
        raise InputError(f"{source.name}: is no workbook that can be read: {error}") from None
    sheets = [sheet for sheet in book.worksheets if _filled(sheet)]
    if not sheets:
        raise InputError(f"{source.name}: has no data row")
    sheet = max(sheets, key=lambda sheet: (sheet.title == "events", _is_table(sheet)))  # the first of the best
    others = [other.title for other in sheets if other is not sheet and other.title != "about"]
    if others:
        message = f"read the sheet {sheet.title!r}; left out {', '.join(map(repr, others))}"
        yield Problem(source.name, message, severity="warning")
    yield from documents(source, options, _rows(source, options, sheet))


def _filled(sheet: Any) -> bool:  # noqa: ANN401  openpyxl is untyped
    return any(value is not None for row in sheet.iter_rows(max_row=50, values_only=True) for value in row)


def _is_table(sheet: Any) -> bool:  # noqa: ANN401  openpyxl is untyped
    """Whether it has rows of several cells, not only lines of text."""
    rows = sheet.iter_rows(max_row=50, values_only=True)
    return sum(sum(value is not None for value in row) >= _TABLE for row in rows) > 1


def _merged(source: Source, sheet: Any) -> dict[int, list[tuple[int, int]]]:  # noqa: ANN401  openpyxl is untyped
    """Row -> columns whose cell is merged with one above, and the row of that one: it counts for all of them."""
    with zipfile.ZipFile(io.BytesIO(source.data)) as parts:
        text = parts.read(sheet._worksheet_path.lstrip("/"))  # noqa: SLF001  openpyxl tells nobody else
    found: dict[int, list[tuple[int, int]]] = {}
    for column, first, last in _MERGED.findall(text[text.rfind(b"<mergeCells") :] if b"<mergeCells" in text else b""):
        at = reduce(lambda number, letter: number * 26 + letter - 64, column, 0) - 1
        for row in range(int(first) + 1, min(int(last), int(first) + _MOST_MERGED) + 1):
            found.setdefault(row, []).append((at, int(first)))
    return found


def _lines(source: Source, sheet: Any) -> Iterator[Line]:  # noqa: ANN401  openpyxl is untyped
    merged = _merged(source, sheet)
    above: dict[tuple[int, int], str] = {}
    wanted = {key for keys in merged.values() for key in keys}
    columns = {at for at, _ in wanted}
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = [text_of(value) for value in row]
        for at in columns:
            if (at, number) in wanted and at < len(cells):
                above[at, number] = cells[at]
        for at, first in merged.get(number, ()):
            if at < len(cells) and not cells[at]:
                cells[at] = above.get((at, first), "")
        if any(cell.strip() for cell in cells):
            yield number, cells


def _rows(source: Source, options: Options, sheet: Any) -> Iterator[Row | Problem]:  # noqa: ANN401  openpyxl is untyped
    lines = _lines(source, sheet)
    top = head(source, options, lines)
    yield from top.problems
    number = 0
    for number, (line, found) in enumerate((*top.rows, *lines), 1):
        cells = found + [""] * (len(top.names) - len(found))
        if any(cell.strip() for cell in cells[len(top.names) :]):
            yield Problem(source.name, f"line {line} has cells beyond the header", number, None, "")
            continue
        yield number, dict(zip(top.names, cells, strict=False))
    if not number:
        raise InputError(f"{source.name}: has no data row")


def text_of(value: Any) -> str:  # noqa: ANN401  a cell is anything
    """A value of a workbook or a Parquet file as the text of a cell.

    >>> text_of(dt.datetime(2022, 11, 2)), text_of(3.0), text_of(None), text_of(True)
    ('2022-11-02', '3', '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    if isinstance(value, dt.datetime):
        plain = value.astimezone(dt.UTC).replace(tzinfo=None) if value.tzinfo else value
        text = plain.isoformat(timespec="seconds")
        return text + "Z" if value.tzinfo else text.removesuffix("T00:00:00")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
