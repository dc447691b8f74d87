"""Missile tests described by a data base: kind, launch site, number and date, against what the data base says.

    python benchmarks/nk_tests.py [FOLDER]      default ../shared/corpora (nk-missile-tests.jsonl, nk-launch-sites.json)

Each description is read as a report published on the day of the test, under a title that says which missile it was
("scud-b missile"), which is no event: the descriptions only say "this test". Rows that share a description are one
report of that many missiles. Descriptions of tests without a known site are left out. Halves by a hash of the
description: rules may look at "a", "b" is what to believe.

found     descriptions that give a missile launch
kind      of the descriptions that give any event: a missile launch is among them
events    of all events found: missile launches
site      of those that name the site, or a place within 50 km of it that the gazetteer knows: the launch is put there
date      of the launches found: the interval holds the day of the test
number    of the launches found that say how many: the bounds hold the number of rows, or one
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from geoevents import event_types
from geoevents.gazetteer import Gazetteer
from geoevents.join import join, settled
from geoevents.model import Document
from geoevents.recognize import recognize
from geoevents.resolve import resolve

CORPORA = Path(__file__).parent.parent.parent / "shared" / "corpora"
NEAR_KM = 50
_LAUNCH = frozenset({"launch", "site", "origin"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="?", type=Path, default=CORPORA, help="the folder with nk-missile-tests.jsonl")
    parser.add_argument("-v", "--verbose", action="store_true", help="show what is missed")
    told = parser.parse_args()
    folder = told.corpora
    if not (folder / "nk-missile-tests.jsonl").exists():
        print(f"{folder} has no nk-missile-tests.jsonl: nothing measured.")
        return
    reports = grouped(folder)
    gazetteer, types = Gazetteer.open(), event_types.load()
    for half in "ab":
        counts: Counter[str] = Counter()
        for report in reports:
            if "ab"[hashlib.sha256(report["text"].encode()).digest()[0] % 2] == half:
                score(report, gazetteer, types, counts, verbose=told.verbose)
        print(
            half,
            ", ".join(
                f"{name} {share(counts, name)}" for name in ("found", "kind", "events", "site", "date", "number")
            ),
        )


def share(counts: Counter[str], name: str) -> str:
    good, of = counts[name], counts[name + " of"]
    return f"{good / of:.2f} ({good}/{of})" if of else "-"


def grouped(folder: Path) -> list[dict]:
    sites = json.loads((folder / "nk-launch-sites.json").read_text(encoding="utf-8"))["facilities"]
    found: dict[str, dict] = {}
    for line in (folder / "nk-missile-tests.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        site = sites.get(row["facility"])
        if row.get("description") and site and row["facility"] != "unknown":
            report = found.setdefault(
                row["description"],
                {"text": row["description"], "title": f"{row['missile']} missile", "rows": 0, "days": [], "site": site},
            )
            report["rows"] += 1
            report["days"].append(row["date"])
    return list(found.values())


def score(report: dict, gazetteer: Gazetteer, types, counts: Counter[str], *, verbose: bool) -> None:
    day = report["days"][0]
    published = datetime(*(int(part) for part in (day + "-28-28").split("-")[:3]), tzinfo=UTC)
    document = Document("nk", "nk", {"title": report["title"], "text": report["text"]}, published)
    readings = recognize(document, gazetteer, types)
    context = settled(readings)
    events = join(
        document, readings, types=types, resolve=lambda e, focus: resolve(e, gazetteer, focus=focus, context=context)
    )
    launches = [e for e in events if e.kind == "missile_launch" and e.assertion in ("reported", "claimed")]
    tally(counts, "found", bool(launches))
    if events:
        tally(counts, "kind", bool(launches))
    for event in events:
        tally(counts, "events", event.kind in ("missile_launch", "shootdown"))
    if names_site(report, gazetteer):
        tally(counts, "site", any(is_there(e, report["site"]) for e in launches))
        if verbose and not any(is_there(e, report["site"]) for e in launches):
            print("SITE", report["site"]["name"], [e.summary for e in events], "::", report["text"][:600], "\n")
    if not launches:
        return
    tally(
        counts,
        "date",
        any(
            e.when.start
            and e.when.start.date() <= published.date()
            and (e.when.end is None or e.when.end.date() >= published.date())
            for e in launches
        ),
    )
    said = [q for e in launches for q in e.quantities if q.item == "missile"]
    if said:
        good = any(fits(q, n) for q in said for n in (report["rows"], 1))
        tally(counts, "number", good)
        if verbose and not good:
            print(
                "NUMBER",
                report["rows"],
                [(q.low, q.best, q.high, q.span.text) for q in said],
                "::",
                report["text"][:300],
                "\n",
            )


def tally(counts: Counter[str], name: str, good: object) -> None:
    counts[name] += bool(good)
    counts[name + " of"] += 1


def fits(quantity, number: int) -> bool:
    low, high = quantity.low, quantity.high
    if quantity.best is not None and low is None and high is None:
        return abs(quantity.best - number) <= 0.2 * number
    return (low is None or low <= number) and (high is None or number <= high)


def names_site(report: dict, gazetteer: Gazetteer) -> bool:
    places = [place for hit in gazetteer.scan(report["text"]) for place in hit.places[:3]]
    return any(
        p.feature not in ("country", "admin1", "sea", "region", "ocean") and km(p.lon, p.lat, report["site"]) <= NEAR_KM
        for p in places
    )


def is_there(event, site: dict) -> bool:
    for placement in event.placements:
        shape = placement.resolution.shape
        if placement.role in _LAUNCH and shape is not None:
            point = shape.geometry.representative_point()
            if km(point.x, point.y, site) <= NEAR_KM:
                return True
    return False


def km(lon: float, lat: float, site: dict) -> float:
    across = (lon - site["lon"]) * math.cos(math.radians(lat))
    return math.hypot(across, lat - site["lat"]) * 111.2


if __name__ == "__main__":
    main()
