"""How often a footprint holds the true position, by kind: grammar, anchors and shapes as a user gets them.

Usage: python benchmarks/relations.py [RELATIONS.jsonl] [KIND ...]

Prints a table for docs/benchmarks.md. The rows are split in halves by a hash of their words and place: what is fitted
or looked at is the first half, the second is only counted.

Offsets, distances, directions, near and between are put on the anchors that the rows name (ranking is measured
elsewhere); parts, coasts and borders are read and resolved from the words alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import shapely

from geoevents import geodesy
from geoevents.errors import PlaceError
from geoevents.expressions import Choice, Focus, Ground, Named, parse, scan
from geoevents.expressions.kinds import dimension
from geoevents.expressions.part import Part
from geoevents.gazetteer import Gazetteer
from geoevents.model import Place
from geoevents.resolve import resolve

ON_ANCHORS = {"offset", "distance", "direction", "near", "between"}
_BEFORE = re.compile(r"^(?:is |lies )?(?:located |situated |lying )?")
_EDGE_DEG = 0.1  # outlines are that rough
BANDS = (10, 30, 100, 1e9)


def on_anchors(row: dict, tree: object, gazetteer: Gazetteer) -> object:
    places = [Place(f"gn:{a['id']}", a["name"], "settlement", a["lon"], a["lat"], population=a["population"])
              for a in row["anchor"]]  # fmt: skip
    left = list(places)

    def choose(_: Named) -> Choice:
        return Choice(left.pop(0) if len(left) > 1 else left[0], score=1.0)

    return Ground(gazetteer, choose).shape(tree)


def contradicts_itself(row: dict, gazetteer: Gazetteer) -> bool:
    """Whether the text puts the place elsewhere in the country than its position is: a namesake was taken for it.

    The text names first-level regions, and it lies in none of them ("Jelenia Góra, Podlaskie Voivodeship", in Lower
    Silesia); or a part of the country, and it lies outside of what holds 95 % of such places. What the expression
    itself names does not count.
    """
    text = f"{row.get('entity', '')}. {row['text'].replace(row['expr'], '')}"
    point = shapely.Point(row["lon"], row["lat"])
    named = {
        place.id: place for hit in gazetteer.scan(text) for place in hit.places[:3]
        if place.feature == "admin1" and place.country == row["country"] and dimension(place)
    }  # fmt: skip
    if named and not any(place.geometry.intersects(point.buffer(_EDGE_DEG)) for place in named.values()):
        return True
    sides = [node for node in scan(text, gazetteer) if isinstance(node, Part) and isinstance(node.of, Named)]
    sides = [node for node in sides if [place.country for place in node.of.candidates[:1]] == [row["country"]]]
    shapes = [resolve(node, gazetteer, coverage=0.95).shape for node in sides]
    return any(shape is not None and not shape.geometry.intersects(point) for shape in shapes)


def half(row: dict) -> str:
    """``fit`` or ``held``."""
    words = f"{row['expr']} {row.get('entity', '')} {row['lat']:.3f}"
    return ("fit", "held")[hashlib.sha256(words.encode()).digest()[0] % 2]


def gap_m(point: shapely.Point, geometry: shapely.Geometry) -> float:
    (a, b), (c, d) = shapely.get_coordinates(shapely.shortest_line(point, geometry))
    return geodesy.distance_m(a, b, geodesy.wrap(c), d)


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
    areas: dict[str, list[float]] = defaultdict(list)
    failed: Counter[str] = Counter()
    samples: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        kind = row["kind"]
        if row.get("suspect") or row.get("road") or (only and kind not in only):
            continue
        part = half(row)
        try:
            tree = parse(_BEFORE.sub("", row["expr"]), gazetteer)
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
        inside = geometry.covers(point) if geometry.area else gap_m(point, geometry) <= 10_000

        def count(name: str, *, inside: bool = inside, part: str = part) -> None:
            held[name].append(inside)
            held[f"{name} / {part}"].append(inside)

        count(kind)
        if kind in {"coast", "border"} and not contradicts_itself(row, gazetteer):
            count(f"{kind}, position where the text says")
        if kind in {"offset", "distance"}:
            band = next(most for most in BANDS if row["said_km"] <= most)
            count(f"{kind} <= {band:g} km")
            count(f"{kind} {'hedged' if row.get('hedge') else 'round' if row['said_km'] % 10 == 0 else 'exact'}")
        if kind == "offset":
            areas[part].append(geodesy.area_m2(geometry) / (row["said_km"] * 1000) ** 2)
        if not inside and part == "fit" and kind in {"coast", "border", "part"}:
            samples[f"{kind}: outside"].append(
                f"{row['expr']} | {found.name} | {row['entity']} {row['lat']:.2f},{row['lon']:.2f}"
            )
    table(held)
    for part, found in areas.items():
        print(f"offset area, median of {part}: {sorted(found)[len(found) // 2]:.2f} N2")
    print(dict(failed))
    for kind, lines in samples.items():
        print("==", kind, *lines[:: max(1, len(lines) // 14)][:14], sep="\n   ")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", help="the corpus (.jsonl), and kinds to show examples of")
    given = parser.parse_args().words
    at = Path(given[0]) if given and given[0].endswith(".jsonl") else Path("/work/shared/corpora/relations.jsonl")
    main(at, {word for word in given if not word.endswith(".jsonl")})
