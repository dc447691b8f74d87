"""The value that every reader of a source gives and the writer stores: one place with all that is known of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# Prior of a curated or official place in tenths of a power of ten: as if it were a city of that many people, so that
# "Paris" the city (6.3) beats "Paris" the villages, and "Georgia" the country beats both the state and the towns.
PRIOR = {
    "country": 95, "ocean": 88, "sea": 88, "strait": 86, "region": 86, "line": 85, "island": 78, "cape": 74, "lake": 78,
    "river": 76, "admin1": 40, "site": 80,
    "settlement": 40,
}  # fmt: skip


@dataclass(slots=True)
class Row:
    """One place. ``names`` are (name, kind) with the kinds of `model.Place.matched_as`; ``extra`` goes into JSON."""

    id: str
    name: str
    feature: str
    lon: float
    lat: float
    country: str = ""
    admin1: str = ""
    population: int = 0
    names: list[tuple[str, str]] = field(default_factory=list)
    geometry: BaseGeometry | None = None
    scale: int = 10_000
    parents: list[str] = field(default_factory=list)
    status: str = "official"
    source: str = ""
    confidence: str = "high"
    note: str = ""
    prior: int = 0
    extra: dict[str, object] = field(default_factory=dict)


def slug(name: str, normalize: object) -> str:
    """A name as part of an id: ``Kangwŏn-do`` -> ``kangwon-do``."""
    assert callable(normalize)
    words: str = normalize(name)
    return words.replace(" ", "-")
