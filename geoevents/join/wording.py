"""Events in plain words: a title that one can read in a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.event_types import EventType
    from geoevents.model import Actor, Placement, Quantity, Reading

_VAGUE = frozenset({"significant"})
_TITLE_PREPOSITION = {"launch": "from", "impact": "into", "target": "at", "origin": "from", "line_crossed": "across"}
_DISTANCE = re.compile(
    r"(?:about |some |around |roughly )?(?:\d|(?:north|south|east|west)[a-z-]{0,12} of\b)", re.IGNORECASE
)
_OWN = ("off ", "near ", "outside ", "around ", "between ", "along ", "over ", "inside ", "within ", "on ", "in ")


def summary(
    kind: EventType, readings: Sequence[Reading], placements: Sequence[Placement], actors: Sequence[Actor]
) -> str:
    """As in "Artillery shells, North Korea to Russia"; "23 short-range missiles from both coasts"."""
    what = _name(readings) or _thing(kind, readings)
    places = {placement.role: _words(placement) for placement in reversed(placements)}
    if kind.style.flow and ("origin" in places or "destination" in places):
        ends = [places.get("origin"), places.get("destination")]
        way = f"{ends[0]} to {ends[1]}" if all(ends) else f"from {ends[0]}" if ends[0] else f"to {ends[1]}"
        return _capital(f"{what}, {way}")
    if kind.participants and actors:
        who = _listed([actor.name for actor in actors if actor.role == "participant"][:4])
        what = f"{what}, {who}" if who else what
    role = next(
        (
            r
            for r in ("line_crossed", "launch", "impact", "target", "site", "destination", "route", "area")
            if r in places
        ),
        None,
    )
    if role is None:
        doer = next((actor.name for actor in actors if actor.role == "agent"), "")
        return _capital(f"{what} by {doer}" if doer else what)
    place = places[role]
    if kind.kind == "boundary_crossing":
        return _capital(f"{what} across {place}")
    lead = (
        ""
        if place.casefold().startswith(_OWN) or _DISTANCE.match(place)
        else "along "
        if _is_line(placements, role)
        else ("to " if role == "destination" else _TITLE_PREPOSITION.get(role, "in") + " ")
    )
    return _capital(f"{what} {lead}{place}")


def _is_line(placements: Sequence[Placement], role: str) -> bool:
    return any(p.role == role and p.resolution.precision == "line" for p in placements) and role in (
        "site",
        "area",
        "destination",
    )


def _words(placement: Placement) -> str:
    """As written; a state that stands behind a metonym or an adjective by its own name."""
    expression = placement.resolution.expression
    name = getattr(expression, "name", "")
    if expression.span is None or (
        name and getattr(expression, "candidates", ()) and placement.role in ("origin", "destination")
    ):
        return str(placement.resolution.name or name or "an unnamed place")
    return " ".join(expression.span.text.split())


def _name(readings: Sequence[Reading]) -> str:
    return next((reading.name for reading in readings if reading.name), "")


def _thing(kind: EventType, readings: Sequence[Reading]) -> str:
    """The number and the things, in the words of the reading that says most; else the label of the type."""
    for reading in sorted(readings, key=lambda r: (not r.quantities, r.refers)):
        if reading.things and reading.trigger.frame != "anaphor":
            words = " and ".join(dict.fromkeys(" ".join(thing.text.split()) for thing in reading.things))
            number = _number(reading.quantities, reading.items)
            return words if not number or words.startswith(number.removesuffix(" of")) else f"{number} {words}"
    return kind.style.label


def _number(quantities: Sequence[Quantity], items: Sequence[str]) -> str:
    quantity = next((q for q in quantities if q.item in items), None)
    if quantity is None or quantity.modifier in _VAGUE or quantity.span.text.casefold() in ("a", "an"):
        return ""
    text = " ".join(quantity.text.split())
    return (
        f"{text} of"
        if quantity.modifier in ("vague", "magnitude") and not text.endswith((" of", "several", "few", "dozen", "many"))
        else text
    )


def _listed(names: Sequence[str]) -> str:
    names = list(dict.fromkeys(names))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
