"""The day that the first lines of a report give: its dateline, or a line that holds nothing but a date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from geoevents.readers.days import parse_day

if TYPE_CHECKING:
    from datetime import datetime


class Dateline(NamedTuple):
    """The day (UTC), and where in the text what says so starts and ends (half-open)."""

    day: datetime
    start: int
    end: int


# Filled lines from the top among which it is looked for: a title, who wrote it, and what follows.
_LINES, _FAR = 5, 2000
# A line that is only a date is one of several headings where others begin with a date, too.
_LINES_BARE = 3

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = rf"(?:\d{{1,2}} {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}},? \d{{4}})(?!\d)"
_NAME = r"[A-Z\u00c0-\u00de][\w.'\u2019/-]{0,30}"
_NAMES = rf"{_NAME}(?: (?:{_NAME}|de|del|la|al|el|da|do)){{0,4}}"
# "PORT SUDAN, Sudan, March 14, 2024 (Reuters) - ", "Goma, 14 March 2024 - ", the same alone on its line.
_PLACED = re.compile(
    r"[ \t]{0,8}(?!(?:On|By|Since|Until|From|In|As|At|The|After|Before)\b|\w{3,6}day\b)"
    rf"{_NAMES}(?:, {_NAMES}){{0,2}}"
    rf",? (?P<date>{_DATE}) ?(?:\([\w .,/-]{{2,40}}\))? ?"
    r"(?:(?:\u2014|\u2013|--?|:|\.(?=[ ][A-Z]))(?=\s)[ \t]?|(?=\n|\Z))"
)
_LABELED = re.compile(r"[ \t]{0,8}(?:date published|date|published|posted|issued)(?: on|:| on:)[ \t]+", re.IGNORECASE)
_LEADS = re.compile(rf"^[ \t]{{0,8}}(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}\b|\d{{4}}-\d\d-\d\d)", re.MULTILINE)
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_LIKE_A_DATE = re.compile(r"(?=.{0,50}\d{4})(?:.{0,50}[^\W\d]|\d{4}[-/.]\d|\d{1,2}[-/.]\d)")


def dateline(text: str) -> Dateline | None:
    r"""The day that the top of a report gives in full, with its year; None if it gives none.

    >>> dateline("Goma, 14 March 2024 - Shells fell.").day.date().isoformat()
    '2024-03-14'
    >>> dateline("Goma, 14 March 2024. Shells fell.").end
    21
    >>> dateline("Shells fell on 14 March 2024.")
    """
    for at, line in enumerate(_LINE.finditer(text, 0, _FAR)):
        if at >= _LINES:
            break
        found = _PLACED.match(text, line.start())
        if found and (day := _day(found["date"])):
            return Dateline(day, line.start(), found.end())
        label = _LABELED.match(text, *line.span())
        alone = at < _LINES_BARE and len(_LEADS.findall(text)) <= 1
        if (label or alone) and (day := _day(text[label.end() if label else line.start() : line.end()])):
            return Dateline(day, *line.span())
    return None


def _day(text: str) -> datetime | None:
    """The start of the one day that the whole text is."""
    found = parse_day(text) if len(text) <= 60 and _LIKE_A_DATE.match(text) else None
    sure = found is not None and found.precision in {"day", "time"} and not (found.ambiguous or found.approximate)
    return found.start if found is not None and sure else None
