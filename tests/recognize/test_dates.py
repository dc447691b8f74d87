from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geoevents.recognize.dates import scan

PUBLISHED = datetime(2022, 11, 2, 15, tzinfo=UTC)  # a Wednesday

CASES = [
    ("It fired missiles on Wednesday.", "Wednesday", "2022-11-02", "day"),
    ("It fired missiles on Thursday.", "Thursday", "2022-10-27", "day"),
    ("about two months ago", "about two months ago", "2022-09~", "month"),
    ("In September, it denied this.", "September", "2022-09", "month"),
    ("on 2022-10-04 it flew", "2022-10-04", "2022-10-04", "day"),
    ("on 4 October 2022", "4 October 2022", "2022-10-04", "day"),
    ("on Oct. 4, a missile", "Oct. 4", "2022-10-04", "day"),
    ("on December 24", "December 24", "2021-12-24", "day"),
    ("early October", "early October", "2022-10-01/2022-10-10", "part-month"),
    ("in mid-June 2021", "mid-June 2021", "2021-06-11/2021-06-20", "part-month"),
    ("late September", "late September", "2022-09-21/2022-09-30", "part-month"),
    ("yesterday", "yesterday", "2022-11-01", "day"),
    ("shelled overnight", "overnight", "2022-11-01/2022-11-02", "range"),
    ("over the weekend", "over the weekend", "2022-10-29/2022-10-30", "range"),
    ("last week", "last week", "2022-10-24/2022-10-30", "week"),
    ("earlier this month", "earlier this month", "2022-11-01/2022-11-02", "month"),
    ("it will come later this month", "later this month", "2022-11-02/2022-11-30", "range"),
    ("it will fly later this week", "later this week", "2022-11-02/2022-11-06", "range"),
    ("from 12 to 16 September", "12 to 16 September", "2022-09-12/2022-09-16", "range"),
    ("on October 3 and 4", "October 3 and 4", "2022-10-03/2022-10-04", "range"),
    ("since the summer of 2021", "the summer of 2021", "2021-06-01~/..", "open"),
    ("in the spring", "the spring", "2022-03-01~/2022-05-31~", "range"),
    ("last winter", "last winter", "2021-12-01~/2022-02-28~", "range"),
    ("A week earlier, it fell", "A week earlier", "2022-10-23~/2022-10-29~", "week"),
    ("overnight from Friday to Saturday", "Friday to Saturday", "2022-10-28/2022-10-29", "range"),
    ("between Monday evening and Wednesday", "Monday evening and Wednesday", "2022-10-31/2022-11-02", "range"),
    ("It has shelled the town since Oct. 19.", "Oct. 19", "2022-10-19/..", "open"),
    ("last month", "last month", "2022-10", "month"),
    ("last year", "last year", "2021", "year"),
    ("three days ago", "three days ago", "2022-10-30", "day"),
    ("in 2010, shells fell", "2010", "2010", "year"),
    ("since 2014", "2014", "2014-01-01/..", "open"),
    ("since Oct. 19", "Oct. 19", "2022-10-19/..", "open"),
    ("between Monday evening and Wednesday", "Monday evening and Wednesday", "2022-10-31/2022-11-02", "range"),
    ("from March to May 2021 it", "March to May 2021", None, None),
    ("will meet on Friday", "Friday", "2022-11-04", "day"),
    ("said on Friday it will meet", "Friday", "2022-10-28", "day"),
    ("Nov. 3-5, 2021", "Nov. 3-5, 2021", "2021-11-03/2021-11-05", "range"),
    ("31/10/2022", "31/10/2022", "2022-10-31", "day"),
    ("03/04/2022", "03/04/2022", "2022-03-04~/2022-04-03~", "range"),
    ("in the 1990s", "the 1990s", "1990-01-01/1999-12-31", "range"),
    ("in late 2021", "late 2021", "2021-09-01/2021-12-31", "range"),
    ("last Wednesday", "last Wednesday", "2022-10-26", "day"),
    ("ON 17 AUGUST 2005 BOMBS FELL", "17 AUGUST 2005", "2005-08-17", "day"),
    ("19 Nov - 3 Dec 2021", "19 Nov - 3 Dec 2021", None, None),
    ("21-22 Sep: drones", "21-22 Sep", "2022-09-21/2022-09-22", "range"),
    ("on 14-Jun-2022", "14-Jun-2022", "2022-06-14", "day"),
    ("on 2022/10/04", "2022/10/04", "2022-10-04", "day"),
    ("in March last year", "March last year", "2021-03", "month"),
    ("on 5 May last year", "5 May last year", "2021-05-05", "day"),
    ("on Friday last week", "Friday last week", "2022-10-28", "day"),
    ("in the past week", "the past week", "2022-10-26/2022-11-02", "range"),
    ("the last 24 hours", "the last 24 hours", "2022-11-01/2022-11-02", "range"),
    ("over the past two months", "the past two months", "2022-09-01~/2022-11-02~", "range"),
    ("in recent days", "recent days", "2022-10-26~/2022-11-02~", "range"),
    ("are to meet at the weekend", "at the weekend", "2022-11-05/2022-11-06", "range"),
    ("On Friday the ministers will meet", "Friday", "2022-11-04", "day"),
    ("Friday night into Saturday", "Friday night into Saturday", "2022-10-28/2022-10-29", "range"),
    ("in the first half of 2021", "the first half of 2021", "2021-01-01/2021-06-30", "range"),
    ("by Friday evening it had fallen", "Friday evening", "2022-10-28~", "day"),
    ("in the first week of March", "the first week of March", "2022-03-01/2022-03-07", "part-month"),
    ("weeks ago", "weeks ago", "2022-10-05~/2022-10-26~", "range"),
]

TIMES = [
    ("at 0320 GMT on 19 October", "2022-10-19T03:20:00Z", "2022-10-19T03:20", "time"),
    ("at about 9 p.m. Kyiv time on Monday", "2022-10-31T21:00:00+02:00", "2022-10-31T19:00", "time"),
    ("at 10:15 p.m. (1315 GMT) on Sunday", "2022-10-30T13:15:00Z", "2022-10-30T13:15", "time"),
    ("on Oct. 3 at 7:10 a.m. KST", "2022-10-03T07:10:00+09:00", "2022-10-03T00:00", "day"),
    ("at 11:30 local time on Tuesday", "2022-11-01T11:30:00", "2022-11-01T00:00", "day"),
    ("170930Z AUG 05", "2005-08-17T09:30:00Z", "2005-08-17T09:30", "time"),
    ("between 0200 and 0500 UTC on 3 October", "2022-10-03", "2022-10-03T00:00", "day"),
    ("on 3 October with 1500 men", "2022-10-03", "2022-10-03T00:00", "day"),
    ("at 10:00 IST on 3 October", "2022-10-03T10:00:00", "2022-10-03T00:00", "day"),  # India, Israel or Ireland
]


@pytest.mark.parametrize(("text", "edtf", "start", "precision"), TIMES)
def test_time_of_day_is_kept_with_its_zone_and_never_leaves_the_day_that_is_named(text, edtf, start, precision) -> None:
    (found,) = scan(text, PUBLISHED)
    assert (found.edtf, f"{found.start:%Y-%m-%dT%H:%M}", found.precision) == (edtf, start, precision)


@pytest.mark.parametrize(("text", "days"), [
    ("on Wednesday, a day after India bombed Balakot", ["2022-11-02", "2022-11-01"]),
    ("a week after the raid on Oct. 20", ["2022-10-24~/2022-10-30~", "2022-10-20"]),
    ("It came two days after Pyongyang tested a missile.", ["2022-10-13"]),  # the day before is that of "it"
    ("Two days after the attack, troops left.", ["2022-10-17"]),
    ("Four ships had sunk days before.", ["2022-10-09~/2022-10-14~"]),
    ("It fell earlier that month.", ["2022-10-01/2022-10-15"]),
    ("It fell the same week.", ["2022-10-10/2022-10-16"]),
    ("It fell that summer.", ["2022-06-01~/2022-08-31~"]),
    ("It fell on the 18th.", ["2022-10-18"]),
    ("It fell on the 18th floor.", []),
    ("On Monday it rose, and it fell the following day.", ["2022-10-31", "2022-11-01"]),
])  # fmt: skip
def test_days_count_from_what_stands_beside_them_in_the_sentence_else_from_the_date_last_read(text, days) -> None:
    assert [found.edtf for found in scan(text, PUBLISHED, anchor=datetime(2022, 10, 15, tzinfo=UTC))] == days


@pytest.mark.parametrize(("text", "words", "edtf", "precision"), CASES)
def test_date_is_the_interval_that_the_words_say(text, words, edtf, precision) -> None:
    found = scan(text, PUBLISHED)
    assert len(found) == 1 or edtf is None
    if edtf is not None:
        assert (found[0].span.text, found[0].edtf, found[0].precision) == (words, edtf, precision)


@pytest.mark.parametrize("text", [
    "The US may buy some 100 artillery rounds.",
    "May said the march was over.",
    "in the morning and about six",
    "One in three of the 23 missiles",
    "the end of the 1950-1953 Korean War",
    "They sat in the sun and would march.",
    "23 short-range missiles at different times",
    "99/99/2022",
])  # fmt: skip
def test_words_that_only_look_like_dates_are_none(text) -> None:
    assert scan(text, PUBLISHED) == ()


@pytest.mark.parametrize(
    "text", ["on Wednesday", "yesterday", "two weeks ago", "last month", "in September", "three days later"]
)
def test_without_a_day_of_publication_relative_dates_stay_open(text) -> None:
    (found,) = scan(text, None)
    assert (found.start, found.end, found.precision, found.edtf) == (None, None, "unknown", "")
    assert found.span is not None


def test_the_day_before_counts_from_the_date_last_read_and_is_no_clause() -> None:
    (found,) = scan("It had sailed the day before.", PUBLISHED, anchor=datetime(2022, 6, 1, tzinfo=UTC))
    assert found.edtf == "2022-05-31"
    assert scan("It sailed the day before the vote.", PUBLISHED) == ()


def test_later_and_earlier_count_from_the_date_last_read() -> None:
    (found,) = scan("Three days later it rained.", PUBLISHED, anchor=datetime(2022, 6, 1, tzinfo=UTC))
    assert found.edtf == "2022-06-04"


@settings(deadline=None)
@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 6))
def test_weekday_is_the_last_one_on_or_before_publication(day, weekday) -> None:
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday]
    (found,) = scan(f"It happened on {name}.", datetime(day.year, day.month, day.day, tzinfo=UTC))
    assert found.start.weekday() == weekday
    assert 0 <= (day - found.start.date()).days < 7
    assert found.end - found.start == timedelta(days=1)


@settings(deadline=None)
@given(st.text(alphabet="0123456789 /-.,OctMayinago lastweek", max_size=200))
def test_spans_slice_back_and_intervals_are_ordered(text) -> None:
    for found in scan(text, PUBLISHED, offset=0):
        assert text[found.span.start : found.span.end] == found.span.text
        assert found.start is None or found.end is None or found.start < found.end


@pytest.mark.parametrize(
    "text",
    [
        "1" * 100_000,
        "in " * 33_000,
        "1:1" * 30_000,
        "a day after " * 8_000,
        "about two " * 10_000,
        "Oct. " * 20_000,
        "1/" * 50_000,
        " " * 100_000,
    ],
)
def test_time_is_linear_on_hostile_text(text) -> None:
    began = time.process_time()
    scan(text, PUBLISHED)
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    "text",
    [
        "On 30 February 2022", "On February 30, 2022", "on 2022-02-30", "on 31/31/2022", "0 May 2022", "32 May 2022",
        "31 December 9999", "in December 9999", "on 9999-12-31", "3000 years ago", "3,000 years ago",
        "999999999999 days ago", "from 30 to 31 February 2022",
    ],
)  # fmt: skip
def test_day_that_no_calendar_has_is_unknown_and_no_other_day(text) -> None:
    (when,) = scan(text, PUBLISHED)
    assert (when.start, when.end, when.precision, when.edtf) == (None, None, "unknown", "")


@pytest.mark.parametrize("published", [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)])
@pytest.mark.parametrize("text", [text for text, *_ in CASES] + ["tomorrow", "next year", "the next day", "1 hour ago"])
def test_report_from_the_ends_of_the_calendar_is_read(text, published) -> None:
    scan(text, published, anchor=published)


def test_events_of_such_reports_are_without_a_date(read) -> None:
    for published, date_ in (
        ("0001-01-01", "on Wednesday"),
        ("9999-12-31", "on Friday"),
        ("2022-11-02", "on 30 February 2022"),
    ):
        (event,) = read(f"Shells hit Nikopol {date_}.", published=published)
        assert (event.when.start, event.when.precision) == (None, "unknown")
    (event,) = read("Shells hit Nikopol.", published="9999-12-31")
    assert event.when.start is None


@pytest.mark.parametrize(("text", "edtf"), [
    ("on Friday, Aug. 16, soldiers clashed", ["2024-08-16"]),
    ("on Friday (Aug 16)", ["2024-08-16"]),
    ("on Friday 16 August", ["2024-08-16"]),
    ("on Friday, 16 December", ["2022-12-16"]),
    ("late on Thursday the 21st of November", ["2024-11-21"]),
    ("on Wednesday, March 13, 2024 - a day after - it fell", ["2024-03-13"]),
    ("fled between December and March", ["2023-12-01/2024-03-31"]),
    ("between Tuesday and Friday", ["2024-11-19/2024-11-22"]),
    ("on Sunday, Nov. 24 and on Monday, Nov. 25", ["2024-11-24", "2024-11-25"]),
])  # fmt: skip
def test_a_day_of_the_week_and_the_day_of_the_month_behind_it_are_one_day(text, edtf) -> None:
    assert [when.edtf for when in scan(text, datetime(2024, 11, 26, tzinfo=UTC))] == edtf
