"""What columns mean that no synonym knows: by a word in their name, or by what all their cells look like."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from geoevents.readers.days import parse_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    _Found = Mapping[str, str]

# Meaning -> words that say it wherever they stand in a name ("Incident latitude", "Where is it").
WORDS = {
    "lat": ("lat", "latitude"),
    "lon": ("lon", "lng", "long", "longitude"),
    "date": ("date", "dates", "when", "day", "fecha", "datum", "дата"),
    "place": ("place", "location", "where", "town", "city", "village", "locality"),
    "country": ("country",),
    "kind": ("type", "category", "kind", "tipo"),
}
# The same for numbers of people; a column that has words of both is of casualties.
PEOPLE = {
    "killed": frozenset(["killed", "dead", "deaths", "died", "fatalities"]),
    "wounded": frozenset(["wounded", "injured", "hurt", "injuries"]),
}
# Of several columns of days these words say which is the day of the event, and these which is not.
_OF_EVENT = frozenset(["date", "when", "day", "event", "incident", "happened", "occurred", "fecha", "datum", "дата"])
_OF_ENTRY = frozenset(
    ["timestamp", "updated", "added", "entered", "created", "modified", "submitted", "uploaded", "sent"]
)
# Words of names of seconds since 1970, and of columns whose types are not those of events.
_CLOCKS = frozenset(["timestamp", "ts", "time", "epoch", "unix", "unixtime"])
_OTHERS = (
    "actor actors vessel ship weapon source target victim place location geo precision date media organization "
    "organisation group vehicle aircraft facility site person document file"
)
_OF_OTHERS = frozenset(_OTHERS.split())
_SPLIT = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])")
_ANGLE = r"[NSEW]?\s?[+-]?\d{1,3}(?:[.,]\d{1,12})?\s?(?:\u00b0[\d.\s'\"\u2032\u2033]{0,20})?\s?[NSEW]?"
_PAIR = re.compile(
    rf"\s*[(\[]?\s*{_ANGLE}\s*[,;/]\s*{_ANGLE}\s*[)\]]?\s*|[NSEW\d][NSEW\d.,\u00b0'\"\u2032\u2033 ]{{3,30}}[NSEW]"
    rf"[, ]{{0,3}}[NSEW\d][NSEW\d.,\u00b0'\"\u2032\u2033 ]{{3,30}}|-?\d{{1,2}}\.\d{{2,12}} -?\d{{1,3}}\.\d{{2,12}}"
    r"|\d{1,2}[C-HJ-NP-X] ?[A-HJ-NP-Z][A-HJ-NP-V] ?\d{2,10}|\d{1,2} ?[C-HJ-NP-X] \d{6} \d{5,8}",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"\s*\(?\s*([+-]?\d{1,3}(?:\.\d{1,15})?)\s*[,; ]\s*([+-]?\d{1,3}(?:\.\d{1,15})?)\s*\)?\s*")
_LON_FIRST = re.compile(r"(?:lon|lng|long|longitude|x)[\W_]*(?:lat|latitude|y)\b")
_WKT = re.compile(
    r"\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON)\s*Z?\s*\(|\s*\{\s*\"type\":\s*\"(?:Multi)?(?:Point|LineString|Polygon)\"",
    re.IGNORECASE,
)
# Amounts and years are not longer.
_SHORT = 4
_AMOUNT = re.compile(r"[\d.,'\u00a0 %+-]{1,30}")
_TOTAL = re.compile(
    r"(?:grand |sub-?|overall )?totals?(?: g[eé]n[eé]ral(?:e)?)?(?: \(?n\)?)?:?|totaux|sum:?|summe:?"
    r"|gesamt(?:summe)?:?|insgesamt:?|suma:?|somme:?|totale:?|итого:?|всего:?|усього:?|всього:?|разом:?|toplam:?|المجموع:?|الإجمالي:?",
    re.IGNORECASE,
)
# Cells that are looked at.
_LOOK = 200
# At least this share of the filled cells must look so: a few wrong ones are told later, row by row. Numbers of people
# may also be words ("several", "unknown").
_MOST, _SOME = 0.9, 0.5
# From September 2001 to 2033.
_SECONDS = re.compile(r"\s*1\d{9}\s*")
_MILLISECONDS = re.compile(r"1\d{12}")


def by_content(names: Sequence[str], rows: Sequence[Mapping[str, str]], known: Mapping[str, str]) -> dict[str, str]:
    """Meaning -> column for columns that nothing else is known of; never against what is known."""
    found: dict[str, str] = {}
    free = {name: frozenset(_SPLIT.sub(" ", name).casefold().split()) for name in names}
    for meaning, name in _guesses(free, rows, known, found):
        if meaning not in known and meaning not in found and name in free:
            found[meaning] = name
            del free[name]
    return found


def _guesses(
    free: Mapping[str, frozenset[str]], rows: Sequence[Mapping[str, str]], known: Mapping[str, str], found: _Found
) -> Iterator[tuple[str, str]]:
    """Meanings and columns in the order in which they count; ``free`` and ``found`` follow what was taken of them."""
    if not {"geometry", "point", "lat"} & set(known):
        for meaning, looks in _LOOKS.items():
            if not found:
                yield from ((meaning, name) for name in list(free) if _all(rows, name, looks))
    dated = "date" in known or "start" in known
    if not dated:
        days = [name for name in free if _all(rows, name, _is_day)]
        yield from (("date", name) for name in sorted(days, key=lambda name: _unlikely(free[name])))
        seconds = [name for name, own in free.items() if own & _CLOCKS and _all(rows, name, _SECONDS.fullmatch)]
        yield from (("date", name) for name in seconds)
    for meaning, words in WORDS.items():
        if meaning != "date" or not dated:
            named = [(name, own) for name, own in free.items() if own & set(words)]
            yield from ((meaning, name) for name, own in named if meaning != "kind" or not own & _OF_OTHERS)
    for name, own in list(free.items()):
        said = [meaning for meaning, words in PEOPLE.items() if own & words]
        if said and _all(rows, name, _is_number, _SOME):
            yield said[0] if len(said) == 1 else "casualties", name


def _unlikely(words: frozenset[str]) -> int:
    """How unlikely a column of days is to have those of the events, by the words of its name."""
    return 2 * bool(words & _OF_ENTRY) - bool(words & _OF_EVENT)


def is_total(cells: Iterable[str]) -> bool:
    """Whether a row only sums up others: a word that says so, and numbers.

    >>> is_total(["Total", "", "12"]), is_total(["2022-11-02", "Total", "12"]), is_total(["12", ""])
    (True, False, False)
    """
    words = 0
    found = iter(cells)
    first = next(found, "")
    if len(first) > _SHORT and first[0].isdigit():  # an id, or a date: nearly all rows of large tables
        return False
    for cell in chain((first,), found):  # the first cell of any other row that has letters ends it
        if not cell or cell.isdigit() or _AMOUNT.fullmatch(cell):
            continue
        if cell.isspace():
            continue
        words += 1
        if words > 2 or not _TOTAL.fullmatch(cell.strip()):
            return False
    return words > 0


def pair_order(name: str, cells: Iterable[str]) -> str | None:
    """Which angle stands first in a column of pairs, "latlon" or "lonlat", if its numbers or its name settle it.

    >>> pair_order("coords", ["128.4, 38.6"]), pair_order("lon_lat", []), pair_order("coords", ["38.6, 12.4"])
    ('lonlat', 'lonlat', None)
    """
    pairs = [(abs(float(found[1])), abs(float(found[2]))) for found in map(_NUMBERS.fullmatch, cells) if found]
    first, second = any(one > 90 for one, _ in pairs), any(two > 90 for _, two in pairs)
    if first != second:
        return "lonlat" if first else "latlon"
    return "lonlat" if _LON_FIRST.search(name.casefold()) else None


def _all(rows: Sequence[Mapping[str, str]], name: str, looks: Callable[[str], object], share: float = _MOST) -> bool:
    cells = [row[name] for row in rows[:_LOOK] if row.get(name, "").strip()]
    wrong, most = 0, len(cells) - share * len(cells)
    for cell in cells:
        wrong += not looks(cell)
        if wrong > most:  # most columns of a wide table end here after a few cells
            return False
    return bool(cells)


def _is_day(cell: str) -> bool:
    """A day, not a number that may be one: 2022 and 20221102 may count anything, milliseconds since 1970 do not."""
    text = cell.strip()
    if text.isdigit():
        return bool(_MILLISECONDS.fullmatch(text))
    day = parse_day(text)
    return day is not None and day.precision in {"day", "time", "range"}


def _is_number(cell: str) -> bool:
    return cell.strip()[:1].isdigit()


_LOOKS = {"geometry": _WKT.match, "point": _PAIR.fullmatch}
