"""Online tiles under the events, only where the maker of a page asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from geoevents.errors import GeoEventsError
from geoevents.render.policy import origin

if TYPE_CHECKING:
    import folium
    from xyzservices import TileProvider

SHORT = {"osm": "OpenStreetMap.Mapnik", "topo": "OpenTopoMap"}


class BasemapError(GeoEventsError, ValueError):
    """Online tiles that nobody knows, or that need a key."""


def provider(wanted: str | TileProvider) -> TileProvider:
    """The provider of tiles: a name, or what xyzservices gives.

    Raises
    ------
    BasemapError
        Unknown, or in want of a key.
    """
    import xyzservices.providers  # noqa: PLC0415  only for online tiles

    found: Any = wanted
    if isinstance(wanted, str):
        try:
            found = xyzservices.providers.query_name(SHORT.get(wanted.casefold(), wanted))
        except ValueError:
            raise BasemapError(
                f"no tiles are called {wanted!r}: use {', '.join(SHORT)}, or a name that xyzservices knows"
            ) from None
    if found.requires_token():
        raise BasemapError(f"{found.name} needs a key: pass the provider itself, with its key filled in")
    return cast("TileProvider", found)


def tile_layer(wanted: str | TileProvider) -> folium.TileLayer:
    """The layer of tiles. Its attribution is the provider's; Leaflet shows it in the corner of the map."""
    import folium  # noqa: PLC0415  folium costs 0.3 s

    found = provider(wanted)
    return folium.TileLayer(
        tiles=found.build_url(fill_subdomain=False, scale_factor="{r}"),
        attr=found.html_attribution,
        name="Online map",
        overlay=False,
        control=False,
        max_zoom=int(found.get("max_zoom", 19)),
        subdomains=found.get("subdomains", "abc"),
    )


def hosts(layer: folium.TileLayer) -> list[str]:
    """The hosts that a reader's browser will ask, without their scheme."""
    found = origin(str(layer.tiles))
    return [] if found is None else [found.split("//", 1)[1]]
