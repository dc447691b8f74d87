"""Things that a sentence counts, and words that stand for them: "36 of them", "another was shot down", "12 Malians"."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geoevents.recognize.words import BE, HAVE, PREPOSITIONS

if TYPE_CHECKING:
    from geoevents.model import Quantity
    from geoevents.recognize.words import Sentence

_THEM = frozenset({"which", "whom", "them", "these", "those"})
_PEOPLE = "people"
_CROWD_VERBS = frozenset(
    "rallied rally protested protest marched march demonstrated gathered fled flee took have were are had streamed "
    "poured crossed arrived returned escaped sought sheltered filled converged packed picketed turned "
    "demanded chanted blocked thronged".split()
)
_AGAIN = frozenset("again also then later peacefully".split())
_PLURAL = ("ians", "ans", "is", "ais", "ese", "ites")
_NO_PEOPLE = frozenset("times games dollars euros airlines states nations islands series days jones".split())


@dataclass(slots=True)
class Item:
    """A thing named in a sentence: tokens ``first`` to ``last`` (exclusive) and how many of it.

    ``head`` is False where it only describes another noun ("missile program"). ``start`` is the first token of the
    whole noun phrase.
    """

    first: int
    last: int
    name: str
    head: bool
    quantity: Quantity | None = None
    definite: bool = False
    partitive: bool = False
    negated: bool = False
    start: int = 0


def find(sentence: Sentence, things: list[Item], counted: list[tuple[int, int, Quantity]], before: str) -> list[Item]:
    """Items for numbers that stand alone: each means a thing named before it, best one that is counted."""
    found: list[Item] = _pronoun(sentence, before)
    for first, last, quantity in counted:
        if any(item.start <= first < item.last for item in things):
            continue
        person = _nationals(sentence, last)
        if person:
            found.append(_item(first, person, _PEOPLE, quantity, partitive=False))
            continue
        behind = last + (sentence.low(last) in _AGAIN)
        if quantity.modifier in ("magnitude", "vague") and sentence.low(behind) in _CROWD_VERBS:
            found.append(_item(first, last, _PEOPLE, quantity, partitive=False))  # "Thousands rallied"
            continue
        if _uprooted(sentence, last, quantity):
            found.append(_item(first, last, _PEOPLE, quantity, partitive=False))
            continue
        end = _end(sentence, first, last)
        meant = _meant(things, first, quantity) or (before if end > last else "") if end else ""
        if meant:
            found.append(_item(first, end, meant, quantity, partitive=True))
    return found + _others(sentence, things)


def _pronoun(sentence: Sentence, before: str) -> list[Item]:
    """As in "It was launched from X", behind a sentence about a missile."""
    if not before or before == _PEOPLE or sentence.low(0) not in ("it", "they"):
        return []
    at = 1
    while sentence.low(at) in HAVE or sentence.is_adverb(at):
        at += 1
    passive = sentence.low(at) in BE and sentence.low(at + 1).endswith(("ed", "n", "t"))
    return [Item(0, 1, before, head=True, definite=True)] if passive else []


def _item(first: int, last: int, name: str, quantity: Quantity, *, partitive: bool) -> Item:
    return Item(first, last, name, head=True, quantity=replace(quantity, item=name), partitive=partitive, start=first)


def _uprooted(sentence: Sentence, at: int, quantity: Quantity) -> bool:
    """As in "more than 270,000 were evacuated", "some 10,000 have fled": only people do, or undergo, that."""
    if (quantity.low or quantity.best or 0) < _A_CROWD:
        return False
    while sentence.low(at) in BE or sentence.low(at) in HAVE or sentence.is_adverb(at):
        at += 1
    return sentence.low(at) in _UPROOTED


_A_CROWD = 50
_UPROOTED = frozenset(
    "evacuated displaced uprooted relocated expelled deported fled reached resettled repatriated".split()
)


def _nationals(sentence: Sentence, at: int) -> int:
    """End of "12,000 Cambodians", "thousands of displaced Yemenis": people counted by their nation."""
    at += sentence.low(at) == "of"
    for last in range(at, min(at + 2, len(sentence.tokens))):
        text = sentence.tokens[last].text
        following = sentence.tokens[last + 1].text if last + 1 < len(sentence.tokens) else "."
        if text[0].isupper() and text.endswith(_PLURAL) and text.isalpha() and text.casefold() not in _NO_PEOPLE:
            return last + 1 if not following[0].isupper() else 0
        if not text.islower() or text in PREPOSITIONS:
            return 0
    return 0


def _end(sentence: Sentence, first: int, last: int) -> int:
    """End of the words that stand for a thing; 0 if the number counts something else."""
    low = sentence.low(last)
    if low == "of" and sentence.low(last + 1) in _THEM:
        return last + 2
    closed = not low or low in BE or low in HAVE or low in (",", ".", ";")
    opens = sentence.low(first - 1) in (",", ";", "and", "while", "but", "") or sentence.low(first - 1) in _DOWNED
    return last if closed and opens and not sentence.low(first)[0].isdigit() * (low == ",") else 0


_DOWNED = frozenset("down downed intercepted destroyed seized fired launched captured of".split())


def _meant(things: list[Item], at: int, quantity: Quantity) -> str:
    """The thing before the number: the last one of which there are as many, else none."""
    size = quantity.best or quantity.low or quantity.high or 1
    for item in reversed([item for item in things if item.head and item.last <= at]):
        known = item.quantity
        if known is not None and (known.best or known.low or known.high or size) >= size:
            return item.name
    return ""


def _others(sentence: Sentence, things: list[Item]) -> list[Item]:
    """As in "another was shot down": one more of the thing before."""
    found = []
    for at in range(len(sentence.tokens) - 1):
        if sentence.low(at) in ("another", "others") and (sentence.low(at + 1) in BE or sentence.low(at + 1) in HAVE):
            item = next((i for i in reversed(things) if i.head and i.last <= at and i.quantity), None)
            if item is not None and item.quantity is not None:
                one = replace(
                    item.quantity, span=sentence.cut(at, at + 1), low=1, best=1, high=1, modifier="exact", text="one"
                )
                known = one if sentence.low(at) == "another" else None
                found.append(Item(at, at + 1, item.name, head=True, quantity=known, start=at))
    return found
