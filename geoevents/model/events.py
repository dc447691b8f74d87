"""Documents, what recognition finds in them, and events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from geoevents.model.places import Place, PlaceExpression, Resolution, Span

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


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong with one input while the others went on."""

    source: str
    message: str
    row: int | None = None
    field: str | None = None
    value: str | None = None
    severity: Literal["warning", "error"] = "error"


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


@dataclass(frozen=True, slots=True)
class Placement:
    """One role of an event, and where it is."""

    role: Role
    resolution: Resolution


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or is said to. ``evidence`` are the sentences; the first is the one to quote.

    Events with the same ``cluster_id`` may be one, told by ``n_reports`` documents; None: no other tells it.
    """

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
    cluster_id: str | None = None
    n_reports: int = 1


@dataclass(frozen=True, slots=True)
class Style:
    """How an event type looks, by the names of static/tokens: hue, shape, and whether it is drawn as a flow."""

    label: str
    group: str
    hue: str
    symbol: str
    flow: bool = False
