"""How far the clause of a trigger goes: what stands beyond belongs to another verb."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.recognize import arguments
from geoevents.recognize.words import BE, DETERMINERS, HAVE, MODALS, PLACE_NOUNS

if TYPE_CHECKING:
    from geoevents.recognize.clause import Clause
    from geoevents.recognize.frames import Found

_FINITE = frozenset({"is", "are", "was", "were", "has", "have", "had"}) | MODALS
_GOES_ON = frozenset(  # what follows is still told of the same event, or is no verb
    "killing wounding injuring hitting striking targeting damaging destroying leaving maiming including during "
    "according following beginning starting being using landing falling bombing shelling morning evening burning "
    "attacking crossing entering seizing capturing firing sinking".split()
)
_LONGEST_SUBJECT = 9  # words


def _is_cause(clause: Clause, found: Found, other: Found) -> bool:
    """As in "displaced by fighting in X", "fired in an exercise in X": one happened through or during the other."""
    if not other.noun or other.first < found.last:
        return False
    lead = {clause.low(k) for k in range(max(found.last, other.first - 3), other.first + 1)}
    return ("by" in lead and (found.passive or found.reduced)) or (other.kind == "military_exercise" and "in" in lead)


def reach(clause: Clause, found: Found, others: list[Found]) -> tuple[int, int]:
    """Token range of the clause around a trigger: to both sides up to the next break or the next trigger."""
    own = {k for item in found.items for k in range(item.first, item.last)}
    rest = [o for o in others if o is not found and not o.anaphor and not _is_cause(clause, found, o)]
    starts = {k for o in rest for k in range(o.first, o.last)} - own - set(range(found.first, found.last))
    heads = _heads(clause)
    ends = starts | heads | {_own_start(clause, o, [found]) for o in rest if o.first > found.last}
    end = max(found.last, found.occurs)
    while end < clause.size and not _stops_right(clause, end, ends, own):
        end += 1
    end = _over_relative(clause, found, end, ends)
    begin = found.first
    while begin > 0 and not _stops_left(clause, begin - 1, starts | heads):
        begin -= 1
    return max(begin, _own_start(clause, found, rest)), end


def _over_relative(clause: Clause, found: Found, end: int, ends: set[int]) -> int:
    """Past a relative clause that tells of the event itself, or of what it hit at that time; past the colon of a list.

    "Clashes that erupted in X", "a convoy that was travelling near X", "hit three towns: A, B and C".
    """
    comma = clause.low(end) == ","
    at = end + comma
    if clause.low(at) in (":", "\u2014") and clause.low(at - 1) in PLACE_NOUNS and clause.place_at(at + 1):
        return _next_stop(clause, at + 1, ends)
    if clause.low(at) not in _RELATIVES:
        return end
    verb = at + 1 + clause.sentence.is_adverb(at + 1)
    happens = found.noun and clause.low(verb) in _HAPPENS and at - found.last <= _CLOSE
    goes_on = clause.low(verb) in ("was", "were") and clause.low(verb + 1).endswith("ing")
    if not (happens or (goes_on and not found.noun)) or {verb, verb + 1} & ends:
        return end
    return _next_stop(clause, verb, ends)


_RELATIVES = frozenset({"that", "which", "who"})
_HAPPENS = frozenset(
    "began started erupted broke took occurred happened continued raged lasted centered centred unfolded flared "
    "resumed begun spread".split()
)
_CLOSE = 4  # words between an event and its relative clause: "clashes with rebels which began"


def _next_stop(clause: Clause, at: int, ends: set[int]) -> int:
    while at < clause.size and at not in ends and not clause.breaks(at) and not clause.spoken[at]:
        at += 1
    return at


def _heads(clause: Clause) -> set[int]:
    """Where ", and" or ", but" joins a clause with a subject and a verb of its own to one that has its verb."""
    heads: set[int] = set()
    verb = False
    for at in range(clause.size):
        if clause.breaks(at):
            verb = False
        elif verb and clause.low(at) in ("and", "but") and clause.low(at - 1) == "," and _has_subject(clause, at + 1):
            heads.add(at)
            verb = False
        verb = verb or _is_finite(clause, at)
    return heads


def _has_subject(clause: Clause, at: int) -> bool:
    while clause.sentence.is_adverb(at):
        at += 1
    if _is_finite(clause, at) or clause.low(at).endswith("ing"):
        return False
    for verb in range(at + 1, min(at + _LONGEST_SUBJECT, clause.size)):
        if clause.breaks(verb) or clause.low(verb) == ",":
            return False
        if _is_finite(clause, verb):
            return True
    return False


def _is_finite(clause: Clause, at: int) -> bool:
    low = clause.low(at)
    if low in _FINITE:
        return True
    if not low or clause.mark[at] or clause.low(at - 1) in DETERMINERS or clause.sentence.tokens[at].text[0].isupper():
        return False
    return (low in clause.types.verbs and not clause.is_noun(at) and not low.endswith("ing")) or (
        low.endswith("ed") and len(low) > 4
    )


def _own_start(clause: Clause, found: Found, rest: list[Found]) -> int:
    """Where a verb brings a subject of its own behind "and": what stands before belongs to another verb.

    A comma does as well where another trigger has its verb before it.
    """
    if found.noun or found.reduced:
        return 0
    subject = found.items[0] if found.passive and found.items else found.subject
    if subject is None and not found.passive:
        subject = arguments.subject_item(clause, found.first)
    if subject is not None and subject.last <= found.first:
        before = subject.start - 1
        while before > 0 and (clause.mark[before] == "date" or clause.low(before) == "on"):
            before -= 1
        spliced = clause.low(before) == "," and any(not o.noun and not o.reduced and o.last <= before for o in rest)
        if clause.low(before) in ("and", "but", ";") or spliced:
            return before + 1
    if found.passive:
        return 0
    left = clause.skip_left(found.first - 1)
    while clause.low(left) in BE or clause.low(left) in HAVE or clause.low(left) in MODALS:
        left = clause.skip_left(left - 1)
    name = clause.name_at(left) if left >= 0 else None
    joined = name is not None and clause.low(name.first - 1) in ("and", "but") and clause.low(name.first - 2) == ","
    return name.first if name is not None and joined else 0


def _stops_right(clause: Clause, at: int, starts: set[int], own: set[int]) -> bool:
    if at in own:
        return False
    if at in starts:
        return True
    if clause.spoken[at]:
        said = next(s for s in clause.speeches if s.first <= at < s.last)
        return said.low != "according" or clause.low(said.last) != ","
    low = clause.low(at)
    if low == "and" and (clause.low(at - 1) in clause.types.verbs or clause.low(at - 1).endswith("ed")):
        return False  # "shot and wounded": both have the place
    if low == "and":
        following = clause.low(clause.sentence.is_adverb(at + 1) + at + 1)
        return following.endswith("ed") and clause.mark[min(at + 1, clause.size - 1)] == "" and len(following) > 4
    return clause.breaks(at) or (low == "that" and at > 0) or _begins_own(clause, at)


def _begins_own(clause: Clause, at: int) -> bool:
    """As in ", sending thousands across the border": a participle that tells of something else."""
    low = clause.low(at)
    return clause.low(at - 1) == "," and low.endswith("ing") and low not in _GOES_ON and not clause.mark[at]


def _stops_left(clause: Clause, at: int, starts: set[int]) -> bool:
    return at in starts or clause.spoken[at] or clause.breaks(at) or clause.low(at) == "that"
