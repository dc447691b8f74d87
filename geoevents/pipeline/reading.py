"""One document -> its events. What goes wrong stays with the document: the others never notice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from geoevents.errors import GazetteerDamageError, GeoEventsError, InputError
from geoevents.expressions.base import COVERAGES, DEFAULT_COVERAGE, Focus, made
from geoevents.expressions.named import Named
from geoevents.gazetteer.damage import raise_damage
from geoevents.join import join, settled
from geoevents.model import Problem, Resolution
from geoevents.readers import read_source
from geoevents.recognize import PROSE, recognize
from geoevents.recognize.columns import UNTYPED, RowReader
from geoevents.resolve import company, resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from geoevents.event_types import EventTypes
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Document, Event, Place, PlaceExpression, Placement, Reading, Span
    from geoevents.readers import Options, Source

    # Name that the gazetteer lacks, and its expression -> where it is, or None.
    LastResort = Callable[[str, PlaceExpression], Resolution | None]

UNDATED = (
    "no date of publication, so days like \u201cWednesday\u201d stay open;"
    " give it by front matter (date: 2022-11-02) or --published"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What the user has settled: ``pins`` of names to place ids, and the stated ``coverage`` of footprints."""

    pins: Mapping[str, str] = field(default_factory=dict)
    coverage: float = DEFAULT_COVERAGE

    def __post_init__(self) -> None:
        """Refuse a coverage for which no width was measured."""
        if self.coverage not in COVERAGES:
            raise InputError(
                f"coverage is {self.coverage!r}; footprints are known for {', '.join(map(str, COVERAGES))}"
            )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one document gave."""

    document: Document
    events: tuple[Event, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """A file of reports, still as bytes, with the options for it."""

    source: Source
    options: Options


# What is read at a time, and what that gives: a file may hold several reports, or none that can be read.
Job: TypeAlias = "Document | File"
Batch: TypeAlias = tuple[Outcome | Problem, ...]


# Places that a table must name in one country, and their share of all, to say where its other names lie.
_AT_HOME, _SHARE_AT_HOME = 4, 0.6


class Reader:
    """Reads documents with one gazetteer and one table of event types."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        types: EventTypes,
        last_resort: LastResort | None = None,
        told: Told | None = None,
    ) -> None:
        self._last_resort = last_resort
        self._told = told or Told()
        self._gazetteer = gazetteer
        self._types = types
        self._broken: list[str] = []
        self._beside: dict[str, tuple[Place, ...]] = {}
        self.rows = RowReader(gazetteer, types, self._resolve_cell)

    def work(self, job: Job) -> Batch:
        """What a document or a file gives, in order. Never raises for what strangers wrote."""
        return tuple(self._file(job)) if isinstance(job, File) else (self.read(job),)

    def _file(self, file: File) -> Iterator[Outcome | Problem]:
        name = file.source.name
        try:
            for entry in read_source(file.source, file.options):
                yield entry if isinstance(entry, Problem) else self.read(entry)
        except (InputError, OSError) as error:
            yield Problem(name, str(error).removeprefix(f"{name}: "))
        except GazetteerDamageError:
            raise
        except Exception as error:  # noqa: BLE001  one bad file must not lose the others
            yield Problem(name, fault(error))

    def read(self, document: Document) -> Outcome:
        """Events of a report or of a table row; a failure is a problem, with nothing of the document kept.

        Raises
        ------
        GazetteerDamageError
            Then no document can be read.
        """
        try:
            return self._row(document) if document.columns else self._report(document)
        except Exception as error:  # noqa: BLE001  one bad document must not lose the others
            return Outcome(document, problems=(_failed(document, self.trouble(error)),))

    def trouble(self, error: Exception) -> str:
        """What to say of a document or a row that an error has ended.

        Raises
        ------
        GazetteerDamageError
            Then no document can be read.
        """
        if isinstance(error, GazetteerDamageError):
            raise error
        if isinstance(error, GeoEventsError):
            return str(error)
        raise_damage(error, self._gazetteer.path)
        return fault(error)

    def _row(self, document: Document) -> Outcome:
        event, problems = self.rows.read(document)
        if event and "prose" in document.columns:
            event, problems = self._with_prose(document, event, problems)
        return Outcome(document, (event,) if event else (), (*problems, *self.broken(document)))

    def broken(self, document: Document) -> tuple[Problem, ...]:
        """Faults on the ground since the last call, blamed on this document."""
        found = tuple(_failed(document, message) for message in self._broken)
        self._broken.clear()
        return found

    def _with_prose(
        self, document: Document, event: Event, problems: tuple[Problem, ...]
    ) -> tuple[Event, tuple[Problem, ...]]:
        """The event of a row with what a column of prose adds: roles that the row lacks, and vague places.

        Where the row has no place at all, those of the prose are its places; its kind is the prose's where the table
        has none. Positions and kinds that the row states are never changed.
        """
        column = document.columns["prose"]
        text = document.fields.get(column, "")
        report = replace(document, fields={"text": text}, columns={}, row=None, published=event.when.start)
        told = self._report(report).events
        untyped = "kind" not in document.columns and event.kind == UNTYPED
        same = [other for other in told if other.kind == event.kind or untyped]
        if not same:
            return event, problems
        source = same[0]
        placed = any(placement.resolution.shape is not None for placement in event.placements)
        kept = event.placements if placed else ()
        roles = {placement.role for placement in kept} | ({"site"} if placed else set())
        more = tuple(_spanned(p, column) for p in source.placements if p.role not in roles)
        if not placed and more:
            problems = tuple(p for p in problems if p.severity == "error")
        elif not placed:
            kept = event.placements
        return replace(
            event,
            kind=source.kind if untyped else event.kind,
            placements=(*kept, *more),
            quantities=event.quantities or tuple(replace(q, span=_at(q.span, column)) for q in source.quantities),
            unplaced_reason=None if kept or more else event.unplaced_reason,
        ), problems

    def _report(self, document: Document) -> Outcome:
        readings = recognize(document, self._gazetteer, self._types)
        context, broken = self._company(document, readings), list[str]()

        def place(expression: PlaceExpression, focus: Focus | None) -> Resolution:
            return self._place(expression, broken, focus=focus, context=context)

        events = join(document, readings, types=self._types, resolve=place)
        problems = [_failed(document, message) for message in dict.fromkeys(broken)]
        if document.published is None:
            problems.append(Problem(document.source, UNDATED, document.row, severity="warning"))
        return Outcome(document, events, tuple(problems))

    def _company(self, document: Document, readings: tuple[Reading, ...]) -> tuple[Place, ...]:
        """The places that the report names, wherever it names them: what a name means is likelier near these."""
        if not readings:
            return ()
        prose = (document.fields.get(field, "") for field in PROSE)
        return company(prose, self._gazetteer, settled(readings), self._told.pins)

    def _place(self, expression: PlaceExpression, broken: list[str], **told: Any) -> Resolution:  # noqa: ANN401  resolve's
        """A resolution in any case: a fault on the ground costs one place, not the report."""
        try:
            found = resolve(
                expression, self._gazetteer, pins=self._told.pins, coverage=self._told.coverage, hints=False, **told
            )
            if found.shape is not None and not found.shape.is_outline:
                found = made(found)  # here, where a fault is known to be of this report
        except Exception as error:  # noqa: BLE001  one bad place must not lose the others
            raise_damage(error, self._gazetteer.path)
            words = expression.span.text if expression.span else "a place"
            broken.append(f"{words!r} could not be placed: {_bug(error)}")
            return Resolution(expression, None, reason="the geometry could not be made", name=words)
        return self._elsewhere(expression, found) or found

    def _elsewhere(self, expression: PlaceExpression, found: Resolution) -> Resolution | None:
        """What the last resort says of a name that nothing here knows."""
        if self._last_resort is None or found.shape is not None:
            return None
        if not isinstance(expression, Named) or expression.candidates:
            return None
        return self._last_resort(expression.name, expression)

    def _resolve_cell(self, expression: PlaceExpression, country: Place | None, beside: str) -> Resolution:
        """Where a cell is, in the country of its row, or else beside the other names of its table."""
        if country:
            focus = Focus(country, "the country that the row names")
            return self._place(expression, self._broken, focus=focus, context=(country,))
        if beside not in self._beside:
            self._beside[beside] = home(company((beside,), self._gazetteer, (), self._told.pins)) if beside else ()
        return self._place(expression, self._broken, focus=None, context=self._beside[beside])


def home(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Those places of a table that lie in the country of most of them; none if it has no such country."""
    countries = Counter(place.country for place in places)
    country, number = max(countries.items(), key=lambda item: item[1], default=(None, 0))
    if country is None or number < _AT_HOME or number < _SHARE_AT_HOME * len(places):
        return ()
    return tuple(place for place in places if place.country == country)


def _at(span: Span, column: str) -> Span:
    return replace(span, field=column)


def _spanned(placement: Placement, column: str) -> Placement:
    """The same with its words where they stand in the table."""
    expression = placement.resolution.expression
    if expression.span is None:
        return placement
    expression = replace(expression, span=_at(expression.span, column))
    return replace(placement, resolution=replace(placement.resolution, expression=expression))


def _failed(document: Document, message: str) -> Problem:
    return Problem(document.source, message, document.row)


def fault(error: Exception) -> str:
    """What to say of a row or a report that met a fault of ours."""
    return f"could not be read: {_bug(error)}"


def _bug(error: Exception) -> str:
    """Kind, words and place of an unexpected error: enough for a report, without a trace-back on the terminal."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" ({trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno})" if trace else ""
    return f"{type(error).__name__}: {error}{where}; please report this"
