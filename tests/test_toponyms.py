"""Toponyms of a document: one sense for a name, decided by what else the document names."""

from __future__ import annotations

from itertools import pairwise

import pytest

from geoevents.gazetteer import Gazetteer
from geoevents.toponyms import toponyms


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return Gazetteer.open()


def places(text: str, world: Gazetteer, **options: object) -> dict[str, str]:
    return {one.text: one.place.id for one in toponyms(text, world, **options) if one.place}


def test_a_name_with_its_holder_settles_the_others(world: Gazetteer) -> None:
    found = places("Police in Glasgow, Ky., made an arrest. Glasgow is quiet. Metcalfe County is near.", world)
    assert found["Glasgow"] == "gn:4292826"
    assert found["Metcalfe County"] == "us:21169"


def test_without_such_words_the_large_city_is_meant(world: Gazetteer) -> None:
    assert places("He flew to London and to Paris.", world) == {"London": "gn:2643743", "Paris": "gn:2988507"}


def test_the_region_around_decides(world: Gazetteer) -> None:
    text = "Ontario police searched a house in London. The suspect fled to Windsor and then to Hamilton, Ontario."
    assert places(text, world)["London"] == "gn:6058560"


def test_a_country_is_not_a_town_of_the_next_country(world: Gazetteer) -> None:
    assert places("His ties to Russia, U.S. officials said, were known.", world)["Russia"] == "ne:RU"


def test_adjectives_and_names_inside_organizations_count_alliances_do_not(world: Gazetteer) -> None:
    found = places("Syrian forces met Boston Police and NATO envoys.", world)
    assert found == {"Syrian": "ne:SY", "Boston": "gn:4930956"}


def test_pins_settle_a_name(world: Gazetteer) -> None:
    assert places("He lives in Georgia.", world, pins={"Georgia": "US"})["Georgia"] == "ne:US.georgia"


def test_spans_are_those_of_the_text_and_do_not_overlap(world: Gazetteer) -> None:
    text = "Clashes in Aleppo, Idlib and Hama provinces; Paris, Texas, was calm, and so was the east coast of Yemen."
    found = toponyms(text, world, unknown=True)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert {"Aleppo", "Idlib", "Texas", "Yemen"} <= {one.text.split(",")[0] for one in found}
