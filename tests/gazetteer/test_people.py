"""Names in running text that are people, acronyms or short forms of states: no event may go to a namesake."""

from __future__ import annotations

import pytest

from geoevents.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return Gazetteer.open()


def names(text: str, world: Gazetteer) -> list[str]:
    return [hit.norm for hit in world.scan(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The plan, Walsh said on Monday, was sound.",
        "The suspect, Slater, 62, was arrested.",
        "Officers led by Sgt. Steele searched the house.",
        "He praised Jenny Palma for it.",
        "John F. Kennedy spoke first.",
        "Mario Diaz-Balart voted for it.",
        "Dilan Perera resigned.",
        "The OAS and the AMLO camp disagreed.",
        "On Friday they went home. Or so they said.",
    ],
)
def test_a_person_or_an_acronym_is_no_village(text: str, world: Gazetteer) -> None:
    assert names(text, world) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell in Steele overnight.", ["steele"]),
        ("He lives in Reading, Pennsylvania.", ["reading", "pennsylvania"]),
        ("Kabul said it would respond.", ["kabul"]),  # a capital speaks
        ("Fighting near Al-Bab went on.", ["al bab"]),  # an article is no first half of a surname
        ("WASHINGTON (AP) - The talks failed.", ["washington"]),
    ],
)
def test_what_the_text_says_to_be_a_place_stays_one(text: str, expected: list[str], world: Gazetteer) -> None:
    assert names(text, world) == expected


def test_a_surname_of_the_text_is_one_throughout(world: Gazetteer) -> None:
    text = "Marc Slater was freed. Slater was glad. He was born in Slater."
    assert [hit.start for hit in world.scan(text)] == [text.rindex("Slater")]


def test_short_forms_of_states_count_behind_a_name(world: Gazetteer) -> None:
    found = [hit.places[0].name for hit in world.scan("She moved from Bowling Green, Ky., to Newark, N.J., and on.")]
    assert "Kentucky" in found
    assert "New Jersey" in found
    assert not any(hit.places[0].name == "Indiana" for hit in world.scan("In short. IN that case we go."))


def test_a_possessive_is_no_part_of_a_name_of_one_word(world: Gazetteer) -> None:
    (hit,) = world.scan("Canada's stand was clear.")
    assert hit.places[0].id == "ne:CA"
    assert hit.norm == "canada"


def test_counties_have_outlines_and_lie_in_their_state(world: Gazetteer) -> None:
    orange = world.find("Orange County")
    assert {place.feature for place in orange} == {"admin2"}
    assert len(orange) >= 8
    assert all(place.parents[-1] == "ne:US" for place in orange)
    assert orange[0].admin1 == "California"  # the one of most people first
    assert orange[0].geometry.area > 0.1


def test_the_point_of_a_country_or_region_lies_in_it(world: Gazetteer) -> None:
    import shapely

    for place_id in ("ne:RU", "ne:CA", "ne:FR", "ne:CA.alberta", "ne:US.hawaii", "us:06059"):
        place = world.get(place_id)
        assert shapely.intersects_xy(place.geometry.buffer(1e-4), place.lon, place.lat), place_id
