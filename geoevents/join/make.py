"""From a group of readings to the event: its date, places, numbers, actors, evidence and words."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from geoevents.expressions.base import Focus
from geoevents.join import compare
from geoevents.join.local_time import at_place
from geoevents.join.wording import summary
from geoevents.model import Event, Placement, When

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geoevents.event_types import EventTypes
    from geoevents.join.groups import Group
    from geoevents.model import (
        Actor,
        Assertion,
        Document,
        Place,
        PlaceExpression,
        Quantity,
        Reading,
        Resolution,
        Role,
        Span,
    )  # fmt: skip

Tools = tuple["EventTypes", "Callable[[PlaceExpression, Focus | None], Resolution]", "Place | None"]
_FIRMNESS: tuple[Assertion, ...] = ("reported", "claimed", "denied", "warned", "planned", "hypothetical", "negated")
_GROUND_ORDER = {"impact": 0, "target": 1, "site": 2, "area": 3}
_BASE_CONFIDENCE = {"phrase": 0.8, "anaphor": 0.5}


def main_country(readings: Sequence[Reading]) -> Place | None:
    """The country that acts most often in the report: what bare forms mean where the clause names nobody."""
    lands = {r.land.id: r.land for r in readings if r.land}
    counts = Counter(r.land.id for r in readings if r.land)
    return lands[counts.most_common(1)[0][0]] if counts else None


def event_of(document: Document, group: Group, tools: Tools, seen: dict[str, int]) -> Event:
    """The event that the readings of a group tell of."""
    types, _, _ = tools
    told = [r for r in group.readings if r.trigger.frame != "anaphor"]
    ranked = sorted(told, key=_worth)
    actors = _actors(told)
    placements = _placements(group, told, tools)
    quantities = _quantities([*ranked, *(r for r in group.readings if r.trigger.frame == "anaphor")])
    return Event(
        id=_identity(document, told[0], seen),
        kind=group.kind,
        summary=summary(types[group.kind], ranked, placements, actors),
        when=at_place(_when(document, group, told), placements),
        placements=placements,
        quantities=quantities,
        actors=actors,
        assertion=min((r.assertion for r in told), key=_FIRMNESS.index),
        attributed_to=_speakers(group.readings),
        evidence=_evidence(ranked, group.readings),
        triggers=tuple(r.trigger for r in group.readings),
        document_id=document.id,
        confidence=_confidence(told),
        unplaced_reason=_unplaced(types[group.kind].no_place, placements),
    )


def _worth(reading: Reading) -> tuple[bool, bool, int, int]:
    facts = len(reading.places) + len(reading.quantities) + (reading.when is not None)
    return reading.sentence.field == "title", reading.refers, -facts, reading.sentence.start


def _identity(document: Document, first: Reading, seen: dict[str, int]) -> str:
    span = first.trigger.span
    key = f"{document.id} {span.field} {span.start} {span.end} {first.trigger.kind}"
    seen[key] = seen.get(key, 0) + 1
    numbered = key if seen[key] == 1 else f"{key} {seen[key]}"
    return hashlib.sha256(numbered.encode()).hexdigest()[:16]


def _when(document: Document, group: Group, told: Sequence[Reading]) -> When:
    """The date of the event; else of one told in the same sentence; else of the statement; else of the report."""
    own = [r.when for r in told if r.when]
    known = [w for w in own if w.start is not None]
    if known:
        return min(known, key=lambda w: (w.end - w.start) if w.end and w.start else timedelta.max)
    if own:
        return own[0]
    said = next((r.said for r in told if r.said), None)
    if group.inherited or said:
        return group.inherited or said  # type: ignore[return-value]  # one of them is there
    if document.published is None:
        return When(None, None, None, "unknown", basis="none")
    try:
        published = document.published.astimezone(UTC) if document.published.tzinfo else document.published
        day = datetime.combine(published.date(), time(), UTC)
        return When(None, day, day + timedelta(days=1), "day", edtf=f"{day.date()}", basis="document")
    except OverflowError:  # at the ends of the calendar
        return When(None, None, None, "unknown", basis="none")


def _actors(told: Sequence[Reading]) -> tuple[Actor, ...]:
    found: dict[tuple[str, str], Actor] = {}
    for reading in told:
        for actor in reading.actors:
            found.setdefault((actor.country or actor.name.casefold(), actor.role), actor)
    return tuple(found.values())


def _speakers(readings: Sequence[Reading]) -> tuple[Actor, ...]:
    found: dict[str, Actor] = {}
    for reading in readings:
        for speaker in reading.speakers:
            found.setdefault(speaker.name.casefold(), speaker)
    return tuple(found.values())


def _quantities(ranked: Sequence[Reading]) -> tuple[Quantity, ...]:
    """One number for each thing: of the reading that tells most; a part ("one of the missiles") never replaces it."""
    found: dict[str | None, Quantity] = {}
    for reading in ranked:
        for quantity in reading.quantities:
            found.setdefault(quantity.item, quantity)
    return tuple(found.values())


def _evidence(ranked: Sequence[Reading], readings: Sequence[Reading]) -> tuple[Span, ...]:
    rest = sorted((r.sentence for r in readings), key=lambda s: (s.field == "title", s.start))
    return tuple(dict.fromkeys([ranked[0].sentence, *rest]))


def _confidence(told: Sequence[Reading]) -> float:
    best = max(_BASE_CONFIDENCE.get(r.trigger.frame, 0.9) - 0.15 * r.refers for r in told)
    return round(min(0.95, best + 0.03 * (len(told) - 1)), 2)


def _unplaced(no_place: str, placements: Sequence[Placement]) -> str | None:
    if any(p.resolution.shape is not None for p in placements):
        return None
    return next((p.resolution.reason for p in placements if p.resolution.reason), no_place)


def _placements(group: Group, told: Sequence[Reading], tools: Tools) -> tuple[Placement, ...]:
    """Each place once, in its most telling role and its finest wording."""
    kept: list[tuple[Role, PlaceExpression, Reading]] = []
    for reading in told:
        for role, expression in reading.places:
            _keep(kept, role, expression, reading)
    _, resolve, country = tools
    return tuple(Placement(role, resolve(e, _focus(group, r, country))) for role, e, r in kept)


def _keep(
    kept: list[tuple[Role, PlaceExpression, Reading]], role: Role, expression: PlaceExpression, reading: Reading
) -> None:
    for at, (other_role, other, source) in enumerate(kept):
        both_ground = role in _GROUND_ORDER and other_role in _GROUND_ORDER
        if role != other_role and not both_ground:
            continue
        relation = compare.relation(expression, other, 1 if reading is source else 3)
        if relation == "other" or (relation == "open" and reading is source):
            continue
        better = min(role, other_role, key=lambda r: _GROUND_ORDER.get(r, 0))
        finer = relation == "finer" and not (reading is source and other_role != role)
        kept[at] = (better, expression, reading) if finer else (better, other, source)
        return
    kept.append((role, expression, reading))


def _focus(group: Group, reading: Reading, main: Place | None) -> Focus | None:
    """The country that bare forms mean: who acts in the clause, then in the event, then in the report."""
    if reading.land:
        return Focus(reading.land, f"{reading.land.name} acts in this clause")
    event = next((r.land for r in group.readings if r.land), None)
    if event:
        return Focus(event, f"{event.name} acts in this event")
    return Focus(main, f"{main.name} acts most often in this report") if main else None
