"""What comes in, in the order of the inputs: each content read once, each event id kept once, every problem told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count, groupby
from typing import TYPE_CHECKING, TypeAlias

from geoevents.errors import InputError
from geoevents.model import Document, Event, Problem
from geoevents.pipeline.own import is_own, restore
from geoevents.pipeline.reading import File, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geoevents.pipeline.reading import Batch


@dataclass(frozen=True, slots=True)
class Restored:
    """The rows of one file that geoevents wrote itself."""

    events: tuple[Event, ...]
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


# What stands in the row of inputs: what is still to be read, and what is there already.
Entry: TypeAlias = Document | File | Problem | Restored


class Gathered:
    """Events, documents and problems in the order of the inputs, whoever read them and when."""

    def __init__(self, *, strict: bool) -> None:
        self.events: list[Event] = []
        self.kept: list[Document] = []
        self.problems: list[Problem] = []
        self._strict = strict
        self._seen: set[str] = set()
        self._sources: dict[str, str] = {}

    def fresh(self, found: Iterable[Entry]) -> Iterator[Entry]:
        """The same without what has the same content as something before, and with files of our own put together."""
        for (own, _), group in groupby(found, key=_origin):
            if own:
                yield Restored(*restore(entry for entry in group if isinstance(entry, Document)))
                continue
            for entry in group:
                again = self._again(entry)
                if again is None:
                    yield entry
                elif again:
                    yield again[0]

    def _again(self, entry: Entry) -> tuple[Problem, ...] | None:
        """None for what is new; else what to tell, once for a whole file."""
        if isinstance(entry, File):
            told = self._same(entry.source.id, entry.source.name)
        elif isinstance(entry, Document):
            told = self._same(entry.id, entry.source)
        else:
            return None
        if told is None:
            return None
        return (told,) if isinstance(entry, File) or entry.row in {None, 1} else ()

    def _same(self, key: str, source: str) -> Problem | None:
        """What to say of a content that came before under another name."""
        first = self._sources.setdefault(key, source)
        if first == source:
            return None
        return Problem(source, f"has the same content as {first}; read once", severity="warning")

    def take(self, entry: Entry, batch: Batch) -> None:
        """Keep an entry, or what reading it gave."""
        if isinstance(entry, Problem):
            self.problem(entry)
        elif isinstance(entry, Restored):
            self.problem(*entry.problems)
            self.kept.extend(entry.documents)
            for event in entry.events:
                self._event(event, entry.documents[0], fresh=False)
        for found in batch:
            if isinstance(found, Problem):
                self.problem(found)
            else:
                self._add(found)

    def _add(self, outcome: Outcome) -> None:
        document = outcome.document
        same = self._same(document.id, document.source)  # an entry of a feed that another feed has too
        if same is not None:
            self.problem(same)
            return
        self.problem(*outcome.problems)
        if outcome.events or document.row is None:  # a rejected row is a problem, and no document any more
            self.kept.append(document)
        for event in outcome.events:
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


def _origin(entry: Entry) -> tuple[bool, str]:
    if isinstance(entry, File):
        return False, entry.source.name
    return isinstance(entry, Document) and is_own(entry), getattr(entry, "source", "")
