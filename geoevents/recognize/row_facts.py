"""What a row of a table says apart from where: the cells behind a meaning, when, how many, which event."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, cast, get_args

from geoevents.model import Assertion, Problem, Quantity, Span, When
from geoevents.readers.days import parse_day, parse_serial
from geoevents.recognize.cells import CellError, missing, number
from geoevents.recognize.quantities import numbers
from geoevents.recognize.words import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoevents.model import Document
    from geoevents.readers.days import Day, Order

# Meanings of columns that count people -> item of the quantity.
CASUALTIES = {"killed": "killed", "wounded": "wounded"}


def cell(document: Document, meaning: str) -> str:
    """Text of the cell behind a meaning; "" if the table has no such column."""
    column = document.columns.get(meaning)
    return document.fields.get(column, "") if column else ""


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
    if missing(cell(document, first)):
        first = "year"
    begin, finish = _day(document, first, problems), _day(document, last, problems)
    if begin is None and finish is None:
        return When(None, None, None, "unknown", basis="none")
    at = cut(document, first if begin else last)
    if begin is None or finish is None:
        day = cast("Day", begin or finish)
        return When(at, day.start, day.end, day.precision, approximate=False, edtf=day.edtf, basis="table")
    if finish.end <= begin.start:
        problems.append(blame(document, last, f"is before the {document.columns[first]}; it is left out"))
        finish = begin
    if finish.end <= begin.end:
        return When(at, begin.start, begin.end, begin.precision, edtf=begin.edtf, basis="table")
    edtf = f"{begin.edtf.partition('/')[0]}/{finish.edtf.rpartition('/')[2]}"
    return When(at, begin.start, finish.end, "range", edtf=edtf, basis="table")


def _day(document: Document, meaning: str, problems: list[Problem]) -> Day | None:
    text = cell(document, meaning)
    if missing(text):
        return None
    day = parse_day(text, order=cast("Order | None", document.columns.get("date_order")))
    day = day or parse_serial(text)
    if day is None:
        problems.append(blame(document, meaning, "is no date like 2022-11-02; the event is kept undated"))
    elif day.ambiguous:
        message = "may be day-month or month-day; both are kept as an interval"
        problems.append(blame(document, meaning, message, "warning"))
    return day


def quantities_of(document: Document, problems: list[Problem]) -> Iterator[Quantity]:
    """The numbers of the row: of things, and of people killed and wounded."""
    item = cell(document, "item").strip() or None
    if not missing(cell(document, "quantity")):
        yield _counted(document, "quantity", item)
    bounds = {meaning: cell(document, meaning) for meaning in ("low", "best", "high")}
    if not all(map(missing, bounds.values())):
        try:
            low, best, high = (number(text) for text in bounds.values())
        except CellError as error:
            problems.append(blame(document, "best", f"a bound {error}", "warning"))
        else:
            at = cut(document, next(meaning for meaning, text in bounds.items() if not missing(text)))
            modifier = "exact" if low == best == high else "range"
            yield Quantity(at, low, best, high, modifier, item, "-".join(filter(None, bounds.values())))
    for meaning, people in CASUALTIES.items():
        if not missing(cell(document, meaning)):
            yield _counted(document, meaning, people)


def _counted(document: Document, meaning: str, item: str | None) -> Quantity:
    at = cut(document, meaning)
    try:
        value = number(at.text)
    except CellError:
        value = None
    if value is not None and value >= 0:
        return Quantity(at, value, value, value, "exact", item, at.text)
    read = [] if value is not None else numbers(Sentence(at.text, field=at.field, offset=at.start))
    if not read:
        return Quantity(at, None, None, None, "vague", item, at.text)
    return replace(read[0][2], span=at, item=item, text=at.text)


def assertion_of(document: Document) -> Assertion:
    """What the row says of its own truth, where it has such a column."""
    stated = cell(document, "assertion").strip().casefold()
    return cast("Assertion", stated) if stated in get_args(Assertion) else "reported"


def quote_of(document: Document) -> Span | None:
    """The cell to quote."""
    meaning = next((meaning for meaning in ("text", "title") if not missing(cell(document, meaning))), None)
    return cut(document, meaning) if meaning else None


def event_id(document: Document, kind: str) -> str:
    """The table's own id under the name of its file, or one made of the row's content."""
    stated = cell(document, "id").strip()
    if stated:
        return f"{PurePath(document.source).stem}:{stated}"
    return hashlib.sha256(f"{document.id} {kind}".encode()).hexdigest()[:16]
