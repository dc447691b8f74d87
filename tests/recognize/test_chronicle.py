"""Reports that carry a calendar of their own."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from geoevents.recognize import chronicle

PUBLISHED = datetime(2023, 10, 9, tzinfo=UTC)  # a Monday


def days(text, published=PUBLISHED):
    return [heading.when.edtf for heading in chronicle.read(text, published).headings]


@pytest.mark.parametrize(("text", "expected"), [
    ("7 October. Shells fell.\n\n8 October. They fell again.", ["2023-10-07", "2023-10-08"]),
    ("* 19 Sep: Shells fell.\n* 21-22 Sep: Drones came.", ["2023-09-19", "2023-09-21/2023-09-22"]),
    ("1991: Iraq fired Scuds.\n\n1995: A jet was shot down.", ["1991", "1995"]),
    ("Friday, 6 October 2023\nShells fell.", ["2023-10-06"]),
    ("Monday: Workers rallied.\n\nWednesday: Farmers rallied.\n\nFriday: All rallied.",
     ["2023-10-02", "2023-10-04", "2023-10-06"]),
    ("Notes: On 12 July, shells fell. 14 July: a truce was reached.", ["2023-07-14"]),
    ("On Friday the army said it shelled the town.", []),
    ("12 men were killed.\nMay said so.", []),
])  # fmt: skip
def test_date_that_leads_a_line_is_a_heading(text, expected) -> None:
    assert days(text) == expected


def test_heading_governs_its_paragraph_and_one_on_a_line_of_its_own_all_up_to_the_next(read) -> None:
    inline = read("7 October. Shells hit Nikopol.\n\nShells hit Kherson.", published="2023-10-09")
    assert [event.when.edtf for event in inline] == ["2023-10-07", "2023-10-09"]
    alone = read("7 October\nShells hit Nikopol.\n\nShells hit Kherson.", published="2023-10-09")
    assert [event.when.edtf for event in alone] == ["2023-10-07", "2023-10-07"]


def test_year_that_leads_a_line_is_that_of_the_days_behind_it(read) -> None:
    events = read("1995: A jet was shot down near Banja Luka on 2 June.\n\nShells hit Kherson.", published="1999-12-30")
    assert [event.when.edtf for event in events] == ["1995-06-02", "1999-12-30"]


def test_report_of_times_long_past_keeps_its_events_and_its_year(read) -> None:
    text = "On 20 October 1962 shells hit Kongolo. A jet was shot down over Banes on 27 October."
    assert [event.when.edtf for event in read(text, published="2022-10-20")] == ["1962-10-20", "1962-10-27"]
    text = "On 4 August 1914 the war began. The cruiser Amphion sank off Harwich on 6 August. It was a warm day."
    assert [event.when.edtf for event in read(text, published="2011-08-01")] == ["1914-08-06"]


def test_what_news_tells_of_now_ends_the_calendar_of_the_past(read) -> None:
    text = "On 20 October 1962 shells hit Kongolo. A jet was shot down over Banes on 27 October."
    assert read(text + " Shells hit Kherson yesterday.", published="2022-10-20")[-1].when.edtf == "2022-10-19"


def test_background_of_news_is_no_event_of_it(read) -> None:
    (event,) = read("In 2010 shells hit Yeonpyeong. On Tuesday a missile fell near Sinpo.", published="2022-11-02")
    assert event.when.edtf == "2022-11-01"


def test_backgrounder_that_opens_with_news_keeps_the_history_it_tells(read) -> None:
    text = (
        "On Tuesday North Korea fired a missile from Wonsan. On 25 June 1950 North Korean troops attacked Kaesong. "
        "In March 2010 a submarine sank a corvette near Baengnyeong. On 23 November 2010 shells hit Yeonpyeong."
    )
    years = [event.when.edtf[:4] for event in read(text, published="2022-11-02")]
    assert years == ["2022", "1950", "2010", "2010"]


def test_what_only_goes_on_with_an_aside_goes_with_it(read) -> None:
    text = "On Tuesday shells hit Nikopol. On 23 November 2010 shells hit Yeonpyeong. Four people were killed."
    (event,) = read(text, published="2022-11-02")
    assert not event.quantities


@pytest.mark.parametrize("text", ["7 October. " * 20_000, "7 October.\n" * 20_000, "- " * 60_000, "7 " * 60_000])
def test_time_is_linear_on_hostile_text(text) -> None:
    began = time.process_time()
    chronicle.read(text, PUBLISHED)
    assert time.process_time() - began < 20


def test_a_day_in_brackets_leads_its_line() -> None:
    text = "[18 June, 11:15] Shells fell.\n\n[21 June, 13:30] A carrier came.\n"
    found = chronicle.read(text, datetime(2024, 6, 21, tzinfo=UTC))
    assert [heading.when.edtf for heading in found.headings] == ["2024-06-18", "2024-06-21"]
