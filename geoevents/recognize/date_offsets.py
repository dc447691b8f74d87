"""Dates that count: "two days ago", "a week earlier", "in the past month", "a day after rebels shelled the town"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geoevents.recognize.date_rules import SEASONS, UNRESOLVED, Found, month_span
from geoevents.units import NUMBER_WORDS

if TYPE_CHECKING:
    from geoevents.recognize.date_rules import Frame, Rule

_DAY = timedelta(days=1)
_UNIT = r"(?P<unit>hour|day|week|month|year|decade)s?"
_COUNT = (
    r"(?P<count>\d{1,3}(?:,\d{3})+|\d{1,12}|an?|one|two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve|a[ ]couple[ ]of|a[ ]few|several|couple[ ]of|few)"
)
_VAGUE = {"a couple of": 2, "couple of": 2, "a few": 3, "few": 3, "several": 4, "a": 1, "an": 1}
_ABOUT = (
    r"(?:(?P<about>about|around|roughly|some|nearly|almost|approximately|(?:more|less)[ ]than|just|barely|over)[ ]+)?"
)
# "weeks earlier" without a number: at least one of the unit, at most one of the next.
_SOME = {"hour": (0, 0), "day": (1, 6), "week": (7, 28), "month": (30, 300), "year": (365, 3650)}
_RECENT = {"hour": 1, "day": 7, "week": 30, "month": 150, "year": 1500}


def _count(match: re.Match[str]) -> tuple[int, bool]:
    word = " ".join(match["count"].casefold().replace(",", "").split())
    if word.isdigit():
        return int(word), bool(match["about"])
    vague = bool(match["about"]) or word in ("a few", "few", "several", "a couple of", "couple of")
    return _VAGUE.get(word, NUMBER_WORDS.get(word, 1)), vague


def _away(day: date, count: int, unit: str, *, vague: bool) -> Found | None:
    """``count`` units from ``day`` (negative: before), as wide as the unit is coarse."""
    if unit == "hour":
        return Found(day + timedelta(hours=count).days * _DAY, day, "day" if abs(count) < 24 else "range")
    if unit == "day":
        middle, slack = day + count * _DAY, max(1, abs(count) // 5) * _DAY if vague else timedelta(0)
        return Found(middle - slack, middle + slack, "range" if vague else "day", vague)
    if unit == "week":
        middle = day + count * 7 * _DAY
        return Found(middle - 3 * _DAY, middle + 3 * _DAY, "week", approximate=True)
    if unit == "month":
        months = day.year * 12 + day.month - 1 + count
        if not 12 <= months < 9999 * 12 - 1:
            return None
        return Found(*month_span(months // 12, months % 12 + 1), "month", vague)
    year = day.year + count * (10 if unit == "decade" else 1)
    return Found(date(year, 1, 1), date(year, 12, 31), "year", vague or unit == "decade") if 1 <= year < 9999 else None


def _some(day: date, unit: str, sign: int) -> Found:
    """As in "hours later", "weeks before": a stretch, as nobody says how many."""
    near, far = (day + sign * days * _DAY for days in _SOME[unit])
    return Found(min(near, far), max(near, far), "day" if near == far else "range", approximate=True)


def _apart(match: re.Match[str], day: date, sign: int) -> Found | None:
    unit = match["unit"].casefold()
    if match["count"] is None:
        return _some(day, unit, sign)
    count, vague = _count(match)
    return _away(day, sign * count, unit, vague=vague)


def _ago(match: re.Match[str], frame: Frame) -> Found | None:
    if frame.today is None:
        return UNRESOLVED
    return _apart(match, frame.today, -1) or UNRESOLVED


def _later(match: re.Match[str], frame: Frame) -> Found | None:
    if frame.named:
        return None  # "a day earlier, on Monday"
    day = frame.anchor or frame.today  # the first date of a report counts from its day
    if day is None:
        return UNRESOLVED
    sign = 1 if match["way"].casefold() in ("later", "afterwards") else -1
    return _apart(match, day, sign) or UNRESOLVED


def _next_day(match: re.Match[str], frame: Frame) -> Found | None:
    if frame.anchor is None:
        return UNRESOLVED
    which = (match["which"] or match["side"]).casefold()
    shift = {"same": 0, "that": 0, "next": 1, "following": 1, "previous": -1, "before": -1, "after": 1}[which]
    day = frame.anchor + shift * _DAY
    return Found(day, day, "day")


def _beside_event(match: re.Match[str], frame: Frame) -> Found | None:
    """As in "two days after X": it dates X, counted from what else is dated; or what else is told, counted from X.

    ``lead`` is set where it is the day of what stands behind it.
    """
    sign = 1 if match["way"].casefold() in ("after", "following") else -1
    if frame.behind is not None:
        return None if frame.before is not None else _apart(match, frame.behind, sign)
    day = frame.before or frame.anchor
    if day is None:
        return None
    opens = not any(letter.isalnum() for letter in match.string[: match.start()])
    if frame.before is None and opens and _KNOWN.match(match.string, match.end()):
        return _apart(match, day, sign)  # "Two days after the attack, ...": the attack is the one that was dated
    found = _apart(match, day, -sign)
    return Found(found.first, found.last, found.precision, found.approximate, lead=True) if found else None


def _that_month(match: re.Match[str], frame: Frame) -> Found | None:
    """As in "earlier that month", "that year", "that autumn", "the 25th": of the date last read."""
    day = frame.anchor
    if day is None:
        return UNRESOLVED
    if match["nth"]:
        nth = day.replace(day=int(match["nth"]))
        return Found(nth, nth, "day")
    if match["season"]:
        first, _ = month_span(day.year, SEASONS[match["season"].casefold()])
        months = day.year * 12 + first.month + 1
        return Found(first, month_span(months // 12, months % 12 + 1)[1], "range", approximate=True)
    if match["unit"].casefold() == "week":
        first = day - day.weekday() * _DAY
        return Found(first, first + 6 * _DAY, "week")
    first, last = month_span(day.year, day.month)
    if match["unit"].casefold() == "year":
        first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    way = (match["way"] or "").casefold()
    first, last = (first, day) if way == "earlier" else (day, last) if way == "later" else (first, last)
    return Found(first, last, "range" if way else "year" if match["unit"].casefold() == "year" else "month")


_KNOWN = re.compile(r"[ ]+(?:the|this|that|these|those)\b", re.IGNORECASE)


def _lately(match: re.Match[str], frame: Frame) -> Found | None:
    """As in "the past two weeks", "the last 24 hours", "in recent days": a stretch that ends with the report."""
    if frame.today is None:
        return UNRESOLVED
    unit = match["unit"].casefold()
    if match["recent"]:
        return Found(frame.today - _RECENT[unit] * _DAY, frame.today, "range", approximate=True)
    count, vague = _count(match) if match["count"] else (1, bool(match["about"]))
    start = _away(frame.today, -count, unit, vague=vague)
    if start is None or start.first is None:
        return UNRESOLVED
    coarse = unit in ("month", "year", "week")
    first = frame.today - 7 * count * _DAY if unit == "week" else start.first
    return Found(first, frame.today, "range", vague or (coarse and unit != "week"))


_NUMBERED = _ABOUT + _COUNT + r"[ ]+" + _UNIT
_UNNUMBERED = r"(?P<about>)(?P<count>(?!))?(?P<unit>hour|day|week|month|year)s"
RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    (re.compile(r"(?<!\w)" + _NUMBERED + r"[ ]+ago(?!\w)", re.IGNORECASE), _ago),
    (re.compile(r"(?<!\w)" + _UNNUMBERED + r"[ ]+ago(?!\w)", re.IGNORECASE), _ago),
    (re.compile(r"(?<!\w)" + _NUMBERED + r"[ ]+(?P<way>later|earlier|afterwards"
        r"|before(?=[ ]*(?:[.,;)]|\Z)))(?!\w)", re.IGNORECASE), _later),
    (re.compile(r"(?<!\w)" + _UNNUMBERED + r"[ ]+(?P<way>later|earlier|afterwards"
        r"|before(?=[ ]*(?:[.,;)]|\Z)))(?!\w)", re.IGNORECASE), _later),
    (re.compile(r"(?<!\w)" + _NUMBERED + r"[ ]+(?P<way>after|before|following)(?!\w)", re.IGNORECASE), _beside_event),
    (re.compile(r"(?<!\w)" + _UNNUMBERED + r"[ ]+(?P<way>after|before|following)(?!\w)", re.IGNORECASE), _beside_event),
    (re.compile(r"(?<!\w)(?:(?:the|that)[ ]+(?:(?:(?P<which>same|next|following|previous)[ ]+"
        r"(?:day|morning|afternoon|evening|night))|"
                r"day[ ]+(?P<side>before|after)(?=[ ]*(?:[.,;)]|\Z))))(?!\w)", re.IGNORECASE), _next_day),
    (re.compile(r"(?<!\w)(?P<which>that)[ ]+(?P<side>(?!))?(?:same[ ]+)?(?:day|morning|afternoon|evening|night)(?!\w)",
                re.IGNORECASE), _next_day),
    (re.compile(r"(?<!\w)(?:(?P<way>earlier|later)[ ]+)?(?:in[ ]+)?(?:that(?:[ ]+same)?|the[ ]+same)[ ]+(?P<nth>(?!))?"
                r"(?:(?P<unit>week|month|year)|(?P<season>spring|summer|autumn|winter))(?!\w)",
                re.IGNORECASE), _that_month),
    (re.compile(r"(?<!\w)(?:on|by|until|from|since)[ ]+the[ ]+(?P<nth>[12]?\d|3[01])(?:st|nd|rd|th)(?P<season>(?!))?"
                r"(?P<unit>(?!))?(?P<way>(?!))?(?=[ ]*(?:[.,;:)]|\Z|[ ](?:they|he|she|it|the|and|at|in|near)\b))",
                re.IGNORECASE), _that_month),
    (re.compile(r"(?<!\w)(?:the[ ]+)?(?:last|past|previous)[ ]+(?P<recent>)" + _NUMBERED + r"(?!\w)",
                re.IGNORECASE), _lately),
    (re.compile(r"(?<!\w)(?:the[ ]+)?past[ ]+(?P<recent>)(?P<about>)(?P<count>(?!))?" + _UNIT + r"(?!\w)",
                re.IGNORECASE), _lately),
    (re.compile(r"(?<!\w)(?:in|over|during|within)[ ]+(?:the[ ]+)?(?P<recent>recent)[ ]+(?P<about>)(?P<count>(?!))?"
                r"(?P<unit>hour|day|week|month|year)s(?!\w)", re.IGNORECASE), _lately),
)  # fmt: skip
