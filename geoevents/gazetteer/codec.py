"""Geometry and number columns as small blobs: whole numbers, differences, byte planes, zlib. Exact in both directions.

Coordinates are rounded to ``1 / scale`` degrees (scale 10,000: 11 m, for generalized outlines; 100,000: 1.1 m, for
curated lines) before anything else, so what is read back is what was checked.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_HEAD = struct.Struct("<BIB")  # geometry type, scale, number of offset arrays


def pack_integers(values: NDArray[Any]) -> bytes:
    """Differences of whole numbers (any shape, along the first axis) as byte planes: the high bytes compress away."""
    import numpy as np  # noqa: PLC0415  a name search must not pay for numpy

    steps = values.astype(np.int64)
    steps[1:] -= steps[:-1].copy()
    zigzag = ((steps << 1) ^ (steps >> 63)).astype("<u4")
    return np.ascontiguousarray(zigzag.reshape(-1).view(np.uint8).reshape(-1, 4).T).tobytes()


def unpack_integers(data: bytes, columns: int = 1) -> NDArray[np.int64]:
    """What `pack_integers` packed; ``columns`` > 1 gives an array of that many columns."""
    import numpy as np  # noqa: PLC0415

    planes = np.frombuffer(data, np.uint8).reshape(4, -1)
    zigzag = np.ascontiguousarray(planes.T).view("<u4").reshape(-1).astype(np.int64)
    steps = (zigzag >> 1) ^ -(zigzag & 1)
    return steps.reshape(-1, columns).cumsum(axis=0) if columns > 1 else steps.cumsum()


def encode_geometry(geometry: BaseGeometry, scale: int) -> bytes:
    """Blob of a geometry without Z whose coordinates are already on the grid of ``1 / scale`` degrees."""
    import numpy as np  # noqa: PLC0415
    import shapely  # noqa: PLC0415

    kind, coordinates, offsets = shapely.to_ragged_array([geometry])
    whole = np.rint(coordinates[:, :2] * scale).astype(np.int64)
    parts = [pack_integers(array) for array in offsets]
    sizes = struct.pack(f"<{len(parts)}I", *(len(array) for array in offsets))
    body = sizes + b"".join(parts) + pack_integers(whole)
    return _HEAD.pack(int(kind), scale, len(parts)) + zlib.compress(body, 9)


def decode_geometry(blob: bytes) -> BaseGeometry:
    """The geometry that `encode_geometry` was given, EPSG:4326."""
    import shapely  # noqa: PLC0415

    kind, scale, count = _HEAD.unpack_from(blob)
    body = zlib.decompress(blob[_HEAD.size :])
    sizes = struct.unpack_from(f"<{count}I", body)
    at = 4 * count
    offsets = []
    for size in sizes:
        offsets.append(unpack_integers(body[at : at + 4 * size]))
        at += 4 * size
    coordinates = unpack_integers(body[at:], 2) / scale
    return shapely.from_ragged_array(shapely.GeometryType(kind), coordinates, tuple(offsets))[0]
