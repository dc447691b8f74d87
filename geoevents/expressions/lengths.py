"""Winds and lengths as they stand in text: "north-east", "some 50 km (31 mi)", "30 to 40 miles", "a few kilometers"."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geoevents.expressions.vocabulary import DASHES, WIND_WORDS
from geoevents.expressions.words import Phrases
from geoevents.units import MAGNITUDES, METERS, NUMBER_WORDS, wind_deg

if TYPE_CHECKING:
    from geoevents.expressions.words import Words

_LETTERS = frozenset("n s e w ne nw se sw nne ene ese sse ssw wsw wnw nnw".split())
_SHORT = {0.0: "north", 45.0: "northeast", 90.0: "east", 135.0: "southeast", 180.0: "south", 225.0: "southwest",
          270.0: "west", 315.0: "northwest"}  # fmt: skip
HEDGES = frozenset(
    "about around some roughly approximately approx nearly almost just over"
    " under more less than at least up to only another"
    " estimated circa within c ca".split()
)
_ANY_OF, _SORTS = frozenset("a an the several".split()), frozenset("small remote rural military".split())
ROADS = frozenset("road highway motorway expressway railway route corridor railroad interstate autoroute".split())
_ROAD_LETTERS = frozenset("m a e n r p d i".split())
_PLACES = frozenset(
    "area areas village villages town towns place places location spot point settlement settlements".split()
)
SOME_PLACE = _ANY_OF | _PLACES | ROADS | _ROAD_LETTERS
_VAGUE = {"a couple of": (2.0, 3.0), "several": (3.0, 9.0), "a few": (2.0, 6.0), "few": (2.0, 6.0), "a dozen": (10, 14),
          "tens of": (20.0, 90.0),
          "dozens of": (24.0, 96.0), "scores of": (40.0, 100.0), "hundreds of": (200.0, 900.0)}  # fmt: skip
_VAGUE_PHRASES = Phrases(_VAGUE)
# "Kilometers inside Ukraine", "just miles from the border": some of them.
_BARE = frozenset("kilometers kilometres miles".split())
_SOME = 2.0, 30.0
_TO = frozenset({"to", "and", "or"}) | DASHES
_UNIT_ENDS = frozenset("nautical statute".split())
_EXACT = frozenset("a an one".split())
# Words that a length may begin with.
LENGTH_WORDS = frozenset(
    {*HEDGES, *NUMBER_WORDS, "#number", "a", "an", "half", "between", "from", "several", "few", "dozens", "hundreds",
     "scores", "tens", *_BARE}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Length:
    """A distance as said: ``low_m`` = ``high_m`` for one number. ``text`` is the number and unit as written."""

    low_m: float
    high_m: float
    text: str
    hedged: bool = False
    vague: bool = False


def numbered_road(words: Words, at: int) -> int:
    """Behind "Route 5", "the M4 highway", "Interstate 95": its course is not known; ``at`` if there is none."""
    begin = at + (words.word(at) == "the")
    if words.word(begin) in ROADS and words.word(begin + 1)[:1].isdigit():
        return begin + 2
    lettered = words.capital(begin) and words.word(begin) in _ROAD_LETTERS
    dash = words.word(begin + 1) in DASHES
    if lettered and words.word(begin + 1 + dash)[:1].isdigit() and words.touches(begin + 1):
        end = begin + 2 + dash
        return end + (words.word(end) in ROADS)
    return at


def some_place(words: Words, at: int) -> int:
    """Behind "a village", "areas" or "Route 5" before "near X": something is there, and no more is known of it."""
    road = numbered_road(words, at)
    if road > at:
        return road
    begin = at + (words.word(at) in _ANY_OF)
    end = begin + (words.word(begin) in _SORTS)
    return end + 1 if words.word(end) in _PLACES and words.word(end + 1) not in {"of", ""} else at


def wind(words: Words, at: int, *, letters: bool = False) -> tuple[float, int] | None:
    """Bearing in degrees of the wind at ``at``, and where it ends; ``letters`` allows "NNW"."""
    word = words.word(at)
    if word not in WIND_WORDS:
        if letters and word in _LETTERS and words.written(at).isupper():
            return wind_deg(word) or 0.0, at + 1
        return None
    parts, ends = [word], [at + 1]
    while len(parts) < 3:  # "east-south-east" is a wind, "east-south" is none: collect first, then shorten
        dash = words.word(ends[-1]) in DASHES
        following = ends[-1] + dash
        of_a_name = words.capital(following) and not (dash or words.capital(at))  # "the northern West Bank"
        if words.word(following) not in WIND_WORDS or of_a_name:
            break
        parts.append(words.word(ends[-1] + dash))
        ends.append(ends[-1] + dash + 1)
    for count in range(len(parts), 0, -1):
        degrees = wind_deg("-".join(map(_plain, parts[:count])))
        if degrees is not None:
            return degrees, ends[count - 1]
    return None


def _plain(word: str) -> str:
    for ending in ("ernmost", "ern", "erly", "wards", "ward"):
        word = word.removesuffix(ending)
    return word


def wind_name(degrees: float) -> str:
    """``northeast`` for 45; the nearest of eight winds with the degrees for the finer ones."""
    return _SHORT.get(degrees) or f"{degrees:g}°"


def length(words: Words, at: int) -> tuple[Length, int] | None:
    """The length at ``at`` (hedges included) and where it ends."""
    begin = at
    while words.word(begin) in HEDGES and begin < at + 5 and not _vague(words, begin):
        begin += 1 + (words.word(begin) in {"approx", "c", "ca"} and words.word(begin + 1) == ".")
    found = _numbers(words, begin)
    if found is None:
        return None
    low, high, vague, end = found
    while words.word(end) in DASHES and words.touches(end):
        end += 1
    unit = _unit(words, end)
    if unit is None:
        return None
    meters, end = unit
    text = words.span(begin, end).text
    hedged = begin > at and words.low[at:begin] != ["within"]
    if words.word(end) == "(":
        end = _parenthesis(words, end)
    return Length(low * meters, high * meters, text, hedged, vague), end


def _vague(words: Words, at: int) -> bool:
    return _VAGUE_PHRASES.at(words, at) is not None


def _numbers(words: Words, at: int) -> tuple[float, float, bool, int] | None:
    vague = _VAGUE_PHRASES.at(words, at)
    if words.word(at) in _BARE:
        return *_SOME, True, at
    if vague is not None:
        low, high = _VAGUE[vague[0]]
        times = MAGNITUDES.get(words.word(vague[1]), 1)  # "a few hundred"
        return low * times, high * times, True, vague[1] + (times != 1)
    at = words.skip(at, "between", "from") if words.word(at + 2) in {"and", "to"} else at
    first = number(words, at)
    if first is None:
        return None
    low, end = first
    joint = words.word(end) in _TO
    second = number(words, end + 1) if joint else None
    if second is not None and second[0] > low and _unit(words, second[1]):
        return low, second[0], False, second[1]
    return low, low, False, end


def number(words: Words, at: int) -> tuple[float, int] | None:
    """A number in figures or words: 1,200; 12.5; fifty; twenty-five; two hundred."""
    word = words.word(at)
    if word == "half" and words.word(at + 1) in _EXACT and words.word(at + 2) in METERS:
        return 0.5, at + 2
    if word[:1].isdigit():
        value, end = float(word.replace(",", "")), at + 1
    elif word in NUMBER_WORDS or (word in _EXACT and words.word(at + 1) in METERS.keys() | MAGNITUDES):
        value, end = float(NUMBER_WORDS.get(word, 1)), at + 1
        dash = words.word(end) in DASHES
        ones = NUMBER_WORDS.get(words.word(end + dash), 0)
        if value >= 20 and 0 < ones < 10:
            value, end = value + ones, end + dash + 1
    else:
        return None
    if words.word(end) in MAGNITUDES:
        value, end = value * MAGNITUDES[words.word(end)], end + 1
    return value, end


def _unit(words: Words, at: int) -> tuple[float, int] | None:
    two = f"{words.word(at)} {words.word(at + 1)}"
    if two in METERS:
        return METERS[two], at + 2
    if words.word(at) in _UNIT_ENDS and words.word(at + 1) in METERS:
        return METERS[words.word(at + 1)], at + 2
    unit = METERS.get(words.word(at))
    return None if unit is None else (unit, at + 1)


def _parenthesis(words: Words, at: int) -> int:
    """Behind "(31 mi)" or "(about 17 nautical miles; 31 km)"; ``at`` if the parenthesis says something else."""
    for end in range(at + 1, min(at + 12, len(words))):
        if words.word(end) == ")":
            inner = words.low[at + 1 : end]
            return end + 1 if any(word in METERS for word in inner) else at
    return at


def distance_text(meters: float) -> str:
    """A length for the steps: ``50 km``, ``800 m``."""
    return f"{meters:.0f} m" if meters < 950 else f"{meters / 1000:.3g} km"
