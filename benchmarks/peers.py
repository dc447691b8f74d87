"""Other finders of place names, where they are installed, in the shape that geoparse.py counts.

They are no dependency: ``pip install geotext flashgeotext local-geocode`` beside this project. `PEERS` maps the name of
a package to a function that makes its finder, text -> found names. geotext and flashgeotext know no positions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace

Finder = Callable[[str], list[SimpleNamespace]]


def _found(start: int, end: int, place: SimpleNamespace | None = None) -> SimpleNamespace:
    return SimpleNamespace(start=start, end=end, place=place, candidates=())


def _everywhere(text: str, names: dict[str, SimpleNamespace | None]) -> list[SimpleNamespace]:
    """Where the names stand in a text, longer ones first, none inside another: the package gives names only."""
    taken: list[SimpleNamespace] = []
    for name in sorted(names, key=len, reverse=True):
        for match in re.finditer(rf"\b{re.escape(name)}\b", text):
            if not any(one.start < match.end() and match.start() < one.end for one in taken):
                taken.append(_found(match.start(), match.end(), names[name]))
    return taken


def geotext() -> Finder:
    from geotext import GeoText

    def find(text: str) -> list[SimpleNamespace]:
        known = GeoText(text)
        return _everywhere(text, dict.fromkeys([*known.cities, *known.countries]))

    return find


def flashgeotext() -> Finder:
    from flashgeotext.geotext import GeoText

    finder = GeoText()

    def find(text: str) -> list[SimpleNamespace]:
        known = finder.extract(text)
        spans = [span for sort in known.values() for one in sort.values() for span in one["span_info"]]
        return [_found(*span) for span in spans]

    return find


def local_geocode() -> Finder:
    from geocode.geocode import Geocode

    finder = Geocode()
    finder.load()

    def find(text: str) -> list[SimpleNamespace]:
        places = {
            one["name"]: SimpleNamespace(
                id=one["geoname_id"], name=one["official_name"], lon=one["longitude"], lat=one["latitude"],
                feature=one["location_type"], admin1="", country=one["country_code"],
            )
            for one in finder.decode(text)
        }  # fmt: skip
        return _everywhere(text, places)

    return find


PEERS = {"geotext": geotext, "flashgeotext": flashgeotext, "local-geocode": local_geocode}
