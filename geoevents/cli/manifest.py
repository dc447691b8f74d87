"""A manifest beside a result: what it was made of, so that anyone can check it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geoevents.gazetteer import Gazetteer
    from geoevents.pipeline import Events


def manifest_path(output: str) -> Path:
    """``map.html`` -> ``map.html.manifest.json``."""
    return Path(f"{output}.manifest.json")


def manifest_of(events: Events, output: str) -> str:
    """Write the manifest of events that were read whole; what to tell."""
    counts = {"events": len(events), "kinds": events.kinds(), "problems": len(events.problems)}
    return write_manifest(events.gazetteer, events.inputs, output, counts)


def write_manifest(gazetteer: Gazetteer, inputs: Sequence[str], output: str, counts: Mapping[str, Any]) -> str:
    """Write the manifest of ``output``: hashes of inputs and outputs, versions, counts. No time: it comes out the same.

    Returns what to tell.
    """
    from geoevents import __version__  # noqa: PLC0415  help must not pay for it
    from geoevents.export import write  # noqa: PLC0415  as above

    found = {
        "tool": "geoevents",
        "version": __version__,
        "gazetteer": {"version": gazetteer.version, "sha256": _hash(gazetteer.path)},
        "inputs": [_file(name) for name in inputs if Path(name).is_file()],
        "outputs": [_file(output)],
        **counts,
    }
    path = manifest_path(output)
    write(path, [json.dumps(found, ensure_ascii=False, indent=2).encode("utf-8"), b"\n"], inputs=inputs)
    return f"Wrote {path}"


def _file(name: str) -> dict[str, Any]:
    return {"name": name, "bytes": Path(name).stat().st_size, "sha256": _hash(Path(name))}


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
