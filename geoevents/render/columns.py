"""Columns of numbers as few bytes: what static/payload.js undoes, step by step.

A column is stored as one of four codes:

- ``raw``: bytes as they are (8-bit columns);
- ``delta``: differences modulo 2**32 from row to row, then the four bytes of each number in four planes;
- ``planes``: floats in byte planes, no differences;
- ``grid``: floats that are whole multiples of ``unit``, as ``delta`` of the multiples; NaN is the smallest int32.

Planes put like bytes side by side, which is what gzip needs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

NAN = -(2**31)
# Milliseconds: days, hours, minutes, seconds. Degrees: 1e-6, about 0.1 m.
TIME_UNITS = (86_400_000, 3_600_000, 60_000, 1_000)
DEGREE_UNIT = 1e-6


@dataclass(slots=True)
class Columns:
    """Columns as they are added: ``directory`` says where each lies in ``data``."""

    directory: list[dict[str, Any]] = field(default_factory=list)
    data: bytearray = field(default_factory=bytearray)

    def bytes8(self, name: str, values: Sequence[int] | NDArray[Any], *, signed: bool = False) -> None:
        """Add small whole numbers: 0 to 255, or -128 to 127."""
        array = np.asarray(values, dtype=np.int8 if signed else np.uint8)
        self._add(name, "i8" if signed else "u8", "raw", array.size, array.tobytes())

    def whole(self, name: str, values: Sequence[int] | NDArray[Any], *, signed: bool = False) -> None:
        """Add whole numbers of 32 bits."""
        array = np.asarray(values, dtype=np.int64)
        self._add(name, "i32" if signed else "u32", "delta", array.size, _planes(_differences(array)))

    def single(self, name: str, values: Sequence[float] | NDArray[Any]) -> None:
        """Add floats of 32 bits."""
        array = np.asarray(values, dtype="<f4")
        self._add(name, "f32", "planes", array.size, _planes(array))

    def degrees(self, name: str, values: Sequence[float] | NDArray[Any]) -> None:
        """Add degrees, kept to 1e-6; NaN where there is none."""
        self._grid(name, np.asarray(values, dtype=np.float64), DEGREE_UNIT)

    def times(self, name: str, values: Sequence[float] | NDArray[Any]) -> None:
        """Add milliseconds since 1970 (UTC), exactly, in the largest unit that fits; NaN where open."""
        array = np.asarray(values, dtype=np.float64)
        known = array[~np.isnan(array)]
        for unit in TIME_UNITS:
            if not np.any(np.mod(known, unit)) and not np.any(np.abs(known / unit) > 2**31 - 2):
                self._grid(name, array, unit)
                return
        self._add(name, "f64", "planes", array.size, _planes(array.astype("<f8")))

    def _grid(self, name: str, array: NDArray[np.float64], unit: float) -> None:
        missing = np.isnan(array)
        steps = np.rint(np.where(missing, 0.0, array) / unit).astype(np.int64)
        steps[missing] = NAN
        self._add(name, "f64", "grid", array.size, _planes(_differences(steps)), unit=unit)

    def _add(self, name: str, dtype: str, code: str, count: int, data: bytes, *, unit: float | None = None) -> None:
        entry = {"name": name, "type": dtype, "code": code, "n": count, "at": len(self.data), "size": len(data)}
        if unit is not None:
            # JS multiplies by a whole number or divides by one: both are exact where a fraction is not.
            entry |= {"times": int(unit), "over": 1} if unit >= 1 else {"times": 1, "over": round(1 / unit)}
        self.directory.append(entry)
        self.data += data


def _differences(array: NDArray[np.int64]) -> NDArray[Any]:
    return (np.diff(array, prepend=0) & 0xFFFFFFFF).astype("<u4")


def _planes(array: NDArray[Any]) -> bytes:
    return np.ascontiguousarray(array.view(np.uint8).reshape(array.size, array.itemsize).T).tobytes()
