"""Words about places, and places on the ground."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from shapely.geometry.base import BaseGeometry

Precision = Literal["exact", "near", "admin2", "admin1", "region", "country", "water", "coast", "line", "route"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one field of a document, with its text."""

    field: str
    start: int
    end: int
    text: str

    def shifted(self, offset: int) -> Span:
        """The same words, ``offset`` characters further on (from sentence to document positions)."""
        return Span(self.field, self.start + offset, self.end + offset, self.text)

    def __contains__(self, other: object) -> bool:
        return (
            isinstance(other, Span)
            and self.field == other.field
            and self.start <= other.start
            and other.end <= self.end
        )


@dataclass(frozen=True, slots=True)
class PlaceExpression:
    """Base of every node of the language of places; the nodes live in ``expressions/``.

    ``span`` is where the words stand (None for parts that are understood, not written). ``anchors`` are the
    sub-expressions, outermost first.
    """

    span: Span | None

    @property
    def anchors(self) -> tuple[PlaceExpression, ...]:
        """Sub-expressions that this node needs on the ground; leaves have none."""
        return ()


class Shape:
    """A geometry on the ground, loaded only when asked for, with what is known about its error.

    Parameters
    ----------
    load
        Returns a valid shapely geometry, EPSG:4326, split at the antimeridian. Called at most once.
    dimension
        0 points, 1 lines, 2 areas: known without loading.
    error_m
        Radius in meters within which the true place of a point or line lies; 0 for an area that says it all.
    coverage
        The stated chance that the true place is inside, where calibrated; else None.
    """

    __slots__ = ("_geometry", "_load", "coverage", "dimension", "error_m")

    def __init__(
        self, load: Callable[[], BaseGeometry], *, dimension: int, error_m: float = 0.0, coverage: float | None = None
    ) -> None:
        self._load = load
        self._geometry: BaseGeometry | None = None
        self.dimension = dimension
        self.error_m = error_m
        self.coverage = coverage

    @property
    def geometry(self) -> BaseGeometry:
        """The geometry; the first call may take time."""
        if self._geometry is None:
            self._geometry = self._load()
        return self._geometry

    @property
    def is_outline(self) -> bool:
        """Whether it is the geometry of a place as it is: nothing is computed when it is loaded."""
        return isinstance(self._load, partial) and self._load.func is outline

    def __reduce__(self) -> tuple[Callable[..., Shape], tuple[Any, int, float, float | None]]:
        """Travels between processes as its geometry: what loads it may hold an open file.

        The outline of a place travels as the place (`outline`): a country's would be half a megabyte each time.
        """
        if self.is_outline:
            return _shape_of_place, (*cast("Any", self._load).args, self.dimension, self.error_m, self.coverage)
        from shapely import to_wkb  # noqa: PLC0415  shapely costs 0.1 s

        return _shape_from_wkb, (to_wkb(self.geometry), self.dimension, self.error_m, self.coverage)

    def __repr__(self) -> str:
        kind = ("points", "lines", "areas")[self.dimension]
        return f"<Shape {kind} error_m={self.error_m:.0f}>"


def outline(place: Place) -> BaseGeometry:
    """The geometry of a place: ``partial(outline, place)`` loads a `Shape` that is one, and travels well."""
    return place.geometry


def _shape_of_place(place: Place, dimension: int, error_m: float, coverage: float | None) -> Shape:
    return Shape(partial(outline, place), dimension=dimension, error_m=error_m, coverage=coverage)


def _shape_from_wkb(wkb: bytes, dimension: int, error_m: float, coverage: float | None) -> Shape:
    def load() -> BaseGeometry:
        from shapely import from_wkb  # noqa: PLC0415  shapely costs 0.1 s

        return from_wkb(wkb)

    return Shape(load, dimension=dimension, error_m=error_m, coverage=coverage)


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the gazetteer. ``id`` is "source:key" (``gn:1866923``, ``ne:KP``, ``ge:northern-limit-line``).

    ``feature`` is one of ``gazetteer.FEATURES``. ``lon, lat`` is a representative point (never used to *draw* an area).
    ``status``: official, de facto, disputed, claimed, historical. ``parents`` are place ids, nearest first.
    ``matched_as`` says which kind of name was matched when the place came from a search: name, alias, demonym,
    adjective, metonym, abbreviation; or respelled, if only the second-chance spelling knows it.
    """

    id: str
    name: str
    feature: str
    lon: float
    lat: float
    country: str | None = None
    admin1: str | None = None
    population: int = 0
    parents: tuple[str, ...] = ()
    status: str = "official"
    source: str = ""
    confidence: str = "high"
    note: str = ""
    matched_as: str = "name"
    _load: Callable[[], BaseGeometry] | None = field(default=None, repr=False, compare=False)

    @property
    def geometry(self) -> BaseGeometry:
        """The geometry of the place (EPSG:4326): a polygon, a line, or the point itself."""
        if self._load is None:
            from shapely import Point  # noqa: PLC0415  shapely costs 0.1 s; a name search must not pay it

            return Point(self.lon, self.lat)
        return self._load()


@dataclass(frozen=True, slots=True)
class Rival:
    """Another place that the words may mean, and its score."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """A place expression put on the ground, or the reason why it cannot be.

    ``why`` are the steps in plain words, in order. ``reason`` is set exactly if ``shape`` is None. ``choice`` is
    ``all`` if the event is on all of the shape, ``any`` if it is somewhere in it ("Middle Eastern or North African
    countries"; a launch "from both coasts").
    """

    expression: PlaceExpression
    shape: Shape | None
    places: tuple[Place, ...] = ()
    rivals: tuple[Rival, ...] = ()
    score: float = 1.0
    why: tuple[str, ...] = ()
    reason: str | None = None
    precision: Precision | None = None
    name: str = ""
    choice: Literal["all", "any"] = "any"
