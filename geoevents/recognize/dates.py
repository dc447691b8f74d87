"""Dates in prose: a closed grammar. Every date is an honest interval with its precision and an EDTF string.

News counts from its day of publication: "on Wednesday" in a report of a Wednesday is that day. Without a day of
publication what is relative stays unresolved: ``start`` and ``end`` are None and the precision is ``unknown``.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from geoevents.model import Span, When
from geoevents.recognize.date_rules import RULES, Found, Frame, read

if TYPE_CHECKING:
    from geoevents.recognize.words import Sentence

_DAY = timedelta(days=1)
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
    taken: list[tuple[int, int, Found]] = []
    for pattern, rule in RULES:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end, _ in taken):
                continue
            before = text[max(0, match.start() - 160) : match.start()]
            ahead = _last(_AHEAD, before) > _last(_SAID, before)
            found = read(rule, match, Frame(today, _utc(anchor), ahead))
            if found:
                taken.append((*_trimmed(match), found))
    taken.sort(key=lambda entry: entry[0])
    return tuple(_when(text, entry, field, offset) for entry in _joined(text, taken))


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _utc(moment: datetime | None) -> date | None:
    if moment is None:
        return None
    try:
        return moment.astimezone(UTC).date() if moment.tzinfo else moment.date()
    except OverflowError:  # at the ends of the calendar
        return moment.date()


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """The words of the date without the preposition before it."""
    lead = re.match(
        r"(?:in|since|during|of|by|until|between|from|and|to|back[ ]+in|over|at)[ ]+(?!the[ ]+weekend)",
        match[0],
        re.IGNORECASE,
    )
    return match.start() + (lead.end() if lead else 0), match.end()


def _joined(text: str, taken: list[tuple[int, int, Found]]) -> list[tuple[int, int, Found]]:
    """As in "Between A and B", "from A to B" as one stretch; "since A" as an open one."""
    joined: list[tuple[int, int, Found]] = []
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


def _when(text: str, entry: tuple[int, int, Found], field: str, offset: int) -> When:
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


def in_sentence(sentence: Sentence, published: datetime | None, anchor: datetime | None) -> list[tuple[int, int, When]]:
    """The dates of a sentence with the tokens that they cover."""
    found = scan(sentence.text, published, anchor=anchor, field=sentence.field, offset=sentence.offset)
    return [
        (*sentence.at(when.span.start - sentence.offset, when.span.end - sentence.offset), when)
        for when in found
        if when.span is not None
    ]
