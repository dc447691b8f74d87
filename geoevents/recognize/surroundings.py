"""What a frame asks of the words around its verb or noun, besides subject and object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.recognize.casualties import casualties
from geoevents.recognize.words import DETERMINERS, HAVE

if TYPE_CHECKING:
    from geoevents.event_types import Frame
    from geoevents.recognize.clause import Clause
    from geoevents.recognize.places import PlaceAt
    from geoevents.recognize.stand_ins import Item

CASUALTIES = "casualties"  # stands among the things of ``beside`` for killed and wounded
_TOLD = "(told)"  # stands among the cues if it is enough that the report told of the type before
_FORCES = ("group", "force")


def fit(clause: Clause, frame: Frame) -> bool:
    """Whether the sentence holds the things and the words that must stand beside."""
    if not may_fit(clause, frame, {item.name for item in clause.items}):
        return False
    needs_victims = CASUALTIES in frame.beside and all(item.name not in frame.beside for item in clause.items)
    return not needs_victims or bool(casualties(clause.sentence, clause.numbers))


def may_fit(clause: Clause, frame: Frame, things: set[str]) -> bool:
    """The same, as far as words, numbers and things alone can tell."""
    if frame.means and frame.means.isdisjoint(things):
        return False
    told = _TOLD in frame.cues and frame.kind in clause.told
    if frame.cues and not told and frame.cues.isdisjoint(clause.words):
        return False
    if not frame.without.isdisjoint(clause.words):
        return False
    return (
        not frame.beside or not frame.beside.isdisjoint(things) or (CASUALTIES in frame.beside and bool(clause.numbers))
    )


def counts(things: list[Item]) -> bool:
    """Whether one of the things is counted: "4,000 people", "hundreds of families"."""
    return any(item.quantity is not None and (item.quantity.low or item.quantity.best or 0) >= _MANY for item in things)


_MANY = 10


def is_here(clause: Clause, kind: str, at: int) -> bool:
    """Whether no word of the part of the sentence around a token belongs to another world: sport, art, courts."""
    if clause.types[kind].elsewhere.isdisjoint(clause.words):
        return True
    cuts = [k for k in range(clause.size) if clause.low(k) in _PARTS]
    first = max([0, *(k for k in cuts if k <= at)])
    last = min([clause.size, *(k for k in cuts if k > at)])
    return clause.types[kind].elsewhere.isdisjoint(clause.low(k) for k in range(first, last))


_PARTS = frozenset({";", "while", "whereas"})


def is_group(clause: Clause, at: int) -> bool:
    """As in "fell to M23", "fell to the Free Syrian Army": an armed group, or a force of a state, stands there."""
    at += clause.low(at) in DETERMINERS
    name = clause.name_at(at)
    return name is not None and name.kind in _FORCES


def is_end(clause: Clause, at: int) -> bool:
    """Whether the clause ends there, or only a date is left to come."""
    low = clause.low(at)
    dated = clause.mark[at + (low == "on")] == "date" if at + 1 < clause.size else False
    return dated or not low or not low[0].isalnum() or clause.breaks(at)


def place_before(clause: Clause, verb: int) -> PlaceAt | None:
    """The place that is the subject of the verb at ``verb``: "Bara fell to the rebels"."""
    left = clause.skip_left(verb - 1)
    while clause.low(left) in HAVE:
        left = clause.skip_left(left - 1)
    place = clause.place_at(left) if left >= 0 else None
    return place if place is not None and place.last == left + 1 and place.preposition == "" else None
