"""Events grouped into layers, one per kind, in the order of the legend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from geoevents.model import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geoevents.model import Event

UNKNOWN_GROUP = "Not in the table of event types"
# Kinds that the table does not know share the neutral hue; the symbol tells them apart.
UNKNOWN_SYMBOLS = ("circle", "square", "diamond", "pentagon", "triangle", "star", "hourglass", "cross")


class Typed(Protocol):
    """What a layer needs to know of an event type."""

    @property
    def style(self) -> Style:
        """How events of this type look."""
        ...


@dataclass(frozen=True, slots=True)
class Layer:
    """The events of one kind, with their style, in the order in which they came."""

    kind: str
    style: Style
    events: tuple[Event, ...]


def layers(events: Iterable[Event], types: Mapping[str, Typed]) -> tuple[Layer, ...]:
    """Group events by kind.

    Parameters
    ----------
    events
        Events in any order.
    types
        The table of event types, in legend order. A kind that it lacks gets a layer of its own, never a common "other".

    Returns
    -------
    tuple of Layer
        One per kind that occurs: kinds of the table in its order, with the groups kept together; then unknown
        kinds, the most frequent first.
    """
    by_kind: dict[str, list[Event]] = {}
    for event in events:
        by_kind.setdefault(event.kind, []).append(event)
    found = styles({kind: len(found) for kind, found in by_kind.items()}, types)
    return tuple(Layer(kind, style, tuple(by_kind[kind])) for kind, style in found.items())


def styles(sizes: Mapping[str, int], types: Mapping[str, Typed]) -> dict[str, Style]:
    """How the kinds that occur look, in the order of the legend; ``sizes`` are numbers of events by kind."""
    known = {kind: types[kind].style for kind in types if kind in sizes}
    groups = list(dict.fromkeys(style.group for style in known.values()))
    order = sorted(known, key=lambda kind: groups.index(known[kind].group))
    unknown = sorted((kind for kind in sizes if kind not in known), key=lambda kind: (-sizes[kind], kind))
    return {kind: known[kind] for kind in order} | {kind: _neutral(kind, rank) for rank, kind in enumerate(unknown)}


def label(kind: str, types: Mapping[str, Typed]) -> str:
    """What the events of a kind are called."""
    return types[kind].style.label if kind in types else _called(kind)


def _neutral(kind: str, rank: int) -> Style:
    return Style(_called(kind), UNKNOWN_GROUP, "slate", UNKNOWN_SYMBOLS[rank % len(UNKNOWN_SYMBOLS)])


def _called(kind: str) -> str:
    words = kind.replace("_", " ").strip()
    return words[:1].upper() + words[1:] if words else "Kind not stated"
