"""Words that say that something happened.

Phrases, verbs in their frames, nouns with their things, and words that point back.
"""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from geoevents.recognize import frames, surroundings
from geoevents.recognize.frames import SENSES, Found, is_headline
from geoevents.recognize.words import BE, DEFINITE, DETERMINERS, HAVE, PREPOSITIONS, QUOTES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geoevents.recognize.clause import Clause
    from geoevents.recognize.stand_ins import Item


_NO_THING = frozenset({"party", "group", "unnamed", "place"})
_STANDS_FOR = frozenset({"they", "it", "which", "that", "these", "them"})  # may be the things of the sentence before


def find(clause: Clause, seen: set[str] | None = None) -> list[Found]:
    """All triggers of a sentence, in order; of two on the same words the more specific one.

    ``seen`` are the things that the report named so far: they tell what a "test" is a test of.
    """
    blocked = {said.verb for said in clause.speeches}
    alike = _look_alikes(clause)
    nouns = _nouns(clause, blocked)
    taken = {k for one in nouns for k in range(one.first, one.last)}
    phrases = [*_named(clause, blocked), *_phrases(clause, blocked, alike)]
    phrases = [one for one in phrases if one.first not in taken and one.last - 1 not in taken]
    blocked |= {k for one in phrases for k in range(one.first, one.last)}
    told = {k: one.kind for one in (*phrases, *nouns) for k in range(one.first, one.last)}
    acting = [one for one in frames.verbs(clause, blocked) if not _is_told(one, told)]
    held = {(item.last - 1, one.kind) for one in acting for item in one.items}  # "hold drills": the verb tells it all
    found = [*(one for one in phrases if (one.last - 1, one.kind) not in held), *nouns, *acting]
    found.extend(_bare(clause, found, blocked))
    found = [
        one
        for one in found
        if alike[one.kind].isdisjoint(_words_of(one))
        and not _is_outcome(clause, one, found)
        and surroundings.is_here(clause, one.kind)
    ]
    for one in found:
        if one.frame and "title" in one.frame.objects and not one.items:
            one.occurs = _occurs(clause, _behind_title(clause, one.last))
    back = _anaphors(clause, found, blocked, seen or set())
    found.extend(one for one in back if alike[one.kind].isdisjoint(_words_of(one)))
    return sorted(found, key=lambda one: (one.first, one.kind))


def possible(clause: Clause, *, pointing: bool) -> bool:
    """Whether the sentence can hold a trigger at all, from its words and things alone (names and places cost more).

    ``pointing``: whether words that point back ("the launches") count, which they do once there are events.
    """
    things = {item.name for item in clause.items}
    words = {token.low for token in clause.sentence.tokens}
    for at, token in enumerate(clause.sentence.tokens):
        low = token.low
        if low in clause.types.verbs and _verb_possible(clause, low, things, words):
            return True
        if any(_matches(clause, at, entry) for entry, _ in clause.types.phrases.get(low, ())):
            return True
        if (low in clause.types.nouns and _noun_possible(clause, low, things)) or low in clause.types.named:
            return True
        if (
            (pointing or things)
            and low in clause.types.anaphors
            and any(clause.low(at - k) in DEFINITE for k in (1, 2, 3))
        ):
            return True
    return False


def _noun_possible(clause: Clause, low: str, things: set[str]) -> bool:
    return any("any" in frame.objects or things & frame.objects for _, frame in clause.types.nouns[low])


def _verb_possible(clause: Clause, low: str, things: set[str], words: set[str]) -> bool:
    for lemma, _ in clause.types.verbs[low]:
        for frame, particles in clause.types.verb_frames[lemma]:
            if not words.issuperset(particles) or (
                frame.subjects and not frame.subjects & _NO_THING and not things & frame.subjects
            ):
                continue
            if frame.means and not things & frame.means:
                continue
            if frame.objects & SENSES or things & frame.objects:
                return True
            if words & _STANDS_FOR and not frame.subjects:
                return True
    return False


_OUTCOMES = frozenset("killing wounding injuring destroying damaging".split())


def _is_outcome(clause: Clause, one: Found, found: list[Found]) -> bool:
    """As in "attacked a camp, killing 30": what came of the event told before."""
    trails = clause.low(one.first) in _OUTCOMES and clause.low(clause.skip_left(one.first - 1)) == ","
    return trails and any(other.first < one.first and _is_rival(clause, other, one.kind) for other in found)


def _words_of(one: Found) -> list[int]:
    """The tokens of a trigger and of its things."""
    return [*range(one.first, one.last), *(k for item in one.items for k in range(item.first, item.last))]


def _look_alikes(clause: Clause) -> dict[str, set[int]]:
    """Tokens of phrases that only look like an event, by the kind that they look like."""
    alike: dict[str, set[int]] = defaultdict(set)
    for at in range(clause.size):
        for words, kind in clause.types.unless.get(clause.low(at), ()):
            if _matches(clause, at, words):
                alike[kind].update(range(at, at + len(words)))
    return alike


def _matches(clause: Clause, at: int, words: tuple[str, ...]) -> bool:
    return all(clause.low(at + k) == word for k, word in enumerate(words) if k)


def _phrases(clause: Clause, blocked: set[int], alike: Mapping[str, set[int]]) -> list[Found]:
    found = []
    at = 0
    while at < clause.size:
        entries = clause.types.phrases.get(clause.low(at), ())
        entry = next((e for e in entries if _matches(clause, at, e[0]) and at not in alike.get(e[1], ())), None)
        if entry and at not in blocked and _is_event(clause, at, at + len(entry[0])):
            words, kind = entry
            found.append(Found(at, at + len(words), kind, " ".join(words), noun=True))
            at += len(words)
        else:
            at += 1
    return found


def _is_event(clause: Clause, at: int, last: int) -> bool:
    """The phrase is no part of a name ("Treva Battle"), describes no other noun, and is no verb ("fighting fires")."""
    if _is_attribute(clause, last):
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


def _is_gerund(clause: Clause, at: int) -> bool:
    """As in "Fighting broke out", "heavy shelling in": a noun by what stands beside it."""
    before, after = clause.low(at - 1), clause.low(at + 1)
    opens = (
        at == 0
        or clause.mark[at - 1] == "date"
        or before in PREPOSITIONS
        or before in DETERMINERS
        or before in _FIERCE
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
    "heavy fierce intense renewed fresh sporadic new recent ongoing deadly cross-border artillery more".split()
)
_GOES_ON = frozenset(
    "broke began raged erupted continues rages left leaves near forced forces hit struck goes went".split()
)


def _is_attribute(clause: Clause, last: int) -> bool:
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


def _nouns(clause: Clause, blocked: set[int]) -> list[Found]:
    """Event nouns with their thing: "launch of two missiles", "arms deliveries"."""
    found: list[Found] = []
    taken: set[int] = set()
    for at in range(clause.size):
        for words, frame in clause.types.nouns.get(clause.low(at), ()):
            if at in blocked or at in taken or not _matches(clause, at, words):
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


def _bare(clause: Clause, found: list[Found], blocked: set[int]) -> list[Found]:
    """Nouns that need no thing of their own, only words beside them: "an attack on a village killed nine"."""
    taken = blocked | {k for one in found for k in range(one.first, one.last)}
    more: list[Found] = []
    for at in range(clause.size):
        for words, frame in clause.types.nouns.get(clause.low(at), ()):
            last = at + len(words)
            if (
                "any" in frame.objects
                and at not in taken
                and _matches(clause, at, words)
                and _is_new(clause, at, last)
                and surroundings.fit(clause, frame)
                and not any(_is_rival(clause, one, frame.kind) for one in found)
            ):
                more.append(Found(at, last, frame.kind, " ".join(words), frame, noun=True))
                taken.update(range(at, last))
    return more


def _is_told(one: Found, told: dict[int, str]) -> bool:
    """As in "launched a drone attack": the noun says better than the verb what it was."""
    kinds = [told.get(item.last - 1) for item in one.items]
    return bool(kinds) and all(kind is not None and kind != one.kind for kind in kinds)


_BEFORE_NOUN = PREPOSITIONS | frozenset({"and", "out", ",", ":", "on"})


def _is_rival(clause: Clause, one: Found, kind: str) -> bool:
    """What the sentence tells already in words that say more."""
    return not one.anaphor and clause.types[one.kind].style.group == clause.types[kind].style.group


def _is_new(clause: Clause, at: int, last: int) -> bool:
    """A noun that tells of something not told before ("an attack on"), stands in no name and describes no other."""
    before = clause.low(at - 1)
    if at and not clause.is_noun(at) and before not in _BEFORE_NOUN and not before.endswith(("ed", "ing")):
        return False
    capital = at > 0 and clause.sentence.tokens[at].text[0].isupper() and not is_headline(clause)
    definite = any(clause.low(at - k) in DEFINITE for k in (1, 2)) and clause.low(last) not in ("on", "against")
    return not (capital or definite or clause.mark[at] in ("name", "place") or _is_attribute(clause, last))


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
    return clause.low(at) in ("to", "from") and clause.mark[min(at + 1, clause.size - 1)] in ("name", "place")


def _named(clause: Clause, blocked: set[int]) -> list[Found]:
    """Nouns that are an event together with a name of their own: "the exercise Cobra Gold", "annual Grom drills"."""
    found = []
    for at in range(clause.size):
        for words, kind in clause.types.named.get(clause.low(at), ()):
            last = at + len(words)
            if at not in blocked and _matches(clause, at, words) and _has_title(clause, at, last):
                one = Found(at, last, kind, " ".join(words), noun=True)
                one.occurs = _occurs(clause, _behind_title(clause, last))
                found.append(one)
                break
    return found


def _behind_title(clause: Clause, at: int) -> int:
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
    if at and last < clause.size and tokens[at].text[0].isupper() and tokens[last].text[0].isupper():
        return True  # "Exercise Bright Star"
    last += clause.low(last) in QUOTES or clause.low(last) == ","
    return frames.is_title(clause, last) or (at > 1 and frames.is_title(clause, at - 1))


def _anaphors(clause: Clause, found: list[Found], blocked: set[int], seen: set[str]) -> list[Found]:
    """Words that only point back: "the launches", "these shipments", "the attack"."""
    taken = {k for one in found for k in range(one.first, one.last)}
    taken |= {k for one in found for item in one.items for k in range(item.first, item.last)}
    back: list[Found] = []
    for at in range(clause.size):
        if at in taken or at in blocked or clause.mark[at] in ("name", "place"):
            continue
        for words, kind in clause.types.anaphors.get(clause.low(at), ()):
            if _matches(clause, at, words) and (at == 0 or any(clause.low(at - k) in DEFINITE for k in (1, 2, 3))):
                if not _is_attribute(clause, at + len(words)):
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
