"""What counts as a place of a sentence, how wide its name is, and what only looks like one."""

from __future__ import annotations

import pytest

from geoevents.recognize import Context, fill
from geoevents.recognize.words import Sentence


def places_in(text: str, gazetteer, types) -> list[str]:
    sentence = Sentence(text)
    clause = fill(sentence, Context(types, gazetteer, None))
    return [sentence.cut(place.first, place.last).text for place in clause.places]


@pytest.mark.parametrize(("text", "expected"), [
    ("A missile struck a Marshall Islands-flagged carrier off Hodeidah.", ["off Hodeidah"]),
    ("Kyiv-based analysts counted Houthi-held towns in Yemen.", ["Yemen"]),
    ("Shells fell in Sunan-guyok.", ["Sunan-guyok"]),
])  # fmt: skip
def test_the_first_part_of_an_adjective_is_no_place(text, expected, gazetteer, types) -> None:
    assert places_in(text, gazetteer, types) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("Fighting went on in Port-au-Prince on Monday.", ["Port-au-Prince"]),
    ("A test was held at Punggye-ri.", ["Punggye-ri"]),
    ("Clashes broke out in Ain al-Wadi.", ["Ain al-Wadi"]),
    ("Soldiers were attacked in Plan de Oriente, about 11 km south of Culiacán.",
     ["Plan de Oriente, about 11 km south of Culiacán"]),
])  # fmt: skip
def test_a_name_is_never_cut_at_a_hyphen_or_a_particle(text, expected, gazetteer, types) -> None:
    assert places_in(text, gazetteer, types) == expected


@pytest.mark.parametrize("text", [
    "The aircraft carrier Liaoning was deployed.", "The frigates Psara and Alexandria took part.",
    "USS Boxer shot down a drone.", "Rebels hit the tanker Jaguar.",
])  # fmt: skip
def test_ships_are_no_places(text, gazetteer, types) -> None:
    assert places_in(text, gazetteer, types) == []


@pytest.mark.parametrize("text", ["The tanker off Somalia was boarded.", "Three ships in Odesa were hit."])
def test_where_ships_are_is_a_place(text, gazetteer, types) -> None:
    assert len(places_in(text, gazetteer, types)) == 1


@pytest.mark.parametrize(("text", "labels"), [
    ("- Kherson: artillery shelled two villages.", ["Kherson"]),
    ("- Kyiv: drones hit a depot.", ["Kyiv"]),
    ("Kharkiv region: rockets hit a farm.", ["Kharkiv region"]),
    ("Seoul: North Korea fires missile into sea.", []),
    ("- Officials in Goma: shells fell in the camp.", []),
])  # fmt: skip
def test_the_label_of_an_entry_is_where_it_happened(text, labels, gazetteer, types) -> None:
    sentence = Sentence(text)
    clause = fill(sentence, Context(types, gazetteer, None))
    labeled = [p for p in clause.places if p.preposition == "in" and p.first <= 2 and p.lead == p.first]
    assert [sentence.cut(p.first, p.last).text for p in labeled] == labels
