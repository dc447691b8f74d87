"""Reads the curated tables: regions, lines, points, and the names of those who act for a country."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gazetteer.extracts import pieces, table, toml
from gazetteer.names import alias_kind
from gazetteer.rows import PRIOR, Row
from gazetteer.shared import naming
from gazetteer.topology import on_grid, only_areas

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from gazetteer.topology import Topology

REGION_TOLERANCE_DEG = 0.01  # about 1 km: nobody means a region's border to the meter
_LINE_SCALE = 100_000
_KM_PER_DEG = 111.195
_POINT_FEATURES = {
    "island", "cape", "strait", "peninsula", "bay", "gulf", "lake", "mountain", "river", "site", "settlement",
}  # fmt: skip


@dataclass(slots=True)
class Lands:
    """Places with an area that other rows refer to, by their short references (``KP``, ``UA/Donetsk Oblast``)."""

    by_reference: dict[str, list[Row]] = field(default_factory=dict)
    coarse: dict[str, shapely.Geometry] = field(default_factory=dict)  # outlines for unions, by id
    problems: list[str] = field(default_factory=list)

    def add(self, reference: str, row: Row) -> None:
        """Make ``row`` known; one reference may stand for several pieces."""
        rows = self.by_reference.setdefault(_reference(reference), [])
        if row not in rows:
            rows.append(row)

    def rows(self, references: Iterable[str], asked_by: str) -> list[Row]:
        """The rows behind references; an unknown one is noted as a problem and left out."""
        found = []
        for reference in references:
            rows = self.by_reference.get(_reference(reference), [])
            if not rows:
                self.problems.append(f"{asked_by}: unknown member {reference!r}")
            found += rows
        return found


def _reference(text: str) -> str:
    code, slash, name = text.partition("/")
    return f"{code}/{naming.normalize(name)}" if slash else text


def lands(countries: Sequence[Row], states: Sequence[Row], views: Mapping[str, Any], topology: Topology) -> Lands:
    """References to countries and first-level regions; a moved region is known under both countries.

    Unions are made of countries simplified *together*: separately simplified neighbors would leave gaps.
    """
    known = Lands()
    coarse = topology.coarse(REGION_TOLERANCE_DEG)
    for row in countries:
        known.add(row.country, row)
        if coarse.countries.get(row.country):
            known.coarse[row.id] = on_grid(coarse.geometry(coarse.countries[row.country]), 10_000)
    moved: dict[str, list[str]] = {}
    for move in views.get("move", ()):
        moved.setdefault(move["to"], []).append(move["from"])
    for row in states:
        former = row.extra.get("former", [])
        assert isinstance(former, list)
        for name in [*(name for name, _ in row.names), *former]:
            for code in [row.country, *moved.get(row.country, ())]:
                reference = f"{code}/{name}"
                if code == row.country or _reference(reference) not in known.by_reference:
                    known.add(reference, row)
    return known


def region_rows(folder: Path, known: Lands) -> list[Row]:
    """Regions as unions of their members, in an order that lets a region contain others."""
    waiting = list(toml(folder / "tables" / "regions.toml").get("region", []))
    own = {item["id"] for item in waiting}
    rows: list[Row] = []
    while waiting:
        done = {row.id.removeprefix("ge:") for row in rows}
        ready = [item for item in waiting if not (_references(item) & own) - done]
        if not ready:
            known.problems.append(f"regions contain each other: {sorted(item['id'] for item in waiting)}")
            break
        for item in ready:
            row = _region(item, known)
            known.add(item["id"], row)
            rows.append(row)
        waiting = [item for item in waiting if item not in ready]
    return rows


def _references(item: Mapping[str, Any]) -> set[str]:
    lists = [item.get("members", []), *item.get("variants", {}).values()]
    return {reference for members in lists for reference in members}


def _region(item: Mapping[str, Any], known: Lands) -> Row:
    members = known.rows(item.get("members", ()), item["id"])
    variants = {
        name: [row.id for row in known.rows(listed, f"{item['id']} ({name})")]
        for name, listed in sorted(item.get("variants", {}).items())
    }
    geometry = _area(item, members, known)
    lon, lat = _middle(geometry)
    countries = {row.country for row in members}
    extra = {"members": [row.id for row in members], "variants": variants, "default": item.get("default", "")}
    feature = item.get("feature", "region")  # "admin1": a first-level region whose districts the source draws
    country = countries.pop() if len(countries) == 1 else ""
    return Row(
        id=f"ge:{item['id']}", name=item["name"], feature=feature, lon=lon, lat=lat,
        parents=[f"ne:{country}"] if feature == "admin1" else [],
        country=country, names=_names(item), geometry=geometry,
        status=item.get("status", ""), source=item.get("source", ""), confidence=item.get("confidence", ""),
        note=item.get("note", ""), prior=PRIOR[feature], extra={k: v for k, v in extra.items() if v},
    )  # fmt: skip


def _area(item: Mapping[str, Any], members: Sequence[Row], known: Lands) -> shapely.Geometry | None:
    shapes = [known.coarse.get(row.id, row.geometry) for row in members if row.geometry is not None]
    geometry = _united(shapes) if shapes else None
    if "polygon" in item:
        outline = only_areas(shapely.make_valid(_in_the_world(shapely.Polygon(item["polygon"]))))
        geometry = only_areas(shapely.intersection(outline, geometry)) if geometry is not None else outline
    if geometry is None or geometry.is_empty:
        return None
    if any(row.feature == "admin1" for row in members):
        geometry = only_areas(shapely.make_valid(shapely.simplify(geometry, REGION_TOLERANCE_DEG)))
    return on_grid(geometry, 10_000)


def _in_the_world(outline: shapely.Geometry) -> shapely.Geometry:
    """What lies west of -180 degrees goes to the other side of the antimeridian."""
    beyond = shapely.transform(
        shapely.intersection(outline, shapely.box(-360, -90, -180, 90)), lambda c: np.add(c, [360, 0])
    )
    return shapely.union(shapely.intersection(outline, shapely.box(-180, -90, 180, 90)), beyond)


def _united(shapes: Sequence[shapely.Geometry]) -> shapely.Geometry:
    """Union; fast where the members meet exactly or not at all, as countries simplified together do."""
    try:
        geometry = only_areas(shapely.coverage_union_all(shapes))
        if geometry.is_valid:
            return geometry
    except shapely.errors.GEOSException:
        pass  # they overlap, or a border has a vertex on one side only: first-level regions do
    return only_areas(shapely.union_all(shapes))


def _middle(geometry: shapely.Geometry | None) -> tuple[float, float]:
    if geometry is None:
        return 0.0, 0.0
    point = max(shapely.get_parts(geometry), key=shapely.area).representative_point()
    return round(point.x, 5), round(point.y, 5)


def _names(item: Mapping[str, Any]) -> list[tuple[str, str]]:
    names = [(item["name"], "name"), *((alias, alias_kind(alias)) for alias in item.get("aliases", ()))]
    return [*names, *((word, "adjective") for word in item.get("adjectives", ()))]


def line_rows(
    folder: Path, borders: Mapping[tuple[str, str], shapely.Geometry], problems: list[str]
) -> tuple[list[Row], list[tuple[str, str, str, str]]]:
    """Lines and their named parts, and (country, country, line id, medium) for what each separates."""
    rows, separated = [], []
    for item in toml(folder / "tables" / "lines.toml").get("line", []):
        geometry, parts = _line(item, borders)
        if geometry is None:
            problems.append(f"{item['id']}: the mapped border {item.get('of_border')!r} does not exist")
            continue
        whole = _line_row(item, f"ge:{item['id']}", item["name"], _names(item), geometry)
        whole.extra = {k: item[k] for k in ("medium", "separates", "half_width_km") if k in item}
        whole.extra |= {"parts": [row.id for row in parts]} if len(parts) > 1 else {}
        rows += [whole, *(parts if len(parts) > 1 else ())]
        codes = sorted(set(item.get("separates", ())))
        separated += [(a, b, whole.id, item["medium"]) for a in codes for b in codes if a < b]
    return rows, separated


def _line(
    item: Mapping[str, Any], borders: Mapping[tuple[str, str], shapely.Geometry]
) -> tuple[shapely.Geometry | None, list[Row]]:
    parts = []
    for part in item.get("parts", ()):
        line = on_grid(shapely.LineString(part["coordinates"]), _LINE_SCALE)
        names = [(alias, "alias") for alias in part.get("aliases", ())]
        name = f"{item['name']} ({part['name']})"
        place_id = f"ge:{item['id']}.{part['name'].replace(' ', '-')}"
        row = _line_row(item | part, place_id, name, [(name, "name"), *names], line)
        row.parents = [f"ge:{item['id']}"]
        row.extra = {"medium": item["medium"], "separates": item.get("separates", [])}
        parts.append(row)
    if parts:
        return shapely.MultiLineString([row.geometry for row in parts]) if len(parts) > 1 else parts[0].geometry, parts
    a, b = sorted(item["of_border"].split("-"))
    geometry = borders.get((a, b))
    if geometry is not None and "box" in item:
        geometry = on_grid(shapely.intersection(geometry, shapely.box(*item["box"])), _LINE_SCALE)
    width = item.get("half_width_km")
    if geometry is not None and width:
        geometry = _zone(geometry, width)
    return geometry, parts


def _zone(line: shapely.Geometry, half_width_km: float) -> shapely.Geometry:
    """The strip along a line: buffered in a plane in which a degree is as long in both directions."""
    shrink = float(np.cos(np.radians(line.centroid.y)))
    flat = shapely.transform(line, lambda c: c * [shrink, 1.0])
    strip = shapely.transform(flat.buffer(half_width_km / _KM_PER_DEG, quad_segs=4), lambda c: c / [shrink, 1.0])
    return on_grid(strip, 10_000)


def _line_row(
    item: Mapping[str, Any], place_id: str, name: str, names: list[tuple[str, str]], geometry: shapely.Geometry
) -> Row:
    longest = max(shapely.get_parts(geometry), key=shapely.length)
    middle = (
        geometry.representative_point()
        if geometry.geom_type.endswith("Polygon")
        else shapely.line_interpolate_point(longest, 0.5, normalized=True)
    )
    return Row(
        id=place_id, name=name, feature="line", lon=round(middle.x, 5), lat=round(middle.y, 5), names=names,
        geometry=geometry, scale=_LINE_SCALE, status=item.get("status", ""), source=item.get("source", ""),
        confidence=item.get("confidence", ""), note=item.get("note", ""), prior=PRIOR["line"],
    )  # fmt: skip


def point_rows(folder: Path, known: Lands) -> list[Row]:
    """Curated sites, islands, capes: what GeoNames' settlements do not have, or have under a misleading name."""
    rows = []
    for item in table(folder, "points.tsv"):
        state = known.by_reference.get(_reference(f"{item['country']}/{item['admin1']}"), []) if item["admin1"] else []
        feature = item["feature"] if item["feature"] in _POINT_FEATURES else "site"
        rows.append(
            Row(
                id=f"ge:{item['id']}",
                name=item["name"],
                feature=feature,
                lon=float(item["lon"]),
                lat=float(item["lat"]),
                country=item["country"],
                admin1=state[0].id if state else "",
                names=[(item["name"], "name"), *((alias, alias_kind(alias)) for alias in pieces(item["aliases"]))],
                parents=[*(row.id for row in state[:1]), *([f"ne:{item['country']}"] if item["country"] else [])],
                status=item["status"],
                source=item["source"],
                confidence=item["confidence"],
                note=item["note"],
                prior=PRIOR.get(feature, PRIOR["site"]),
                extra={k: v for k in ("kind", "near", "admin1") if (v := item[k])},
            )
        )
    return rows


def actors(folder: Path) -> dict[str, list[str]]:
    """Normalized name -> [name, country, kind, note] of those who act for a country or are at home in it."""
    rows = table(folder, "metonyms.tsv")
    return {naming.normalize(row["name"]): [row["name"], row["country"], row["kind"], row["note"]] for row in rows}
