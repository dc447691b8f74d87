"""Rows of tables -> events: what prose says in sentences, a table says in columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from geoevents.errors import PlaceError
from geoevents.expressions import parse
from geoevents.model import (
    Actor,
    Event,
    PlaceExpression,
    Placement,
    Problem,
    Resolution,
    Role,
    Shape,
    Span,
)
from geoevents.recognize.cells import CellError, geometry, missing, pair, position, radius_m
from geoevents.recognize.row_facts import (
    assertion_of,
    blame,
    cell,
    cut,
    event_id,
    quantities_of,
    quote_of,
    when_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from shapely.geometry.base import BaseGeometry

    from geoevents.event_types import EventTypes
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Document, Place, Precision

    # Expression and the country that bare forms are bound to -> where it is.
    Resolve = Callable[[PlaceExpression, Place | None], Resolution]

# Meanings of columns that hold place words -> the role of that place.
ROLES: dict[str, Role] = {
    "origin": "origin",
    "destination": "destination",
    "claimed_destination": "claimed_destination",
    "launch": "launch",
    "impact": "impact",
    "target": "target",
    "line_crossed": "line_crossed",
}
# Kind of a row whose table does not say one.
UNTYPED = "event"
PRECISIONS: tuple[Precision, ...] = ("exact", "line", "region")
MAX_SUMMARY = 140
_NEAR_M = 1_000.0


class RowReader:
    """Makes events of the rows of tables.

    Parameters
    ----------
    gazetteer, types
        Where place words and kinds are looked up.
    resolve
        Puts a place expression on the ground. Called once for the same words in the same country.
    """

    def __init__(self, gazetteer: Gazetteer, types: EventTypes, resolve: Resolve) -> None:
        self._gazetteer = gazetteer
        self._resolve = resolve
        self._kinds = _kinds(types)
        self._labels = {kind: entry.style.label for kind, entry in types.items()}
        # Kinds whose object may be a line: there a place that is a line is what was crossed.
        self._crossing = {k for k, e in types.items() if any(f.object_role == "line_crossed" for f in e.frames)}
        self._placed: dict[tuple[str, str], Resolution] = {}
        self._countries: dict[str, Place | None] = {}

    def read(self, document: Document) -> tuple[Event | None, tuple[Problem, ...]]:
        """The event of a row, or None and the reason why the row is rejected; warnings come with the event."""
        problems: list[Problem] = []
        kind = self._kind(document)
        try:
            placements = self._placements(document, kind, problems)
        except _RejectedError as rejected:
            return None, (rejected.problem,)
        when = when_of(document, problems)
        quote = quote_of(document)
        quantities = tuple(quantities_of(document, problems))
        event = Event(
            id=event_id(document, kind),
            kind=kind,
            summary=self._summary(document, kind, placements),
            when=when,
            placements=placements,
            quantities=quantities,
            actors=tuple(self._actors(document)),
            assertion=assertion_of(document),
            attributed_to=(),
            evidence=(quote,) if quote else (),
            triggers=(),
            document_id=document.id,
            unplaced_reason=None if placements else "the row names no place",
        )
        return event, tuple(problems)

    # Where ------------------------------------------------------------------------------------------

    def _placements(self, document: Document, kind: str, problems: list[Problem]) -> tuple[Placement, ...]:
        found = [
            Placement(role, self._words(document, meaning, problems))
            for meaning, role in ROLES.items()
            if meaning in document.columns and not missing(cell(document, meaning))
        ]
        site = _given(document, problems)
        if site is None and not missing(cell(document, "place")):
            site = self._words(document, "place", problems)
        # A province or a country alone says where, unless an origin or a destination says it better.
        for meaning in ("admin1", "country"):
            if site is None and not found and not missing(cell(document, meaning)):
                site = self._words(document, meaning, problems)
        if site is None:
            return tuple(found)
        role: Role = "line_crossed" if kind in self._crossing and site.precision == "line" else "site"
        return (Placement(role, site), *found)

    def _words(self, document: Document, meaning: str, problems: list[Problem]) -> Resolution:
        span = cut(document, meaning)
        country = self._country(cell(document, "country"))
        resolution = self._first(_readings(document, meaning), span, country)
        if resolution.shape is None:
            problems.append(blame(document, meaning, resolution.reason or "cannot be placed", "warning"))
        return resolution

    def _first(self, readings: tuple[str, ...], span: Span, country: Place | None) -> Resolution:
        """The first reading that can be placed, else what was said of the last one: the bare words."""
        resolution = Resolution(PlaceExpression(span), None, reason="is no place expression", name=span.text)
        for words in readings:
            key = (words, country.id if country else "")
            if key not in self._placed:
                self._placed[key] = self._place(words, country)
            resolution = self._placed[key]
            if resolution.shape is not None:
                break
        return replace(resolution, expression=replace(resolution.expression, span=span))

    def _place(self, words: str, country: Place | None) -> Resolution:
        try:
            return self._resolve(parse(words, self._gazetteer), country)
        except PlaceError as error:
            return Resolution(PlaceExpression(None), None, reason=str(error), name=words)

    def _country(self, name: str) -> Place | None:
        if missing(name):
            return None
        if name not in self._countries:
            found = self._gazetteer.find(name)
            self._countries[name] = next((place for place in found if place.feature == "country"), None)
        return self._countries[name]

    # What and who -----------------------------------------------------------------------------------

    def _kind(self, document: Document) -> str:
        words = [cell(document, meaning).strip() for meaning in ("subtype", "kind")]
        known = (self._kinds.get(_plain(text)) for text in words if not missing(text))
        return next((kind for kind in known if kind), None) or (words[1] if not missing(words[1]) else UNTYPED)

    def _summary(self, document: Document, kind: str, placements: tuple[Placement, ...]) -> str:
        stated = document.title or cell(document, "text")
        if stated.strip():
            line = " ".join(stated.split())
            return line if len(line) <= MAX_SUMMARY else line[: MAX_SUMMARY - 1].rsplit(" ", 1)[0] + "\u2026"
        label = self._labels.get(kind, kind.replace("_", " "))
        names = [placement.resolution.name for placement in placements if placement.resolution.name]
        return f"{label}: {' to '.join(names)}" if names else label

    def _actors(self, document: Document) -> Iterator[Actor]:
        for meaning, role in (("actor1", "agent"), ("actor2", "recipient")):
            name = cell(document, meaning).strip()
            if not missing(name):
                country = self._country(name)
                yield Actor(cut(document, meaning), name, country.country if country else None, cast("Any", role))


class _RejectedError(Exception):
    """A row that cannot be used, with the problem to report."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def _readings(document: Document, meaning: str) -> tuple[str, ...]:
    """Place words of a cell, the most telling first: a town with its province and country, then less."""
    words = cut(document, meaning).text
    if meaning in ROLES or meaning == "country":
        return (words,)
    admin1, country = (cell(document, above).strip() for above in ("admin1", "country"))
    above = [name for name in ((admin1, country) if meaning == "place" else (country,)) if not missing(name)]
    chains = [(words, *above), (words, *above[-1:]), (words,)]
    return tuple(dict.fromkeys(", ".join(chain) for chain in chains))


def _given(document: Document, problems: list[Problem]) -> Resolution | None:
    """Where the row itself says it is: by a geometry, two coordinates or a pair; None if it does not."""
    for meanings, read in _WAYS.items():
        if not all(meaning in document.columns for meaning in meanings):
            continue
        try:
            found = read(*(cell(document, meaning) for meaning in meanings))
        except CellError as error:
            raise _RejectedError(_rejected(document, meanings, str(error))) from None
        if found:
            return _resolution(document, meanings, found, problems)
    return None


def _rejected(document: Document, meanings: tuple[str, ...], message: str) -> Problem:
    """The cell to blame: the longitude only if the message is about it, or the latitude is a fine number."""
    blamed = meanings[0]
    if len(meanings) > 1:
        try:
            position(cell(document, meanings[0]), "0")
            blamed = meanings[1]
        except CellError:
            pass
    return blame(document, blamed, message)


def _resolution(document: Document, meanings: tuple[str, ...], found: _Found, problems: list[Problem]) -> Resolution:
    shape, radius, note = found
    names = " and ".join(document.columns[meaning] for meaning in meanings)
    named = not missing(cell(document, "place"))
    if shape.geom_type == "Point" and shape.x == 0 and shape.y == 0:
        problems.append(blame(document, meanings[0], "is 0, 0: a missing position?", "warning"))
    dimension = {"Point": 0, "MultiPoint": 0, "LineString": 1, "MultiLineString": 1}.get(shape.geom_type, 2)
    # Without a name the position is called as it is written; a geometry's own text would be too long for a name.
    written = shape.geom_type if meanings == ("geometry",) else ", ".join(cell(document, m).strip() for m in meanings)
    return Resolution(
        expression=PlaceExpression(cut(document, "place") if named else None),
        shape=Shape(lambda: shape, dimension=dimension, error_m=radius),
        why=(f"as given by the table in {names}", *((note,) if note else ())),
        precision="near" if radius > _NEAR_M else PRECISIONS[dimension],
        name=cell(document, "place").strip() if named else written,
        choice="all",
    )


_Found = tuple["BaseGeometry", float, str | None]


def _by_geometry(text: str) -> _Found | None:
    found = geometry(text)
    return (found[0], 0.0, found[1]) if found else None


def _by_angles(lat: str, lon: str) -> _Found | None:
    return _point(position(lat, lon), radius_m(lat, lon))


def _by_pair(text: str) -> _Found | None:
    return _point(pair(text), 0.0)


def _point(found: tuple[float, float] | None, radius: float) -> _Found | None:
    from shapely import Point  # noqa: PLC0415  0.1 s

    return (Point(*found), radius, None) if found else None


_WAYS: Mapping[tuple[str, ...], Callable[..., _Found | None]] = {
    ("geometry",): _by_geometry,
    ("lat", "lon"): _by_angles,
    ("point",): _by_pair,
}


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _kinds(types: EventTypes) -> dict[str, str]:
    """Words of other tables -> kinds: ids, labels, and those words of other standards that mean one kind only."""
    claims: dict[str, set[str]] = {}
    for kind, entry in types.items():
        for word in entry.crosswalk.values():
            claims.setdefault(_plain(word), set()).add(kind)
    known = {word: next(iter(kinds)) for word, kinds in claims.items() if word and len(kinds) == 1}
    known |= {_plain(entry.style.label): kind for kind, entry in types.items()}
    return known | {_plain(kind): kind for kind in types}
