"""Review by hand: what was found goes out as a table, and the same table, corrected, wins over what is read again.

A row per place of an event. ``drop`` with any word in it takes the event out; ``event_type``, ``date``, ``role`` and
``place`` (words, or "lat, lon") may be changed. Rows without changes change nothing.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from geoevents.errors import InputError, PlaceError
from geoevents.expressions import parse
from geoevents.model import Placement, Problem, Role, When
from geoevents.readers.days import parse_day
from geoevents.readers.delimited import unguarded
from geoevents.resolve import resolve

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Sequence

    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Event

COLUMNS = ("event_id", "place_number", "drop", "event_type", "date", "role", "place", "title", "sentence", "source")
_NEEDED = ("event_id", "place_number")


def review(events: Iterable[Event]) -> Iterator[dict[str, str]]:
    """The rows to look at."""
    for event in events:
        quote = event.evidence[0].text if event.evidence else ""
        head = {"event_id": event.id, "event_type": event.kind, "date": event.when.edtf, "drop": ""}
        tail = {"title": event.summary, "sentence": quote, "source": event.document_id}
        for number, placement in enumerate(event.placements or (None,), 1):
            place = {"role": placement.role if placement else "", "place": _words(placement)}
            yield head | {"place_number": str(number)} | place | tail


def _words(placement: Placement | None) -> str:
    if placement is None:
        return ""
    span = placement.resolution.expression.span
    return span.text if span else placement.resolution.name


class Corrections:
    """A corrected review.

    Raises
    ------
    InputError
        The file cannot be read, or is no review.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._source = str(path)
        self._kinds: set[str] = set()
        self._rows: dict[str, dict[str, tuple[int, dict[str, str]]]] = {}
        try:
            with Path(path).open(encoding="utf-8-sig", newline="") as file:
                reader = csv.DictReader(file)
                missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
                if missing:
                    raise InputError(f"{path}: has no column {missing[0]!r}; make it with: geoevents events --review")
                for number, row in enumerate(reader, 1):
                    cells = {name: unguarded(value or "").strip() for name, value in row.items() if name in COLUMNS}
                    self._rows.setdefault(_bare(cells["event_id"]), {})[cells["place_number"]] = (number, cells)
        except OSError as error:
            raise InputError(f"{path}: {error.strerror or error}") from None
        except (UnicodeDecodeError, csv.Error) as error:
            raise InputError(f"{path}: {error}") from None

    def apply(
        self, events: Sequence[Event], gazetteer: Gazetteer, types: Iterable[str]
    ) -> tuple[tuple[Event, ...], tuple[Problem, ...]]:
        """The events as corrected; a row of an event that is not there any more, or a wrong value, is a problem.

        An event may become any of the ``types``, or what another of the events is: tables bring kinds of their own.
        """
        kept, problems, known = [], list[Problem](), set[str]()
        self._kinds = {*types, *(event.kind for event in events)}
        for event in events:
            known.add(event.id)
            rows = self._rows.get(event.id)
            if rows is None:
                kept.append(event)
            elif not any(cells.get("drop") for _, cells in rows.values()):
                kept.append(self._corrected(event, rows, gazetteer, problems))
        for event_id, rows in self._rows.items():
            if event_id not in known:
                number = min(number for number, _ in rows.values())
                message = "no such event was found; the correction has no effect"
                problems.append(Problem(self._source, message, number, "event_id", event_id, "warning"))
        return tuple(kept), tuple(problems)

    def _corrected(
        self, event: Event, rows: dict[str, tuple[int, dict[str, str]]], gazetteer: Gazetteer, problems: list[Problem]
    ) -> Event:
        number, first = next(iter(rows.values()))
        kind = first.get("event_type") or event.kind
        if kind not in self._kinds:
            message = f"is no event type; known are {', '.join(sorted(self._kinds))}"
            problems.append(Problem(self._source, message, number, "event_type", kind))
            kind = event.kind
        when = event.when
        if first.get("date", event.when.edtf) != event.when.edtf:
            day = parse_day(first["date"])
            if day:
                when = When(None, day.start, day.end, day.precision, edtf=day.edtf, basis="table")
            elif first["date"]:
                problems.append(Problem(self._source, "is no date like 2022-11-02", number, "date", first["date"]))
        placements = []
        for at in range(1, max(len(event.placements), 1) + 1):
            old = event.placements[at - 1] if event.placements else None
            new = self._placed(old, rows.get(str(at)), gazetteer, problems)
            if new:
                placements.append(new)
        reason = event.unplaced_reason if placements else event.unplaced_reason or "taken out by hand"
        return replace(event, kind=kind, when=when, placements=tuple(placements), unplaced_reason=reason)

    def _placed(
        self,
        old: Placement | None,
        row: tuple[int, dict[str, str]] | None,
        gazetteer: Gazetteer,
        problems: list[Problem],
    ) -> Placement | None:
        if row is None:
            return old
        number, cells = row
        role, words = cells.get("role", ""), cells.get("place", "")
        if role and role not in get_args(Role):
            message = f"is no role; known are {', '.join(get_args(Role))}"
            problems.append(Problem(self._source, message, number, "role", role))
            role = ""
        role = role or (old.role if old else "site")
        if words == _bare(_words(old)):
            return replace(old, role=cast("Any", role)) if old else None
        if not words:
            return None
        try:
            found = resolve(parse(words, gazetteer), gazetteer)
        except PlaceError as error:
            problems.append(Problem(self._source, str(error), number, "place", words))
            return old
        if found.shape is None:
            problems.append(Problem(self._source, found.reason or "cannot be placed", number, "place", words))
            return old
        return Placement(cast("Any", role), replace(found, why=("corrected by hand", *found.why)))


def _bare(text: str) -> str:
    return text.strip()
