"""The place of an event whose own clause names none: what the rest of its sentence says of the scene."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.expressions.coordinate import Coordinate
from geoevents.recognize import containers

if TYPE_CHECKING:
    from geoevents.recognize.clause import Clause
    from geoevents.recognize.frames import Found
    from geoevents.recognize.places import PlaceAt

_WHERE = frozenset("in at near off outside inside around along across over above".split())
_BESIDE = frozenset({"Near", "Offset", "Offshore", "Between"})
_INHABITED = frozenset("residents inhabitants villagers people students workers streets outskirts".split())
_OTHER_SCENE = frozenset("; while whereas as but although though after before since because if once".split())
# "A man born in X", "the firm based in X", "a meeting held in X to discuss ...": not where this happened.
_OF_PERSONS = frozenset(
    "born based trained educated living residing resident registered held exiled jailed imprisoned embassy ambassador "
    "interests ally allies war influence presence".split()
)


def scene(clause: Clause, found: Found) -> PlaceAt | None:
    """The one place of the sentence that can be the scene; None if there is none, or more than one.

    "Police patrolled the streets of X, where protesters marched", "set off a bomb and killed ten people in X".
    """
    if found.anaphor:
        return None
    places = containers.whole(clause, [p for p in clause.places if not p.of_war and not clause.spoken[p.first]])
    stated = [place for place in places if isinstance(place.expression, Coordinate)]
    if stated or (found.frame is not None and found.frame.needs_place):
        return stated[0] if len(stated) == 1 else None
    before = _where(clause, found, places)
    if before is not None:
        return before
    fit = [place for place in places if _may_be(clause, found, place)]
    return fit[0] if len(fit) == 1 else None


def _where(clause: Clause, found: Found, places: list[PlaceAt]) -> PlaceAt | None:
    """The place before the "where" of the event's own clause."""
    at = next((k for k in range(found.first - 1, -1, -1) if clause.breaks(k) or clause.low(k) == "where"), -1)
    if at < 1 or clause.low(at) != "where":
        return None
    end = at - (clause.low(at - 1) == ",")
    return next((place for place in places if place.last == end), None)


def _may_be(clause: Clause, found: Found, place: PlaceAt) -> bool:
    where = place.preposition in _WHERE or type(place.expression).__name__ in _BESIDE
    lived = place.preposition == "of" and clause.low(place.lead - 1) in _INHABITED
    if not (where or lived) or place.owner or clause.low(place.lead - 1) in _OF_PERSONS:
        return False
    between = range(place.last, found.first) if place.last <= found.first else range(found.last, place.first)
    return not any(clause.low(k) in _OTHER_SCENE or clause.spoken[k] for k in between)
