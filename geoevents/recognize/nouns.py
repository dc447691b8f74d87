"""Nouns that tell of an event: with their things, with a name of their own, or alone beside words that explain them."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.recognize import frames, surroundings
from geoevents.recognize.frames import Found, is_headline
from geoevents.recognize.words import DEFINITE, PREPOSITIONS, QUOTES

if TYPE_CHECKING:
    from geoevents.recognize.clause import Clause
    from geoevents.recognize.stand_ins import Item


def matches(clause: Clause, at: int, words: tuple[str, ...]) -> bool:
    """Whether a phrase whose first word stands at a token goes on there."""
    return all(clause.low(at + k) == word for k, word in enumerate(words) if k)


def is_attribute(clause: Clause, last: int) -> bool:
    """A noun before one of these is not the event: "protest leader", "clash site", "talks venue"."""
    return clause.low(last) in _HEADS


_HEADS = frozenset(  # things and people that an event noun can describe
    "leader leaders organizer organizers organiser organisers victim victims survivor survivors site sites "
    "venue agenda "
    "movement group groups song songs suspect suspects plot plots threat threats warning warnings alert alerts siren "
    "sirens regime regimes committee policy policies list relief evasion monitors monitor package law laws "
    "ban season "
    "anniversary capability capabilities crew crews squad".split()
)


def with_things(clause: Clause, blocked: set[int]) -> list[Found]:
    """Event nouns with their thing: "launch of two missiles", "arms deliveries"."""
    found: list[Found] = []
    taken: set[int] = set()
    for at in range(clause.size):
        for words, frame in clause.types.nouns.get(clause.low(at), ()):
            if at in blocked or at in taken or not matches(clause, at, words):
                continue
            last = at + len(words)
            before, after = clause.item_before(at), _object_of(clause, last, frame.links)
            item = next((i for i in (before, after) if i and i.name in frame.objects), None)
            if not surroundings.fit(clause, frame):
                continue
            if item and not (item is before and clause.low(last) in ("a", "an", "the") and len(words) == 1):
                first = min(at, item.first) if item is before else at
                found.append(Found(first, last, frame.kind, words[0], frame, noun=True, items=[item]))
                taken.update(range(at, last))
    return found


def alone(clause: Clause, found: list[Found], blocked: set[int]) -> list[Found]:
    """Nouns that need no thing of their own, only words beside them: "an attack on a village killed nine"."""
    taken = blocked | {k for one in found for k in range(one.first, one.last)}
    more: list[Found] = []
    for at in range(clause.size):
        for words, frame in clause.types.nouns.get(clause.low(at), ()):
            last = at + len(words)
            if (
                "any" in frame.objects
                and at not in taken
                and matches(clause, at, words)
                and _is_new(clause, at, last)
                and surroundings.fit(clause, frame)
                and not any(is_rival(clause, one, frame.kind) for one in found)
            ):
                more.append(Found(at, last, frame.kind, " ".join(words), frame, noun=True))
                taken.update(range(at, last))
    return more


_BEFORE_NOUN = PREPOSITIONS | frozenset({"and", "out", ",", ":", "on"})


def is_rival(clause: Clause, one: Found, kind: str) -> bool:
    """What the sentence tells already in words that say more."""
    return not one.anaphor and clause.types[one.kind].style.group == clause.types[kind].style.group


def _is_new(clause: Clause, at: int, last: int) -> bool:
    """A noun that tells of something not told before ("an attack on"), stands in no name and describes no other."""
    before = clause.low(at - 1)
    if at and not clause.is_noun(at) and before not in _BEFORE_NOUN and not before.endswith(("ed", "ing")):
        return False
    capital = at > 0 and clause.sentence.tokens[at].text[0].isupper() and not is_headline(clause)
    ordered = clause.low(at - 1) in _ORDERED  # "the first strike" is one of several, and told of here
    definite = any(clause.low(at - k) in DEFINITE for k in (1, 2)) and clause.low(last) not in ("on", "against")
    definite = definite and not ordered
    return not (capital or definite or clause.mark[at] in ("name", "place") or is_attribute(clause, last))


_ORDERED = frozenset("first second third fourth fifth sixth seventh last latest".split())


def _object_of(clause: Clause, at: int, links: frozenset[str]) -> Item | None:
    """The thing behind "of" or its like, also over who gets it: "the sale to Taiwan of 135 missiles"."""
    at = (
        next((k for k in range(at, min(at + 4, clause.size)) if clause.low(k) in links), -1)
        if _is_way(clause, at)
        else at
    )
    if clause.low(at) not in links:
        return None
    for ahead in range(at + 1, min(at + 9, clause.size)):
        item = clause.item_at(ahead)
        if item and item.head:
            return item
        if clause.low(ahead) in PREPOSITIONS and clause.low(ahead) != "of" and clause.mark[ahead] != "number":
            return None
    return None


def _is_way(clause: Clause, at: int) -> bool:
    return clause.low(at) in ("to", "from", "with") and clause.mark[min(at + 1, clause.size - 1)] in ("name", "place")


def named(clause: Clause, blocked: set[int]) -> list[Found]:
    """Nouns that are an event together with a name of their own: "the exercise Cobra Gold", "annual Grom drills"."""
    found = []
    for at in range(clause.size):
        for words, kind in clause.types.named.get(clause.low(at), ()):
            last = at + len(words)
            if at not in blocked and matches(clause, at, words) and _has_title(clause, at, last):
                found.append(Found(at, last, kind, " ".join(words), noun=True))
                break
    return found


def behind_title(clause: Clause, at: int) -> int:
    """Where the sentence goes on behind a name: "the exercise, Cobra Gold, | began", "Cobra Gold, which | began"."""
    at += clause.low(at) in (",", "'s") or clause.low(at) in QUOTES
    while at < clause.size and (clause.sentence.tokens[at].text[0].isupper() or clause.low(at) in QUOTES):
        at += 1
    at += clause.low(at) == ","
    return at + (clause.low(at) in ("which", "that"))


def _has_title(clause: Clause, at: int, last: int) -> bool:
    """Whether an unknown name stands beside a noun in the middle of a sentence; a quotation mark may open it."""
    if is_headline(clause):
        return False
    next_to = clause.name_at(last)
    if next_to is not None and next_to.kind == "place":
        return True  # "the exercise Sea Breeze", whatever the map knows by that name
    tokens = clause.sentence.tokens
    if last < clause.size and tokens[at].text[0].isupper() and tokens[last].text[0].isupper():
        return True  # "Exercise Bright Star"
    last += clause.low(last) in QUOTES or clause.low(last) == ","
    return frames.is_title(clause, last) or (at > 1 and frames.is_title(clause, at - 1))
