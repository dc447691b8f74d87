"""Time zones: by their abbreviation, by the place that a report names ("Kyiv time"), by country.

Which zones there are is the IANA data base's to say, which Python reads from the system or from the package tzdata.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from importlib import resources
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo, ZoneInfoNotFoundError

# Hours east of Greenwich. IST, BST, AST and CST are left out: each is used in several parts of the world.
_HOURS = {
    "gmt": 0, "utc": 0, "z": 0, "zulu": 0, "wet": 0, "cet": 1, "wat": 1, "west": 1, "cest": 2, "eet": 2, "cat": 2,
    "sast": 2,
    "eest": 3, "msk": 3, "eat": 3, "trt": 3, "gst": 4, "pkt": 5, "ict": 7, "wib": 7, "hkt": 8, "sgt": 8, "awst": 8,
    "jst": 9,
    "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6,
    "pst": -8, "pdt": -7, "brt": -3, "art": -3,
}  # fmt: skip
_AREAS = ("Europe", "Asia", "Africa", "America", "Australia", "Pacific", "Indian", "Atlantic")
# Places of which news gives the time and that are not themselves the name of a zone.
_KEYS = {
    "et": "America/New_York", "eastern": "America/New_York", "washington": "America/New_York",
    "central": "America/Chicago",
    "pacific": "America/Los_Angeles", "california": "America/Los_Angeles", "beijing": "Asia/Shanghai",
    "china": "Asia/Shanghai",
    "delhi": "Asia/Kolkata", "new delhi": "Asia/Kolkata", "india": "Asia/Kolkata", "indian": "Asia/Kolkata",
    "islamabad": "Asia/Karachi", "pakistan": "Asia/Karachi", "ankara": "Europe/Istanbul", "turkish": "Europe/Istanbul",
    "tel aviv": "Asia/Jerusalem", "gaza city": "Asia/Gaza", "israel": "Asia/Jerusalem", "israeli": "Asia/Jerusalem",
    "kiev": "Europe/Kyiv", "ukrainian": "Europe/Kyiv", "ukraine": "Europe/Kyiv", "iran": "Asia/Tehran",
    "japan": "Asia/Tokyo", "korean": "Asia/Seoul", "hanoi": "Asia/Ho_Chi_Minh", "saigon": "Asia/Ho_Chi_Minh",
    "sanaa": "Asia/Aden", "abu dhabi": "Asia/Dubai", "geneva": "Europe/Zurich", "the hague": "Europe/Amsterdam",
    "abuja": "Africa/Lagos", "rangoon": "Asia/Yangon", "yerevan": "Asia/Yerevan", "canberra": "Australia/Sydney",
    "wellington": "Pacific/Auckland", "central european": "Europe/Paris",
}  # fmt: skip


@cache
def named(words: str) -> tzinfo | None:
    """The zone that an abbreviation or a place means; None where it is unknown, or where several use it.

    >>> named("GMT"), named("Kyiv"), named("IST")
    (datetime.timezone.utc, zoneinfo.ZoneInfo(key='Europe/Kyiv'), None)
    """
    low = " ".join(words.casefold().split())
    if low in _HOURS:
        return timezone(timedelta(hours=_HOURS[low])) if _HOURS[low] else timezone.utc  # noqa: UP017  its name is shorter
    if low in _KEYS:
        return ZoneInfo(_KEYS[low])
    if len(low) > 24 or not low.replace(" ", "").isalpha():  # the name of a file is made from it
        return None
    for area in _AREAS:
        try:
            return ZoneInfo(f"{area}/{low.title().replace(' ', '_')}")
        except (ZoneInfoNotFoundError, OSError, ValueError):
            continue
    return None


def shifted(hours: int) -> timezone:
    """The zone that many hours east of Greenwich ("GMT+3")."""
    return timezone(timedelta(hours=hours))


@cache
def _of_countries() -> dict[str, tuple[str, ...]]:
    """ISO alpha-2 code -> the names of its zones, from the table zone.tab of the data base."""
    found: dict[str, list[str]] = {}
    for line in _table().splitlines():
        if line and not line.startswith("#"):
            country, _, name, *_ = line.split("\t")
            found.setdefault(country, []).append(name)
    return {country: tuple(names) for country, names in found.items()}


def _table() -> str:
    for folder in (*map(Path, TZPATH), resources.files("tzdata").joinpath("zoneinfo")):
        table = folder.joinpath("zone.tab")
        if table.is_file():
            return table.read_text(encoding="utf-8")
    return ""


def offset_in(country: str, moment: datetime) -> timezone | None:
    """The one offset that clocks in a country had at a local time; None where its parts differ.

    Parameters
    ----------
    country
        ISO alpha-2 code.
    moment
        Local time, without a zone.
    """
    offsets = {ZoneInfo(name).utcoffset(moment) for name in _of_countries().get(country, ())}
    return timezone(offset) if len(offsets) == 1 and (offset := offsets.pop()) is not None else None
