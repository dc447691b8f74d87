"""Stretches of shore by vertex: whose they are, which side and which sea they face. Needs numpy.

The gazetteer knows for every vertex of every coast the bearing out to sea, the open sides and the sea; here they are
only filtered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geoevents.expressions.base import inner
from geoevents.expressions.here import Here
from geoevents.expressions.kinds import AREAL, WATER, dimension
from geoevents.expressions.lengths import wind_name
from geoevents.expressions.named import Named
from geoevents.expressions.shore import Shore, runs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geoevents.expressions.base import Answer, Node
    from geoevents.gazetteer import CoastPart, Gazetteer
    from geoevents.model import Place, Shape

_OUTLINE_M = 4_000.0  # outlines of regions come from another source than the coasts
_TOWN_M = 25_000.0  # the coast "of" a town
_DEGREE_M = 111_000.0
_DIAGONAL_DEG = 80.0
_CORNER, _CORNER_DEG = 0.7, 95.0  # share of the axis, as for parts; how far a shore there may turn away
_NOT_FAR_SIDE, _NOT_FAR_SIDE_DIAGONAL = 0.3, 0.55  # share of the axis
# An ocean's coast ends where these begin, if the land lies on the open ocean as well.
_COASTS_OF_THEIR_OWN = frozenset({
    "ge:gulf-of-aden", "ge:gulf-of-california", "ge:gulf-of-mexico", "ge:persian-gulf", "ge:red-sea", "ge:baltic-sea",
    "ge:mediterranean-sea", "ge:caribbean-sea", "ge:hudson-bay", "ge:sea-of-okhotsk", "ge:bering-sea", "ge:north-sea",
})  # fmt: skip
_MIDDLE = (0.3, 0.7)  # of the way across
_HARDLY, _THAT_PART = 0.08, 0.62  # share of the length; share of the axis


def shores_of(of: Node, answer: Answer) -> tuple[list[Shore], str, BaseGeometry | None]:
    """All the shore of what ``of`` means, its name, and its outline (None for a sea)."""
    from geoevents.expressions import outlines  # noqa: PLC0415  needs shapely

    gazetteer = answer.ground.gazetteer
    if isinstance(of, Here | Named):
        place = of.chosen(answer)
        if place.feature == "country" and place.country:
            whole = [Shore(part, np.ones(len(part.lon), bool)) for part in gazetteer.coasts(place.country)]
            return whole, place.name, place.geometry
        if place.feature in WATER and dimension(place) < 2:
            raise answer.fail(f"{place.name} has no outline in the gazetteer")
        if place.feature == "lake":
            return outlines.lake_shores(place.geometry), place.name, None
        if place.feature in WATER:
            return _of_sea(place, gazetteer), place.name, None
    found = answer.part(of)
    assert found.shape is not None
    places = [place for place in (*found.places, *answer.places) if place.country]
    codes = dict.fromkeys(place.country for place in places[:1]) or {}
    if found.places and (found.places[0].feature == "region" or not found.places[0].country):
        codes = dict.fromkeys(_countries_of(found.places[0], gazetteer, found.shape.geometry))
    parts = [part for code in codes if code for part in gazetteer.coasts(code)]
    shores = _within(parts, found.shape)
    if found.shape.dimension == 2:  # an island or a state has sides of its own, whatever the country has
        shores = outlines.with_own_sides(shores, found.shape.geometry)
    return shores, inner(found), found.shape.geometry


def _countries_of(region: Place, gazetteer: Gazetteer, outline: BaseGeometry) -> list[str]:
    members = []
    if region.feature == "region":
        members = [place.country for place in gazetteer.members(region.id, "country") if place.country]
    if members or region.country:
        return members or [region.country or ""]
    from geoevents.expressions.around import countries_within  # noqa: PLC0415

    return countries_within(gazetteer, outline.bounds)


def _within(parts: list[CoastPart], shape: Shape) -> list[Shore]:
    """The shores inside an outline, or near a town."""
    import shapely  # noqa: PLC0415

    reach = (_TOWN_M + shape.error_m if shape.dimension == 0 else _OUTLINE_M) / _DEGREE_M
    whole = shapely.simplify(shape.geometry, 0.01)
    west, south, east, north = whole.bounds
    shrink = max(0.05, float(np.cos(np.radians((south + north) / 2))))
    flat = shapely.transform(whole, lambda xy: xy * [shrink, 1.0])
    shapely.prepare(flat)
    wide = reach / shrink
    found = []
    for part in parts:
        inside = (part.lon > west - wide) & (part.lon < east + wide)
        inside &= (part.lat > south - reach) & (part.lat < north + reach)
        if inside.any():
            inside[inside] = shapely.dwithin(flat, shapely.points(part.lon[inside] * shrink, part.lat[inside]), reach)
        if inside.any():
            found.append(Shore(part, inside))
    return found


def _of_sea(sea: Place, gazetteer: Gazetteer) -> list[Shore]:
    """All shores on a sea, with the sides that they are for the sea: its eastern shore faces west."""
    from geoevents.expressions.around import countries_within  # noqa: PLC0415
    from geoevents.expressions.outlines import sides_of_water  # noqa: PLC0415

    codes = countries_within(gazetteer, sea.geometry.bounds)
    parts = [Shore(part, np.ones(len(part.lon), bool)) for code in codes for part in gazetteer.coasts(code)]
    return sides_of_water(sea.geometry, on_sea(parts, gazetteer, sea))


def on_sea(shores: Sequence[Shore], gazetteer: Gazetteer, sea: Place) -> list[Shore]:
    """The shores whose sea is this one or lies within it."""
    family = gazetteer.sea_family(sea.id)
    if sea.feature == "ocean":
        open_ocean = family.difference(*(gazetteer.sea_family(other) for other in _COASTS_OF_THEIR_OWN & family))
        if any(not open_ocean.isdisjoint(shore.part.sea_ids) for shore in shores):
            family = open_ocean
    found = []
    for shore in shores:
        ids = _filled(np.array(shore.part.sea_ids))
        mask = np.isin(ids, list(family)) & shore.chosen
        if mask.any():
            found.append(shore.narrowed(mask))
    return [shore for shore in found if shore.chosen.any()]


def _filled(ids: NDArray[np.str_]) -> NDArray[np.str_]:
    """Vertices without a known sea take that of the nearest vertex of their stretch that has one."""
    known = np.flatnonzero(ids != "")
    if not len(known) or len(known) == len(ids):
        return ids
    at = np.arange(len(ids))
    right = np.clip(np.searchsorted(known, at), 0, len(known) - 1)
    left = np.clip(right - 1, 0, len(known) - 1)
    nearest = np.where(np.abs(known[left] - at) <= np.abs(known[right] - at), known[left], known[right])
    filled: NDArray[np.str_] = ids[nearest]
    return filled


def facing(shores: list[Shore], side: float, outline: BaseGeometry | None = None) -> list[Shore]:
    """The shores open to a side, in degrees; the finer winds go by the bearing out to sea.

    With the outline, only those by its main body and not at its far side: a cove of Alaska is not on the east coast.
    """
    found = []
    for shore in shores:
        if side % 90 == 0:
            mask = (shore.part.open_sides & (1 << int(side // 90))) > 0
        else:
            mask = _turn(shore, side) <= _DIAGONAL_DEG
        found.append((shore, mask & shore.chosen))
    if outline is not None and outline.area:
        from geoevents.expressions.footprints import on_main_side  # noqa: PLC0415

        points = np.vstack([np.column_stack((shore.part.lon, shore.part.lat)) for shore, _ in found])
        least = _NOT_FAR_SIDE_DIAGONAL if side % 90 else _NOT_FAR_SIDE
        main = on_main_side(outline, side, points, least)
        cuts = np.cumsum([len(mask) for _, mask in found])[:-1]
        on_main = [(shore, mask & ok) for (shore, mask), ok in zip(found, np.split(main, cuts), strict=True)]
        if (
            side % 90
        ):  # the corner of the land has two shores: Brindisi's, to the north-east, is on the south-east coast
            corner = np.split(on_main_side(outline, side, points, _CORNER), cuts)
            on_main = [
                (shore, mask | (shore.chosen & ok & (_turn(shore, side) <= _CORNER_DEG)))
                for (shore, mask), ok in zip(on_main, corner, strict=True)
            ]
        found = on_main if any(mask.any() for _, mask in on_main) else found
    narrowed = [shore.narrowed(mask) for shore, mask in found if mask.any()]
    return [shore for shore in narrowed if shore.chosen.any()]


def _turn(shore: Shore, side: float) -> NDArray[np.float64]:
    """How far every vertex faces away from a side, in degrees."""
    turn: NDArray[np.float64] = np.abs((shore.part.seaward_deg - side + 180) % 360 - 180)
    return turn


def middle(shores: list[Shore]) -> list[Shore]:
    """The shores in the middle third of the longer way across all of them."""
    points = shore_points(shores)
    axis = int(np.ptp(points[:, 1]) > np.ptp(points[:, 0]) * np.cos(np.radians(points[:, 1].mean())))
    low, high = np.quantile((points[:, axis].min(), points[:, axis].max()), _MIDDLE)
    found = []
    for shore in shores:
        at = (shore.part.lon, shore.part.lat)[axis]
        found.append(Shore(shore.part, shore.chosen & (at >= low) & (at <= high)))
    return [shore for shore in found if shore.chosen.any()]


def facing_or_there(shores: list[Shore], side: float, outline: BaseGeometry | None) -> list[Shore]:
    """The shores open to a side; where hardly any is, those in that part: Lebanon's southern coast looks west."""
    found = facing(shores, side, outline)
    if outline is None or not outline.area or sum(map(length, found)) > _HARDLY * sum(map(length, shores)):
        return found
    from geoevents.expressions.footprints import on_main_side  # noqa: PLC0415

    points = np.vstack([np.column_stack((shore.part.lon, shore.part.lat)) for shore in shores])
    cuts = np.cumsum([len(shore.chosen) for shore in shores])[:-1]
    masks = np.split(on_main_side(outline, side, points, _THAT_PART), cuts)
    there = [Shore(shore.part, mask & shore.chosen) for shore, mask in zip(shores, masks, strict=True)]
    return [shore for shore in there if shore.chosen.any()] or found


def both_coasts(
    shores: list[Shore], name: str, outline: BaseGeometry | None, answer: Answer
) -> tuple[str, list[Shore]]:
    """The two stretches of the mainland between its land borders; else its two longest opposite sides."""
    runs = [shore for shore in shores if shore.part.mainland and not shore.part.closed]
    main = [shore for shore in runs if shore.part.part == 0] or runs
    if len(runs) == 2:
        sides = [_main_side(run) for run in runs]
        answer.why.append(f"both coasts of {name}: the two stretches of its mainland between land borders")
        return f"coast of {name}, {wind_name(sides[0])} and {wind_name(sides[1])}", runs
    ashore = [shore for shore in shores if shore.part.mainland] or main or shores
    lengths = {side: sum(map(length, facing(ashore, side, outline))) for side in (0.0, 90.0, 180.0, 270.0)}
    a, b = max(((90.0, 270.0), (0.0, 180.0)), key=lambda pair: min(lengths[pair[0]], lengths[pair[1]]))
    if not min(lengths[a], lengths[b]):
        raise answer.fail(f"{name} has no two coasts that one could call both")
    answer.why.append(
        f"both coasts of {name}: those that face {wind_name(a)} and {wind_name(b)}, its longest opposite ones"
    )
    return f"coast of {name}, {wind_name(b)} and {wind_name(a)}", [
        *facing(ashore, b, outline),
        *facing(ashore, a, outline),
    ]


def _main_side(shore: Shore) -> float:
    """The cardinal wind that most of a stretch faces."""
    sums = [length(shore.narrowed((shore.part.open_sides & (1 << bit)) > 0)) for bit in range(4)]
    return 90.0 * int(np.argmax(sums))


def length(shore: Shore) -> float:
    """Length of the chosen stretches in degrees of latitude, roughly."""
    lat = np.radians(shore.part.lat)
    steps = np.hypot(np.diff(shore.part.lon) * np.cos(lat[1:]), np.diff(shore.part.lat))
    return float(steps[shore.chosen[1:] & shore.chosen[:-1]].sum())


def as_lines(shores: Iterable[Shore]) -> BaseGeometry:
    """The chosen stretches as a (multi)line, split at the antimeridian."""
    import shapely  # noqa: PLC0415

    from geoevents.geodesy import merge, split_antimeridian  # noqa: PLC0415

    lines = []
    for shore in shores:
        points = np.column_stack((shore.part.lon, shore.part.lat))
        runs = runs_of(shore.chosen)
        stretches = [points[start:end] for start, end in runs if end - start > 1]
        if shore.part.closed and len(runs) > 1 and runs[0][0] == 0 and runs[-1][1] == len(points):
            stretches = [np.vstack((points[runs[-1][0] :], points[1 : runs[0][1]])), *stretches[1:-1]]
        lines += [split_antimeridian(shapely.LineString(stretch)) for stretch in stretches if len(stretch) > 1]
    return merge(lines)


def shore_points(shores: Iterable[Shore]) -> NDArray[np.float64]:
    """The chosen vertices, lon and lat."""
    found = [np.column_stack((shore.part.lon, shore.part.lat))[shore.chosen] for shore in shores]
    return np.vstack(found) if found else np.empty((0, 2))


def is_areal(place: Place) -> bool:
    """Whether the place has an outline."""
    return place.feature in AREAL
