"""Second-level regions, and the points that GeoNames gives to countries and regions.

Outlines of second-level regions are known for the counties of the United States; the others are points with a name.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.ops import nearest_points

from gazetteer.extracts import extract_rows
from gazetteer.rows import Row
from gazetteer.shared import naming
from gazetteer.states import geometry_of
from gazetteer.topology import on_grid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_SCALE = 1_000
_FAR = 3.0  # degrees: a point farther outside is that of another place of the same name
_KINDS = (
    "State|Oblast|Region|Krai|Voivodeship|Emirate|Republic|District|County|Municipality|Regency|Province|Department|Raion"
    "|Prefecture|Governorate|Parish|Borough|Canton"
)
_WITH_KIND = re.compile(
    rf"(?:(?P<before>.{{2,50}}) (?:{_KINDS})|(?:County|Province|District) (?:of )?(?P<after>.{{2,50}}))"
)
_PEOPLED = 100_000  # people of a region that is not a unit of administration: "West Yorkshire"
_CITY_STATE = ("51", 500)  # in Virginia, codes from 500 on are independent cities, which are settlements already


def area_rows(
    folder: Path, states: list[Row], settlements: Mapping[str, set[str]], people: frozenset[str]
) -> list[Row]:
    """Counties of the United States, and the second-level regions of GeoNames elsewhere.

    Parameters
    ----------
    settlements
        Country -> normalized names of its settlements: "Cuttack" is the city, "Cuttack District" the region.
    people
        Names of people, which no region has without the word for it.
    """
    areas = [
        row for row in _areas(folder)
        if row["level"] == "admin2"
        or (row["level"] == "region" and row["country"] and int(row["population"]) >= _PEOPLED)
    ]  # fmt: skip
    rows = _counties(folder, [row for row in areas if row["country"] == "US"])
    rows += [_region(row, settlements.get(row["country"], set()) | people) for row in areas if row["country"] != "US"]
    _put_in_states(rows, states)
    first_level = {
        (row["country"], naming.normalize(name))
        for row in _areas(folder) if row["level"] == "admin1"
        for name in (row["name"], *row["names"].split("|"))
    }  # fmt: skip
    return _without_outlined(rows, states, first_level)


def _without_outlined(rows: list[Row], states: list[Row], first_level: set[tuple[str, str]]) -> list[Row]:
    """Without those that the source of first-level outlines draws: provinces of Spain, counties of Ireland.

    Where GeoNames knows a first-level region of that name, the outline is of that one: Lublin, not Lublin County.
    """
    outlined = {state.id: state for state in states}
    kept = []
    for row in rows:
        state = outlined.get(row.admin1) if row.admin1 and row.geometry is None else None
        known = {naming.normalize(name) for name, _ in state.names} if state else set()
        same = not known.isdisjoint(naming.normalize(name) for name, _ in row.names)
        if state is None or not same or any((row.country, name) in first_level for name in known):
            kept.append(row)
        else:
            state.names += [(name, "alias") for name, _ in row.names if naming.normalize(name) not in known]
    return kept


def _areas(folder: Path) -> Iterable[dict[str, str]]:
    name = "geonames-areas.tsv.xz"
    return extract_rows(folder, name) if (folder / "sources" / name).exists() else ()


def _counties(folder: Path, known: list[dict[str, str]]) -> list[Row]:
    if not (folder / "sources" / "counties.tsv.xz").exists():
        return []
    sources = [row for row in extract_rows(folder, "counties.tsv.xz") if not _is_city(row["fips"])]
    shapes = [on_grid(geometry_of(row["rings"], _SCALE), _SCALE) for row in sources]
    tree = shapely.STRtree(shapely.points([(float(row["lon"]), float(row["lat"])) for row in known]))
    rows = []
    for source, shape in zip(sources, shapes, strict=True):
        name = source["name"]
        inside = [known[at] for at in tree.query(shape, predicate="intersects").tolist()]
        same = next((row for row in inside if naming.normalize(row["name"]).startswith(naming.normalize(name))), None)
        people = int(same["population"]) if same else 0
        kind = {"22": "Parish", "02": "Borough", "72": "Municipality"}.get(source["fips"][:2], "County")
        names = [(f"{name} {kind}", "name")]
        names += [(f"{name} Census Area", "alias")] if kind == "Borough" else []
        point = shape.representative_point()
        rows.append(Row(
            id=f"us:{source['fips']}", name=f"{name} {kind}", feature="admin2", lon=round(point.x, 5),
            lat=round(point.y, 5), country="US", population=people, names=names, geometry=shape, scale=_SCALE,
            source="us-census", prior=_prior(people),
        ))  # fmt: skip
    return rows


def _is_city(fips: str) -> bool:
    return fips[:2] == _CITY_STATE[0] and int(fips[2:]) >= _CITY_STATE[1]


def _region(source: dict[str, str], settlements: set[str]) -> Row:
    """A region as a point. Of its names those in English; the bare one only if no settlement of the country has it."""
    spellings = [source["name"], *(alias for alias in source["names"].split("|") if _WITH_KIND.fullmatch(alias))]
    names: dict[str, None] = {}
    for spelling in spellings:
        found = _WITH_KIND.fullmatch(spelling)
        bare = (found["before"] or found["after"]) if found else spelling
        names[spelling] = None
        if found is None:
            names[f"{bare} District"] = None
        names[bare] = None
    people = int(source["population"])
    ours = [name for name in names if naming.normalize(name) not in settlements]
    return Row(
        id=f"ga:{source['id']}", name=source["name"], feature="admin2", lon=float(source["lon"]),
        lat=float(source["lat"]), country=source["country"], population=people, source="geonames",
        prior=_prior(people), names=[(name, "name" if name == source["name"] else "alias") for name in ours],
    )  # fmt: skip


def _prior(people: int) -> int:
    return max(0, round(10 * math.log10(people + 1)) - 15)


def _put_in_states(rows: list[Row], states: list[Row]) -> None:
    """Parents: the first-level region that holds the point, and the country."""
    geometries = np.array([state.geometry for state in states], object)
    points = shapely.points([(row.lon, row.lat) for row in rows]) if rows else np.array([], object)
    for row in rows:
        row.parents = [f"ne:{row.country}"]
    if rows and states:
        at, inside = shapely.STRtree(geometries).query(points, predicate="intersects")
        for i, j in sorted(zip(at.tolist(), inside.tolist(), strict=True)):  # younger regions come last and win
            if states[j].country == rows[i].country:
                rows[i].admin1, rows[i].parents = states[j].id, [states[j].id, f"ne:{rows[i].country}"]


def take_points(folder: Path, rows: Iterable[Row]) -> None:
    """Give countries, first-level regions and continents the point of GeoNames: the one that other geocoders answer.

    A representative point lies in its area: one that lies outside moves to the nearest place inside.
    """
    areas = list(_areas(folder))
    countries = {row["country"]: row for row in areas if row["level"] == "country"}
    regions: dict[tuple[str, str], dict[str, str]] = {}
    for known in areas:
        if known["level"] in {"admin1", "continent", "region"}:
            for name in (known["name"], *known["names"].split("|")):
                regions.setdefault((known["country"], naming.normalize(name)), known)
    unmatched, matched = [], set()
    for row in rows:
        if row.feature == "country":
            _move(row, countries.get(row.country))
        elif row.feature in {"admin1", "region"}:
            names = (naming.normalize(name) for name, kind in row.names if kind in {"name", "alias"})
            found = next((regions[row.country, name] for name in names if (row.country, name) in regions), None)
            if found is not None:
                matched.add(found["id"])
                _take(row, found)
            elif row.feature == "admin1" and row.geometry is not None:
                unmatched.append(row)
    _match_by_place(unmatched, [area for area in areas if area["level"] == "admin1" and area["id"] not in matched])


def _match_by_place(rows: list[Row], areas: list[dict[str, str]]) -> None:
    """First-level regions spelled otherwise: the only one of GeoNames whose point lies there, or none."""
    if not areas:
        return
    tree = shapely.STRtree(shapely.points([(float(area["lon"]), float(area["lat"])) for area in areas]))
    for row in rows:
        inside = [areas[at] for at in sorted(tree.query(row.geometry, predicate="intersects").tolist())]
        inside = [area for area in inside if area["country"] == row.country]
        if len(inside) == 1:
            _take(row, inside[0])


def _take(row: Row, known: dict[str, str]) -> None:
    """The point, and for a first-level region the name with and without the word for such a region."""
    _move(row, known)
    if row.feature != "admin1":
        return
    name, ours = known["name"], {naming.normalize(name) for name, _ in row.names}
    found = _WITH_KIND.fullmatch(name)
    bare = (found["before"] or found["after"]) if found else name
    row.names += [(n, "alias") for n in dict.fromkeys([name, bare]) if naming.normalize(n) not in ours]


def _move(row: Row, known: dict[str, str] | None) -> None:
    if known is None or row.geometry is None:
        return
    point = shapely.Point(float(known["lon"]), float(known["lat"]))
    if not row.geometry.intersects(point):
        if row.geometry.distance(point) > _FAR:
            return
        point = nearest_points(row.geometry, point)[0]
    row.lon, row.lat = round(point.x, 5), round(point.y, 5)
