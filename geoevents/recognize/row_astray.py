"""Whether a position lies in another part of the world than the country that its row names, or is none at all."""

from __future__ import annotations

import math
from itertools import chain
from typing import TYPE_CHECKING

from geoevents.geodesy import rough_m
from geoevents.recognize.row_checks import SMALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Place

    At = tuple[float, float]

# Within so many degrees of latitude (300 km) a position may be of the country: borders are drawn otherwise by others.
_NEAR_DEG, _MOST_DEG = 2.7, 10.0
# A position at sea is well as it is (the country may be that of the ship), unless the row names a place in the country
# that is farther than this, and the position is just off the coast of others.
_SEA_M = 2_000_000.0
_OFF_DEG = ((1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7))
# So near to a place that the row names a position is right, whatever country is named.
_AT_M = 150_000.0
# A sea whose middle is nearer than this may be the one at 0, 0.
_GULF_M = 1_000_000.0
# ISO codes of what lies far away and belongs to a country.
_OVERSEAS = {
    "FR": "GF GP MQ RE YT NC PF PM WF BL MF TF",
    "GB": "AI BM IO KY FK GI MS PN SH GS TC VG GG JE IM",
    "US": "AS GU MP PR UM VI",
    "DK": "FO GL",
    "NL": "AW BQ CW SX",
    "NO": "SJ BV",
    "AU": "CX CC NF HM",
    "NZ": "CK NU TK",
    "CN": "HK MO TW",
    "FI": "AX",
}


def astray(at: At, country: Place, named: Sequence[Place], gazetteer: Gazetteer) -> str | None:
    """Where (lon, lat) lies, and how far that is from the country, if that is not where the row says; else None.

    At sea, near the country and near a place in ``named`` a position is well as it is.
    """
    import shapely  # noqa: PLC0415  0.1 s

    outline = country.geometry
    shapely.prepare(outline)
    if shapely.intersects_xy(outline, *at):  # nearly all rows end here
        return None
    reach = min(_MOST_DEG, _NEAR_DEG / max(math.cos(math.radians(at[1])), 0.01))
    around = [shapely.Point(at[0] + turn, at[1]) for turn in (0, -360, 360)]
    if any(shapely.dwithin(outline, point, reach) for point in around):
        return None
    if any(place.feature in SMALL and rough_m(*at, place.lon, place.lat) < _AT_M for place in named):
        return None
    ends = [shapely.get_coordinates(shapely.shortest_line(outline, point)) for point in around]
    far = min(rough_m(*end[0], *end[1]) for end in ends)
    where = gazetteer.at(*at, "country")
    how = "in"
    at_home = any(place.feature in SMALL and place.country == country.country for place in named)
    if where is None and at_home and far > _SEA_M:
        spots = ((at[0] + x, at[1] + y) for x, y in _OFF_DEG)
        where, how = next(filter(None, (gazetteer.at(*spot, "country") for spot in spots)), None), "off"
    if where is None or country.country is None or where.country in _all_of(country.country):
        return None
    km = max(100, round(far / 1e5) * 100)
    return f"the position {at[1]:g}, {at[0]:g} lies {how} {where.name}, {km:,} km from {country.name}"


def _all_of(code: str) -> set[str]:
    """A country, what belongs to it, and what it belongs to."""
    owners = [owner for owner, held in _OVERSEAS.items() if code in held.split()]
    return {code, *owners, *chain.from_iterable(_OVERSEAS.get(one, "").split() for one in (code, *owners))}


def at_null(named: Sequence[Place]) -> bool:
    """Whether a row may be at 0, 0, where most are that have no position: it names the sea there."""
    return any(place.feature == "sea" and rough_m(0, 0, place.lon, place.lat) < _GULF_M for place in named)
