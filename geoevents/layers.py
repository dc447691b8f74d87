"""Events grouped into layers, one per kind, in the order of the legend."""

from __future__ import annotations

from collections import Counter
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
    styles = {kind: types[kind].style for kind in types if kind in by_kind}
    groups = list(dict.fromkeys(style.group for style in styles.values()))
    order = sorted(styles, key=lambda kind: groups.index(styles[kind].group))
    sizes = Counter({kind: len(found) for kind, found in by_kind.items() if kind not in styles})
    unknown = sorted(sizes, key=lambda kind: (-sizes[kind], kind))
    styles |= {kind: _neutral(kind, rank) for rank, kind in enumerate(unknown)}
    return tuple(Layer(kind, styles[kind], tuple(by_kind[kind])) for kind in (*order, *unknown))


def _neutral(kind: str, rank: int) -> Style:
    words = kind.replace("_", " ").strip()
    label = words[:1].upper() + words[1:] if words else "Kind not stated"
    return Style(label, UNKNOWN_GROUP, "slate", UNKNOWN_SYMBOLS[rank % len(UNKNOWN_SYMBOLS)])
