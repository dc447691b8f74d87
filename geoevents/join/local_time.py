"""The time of day of an event by the clocks of its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from geoevents import zones

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.model import Placement, When

_WRITTEN = len("2024-03-06T11:30:00")  # a time of day without a zone


def at_place(when: When, placements: Sequence[Placement]) -> When:
    """The same with the offset of the place's clocks, where the text gives a time of no zone and the place has one.

    As everywhere, the day stays that of the place: ``start`` and ``end`` become the minute in UTC only if that is on
    the same day.
    """
    if len(when.edtf) != _WRITTEN or when.start is None:
        return when
    moment = datetime.fromisoformat(when.edtf)
    countries = {p.country for one in placements if one.resolution.shape for p in one.resolution.places if p.country}
    offset = zones.offset_in(countries.pop(), moment) if len(countries) == 1 else None
    if offset is None:
        return when
    local = moment.replace(tzinfo=offset)
    known, start = replace(when, edtf=local.isoformat()), local.astimezone(UTC)
    if start.date() != moment.date():
        return known
    return replace(known, start=start, end=start + timedelta(minutes=1), precision="time")
