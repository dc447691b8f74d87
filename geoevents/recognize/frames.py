"""Verbs in their frames: what must stand before and behind a verb for it to tell of an event."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geoevents.recognize.words import BE, DETERMINERS, HAVE, MODALS, PREPOSITIONS, PRONOUNS

if TYPE_CHECKING:
    from geoevents.event_types import Frame
    from geoevents.recognize.clause import Clause
    from geoevents.recognize.names import Name
    from geoevents.recognize.places import PlaceAt
    from geoevents.recognize.quantities import Item

_OBJECT_REACH = 14  # words between a verb and its object
_SUBJECT_REACH = 16
_ALSO = (
    ("as", "well", "as"),
    ("along", "with"),
    ("together", "with"),
    ("in", "addition", "to"),
    ("including",),
    ("plus",),
)
_OF_PARTICIPLE = frozenset("by from toward towards at into in on over near to off against across with via".split())
_PARTICLES = frozenset({"down", "up", "off", "out", "over"})
SENSES = frozenset({"place", "line", "actor", "any"})


@dataclass(slots=True)
class Found:
    """A trigger at tokens ``first`` to ``last`` (exclusive) with what its frame asked for."""

    first: int
    last: int
    kind: str
    lemma: str
    frame: Frame | None = None
    noun: bool = False
    passive: bool = False
    reduced: bool = False
    items: list[Item] = field(default_factory=list)
    subject: Item | None = None
    target: PlaceAt | None = None
    recipient: Name | None = None
    anaphor: bool = False
    pronoun: bool = False
    rank: int = 0


def is_headline(clause: Clause) -> bool:
    """Whether most words of the sentence begin with a capital."""
    words = [token.text for token in clause.sentence.tokens if token.text[0].isalpha()]
    return sum(word[0].isupper() for word in words) > 0.6 * len(words)


def verbs(clause: Clause, blocked: set[int]) -> list[Found]:
    """Verbs whose frames are filled, in order; of two frames on one thing the more specific one."""
    found: list[Found] = []
    headline = is_headline(clause)
    for at, token in enumerate(clause.sentence.tokens):
        if token.low not in clause.types.verbs or at in blocked or clause.mark[at] == "name":
            continue
        if at and token.text[0].isupper() and not headline:
            continue  # part of a name: "Vigilant Storm"
        best: dict[object, Found] = {}
        for lemma, form in clause.types.verbs[token.low]:
            for order, (frame, particles) in enumerate(clause.types.verb_frames[lemma]):
                one = _in_frame(clause, at, form, frame, particles)
                if one is None:
                    continue
                one.lemma, one.rank = lemma, _rank(one, frame, particles) * 100 - order
                for key in [item.first for item in one.items] or [-1 - one.subject.first if one.subject else -1]:
                    if key not in best or best[key].rank < one.rank:
                        best[key] = one
        found.extend(_unique(best))
    return found


def _rank(one: Found, frame: Frame, particles: tuple[str, ...]) -> int:
    return 4 * len(particles) + 2 * bool(one.items) + (3 if one.target else 0) + bool(frame.subjects)


def _unique(best: dict[object, Found]) -> list[Found]:
    """Frames that won a thing; a frame without things only where no thing was found."""
    with_items = {key: one for key, one in best.items() if one.items}
    for key, one in with_items.items():
        one.items = [item for item in one.items if with_items.get(item.first) is one]
        del key
    if with_items:
        strongest = max(one.rank for one in with_items.values())
        bare = max((one for one in best.values() if not one.items), key=lambda one: one.rank, default=None)
        if bare is not None and bare.rank > strongest:
            return [bare]
    chosen = with_items or best
    return list({id(one): one for one in chosen.values()}.values())


def _in_frame(clause: Clause, at: int, form: str, frame: Frame, particles: tuple[str, ...]) -> Found | None:
    """The verb at ``at`` in a frame, or None if what the frame asks for is not there."""
    last = at + 1
    split = bool(particles) and clause.low(last) != particles[0]
    if particles and not split:
        if not all(clause.low(last + k) == word for k, word in enumerate(particles)):
            return None
        last += len(particles)
    if (split and len(particles) > 1) or not _is_verb(clause, at, form):
        return None
    one = Found(at, last, frame.kind, "", frame)
    if form in ("part", "pastpart"):
        one.passive = clause.is_passive(at)
        if not one.passive and not _may_be_active(clause, one, form):
            return None
    found = _filled(clause, one, frame)
    if found is None or (split and not _particle_follows(clause, found, particles[0])):
        return None
    return found


def _is_verb(clause: Clause, at: int, form: str) -> bool:
    """Whether the word stands where a verb stands, and is no thing, no noun and no particle."""
    if clause.mark[at] == "item" and not _is_verb_not_item(clause, at):
        return False
    if form == "base" and clause.low(at) in _PARTICLES:
        return False
    return not ((form in ("base", "s") and clause.is_noun(at)) or (form == "ing" and clause.low(at - 1) == "the"))


def _may_be_active(clause: Clause, one: Found, form: str) -> bool:
    """A participle that is no passive: a past tense, a perfect, or a reduced relative (and then it says so)."""
    before = clause.low(one.first - 1)
    if before in PREPOSITIONS or before in DETERMINERS or (one.first and clause.mark[one.first - 1] == "number"):
        return False  # "for displaced people": it only describes
    subjects = one.frame.subjects if one.frame else frozenset()
    if not subjects or clause.low(one.last) == "by":
        one.reduced = _is_reduced(clause, one.first, one.last)
    return form != "part" or one.reduced or clause.low(clause.skip_left(one.first - 1)) in HAVE


def _is_verb_not_item(clause: Clause, at: int) -> bool:
    """As in "Army shells town" against "artillery shells from": a subject before and an object behind."""
    item = next((i for i in clause.items if i.first <= at < i.last), None)
    if item is None or item.last - item.first > 1 or item.quantity or item.definite:
        return False
    if (
        at + 1 >= clause.size
        or clause.low(at + 1) in PREPOSITIONS
        or not clause.sentence.tokens[at + 1].text[0].isalnum()
    ):
        return False
    follows = clause.mark[at + 1] in ("name", "place", "number") or clause.low(at + 1) in DETERMINERS
    return follows and at > 0 and clause.low(at - 1) not in PREPOSITIONS


def _particle_follows(clause: Clause, one: Found, particle: str) -> bool:
    if one.passive or one.reduced or not one.items:
        return False
    return clause.low(one.items[-1].last) == particle


def _is_reduced(clause: Clause, at: int, last: int) -> bool:
    """As in "missiles fired from Yemen": a thing before, no subject of its own, and a preposition or a date behind."""
    left = clause.skip_left(at - 1)
    item = clause.item_before(left + 1)
    if item is None or not item.head:
        return False
    return clause.low(last) in _OF_PARTICIPLE or (last < clause.size and clause.mark[last] == "date")


def _filled(clause: Clause, one: Found, frame: Frame) -> Found | None:
    """Objects and subjects that the frame asks for."""
    things = frame.objects - SENSES
    undergone = one.passive or one.reduced
    if frame.subjects:
        one.subject = _agent_item(clause, one) if undergone else _subject_item(clause, one.first)
        joined = [one.subject, *_coordinated_before(clause, one.subject, frame.subjects)] if one.subject else []
        one.subject = next((item for item in joined if item.name in frame.subjects), one.subject)
        party = "party" in frame.subjects and not undergone and _has_party(clause, one.first)
        if not party and (one.subject is None or one.subject.name not in frame.subjects):
            return None
    if things:
        one.items = _patients(clause, one, things) if undergone else _objects(clause, one, frame, things)
        if one.items:
            return one
        complete = clause.low(one.last) in PREPOSITIONS or not clause.low(one.last)[:1].isalnum()
        if undergone and complete and not one.reduced and _pronoun_subject(clause, one.first) and not frame.subjects:
            one.items = _antecedents(clause, one, things)
            one.pronoun = bool(one.items)
            if one.items:
                return one
    if "line" in frame.objects or "place" in frame.objects:
        one.target = _place_object(clause, one, line="line" in frame.objects)
        if one.target is not None:
            return one
    if "any" in frame.objects or ("actor" in frame.objects and _actor_object(clause, one)):
        return one
    return None


def _agent_item(clause: Clause, one: Found) -> Item | None:
    for at in range(one.last, min(one.last + 4, clause.size)):
        if clause.low(at) == "by":
            return next((item for item in clause.items if at < item.first <= at + 6), None)
    return None


def _subject_item(clause: Clause, verb: int) -> Item | None:
    """The thing that the active verb at ``verb`` has as its subject."""
    nested = False
    for at in range(verb - 1, max(-1, verb - _SUBJECT_REACH), -1):
        low = clause.low(at)
        item = next((i for i in clause.items if i.first <= at < i.last), None)
        if item is not None and item.head:
            lead = clause.low(item.start - 1)
            if lead not in PREPOSITIONS or (lead == "of" and item.partitive) or (lead == "of" and not nested):
                return item
        if low in ("that", "which", "who") and at != verb - 1:
            return None
        if clause.breaks(at) and low not in ("which", "who"):
            return None
        nested = nested or low in clause.types.verbs
        if low in PRONOUNS and not nested:
            return None
    return None


def _has_party(clause: Clause, verb: int) -> bool:
    left = clause.skip_left(verb - 1)
    while clause.low(left) in HAVE or clause.low(left) in MODALS or clause.low(left) == "to":
        left = clause.skip_left(left - 1)
    name = clause.name_at(left) if left >= 0 else None
    return name is not None and name.acts and name.kind != "adjective"


def _patients(clause: Clause, one: Found, things: frozenset[str]) -> list[Item]:
    """What a passive happened to: the things before the verb."""
    for at in range(one.first - 1, max(-1, one.first - _SUBJECT_REACH), -1):
        item = next((i for i in clause.items if i.first <= at < i.last and i.head), None)
        if item:
            if item.name not in things or (
                clause.low(item.start - 1) in PREPOSITIONS and not item.partitive and not one.reduced
            ):
                if one.reduced:
                    return []
                continue
            return [*_coordinated_before(clause, item, things), item]
        if clause.breaks(at) and clause.low(at) not in ("which", "that", "who"):
            break
        if clause.low(at) in PRONOUNS and clause.low(at) != "he":
            break
    return []


def _coordinated_before(clause: Clause, item: Item, things: frozenset[str]) -> list[Item]:
    left = clause.item_before(item.start - 1) if clause.low(item.start - 1) in ("and", "or", ",") else None
    return [left] if left and left.name in things else []


def _objects(clause: Clause, one: Found, frame: Frame, things: frozenset[str]) -> list[Item]:
    """What an active verb acts on, with everything coordinated to it."""
    at, stop = one.last, min(one.last + _OBJECT_REACH, clause.size)
    behind_with = False
    while at < stop:
        item = clause.item_at(at)
        if item and item.head:
            return [i for i in (item, *_coordinated(clause, item)) if i.name in things]
        low = clause.low(at)
        if clause.mark[at] in ("number", "item", "date"):
            pass
        elif frame.recipient_role and clause.mark[at] in ("name", "place") and not behind_with:
            _receive(clause, one, at)
        elif low == "with" and frame.with_object and one.recipient:
            behind_with = True
        elif _ends_object(clause, one, at, behind_with=behind_with):
            return []
        at += 1
    return []


def _receive(clause: Clause, one: Found, at: int) -> None:
    """Who stands between the verb and the thing gets it; a state rather than what it belongs to ("NATO ally X")."""
    name = clause.name_at(at)
    if name is not None and (one.recipient is None or not one.recipient.country):
        one.recipient = name


def _ends_object(clause: Clause, one: Found, at: int, *, behind_with: bool) -> bool:
    """Whether no object of the verb can stand behind this word."""
    low = clause.low(at)
    if one.recipient and not behind_with and low in ("in", "on", "'s", "of"):
        return False  # "Russia's war in Ukraine" before "with shells"
    if (low in PREPOSITIONS and low != "of") or low in PRONOUNS or low in BE or low in HAVE or low == "that":
        return True
    if clause.breaks(at) or low in ("and", "."):
        return True
    if low == ",":
        return at > one.last + 3
    return low in clause.types.verbs and not clause.is_noun(at) and at > one.last and not behind_with


def _coordinated(clause: Clause, item: Item) -> list[Item]:
    """Things joined by "and" or a comma, or anywhere in the clause by "as well as" and its like."""
    found: list[Item] = []
    edge = item.last
    for other in clause.items:
        if other.first < edge or not other.head:
            continue
        if (
            other.start <= edge + 2
            and clause.low(edge) in ("and", ",", "or", "plus")
            and not _starts_clause(clause, other)
        ):
            found.append(other)
            edge = other.last
            continue
        if _is_added(clause, other) and not any(clause.breaks(k) for k in range(edge, other.start - 3)):
            found.append(other)
            edge = other.last
    return found


def _is_added(clause: Clause, item: Item) -> bool:
    return any(tuple(clause.low(item.start - len(words) + k) for k in range(len(words))) == words for words in _ALSO)


def _starts_clause(clause: Clause, item: Item) -> bool:
    """The thing is the subject of a verb of its own: "..., and missiles hit the port"."""
    low = clause.low(item.last)
    return (
        low in BE
        or low in HAVE
        or low in MODALS
        or (low in clause.types.verbs and clause.low(item.last + 1) not in ("by", "from"))
    )


def _pronoun_subject(clause: Clause, verb: int) -> bool:
    left = clause.skip_left(verb - 1)
    while clause.low(left) in BE or clause.low(left) in HAVE or clause.low(left) in MODALS:
        left = clause.skip_left(left - 1)
    return clause.low(left) in ("they", "it", "which", "that", "these", "them")


def _antecedents(clause: Clause, one: Found, things: frozenset[str]) -> list[Item]:
    return [item for item in clause.items if item.last <= one.first and item.name in things][-1:]


def _place_object(clause: Clause, one: Found, *, line: bool) -> PlaceAt | None:
    """The place that the verb acts on, or acted on if passive."""
    if one.passive:
        before = [p for p in clause.places if p.last <= one.first and not clause.spoken[p.first]]
        near = [
            p for p in before if one.first - p.last <= 5 and not any(clause.breaks(k) for k in range(p.last, one.first))
        ]
        chosen = next((p for p in reversed(near) if p.preposition in ("", "of", "#war") or p.line), None)
        return chosen if chosen and (chosen.line or not line) else None
    if one.reduced:
        return None
    for place in clause.places:
        if place.first < one.last:
            continue
        gap = range(one.last, place.first)
        if len(gap) > 6 or any(clause.breaks(k) or clause.low(k) in (",", "and", "that", ".") for k in gap):
            return None
        if any(clause.low(k) in PREPOSITIONS and clause.low(k) not in ("of", "into") for k in gap):
            return None
        return place if place.line or not line else None
    return None


def _actor_object(clause: Clause, one: Found) -> bool:
    """Somebody is acted on, and the clause says where."""
    return any(one.last <= p.first <= one.last + 10 and p.preposition for p in clause.places) or one.passive
