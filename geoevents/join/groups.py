"""Which readings tell of one event."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from geoevents.inflection import plural
from geoevents.join import compare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.event_types import EventTypes
    from geoevents.model import Reading, Span, When

_UNREAL = frozenset({"hypothetical", "negated"})  # nobody says that these happened or will
_PARAGRAPH = re.compile(r"(?=(\n[ \t]*(?:\n|[-*\u2022])))")
_LABEL = re.compile(r"(?<=[.!?])( )(?=[A-Z][\w'-]{2,20}(?: [A-Z][\w'-]{2,20}){0,2}: )")  # "... HAITI: Gangs ..."
_POINTING = frozenset({"anaphor", "occurrence", "told"})
_DOWNING = "shootdown"
_NEEDS_PLACE = frozenset({"denied", "planned", "warned"})
_DAY = len("2024-03-06")  # of an EDTF string
_LOOK_BACK = 50  # events of a kind, and differing tellings of an event, that a reading is compared with


@dataclass(slots=True)
class Group:
    """Readings of one event. ``inherited`` is the date of an event that a shared sentence ties it to.

    Only with ``differing`` is anything compared: the first reading and the last ones that say something new; and
    likewise, of those that only point back, with ``pointing``.
    """

    kind: str
    order: int = 0
    readings: list[Reading] = field(default_factory=list)
    latest: int = 0
    inherited: When | None = None
    differing: dict[tuple[object, ...], Reading] = field(default_factory=dict)
    pointing: dict[tuple[object, ...], Reading] = field(default_factory=dict)
    assertions: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    counts: set[tuple[str | None, float | None]] = field(default_factory=set)
    foes: set[str] = field(default_factory=set)  # who shot down what it was done with

    def add(self, reading: Reading, facts: tuple[object, ...], order: int) -> None:
        """Take in one more reading, with its ``compare.facts``."""
        self.readings.append(reading)
        self.latest = order
        self.assertions.add(reading.assertion)
        self.counts.update((q.item, q.best) for q in reading.quantities)
        points = reading.trigger.frame == "anaphor"
        if not points:
            self.parties |= compare.parties(reading.actors)
        kept = self.pointing if points else self.differing
        kept.setdefault(facts, reading)
        if len(kept) > _LOOK_BACK:
            del kept[list(kept)[1]]

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
            for own in self.differing.values()
        )

    def overlap(self, reading: Reading) -> int:
        """How much they share."""
        return max(compare.overlap(reading, own) for own in (*self.differing.values(), *self.pointing.values()))


@dataclass(slots=True)
class Told:
    """The events told so far, found by what a reading says: a report of thousands of events is searched at once."""

    groups: list[Group] = field(default_factory=list)
    recent: defaultdict[str, dict[int, Group]] = field(default_factory=lambda: defaultdict(dict))
    newest: dict[str, Group] = field(default_factory=dict)
    saying: dict[tuple[object, ...], Group] = field(default_factory=dict)
    downed: defaultdict[Span, set[str]] = field(default_factory=lambda: defaultdict(set))  # things -> by whom

    def add(self, group: Group | None, reading: Reading, order: int) -> None:
        """Put a reading into its group, or into a new one."""
        kind = reading.trigger.kind
        if group is None:
            group = self.newest[kind] = Group(kind, len(self.groups))
            self.groups.append(group)
        facts = compare.facts(reading)
        group.add(reading, facts, order)
        group.foes |= self.foes(reading)
        self.saying[facts] = group
        of_kind = self.recent[group.kind]
        of_kind.pop(group.order, None)
        of_kind[group.order] = group
        if len(of_kind) > _LOOK_BACK:
            del of_kind[next(iter(of_kind))]

    def foes(self, reading: Reading) -> set[str]:
        """Who shot down the things that were fired: nobody shoots down what he fires."""
        if reading.trigger.kind == _DOWNING:
            return set()
        return {party for thing in reading.things if thing in self.downed for party in self.downed[thing]}

    def like(self, reading: Reading) -> list[Group]:
        """The events of its kind told last, and the one told of in the same terms, in the order of their telling."""
        kind = reading.trigger.kind
        found = dict(self.recent[kind])
        same = self.saying.get(compare.facts(reading)) if len(found) == _LOOK_BACK else None
        if same is not None and same.kind == kind:
            found[same.order] = same
        return [found[order] for order in sorted(found)]

    def named(self, word: str, types: EventTypes) -> list[Group]:
        """The events told last of the kinds that a word may mean, in the order of their telling."""
        found = {k: g for kind, few in self.recent.items() if _names(types, kind, word) for k, g in few.items()}
        return [found[order] for order in sorted(found)]


def grouped(readings: Sequence[Reading], types: EventTypes, text: str = "") -> list[Group]:
    """Groups in the order of their first reading; the text is read before the title, which only repeats it."""
    told = Told()
    for reading in readings:
        if reading.trigger.kind == _DOWNING:
            for thing in reading.things:
                told.downed[thing] |= compare.parties(reading.actors)
    for reading in sorted(readings, key=lambda r: r.sentence.field == "title"):
        order = -1 if reading.sentence.field == "title" else reading.sentence.start
        group = _pointed_to(reading, told, types) if reading.trigger.frame in _POINTING else _home(reading, told)
        if group is not None and reading.sentence.field == "title" and not group.agrees(reading):
            reading = replace(reading, places=())  # noqa: PLW2901  its place is a wider one
        if group is not None or _stands_alone(reading):
            told.add(group, reading, order)
    _share_dates(told.groups)
    _follow_dates(told.groups, readings, text)
    return told.groups


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
        dated = reading.when is not None and reading.when.start is not None
        known = reading.name or len(compare.parties(reading.actors, ("participant",))) > 1
        return bool(reading.places or known or (dated and reading.quantities))
    says = bool(reading.places or reading.when or reading.quantities or reading.actors)
    return says if not reading.refers else bool(reading.places)


def _pointed_to(reading: Reading, told: Told, types: EventTypes) -> Group | None:
    """The event that "the launches" or "the attack" means: of a fitting kind, of the same actors, the last one told."""
    word = reading.trigger.lemma
    if not word:  # victims of the event just told, if it is an attack
        last = told.newest.get(reading.trigger.kind)
        return last if last and types[last.kind].crosswalk.get("plover") == "ASSAULT" else None
    fitting = told.named(word, types)
    sharing = [g for g in fitting if compare.parties(reading.actors) & g.parties]
    return max(sharing or fitting, key=lambda g: (g.real, g.latest), default=None)


def _names(types: EventTypes, kind: str, word: str) -> bool:
    return any(
        word in (anaphor.lstrip("="), plural(anaphor.lstrip("=")), anaphor.split()[0])
        for anaphor in types[kind].anaphors
    )


def _home(reading: Reading, told: Told) -> Group | None:
    if reading.fresh:
        return None
    foes, own = told.foes(reading), compare.parties(reading.actors)
    alike = [g for g in told.like(reading) if not (foes & g.parties or own & g.foes)]
    alike = [g for g in alike if _same_standing(g, reading) and g.agrees(reading)]
    if not alike and reading.sentence.field == "title":
        return _counted_alike(reading, told)
    return max(alike, key=lambda g: (g.overlap(reading), g.latest), default=None)


def _counted_alike(reading: Reading, told: Told) -> Group | None:
    """The event with as many victims as the headline, whatever wider place that names ("strikes on Gaza")."""
    counts = {(q.item, q.best) for q in reading.quantities if q.best and q.item in compare.VICTIMS}
    same = [g for g in told.like(reading) if g.real and counts & g.counts]
    return same[0] if len(same) == 1 and reading.assertion in compare.REAL else None


def _same_standing(group: Group, reading: Reading) -> bool:
    """Told as real by both, or denied, warned of, planned by both; what only points back takes any real one."""
    if reading.assertion in compare.REAL:
        return group.real or (reading.refers and not reading.places and not reading.when)
    return reading.assertion in group.assertions


def _follow_dates(groups: list[Group], readings: Sequence[Reading], text: str) -> None:
    """An event that gives no day, nor when it was said, goes on from the last one that its paragraph dated."""
    dated = [r for r in readings if _day_told(r) and r.assertion in compare.REAL and r.sentence.field == "text"]
    dated.sort(key=lambda r: r.sentence.start)
    starts = [r.sentence.start for r in dated]
    lasts = list(accumulate(dated, _later))
    breaks = sorted(match.span(1) for pattern in (_PARAGRAPH, _LABEL) for match in pattern.finditer(text))
    for group in groups:
        if group.inherited or any(r.when or r.said for r in group.readings) or not group.real:
            continue
        sentence = group.readings[0].sentence
        before = bisect_left(starts, sentence.start) if sentence.field == "text" else 0
        last = lasts[before - 1] if before else None
        when = _day_told(last) if last else None
        if last is None or when is None or not _is_short(when) or _is_another_story(last, group.readings):
            continue
        at = bisect_left(breaks, (last.sentence.end, 0))
        if at == len(breaks) or breaks[at][1] > sentence.start:
            group.inherited = _whole_days(when)


def _is_another_story(before: Reading, readings: Sequence[Reading]) -> bool:
    """As in rifles in Mombasa, then "Police in Rotterdam have seized": news of its own, and no country is in both."""
    if not any(_PERFECT.search(r.sentence.text[: r.trigger.span.start - r.sentence.start]) for r in readings):
        return False
    one, other = _countries((before,)), _countries(readings)
    return bool(one and other) and one.isdisjoint(other)


_PERFECT = re.compile(r"\b(?:have|has)(?: \w+ly)? \Z")


def _countries(readings: Sequence[Reading]) -> set[str]:
    """Of the places, and of those who act."""
    places = [place for r in readings for _, expression in r.places for place in compare.candidates(expression)]
    lands = [r.land for r in readings if r.land]
    acting = [actor.country for r in readings for actor in r.actors]
    return {code for code in (*(place.country for place in (*places, *lands)), *acting) if code}


def _day_told(reading: Reading) -> When | None:
    """The date of what a reading tells, else that of the statement, if it has an end."""
    when = reading.when or reading.said
    return when if when and when.end else None


def _whole_days(when: When) -> When:
    """What goes on from a time of day is of that day, at a time of its own."""
    day = when.edtf[:_DAY] if "T" in when.edtf else ""
    if not day:
        return when
    start = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return replace(when, start=start, end=start + timedelta(days=1), precision="day", edtf=day)


def _later(a: Reading, b: Reading) -> Reading:
    return b if b.trigger.span.start > a.trigger.span.start else a


def _is_short(when: When | None) -> bool:
    return bool(when and when.start and when.end and when.end - when.start <= timedelta(days=2))


def _share_dates(groups: list[Group]) -> None:
    """An event without a date takes that of another one told in the same sentence ("as ... are conducting")."""
    telling: defaultdict[Span, dict[int, When]] = defaultdict(dict)  # sentence -> the dated events that it tells of
    for group in groups:
        when = next((r.when for r in group.readings if r.when), None)
        if when and group.real:
            for reading in group.readings:
                if reading.trigger.frame != "anaphor" or reading.trigger.span.start > reading.sentence.start:
                    # "One of the missiles" are those told of, "Shells" that begin a sentence are new ones
                    telling[reading.sentence][group.order] = when
    for group in groups:
        if any(r.when for r in group.readings):
            continue
        sentences = {r.sentence for r in group.readings if r.trigger.frame != "anaphor"}
        others = {order: when for sentence in sentences for order, when in telling.get(sentence, {}).items()}
        if others:
            group.inherited = _whole_days(others[min(others)])
