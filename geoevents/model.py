"""The values that travel through geoevents. All are frozen; sequences are tuples.

Conventions, stated once
------------------------
- Coordinates are EPSG:4326 in degrees, x = lon, y = lat, in this order everywhere but at folium and geopy.
- Lengths end in ``_m`` (meters), bearings in ``_deg`` (clockwise from true north).
- Times are UTC; intervals are half-open: ``start <= t < end``.
- Positions in text are ``str`` indexes, half-open: ``fields[span.field][span.start:span.end] == span.text``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from shapely.geometry.base import BaseGeometry

Role = Literal[
    "site",
    "origin",
    "destination",
    "claimed_destination",
    "launch",
    "impact",
    "line_crossed",
    "target",
    "route",
    "area",
]
Assertion = Literal["reported", "claimed", "denied", "warned", "planned", "hypothetical", "negated"]
Precision = Literal["exact", "near", "admin2", "admin1", "region", "country", "water", "coast", "line", "route"]
DatePrecision = Literal["time", "day", "range", "week", "part-month", "month", "year", "open", "unknown"]


@dataclass(frozen=True, slots=True)
class Document:
    """One report, or one row of a table: to everything behind the readers they are the same thing.

    ``fields`` maps names to text: a report has ``title`` and ``text``, a row has its columns. ``columns`` says what a
    table's columns mean (``{"lat": "Latitude", "kind": "event_type"}``: meaning -> field) and is empty for prose.
    ``row`` is the 1-based data row of a table.
    """

    id: str
    source: str
    fields: Mapping[str, str]
    published: datetime | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None
    sha256: str = ""
    row: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one field of a document, with its text."""

    field: str
    start: int
    end: int
    text: str

    def shifted(self, offset: int) -> Span:
        """The same words, ``offset`` characters further on (from sentence to document positions)."""
        return Span(self.field, self.start + offset, self.end + offset, self.text)

    def __contains__(self, other: object) -> bool:
        return (
            isinstance(other, Span)
            and self.field == other.field
            and self.start <= other.start
            and other.end <= self.end
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong with one input while the others went on."""

    source: str
    message: str
    row: int | None = None
    field: str | None = None
    value: str | None = None
    severity: Literal["warning", "error"] = "error"


# Mentions: what recognition finds in the text --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that says that something of ``kind`` happened. ``frame`` names the row of event_types.toml."""

    span: Span
    kind: str
    lemma: str
    frame: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of time as honest as the text: ``start``/``end`` None where the text leaves it open."""

    span: Span | None
    start: datetime | None
    end: datetime | None
    precision: DatePrecision
    approximate: bool = False
    edtf: str = ""
    basis: Literal["text", "document", "table", "none"] = "text"


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many of what. None where the text gives no bound: "at least 23" has low 23, no best and no high.

    ``modifier`` is ``exact, approx, at_least, up_to, more_than, less_than, range, vague, magnitude, significant``.
    ``item`` is the normalized thing (missile, rocket, shell, drone, ...); ``text`` the words of the report.
    """

    span: Span
    low: float | None
    best: float | None
    high: float | None
    modifier: str
    item: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts or speaks. ``country`` is ISO alpha-2 where the actor is, or stands for, a state. Never a place."""

    span: Span | None
    name: str
    country: str | None = None
    role: Literal["agent", "recipient", "speaker", "participant"] = "agent"
    metonym: bool = False


@dataclass(frozen=True, slots=True)
class PlaceExpression:
    """Base of every node of the language of places; the nodes live in ``expressions/``.

    ``span`` is where the words stand (None for parts that are understood, not written). ``anchors`` are the
    sub-expressions, outermost first.
    """

    span: Span | None

    @property
    def anchors(self) -> tuple[PlaceExpression, ...]:
        """Sub-expressions that this node needs on the ground; leaves have none."""
        return ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one clause says of one event, before the mentions of an event are joined.

    ``when`` is the day of the event, ``said`` the day of the statement about it. ``items`` are the normalized things
    that the clause is about, also where no number is given, and ``things`` their words without number and article.
    ``refers`` is set where the words only point back to an event ("the launches"), ``fresh`` where they say that it is
    another one ("a second strike"). ``name`` is the event's own name ("Vigilant Storm"), ``land`` the country of those
    who act: what "both coasts" belongs to.
    """

    sentence: Span
    trigger: Trigger
    places: tuple[tuple[Role, PlaceExpression], ...] = ()
    when: When | None = None
    said: When | None = None
    quantities: tuple[Quantity, ...] = ()
    items: tuple[str, ...] = ()
    things: tuple[Span, ...] = ()
    actors: tuple[Actor, ...] = ()
    speakers: tuple[Actor, ...] = ()
    assertion: Assertion = "reported"
    refers: bool = False
    fresh: bool = False
    name: str | None = None
    land: Place | None = None


# On the ground ---------------------------------------------------------------------------------------


class Shape:
    """A geometry on the ground, loaded only when asked for, with what is known about its error.

    Parameters
    ----------
    load
        Returns a valid shapely geometry, EPSG:4326, split at the antimeridian. Called at most once.
    dimension
        0 points, 1 lines, 2 areas: known without loading.
    error_m
        Radius in meters within which the true place of a point or line lies; 0 for an area that says it all.
    coverage
        The stated chance that the true place is inside, where calibrated; else None.
    """

    __slots__ = ("_geometry", "_load", "coverage", "dimension", "error_m")

    def __init__(
        self, load: Callable[[], BaseGeometry], *, dimension: int, error_m: float = 0.0, coverage: float | None = None
    ) -> None:
        self._load = load
        self._geometry: BaseGeometry | None = None
        self.dimension = dimension
        self.error_m = error_m
        self.coverage = coverage

    @property
    def geometry(self) -> BaseGeometry:
        """The geometry; the first call may take time."""
        if self._geometry is None:
            self._geometry = self._load()
        return self._geometry

    def __reduce__(self) -> tuple[Callable[..., Shape], tuple[bytes, int, float, float | None]]:
        """Travels between processes as its geometry: what loads it may hold an open file."""
        from shapely import to_wkb  # noqa: PLC0415  shapely costs 0.1 s

        return _shape_from_wkb, (to_wkb(self.geometry), self.dimension, self.error_m, self.coverage)

    def __repr__(self) -> str:
        kind = ("points", "lines", "areas")[self.dimension]
        return f"<Shape {kind} error_m={self.error_m:.0f}>"


def _shape_from_wkb(wkb: bytes, dimension: int, error_m: float, coverage: float | None) -> Shape:
    def load() -> BaseGeometry:
        from shapely import from_wkb  # noqa: PLC0415  shapely costs 0.1 s

        return from_wkb(wkb)

    return Shape(load, dimension=dimension, error_m=error_m, coverage=coverage)


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the gazetteer. ``id`` is "source:key" (``gn:1866923``, ``ne:KP``, ``ge:northern-limit-line``).

    ``feature`` is one of ``gazetteer.FEATURES``. ``lon, lat`` is a representative point (never used to *draw* an area).
    ``status``: official, de facto, disputed, claimed, historical. ``parents`` are place ids, nearest first.
    ``matched_as`` says which kind of name was matched when the place came from a search: name, alias, demonym,
    adjective, metonym, abbreviation.
    """

    id: str
    name: str
    feature: str
    lon: float
    lat: float
    country: str | None = None
    admin1: str | None = None
    population: int = 0
    parents: tuple[str, ...] = ()
    status: str = "official"
    source: str = ""
    confidence: str = "high"
    note: str = ""
    matched_as: str = "name"
    _load: Callable[[], BaseGeometry] | None = field(default=None, repr=False, compare=False)

    @property
    def geometry(self) -> BaseGeometry:
        """The geometry of the place (EPSG:4326): a polygon, a line, or the point itself."""
        if self._load is None:
            from shapely import Point  # noqa: PLC0415  shapely costs 0.1 s; a name search must not pay it

            return Point(self.lon, self.lat)
        return self._load()


@dataclass(frozen=True, slots=True)
class Rival:
    """Another place that the words may mean, and its score."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """A place expression put on the ground, or the reason why it cannot be.

    ``why`` are the steps in plain words, in order. ``reason`` is set exactly if ``shape`` is None. ``choice`` is
    ``all`` if the event is on all of the shape, ``any`` if it is somewhere in it ("Middle Eastern or North African
    countries"; a launch "from both coasts").
    """

    expression: PlaceExpression
    shape: Shape | None
    places: tuple[Place, ...] = ()
    rivals: tuple[Rival, ...] = ()
    score: float = 1.0
    why: tuple[str, ...] = ()
    reason: str | None = None
    precision: Precision | None = None
    name: str = ""
    choice: Literal["all", "any"] = "any"


@dataclass(frozen=True, slots=True)
class Placement:
    """One role of an event, and where it is."""

    role: Role
    resolution: Resolution


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or is said to. ``evidence`` are the sentences; the first is the one to quote."""

    id: str
    kind: str
    summary: str
    when: When
    placements: tuple[Placement, ...]
    quantities: tuple[Quantity, ...]
    actors: tuple[Actor, ...]
    assertion: Assertion
    attributed_to: tuple[Actor, ...]
    evidence: tuple[Span, ...]
    triggers: tuple[Trigger, ...]
    document_id: str
    confidence: float = 1.0
    unplaced_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """How an event type looks, by the names of static/tokens: hue, shape, and whether it is drawn as a flow."""

    label: str
    group: str
    hue: str
    symbol: str
    flow: bool = False
