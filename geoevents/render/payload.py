"""Everything that the page shows, as one base64 string: letters that no template and no HTML parser reacts to.

Layout, before base64: "GEV1", the length of the directory (4 bytes, little-endian), the directory (JSON: name ->
[start, length], from the end of the directory), then the parts, each gzipped: ``head`` (JSON), ``columns``,
``shapes``, ``base``, ``text0``, ``text1``, ... static/payload.js is the other half.
"""

from __future__ import annotations

import base64
import gc
import json
import math
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from geoevents.model import Assertion
from geoevents.render.columns import Columns
from geoevents.render.place_words import no_members
from geoevents.render.placed import Rows
from geoevents.render.texts import BLOCK, Block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Future

    from numpy.typing import NDArray

    from geoevents.layers import Layer
    from geoevents.model import Document, Event
    from geoevents.render.place_words import Members

MAGIC = b"GEV1"
ALONE = -1  # in the column of clusters: no other document tells the event
ASSERTIONS: tuple[str, ...] = get_args(Assertion)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ASSERTION = {assertion: number for number, assertion in enumerate(ASSERTIONS)}
# Level 6 and 9 save 2 % more and take twice as long.
_LEVEL = 5


@dataclass(slots=True)
class Parts:
    """Named parts of the payload, compressed in the background while more are made."""

    pool: ThreadPoolExecutor
    names: list[str] = field(default_factory=list)
    packed: list[Future[bytes]] = field(default_factory=list)

    def add(self, name: str, data: bytes) -> None:
        """Queue a part for compression."""
        self.names.append(name)
        self.packed.append(self.pool.submit(gzipped, data))

    def join(self) -> bytes:
        """The payload's bytes."""
        bodies = [future.result() for future in self.packed]
        directory, at = {}, 0
        for name, body in zip(self.names, bodies, strict=True):
            directory[name] = [at, len(body)]
            at += len(body)
        head = json.dumps(directory, separators=(",", ":")).encode()
        return b"".join([MAGIC, struct.pack("<I", len(head)), head, *bodies])


def gzipped(data: bytes) -> bytes:
    """The same bytes for the same data: no time, no file name."""
    squeeze = zlib.compressobj(_LEVEL, zlib.DEFLATED, 31)
    return squeeze.compress(data) + squeeze.flush()


def encode(
    layers: Sequence[Layer],
    events: Iterable[Event],
    documents: Mapping[str, Document],
    *,
    meta: Mapping[str, Any],
    base: Callable[[NDArray[np.float64]], bytes],
    members: Members = no_members,
) -> str:
    """Pack events for the page.

    Parameters
    ----------
    layers
        As ``geoevents.layers.layers`` gives them: kinds in legend order.
    events
        In the order in which the page lists them.
    documents
        By id.
    meta
        What the page says of itself; JSON values only.
    base
        Makes the base map from the extents of the placements (west, south, east, north), as ``basemap.pack`` does.
    members
        The ids of a region's countries, by its id.

    Returns
    -------
    str
        Base64.
    """
    numbers = {layer.kind: number for number, layer in enumerate(layers)}
    styles = {layer.kind: layer.style for layer in layers}
    kinds = [
        {
            "id": kind,
            "label": style.label,
            "group": style.group,
            "hue": style.hue,
            "symbol": style.symbol,
            "flow": style.flow,
        }
        for kind, style in styles.items()
    ]
    with _no_collection(), ThreadPoolExecutor(2) as pool:
        parts = Parts(pool)
        rows, columns, block, blocks = Rows(), _EventColumns(), Block(members), 0
        for event in events:
            added = rows.add(event)
            columns.add(event, numbers[event.kind], len(added))
            block.add(event, documents.get(event.document_id), styles[event.kind], added)
            if len(block.events) == BLOCK:
                parts.add(f"text{blocks}", block.pack())
                block, blocks = Block(members), blocks + 1
        if block.events:
            parts.add(f"text{blocks}", block.pack())
        packed = columns.pack(rows)
        parts.add("columns", bytes(packed.data))
        parts.add("shapes", rows.shapes.pack())
        parts.add("base", base(rows.extents()))
        head = {"meta": dict(meta), "kinds": kinds, "n": len(columns.rows), "m": len(rows.rows), "block": BLOCK}
        head |= {"columns": packed.directory}
        parts.add("head", json.dumps(head, allow_nan=False).encode())
        return base64.b64encode(parts.join()).decode("ascii")


@contextmanager
def _no_collection() -> Iterator[None]:
    """No search for garbage cycles meanwhile: none are made, and among millions of values each search takes long."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(slots=True)
class _EventColumns:
    # kind, start, end, approximate, assertion, confidence, number of placements, number of the cluster
    rows: list[tuple[int, float, float, bool, int, float, int, int]] = field(default_factory=list)
    _clusters: dict[str, int] = field(default_factory=dict)

    def add(self, event: Event, kind: int, placements: int) -> None:
        when, cluster = event.when, event.cluster_id
        self.rows.append(
            (
                kind,
                seconds(when.start),
                seconds(when.end),
                when.approximate,
                _ASSERTION[event.assertion],
                event.confidence,
                placements,
                ALONE if cluster is None else self._clusters.setdefault(cluster, len(self._clusters)),
            )
        )

    def pack(self, rows: Rows) -> Columns:
        kind, start, end, approximate, assertion, confidence, placements, cluster = (
            list(zip(*self.rows, strict=True)) or [()] * 8
        )
        columns = Columns()
        # A table of a user may bring more kinds than a byte counts.
        columns.whole("kind", kind) if max(kind, default=0) > 255 else columns.bytes8("kind", kind)
        columns.times("start", np.rint(1000 * np.asarray(start, dtype=np.float64)))
        columns.times("end", np.rint(1000 * np.asarray(end, dtype=np.float64)))
        columns.bytes8("approximate", approximate)
        columns.bytes8("assertion", assertion)
        columns.bytes8("confidence", np.rint(100 * np.clip(np.asarray(confidence, dtype=np.float64), 0, 1)))
        columns.whole("first", np.concatenate(([0], np.cumsum(np.asarray(placements, dtype=np.int64)))))
        if self._clusters:
            columns.whole("cluster", cluster, signed=True)
        rows.columns(columns)
        return columns


def seconds(moment: datetime | None) -> float:
    """Seconds since 1970 in UTC; NaN for None. A time without a zone is UTC."""
    if moment is None:
        return math.nan
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return (aware - _EPOCH).total_seconds()
