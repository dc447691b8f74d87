"""Toponyms of whole news articles: recognition by overlap, and the share of them placed within 161 km of gold.

    python -m benchmarks.geoparse [--half a|b] [--worst N] [--unknown] [--peers] [CORPUS.jsonl ...]

The default corpora are ``../shared/corpora/tr-news.jsonl`` and ``geowebnews.jsonl``, found beside the repository; where
they are absent it says so and ends. A row has ``id``, ``text`` and ``toponyms`` with ``start``, ``end``, ``lat``,
``lon`` and ``scored``; toponyms that are not scored (demonyms and the like) are neither hit nor miss. Articles are
split in halves by a hash of their id: rules are made on "a", "b" is what to believe.

Recognition: each gold span and each found span is used once. Accuracy: of the matched pairs with gold coordinates, the
share whose place lies within 161 km (representative point; unplaced counts as wrong). End to end: found and within
161 km, of all gold toponyms with coordinates.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.peers import PEERS
from geoevents.gazetteer import Gazetteer
from geoevents.geodesy import rough_m
from geoevents.toponyms import toponyms

if TYPE_CHECKING:
    from collections.abc import Callable

CORPORA = Path(__file__).resolve().parent.parent.parent / "shared" / "corpora"
NEAR_M = 161_000.0


@dataclass
class Tally:
    """Counts of one corpus or one half of it, and the mistakes by words."""

    docs: int = 0
    gold: int = 0
    located: int = 0  # gold toponyms with coordinates
    found: int = 0
    hits: int = 0
    paired: int = 0  # hits with gold coordinates
    near: int = 0
    seconds: float = 0.0
    mistakes: dict = field(default_factory=lambda: defaultdict(Counter))

    def line(self, name: str) -> str:
        precision, recall = self.hits / max(1, self.found), self.hits / max(1, self.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return (
            f"{name:<26} {self.docs:>5} {self.gold:>6} {precision:>6.3f} {recall:>6.3f} {f1:>6.3f} "
            f"{self.near / max(1, self.paired):>8.3f} {self.near / max(1, self.located):>8.3f}"
            f" {self.docs / self.seconds:>8.0f}"
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("corpora", nargs="*", type=Path)
    options.add_argument("--half", choices="ab", help="only this half of the articles")
    options.add_argument(
        "--unknown", action="store_true", help="also names that the gazetteer lacks, which lie nowhere"
    )
    options.add_argument("--peers", action="store_true", help="geotext, flashgeotext, local-geocode too, if installed")
    options.add_argument("--worst", type=int, default=0, metavar="N", help="list the N commonest mistakes of each sort")
    options.add_argument(
        "--by-country", action="store_true", help="misses and misplacements by what the gazetteer knows"
    )
    args = options.parse_args()
    corpora = [
        path for path in args.corpora or (CORPORA / "tr-news.jsonl", CORPORA / "geowebnews.jsonl") if path.exists()
    ]
    if not corpora:
        print(f"no corpus in {CORPORA}: nothing measured. Give the path of a geoparsing corpus (JSON lines).")
        return
    gazetteer = Gazetteer.open()
    print(
        f"{'corpus, half':<26} {'docs':>5} {'gold':>6} {'P':>6} {'R':>6} {'F1':>6} {'acc@161':>8} {'end2end':>8}"
        f" {'docs/s':>8}"
    )
    for path in corpora:
        ours = partial(toponyms, gazetteer=gazetteer, unknown=args.unknown)
        halves = measured(path, gazetteer, args.half, ours)
        for half, tally in sorted(halves.items()):
            print(tally.line(f"{path.stem} {half}"))
        for name, make in PEERS.items() if args.peers else ():
            try:
                finder = make()
            except ImportError:
                print(f"{path.stem} {name}: not installed")
                continue
            print(measured(path, gazetteer, args.half, finder)[args.half or "all"].line(f"{path.stem} {name}"))
        if args.worst:
            show(halves[args.half or "all"], args.worst)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def measured(path: Path, gazetteer: Gazetteer, only: str | None, finder: Callable[[str], list]) -> dict[str, Tally]:
    halves: dict[str, Tally] = defaultdict(Tally)
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        half = "ab"[hashlib.sha256(row["id"].encode()).digest()[0] % 2]
        if only and half != only:
            continue
        began = time.process_time()
        found = finder(row["text"])
        seconds = time.process_time() - began
        for name in (half,) if only else (half, "all"):
            score(row, found, halves[name], gazetteer)
            halves[name].seconds += seconds
    return halves


def score(row: dict, found: list, tally: Tally, gazetteer: Gazetteer) -> None:
    unscored = [gold for gold in row["toponyms"] if not gold["scored"]]
    scored = sorted((gold for gold in row["toponyms"] if gold["scored"]), key=lambda gold: gold["start"])
    free = sorted(found, key=lambda one: one.start)
    tally.docs += 1
    tally.gold += len(scored)
    text = row["text"]
    for gold in scored:
        tally.located += gold["lat"] is not None
        mine = next((one for one in free if one.start < gold["end"] and gold["start"] < one.end), None)
        if mine is None:
            known = gazetteer.find(gold["phrase"])
            sort = f"missed, known as {known[0].feature}, {known[0].matched_as}" if known else "missed, unknown"
            tally.mistakes["missed"][gold["phrase"], sort] += 1
            continue
        free.remove(mine)
        tally.found += 1
        tally.hits += 1
        if gold["lat"] is not None:
            tally.paired += 1
            place_score(gold, mine, tally)
    for one in free:
        if not any(one.start < gold["end"] and gold["start"] < one.end for gold in unscored):
            tally.found += 1
            around = text[max(0, one.start - 25) : one.end + 20].replace("\n", " ")
            tally.mistakes["false find"][text[one.start : one.end], one.place.id if one.place else "-"] += 1
            tally.mistakes["false find in words"][around, ""] += 1


def place_score(gold: dict, mine, tally: Tally) -> None:
    place = mine.place
    gap = rough_m(place.lon, place.lat, gold["lon"], gold["lat"]) if place else float("inf")
    if gap <= NEAR_M:
        tally.near += 1
        return
    other = next((p for p in mine.candidates if rough_m(p.lon, p.lat, gold["lon"], gold["lat"]) <= NEAR_M), None)
    chosen = f"{place.id} {place.name} ({place.feature}, {place.admin1 or ''} {place.country})" if place else "nothing"
    better = (
        f"candidate {other.id} {other.name} ({other.admin1} {other.country}, {other.population})"
        if other
        else "no candidate"
    )
    why = f"{chosen}; gold {gold['lat']:.1f} {gold['lon']:.1f}, {better}"
    tally.mistakes["misplaced"][gold["phrase"], why] += 1


def show(tally: Tally, worst: int) -> None:
    for sort, counter in tally.mistakes.items():
        print(f"\n  {sort}: {counter.total()}")
        for (words, why), count in counter.most_common(worst):
            print(f"  {count:>4}  {words!r:<30} {why}")
    print()


if __name__ == "__main__":
    main()
