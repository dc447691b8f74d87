"""Compile the extracts and curated tables into one read-only SQLite file, byte for byte reproducible.

Usage: ``python gazetteer/compile.py [OUTPUT]``; needs numpy and shapely only.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if __name__ == "__main__":  # run as a script: the checkout must be importable
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from gazetteer.areas import area_rows, take_points
from gazetteer.borders import SCALE as BORDER_SCALE
from gazetteer.borders import land_borders
from gazetteer.coasts import coast_rows
from gazetteer.countries import apart_rows, country_rows
from gazetteer.curated import actors, lands, line_rows, point_rows, region_rows
from gazetteer.divided import divide
from gazetteer.extracts import extract, extract_rows, toml, words
from gazetteer.inland import inland_rows
from gazetteer.islands import island_rows
from gazetteer.names import PEOPLE, names_of_people, odd_names
from gazetteer.settlements import raise_capitals, read_settlements
from gazetteer.shared import ROOT, codec
from gazetteer.states import add_names, assign_states, state_rows
from gazetteer.topology import read_topology
from gazetteer.writer import Writer

if TYPE_CHECKING:
    from gazetteer.rows import Row
    from gazetteer.settlements import Settlements

FOLDER = ROOT / "gazetteer"
OUTPUT = ROOT / "geoevents" / "_data" / "gazetteer.sqlite"


def content_hash(folder: Path = FOLDER) -> str:
    """Hash of everything that the compiled file depends on: extracts, tables, compiler, and the two shared modules."""
    digest = hashlib.sha256()
    shared = [ROOT / "geoevents" / "gazetteer" / f"{name}.py" for name in ("naming", "codec")]
    shared.append(ROOT / "geoevents" / "render" / "lines.py")
    code = sorted(FOLDER.glob("*.py"))
    data = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc"))
    for path in filter(Path.is_file, [*data, *code, *shared]):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def build(output: Path = OUTPUT, folder: Path = FOLDER) -> Path:
    """Compile ``folder`` into ``output``. A file half written never bears the final name."""
    started = time.perf_counter()

    def tell(step: str) -> None:
        print(f"{time.perf_counter() - started:6.1f} s  {step}", flush=True)

    views = toml(folder / "views.toml")
    numeric = {f"{int(row['isonumeric']):03d}": row["iso"] for row in extract_rows(folder, "countries.tsv.xz")}
    topology = read_topology(json.loads(extract(folder, "countries-10m.json.xz")), numeric, views)
    countries, states = country_rows(folder, topology), state_rows(folder, views)
    tell(f"{len(countries)} countries, {len(states)} first-level regions")
    settlements = read_settlements(folder)
    capitals = raise_capitals(settlements, countries)
    state_of = assign_states(states, settlements.country, settlements.points)
    apart, problems = apart_rows(topology, views), list[str]()
    state_of = _present_states(folder, states, apart, settlements, state_of, problems)
    without = sorted({row.country for row in countries} - capitals.keys())
    tell(f"{len(settlements.key)} settlements, {len(capitals)} capitals; none for {without}")
    areas = area_rows(folder, states, _names_by_country(settlements), names_of_people(folder, *PEOPLE))
    seas = _sea_rows(folder, countries)
    tell(f"{len(areas)} second-level regions, {len(seas)} seas")
    borders, coasts = land_borders(topology), coast_rows(topology, seas)
    tell(f"{len(borders)} borders, {len(coasts)} coasts")
    known = lands(countries, states, views, topology)
    known.problems += problems
    regions, (lines, separated) = region_rows(folder, known), line_rows(folder, borders, known.problems)
    points = point_rows(folder, known)
    tell(f"{len(regions)} regions, {len(lines)} lines, {len(points)} points")
    take_points(folder, [*countries, *states, *regions])
    points += [*inland_rows(folder, borders, known.problems), *island_rows(folder, countries, points, known.problems)]
    rows = [*countries, *states, *areas, *apart, *seas, *regions, *lines, *points]

    temporary = output.with_suffix(".part")
    writer = Writer(temporary)
    writer.add_rows(rows, odd_names(folder))
    state_keys = [writer.keys[row.id] for row in states]
    writer.add_settlements(settlements, [state_keys[at] if at >= 0 else None for at in state_of.tolist()])
    writer.add_names(words(folder, "lowercase_ok.txt"))
    tell("places and names written")
    writer.add_many("coast", coasts)
    writer.add_many("border", [(*pair, codec.encode_geometry(line, BORDER_SCALE)) for pair, line in borders.items()])
    writer.add_many("line", [(a, b, writer.keys[line], medium) for a, b, line, medium in separated])
    writer.add_many("source", _sources(folder))
    assets = {"actors": _json(actors(folder)), "problems": _json(sorted(known.problems))}
    assets["given-names"] = "\n".join(sorted(names_of_people(folder, "given_names.txt"))).encode()
    assets |= _page(folder, numeric, views, rows, settlements, capitals)
    writer.add_many("asset", assets.items())
    writer.finish({"content": content_hash(folder), "capitals": json.dumps(capitals, sort_keys=True)})
    temporary.replace(output)
    tell(f"{output}: {output.stat().st_size / 1e6:.1f} MB; {len(known.problems)} problems")
    for problem in known.problems:
        print("       !", problem)
    return output


def _present_states(
    folder: Path, states: list[Row], apart: list[Row], settlements: Settlements, state_of: np.ndarray,
    problems: list[str],
) -> np.ndarray:  # fmt: skip
    """Add the regions that are younger than the source, and present names; returns the region of each settlement."""
    younger, state_of = divide(folder, states, apart, settlements, state_of, problems)
    states += younger
    add_names(folder, states, problems)
    people = np.bincount(state_of + 1, weights=settlements.population, minlength=len(states) + 1)[1:]
    for state, count in zip(states, people.tolist(), strict=True):
        state.prior = max(0, round(10 * math.log10(count + 1)) - 15)  # its name mostly means the city of that name
    return state_of


def _names_by_country(settlements: Settlements) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for code, names in zip(settlements.country.tolist(), settlements.names, strict=True):
        found.setdefault(code, set()).update(norm for norm, _ in names)
    return found


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _sea_rows(folder: Path, countries: list[Row]) -> list[Row]:
    """Seas of ``gazetteer/seas.py``; none for a folder that has no tables of seas (the toy gazetteer of the tests)."""
    if not any((folder / "tables").glob("seas*")) or not (FOLDER / "seas.py").exists():
        return []
    from gazetteer.seas import build as build_seas  # noqa: PLC0415

    found: list[Row] = build_seas([row.geometry for row in countries if row.geometry is not None])
    return found


def _page(
    folder: Path, numeric: dict[str, str], views: dict[str, Any], rows: list[Row], settlements: Settlements,
    capitals: dict[str, int],
) -> dict[str, bytes]:  # fmt: skip
    """What the page's base map needs, if the folder has the world at 1:50m."""
    if not (folder / "sources" / "countries-50m.json.xz").exists():
        return {}
    from gazetteer.page import page_assets  # noqa: PLC0415  needs a module of the package that a toy does without

    world = read_topology(json.loads(extract(folder, "countries-50m.json.xz")), numeric, views)
    return page_assets(folder, world, rows, settlements, capitals)


def _sources(folder: Path) -> list[tuple[object, ...]]:
    columns = ("id", "name", "license", "attribution", "url", "note")
    return [tuple(row.get(c, "") for c in columns) for row in toml(folder / "sources.toml").get("source", [])]


if __name__ == "__main__":
    build(*map(Path, sys.argv[1:2]))
