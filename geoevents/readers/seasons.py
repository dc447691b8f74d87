"""Parts of a year, and stretches of several: seasons, quarters, halves and decades, as the whole of a text."""

# ruff: noqa: RUF001  words of other alphabets look like ours on purpose

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache

# First month of a season in the north -> its names.
_SEASONS = {
    3: "spring primavera printemps frühling frühjahr весна весной весны навесні весни wiosna wiosną ilkbahar "
    "الربيع ربيع",
    6: "summer verano verão été ete sommer лето летом лета літо влітку літа estate lato latem yaz الصيف صيف",
    9: "autumn fall otoño outono automne herbst осень осенью осени осінь восени осені autunno jesień jesienią sonbahar "
    "الخريف خريف",
    12: "winter invierno inverno hiver зима зимой зимы взимку зими zima zimą kış الشتاء شتاء",
}
_ORDINAL = {"1": 1, "1st": 1, "first": 1, "2": 2, "2nd": 2, "second": 2, "3": 3, "3rd": 3, "third": 3, "4": 4, "4th": 4,
            "fourth": 4}  # fmt: skip


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    names = "|".join(name for words in _SEASONS.values() for name in words.split())
    return (
        re.compile(rf"({names})(?: of| de| del| da| im|,)? (\d{{4}})(?: ?[/-] ?(\d{{4}}|\d{{2}}))?"),
        re.compile(
            r"(?P<kind>[qh])(?P<number>[1-4])[ /-]?(?P<year>\d{4})"
            r"|(?P<year2>\d{4})[ /-]?(?P<kind2>[qh])(?P<number2>[1-4])"
            r"|(?:the )?(?P<number3>1st|2nd|3rd|4th|first|second|third|fourth) (?P<kind3>quarter|half) (?:of )?"
            r"(?P<year3>\d{4})"
        ),
        re.compile(r"(?:the )?(\d{3}0)['\u2019]?s"),
    )


def part_of_years(plain: str) -> tuple[datetime, datetime] | None:
    """Begin and end of a text in lower case that is such a part; None if it is none. Seasons are those of the north.

    The winter of one year may be the one in which it begins or the one in which it ends: from the first to the last day
    of both.

    >>> [f"{day:%Y-%m-%d}" for day in part_of_years("winter 2022/23")], part_of_years("q3 2019")[0].month
    (['2022-12-01', '2023-03-01'], 7)
    """
    season, part, decade = _patterns()
    if match := season.fullmatch(plain):
        return _season(match[1], int(match[2]), match[3])
    if match := part.fullmatch(plain):
        told = {name.rstrip("23"): value for name, value in match.groupdict().items() if value}
        size = 6 if told["kind"][0] == "h" else 3
        number = _ORDINAL[told["number"]]
        return _months(int(told["year"]), 1 + size * (number - 1), size) if number * size <= 12 else None
    if match := decade.fullmatch(plain):
        return _months(int(match[1]), 1, 120)
    return None


def _season(name: str, year: int, until: str | None) -> tuple[datetime, datetime] | None:
    month = next(month for month, names in _SEASONS.items() if name in names.split())
    if until is None:
        return (_months(year - 1, 12, 3)[0], _months(year, 12, 3)[1]) if month == 12 else _months(year, month, 3)
    last = int(until) if len(until) == 4 else year // 100 * 100 + int(until)
    return _months(year, month, 3) if month == 12 and last % 100 == (year + 1) % 100 else None


def _months(year: int, month: int, size: int) -> tuple[datetime, datetime]:
    after = month - 1 + size
    return datetime(year, month, 1, tzinfo=UTC), datetime(year + after // 12, after % 12 + 1, 1, tzinfo=UTC)
