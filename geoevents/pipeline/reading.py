"""One document -> its events. What goes wrong stays with the document: the others never notice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geoevents.errors import GeoEventsError
from geoevents.expressions.base import Focus
from geoevents.join import join
from geoevents.model import Problem
from geoevents.recognize import recognize
from geoevents.recognize.columns import RowReader
from geoevents.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geoevents.event_types import EventTypes
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Document, Event, Place, PlaceExpression, Reading, Resolution

# Score from which a name is settled without looking at the rest of the report.
CLEAR = 0.8
UNDATED = (
    "no date of publication, so days like \u201cWednesday\u201d stay open;"
    " give it by front matter (date: 2022-11-02) or --published"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one document gave."""

    document: Document
    events: tuple[Event, ...] = ()
    problems: tuple[Problem, ...] = ()


class Reader:
    """Reads documents with one gazetteer and one table of event types."""

    def __init__(self, gazetteer: Gazetteer, types: EventTypes) -> None:
        self._gazetteer = gazetteer
        self._types = types
        self._rows = RowReader(gazetteer, types, self._resolve_cell)

    def read(self, document: Document) -> Outcome:
        """Events of a report or of a table row; a failure is a problem, with nothing of the document kept."""
        try:
            return self._row(document) if document.columns else self._report(document)
        except GeoEventsError as error:
            return Outcome(document, problems=(_failed(document, str(error)),))
        except Exception as error:  # noqa: BLE001  one bad document must not lose the others
            return Outcome(document, problems=(_failed(document, f"could not be read: {_bug(error)}"),))

    def _row(self, document: Document) -> Outcome:
        event, problems = self._rows.read(document)
        return Outcome(document, (event,) if event else (), problems)

    def _report(self, document: Document) -> Outcome:
        readings = recognize(document, self._gazetteer, self._types)
        settled = self._settled(readings)

        def place(expression: PlaceExpression, focus: Focus | None) -> Resolution:
            return resolve(expression, self._gazetteer, focus=focus, context=settled)

        events = join(document, readings, types=self._types, resolve=place)
        undated = document.published is None
        warnings = (Problem(document.source, UNDATED, document.row, severity="warning"),) if undated else ()
        return Outcome(document, events, warnings)

    def _settled(self, readings: Iterable[Reading]) -> tuple[Place, ...]:
        """Places that are clear on their own: they help to choose among namesakes in the rest of the report."""
        clear: dict[str, Place] = {}
        seen: set[str] = set()
        todo = [expression for reading in readings for _, expression in reading.places]
        while todo:
            expression = todo.pop()
            todo.extend(expression.anchors)
            words = expression.span.text if expression.span else ""
            if expression.anchors or not words or words in seen:
                continue
            seen.add(words)
            found = resolve(expression, self._gazetteer)
            if found.shape is not None and found.score >= CLEAR:
                clear.update((place.id, place) for place in found.places)
        return tuple(clear[key] for key in sorted(clear))

    def _resolve_cell(self, expression: PlaceExpression, country: Place | None) -> Resolution:
        focus = Focus(country, "the country that the row names") if country else None
        return resolve(expression, self._gazetteer, focus=focus, context=(country,) if country else ())


def _failed(document: Document, message: str) -> Problem:
    return Problem(document.source, message, document.row)


def _bug(error: Exception) -> str:
    """Kind, words and place of an unexpected error: enough for a report, without a trace-back on the terminal."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" ({trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno})" if trace else ""
    return f"{type(error).__name__}: {error}{where}; please report this"
