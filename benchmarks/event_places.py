"""Which places belong to an event verb: span precision, recall and F on the development corpus of event locations.

    python benchmarks/event_places.py [CORPUS]      default ../shared/corpora/event-location.jsonl

The corpus gives a sentence and a verb; whether the verb is of a known event type plays no role here. Sentences are
split in halves by a hash of their text: rules are tuned on "a" only, "b" is what to believe.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from pathlib import Path

from geoevents import event_types
from geoevents.gazetteer import Gazetteer
from geoevents.recognize import Context, Sentence, anywhere, fill
from geoevents.recognize.frames import Found

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpora" / "event-location.jsonl"
_BESIDE = frozenset({"Offset", "Between", "Border"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=CORPUS, help="an event-location.jsonl")
    corpus = parser.parse_args().corpus
    if not corpus.exists():
        print(f"{corpus} is not there: nothing measured. Give the path of an event-location.jsonl.")
        return
    context = Context(event_types.load(), Gazetteer.open(), None)
    counts = {"a": [0, 0, 0], "b": [0, 0, 0]}
    began = time.perf_counter()
    rows = [json.loads(line) for line in corpus.open(encoding="utf-8")]
    for row in rows:
        half = "ab"[hashlib.sha256(row["text"].encode()).digest()[0] % 2]
        found, gold = places_of(row, context), [tuple(span) for span in row["places"]]
        hits = matched(gold, found)
        counts[half][0] += hits
        counts[half][1] += len(found)
        counts[half][2] += len(gold)
    for half, (hits, found, gold) in counts.items():
        precision, recall = hits / found, hits / gold
        f = 2 * precision * recall / (precision + recall)
        print(f"half {half}: P {precision:.3f} R {recall:.3f} F {f:.3f} ({found} found, {gold} gold)")
    print(f"{len(rows) / (time.perf_counter() - began):.0f} sentences/s")


def places_of(row: dict, context: Context) -> list[tuple[int, int]]:
    sentence = Sentence(row["text"].replace("\n", " "))
    clause = fill(sentence, context)
    first, last = sentence.at(*row["verb"][0])
    verb = Found(first, last, "*", sentence.low(first))
    verb.passive = clause.is_passive(first) and not verb.lemma.endswith("ing")
    found = anywhere.places_of_verb(clause, verb)
    return [leaf for place in found for leaf in spans(place.expression)]


def spans(expression) -> list[tuple[int, int]]:
    if hasattr(expression, "candidates"):
        return [(expression.span.start, expression.span.end)] if expression.span else []
    if type(expression).__name__ in _BESIDE:
        return []  # the corpus marks names of where it happened; what a distance is counted from is elsewhere
    return [leaf for anchor in expression.anchors[:4] for leaf in spans(anchor)]


def matched(gold: list[tuple[int, int]], found: list[tuple[int, int]]) -> int:
    free = list(found)
    hits = 0
    for start, end in gold:
        one = next((span for span in free if span[0] < end and start < span[1]), None)
        if one is not None:
            free.remove(one)
            hits += 1
    return hits


if __name__ == "__main__":
    main()
