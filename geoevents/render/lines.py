"""Lines as bytes: whole steps on a grid, differences from vertex to vertex, seven bits per byte (LEB128, zigzag).

A stream holds numbers only; who writes it (shapes.py, basemap.py) and who reads it (static/payload.js) agree on
their order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray


def zigzag(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed numbers as unsigned ones, the small ones first: 0, -1, 1, -2, ..."""
    return (values << 1) ^ (values >> 63)


def varints(values: Iterable[int] | NDArray[np.int64]) -> bytes:
    """Non-negative numbers (below 2**42) as LEB128: seven bits per byte, the last one below 128."""
    numbers = np.asarray(values if isinstance(values, np.ndarray) else list(values), dtype=np.int64)
    if not numbers.size:
        return b""
    table = np.zeros((numbers.size, 6), dtype=np.uint8)
    for place in range(6):
        table[:, place] = ((numbers >> (7 * place)) & 0x7F).astype(np.uint8)
    used = np.maximum(1, 6 - np.argmax(np.pad(table[:, ::-1] > 0, ((0, 0), (0, 1)), constant_values=True), axis=1))
    columns = np.arange(6)
    table[columns < (used - 1)[:, None]] |= 0x80
    data: bytes = table[columns < used[:, None]].tobytes()
    return data


def snapped(line: NDArray[Any], scale: float) -> NDArray[np.int64]:
    """Vertices (n, 2) in whole steps of 1/scale degree, without repetitions."""
    steps = np.rint(np.asarray(line)[:, :2] * scale).astype(np.int64)
    if len(steps) < 2:
        return steps
    keep = np.concatenate(([True], np.any(np.diff(steps, axis=0) != 0, axis=1)))
    return steps[keep]


def differences(steps: NDArray[np.int64]) -> NDArray[np.int64]:
    """Flat zigzag differences: lon, lat, lon, lat, ... The first vertex is its difference from 0, 0."""
    return zigzag(np.diff(steps, axis=0, prepend=np.zeros((1, 2), dtype=np.int64)).ravel())


def pack(lines: Iterable[NDArray[Any]], scale: float, *, least: int = 2) -> bytes:
    """Count, then the lengths of all lines, then the vertices of all. Lines below ``least`` vertices are left out."""
    kept = [steps for line in lines if len(steps := snapped(line, scale)) >= least]
    head = varints([len(kept), *(len(steps) for steps in kept)])
    return head + (varints(np.concatenate([differences(steps) for steps in kept])) if kept else b"")
