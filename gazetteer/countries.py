"""Countries and territories: names from the curated table, outlines from the topology."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from gazetteer.extracts import extract_rows, pieces, table
from gazetteer.names import alias_kind
from gazetteer.rows import PRIOR, Row, slug
from gazetteer.shared import naming
from gazetteer.topology import on_grid

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from gazetteer.topology import Topology

_PRIOR_OF_SMALL = 70  # a territory of fewer than a million people: "Jersey", "Guadeloupe" are also towns and states


def country_rows(folder: Path, topology: Topology) -> list[Row]:
    """One row for each code that the curated table, GeoNames or the topology knows."""
    known = {row["iso"]: row for row in extract_rows(folder, "countries.tsv.xz")}
    curated = {row["code"]: row for row in table(folder, "countries.tsv")}
    codes = sorted((known.keys() | curated.keys() | topology.countries.keys()) - {"XS"})
    return [_country(code, known.get(code, {}), curated.get(code, {}), topology) for code in codes]


def _country(code: str, known: dict[str, str], curated: dict[str, str], topology: Topology) -> Row:
    geometry = None
    if code in topology.countries:
        geometry = on_grid(topology.geometry(topology.countries[code]), 10_000)
    population = int(known.get("population") or 0)
    lon, lat = _label(curated, geometry)
    name = curated.get("name") or known.get("name") or code
    return Row(
        id=f"ne:{code}", name=name, feature="country", lon=lon, lat=lat, country=code, population=population,
        names=_names(name, curated, known), geometry=geometry, source="natural-earth",
        confidence=curated.get("confidence") or "high", note=curated.get("note", ""),
        prior=PRIOR["country"] if population >= 1_000_000 else _PRIOR_OF_SMALL,
        extra={k: v for k in ("formal", "capital", "fips") if (v := curated.get(k) or known.get(k, ""))},
    )  # fmt: skip


def _names(name: str, curated: dict[str, str], known: dict[str, str]) -> list[tuple[str, str]]:
    names = [(name, "name"), (curated.get("formal", ""), "alias")]
    if not curated:
        names.append((known.get("name", ""), "alias"))
    names += [(alias, alias_kind(alias)) for alias in pieces(curated.get("aliases", ""))]
    # "Syrian" is demonym and adjective; the adjective is the commoner and comes first, and the first kind wins
    for column, kind in (("adjectives", "adjective"), ("demonyms", "demonym"), ("metonyms", "metonym")):
        names += [(word, kind) for word in pieces(curated.get(column, ""))]
    return [(text, kind) for text, kind in names if text]


def _label(curated: dict[str, str], geometry: shapely.Geometry | None) -> tuple[float, float]:
    if curated.get("label_lon") and curated.get("label_lat"):
        return float(curated["label_lon"]), float(curated["label_lat"])
    if geometry is None:
        return 0.0, 0.0
    point = max(shapely.get_parts(geometry), key=shapely.area).representative_point()
    return round(point.x, 5), round(point.y, 5)


def apart_rows(topology: Topology, views: dict[str, Any]) -> list[Row]:
    """Pieces that are counted to a state and are also places of their own (Somaliland, Crimea)."""
    rows = []
    for source_name, (code, polygons) in sorted(topology.drawn_apart.items()):
        rows.append(_region(views["apart"][source_name], code, on_grid(topology.geometry(polygons), 10_000)))
    return rows


def _region(view: dict[str, str], code: str, geometry: shapely.Geometry) -> Row:
    point = geometry.representative_point()
    return Row(
        id=f"ne:{slug(view['name'], naming.normalize)}", name=view["name"], feature="region", lon=round(point.x, 5),
        lat=round(point.y, 5), country=code if code != "XS" else "", names=[(view["name"], "name")], geometry=geometry,
        parents=[f"ne:{code}"] if code != "XS" else [], status=view["status"], source="natural-earth",
        note=view["note"], prior=PRIOR["region"],
    )  # fmt: skip
