"""The ranking of names over a document: holders, kinds, focus, company, pins; answers are cheap and never raise."""

from __future__ import annotations

import subprocess
import sys

import pytest

from geoevents.expressions import Focus, parse
from geoevents.gazetteer import Gazetteer
from geoevents.resolve import company, resolve


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("words", "country", "feature"),
    [
        ("Paris", "FR", "settlement"),
        ("Paris, Texas", "US", "settlement"),
        ("Tripoli", "LY", "settlement"),
        ("Tripoli in Lebanon", "LB", "settlement"),
        ("Georgia", "GE", "country"),
        ("the state of Georgia", "US", "admin1"),
        ("Aleppo", "SY", "settlement"),
        ("Aleppo province", "SY", "admin1"),
        ("the Syrian city of Idlib", "SY", "settlement"),
        ("Idlib Governorate", "SY", "admin1"),
        ("Wonsan", "KP", "settlement"),
        ("Damascus", "SY", "settlement"),
    ],
)
def test_kind_holder_and_prior_choose(words: str, country: str, feature: str, gazetteer: Gazetteer) -> None:
    found = resolve(parse(words, gazetteer), gazetteer)
    assert (found.places[0].country, found.places[0].feature) == (country, feature)


def test_the_country_in_focus_and_the_company_move_a_name(gazetteer: Gazetteer) -> None:
    tripoli = parse("Tripoli", gazetteer)
    beirut = gazetteer.find("Beirut")[0]
    there = resolve(
        tripoli, gazetteer, focus=Focus(gazetteer.country("LB"), "the report is about it"), context=(beirut,)
    )
    assert there.places[0].country == "LB"
    assert any(rival.place.country == "LY" for rival in there.rivals)


def test_a_pin_settles_a_name(gazetteer: Gazetteer) -> None:
    tree = parse("Georgia", gazetteer)
    assert resolve(tree, gazetteer, pins={"Georgia": "US"}).places[0].country == "US"
    assert resolve(tree, gazetteer, pins={"georgia": "ne:GE"}).places[0].id == "ne:GE"


def test_names_of_one_expression_look_at_each_other(gazetteer: Gazetteer) -> None:
    found = resolve(parse("between Izium and Sloviansk", gazetteer), gazetteer)
    assert [place.id for place in found.places] == ["gn:707292", "gn:693468"]


def test_unknown_names_have_a_reason_and_a_hint(gazetteer: Gazetteer) -> None:
    found = resolve(parse("Hodiedah", gazetteer), gazetteer)
    assert found.shape is None
    assert "no place called 'Hodiedah'" in (found.reason or "")


@pytest.mark.parametrize(
    "words", ["both coasts", "the border", "its west coast", "off its coast", "the country's north"]
)
def test_bare_forms_need_a_focus_and_say_so(words: str, gazetteer: Gazetteer) -> None:
    tree = parse(words, gazetteer)
    alone = resolve(tree, gazetteer)
    assert alone.shape is None
    assert "in focus" in (alone.reason or "")
    bound = resolve(tree, gazetteer, focus=Focus(gazetteer.country("TR"), "it is the actor"))
    assert bound.shape is not None
    assert any("it is the actor" in step for step in bound.why)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("the coast of Mongolia", "no coast"),
        ("off the coast of Chad", "no coast"),
        ("the east coast of Egypt near Tripoli", "meet"),
        ("the border between Portugal and Mongolia", "share no land border"),
        ("the maritime border of France", "with whom"),
        ("91°N 10°E", "outside -90 to 90"),
        ("the Lake of Wonsan", "no lake"),
    ],
)
def test_what_cannot_be_placed_says_why(words: str, reason: str, gazetteer: Gazetteer) -> None:
    found = resolve(parse(words, gazetteer), gazetteer)
    assert found.shape is None
    assert reason in (found.reason or "")


@pytest.mark.parametrize("words", ["Wonsan", "50 km east of Wonsan", "northern Israel"])
def test_reading_and_choosing_load_no_geometry_library(words: str) -> None:
    code = (
        "import sys; from geoevents.gazetteer import Gazetteer; from geoevents.expressions import parse, scan\n"
        "from geoevents.resolve import resolve\n"
        f"g = Gazetteer.open(); scan('Fire in ' + {words!r}, g); n = resolve(parse({words!r}, g), g).name\n"
        "print(sorted({'numpy', 'shapely', 'pyproj', 'geopandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = (
        "[]" if not words.startswith("northern") else done.stdout.strip()
    )  # a part is cut where its shape is asked for
    assert done.stdout.strip() == loaded


def test_a_present_name_beats_an_older_name_of_another_town(gazetteer: Gazetteer) -> None:
    assert resolve(parse("Sloviansk", gazetteer), gazetteer).places[0].admin1 == "Donetsk Oblast"
    assert resolve(parse("Salisbury", gazetteer), gazetteer).places[0].country == "GB"


def test_a_small_town_far_from_all_else_is_a_namesake(gazetteer: Gazetteer) -> None:
    near = tuple(gazetteer.find(name)[0] for name in ("Iraq", "Mosul", "Erbil"))
    stray = resolve(parse("Salt", gazetteer), gazetteer, context=near)
    assert stray.shape is None or stray.places[0].country == "JO"
    kura = resolve(parse("Kura", gazetteer), gazetteer, context=near)
    assert kura.shape is None
    assert "far from all else" in (kura.reason or "")
    assert resolve(parse("Kura", gazetteer), gazetteer).places[0].country == "NG"  # alone there is nothing to go by
    assert resolve(parse("Kura, Nigeria", gazetteer), gazetteer, context=near).places[0].country == "NG"


def test_a_name_that_is_not_there_leaves_what_else_is_said_of_the_place(gazetteer: Gazetteer) -> None:
    found = resolve(parse("Xyzzy, 20 km south of Culiacán", gazetteer), gazetteer)
    assert found.shape is not None
    assert [place.name for place in found.places] == ["Culiacán"]


def test_a_document_is_the_company_of_its_names(gazetteer: Gazetteer) -> None:
    near = company(["Troops left Tripoli.", "Beirut and Sidon were quiet, Lebanese officials said."], gazetteer)
    assert {"LB"} == {place.country for place in near}
    assert resolve(parse("Tripoli", gazetteer), gazetteer, context=near).places[0].country == "LB"
    assert company([], gazetteer) == ()


def test_names_that_look_like_an_unknown_one_are_told_only_where_asked(gazetteer: Gazetteer) -> None:
    unknown = parse("the village of Wonsam", gazetteer)
    assert "it knows" in (resolve(unknown, gazetteer).reason or "")
    assert "it knows" not in (resolve(unknown, gazetteer, hints=False).reason or "")


def test_a_town_of_the_same_name_elsewhere_leaves_what_is_said_of_the_place(gazetteer: Gazetteer) -> None:
    found = resolve(parse("Tanga, near the town of Beni", gazetteer), gazetteer)
    assert found.shape is not None
    assert found.places[0].country == "CD"
    assert any("is not there" in step for step in found.why)


def test_a_bare_border_is_that_of_the_country_of_the_town_beside_it(gazetteer: Gazetteer) -> None:
    words = parse("near the border with Chad, some 25 km west of El Geneina", gazetteer)
    for focus in (Focus(), Focus(gazetteer.country("RU"), "it is the actor")):
        found = resolve(words, gazetteer, focus=focus)
        assert found.shape is not None
        assert "Sudan" in found.name
    beyond = resolve(parse("near the border with Chad, 5 km east of Adré", gazetteer), gazetteer,
                     focus=Focus(gazetteer.country("SD"), "it is the actor"))  # fmt: skip
    assert "Sudan" in beyond.name  # the town lies in the country that the border is with


def test_a_town_and_a_region_far_away_are_no_two_ends_of_a_road(gazetteer: Gazetteer) -> None:
    far = resolve(parse("the road between Mandera and Arabia", gazetteer), gazetteer)
    assert far.shape is None
    assert "km apart" in (far.reason or "")
    assert resolve(parse("the road between Damascus and Jordan", gazetteer), gazetteer).shape is not None


def test_a_name_like_that_of_a_street_is_no_village_elsewhere(gazetteer: Gazetteer) -> None:
    near = company(["Hundreds protested on the Ringstrasse in Vienna, others in Winterthur."], gazetteer)
    assert "CH" in {place.country for place in near}
    street = resolve(parse("Ringstrasse", gazetteer), gazetteer, context=near)
    assert street.shape is None
    assert "street" in (street.reason or "")
    square = parse("Kennett Square", gazetteer)
    assert resolve(square, gazetteer, context=near).shape is None
    pennsylvania = tuple(gazetteer.find("Pennsylvania")[:1])
    assert resolve(square, gazetteer, context=pennsylvania).shape is not None
    assert resolve(parse("Kennett Square, Pennsylvania", gazetteer), gazetteer, context=near).shape is not None
    city = tuple(gazetteer.find("New York City")[:1])
    assert resolve(parse("Times Square", gazetteer), gazetteer, context=city).shape is not None
    assert resolve(parse("Street", gazetteer), gazetteer).shape is not None  # a town in Somerset


def test_of_a_bank_the_stretch_by_the_towns_named_beside_is_meant(gazetteer: Gazetteer) -> None:
    bank = parse("the left bank of the Dnipro", gazetteer)
    whole = resolve(bank, gazetteer)
    nikopol, kyiv, lviv = (gazetteer.find(name)[0] for name in ("Nikopol", "Kyiv", "Lviv"))
    nearby = resolve(bank, gazetteer, context=(nikopol, kyiv, lviv))
    assert whole.shape is not None
    assert nearby.shape is not None
    west, south, east, north = nearby.shape.geometry.bounds
    assert 33.5 < west < nikopol.lon < east < 35.5
    assert 47.0 < south < north < nikopol.lat  # the town lies on the right bank
    assert any("Nikopol" in step for step in nearby.why)
    doubtful = resolve(bank, gazetteer, context=(kyiv, lviv))  # a capital stands for its government
    assert doubtful.shape is not None
    assert doubtful.shape.geometry.equals(whole.shape.geometry)
    assert doubtful.score < 0.5 < whole.score
    both = resolve(parse("both banks of the Dnipro near Kherson", gazetteer), gazetteer, context=(nikopol,))
    assert both.shape is not None
    assert both.shape.geometry.bounds[2] < 33.6  # the words say which stretch, whatever else is named
