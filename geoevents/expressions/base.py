"""What every node of the language of places shares: the ground it is put on, and how an answer is built."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from geoevents.errors import GeoEventsError
from geoevents.model import PlaceExpression, Resolution, Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from geoevents.expressions.words import Words
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Place, Precision, Rival

DEFAULT_COVERAGE = 0.8
COVERAGES = (0.5, 0.8, 0.95)  # those that the widths of footprints were measured for
_GEOMETRY = frozenset({"shapely", "pyproj"})  # whose errors say that a geometry cannot be made


@dataclass(frozen=True, slots=True)
class Focus:
    """The country that bare forms ("both coasts", "the border") mean; ``because`` says in words why that one."""

    country: Place | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which place a name means, with the rivals it beat and the reasons."""

    place: Place | None
    rivals: tuple[Rival, ...] = ()
    score: float = 0.0
    why: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a tree is put on: the gazetteer, the country in focus, and who decides what a name means.

    Parameters
    ----------
    choose
        Called with a `Named`; the ranking over the document lives in ``resolve/``.
    coverage
        The stated chance (0.5, 0.8 or 0.95) that a footprint holds the true place.
    company
        Places named beside: of a long thing that the words leave whole, the stretch by them is meant.
    """

    gazetteer: Gazetteer
    choose: Callable[[Any], Choice]
    focus: Focus = Focus()
    coverage: float = DEFAULT_COVERAGE
    depth: int = 0
    company: Sequence[Place] = ()

    def shape(self, node: PlaceExpression) -> Resolution:
        """Resolution of any node. What goes wrong on the ground is a reason, never an exception."""
        try:
            resolution: Resolution = node.shape(self)  # type: ignore[attr-defined]
        except UnplacedError as error:
            return error.resolution
        except Exception as error:  # noqa: BLE001  a mistake of ours is raised again
            return _unmade(node, error)
        return resolution


class UnplacedError(GeoEventsError, ValueError):
    """A part of a tree cannot be placed: carries the answer that says why."""

    def __init__(self, resolution: Resolution) -> None:
        super().__init__(resolution.reason or "")
        self.resolution = resolution


@dataclass(frozen=True, slots=True)
class Node(PlaceExpression):
    """Base of the node classes: how it grows from words, its short form, and its shape on the ground.

    ``FIRST`` are the lower-case words it may begin with, and ``#number`` or ``#name``. ``EXAMPLES`` maps words to the
    short form they must grow into; they are the tests of the class.
    """

    FIRST: ClassVar[frozenset[str]] = frozenset()
    EXAMPLES: ClassVar[dict[str, str]] = {}

    @classmethod
    def grow(cls, words: Words, at: int) -> Grown | None:
        """The node that begins at word ``at`` and where it ends, or None."""
        raise NotImplementedError

    def short(self) -> str:
        """Canonical short form: ``coast(east, Somalia)``."""
        raise NotImplementedError

    def shape(self, ground: Ground) -> Resolution:
        """The node on the ground, or the reason why it cannot be."""
        raise NotImplementedError


Grown = tuple[Node, int]


class Answer:
    """Gathers the steps of one resolution: the answers of the parts first, then what this node did."""

    __slots__ = ("choice", "ground", "node", "places", "rivals", "score", "why")

    def __init__(self, node: PlaceExpression, ground: Ground) -> None:
        self.node, self.ground = node, ground
        self.why: list[str] = []
        self.places: list[Place] = []
        self.rivals: list[Rival] = []
        self.score = 1.0
        self.choice: Literal["all", "any"] = "any"

    def part(self, node: PlaceExpression) -> Resolution:
        """Resolve a part of the tree and take over its steps.

        Raises
        ------
        UnplacedError
            The part has no place.
        """
        found = self.ground.shape(node)
        self.take(found)
        if found.shape is None:
            raise UnplacedError(unplaced(self.node, found.reason or "", why=tuple(self.why), places=tuple(self.places)))
        return found

    def take(self, found: Resolution) -> None:
        """Steps, places, rivals and score of a part."""
        self.why.extend(step for step in found.why if step not in self.why)
        self.places.extend(place for place in found.places if place not in self.places)
        self.rivals.extend(found.rivals)
        self.score = min(self.score, found.score)

    def fail(self, reason: str) -> UnplacedError:
        """The error to raise where this node cannot be placed."""
        return UnplacedError(unplaced(self.node, reason, why=tuple(self.why), places=tuple(self.places)))

    def done(
        self,
        geometry: BaseGeometry | Callable[[], BaseGeometry],
        *,
        dimension: int,
        precision: Precision,
        name: str,
        error_m: float = 0.0,
        coverage: float | None = None,
    ) -> Resolution:
        """The resolution of this node; a geometry that is already made is kept."""
        load = geometry if callable(geometry) else lambda: geometry
        shape = Shape(load, dimension=dimension, error_m=error_m, coverage=coverage)
        return Resolution(
            expression=self.node, shape=shape, places=tuple(self.places), rivals=tuple(self.rivals), score=self.score,
            why=tuple(self.why), precision=precision, name=name[:1].upper() + name[1:], choice=self.choice,
        )  # fmt: skip


def unplaced(
    node: PlaceExpression, reason: str, *, why: tuple[str, ...] = (), places: tuple[Place, ...] = ()
) -> Resolution:
    """An answer without a shape."""
    name = node.span.text if node.span else ""
    return Resolution(expression=node, shape=None, places=places, score=0.0, why=why, reason=reason, name=name)


def made(found: Resolution) -> Resolution:
    """The answer with its geometry loaded; without a shape, and with the reason, if the geometry cannot be made."""
    try:
        _ = found.shape and found.shape.geometry
    except Exception as error:  # noqa: BLE001  as above
        failed = _unmade(found.expression, error)
        return replace(failed, places=found.places, rivals=found.rivals, why=found.why, name=found.name)
    return found


def _unmade(node: PlaceExpression, error: Exception) -> Resolution:
    """The answer where the ground goes wrong; a mistake of ours must not pass for an answer and is raised again."""
    expected = isinstance(error, GeoEventsError | ValueError | ArithmeticError)
    if not expected and type(error).__module__.partition(".")[0] not in _GEOMETRY:
        raise error
    return unplaced(node, f"the geometry could not be made: {error}")


def inner(found: Resolution) -> str:
    """The name of a part inside a longer one: a small first letter unless it begins with a proper name."""
    head: PlaceExpression = found.expression
    while head.anchors and type(head).__name__ in {"Several", "Together"}:
        head = head.anchors[0]
    proper = type(head).__name__ in {"Named", "Here", "Coordinate"} and not found.name.startswith("Countries of")
    return found.name if proper or not found.name else found.name[0].lower() + found.name[1:]


def joined(names: Iterable[str], word: str = "and") -> str:
    """A list in words: ``a, b and c``."""
    items = list(names)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {word} {items[-1]}" if items else ""


def walk(node: PlaceExpression) -> Iterator[PlaceExpression]:
    """The node and everything below it, outermost first."""
    yield node
    for anchor in node.anchors:
        yield from walk(anchor)
