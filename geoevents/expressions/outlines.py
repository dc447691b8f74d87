"""Which side of itself every stretch of an outline is: of islands, lakes and seas. Needs shapely.

The coasts of countries know their sides from the build (``gazetteer/coasts.py``); here the same is done for one ring:
the outward normal of a chord, and whether the way out to that side is free.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geoevents.expressions.footprints import unrolled
from geoevents.expressions.shore import Shore
from geoevents.gazetteer import CoastPart

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Array = NDArray[np.float64]

_SAMPLES = 240
_CHORD = 0.1  # of the diameter
_FACING_DEG = 62.0
_CAPE = 0.02  # of twice the size: a cape as thin as that before a bay does not take away the bay's side
_LARGE = 0.05  # pieces below this share of the largest have the sides of the nearest large one
_DETAIL = 0.003  # of the size: what is finer says nothing of sides
_SIDES = np.array([(0.0, 1.0), (1.0, 0.0), (0.0, -1.0), (-1.0, 0.0)])  # north, east, south, west: bits 1, 2, 4, 8


def ring_sides(ring: Array) -> tuple[Array, Array, NDArray[np.uint8]]:
    """Samples along a counterclockwise ring (degrees), the bearing outward of each, and the bits of its open sides."""
    shrink = np.array([max(0.02, float(np.cos(np.radians(ring[:, 1].mean())))), 1.0])
    plane = ring * shrink
    way = np.concatenate(([0.0], np.cumsum(np.maximum(np.hypot(*np.diff(plane, axis=0).T), 1e-9))))
    chord = min(_CHORD * float(np.hypot(*np.ptp(plane, axis=0))), way[-1] / 4)
    at = (np.arange(_SAMPLES) + 0.5) * way[-1] / _SAMPLES

    def along(where: Array) -> Array:
        where = where % way[-1]
        return np.column_stack([np.interp(where, way, plane[:, axis]) for axis in (0, 1)])

    run = along(at + chord / 2) - along(at - chord / 2)
    bearing = (np.degrees(np.arctan2(run[:, 0], run[:, 1])) + 90) % 360
    samples = along(at)
    body = shapely.simplify(shapely.Polygon(plane), chord / 8)
    shapely.prepare(body)
    normal = np.column_stack((np.sin(np.radians(bearing)), np.cos(np.radians(bearing))))
    start = samples + normal * chord / 3
    far = float(np.ptp(plane, axis=0).max()) * 2
    bits = np.zeros(_SAMPLES, np.uint8)
    for bit, step in enumerate(_SIDES):
        faces = np.abs((bearing - 90.0 * bit + 180) % 360 - 180) <= _FACING_DEG
        rays = shapely.linestrings(np.stack((start[faces], start[faces] + step * far), axis=1))
        blocked = shapely.length(shapely.intersection(body, rays)) > _CAPE * far
        free = np.flatnonzero(faces)[~blocked]
        open_here = np.zeros(_SAMPLES)
        open_here[free] = 1
        padded = np.pad(open_here, 3, mode="wrap")  # a cove does not change the side of a coast
        bits |= ((np.convolve(padded, np.ones(7), "valid") > 3).astype(np.uint8) << bit).astype(np.uint8)
    return samples / shrink, bearing, bits


def _with_sides(part: CoastPart, samples: Array, bearing: Array, bits: NDArray[np.uint8]) -> CoastPart:
    """The stretch with the sides of the nearest samples."""
    lon = part.lon + np.where(part.lon < samples[:, 0].min() - 180, 360.0, 0.0)
    shrink = max(0.02, float(np.cos(np.radians(samples[:, 1].mean()))))
    tree = shapely.STRtree(shapely.points(samples * [shrink, 1.0]))
    nearest = tree.nearest(shapely.points(lon * shrink, part.lat))
    return replace(part, seaward_deg=bearing[nearest], open_sides=bits[nearest])


def with_own_sides(shores: list[Shore], outline: BaseGeometry) -> list[Shore]:
    """The shores with the sides that they are for the outline alone: Florida's west coast has Texas behind the sea."""
    parts = shapely.get_parts(shapely.orient_polygons(unrolled(outline)))
    sizes = [float(np.ptp(part.bounds[::2]) * np.ptp(part.bounds[1::2])) for part in parts]
    rings = [
        shapely.get_coordinates(shapely.simplify(part, _DETAIL * size**0.5).exterior)
        for part, size in zip(parts, sizes, strict=True) if size >= _LARGE * max(sizes)
    ]  # fmt: skip
    found = [ring_sides(ring) for ring in rings if len(ring) > 3]
    if not found:
        return shores
    sides = (
        np.concatenate([f[0] for f in found]),
        np.concatenate([f[1] for f in found]),
        np.concatenate([f[2] for f in found]),
    )
    return [Shore(_with_sides(shore.part, *sides), shore.chosen) for shore in shores]


def lake_shores(lake: BaseGeometry) -> list[Shore]:
    """The shore of a lake, with the sides that it is for the lake."""
    found = []
    for number, polygon in enumerate(shapely.get_parts(shapely.orient_polygons(lake))):
        ring = shapely.get_coordinates(polygon.exterior)
        count = len(ring)
        part = CoastPart(
            country="", part=number, mainland=number == 0, closed=True, lon=ring[:, 0], lat=ring[:, 1],
            seaward_deg=np.zeros(count), open_sides=np.zeros(count, np.uint8), sea_ids=("",) * count,
        )  # fmt: skip
        found.append(Shore(_with_sides(part, *ring_sides(ring)), np.ones(count, bool)))
    return found


def sides_of_water(sea: BaseGeometry, shores: list[Shore]) -> list[Shore]:
    """The shores with the side of the sea that each is: the northern shore of the Black Sea is Ukraine's."""
    parts = shapely.get_parts(unrolled(sea))
    body = shapely.orient_polygons(parts[int(shapely.area(parts).argmax())])
    sides = ring_sides(shapely.get_coordinates(body.exterior))
    return [Shore(_with_sides(shore.part, *sides), shore.chosen) for shore in shores]
