"""Whose: "its", "the country's", "Yemen's", "Turkish", "eastern Ukraine's"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.expressions.here import Here
from geoevents.expressions.kinds import NAMES
from geoevents.expressions.lengths import wind
from geoevents.expressions.named import Named
from geoevents.expressions.part import Part
from geoevents.expressions.vocabulary import OWNS

if TYPE_CHECKING:
    from geoevents.expressions.base import Grown
    from geoevents.expressions.words import Words

_LOOSE = frozenset({"adjective", "demonym"})
_THEIRS = frozenset({"its", "their", "whose"})
_NOUNS = frozenset({"country", "nation", "kingdom", "republic", "island", "state", "emirate", "peninsula"})


def owner(words: Words, at: int) -> Grown | None:
    """The owner of what follows, and where that begins."""
    if words.word(at) in _THEIRS:
        return Here(words.span(at, at + 1)), at + 1
    begin = words.the(at)
    if begin > at and words.word(begin) in _NOUNS and words.word(begin + 1) == "'s":
        return Here(words.span(at, begin + 1)), begin + 2
    named = _name(words, begin)
    if named is not None:
        return named
    part = Part.bare(words, begin)
    if part is not None and words.word(part[1]) == "'s":
        return part[0], part[1] + 1
    return _adjective_part(words, begin)


def _adjective_part(words: Words, at: int) -> Grown | None:
    """``northern Italian``, of "the northern Italian city of Milan"."""
    side = wind(words, at)
    adjective = words.name(side[1]) if side else None
    if side is None or adjective is None or adjective[1][0].matched_as != "adjective":
        return None
    of = Named(words.span(side[1], adjective[0]), adjective[1][0].name, adjective[1])
    return Part(words.span(at, adjective[0]), of, side[0]), adjective[0]


def _name(words: Words, at: int) -> Grown | None:
    """``Yemen's`` or ``Turkish``."""
    hit = words.name(at)
    if hit is None:
        return None
    end, places = hit
    if words.word(end) == "'s" or (words.word(end) in OWNS and words.word(end - 1).endswith("s")):
        named = tuple(place for place in places if place.matched_as in NAMES)
        return (Named(words.span(at, end), words.span(at, end).text, named), end + 1) if named else None
    loose = tuple(place for place in places if place.matched_as in _LOOSE)
    return (Named(words.span(at, end), loose[0].name, loose), end) if loose and places[0] in loose else None
