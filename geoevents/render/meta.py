"""What the page says of itself: title, provenance, sources, problems."""

from __future__ import annotations

from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING, Any, Protocol

from geoevents.render.strings import PROVENANCE
from geoevents.render.words import day, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from geoevents.model import Document, Event, Place, Problem

# A region of two dozen countries names none of them.
NAMED_TOGETHER = 3
# Beyond so many events the page shows no scene apart (static/inset.js) and needs no countries to name it.
MOST_WITH_SCENE = 400


class Source(Protocol):
    """Where data of the gazetteer come from."""

    attribution: str


class Gazetteer(Protocol):
    """What the page needs of the gazetteer beside the base map."""

    version: str

    def sources(self) -> Sequence[Source]:
        """Sources, each with its attribution."""
        ...

    def country(self, code: str) -> Place:
        """A country by its ISO alpha-2 code."""
        ...

    def at(self, lon: float, lat: float, feature: str) -> Place | None:
        """The country (or another feature) on whose ground a point lies."""
        ...

    def extra(self, place_id: str) -> Mapping[str, Any]:
        """What else is known of a place; of a region its "members"."""
        ...


def _reports(documents: Mapping[str, Document]) -> str:
    told = {}
    for one, many in (("report", "reports"), ("table", "tables")):
        count = len({d.source for d in documents.values() if bool(d.columns) == (one == "table")})
        if count:
            told[many] = PROVENANCE[one] if count == 1 else PROVENANCE[many].format(n=number(count))
    if not told:
        return PROVENANCE["reports"].format(n=0)
    return PROVENANCE["both"].format(**told) if len(told) == 2 else next(iter(told.values()))


def title_of(events: Sequence[Event], documents: Mapping[str, Document]) -> str:
    """The title of the only report, or what was read: "8 events from 3 reports"."""
    titles = {document.title for document in documents.values() if document.title}
    if len(documents) == 1 and titles:
        return titles.pop()
    return PROVENANCE["event" if len(events) == 1 else "events"].format(
        n=number(len(events)), reports=_reports(documents)
    )


def _tool() -> str:
    try:
        return f"geoevents {metadata.version('geoevents')}"
    except metadata.PackageNotFoundError:  # run from a checkout that is not installed
        return "geoevents"


def provenance(documents: Mapping[str, Document], title: str = "") -> str:
    """One line: how many reports, unless the title says so already, and when they were published."""
    days = sorted(document.published for document in documents.values() if document.published is not None)
    reports = _reports(documents)
    told = [] if title.endswith(reports) else [reports]
    if days and day(days[0]) == day(days[-1]):
        told.append(PROVENANCE["published"].format(day=day(days[0], weekday=True)))
    elif days:
        told.append(PROVENANCE["published_range"].format(first=day(days[0]), last=day(days[-1])))
    line = PROVENANCE["join"].join(told)
    return line[:1].upper() + line[1:]


def problem_words(problem: Problem) -> str:
    """A problem in one line: file, row, field and what is wrong."""
    where = [problem.source]
    if problem.row is not None:
        where.append(f"row {problem.row}")
    if problem.field:
        where.append(problem.field + (f" “{problem.value[:80]}”" if problem.value else ""))
    return f"{', '.join(where)}: {problem.message}"


def describe(
    events: Sequence[Event],
    documents: Mapping[str, Document],
    gazetteer: Gazetteer,
    *,
    title: str,
    problems: Sequence[Problem],
    layers_on: Sequence[str] | None,
    theme: str,
) -> dict[str, Any]:
    """The ``meta`` of the page: JSON values only, no clock, so that the same input gives the same page."""
    published = sorted({document.published for document in documents.values() if document.published is not None})
    attributions = dict.fromkeys(source.attribution for source in gazetteer.sources() if source.attribution)
    return {
        "title": title,
        "provenance": provenance(documents, title),
        "attribution": list(attributions),
        "n_reports": len({document.source for document in documents.values()}),
        "n_events": len(events),
        "published": published[-1].date().isoformat() if published else None,
        "tool": _tool(),
        "gazetteer_version": gazetteer.version,
        "layers_on": None if layers_on is None else list(layers_on),
        "theme": theme,
        "problems": [problem_words(problem) for problem in problems],
        "countries": list(_countries(events, gazetteer)) if len(events) <= MOST_WITH_SCENE else [],
    }


def _countries(events: Iterable[Event], gazetteer: Gazetteer) -> Iterator[tuple[float, float, str]]:
    """Where marks stand that are less than a country, and in which country: lon, lat, ISO alpha-2 code."""
    for event in events:
        for placement in event.placements:
            resolution = placement.resolution
            if resolution.shape is None or resolution.precision == "country":
                continue
            middle = resolution.shape.geometry.centroid
            if middle.is_empty:
                continue
            codes = {place.country for place in resolution.places if place.country}
            if not codes and resolution.shape.dimension == 0 and (land := gazetteer.at(middle.x, middle.y, "country")):
                codes = {land.country or ""}
            for code in sorted(codes - {""}):
                yield round(middle.x, 3), round(middle.y, 3), code


def members_of(gazetteer: Gazetteer) -> Callable[[str], frozenset[str]]:
    """What gives the ids of a region's countries, each region looked up once."""

    @cache
    def members(place_id: str) -> frozenset[str]:
        try:
            return frozenset(gazetteer.extra(place_id).get("members", ()))  # noqa: S610  no Django here
        except (KeyError, RuntimeError):  # a place of a user's own table
            return frozenset()

    return members


def named_countries(events: Iterable[Event], gazetteer: Gazetteer) -> list[str]:
    """Names of the countries that the reports name, as a place or as one who acts."""
    codes: set[str] = set()
    for event in events:
        for placement in event.placements:
            places = placement.resolution.places
            if places and len(places) <= NAMED_TOGETHER:
                codes.update(place.country for place in places if place.feature == "country" and place.country)
        if event.actors:
            codes.update(actor.country for actor in event.actors if actor.country)
    names = []
    for code in sorted(codes):
        try:
            names.append(gazetteer.country(code).name)
        except (KeyError, RuntimeError):  # a code that the gazetteer lacks has no label to be darkened
            continue
    return names
