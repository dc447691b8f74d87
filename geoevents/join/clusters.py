"""The same event told by several documents: proposed as a cluster, never joined and never deleted.

Two events may be the same if they are of one kind and come from different documents, and nothing that both say differs:
the day, the places in the roles that both fill (within the errors of points and the extent of areas), the numbers, the
things, the states that act. Where the place is wide or the time is long that is too little: many events lie in one
country in one month. There a number that both give has to bear witness.

Events are taken in the order of how exactly they say where and when. Each joins the cluster whose first event it fits
best, or begins one. So a cluster has one exact event that all others fit, it does not depend on the order of the
documents, and the time grows with the number of events: only what is near in place and day is compared.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from geoevents.model import Actor, Document, Event, Placement, Quantity

    Bucket = tuple[object, ...]

EARTH_M = 6_371_000.0
# Wider than a district, or longer than a weekend: there a number has to bear witness. Beyond the last nothing can.
WIDE_M, LONG, LONGEST = 60_000.0, timedelta(days=3.5), timedelta(days=31)
# A number from this on is not the same by chance, where one from the second on is in the very same place.
TELLING, TELLING_THERE = 5.0, 2.0
# What two reports of a place in a town may lie apart beside their stated errors.
SLACK_M = 2_000.0
# Counts of victims grow from report to report; others are rounded.
_GROWING = frozenset({"killed", "wounded", "injured", "missing", "detained"})
_GROWTH, _ROUNDING = 2.0, 1.25
# How numbers are said that many have by chance.
_LOOSE = frozenset({"vague", "magnitude", "significant", "range"})
# Words for things that may be any of the others.
_GENERAL = frozenset({"weapon", "ammunition"})
_GROUND = frozenset({"site", "target", "impact", "area"})
_TRUE = frozenset({"reported", "claimed"})
_CELL_M = 2 * WIDE_M + SLACK_M
# First events in one place on one day that all exclude each other: more are not compared.
_MOST = 200
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where something is: a point on a sphere (meters from its middle), and how far from it it may be."""

    x: float
    y: float
    z: float
    spread_m: float

    def apart_m(self, other: _Spot) -> float:
        return math.dist((self.x, self.y, self.z), (other.x, other.y, other.z))

    def meets(self, other: _Spot) -> bool:
        return self.apart_m(other) <= self.spread_m + other.spread_m + SLACK_M


@dataclass(frozen=True, slots=True)
class _Told:
    """What is compared of an event."""

    number: int
    event: Event
    teller: str  # the document; the file of a table
    start: datetime
    end: datetime
    spots: Mapping[str, _Spot]
    counts: Mapping[str, tuple[float, float]]
    exact: Mapping[str, float]
    things: frozenset[str]
    states: frozenset[str]

    @property
    def what(self) -> tuple[str, str]:
        assertion = self.event.assertion
        return self.event.kind, "true" if assertion in _TRUE else assertion

    @property
    def order(self) -> tuple[object, ...]:
        return min(spot.spread_m for spot in self.spots.values()), self.end - self.start, self.event.id

    def sharp(self) -> Iterator[str]:
        """Roles in which it says exactly where, if it says exactly when."""
        if self.end - self.start <= LONG:
            yield from (role for role, spot in self.spots.items() if spot.spread_m <= WIDE_M)


@dataclass(slots=True)
class _Cluster:
    first: _Told
    start: datetime
    end: datetime
    members: list[_Told] = field(default_factory=list)
    tellers: set[str] = field(default_factory=set)

    def add(self, told: _Told) -> None:
        self.members.append(told)
        self.tellers.add(told.teller)
        self.start, self.end = max(self.start, told.start), min(self.end, told.end)

    def score(self, told: _Told) -> float | None:
        """How well an event fits; None if it does not."""
        if told.teller in self.tellers or not (told.start < self.end and self.start < told.end):
            return None
        return fit(self.first, told)


def clustered(events: Sequence[Event], documents: Iterable[Document]) -> tuple[Event, ...]:
    """The same events, each with the id of its cluster (None if it is alone) and the number of documents in it."""
    by_id = {document.id: document for document in documents}
    told: dict[int, tuple[str | None, int]] = {}
    for cluster in _clusters(_comparable(events, by_id)):
        if len(cluster.members) > 1:
            known = _id(cluster, by_id), len(cluster.tellers)
            told.update((member.number, known) for member in cluster.members)
    return tuple(
        event
        if known == (event.cluster_id, event.n_reports)
        else replace(event, cluster_id=known[0], n_reports=known[1])
        for event, known in ((event, told.get(number, (None, 1))) for number, event in enumerate(events))
    )


def _id(cluster: _Cluster, documents: Mapping[str, Document]) -> str:
    """By the event that was published first: reports that are added later change nothing."""

    def age(told: _Told) -> tuple[datetime, str]:
        document = documents.get(told.event.document_id)
        return (document.published if document else None) or _NEVER, told.event.id

    return "same-" + hashlib.sha256(min(map(age, cluster.members))[1].encode()).hexdigest()[:12]


def _comparable(events: Sequence[Event], documents: Mapping[str, Document]) -> list[_Told]:
    """Events that say where and when, of kinds that more than one document tells of."""
    tellers = [_teller(event, documents) for event in events]
    kinds: dict[str, set[str]] = defaultdict(set)
    for event, teller in zip(events, tellers, strict=True):
        kinds[event.kind].add(teller)
    found = []
    known: dict[int, _Spot | None] = {}
    for number, (event, teller) in enumerate(zip(events, tellers, strict=True)):
        start, end = event.when.start, event.when.end
        if len(kinds[event.kind]) < 2 or start is None or end is None or end - start > LONGEST:
            continue
        spots = dict(_spots(event.placements, known))
        if spots:
            found.append(_told(number, event, teller, spots))
    return sorted(found, key=lambda told: told.order)


def _told(number: int, event: Event, teller: str, spots: Mapping[str, _Spot]) -> _Told:
    start, end = event.when.start, event.when.end
    assert start is not None
    assert end is not None
    counted = [quantity for quantity in reversed(event.quantities) if quantity.item]  # the first of an item wins
    counts = {str(q.item): _bounds(q) for q in counted}
    exact = {str(q.item): n for q in counted if q.modifier not in _LOOSE and (n := q.best or q.low or q.high)}
    things = frozenset(counts) - _GROWING
    return _Told(number, event, teller, start, end, spots, counts, exact, things, _states(event.actors))


def _teller(event: Event, documents: Mapping[str, Document]) -> str:
    """Who tells it: a report, or a whole table, whose rows are different events."""
    document = documents.get(event.document_id)
    if document is None or document.row is None:
        return event.document_id
    return document.id if "text" in document.fields and not document.columns else document.source


def _spots(placements: Iterable[Placement], known: dict[int, _Spot | None]) -> Iterator[tuple[str, _Spot]]:
    """Where it is, by role: the most exact place of each. ``known`` are middles by the id of their geometry."""
    found: dict[str, _Spot] = {}
    for placement in placements:
        shape = placement.resolution.shape
        if shape is None:
            continue
        geometry: Any = shape.geometry
        if geometry.geom_type == "Point" and not geometry.is_empty:
            spot: _Spot | None = _Spot(*_on_sphere(geometry.x, geometry.y), shape.error_m)
        else:
            if id(geometry) not in known:
                known[id(geometry)] = _middle(geometry)
            middle = known[id(geometry)]
            spot = replace(middle, spread_m=middle.spread_m + shape.error_m) if middle else None
        role = "ground" if placement.role in _GROUND else placement.role
        if spot and (role not in found or spot.spread_m < found[role].spread_m):
            found[role] = spot
    yield from found.items()


def _middle(geometry: BaseGeometry) -> _Spot | None:
    """The middle of the corners of a geometry, and how far the farthest of them is; safe at the antimeridian."""
    import numpy as np  # noqa: PLC0415  where there is a geometry, it is loaded
    import shapely  # noqa: PLC0415  as above

    east, north = np.radians(shapely.get_coordinates(geometry)).T
    if not len(east):
        return None
    corners = EARTH_M * np.stack((np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)), axis=1)
    mean = corners.mean(axis=0)
    middle = mean * (EARTH_M / (np.linalg.norm(mean) or 1.0))
    x, y, z = map(float, middle)
    return _Spot(x, y, z, float(np.linalg.norm(corners - middle, axis=1).max()))


def _on_sphere(lon: float, lat: float) -> tuple[float, float, float]:
    east, north = math.radians(lon), math.radians(lat)
    flat = EARTH_M * math.cos(north)
    return flat * math.cos(east), flat * math.sin(east), EARTH_M * math.sin(north)


def _bounds(quantity: Quantity) -> tuple[float, float]:
    """Between what the true number may lie, with what rounding and later counts may add."""
    give = _GROWTH if quantity.item in _GROWING else _ROUNDING
    low = quantity.low if quantity.low is not None else quantity.best
    high = quantity.high if quantity.high is not None else quantity.best
    return (low or 0.0) / give, (math.inf if high is None else high * give)


def _states(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(a.country for a in actors if a.country and a.role in {"agent", "participant"})


def fit(one: _Told, other: _Told) -> float | None:
    """How well two events agree; None if something that both say differs, or if they share too little."""
    roles = one.spots.keys() & other.spots.keys()
    if not roles or _differ(one, other):
        return None
    apart = {role: one.spots[role].apart_m(other.spots[role]) for role in roles}
    if not all(one.spots[role].meets(other.spots[role]) for role in roles):
        return None
    same = max((one.exact[item] for item in _shared(one, other)), default=0.0)
    there = max(apart.values()) <= SLACK_M
    if not set(one.sharp()) & set(other.sharp()) and same < (TELLING_THERE if there else TELLING):
        return None
    return sum(SLACK_M / (SLACK_M + far) for far in apart.values()) + (2.0 if same else 0.0)


def _differ(one: _Told, other: _Told) -> bool:
    """Whether something that both say of kind, day, actors, things or numbers excludes that they are the same."""
    return (
        one.what != other.what
        or not (one.start < other.end and other.start < one.end)
        or bool(one.states and other.states and not one.states & other.states)
        or bool(one.things and other.things and not _alike(one.things, other.things))
        or any(not _overlap(one.counts[item], other.counts[item]) for item in one.counts.keys() & other.counts.keys())
    )


def _alike(things: frozenset[str], others: frozenset[str]) -> bool:
    return bool(things & others or (things | others) & _GENERAL)


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _shared(one: _Told, other: _Told) -> Iterator[str]:
    """Things that both count, with the same number."""
    for item in one.exact.keys() & other.exact.keys():
        if one.exact[item] == other.exact[item]:
            yield item


def _clusters(ordered: Iterable[_Told]) -> list[_Cluster]:
    buckets: dict[Bucket, list[_Cluster]] = defaultdict(list)
    found: list[_Cluster] = []
    for told in ordered:
        near = {id(c): c for key in _keys(told, around=True) for c in buckets.get(key, ())}
        scored = [(score, cluster) for cluster in near.values() if (score := cluster.score(told)) is not None]
        if scored:
            max(scored, key=lambda pair: (pair[0], pair[1].first.event.id))[1].add(told)
            continue
        cluster = _Cluster(told, told.start, told.end)
        cluster.add(told)
        found.append(cluster)
        for key in _keys(told, around=False):
            if len(buckets[key]) < _MOST:
                buckets[key].append(cluster)
    return found


def _keys(told: _Told, *, around: bool) -> Iterator[Bucket]:
    """Under what an event is kept, or (``around``) looked for: place and day, number and month."""
    days = range(told.start.toordinal(), (told.end - timedelta(microseconds=1)).toordinal() + 1)
    for role in told.sharp():
        spot = told.spots[role]
        cell = [math.floor(part / _CELL_M) for part in (spot.x, spot.y, spot.z)]
        for step in product((-1, 0, 1) if around else (0,), repeat=3):
            moved = tuple(at + by for at, by in zip(cell, step, strict=True))
            yield from ((*told.what, role, day, *moved) for day in days)
    months = {(told.start.year, told.start.month), (told.end.year, told.end.month)}
    for item, best in told.exact.items():
        if best >= TELLING_THERE:
            yield from ((*told.what, item, best, *month) for month in months)
