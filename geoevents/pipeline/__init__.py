"""The flow on one screen: inputs -> documents -> events, with every problem kept and none fatal."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count, groupby
from pathlib import Path
from typing import TYPE_CHECKING

from geoevents import event_types
from geoevents.errors import InputError
from geoevents.gazetteer import Gazetteer
from geoevents.model import Document, Event, Problem
from geoevents.pipeline.corrections import Corrections
from geoevents.pipeline.events import Events
from geoevents.pipeline.own import is_own, restore
from geoevents.pipeline.pool import outcomes
from geoevents.pipeline.reading import DEFAULT_COVERAGE, Told
from geoevents.readers import READERS, Options, expand, load, read_source, settled
from geoevents.readers.days import parse_day

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from geoevents.pipeline.reading import LastResort

    # Number of files done, of all files, and the name of the next one ("" at the end).
    Progress = Callable[[int, int, str], None]

__all__ = ["Events", "options_of", "read"]


def read(  # noqa: PLR0913  everything that a user may settle, by name
    *inputs: str | os.PathLike[str],
    published: str | date | None = None,
    types: event_types.EventTypes | str | os.PathLike[str] | None = None,
    encoding: str | None = None,
    gazetteer: Gazetteer | None = None,
    workers: int = 1,
    strict: bool = False,
    progress: Progress | None = None,
    last_resort: LastResort | None = None,
    preset: str | None = None,
    columns: Mapping[str, str] | None = None,
    prose: str | None = None,
    pins: Mapping[str, str] | None = None,
    coverage: float = DEFAULT_COVERAGE,
    corrections: str | os.PathLike[str] | None = None,
) -> Events:
    """Read reports and event tables.

    Parameters
    ----------
    inputs
        Files, folders, patterns, or "-" for standard input.
    published
        Day of publication of reports that do not carry one.
    types
        Event types instead of the built-in ones, or a TOML file that adds to them.
    encoding
        Of all inputs, where they have no byte order mark; found out if not given.
    gazetteer
        Another gazetteer than the bundled one.
    workers
        Number of processes for many documents; the result is the same.
    strict
        Stop at the first input that cannot be read.
    progress
        Called before each file and once at the end.
    last_resort
        Asked for names that the gazetteer lacks: a function of the name and its expression, such as
        ``geoevents.geocoder.online.LastResort("nominatim")``. Nothing goes online without it.
    preset
        Layout of tables ("acled", "ucdp", "gdelt", ...); found by the columns if not given, "none" for no layout.
    columns
        What columns of tables mean: meaning -> name, such as ``{"lat": "Y"}``. Wins over what is recognized.
    prose
        Column of tables that is read like a report, for roles and vague places.
    pins
        Name -> place id or ISO code: settles what a name means, such as ``{"Georgia": "GE"}``.
    coverage
        Stated chance that the true place is inside the footprint of a vague place: 0.5, 0.8 or 0.95.
    corrections
        A review (`corrections.review`) corrected by hand; it wins over what is read.

    Returns
    -------
    Events
        With what went wrong in ``problems``: one bad input never loses the others.

    Raises
    ------
    InputError
        ``published`` is no date; or, if ``strict``, the first problem that is an error.
    GazetteerError
        The gazetteer cannot be opened.
    EventTypeError
        The table of event types is wrong.
    """
    options = options_of(published, encoding, preset, columns, prose)
    corrected = Corrections(corrections) if corrections is not None else None
    told = Told(dict(pins or {}), coverage)
    gazetteer = gazetteer or Gazetteer.open()
    if not isinstance(types, event_types.EventTypes):
        types = event_types.load(extra=Path(types) if types else None)
    gathered = _Gathered(strict=strict)
    names = list(expand(inputs, READERS))
    fresh = gathered.documents(_loaded(names, options, progress))
    for outcome in outcomes(fresh, gazetteer, types, workers=workers, last_resort=last_resort, told=told):
        gathered.add(outcome.document, outcome.events, outcome.problems)
    read_files = tuple(name for name in names if isinstance(name, str))
    found = tuple(gathered.events)
    if corrected:
        found, problems = corrected.apply(found, gazetteer)
        gathered.problem(*problems)
    return Events(found, tuple(gathered.kept), tuple(gathered.problems), types, gazetteer, inputs=read_files)


def options_of(
    published: str | date | None,
    encoding: str | None,
    preset: str | None,
    columns: Mapping[str, str] | None,
    prose: str | None = None,
) -> Options:
    """What the user says about the inputs, checked; the parameters are those of `read`."""
    return Options(_published(published), encoding, preset=preset, columns=columns or {}, prose=prose)


def _published(value: str | date | None) -> datetime | None:
    if value is None or isinstance(value, datetime):
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)
    day = parse_day(str(value))
    if day is None or day.ambiguous:
        raise InputError(f"published: {value!r} is not a date like 2022-11-02")
    return day.start


def _loaded(names: list[str | Problem], options: Options, progress: Progress | None) -> Iterator[Document | Problem]:
    for done, name in enumerate(names):
        if isinstance(name, Problem):
            yield name
            continue
        if progress:
            progress(done, len(names), name)
        try:
            yield from read_source(load(name, options), settled(name, options))
        except (InputError, OSError) as error:
            yield Problem(name, str(error).removeprefix(f"{name}: "))
    if progress:
        progress(len(names), len(names), "")


def _origin(entry: Document | Problem) -> tuple[bool, str]:
    return isinstance(entry, Document) and is_own(entry), entry.source


class _Gathered:
    """Events, documents and problems as they come in, in the order of the inputs, each event id once."""

    def __init__(self, *, strict: bool) -> None:
        self.events: list[Event] = []
        self.kept: list[Document] = []
        self.problems: list[Problem] = []
        self._strict = strict
        self._seen: set[str] = set()
        self._sources: dict[str, str] = {}

    def documents(self, found: Iterable[Document | Problem]) -> Iterator[Document]:
        """Documents still to be read; problems, and files of our own, are dealt with on the way."""
        for (own, _), group in groupby(found, key=_origin):
            if own:
                events, documents, problems = restore(entry for entry in group if isinstance(entry, Document))
                self.problem(*problems)
                self.kept.extend(documents)
                for event in events:
                    self._event(event, documents[0], fresh=False)
                continue
            for entry in group:
                if isinstance(entry, Problem):
                    self.problem(entry)
                elif self._sources.setdefault(entry.id, entry.source) != entry.source:
                    message = f"has the same content as {self._sources[entry.id]}; read once"
                    if entry.row in {None, 1}:
                        self.problem(Problem(entry.source, message, severity="warning"))
                else:
                    yield entry

    def add(self, document: Document, events: Iterable[Event], problems: Iterable[Problem]) -> None:
        """What one document gave."""
        self.problem(*problems)
        found = tuple(events)
        if found or document.row is None:  # a rejected row is a problem, and no document any more
            self.kept.append(document)
        for event in found:
            self._event(event, document)

    def _event(self, event: Event, document: Document, *, fresh: bool = True) -> None:
        """Keep an event. An id that came before gets a number behind it, never the other's place."""
        if event.id in self._seen:
            fate = "kept under another id" if fresh else "left out"
            message = f"the event {event.id} occurs again; it is {fate}"
            self.problem(Problem(document.source, message, document.row, severity="warning"))
            if not fresh:
                return
            number = next(number for number in count(2) if f"{event.id}#{number}" not in self._seen)
            event = replace(event, id=f"{event.id}#{number}")
        self._seen.add(event.id)
        self.events.append(event)

    def problem(self, *found: Problem) -> None:
        """Keep problems, or stop at the first error if that was asked for."""
        for problem in found:
            self.problems.append(problem)
            if self._strict and problem.severity == "error":
                raise InputError(f"{problem.source}: {problem.message}")
