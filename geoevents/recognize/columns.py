"""Rows of tables -> events: what prose says in sentences, a table says in columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from geoevents.model import (
    Actor,
    Event,
    PlaceExpression,
    Placement,
    Problem,
    Resolution,
    Role,
    Shape,
)
from geoevents.recognize.cells import missing
from geoevents.recognize.coded import SAID, area_of, drawn, level
from geoevents.recognize.row_astray import astray, at_null
from geoevents.recognize.row_checks import check_country, check_names, slip_of, stated_in
from geoevents.recognize.row_facts import (
    assertion_of,
    blame,
    cell,
    cut,
    event_id,
    known,
    preset_of,
    quantities_of,
    quote_of,
    when_of,
)
from geoevents.recognize.row_kinds import kind_of, kind_of_title, kinds_of, own_kind, titled, with_zero
from geoevents.recognize.row_places import RejectedError, as_coded, given, position_of
from geoevents.recognize.row_words import RowWords, nowhere, once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geoevents.event_types import EventTypes
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Document
    from geoevents.recognize.row_checks import Frame
    from geoevents.recognize.row_words import Resolve

# Meanings of columns that hold place words -> the role of that place.
ROLES: dict[str, Role] = {
    "origin": "origin",
    "destination": "destination",
    "claimed_destination": "claimed_destination",
    "launch": "launch",
    "impact": "impact",
    "target": "target",
    "line_crossed": "line_crossed",
}
# Kind of a row whose table does not say one.
UNTYPED = "event"
NO_PLACE = "the row names no place"
MAX_SUMMARY = 140
# Meanings that decide which area a coded place is.
_AREA = ("place", "within", "admin2", "admin1", "country")
# Those whose names say about where a position must be.
NAMED = ("place", "admin2", "admin1")


class RowReader:
    """Makes events of the rows of tables.

    Parameters
    ----------
    gazetteer, types
        Where place words and kinds are looked up.
    resolve
        Puts a place expression on the ground. Called once for the same words in the same country and table.
    """

    def __init__(self, gazetteer: Gazetteer, types: EventTypes, resolve: Resolve) -> None:
        self._gazetteer = gazetteer
        self._words = RowWords(gazetteer, resolve, ROLES)
        self._kinds = kinds_of(types)
        self._labels = {kind: entry.style.label for kind, entry in types.items()}
        # Kinds whose object may be a line: there a place that is a line is what was crossed.
        self._crossing = {k for k, e in types.items() if any(f.object_role == "line_crossed" for f in e.frames)}
        self._shapes: dict[str, Shape] = {}
        self._frames: dict[str, Frame] = {}
        self._areas: dict[tuple[Any, ...], Resolution | None] = {}

    def read(self, document: Document) -> tuple[Event | None, tuple[Problem, ...]]:
        """The event of a row, or None and the reason why the row is rejected; warnings come with the event."""
        problems: list[Problem] = []
        kind = self.kind(document)
        try:
            placements = self.placements(document, kind, problems)
        except RejectedError as rejected:
            return None, (rejected.problem,)
        when = when_of(document, problems)
        quote = quote_of(document)
        quantities = tuple(quantities_of(document, problems))
        event = Event(
            id=event_id(document, kind),
            kind=kind,
            summary=self.summary(document, kind, placements),
            when=when,
            placements=placements,
            quantities=quantities,
            actors=tuple(self.actors(document)),
            assertion=assertion_of(document),
            attributed_to=(),
            evidence=(quote,) if quote else (),
            triggers=(),
            document_id=document.id,
            unplaced_reason=None if placements else NO_PLACE,
        )
        return event, tuple(problems)

    # Where ------------------------------------------------------------------------------------------

    def placements(self, document: Document, kind: str, problems: list[Problem]) -> tuple[Placement, ...]:
        """The places of a row with their roles.

        Raises
        ------
        RejectedError
            The row says where it is, but wrongly.
        """
        found = [
            Placement(role, self._words(document, meaning, problems))
            for meaning, role in ROLES.items()
            if meaning in document.columns and not missing(cell(document, meaning))
        ]
        site = self._coded(document, problems)
        if site is None and not nowhere(cell(document, "place")):
            site = self._words(document, "place", problems)
        # A province or a country alone says where, unless an origin or a destination says it better.
        for meaning in ("admin2", "admin1", "country"):
            if site is None and not found and not nowhere(cell(document, meaning)):
                site = self._words(document, meaning, problems)
        if site is None:
            return tuple(found)
        role: Role = "line_crossed" if kind in self._crossing and site.precision == "line" else "site"
        own = known(document, "point_role")
        if own:  # the position is that of a part, such as the launch site, and says it better than its name
            role = cast("Role", own)
            found = [placement for placement in found if placement.role != role]
            site = self._called(document, role, site)
        return (Placement(role, site), *found)

    @staticmethod
    def _called(document: Document, meaning: str, site: Resolution) -> Resolution:
        """A position under the name of the part that is there."""
        if missing(cell(document, meaning)):
            return site
        return replace(site, expression=PlaceExpression(cut(document, meaning)), name=cell(document, meaning).strip())

    def _coded(self, document: Document, problems: list[Problem]) -> Resolution | None:
        """The position of the row as what it stands for: a point, or the area of which it is only the center."""
        found = given(document, problems)
        at = position_of(found)
        if at == (0, 0) and not at_null(self._words.meant(cell(document, m) for m in _AREA)):
            found = at = None
        # Tables of public data sets are made by programs; slips of the pen are in those that people write.
        if at and "preset" not in document.columns and not self._agrees(document, at, problems):
            found = at = None
        coded, preset = level(document), preset_of(document)
        if coded is None or preset is None:
            return found
        precision, because = coded
        if precision == "none":
            return None
        if precision in {"exact", "near"}:
            radius = float(preset.place.get("near_m", 0)) if precision == "near" else 0.0
            return as_coded(found, precision, radius, f"{preset.label}: {because}")
        cells = tuple(cell(document, meaning) for meaning in _AREA)
        key = (precision, because, at, *cells)

        def made() -> Resolution | None:
            area = area_of(document, precision, at, self._gazetteer, self._words.remembered)
            return self._shared(drawn(document, precision, because, area, preset)) if area else None

        # Kept as it is drawn, so that rows in the same area share one geometry.
        area = once(self._areas, key, made)
        reason = f"{preset.label} codes this as {SAID[precision]} ({because}), and no such outline is known here"
        return area or self._without_outline(document, reason, found, problems)

    @staticmethod
    def _without_outline(
        document: Document, reason: str, found: Resolution | None, problems: list[Problem]
    ) -> Resolution | None:
        """Of an area that is not known here: nothing, so that other columns may say where; or its name, unplaced."""
        written = not missing(cell(document, "place"))
        if found is None and not written:
            return None
        problems.append(blame(document, "place_code", reason, "warning"))
        expression = PlaceExpression(cut(document, "place") if written else None)
        return Resolution(expression, None, reason=reason, name=cell(document, "place").strip())

    def _agrees(self, document: Document, at: tuple[float, float], problems: list[Problem]) -> bool:
        """Whether a position is where the country of the row may be.

        Raises
        ------
        RejectedError
            It would be where the row names, but for a usual slip.
        """
        country = self._words.country(document)
        if country:
            if country.id not in self._frames:
                self._frames[country.id] = country.geometry.bounds
            check_country(document, at, country, self._frames[country.id])
        named = self._words.meant(cell(document, meaning) for meaning in NAMED)
        check_names(document, at, named)
        doubt = astray(at, country, named, self._gazetteer) if country else None
        if doubt:
            used = "place" if not nowhere(cell(document, "place")) else "country"
            problems.append(blame(document, stated_in(document), f"{doubt}; the {used} is used instead", "warning"))
        return doubt is None

    def stray(self, names: Iterable[str], lon: float, lat: float) -> bool:
        """Whether a position is refused beside these names."""
        return slip_of((lon, lat), self._words.meant(names)) is not None

    def _shared(self, resolution: Resolution) -> Resolution:
        """The same with the geometry that other rows in the whole of this place have: it is loaded once."""
        if resolution.precision in {"region", "water"} or len(resolution.places) != 1 or resolution.shape is None:
            return resolution
        return replace(resolution, shape=self._shapes.setdefault(resolution.places[0].id, resolution.shape))

    # What and who -----------------------------------------------------------------------------------

    def kind(self, document: Document) -> str:
        """The kind of event of a row: one of the table of types, or the row's own word."""
        words = [with_zero(document, known(document, meaning).strip()) for meaning in ("subtype", "kind")]
        words = [text for text in words if not missing(text)]
        preset = preset_of(document)
        if preset and preset.kinds:
            # A data set's own table, and nothing else: the same word means other things in other sets.
            found = (own_kind(preset, text) for text in words)
        else:
            found = (kind_of(text, self._kinds) for text in words)
        kind = next((kind for kind in found if kind), None)
        if kind or words:
            return kind or words[-1]
        if preset is not None or "kind" in document.columns:
            return UNTYPED  # the table has kinds, and the row none of them
        title, text = (cell(document, meaning) for meaning in ("title", "text"))
        return kind_of_title(title, self._kinds) or kind_of(text[:MAX_SUMMARY], self._kinds) or UNTYPED

    def summary(self, document: Document, kind: str, placements: tuple[Placement, ...]) -> str:
        """One line for a row."""
        return self.titled(document, kind, tuple(placement.resolution.name for placement in placements))

    @staticmethod
    def templated(document: Document) -> bool:
        """Whether the titles of the table are made of any cells."""
        preset = preset_of(document)
        return preset is not None and bool(preset.title)

    def titled(self, document: Document, kind: str, places: tuple[str, ...]) -> str:
        """One line for a row whose places are called so."""
        preset = preset_of(document)
        stated = document.title or (titled(document, preset.title) if preset else "") or cell(document, "text")
        if stated.strip():
            line = " ".join(stated.split())
            return line if len(line) <= MAX_SUMMARY else line[: MAX_SUMMARY - 1].rsplit(" ", 1)[0] + "\u2026"
        label = self._labels.get(kind, kind.replace("_", " "))
        names = [name for name in places if name]
        return f"{label}: {' to '.join(names)}" if names else label

    def actors(self, document: Document) -> Iterator[Actor]:
        """Who the row names."""
        for meaning, role in (("actor1", "agent"), ("actor2", "recipient")):
            name = cell(document, meaning).strip()
            if not missing(name):
                yield Actor(cut(document, meaning), name, self._words.state(name), cast("Any", role))
