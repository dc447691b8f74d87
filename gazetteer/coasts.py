"""Coast lines: the arcs of the topology that one country uses, with where each vertex looks.

Method: a coast is traced on its simplified outline (detail that is small against the country says nothing about "the
east coast"), in the Mercator plane, where bearings are true and the four winds are parallel to the axes. At samples
along the way the seaward bearing is the normal of a chord as long as a tenth of the land's diameter (20 to 150 km). A
side is open if it lies within 62 degrees of that bearing and the ray to that side meets no more of the same land.
"""

from __future__ import annotations

import math
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gazetteer.shared import codec
from gazetteer.topology import unwrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gazetteer.rows import Row
    from gazetteer.topology import Topology

    Array = NDArray[np.float64]

SCALE = 100_000
_EARTH_KM = 6371.0
_FACING_DEG = 62.0
_LARGE = 0.05  # share of the largest piece of land from which an island has sides of its own (Shikoku: 0.08)
_MAINLAND = 0.25
_JOIN_KM = 150.0  # a smaller island within this distance of a large piece of land belongs to its nearest coast
_SIDES_DEG = (0.0, 90.0, 180.0, 270.0)
_SEA_REACH_DEG = 0.05
_SEA_GAP_DEG, _SEA_STEP_DEG = 0.8, 0.1  # seas are simpler than the shore: the nearest edge names what none covers


@dataclass(slots=True)
class Stretch:
    """An unbroken piece of coast with its measures per vertex; ``owner`` is the piece of land it bounds."""

    points: Array
    owner: int
    closed: bool
    azimuth: Array = field(default_factory=lambda: np.zeros(0))
    sides: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))
    seas: list[str] = field(default_factory=list)
    samples: Array = field(default_factory=lambda: np.zeros((0, 2)))
    sample_sides: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))


def coast_rows(topology: Topology, seas: Sequence[Row]) -> list[tuple[object, ...]]:
    """Rows of the table ``coast`` for every coastal country."""
    arcs: dict[str, list[int]] = defaultdict(list)
    for _, uses in sorted(topology.users().items()):
        if len(uses) == 1:
            arcs[uses[0][0]].append(uses[0][1])
    stretches = {}
    for code, indexes in sorted(arcs.items()):
        lines = [piece for index in indexes for piece in _without_cuts(topology.directed(index))]
        if lines and code != "XS":
            stretches[code] = _country(topology, code, _chains(lines))
    _name_seas([s for parts in stretches.values() for _, s in parts], seas)
    return [
        (code, number, int(mainland), len(stretch.points), _blob(stretch))
        for code, parts in stretches.items()
        for number, (mainland, stretch) in enumerate(parts)
    ]


def _without_cuts(line: Array) -> list[Array]:
    """Pieces of an arc without the edges where the map, not the land, ends (180 degrees; the south of Antarctica)."""
    line = unwrapped(line)
    edge = (np.abs(np.abs(line[:, 0]) % 360 - 180) < 0.01) | (line[:, 1] < -85.1)
    cut = np.flatnonzero(edge[:-1] & edge[1:])
    pieces = [piece for piece in np.split(line, cut + 1) if len(piece) > 1]
    return [piece - np.array([360.0 * round(float(piece[:, 0].mean()) / 360), 0.0]) for piece in pieces]


def _chains(lines: list[Array]) -> list[Array]:
    """Lines joined end to start."""
    starts: dict[tuple[float, ...], list[int]] = defaultdict(list)
    ends = set()
    for at, line in enumerate(lines):
        starts[_key(line[0])].append(at)
        ends.add(_key(line[-1]))
    free = set(range(len(lines)))
    order = sorted(free, key=lambda at: (_key(lines[at][0]) in ends, at))  # beginnings of open chains first
    chains = []
    for first in order:
        if first not in free:
            continue
        chain, at = [], first
        while at in free:
            free.discard(at)
            chain.append(lines[at])
            at = next((n for n in starts[_key(lines[at][-1])] if n in free), -1)
        chains.append(np.concatenate([chain[0][:1], *(line[1:] for line in chain)]))
    return chains


def _key(point: Array) -> tuple[float, ...]:
    return tuple(np.round(point, 6).tolist())


def _country(topology: Topology, code: str, chains: list[Array]) -> list[tuple[bool, Stretch]]:
    """(on the mainland, stretch), those of the largest land first, then by size of land and position."""
    lands = shapely.get_parts(topology.geometry(topology.countries[code]))
    middles = shapely.points([chain[len(chain) // 2] for chain in chains])
    owners = shapely.STRtree(lands).query_nearest(middles, all_matches=False)[1]
    centers = shapely.get_coordinates(shapely.centroid(lands))
    areas = shapely.area(lands) * np.cos(np.radians(centers[:, 1]))
    share = areas / areas.max()
    stretches = [
        Stretch(chain, int(owner), closed=bool((chain[0] == chain[-1]).all()))
        for chain, owner in zip(chains, owners, strict=True)
    ]
    for stretch in stretches:
        _trace(stretch, lands[stretch.owner])
    _join_islands(stretches, share)
    stretches.sort(key=lambda s: (-areas[s.owner], s.points[0].tolist()))
    return [(bool(share[s.owner] >= _MAINLAND), s) for s in stretches]


def _mercator(points: Array) -> Array:
    latitude = np.radians(np.clip(points[:, 1], -86, 86))
    return np.column_stack([np.radians(points[:, 0]), np.arcsinh(np.tan(latitude))]) * _EARTH_KM


def _trace(stretch: Stretch, land: shapely.Polygon) -> None:
    """Bearing and open sides of one stretch, as if its land were alone."""
    plane = _mercator(stretch.points)
    shrink = np.cos(np.radians(stretch.points[:, 1]))
    along = _lengths(plane, shrink)
    corners = _mercator(np.array(land.bounds).reshape(2, 2))
    diameter = float(np.hypot(*(corners[1] - corners[0])) * shrink.mean())
    chord = min(max(0.1 * diameter, 20.0), 150.0, max(along[-1] / 3, 0.05))
    tolerance = chord / 8 / float(shrink.mean())
    kept = _simplified(plane, tolerance, closed=stretch.closed)
    way = _lengths(plane[kept], shrink[kept])
    count = max(4, math.ceil(way[-1] / (chord / 4)))
    at = (np.arange(count) + 0.5) * way[-1] / count
    walk = _Walk(plane[kept], way, closed=stretch.closed)
    run = walk(at + chord / 2) - walk(at - chord / 2)
    bearing = (np.degrees(np.arctan2(run[:, 0], run[:, 1])) + 90) % 360  # land is on the left, the sea on the right
    stretch.samples = walk(at)
    stretch.sample_sides = _open_sides(stretch, bearing, land, tolerance)
    position = np.interp(along, along[kept], way)
    nearest = np.clip((position / way[-1] * count).astype(int), 0, count - 1)
    stretch.azimuth, stretch.sides = bearing[nearest], stretch.sample_sides[nearest]


@dataclass(slots=True)
class _Walk:
    """Position on a line by distance along it; a closed line goes around."""

    line: Array
    way: Array
    closed: bool

    def __call__(self, at: Array) -> Array:
        at = at % self.way[-1] if self.closed else at
        return np.column_stack([np.interp(at, self.way, self.line[:, axis]) for axis in (0, 1)])


def _lengths(plane: Array, shrink: Array) -> Array:
    """Distance along a line in true kilometers; every step counts a little, so that it never stands still."""
    steps = np.hypot(*np.diff(plane, axis=0).T) * (shrink[:-1] + shrink[1:]) / 2
    return np.concatenate([[0.0], np.cumsum(np.maximum(steps, 1e-6))])


def _simplified(plane: Array, tolerance: float, *, closed: bool) -> NDArray[np.int64]:
    """Indexes of the vertices that Douglas-Peucker keeps; a ring keeps its shape."""
    marked = np.column_stack([plane, np.arange(len(plane))])  # the third coordinate carries the index through
    for factor in (1.0, 0.25, 0.05):
        kept = shapely.simplify(shapely.linestrings(marked), tolerance * factor, preserve_topology=False)
        if not closed or len(kept.coords) >= 5:
            return np.rint(shapely.get_coordinates(kept, include_z=True)[:, 2]).astype(np.int64)
    return np.arange(len(plane))


def _open_sides(stretch: Stretch, bearing: Array, land: shapely.Polygon, tolerance: float) -> NDArray[np.uint8]:
    outline = _mercator(shapely.get_coordinates(land.exterior))
    outline = outline[_simplified(outline, tolerance, closed=True)]
    normal = np.column_stack([np.sin(np.radians(bearing)), np.cos(np.radians(bearing))])
    start = stretch.samples + 2 * tolerance * normal  # off the line itself
    sides = np.zeros((4, len(bearing)))
    for number, side in enumerate(_SIDES_DEG):
        faces = np.abs((bearing - side + 180) % 360 - 180) <= _FACING_DEG
        sides[number] = faces & ~_blocked(start, outline, number)
    smooth = np.array([_smoothed(side, closed=stretch.closed) for side in sides])
    smooth = _without_gaps(smooth, closed=stretch.closed)
    if not stretch.closed:
        share = smooth.mean(axis=1)
        first, second = np.argsort(-share, kind="stable")[:2]
        if share[first] >= 0.85 or (share[first] >= 0.55 and share[first] - share[second] >= 0.15):
            smooth[first] = 1  # between two borders, and clearly looking one way: "the west coast" is all of it
    return (smooth.T @ np.array([1, 2, 4, 8])).astype(np.uint8)


def _blocked(start: Array, outline: Array, side: int) -> NDArray[np.bool_]:
    """Whether the ray from each start to the north, east, south or west crosses the outline."""
    along, across = (1, 0) if side % 2 == 0 else (0, 1)
    sign = 1.0 if side in (0, 1) else -1.0
    a, b = outline[:-1], outline[1:]
    here = start[:, across, None]
    straddles = (a[None, :, across] > here) != (b[None, :, across] > here)
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = (b[:, along] - a[:, along]) / (b[:, across] - a[:, across])
        crossing = a[None, :, along] + slope[None, :] * (here - a[None, :, across])
        ahead = (crossing - start[:, along, None]) * sign > 0
    return (straddles & ahead).any(axis=1)


def _smoothed(values: Array, *, closed: bool) -> Array:
    """Majority among five neighbors: an inlet does not change the side of a coast."""
    mode = "wrap" if closed else "edge"
    padded = np.pad(values, 2, mode=mode) if len(values) > 2 else np.pad(values, 2, mode="edge")
    return (np.convolve(padded, np.ones(5), "valid") > 2.5).astype(float)


def _without_gaps(sides: Array, *, closed: bool) -> Array:
    """A bay that looks nowhere (blocked on every side) belongs to the coast around it: the nearest that looks."""
    known = np.flatnonzero(sides.any(axis=0))
    if not len(known):
        return sides
    count = sides.shape[1]
    at = np.arange(count)
    wide = np.concatenate([known - count, known, known + count]) if closed else known
    after = np.clip(np.searchsorted(wide, at), 0, len(wide) - 1)
    before = np.clip(after - 1, 0, len(wide) - 1)
    nearest = np.where(np.abs(wide[after] - at) < np.abs(wide[before] - at), wide[after], wide[before])
    return sides[:, nearest % count]


def _join_islands(stretches: list[Stretch], share: Array) -> None:
    """A small island has the sides of the nearest large coast: NK's islands in the Yellow Sea are on its west coast."""
    large = [s for s in stretches if share[s.owner] >= _LARGE]
    if not large:
        return
    coast = _unit_vectors(np.concatenate([s.samples for s in large]))
    sides = np.concatenate([s.sample_sides for s in large])
    for stretch in stretches:
        if share[stretch.owner] >= _LARGE:
            continue
        middle = _unit_vectors(stretch.samples.mean(axis=0)[None])[0]
        closeness = coast @ middle
        best = int(np.argmax(closeness))
        if closeness[best] >= math.cos(_JOIN_KM / _EARTH_KM):
            stretch.sides = np.full(len(stretch.points), sides[best], np.uint8)


def _unit_vectors(plane: Array) -> Array:
    """Points of the Mercator plane on the unit sphere."""
    lon, lat = plane[:, 0] / _EARTH_KM, np.arctan(np.sinh(plane[:, 1] / _EARTH_KM))
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _name_seas(stretches: list[Stretch], seas: Sequence[Row]) -> None:
    """The smallest named sea within some kilometers of each vertex."""
    points = shapely.points(np.concatenate([s.points for s in stretches]))
    found = np.full(len(points), -1)
    ordered = sorted((row for row in seas if row.geometry is not None), key=lambda row: (-row.geometry.area, row.id))
    reach = [shapely.simplify(row.geometry, 0.01).buffer(_SEA_REACH_DEG, quad_segs=2) for row in ordered]
    sea, point = shapely.STRtree(points).query(reach, predicate="intersects") if reach else ((), ())
    for number in range(len(ordered)):  # the largest first, so that the smallest has the last word
        found[np.asarray(point)[np.asarray(sea) == number]] = number
    _fill_gaps(found, points, ordered)
    ids = [row.id for row in ordered] + [""]
    at = 0
    for stretch in stretches:
        stretch.seas = [ids[number] for number in found[at : at + len(stretch.points)].tolist()]
        at += len(stretch.points)


def _fill_gaps(found: NDArray[np.int64], points: NDArray[np.object_], seas: Sequence[Row]) -> None:
    """Give the vertices that no sea reaches the sea with the nearest edge; of several the smallest."""
    missing = np.flatnonzero(found < 0)
    edges, owner = [], []
    for number, row in reversed(list(enumerate(seas))):  # the smallest first: it wins where edges coincide
        line = shapely.segmentize(shapely.simplify(row.geometry, 0.02), _SEA_STEP_DEG)
        edges.append(shapely.get_coordinates(line))
        owner.append(np.full(len(edges[-1]), number))
    if not len(missing) or not edges:
        return
    tree, numbers = shapely.STRtree(shapely.points(np.concatenate(edges))), np.concatenate(owner)
    point, edge = tree.query_nearest(points[missing], max_distance=_SEA_GAP_DEG, all_matches=True)
    for at, number in zip(point.tolist(), numbers[edge].tolist(), strict=True):
        found[missing[at]] = max(found[missing[at]], number)


def _blob(stretch: Stretch) -> bytes:
    """What `geoevents.gazetteer.records.read_coast` reads."""
    names = sorted(set(stretch.seas))
    head = "\n".join(names).encode()
    number = {name: at for at, name in enumerate(names)}
    azimuth = (np.rint(stretch.azimuth / 360 * 256).astype(int) % 256).astype(np.uint8)
    columns = np.array([azimuth, stretch.sides, [number[name] for name in stretch.seas]], np.uint8)
    whole = np.rint(stretch.points * SCALE).astype(np.int64)
    count, size = len(stretch.points).to_bytes(4, "little"), len(head).to_bytes(4, "little")
    return zlib.compress(count + size + head + codec.pack_integers(whole) + columns.tobytes(), 9)
