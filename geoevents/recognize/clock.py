"""Times of day in prose: "at 0320 GMT", "7:10 a.m. local time", "9 p.m. Kyiv time"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from geoevents import zones

_HOURS, _MINUTES, _NOON = 24, 60, 12
_HALF_DAY = 13  # no clock with a.m. and p.m. shows more than 12


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day. ``zone`` None: of the place, wherever that is. ``whole``: only the hour is given."""

    hour: int
    minute: int
    zone: tzinfo | None = None
    whole: bool = False

    def on(self, day: date) -> datetime:
        """That time of a day, in the zone if one is given."""
        return datetime.combine(day, time(self.hour, self.minute), self.zone)


def of(hour: str, minute: str) -> Clock | None:
    """A time in UTC from its figures; None if no clock shows it."""
    return _clock(int(hour), int(minute), UTC)


def _clock(hour: int, minute: int, zone: tzinfo | None, *, whole: bool = False) -> Clock | None:
    return Clock(hour, minute, zone, whole) if hour < _HOURS and minute < _MINUTES else None


_ZONE = (
    r"(?:[ ]{0,2}\(?(?P<zone>GMT|UTC|Zulu|Z|[A-Z]{2,4}T|ET|MSK|WIB|local(?:[ ]time)?"
    r"|(?:[A-Z][a-z]{2,12}[ ])?[A-Z][a-z]{2,14}[ ](?:local[ ])?time)\b(?P<shift>[+\u2212-]\d{1,2}(?!\d))?)?"
)
_PATTERN = re.compile(
    r"(?<![\w:.,+-])(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?[ ]?(?P<half>[ap])\.?m\b\.?"
    r"|(?P<clock>\d{1,2})[:.](?P<past>\d{2})(?::\d{2})?(?![\d.:])(?:[ ]?(?:hours|hrs|h)\b)?"
    r"|(?P<four>\d{4})(?:[ ]?(?P<unit>hours|hrs|h)\b)?(?=[ ]?(?:GMT|UTC|Z\b|[(]|local|[A-Z]|hours|hrs|[,.;)]|on\b|\Z))"
    r"|(?P<word>noon|midnight|midday)\b)" + _ZONE
)
_LEAD = re.compile(r"\b(?:at|around|about|by|from|since|until|till|between|and|to|before|after|circa)[ ]{1,2}\Z")
_STRETCH = re.compile(r"(?:\d|m\.?)(?:[ ](?:and|to|until|till)[ ]|[ ]?[-\u2013][ ]?)\Z")


def scan(text: str) -> list[tuple[int, int, Clock]]:
    """All times of day in a sentence, in order. Figures alone are one only behind "at" and its like, or with a zone.

    Stretches ("between 0200 and 0500 UTC") are left out, and of one time by two clocks that without a zone.
    """
    found: list[tuple[int, int, Clock]] = []
    for match in _PATTERN.finditer(text):
        clock = _read(match)
        before = text[max(0, match.start() - 8) : match.start()]
        if _STRETCH.search(before):
            found = [entry for entry in found if match.start() - entry[1] > len(before)]
            continue
        if clock and clock.zone and before.endswith("(") and found and not found[-1][2].zone:
            found.pop()  # "10:15 p.m. (1315 GMT)"
        led = match.start() == 0 or _LEAD.search(text[max(0, match.start() - 12) : match.start()])
        if clock and (match["half"] or match["zone"] or match["unit"] or led):
            found.append((match.start(), match.end(), clock))
    return found


def _read(match: re.Match[str]) -> Clock | None:
    zone = _zone(match)
    if match["word"]:
        return _clock(0 if match["word"] == "midnight" else _NOON, 0, zone)
    if match["four"]:
        if not (match["zone"] or match["unit"]):
            return None  # a year
        return _clock(int(match["four"][:2]), int(match["four"][2:]), zone)
    if match["half"]:
        hour = int(match["hour"])
        hour = hour % _NOON + (_NOON if match["half"] == "p" else 0) if 0 < hour < _HALF_DAY else _HOURS
        return _clock(hour, int(match["minute"] or 0), zone, whole=not match["minute"])
    return _clock(int(match["clock"]), int(match["past"]), zone)


def _zone(match: re.Match[str]) -> tzinfo | None:
    words = (match["zone"] or "").removesuffix("time").strip().removesuffix("local").strip()
    base = zones.named(words) if words else None
    if base is not None and match["shift"]:
        hours = int(match["shift"].replace("\u2212", "-"))
        return zones.shifted(hours) if abs(hours) < _HALF_DAY + 2 else None
    return base


def interval(clock: Clock, day: date) -> tuple[datetime, datetime] | None:
    """The minute, or hour, in UTC; None where its zone is unknown, or where it is another day in UTC than it was there.

    Days are those of the place all over, so a moment never leaves the day that the report names.
    """
    if clock.zone is None:
        return None
    start = clock.on(day).astimezone(UTC)
    return (start, start + timedelta(minutes=60 if clock.whole else 1)) if start.date() == day else None


def edtf(clock: Clock, day: date) -> str:
    """Day and time as written there, with the offset if it is known: ``2024-03-06T11:30:00+03:00``."""
    return clock.on(day).isoformat().replace("+00:00", "Z")
