"""Which readings tell of one event."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from geoevents.event_types import plural
from geoevents.join import compare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.event_types import EventTypes
    from geoevents.model import Reading, When

_UNREAL = frozenset({"hypothetical", "negated"})  # nobody says that these happened or will
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n[ \t]*[-*\u2022]")
_POINTING = frozenset({"anaphor", "occurrence", "told"})
_NEEDS_PLACE = frozenset({"denied", "planned"})


@dataclass(slots=True)
class Group:
    """Readings of one event. ``inherited`` is the date of an event that a shared sentence ties it to."""

    kind: str
    readings: list[Reading]
    latest: int = 0
    inherited: When | None = None

    @property
    def real(self) -> bool:
        """Said to have happened."""
        return self.readings[0].assertion in compare.REAL

    def agrees(self, reading: Reading) -> bool:
        """Nothing in the reading excludes that it tells of this event."""
        tests = [compare.actors_agree]
        if not (reading.refers and reading.quantities and reading.trigger.kind == self.kind):
            tests.append(compare.places_agree)  # a part of what was fired may fall elsewhere
        if reading.sentence.field != "title":  # a headline names one thing of many
            tests += [compare.items_agree, compare.quantities_agree]
        return all(
            all(test(reading, own) for test in tests)
            and not compare.counts_differ(reading, own)
            and compare.dates_agree(reading.when, own.when)
            for own in self.readings
            if own.trigger.frame != "anaphor"
        )

    def overlap(self, reading: Reading) -> int:
        """How much they share."""
        return max(compare.overlap(reading, own) for own in self.readings)


def grouped(readings: Sequence[Reading], types: EventTypes, text: str = "") -> list[Group]:
    """Groups in the order of their first reading; the text is read before the title, which only repeats it."""
    groups: list[Group] = []
    for reading in sorted(readings, key=lambda r: r.sentence.field == "title"):
        order = -1 if reading.sentence.field == "title" else reading.sentence.start
        group = _pointed_to(reading, groups, types) if reading.trigger.frame in _POINTING else _home(reading, groups)
        if group is not None:
            group.readings.append(reading)
            group.latest = order
        elif _stands_alone(reading):
            groups.append(Group(reading.trigger.kind, [reading], order))
    _share_dates(groups)
    _follow_dates(groups, readings, text)
    return groups


def _stands_alone(reading: Reading) -> bool:
    """Whether a reading that fits no event yet is one of its own."""
    if reading.trigger.frame in ("anaphor", "occurrence"):
        return False
    if reading.trigger.frame == "told":
        return bool(reading.places) and reading.assertion in compare.REAL
    if reading.assertion in _UNREAL:
        return False
    if reading.assertion in _NEEDS_PLACE:
        return bool(reading.places)
    if reading.trigger.frame == "phrase":
        return bool(reading.places) or len(compare.parties(reading.actors, ("participant",))) > 1
    says = bool(reading.places or reading.when or reading.quantities or reading.actors)
    return says if not reading.refers else bool(reading.places)


def _pointed_to(reading: Reading, groups: list[Group], types: EventTypes) -> Group | None:
    """The event that "the launches" or "the attack" means: of a fitting kind, of the same actors, the last one told."""
    word = reading.trigger.lemma
    if not word:  # victims of the event just told, if it is an attack
        return next(
            (
                g
                for g in reversed(groups)
                if g.kind == reading.trigger.kind and types[g.kind].crosswalk.get("plover") == "ASSAULT"
            ),
            None,
        )
    fitting = [g for g in groups if _names(types, g.kind, word)]
    sharing = [g for g in fitting if compare.parties(reading.actors) & _parties(g)]
    return max(sharing or fitting, key=lambda g: (g.real, g.latest), default=None)


def _names(types: EventTypes, kind: str, word: str) -> bool:
    return any(
        word in (anaphor.lstrip("="), plural(anaphor.lstrip("=")), anaphor.split()[0])
        for anaphor in types[kind].anaphors
    )


def _parties(group: Group) -> frozenset[str]:
    return frozenset().union(*(compare.parties(r.actors) for r in group.readings if r.trigger.frame != "anaphor"))


def _home(reading: Reading, groups: list[Group]) -> Group | None:
    if reading.fresh:
        return None
    alike = [g for g in groups if g.kind == reading.trigger.kind and _same_standing(g, reading) and g.agrees(reading)]
    return max(alike, key=lambda g: (g.overlap(reading), g.latest), default=None)


def _same_standing(group: Group, reading: Reading) -> bool:
    """Told as real by both, or denied, warned of, planned by both; what only points back takes any real one."""
    if reading.assertion in compare.REAL:
        return group.real or (reading.refers and not reading.places and not reading.when)
    return any(own.assertion == reading.assertion for own in group.readings)


def _follow_dates(groups: list[Group], readings: Sequence[Reading], text: str) -> None:
    """An event that gives no day, nor when it was said, goes on from the last one that its paragraph dated."""
    dated = [
        r for r in readings if r.when and r.when.end and r.assertion in compare.REAL and r.sentence.field == "text"
    ]
    for group in groups:
        if group.inherited or any(r.when or r.said for r in group.readings) or not group.real:
            continue
        start = group.readings[0].sentence.start
        before = [r for r in dated if r.sentence.start < start and r.sentence.field == group.readings[0].sentence.field]
        last = max(before, key=lambda r: r.trigger.span.start, default=None)
        if last is not None and _is_short(last.when) and not _PARAGRAPH.search(text, last.sentence.end, start):
            group.inherited = last.when


def _is_short(when: When | None) -> bool:
    return bool(when and when.start and when.end and when.end - when.start <= timedelta(days=2))


def _share_dates(groups: list[Group]) -> None:
    """An event without a date takes that of another one told in the same sentence ("as ... are conducting")."""
    for group in groups:
        if any(r.when for r in group.readings):
            continue
        sentences = {r.sentence for r in group.readings if r.trigger.frame != "anaphor"}
        for other in groups:
            if other is not group and other.real and any(r.sentence in sentences for r in other.readings):
                group.inherited = group.inherited or next((r.when for r in other.readings if r.when), None)
