"""Everything that the page shows, as one base64 string: letters that no template and no HTML parser reacts to.

Layout, before base64: "GEV1", the length of the directory (4 bytes, little-endian), the directory (JSON: name ->
[start, length], from the end of the directory), then the parts, each gzipped: ``head`` (JSON), ``columns``,
``shapes``, ``base``, ``text0``, ``text1``, ... static/payload.js is the other half.
"""

from __future__ import annotations

import base64
import gc
import json
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from geoevents.render.numbers import Numbers
from geoevents.render.sheets import BLOCK
from geoevents.render.texts import pack

if TYPE_CHECKING:
    from collections.abc import Mapping
    from concurrent.futures import Future

    from geoevents.model import Style
    from geoevents.render.placed import Ground
    from geoevents.render.sheets import Sheet

MAGIC = b"GEV1"
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


class Payload:
    """The payload as it grows, sheet by sheet: ``with Payload(ground) as payload``, `add` each sheet, then `end`.

    Parameters
    ----------
    ground
        What the places of the sheets are made by.
    """

    def __init__(self, ground: Ground) -> None:
        self.numbers = Numbers(ground)
        self._ground = ground
        self._pool = ThreadPoolExecutor(2)
        self._parts = Parts(self._pool)
        self._blocks = 0
        self._collects = False

    def __enter__(self) -> Self:
        # No search for garbage cycles meanwhile: none are made, and among millions of values each search takes long.
        self._collects = gc.isenabled()
        gc.disable()
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()
        if self._collects:
            gc.enable()

    def add(self, sheet: Sheet) -> None:
        """Events in the order in which the page lists them; all sheets but the last are of BLOCK events."""
        self.numbers.add(sheet)
        self._parts.add(f"text{self._blocks}", pack(sheet))
        self._blocks += 1

    def end(self, looks: Mapping[str, Style], meta: Mapping[str, Any], base: bytes) -> str:
        """The whole, in base64.

        Parameters
        ----------
        looks
            How the kinds look, in legend order.
        meta
            What the page says of itself; JSON values only.
        base
            The base map, as ``basemap.pack`` makes it.
        """
        columns, numbers = self.numbers.pack(list(looks)), self.numbers
        self._parts.add("columns", bytes(columns.data))
        self._parts.add("shapes", self._ground.shapes.pack())
        self._parts.add("base", base)
        head = {
            "meta": dict(meta),
            "kinds": [_look(kind, style) for kind, style in looks.items()],
            "n": numbers.events,
            "m": numbers.places,
            "block": BLOCK,
            "columns": columns.directory,
        }
        self._parts.add("head", json.dumps(head, allow_nan=False).encode())
        return base64.b64encode(self._parts.join()).decode("ascii")


def _look(kind: str, style: Style) -> dict[str, Any]:
    return {
        "id": kind,
        "label": style.label,
        "group": style.group,
        "hue": style.hue,
        "symbol": style.symbol,
        "flow": style.flow,
    }
