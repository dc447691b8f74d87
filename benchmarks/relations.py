"""How often a footprint holds the true position, by kind: grammar, anchors and shapes as a user gets them.

Usage: python benchmarks/relations.py [RELATIONS.jsonl] [KIND ...]

Prints a table for docs/benchmarks.md. The rows are split in halves by a hash of their words and place: what is fitted
or looked at is the first half, the second is only counted.

Offsets, distances, directions, near and between are put on the anchors that the rows name (ranking is measured
elsewhere); parts, coasts and borders are read and resolved from the words alone.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import shapely

from geoevents import geodesy
from geoevents.errors import PlaceError
from geoevents.expressions import Choice, Focus, Ground, Named, parse
from geoevents.gazetteer import Gazetteer
from geoevents.model import Place
from geoevents.resolve import resolve

ON_ANCHORS = {"offset", "distance", "direction", "near", "between"}
BANDS = (10, 30, 100, 1e9)


def on_anchors(row: dict, tree: object, gazetteer: Gazetteer) -> object:
    places = [Place(f"gn:{a['id']}", a["name"], "settlement", a["lon"], a["lat"], population=a["population"])
              for a in row["anchor"]]  # fmt: skip
    left = list(places)

    def choose(_: Named) -> Choice:
        return Choice(left.pop(0) if len(left) > 1 else left[0], score=1.0)

    return Ground(gazetteer, choose).shape(tree)


def half(row: dict) -> str:
    """``fit`` or ``held``."""
    words = f"{row['expr']} {row.get('entity', '')} {row['lat']:.3f}"
    return ("fit", "held")[hashlib.sha256(words.encode()).digest()[0] % 2]


def table(held: dict[str, list[bool]]) -> None:
    kinds = sorted({kind.partition(" / ")[0] for kind in held})
    print("| kind | rows | holds | first half | second half |\n|---|---|---|---|---|")
    for kind in kinds:
        shares = [
            sum(v) / len(v) if (v := held.get(f"{kind}{part}", [])) else 0.0 for part in ("", " / fit", " / held")
        ]
        print(f"| {kind} | {len(held[kind])} | " + " | ".join(f"{share:.3f}" for share in shares) + " |")


def main(path: Path, only: set[str]) -> None:  # noqa: C901, PLR0912  a script: reads, counts, prints
    gazetteer = Gazetteer.open()
    held: dict[str, list[bool]] = defaultdict(list)
    areas: list[float] = []
    failed: Counter[str] = Counter()
    samples: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        kind = row["kind"]
        if row.get("suspect") or row.get("road") or (only and kind not in only):
            continue
        part = half(row)
        try:
            tree = parse(row["expr"].removeprefix("located ").removeprefix("is ").removeprefix("lies "), gazetteer)
        except PlaceError as error:
            failed[f"{kind}: not read"] += 1
            if part == "fit":
                samples[f"{kind}: not read"].append(f"{row['expr']} -> {str(error)[:80]}")
            continue
        if kind in ON_ANCHORS:
            found = on_anchors(row, tree, gazetteer)
        else:
            country = gazetteer.country(row["country"])
            found = resolve(tree, gazetteer, focus=Focus(country, "country of the row"))
        if found.shape is None:
            failed[f"{kind}: no shape"] += 1
            if part == "fit":
                samples[f"{kind}: no shape"].append(f"{row['expr']} -> {found.reason[:80]}")
            continue
        point = shapely.Point(row["lon"], row["lat"])
        geometry = found.shape.geometry
        if geometry.area:
            inside = geometry.covers(point)
        else:
            near = shapely.shortest_line(point, geometry)
            (a, b), (c, d) = shapely.get_coordinates(near)
            inside = geodesy.distance_m(a, b, geodesy.wrap(c), d) <= 10_000
        held[kind].append(inside)
        held[f"{kind} / {part}"].append(inside)
        if kind in {"offset", "distance"}:
            band = next(most for most in BANDS if row["said_km"] <= most)
            held[f"{kind} <= {band:g} km"].append(inside)
            held[f"{kind} {'hedged' if row.get('hedge') else 'round' if row['said_km'] % 10 == 0 else 'exact'}"].append(
                inside
            )
        if kind == "offset":
            areas.append(geodesy.area_m2(geometry) / (row["said_km"] * 1000) ** 2)
        if not inside and part == "fit" and kind in {"coast", "border", "part"}:
            samples[f"{kind}: outside"].append(
                f"{row['expr']} | {found.name} | {row['entity']} {row['lat']:.2f},{row['lon']:.2f}"
            )
    table(held)
    if areas:
        print(f"offset area, median {sorted(areas)[len(areas) // 2]:.2f} N2")
    print(dict(failed))
    for kind, lines in samples.items():
        print("==", kind, *lines[:: max(1, len(lines) // 14)][:14], sep="\n   ")


if __name__ == "__main__":
    given = sys.argv[1:]
    at = Path(given[0]) if given and given[0].endswith(".jsonl") else Path("/work/shared/corpora/relations.jsonl")
    main(at, {word for word in given if not word.endswith(".jsonl")})
