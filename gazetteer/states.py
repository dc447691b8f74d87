"""First-level regions: outlines and names of the source, better names of ``admin1.toml``."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gazetteer.extracts import extract_rows, pieces, table, toml
from gazetteer.names import alias_kind
from gazetteer.rows import PRIOR, Row, slug
from gazetteer.settlements import ARABIC
from gazetteer.shared import naming
from gazetteer.topology import on_grid, only_areas

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_SCALE = 10_000
_ARTICLE = re.compile(r"(?:[Aa]l|[Ee]l|[Aa]d|[Aa]n|[Aa]r|[Aa]sh?|[Aa]th?|[Aa]z)[- ](.{4,60})")
_BRACKETS = re.compile(r"^([^()]{1,60}) \(([^()]{1,60})\)$")


def state_rows(folder: Path, views: dict[str, Any]) -> list[Row]:
    """One row a region; several pieces of the same name in one country get numbers in order of size."""
    words = toml(folder / "admin1.toml")
    rows, seen = [], Counter[str]()
    sources = [_named_right(row, words) for row in extract_rows(folder, "states.tsv.xz")]
    for source in _with_own_names(sources):
        if not source["name"] or source["iso_a2"] == "-1":
            continue
        geometry = on_grid(geometry_of(source["rings"], _SCALE), _SCALE)
        code = _country(source["iso_a2"], geometry, views)
        better = words.get("names", {}).get(code, {}).get(source["name"], [])
        name = better[0] if better else source["name"]
        base = f"ne:{code}.{slug(name, naming.normalize)}"
        seen[base] += 1
        point = max(shapely.get_parts(geometry), key=shapely.area).representative_point()
        rows.append(
            Row(
                id=base if seen[base] == 1 else f"{base}-{seen[base]}",
                name=name,
                feature="admin1",
                lon=round(point.x, 5),
                lat=round(point.y, 5),
                country=code,
                names=_names(name, source, better, words.get("kinds", {}), code) + _short(words, code, source["name"]),
                geometry=geometry,
                parents=[f"ne:{code}"],
                source="qgis-world-map",
                prior=PRIOR["admin1"],
            )
        )
    return sorted(rows, key=lambda row: row.id)


def _named_right(source: dict[str, str], words: dict[str, Any]) -> dict[str, str]:
    """The source gives some regions the name of a neighbor; which they are is told by its name of GeoNames."""
    right = words.get("misnamed", {}).get(source["iso_a2"], {}).get(source["gn_name"])
    return source | {"name": right, "woe_name": right} if right else source


def _with_own_names(sources: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """The regions in order of size, without other names that several of one country have, or another one's name.

    Natural Earth gives many provinces the name of the region around them: Sevilla that of Andalucía.
    """
    rows = sorted(sources, key=lambda row: (-len(row["rings"]), row["name"]))
    own = {(row["iso_a2"], row["name"]) for row in rows}
    for other in ("woe_name", "gn_name"):
        shared = Counter((row["iso_a2"], row[other]) for row in rows)
        for row in rows:
            name = row["iso_a2"], row[other]
            if row[other] != row["name"] and (shared[name] > 1 or name in own):
                row[other] = ""
    return rows


def _names(
    name: str, source: dict[str, str], better: list[str], kinds: dict[str, list[str]], code: str
) -> list[tuple[str, str]]:
    """The name, its other spellings, and each of them with the word for such a region ("Idlib Governorate")."""
    spellings = dict.fromkeys([name, *better, source["name"], source["woe_name"], source["gn_name"]])
    for spelling in list(spellings):
        found = _BRACKETS.match(spelling)
        if found and not found[2].startswith(source["adm0_a3"]) and "aggregation" not in found[2]:
            spellings |= {found[1]: None, found[2]: None}
    if code in ARABIC:  # "Anbar" as often as "Al-Anbar"
        spellings |= dict.fromkeys(found[1] for spelling in list(spellings) if (found := _ARTICLE.match(spelling)))
    spellings.pop("", None)
    return [(s, "name" if s == name else alias_kind(s)) for s in with_kinds(spellings, kinds, code)]


def with_kinds(spellings: Iterable[str], kinds: dict[str, list[str]], code: str) -> list[str]:
    """Names, and each of them with the words for a first-level region of that country."""
    generic = {word.casefold() for words in kinds.values() for word in words}
    long = [
        f"{s} {kind}"
        for s in spellings
        for kind in kinds.get(code, kinds.get("default", []))
        if "(" not in s and not generic & set(s.casefold().split())
    ]
    return list(dict.fromkeys([*spellings, *long]))


def add_names(folder: Path, rows: Iterable[Row], problems: list[str]) -> None:
    """More names of first-level regions: present ones after a renaming, former ones, other spellings in English."""
    kinds = toml(folder / "admin1.toml").get("kinds", {})
    known: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        for name, _ in row.names:
            known.setdefault((row.country, naming.normalize(name)), []).append(row)
    for item in table(folder, "admin_names.tsv"):
        found = known.get((item["country"], naming.normalize(item["region"])), [])
        if not found:
            problems.append(f"admin_names.tsv: no region {item['region']!r} in {item['country']}")
        for row in {id(row): row for row in found if row.status != "historical" or len(found) == 1}.values():
            ours = {naming.normalize(name) for name, _ in row.names}
            more = with_kinds(pieces(item["names"]), kinds, item["country"])
            row.names += [(name, alias_kind(name)) for name in more if naming.normalize(name) not in ours]


def _short(words: dict[str, Any], code: str, source_name: str) -> list[tuple[str, str]]:
    return [(short, "short") for short in words.get("short", {}).get(code, {}).get(source_name, ())]


def _country(code: str, geometry: shapely.Geometry, views: dict[str, Any]) -> str:
    for move in views.get("move", ()):
        if code == move["from"] and shapely.box(*move["box"]).contains(geometry):
            return str(move["to"])
    return code


def geometry_of(rings: str, scale: int) -> shapely.Geometry:
    """Polygons from rings as the extracts write them: differences of whole numbers, ``scale`` to the degree."""
    polygons = []
    for polygon in rings.split("/"):
        outer, *inner = (_ring(ring, scale) for ring in polygon.split(";"))
        polygons.append(shapely.Polygon(outer, inner))
    return only_areas(shapely.make_valid(shapely.MultiPolygon(polygons)))


def _ring(text: str, scale: int) -> np.ndarray:
    steps = np.array([pair.split(",") for pair in text.split(" ")], np.int64)
    return np.cumsum(steps, axis=0) / scale


def assign_states(rows: list[Row], country: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Index of the region of each point (-1: none): the one that contains it, else the nearest within 0.2 degrees.

    Only regions of the point's own country count, since outlines of different sources disagree at the border.
    """
    geometries = np.array([row.geometry for row in rows], object)
    codes = np.array([row.country for row in rows], object)
    places = shapely.points(points)
    result = np.full(len(points), -1)
    region, point = shapely.STRtree(places).query(geometries, predicate="intersects")
    same = codes[region] == country[point]
    result[point[same]] = region[same]
    left = np.flatnonzero(result < 0)
    for code in np.unique(country[left].astype(str)):
        ours, theirs = np.flatnonzero(codes == code), left[country[left] == code]
        if len(ours) and len(theirs):
            tree = shapely.STRtree(geometries[ours])
            point, region = tree.query_nearest(places[theirs], max_distance=0.2, all_matches=False)
            result[theirs[point]] = ours[region]
    return result
