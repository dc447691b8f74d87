"""Numbers and words that stand for things named before."""

from __future__ import annotations

import pytest

from geoevents.recognize.quantities import items, numbers
from geoevents.recognize.words import Sentence

STANDS_FOR = [
    ("Iran fired 40 missiles, 36 of which were intercepted.", ("36 of which", "missile", 36)),
    ("Russia launched 81 missiles, and 34 of them were shot down.", ("34 of them", "missile", 34)),
    ("Ten jets took off, and four of them crossed the line.", ("four of them", "aircraft", 4)),
    ("A drone struck a hangar, and another was shot down.", ("another", "drone", 1)),
    ("Some 12,000 Cambodians fled.", ("Some 12,000 Cambodians", "people", 12_000)),
    ("Thousands of displaced Yemenis fled.", ("Thousands of displaced Yemenis", "people", 1_000)),
]
STANDS_FOR_NOTHING = [
    "The firm paid 40 dollars, 36 of which were tax.",
    "Two jets took off; five of them were old.",  # there are not as many
    "In 2010, 12 Ford Mustangs were sold.",
    "It was one of them.",
]


@pytest.mark.parametrize(("text", "wanted"), STANDS_FOR)
def test_number_alone_counts_the_thing_named_before(text, wanted, types) -> None:
    sentence = Sentence(text)
    found = items(sentence, types, numbers(sentence))
    said = [
        (sentence.cut(item.start, item.last).text, item.name, item.quantity.best or item.quantity.low)
        for item in found
        if item.quantity
    ]
    assert wanted in said


@pytest.mark.parametrize("text", STANDS_FOR_NOTHING)
def test_number_alone_counts_nothing_that_is_not_there(text, types) -> None:
    sentence = Sentence(text)
    found = items(sentence, types, numbers(sentence))
    assert [item for item in found if item.partitive] == []
    assert "people" not in {item.name for item in found}


def test_thing_of_the_sentence_before_is_counted_only_with_of_them(types) -> None:
    sentence = Sentence("Another nine were quiet, but 36 of them hit the port.")
    found = items(sentence, types, numbers(sentence), "rocket")
    assert [(item.name, item.quantity.best) for item in found if item.partitive] == [("rocket", 36)]
