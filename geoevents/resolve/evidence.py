"""What speaks for a place: its prior, and what else the document names. All points are powers of ten of people."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from geoevents.expressions.kinds import AREAL, is_street
from geoevents.expressions.named import holds
from geoevents.gazetteer import normalize
from geoevents.geodesy import rough_m

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.expressions.base import Focus
    from geoevents.expressions.named import Named
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Place

# How a feature counts: a country like a city of three billion.
_CLASS = {"country": 9.5, "ocean": 8.8, "sea": 8.8, "strait": 8.6, "region": 8.6, "line": 8.5, "island": 7.8,
          "site": 8.0, "gulf": 8.6, "bay": 8.0, "lake": 7.8, "river": 7.6, "cape": 7.4, "admin1": 6.0}  # fmt: skip
_FOCUS, _SAME_COUNTRY, _CLOSE, _AREA = 1.5, 2.4, 2.5, 2.5
_SPELLING, _OTHER_NAME = -1.0, -2.5  # an alias: the present name spelled otherwise; a name of another time or tongue
_RESEMBLES = 0.7  # share of letters from which two names are spellings of one
_INSIDE, _CAPITAL, _SENSE = 1.5, 0.5, 3.0  # inside: a region named in the document holds it
_COUNTY, _UNKNOWN_COUNTY = 0.3, 4.3  # second-level regions differ less by their people than towns do
_SEAT, _BESIDE_ITS_SEAT = 20_000, -1.7
_BIG_CITY = 1_000_000  # "northern Aleppo" is the city where it is this large
_CLOSE_M = 150_000.0
_STREET_M = 15_000.0  # from the middle of a town to its streets and squares
_WELL_KNOWN = 50_000  # people from which a town may be named far from everything else in a report
_SAME_LAND_M, _ABROAD_M = 600_000.0, 150_000.0
_PERSONAL = frozenset({"settlement", "admin1", "admin2"})  # features whose names are also those of people and things
_REGIONS = frozenset({"admin1", "admin2"})
_NAMESAKES = _PERSONAL | {"site"}
_LOCATED = _NAMESAKES | {"island"}  # not straits: the middle of a long one is far from what lies on it


def prior(named: Named, place: Place, focus: Focus, gazetteer: Gazetteer) -> float:
    """Points for the place by itself: people, class, spelling, the country in focus, an outline where one is wanted."""
    people = math.log10(place.population + 1) if place.population else 1.0
    score = _CLASS.get(place.feature, people) if place.feature != "settlement" else people
    if place.feature == "admin2":
        score = _UNKNOWN_COUNTY + _COUNTY * max(0.0, people - _UNKNOWN_COUNTY)
    if place.feature in _PERSONAL and place.matched_as == "alias":
        score += _SPELLING if _resembles(named.name, place.name) else _OTHER_NAME
    if place.feature == "settlement" and _is_capital(place, gazetteer):
        score += _CAPITAL
    if place.feature == "admin1" and not named.kind and _has_a_seat(place, named.candidates):
        score += _BESIDE_ITS_SEAT  # "Donetsk" alone is the city
    if focus.country is not None and focus.country.country == place.country:
        score += _FOCUS
    if named.area and place.feature in AREAL and not _has_a_big_city(named.candidates):
        score += _AREA
    return score


def company(place: Place, others: Sequence[Place], context: Sequence[Place]) -> float:
    """Points for the other places of the document: same country, a region around it, nearness, same sense."""
    if place.feature in {"country", "ocean"}:
        return 0.0
    of_a_country: list[str | None] = [other.country for other in others if other.country]
    points = _SAME_COUNTRY * of_a_country.count(place.country) / max(3, len(of_a_country))
    gap = _gap_m(place, [other for other in others if other.feature in {"settlement", "admin1", "site"}])
    close = math.exp(-gap / _CLOSE_M)
    inside = any(holds(other, place) for other in others if other.feature in _REGIONS)
    sense = place.matched_as != "alias" and any(other.id == place.id for other in context)
    return float(points + _CLOSE * close + _INSIDE * inside + _SENSE * sense)


def is_stray(place: Place, others: Sequence[Place], gazetteer: Gazetteer) -> bool:
    """Whether it is a small town or a region that nothing else in the document is near to: a namesake, or no place.

    Of such choices in news one in eight was right.
    """
    if place.feature not in _NAMESAKES or place.population >= _WELL_KNOWN or not others:
        return False
    located = [other for other in others if other.feature in _LOCATED]
    gap = _gap_m(place, located)
    if any(other.country == place.country for other in others):
        known = any(other.country == place.country for other in located)
        return known and gap > _SAME_LAND_M and place.feature == "settlement"
    countries = {other.country for other in others if other.country}
    if not located and not countries:
        return False  # a line or a sea alone says nothing of it
    beside = not countries.isdisjoint(gazetteer.neighbors(place.country or ""))
    return gap > _ABROAD_M and not (beside and (not located or place.feature != "settlement"))


def is_street_name(named: Named, place: Place, others: Sequence[Place]) -> bool:
    """Whether a street is likelier than this small town: one of just this name, in what else is named, is meant."""
    if place.feature != "settlement" or place.population >= _WELL_KNOWN or not is_street(named.name) or named.kind:
        return False
    if " " not in named.name or place.matched_as != "name":
        return True
    return bool(others) and not any(
        holds(other, place) if other.feature in _REGIONS
        else other.feature == "settlement" and _gap_m(place, [other]) < _STREET_M
        for other in others
    )  # fmt: skip


def shares(scores: Sequence[float]) -> list[float]:
    """Scores in powers of ten as shares of their sum."""
    weights = [10 ** (score - scores[0]) for score in scores]
    return [round(weight / sum(weights), 3) for weight in weights]


def _gap_m(place: Place, others: Sequence[Place]) -> float:
    return min((rough_m(place.lon, place.lat, other.lon, other.lat) for other in others), default=math.inf)


def _is_capital(place: Place, gazetteer: Gazetteer) -> bool:
    key = gazetteer.capitals.get(place.country or "")
    return key is not None and place.id == f"gn:{key}"


def _has_a_seat(region: Place, candidates: Sequence[Place]) -> bool:
    """Whether a town of the same name lies in the region."""
    return any(town.population > _SEAT and holds(region, town) for town in candidates)


def _has_a_big_city(candidates: Sequence[Place]) -> bool:
    return any(rival.feature == "settlement" and rival.population >= _BIG_CITY for rival in candidates)


@lru_cache(maxsize=4096)
def _resembles(written: str, name: str) -> bool:
    """Whether a name is another spelling of the present one (Kharkov, Kharkiv), not another name (Danzig, Gdansk)."""
    from difflib import SequenceMatcher  # noqa: PLC0415  only names with rivals need it

    one, other = normalize(written), normalize(name)
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= _RESEMBLES
