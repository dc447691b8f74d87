"""Killed and wounded: counts of victims, which are quantities of their own."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.recognize.quantities import of
from geoevents.recognize.words import PREPOSITIONS

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
_BEFORE = frozenset("killed killing kills wounding wounded injuring injured injures wounds".split())
_PEOPLE = frozenset(
    "people persons civilians soldiers troops others children women men militants rebels fighters".split()
)


def casualties(sentence: Sentence, counted: list[tuple[int, int, Quantity]]) -> list[tuple[int, Quantity]]:
    """Killed and wounded, as quantities of their own, each with the token where it stands."""
    found = []
    for first, last, quantity in counted:
        label = sentence.low(first - 2) if sentence.low(first - 1) in (":", "=") else ""
        if label in _TALLY:  # "Fatalities: 23"
            found.append((first, of(quantity, _TALLY[label])))
            continue
        before = next((sentence.low(first - k) for k in (1, 2) if sentence.low(first - k) in _BEFORE), None)
        after = None
        for ahead in range(last, min(last + 5, len(sentence.tokens))):
            low = sentence.low(ahead)
            if low in _CASUALTIES and low not in ("killing", "kills", "wounding", "injuring", "injures"):
                after = low
                break
            if not low[0].isalnum() or low in PREPOSITIONS or low in ("and", "who"):
                break
        counts_people = before and (sentence.low(last) in _PEOPLE or not sentence.low(last)[:1].isdigit())
        word = after or (before if counts_people else None)
        if word:
            found.append((first, of(quantity, _CASUALTIES[word])))
    return found
