"""What counts as a place of a sentence, how wide its name is, and what only looks like one."""

from __future__ import annotations

import pytest

from geoevents.model import Document
from geoevents.recognize import Context, anywhere, fill, recognize
from geoevents.recognize.frames import Found
from geoevents.recognize.words import Sentence
from geoevents.resolve import resolve


def places_in(text: str, gazetteer, types) -> list[str]:
    sentence = Sentence(text)
    clause = fill(sentence, Context(types, gazetteer, None))
    return [sentence.cut(place.first, place.last).text for place in clause.places]


@pytest.mark.parametrize(("text", "expected"), [
    ("A missile struck a Marshall Islands-flagged carrier off Hodeidah.", ["off Hodeidah"]),
    ("Kyiv-based analysts counted Houthi-held towns in Yemen.", ["Yemen"]),
    ("Two Tu-95 bombers flew.", []),
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
    ("Shells hit villages around Ain Zorra.", ["villages around Ain Zorra"]),
    ("A missile landed at Ahad al Masarihah.", ["Ahad al Masarihah"]),
    ("Troops held Ramzee Island.", ["Ramzee Island"]),
    ("Rockets hit Homs Monday.", ["Homs"]),
])  # fmt: skip
def test_a_name_is_never_cut_at_a_hyphen_or_a_particle(text, expected, gazetteer, types) -> None:
    assert places_in(text, gazetteer, types) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("A truck blew up outside the police station of Zorrales.", ["Zorrales"]),
    ("Columns raided the Wadi Zorra air base.", ["Wadi Zorra"]),
    ("Shells fell on the Zorra border crossing.", ["Zorra"]),
    ("People fled to schools in neighboring Pikit.", ["Pikit"]),
])  # fmt: skip
def test_words_for_kinds_show_what_is_a_place(text, expected, gazetteer, types) -> None:
    assert places_in(text, gazetteer, types) == expected


def test_what_only_a_town_is_said_to_hold_is_not_put_at_the_point_of_the_town(gazetteer, read) -> None:
    (event,) = read(
        "A drone dropped a bomb on soldiers in La Zorra, a hamlet in the municipality of Argelia, Colombia."
    )
    found = resolve(event.placements[0].resolution.expression, gazetteer)
    assert found.shape is not None
    assert (found.precision, found.shape.dimension, found.places[0].country) == ("near", 2, "CO")


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


def placed(text: str, read) -> list[tuple[str, str]]:
    found = read(text)
    return [(p.role, p.resolution.expression.span.text) for event in found for p in event.placements]


@pytest.mark.parametrize(("text", "expected"), [
    ("Shells hit the Kafouri district of Khartoum on Monday.", [("impact", "Kafouri district of Khartoum")]),
    ("Clashes broke out in Sake, a town in North Kivu, on Monday.", [("site", "Sake, a town in North Kivu")]),
    ("In the West Bank, Israeli forces attacked the city of Tulkarm.", [("target", "Tulkarm")]),
    ("- Beni territory: militants attacked the village of Mangina.", [("target", "Mangina")]),
])  # fmt: skip
def test_what_only_holds_a_place_is_no_second_place(text, expected, read) -> None:
    found = placed(text, read)
    assert [role for role, _ in found] == [role for role, _ in expected]
    assert all(words in own for (_, words), (_, own) in zip(expected, found, strict=True))


def test_a_namesake_outside_of_what_holds_it_is_not_meant(gazetteer, read) -> None:
    (event,) = read("Clashes broke out in Moura, a village in the Mopti region, on Monday.")
    expression = event.placements[0].resolution.expression
    assert expression.name == "Moura"
    assert resolve(expression, gazetteer).places[0].country == "ML"


@pytest.mark.parametrize(("text", "kind", "places"), [
    ("Troops clashed with rebels in Kidal, and a tanker was hit by a missile off Hodeidah.", "armed_clash",
     ["Kidal"]),
    ("Hundreds of people demonstrated in Tbilisi, and smaller rallies took place in Batumi.", "protest", ["Tbilisi"]),
    ("Guerrillas attacked a convoy in Saigon and shelled the air base at Bien Hoa.", "artillery_fire", ["Bien Hoa"]),
])  # fmt: skip
def test_a_clause_keeps_its_places_to_itself(text, kind, places, read) -> None:
    event = next(e for e in read(text) if e.kind == kind)
    assert [p.resolution.expression.span.text for p in event.placements] == places


@pytest.mark.parametrize(("text", "country"), [
    ("Poland scrambled jets after Russian drones violated its airspace near Lublin.", "PL"),
    ("Japan said two Chinese planes entered its airspace near Okinawa.", "JP"),
])  # fmt: skip
def test_who_crosses_a_line_does_not_own_it(text, country, gazetteer, types) -> None:
    readings = recognize(Document("a", "a", {"text": text}), gazetteer, types)
    assert [r.land.country for r in readings if r.trigger.kind == "boundary_crossing"] == [country]


def test_members_of_a_list_share_their_role_over_kinds_of_places(read) -> None:
    found = placed("Israeli forces attacked the Jenin refugee camp and the city of Tulkarm.", read)
    assert [role for role, _ in found] == ["target", "target"]


@pytest.mark.parametrize(("text", "preposition"), [
    ("A post near the temple of Preah Vihear was shelled.", "near"),
    ("Shells fell at the request of Damascus.", "of"),
    ("Shells fell on a monastery in Sagaing's Kanbalu Township.", "in"),
])  # fmt: skip
def test_what_governs_a_place(text, preposition, gazetteer, types) -> None:
    clause = fill(Sentence(text), Context(types, gazetteer, None))
    assert clause.places[0].preposition == preposition


@pytest.mark.parametrize("text", [
    "Jets bombed what Ankara called shelters.", "Rebels attacked Kabul police.", "A bomb hit the Kenya embassy.",
])  # fmt: skip
def test_who_speaks_or_serves_is_no_place(text, gazetteer, types) -> None:
    assert places_in(text, gazetteer, types) == []


def of_verb(text: str, verb: str, gazetteer, types) -> list[str]:
    sentence = Sentence(text)
    clause = fill(sentence, Context(types, gazetteer, None))
    at = next(k for k, token in enumerate(sentence.tokens) if token.low == verb)
    found = Found(at, at + 1, "*", verb, passive=clause.is_passive(at))
    return [p.expression.short() for p in anywhere.places_of_verb(clause, found)]


@pytest.mark.parametrize(("text", "verb", "expected"), [
    ("Soldiers shot a man near the West Bank city of Hebron.", "shot", ["Hebron"]),
    ("Rebels attacked the village of Sharifah in western Palmyra.", "attacked", ["Sharifah village"]),
    ("The army launched an assault in Idlib on Thursday, targeting hills at Sarmin.", "launched", ["Idlib"]),
    ("The highway in Basra is patrolled by jets.", "patrolled", ["Basra"]),
    ("Five people were killed in a district of Chad's capital.", "killed", ["N'Djamena"]),
])  # fmt: skip
def test_the_places_of_any_verb(text, verb, expected, gazetteer, types) -> None:
    found = of_verb(text, verb, gazetteer, types)
    assert len(found) == len(expected)
    assert all(name in own for name, own in zip(expected, found, strict=True))


@pytest.mark.parametrize(("text", "expected"), [
    ("Militants attacked a post in the Sinai town of Rafah, Egypt said.", [("site", "Rafah")]),
    ("Rockets hit the Kharkiv region town of Chuhuiv.", [("impact", "Chuhuiv")]),
    ("Soldiers clashed with gunmen near the West Bank city of Hebron.", [("site", "Hebron")]),
])  # fmt: skip
def test_what_names_a_place_by_its_container_is_one_place(text, expected, read) -> None:
    ((role, own),) = placed(text, read)
    ((wanted, name),) = expected
    assert role == wanted
    assert own.endswith(name)


@pytest.mark.parametrize(("text", "expected"), [
    ("- Herat: gunmen killed three aid workers in Guzara district on Tuesday.", [("site", "Guzara district")]),
    ("Rebels attacked soldiers in Rubaya, in Masisi territory.", [("site", "Rubaya")]),
    ("Police and activists clashed in Temuco, 670 km south of Santiago.", [("site", "Temuco")]),
    ("Jets bombed the town of Demoso, sending thousands across the Thai border.", [("target", "Demoso")]),
    ("Forces clashed near Sotk, Armenia's defense ministry reported.", [("site", "near Sotk")]),
])  # fmt: skip
def test_one_place_and_what_is_only_said_beside_it(text, expected, read) -> None:
    found = placed(text, read)
    assert [role for role, _ in found] == [role for role, _ in expected]
    assert all(own.startswith(words) for (_, words), (_, own) in zip(expected, found, strict=True))


def test_a_name_that_may_be_a_persons_is_a_place_in_a_list_of_places(gazetteer, types) -> None:
    clause = fill(Sentence("Rockets were fired at Nahariya and Acre on Monday."), Context(types, gazetteer, None))
    assert any(place.country == "IL" for place in clause.places[-1].expression.candidates)


def test_a_comma_ends_a_clause_where_another_verb_with_a_subject_follows(read) -> None:
    text = "A missile was launched from Plesetsk at Kamchatka, a submarine fired a missile from the Barents Sea."
    launched = [
        [p.resolution.expression.span.text for p in event.placements if p.role == "launch"] for event in read(text)
    ]
    assert [[name.split()[0] for name in names] for names in launched] == [["Plesetsk"], ["Barents"]]


@pytest.mark.parametrize(("text", "expected"), [
    ("A drone hit a convoy that was travelling near Kupiansk.", [("site", "near Kupiansk")]),
    ("Twelve people died in clashes that erupted in Beni territory.", [("site", "Beni territory")]),
    ("A drone hit a convoy that had left Kupiansk.", []),
    ("Air strikes hit three towns: Saraqib, Ariha and Binnish.", [("target", "Saraqib, Ariha and Binnish")]),
    ("In Iran, a man was held; in Iraq, protesters blocked a bridge in Nasiriyah.", [("site", "Nasiriyah")]),
    ("In Caracas, the minister spoke of Trent; the fleet held an exercise off La Guaira.", [("site", "off La Guaira")]),
    ("A tanker was boarded 90 nm west of Lagos on 3 June (not off Luanda, as stated before).",
     [("site", "90 nm west of Lagos")]),
    ("People fled to schools in Pikit.", [("destination", "Pikit")]),
    ("Some 9,600 people crossed into Chad at Adre.", [("destination", "Chad at Adre")]),
    ("Farmers blocked the road to Rostock on Monday.", [("site", "road to Rostock")]),
    ("Colombia deployed soldiers to the border in Nari\u00f1o department.",
     [("destination", "the border in Nari\u00f1o department")]),
    ("A vessel was attacked in position 12\u00b030'N 044\u00b015'E.", [("site", "12\u00b030'N 044\u00b015'E")]),
    ("A bomb exploded at km 45 of the Mosul-Kirkuk road.", [("site", "the Mosul-Kirkuk road")]),
    ("Protesters gathered outside the US embassy in Baghdad.", [("site", "Baghdad")]),
    ("Three people were shot dead in Kenya's capital on Monday.", [("site", "Kenya's capital")]),
    ("Drones struck the container terminal of the Red Sea city on Sunday.", []),
    ("In Guayaquil's Zorra prison, rival gangs clashed.", [("site", "Guayaquil")]),
    ("Some 3 million people have been displaced inside and outside Sudan.", [("site", "Sudan")]),
    ("Forces conducted a missile strike against two S-300 and one S-400 batteries near Belbek.",
     [("target", "near Belbek")]),
    ("Gunmen raided Zorra community in Zamfara.", [("target", "Zorra community in Zamfara")]),
])  # fmt: skip
def test_where_it_happened_is_told_apart_from_what_else_is_named(text, expected, read) -> None:
    assert placed(text, read) == expected


@pytest.mark.parametrize(("text", "country"), [
    ("Fighters attacked the town of Abala in neighbouring Afar.", ["ET"]),
    ("Drones hit a depot in the Russian town of Feodosia in Crimea.", ["UA"]),
    ("Gunmen attacked a post in Konokassi (S\u00e9gou).", ["ML"]),
])  # fmt: skip
def test_what_holds_a_place_settles_which_is_meant(text, country, gazetteer, read) -> None:
    (event,) = read(text)
    found = resolve(event.placements[0].resolution.expression, gazetteer)
    assert [place.country for place in found.places] == country
    assert found.name != "Abala"  # the only one that is known lies in Tigray
