"""How a name stands in words: the kind of place beside it, and whether it is the name of a person or a paper."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.expressions.kinds import DAYS_AND_MONTHS, KINDS, NOT_A_PLACE_AFTER, TITLES
from geoevents.expressions.lengths import wind
from geoevents.expressions.vocabulary import AROUND, LINKS, OF

if TYPE_CHECKING:
    from geoevents.expressions.words import Words
    from geoevents.model import Place

_SORTS = frozenset(
    "provincial regional state national county eponymous port coastal border nearby disputed breakaway restive volatile"
    " troubled contested separatist remote mountainous rebellious besieged ancient historic southernmost northernmost"
    " self-declared autonomous strategic key".split()
)
_FAR, _REGIONS = frozenset({"far", "remote", "extreme"}), frozenset({"region", "territory", "area"})
_PARTS_OF_TOWNS = frozenset({"suburb", "suburbs"})  # "the suburbs of Damascus" are not Damascus
_CENTERS = frozenset({"center", "centre"})
_MOST_PEOPLE_OF_A_SURNAME = 500_000  # a capitalized word before a smaller town's name makes it a surname
_MOST_TOWNS = 3
_LONGEST_LINE = 8  # words
_SORT_PHRASES = ("semi - autonomous", "self - declared", "self - proclaimed", "self - governing", "war - torn",
                 "oil - rich", "gas - rich", "mineral - rich", "rebel - held", "gold - rich")  # fmt: skip


def behind_adjectives(words: Words, at: int, *, owned: bool) -> int:
    """Behind "disputed" (Kirkuk), and of "Turkey's southeastern Sirnak province" behind the wind: it is no part."""
    end = at + (words.word(at) in _SORTS or (owned and words.word(at) in _FAR))
    blown = wind(words, end) if owned and words.word(end).endswith("ern") else None
    end = blown[1] if blown else end
    return end if end > at and words.name(end) is not None and words.name(at) is None else at


def _behind_sorts(words: Words, at: int, *, owned: bool = False) -> int:
    """Behind what is said of the kind: "port", "disputed", "north-western" (state of Zamfara)."""
    begin = at + (owned and words.word(at) in _FAR)
    blown = wind(words, begin)
    end = blown[1] if blown else at
    end = words.skip(end, *_SORT_PHRASES)
    for _ in range(2):  # "state" is both: "state capital", "state of Zamfara"
        end += words.word(end) in _SORTS and not (words.word(end) in KINDS and words.word(end + 1) == "of")
    kind = KINDS.get(words.word(end), ("",))
    unit = (
        kind[0] in {"admin1", "settlement"} and "desert" not in kind
    )  # "the eastern countryside of X" is a part of it
    unit |= owned and words.word(end) in _REGIONS  # "Ukraine's western region of Lviv"
    fits = bool(kind[0]) and (blown is None or (unit and words.word(end + 1) == "of"))
    return end if fits else at


def of_kind(words: Words, name: str, kind: str, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """With the word for a region the name may be one of its own: "Odesa region", "the county of Laurel"."""
    wanted = KINDS.get(kind, ())
    if "admin1" not in wanted or any(place.feature in wanted[:2] for place in places):
        return places
    one = f"{kind[:-3]}y" if kind.endswith("ies") else kind.removesuffix("s")
    more = [place for place in words.find(f"{name} {one}") if place.feature in wanted and place not in places]
    for town in () if more else places[:_MOST_TOWNS]:  # "Hodeidah province": the region is spelled otherwise
        more += [place for place in words.find(town.name) if place.feature == "admin1" and place.id in town.parents]
    return (*more, *places)


def kind_before(words: Words, at: int, *, owned: bool = False) -> tuple[str, int]:
    """A kind of place before the name: "the port city of", "the provincial capital," (Palencia), "Lake" (Chad)."""
    hit = words.name(at)
    if hit is not None and hit[0] - at > 1:
        return "", at  # "Gulf of Finland" is a name of its own
    kind, end = "", _behind_sorts(words, at, owned=owned)
    if words.word(at) == "coastal" and words.word(end) in AROUND | {"regions"}:
        return "", at  # "coastal areas of Libya" are not Libya
    while end < at + 5 and words.word(end) in KINDS:
        kind, end = words.word(end), end + 1
    if not kind or kind in _PARTS_OF_TOWNS:
        return "", at
    end += words.word(end) in _CENTERS
    if words.word(end) in LINKS.get(kind, OF):
        return kind, words.the(end + 1)
    end += words.word(end) == "," and "capital" in words.low[at:end]
    return (kind, end) if words.name(end) is not None and words.name(at) is None else ("", at)


def small_line(words: Words, at: int) -> tuple[int, tuple[Place, ...]] | None:
    """A line that reports write small: "the median line of the Taiwan Strait", "the Taiwan Strait's median line"."""
    begin = words.the(at)
    if "line" not in words.low[begin + 1 : begin + _LONGEST_LINE]:
        return None
    if words.word(begin + 1) == "line" and words.word(begin + 2) == "of":
        hit = words.name(words.the(begin + 3))
        name, end = (words.span(begin, hit[0]).text, hit[0]) if hit else ("", begin)
    else:
        hit = words.name(begin)
        what = hit[0] + (words.word(hit[0]) == "'s") if hit else begin
        if hit is None or words.word(what + 1) != "line":
            return None
        name, end = f"{words.span(begin, hit[0]).text} {words.word(what)} line", what + 2
    lines = tuple(place for place in words.find(name) if place.feature == "line") if name else ()
    return (end, lines) if lines else None


def is_place(words: Words, at: int, end: int, places: tuple[Place, ...]) -> bool:
    """Whether the surface does not say that it is a person, a team, a paper."""
    if words.word(end) in NOT_A_PLACE_AFTER and words.capital(end):
        return False
    before = words.word(at - 1)
    if before == "." and words.touches(at - 1):
        before = words.word(at - 2)
    if before in TITLES and words.capital(at - 1 - (words.word(at - 1) == ".")):
        return False
    best = places[0]
    if best.feature != "settlement" or best.population >= _MOST_PEOPLE_OF_A_SURNAME:
        return True
    return not (_part_of_longer(words, at - 1, at) or _part_of_longer(words, end, end))


def _part_of_longer(words: Words, at: int, seam: int) -> bool:
    """Whether the word at ``at`` is a capitalized unknown word that hangs on to the name (a given name, a surname)."""
    if (
        not words.capital(at)
        or words.word(at) in KINDS
        or words.word(at) in DAYS_AND_MONTHS
        or at in (words.names or {})
    ):
        return False
    if not 0 < seam < len(words) or words.start[seam] - words.end[seam - 1] != 1:
        return False
    first = at == 0 or words.word(at - 1) in {".", "\n", '"', "“", ":", "?", "!"}
    return not (at < seam and first) and len(words.word(at)) > 1
