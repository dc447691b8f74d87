"""Dates in cells: one date or none, never a guess."""

# ruff: noqa: RUF001  dates in other alphabets

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
        ("06/13/2024 1130", "2024-06-13T11:30:00Z"),
        ("061130ZMAR24", "2024-03-06T11:30:00Z"),
        ("spring 2021", "2021-03-01/2021-05-31"),
        ("Sommer 2021", "2021-06-01/2021-08-31"),
        ("winter 2022/23", "2022-12-01/2023-02-28"),
        ("winter 2022", "2021-12-01/2023-02-28"),
        ("Q3 2019", "2019-07-01/2019-09-30"),
        ("second half of 2020", "2020-07-01/2020-12-31"),
        ("1990s", "1990-01-01/1999-12-31"),
        ("2022-09", "2022-09"),
        ("202209", "2022-09"),
        ("Sept 2022", "2022-09"),
        ("1984", "1984"),
        ("04/04/2022", "2022-04-04"),
        ("03/04/2022", "2022-03-04/2022-04-03"),
        ("1/2/68", "2068-01-02/2068-02-01"),
        ("2.11.2022", "2022-11-02"),
        ("03.04.2022", "2022-04-03"),
        ("02. 11. 2022", "2022-11-02"),
        ("22-11-02", "2002-11-22/2022-11-02"),
        ("2-Nov-22", "2022-11-02"),
        ("Jan-22", "2022-01"),
        ("11/2022", "2022-11"),
        ("2022-W44", "2022-10-31/2022-11-06"),
        ("13/11/2022 2:30 PM", "2022-11-13T14:30:00Z"),
        ("13/11/2022 12:00:00 AM", "2022-11-13"),
        ("20221102T143000Z", "2022-11-02T14:30:00Z"),
        ("2 novembre 2022", "2022-11-02"),
        ("1er novembre 2022", "2022-11-01"),
        ("Mittwoch, 2. November 2022", "2022-11-02"),
        ("2 de noviembre de 2022", "2022-11-02"),
        ("2 ноября 2022 г.", "2022-11-02"),
        ("2 листопада 2022 року", "2022-11-02"),
        ("\u0662 نوفمبر \u0662\u0660\u0662\u0662", "2022-11-02"),
        ("2022年11月2日", "2022-11-02"),
        ("2-4 November 2022", "2022-11-02/2022-11-04"),
        ("2\u20134 Nov 2022", "2022-11-02/2022-11-04"),
        ("Nov 2-4, 2022", "2022-11-02/2022-11-04"),
        ("28 Feb - 3 Mar 2022", "2022-02-28/2022-03-03"),
        ("Dec 30 - Jan 2, 2023", "2022-12-30/2023-01-02"),
        ("2022-11-02/2022-11-04", "2022-11-02/2022-11-04"),
        ("02.11.2022-04.11.2022", "2022-11-02/2022-11-04"),
        ("2019-2021", "2019-01-01/2021-12-31"),
        ("c. 2 Nov 2022", "2022-11-02~"),
        ("2022-11?", "2022-11~"),
    ],
)
def test_a_date_is_what_it_says(text: str, edtf: str) -> None:
    day = parse_day(text)
    assert day is not None
    assert day.edtf == edtf


@pytest.mark.parametrize(
    "text",
    ["", "unknown", "2022-02-30", "0000-01-01", "2022-13-01", "1e9", "44867", "yesterday", "32/01/2022", "9999-12-31",
     "2022-11-02T25:00", "Nov 31, 2022", "4-2 November 2022", "29 Feb 2023", "November"],
)  # fmt: skip
def test_what_is_no_day_of_the_calendar_is_none(text: str) -> None:
    assert parse_day(text) is None


def test_the_order_settles_what_is_ambiguous() -> None:
    for order, edtf in (("dmy", "2022-04-03"), ("mdy", "2022-03-04")):
        day = parse_day("03/04/2022", order=order)  # type: ignore[arg-type]
        assert day is not None
        assert (day.edtf, day.ambiguous) == (edtf, False)
    assert parse_day("03/04/2022").ambiguous  # type: ignore[union-attr]


def test_columns_that_contradict_themselves_settle_nothing() -> None:
    assert order_of(["13/01/2022", "01/13/2022"]) is None


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["03/04/2022", "17/04/2022"], "dmy"),
        (["03/04/2022", "04/17/2022"], "mdy"),
        (["03/04/2022"], None),
        (["22-11-02", "22-11-05"], "ymd"),
        (["22-11-02"], None),
        (["13-04-22", "28-04-22"], "dmy"),
        (["13/04/22"], "dmy"),
    ],
)
def test_the_order_of_a_column_is_what_its_cells_agree_on(cells: list[str], order: str | None) -> None:
    assert order_of(cells) == order


def test_a_year_of_two_digits_may_stand_first() -> None:
    assert parse_day("22-11-02", order="ymd").edtf == "2022-11-02"  # type: ignore[union-attr]


def test_numbers_that_stand_for_times() -> None:
    assert parse_serial("44867.5").edtf == "2022-11-02"  # type: ignore[union-attr]
    assert parse_serial("1667383200").edtf == "2022-11-02T10:00:00Z"  # type: ignore[union-attr]
    assert parse_serial("1667383200000").edtf == "2022-11-02T10:00:00Z"  # type: ignore[union-attr]
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
