"""GeoParquet 1.1: WKB at the root, a bounding box per row as covering, typed dates. Written in row groups."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from geoevents.export.geometry import oriented
from geoevents.export.typed import batches, dtype, need, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geoevents.frame import Record

ROW_GROUP = 65_536
BOX = ("xmin", "ymin", "xmax", "ymax")
# The outlines of countries come again and again: a large dictionary holds each once per row group.
_DICTIONARY = 256 << 20


def write_parquet(records: Iterable[Record], attribution: Sequence[str] = ()) -> Iterator[bytes]:
    """A row group per ``ROW_GROUP`` records.

    Raises
    ------
    OutputError
        pyarrow is not installed, or a geometry cannot be written.
    """
    pa = need("pyarrow")
    file: File | None = None
    for batch in batches(records, ROW_GROUP):
        names = list(batch[0].cells)
        file = file or File(names, attribution)
        columns = {
            name: pa.array([value(name, record.cells.get(name)) for record in batch], type_of(pa, name))
            for name in names
        }
        shapes = Shapes()
        for record in batch:
            shapes.add(record.geometry)
        yield file.group(columns, shapes)
    yield (file or File((), attribution)).end()


def type_of(pa: Any, name: str) -> Any:  # noqa: ANN401  the lazily imported module and its types
    """The Arrow type of a column."""
    types = {
        "string": pa.string(),
        "float": pa.float64(),
        "int": pa.int64(),
        "date": pa.date32(),
        "datetime": pa.timestamp("ms", tz="UTC"),
    }
    return types[dtype(name)]


class Shapes:
    """Geometries of one row group: each different one once, as WKB with its box, and which row has which."""

    def __init__(self) -> None:
        self.wkb: list[bytes] = []
        self.boxes: list[tuple[float, ...]] = []
        self.types: set[str] = set()
        self.rows: list[int | None] = []
        self._seen: dict[Any, int] = {}
        self._known: dict[bytes, int] = {}
        self._alive: list[Any] = []

    def add(self, geometry: Any) -> None:  # noqa: ANN401  a geometry or None
        """The next row."""
        if geometry is None:
            self.rows.append(None)
            return
        key = (geometry.x, geometry.y) if geometry.geom_type == "Point" else id(geometry)
        if key not in self._seen:
            shape = oriented(geometry)
            self._alive.append(geometry)  # an id is only safe while its object lives
            self._seen[key] = self.put(shape.wkb, shape.bounds, shape.geom_type)
        self.rows.append(self._seen[key])

    def put(self, wkb: bytes, box: tuple[float, ...], kind: str) -> int:
        """The number of a geometry. Equal ones get one number: a dictionary with doubles would be written in full."""
        if wkb in self._known:
            return self._known[wkb]
        self._known[wkb] = len(self.wkb)
        self.wkb.append(wkb)
        self.boxes.append(box)
        self.types.add(kind)
        return len(self.wkb) - 1


class File:
    """A GeoParquet file that grows by row groups; its bytes come out as they are made."""

    def __init__(self, names: Sequence[str], attribution: Sequence[str]) -> None:
        self._pa, parquet = need("pyarrow"), need("pyarrow.parquet")
        pa = self._pa
        self.names = list(names)
        self._attribution = list(attribution)
        self._types: set[str] = set()
        self._box = [math.inf, math.inf, -math.inf, -math.inf]
        self._sink = _Sink()
        fields = [pa.field(name, type_of(pa, name)) for name in names]
        fields += [
            pa.field("bbox", pa.struct([(side, pa.float64()) for side in BOX])),
            pa.field("geometry", pa.dictionary(pa.int32(), pa.binary())),
        ]
        self.schema = pa.schema(fields)
        # The stored Arrow schema would say "dictionary" to readers that want plain WKB.
        self._writer = parquet.ParquetWriter(
            pa.PythonFile(self._sink, mode="w"),
            self.schema,
            compression="zstd",
            compression_level=1,
            dictionary_pagesize_limit=_DICTIONARY,
            store_schema=False,
        )

    def group(self, columns: Mapping[str, Any], shapes: Shapes) -> bytes:
        """The bytes of one more row group, of Arrow arrays by name."""
        pa = self._pa
        rows = pa.array(shapes.rows, pa.int32())
        boxes = pa.array(
            [None if row is None else dict(zip(BOX, shapes.boxes[row], strict=True)) for row in shapes.rows],
            self.schema.field("bbox").type,
        )
        geometry = pa.DictionaryArray.from_arrays(rows, pa.array(shapes.wkb, pa.binary()))
        arrays = [*(columns[name] for name in self.names), boxes, geometry]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self.schema), row_group_size=ROW_GROUP)
        self._types |= shapes.types
        for box in shapes.boxes:
            self._box = [*map(min, self._box[:2], box[:2]), *map(max, self._box[2:], box[2:])]
        return self._sink.taken()

    def end(self) -> bytes:
        """The footer."""
        column: dict[str, Any] = {
            "encoding": "WKB",
            "geometry_types": sorted(self._types),
            "orientation": "counterclockwise",
            "covering": {"bbox": {side: ["bbox", side] for side in BOX}},
        }
        if self._box[0] <= self._box[2]:
            column["bbox"] = self._box
        geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
        self._writer.add_key_value_metadata({"geo": json.dumps(geo), "attribution": "\n".join(self._attribution)})
        self._writer.close()
        return self._sink.taken()


class _Sink:
    """What the writer writes to; `taken` hands over what has come since."""

    closed = False

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: Any) -> int:  # noqa: ANN401  a buffer of Arrow
        self._parts.append(bytes(data))
        return len(self._parts[-1])

    def flush(self) -> None:
        """Nothing to do."""

    def close(self) -> None:
        """Nothing to do."""

    def taken(self) -> bytes:
        data = b"".join(self._parts)
        self._parts.clear()
        return data
