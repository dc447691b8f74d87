"""Killed and wounded: counts of victims, which are quantities of their own."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geoevents.model import Reading, Trigger
from geoevents.recognize.quantities import numbers, of
from geoevents.recognize.words import DETERMINERS, PREPOSITIONS

if TYPE_CHECKING:
    from geoevents.model import Quantity
    from geoevents.recognize.words import Sentence

_CASUALTIES = {
    "killed": "killed", "dead": "killed", "died": "killed", "deaths": "killed", "killing": "killed", "kills": "killed",
    "wounded": "wounded", "injured": "wounded", "wounding": "wounded", "injuring": "wounded", "hurt": "wounded",
    "wounds": "wounded", "injures": "wounded",
}  # fmt: skip
_TALLY = {
    "fatalities": "killed", "killed": "killed", "dead": "killed", "deaths": "killed", "wounded": "wounded",
    "injured": "wounded", "injuries": "wounded", "kia": "killed", "wia": "wounded",
}  # fmt: skip
_JOINED = 4  # words from one number to the next that is added to it
_BEFORE = frozenset("killed killing kills wounding wounded injuring injured injures wounds".split())
_PEOPLE = frozenset(
    "people persons civilians soldiers troops others children women men militants rebels fighters".split()
)
_MANY = 4  # readings of the sentence before
_NEXT = 3  # characters between two sentences of one paragraph


def victims(sentence: Sentence, before: list[Reading]) -> list[Reading]:
    """As in "Five fighters were killed.": a sentence that only counts the victims of the attack just told."""
    harming = [r for r in before[-_MANY:] if r.trigger.kind != "shootdown"] or before[-1:]
    if not harming or harming[-1].sentence.field != sentence.field:
        return []
    last = harming[-1]  # who is hurt is so by the strike, not by what was shot down of it
    if sentence.offset - last.sentence.end > _NEXT or last.assertion not in ("reported", "claimed"):
        return []
    hurt = tuple(quantity for _, quantity in casualties(sentence, numbers(sentence)))
    if not hurt:
        return []
    trigger = Trigger(hurt[0].span, last.trigger.kind, "", "anaphor")
    return [Reading(sentence.span, trigger, quantities=hurt, refers=True)]


def casualties(sentence: Sentence, counted: list[tuple[int, int, Quantity]]) -> list[tuple[int, Quantity]]:
    """Killed and wounded, as quantities of their own, each with the token where it stands.

    What is joined is added up: "four soldiers and two civilians were killed" are six.
    """
    found: list[tuple[int, Quantity]] = []
    open_: tuple[int, int, Quantity] | None = None  # a number without a word of its own yet
    ends = -1  # where the number last taken ends, if its word stood before it
    for first, last, quantity in counted:
        if _of_none(sentence, first):
            continue
        label = sentence.low(first - 2) if sentence.low(first - 1) in (":", "=") else ""
        before, after = _TALLY.get(label) or _before(sentence, first, last), _after(sentence, last)
        if not before and not after and _is_joined(sentence, ends, first) and found:
            found[-1] = (found[-1][0], _sum(sentence, found[-1], (first, last, quantity)))
            ends = last
            continue
        word = after or before
        start, whole = first, of(quantity, word) if word else quantity
        if after and not before and open_ and _is_joined(sentence, open_[1], first):
            start, whole = open_[0], _sum(sentence, (open_[0], of(open_[2], after)), (first, last, quantity))
        if word:
            found.append((start, whole))
        open_, ends = (None if word else (first, last, quantity)), last if before and not after else -1
    return found


def _of_none(sentence: Sentence, first: int) -> bool:
    """As in "None of the five sailors were hurt", "no one among the 20 people"."""
    at = first - 1
    while sentence.low(at) in DETERMINERS:
        at -= 1
    head, before = sentence.low(at - 1), sentence.low(at - 2)
    none = head in ("none", "neither", "nobody") or (head == "one" and before in ("no", "not"))
    return none and sentence.low(at) in ("of", "among")


def _before(sentence: Sentence, first: int, last: int) -> str | None:
    near = (1,) if sentence.low(first - 1) in PREPOSITIONS else (1, 2)  # "killed in two attacks" are not two
    word = next((sentence.low(first - k) for k in near if sentence.low(first - k) in _BEFORE), None)
    counts_people = sentence.low(last) in _PEOPLE or not sentence.low(last)[:1].isdigit()
    return _CASUALTIES[word] if word and counts_people else None


def _after(sentence: Sentence, last: int) -> str | None:
    for ahead in range(last, min(last + 5, len(sentence.tokens))):
        low = sentence.low(ahead)
        if low == "on" and sentence.low(ahead + 1).endswith("day"):
            return _CASUALTIES.get(sentence.low(ahead + 2))  # "were on Monday killed"
        if low in _CASUALTIES and low not in ("killing", "kills", "wounding", "injuring", "injures"):
            return _CASUALTIES[low]
        if not low[0].isalnum() or low in PREPOSITIONS or low in ("and", "who"):
            break
    return None


def _is_joined(sentence: Sentence, end: int, first: int) -> bool:
    """As in "four soldiers and | two": one or two words and "and" between two numbers."""
    return end >= 0 and 1 < first - end <= _JOINED and sentence.low(first - 1) in ("and", "plus")


def _sum(sentence: Sentence, one: tuple[int, Quantity], more: tuple[int, int, Quantity]) -> Quantity:
    first, left = one
    _, last, right = more

    def added(a: float | None, b: float | None) -> float | None:
        return None if a is None or b is None else a + b

    span = sentence.cut(first, last)
    modifier = left.modifier if left.modifier != "exact" else right.modifier
    return replace(
        left,
        span=span,
        low=added(left.low, right.low),
        best=added(left.best, right.best),
        high=added(left.high, right.high),
        modifier=modifier,
        text=span.text,
    )
