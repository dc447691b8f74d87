"""Extract the topology of countries from the npm package world-atlas 2.0.2 (Natural Earth 4.1.0).

Usage: ``npm pack world-atlas@2.0.2``, untar, then ``python -m gazetteer.extract.world_atlas package``.
The arcs stay as they are (quantized, delta encoded); only the merged ``land`` object goes, which the compiler can make.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from gazetteer.extract.packing import write_extract


def main(folder: Path) -> None:
    """Write ``countries-10m.json.xz`` and ``countries-50m.json.xz``."""
    for scale in ("10m", "50m"):
        topology = json.loads((folder / f"countries-{scale}.json").read_bytes())
        kept = {
            "transform": topology["transform"],
            "geometries": [
                {"id": g.get("id"), "name": g["properties"]["name"], "type": g["type"], "arcs": g["arcs"]}
                for g in topology["objects"]["countries"]["geometries"]
            ],
            "arcs": topology["arcs"],
        }
        data = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()
        write_extract(f"countries-{scale}.json.xz", data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
