"""From a row of the compiled file to a `model.Place`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from geoevents.model import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from shapely.geometry.base import BaseGeometry

FIRST_KEY = 100_000_000  # keys below are GeoNames ids, keys from here on other sources
UNIT = 100_000  # steps of a stored coordinate per degree
# Letter of a stored name -> `model.Place.matched_as`.
KINDS = {
    "n": "name", "a": "alias", "c": "alias", "b": "abbreviation", "d": "demonym", "j": "adjective", "m": "metonym",
    "w": "name", "x": "name", "s": "abbreviation",
}  # fmt: skip
PLACE_ROW = """
select p.key, p.id, p.name, p.feature, p.country, p.population, p.lon, p.lat, p.prior, a.id, a.name,
       d.parents, d.status, d.source, d.confidence, d.note, g.key
from place p left join place a on a.key = p.admin1 left join detail d on d.key = p.key
left join geometry g on g.key = p.key
"""


def place_of(row: tuple[Any, ...], geometry_of: Callable[[int], BaseGeometry], matched_as: str = "name") -> Place:
    """The place of one row of `PLACE_ROW`; its geometry is read by ``geometry_of(key)`` when asked for."""
    key, place_id, name, feature, country, people, lon, lat, _, state_id, state, parents, *rest, has_geometry = row
    status, source, confidence, note = rest
    above = [state_id] if state_id else []
    if key < FIRST_KEY:
        place_id, source, status, confidence, note = f"gn:{key}", "geonames", "official", "high", ""
        above += [f"ne:{country}"] if country else []
    else:
        above += [parent for parent in parents.split(" ") if parent and parent not in above]
    return Place(
        id=place_id, name=name, feature=feature, lon=lon / UNIT, lat=lat / UNIT, country=country, admin1=state,
        population=people, parents=tuple(above), status=status, source=source, confidence=confidence, note=note,
        matched_as=matched_as, _load=partial(geometry_of, key) if has_geometry else None,
    )  # fmt: skip
