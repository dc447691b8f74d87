"""The words of the events in blocks of columns: like stands beside like, and what repeats is written once.

What a text shares with another one of the same event is folded: FOLD stands in it for the words of the other, which
static/payload.js puts back (the day in "On 2 Nov 2022", the place in a title, the sentence in the row of its table).
"""

from __future__ import annotations

import json
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geoevents.render.sheets import Sheet

_SAMPLE = 256
FOLD = "\0"  # nothing that is shown holds this character: it is taken out of every text
EVENT_FIELDS = (
    "id", "title", "short", "when", "when_short", "quantity", "who", "note", "assertion_note", "quote", "marks",
    "reason", "url", "publisher", "source", "source_row",
    "doc_title",
)  # fmt: skip
PLACE_FIELDS = ("words", "place", "precision", "why", "ids", "reason")
# What a cell of a table may repeat: a number in its place, in this order; the earlier one wins.
REPEATED = ("quote", "words", "url", "publisher", "title")


def pack(sheet: Sheet) -> bytes:
    """The texts of a sheet as JSON."""
    events, places = sheet.events, sheet.places
    first_words, first_place = (_first(places[name], events["places"]) for name in ("words", "place"))
    folded = {
        "title": list(map(fold, events["title"], first_place)),
        "when": list(map(fold, events["when"], events["when_short"])),
        "doc_title": [title.replace(FOLD, "") for title in events["doc_title"]],
    }
    named = {"place": list(map(fold, places["place"], places["words"]))}
    said = [first_words if name == "words" else events[name] for name in REPEATED]
    block = {
        "events": {name: _slim(folded.get(name) or events[name]) for name in EVENT_FIELDS},
        "places": {name: _slim(named.get(name) or places[name]) for name in PLACE_FIELDS},
        "names": list(sheet.cells),
        "cells": list(_cells(sheet, said)),
    }
    text = json.dumps(block, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "surrogatepass")


def _first(column: Sequence[str], places: Sequence[int]) -> list[str]:
    """Of the first place of each event, "" where it has none."""
    starts = accumulate(places, initial=0)
    return [column[start] if count else "" for start, count in zip(starts, places, strict=False)]


def fold(text: str, inner: str) -> str:
    """The text with FOLD in place of the first ``inner`` in it."""
    text = text.replace(FOLD, "")
    return text.replace(inner, FOLD, 1) if inner and FOLD not in inner else text


def _cells(sheet: Sheet, said: Sequence[Sequence[str]]) -> Iterator[Sequence[Any] | dict[str, Any]]:
    """The original columns: a number in place of what the event says already. ``said`` are the columns REPEATED."""
    values = [set(column) - {""} for column in said] if sheet.cells else []
    anything = set().union(*values)
    for column in sheet.cells.values():
        found: Sequence[Any] = column
        if not anything.isdisjoint(column):
            for number in reversed(range(len(said))):  # so that the earlier one wins
                if not values[number].isdisjoint(column):
                    same = zip(column, said[number], found, strict=True)
                    found = [number if text and text == other else left for text, other, left in same]
        yield _slim(found)


def _slim(column: Sequence[Any]) -> Sequence[Any] | dict[str, Any]:
    """A column as it is, or as one value, a count from a number, or values and which of them stands where."""
    if not column:
        return column
    first, size = column[0], len(column)
    if type(first) is int and column[-1] == first + size - 1 and list(column) == list(range(first, first + size)):
        return {"from": first}
    if len(set(column[:_SAMPLE])) > _SAMPLE // 2:
        return column  # sentences, ids, addresses: nothing to gain
    different = dict.fromkeys(column)
    if len(different) == 1:
        return {"only": first}
    if len(different) * 2 > size:
        return column
    numbers = {value: number for number, value in enumerate(different)}
    return {"values": list(different), "which": list(map(numbers.__getitem__, column))}
