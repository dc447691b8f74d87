"""Mentions -> events: readings that speak of one event become one `Event`, each fact with its words.

Two readings of one kind are the same event unless something that they say differs: who, where, when, how many, whether
it happened at all. Words that only point back ("the launches") never make an event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.join.compare import candidates
from geoevents.join.groups import grouped
from geoevents.join.make import event_of, main_country

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geoevents.event_types import EventTypes
    from geoevents.expressions.base import Focus
    from geoevents.model import Document, Event, Place, PlaceExpression, Reading, Resolution


def join(
    document: Document,
    readings: Sequence[Reading],
    *,
    types: EventTypes,
    resolve: Callable[[PlaceExpression, Focus | None], Resolution],
) -> tuple[Event, ...]:
    """The events of a report, in the order in which it first tells of them.

    Parameters
    ----------
    resolve
        Puts a place expression on the ground; given the country in focus for bare forms ("both coasts").
    """
    groups = grouped(readings, types, document.fields.get("text", ""))
    country = main_country(readings)
    seen: dict[str, int] = {}
    return tuple(event_of(document, group, (types, resolve, country), seen) for group in groups)


def settled(readings: Sequence[Reading]) -> tuple[Place, ...]:
    """Places that the report names beyond doubt: the countries that act, and countries and regions by their names.

    What a town's name means is likelier near these: pass them to `resolve.resolve` as ``context``.
    """
    found = {r.land.id: r.land for r in readings if r.land}
    for reading in readings:
        for _, expression in reading.places:
            found.update({p.id: p for p in candidates(expression)[:1] if p.feature in ("country", "region", "admin1")})
    return tuple(found.values())
