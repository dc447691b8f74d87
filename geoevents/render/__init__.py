"""Events onto a page: the only door to folium."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from geoevents.layers import label, styles
from geoevents.render import meta, sheets, tiles
from geoevents.render.basemap import pack
from geoevents.render.meta import Origin
from geoevents.render.payload import Payload
from geoevents.render.placed import Ground

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import folium
    import numpy as np
    from numpy.typing import NDArray
    from xyzservices import TileProvider

    from geoevents.layers import Typed
    from geoevents.model import Document, Event, Problem


def build_map(  # noqa: PLR0913  what a page is made of, and its options by name
    events: Iterable[Event],
    documents: Iterable[Document],
    types: Mapping[str, Typed],
    gazetteer: Any,  # noqa: ANN401  anything with the few methods of meta.Gazetteer
    *,
    title: str | None = None,
    problems: Iterable[Problem] = (),
    layers_on: Sequence[str] | None = None,
    theme: Literal["auto", "light", "dark"] = "auto",
    basemap: str | TileProvider | None = None,
) -> folium.Map:
    """A folium map of events, whole in itself.

    Parameters
    ----------
    events
        In the order in which the page lists them.
    documents
        Those that the events come from.
    types
        The table of event types, in legend order.
    gazetteer
        For the base map and the attributions.
    title
        Title of the page; without it that of the only report, or what was read.
    problems
        What went wrong with inputs; the page lists it.
    layers_on
        Kinds that are on at the start; None for all.
    theme
        Colors; "auto" follows the reader's system.
    basemap
        None: the vector map inside the page, and nothing leaves the reader's machine. Else online tiles: "osm", a
        name that xyzservices knows ("OpenTopoMap"), or one of its providers. The page then loads from that host
        and no other, and says so.

    Raises
    ------
    BasemapError
        Nobody knows tiles by that name, or they need a key.

    Returns
    -------
    folium.Map
        Add folium layers to it, ``save`` it, or let a notebook show it.
    """
    sources = {document.id: document for document in documents}
    ground = ground_of(gazetteer)
    return map_of(
        sheets.of_events(events, sources, partial(label, types=types), ground),
        ground,
        Origin.of(sources.values()),
        types,
        gazetteer,
        title=title,
        problems=tuple(problems),
        layers_on=layers_on,
        theme=theme,
        basemap=basemap,
    )


def ground_of(gazetteer: Any) -> Ground:  # noqa: ANN401  as build_map
    """What the places of a page are made by."""
    return Ground(meta.members_of(gazetteer))


def map_of(  # noqa: PLR0913  as build_map
    drawn: Iterable[sheets.Sheet],
    ground: Ground,
    origin: Origin,
    types: Mapping[str, Typed],
    gazetteer: Any,  # noqa: ANN401  as build_map
    *,
    title: str | None = None,
    problems: Iterable[Problem] = (),
    layers_on: Sequence[str] | None = None,
    theme: Literal["auto", "light", "dark"] = "auto",
    basemap: str | TileProvider | None = None,
) -> folium.Map:
    """The same of events as columns; ``origin`` and ``problems`` need only be whole when the last sheet is taken."""
    from geoevents.render.page import EventLayer, EventMap  # noqa: PLC0415  folium costs 0.3 s

    online = tiles.tile_layer(basemap) if basemap is not None else None
    with Payload(ground) as payload:
        for sheet in drawn:
            payload.add(sheet)
        numbers = payload.numbers
        looks, extents = styles(numbers.kinds, types), numbers.extents()
        name = title or meta.title_of(numbers.events, origin)
        said = meta.describe(
            numbers, origin, gazetteer, title=name, problems=problems, layers_on=layers_on, theme=theme
        )
        said["online"] = [] if online is None else tiles.hosts(online)
        base = pack(gazetteer, extents, meta.named_countries(ground.named, gazetteer))
        page = EventMap(payload.end(looks, said, base), title=name, bounds=_around(extents))
    if online is not None:
        online.add_to(page)
    for number, (kind, style) in enumerate(looks.items()):
        EventLayer(number, style.label, show=layers_on is None or kind in layers_on).add_to(page)
    return page


def _around(extents: NDArray[np.float64]) -> tuple[float, float, float, float] | None:
    """West, south, east, north of all."""
    if not len(extents):
        return None
    low, high = extents.min(axis=0).tolist(), extents.max(axis=0).tolist()
    return low[0], low[1], high[2], high[3]


def to_html(page: folium.Map) -> str:
    """The whole page as text, the same bytes for the same map."""
    text: str = page.get_root().render()
    return text
