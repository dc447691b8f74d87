"""Whether two readings can speak of the same event: what they say of who, where, when and how many must agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geoevents.model import Actor, Place, PlaceExpression, Quantity, Reading, When

# Roles that may hold the same place in two tellings of one event.
GROUND = frozenset({"site", "target", "impact", "area"})
VICTIMS = frozenset({"killed", "wounded"})  # counts of victims grow from telling to telling
_WIDER = {
    "weapon": frozenset(
        {"ammunition", "shell", "rocket", "missile", "drone", "aircraft", "vehicle", "gun", "bomb", "ship", "warship"}
    ),
    "ammunition": frozenset({"shell", "rocket", "missile", "bomb"}),
    "missile": frozenset({"rocket"}),
    "talks": frozenset({"leader"}),
}  # fmt: skip
REAL = frozenset({"reported", "claimed"})


def leaves(expression: PlaceExpression) -> Iterator[PlaceExpression]:
    """The names at the bottom of a tree; what holds a place that is known is none of them ("Linz, Austria")."""
    if hasattr(expression, "candidates"):
        yield expression
        if expression.candidates:
            return
    for anchor in expression.anchors:
        yield from leaves(anchor)


def candidates(expression: PlaceExpression, top: int = 3) -> tuple[Place, ...]:
    """What the names of an expression may mean: the ``top`` likeliest of each."""
    return tuple(place for leaf in leaves(expression) for place in getattr(leaf, "candidates", ())[:top])


def same_words(a: PlaceExpression, b: PlaceExpression) -> bool:
    """Whether two expressions are written alike (articles and case apart)."""
    return a.span is not None and b.span is not None and _plain(a.span.text) == _plain(b.span.text)


def _plain(text: str) -> str:
    return " ".join(text.casefold().removeprefix("the ").split())


def relation(a: PlaceExpression, b: PlaceExpression, top: int = 3) -> str:
    """As in "same", "finer" (a lies in b), "coarser", "other", or "open" where a bare form leaves it to the context."""
    if same_words(a, b):
        return "same"
    left, right = candidates(a, top), candidates(b, top)
    if not left or not right:
        return "open" if not (_is_name(a) and _is_name(b)) else "other"
    if {p.id for p in left} & {p.id for p in right}:
        return "same" if _is_name(a) == _is_name(b) else ("coarser" if _is_name(a) else "finer")
    if any(_holds(p, q) for p in right for q in left):
        return "finer"
    if any(_holds(p, q) for p in left for q in right):
        return "coarser"
    return "other"


def _is_name(expression: PlaceExpression) -> bool:
    return hasattr(expression, "candidates")


def _holds(outer: Place, inner: Place) -> bool:
    return outer.id in inner.parents or (
        outer.feature == "country" and outer.country == inner.country and inner.feature != "country"
    )


def places_agree(a: Reading, b: Reading) -> bool:
    """No role is filled by two places that exclude each other."""
    for role, place in a.places:
        others = [p for r, p in b.places if r == role or (r in GROUND and role in GROUND)]
        if others and all(relation(place, other) == "other" for other in others):
            return False
    return True


def parties(actors: Iterable[Actor], roles: tuple[str, ...] = ("agent", "participant")) -> frozenset[str]:
    """Countries and names of those who act."""
    return frozenset(actor.country or actor.name.casefold() for actor in actors if actor.role in roles)


def actors_agree(a: Reading, b: Reading) -> bool:
    """Those who act overlap, where both readings name a state or a group."""
    left, right = (frozenset(x for x in parties(r.actors) if not x.islower() or " " not in x) for r in (a, b))
    hosted = any(r.trigger.lemma in _HOSTS and len(r.actors) == 1 for r in (a, b))  # nobody's side at the table
    return not left or not right or hosted or bool(left & right)


_HOSTS = frozenset({"host", "mediate", "broker", "facilitate"})


def dates_agree(a: When | None, b: When | None) -> bool:
    """The intervals overlap, where both are known."""
    if a is None or b is None or a.start is None or b.start is None:
        return True
    return (a.end is None or b.start < a.end) and (b.end is None or a.start < b.end)


def items_agree(a: Reading, b: Reading) -> bool:
    """The things are the same, or one is the general word for the other."""
    if not a.items or not b.items:
        return True
    return any(x == y or y in _WIDER.get(x, ()) or x in _WIDER.get(y, ()) for x in a.items for y in b.items)


def quantities_agree(a: Reading, b: Reading) -> bool:
    """No thing is counted in two ways that exclude each other."""
    if a.refers or b.refers:
        return True  # "one of the missiles" is a part of them
    for x in a.quantities:
        for y in b.quantities:
            if x.item == y.item and x.item not in VICTIMS and not _overlap(x, y):
                return False
    return True


def counts_differ(a: Reading, b: Reading) -> bool:
    """The same thing is counted with other numbers, and no place is shared: two events rather than two counts."""
    if a.refers or b.refers or not a.places or not b.places:
        return False
    told = any(
        x.item == y.item and x.item not in VICTIMS and (x.low, x.best, x.high) != (y.low, y.best, y.high)
        for x in a.quantities
        for y in b.quantities
    )
    return told and not any(relation(p, q) in ("same", "finer", "coarser") for _, p in a.places for _, q in b.places)


def _overlap(a: Quantity, b: Quantity) -> bool:
    (low_a, high_a), (low_b, high_b) = _bounds(a), _bounds(b)
    return low_a <= high_b and low_b <= high_a


def _bounds(quantity: Quantity) -> tuple[float, float]:
    low = quantity.low if quantity.low is not None else (quantity.best or 0) * (0.8 if quantity.best else 1)
    high = quantity.high if quantity.high is not None else quantity.best * 1.2 if quantity.best else float("inf")
    return low, high


def overlap(a: Reading, b: Reading) -> int:
    """How much two readings share: the more, the surer that they tell of one event."""
    shared = len(parties(a.actors) & parties(b.actors)) + len(set(a.items) & set(b.items))
    shared += sum(relation(p, q) in ("same", "finer", "coarser") for _, p in a.places for _, q in b.places)
    return shared + (a.when is not None and b.when is not None and a.when.start == b.when.start)


def facts(reading: Reading) -> tuple[object, ...]:
    """All that is compared of a reading: two with the same facts agree, or not, with the same others."""
    return (
        reading.trigger.kind,
        reading.trigger.frame == "anaphor",
        reading.refers,
        parties(reading.actors),
        tuple((role, _terms(place)) for role, place in reading.places),
        (reading.when.start, reading.when.end) if reading.when else None,
        reading.items,
        tuple((q.item, q.low, q.best, q.high) for q in reading.quantities),
    )


def _terms(expression: PlaceExpression) -> tuple[object, ...]:
    words = _plain(expression.span.text) if expression.span else None
    return words, _is_name(expression), tuple(place.id for place in candidates(expression))
