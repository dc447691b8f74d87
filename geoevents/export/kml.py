"""KML 2.2: a folder per kind of event, a time span for each mark, and the unplaced events in the description."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from geoevents.export.geometry import oriented

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from geoevents.frame import Record

# Colors of the folders in turn, as KML writes them (blue, green, red): told apart also by the color-blind.
COLORS = ("005ed5", "009fe6", "a779cc", "b27200", "739e00", "e9b456", "42e4f0", "808080")
# XML 1.0 has no way to write these characters.
_FORBIDDEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535, *range(55296, 57344)), "�")


def write_kml(records: Iterable[Record], attribution: Sequence[str] = ()) -> Iterator[bytes]:
    """One document. All records are read first, since KML wants them grouped."""
    kinds: dict[str, list[Record]] = {}
    unplaced: list[str] = []
    for record in records:
        if record.geometry is None:
            unplaced.append(f"{record.cells['title']} ({record.cells['unplaced_reason']})")
        else:
            kinds.setdefault(str(record.cells["event_type"]), []).append(record)
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
    notes = [*attribution, *(["Not on the map:", *unplaced] if unplaced else [])]
    yield _tag("description", "\n".join(notes)).encode() if notes else b""
    for number in range(len(kinds)):
        yield _style(number).encode()
    for number, (kind, group) in enumerate(kinds.items()):
        yield f"<Folder>{_tag('name', kind)}".encode()
        for record in group:
            yield _placemark(record, number).encode()
        yield b"</Folder>\n"
    yield b"</Document>\n</kml>\n"


def _text(value: object) -> str:
    return escape(str(value).translate(_FORBIDDEN))


def _tag(name: str, value: object) -> str:
    return f"<{name}>{_text(value)}</{name}>\n"


def _style(number: int) -> str:
    color = COLORS[number % len(COLORS)]
    return (
        f'<Style id="kind-{number}"><IconStyle><color>ff{color}</color></IconStyle>'
        f"<LineStyle><color>ff{color}</color><width>2</width></LineStyle>"
        f"<PolyStyle><color>40{color}</color></PolyStyle></Style>\n"
    )


def _placemark(record: Record, number: int) -> str:
    cells = record.cells
    span = "".join(
        _tag(tag, cells[name]).strip()
        for tag, name in (("begin", "start_date"), ("end", "end_date"))
        if cells[name] is not None
    )
    data = "".join(
        f"<Data name={quoteattr(name.translate(_FORBIDDEN))}><value>{_text(value)}</value></Data>"
        for name, value in cells.items()
        if value is not None
    )
    return (
        f"<Placemark>{_tag('name', cells['title']).strip()}"
        f"{_tag('description', cells['quote'] or '').strip()}"
        f"{f'<TimeSpan>{span}</TimeSpan>' if span else ''}"
        f"<styleUrl>#kind-{number}</styleUrl>"
        f"<ExtendedData>{data}</ExtendedData>"
        f"{_geometry(oriented(record.geometry)) if record.geometry is not None else ''}</Placemark>\n"
    )


def _geometry(geometry: BaseGeometry) -> str:
    if hasattr(geometry, "geoms"):
        return f"<MultiGeometry>{''.join(map(_geometry, geometry.geoms))}</MultiGeometry>"
    if geometry.geom_type == "Polygon":
        rings = [("outerBoundaryIs", geometry.exterior), *(("innerBoundaryIs", ring) for ring in geometry.interiors)]
        inner = "".join(f"<{side}><LinearRing>{_positions(ring)}</LinearRing></{side}>" for side, ring in rings)
        return f"<Polygon><tessellate>1</tessellate>{inner}</Polygon>"
    if geometry.geom_type == "Point":
        return f"<Point>{_positions(geometry)}</Point>"
    return f"<LineString><tessellate>1</tessellate>{_positions(geometry)}</LineString>"


def _positions(line: BaseGeometry) -> str:
    return f"<coordinates>{' '.join(f'{x!r},{y!r}' for x, y in line.coords)}</coordinates>"
