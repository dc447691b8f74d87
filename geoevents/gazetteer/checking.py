"""Is what the gazetteer says consistent? Every finding is a sentence that names the place."""

# ruff: noqa: S610  Gazetteer.extra is not Django's

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING

from geoevents.errors import GazetteerError
from geoevents.units import wind_deg

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from geoevents.gazetteer.store import Gazetteer
    from geoevents.model import Place

_NEAR = re.compile(r"(?P<name>[^;]{1,80}?) (?P<km>\d{1,4}(?:\.\d{1,3})?) km(?: (?P<wind>[A-Za-z-]{1,20}))?")
_OFFSHORE_KM = 40.0  # a site may lie on a pier, an islet or a mapped shore that is too coarse
_AT_SEA_FEATURES = frozenset({"island", "strait", "bay", "gulf"})
_AT_SEA = re.compile(r"\b(field|shoal|reef|platform|rock|anchorage)\b")
_SLACK_KM = 3.0
_SLACK = 0.35  # of the distance: a town has a size
_SLACK_DEG = 50.0  # "NE" of a town means the quarter around it, and a bit


def check_gazetteer(gazetteer: Gazetteer, connection: sqlite3.Connection) -> list[str]:
    """All that is wrong; empty if nothing is."""
    return [
        *_problems_of_the_build(gazetteer),
        *_parents(connection),
        *_geometries(connection),
        *(finding for place in _curated(gazetteer, connection) for finding in _point(gazetteer, place)),
    ]


def _problems_of_the_build(gazetteer: Gazetteer) -> Iterator[str]:
    yield from json.loads(gazetteer.asset("problems"))


def _parents(connection: sqlite3.Connection) -> Iterator[str]:
    ids = {row[0] for row in connection.execute("select id from place where id is not null")}
    for place_id, parents in connection.execute(
        "select p.id, d.parents from place p join detail d on d.key = p.key where d.parents <> ''"
    ):
        missing = (parent for parent in parents.split(" ") if parent not in ids)
        yield from (f"{place_id}: its parent {parent} does not exist" for parent in missing)
    orphans = connection.execute(
        "select count(*) from place p where p.admin1 is not null"
        " and not exists (select 1 from place a where a.key = p.admin1)"
    ).fetchone()[0]
    if orphans:
        yield f"{orphans} places lie in a first-level region that does not exist"


def _geometries(connection: sqlite3.Connection) -> Iterator[str]:
    import shapely  # noqa: PLC0415  heavy

    from geoevents.gazetteer.codec import decode_geometry  # noqa: PLC0415

    for place_id, blob in connection.execute(
        "select coalesce(p.id, p.key), g.blob from geometry g join place p on p.key = g.key order by g.key"
    ):
        geometry = decode_geometry(blob)
        if geometry.is_empty or not geometry.is_valid:
            yield f"{place_id}: geometry is {'empty' if geometry.is_empty else shapely.is_valid_reason(geometry)}"
        west, south, east, north = geometry.bounds
        if west < -180 or east > 180 or south < -90 or north > 90:
            yield f"{place_id}: geometry leaves the world: {geometry.bounds}"


def _curated(gazetteer: Gazetteer, connection: sqlite3.Connection) -> Iterator[Place]:
    """Points of the curated table: those that say what they are."""
    for (place_id,) in connection.execute(
        "select p.id from place p join detail d on d.key = p.key where d.extra like '%\"kind\":%' order by p.id"
    ).fetchall():
        yield gazetteer.get(place_id)


def _point(gazetteer: Gazetteer, place: Place) -> Iterator[str]:
    extra = gazetteer.extra(place.id)
    if place.country:
        yield from _inside(gazetteer, place, f"ne:{place.country}", f"its country {place.country}")
    if extra.get("admin1") and place.admin1 is None:
        yield f"{place.id}: first-level region {extra['admin1']!r} is not known in {place.country}"
    elif place.admin1 is not None:
        yield from _inside(gazetteer, place, place.parents[0], f"its region {place.admin1}")
    if extra.get("near"):
        yield from _near(gazetteer, place, str(extra["near"]))


def _inside(gazetteer: Gazetteer, place: Place, area_id: str, words: str) -> Iterator[str]:
    try:
        area = gazetteer.get(area_id).geometry
    except GazetteerError:
        yield f"{place.id}: {words} is not in the gazetteer"
        return
    if area.geom_type == "Point":  # a territory without an outline
        return
    away_km = _away_km(place, area)
    kind = str(gazetteer.extra(place.id).get("kind", ""))
    if place.feature in _AT_SEA_FEATURES or _AT_SEA.search(f"{kind} {place.name.casefold()}"):
        # An islet or shoal too small for the map, a gas field, a strait: far out, but never on another country's land.
        on = gazetteer.at(place.lon, place.lat, "country") if away_km > _OFFSHORE_KM else None
        away_km = away_km if on is not None else 0.0
    if away_km > _OFFSHORE_KM:
        yield f"{place.id}: lies {away_km:.0f} km outside {words}"


def _away_km(place: Place, area: object) -> float:
    """Distance from a point to an area, on a sphere, through the nearest point in a locally true plane."""
    import shapely  # noqa: PLC0415

    shrink = max(0.01, math.cos(math.radians(place.lat)))
    flat = shapely.transform(area, lambda c: (c - [place.lon, place.lat]) * [shrink, 1.0])
    return float(shapely.distance(flat, shapely.Point(0, 0))) * 111.195


def _near(gazetteer: Gazetteer, place: Place, near: str) -> Iterator[str]:
    """``near`` is "Wonsan 4 km E": the place lies 4 km east of Wonsan."""
    for said in filter(None, (part.strip() for part in near.split(";"))):
        match = _NEAR.fullmatch(said)
        if not match:
            yield f"{place.id}: near {said!r} is not of the form 'Wonsan 4 km E'"
            continue
        towns = [p for p in gazetteer.find(match["name"]) if p.feature == "settlement" and p.country]
        if not towns:
            yield f"{place.id}: {match['name']} is no settlement of the gazetteer"
            continue
        km, wind = float(match["km"]), wind_deg(match["wind"] or "")
        found = [_measured(town, place) for town in towns]
        if not any(_agrees(km, wind, *pair) for pair in found):
            away, bearing = min(found)
            yield f"{place.id}: said to be {said!r}, is {away:.1f} km at {bearing:.0f} degrees of {match['name']}"


def _measured(town: Place, place: Place) -> tuple[float, float]:
    """Distance in km and bearing in degrees from the town to the place (sphere; good to 0.5 %)."""
    a, b = math.radians(town.lat), math.radians(place.lat)
    d = math.radians(place.lon - town.lon)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(d / 2) ** 2
    bearing = math.atan2(math.sin(d) * math.cos(b), math.cos(a) * math.sin(b) - math.sin(a) * math.cos(b) * math.cos(d))
    return 2 * 6371.0 * math.asin(math.sqrt(h)), math.degrees(bearing) % 360


def _agrees(km: float, wind: float | None, away: float, bearing: float) -> bool:
    if abs(away - km) > max(_SLACK_KM, _SLACK * km):
        return False
    return wind is None or away < _SLACK_KM or abs((bearing - wind + 180) % 360 - 180) <= _SLACK_DEG
