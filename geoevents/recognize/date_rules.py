"""The rules of the grammar of dates: a pattern each, and the stretch of days that it means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

from geoevents.recognize import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from geoevents.model import DatePrecision
    from geoevents.recognize.clock import Clock

_DAY = timedelta(days=1)
_LONGEST_MONTH = 31
_SHORT_YEAR, _LAST_CENTURY = 99, 60  # of years in two figures, 60 to 99 are of the last century
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
_SATURDAY = 5
_WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_LONG = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
# As written in prose, and in capitals as in telegrams and old communiques.
_MONTH = "(?P<month>" + _LONG + "|" + _LONG.upper() + r"|(?:" + _SHORT + "|" + _SHORT.upper() + r")\b\.?)"
_WEEKDAY = "(?P<weekday>" + _DAYS + "|" + _DAYS.upper() + r"|(?:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\.)"
_REL_YEAR = r"(?:[ ]+(?:of[ ]+)?(?P<rel>last|this|next)[ ]+year)?"
_PART = r"(?:[ ]+(?:early[ ]+|late[ ]+)?(?:morning|afternoon|evening|night|noon))?"
_PART_OF_MONTH = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 31),
    "beginning": (1, 10),
    "middle": (11, 20),
    "end": (21, 31),
    "first week": (1, 7), "second week": (8, 14), "third week": (15, 21), "fourth week": (22, 28),
    "last week": (24, 31),
    "first half": (1, 15), "second half": (16, 31), "first days": (1, 5), "last days": (26, 31),
}  # fmt: skip
_PART_OF_YEAR = {
    "early": (1, 4), "mid": (5, 8), "late": (9, 12), "beginning": (1, 4), "middle": (5, 8), "end": (9, 12),
    "first half": (1, 6), "second half": (7, 12), "first quarter": (1, 3), "second quarter": (4, 6),
    "third quarter": (7, 9), "fourth quarter": (10, 12), "last quarter": (10, 12),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of days: ``first`` and ``last`` inclusive, None where the text leaves them open.

    ``lead``: it is the day of what stands behind it ("a day after rebels shelled the town").
    ``time`` is the time of day.
    """

    first: date | None
    last: date | None
    precision: DatePrecision
    approximate: bool = False
    lead: bool = False
    time: Clock | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What dates are counted from: ``today`` the day of publication, ``anchor`` the date last read in the text.

    ``before`` and ``behind`` are the dates to both sides in the sentence, ``behind`` only in the same clause. ``year``
    is that of days without one, where the text goes by a calendar of its own. ``named``: the day is named next to it.
    """

    today: date | None
    anchor: date | None
    ahead: bool
    before: date | None = None
    behind: date | None = None
    year: int | None = None
    named: bool = False


Rule: TypeAlias = "Callable[[re.Match[str], Frame], Found | None]"
UNRESOLVED = Found(None, None, "unknown")  # also of a day that no calendar has: it is not replaced by another


def read(rule: Rule, match: re.Match[str], frame: Frame) -> Found | None:
    """What a rule makes of its match; unknown if that lies outside of the calendar (years 1 to 9999)."""
    try:
        found = rule(match, frame)
    except (OverflowError, ValueError):
        return UNRESOLVED
    return UNRESOLVED if found and found.last == date.max else found  # nothing is behind it to end the stretch


_OTHER_YEAR = re.compile(r",?[ ]+\d{4}(?=[ ]*(?:[.,;:)]|\Z))")


def _has_other_year(match: re.Match[str]) -> bool:
    """As in "31 December 9999.": a year is written that no report can mean, so the year is not that of the report."""
    return not match["year"] and _OTHER_YEAR.match(match.string, match.end()) is not None


def day_in(year: int, month: int, day: int) -> date | None:
    """The day; None if no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(match: re.Match[str]) -> int:
    return _MONTHS[match["month"][:3].casefold()]


def month_span(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - _DAY


def year_of(match: re.Match[str], month: int, day: int, frame: Frame) -> int | None:
    """The year written, or the one that puts the day nearest before publication (after, if the text looks ahead)."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if frame.year is not None and not groups.get("rel"):
        return frame.year
    if frame.today is None:
        return None
    year = frame.today.year
    if groups.get("rel"):
        return year + {"last": -1, "this": 0, "next": 1}[groups["rel"].casefold()]
    start = day_in(year, month, min(day, 28)) or frame.today
    if frame.ahead:
        return year if start >= frame.today.replace(day=1) else year + 1
    return year if start <= frame.today + _DAY else year - 1


def _iso(match: re.Match[str], frame: Frame) -> Found | None:  # noqa: ARG001  all rules have one signature
    day = day_in(int(match["y"]), int(match["m"]), int(match["d"]))
    if day is None:
        return UNRESOLVED if match["y"][:2] in ("19", "20") else None  # else a number of something
    return Found(day, day, "day")


def _day_month(match: re.Match[str], frame: Frame) -> Found | None:
    month, first = _month(match), int(match["day"])
    last = int(match["last"] or first)
    year = year_of(match, month, first, frame)
    if year is None or _has_other_year(match):
        return UNRESOLVED
    start, end = day_in(year, month, first), day_in(year, month, last)
    if not start or not end:
        return UNRESOLVED if match["year"] or max(first, last) <= _LONGEST_MONTH else None  # "killed 40 May ..."
    if end < start:
        return None
    return Found(start, end, "day" if start == end else "range")


def _signal(match: re.Match[str], frame: Frame) -> Found | None:  # noqa: ARG001  all rules have one signature
    """The date-time group of signals and warnings: 170930Z AUG 05."""
    year = int(match["year"])
    year += 0 if year > _SHORT_YEAR else 2000 if year < _LAST_CENTURY else 1900
    day, time = day_in(year, _month(match), int(match["day"])), clock.of(match["hour"], match["minute"])
    return Found(day, day, "time", time=time) if day and time else UNRESOLVED


def _month_alone(match: re.Match[str], frame: Frame) -> Found | None:
    month, part, which = _month(match), (match["part"] or "").casefold(), (match["which"] or "").casefold()
    year = year_of(match, month, 1, frame)
    if year is None or _has_other_year(match):
        return UNRESOLVED
    if which == "last" and frame.today and (year, month) == (frame.today.year, frame.today.month):
        year -= 1
    if which == "next" and frame.today:
        year = frame.today.year + (month <= frame.today.month)
    start, end = month_span(year, month)
    if not part:
        return Found(start, end, "month")
    first, last = _PART_OF_MONTH[part.removeprefix("the ").removesuffix(" of")]
    return Found(start.replace(day=first), start.replace(day=min(last, end.day)), "part-month")


def _weekday(match: re.Match[str], frame: Frame) -> Found | None:
    if frame.today is None:
        return UNRESOLVED
    back = (frame.today.weekday() - _WEEKDAYS[match["weekday"][:3].casefold()]) % 7
    which = (match["which"] or "").casefold()
    day = frame.today - back * _DAY
    if which == "next" or (frame.ahead and back and which not in ("last", "past")):
        day += 7 * _DAY
    if which in ("last", "past") and not back:
        day -= 7 * _DAY
    if match["week"]:  # "on Friday last week"
        monday = frame.today - frame.today.weekday() * _DAY
        shift = {"last": -1, "this": 0, "next": 1}[match["week"].casefold()]
        day = monday + (7 * shift + _WEEKDAYS[match["weekday"][:3].casefold()]) * _DAY
    return Found(day, day, "day")


_NAMED_DAYS: dict[str, tuple[int, int]] = {
    "yesterday": (-1, -1), "today": (0, 0), "tonight": (0, 0), "tomorrow": (1, 1), "overnight": (-1, 0),
    "this morning": (0, 0), "this afternoon": (0, 0), "this evening": (0, 0), "last night": (-1, -1),
    "past night": (-1, 0), "the past night": (-1, 0),
    "earlier today": (0, 0), "the day before yesterday": (-2, -2), "yesterday evening": (-1, -1),
}  # fmt: skip


def _named_day(match: re.Match[str], frame: Frame) -> Found | None:
    if frame.today is None:
        return UNRESOLVED
    first, last = _NAMED_DAYS[" ".join(match["name"].casefold().split())]
    return Found(frame.today + first * _DAY, frame.today + last * _DAY, "day" if first == last else "range")


def _period(match: re.Match[str], frame: Frame) -> Found | None:
    """As in "last month"; "earlier this week" is before the day of the report, "later this week" behind it."""
    if frame.today is None:
        return UNRESOLVED
    found = _whole_period(match, frame)
    way = match[0].split()[0].casefold()
    if (way == "later" or frame.ahead) and found.first and match["which"].casefold() == "this":
        last = _period_end(match["unit"].casefold(), frame.today)
        return Found(frame.today, last, "range") if last > frame.today else found
    return found


def _period_end(unit: str, today: date) -> date:
    if unit == "week":
        return today + (6 - today.weekday()) * _DAY
    if unit == "year":
        return date(today.year, 12, 31)
    return month_span(today.year, today.month)[1] if unit == "month" else today


def _whole_period(match: re.Match[str], frame: Frame) -> Found:
    assert frame.today is not None
    today, step = frame.today, {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}
    shift = step.get(match["which"].casefold(), 0)
    unit = match["unit"].casefold()
    if unit == "weekend":
        ahead = shift > 0 or (frame.ahead and not shift and today.weekday() < _SATURDAY)
        saturday = today - ((today.weekday() - _SATURDAY) % 7) * _DAY + ahead * 7 * _DAY
        return Found(saturday, saturday + _DAY, "range")
    if unit == "week":
        monday = today - today.weekday() * _DAY + shift * 7 * _DAY
        return Found(monday, monday + 6 * _DAY if shift else max(today, monday), "week")
    if unit == "year":
        return Found(date(today.year + shift, 1, 1), date(today.year + shift, 12, 31) if shift else today, "year")
    months = today.year * 12 + today.month - 1 + shift
    start, end = month_span(months // 12, months % 12 + 1)
    return Found(start, end if shift else today, "month")


def _year(match: re.Match[str], frame: Frame) -> Found | None:  # noqa: ARG001  all rules have one signature
    year, part = int(match["year"]), (match["part"] or "").casefold().removeprefix("the ").removesuffix(" of").strip()
    if part:
        first, last = _PART_OF_YEAR[part]
        return Found(date(year, first, 1), month_span(year, last)[1], "range")
    return Found(date(year, 1, 1), date(year, 12, 31), "year")


SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def _season(match: re.Match[str], frame: Frame) -> Found | None:
    """Three months, of the north; only about, as nobody says which hemisphere."""
    month, which = SEASONS[match["season"].casefold()], (match["which"] or "").casefold()
    if match["year"]:
        year = int(match["year"])
    elif frame.today is None:
        return UNRESOLVED
    else:
        year = frame.today.year
        begun = date(year, month, 1) <= frame.today
        recent = begun and frame.today.month - month < 3  # "last summer" in August is that of the year before
        if which == "last":
            year -= recent or not begun
        elif which == "next":
            year += begun
        elif not begun and not frame.ahead:
            year -= 1
    last = month_span(year + (month + 2 > 12), (month + 1) % 12 + 1)[1]
    return Found(date(year, month, 1), last, "range", approximate=True)


def _decade(match: re.Match[str], frame: Frame) -> Found | None:  # noqa: ARG001  all rules have one signature
    year = int(match["year"])
    return Found(date(year, 1, 1), date(year + 9, 12, 31), "range")


def _numeric(match: re.Match[str], frame: Frame) -> Found | None:  # noqa: ARG001  all rules have one signature
    """03/04/2022: day and month may be either way round, so the interval holds both and says that it is unsure."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    days = sorted(day for day in {day_in(year, a, b), day_in(year, b, a)} if day)
    if not days:
        return UNRESOLVED if max(a, b) <= _LONGEST_MONTH else None  # else a number of something
    return Found(days[0], days[-1], "day" if days[0] == days[-1] else "range", len(days) > 1)


_TO_DAY = r"(?:(?:[ ]?[-\u2013][ ]?|[ ]+(?:to|and|through|until)[ ]+)(?P<last>\d{1,2})"  # "12 to 16", "3-4"
_YEAR4 = r"(?P<year>(?:19|20)\d\d)"
_END = r"(?![\w/-]|,\d)"
RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    (re.compile(r"(?<![\w-])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:T\d\d:\d\d(?::\d\d)?Z?)?(?![\w-])"), _iso),
    (re.compile(r"(?<![\w/.])(?P<y>(?:19|20)\d\d)[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})(?![\w/]|[.]\d)"), _iso),
    (re.compile(r"(?<![\w-])(?P<day>\d{2})(?P<hour>\d{2})(?P<minute>\d{2})(?:Z|UTC)[ ]*" + _MONTH
                + r"[ ]+(?P<year>(?:19|20)?\d\d)(?!\w)"), _signal),
    (re.compile(r"(?<![\w/.])(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.]" + _YEAR4 + r"(?![\w/])"), _numeric),
    (re.compile(r"(?<![\w.,])(?P<day>\d{1,2})(?:st|nd|rd"
        r"|th)?" + _TO_DAY + r"(?:st|nd|rd|th)?)?(?:[ ]+(?:of[ ]+)?|-)" + _MONTH
                + r"(?:(?:,?[ ]+|-)" + _YEAR4 + r"|" + _REL_YEAR + r")?(?!\w)"), _day_month),
    (re.compile(r"(?<!\w)" + _MONTH + r"[ ]+(?P<day>\d{1,2})(?:st|nd|rd|th)?" + _TO_DAY + r"(?![\w:]))?"
                r"(?:,?[ ]+" + _YEAR4 + r"|" + _REL_YEAR + r")?" + _END), _day_month),
    (re.compile(r"(?<!\w)(?:(?:the[ ]+)?(?P<part>[Ee]arly|[Mm]id|[Ll]ate"
        r"|[Bb]eginning|[Mm]iddle|[Ee]nd|(?:first|second|third|fourth|last)[ ]week(?=[ ]of)"
        r"|(?:first|second)[ ]half(?=[ ]of)|(?:first|last)[ ]days(?=[ ]of))(?:[ ]+|-)(?:of[ ]+|in[ ]+)?|"
                r"(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Ii]n|[Ss]ince|[Dd]uring"
                    r"|[Oo]f|[Bb]y|[Uu]ntil|[Bb]etween|[Ff]rom|[Aa]nd|[Tt]o)[ ]+)"
                + _MONTH + r"(?:,?[ ]+(?:of[ ]+)?" + _YEAR4 + r"|" + _REL_YEAR + r")?(?![\w])"), _month_alone),
    (re.compile(r"(?<!\w)(?P<part>)(?P<which>)" + _MONTH + r",?[ ]+" + _YEAR4 + _END), _month_alone),
    (re.compile(r"(?<!\w)(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext"
        r"|[Pp]ast)[ ]+)?(?:(?:early|late)[ ]+(?:on[ ]+)?)?" + _WEEKDAY + _PART
        + r"(?:,?[ ]+(?:of[ ]+)?(?P<week>last|this|next)[ ]+week)?(?!\w)"),
     _weekday),
    (re.compile(r"(?<!\w)(?P<name>yesterday[ ]+evening|the[ ]+day[ ]+before[ ]+yesterday"
        r"|yesterday|earlier[ ]+today|today|tonight|tomorrow|(?:the[ ]+)?past[ ]+night|"
                r"overnight(?![ ]+(?:from|into|on|to)[ ]+[A-Z])|"
                r"this[ ]+(?:morning|afternoon|evening)|last[ ]+night)(?!\w)", re.IGNORECASE), _named_day),
    (re.compile(r"(?<!\w)(?:(?:early|late|earlier|later)[ ]+)?(?P<which>last"
        r"|this|next|past|previous|coming|(?:over|at|during)[ ]+the)[ ]+"
                r"(?P<unit>weekend)(?!\w)", re.IGNORECASE), _period),
    (re.compile(r"(?<!\w)(?:(?:early|late|earlier|later)[ ]+)?(?P<which>last|this"
        r"|next|previous|coming)[ ]+(?P<unit>week|month|year)(?!\w)",
                re.IGNORECASE), _period),
    (re.compile(r"(?<!\w)(?:(?P<which>last|this|next)[ ]+|(?:in|during|since|by)[ ]+(?:the[ ]+)?|the[ ]+)"
                r"(?P<season>spring|summer|autumn|winter|fall(?=[ ]+(?:of[ ]+)?(?:19|20)\d\d))"
                r"(?:[ ]+(?:of[ ]+)?" + _YEAR4 + r")?(?![\w'-])", re.IGNORECASE), _season),
    (re.compile(r"(?<!\w)(?:in|during|since)[ ]+the[ ]+(?P<year>(?:19|20)\d0)s(?!\w)", re.IGNORECASE), _decade),
    (re.compile(r"(?<!\w)(?:(?:the[ ]+)?(?P<part>early|mid|late|beginning|middle|end|(?:first|second)[ ]half"
        r"|(?:first|second|third|fourth|last)[ ]quarter)(?:[ ]+of[ ]+|[ ]+|-)|"
                r"(?:in|since|during|of|by|until"
                    r"|between|from|and|to|back[ ]+in)[ ]+)" + _YEAR4 + _END, re.IGNORECASE), _year),
)  # fmt: skip
