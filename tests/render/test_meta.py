"""What the page says of itself, above the map."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from geoevents.gazetteer import Gazetteer
from geoevents.model import Document
from geoevents.render import meta
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
    documents = {"a": REPORT, "b": Document("b", "b.txt", {"text": ""})}
    assert meta.provenance(documents, title or meta.title_of([], documents)) == line


def test_a_counted_title_without_dates_needs_no_second_line() -> None:
    documents = {"a": Document("a", "a.txt", {"text": ""})}
    assert meta.provenance(documents, meta.title_of([], documents)) == ""


def test_a_mark_given_by_coordinates_is_counted_to_the_country_below_it() -> None:
    zurich, sea = (
        point_event(key, "protest", REPORT, lon, lat) for key, lon, lat in (("a", 8.54, 47.37), ("b", -30, 40))
    )
    said = meta.describe([zurich, sea], {}, Gazetteer.open(), title="", problems=(), layers_on=None, theme="auto")
    assert said["countries"] == [(8.54, 47.37, "CH")]
