"""Days that are named by their feast: "at midnight on New Year's Day 2023", "on Christmas Eve"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geoevents.recognize.date_rules import UNRESOLVED, Found, day_in, year_of

if TYPE_CHECKING:
    from geoevents.recognize.date_rules import Frame, Rule

_FEASTS = {
    "new year's eve": (12, 31), "new year's day": (1, 1), "christmas eve": (12, 24), "christmas day": (12, 25),
    "boxing day": (12, 26), "may day": (5, 1),
}  # fmt: skip


def _feast(match: re.Match[str], frame: Frame) -> Found | None:
    month, day = _FEASTS[match["feast"].casefold().replace("\u2019", "'")]
    year = year_of(match, month, day, frame)
    found = day_in(year, month, day) if year is not None else None
    return Found(found, found, "day") if found else UNRESOLVED


RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    (
        re.compile(
            r"(?<!\w)(?P<feast>New Year['\u2019]s (?:Eve|Day)|Christmas (?:Eve|Day)|Boxing Day|May Day)"
            r"(?:,?[ ]+(?:of[ ]+|in[ ]+)?(?P<year>(?:19|20)\d\d))?(?!\w)"
        ),
        _feast,
    ),
)
