"""The numbers of all events of a page, sheet by sheet, until they are packed: a few bytes per event."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from geoevents.model import Assertion
from geoevents.render.columns import Columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geoevents.render.placed import Ground
    from geoevents.render.sheets import Sheet

ALONE = -1  # in the column of clusters: no other document tells the event
ASSERTIONS: tuple[str, ...] = get_args(Assertion)
# Beyond so many events the page shows no scene apart (static/inset.js) and needs no countries to name it.
MOST_WITH_SCENE = 400
_ASSERTION = {assertion: number for number, assertion in enumerate(ASSERTIONS)}
_EVENT = {
    "kind": "i4", "start": "f8", "end": "f8", "approximate": "u1", "assertion": "u1", "confidence": "f8",
    "places": "i4", "cluster": "i4",
}  # fmt: skip
_ROW = {
    "role": "u1", "level": "u1", "radius": "f4", "any": "u1", "shape": "i4", "dimension": "i1", "lon": "f8", "lat": "f8"
}  # fmt: skip


class Numbers:
    """Collects the columns of numbers. ``kinds`` counts the events of each kind."""

    def __init__(self, ground: Ground) -> None:
        self.kinds: Counter[str] = Counter()
        self.events = self.places = 0
        # Of a small page: longitude, latitude, dimension, level and lands of each place.
        self.scene: list[tuple[float, float, int, int, tuple[str, ...]]] = []
        self._ground = ground
        self._number_of: dict[str, int] = {}
        self._clusters: dict[str, int] = {}
        self._parts: dict[str, list[NDArray[Any]]] = {
            name: [np.empty(0, dtype)] for name, dtype in (_EVENT | _ROW).items()
        }

    def add(self, sheet: Sheet) -> None:
        """Keep the numbers of a sheet."""
        events, places = sheet.events, sheet.places
        self.kinds.update(events["kind"])
        kinds, clusters = self._number_of, self._clusters
        numbered = {
            "kind": [kinds.setdefault(kind, len(kinds)) for kind in events["kind"]],
            "assertion": [_ASSERTION[assertion] for assertion in events["assertion"]],
            "cluster": [ALONE if c is None else clusters.setdefault(c, len(clusters)) for c in events["cluster"]],
        }
        for name, dtype in _EVENT.items():
            self._parts[name].append(np.asarray(numbered.get(name) or events[name], dtype=dtype))
        for name, dtype in _ROW.items():
            self._parts[name].append(np.asarray(places[name], dtype=dtype))
        self.events += len(sheet)
        self.places += len(places["role"])
        if self.events <= MOST_WITH_SCENE:
            self.scene += zip(*(places[name] for name in ("lon", "lat", "dimension", "level", "lands")), strict=True)

    def _of(self, name: str) -> NDArray[Any]:
        """A column as one array."""
        whole = np.concatenate(self._parts[name])
        self._parts[name] = [whole]
        return whole

    def extents(self) -> NDArray[np.float64]:
        """West, south, east, north of every placement that is on the map."""
        shape, lon, lat = (self._of(name) for name in ("shape", "lon", "lat"))
        found: NDArray[np.float64] = np.stack((lon, lat, lon, lat), axis=1)
        geometries = self._ground.shapes.geometries
        bounds = np.array([geometry.bounds for geometry in geometries], dtype=np.float64).reshape(-1, 4)
        found[shape >= 0] = bounds[shape[shape >= 0]]
        kept: NDArray[np.float64] = found[~np.isnan(found[:, 0])]
        return kept

    def pack(self, kinds: Sequence[str]) -> Columns:
        """All columns; the numbers of kinds are their places in ``kinds``."""
        columns = Columns()
        at = {kind: number for number, kind in enumerate(kinds)}
        order = np.array([at[kind] for kind in self._number_of], dtype=np.int32)
        kind = order[self._of("kind")]
        # A table of a user may bring more kinds than a byte counts.
        columns.whole("kind", kind) if kind.max(initial=0) > 255 else columns.bytes8("kind", kind)
        columns.times("start", np.rint(1000 * self._of("start")))
        columns.times("end", np.rint(1000 * self._of("end")))
        columns.bytes8("approximate", self._of("approximate"))
        columns.bytes8("assertion", self._of("assertion"))
        columns.bytes8("confidence", np.rint(100 * np.clip(self._of("confidence"), 0, 1)))
        columns.whole("first", np.concatenate(([0], np.cumsum(self._of("places"), dtype=np.int64))))
        if self._clusters:
            columns.whole("cluster", self._of("cluster"), signed=True)
        columns.bytes8("role", self._of("role"))
        columns.whole("shape", self._of("shape"), signed=True)
        columns.bytes8("dimension", self._of("dimension"), signed=True)
        columns.bytes8("precision", self._of("level"))
        columns.single("radius", self._of("radius"))
        columns.degrees("lon", self._of("lon"))
        columns.degrees("lat", self._of("lat"))
        columns.bytes8("any", self._of("any"))
        return columns
