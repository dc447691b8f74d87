"""The geopy door: latitude first, offline, and the resolution behind every answer."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import pytest
from geopy.exc import GeocoderUnavailable
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geoevents import GazetteerGeocoder, resolve
from geoevents.errors import InputError, PlaceError
from geoevents.geocoder.online import LastResort
from geoevents.pipeline import read

if TYPE_CHECKING:
    from pathlib import Path

    from geoevents.model import Event


@pytest.fixture(scope="module")
def geocoder() -> GazetteerGeocoder:
    return GazetteerGeocoder()


def test_it_is_a_geopy_geocoder(geocoder: GazetteerGeocoder) -> None:
    assert isinstance(geocoder, Geocoder)
    for method in (geocoder.geocode, geocoder.reverse):
        names = list(inspect.signature(method).parameters)
        assert names[:3] == ["query", "exactly_one", "timeout"]


def test_a_name_is_a_location_with_latitude_first(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.geocode("Wonsan")
    assert isinstance(found, Location)
    assert found.latitude == pytest.approx(39.15, abs=0.01)
    assert found.longitude == pytest.approx(127.44, abs=0.01)
    assert found.raw["place_ids"] == ["gn:1866923"]
    assert found.raw["error_m"] > 0
    assert found.raw["why"]


def test_vague_words_are_places_too(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.geocode("50 km east of Wonsan")
    assert isinstance(found, Location)
    assert found.longitude > 127.7
    assert found.raw["kind"] == "area"
    assert found.raw["geometry"].is_valid


def test_bare_words_need_a_focus(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.geocode("both coasts") is None
    assert geocoder.geocode("both coasts", focus="KP") is not None


def test_what_is_no_place_is_none(geocoder: GazetteerGeocoder) -> None:
    for words in ("flibber flabber", "", "xq"):
        assert geocoder.geocode(words) is None


def test_all_answers_are_a_list_the_best_first(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.geocode("Tripoli", exactly_one=False)
    assert isinstance(found, list)
    assert len(found) > 1
    best = geocoder.geocode("Tripoli")
    assert isinstance(best, Location)
    assert found[0].raw["place_ids"] == best.raw["place_ids"]


@pytest.mark.parametrize("query", [(39.15, 127.44), "39.15, 127.44", Point(39.15, 127.44)])
def test_reverse_takes_positions_as_geopy_does(geocoder: GazetteerGeocoder, query: object) -> None:
    found = geocoder.reverse(query)  # type: ignore[arg-type]
    assert isinstance(found, Location)
    assert found.raw["place_ids"] == ["gn:1866923"]
    several = geocoder.reverse(query, exactly_one=False)  # type: ignore[arg-type]
    assert isinstance(several, list)
    assert several[-1].raw["place_ids"] == ["ne:KP"]


def test_the_open_sea_is_nowhere(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.reverse((-40.0, -120.0)) is None


def test_resolve_is_the_short_way() -> None:
    assert resolve("both coasts", focus="KP").shape is not None
    with pytest.raises(PlaceError, match="is no country"):
        resolve("both coasts", focus="Atlantis")


# The last resort -------------------------------------------------------------------------------------


class Service:
    """A geopy geocoder that knows one place and counts what it is asked."""

    def __init__(self, error: Exception | None = None) -> None:
        self.asked: list[str] = []
        self.error = error

    def geocode(self, query: str, **_: object) -> Location | None:
        self.asked.append(query)
        if self.error:
            raise self.error
        if query != "Flubberville":
            return None
        raw = {"osm_id": 7, "boundingbox": ["9.9", "10.1", "19.9", "20.1"]}
        return Location("Flubberville, Utopia", (10.0, 20.0), raw)


def asked_for(service: Service, tmp_path: Path) -> tuple[list[Event], LastResort]:
    path = tmp_path / "t.csv"
    path.write_text("date,place\n2022-11-02,Flubberville\n2022-11-03,Flubberville\n2022-11-04,Wonsan\n2022,Xqzz\n")
    resort = LastResort("nominatim", geocoder=service, seconds_between_calls=0)
    return list(read(path, last_resort=resort)), resort


def test_only_names_that_the_gazetteer_lacks_are_asked_for_and_once(tmp_path: Path) -> None:
    service = Service()
    events, _ = asked_for(service, tmp_path)
    assert service.asked == ["Flubberville", "Xqzz"]
    resolution = events[0].placements[0].resolution
    assert resolution.shape is not None
    assert (resolution.shape.geometry.x, resolution.shape.geometry.y) == (20, 10)
    assert 15_000 < resolution.shape.error_m < 16_000
    assert resolution.places[0].id == "online:nominatim:7"
    assert "online, nominatim says: Flubberville, Utopia (© OpenStreetMap contributors)" in resolution.why[0]
    assert events[3].placements[0].resolution.shape is None


def test_a_service_that_fails_is_told_and_left_alone(tmp_path: Path) -> None:
    service = Service(GeocoderUnavailable("no network"))
    events, resort = asked_for(service, tmp_path)
    assert service.asked == ["Flubberville"]
    assert resort.trouble == "nominatim cannot be asked: GeocoderUnavailable: no network"
    assert len(events) == 4


def test_an_unknown_service_names_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"no service 'atlantis'; known are .*nominatim"):
        LastResort("atlantis")
    assert LastResort("nominatim").service == "nominatim"
