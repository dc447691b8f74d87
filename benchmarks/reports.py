"""The short reports of tests/reports: precision, recall and F1 of events per type.

    python benchmarks/reports.py [--markdown] [FOLDER]

Files that say ``kept = true`` were kept after the rules were mended on them, and are left out.

An event counts if kind, role and words of each place, day, number and assertion are those of the gold. The reports were
written for this project, so these numbers say how far the rules carry on what they were made for, not on unseen text.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from pathlib import Path

from geoevents import event_types
from geoevents.gazetteer import Gazetteer

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.recognize import gold


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=gold.REPORTS, help="reports with what they must give")
    parser.add_argument("--markdown", action="store_true")
    told = parser.parse_args()
    gazetteer, types = Gazetteer.open(), event_types.load()
    counts: Counter[tuple[str, str]] = Counter()
    reports = 0
    for path in sorted(told.folder.glob("*.toml")):
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        for report in [] if written.get("kept") else written["report"]:
            reports += 1
            tally(report, gold.events_of(report, gazetteer, types), counts)
    show(counts, reports, markdown=told.markdown)


def tally(report: dict, events: list, counts: Counter[tuple[str, str]]) -> None:
    kinds = {entry["kind"] for entry in report.get("events", [])} | {event.kind for event in events}
    for kind in kinds:
        own = {**report, "events": [entry for entry in report.get("events", []) if entry["kind"] == kind]}
        score = gold.compare(own, [event for event in events if event.kind == kind])
        for name in ("found", "false", "missed"):
            counts[kind, name] += getattr(score, name)


def show(counts: Counter[tuple[str, str]], reports: int, *, markdown: bool) -> None:
    kinds = sorted({kind for kind, _ in counts})
    rows = [(kind, *(counts[kind, name] for name in ("found", "false", "missed"))) for kind in kinds]
    rows.append((f"all, {reports} reports", *(sum(row[k] for row in rows) for k in (1, 2, 3))))
    if markdown:
        print("| type | events | P | R | F1 |\n|---|---|---|---|---|")
    for kind, found, false, missed in rows:
        precision = found / (found + false) if found + false else 1.0
        recall = found / (found + missed) if found + missed else 1.0
        f1 = 2 * found / (2 * found + false + missed) if found + false + missed else 1.0
        cells = (kind, found + missed, f"{precision:.2f}", f"{recall:.2f}", f"{f1:.2f}")
        print("| " + " | ".join(map(str, cells)) + " |" if markdown else "{:28} {:4} P {} R {} F1 {}".format(*cells))


if __name__ == "__main__":
    main()
