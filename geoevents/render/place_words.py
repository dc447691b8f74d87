"""What the page says of a place: its name, how exact it is, and where the name comes from."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from geoevents.render.shapes import rings
from geoevents.render.strings import NUMBERS, PLACE, PRECISION, PRECISION_EXTRA, UNPLACED

if TYPE_CHECKING:
    from collections.abc import Callable

    from shapely.geometry.base import BaseGeometry

    from geoevents.model import Resolution

    # The ids of a region's countries, by the id of the region; empty for what is no region.
    Members = Callable[[str], frozenset[str]]

IDS_SHOWN = 12
SURE_M = 50  # nearer than this a symbol hides the difference
_EARTH_M = 6_371_008.8


def length_m(geometry: BaseGeometry) -> float:
    """Length of lines on a sphere, in meters: good to 0.5 %, enough for words with two figures."""
    total = 0.0
    for ring in rings(geometry):
        lon, lat = np.radians(np.asarray(ring.coords)[:, :2]).T
        half = np.sin(np.diff(lat) / 2) ** 2 + np.cos(lat[:-1]) * np.cos(lat[1:]) * np.sin(np.diff(lon) / 2) ** 2
        total += float(np.sum(2 * _EARTH_M * np.arcsin(np.sqrt(np.minimum(1.0, half)))))
    return total


def distance(meters: float) -> str:
    """A distance with two figures: "800 m", "5 km", "2,000 km"."""
    value, unit = (meters / 1000, "km") if meters >= 1000 else (meters, "m")
    if value >= 10:
        step = 10.0 ** (len(str(int(value))) - 2)
        value = round(value / step) * step
    return f"{value:,.1f} {unit}".replace(".0 ", " ")


def _word(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def _are_countries(resolution: Resolution) -> bool:
    return bool(resolution.places) and all(place.feature == "country" for place in resolution.places)


def no_members(_: str) -> frozenset[str]:
    """Stands for a gazetteer that knows the members of no region."""
    return frozenset()


def countries_of(resolution: Resolution, members: Members) -> int:
    """How many countries an event may have happened in, where all that is said is a region; else 0."""
    if resolution.choice != "any" or not resolution.places:
        return 0
    if _are_countries(resolution):
        return len(resolution.places)
    if resolution.precision != "region" or any(place.feature != "region" for place in resolution.places):
        return 0
    return len(frozenset().union(*(members(place.id) for place in resolution.places)))


def place_name(resolution: Resolution) -> str:
    """The resolved place by name; many at once by their number."""
    several = len(resolution.places)
    if not several:
        return resolution.name or PLACE["not_stated"]
    if several > 3:
        kind = "countries" if _are_countries(resolution) else "places"
        return resolution.name or PLACE[f"{resolution.choice}_{kind}"].format(n=several)
    return resolution.name or ", ".join(place.name for place in resolution.places)


def place_ids(resolution: Resolution) -> str:
    """The ids of the gazetteer rows behind the place, in order."""
    if not resolution.places:
        return ""
    ids = list(dict.fromkeys(place.id for place in resolution.places))
    more = PLACE["more"].format(n=len(ids) - IDS_SHOWN) if len(ids) > IDS_SHOWN else ""
    return " · ".join(ids[:IDS_SHOWN]) + more


class _Same:
    """A geometry as a key: the very same object, for to compare coordinates costs as much as to measure them."""

    __slots__ = ("geometry",)

    def __init__(self, geometry: BaseGeometry) -> None:
        self.geometry = geometry

    def __hash__(self) -> int:
        return id(self.geometry)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.geometry is self.geometry


@lru_cache(maxsize=128)  # many events share one line
def _measured(line: _Same) -> tuple[int, float]:
    lengths = [length_m(part) for part in getattr(line.geometry, "geoms", [line.geometry])]
    return sum(length >= max(lengths) / 10 for length in lengths), sum(lengths)


def line_parts(geometry: BaseGeometry) -> int:
    """Number of separate lines that matter: those of at least a tenth of the longest."""
    return _measured(_Same(geometry))[0]


def precision_words(resolution: Resolution, geometry: BaseGeometry | None, members: Members = no_members) -> str:
    """How exact the place is, in words that a reader need not learn. ``members``: of a region, by its id."""
    shape, precision, choice = resolution.shape, resolution.precision, resolution.choice
    if shape is None or geometry is None:
        return UNPLACED
    if precision is None:
        return PRECISION_EXTRA["unknown"]
    if shape.dimension == 2:
        return _area_words(resolution, precision, members)
    if shape.dimension == 1 and precision in {"coast", "line"}:
        return _line_words(precision, choice, geometry)
    return _point_words(precision, choice, shape.error_m) if shape.dimension == 0 else PRECISION[precision, choice]


@lru_cache(maxsize=1024)  # the rows of a table share their few radii
def _point_words(precision: str, choice: str, error_m: float) -> str:
    if error_m < SURE_M:
        return PRECISION[precision, choice]
    words = PRECISION["near" if precision == "exact" and error_m >= 1000 else precision, choice]
    return words + PRECISION_EXTRA["within"].format(distance=distance(error_m))


def _area_words(resolution: Resolution, precision: str, members: Members) -> str:
    choice = resolution.choice
    if precision in {"country", "region"} and (several := countries_of(resolution, members)) > 1:
        return PRECISION_EXTRA["countries"].format(n=several)
    if precision in {"near", "exact"}:
        return PRECISION_EXTRA["marked"]
    if precision in {"admin1", "admin2"} and not any(place.feature.startswith("admin") for place in resolution.places):
        precision = "region"  # "northern Israel" is no province
    return PRECISION[precision, choice]


def _line_words(precision: str, choice: str, geometry: BaseGeometry) -> str:
    parts, length_of_all = _measured(_Same(geometry))
    length = distance(length_of_all)
    if precision == "coast":
        key = "coasts" if choice == "any" else "all_coasts"
        words = PRECISION_EXTRA[key].format(n=_word(parts)) if parts > 1 else PRECISION[precision, choice]
        return words + PRECISION_EXTRA["shore"].format(distance=length)
    if parts > 1 and choice == "any":
        return PRECISION_EXTRA["lines"] if parts == 2 else PRECISION_EXTRA["many_lines"].format(n=_word(parts))
    return PRECISION[precision, choice] + PRECISION_EXTRA["length"].format(distance=length)
