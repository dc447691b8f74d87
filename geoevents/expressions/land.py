"""Land within boxes, and areas without it. Needs shapely."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geoevents import geodesy
from geoevents.expressions.around import countries_within

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geoevents.gazetteer import Gazetteer

    Box = tuple[float, float, float, float]  # degrees; west may be below -180 or east above 180

_DEGREE_M = 111_000.0


class Land:
    """The outline of a country, whose pieces within boxes are asked for.

    Detail below ``fine`` degrees is left out, and so are islands below ``least`` degrees of latitude across.
    """

    def __init__(self, outline: BaseGeometry, fine: float, least: float = 0.0) -> None:
        parts = shapely.get_parts(outline)
        boxes = shapely.bounds(parts)
        wide = (boxes[:, 2] - boxes[:, 0]) * np.maximum(0.05, np.cos(np.radians(boxes[:, 1])))
        seen = np.maximum(wide, boxes[:, 3] - boxes[:, 1]) > max(fine, least)
        self.parts, self.boxes, self.fine = parts[seen], boxes[seen], fine

    def within(self, box: Box) -> list[BaseGeometry]:
        """What lies in a box that may go over the antimeridian; pieces may need to be made valid."""
        west, south, east, north = box
        pieces: list[BaseGeometry] = []
        for turn in (-360.0, 0.0, 360.0):
            a, b = west + turn, east + turn
            meets = (self.boxes[:, 0] <= b) & (self.boxes[:, 2] >= a)
            meets &= (self.boxes[:, 1] <= north) & (self.boxes[:, 3] >= south)
            clipped = shapely.clip_by_rect(self.parts[meets], a, south, b, north)
            clipped = shapely.simplify(shapely.get_parts(clipped), self.fine, preserve_topology=False)
            clipped = clipped[~shapely.is_empty(clipped)]
            pieces += list(shapely.transform(clipped, lambda xy, turn=turn: xy - [turn, 0]))
        return pieces


def without_land(gazetteer: Gazetteer, area: BaseGeometry, detail_m: float) -> BaseGeometry:
    """What of an area is no land of any country, by outlines as fine as an eighth of ``detail_m`` meters."""
    codes = countries_within(gazetteer, area.bounds)
    outlines = [Land(gazetteer.country(code).geometry, detail_m / _DEGREE_M / 8) for code in codes]
    return without(area, outlines, [area.bounds])


def without(area: BaseGeometry, outlines: list[Land], boxes: list[tuple[float, float, float, float]]) -> BaseGeometry:
    """The area without the land in the boxes."""
    land = [geodesy.valid(part) for box in boxes for outline in outlines for part in outline.within(box)]
    # most islands touch nothing else: only what may is united step by step
    return area.difference(shapely.disjoint_subset_union_all(land))
