"""Words that say that something happened.

Phrases, verbs in their frames, nouns with their things, and words that point back.
"""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from geoevents.recognize import frames, nouns, surroundings
from geoevents.recognize.frames import SENSES, Found, is_headline
from geoevents.recognize.words import BE, DEFINITE, DETERMINERS, HAVE, PREPOSITIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geoevents.recognize.clause import Clause

_NO_THING = frozenset({"party", "state", "group", "unnamed", "place"})


def find(clause: Clause, seen: set[str] | None = None) -> list[Found]:
    """All triggers of a sentence, in order; of two on the same words the more specific one.

    ``seen`` are the things that the report named so far: they tell what a "test" is a test of. The user's own types
    come first: the others only say what is left.
    """
    own = clause.types.own
    first = _found(replace(clause, types=own), [], seen or set()) if own else []
    return sorted([*first, *_found(clause, first, seen or set())], key=lambda one: (one.first, one.kind))


def _found(clause: Clause, first: list[Found], seen: set[str]) -> list[Found]:
    """The triggers besides the ``first``."""
    blocked = {said.verb for said in clause.speeches} | {k for one in first for k in range(one.first, one.last)}
    alike = _look_alikes(clause)
    with_things = nouns.with_things(clause, blocked)
    taken = {k for one in with_things for k in range(one.first, one.last)}
    phrases = [*_named(clause, blocked), *_phrases(clause, blocked, alike)]
    phrases = [one for one in phrases if one.first not in taken and one.last - 1 not in taken]
    blocked |= {k for one in phrases for k in range(one.first, one.last)}
    said = [*first, *phrases, *with_things]
    told = {k: one.kind for one in said for k in range(one.first, one.last)}
    acting = [one for one in frames.verbs(clause, blocked) if not _is_told(one, told)]
    held = {(item.last - 1, one.kind) for one in acting for item in one.items}  # "hold drills": the verb tells it all
    said = [one for one in said if held.isdisjoint((k, one.kind) for k in range(one.first, one.last))]
    found = [*said, *acting]
    found.extend(nouns.alone(clause, found, blocked))
    found = [
        one
        for one in found
        if alike[one.kind].isdisjoint(_words_of(one))
        and not _is_outcome(clause, one, found)
        and not _is_cargo(clause, one, found)
        and surroundings.is_here(clause, one.kind, one.first)
    ]
    for one in found:
        if one.frame and "title" in one.frame.objects and not one.items:
            one.occurs = _occurs(clause, nouns.behind_title(clause, one.last))
    back = _anaphors(clause, found, blocked, seen)
    found.extend(one for one in back if alike[one.kind].isdisjoint(_words_of(one)))
    return [one for one in found if not any(one is other for other in first)]


def _named(clause: Clause, blocked: set[int]) -> list[Found]:
    found = nouns.named(clause, blocked)
    for one in found:
        one.occurs = _occurs(clause, nouns.behind_title(clause, one.last))
    return found


def possible(clause: Clause, seen: set[str], *, pointing: bool) -> bool:
    """Whether the sentence can hold a trigger at all, from its words and things alone (names and places cost more).

    ``pointing``: whether words that point back ("the launches") count, which they do once there are events, or once
    their things are ``seen``.
    """
    things = {item.name for item in clause.items}
    words = {token.low for token in clause.sentence.tokens}
    for at, token in enumerate(clause.sentence.tokens):
        low = token.low
        if low in clause.types.verbs and _verb_possible(clause, at, things, words):
            return True
        if any(nouns.matches(clause, at, entry) for entry, _ in clause.types.phrases.get(low, ())):
            return True
        if (low in clause.types.nouns and _noun_possible(clause, low, things)) or low in clause.types.named:
            return True
        if low in clause.types.anaphors and any(clause.low(at - k) in DEFINITE for k in (1, 2, 3)):
            kinds = [kind for _, kind in clause.types.anaphors[low]]
            if pointing or things or any(_things_of(clause, kind) & seen for kind in kinds):
                return True
    return False


def _noun_possible(clause: Clause, low: str, things: set[str]) -> bool:
    return any(
        ("any" in frame.objects or things & frame.objects) and surroundings.may_fit(clause, frame, things)
        for _, frame in clause.types.nouns[low]
    )


def _verb_possible(clause: Clause, at: int, things: set[str], words: set[str]) -> bool:
    for lemma, _ in clause.types.verbs[clause.low(at)]:
        for frame, particles in clause.types.verb_frames[lemma]:
            if not words.issuperset(particles) or not surroundings.may_fit(clause, frame, things):
                continue
            if frame.subjects and not frame.subjects & _NO_THING and not things & frame.subjects:
                continue
            if len(particles) > 1 and clause.low(at + 1) != particles[0] and clause.low(at + 1) not in frames.SELF:
                continue
            if frame.objects & SENSES or things & frame.objects:
                return True
    return False


def _is_cargo(clause: Clause, one: Found, found: list[Found]) -> bool:
    """As in "intercepted a dhow carrying weapons": what a thing carries that another verb acts on."""
    if clause.low(one.first) not in _BEARING:
        return False
    return any(item.last == one.first for other in found if other.first < one.first for item in other.items)


_BEARING = frozenset("carrying transporting bringing hauling smuggling bearing ferrying moving".split())
_OUTCOMES = frozenset("killing wounding injuring destroying damaging".split())


def _is_outcome(clause: Clause, one: Found, found: list[Found]) -> bool:
    """As in "attacked a camp, killing 30": what came of the event told before."""
    trails = clause.low(one.first) in _OUTCOMES and clause.low(clause.skip_left(one.first - 1)) == ","
    return trails and any(other.first < one.first and nouns.is_rival(clause, other, one.kind) for other in found)


def _words_of(one: Found) -> list[int]:
    """The tokens of a trigger and of its things."""
    return [*range(one.first, one.last), *(k for item in one.items for k in range(item.first, item.last))]


def _look_alikes(clause: Clause) -> dict[str, set[int]]:
    """Tokens of phrases that only look like an event, by the kind that they look like."""
    alike: dict[str, set[int]] = defaultdict(set)
    for at in range(clause.size):
        for words, kind in clause.types.unless.get(clause.low(at), ()):
            if nouns.matches(clause, at, words):
                alike[kind].update(range(at, at + len(words)))
    return alike


def _phrases(clause: Clause, blocked: set[int], alike: Mapping[str, set[int]]) -> list[Found]:
    found = []
    at = 0
    while at < clause.size:
        entries = clause.types.phrases.get(clause.low(at), ())
        entry = next((e for e in entries if nouns.matches(clause, at, e[0]) and at not in alike.get(e[1], ())), None)
        if entry and at not in blocked and _is_event(clause, at, at + len(entry[0])):
            words, kind = entry
            found.append(Found(at, at + len(words), kind, " ".join(words), noun=True))
            at += len(words)
        else:
            at += 1
    return found


def _is_event(clause: Clause, at: int, last: int) -> bool:
    """The phrase is no part of a name ("Treva Battle"), describes no other noun, and is no verb ("fighting fires")."""
    if nouns.is_attribute(clause, last) or _is_told_verb(clause, at):
        return False
    tokens = clause.sentence.tokens
    if tokens[at].text[0].isupper() and at and not is_headline(clause):
        beside = [tokens[k].text[0] for k in (at - 1, last) if 0 <= k < len(tokens)]
        name = clause.name_at(at - 1)
        if any(letter.isupper() for letter in beside) and (name is None or name.kind == "place"):
            return False
    if last - at == 1 and tokens[at].low.endswith("ing"):
        return _is_gerund(clause, at)
    return True


def _is_told_verb(clause: Clause, at: int) -> bool:
    """As in a headline's "Paris sells guns, Baku protests": a verb with a subject of its own."""
    if not any(form == "s" for _, form in clause.types.verbs.get(clause.low(at), ())):
        return False
    name = clause.name_at(at - 1)
    return name is not None and name.acts and name.kind != "adjective" and clause.low(name.first - 1) == ","


def _is_gerund(clause: Clause, at: int) -> bool:
    """As in "Fighting broke out", "heavy shelling in": a noun by what stands beside it."""
    before, after = clause.low(at - 1), clause.low(at + 1)
    opens = (
        at == 0
        or clause.mark[at - 1] == "date"
        or before in PREPOSITIONS
        or before in DETERMINERS
        or before in _FIERCE
        or clause.is_noun(at)
        or not before[0].isalnum()
        or before == "and"
    )
    if at and clause.mark[at - 1] == "name":
        name = clause.name_at(at - 1)
        opens = name is not None and name.kind == "adjective"
    closes = (
        after in PREPOSITIONS
        or after in BE
        or after in HAVE
        or after in _GOES_ON
        or after.endswith("ed")
        or not after[:1].isalnum()
        or clause.mark[at + 1] == "date"
    )
    return (opens or before == "'s") and (closes or after in ("hit", "hits"))


_FIERCE = frozenset(
    "heavy fierce intense renewed fresh sporadic new recent ongoing deadly cross-border artillery more severe bitter "
    "bloody clan tribal factional ethnic sectarian street rebel continued sustained close-quarter".split()
)


_GOES_ON = frozenset(
    "broke began raged erupted continues rages left leaves near forced forces hit struck goes went".split()
)


def _is_told(one: Found, told: dict[int, str]) -> bool:
    """As in "launched a drone attack": the noun says better than the verb what it was."""
    kinds = [told.get(item.last - 1) for item in one.items]
    return bool(kinds) and all(kind is not None and kind != one.kind for kind in kinds)


def _anaphors(clause: Clause, found: list[Found], blocked: set[int], seen: set[str]) -> list[Found]:
    """Words that only point back: "the launches", "these shipments", "the attack"."""
    taken = {k for one in found for k in range(one.first, one.last)}
    taken |= {k for one in found for item in one.items for k in range(item.first, item.last)}
    back: list[Found] = []
    for at in range(clause.size):
        if at in taken or at in blocked or clause.mark[at] in ("name", "place", "date"):
            continue
        for words, kind in clause.types.anaphors.get(clause.low(at), ()):
            if nouns.matches(clause, at, words) and (at == 0 or any(clause.low(at - k) in DEFINITE for k in (1, 2, 3))):
                if not nouns.is_attribute(clause, at + len(words)):
                    one = Found(at, at + len(words), kind, clause.low(at), noun=True, anaphor=True)
                    one.occurs = _occurs(clause, one.last)
                    one.sure = bool(_things_of(clause, kind) & seen) and one.occurs > 0
                    back.append(one)
                break
    return back


def _things_of(clause: Clause, kind: str) -> set[str]:
    return {name for frame in clause.types[kind].frames for name in frame.objects} - SENSES


def _occurs(clause: Clause, at: int) -> int:
    """As in "The test took place", "the launch came from", "the tests were carried out": the clause is about it."""
    if clause.low(at) == ",":  # "The drills, which ..., run until Friday"
        close = next((k for k in range(at + 1, min(at + 16, clause.size)) if clause.low(k) == ","), None)
        at = close + 1 if close is not None else at
    helpers = BE | HAVE | _HELPERS
    while at < clause.size and (clause.low(at) in helpers or clause.sentence.is_adverb(at)):
        at += 1
    return at if clause.low(at) in _OCCUR else 0


_HELPERS = frozenset(
    "under here there to recorded believed reported said thought appears appeared seems seemed".split()
)


_OCCUR = frozenset(
    "took taken occurred happened came carried conducted held originated performed staged made run runs ran begins "
    "began starts started ends ended takes continues opened kicked way underway involves involved".split()
)
