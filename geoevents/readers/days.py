"""Dates in cells, front matter and options: the whole text is one date, in one of a closed set of forms.

Running prose has its own grammar (``recognize/``); here nothing is searched for and nothing is relative.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Order = Literal["dmy", "mdy"]
DatePrecision = Literal["time", "day", "range", "month", "year"]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sep sept", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

_YEAR = re.compile(r"(\d{4})")
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_COMPACT_MONTH = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])")
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:\d{6})?")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_DAY_NAME_YEAR = re.compile(r"(?:[a-z]{3,9}\.?,? )?(\d{1,2})(?:st|nd|rd|th)?[- ]([a-z]{3,9})\.?,?[- ](\d{4})")
_NAME_DAY_YEAR = re.compile(r"(?:[a-z]{3,9}\.?,? )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_NAME_YEAR = re.compile(r"([a-z]{3,9})\.?,? (\d{4})")
_CLOCK = re.compile(r"[t ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)? ?(z|utc|gmt|[+-]\d{2}:?\d{2})?$")
_SERIAL = re.compile(r"\d{5}(?:\.\d{1,10})?")


@dataclass(frozen=True, slots=True)
class Day:
    """A stretch of time: ``start <= t < end``, UTC; ``ambiguous`` if day and month may be the other way round."""

    start: datetime
    end: datetime
    precision: DatePrecision
    ambiguous: bool = False

    @property
    def edtf(self) -> str:
        """The same in Extended Date/Time Format.

        >>> parse_day("2022-09").edtf
        '2022-09'
        """
        first, last = self.start.date(), (self.end - timedelta(microseconds=1)).date()
        forms = {
            "year": f"{first:%Y}",
            "month": f"{first:%Y-%m}",
            "day": first.isoformat(),
            "time": self.start.replace(tzinfo=None).isoformat(timespec="seconds") + "Z",
        }
        return forms.get(self.precision) or f"{first.isoformat()}/{last.isoformat()}"


def parse_day(text: str, *, order: Order | None = None) -> Day | None:
    """A date that is the whole of ``text``; None if it is none, or no day of the calendar (2022-02-30).

    Parameters
    ----------
    order
        Which comes first in forms like 03/04/2022. None: both readings are kept as one interval, marked ambiguous,
        unless only one is possible.

    >>> parse_day("16 May 2025").edtf, parse_day("13/04/2022").edtf, parse_day("2022-02-30")
    ('2025-05-16', '2022-04-13', None)
    """
    plain = " ".join(text.split()).casefold()[:60]
    clock = _CLOCK.search(plain)
    body = plain[: clock.start()] if clock else plain
    try:
        day = _calendar(body, order)
        return _at(day, clock) if clock and day else day
    except (ValueError, OverflowError):
        return None


def _calendar(body: str, order: Order | None) -> Day | None:  # noqa: PLR0911  one return per form of date
    if match := _DAY.fullmatch(body) or _COMPACT.fullmatch(body):
        return _one(*map(int, match.groups()))
    if match := _NUMBERS.fullmatch(body):
        return _numbers(*map(int, match.groups()), order=order)
    if match := _DAY_NAME_YEAR.fullmatch(body):
        return _one(int(match[3]), MONTHS.get(match[2], 0), int(match[1]))
    if match := _NAME_DAY_YEAR.fullmatch(body):
        return _one(int(match[3]), MONTHS.get(match[1], 0), int(match[2]))
    if match := _MONTH.fullmatch(body) or _COMPACT_MONTH.fullmatch(body):
        return _month(int(match[1]), int(match[2]))
    if match := _NAME_YEAR.fullmatch(body):
        return _month(int(match[2]), MONTHS.get(match[1], 0))
    if match := _YEAR.fullmatch(body):
        year = int(match[1])
        return Day(datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC), "year")
    return None


def _one(year: int, month: int, day: int) -> Day:
    start = datetime(year, month, day, tzinfo=UTC)
    return Day(start, start + timedelta(days=1), "day")


def _month(year: int, month: int) -> Day:
    start = datetime(year, month, 1, tzinfo=UTC)
    return Day(start, datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC), "month")


def _numbers(first: int, second: int, year: int, *, order: Order | None) -> Day:
    year += (1900 if year > 68 else 2000) if year < 100 else 0  # POSIX's window for two-digit years
    if order == "mdy" or (order is None and second > 12):
        return _one(year, first, second)
    if order == "dmy" or first > 12 or first == second:
        return _one(year, second, first)
    days = sorted((_one(year, second, first), _one(year, first, second)), key=lambda day: day.start)
    return Day(days[0].start, days[1].end, "range", ambiguous=True)


def _at(day: Day, clock: re.Match[str]) -> Day:
    hour, minute, second, zone = clock.groups()
    start = day.start.replace(hour=int(hour), minute=int(minute), second=int(second or 0))
    if day.precision != "day" or (start.time() == day.start.time() and not zone):
        return day  # 00:00:00 without a zone is how spreadsheets write a day
    if zone and zone[0] in "+-":
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        start -= offset if zone[0] == "+" else -offset
    return Day(start, start + timedelta(seconds=1 if second else 60), "time")


def parse_serial(text: str) -> Day | None:
    """A day number of a spreadsheet (44867 is 2022-11-02); None outside 1982-2064, where it may be anything.

    >>> parse_serial("44867").edtf
    '2022-11-02'
    """
    if not _SERIAL.fullmatch(text.strip()) or not 30_000 <= float(text) < 60_000:
        return None
    start = date(1899, 12, 30) + timedelta(days=int(float(text)))
    return _one(start.year, start.month, start.day)


def order_of(cells: Iterable[str]) -> Order | None:
    """Whether the dates of a column can only be day-month or only month-day; None if nothing or both says so.

    >>> order_of(["03/04/2022", "17/04/2022"]), order_of(["03/04/2022"])
    ('dmy', None)
    """
    seen: set[Order] = set()
    for cell in cells:
        match = _NUMBERS.match(cell.strip())
        if match and int(match[1]) > 12 >= int(match[2]):
            seen.add("dmy")
        elif match and int(match[2]) > 12 >= int(match[1]):
            seen.add("mdy")
    return seen.pop() if len(seen) == 1 else None
