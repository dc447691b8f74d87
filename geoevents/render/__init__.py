"""Events onto a page: the only door to folium."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from geoevents.layers import layers
from geoevents.render import meta, tiles
from geoevents.render.basemap import pack
from geoevents.render.payload import encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import folium
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
    from geoevents.render.page import EventLayer, EventMap  # noqa: PLC0415  folium costs 0.3 s

    found, sources = tuple(events), {document.id: document for document in documents}
    grouped = layers(found, types)
    name = title or meta.title_of(found, sources)
    online = tiles.tile_layer(basemap) if basemap is not None else None
    said = meta.describe(
        found, sources, gazetteer, title=name, problems=tuple(problems), layers_on=layers_on, theme=theme
    )
    said["online"] = [] if online is None else tiles.hosts(online)
    named = meta.named_countries(found, gazetteer)
    bounds: list[tuple[float, float, float, float]] = []

    def under(extents: Any) -> bytes:  # noqa: ANN401  an array
        if len(extents):
            low, high = extents.min(axis=0).tolist(), extents.max(axis=0).tolist()
            bounds.append((low[0], low[1], high[2], high[3]))
        return pack(gazetteer, extents, named)

    payload = encode(grouped, found, sources, meta=said, base=under, members=meta.members_of(gazetteer))
    page = EventMap(payload, title=name, bounds=bounds[0] if bounds else None)
    if online is not None:
        online.add_to(page)
    for number, layer in enumerate(grouped):
        EventLayer(number, layer.style.label, show=layers_on is None or layer.kind in layers_on).add_to(page)
    return page


def to_html(page: folium.Map) -> str:
    """The whole page as text, the same bytes for the same map."""
    text: str = page.get_root().render()
    return text
