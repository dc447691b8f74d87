"""What a report tells only as background: commemorations, times long past, counts of many events."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.model import Reading, When
    from geoevents.recognize.clause import Clause, Context
    from geoevents.recognize.frames import Found

_BACKGROUND = timedelta(days=366)  # what is older than this is history to a report, not its news
_HISTORY = re.compile(r"\bsince the end of\b", re.IGNORECASE)
_REMEMBERED = re.compile(r"\banniversary\b|\bcommemorat|\bin memory of\b", re.IGNORECASE)
_FICTION = re.compile(
    r"\b(?:in (?:the|a|his|her|their|its) (?:[\w-]{1,15} )?"
    r"(?:film|movie|novel|thriller|series|video ?game|game|play|comic)"
    r"|(?:film|movie|novel|thriller|drama|video ?game) (?:tells|shows|depicts|follows|is set)|fictional|box office)\b",
    re.IGNORECASE,
)
_LONG, _A_FEW = timedelta(days=4), 3
_CRISES = 3  # old events from which on a report may be a history


def commemorates(clause: Clause, one: Found) -> bool:
    """As in "on the anniversary of the attack": not that day's attack; but people march to remember it."""
    text = clause.sentence.text
    cue = _REMEMBERED.search(text)
    if cue is None:
        return _HISTORY.search(text) is not None
    marks = clause.types[one.kind].style.group == "People" and clause.sentence.tokens[one.first].start < cue.start()
    return not marks


def is_fiction(clause: Clause) -> bool:
    """As in "In the film, terrorists hijack a tanker"."""
    return _FICTION.search(clause.sentence.text) is not None


class Asides:
    """What a report tells of times long past: told on the side of its news, or what it is about."""

    def __init__(self) -> None:
        self._old: set[int] = set()

    def note(self, made: Sequence[Reading], before: Sequence[Reading], context: Context) -> list[Reading]:
        """Mark what is old of the readings ``made`` of a sentence behind those ``before``; give the others."""
        last = before[-1] if before else None
        goes_on = last if last is not None and id(last) in self._old else None
        old = [r for r in made if is_old(r.when, context) or (goes_on and _continues(r, goes_on))]
        self._old.update(map(id, old))
        return [reading for reading in made if id(reading) not in self._old]

    def settle(self, found: Sequence[Reading]) -> tuple[Reading, ...]:
        """The readings of a whole report: all of a history, and of news without its asides."""
        old: set[int] = set()
        news: set[int] = set()
        told = news
        for reading in found:  # what has no date goes with what was told before it
            told = old if id(reading) in self._old else news if reading.when else told
            if not reading.refers:
                told.add(reading.sentence.start)
        if len(old) >= _CRISES and len(old) > len(news):
            return tuple(found)
        return tuple(reading for reading in found if id(reading) not in self._old)


def _continues(reading: Reading, last: Reading) -> bool:
    """As in "In 2010 a torpedo sank the ship. The attack killed 46": what only points back goes with it."""
    return reading.refers and reading.when is None and reading.trigger.kind == last.trigger.kind


def is_old(when: When | None, context: Context) -> bool:
    """Whether the date is long past for a report of news."""
    if when is None or context.published is None or context.past:
        return False
    end = when.end or when.start
    published = (
        context.published if context.published.tzinfo else context.published.replace(tzinfo=end.tzinfo if end else None)
    )
    if when.end is None and when.start is not None:
        return published - when.start > 4 * _BACKGROUND  # "since 1953" is history, "since Friday" is not
    return end is not None and published - end > _BACKGROUND


def sums_up(clause: Clause, one: Found, when: When | None) -> bool:
    """As in "61 attacks since 17 October": a count of many events over a long time is none of them."""
    if not one.noun or when is None or when.start is None or (when.end and when.end - when.start < _LONG):
        return False
    first = min([one.first, *(item.start for item in one.items)])
    counts = [
        q.low or q.best or 0
        for begin, last, q in clause.numbers
        if first - 3 <= begin <= one.first and last <= one.first
    ]
    return any(count > _A_FEW for count in counts)
