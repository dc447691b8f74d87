# ruff: noqa: RUF001  apostrophes, dashes and letters as they stand in text are what this file is about

from __future__ import annotations

import pickle
import sqlite3
import subprocess
import sys

import pytest

from geoevents.errors import GazetteerError
from geoevents.gazetteer import Gazetteer, normalize


@pytest.mark.parametrize(
    ("written", "norm"),
    [
        ("P’yŏngyang", "pyongyang"), ("Sinp'o", "sinpo"), ("Guinea-Bissau", "guinea bissau"), ("U.S.", "us"),
        ("St. Mary's", "st marys"), ("Şırnak", "sirnak"), ("Вестхавен", "вестхавен"), ("ØRSTA", "orsta"),
        ("원산", "원산"),
        ("  two   words ", "two words"), ("", ""), ("’", ""),
    ],
)  # fmt: skip
def test_names_are_compared_without_case_accents_and_marks(written, norm):
    assert normalize(written) == norm
    assert normalize(norm) == norm


@pytest.mark.parametrize("name", ["Westhaven", "WESTHAVEN", "Vesthafen", "Вестхавен", "西港", "the Westhaven"])
def test_a_place_is_found_by_each_of_its_names_in_any_script(toy, name):
    assert [place.id for place in toy.find(name)] == ["gn:101"]


def test_namesakes_come_by_weight_and_all_are_listed(toy):
    assert [place.id for place in toy.find("Springfield")] == ["gn:103", "gn:102", "ne:WW.springfield"]


def test_a_curated_place_outranks_a_town_of_the_same_name(toy):
    assert [place.id for place in toy.find("Sinpo")] == ["ge:site-sinpo", "gn:107"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Westland", "name"), ("Republic of Westland", "alias"), ("WL", "abbreviation"), ("Westlanders", "demonym"),
        ("Westlandic", "adjective"), ("the Tower", "metonym"),
    ],
)  # fmt: skip
def test_a_country_tells_by_which_kind_of_name_it_was_found(toy, name, kind):
    (place,) = toy.find(name)
    assert (place.id, place.matched_as) == ("ne:WW", kind)


def test_names_of_the_news_table_count_as_much_as_the_name(toy):
    assert [place.id for place in toy.find("Palm Town")] == ["gn:107"]  # once also a name of a larger town
    assert _scan(toy, "EH and Eh") == [("EH", "gn:104")]


def test_airport_codes_are_no_names(toy):
    assert toy.find("WHV") == ()


def test_nothing_is_found_for_nothing(toy):
    assert toy.find("") == toy.find("'") == toy.find("Atlantis") == ()


def _scan(toy, text):
    return [(text[hit.start : hit.end], hit.places[0].id) for hit in toy.scan(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Westhaven fell.", [("Westhaven", "gn:101")]),
        ("Westhaven's port", [("Westhaven", "gn:101")]),
        ("in Westhaven’s old port", [("Westhaven", "gn:101")]),
        ("WESTHAVEN, WESTLAND - Rain", [("WESTHAVEN", "gn:101"), ("WESTLAND", "ne:WW")]),
        ("the westhaven of old", []),
        ("near St. Mary's today", [("St. Mary's", "gn:111")]),
        ("at Saint Mary's.", [("Saint Mary's", "gn:111")]),
        ("the Westlandic-Eastlandic border", [("Westlandic", "ne:WW"), ("Eastlandic", "ne:EE")]),
        ("Hill-upon-Water and Hill upon Water", [("Hill-upon-Water", "gn:114"), ("Hill upon Water", "gn:114")]),
        ("across the calm line", [("calm line", "ge:calm-line")]),
        ("al-Tanif and Al Tanif", [("al-Tanif", "gn:112"), ("Al Tanif", "gn:112")]),
        ("WL and W.L. said so; Wl did not", [("WL", "ne:WW"), ("W.L.", "ne:WW")]),
        ("Slow River rose", [("Slow River", "ge:river-slow")]),
        ("Sinp'o and Sinp’o", [("Sinp'o", "ge:site-sinpo"), ("Sinp’o", "ge:site-sinpo")]),
        ("Easthaven.\nWesthaven", [("Easthaven", "gn:104"), ("Westhaven", "gn:101")]),
        ("Far\nRim", [("Far\nRim", "gn:109")]),
        ("It went far. Rim is an island.", [("Rim", "ne:RR")]),
        ("Вестхавен", [("Вестхавен", "gn:101")]),
        ("", []),
    ],
)
def test_names_in_running_text(toy, text, found):
    assert _scan(toy, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nice weather. The end.", []),
        ("They met in Nice.", ["gn:105"]),
        ("Nice, Eastland", ["gn:105", "ne:EE"]),
        ("They met in The hall", []),
    ],
)
def test_common_words_are_places_only_where_the_text_says_so(toy, text, found):
    assert [place_id for _, place_id in _scan(toy, text)] == found


def test_common_words_are_still_found_by_name(toy):
    assert [place.id for place in toy.find("The")] == ["gn:106"]


def test_scanning_takes_linear_time_on_hostile_text(toy):
    import time

    for text in (
        "A" * 200_000,
        "A. " * 60_000,
        "Westhaven-" * 20_000,
        "' " * 100_000,
        "U.S." * 50_000,
        "Far " * 50_000,
    ):
        start = time.process_time()
        list(toy.scan(text))
        assert time.process_time() - start < 30, text[:20]


def test_beginnings_and_misspellings_are_found(toy):
    assert [place.id for place in toy.starts_with("Spring")][:2] == ["gn:103", "gn:102"]
    assert toy.search("Westhavn")[0].place.id == "gn:101"
    assert toy.search("Westhaven")[0].score == 1.0
    assert toy.search("") == ()


def test_unknown_ids_are_named_in_the_message(toy):
    for place_id in ("gn:999999", "gn:x", "ne:ZZ", "nonsense", "ge:mainland@wrong", ""):
        with pytest.raises(GazetteerError, match="mainland|" + place_id):
            toy.get(place_id)


def test_names_and_members_of_a_place(toy):
    assert ("Westlanders", "demonym") in toy.names("ne:WW")
    assert ("vesthafen", "alias") in toy.names("gn:101")
    assert {place.id for place in toy.members("ne:LL")} == {"gn:110"}
    assert {place.id for place in toy.members("ne:WW.springfield")} == {"gn:102", "gn:113", "gn:114"}
    assert [place.id for place in toy.members("ne:WW", "admin1")] == ["ne:WW.north-west", "ne:WW.springfield"]


def test_the_nearest_places_are_found_across_the_antimeridian(toy):
    assert [place.id for place in toy.near(179.95, 0.5, limit=2)] == ["gn:108", "gn:109"]
    assert [place.id for place in toy.near(-179.99, 0.5, limit=2)] == ["gn:109", "gn:108"]
    assert toy.near(0, 90, limit=1)
    assert toy.near(11, 42, feature="river", limit=1)[0].id == "ge:river-slow"


def test_a_position_lies_in_its_country_and_region(toy):
    assert toy.at(11, 41, "country").id == "ne:WW"
    assert toy.at(11, 41, "admin1").id == "ne:WW.springfield"
    assert toy.at(-179.5, 0.5, "country").id == "ne:RR"
    assert toy.at(100, 10, "country") is None


def test_capital_actors_and_attribution(toy):
    assert toy.capital("WW").id == "gn:101"
    assert toy.capital("PP") is None
    assert toy.actors()["great war"] == ("Great War", "", "event", "a war, not a place")
    assert [source.attribution for source in toy.sources()] == ["Toy (made up)"]


def test_places_travel_to_other_processes_with_their_geometry(toy):
    place = pickle.loads(pickle.dumps(toy.country("WW")))  # noqa: S301  our own bytes
    assert place.geometry.equals(toy.country("WW").geometry)


def test_missing_foreign_and_outdated_files_say_what_to_do(tmp_path, toy_path):
    with pytest.raises(GazetteerError, match=r"missing.*gazetteer build"):
        Gazetteer.open(tmp_path / "none.sqlite")
    foreign = tmp_path / "foreign.sqlite"
    foreign.write_bytes(b"not a database at all, but long enough to be looked at" * 100)
    with pytest.raises(GazetteerError, match=r"not a compiled gazetteer.*Reinstall"):
        Gazetteer.open(foreign)
    old = tmp_path / "old.sqlite"
    old.write_bytes(toy_path.read_bytes())
    with sqlite3.connect(old) as connection:
        connection.execute("update meta set value = '0' where name = 'schema'")
    connection.close()
    with pytest.raises(GazetteerError, match="schema version 0"):
        Gazetteer.open(old)


def test_finding_a_name_imports_no_heavy_library(toy_path):
    code = (
        "import sys; from pathlib import Path; from geoevents.gazetteer import Gazetteer; "
        "g = Gazetteer.open(Path(sys.argv[1])); assert g.find('Westhaven'); assert list(g.scan('in Westhaven')); "
        "print(sorted({'numpy', 'shapely', 'pandas', 'geopandas', 'pyproj'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(toy_path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["Sinppo South", "Sinpo-South", "al-Sinpo Souuth"])
def test_a_name_spelled_a_little_otherwise_is_found_when_asked_for(toy, name):
    assert toy.respelled(name)[0].id == "ge:site-sinpo"
    assert toy.respelled(name)[0].matched_as == "respelled"


@pytest.mark.parametrize("name", ["Sinpo North", "Kinpo South", "Simpo South", "Nicce", "", "'"])
def test_other_letters_and_short_names_are_not_taken_for_it(toy, name):
    assert toy.respelled(name) == ()


def test_a_scan_takes_no_name_that_is_only_spelled_alike(toy):
    assert [hit.norm for hit in toy.scan("Clashes in Sinppo South.")] == []
