"""How a border becomes a line: curated, shared by topology, or equally far from both shores. Needs shapely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents import geodesy
from geoevents.expressions import water
from geoevents.expressions.around import countries_within
from geoevents.expressions.base import inner
from geoevents.expressions.footprints import share_along

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geoevents.expressions.base import Answer, Node
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Place, Resolution

_OUTLINE_ERROR_M = 1_000.0
_SEA_REACH_M = 370_400.0  # 200 nautical miles: beyond, no coast claims the water
_TOUCH_M = 1_500.0  # outlines of two regions of one source may leave a crack
_MOST_LANDS = 4
_OUTER = 0.72  # a border whose middle is this far towards a side belongs to that side


def between(a: Place, b: Place, medium: str, answer: Answer, *, de_facto: bool) -> Resolution:
    """The line between two countries."""
    gazetteer = answer.ground.gazetteer
    codes = a.country or "", b.country or ""
    name = f"{ {'sea': 'maritime ', 'land': 'land '}.get(medium, '') }border between {a.name} and {b.name}".replace(
        "  ", " "
    )
    curated = [line for line in gazetteer.lines_between(*codes) if line.status != "historical"]
    media = {line.id: str(gazetteer.extra(line.id).get("medium", "")) for line in curated}  # noqa: S610  no Django here
    fitting = [line for line in curated if not medium or media[line.id] == medium]
    shared = gazetteer.borders(*codes)
    wanted = [line for line in fitting if line.status == "de facto"] if de_facto else fitting
    if medium == "sea" or de_facto or not shared:
        lines = _in_force(wanted or fitting)
        if lines:
            return _curated(lines, name, answer)
    if shared and medium != "sea":
        answer.why.append(f"{name}: the land border that both outlines share")
        return answer.done(
            geodesy.split_antimeridian(shared[0].geometry), dimension=1, precision="line", name=name,
            error_m=_OUTLINE_ERROR_M,
        )  # fmt: skip
    return _equidistance(a, b, name, answer)


def _in_force(lines: list[Place]) -> list[Place]:
    """Those of the first status that there is: a claim never stands beside the line in force."""
    for status in ("official", "de facto", "disputed", "claimed"):
        found = [line for line in lines if line.status == status]
        if found:
            return _without_wholes(found)
    return lines


def _without_wholes(lines: list[Place]) -> list[Place]:
    """Not the parts beside the whole, and lines before zones."""
    ids = {line.id for line in lines}
    whole = [line for line in lines if not any(line.id.startswith(f"{other}.") for other in ids)]
    thin = [line for line in whole if not line.geometry.area]
    return thin or whole


def _curated(lines: list[Place], name: str, answer: Answer) -> Resolution:
    answer.places.extend(line for line in lines if line not in answer.places)
    for line in lines:
        answer.why.append(f"{name}: {line.name} ({line.id}; {line.status}, confidence {line.confidence})")
    called = lines[0].name if len(lines) == 1 else name
    geometry = geodesy.union([line.geometry for line in lines])
    return answer.done(
        geometry, dimension=2 if geometry.area else 1, precision="line", name=called,
        error_m=100.0 if all(line.confidence == "high" for line in lines) else 1_852.0,
    )  # fmt: skip


def _equidistance(a: Place, b: Place, name: str, answer: Answer) -> Resolution:
    line = water.equidistance(answer.ground.gazetteer, a.country or "", b.country or "", _SEA_REACH_M)
    if line.is_empty:
        raise answer.fail(f"{a.name} and {b.name} share no land border, and their coasts face each other nowhere")
    answer.score = min(answer.score, 0.5)
    answer.why.append(
        f"{name}: no line is curated; computed as equally far from the coasts of both, third countries kept out"
        " (equidistance, not a legal border)"
    )
    return answer.done(line, dimension=1, precision="line", name=f"{name} (equidistance)", error_m=20_000.0)


def all_of(borders: Sequence[Node], answer: Answer) -> Resolution:
    """The borders with several neighbors together; one that is not there is left out, and said."""
    found = [answer.ground.shape(border) for border in borders]
    placed = [border for border in found if border.shape is not None]
    for border in placed:
        answer.take(border)
    missing = [border.reason or "" for border in found if border.shape is None]
    if not placed:
        raise answer.fail("; ".join(missing))
    answer.why.extend(f"left out: {reason}" for reason in missing)
    shapes = [border.shape for border in placed if border.shape]
    geometry = geodesy.union([shape.geometry for shape in shapes])
    error = max(shape.error_m for shape in shapes)
    name = " and ".join(inner(border) for border in placed)
    answer.choice = "all"
    return answer.done(geometry, dimension=2 if geometry.area else 1, precision="line", name=name, error_m=error)


def all_borders(a: Place, medium: str, side: float | None, answer: Answer) -> Resolution:
    """All land borders of a country, or those on one side."""
    name = f"borders of {a.name}"
    if medium == "sea":
        raise answer.fail(f"the maritime border of {a.name} with whom? The words name no other country")
    pieces = list(answer.ground.gazetteer.borders(a.country or ""))
    if not pieces:
        raise answer.fail(f"{a.name} has no land border")
    lines = [piece.geometry for piece in pieces]
    if side is not None:
        shares = share_along(a.geometry, side, [line.centroid for line in lines])
        most = max(shares)
        kept = [i for i, share in enumerate(shares) if share >= min(most, _OUTER)]
        if most < 0.5:
            raise answer.fail(f"no land border of {a.name} lies on that side")
        pieces, lines = [pieces[i] for i in kept], [lines[i] for i in kept]
    others = [piece.b if piece.a == a.country else piece.a for piece in pieces]
    with_whom = ", ".join(answer.ground.gazetteer.country(code).name for code in others)
    answer.why.append(f"{name}: its land borders with {with_whom}")
    if side is not None or len(others) == 1:
        name = f"border of {a.name} with {with_whom}"
    geometry = geodesy.union([geodesy.split_antimeridian(line) for line in lines])
    return answer.done(geometry, dimension=1, precision="line", name=name, error_m=_OUTLINE_ERROR_M)


def of_regions(one: Node, other: Node, answer: Answer) -> Resolution:
    """The common boundary of two areas that are not both countries."""
    a, b = answer.part(one), answer.part(other)
    name = f"border between {inner(a)} and {inner(b)}"
    if a.shape is None or b.shape is None or min(a.shape.dimension, b.shape.dimension) < 2:
        raise answer.fail(f"{name}: one of them has no outline in the gazetteer")
    first, second = a.shape.geometry, b.shape.geometry
    line = first.boundary.intersection(second.boundary)
    if line.length == 0:
        line = first.boundary.intersection(geodesy.buffer_m(second, _TOUCH_M))
    line = geodesy.merge([line])
    if line.is_empty or line.length == 0:
        raise answer.fail(f"{a.name} and {b.name} do not touch")
    answer.why.append(f"{name}: where their outlines touch")
    return answer.done(line, dimension=1, precision="line", name=name, error_m=_TOUCH_M)


def around_region(one: Node, answer: Answer, *, outside: Place | None = None) -> Resolution:
    """The boundary of an area that is no country; seen from a country that does not hold it, only the common part."""
    whole = answer.part(one)
    assert whole.shape is not None
    if whole.shape.dimension < 2:
        raise answer.fail(f"{inner(whole)} has no outline in the gazetteer")
    edge = geodesy.merge([whole.shape.geometry.boundary])
    name = f"border of {inner(whole)}"
    if outside is not None and not any(place.country == outside.country for place in whole.places):
        common = geodesy.merge([edge.intersection(geodesy.buffer_m(outside.geometry, _TOUCH_M))])
        if common.length:
            edge, name = common, f"border between {outside.name} and {inner(whole)}"
    answer.why.append(f"{name}: its outline in the gazetteer")
    return answer.done(edge, dimension=1, precision="line", name=name, error_m=_TOUCH_M)


def lands_of(line: Resolution, gazetteer: Gazetteer) -> BaseGeometry | None:
    """The countries that a line separates, or that a river or border runs through; None if they are many or none."""
    import shapely  # noqa: PLC0415  only here

    codes = {place.country for place in line.places if place.country and place.feature == "country"}
    codes |= {str(code) for place in line.places for code in gazetteer.extra(place.id).get("separates", ())}  # noqa: S610  as above
    if not codes and line.shape is not None:
        geometry = line.shape.geometry
        outlines = {code: gazetteer.country(code).geometry for code in countries_within(gazetteer, geometry.bounds)}
        codes = {code for code, outline in outlines.items() if shapely.intersects(outline, geometry)}
    if not codes or len(codes) > _MOST_LANDS:
        return None
    return geodesy.union([gazetteer.country(code).geometry for code in sorted(codes)])
