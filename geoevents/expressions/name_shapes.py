"""Names whose shape takes more than a look into the gazetteer: unknown in something known, cut by a holder, areas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shapely import Point

from geoevents.expressions.kinds import CROSSING, WATER, dimension, precision
from geoevents.expressions.reaches import reach_m
from geoevents.geodesy import buffer_m, clip, sector

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geoevents.expressions.base import Answer
    from geoevents.expressions.named import Named
    from geoevents.model import Place, Resolution

_EDGE_M = 10_000.0  # outlines of different sources disagree at their edges
_ALONG_M = 3_000.0


def held_by(named: Named, answer: Answer) -> Resolution:
    """A name that the gazetteer lacks, in something that it knows: no more can be said than that."""
    assert named.inside is not None
    holder = answer.part(named.inside)
    shape = holder.shape
    assert shape is not None
    if named.candidates:
        near = buffer_m(shape.geometry, max(shape.error_m, _EDGE_M))
        inside = [place for place in named.candidates if near.intersects(_of(place))]
        if inside:
            answer.why.append(f"{named.name}: in {holder.name}")
            narrowed = replace(named, candidates=tuple(inside), inside=None)
            crosses = dimension(inside[0]) and inside[0].feature in CROSSING
            return cut(named, narrowed.chosen(answer), answer) if crosses else narrowed.shape(answer.ground)
    answer.score = min(answer.score, 0.5)
    known = f"no {named.name} of the gazetteer lies in" if named.candidates else f"the gazetteer has no {named.name} in"
    answer.why.append(f"{known} {holder.name}, which stands for it")
    if shape.dimension == 0 and holder.places:
        return around(holder.places[0], answer, f"{named.name} in {holder.name}")
    return answer.done(
        lambda: shape.geometry, dimension=shape.dimension, precision=holder.precision or "region",
        name=f"{named.name} in {holder.name}", error_m=shape.error_m,
    )  # fmt: skip


def cut(named: Named, place: Place, answer: Answer) -> Resolution:
    """What of a river, a line or a region lies in the holder: "the Danube in Serbia"."""
    assert named.inside is not None
    holder = answer.part(named.inside)
    answer.why.append(f"{place.name} is {place.id} ({place.feature})")
    geometry, name = place.geometry, place.name
    # of a sea no part lies in a country: "Antarctica's Ross Sea" is all of it
    if holder.shape is not None and holder.shape.dimension == 2 and (place.feature not in WATER or _wet(holder)):
        edge = _ALONG_M if dimension(place) == 1 else 0.0  # a river that is the border lies in both
        whole = buffer_m(holder.shape.geometry, edge)
        geometry, name = clip(geometry, whole), f"{place.name} in {holder.name}"
        answer.why.append(f"{name}: the part of it that lies there")
    if geometry.is_empty:
        raise answer.fail(f"{place.name} does not reach into {holder.name}")
    return answer.done(geometry, dimension=dimension(place), precision=precision(place), name=name)


def _wet(holder: Resolution) -> bool:
    """Whether it is water itself: "the Gulf of Aden in the Arabian Sea"."""
    return holder.precision == "water"


def around(town: Place, answer: Answer, name: str) -> Resolution:
    """A town with all that is near it: "the Bakhmut area", or what is said to lie in the town."""
    reach = reach_m(town.population, answer.ground.coverage)
    answer.why.append(f"{name}: the town and what is near it")
    return answer.done(
        lambda: sector(town.lon, town.lat, low_m=0.0, high_m=reach), dimension=2, precision="near", name=name,
        coverage=answer.ground.coverage,
    )  # fmt: skip


def _of(place: Place) -> BaseGeometry:
    """What of a place counts for where it lies: a river or region may reach into several countries."""
    return place.geometry if place.feature in CROSSING and dimension(place) else Point(place.lon, place.lat)
