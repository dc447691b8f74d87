"""What columns mean that no synonym knows: by a word in their name, or by what all their cells look like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geoevents.readers.days import parse_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Meaning -> words that say it wherever they stand in a name ("Incident latitude", "Where is it").
WORDS = {
    "lat": ("lat", "latitude"),
    "lon": ("lon", "lng", "long", "longitude"),
    "date": ("date", "when", "day"),
    "place": ("place", "location", "where", "town", "city", "village", "locality"),
    "country": ("country",),
    "kind": ("type", "category"),
}
_SPLIT = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])")
_ANGLE = r"[NSEW]?\s?[+-]?\d{1,3}(?:[.,]\d{1,12})?\s?(?:\u00b0[\d.\s'\"\u2032\u2033]{0,20})?\s?[NSEW]?"
_PAIR = re.compile(rf"\s*\(?\s*{_ANGLE}\s*[,;]\s*{_ANGLE}\s*\)?\s*", re.IGNORECASE)
_WKT = re.compile(r"\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON)\s*Z?\s*\(", re.IGNORECASE)
# Cells that are looked at.
_LOOK = 200
# At least this share of the filled cells must look so: a few wrong ones are told later, row by row.
_MOST = 0.9


def by_content(names: Sequence[str], rows: Sequence[Mapping[str, str]], known: Mapping[str, str]) -> dict[str, str]:
    """Meaning -> column for columns that nothing else is known of; never against what is known."""
    found: dict[str, str] = {}
    free = list(names)
    placed = bool({"geometry", "point", "lat"} & set(known))
    for meaning, looks in _LOOKS.items():
        dated = meaning == "date" and bool({"date", "start"} & set(known))
        if dated or (meaning != "date" and (placed or {"geometry", "point"} & set(found))):
            continue
        column = next((name for name in free if _all(rows, name, looks)), None)
        if column is not None:
            found[meaning] = column
            free.remove(column)
    for meaning, words in WORDS.items():
        if meaning in known or meaning in found or (meaning == "date" and "start" in known):
            continue
        column = next((name for name in free if set(_SPLIT.sub(" ", name).casefold().split()) & set(words)), None)
        if column is not None:
            found[meaning] = column
            free.remove(column)
    return found


def _all(rows: Sequence[Mapping[str, str]], name: str, looks: object) -> bool:
    cells = [row[name] for row in rows[:_LOOK] if row.get(name, "").strip()]
    return bool(cells) and sum(bool(looks(cell)) for cell in cells) >= _MOST * len(cells)  # type: ignore[operator]


def _is_day(cell: str) -> bool:
    """A day, not a number that may be one: 2022 and 20221102 may count anything."""
    text = cell.strip()
    day = None if text.isdigit() else parse_day(text)
    return day is not None and day.precision in {"day", "time", "range"}


_LOOKS = {"geometry": _WKT.match, "point": _PAIR.fullmatch, "date": _is_day}
