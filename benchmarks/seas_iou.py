"""Compares the seas that the gazetteer cuts with Natural Earth's marine polygons: intersection over union, worst first.

Needs ``../shared/checks/ne_10m_geography_marine_polys.geojson.gz`` and the extracts of the gazetteer; run from the
project: ``python benchmarks/seas_iou.py``. Natural Earth's limits are not the published ones everywhere, and its small
straits are splinters: a low number is a row to look at, not an error.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import sys
import unicodedata
from pathlib import Path

import shapely

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
CHECK = ROOT.parent / "shared" / "checks" / "ne_10m_geography_marine_polys.geojson.gz"
OTHER_NAMES = {  # our id -> Natural Earth's names, where none of ours is theirs, or theirs has its gulfs counted apart
    "bohai-sea": ["bo hai"],
    "gulf-of-lion": ["golfe du lion"],
    "gulf-of-california": ["golfo de california"],
    "gulf-of-panama": ["golfo de panama"],
    "gulf-of-tehuantepec": ["golfo de tehuantepec"],
    "gulf-of-st-lawrence": ["gulf of st. lawrence", "st. lawrence river"],
    "gulf-of-khambhat": ["gulf of khambhat"],
    "bay-of-campeche": ["bahia de campeche"],
    "aegean-sea": ["aegean sea", "sea of crete"],
    "baltic-sea": ["baltic sea", "gulf of bothnia", "gulf of finland", "gulf of riga", "oresund"],
    "mediterranean-sea": [
        "mediterranean sea", "aegean sea", "sea of crete", "adriatic sea", "ionian sea", "tyrrhenian sea",
        "ligurian sea", "balearic sea", "alboran sea", "golfe du lion", "gulf of sidra", "gulf of gabes",
    ],
    "gulf-of-guinea": ["gulf of guinea", "bight of benin", "bight of biafra"],
    "hudson-strait": ["hudson strait", "ungava bay"],
    "gulf-of-maine": ["gulf of maine", "bay of fundy", "massachusetts bay"],
    "yellow-sea": ["yellow sea"],
    "banda-sea": ["banda sea"],
    "wadden-sea": ["waddenzee"],
    "gulf-of-anadyr": ["gulf of anadyr'"],
    "sea-of-okhotsk": ["sea of okhotsk", "shelikhova gulf", "gulf of sakhalin", "uda bay"],
    "laptev-sea": ["laptev sea", "gulf of yana", "khatanga gulf", "gulf of buli"],
    "hudson-bay": ["hudson bay", "james bay"],
    "seto-inland-sea": ["inner sea"],
}  # fmt: skip


def plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("Ø", "O"))
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).casefold().split())


def reference() -> dict[str, shapely.Geometry]:
    features = json.loads(gzip.decompress(CHECK.read_bytes()))["features"]
    found: dict[str, list[shapely.Geometry]] = {}
    for feature in features:
        properties = {key.lower(): value for key, value in feature["properties"].items()}
        shape = shapely.make_valid(shapely.geometry.shape(feature["geometry"]))
        for key in {properties.get("name"), properties.get("name_en"), properties.get("label")} - {None, ""}:
            found.setdefault(plain(key), []).append(shape)
    return {key: shapely.union_all(shapes) for key, shapes in found.items()}


def land() -> list[shapely.Geometry]:
    from gazetteer.compile import FOLDER
    from gazetteer.extracts import extract, extract_rows, toml
    from gazetteer.topology import read_topology

    numeric = {f"{int(row['isonumeric']):03d}": row["iso"] for row in extract_rows(FOLDER, "countries.tsv.xz")}
    topology = read_topology(json.loads(extract(FOLDER, "countries-10m.json.xz")), numeric, toml(FOLDER / "views.toml"))
    return [topology.geometry(polygons) for polygons in topology.countries.values()]


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    from gazetteer.seas import build

    theirs, scores, missing = reference(), [], []
    for row in build(land()):
        place = row.id.removeprefix("ge:")
        names = OTHER_NAMES.get(place) or [plain(name) for name, _ in row.names]
        known = [theirs[name] for name in names if name in theirs]
        other = shapely.union_all(known if place in OTHER_NAMES else known[:1]) if known else None
        if other is None or not other.area:
            missing.append(place)
            continue
        both = shapely.intersection(row.geometry, other).area
        scores.append((both / shapely.union(row.geometry, other).area, place, row.geometry.area / other.area))
    for score, place, ratio in sorted(scores):
        print(f"{score:5.3f}  area ratio {ratio:6.2f}  {place}")
    values = [score for score, *_ in scores]
    print(f"{len(values)} compared, median {statistics.median(values):.3f}, below 0.6: {sum(v < 0.6 for v in values)}")
    print(f"not in Natural Earth under a name of ours ({len(missing)}): {', '.join(missing)}")


if __name__ == "__main__":
    main()
