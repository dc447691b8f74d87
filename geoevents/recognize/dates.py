"""Dates in prose: a closed grammar. Every date is an honest interval with its precision and an EDTF string.

News counts from its day of publication: "on Wednesday" in a report of a Wednesday is that day. Without a day of
publication what is relative stays unresolved: ``start`` and ``end`` are None and the precision is ``unknown``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from geoevents.model import Span, When
from geoevents.recognize import clock, date_feasts, date_offsets, date_rules
from geoevents.recognize.date_rules import Found, Frame, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoevents.recognize.clock import Clock
    from geoevents.recognize.date_rules import Rule
    from geoevents.recognize.words import Sentence

_DAY = timedelta(days=1)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|scheduled|set (?:for|to)|due|plans?|plann(?:ed|ing) (?:to|for)|upcoming|next"
    r"|ahead of|starting|begins|ends|wraps up|kicks off|concludes|to be held|expected to"
    r"|going to|intends? to|(?:is|are) to)\b",
    re.IGNORECASE,
)
# What follows the date and looks ahead: "On Friday the ministers will meet".
_AHEAD_AFTER = re.compile(
    r"(?:(?! and | but | which | who | that )[^.;:\u201c\u201d\"]){0,70}?"
    r"\b(?:will|shall|(?:is|are) (?:to|due|set|expected|scheduled|planning|going))\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|says|told|reported|announced|warned|denied|added|claimed|confirmed|vowed|agreed|promised|approved"
    r"|declared|pledged|ordered)\b",
    re.IGNORECASE,
)
_APPROXIMATE = re.compile(
    r"\b(?:about|around|roughly|some|nearly|almost|approximately|more[ ]than|over|at[ ]least|circa|by"
    r"|no[ ]later[ ]than)[ ]+\Z",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:since|from)[ ]+(?:about[ ]+|around[ ]+|at[ ]least[ ]+|early[ ]+|late[ ]+)?\Z", re.IGNORECASE)
_JOIN = re.compile(r"[ ]*(?:and|to|until|till|through|-|\u2013|into)[ ]*(?:early[ ]+|late[ ]+|the[ ]+)?")
_BARE_JOIN = re.compile(r"[ ]?[-\u2013][ ]?|[ ]+into[ ]+(?:early[ ]+)?")  # "19 Nov-3 Dec", "Friday night into Saturday"
_FROM = re.compile(
    r"\b(?P<word>between|from|overnight[ ]from|overnight|night[ ]of|late)[ ]+(?:late[ ]+|early[ ]+)?\Z", re.IGNORECASE
)
_CLAUSE_END = re.compile(r"[,;:\u2014]| (?:and|but|while|when|as) ")
_APPOSED = re.compile(r",?[ ](?:on[ ])?")
_NEAR = 48  # characters between a time of day and its day


def scan(
    text: str,
    published: datetime | None,
    *,
    anchor: datetime | None = None,
    year: int | None = None,
    field: str = "text",
    offset: int = 0,
) -> tuple[When, ...]:
    """All dates in ``text`` (one sentence), in order, as intervals of whole UTC days.

    Parameters
    ----------
    published
        What relative dates are counted from; None leaves them unresolved.
    anchor
        What "three days later" is counted from: the date last read in the document.
    year
        Of days without a year, if it is not to be found by the day of publication.
    field, offset
        Name of the document's field, and where in it ``text`` begins.
    """
    today, start = day_of(published), day_of(anchor)
    taken: list[tuple[int, int, Found]] = []
    for pattern, rule, match in _matches(text):
        if any(match.start() < end and begin < match.end() for begin, end, _ in taken):
            continue
        if pattern in _COUNTING and taken and _HANGING.match(text, match.end()) and match[0].endswith("after"):
            continue
        frame = Frame(today, start, _looks_ahead(text, match), year=year)
        if pattern in _COUNTING:
            frame = _beside(frame, taken, match)
        found = read(rule, match, frame)
        if found:
            taken.append((*_trimmed(match, found), found))
    taken.sort(key=lambda entry: entry[0])
    taken = _with_weekdays(text, taken)
    _tell_time(text, taken)
    return tuple(_when(text, entry, field, offset) for entry in _joined(text, taken))


_WEEKDAY = re.compile(
    r"(?:early |late )?(?:on )?(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)"
)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CALENDAR = re.compile(r"\d(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]{2}|[A-Z][a-z]{2,8}\.? \d")  # a day with its month
_EXPLAINED = re.compile(r"(?:,| \(|,? on| the|, the)?[ ]?")


def _with_weekdays(text: str, taken: list[tuple[int, int, Found]]) -> list[tuple[int, int, Found]]:
    """As in "on Friday, Aug. 16": one day, the one that the calendar names, in the year where it is a Friday."""
    kept: list[tuple[int, int, Found]] = []
    for start, end, found in taken:
        before = kept[-1] if kept else None
        named = _WEEKDAY.fullmatch(text, before[0], before[1]) if before else None
        if before and named and _CALENDAR.search(text, start, end) and _EXPLAINED.fullmatch(text, before[1], start):
            if found.first is not None and not re.search(r"\d{4}", text[start:end]):
                day = _of_weekday(found.first, _DAYS.index(named["day"][:3].casefold()))
                found = replace(found, first=day, last=day)  # noqa: PLW2901  the year is another one
            kept[-1] = before[0], end, found
        else:
            kept.append((start, end, found))
    return kept


def _of_weekday(day: date, weekday: int) -> date:
    """The same day of the same year, or of the one before or behind, that falls on the weekday; else as it is."""
    for year in (day.year, day.year - 1, day.year + 1):
        try:
            other = day.replace(year=year)
        except ValueError:
            continue
        if other.weekday() == weekday:
            return other
    return day


def _matches(text: str) -> Iterator[tuple[re.Pattern[str], Rule, re.Match[str]]]:
    """Calendar dates first: those that count need them."""
    for pattern, rule in (*date_rules.RULES, *date_feasts.RULES, *date_offsets.RULES):
        for match in pattern.finditer(text):
            yield pattern, rule, match


_HANGING = re.compile(r"[ ](?:-|\u2013|\u2014)[ ]")  # "On March 13 - a day after - ...": it says nothing of its own
_COUNTING = frozenset(pattern for pattern, _ in date_offsets.RULES)


def _looks_ahead(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 160) : match.start()]
    ahead, said = _last(_AHEAD, before), _last(_SAID, before)
    if ahead > said or said >= 0:
        return ahead > said
    follows = _AHEAD_AFTER.match(text, match.end())
    return follows is not None and not _SAID.search(follows[0])


def _beside(frame: Frame, taken: list[tuple[int, int, Found]], match: re.Match[str]) -> Frame:
    """The frame of a date that counts from another one, best one of its own sentence."""
    days = [(begin, end, found.first) for begin, end, found in taken if found.first and not found.lead]
    before = max((entry for entry in days if entry[1] <= match.start()), default=None)
    after = min((entry for entry in days if entry[0] >= match.end()), default=None)
    behind = after[2] if after and not _CLAUSE_END.search(match.string, match.end(), after[0]) else None
    elsewhere = before or (after if behind is None else None)
    return replace(
        frame,
        before=elsewhere[2] if elsewhere else None,
        behind=behind,
        named=after is not None and _APPOSED.fullmatch(match.string, match.end(), after[0]) is not None,
        anchor=(before[2] if before else None) or frame.anchor or (after[2] if after else None),
    )


def _tell_time(text: str, taken: list[tuple[int, int, Found]]) -> None:
    """Give days the time of day that stands beside them, where there is one time and one day for it."""
    days = [at for at, (_, _, found) in enumerate(taken) if found.first and found.first == found.last]
    days = [at for at in days if not taken[at][2].time]
    told: dict[int, list[Clock]] = {}
    for start, end, time_ in clock.scan(text) if days else ():
        nearest = min(days, key=lambda at: max(taken[at][0] - end, start - taken[at][1]))
        if max(taken[nearest][0] - end, start - taken[nearest][1]) <= _NEAR:
            told.setdefault(nearest, []).append(time_)
    for at, times in told.items():
        if len(times) == 1:
            begin, end, found = taken[at]
            taken[at] = (begin, end, replace(found, time=times[0]))


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def day_of(moment: datetime | None) -> date | None:
    """The UTC day of a moment."""
    if moment is None:
        return None
    try:
        return moment.astimezone(UTC).date() if moment.tzinfo else moment.date()
    except OverflowError:  # at the ends of the calendar
        return moment.date()


_LEAD = re.compile(
    r"(?:in|since|during|of|by|until|between|from|and|to|back[ ]+in|over|at|within|for)[ ]+(?!the[ ]+weekend)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[ ]+(?:after|before|following)\Z", re.IGNORECASE)


def _trimmed(match: re.Match[str], found: Found) -> tuple[int, int]:
    """The words of the date without the preposition before it, and without what it counts from if it is its own day."""
    lead = _LEAD.match(match[0])
    tail = None if found.lead or not match.groupdict().get("way") else _TAIL.search(match[0])
    return match.start() + (lead.end() if lead else 0), match.start() + (tail.start() if tail else len(match[0]))


def _joined(text: str, taken: list[tuple[int, int, Found]]) -> list[tuple[int, int, Found]]:
    """As in "Between A and B", "from A to B" as one stretch; "since A" as an open one."""
    joined: list[tuple[int, int, Found]] = []
    for start, end, found in taken:
        if joined and _is_stretch(text, joined[-1][:2], start):
            first = _year_before(text, joined[-1], found)
            if first.first and found.last and first.first <= found.last:
                joined[-1] = (
                    joined[-1][0],
                    end,
                    Found(first.first, found.last, "range", first.approximate or found.approximate),
                )
                continue
        if (
            _OPEN.search(text[max(0, start - 20) : start])
            and found.first
            and "from" not in text[max(0, start - 8) : start].casefold()
        ):
            found = Found(found.first, None, "open", found.approximate)  # noqa: PLW2901  "since" opens the date
        joined.append((start, end, found))
    return joined


def _year_before(text: str, entry: tuple[int, int, Found], end: Found) -> Found:
    """As in "between December and March", "from Friday to Monday": the first is the one before the last."""
    start, stop, found = entry
    if not (found.first and found.last and end.last and found.first > end.last) or re.search(
        r"\d{4}", text[start:stop]
    ):
        return found
    if _WEEKDAY.fullmatch(text, start, stop):
        return replace(found, first=found.first - 7 * _DAY) if end.last - found.first > -7 * _DAY else found
    try:
        return replace(found, first=found.first.replace(year=end.last.year - (found.first.month > end.last.month)))
    except ValueError:
        return found


def _is_stretch(text: str, first: tuple[int, int], second: int) -> bool:
    if _BARE_JOIN.fullmatch(text, first[1], second):
        return True
    led = _FROM.search(text[max(0, first[0] - 30) : first[0]])
    return led is not None and _JOIN.fullmatch(text, first[1], second) is not None


def _when(text: str, entry: tuple[int, int, Found], field: str, offset: int) -> When:
    start, end, found = entry
    approximate = found.approximate or (
        found.first is not None and bool(_APPROXIMATE.search(text[max(0, start - 20) : start]))
    )
    span = Span(field, offset + start, offset + end, text[start:end])
    if found.time is not None and found.first is not None and found.first == found.last:
        moment = clock.interval(found.time, found.first)
        first, last = moment or (midnight(found.first), midnight(found.first + _DAY))
        return When(span, first, last, "time" if moment else "day", approximate, clock.edtf(found.time, found.first))
    return When(
        span,
        midnight(found.first),
        midnight(found.last + _DAY) if found.last else None,
        found.precision,
        approximate,
        _edtf(found, approximate=approximate),
    )


def midnight(day: date | None) -> datetime | None:
    """The first moment of a day, in UTC."""
    return datetime.combine(day, time(), UTC) if day else None


def _edtf(found: Found, *, approximate: bool) -> str:
    if found.first is None:
        return ""
    mark = "~" if approximate else ""
    if found.last is None:
        return f"{found.first}{mark}/.."
    whole_month = found.first.day == 1 and (found.last + _DAY).day == 1 and found.precision == "month"
    if whole_month:
        return f"{str(found.first)[:7]}{mark}"  # strftime writes the year 9 as "9"
    if found.precision == "year" and (found.first.month, found.last.month, found.last.day) == (1, 12, 31):
        return f"{str(found.first)[:4]}{mark}"
    if found.first == found.last:
        return f"{found.first}{mark}"
    return f"{found.first}{mark}/{found.last}{mark}"


def in_sentence(
    sentence: Sentence, published: datetime | None, anchor: datetime | None, *, year: int | None = None
) -> list[tuple[int, int, When]]:
    """The dates of a sentence with the tokens that they cover."""
    found = scan(sentence.text, published, anchor=anchor, year=year, field=sentence.field, offset=sentence.offset)
    return [
        (*sentence.at(when.span.start - sentence.offset, when.span.end - sentence.offset), when)
        for when in found
        if when.span is not None
    ]
