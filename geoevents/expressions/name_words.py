"""A name among words: how it begins, the kind of place beside it, what holds it, its second name in brackets."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.expressions.kinds import AREAL, DAYS_AND_MONTHS, KINDS, NAMES, NOT_A_PLACE_AFTER, TITLES
from geoevents.expressions.name_rules import behind_adjectives, is_place, kind_before, of_kind, small_line
from geoevents.expressions.named import Named, any_held, holds
from geoevents.expressions.vocabulary import ARABIC_ARTICLES, COLLECTIVE, DASHES, LINKS, OF, OWNS

if TYPE_CHECKING:
    from geoevents.expressions.base import Grown, Node
    from geoevents.expressions.words import Words
    from geoevents.model import Place

_LOOSE = frozenset({"adjective", "demonym"})
_NO_NAME_ENDS_SO = frozenset({"coast", "coasts", "border", "shore"})  # "Gulf Coast", "East Coast"
_GROUND = frozenset({"territory", "soil", "land"})  # "Syrian territory" is Syria
_IN_AREAS = frozenset({"settlement", "site"})  # "the Jazira region of Syria" is the other way round
_MOST_HOLDERS = 2  # "Nice, Alpes-Maritimes, France"
_CUES = frozenset("in near outside around inside within into across throughout towards toward of".split())
_PRONOUNS = frozenset("i he she we you they it this that these those my his her our your their its".split())
_NO_KIND_OF = frozenset(
    {"department", "mount"}
)  # "the Department of Energy" is no place; the department of Somme is known
_ALSO = frozenset("formerly previously now also or known as called aka locally".split())


def grow(words: Words, at: int) -> Grown | None:
    """[owner] [kind of] NAME [(second name)] [kind] [, holder | in holder]."""
    line = small_line(words, at)
    if line is not None:
        return Named(words.span(words.the(at), line[0]), line[1][0].name, line[1]), line[0]
    pair = _border_town(words, words.the(at))
    if pair is not None:
        return _grow(words, pair, None)
    owner = words.owner(at) or _holder_of_kind(words, words.the(at))
    grown = _grow(words, owner[1], owner[0]) if owner is not None else None
    return grown or _grow(words, words.the(at), None)


def before_possessive(words: Words, at: int) -> Grown | None:
    """The bare name before a possessive: of "eastern Ukraine's Donetsk region" only Ukraine has an east."""
    hit = words.name(at)
    if hit is None or words.word(hit[0]) != "'s":
        return None
    places = tuple(place for place in hit[1] if place.matched_as in NAMES)
    return (Named(words.span(at, hit[0]), words.span(at, hit[0]).text, places), hit[0]) if places else None


def _grow(words: Words, at: int, inside: Node | None) -> Grown | None:
    at = behind_adjectives(words, at, owned=inside is not None)
    kind, begin = kind_before(words, at, owned=inside is not None)
    found = _known(words, begin, cue=bool(kind) and kind not in _NO_KIND_OF)
    if found is None:
        return None
    node, end = found
    if inside is not None and not node.candidates and node.name.isupper():
        return None  # "Taiwan's ADIZ" is no place in Taiwan
    if kind == "capital":
        capital = _its_capital(words, end, node)
        if capital is not None:
            return capital
    if not kind and words.word(end) in KINDS:
        linked = words.word(end + 1) in LINKS.get(words.word(end), OF)
        whole = holder(words, end + 1, node.candidates) if linked and inside is None else None
        kind, end = (words.word(end), end + 1) if whole or not linked else (kind, end)
    if not kind and words.word(end - 1) in COLLECTIVE:
        kind = words.word(end - 1)
    places, end = _same(words, end, of_kind(words, node.name, kind, node.candidates))
    end = _behind_sides(words, end, places)
    if inside is None:
        inside, end = holder(words, end, places) or (None, end)
    if words.word(end) == "," and words.word(end + 1) == "bordering":  # says nothing more of a region
        beside = words.operand(end + 2)
        end = beside[1] if beside is not None else end
    return Named(words.span(begin, end), node.name, places, kind, inside), end


def _holder_of_kind(words: Words, at: int) -> Grown | None:
    """``West Bank`` of "the West Bank city of Jenin"."""
    hit = words.name(at)
    kind = KINDS.get(words.word(hit[0])) if hit is not None else None
    if hit is None or kind is None or kind[0] not in _IN_AREAS or words.word(hit[0] + 1) != "of":
        return None
    places = tuple(place for place in hit[1] if place.feature in AREAL and place.matched_as in NAMES)
    return (Named(words.span(at, hit[0]), words.span(at, hit[0]).text, places), hit[0]) if places else None


def _border_town(words: Words, at: int) -> int | None:
    """Before ``town of Mae Sot`` of "the Thai-Myanmar border town of Mae Sot"."""
    first = words.name(at)
    second = words.name(first[0] + 1) if first is not None and words.word(first[0]) in DASHES else None
    kind = second[0] + 1 if second is not None and words.word(second[0]) == "border" else at
    return kind if kind > at and words.word(kind) in KINDS and words.word(kind + 1) == "of" else None


def _its_capital(words: Words, at: int, holder: Named) -> tuple[Named, int] | None:
    """``Kiev`` of "the capital of Ukraine, Kiev"."""
    hit = words.name(at + 1) if words.word(at) == "," else None
    towns = [place for place in hit[1] if place.feature == "settlement"] if hit is not None else []
    held = tuple(town for town in towns if any(holds(place, town) for place in holder.candidates))
    if hit is None or not held:
        return None
    name = words.span(at + 1, hit[0])
    return Named(name, name.text, held, "capital", holder), hit[0]


def _same(words: Words, at: int, places: tuple[Place, ...]) -> tuple[tuple[Place, ...], int]:
    """The places that also bear the name in brackets: "Mawlamyine (Moulmein)", "Kyiv (Kiev)"."""
    if words.word(at) != "(":
        return places, at
    begin = at + 1
    while words.word(begin) in _ALSO and begin < at + 4:
        begin += 1
    hit = words.name(begin)
    ids = {place.id for place in hit[1]} if hit is not None and words.word(hit[0]) == ")" else set()
    same = tuple(place for place in places if place.id in ids)
    return (same, hit[0] + 1) if same and hit is not None else (places, at)


def _behind_sides(words: Words, at: int, places: tuple[Place, ...]) -> int:
    """Behind what a line lies between: "the demilitarized zone between North and South Korea"."""
    if words.word(at) != "between" or not places or places[0].feature != "line":
        return at
    sides = words.operand(at + 1)
    return sides[1] if sides is not None and type(sides[0]) is words.several else at


def _known(words: Words, at: int, *, cue: bool) -> tuple[Named, int] | None:
    """The name at ``at``, if it is written as that of a place."""
    hit = words.name(at)
    if hit is not None:
        end, places = hit
        loose = places[0].matched_as in _LOOSE
        if loose and words.word(end) in _GROUND | COLLECTIVE:
            places = tuple(place for place in places if place.matched_as in _LOOSE)
            if words.word(end) in COLLECTIVE and places[0].feature != "region":
                return None
            return Named(words.span(at, end + 1), places[0].name, places), end + (words.word(end) in _GROUND)
        if not words.alone and words.word(at - 1) not in _CUES and any(p.matched_as == "metonym" for p in places):
            return None  # "the White House said": an actor
        if not words.alone:
            places = () if loose else tuple(place for place in places if place.matched_as in NAMES)
        if places and (words.alone or is_place(words, at, end, places)):
            return Named(words.span(at, end), words.span(at, end).text, places), end
        if places or not words.alone:
            return None
    return _unknown(words, at, cue=cue)


def _unknown(words: Words, at: int, *, cue: bool) -> tuple[Named, int] | None:
    """Capitalized words that no gazetteer knows, behind "in", or beside a place noun."""
    tied = words.word(at) in ARABIC_ARTICLES and words.word(at + 1) in DASHES and words.touches(at + 1)
    end = at + 2 * (tied and words.touches(at + 2) and words.capital(at + 2))
    while end < at + 4 and words.capital(end) and words.word(end) not in DAYS_AND_MONTHS and words.word(end) != "i":
        if end > at and words.start[end] - words.end[end - 1] > 1:
            break
        end += 1
        if words.word(end) in DASHES and words.touches(end) and words.capital(end + 1) and words.touches(end + 1):
            end += 1
    if (
        end == at
        or words.word(at) in NOT_A_PLACE_AFTER | TITLES
        or (words.is_grammar(at) and words.word(at) not in KINDS)
    ):
        return None
    text = words.span(at, end).text
    if (end - at > 1 and words.word(end - 1) in _NO_NAME_ENDS_SO) or _is_kind(words, at, end):
        return None
    if words.word(at) in _PRONOUNS or (words.word(end) in OWNS and not words.alone):
        return None  # "They base", "in Rozen's case"
    acronym = text.isupper() and len(text) < 7
    beside = words.word(end) in KINDS and words.word(end) not in COLLECTIVE
    said = words.alone or cue or beside or (words.word(at - 1) in _CUES and words.word(at - 1) != "of")
    if not said or (acronym and not words.alone):
        return None
    return Named(words.span(at, end), text, words.respelled(text)), end


def _is_kind(words: Words, at: int, end: int) -> bool:
    """Whether it is only the word for a kind: "Straits" of "the Turkish Straits", not "Plateau" of a state."""
    return end - at == 1 and words.word(at) in KINDS and words.word(end) not in KINDS


def holder(words: Words, at: int, candidates: tuple[Place, ...], deep: int = 0) -> Grown | None:
    """What holds the name: ", Texas", "(Texas)" or "in Lebanon", if one of its places does lie there."""
    comma = words.word(at) in {",", "("}
    linked = words.word(at) == "in" or (words.word(at) == "of" and words.word(at - 1) in KINDS)  # "Jazira region of"
    if not (comma or linked) or (comma and not candidates):
        return None
    found = _comma_holder(words, at + 1, deep) if comma else words.unit(at + 1)
    if found is None or (words.word(at) == "(" and words.word(found[1]) != ")"):
        return None
    end = found[1] + (words.word(at) == "(")
    held = found[0].of if hasattr(found[0], "of") else found[0]
    if isinstance(held, Named) and not comma and (words.alone or not candidates) and not any_held(held, candidates):
        return found if any(place.feature in AREAL for place in held.candidates[:1]) else None
    if not isinstance(held, Named) or not any(holds(place, inner) for place in held.candidates for inner in candidates):
        return None
    return found[0], end


def _comma_holder(words: Words, at: int, deep: int) -> Grown | None:
    at = words.the(at)
    if words.alone and words.word(at) in KINDS and words.word(at + 1) == "of":  # "Sittwe, the capital of Rakhine state"
        at = words.the(at + 2)
    hit = words.name(at)
    if hit is None or hit[1][0].matched_as not in NAMES:
        return None
    end, places = hit
    kind = ""
    if words.word(end) in KINDS:
        kind, end = words.word(end), end + 1
    inner = holder(words, end, places, deep + 1) if words.word(end) == "," and deep < _MOST_HOLDERS else None
    inside, end = inner or (None, end)
    return Named(words.span(at, end), words.span(at, hit[0]).text, places, kind, inside), end
