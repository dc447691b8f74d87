"""Events as columns: what a page is made of. Whoever has columns already needs no events."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from itertools import accumulate, chain, islice
from typing import TYPE_CHECKING, Any

from geoevents.render import place_words, words
from geoevents.render.placed import ROLES, ROW, by_dimension
from geoevents.render.strings import NO_REASON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from geoevents.model import Document, Event, Span, When
    from geoevents.render.placed import Ground, Row

# Events of a sheet, and of a block of texts: enough to pack well, few enough to be read when a card opens.
BLOCK = 2048
# Cells of a time: seconds since 1970 in UTC (NaN where open), whether they are about right only, and words.
TIME = ("start", "end", "approximate", "when", "when_short")
# Cells of an event; "places" is the number of its rows, "cluster" None if no other document tells it.
EVENT = (
    "kind", *TIME, "assertion", "confidence", "cluster", "places",
    "id", "title", "short", "quantity", "who", "note", "assertion_note", "quote", "marks", "reason",
    "url", "publisher", "source", "source_row", "doc_title",
)  # fmt: skip
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ROLE, _DIMENSION, _PLACE, _REASON = map(ROW.index, ("role", "dimension", "place", "reason"))


@dataclass(slots=True)
class Sheet:
    """Some events: columns ``EVENT`` of one cell each, ``ROW`` of their places, and what their tables say.

    ``cells`` are the original columns of tables, by name: the text of each event, None or "" where it has none.
    """

    events: dict[str, Sequence[Any]]
    places: dict[str, Sequence[Any]]
    cells: dict[str, Sequence[str | None]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.events["id"])


def of_events(
    events: Iterable[Event], documents: Mapping[str, Document], label: Callable[[str], str], ground: Ground
) -> Iterator[Sheet]:
    """Events in sheets of BLOCK, in their order.

    Parameters
    ----------
    documents
        By id.
    label
        Says what a kind of events is called.
    """
    stream = iter(events)
    while batch := list(islice(stream, BLOCK)):
        told = [documents.get(event.document_id) for event in batch]
        rows = [[row for placement in event.placements for row in ground.rows(placement)] for event in batch]
        ground.acting(actor for event in batch for actor in event.actors)
        made = map(_cells, batch, told, [label(event.kind) for event in batch], rows)
        found: dict[str, Sequence[Any]] = dict(zip(EVENT, zip(*made, strict=True), strict=True))
        yield Sheet(found, places_of(list(chain.from_iterable(rows))), _tables(told))


def in_blocks(found: Iterable[Sheet]) -> Iterator[Sheet]:
    """Sheets of any length, all with the same columns, as sheets of BLOCK events."""
    rest: Sheet | None = None
    for sheet in found:
        whole = sheet if rest is None else _joined(rest, sheet)
        starts = list(accumulate(whole.events["places"], initial=0))
        full = len(whole) - len(whole) % BLOCK
        for start in range(0, full, BLOCK):
            yield _cut(whole, start, start + BLOCK, starts)
        rest = _cut(whole, full, len(whole), starts) if full < len(whole) else None
    if rest is not None:
        yield rest


def _cut(sheet: Sheet, start: int, end: int, starts: Sequence[int]) -> Sheet:
    first, last = starts[start], starts[end]
    events, cells = ({n: c[start:end] for n, c in table.items()} for table in (sheet.events, sheet.cells))
    return Sheet(events, {n: c[first:last] for n, c in sheet.places.items()}, cells)


def _joined(one: Sheet, other: Sheet) -> Sheet:
    def both(first: Mapping[str, Sequence[Any]], second: Mapping[str, Sequence[Any]]) -> dict[str, Sequence[Any]]:
        return {name: [*column, *second[name]] for name, column in first.items()}

    return Sheet(both(one.events, other.events), both(one.places, other.places), both(one.cells, other.cells))


def places_of(rows: Sequence[Row]) -> dict[str, Sequence[Any]]:
    """Rows of places as columns."""
    return dict(zip(ROW, zip(*rows, strict=True) if rows else [()] * len(ROW), strict=True))


def _tables(documents: Sequence[Document | None]) -> dict[str, Sequence[str | None]]:
    """The columns of all tables, each with a cell per document."""
    fields = [document.fields if document is not None and document.columns else {} for document in documents]
    names = dict.fromkeys(chain.from_iterable(fields))
    return {name: [row.get(name) for row in fields] for name in names}


def _cells(event: Event, document: Document | None, label: str, rows: list[Row]) -> tuple[Any, ...]:
    """The cells ``EVENT``."""
    title, short = words.title_words(event, label, {} if event.summary else _names(rows))
    table, url, publisher, source, row, doc_title = _origin(document)
    speakers, assertion = event.attributed_to, event.assertion
    return (
        event.kind,
        *time_cells(event.when),
        assertion,
        event.confidence,
        event.cluster_id,
        len(rows),
        event.id,
        title,
        short,
        words.quantity_words(event.quantities),
        words.who_words(speakers, assertion, publisher if table else None),
        "" if table else words.note_words(event, parts=_parts(event)),  # an empty cell is no silence of an author
        words.assertion_words(assertion, speakers),
        event.evidence[0].text if event.evidence else "",
        marks(event.evidence[0], spans_of(event)) if event.evidence else (),
        reason_of(rows, event.unplaced_reason),
        url,
        publisher,
        source,
        row,
        doc_title if event.cluster_id else "",
    )


def _origin(document: Document | None) -> tuple[bool, str, str, str, int | None, str]:
    """Whether it is of a table; address, publisher, file, row and title."""
    if document is None:
        return False, "", "", "", None, ""
    url, publisher, title = document.url or "", document.publisher or "", document.title or ""
    return bool(document.columns), url, publisher, document.source, document.row, title


def _names(rows: Iterable[Row]) -> dict[str, str]:
    """The place of each role; the first of a role counts."""
    names: dict[str, str] = {}
    for row in rows:
        names.setdefault(ROLES[row[_ROLE]], row[_PLACE])
    return names


def time_cells(when: When) -> tuple[float, float, bool, str, str]:
    """The cells ``TIME``."""
    return _time(when.start, when.end, when.precision, when.approximate, *words.said_words(when))


@lru_cache(maxsize=4096)  # many events share their days
def _time(start: datetime | None, end: datetime | None, *told: Any) -> tuple[float, float, bool, str, str]:  # noqa: ANN401
    return seconds(start), seconds(end), told[1], *words.interval_words(start, end, *told)


def seconds(moment: datetime | None) -> float:
    """Seconds since 1970 in UTC; NaN for None. A time without a zone is UTC."""
    if moment is None:
        return math.nan
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return (aware - _EPOCH).total_seconds()


def reason_of(rows: Iterable[Row], unplaced: str | None) -> str:
    """Why an event is not on the map; "" if it is."""
    reasons = [unplaced]
    for row in rows:
        if row[_DIMENSION] >= 0:
            return ""
        reasons.append(row[_REASON])
    return next(filter(None, reasons), NO_REASON)


def spans_of(event: Event) -> list[tuple[Span | None, str]]:
    """The words of an event that may be marked, with what they say."""
    return [
        *((trigger.span, "trigger") for trigger in event.triggers),
        *[(placement.resolution.expression.span, "place") for placement in event.placements],
        *[(quantity.span, "quantity") for quantity in event.quantities],
        (event.when.span, "time"),
    ]


def marks(quote: Span, spans: Iterable[tuple[Span | None, str]]) -> tuple[tuple[int, int, str], ...]:
    """What to mark in the quoted sentence: (start, end, kind) in its own characters, in order, never overlapping.

    The counts are Unicode code points, as in Python; static/payload.js turns them into the UTF-16 that browsers use.
    """
    near = set()
    for span, kind in spans:
        if span is not None and span.field == quote.field and quote.start <= span.start and span.end <= quote.end:
            near.add((span.start, -span.end, kind))
    found = []
    free_from = quote.start
    for start, minus_end, kind in sorted(near):
        if start >= free_from:
            found.append((start - quote.start, -minus_end - quote.start, kind))
            free_from = -minus_end
    return tuple(found)


def _parts(event: Event) -> int:
    """Separate lines on any of which the event may be; 0 if there are none."""
    shapes = (placement.resolution.shape for placement in event.placements if placement.resolution.choice == "any")
    geometries = (part for shape in shapes if shape is not None for part in by_dimension(shape.geometry))
    lines = (part for part in geometries if part is not None and "Line" in type(part).__name__)
    return max(map(place_words.line_parts, lines), default=0)
