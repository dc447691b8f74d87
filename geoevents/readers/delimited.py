"""Comma-, semicolon-, tab- and bar-separated tables, by the standard library's own parser."""

from __future__ import annotations

import csv
import io
from itertools import islice
from typing import TYPE_CHECKING

from geoevents.errors import InputError
from geoevents.model import Document, Problem
from geoevents.readers.content import check_bytes, check_text
from geoevents.readers.decoding import decode
from geoevents.readers.rows import OWN, documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoevents.readers.rows import Row
    from geoevents.readers.source import Options, Source

DELIMITERS = ",;\t|"
# A multipolygon of a country in WKT may have some 5 MB; the parser's own limit (131,072) would refuse it.
MAX_CELL = 20_000_000
# Starts of cells that our writer puts a quote mark before, so that no spreadsheet takes them for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def read_csv(source: Source, options: Options) -> Iterator[Document | Problem]:
    """A table of which the first line that is not blank names the columns. The delimiter is found from that line."""
    yield from _read(source, options, None)


def read_tsv(source: Source, options: Options) -> Iterator[Document | Problem]:
    """A table with tabs."""
    yield from _read(source, options, "\t")


def _read(source: Source, options: Options, delimiter: str | None) -> Iterator[Document | Problem]:
    check_bytes(source.data, source.name, source.ending)
    text, warning = decode(source.data, source.name, encoding=options.encoding)
    if warning:
        yield Problem(source.name, warning, severity="warning")
    check_text(text, source.name, source.ending)
    yield from documents(source, options, _rows(source, text, delimiter))


def delimiter_of(line: str) -> str:
    """The delimiter that occurs most often in the line of the column names; a comma if none does.

    >>> delimiter_of("date;place;note, if any")
    ';'
    """
    return max(DELIMITERS, key=line.count)


def _rows(source: Source, text: str, delimiter: str | None) -> Iterator[Row | Problem]:
    first = next((line for line in io.StringIO(text) if line.strip()), "")
    csv.field_size_limit(max(csv.field_size_limit(), MAX_CELL))  # only ever raised: others may rely on it
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or delimiter_of(first), strict=True)
    lines = _lines(source, reader)
    names = _names(source, next(lines, (1, []))[1])
    own = set(names) >= OWN
    number = 0
    for number, (line, cells) in enumerate(lines, 1):
        while len(cells) > len(names) and not cells[-1].strip():
            cells.pop()  # trailing delimiters are harmless
        if len(cells) != len(names):
            message = f"line {line} has {len(cells)} cells, the header {len(names)}; the columns are {_few(names)}"
            yield Problem(source.name, message, number, None, delimiter_join(cells))
            continue
        yield number, dict(zip(names, map(unguarded, cells) if own else cells, strict=True))
    if not number:
        raise InputError(f"{source.name}: has no data row, only the columns {_few(names)}")


def _lines(source: Source, reader: csv._reader) -> Iterator[tuple[int, list[str]]]:  # type: ignore[name-defined]
    """Rows with any content, each with the number of its first line."""
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(f"{source.name}: line {line}: {_reason(str(error), line)}") from None
        if any(text.strip() for text in cells):
            yield line, cells


def _reason(error: str, line: int) -> str:
    if "unexpected end of data" in error:
        return f"the quote that opens in the row of line {line} is never closed"
    if "field larger than" in error:
        return f"a cell is longer than {MAX_CELL:,} characters"
    return error


def _names(source: Source, cells: list[str]) -> list[str]:
    names = [cell.strip() or f"column_{number}" for number, cell in enumerate(cells, 1)]
    twice = sorted({name for name in names if names.count(name) > 1}) if len(names) < 2000 else []
    if twice:
        raise InputError(f"{source.name}: the column {twice[0]!r} occurs twice; the columns are {_few(names)}")
    return names


def _few(names: list[str]) -> str:
    return ", ".join(islice(names, 12)) + (", ..." if len(names) > 12 else "")


def delimiter_join(cells: list[str]) -> str:
    """A row as the user may search for it in the file, shortened."""
    return ",".join(cells)[:80]


def unguarded(text: str) -> str:
    """A cell of our own export without the quote mark that keeps it from being a formula.

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA) else text
