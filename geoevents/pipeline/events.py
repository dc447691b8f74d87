"""What a reading gives: the events, where they come from, what went wrong, and the ways out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from geoevents.errors import EventTypeError
from geoevents.layers import Layer, layers

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator

    import folium
    import geopandas as gpd

    from geoevents.event_types import EventTypes
    from geoevents.frame import Record
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Document, Event, Problem

PAGES = (".html", ".htm")


@dataclass(frozen=True, slots=True)
class Events:
    """Events in the order of their inputs, with their documents and with what went wrong on the way.

    ``inputs`` are the names of the files that were read; none of them is ever written to. Iterating and ``len`` are
    over the events.
    """

    events: tuple[Event, ...]
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    types: EventTypes
    gazetteer: Gazetteer
    inputs: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.events)

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that lost something: a file, a row, a value."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    def kinds(self) -> dict[str, int]:
        """Number of events of each kind, in the order of the legend."""
        return {layer.kind: len(layer.events) for layer in layers(self.events, self.types)}

    def layer(self, kind: str) -> Layer:
        """The events of one kind with their style; an empty layer if the kind is known but none was found.

        Raises
        ------
        EventTypeError
            No event is of this kind and the table does not know it either.
        """
        found = next((layer for layer in layers(self.events, self.types) if layer.kind == kind), None)
        if found is None and kind not in self.types:
            known = ", ".join(dict.fromkeys((*self.kinds(), *self.types)))
            raise EventTypeError(f"unknown event type {kind!r}; known are {known}")
        return found or Layer(kind, self.types[kind].style, ())

    def only(self, kinds: Iterable[str]) -> Events:
        """The same with just the events of these kinds.

        Raises
        ------
        EventTypeError
            A kind is unknown.
        """
        wanted = {self.layer(kind).kind for kind in kinds}
        return replace(self, events=tuple(event for event in self.events if event.kind in wanted))

    def records(self) -> Iterator[Record]:
        """Flat records, one per placement: what every export format is made of."""
        from geoevents.frame import records  # noqa: PLC0415  `geoevents resolve` never comes here

        return records(self.events, self.documents, gazetteer_version=self.gazetteer.version)

    def to_gdf(self) -> gpd.GeoDataFrame:
        """A GeoDataFrame in EPSG:4326: one row per placement, unplaced events with geometry None."""
        from geoevents.frame import to_frame  # noqa: PLC0415  geopandas costs 0.5 s

        return to_frame(self.events, self.documents, gazetteer_version=self.gazetteer.version)

    def to_map(self, **options: Any) -> folium.Map:  # noqa: ANN401  passed on to build_map, which checks them
        """A folium map, whole in itself; ``options`` are those of ``render.build_map`` (title, layers_on, theme)."""
        from geoevents.render import build_map  # noqa: PLC0415  folium costs 0.3 s

        return build_map(
            self.events, self.documents, self.types, self.gazetteer, **{"problems": self.problems, **options}
        )

    def to_html(self, **options: Any) -> str:  # noqa: ANN401  passed on to build_map, which checks them
        """The page as text; the same events give the same text."""
        from geoevents.render import to_html  # noqa: PLC0415  folium costs 0.3 s

        return to_html(self.to_map(**options))

    def save(
        self,
        path: str | os.PathLike[str],
        *,
        one_per_event: bool = False,
        tell: Callable[[str], None] | None = None,
        **options: Any,  # noqa: ANN401  as for to_map
    ) -> None:
        """Write a map (.html; with the options of ``to_map``) or data (the suffixes of ``export.EXPORTERS``).

        Parameters
        ----------
        one_per_event
            Data with one feature per event, of all its places together, instead of one per place.
        tell
            Gets a line for each geometry that had to be cut or left out.

        Raises
        ------
        OutputError
            The suffix is unknown, or the file cannot be written; what stood there is unchanged.
        """
        from geoevents.export import save, write  # noqa: PLC0415  `geoevents resolve` never comes here

        if PurePath(path).suffix.casefold() in PAGES:
            write(path, [self.to_html(**options).encode("utf-8")], inputs=self.inputs)
        else:
            from geoevents.frame import one_per_event as joined  # noqa: PLC0415  as above

            found = joined(self.records()) if one_per_event else self.records()
            save(path, found, attribution=self.attribution(), inputs=self.inputs, tell=tell)

    def attribution(self) -> list[str]:
        """What must be said of the gazetteer's sources wherever its geometries go."""
        return list(dict.fromkeys(source.attribution for source in self.gazetteer.sources() if source.attribution))

    def _repr_html_(self) -> str:
        html: str = self.to_map()._repr_html_()
        return html
