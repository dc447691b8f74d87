"""Dates in prose: a closed grammar. Every date is an honest interval with its precision and an EDTF string.

News counts from its day of publication: "on Wednesday" in a report of a Wednesday is that day. Without a day of
publication what is relative stays unresolved: ``start`` and ``end`` are None and the precision is ``unknown``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from geoevents.model import DatePrecision, Span, When
from geoevents.units import NUMBER_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from geoevents.recognize.words import Sentence

_DAY = timedelta(days=1)
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
_WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = (
    r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday"
    r"|Sunday|(?:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\.)"
)
_PART = r"(?:[ ]+(?:early[ ]+|late[ ]+)?(?:morning|afternoon|evening|night|noon))?"
_UNIT = r"(?P<unit>hour|day|week|month|year|decade)s?"
_COUNT = (
    r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve|a[ ]couple[ ]of|a[ ]few|several|couple[ ]of|few)"
)
_PART_OF_MONTH = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 31),
    "beginning": (1, 10),
    "middle": (11, 20),
    "end": (21, 31),
}
_PART_OF_YEAR = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "beginning": (1, 4), "middle": (5, 8), "end": (9, 12)}
_VAGUE = {"a couple of": 2, "couple of": 2, "a few": 3, "few": 3, "several": 4, "a": 1, "an": 1}
_AHEAD = re.compile(
    r"\b(?:will|scheduled|set for|due|plans? to|upcoming|next"
    r"|ahead of|starting|begins|to be held|expected to|going to)\b",
    re.IGNORECASE,
)
_SAID = re.compile(r"\b(?:said|says|told|reported|announced|warned|denied|added|claimed|confirmed)\b", re.IGNORECASE)
_APPROXIMATE = re.compile(
    r"\b(?:about|around|roughly|some|nearly|almost|approximately|more[ ]than|over|at[ ]least|circa)[ ]+\Z",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:since|from)[ ]+(?:about[ ]+|around[ ]+|at[ ]least[ ]+|early[ ]+|late[ ]+)?\Z", re.IGNORECASE)
_JOIN = re.compile(r"[ ]*(?:and|to|until|till|through|-|\u2013|into)[ ]*")
_FROM = re.compile(
    r"\b(?P<word>between|from|overnight[ ]from|overnight|night[ ]of|late)[ ]+(?:late[ ]+|early[ ]+)?\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A stretch of days: ``first`` and ``last`` inclusive, None where the text leaves them open."""

    first: date | None
    last: date | None
    precision: DatePrecision
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class _Frame:
    """What dates are counted from: ``today`` the day of publication, ``anchor`` the date last read in the text."""

    today: date | None
    anchor: date | None
    ahead: bool


_UNRESOLVED = _Found(None, None, "unknown")


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(match: re.Match[str]) -> int:
    return _MONTHS[match["month"][:3].casefold()]


def _month_span(year: int, month: int) -> tuple[date, date]:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - _DAY


def _year_of(match: re.Match[str], month: int, day: int, frame: _Frame) -> int | None:
    """The year written, or the one that puts the day nearest before publication (after, if the text looks ahead)."""
    written = match.groupdict().get("year")
    if written:
        return int(written)
    if frame.today is None:
        return None
    year = frame.today.year
    start = _safe(year, month, min(day, 28)) or frame.today
    if frame.ahead:
        return year if start >= frame.today.replace(day=1) else year + 1
    return year if start <= frame.today + _DAY else year - 1


def _iso(match: re.Match[str], frame: _Frame) -> _Found | None:  # noqa: ARG001  all rules have one signature
    day = _safe(int(match["y"]), int(match["m"]), int(match["d"]))
    return _Found(day, day, "day") if day else None


def _day_month(match: re.Match[str], frame: _Frame) -> _Found | None:
    month, first = _month(match), int(match["day"])
    last = int(match["last"] or first)
    year = _year_of(match, month, first, frame)
    if year is None:
        return _UNRESOLVED
    start, end = _safe(year, month, first), _safe(year, month, last)
    if not start or not end or end < start:
        return None
    return _Found(start, end, "day" if start == end else "range")


def _month_alone(match: re.Match[str], frame: _Frame) -> _Found | None:
    month, part, which = _month(match), (match["part"] or "").casefold(), (match["which"] or "").casefold()
    year = _year_of(match, month, 1, frame)
    if year is None:
        return _UNRESOLVED
    if which == "last" and frame.today and (year, month) == (frame.today.year, frame.today.month):
        year -= 1
    if which == "next" and frame.today:
        year = frame.today.year + (month <= frame.today.month)
    start, end = _month_span(year, month)
    if not part:
        return _Found(start, end, "month")
    first, last = _PART_OF_MONTH[part]
    return _Found(start.replace(day=first), start.replace(day=min(last, end.day)), "part-month")


def _weekday(match: re.Match[str], frame: _Frame) -> _Found | None:
    if frame.today is None:
        return _UNRESOLVED
    back = (frame.today.weekday() - _WEEKDAYS[match["weekday"][:3].casefold()]) % 7
    which = (match["which"] or "").casefold()
    day = frame.today - back * _DAY
    if which == "next" or (frame.ahead and back and which not in ("last", "past")):
        day += 7 * _DAY
    if which in ("last", "past") and not back:
        day -= 7 * _DAY
    return _Found(day, day, "day")


_NAMED_DAYS: dict[str, tuple[int, int]] = {
    "yesterday": (-1, -1), "today": (0, 0), "tonight": (0, 0), "tomorrow": (1, 1), "overnight": (-1, 0),
    "this morning": (0, 0), "this afternoon": (0, 0), "this evening": (0, 0), "last night": (-1, -1),
    "earlier today": (0, 0), "the day before yesterday": (-2, -2), "yesterday evening": (-1, -1),
}  # fmt: skip


def _named_day(match: re.Match[str], frame: _Frame) -> _Found | None:
    if frame.today is None:
        return _UNRESOLVED
    first, last = _NAMED_DAYS[" ".join(match["name"].casefold().split())]
    return _Found(frame.today + first * _DAY, frame.today + last * _DAY, "day" if first == last else "range")


def _period(match: re.Match[str], frame: _Frame) -> _Found | None:
    if frame.today is None:
        return _UNRESOLVED
    today, step = frame.today, {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}
    shift = step.get(match["which"].casefold(), 0)
    unit = match["unit"].casefold()
    if unit == "weekend":
        saturday = today - ((today.weekday() - 5) % 7) * _DAY + max(0, shift) * 7 * _DAY
        return _Found(saturday, saturday + _DAY, "range")
    if unit == "week":
        monday = today - today.weekday() * _DAY + shift * 7 * _DAY
        return _Found(monday, monday + 6 * _DAY if shift else max(today, monday), "week")
    if unit == "year":
        return _Found(date(today.year + shift, 1, 1), date(today.year + shift, 12, 31) if shift else today, "year")
    months = today.year * 12 + today.month - 1 + shift
    start, end = _month_span(months // 12, months % 12 + 1)
    return _Found(start, end if shift else today, "month")


def _count(match: re.Match[str]) -> tuple[int, bool]:
    word = " ".join(match["count"].casefold().split())
    if word.isdigit():
        return int(word), False
    return _VAGUE.get(word, NUMBER_WORDS.get(word, 1)), word in ("a few", "few", "several", "a couple of", "couple of")


def _away(day: date, count: int, unit: str, *, vague: bool) -> _Found | None:
    """``count`` units from ``day`` (negative: before), as wide as the unit is coarse."""
    if unit == "hour":
        return _Found(day + timedelta(hours=count).days * _DAY, day, "day" if abs(count) < 24 else "range")
    if unit == "day":
        middle, slack = day + count * _DAY, max(1, abs(count) // 5) * _DAY if vague else timedelta(0)
        return _Found(middle - slack, middle + slack, "range" if vague else "day", vague)
    if unit == "week":
        middle = day + count * 7 * _DAY
        return _Found(middle - 3 * _DAY, middle + 3 * _DAY, "week", approximate=True)
    if unit == "month":
        months = day.year * 12 + day.month - 1 + count
        if not 12 <= months < 9999 * 12 - 1:
            return None
        return _Found(*_month_span(months // 12, months % 12 + 1), "month", vague)
    year = day.year + count * (10 if unit == "decade" else 1)
    return _Found(date(year, 1, 1), date(year, 12, 31), "year", vague or unit == "decade") if 1 <= year < 9999 else None


def _ago(match: re.Match[str], frame: _Frame) -> _Found | None:
    if frame.today is None:
        return _UNRESOLVED
    count, vague = _count(match)
    vague = vague or bool(match["about"])
    return _away(frame.today, -count, match["unit"].casefold(), vague=vague)


def _after(match: re.Match[str], frame: _Frame) -> _Found | None:
    if frame.anchor is None:
        return _UNRESOLVED
    count, vague = _count(match)
    sign = 1 if match["way"].casefold() in ("later", "afterwards") else -1
    return _away(frame.anchor, sign * count, match["unit"].casefold(), vague=vague)


def _next_day(match: re.Match[str], frame: _Frame) -> _Found | None:
    if frame.anchor is None:
        return _UNRESOLVED
    shift = {"same": 0, "next": 1, "following": 1, "previous": -1}[match["which"].casefold()]
    day = frame.anchor + shift * _DAY
    return _Found(day, day, "day")


def _year(match: re.Match[str], frame: _Frame) -> _Found | None:  # noqa: ARG001  all rules have one signature
    year, part = int(match["year"]), (match["part"] or "").casefold().removeprefix("the ").removesuffix(" of").strip()
    if part:
        first, last = _PART_OF_YEAR[part]
        return _Found(date(year, first, 1), _month_span(year, last)[1], "range")
    return _Found(date(year, 1, 1), date(year, 12, 31), "year")


def _decade(match: re.Match[str], frame: _Frame) -> _Found | None:  # noqa: ARG001  all rules have one signature
    year = int(match["year"])
    return _Found(date(year, 1, 1), date(year + 9, 12, 31), "range")


def _numeric(match: re.Match[str], frame: _Frame) -> _Found | None:  # noqa: ARG001  all rules have one signature
    """03/04/2022: day and month may be either way round, so the interval holds both and says that it is unsure."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    days = sorted(day for day in {_safe(year, a, b), _safe(year, b, a)} if day)
    if not days:
        return None
    return _Found(days[0], days[-1], "day" if days[0] == days[-1] else "range", len(days) > 1)


_YEAR4 = r"(?P<year>(?:19|20)\d\d)"
_END = r"(?![\w/-]|,\d)"
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Frame], _Found | None]], ...] = (
    (re.compile(r"(?<![\w-])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:T\d\d:\d\d(?::\d\d)?Z?)?(?![\w-])"), _iso),
    (re.compile(r"(?<![\w/.])(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.]" + _YEAR4 + r"(?![\w/])"), _numeric),
    (re.compile(r"(?<![\w.,])(?P<day>\d{1,2})(?:st|nd|rd"
        r"|th)?(?:[ ]?[-\u2013][ ]?(?P<last>\d{1,2}))?[ ]+(?:of[ ]+)?" + _MONTH
                + r"(?:,?[ ]+" + _YEAR4 + r")?(?!\w)"), _day_month),
    (re.compile(r"(?<!\w)" + _MONTH + r"[ ]+(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:[ ]?[-\u2013][ ]?(?P<last>\d{1,2}))?"
                r"(?:,?[ ]+" + _YEAR4 + r")?" + _END), _day_month),
    (re.compile(r"(?<!\w)(?:(?:the[ ]+)?(?P<part>[Ee]arly|[Mm]id|[Ll]ate"
        r"|[Bb]eginning|[Mm]iddle|[Ee]nd)(?:[ ]+|-)(?:of[ ]+|in[ ]+)?|"
                r"(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Ii]n|[Ss]ince|[Dd]uring"
                    r"|[Oo]f|[Bb]y|[Uu]ntil|[Bb]etween|[Ff]rom|[Aa]nd|[Tt]o)[ ]+)"
                + _MONTH + r"(?:,?[ ]+" + _YEAR4 + r")?(?![\w])"), _month_alone),
    (re.compile(r"(?<!\w)(?P<part>)(?P<which>)" + _MONTH + r",?[ ]+" + _YEAR4 + _END), _month_alone),
    (re.compile(r"(?<!\w)(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext"
        r"|[Pp]ast)[ ]+)?(?:(?:early|late)[ ]+(?:on[ ]+)?)?" + _WEEKDAY + _PART + r"(?!\w)"),
     _weekday),
    (re.compile(r"(?<!\w)(?P<name>yesterday[ ]+evening|the[ ]+day[ ]+before[ ]+yesterday"
        r"|yesterday|earlier[ ]+today|today|tonight|tomorrow|"
                r"overnight|this[ ]+(?:morning|afternoon|evening)|last[ ]+night)(?!\w)", re.IGNORECASE), _named_day),
    (re.compile(r"(?<!\w)(?:(?:early|late|earlier|later)[ ]+)?(?P<which>last"
        r"|this|next|past|previous|coming|(?:over|at|during)[ ]+the)[ ]+"
                r"(?P<unit>weekend)(?!\w)", re.IGNORECASE), _period),
    (re.compile(r"(?<!\w)(?:(?:early|late|earlier|later)[ ]+)?(?P<which>last|this"
        r"|next|past|previous|coming)[ ]+(?P<unit>week|month|year)(?!\w)",
                re.IGNORECASE), _period),
    (re.compile(r"(?<!\w)(?:(?P<about>about|around|roughly|some|nearly"
        r"|almost|approximately|more[ ]+than|over)[ ]+)?" + _COUNT
                + r"[ ]+" + _UNIT + r"[ ]+ago(?!\w)", re.IGNORECASE), _ago),
    (re.compile(r"(?<!\w)" + _COUNT + r"[ ]+" + _UNIT + r"[ ]+(?P<way>later|earlier"
        r"|before|afterwards)(?!\w)", re.IGNORECASE), _after),
    (re.compile(r"(?<!\w)the[ ]+(?P<which>same|next|following|previous)[ ]+day(?!\w)", re.IGNORECASE), _next_day),
    (re.compile(r"(?<!\w)(?:in|during|since)[ ]+the[ ]+(?P<year>(?:19|20)\d0)s(?!\w)", re.IGNORECASE), _decade),
    (re.compile(r"(?<!\w)(?:(?:the[ ]+)?(?P<part>early|mid|late|beginning|middle|end)(?:[ ]+of[ ]+|[ ]+|-)|"
                r"(?:in|since|during|of|by|until"
                    r"|between|from|and|to|back[ ]+in)[ ]+)" + _YEAR4 + _END, re.IGNORECASE), _year),
)  # fmt: skip


def scan(
    text: str, published: datetime | None, *, anchor: datetime | None = None, field: str = "text", offset: int = 0
) -> tuple[When, ...]:
    """All dates in ``text`` (one sentence), in order, as intervals of whole UTC days.

    Parameters
    ----------
    published
        What relative dates are counted from; None leaves them unresolved.
    anchor
        What "three days later" is counted from: the date last read in the document.
    field, offset
        Name of the document's field, and where in it ``text`` begins.
    """
    today = _utc(published)
    taken: list[tuple[int, int, _Found]] = []
    for pattern, rule in _RULES:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end, _ in taken):
                continue
            before = text[max(0, match.start() - 160) : match.start()]
            ahead = _last(_AHEAD, before) > _last(_SAID, before)
            found = rule(match, _Frame(today, _utc(anchor), ahead))
            if found:
                taken.append((*_trimmed(match), found))
    taken.sort(key=lambda entry: entry[0])
    return tuple(_when(text, entry, field, offset) for entry in _joined(text, taken))


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _utc(moment: datetime | None) -> date | None:
    if moment is None:
        return None
    return moment.astimezone(UTC).date() if moment.tzinfo else moment.date()


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """The words of the date without the preposition before it."""
    lead = re.match(
        r"(?:in|since|during|of|by|until|between|from|and|to|back[ ]+in|over|at)[ ]+(?!the[ ]+weekend)",
        match[0],
        re.IGNORECASE,
    )
    return match.start() + (lead.end() if lead else 0), match.end()


def _joined(text: str, taken: list[tuple[int, int, _Found]]) -> list[tuple[int, int, _Found]]:
    """As in "Between A and B", "from A to B" as one stretch; "since A" as an open one."""
    joined: list[tuple[int, int, _Found]] = []
    for start, end, found in taken:
        if (
            joined
            and _JOIN.fullmatch(text, joined[-1][1], start)
            and _FROM.search(text[max(0, joined[-1][0] - 30) : joined[-1][0]])
        ):
            first = joined[-1][2]
            if first.first and found.last and first.first <= found.last:
                joined[-1] = (
                    joined[-1][0],
                    end,
                    _Found(first.first, found.last, "range", first.approximate or found.approximate),
                )
                continue
        if (
            _OPEN.search(text[max(0, start - 20) : start])
            and found.first
            and "from" not in text[max(0, start - 8) : start].casefold()
        ):
            found = _Found(found.first, None, "open", found.approximate)  # noqa: PLW2901  "since" opens the date
        joined.append((start, end, found))
    return joined


def _when(text: str, entry: tuple[int, int, _Found], field: str, offset: int) -> When:
    start, end, found = entry
    approximate = found.approximate or (
        found.first is not None and bool(_APPROXIMATE.search(text[max(0, start - 16) : start]))
    )
    return When(
        Span(field, offset + start, offset + end, text[start:end]),
        midnight(found.first),
        midnight(found.last + _DAY) if found.last else None,
        found.precision,
        approximate,
        _edtf(found, approximate=approximate),
    )


def midnight(day: date | None) -> datetime | None:
    """The first moment of a day, in UTC."""
    return datetime.combine(day, time(), UTC) if day else None


def _edtf(found: _Found, *, approximate: bool) -> str:
    if found.first is None:
        return ""
    mark = "~" if approximate else ""
    if found.last is None:
        return f"{found.first}{mark}/.."
    whole_month = found.first.day == 1 and (found.last + _DAY).day == 1 and found.precision == "month"
    if whole_month:
        return f"{found.first:%Y-%m}{mark}"
    if found.precision == "year" and (found.first.month, found.last.month, found.last.day) == (1, 12, 31):
        return f"{found.first:%Y}{mark}"
    if found.first == found.last:
        return f"{found.first}{mark}"
    return f"{found.first}{mark}/{found.last}{mark}"


def in_sentence(sentence: Sentence, published: datetime | None, anchor: datetime | None) -> list[tuple[int, int, When]]:
    """The dates of a sentence with the tokens that they cover."""
    found = scan(sentence.text, published, anchor=anchor, field=sentence.field, offset=sentence.offset)
    return [
        (*sentence.at(when.span.start - sentence.offset, when.span.end - sentence.offset), when)
        for when in found
        if when.span is not None
    ]
