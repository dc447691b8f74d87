"""Rows of cells -> Documents: shared by every table format."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any

from geoevents.errors import InputError
from geoevents.model import Document, Problem
from geoevents.readers.content_of_columns import is_total
from geoevents.readers.dateline import dateline
from geoevents.readers.days import parse_day
from geoevents.readers.meanings import COUNTS, NEEDED, PLACES, SETTINGS, SYNONYMS, beside, explain, orders, recognize
from geoevents.readers.preset import find, named, presets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geoevents.readers.days import Day
    from geoevents.readers.source import Options, Source

MAX_COLUMNS = 2000
# Rows that are looked at before the meaning of the columns is settled.
SAMPLE = 1000
# Columns that only our own exports have together (they equal frame.SIGNATURE: a test says so; rooms of one floor do
# not import each other).
OWN = frozenset({"event_id", "event_type", "place_role", "geo_precision", "date_precision", "tool_version"})
# A record is a report, not a row of coordinates, if its text is at least this long or nothing else says where.
REPORT = ("text",)
# Meanings whose cells have digits, and what a cell is called.
_DIGITS = {
    "lat": "latitude",
    "lon": "longitude",
    "easting": "easting",
    "northing": "northing",
    "date": "date",
    "start": "date",
    "end": "date",
}
# Columns without a meaning that are named to the user.
_FEW = 8

Row = tuple[int, dict[str, str]]


def cell(value: Any) -> str:  # noqa: ANN401  JSON gives anything
    """A value of JSON as the text of a cell; nested values stay JSON.

    >>> cell(None), cell(True), cell(3.5), cell(["a"])
    ('', 'true', '3.5', '["a"]')
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool | dict | list):
        return json.dumps(value, ensure_ascii=False)
    return repr(value) if isinstance(value, float) else str(value)


def documents(source: Source, options: Options, rows: Iterable[Row | Problem]) -> Iterator[Document | Problem]:
    """Documents of the rows of one table; problems pass through.

    Raises
    ------
    InputError
        The table has no row, too many columns, or none that says where or when; the message lists what it has.
    """
    stream = iter(rows)
    head: list[Row | Problem] = []
    sample: list[dict[str, str]] = []
    for entry in stream:
        head.append(entry)
        if not isinstance(entry, Problem):
            sample.append(entry[1])
        if len(sample) == SAMPLE:
            break
    if head and not sample:
        yield from (entry for entry in head if isinstance(entry, Problem))
        raise InputError(f"{source.name}: has no data row that can be read")
    names = list(dict.fromkeys(name for fields in sample for name in fields))
    columns = settle(source, names, sample, options)
    make = _report if columns and columns.get("layout") == "reports" else _row
    sums = "layout" not in columns
    for entry in chain(head, stream):
        if isinstance(entry, Problem):
            yield entry
        elif sums and is_total(entry[1].values()):
            yield total(source.name, entry[0], entry[1].values())
        else:
            yield make(source, options, entry, columns)


def without_totals(
    name: str, rows: Iterable[tuple[int, list[str]] | Problem]
) -> Iterator[tuple[int, list[str]] | Problem]:
    """Rows of cells, with a problem for each that only sums up others."""
    for row in rows:
        yield total(name, *row) if not isinstance(row, Problem) and is_total(row[1]) else row


def total(name: str, number: int, cells: Iterable[str]) -> Problem:
    """What to say of a row that only sums up the others."""
    return Problem(name, "sums up other rows, and is no event", number, None, " ".join(filter(None, cells))[:80])


def settle(source: Source, names: list[str], sample: list[dict[str, str]], options: Options) -> dict[str, str]:
    """What the columns mean: a preset's word, else a guess by name; the user's own word wins over both.

    ``layout`` is "geoevents" for our own exports, "reports" for records of prose; ``preset`` the name of a preset.
    """
    if not sample:
        raise InputError(f"{source.name}: has no data row")
    if len(names) > MAX_COLUMNS:
        raise InputError(f"{source.name}: has {len(names):,} columns; at most {MAX_COLUMNS:,} are read")
    if set(names) >= OWN:
        return {"layout": "geoevents"}
    preset = None if options.preset == "none" else named(options.preset) if options.preset else find(names)
    columns = preset.meanings(names) if preset else recognize(names, sample)
    told = _told(source, names, sample, options)
    columns = {meaning: column for meaning, column in columns.items() if column not in told.values()} | told
    for one, other in (("lat", "lon"), ("lon", "lat")):
        if one in told and other not in columns:
            raise InputError(f"{source.name}: --column {one}={told[one]} needs {other}, too: --column {other}=NAME")
    columns = orders(columns, sample) | beside(columns, sample) | columns | _settings(options)
    if any(meaning in columns for meaning in REPORT) and not any(meaning in columns for meaning in PLACES):
        return columns | {"layout": "reports"}
    if not any(meaning in columns for meaning in NEEDED):
        raise InputError(
            f"{source.name}: no column says where or when (such as lat and lon, place, origin, geometry, date);"
            f" it has {_listed(names)}; say what they mean with --column date=NAME"
        )
    return columns


def _told(source: Source, names: list[str], sample: list[dict[str, str]], options: Options) -> dict[str, str]:
    """The user's own word on what columns mean, checked."""
    found: dict[str, str] = {}
    told = dict(options.columns) | ({"prose": options.prose} if options.prose else {})
    for meaning, column in told.items():
        if meaning in SETTINGS:
            continue
        if meaning not in SYNONYMS and meaning != "prose":
            raise InputError(f"--column: unknown meaning {meaning!r}; known are {', '.join((*SYNONYMS, *SETTINGS))}")
        if column in names:
            found[meaning] = column
            _legible(source, meaning, column, sample)
        else:
            raise InputError(f"{source.name}: has no column {column!r}; it has {_listed(names)}")
    return found


def _legible(source: Source, meaning: str, column: str, sample: list[dict[str, str]]) -> None:
    """Refuse a column for what none of its filled cells can be: an angle or a day without a digit."""
    cells = [cell for cell in (row.get(column, "").strip() for row in sample) if cell]
    if meaning in _DIGITS and cells and not any(map(str.isdigit, "".join(cells))):
        message = f"{cells[0][:40]!r} is no {_DIGITS[meaning]}, nor is any other of its first cells"
        raise InputError(f"{source.name}: --column {meaning}={column}: {message}")


def _settings(options: Options) -> dict[str, str]:
    """The user's own word on how cells are written, checked."""
    found: dict[str, str] = {}
    for setting, values in SETTINGS.items():
        value = options.columns.get(setting)
        if value is None:
            continue
        if value not in values:
            raise InputError(f"--column: {setting} must be one of {' '.join(values)}, not {value!r}")
        found |= {f"decimal_{meaning}": value for meaning in COUNTS} if setting == "decimal" else {setting: value}
    return found


def _listed(names: list[str]) -> str:
    return ", ".join(names[:20]) + (f" and {len(names) - 20} more" if len(names) > 20 else "")


def guessed(columns: Mapping[str, str], names: Sequence[str] = ()) -> str:
    """What was guessed of a table that has columns of these names, for the user."""
    hidden = {"layout", "preset", "named_beside", *(f"decimal_{meaning}" for meaning in COUNTS)}
    said = explain({meaning: column for meaning, column in columns.items() if meaning not in hidden})
    if "preset" in columns:
        return f"{presets()[columns['preset']].label}: {said}"
    known = set(columns.values())
    rest = [name for name in names if name not in known] if "layout" not in columns else []
    more = f" and {len(rest) - _FEW} more" * (len(rest) > _FEW)
    return said + (f"; without a meaning: {', '.join(rest[:_FEW])}{more}" if rest else "")


def _row(source: Source, options: Options, entry: Row, columns: dict[str, str]) -> Document:
    number, fields = entry
    published = day_published(fields, columns)
    return Document(
        id=f"{source.id}#{number}",
        source=source.name,
        fields=fields,
        published=published.start if published else options.published,
        publisher=fields.get(columns.get("publisher", "")) or None,
        url=fields.get(columns.get("url", "")) or None,
        title=fields.get(columns.get("title", "")) or None,
        sha256=source.sha256,
        row=number,
        columns=columns,
    )


def _report(source: Source, options: Options, entry: Row, columns: dict[str, str]) -> Document | Problem:
    number, fields = entry
    text = fields.get(columns["text"], "")
    if not text.strip():
        return Problem(source.name, "no text", number, columns["text"], "", "error")
    title = fields.get(columns.get("title", ""), "")
    stated = fields.get(columns.get("published", "")) or fields.get(columns.get("date", ""), "")
    published, dated = parse_day(stated), dateline(text)
    rest = {name: value for name, value in fields.items() if name not in {columns["text"], columns.get("title")}}
    return Document(
        id=f"{source.id}#{number}",
        source=source.name,
        fields=({"title": title} if title else {}) | {"text": text} | rest,
        published=published.start if published else dated.day if dated else options.published,
        publisher=fields.get(columns.get("publisher", "")) or None,
        url=fields.get(columns.get("url", "")) or None,
        title=title or None,
        sha256=source.sha256,
        row=number,
    )


def day_published(fields: Mapping[str, str], columns: Mapping[str, str]) -> Day | None:
    """When the source of a row was published, where it has such a column."""
    value = fields.get(columns.get("published", ""), "")
    return parse_day(value) if value else None
