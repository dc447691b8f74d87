from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoevents.sentences import split

# Ten texts with abbreviations of the trade; the bar marks where a sentence ends.
HARD = [
    "Lt. Gen. Kim Yong-hak inspected the unit.| He then left for the capital.",
    "The envoy flew to Washington, D.C. The talks begin on Nov. 3.| They will be short.",
    "The zone covers 40 sq. km. of farmland.| It was mined in 2015.",
    "Under para. 4(b) of Resolution No. 1718, such sales are banned.| Diplomats objected.",
    "U.S. Navy ships left port at 6 a.m. local time.| U.S. officials confirmed it.",
    (
        "\u201cWe will respond!\u201d he said at the base.| \u201cThere is "
        "no doubt.\u201d| The minister declined to comment."
    ),
    "The drone fell 3.5 km from St. George\u2019s church.| No one was hurt.",
    "Maj. J. R. Okafor (Ret.) spoke for approx. 20 min. about the raid.| Was it planned?| He did not say.",
    "The ship, registered in the U.K., was boarded.| The crew vs. the raiders: nobody won.",
    "Gen. Smith arrived in the U.S. He met Sen. Jones on Tues. 4 Oct. to discuss arms sales.",
]


@pytest.mark.parametrize("marked", HARD[:1] + HARD[2:9])
def test_abbreviations_of_the_trade_do_not_end_a_sentence(marked: str) -> None:
    assert _split(marked.replace("|", "")) == [part.strip() for part in marked.split("|")]


def test_abbreviation_at_the_end_of_a_sentence_ends_it() -> None:
    assert _split(HARD[1].replace("|", "")) == [
        "The envoy flew to Washington, D.C.",
        "The talks begin on Nov. 3.",
        "They will be short.",
    ]
    assert _split(HARD[9]) == [
        "Gen. Smith arrived in the U.S.",
        "He met Sen. Jones on Tues. 4 Oct. to discuss arms sales.",
    ]


def test_headline_and_bullets_stand_alone_but_wrapped_lines_do_not() -> None:
    text = (
        "Army shells border town\n"
        "The army shelled the border town on Monday, residents of the area said, and\n"
        "several houses burned. A second attack came later, after the first of the\n"
        "ambulances had left.\n"
        "- Two people died\n"
        "- Four were hurt\n"
    )
    assert _split(text) == [
        "Army shells border town",
        "The army shelled the border town on Monday, residents of the area said, and\nseveral houses burned.",
        "A second attack came later, after the first of the\nambulances had left.",
        "- Two people died",
        "- Four were hurt",
    ]


@given(st.text(alphabet="aB. \n\u201c\u201d!?1\u2026\u2028-", max_size=300))
def test_spans_are_ordered_disjoint_stripped_and_lose_no_word(text: str) -> None:
    spans = split(text)
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


@pytest.mark.parametrize(
    "text", ["." * 100_000, "a. " * 33_000, "\n" * 100_000, "A" * 100_000, "-\n" * 50_000, "\u201d. " * 30_000]
)
def test_time_is_linear_on_hostile_text(text: str) -> None:
    began = time.process_time()
    split(text)
    assert time.process_time() - began < 20


def _split(text: str) -> list[str]:
    return [text[a:b] for a, b in split(text)]
