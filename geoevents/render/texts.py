"""The words of the events in blocks of columns: like stands beside like, and what repeats is written once."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geoevents.render import place_words, words
from geoevents.render.strings import NO_REASON

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from geoevents.model import Document, Event, Placement, Span, Style

BLOCK = 2048
EVENT_FIELDS = (
    "id", "title", "short", "when", "when_short", "quantity", "who", "note", "assertion_note", "quote", "marks",
    "reason", "url", "publisher", "source", "source_row", "columns", "cells",
)  # fmt: skip
PLACE_FIELDS = ("words", "place", "precision", "why", "ids", "reason")


@dataclass(slots=True)
class Block:
    """The texts of up to BLOCK events, field by field."""

    count: int = 0
    events: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in EVENT_FIELDS})
    places: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in PLACE_FIELDS})

    def add(
        self,
        event: Event,
        document: Document | None,
        style: Style,
        rows: Sequence[tuple[Placement, BaseGeometry | None]],
    ) -> None:
        """Add the texts of one event; ``rows`` are its placements as Rows.add gave them."""
        self.count += 1
        names: dict[str, str] = {}
        for placement, _ in rows:
            names.setdefault(placement.role, place_words.place_name(placement.resolution))
        for name, value in self._event(event, document, style, rows, names).items():
            self.events[name].append(value)
        for placement, geometry in rows:
            resolution = placement.resolution
            span = resolution.expression.span
            row = (
                span.text if span is not None else "",
                place_words.place_name(resolution),
                place_words.precision_words(resolution, geometry),
                list(resolution.why),
                place_words.place_ids(resolution),
                resolution.reason or "",
            )
            for name, value in zip(PLACE_FIELDS, row, strict=True):
                self.places[name].append(value)

    def _event(
        self,
        event: Event,
        document: Document | None,
        style: Style,
        rows: Sequence[tuple[Placement, BaseGeometry | None]],
        names: Mapping[str, str],
    ) -> dict[str, Any]:
        title, short = words.title_words(event, style, names)
        when, when_short = words.when_words(event.when)
        table = document is not None and bool(document.columns)
        placed = any(geometry is not None for _, geometry in rows)
        return {
            "id": event.id,
            "title": title,
            "short": short,
            "when": when,
            "when_short": when_short,
            "quantity": words.quantity_words(event.quantities),
            "who": words.who_words(event, document),
            "note": words.note_words(event, parts=_parts(rows), table=table),
            "assertion_note": words.assertion_words(event),
            "quote": event.evidence[0].text if event.evidence else "",
            "marks": marks(event),
            "reason": "" if placed else _reason(event, rows),
            "url": (document.url if document else None) or "",
            "publisher": (document.publisher if document else None) or "",
            "source": document.source if document else "",
            "source_row": document.row if document else None,
            "columns": list(document.fields) if document is not None and table else [],
            "cells": list(document.fields.values()) if document is not None and table else [],
        }

    def pack(self) -> bytes:
        """The block as JSON. A column that repeats itself is a list of values and a list of their numbers."""
        block = {
            "events": {name: _slim(column) for name, column in self.events.items()},
            "places": {name: _slim(column) for name, column in self.places.items()},
        }
        return json.dumps(block, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode(
            "utf-8", "surrogatepass"
        )


def marks(event: Event) -> list[list[Any]]:
    """What to mark in the quoted sentence: [start, end, kind] in its own characters, in order, never overlapping.

    The counts are Unicode code points, as in Python; static/payload.js turns them into the UTF-16 that browsers use.
    """
    if not event.evidence:
        return []
    quote = event.evidence[0]
    spans: list[tuple[Span | None, str]] = [(trigger.span, "trigger") for trigger in event.triggers]
    spans += [(placement.resolution.expression.span, "place") for placement in event.placements]
    spans += [(quantity.span, "quantity") for quantity in event.quantities]
    spans += [(event.when.span, "time")]
    inside = sorted({(span.start, -span.end, kind) for span, kind in spans if span is not None and span in quote})
    found: list[list[Any]] = []
    free_from = quote.start
    for start, minus_end, kind in inside:
        if start >= free_from:
            found.append([start - quote.start, -minus_end - quote.start, kind])
            free_from = -minus_end
    return found


def _parts(rows: Sequence[tuple[Placement, BaseGeometry | None]]) -> int:
    lines = [
        geometry
        for placement, geometry in rows
        if geometry is not None and "Line" in geometry.geom_type and placement.resolution.choice == "any"
    ]
    return max((place_words.line_parts(line) for line in lines), default=0)


def _reason(event: Event, rows: Sequence[tuple[Placement, BaseGeometry | None]]) -> str:
    reasons = [event.unplaced_reason, *(placement.resolution.reason for placement, _ in rows)]
    return next((reason for reason in reasons if reason), NO_REASON)


def _slim(column: list[Any]) -> list[Any] | dict[str, Any]:
    keys = [json.dumps(value) if isinstance(value, list) else value for value in column]
    numbers: dict[Any, int] = {}
    which = [numbers.setdefault(key, len(numbers)) for key in keys]
    if len(numbers) == 1:
        return {"only": column[0]}
    if len(numbers) * 2 > len(column):
        return column
    first: dict[int, Any] = {}
    for position, value in zip(which, column, strict=True):
        first.setdefault(position, value)
    return {"values": list(first.values()), "which": which}
