"""Two readings compared: which events were added, changed and removed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from geoevents.event_types import load
from geoevents.pipeline.events import Events

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geoevents.frame import Record

# Columns in which a difference is none of the event: versions, and where its words stand.
IGNORED = frozenset(
    {"event_id", "tool_version", "gazetteer_version", "source_file", "source_sha256", "char_start", "char_end"}
)


@dataclass(frozen=True, slots=True)
class Change:
    """One event that differs. ``what`` is added, changed or removed; ``values`` has (old, new) by column."""

    what: str
    event_id: str
    title: str
    values: Mapping[str, tuple[object, object]]


def compare(old: Events, new: Events) -> tuple[Change, ...]:
    """Differences in the order of the new events, with the removed ones behind them."""
    before, after = _by_event(old), _by_event(new)
    _drop_equal(before, after)
    found = []
    for key, records in after.items():
        values = _differences(before[key], records) if key in before else {}
        if values or key not in before:
            found.append(_change("changed" if key in before else "added", records, values))
    found += [_change("removed", records, {}) for key, records in before.items() if key not in after]
    return tuple(found)


def _drop_equal(before: dict[str, list[Record]], after: dict[str, list[Record]]) -> None:
    """Take out events that are on both sides under other ids: a row without an id of its own has one by its file."""
    lone = {key: records for key, records in before.items() if key not in after}
    keys: dict[tuple[object, ...], list[str]] = {}
    for key, records in lone.items():
        keys.setdefault(_content(records), []).append(key)
    for key in [key for key in after if key not in before]:
        same = keys.get(_content(after[key]))
        if same:
            del before[same.pop(0)], after[key]


def _content(records: list[Record]) -> tuple[object, ...]:
    cells = ({**record.cells, "source_row": None} for record in records)
    shapes = (record.geometry.wkb if record.geometry is not None else None for record in records)
    told = (tuple((n, str(v)) for n, v in sorted(c.items()) if n not in IGNORED and v is not None) for c in cells)
    return (*told, *shapes)


def _change(what: str, records: list[Record], values: Mapping[str, tuple[object, object]]) -> Change:
    return Change(what, str(records[0].cells["event_id"]), str(records[0].cells["title"]), values)


def as_events(changes: tuple[Change, ...], old: Events, new: Events) -> Events:
    """The events that differ, with what happened to them as their kind: for a map of the differences."""
    before, after = ({event.id: event for event in events} for events in (old, new))
    events = [
        replace((before if change.what == "removed" else after)[change.event_id], kind=change.what)
        for change in changes
    ]
    documents = {document.id: document for document in (*old.documents, *new.documents)}
    return Events(
        tuple(events), tuple(documents.values()), (), load(), new.gazetteer, inputs=(*old.inputs, *new.inputs)
    )


def _by_event(events: Events) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in events.records():
        found.setdefault(_key(record), []).append(record)
    return found


def _key(record: Record) -> str:
    """The event's id without the name of its table: tomorrow's file may be called otherwise."""
    return str(record.cells["event_id"]).removeprefix(f"{PurePath(str(record.cells['source_file'])).stem}:")


def _differences(old: list[Record], new: list[Record]) -> dict[str, tuple[object, object]]:
    """Columns with other values, and "geometry" and "places" where those differ."""
    found: dict[str, tuple[object, object]] = {}
    if len(old) != len(new):
        found["places"] = (len(old), len(new))
    for one, other in zip(old, new, strict=False):
        for name in dict.fromkeys((*one.cells, *other.cells)):
            values = one.cells.get(name), other.cells.get(name)
            if name not in IGNORED and (values[0] or None) != (values[1] or None):
                found.setdefault(name, values)
        if not _same(one, other):
            found.setdefault("geometry", ("", "moved"))
    return found


def _same(one: Record, other: Record) -> bool:
    if one.geometry is None or other.geometry is None:
        return one.geometry is other.geometry
    return bool(one.geometry.equals_exact(other.geometry, 1e-6) or one.geometry.equals(other.geometry))
