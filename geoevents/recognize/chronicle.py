"""Reports with a calendar of their own: dates that lead a line and govern what follows, and years of long ago."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from geoevents.model import Span, When
from geoevents.recognize import dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.model import Reading

_WORDS = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b\.?"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?|\d{1,2}(?:st|nd|rd|th)?|(?:18|19|20)\d\d(?:[-/.]\d\d){0,2}"
    r"|to|and|of|the|night|morning|evening|early|mid|late|through)"
)
_LEADS = re.compile(
    r"^[ \t]{0,8}(?P<bullet>(?:[-*\u2022\u25aa#]{1,3}[ \t]+|\(?\d{1,2}\)[ \t]+)?)(?:\*\*)?\[?(?P<date>(?:On[ ])?"
    + _WORDS + r"(?:[ ]?[,/\u2013()-]?[ ]?" + _WORDS + r"){0,7}\)?)(?:,?[ ]\d{1,2}[:.]\d\d)?(?:\*\*)?"
    r"(?:\](?=[ ])|[ ]?[:.](?=\s|\*|\Z)(?:\*\*)?|[ ][\u2013\u2014-][ ]|(?P<alone>[ \t]*$))",
    re.MULTILINE,
)  # fmt: skip
# The same within a paragraph, where a colon says so: "12 July: shells fell. 14 July: a truce was reached."
_LABEL = re.compile(
    r"(?<=[.!?;] )(?P<bullet>)(?P<date>"
    + _WORDS
    + r"(?:[ ]?[,/\u2013-]?[ ]?"
    + _WORDS
    + r"){0,5})(?P<alone>(?!))?:(?=\s)"
)
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_NEXT = re.compile(r"\n[ \t]*(?:\n|[-*\u2022\u25aa#]{1,3}[ \t])")
# Words that tie a report to the day on which it was written.
_NOW = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tonight|overnight|(?:this|last|next) "
    r"(?:week|month|year)|in recent (?:days|weeks)|\w+ (?:days|weeks|months) ago)\b",
    re.IGNORECASE,
)
_PAST_YEAR = re.compile(r"(?<![\w$.,])(?P<year>1[89]\d\d|20\d\d)(?![\w-]|[.,]\d)")
_PAST_DAY = re.compile(r"\b[A-Z][a-z]{2,8}\.? (?:\d{1,2}, )?(?:1[89]\d\d|20\d\d)\b|^(?:1[89]|20)\d\d:", re.MULTILINE)
_LONG_AGO = 2  # years


@dataclass(frozen=True, slots=True)
class Heading:
    """A date that governs the text from ``start`` to ``end``; ``year`` is that of days named without one."""

    start: int
    end: int
    when: When
    year: int | None


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The calendar of a report: its headings, where they start, and whether it tells of times long past only."""

    headings: tuple[Heading, ...] = ()
    starts: tuple[int, ...] = ()
    past: bool = False

    def at(self, position: int) -> Heading | None:
        """The heading that governs a position."""
        before = bisect_right(self.starts, position)
        heading = self.headings[before - 1] if before else None
        return heading if heading and position < heading.end else None


def read(text: str, published: datetime | None) -> Chronicle:
    """The leading dates of a text with what they govern, and whether it is history."""
    leads = sorted([*_LEADS.finditer(text), *_LABEL.finditer(text)], key=lambda match: match.start())
    found = [(match, when) for match in leads if (when := _when(match, published))]
    headings: list[Heading] = []
    for at, (match, when) in enumerate(_in_order(found, published)):
        following = found[at + 1][0].start() if at + 1 < len(found) else len(text)
        close = None if match["alone"] is not None else _NEXT.search(text, match.end())
        year = when.start.year if when.start and (published is None or when.start.year != published.year) else None
        end = min(following, close.start() if close else following)
        headings.append(Heading(match.start(), end, when, year))
    return Chronicle(tuple(headings), tuple(heading.start for heading in headings), _is_past(text, published))


def _when(match: re.Match[str], published: datetime | None) -> When | None:
    words, start = match["date"], match.start("date")
    if _YEAR.fullmatch(words):
        year = int(words)
        first, last = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
        return When(Span("text", start, start + len(words), words), first, last, "year", edtf=words)
    found = [when for when in dates.scan(words, published, offset=start) if when.start]
    return min(found, key=lambda when: when.precision != "day", default=None)


def _in_order(found: list[tuple[re.Match[str], When]], published: datetime | None) -> list[tuple[re.Match[str], When]]:
    """Days of the week as a log writes them: each before the next one, the last of them not after the report."""
    if published is None or len(found) < 2:
        return found
    days: list[tuple[re.Match[str], When]] = []
    limit: datetime | None = None
    for match, when in reversed(found):
        told = when
        if re.fullmatch(r"(?:On )?[A-Z][a-z]{2,8}day", match["date"]) and when.start and when.end:
            while limit is not None and told.start is not None and told.end is not None and told.start > limit:
                week = timedelta(days=7)
                told = replace(told, start=told.start - week, end=told.end - week)
                told = replace(told, edtf=f"{told.start:%Y-%m-%d}" if told.start else "")
            limit = told.start
        days.append((match, told))
    return days[::-1]


def _is_past(text: str, published: datetime | None) -> bool:
    years = [int(match["year"]) for match in _PAST_YEAR.finditer(text)]
    if not years or not _PAST_DAY.search(text) or _NOW.search(text):
        return False  # a bare year may be background to what is told without a date
    return published is None or max(years) <= published.year - _LONG_AGO


def governed(readings: Sequence[Reading], heading: Heading | None) -> list[Reading]:
    """The readings of a sentence; those without a date get that of the heading."""
    if heading is None:
        return list(readings)
    return [r if _has_own(r.when, heading.when) else replace(r, when=heading.when) for r in readings]


def _has_own(when: When | None, heading: When) -> bool:
    """Whether a reading has a date besides that of the heading."""
    if when is None or when.start is None:
        return False
    return when.span is None or heading.span is None or when.span.start >= heading.span.end


def year_in(text: str) -> int | None:
    """The last year that a sentence writes out."""
    years = _PAST_YEAR.findall(text)
    return int(years[-1]) if years else None


def year_of(readings: Sequence[When], before: int | None) -> int | None:
    """The year that goes on: the last one that the text wrote out."""
    written = [when.start.year for when in readings if when.start and when.span and _PAST_YEAR.search(when.span.text)]
    return written[-1] if written else before
