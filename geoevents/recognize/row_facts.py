"""What a row of a table says apart from where: the cells behind a meaning, when, how many, which event."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, cast, get_args

from geoevents.model import Assertion, Problem, Quantity, Span, When
from geoevents.readers.days import Day, at_clock, parse_day, parse_serial
from geoevents.readers.meanings import plain
from geoevents.readers.preset import presets
from geoevents.recognize.cells import CellError, missing
from geoevents.recognize.counts import count
from geoevents.recognize.dates import scan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geoevents.model import DatePrecision, Document
    from geoevents.readers.days import Order
    from geoevents.readers.preset import Preset

# Meanings of columns that count people -> item of the quantity.
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_LONGEST_DATE = 60
# Meanings of columns that say when a row happened.
DATED = ("date", "start", "end", "time", "year", "month", "day_of_month", "years", "date_code")
# Those whose day may have its time in another column, and that column's name where it is in UTC.
_AT_TIME, _UTC = ("date", "start"), re.compile(r"(?<![a-z])(?:utc|gmt|zulu|z)(?![a-z])", re.IGNORECASE)
CASUALTIES = {"killed": "killed", "wounded": "wounded", "casualties": "casualties"}
# Columns with low, best and high of one number.
_BOUNDS, _BOUNDS_KILLED = ("low", "best", "high"), ("killed_low", "killed", "killed_high")


def cell(document: Document, meaning: str) -> str:
    """Text of the cell behind a meaning; "" if the table has no such column."""
    column = document.columns.get(meaning)
    return document.fields.get(column, "") if column else ""


def preset_of(document: Document) -> Preset | None:
    """The known layout that the table has, if any."""
    name = document.columns.get("preset")
    return presets()[name] if name else None


def known(document: Document, meaning: str) -> str:
    """Text of the cell behind a meaning, else what the data set says of all its rows."""
    preset = preset_of(document)
    return cell(document, meaning) or (preset.given.get(meaning, "") if preset else "")


def named_cell(document: Document, name: str) -> str:
    """Text of the cell of a column whose name is given in its plain form."""
    wanted = plain(name)
    return next((value for column, value in document.fields.items() if plain(column) == wanted), "")


def code_of(document: Document, codes: Mapping[str, Any], meaning: str) -> str | None:
    """What a precision code of the row means: the value of its code, or of the longest code that it begins with."""
    text = cell(document, meaning).strip().removesuffix(".0")
    if not codes or not text:
        return None
    table: Mapping[str, str] = codes["codes"]
    if codes.get("by_prefix"):
        return next((table[text[:size]] for size in range(len(text), 0, -1) if text[:size] in table), None)
    return table.get(text)


def cut(document: Document, meaning: str) -> Span:
    """The same without outer blanks, and where it stands."""
    text = cell(document, meaning)
    inner = text.strip()
    start = text.find(inner)
    return Span(document.columns[meaning], start, start + len(inner), inner)


def blame(document: Document, meaning: str, message: str, severity: str = "error") -> Problem:
    """What is wrong with the cell behind a meaning."""
    column = document.columns.get(meaning)
    value = cell(document, meaning)[:80] if column else None
    return Problem(document.source, message, document.row, column, value, cast("Any", severity))


def when_of(document: Document, problems: list[Problem]) -> When:
    """When the row happened; wrong dates are problems, and the event is kept."""
    first, last = ("start", "end") if not missing(cell(document, "start")) else ("date", "end")
    if not missing(cell(document, "years")):
        found = _years(document)
        if found:
            return found
    if missing(cell(document, first)):
        begin, first = _composed(document, problems), "year"
    else:
        begin = _day(document, first, problems)
    finish = _day(document, last, problems)
    if begin is None and finish is None:
        return When(None, None, None, "unknown", basis="none")
    return _coded(document, _spanned(document, (first, begin), (last, finish), problems))


def _composed(document: Document, problems: list[Problem]) -> Day | None:
    """The date of a row whose year, month and day stand in columns of their own; 0 means that it is not known."""
    month, day = (cell(document, meaning).strip().removesuffix(".0") for meaning in ("month", "day_of_month"))
    year = cell(document, "year").strip().removesuffix(".0")
    if missing(month) or month == "0" or missing(year):
        return _day(document, "year", problems)
    number = f"{int(month):02d}" if month.isdecimal() else month
    text = f"{year}-{number}" if number.isdecimal() else f"{number} {year}"
    if not missing(day) and day != "0":
        text = f"{year}-{number}-{day}" if number.isdecimal() else f"{day} {number} {year}"
    found = parse_day(text)
    if found is None:
        problems.append(blame(document, "month", f"makes no date with year and day ({text}); the year is kept"))
        return _day(document, "year", problems)
    return found


def _years(document: Document) -> When | None:
    """Several years in one cell: from the first to the last of them."""
    years = sorted(set(map(int, _YEARS.findall(cell(document, "years")))))
    if not years:
        return None
    start, end = (datetime(year, 1, 1, tzinfo=UTC) for year in (years[0], years[-1] + 1))
    edtf = str(years[0]) if len(years) == 1 else "{" + ",".join(map(str, years)) + "}"
    precision: DatePrecision = "year" if len(years) == 1 else "range"
    return When(cut(document, "years"), start, end, precision, edtf=edtf, basis="table")


def _coded(document: Document, when: When) -> When:
    """The interval that the date stands for, where the row has a code of its precision.

    A single day that stands for a week is in the middle of it; one that stands for a month or year is in it.
    """
    preset = preset_of(document)
    precision = cast("Any", code_of(document, preset.date, "date_code") if preset else None)
    if precision in {None, "day", when.precision} or when.start is None or when.end is None:
        return when
    start, end = when.start, when.end
    if end - start <= timedelta(days=1):  # the data set gives one day only
        if precision == "week":
            start, end = start - timedelta(days=3), end + timedelta(days=3)
        elif precision in {"month", "year"}:
            month = start.month if precision == "month" else 1
            start = start.replace(month=month, day=1)
            after = start.month % 12 + 1 if precision == "month" else 1
            end = start.replace(year=start.year + (after == 1), month=after)
    first, last = start.date(), (end - timedelta(days=1)).date()
    edtf = {"month": f"{first:%Y-%m}", "year": f"{first:%Y}"}.get(precision, f"{first}/{last}")
    if precision in {"month", "year"} and edtf != (f"{last:%Y-%m}" if precision == "month" else f"{last:%Y}"):
        edtf = f"{first}/{last}"
    return replace(when, start=start, end=end, precision=precision, edtf=edtf)


def _spanned(
    document: Document, one: tuple[str, Day | None], two: tuple[str, Day | None], problems: list[Problem]
) -> When:
    (first, begin), (last, finish) = one, two
    at = cut(document, first if begin else last)
    if begin is None or finish is None:
        day = cast("Day", begin or finish)
        return When(at, day.start, day.end, day.precision, approximate=day.approximate, edtf=day.edtf, basis="table")
    if finish.end <= begin.start:
        problems.append(blame(document, last, f"is before the {document.columns[first]}; it is left out"))
        finish = begin
    if finish.end <= begin.end:
        return When(at, begin.start, begin.end, begin.precision, begin.approximate, edtf=begin.edtf, basis="table")
    edtf = f"{begin.edtf.partition('/')[0]}/{finish.edtf.rpartition('/')[2]}"
    return When(at, begin.start, finish.end, "range", edtf=edtf, basis="table")


def _day(document: Document, meaning: str, problems: list[Problem]) -> Day | None:
    text = cell(document, meaning)
    if missing(text):
        return None
    day = parse_day(text, order=cast("Order | None", document.columns.get("date_order")))
    day = day or parse_serial(text) or _in_words(text)
    if day is None:
        problems.append(blame(document, meaning, "is no date like 2022-11-02; the event is kept undated"))
    elif day.ambiguous:
        message = "may be day-month or month-day; both are kept as an interval (settle it: --column date_order=dmy)"
        problems.append(blame(document, meaning, message, "warning"))
    clock = cell(document, "time") if meaning in _AT_TIME else ""
    if day is None or missing(clock):
        return day
    return at_clock(day, clock, utc=bool(_UTC.search(document.columns["time"])))


def _in_words(text: str) -> Day | None:
    """What prose calls a time, such as "early November 2022", if it is the whole cell and needs no other date."""
    plain = text.strip()
    found = scan(plain, None) if len(plain) < _LONGEST_DATE else ()
    if len(found) != 1 or found[0].span is None or found[0].start is None or found[0].end is None:
        return None
    when = found[0]
    if len(found[0].span.text) < len(plain):
        return None
    return Day(found[0].start, found[0].end, cast("Any", when.precision), approximate=when.approximate)


def quantities_of(document: Document, problems: list[Problem]) -> Iterator[Quantity]:
    """The numbers of the row: of things, and of people killed and wounded. What is none is a problem of its cell."""
    item = known(document, "item").strip() or None
    for meaning, name in (("quantity", item), ("ordered", f"{item or 'pieces'} ordered")):
        if not missing(cell(document, meaning)):
            yield _flagged(document, meaning, _counted(document, meaning, name, problems))
    yield from _bounds(document, _BOUNDS, item, problems)
    ranged = {"killed_low", "killed_high"} & document.columns.keys()
    if ranged:
        yield from _bounds(document, _BOUNDS_KILLED, "killed", problems)
    for meaning, people in CASUALTIES.items():
        if not (ranged and meaning == "killed") and not missing(cell(document, meaning)):
            yield _counted(document, meaning, people, problems)


def _bounds(
    document: Document, meanings: tuple[str, str, str], item: str | None, problems: list[Problem]
) -> Iterator[Quantity]:
    """Low, best and high in columns of their own."""
    written = [meaning for meaning in meanings if not missing(cell(document, meaning))]
    if not written:
        return
    read = {meaning: _one(document, meaning, item, problems) for meaning in written}
    low, best, high = (read.get(meaning) for meaning in meanings)
    if low is not None and high is not None and low > high:
        told = f"is more than the {document.columns[meanings[2]]}; both are left out"
        problems.append(blame(document, meanings[0], told))
        low = high = None
    text = "-".join(cell(document, meaning).strip() for meaning in written)
    modifier = "exact" if low == best == high and best is not None else "range"
    yield Quantity(cut(document, written[0]), low, best, high, modifier, item, text)


def _one(document: Document, meaning: str, item: str | None, problems: list[Problem]) -> float | None:
    """The number of a bound: one of its own, or the nearest side of what is written there."""
    found = _counted(document, meaning, item, problems)
    if found.best is not None:
        return found.best
    return found.high if meaning.endswith("high") else found.low if meaning.endswith("low") else None


def _flagged(document: Document, meaning: str, quantity: Quantity) -> Quantity:
    """A number beside which the table has a mark of doubt is about that much: best, without bounds."""
    flag = cell(document, f"flag_{meaning}").strip()
    if not flag:
        return quantity
    return replace(quantity, low=None, high=None, modifier="approx", text=f"{quantity.text} {flag}")


def _counted(document: Document, meaning: str, item: str | None, problems: list[Problem]) -> Quantity:
    """The number of a cell; of one that is none the words are kept, without a number."""
    at = cut(document, meaning)
    people = item in CASUALTIES.values()
    try:
        found = count(at.text, decimal=cast("Any", document.columns.get(f"decimal_{meaning}")), whole=people)
    except CellError as error:
        problems.append(blame(document, meaning, f"{error}; the event is kept without this number"))
        found = None
    if found is None:
        return Quantity(at, None, None, None, "vague", item, at.text)
    if found.unsure:
        message = "may have decimals or thousands; both are kept as a range (settle it: --column decimal=,)"
        problems.append(blame(document, meaning, message, "warning"))
    low, best, high, modifier, _ = found
    return Quantity(at, low, best, high, modifier, item, at.text)


def assertion_of(document: Document) -> Assertion:
    """What the row says of its own truth, where it has such a column."""
    stated = cell(document, "assertion").strip().casefold()
    return cast("Assertion", stated) if stated in get_args(Assertion) else "reported"


def quote_of(document: Document) -> Span | None:
    """The cell to quote."""
    meaning = next((meaning for meaning in ("text", "title") if not missing(cell(document, meaning))), None)
    return cut(document, meaning) if meaning else None


def event_id(document: Document, kind: str) -> str:
    """The table's own id under the name of the data set or the file, or one made of the row's content."""
    preset = preset_of(document)
    parts = [cell(document, f"id_{at}") for at in range(len(preset.id))] if preset else []
    return identity(id_prefix(document, own=bool(parts)), parts or [cell(document, "id")], document.id, kind)


def id_prefix(document: Document, *, own: bool) -> str:
    """What stands before the id that a table gives: the name of the data set (``own``), or of the file."""
    return document.columns["preset"] if own else PurePath(document.source).stem


def identity(prefix: str, parts: Sequence[str], document_id: str, kind: str) -> str:
    """The id of an event of the cells that are the table's id; of its document and kind where one is empty."""
    found = [part.strip() for part in parts]
    if all(found):
        return f"{prefix}:{'@'.join(found)}"
    return hashlib.sha256(f"{document_id} {kind}".encode()).hexdigest()[:16]
