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

if __name__ == "__main__":  # run as a script: the checkout must be importable
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from gazetteer.countries import apart_rows, country_rows
from gazetteer.extracts import extract, extract_rows, toml, words
from gazetteer.settlements import raise_capitals, read_settlements
from gazetteer.shared import ROOT
from gazetteer.states import assign_states, state_rows
from gazetteer.topology import read_topology
from gazetteer.writer import FIRST_KEY, Writer

FOLDER = ROOT / "gazetteer"
OUTPUT = ROOT / "geoevents" / "_data" / "gazetteer.sqlite"


def content_hash(folder: Path = FOLDER) -> str:
    """Hash of everything that the compiled file depends on: extracts, tables, compiler, and the two shared modules."""
    digest = hashlib.sha256()
    shared = [ROOT / "geoevents" / "gazetteer" / f"{name}.py" for name in ("naming", "codec")]
    code = sorted(FOLDER.glob("*.py"))
    data = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc"))
    for path in [*data, *code, *shared]:
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
    countries = country_rows(folder, topology)
    tell(f"{len(countries)} countries")
    states = state_rows(folder, views)
    tell(f"{len(states)} first-level regions")
    settlements = read_settlements(folder)
    capitals = raise_capitals(settlements, countries)
    state_of = assign_states(states, settlements.country, settlements.points)
    people = np.bincount(state_of + 1, weights=settlements.population, minlength=len(states) + 1)[1:]
    for state, count in zip(states, people.tolist(), strict=True):
        state.prior = max(0, round(10 * math.log10(count + 1)) - 15)  # its name mostly means the city of that name
    tell(f"{len(settlements.key)} settlements, {len(capitals)} capitals; none for {sorted({r.country for r in countries} - capitals.keys())}")
    rows = [*countries, *states, *apart_rows(topology, views)]

    temporary = output.with_suffix(".part")
    writer = Writer(temporary)
    writer.add_rows(rows)
    state_keys = [writer.keys[row.id] for row in states]
    writer.add_settlements(settlements, [state_keys[at] if at >= 0 else None for at in state_of.tolist()])
    tell("places written")
    writer.add_names(words(folder, "lowercase_ok.txt"))
    tell("names written")
    writer.add_many("source", _sources(folder))
    writer.finish({"content": content_hash(folder), "capitals": json.dumps(capitals, sort_keys=True)})
    temporary.replace(output)
    tell(f"{output}: {output.stat().st_size / 1e6:.1f} MB")
    return output


def _sources(folder: Path) -> list[tuple[object, ...]]:
    columns = ("id", "name", "license", "attribution", "url", "note")
    return [tuple(row.get(c, "") for c in columns) for row in toml(folder / "sources.toml").get("source", [])]


if __name__ == "__main__":
    build(*map(Path, sys.argv[1:2]))
