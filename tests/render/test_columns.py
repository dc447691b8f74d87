"""Numbers come back from their bytes as they went in."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geoevents.render import lines
from geoevents.render.columns import NAN, Columns

TYPES = {"u8": "u1", "i8": "i1", "u32": "<u4", "i32": "<i4", "f32": "<f4", "f64": "<f8"}


def unplaned(data: bytes, dtype: str, count: int) -> np.ndarray:
    size = np.dtype(dtype).itemsize
    return np.frombuffer(np.frombuffer(data, np.uint8).reshape(size, count).T.tobytes(), dtype)


def decoded(columns: Columns, name: str) -> np.ndarray:
    """The steps of static/payload.js, once more in Python."""
    entry = next(entry for entry in columns.directory if entry["name"] == name)
    data, count = bytes(columns.data[entry["at"] : entry["at"] + entry["size"]]), entry["n"]
    if entry["code"] == "raw":
        return np.frombuffer(data, TYPES[entry["type"]])
    if entry["code"] == "planes":
        return unplaned(data, TYPES[entry["type"]], count)
    sums = np.cumsum(unplaned(data, "<u4", count).astype(np.uint64)).astype(np.uint32)
    if entry["code"] == "delta":
        return sums.view(TYPES[entry["type"]])
    steps = sums.view(np.int32)
    return np.where(steps == NAN, np.nan, steps * float(entry["times"]) / entry["over"])


@given(st.lists(st.integers(0, 2**32 - 1)), st.lists(st.integers(-(2**31), 2**31 - 1)))
def test_whole_numbers_are_exact(unsigned, signed):
    columns = Columns()
    columns.whole("u", unsigned)
    columns.whole("i", signed, signed=True)
    assert decoded(columns, "u").tolist() == unsigned
    assert decoded(columns, "i").tolist() == signed


@given(st.lists(st.one_of(st.just(float("nan")), st.integers(-(10**14), 10**14).map(float))))
def test_times_are_exact_to_the_millisecond_and_open_ends_stay_open(times):
    columns = Columns()
    columns.times("t", times)
    np.testing.assert_array_equal(decoded(columns, "t"), np.array(times, dtype=float))


@given(st.lists(st.integers(-40_000, 40_000), min_size=1))
def test_days_take_four_bytes(days):
    columns = Columns()
    columns.times("t", [day * 86_400_000.0 for day in days])
    assert columns.directory[0]["size"] == 4 * len(days)
    assert decoded(columns, "t").tolist() == [day * 86_400_000.0 for day in days]


@given(st.lists(st.one_of(st.just(float("nan")), st.floats(-180, 180))))
def test_degrees_stay_within_a_tenth_of_a_meter(degrees):
    columns = Columns()
    columns.degrees("lon", degrees)
    np.testing.assert_allclose(decoded(columns, "lon"), np.array(degrees, dtype=float), atol=5.1e-7, rtol=0)


@given(st.lists(st.floats(0, 1e7, width=32)), st.lists(st.integers(-128, 127)))
def test_small_columns_are_exact(radii, small):
    columns = Columns()
    columns.single("radius", radii)
    columns.bytes8("dimension", small, signed=True)
    assert decoded(columns, "radius").tolist() == radii
    assert decoded(columns, "dimension").tolist() == small


def numbers_of(data: bytes) -> list[int]:
    found, value, shift = [], 0, 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            found.append(value)
            value, shift = 0, 0
    assert shift == 0, "the last number is cut off"
    return found


@given(st.lists(st.integers(0, 2**42 - 1)))
def test_varints_are_exact(values):
    assert numbers_of(lines.varints(values)) == values


POINTS = st.lists(st.tuples(st.integers(-18_000_000, 18_000_000), st.integers(-9_000_000, 9_000_000)), min_size=2)


@given(st.lists(POINTS, max_size=4))
def test_lines_come_back_without_repetitions(given_lines):
    scale = 100_000
    numbers = numbers_of(lines.pack([np.array(line) / scale for line in given_lines], scale))
    expected = []
    for line in given_lines:
        kept = [point for at, point in enumerate(line) if not at or point != line[at - 1]]
        if len(kept) >= 2:
            expected.append(kept)
    count, lengths, at = numbers[0], numbers[1 : 1 + numbers[0]], 1 + numbers[0]
    assert (count, lengths) == (len(expected), [len(line) for line in expected])
    for line in expected:
        steps = [(value >> 1) ^ -(value & 1) for value in numbers[at : at + 2 * len(line)]]
        at += 2 * len(line)
        sums = np.cumsum(np.array(steps).reshape(-1, 2), axis=0)
        assert [tuple(point) for point in sums.tolist()] == line
