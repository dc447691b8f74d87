"""What scan finds in running text, what it leaves alone, and that nonsense costs linear time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from geoevents.errors import PlaceError
from geoevents.expressions import parse, scan

if TYPE_CHECKING:
    from geoevents.gazetteer import Gazetteer

FOUND = {
    "North Korea launched 23 missiles from both coasts on Wednesday.": ["North Korea", "coast(both, here)"],
    "It crossed the de facto maritime border with South Korea.": ["border(sea, de facto, here, South Korea)"],
    "ammunition sent to Middle Eastern or North African countries": ["Middle East countries or North Africa countries"],
    "Rebels shelled villages in northern Idlib province near the Turkish border.": [
        "together(part(north, Idlib province), near(border(Turkey)))"
    ],
    "The ship sank about 60 miles west of Hodeidah.": ["offset(60 miles, west, Hodeidah)"],
    "Shelling hit the village of Zubovyarka overnight.": ["Zubovyarka village"],
    "Clashes broke out in Paris, Texas, on Monday.": ["Paris in Texas"],
    "Troops took positions between Izium and Sloviansk.": ["between(Izium, Sloviansk)"],
    "Talks between Russia and Ukraine failed.": ["Russia and Ukraine"],
    "A drone came down at 38°36'N 128°22'E.": ["38.6000, 128.3667"],
    "36 aircraft crossed the median line of the Taiwan Strait.": ["Taiwan Strait median line"],
    "Jets flew over the Taiwan Strait's median line.": ["Taiwan Strait median line"],
    "A bus line of the Taiwan Strait and its front line.": ["Taiwan Strait"],
    "Northern Israel was quiet.": ["part(north, Israel)"],
    "South Korea said so.": ["South Korea"],
    "It came down in North Pole, Alaska.": ["North Pole in Alaska"],
    "An oil tanker burned off Yemen's Red Sea coast.": ["offshore(coast(Red Sea, Yemen))"],
    "Two people died in eastern Ukraine's Donetsk region.": ["Donetsk region in part(east, Ukraine)"],
    "Strikes hit Aleppo, Idlib and Hama provinces.": ["Aleppo province and Idlib province and Hama province"],
}
NONE = [
    "Syrian forces and Turkish officials met on Monday in May.",
    "Mr Paris and President Lebanon spoke.",
    "The off-duty officer was around 50 years old and between jobs.",
    "The White House and the Kremlin said so.",
    "Manchester United beat Chelsea FC.",
    "",
    "   \n\n  ",
]


@pytest.mark.parametrize(("text", "expected"), FOUND.items(), ids=list(FOUND))
def test_the_widest_expressions_are_found(text: str, expected: list[str], gazetteer: Gazetteer) -> None:
    assert [tree.short() for tree in scan(text, gazetteer)] == expected


@pytest.mark.parametrize("text", NONE)
def test_people_teams_adjectives_and_plain_words_are_no_places(text: str, gazetteer: Gazetteer) -> None:
    assert [tree.short() for tree in scan(text, gazetteer)] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty"),
        ("  \n ", "empty"),
        ("the of and", "no place expression"),
        ("{{7*7}}", "no place expression"),
        ("50 km", "no place expression"),
        ("northern Israel and then some", "understood part"),
        ("near the South Pole", "no place expression"),
        ("South Pole", "no place expression"),
        ("the north of the Poles", "no place expression"),
        ("50 km south of the North Pole", "no place expression"),
        ("the North Pole", "no place expression"),
        ("x" * 100_000, "100,000 characters"),
    ],
)
def test_what_is_no_expression_says_so(text: str, message: str, gazetteer: Gazetteer) -> None:
    with pytest.raises(PlaceError, match=message):
        parse(text, gazetteer)


@pytest.mark.parametrize(
    "piece",
    ["near ", "off the coast of ",
     "northern ", "1", "50 km east of ", "Paris, ", "the border between ", "A", "(", "'s ",
     "38°36' ", "Syria and ", "east-", "\n\n", "in the vicinity of Paris, ", "Aleppo, Idlib and "],
)  # fmt: skip
def test_nonsense_costs_linear_time(piece: str, gazetteer: Gazetteer) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        started = time.process_time()
        scan(text, gazetteer)
        return time.process_time() - started

    seconds(1_000)  # names are cached
    short, long = seconds(20_000), seconds(100_000)
    assert long < 20
    assert long < 15 * short + 2  # five times the text: 25 times the time if quadratic
