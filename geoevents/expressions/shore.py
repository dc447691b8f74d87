"""One part of a coast and which of its vertices are meant. Needs numpy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geoevents.gazetteer import CoastPart

_GAP_VERTICES = 6  # a stretch is not broken by a few vertices of a cove that faces elsewhere
_SHORT_RUN = 0.06  # stretches below this share of the longest on one part are noise of headlands


@dataclass(frozen=True, slots=True)
class Shore:
    """One part of a coast and which of its vertices are meant."""

    part: CoastPart
    chosen: NDArray[np.bool_]

    def narrowed(self, mask: NDArray[np.bool_]) -> Shore:
        """The vertices that are also in the mask, small gaps closed and specks dropped."""
        return Shore(self.part, self.chosen & _tidy(self.chosen & mask, closed=self.part.closed))


def _tidy(mask: NDArray[np.bool_], *, closed: bool) -> NDArray[np.bool_]:
    """Small gaps closed, specks dropped."""
    if not mask.any() or mask.all():
        return mask
    out = mask.copy()
    for start, end in runs_of(~out):
        if end - start <= _GAP_VERTICES and start > 0 and end < len(out):
            out[start:end] = True
    runs = runs_of(out)
    longest = max(end - start for start, end in runs)
    for start, end in runs:
        at_seam = closed and (start == 0 or end == len(out))
        if end - start < max(3, _SHORT_RUN * longest) and not at_seam and end - start < longest:
            out[start:end] = False
    return out


def runs_of(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """(start, end) of every stretch of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]
