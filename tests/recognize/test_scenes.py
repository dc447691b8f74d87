"""Where an event happened whose own clause does not say it, and names that go on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from geoevents.model import Document
from geoevents.recognize import headed, recognize


@pytest.mark.parametrize(("text", "places"), [
    ("Troops patrolled the streets of Dhaka, where protesters from the opposition demonstrated.", ["Dhaka"]),
    ("Militants set off a bomb on a minibus and killed 17 people and injured three in southern Afghanistan.",
     ["southern Afghanistan"]),
    ("Six people were killed by a suicide bomber in a car that targeted a checkpoint in Baquba on Sunday.", ["Baquba"]),
    ("A suicide bomber detonated his car in front of a police station in a crowded Baquba street.", ["Baquba"]),
    ("A bomb apparently targeting a mosque in Pakistan's northwestern city of Parachinar killed 22 people on Friday.",
     ["Parachinar"]),
    ("A missile destroyed a depot near Odesa, as hundreds of students protested.", []),
    ("A merchant vessel was hit by a missile. Position 12°30'N 044°15'E. 0600 UTC 1 November 2022.",
     ["12°30'N 044°15'E"]),
    ("Jets attacked positions on the approaches to the city of Palmyra, which is located 240 km from Damascus.",
     ["Palmyra"]),
    ("10 Oct | Lower Shabelle | Rebels fired mortar rounds at the base at Zorrabad.", ["Zorrabad"]),
])  # fmt: skip
def test_the_scene_of_the_sentence_is_that_of_an_event_that_names_none(text, places, read) -> None:
    assert [p.resolution.expression.span.text for p in read(text)[-1].placements] == places


@pytest.mark.parametrize(("text", "expected"), [
    ("Gunmen raided the village of Zorrabad in Zorri district of Sokoto State.", "Sokoto"),
    ("10 Oct | Lower Shabelle | Rebels fired mortar rounds at the base at Zorrabad.", "Lower Shabelle"),
])  # fmt: skip
def test_an_unknown_place_lies_in_what_is_known_around_it(text, expected, gazetteer, types) -> None:
    document = Document("1", "x", {"text": text}, published=datetime(2022, 11, 2, tzinfo=UTC))
    (reading,) = recognize(document, gazetteer, types)
    node = reading.places[0][1]
    while node.inside is not None:
        node = node.inside
    assert expected in node.span.text


@pytest.mark.parametrize(("text", "name"), [
    ("Shells fell on Zaporizhzhia nuclear power plant.", "Zaporizhzhia nuclear power plant"),
    ("Gunmen attacked Guayaquil's Zorra prison on Tuesday.", "Zorra prison"),
    ("Rebels attacked the Cano Limon-Covenas pipeline in Arauca.", "Cano Limon-Covenas"),
])  # fmt: skip
def test_a_name_is_as_long_as_it_goes_on(text, name, read) -> None:
    found = [getattr(p.resolution.expression, "name", "") for event in read(text) for p in event.placements]
    assert any(name in one for one in found) or "Guayaquil" in found
    assert not {"Zaporizhzhia", "Zorra", "Cano"} & set(found)


def test_a_paragraph_under_a_country_is_told_of_that_country(gazetteer) -> None:
    text = "BOLIVIA. Mothers marched in El Alto.\n\nPANAMA. Unionists marched.\n\nOnly prose: here."
    heads = headed.lands(text, gazetteer)
    assert [headed.at(heads, text.index(word)).country for word in ("El Alto", "Unionists")] == ["BO", "PA"]
    assert headed.lands("Ankara: talks were held.", gazetteer) == []


def test_a_group_acts_from_its_home(gazetteer, types) -> None:
    text = "A drone was shot down by Houthi fighters over Marib on Monday."
    (reading,) = recognize(Document("1", "x", {"text": text}), gazetteer, types)
    assert reading.land.country == "YE"
    assert reading.actors[0].country is None
    both = "Islamic State fighters attacked a village near Palmyra on Monday."
    assert all(r.land is None for r in recognize(Document("1", "x", {"text": both}), gazetteer, types))


@pytest.mark.parametrize(("text", "days"), [
    ("The bulk carrier sank in the Red Sea after being struck by a missile on Oct 18.", ["2022-10-18~"]),
    ("Rockets hit a barracks in Makiivka at 00:01 on New Year's Day 2022.", ["2022-01-01T00:01:00"]),
    ("Rebels seized 40 rifles in Mombasa on 27 October. Police in Rotterdam have seized two tonnes of cocaine.",
     ["2022-10-27", "2022-11-02"]),
])  # fmt: skip
def test_a_day_is_that_of_its_own_story(text, days, read) -> None:
    assert [event.when.edtf for event in read(text)] == days


@pytest.mark.parametrize(("text", "counted"), [
    ("A car bomb exploded in Kabul on Monday.", []),
    ("A mob set fire to 15 houses in Kaduna on Monday.", []),
    ("The army fired a missile from Wonsan on Monday.", ["missile"]),
])  # fmt: skip
def test_an_article_counts_what_is_worth_counting(text, counted, read) -> None:
    (event,) = read(text)
    assert [quantity.item for quantity in event.quantities] == counted
