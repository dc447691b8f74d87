"""The words of the events in blocks of columns: like stands beside like, and what repeats is written once.

What a text shares with another one of the same event is folded: FOLD stands in it for the words of the other, which
static/payload.js puts back (the day in "On 2 Nov 2022", the place in a title, the sentence in the row of its table).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geoevents.render import place_words, words
from geoevents.render.strings import NO_REASON

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from geoevents.model import Document, Event, Placement, Span, Style
    from geoevents.render.place_words import Members

    Row = tuple[Placement, BaseGeometry | None]

BLOCK = 2048
_SAMPLE = 256
FOLD = "\0"  # nothing that is shown holds this character: it is taken out of every text
EVENT_FIELDS = (
    "id", "title", "short", "when", "when_short", "quantity", "who", "note", "assertion_note", "quote", "marks",
    "reason", "url", "publisher", "source", "source_row",
    "doc_title",
)  # fmt: skip
PLACE_FIELDS = ("words", "place", "precision", "why", "ids", "reason")
# What a cell of a table may repeat: a number in its place, in this order.
REPEATED = ("quote", "words", "url", "publisher", "title")


@dataclass(slots=True)
class Block:
    """The texts of up to BLOCK events. ``members`` gives the countries of a region."""

    members: Members = place_words.no_members
    events: list[tuple[Any, ...]] = field(default_factory=list)
    places: list[tuple[Any, ...]] = field(default_factory=list)
    # Of each event its row of a table, and what of that row is known already: the text -> its number in REPEATED.
    cells: list[tuple[Mapping[str, str], Mapping[str, int]]] = field(default_factory=list)

    def add(self, event: Event, document: Document | None, style: Style, rows: Sequence[Row]) -> None:
        """Add the texts of one event; ``rows`` are its placements as Rows.add gave them."""
        names: dict[str, str] = {}
        for placement, geometry in rows:
            resolution = placement.resolution
            span, name = resolution.expression.span, place_words.place_name(resolution)
            names.setdefault(placement.role, name)
            said = span.text if span is not None else ""
            self.places.append(
                (
                    said,
                    folded(name, said),
                    place_words.precision_words(resolution, geometry, self.members),
                    resolution.why,
                    place_words.place_ids(resolution),
                    resolution.reason or "",
                )
            )
        title, short = words.title_words(event, style, names)
        when, when_short = words.when_words(event.when)
        quote = event.evidence[0].text if event.evidence else ""
        table = document is not None and bool(document.columns)
        url, publisher = (document.url or "", document.publisher or "") if document is not None else ("", "")
        place = next(iter(names.values()), "")
        self.events.append(
            (
                event.id,
                folded(title, place),
                short,
                folded(when, when_short),
                when_short,
                words.quantity_words(event.quantities),
                words.who_words(event, document),
                words.note_words(event, parts=_parts(rows), table=table),
                words.assertion_words(event),
                quote,
                marks(event),
                "" if any(geometry is not None for _, geometry in rows) else _reason(event, rows),
                url,
                publisher,
                document.source if document is not None else "",
                document.row if document is not None else None,
                (document.title or "").replace(FOLD, "") if document is not None and event.cluster_id else "",
            )
        )
        first = self.places[-len(rows)][0] if rows else ""
        if document is not None and table:
            known = {title: 4, publisher: 3, url: 2, first: 1, quote: 0}  # REPEATED; the earlier one wins
            self.cells.append((document.fields, known))
        else:
            self.cells.append(({}, {}))

    def pack(self) -> bytes:
        """The block as JSON."""
        names = dict.fromkeys(name for row, _ in self.cells for name in row)
        block = {
            "events": _columns(EVENT_FIELDS, self.events),
            "places": _columns(PLACE_FIELDS, self.places),
            "names": list(names),
            "cells": [_slim([_cell(row.get(name), known) for row, known in self.cells]) for name in names],
        }
        text = json.dumps(block, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return text.encode("utf-8", "surrogatepass")


def _cell(text: str | None, known: Mapping[str, int]) -> str | int | None:
    """What stands for a cell: nothing where the row lacks it, a number where the event says it already."""
    return known.get(text, text) if text else text


def folded(text: str, inner: str) -> str:
    """The text with FOLD in place of the first ``inner`` in it."""
    text = text.replace(FOLD, "")
    return text.replace(inner, FOLD, 1) if inner and FOLD not in inner else text


def marks(event: Event) -> tuple[tuple[int, int, str], ...]:
    """What to mark in the quoted sentence: (start, end, kind) in its own characters, in order, never overlapping.

    The counts are Unicode code points, as in Python; static/payload.js turns them into the UTF-16 that browsers use.
    """
    if not event.evidence:
        return ()
    quote = event.evidence[0]
    field, start, end = quote.field, quote.start, quote.end
    near: list[tuple[int, int, str]] = []

    def take(span: Span | None, kind: str) -> None:
        if span is not None and span.field == field and start <= span.start and span.end <= end:
            near.append((span.start, -span.end, kind))

    for trigger in event.triggers:
        take(trigger.span, "trigger")
    for placement in event.placements:
        take(placement.resolution.expression.span, "place")
    for quantity in event.quantities:
        take(quantity.span, "quantity")
    take(event.when.span, "time")
    if not near:
        return ()
    inside = sorted(set(near)) if len(near) > 1 else near
    found = []
    free_from = quote.start
    for start, minus_end, kind in inside:
        if start >= free_from:
            found.append((start - quote.start, -minus_end - quote.start, kind))
            free_from = -minus_end
    return tuple(found)


def _parts(rows: Iterable[Row]) -> int:
    parts = 0
    for placement, geometry in rows:
        if geometry is not None and "Line" in type(geometry).__name__ and placement.resolution.choice == "any":
            parts = max(parts, place_words.line_parts(geometry))
    return parts


def _reason(event: Event, rows: Iterable[Row]) -> str:
    reasons = [event.unplaced_reason, *(placement.resolution.reason for placement, _ in rows)]
    return next((reason for reason in reasons if reason), NO_REASON)


def _columns(names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> dict[str, list[Any] | dict[str, Any]]:
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return {name: _slim(list(column)) for name, column in zip(names, columns, strict=True)}


def _slim(column: list[Any]) -> list[Any] | dict[str, Any]:
    """A column as it is, or as one value, a count from a number, or values and which of them stands where."""
    first = column[0] if column else None
    if type(first) is int and column == list(range(first, first + len(column))):
        return {"from": first}
    if len(set(column[:_SAMPLE])) > _SAMPLE // 2:
        return column  # sentences, ids, addresses: nothing to gain
    numbers: dict[Any, int] = {}
    which = [numbers.setdefault(value, len(numbers)) for value in column]
    if len(numbers) == 1:
        return {"only": column[0]}
    if len(numbers) * 2 <= len(column):
        return {"values": list(numbers), "which": which}
    return column
