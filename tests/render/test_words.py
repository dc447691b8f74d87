"""The page says things as a careful reader would: never more exact than the text."""

# ruff: noqa: RUF001  quotation marks and dashes as they are shown

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, MultiLineString, Point, box

from geoevents.model import Event, Place, Quantity, Span, Trigger, When
from geoevents.render import place_words, words
from tests.fixtures.by_hand import moment, on_day, resolved

SPAN = Span("text", 0, 5, "words")


def when(start, end, precision, *, basis="text", span=None, approximate=False):
    return When(span, start and moment(start), end and moment(end), precision, approximate, basis=basis)


@pytest.mark.parametrize(
    ("given_when", "expected"),
    [
        (on_day("2022-11-02"), ("On 2 Nov 2022, by the report’s date", "2 Nov 2022")),
        (when("2022-09-01", "2022-10-01", "month"), ("Sep 2022", "Sep 2022")),
        (when("2022-09-01", "2022-10-01", "month", approximate=True), ("About Sep 2022", "≈ Sep 2022")),
        (when("2022-01-01", "2023-01-01", "year"), ("In 2022", "2022")),
        (when("2022-10-31", "2022-11-05", "range"), ("31 Oct – 4 Nov 2022", "31 Oct – 4 Nov 2022")),
        (when("2022-11-01", "2022-11-11", "part-month"), ("Early Nov 2022", "Early Nov 2022")),
        (when("2022-11-21", "2022-12-01", "part-month"), ("Late Nov 2022", "Late Nov 2022")),
        (when(None, "2022-11-02", "open", basis="document"), ("Before 2 Nov 2022; no date given", "before 2 Nov 2022")),
        (when("2022-10-31", None, "open"), ("Since 31 Oct 2022", "since 31 Oct 2022")),
        (when("2022-10-31", "2022-11-03", "open", basis="document"),
         ("Under way on 2 Nov 2022, by the report’s date", "2 Nov 2022")),
        (when(None, None, "unknown", basis="none"), ("No date given", "no date")),
        (when("2022-11-02T23:51:00", "2022-11-02T23:52:00", "time"),
         ("On 2 Nov 2022, 23:51 UTC", "2 Nov 2022, 23:51 UTC")),
        (when("2022-10-31", "2022-11-07", "week"), ("In the week of 31 Oct 2022", "31 Oct 2022")),
        (when("2022-08-19", "2022-09-16", "range", approximate=True, span=Span("text", 0, 20, "about two months ago")),
         ("About 2 Sep 2022 (“about two months ago”)", "≈ 2 Sep 2022")),
    ],
)  # fmt: skip
def test_when(given_when, expected):
    assert words.when_words(given_when) == expected


MOMENTS = st.integers(-(2 * 10**9), 4 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
PRECISIONS = st.sampled_from(["time", "day", "range", "week", "part-month", "month", "year", "open", "unknown"])


@given(
    st.none() | MOMENTS,
    st.none() | st.timedeltas(timedelta(seconds=1), timedelta(days=4000)),
    PRECISIONS,
    st.booleans(),
)
def test_every_interval_has_words_and_no_hole_is_left_in_them(start, length, precision, approximate):
    end = start + length if start and length else None
    for said in words.when_words(When(None, start, end, precision, approximate)):
        assert said
        assert "{" not in said
        assert "None" not in said


def quantity(low, best, high, modifier, item="missile", text="words"):
    return Quantity(SPAN, low, best, high, modifier, item, text)


@pytest.mark.parametrize(
    ("given_quantity", "long", "short"),
    [
        (quantity(23, 23, 23, "exact", text="23 short-range missiles"), "23 short-range missiles", "23 missiles"),
        (quantity(90, 100, 110, "approx", "round", "some 100 rounds"),
         "about 100 rounds (“some 100 rounds”)", "≈ 100 rounds"),
        (quantity(23, None, None, "at_least"), "at least 23 missiles", "≥ 23 missiles"),
        (quantity(None, None, 5, "up_to"), "up to 5 missiles", "≤ 5 missiles"),
        (quantity(3, None, 5, "range"), "3 to 5 missiles", "3–5 missiles"),
        (quantity(None, None, None, "significant", "shell", "a significant number"),
         "“a significant number” of shells; no figure given", "Shells"),
        (quantity(9, 9, 9, "exact", "rocket", "nine"), "9 rockets", "9 rockets"),
        (quantity(56, 56, 56, "exact", "killed", "56"), "56 killed", "56 killed"),
        (quantity(1e6, None, None, "magnitude", "rocket", "millions of rockets"),
         "“millions of rockets”: 1,000,000 or more",
         "Rockets"),
        (quantity(1, 1, 1, "exact", text="one missile"), "one missile", "1 missile"),
        (quantity(None, None, None, "at_least", text="several"), "“several” missiles; no figure given", "Missiles"),
    ],
)  # fmt: skip
def test_quantities_are_as_honest_as_the_text(given_quantity, long, short):
    assert words.quantity_words((given_quantity,)) == long
    assert words.quantity_short((given_quantity,)) == short


def test_no_quantity_is_said_to_be_not_stated():
    assert words.quantity_words(()) == "not stated"
    assert words.quantity_short(()) == ""


KOREA = Place("ne:KP", "North Korea", "country", 127, 40, "KP")


@pytest.mark.parametrize(
    ("resolution", "expected"),
    [
        (resolved(None, box(124, 38, 130, 43), places=[KOREA], precision="country"), "Only the country is named"),
        (resolved(None, box(0, 0, 9, 9), places=[KOREA] * 22, precision="region"), "Any of 22 countries"),
        (resolved(None, Point(1, 1), precision="near", error_m=5000), "Near here, within about 5 km"),
        (resolved(None, Point(1, 1), precision="exact", error_m=400), "At this point, within about 400 m"),
        (resolved(None, None), "Not on the map"),
        (resolved(None, LineString([(0, 0), (0, 9)]), precision="coast"),
         "Somewhere along the coast, about 1,000 km of shore"),
        (resolved(None, MultiLineString([[(0, 0), (0, 9)], [(5, 0), (5, 9)]]), precision="coast"),
         "Somewhere along two coasts, about 2,000 km of shore"),
        (resolved(None, MultiLineString([[(0, 0), (0, 9)], [(5, 0), (5, 9)]]), precision="line"),
         "Somewhere along either part of the line"),
        (resolved(None, box(50, 15, 54, 19), places=[KOREA] * 2, precision="near"), "Somewhere in the area marked"),
        (resolved(None, box(35, 32, 36, 33), places=[KOREA], precision="admin1"), "Somewhere in this area"),
        (resolved(None, Point(1, 1), precision="exact", error_m=5.6), "At this point"),
        (resolved(None, box(0, 0, 1, 1), precision=None), "How exact this is, is not stated"),
    ],
)  # fmt: skip
def test_precision(resolution, expected):
    geometry = resolution.shape.geometry if resolution.shape else None
    assert place_words.precision_words(resolution, geometry) == expected


@given(st.floats(1, 4e7))
def test_distances_have_two_figures_and_stay_near(meters):
    said, unit = place_words.distance(meters).split()
    value = float(said.replace(",", "")) * (1000 if unit == "km" else 1)
    assert abs(value - meters) <= max(0.06 * meters, 0.06)


@given(st.floats(-170, 160), st.floats(-80, 70), st.floats(0.1, 9), st.floats(0.1, 9))
def test_lengths_agree_with_geodesics(lon, lat, east, north):
    from pyproj import Geod

    line = shapely.segmentize(LineString([(lon, lat), (lon + east, lat + north)]), 0.1)
    assert place_words.length_m(line) == pytest.approx(Geod(ellps="WGS84").geometry_length(line), rel=0.007)


@pytest.mark.parametrize(
    ("title", "number", "head"),
    [
        ("Weapons, Iran to Russia", "", "Weapons"),
        ("Millions of rockets and artillery shells, North Korea to Russia", "millions", "Millions of rockets"),
        ("Some 100 artillery rounds from both coasts", "some 100", "Some 100 artillery rounds"),
        ("Oil tanker off the coast of Somalia", "", "Oil tanker"),
        ("Bulk carrier 60 miles west of Hodeidah", "one", "Bulk carrier"),
        ("A very long name of many words that no label could ever hold", "", "A very long name"),
        ("Unpronounceablyandunreasonablylongword, there", "", ""),
        ("", "", ""),
    ],
)
def test_the_things_of_a_title_are_its_head(title, number, head):
    assert words.head_words(title, number) == head


def told(summary, quantities=(), *, by_table=False):
    trigger = Trigger(SPAN, "arms_transfer", "send")
    event = Event(
        "1", "arms_transfer", summary, When(None, None, None, "unknown"), (), quantities, (), "reported", (), (),
        () if by_table else (trigger,), "d",
    )  # fmt: skip
    return words.short_words(event, "Arms transfer")


@pytest.mark.parametrize(
    ("summary", "quantities", "label"),
    [
        ("Weapons, Iran to Russia", (), "Weapons"),
        ("Artillery shells, A to B", (quantity(None, None, None, "significant", "shell", "many"),), "Artillery shells"),
        (
            "Some 100 artillery rounds from here",
            (quantity(90, 100, 110, "approx", "shell", "some 100"),),
            "≈ 100 rounds",
        ),
        ("23 short-range missiles from here", (quantity(23, 23, 23, "exact", "missile", "23"),), "23 missiles"),
        ("Oil tanker off Somalia", (quantity(1, 1, 1, "exact", "ship", "one"),), "Oil tanker"),
        ("Warplanes near Hodeidah", (quantity(5, 5, 5, "exact", "killed", "five"),), "5 killed"),
        ("Man near Hodeidah", (quantity(1, 1, 1, "exact", "killed", "one"),), "1 killed"),
    ],
)
def test_labels_say_the_things_in_the_words_of_the_report(summary, quantities, label):
    assert told(summary, quantities) == label


def test_the_note_in_a_table_is_no_label():
    assert told("Seen by a neighbour at night", by_table=True) == "Arms transfer"


def test_a_region_of_countries_is_told_by_their_number():
    east, south = (Place(f"ge:{name}", name, "region", 0, 0) for name in ("east", "south"))
    members = {"ge:east": frozenset("abc"), "ge:south": frozenset("cde")}.__getitem__
    resolution = resolved(None, box(0, 0, 9, 9), places=[east, south], precision="region")
    assert place_words.precision_words(resolution, box(0, 0, 9, 9), members) == "Any of 5 countries"
    assert place_words.precision_words(resolution, box(0, 0, 9, 9)) == "Somewhere in this area"
