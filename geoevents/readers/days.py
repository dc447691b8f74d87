"""Dates in cells, front matter and options: the whole text is one date, in one of a closed set of forms.

Running prose has its own grammar (``recognize/``); here nothing is searched for and nothing is relative.
"""

# ruff: noqa: RUF001, RUF003  words of other alphabets look like ours on purpose

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from geoevents.readers.numerals import ascii_digits
from geoevents.readers.seasons import part_of_years

if TYPE_CHECKING:
    from collections.abc import Iterable

Order = Literal["dmy", "mdy", "ymd"]
DatePrecision = Literal["time", "day", "range", "month", "year"]

# Names of the months in the languages that tables are written in, with their usual short forms.
_NAMES = """
january jan janvier janv enero ene janeiro januar jänner gennaio gen января январь янв січня січень січ يناير ocak
february feb février févr fév febrero fevereiro fev februar febbraio февраля февраль фев февр лютого лютий лют
  فبراير şubat
march mar mars marzo março märz mrz marz марта март мар березня березень бер مارس mart
april apr avril avr abril abr aprile апреля апрель апр квітня квітень кві квіт أبريل nisan
may mai mayo maio mag maggio мая май травня травень тра трав مايو mayıs
june jun juin junio junho juni giugno giu июня июнь июн червня червень чер черв يونيو haziran
july jul juillet juil julio julho juli luglio lug июля июль июл липня липень лип يوليو temmuz
august aug août aout agosto ago августа август авг серпня серпень сер серп أغسطس ağustos
september sep sept septembre septiembre setembro set settembre сентября сентябрь сен сент вересня вересень вер верес
  سبتمبر eylül
october oct octobre octubre outubro out oktober okt ottobre ott октября октябрь окт жовтня жовтень жов жовт أكتوبر
  ekim
november nov novembre noviembre novembro ноября ноябрь ноя нояб листопада листопад лис نوفمبر kasım
december dec décembre déc diciembre dic dezembro dez dezember dicembre декабря декабрь дек грудня грудень гру груд
  ديسمبر aralık
"""
MONTHS = {
    name: number for number, names in enumerate(re.split(r"\n(?! )", _NAMES.strip()), start=1) for name in names.split()
}

_YEAR = re.compile(r"(\d{4})")
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})")
_COMPACT_MONTH = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])")
_DAY = re.compile(r"(\d{4})[-/.] ?(\d{1,2})[-/.] ?(\d{1,2})\.?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:\d{6})?")
_COMPACT_CLOCK = re.compile(r"((?:19|20)\d{6})t(\d{2})(\d{2})(\d{2})?(z?)")
_NUMBERS = re.compile(r"(\d{1,2})(?P<mark>[-/. ]) ?(\d{1,2})(?P=mark) ?(\d{4}|\d{2})")
_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,? )?"
_NAME = r"([^\W\d_]{3,10})\.?"
_OF = r"(?:de |del |do |di )?"
_DAY_NAME_YEAR = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th|er|\.|\u00ba|\u00b0)?(?:[- ]|(?=[^\W\d]))"
    rf"{_OF}{_NAME},?[- ]?{_OF}(\d{{4}}|(?<=-)\d\d)"
)
_NAME_DAY_YEAR = re.compile(rf"{_WEEKDAY}{_NAME} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})")
_YEAR_NAME_DAY = re.compile(rf"(\d{{4}})[- ]{_NAME}[- ](\d{{1,2}})")
_NAME_YEAR = re.compile(rf"{_NAME},?[- ]{_OF}(\d{{4}}|(?<=-)\d\d)")
_WEEK = re.compile(r"(\d{4})-?w(\d{2})")
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.0)?")
# What may stand behind a date and says nothing more: "2022 г.", "02.11.2022 р.".
_TAIL = re.compile(r"(?:\s?(?:г\.?|года|р\.?|року))$")
_CLOCK = re.compile(
    r"[t ,]+(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)? ?([ap]\.?m\.?)? ?(z|utc|gmt|[+-]\d{2}:?\d{2})?$"
)
# As soldiers and sailors write it: "6 March 2024 1130Z", "061130ZMAR24".
_FOUR_DIGITS = re.compile(r"(?<=\d{4})[ ,t]+([01]\d|2[0-3])([0-5]\d) ?(?:hrs?\.?|h|lt)? ?(z|utc|gmt)?$")
_CLOCK_ALONE = re.compile(r"([01]?\d|2[0-3])h?([0-5]\d) ?(?:hrs?\.?|h)? ?(z|utc|gmt)?")
_ZONE = re.compile(r"(?:\d ?z|utc|gmt|[+-]\d\d:?\d\d)$")
_GROUP = re.compile(r"(\d{2})([01]\d|2[0-3])([0-5]\d) ?(z)? ?([a-z]{3}) ?(\d{4}|\d{2})")
_ABOUT = re.compile(
    r"^(?:ca?\.?|circa|about|around|approx\.?|approximately|~|etwa|um|hacia|vers|около|близько) ?(?=\S)(?<![a-z])|[~?]$"
)
_SERIAL = re.compile(r"\d{5}(?:\.\d{1,10})?")
# Between the first and the last day of a stretch; without blanks only where no date has such a mark itself.
_TO = re.compile(r" (?:-|to|until|till|through|bis|au|al|a|до|по|إلى) |(?<=\d{4})-(?=\d{1,2}[/.])|/(?=\d{4}-\d{2})")
# Dashes, and the words of eastern Asia for year, month and day.
_ALIKE = str.maketrans({**dict.fromkeys("\u2010\u2011\u2012\u2013\u2014年月년월", "-"), "日": None, "일": None})
_GAPS = re.compile(r"(?<=\d)- (?=\d{1,2}(?:-|$))")
_SHORT = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.? ?- ?(\d{1,2})(?=(?:st|nd|rd|th)?\.? (?:de )?[^\W\d_])")
_NAME_SHORT = re.compile(rf"{_NAME} (\d{{1,2}}) ?- ?(\d{{1,2}}),? (\d{{4}})")
_YEARS = re.compile(r"((?:19|20)\d\d) ?- ?((?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class Day:
    """A stretch of time: ``start <= t < end``, UTC; ``ambiguous`` if day and month may be the other way round.

    ``approximate`` if the text says that it is not exact ("c. 2 November 2022").
    """

    start: datetime
    end: datetime
    precision: DatePrecision
    ambiguous: bool = False
    approximate: bool = False

    @property
    def end_year(self) -> int:
        """The year of its last moment."""
        return (self.end - timedelta(microseconds=1)).year

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
        mark = "~" if self.approximate else ""
        one = forms.get(self.precision)
        return f"{one}{mark}" if one else f"{first.isoformat()}{mark}/{last.isoformat()}{mark}"


def parse_day(text: str, *, order: Order | None = None) -> Day | None:
    """A date, or a stretch of days, that is the whole of ``text``; None if it is none, or no day of the calendar.

    Parameters
    ----------
    order
        Which comes first in forms like 03/04/2022. None: both readings are kept as one interval, marked ambiguous,
        unless only one is possible. With points between them the day is first: nobody writes months so.

    >>> parse_day("16 May 2025").edtf, parse_day("13/04/2022").edtf, parse_day("2022-02-30")
    ('2025-05-16', '2022-04-13', None)
    >>> parse_day("2-4 November 2022").edtf, parse_day("2 de noviembre de 2022").edtf, parse_day("3.4.2022").edtf
    ('2022-11-02/2022-11-04', '2022-11-02', '2022-04-03')
    """
    plain = " ".join(ascii_digits(text).translate(_ALIKE).split()).casefold()[:80]
    if not text.isascii():
        plain = _GAPS.sub("-", plain)
    body = _ABOUT.sub("", plain)
    try:
        day = _single(body, order) or _stretch(body, order)
    except (ValueError, OverflowError):
        return None
    return replace(day, approximate=True) if day and body != plain else day


def _single(plain: str, order: Order | None) -> Day | None:
    plain = _TAIL.sub("", plain)
    if match := _COMPACT_CLOCK.fullmatch(plain):
        plain = f"{match[1]} {match[2]}:{match[3]}:{match[4] or '00'}{match[5]}"
    elif match := _GROUP.fullmatch(plain):
        plain = f"{match[1]}-{match[5]}-{match[6]} {match[2]}:{match[3]} {match[4] or ''}".strip()
    elif match := _FOUR_DIGITS.search(plain):
        plain = f"{plain[: match.start()]} {match[1]}:{match[2]} {match[3] or ''}".strip()
    clock = _CLOCK.search(plain)
    day = _calendar(plain[: clock.start()] if clock else plain, order)
    return _at(day, clock) if clock and day else day


def _stretch(plain: str, order: Order | None) -> Day | None:
    """From the first day of one date to the last of another; the first may leave out what both have."""
    if match := _YEARS.fullmatch(plain):
        return _span(_single(match[1], order), _single(match[2], order))
    if match := _NAME_SHORT.fullmatch(plain):
        name, first, last, year = match.groups()
        return _span(_single(f"{first} {name} {year}", order), _single(f"{last} {name} {year}", order))
    if match := _SHORT.match(plain):
        rest = plain[match.end() :]
        return _span(_single(match[1] + rest, order), _single(match[2] + rest, order))
    for mark in _TO.finditer(plain):
        last = _single(plain[mark.end() :], order)
        if last is None:
            continue
        one, year = plain[: mark.start()], last.end_year
        firsts = (_single(text, order) for text in (one, f"{one} {year}", f"{one} {year - 1}"))
        return next(filter(None, (_span(first, last) for first in firsts)), None)
    return None


def _span(first: Day | None, last: Day | None) -> Day | None:
    if first is None or last is None or first.start >= last.end:
        return None
    return Day(first.start, last.end, "range", ambiguous=first.ambiguous or last.ambiguous)


def _calendar(body: str, order: Order | None) -> Day | None:  # noqa: C901, PLR0911  one return per form of date
    if match := _DAY.fullmatch(body) or _COMPACT.fullmatch(body):
        return _one(*map(int, match.groups()))
    if match := _NUMBERS.fullmatch(body):
        first, mark, second, year = match.groups()
        if mark == "-" and order is None and len(year) == 2 and int(first) > 12 and int(year) <= 31:
            return _either(_numbers(first, second, year, order="dmy"), _numbers(first, second, year, order="ymd"))
        return _numbers(first, second, year, order="dmy" if mark == "." and order is None else order)
    if match := _DAY_NAME_YEAR.fullmatch(body):
        return _one(_century(match[3]), MONTHS.get(match[2], 0), int(match[1]))
    if match := _NAME_DAY_YEAR.fullmatch(body):
        return _one(int(match[3]), MONTHS.get(match[1], 0), int(match[2]))
    if match := _YEAR_NAME_DAY.fullmatch(body):
        return _one(int(match[1]), MONTHS.get(match[2], 0), int(match[3]))
    if match := _MONTH.fullmatch(body) or _COMPACT_MONTH.fullmatch(body):
        return _month(int(match[1]), int(match[2]))
    if match := _MONTH_FIRST.fullmatch(body):
        return _month(int(match[2]), int(match[1]))
    if (match := _NAME_YEAR.fullmatch(body)) and match[1] in MONTHS:
        return _month(_century(match[2]), MONTHS[match[1]])
    if match := _WEEK.fullmatch(body):
        start = datetime.fromisocalendar(int(match[1]), int(match[2]), 1).replace(tzinfo=UTC)
        return Day(start, start + timedelta(days=7), "range")
    if match := _YEAR.fullmatch(body):
        year = int(match[1])
        return Day(datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC), "year")
    part = part_of_years(body)
    return Day(*part, "range") if part else None


def _one(year: int, month: int, day: int) -> Day:
    start = datetime(year, month, day, tzinfo=UTC)
    return Day(start, start + timedelta(days=1), "day")


def _month(year: int, month: int) -> Day:
    start = datetime(year, month, 1, tzinfo=UTC)
    return Day(start, datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC), "month")


def _century(year: str) -> int:
    """A year of two digits in the window of POSIX: 69 is 1969, 68 is 2068."""
    number = int(year)
    return number if len(year) == 4 else number + (1900 if number > 68 else 2000)


def _numbers(one: str, two: str, three: str, *, order: Order | None) -> Day:
    first, second, year = int(one), int(two), _century(three)
    if len(three) == 2 and (order == "ymd" or first > 31):
        return _one(_century(one), second, int(three))
    if order == "mdy" or (order != "dmy" and second > 12):
        return _one(year, first, second)
    if order == "dmy" or first > 12 or first == second:
        return _one(year, second, first)
    return _either(_one(year, second, first), _one(year, first, second))


def _either(one: Day, two: Day) -> Day:
    """From the earlier to the later of two readings."""
    first, last = sorted((one, two), key=lambda day: day.start)
    return Day(first.start, last.end, "range", ambiguous=True)


def _at(day: Day, clock: re.Match[str]) -> Day:
    hour, minute, second, half, zone = clock.groups()
    if half:
        hour = str(int(hour) % 12 + 12 * (half[0] == "p"))
    start = day.start.replace(hour=int(hour), minute=int(minute), second=int(second or 0))
    if day.precision != "day" or (start.time() == day.start.time() and not zone):
        return day  # 00:00:00 without a zone is how spreadsheets write a day
    if zone and zone[0] in "+-":
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        start -= offset if zone[0] == "+" else -offset
    return Day(start, start + timedelta(seconds=1 if second else 60), "time")


def at_clock(day: Day, text: str, *, utc: bool) -> Day:
    """A day with the time of a cell beside it, where that says its zone or is known to be UTC; else the day itself.

    >>> at_clock(parse_day("2024-03-06"), "1130Z", utc=False).edtf
    '2024-03-06T11:30:00Z'
    """
    if day.precision != "day":
        return day
    plain = " ".join(text.casefold().split())
    if match := _CLOCK_ALONE.fullmatch(plain):
        plain = f"{match[1]}:{match[2]} {match[3] or ''}".strip()
    zoned = bool(_ZONE.search(plain))
    found = _single(f"{day.start:%Y-%m-%d} {plain}{' utc' * (utc and not zoned)}", "ymd") if utc or zoned else None
    return replace(found, approximate=day.approximate) if found else day


def parse_serial(text: str) -> Day | None:
    """A number that stands for a time: of a spreadsheet (44867 is 2022-11-02), or seconds since 1970; else None.

    Serial days outside 1982-2064 may be anything.

    >>> parse_serial("44867").edtf, parse_serial("1667383200").edtf
    ('2022-11-02', '2022-11-02T10:00:00Z')
    """
    plain = text.strip()
    if match := _EPOCH.fullmatch(plain):
        start = datetime.fromtimestamp(int(match[1]), UTC)
        return Day(start, start + timedelta(seconds=1), "time")
    if not _SERIAL.fullmatch(plain) or not 30_000 <= float(plain) < 60_000:
        return None
    start_day = date(1899, 12, 30) + timedelta(days=int(float(plain)))
    return _one(start_day.year, start_day.month, start_day.day)


def order_of(cells: Iterable[str]) -> Order | None:
    """In which order all dates of a column can be: day-month, month-day, or a year of two digits first.

    None if nothing says so, or cells contradict each other. A column whose first number hardly changes while its
    last one runs through days has its years first.

    >>> order_of(["03/04/2022", "17/04/2022"]), order_of(["03/04/2022"]), order_of(["22/11/02", "22/11/17", "22/12/30"])
    ('dmy', None, 'ymd')
    """
    found = [match for match in (_NUMBERS.match(ascii_digits(cell).strip()) for cell in cells) if match]
    parts = [(int(match[1]), int(match[3]), match[4]) for match in found]
    seen: set[Order | None] = set()
    for first, second, _ in parts:
        if first > 12 >= second:
            seen.add("dmy")
        elif second > 12 >= first:
            seen.add("mdy")
    if seen == {"dmy"} and all(len(year) == 2 and int(year) <= 31 for _, _, year in parts):
        firsts, lasts = len({first for first, _, _ in parts}), len({year for _, _, year in parts})
        return "ymd" if lasts > firsts else "dmy" if firsts > lasts or found[0]["mark"] != "-" else None
    return seen.pop() if len(seen) == 1 else None
