"""The values that the gazetteer gives besides `model.Place`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geoevents.gazetteer.codec import decode_geometry, unpack_integers

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geoevents.model import Place

FEATURES = (
    "country", "admin1", "admin2", "settlement", "region", "sea", "ocean", "strait", "gulf", "bay", "island", "cape",
    "peninsula", "site", "line", "river", "lake", "mountain", "desert",
)  # fmt: skip
SIDES = ("north", "east", "south", "west")  # bits 1, 2, 4, 8 of CoastPart.open_sides


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name in running text: ``text[start:end]`` normalizes to ``norm``; ``places`` best first.

    ``placed``: a preposition of place before it, or a comma and another name after it, say that it is a place.
    ``wary``: the name is also an everyday word or a person's name; such a hit is given only if it is ``placed``.
    """

    start: int
    end: int
    norm: str
    places: tuple[Place, ...]
    placed: bool = False
    wary: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where data come from; ``attribution`` must be shown with them."""

    id: str
    name: str
    license: str
    attribution: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class Border:
    """The land border that two countries share (ISO alpha-2, in alphabetical order)."""

    a: str
    b: str
    _blob: bytes = field(repr=False, compare=False)

    @property
    def geometry(self) -> BaseGeometry:
        """A (multi)line, EPSG:4326."""
        return decode_geometry(self._blob)


@dataclass(frozen=True, slots=True)
class CoastPart:
    """One unbroken stretch of coast (between two land borders, or around an island), land on the left.

    Parameters
    ----------
    part
        Number within the country; 0 is on the largest piece of land.
    mainland
        The stretch bounds the country's largest piece of land, or another of at least a quarter of its size.
    closed
        It goes around: the last vertex is the first.
    lon, lat
        Vertices, degrees.
    seaward_deg
        Bearing out to sea of each vertex, degrees clockwise from north, in steps of 360/256.
    open_sides
        Bits of `SIDES` that each vertex faces.
    sea_ids
        The smallest named sea at each vertex; "" where none is known.
    """

    country: str
    part: int
    mainland: bool
    closed: bool
    lon: NDArray[Any]
    lat: NDArray[Any]
    seaward_deg: NDArray[Any]
    open_sides: NDArray[Any]
    sea_ids: tuple[str, ...]


def read_coast(country: str, part: int, mainland: int, blob: bytes) -> CoastPart:
    """A stretch of coast from its blob (``gazetteer/coasts.py`` writes it)."""
    import zlib  # noqa: PLC0415  only coasts need these

    import numpy as np  # noqa: PLC0415

    data = zlib.decompress(blob)
    count, seas = int.from_bytes(data[:4], "little"), int.from_bytes(data[4:8], "little")
    names = data[8 : 8 + seas].decode().split("\n")
    body = data[8 + seas :]
    points = unpack_integers(body[: 8 * count], 2) / 100_000
    azimuth, sides, sea = np.frombuffer(body[8 * count :], np.uint8).reshape(3, count)
    return CoastPart(
        country=country, part=part, mainland=bool(mainland), closed=bool((points[0] == points[-1]).all()),
        lon=points[:, 0], lat=points[:, 1], seaward_deg=azimuth * (360 / 256), open_sides=sides.copy(),
        sea_ids=tuple(names[index] for index in sea.tolist()),
    )  # fmt: skip
