"""Comma-, semicolon-, tab- and bar-separated tables, by the standard library's own parser."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from geoevents.errors import InputError
from geoevents.model import Document, Problem
from geoevents.readers.content import check_bytes, check_text
from geoevents.readers.decoding import codec_of
from geoevents.readers.header import few, head
from geoevents.readers.rows import OWN, documents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geoevents.readers.header import Head, Line
    from geoevents.readers.rows import Row
    from geoevents.readers.source import Options, Source

    # Number of the data row and its cells, or what is wrong with it.
    Cells = Iterator[tuple[int, list[str]] | Problem]

DELIMITERS = ",;\t|"
# A quoted cell, with its doubled quotes; the last may be cut off by the end of what is looked at.
_QUOTED = re.compile(r'(?<![^,;\t|\n])"(?:[^"]|"")*+(?:"|\Z)')
# Lines that are looked at for delimiter, titles and header.
_LOOK = 40
# A multipolygon of a country in WKT may have some 5 MB; the parser's own limit (131,072) would refuse it.
MAX_CELL = 20_000_000
# Starts of cells that our writer puts a quote mark before, so that no spreadsheet takes them for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def read_csv(source: Source, options: Options) -> Iterator[Document | Problem]:
    """A table; its delimiter, title lines and header are found from its first lines."""
    yield from _read(source, options, None)


def read_tsv(source: Source, options: Options) -> Iterator[Document | Problem]:
    """A table with tabs."""
    yield from _read(source, options, "\t")


def _read(source: Source, options: Options, delimiter: str | None) -> Iterator[Document | Problem]:
    top, problems, rows = table(source, options, delimiter)
    yield from (problem for problem in problems if problem not in top.problems)
    yield from documents(source, options, chain(top.problems, _named(top.names, rows)))


def _named(names: list[str], rows: Iterable[tuple[int, list[str]] | Problem]) -> Iterator[Row | Problem]:
    for row in rows:
        yield row if isinstance(row, Problem) else (row[0], dict(zip(names, row[1], strict=True)))


def table(source: Source, options: Options, delimiter: str | None = None) -> tuple[Head, tuple[Problem, ...], Cells]:
    """The header of a table, what is to be told of it, and its data rows: number from 1, and cells.

    Raises
    ------
    InputError
        The content is no table; while iterating also for a quote that is never closed, and for a table without rows.
    """
    check_bytes(source.data, source.name, source.ending)
    codec, warning = codec_of(source.data, source.name, encoding=options.encoding)
    check_text(source.data[:2000].decode(codec, "ignore"), source.name, source.ending)
    top, rows = _rows(source, options, codec, delimiter)
    told = (Problem(source.name, warning, severity="warning"),) if warning else ()
    return top, (*told, *top.problems), rows


def delimiter_of(lines: Sequence[str]) -> str:
    """The delimiter that most lines have equally often, outside of quotes; among such, the one they have most of.

    >>> delimiter_of(["Trade register, 2023", "date;place;note, if any", "2023;Goma;x"])
    ';'
    >>> delimiter_of(["lat;lon;note", '38,5;128,4;"a|b|c|d"', '38,6;128,5;"e|f|g|h"'])
    ';'
    """
    bare = _QUOTED.sub("", "\n".join(line.rstrip("\r\n") for line in lines)).split("\n")

    def agreeing(delimiter: str) -> tuple[int, int]:
        counts = Counter(line.count(delimiter) for line in bare)
        return max(((lines, count) for count, lines in counts.items() if count), default=(0, 0))

    return max(DELIMITERS, key=agreeing)


def _rows(source: Source, options: Options, codec: str, delimiter: str | None) -> tuple[Head, Cells]:
    # A stream, not the whole text: a million rows must not be in memory twice.
    # "replace" is for UTF-8 that is damaged, which was told.
    text = io.TextIOWrapper(io.BytesIO(source.data), codec, errors="replace", newline="")
    start = list(islice(filter(str.strip, text), _LOOK))
    text.seek(0)
    csv.field_size_limit(max(csv.field_size_limit(), MAX_CELL))  # only ever raised: others may rely on it
    mark = delimiter or delimiter_of(start)
    # Files with tabs seldom know quotes: one that opens in a headline would swallow the rest.
    bare = mark == "\t" and not _quoted(start)
    told: dict[str, Any] = {"delimiter": mark, "strict": True, "quoting": csv.QUOTE_NONE if bare else csv.QUOTE_MINIMAL}
    reader = csv.reader(_unzeroed(source, text), **told)
    lines = _lines(source, reader)
    top = head(source, options, lines)
    return top, _records(source, top, lines)


def _quoted(lines: Sequence[str]) -> bool:
    """Whether cells in a file with tabs are in quotes: one of the first lines has a cell that begins and ends so."""
    return any(len(c) > 1 and c[0] == c[-1] == '"' for line in lines for c in line.rstrip("\r\n").split("\t"))


def _unzeroed(source: Source, lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if "\0" in line:
            raise InputError(
                f"{source.name}: NUL character in line {number}: it is binary, or UTF-16 (try --encoding utf-16-le)"
            )
        yield line


def _records(source: Source, top: Head, lines: Iterator[Line]) -> Cells:
    names, number = top.names, 0
    own = set(names) >= OWN
    for number, (line, cells) in enumerate(chain(top.rows, lines), 1):
        while len(cells) > len(names) and not cells[-1].strip():
            cells.pop()  # trailing delimiters are harmless
        if top.ragged and len(cells) < len(names):
            cells.extend([""] * (len(names) - len(cells)))
        if len(cells) != len(names):
            message = f"line {line} has {len(cells)} cells, the header {len(names)}; the columns are {few(names)}"
            yield Problem(source.name, message, number, None, delimiter_join(cells))
            continue
        yield number, list(map(unguarded, cells)) if own else cells
    if not number:
        raise InputError(f"{source.name}: has no data row, only the columns {few(names)}")


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
        if cells and (cells[0].strip() or any(map(str.strip, cells))):
            yield line, cells


def _reason(error: str, line: int) -> str:
    if "unexpected end of data" in error:
        return f"the quote that opens in the row of line {line} is never closed"
    if "field larger than" in error:
        return f"a cell is longer than {MAX_CELL:,} characters"
    return error


def delimiter_join(cells: list[str]) -> str:
    """A row as the user may search for it in the file, shortened."""
    return ",".join(cells)[:80]


def unguarded(text: str) -> str:
    """A cell of our own export without the quote mark that keeps it from being a formula.

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA) else text
