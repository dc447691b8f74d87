from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from geoevents import zones

WINTER, SUMMER = datetime(2022, 1, 1), datetime(2022, 7, 1)  # noqa: DTZ001  local times


@pytest.mark.parametrize(("words", "hours"), [
    ("GMT", 0), ("KST", 9), ("Moscow", 3), ("Kyiv", 2), ("Beijing", 8), ("new delhi", 5.5), ("ET", -5),
    ("Los Angeles", -8),
])  # fmt: skip
def test_zone_is_known_by_its_abbreviation_or_its_place(words, hours) -> None:
    assert zones.named(words).utcoffset(WINTER) == timedelta(hours=hours)


@pytest.mark.parametrize("words", ["IST", "BST", "local", "../etc/passwd", "Atlantis", "x" * 1000, ""])
def test_zone_of_no_place_or_of_several_is_none(words) -> None:
    assert zones.named(words) is None


def test_country_has_an_offset_only_where_all_its_clocks_agree() -> None:
    assert zones.offset_in("YE", WINTER).utcoffset(None) == timedelta(hours=3)
    assert zones.offset_in("PL", SUMMER).utcoffset(None) == timedelta(hours=2)
    assert zones.offset_in("RU", WINTER) is None
    assert zones.offset_in("XX", WINTER) is None
