"""What the page says of itself: title, provenance, sources, problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING, Any, Protocol

from geoevents.render.numbers import MOST_WITH_SCENE
from geoevents.render.placed import PRECISIONS
from geoevents.render.strings import PROVENANCE
from geoevents.render.words import day, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from geoevents.model import Document, Place, Problem
    from geoevents.render.numbers import Numbers

_COUNTRY = PRECISIONS.index("country")


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


@dataclass(slots=True)
class Origin:
    """What the page says of the documents behind its events."""

    documents: int = 0
    reports: set[str] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)
    published: set[datetime] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Origin:
        """That of documents."""
        found = list(documents)
        return cls(
            len(found),
            {document.source for document in found if not document.columns},
            {document.source for document in found if document.columns},
            {document.published for document in found if document.published is not None},
            {document.title for document in found if document.title},
        )

    def counted(self) -> str:
        """How many: "3 reports and 1 table"."""
        told = {}
        for sources, one, many in ((self.reports, "report", "reports"), (self.tables, "table", "tables")):
            if sources:
                count = len(sources)
                told[many] = PROVENANCE[one] if count == 1 else PROVENANCE[many].format(n=number(count))
        if not told:
            return PROVENANCE["reports"].format(n=0)
        return PROVENANCE["both"].format(**told) if len(told) == 2 else next(iter(told.values()))


def title_of(events: int, origin: Origin) -> str:
    """The title of the only report, or what was read: "8 events from 3 reports"."""
    if origin.documents == 1 and origin.titles:
        return next(iter(origin.titles))
    return PROVENANCE["event" if events == 1 else "events"].format(n=number(events), reports=origin.counted())


def _tool() -> str:
    try:
        return f"geoevents {metadata.version('geoevents')}"
    except metadata.PackageNotFoundError:  # run from a checkout that is not installed
        return "geoevents"


def provenance(origin: Origin, title: str = "") -> str:
    """One line: how many reports, unless the title says so already, and when they were published."""
    reports = origin.counted()
    told = [] if title.endswith(reports) else [reports]
    if origin.published:
        first, last = day(min(origin.published)), day(max(origin.published))
        if first == last:
            told.append(PROVENANCE["published"].format(day=day(min(origin.published), weekday=True)))
        else:
            told.append(PROVENANCE["published_range"].format(first=first, last=last))
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
    numbers: Numbers,
    origin: Origin,
    gazetteer: Gazetteer,
    *,
    title: str,
    problems: Iterable[Problem],
    layers_on: Sequence[str] | None,
    theme: str,
) -> dict[str, Any]:
    """The ``meta`` of the page: JSON values only, no clock, so that the same input gives the same page."""
    attributions = dict.fromkeys(source.attribution for source in gazetteer.sources() if source.attribution)
    return {
        "title": title,
        "provenance": provenance(origin, title),
        "attribution": list(attributions),
        "n_reports": len(origin.reports | origin.tables),
        "n_events": numbers.events,
        "published": max(origin.published).date().isoformat() if origin.published else None,
        "tool": _tool(),
        "gazetteer_version": gazetteer.version,
        "layers_on": None if layers_on is None else list(layers_on),
        "theme": theme,
        "problems": [problem_words(problem) for problem in problems],
        "countries": list(_countries(numbers, gazetteer)) if numbers.events <= MOST_WITH_SCENE else [],
    }


def _countries(numbers: Numbers, gazetteer: Gazetteer) -> Iterator[tuple[float, float, str]]:
    """Where marks stand that are less than a country, and in which country: lon, lat, ISO alpha-2 code."""
    for lon, lat, dimension, level, lands in numbers.scene:
        if dimension < 0 or level == _COUNTRY:
            continue
        land = None if lands or dimension else gazetteer.at(lon, lat, "country")
        for code in (land.country,) if land else lands:
            if code:
                yield round(lon, 3), round(lat, 3), code


def members_of(gazetteer: Gazetteer) -> Callable[[str], frozenset[str]]:
    """What gives the ids of a region's countries, each region looked up once."""

    @cache
    def members(place_id: str) -> frozenset[str]:
        try:
            return frozenset(gazetteer.extra(place_id).get("members", ()))  # noqa: S610  no Django here
        except (KeyError, RuntimeError):  # a place of a user's own table
            return frozenset()

    return members


def named_countries(codes: Iterable[str], gazetteer: Gazetteer) -> list[str]:
    """Names of the countries that the reports name, as a place or as one who acts."""
    names = []
    for code in sorted(codes):
        try:
            names.append(gazetteer.country(code).name)
        except (KeyError, RuntimeError):  # a code that the gazetteer lacks has no label to be darkened
            continue
    return names
