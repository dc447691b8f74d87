"""Numbers in cells: low, best and high as the cell says them, or a problem of that cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoevents.pipeline import read
from geoevents.readers.numerals import decimal_of, readings
from geoevents.recognize.cells import CellError
from geoevents.recognize.counts import count

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "low", "best", "high", "modifier"),
    [
        ("23", 23, 23, 23, "exact"),
        ("0", 0, 0, 0, "exact"),
        ("12.0", 12, 12, 12, "exact"),
        ("12,5", 12.5, 12.5, 12.5, "exact"),
        ("<10", None, None, 10, "less_than"),
        ("< 10", None, None, 10, "less_than"),
        ("\u2264 10", None, None, 10, "up_to"),
        (">100", 100, None, None, "more_than"),
        ("\u2265100", 100, None, None, "at_least"),
        ("5+", 5, None, None, "at_least"),
        ("3 or more", 3, None, None, "at_least"),
        ("at least 23", 23, None, None, "at_least"),
        ("up to 240", None, None, 240, "up_to"),
        ("10-20", 10, None, 20, "range"),
        ("10 \u2013 20", 10, None, 20, "range"),
        ("23\u201317", 17, None, 23, "range"),
        ("10 to 20", 10, None, 20, "range"),
        ("between 20 and 30", 20, None, 30, "range"),
        ("entre 20 y 30", 20, None, 30, "range"),
        ("one or two", 1, None, 2, "range"),
        ("20 \u00b1 5", 15, 20, 25, "range"),
        ("ca. 50", None, 50, None, "approx"),
        ("~50", None, 50, None, "approx"),
        ("about 50", None, 50, None, "approx"),
        ("environ 50", None, 50, None, "approx"),
        ("около 50", None, 50, None, "approx"),
        ("50?", None, 50, None, "approx"),
        ("(50)", None, 50, None, "approx"),
        ("не менее 12", 12, None, None, "at_least"),
        ("más de 12", 12, None, None, "more_than"),
        ("dozens", 12, None, None, "vague"),
        ("dutzende", 12, None, None, "vague"),
        ("hundreds", 100, None, None, "magnitude"),
        ("several", 3, None, None, "vague"),
        ("1,600", 1600, 1600, 1600, "exact"),
        ("1 600", 1600, 1600, 1600, "exact"),
        ("1\u00a0600", 1600, 1600, 1600, "exact"),
        ("1'600", 1600, 1600, 1600, "exact"),
        ("1.600,50", 1600.5, 1600.5, 1600.5, "exact"),
        ("1.600.000", 1_600_000, 1_600_000, 1_600_000, "exact"),
        ("1,00,000", 100_000, 100_000, 100_000, "exact"),
        ("0.600", 0.6, 0.6, 0.6, "exact"),
        ("1.6 million", None, 1_600_000, None, "approx"),
        ("2 тыс.", None, 2000, None, "approx"),
        ("\u0661\u0662", 12, 12, 12, "exact"),
        ("12 killed", 12, 12, 12, "exact"),
        ("12 (unconfirmed)", 12, 12, 12, "exact"),
        ("5 (2 children)", 5, 5, 5, "exact"),
        ("12*", 12, 12, 12, "exact"),
    ],
)  # fmt: skip
def test_a_number_is_what_the_cell_says(
    text: str, low: float | None, best: float | None, high: float | None, modifier: str
) -> None:
    found = count(text)
    assert found is not None
    assert (found.low, found.best, found.high, found.modifier, found.unsure) == (low, best, high, modifier, False)


@pytest.mark.parametrize(
    "text",
    ["1/2", "abc", "yes", "12;13", "2 of 5", "50%", "5 km", "-5", "\u22125", "1e30", "2022-11-02", "5 (7)", ">", "x>10",
     "12 13", "1.2.3"],
)  # fmt: skip
def test_what_is_no_number_is_an_error_and_not_one_of_its_parts(text: str) -> None:
    with pytest.raises(CellError):
        count(text)


@pytest.mark.parametrize("text", ["", " ", "unknown", "n/a", "-", "?"])
def test_what_says_nothing_is_nothing(text: str) -> None:
    assert count(text) is None


def test_a_mark_before_three_digits_is_settled_by_its_column() -> None:
    assert count("1.600") == (1.6, None, 1600, "range", True)
    assert count("1.600", decimal=",") == (1600, 1600, 1600, "exact", False)
    assert count("1.600", decimal=".") == (1.6, 1.6, 1.6, "exact", False)
    assert count("1,600", decimal=",") == (1.6, 1.6, 1.6, "exact", False)
    assert count("1.600", whole=True) == (1600, 1600, 1600, "exact", False)


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["1.600", "12,5"], ","),
        (["1,600", "12.5"], "."),
        (["1.600", "3.0"], "."),
        (["1.600.000", "1.600"], ","),
        (["1,600,000"], "."),
        (["1.600", "1,600"], None),
        (["12,5", "12.5"], None),
        (["1.600", "unknown", "800"], None),
        (["1\u00a0600,5"], ","),
    ],
)
def test_the_mark_of_decimals_is_what_the_cells_of_a_column_agree_on(cells: list[str], mark: str | None) -> None:
    assert decimal_of(cells) == mark


def test_people_come_whole() -> None:
    with pytest.raises(CellError, match="whole"):
        count("2.5", whole=True)


@given(st.text(max_size=40))
def test_any_text_is_a_count_or_nothing_or_an_error(text: str) -> None:
    try:
        found = count(text)
    except CellError:
        return
    if found is not None and found.low is not None and found.high is not None:
        assert 0 <= found.low <= found.high


@given(st.integers(0, 10**12))
def test_a_number_comes_back_from_every_way_to_group_it(number: int) -> None:
    for grouped in (f"{number}", f"{number:,}", f"{number:,}".replace(",", " "), f"{number:,}".replace(",", "'")):
        assert float(number) in readings(grouped)
    assert float(number) in readings(f"{number:,}".replace(",", "."), ",")


def test_a_cell_that_is_no_number_is_told_and_its_row_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("date,type,lat,lon,quantity,killed\n2022,raid,1,2,1/2,abc\n2022,raid,1,2,1.600,1.600\n")
    events = read(path)
    first, second = events
    assert [(p.row, p.field, p.value, p.severity) for p in events.problems] == [
        (1, "quantity", "1/2", "error"),
        (1, "killed", "abc", "error"),
        (2, "quantity", "1.600", "warning"),
    ]
    assert [(q.best, q.text) for q in first.quantities] == [(None, "1/2"), (None, "abc")]
    assert [(q.low, q.best, q.high) for q in second.quantities] == [(1.6, None, 1600), (1600, 1600, 1600)]


def test_a_column_with_decimal_commas_is_read_so(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("date;type;lat;lon;quantity\n2022;raid;1;2;1.600\n2022;raid;1;2;12,5\n")
    assert [event.quantities[0].best for event in read(path)] == [1600, 12.5]


@pytest.mark.parametrize(
    ("cells", "bounds", "words"),
    [
        ("3,5,9", (3, 5, 9), ""),
        ("9,5,3", (None, 5, None), "is more than the high"),
        ("x,5,9", (None, 5, 9), "no number that can be read"),
        (",,9", (None, None, 9), ""),
    ],
)
def test_low_best_and_high_are_kept_and_one_wrong_one_does_not_lose_the_others(
    cells: str, bounds: tuple[float | None, ...], words: str, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"date,type,lat,lon,low,best,high\n2022,raid,1,2,{cells}\n")
    events = read(path)
    (quantity,) = events.events[0].quantities
    assert (quantity.low, quantity.best, quantity.high) == bounds
    assert words in " ".join(problem.message for problem in events.problems)
