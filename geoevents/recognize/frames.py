"""Verbs in their frames: what must stand before and behind a verb for it to tell of an event."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geoevents.recognize import arguments, grounds, surroundings
from geoevents.recognize.words import DETERMINERS, HAVE, PLACE_NOUNS, PREPOSITIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from geoevents.event_types import Frame
    from geoevents.recognize.clause import Clause
    from geoevents.recognize.names import Name
    from geoevents.recognize.places import PlaceAt
    from geoevents.recognize.stand_ins import Item

_OF_PARTICIPLE = frozenset("by from toward towards at into in on over near to off against across with via".split())
_PARTICLES = frozenset({"down", "up", "off", "out", "over"})
_GROUND = PLACE_NOUNS | {"waters", "positions", "targets"}
_ARTICLES = frozenset({"the", "a", "an"})
SELF = frozenset({"himself", "herself", "itself", "themselves"})
_GROUNDS = frozenset({"place", "line"})


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
    occurs: int = 0  # where a word that points back has its verb
    sure: bool = False
    pronoun: bool = False
    rank: int = 0


def is_headline(clause: Clause) -> bool:
    """Whether most words of the sentence begin with a capital, and no full stop ends it."""
    words = [token.text for token in clause.sentence.tokens if token.text[0].isalpha()]
    return clause.low(clause.size - 1) != "." and sum(word[0].isupper() for word in words) > 0.6 * len(words)


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
    most = max(map(_says_by_whom, best.values()), default=0)  # who does it, or with what, tells what it is
    best = {key: one for key, one in best.items() if one.items or _says_by_whom(one) == most}
    for key, one in with_items.items():
        one.items = [item for item in one.items if with_items.get(item.first) is one]
        del key
    if with_items:
        strongest = max(one.rank for one in with_items.values())
        bare = max((one for one in best.values() if not one.items), key=lambda one: one.rank, default=None)
        if bare is not None and bare.rank > strongest:
            return [bare]
    for one in list(with_items.values()):
        if one.frame and one.frame.company:  # what is joined to its things goes with them
            with_items = {key: other for key, other in with_items.items() if other is one}
            break
    chosen = with_items or best
    return list({id(one): one for one in chosen.values()}.values())


def _says_by_whom(one: Found) -> int:
    """How much a frame without things asks of the subject, or of what it is done with."""
    if one.items or one.frame is None:
        return 0
    return 2 if one.frame.means else int(bool(one.frame.subjects))


def _in_frame(clause: Clause, at: int, form: str, frame: Frame, particles: tuple[str, ...]) -> Found | None:
    """The verb at ``at`` in a frame, or None if what the frame asks for is not there."""
    last = at + 1
    if particles and clause.low(last) in SELF:
        last += 1
    split = bool(particles) and clause.low(last) != particles[0]
    if particles and not split:
        if not all(clause.low(last + k) == word for k, word in enumerate(particles)):
            return None
        last += len(particles)
    if (split and len(particles) > 1) or not _is_verb(clause, at, form):
        return None
    one = Found(at, last, frame.kind, "", frame)
    if form == "base" and clause.low(last) == "by":
        return None  # "the plane came down, hit by a missile": it did not hit
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
    return not ((form in ("base", "s") and clause.is_noun(at)) or (form == "ing" and clause.low(at - 1) in _ARTICLES))


def _may_be_active(clause: Clause, one: Found, form: str) -> bool:
    """A participle that is no passive: a past tense, a perfect, or a reduced relative (and then it says so)."""
    before = clause.low(one.first - 1)
    if (
        before in PREPOSITIONS
        or before in DETERMINERS
        or (one.first and clause.mark[one.first - 1] == "number" and not _ends_item(clause, one.first))
    ):
        return False  # "for displaced people": it only describes
    subjects = one.frame.subjects if one.frame else frozenset()
    if not subjects or clause.low(one.last) == "by":
        one.reduced = _is_reduced(clause, one.first, one.last)
    if clause.low(one.last) == "by" and not one.reduced and clause.mark[min(one.last + 1, clause.size - 1)] != "date":
        return False
    return form != "part" or one.reduced or clause.low(clause.skip_left(one.first - 1)) in HAVE


def _ends_item(clause: Clause, at: int) -> bool:
    """Whether a thing ends there, with or without a number of its own: "vessel 3302", "a crowd of 300"."""
    return any(clause.item_before(at - k) is not None for k in (0, 1)) or clause.low(at - 2) == "of"


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
    follows = clause.mark[at + 1] in ("name", "place", "number") or clause.low(at + 1) in DETERMINERS | _GROUND
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
    before = item.start - 1 - (clause.low(item.start - 1) in DETERMINERS)
    if clause.low(before) in ("which", "that", "whom"):  # "the exercise, which the two navies held"
        return False
    return clause.low(last) in _OF_PARTICIPLE or (last < clause.size and clause.mark[last] == "date")


def _filled(clause: Clause, one: Found, frame: Frame) -> Found | None:
    """Objects and subjects that the frame asks for."""
    if not surroundings.fit(clause, frame):
        return None
    if frame.means:
        one.subject = arguments.means(clause, one, frame.means)
        if one.subject is None:
            return None
    if frame.subjects and not _has_subject(clause, one, frame, undergone=one.passive or one.reduced):
        return None
    things = frame.objects - SENSES
    one.items = _things(clause, one, frame, things) if things else []
    if one.items and frame.object_role and one.target is None:
        one.target = clause.place_at(one.items[0].last - 1)  # "blocked Rostock harbour"
    if frame.counted and not surroundings.counts(one.items or ([one.subject] if one.subject else [])):
        return None
    return one if one.items or _in_sense(clause, one, frame) else None


def _things(clause: Clause, one: Found, frame: Frame, things: frozenset[str]) -> list[Item]:
    """What is acted on, of the things that the frame allows."""
    if not (one.passive or one.reduced):
        return arguments.objects(clause, one, frame, things) or _relative_object(clause, one, things)
    found = arguments.patients(clause, one, things)
    if not found and one.passive and frame.recipient_role:
        return arguments.given(clause, one, frame, things)
    complete = clause.low(one.last) in PREPOSITIONS or not clause.low(one.last)[:1].isalnum()
    stands_for = complete and not one.reduced and not frame.subjects and arguments.pronoun_subject(clause, one.first)
    if not found and stands_for:
        found = arguments.antecedents(clause, one, things)
        one.pronoun = bool(found)
    return found


def _in_sense(clause: Clause, one: Found, frame: Frame) -> bool:
    """Whether one of the senses that the frame allows for its object is there: a place, a line, a group, a title."""
    if not frame.objects.isdisjoint(_GROUNDS):
        target = grounds.place_object(clause, one, line="line" in frame.objects)
        if target is not None:
            one.target = target
            return True
    return any(is_there(clause, one) for sense, is_there in _SENSE_TESTS.items() if sense in frame.objects)


def _relative_object(clause: Clause, one: Found, things: frozenset[str]) -> list[Item]:
    """As in "the exercise Cobra Gold, which the two navies held": the thing before "which"."""
    which = next((k for k in range(one.first - 1, max(0, one.first - 8), -1) if clause.low(k) in ("which", "that")), 0)
    if not which or which == one.first - 1 or any(clause.breaks(k) for k in range(which + 1, one.first)):
        return []
    last = which - (clause.low(which - 1) == ",")
    item = next((i for i in reversed(clause.items) if i.last <= last and i.head), None)
    names = range(item.last, last) if item else range(0)
    if item is None or not all(
        clause.sentence.tokens[k].text[0].isupper() or clause.low(k) in "/'\u2019-" for k in names
    ):
        return []
    return [item] if item.name in things else []


def is_title(clause: Clause, at: int) -> bool:
    """As in "take part in Nordic Response": a name that is no place and nobody's, or that goes on behind one."""
    at += clause.low(at) in DETERMINERS
    if not 0 <= at < clause.size or clause.low(at) == "operation" or not clause.sentence.tokens[at].text[0].isupper():
        return False
    name = clause.name_at(at)
    if name is None:
        return clause.mark[at] in ("", "item")
    return name.kind == "place" and name.last < clause.size and clause.sentence.tokens[name.last].text[0].isupper()


def _has_subject(clause: Clause, one: Found, frame: Frame, *, undergone: bool) -> bool:
    """Find what does it, and tell whether the frame allows that."""
    if "place" in frame.subjects and not undergone:
        one.target = surroundings.place_before(clause, one.first)
        return one.target is not None
    one.subject = arguments.agent_item(clause, one) if undergone else arguments.subject_item(clause, one.first)
    joined = [one.subject, *arguments.coordinated_before(clause, one.subject, frame.subjects)] if one.subject else []
    one.subject = next((item for item in joined if item.name in frame.subjects), one.subject)
    if one.subject is None and not undergone:
        one.subject = arguments.antecedent(clause, one, frame.subjects)
        one.pronoun = one.subject is not None
    if undergone and one.subject is None:
        by = arguments.by(clause, one)
        party = _is_by_party(clause, by + 1, frame) if by else "unnamed" in frame.subjects
    else:
        party = not undergone and (
            ("party" in frame.subjects and arguments.has_party(clause, one.first))
            or ("group" in frame.subjects and arguments.has_party(clause, one.first, groups=True))
            or ("state" in frame.subjects and arguments.has_party(clause, one.first, states=True))
        )
    return party or (one.subject is not None and one.subject.name in frame.subjects)


def _is_by_party(clause: Clause, at: int, frame: Frame) -> bool:
    """Whether a state, or a group, stands behind "by"."""
    at += clause.low(at) in DETERMINERS
    name = clause.name_at(at)
    if name is None or not name.acts or name.kind == "adjective":
        return False
    return "party" in frame.subjects or ("group" in frame.subjects and name.kind in ("group", "force"))


# What an object may be besides a thing of the table -> whether it stands there.
_SENSE_TESTS: dict[str, Callable[[Clause, Found], bool]] = {
    "title": lambda clause, one: is_title(clause, one.last),
    "group": lambda clause, one: surroundings.is_group(clause, one.last),
    "end": lambda clause, one: surroundings.is_end(clause, one.last),
    "any": lambda _clause, _one: True,
    "actor": grounds.actor_object,
    "abroad": grounds.abroad,
    "water": grounds.water,
    "ground": grounds.ground,
    "joint": arguments.is_joint,
}
SENSES = _GROUNDS | _SENSE_TESTS.keys()
