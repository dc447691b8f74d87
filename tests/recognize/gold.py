"""The short reports of tests/reports/ and how close the reading comes to them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from geoevents.join import join
from geoevents.model import Document, Resolution, Shape
from geoevents.recognize import recognize

REPORTS = Path(__file__).parent.parent / "reports"


def reports() -> list[tuple[str, dict]]:
    found = []
    for path in sorted(REPORTS.glob("*.toml")):
        for number, report in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["report"], 1):
            found.append((f"{path.stem}-{number}", report))
    return found


def events_of(report: dict, gazetteer, types):
    day = report["published"]
    fields = {"title": report["title"]} if "title" in report else {}
    document = Document(
        "test", "test", {**fields, "text": report["text"].strip()}, datetime(day.year, day.month, day.day, tzinfo=UTC)
    )
    readings = recognize(document, gazetteer, types)
    return join(document, readings, types=types, resolve=written)


def written(expression, focus) -> Resolution:
    """Reading is judged by the words that it chose, so no geometry is made here."""
    return Resolution(expression, Shape(lambda: None, dimension=0), name=getattr(expression, "name", ""))


@dataclass
class Score:
    found: int = 0
    false: int = 0
    missed: int = 0
    notes: list[str] = field(default_factory=list)


def compare(report: dict, events) -> Score:
    score = Score()
    rest = list(events)
    for gold in report.get("events", []):
        same = [e for e in rest if e.kind == gold["kind"]]
        best = min(same, key=lambda e: len(faults(gold, e)), default=None)
        if best is None or len(faults(gold, best)) >= 3:
            if not gold.get("optional"):
                score.missed += 1
                score.notes.append(f"missed {gold['kind']} {gold.get('places', {})}")
            continue
        rest.remove(best)
        wrong = faults(gold, best)
        if wrong and not gold.get("optional"):
            score.false += 1
            score.missed += 1
            score.notes.append(f"{gold['kind']} {best.summary!r}: {'; '.join(wrong)}")
        else:
            score.found += 1
    score.false += len(rest)
    score.notes.extend(f"false {e.kind} [{e.assertion}] {e.summary!r}" for e in rest)
    return score


def faults(gold: dict, event) -> list[str]:
    wrong = []
    if event.assertion != gold.get("assertion", "reported"):
        wrong.append(f"assertion {event.assertion}")
    if "day" in gold and event.when.edtf != gold["day"]:
        wrong.append(f"day {event.when.edtf}")
    for role, words in gold.get("places", {}).items():
        spans = [(p.role, p.resolution.expression.span) for p in event.placements]
        if not any(own == role and span and words in span.text for own, span in spans):
            wrong.append(f"{role} {[(own, span and span.text) for own, span in spans]}")
    if gold.get("unplaced") and event.unplaced_reason is None:
        wrong.append("placed")
    if "quantity" in gold:
        wanted = [None if x == "-" else x for x in gold["quantity"]]
        if wanted not in [[q.low, q.best, q.high] for q in event.quantities if q.item == gold["item"]]:
            wrong.append(f"quantity {[(q.item, q.low, q.best, q.high) for q in event.quantities]}")
    return wrong
