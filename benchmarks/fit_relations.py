"""Fits the footprints of relative places on a file of expressions with true positions; prints tables and coverage.

Usage: python benchmarks/fit_relations.py [RELATIONS.jsonl]

The printed tables are pasted into expressions/offset.py, near.py, between.py and part.py. Each row of the file has the
expression as written, its anchors, and the true position; see the header of each section for what is minimized.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from pathlib import Path

import numpy as np

from geoevents import geodesy
from geoevents.expressions.footprints import body
from geoevents.expressions.lengths import length, wind  # noqa: F401  the grammar under test
from geoevents.gazetteer import Gazetteer

COVERAGES = (0.5, 0.8, 0.95)
BANDS = ((0, 10), (10, 30), (30, 100), (100, 1e9))
PEOPLE = ((0, 5e3), (5e3, 5e4), (5e4, 5e5), (5e5, 1e12))


def load(path: Path) -> dict[str, list[dict]]:
    rows = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["kind"]].append(row)
    return rows


def fit_sector(ratio: np.ndarray, turn: np.ndarray, share: float) -> tuple[float, float, float, float]:
    """Smallest annular sector (low, high, half angle) that holds the share; also its area in N2."""
    best = (math.inf, 0.0, 0.0, 0.0)
    lows = np.quantile(ratio, np.linspace(0, (1 - share) * 0.9, 16))
    highs = np.quantile(ratio, np.linspace(share + (1 - share) * 0.1, 1, 24))
    for low in lows:
        for high in highs:
            inside = turn[(ratio >= low) & (ratio <= high)]
            need = share * len(ratio)
            if len(inside) < need:
                continue
            half = float(np.sort(inside)[min(len(inside) - 1, math.ceil(need) - 1)])
            area = math.pi * (high**2 - low**2) * half / 180
            best = min(best, (area, float(low), float(high), half))
    return best[1], best[2], best[3], best[0]


def fit_ring(ratio: np.ndarray, share: float) -> tuple[float, float]:
    best = (math.inf, 0.0, 0.0)
    for low in np.quantile(ratio, np.linspace(0, (1 - share) * 0.95, 20)):
        for high in np.quantile(ratio, np.linspace(share, 1, 40)):
            if np.mean((ratio >= low) & (ratio <= high)) >= share:
                best = min(best, (float(high**2 - low**2), float(low), float(high)))
    return best[1], best[2]


def offsets(rows: dict[str, list[dict]]) -> None:
    print("\n# offset: smallest annular sector by band of the said distance (low, high, half angle, area / N2, rows)")
    good = [r for r in rows["offset"] if not r["suspect"] and not r["road"] and r["said_km"] > 0]
    said = np.array([r["said_km"] for r in good])
    ratio = np.array([r["true_km"] for r in good]) / said
    turn = np.array([abs((r["true_deg"] - r["said_deg"] + 180) % 360 - 180) for r in good])
    for share in COVERAGES:
        for low, high in BANDS:
            at = (said > low) & (said <= high)
            print(share, high, *(round(v, 2) for v in fit_sector(ratio[at], turn[at], share)), int(at.sum()))
    print("\n# distance without a wind: smallest ring")
    good = [r for r in rows["distance"] if not r["road"] and r["true_km"] < 3 * r["said_km"] + 5]
    said = np.array([r["said_km"] for r in good])
    ratio = np.array([r["true_km"] for r in good]) / said
    for share in COVERAGES:
        for low, high in BANDS:
            at = (said > low) & (said <= high)
            print(share, high, *(round(v, 2) for v in fit_ring(ratio[at], share)), int(at.sum()))


def by_people(rows: list[dict], share: float, most_km: float) -> list[str]:
    out = []
    for low, high in PEOPLE:
        km = [r["true_km"] for r in rows if low <= r["anchor"][0]["population"] < high and r["true_km"] < most_km]
        out.append(f"{high:g}: {np.quantile(km, share):.0f} ({len(km)})" if km else f"{high:g}: -")
    return out


def loose(rows: dict[str, list[dict]]) -> None:
    print("\n# direction without a number: km and degrees; near: km (by population of the anchor)")
    turn = [abs((r["true_deg"] - r["said_deg"] + 180) % 360 - 180) for r in rows["direction"]]
    for share in COVERAGES:
        joint = math.sqrt(share)  # distance and angle together hold the share
        print(
            "direction", share, by_people(rows["direction"], joint, 400), "half angle", round(np.quantile(turn, joint))
        )
        print("near", share, by_people(rows["near"], share, 150))
    print("\n# between: distance from the straight line, and for halfway from the middle, as shares of the distance")
    across, middle = [], []
    for r in rows["between"]:
        a, b = ((p["lon"], p["lat"]) for p in r["anchor"][:2])
        whole = geodesy.distance_m(*a, *b)
        if whole < 500 or whole > 1_500_000:
            continue
        plane = geodesy.Local(*a)
        import shapely

        line = plane.project(shapely.LineString([a, b]))
        place = plane.project(shapely.Point(r["lon"], r["lat"]))
        if "way" in r["expr"]:
            middle.append(place.distance(line.interpolate(0.5, normalized=True)) / whole)
        else:
            across.append(place.distance(line) / whole)
    for share in COVERAGES:
        print("between", share, round(np.quantile(across, share), 2), len(across), "halfway",
              round(np.quantile(middle, share), 2), len(middle))  # fmt: skip


def parts(rows: dict[str, list[dict]], gazetteer: Gazetteer) -> None:
    print("\n# part: share of the axis beyond which the stated part of the true places lies")
    found: dict[str, list[float]] = defaultdict(list)
    cores: dict[str, tuple[float, float, float, float, np.ndarray]] = {}
    import shapely

    for r in rows["part"]:
        code = r["anchor"][0]["country"]
        if code not in cores:
            _, core = body(gazetteer.country(code).geometry)
            cores[code] = (*core.bounds, shapely.get_coordinates(core))
        west, south, east, north, points = cores[code]
        lon = r["lon"] + (360 if east > 180 and r["lon"] < 0 else 0)
        frame = np.array([east - west, north - south])
        at = (np.array([lon, r["lat"]]) - [west, south]) / frame
        if r["dir"] == "central":
            found["central"].append(float(max(abs(at - 0.5)) * 2))
            continue
        angle = math.radians(r["said_deg"])
        weights = np.round([math.sin(angle), math.cos(angle)], 9)
        along = ((points - [west, south]) / frame) @ weights
        found["diagonal" if r["said_deg"] % 90 else "cardinal"].append(
            float((at @ weights - along.min()) / (along.max() - along.min()))
        )
    for share in COVERAGES:
        print("part", share, {kind: round(float(np.quantile(v, share if kind == "central" else 1 - share)), 3)
                              for kind, v in found.items()})  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=Path("/work/shared/corpora/relations.jsonl"))
    table = load(parser.parse_args().corpus)
    offsets(table)
    loose(table)
    parts(table, Gazetteer.open())
