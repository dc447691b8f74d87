"""What the page says of itself, above the map."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from geoevents.gazetteer import Gazetteer
from geoevents.model import Document
from geoevents.render import meta, sheets
from geoevents.render.numbers import Numbers
from geoevents.render.placed import Ground
from tests.fixtures.by_hand import point_event

REPORT = Document("a", "a.txt", {"text": ""}, published=datetime(2022, 11, 2, tzinfo=UTC), title="Shells")


@pytest.mark.parametrize(
    ("title", "line"),
    [
        (None, "Published Wed 2 Nov 2022"),
        ("Shells to Russia", "2 reports · published Wed 2 Nov 2022"),
    ],
)
def test_the_line_below_the_title_does_not_say_it_again(title: str | None, line: str) -> None:
    origin = meta.Origin.of([REPORT, Document("b", "b.txt", {"text": ""})])
    assert meta.provenance(origin, title or meta.title_of(0, origin)) == line


def test_a_counted_title_without_dates_needs_no_second_line() -> None:
    origin = meta.Origin.of([Document("a", "a.txt", {"text": ""})])
    assert meta.provenance(origin, meta.title_of(0, origin)) == ""


def test_a_mark_given_by_coordinates_is_counted_to_the_country_below_it() -> None:
    zurich, sea = (
        point_event(key, "protest", REPORT, lon, lat) for key, lon, lat in (("a", 8.54, 47.37), ("b", -30, 40))
    )
    ground = Ground()
    numbers = Numbers(ground)
    for sheet in sheets.of_events([zurich, sea], {}, str, ground):
        numbers.add(sheet)
    options = {"title": "", "problems": (), "layers_on": None, "theme": "auto"}
    said = meta.describe(numbers, meta.Origin(), Gazetteer.open(), **options)
    assert said["countries"] == [(8.54, 47.37, "CH")]
