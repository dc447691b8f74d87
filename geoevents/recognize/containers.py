"""What only holds another place: "Sake, a town in North Kivu" is one place, and it is Sake."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from geoevents.expressions import Named, walk
from geoevents.expressions.border import Border
from geoevents.expressions.coast import Coast
from geoevents.expressions.coordinate import Coordinate
from geoevents.expressions.kinds import KINDS
from geoevents.expressions.named import holds
from geoevents.expressions.near import Near
from geoevents.expressions.part import Part
from geoevents.expressions.together import Together
from geoevents.recognize.words import BE, DETERMINERS, PLACE_NOUNS

if TYPE_CHECKING:
    from geoevents.model import Place, PlaceExpression, Span
    from geoevents.recognize.clause import Clause
    from geoevents.recognize.places import PlaceAt

_GRAIN = {"country": 3, "region": 3, "ocean": 3, "admin1": 2, "sea": 2, "admin2": 1.5}
_LAND = frozenset({"country", "admin1", "admin2"})  # the gazetteer says of every town in which of these it lies
_LINKS = frozenset({",", "in", "of", "(", "at", "on", "within"})
_QUARTERS = frozenset(
    "sector sectors neighborhood neighbourhood quarter quarters shantytown slum hill hills "
    "community communities lga".split()
)
_KIND_WORDS = PLACE_NOUNS | {"sector", "range", "community", "lga", "'s"}
_MOST_KINDS = 4
_LIGHT = (
    PLACE_NOUNS
    | _QUARTERS
    | DETERMINERS
    | _LINKS
    | frozenset(
        "'s - range temple valley valleys mountains "
        "forest northern southern eastern western central northeastern northwestern southeastern southwestern north "
        "south east west disputed remote rural coastal mountainous restive volatile oil-rich neighboring neighbouring "
        "border also state's country's local government self-governing autonomous administrative nearby strategic key "
        "site crossing about far deep well just located situated mostly largely predominantly".split()
    )
)
_ARTICLES = frozenset({"a", "an", "the", "another"})  # "Cite Soleil, a shantytown in Port-au-Prince"
_AREAS = frozenset(  # "Masisi territory" holds villages, wherever the gazetteer puts Masisi
    "province governorate region district county territory state oblast municipality department prefecture raion "
    "township canton parish regency commune lga".split()
)
_OF_PART = 0.5  # a part of something is finer than the whole
_MOST_WORDS = 8  # between a place and what holds it


def grain(place: PlaceAt, following: str = "") -> float:
    """How coarse a place is: by the likeliest candidate of its name, and by the word for its kind."""
    kind = type(place.expression).__name__
    if kind not in ("Named", "Part"):
        return 1
    best = _best(place.expression)
    own = _GRAIN.get(best.feature if best else "", 1) - _OF_PART * (kind == "Part")
    named = place.expression
    words = {getattr(named, "kind", ""), getattr(named, "name", "").rpartition(" ")[2].lower(), following}
    return max(own, _GRAIN["admin2"]) if words & _AREAS else own


def is_container(clause: Clause, inner: PlaceAt, outer: PlaceAt) -> bool:
    """Whether the second place, behind the first, only says in what that one lies."""
    gap = [clause.low(k) for k in range(inner.last, outer.first)]
    if not gap or len(gap) > _MOST_WORDS:
        return False
    if gap in ([","], ["("], ["in"]) and is_unknown(inner) and not is_unknown(outer):
        return gap != [","] or not _goes_on(clause, outer)  # "at Rumalyn Landing Zone, Hasakah"
    if gap[0] == "," and gap[1:2] and gap[1] in _ARTICLES and gap[-1] in ("in", "of", "'s"):
        return grain(outer, clause.low(outer.last)) >= grain(inner) and not any(
            clause.breaks(k) for k in range(inner.last, outer.first)
        )
    if not all(word in _LIGHT or word.endswith("ern") for word in gap):
        return False
    wider = grain(outer, clause.low(outer.last)) - grain(inner)
    if gap[0] in _LINKS:
        part = gap[0] == "in" and isinstance(outer.expression, Part)  # "the village of Sharifah in western Palmyra"
        return wider > (-_OF_PART - 0.1 if part else 0)
    kinds = next((k for k, word in enumerate(gap) if word not in _KIND_WORDS), len(gap))
    link = gap[kinds] if kinds < len(gap) else ""
    return (link == "of" and wider >= 0) or (link in ("in", "on", ",") and wider > 0)  # "the Sunan area of Pyongyang"


def is_unknown(place: PlaceAt) -> bool:
    """Whether it is a name that no gazetteer knows."""
    return isinstance(place.expression, Named) and not place.expression.candidates


def _goes_on(clause: Clause, place: PlaceAt) -> bool:
    """Whether the place is one of a list: "in A, B and C"."""
    beside = clause.low(place.last) in ("and", "or", ",", "&")
    return beside and any(other.first in (place.last + 1, place.last + 2) for other in clause.places)


def is_anchor(clause: Clause, place: PlaceAt, other: PlaceAt) -> bool:
    """Whether the second only says how far from something the first is: "Temuco, 670 km south of Santiago"."""
    if type(other.expression).__name__ not in ("Near", "Offset") or not getattr(place.expression, "candidates", ()):
        return False
    gap = [clause.low(k) for k in range(place.last, other.first)]
    if gap in ([], [","]) or gap[0] != ",":
        return not gap or gap == [","]
    placed = gap[1:2] == ["which"] and all(word in _SEATS or word in BE for word in gap[2:])  # "which is located"
    return placed or (gap[-1] == "," and all(word in _LIGHT or word in _SEATS for word in gap))


_SEATS = frozenset({"seat", "stronghold", "home", "located", "situated", "lies", "sits", "some", "about"})


def is_named_by(clause: Clause, outer: PlaceAt, inner: PlaceAt) -> bool:
    """Whether the first place says in what the second lies: "the West Bank city of Hebron"."""
    gap = [clause.low(k) for k in range(outer.last, inner.first)]
    if not 1 < len(gap) <= _MOST_KINDS or gap[-1] != "of" or outer.owner or outer.site:
        return False
    return all(word in PLACE_NOUNS or word in _QUARTERS for word in gap[:-1]) and _is_larger(outer, inner)


def merged(clause: Clause, before: PlaceAt, place: PlaceAt, *, end: bool = False) -> PlaceAt | None:
    """The place before, with what this one says of it; None if this is a place of its own.

    ``end``: the place before is where something came from or went to.
    """
    if is_position(clause, before, place):
        return replace(before, expression=place.expression, last=place.last)
    if (end and is_entered_at(clause, before, place)) or is_named_by(clause, before, place):
        return named_in(clause, before, place)
    if is_container(clause, before, place):
        return put_in(clause, before, place)
    return before if is_anchor(clause, before, place) else None


def whole(clause: Clause, places: list[PlaceAt]) -> list[PlaceAt]:
    """The places, each with what only holds it or tells how far it is."""
    kept: list[PlaceAt] = []
    for place in places:
        one = merged(clause, kept[-1], place) if kept else None
        if one is None:
            kept.append(place)
        else:
            kept[-1] = one
    return kept


def held(inner: PlaceAt, outer: PlaceAt) -> PlaceAt:
    """A place of which only is known that it lies in another, named elsewhere in the sentence."""
    expression = replace(inner.expression, inside=outer.expression)  # type: ignore[call-arg]  # an unknown name has it
    return replace(inner, expression=expression)


def is_position(clause: Clause, place: PlaceAt, other: PlaceAt) -> bool:
    """Whether the second gives the position of the first: "Kupiansk (49.71, 37.61)"."""
    gap = [clause.low(k) for k in range(place.last, other.first)]
    return isinstance(other.expression, Coordinate) and gap in (["("], [","], [])


def is_entered_at(clause: Clause, outer: PlaceAt, inner: PlaceAt) -> bool:
    """Whether the second place is where one comes into the first: "into Chad at Adre"."""
    gap = [clause.low(k) for k in range(outer.last, inner.first)]
    links = gap in (["at"], ["at", "the"]) or (not gap and type(inner.expression).__name__ == "Near")
    return links and grain(outer) > 1 and grain(inner) < grain(outer)


def _is_larger(outer: PlaceAt, inner: PlaceAt) -> bool:
    wide, fine = _best(outer.expression), _best(inner.expression)
    if wide is None or fine is None:
        return wide is not None
    coarse, own = _GRAIN.get(wide.feature, 1), _GRAIN.get(fine.feature, 1)
    return coarse > own or (coarse == own and wide.population > fine.population)


def named_in(clause: Clause, outer: PlaceAt, inner: PlaceAt) -> PlaceAt:
    """The second place in the first; near it where the first phrase says "near"."""
    own = put_in(clause, inner, replace(outer, last=inner.last))
    if not hasattr(outer.expression, "of"):
        return replace(own, preposition=inner.preposition or outer.preposition)
    span = clause.sentence.cut(outer.first, inner.last)
    near = replace(outer.expression, of=own.expression, span=span)  # type: ignore[call-arg]  # it has one, see above
    return replace(outer, last=inner.last, expression=near)


def put_in(clause: Clause, inner: PlaceAt, outer: PlaceAt) -> PlaceAt:
    """The first place as one that lies in the second: of its namesakes only those that do, or else what holds it."""
    closed = clause.low(outer.last) == ")" and clause.low(outer.first - 1) == "("
    outer = replace(outer, last=outer.last + closed)
    span = clause.sentence.cut(min(inner.first, outer.first), max(inner.last, outer.last))
    if isinstance(inner.expression, Border | Coast) and isinstance(outer.expression, Named | Part):
        both = Together(span, (inner.expression, outer.expression))  # "the border in Narino department"
        return replace(inner, expression=both, last=outer.last)
    if not isinstance(inner.expression, Named):
        near = _near_in(clause, inner, outer, span)
        return replace(inner, expression=near, last=outer.last)
    candidates = _inside(inner.expression.candidates, _unit(outer.expression))
    inside = inner.expression.inside
    if isinstance(inside, Named) and _is_open(inside) and not inner.expression.candidates:
        # "Y community in X district of Z": none but Z is known
        nested = replace(inside, inside=cast("Named", outer.expression))
        return replace(inner, last=outer.last, expression=replace(inner.expression, span=span, inside=nested))
    if inner.expression.inside is not None:  # "the Russian town of Feodosia in Crimea": what lies there is meant
        told = _any_held(inner.expression.inside, inner.expression.candidates) or not candidates
        expression = replace(inner.expression, span=span, candidates=candidates, inside=None)
        return replace(inner, last=outer.last, expression=inner.expression if told else expression)
    whole = outer.expression
    held = whole if not candidates and isinstance(whole, Named | Part | Together) else None
    if held is None and not candidates:
        return replace(inner, last=outer.last)
    if not candidates:  # perhaps at its edge, which sources draw otherwise
        land = {place.country for place in getattr(outer.expression, "candidates", ())[:1]}
        candidates = tuple(place for place in inner.expression.candidates if place.country in land)
    expression = replace(inner.expression, span=span, candidates=candidates, inside=held)
    return replace(inner, expression=expression, last=outer.last)


def _near_in(clause: Clause, inner: PlaceAt, outer: PlaceAt, span: Span) -> PlaceExpression:
    """As in "around X area of Y": around the X that lies in Y."""
    near = inner.expression
    if not isinstance(near, Near) or not isinstance(near.of, Named):
        return near
    core = put_in(clause, replace(inner, expression=near.of), outer)
    return replace(near, of=cast("Named", core.expression), span=span)


def _is_open(expression: PlaceExpression | None) -> bool:
    return isinstance(expression, Named) and not expression.candidates and expression.inside is None


def _any_held(holder: PlaceExpression, candidates: tuple[Place, ...]) -> bool:
    best = _best(holder)
    return best is not None and any(holds(best, place) for place in candidates)


def _unit(expression: PlaceExpression) -> Place | None:
    """The likeliest place of the first name; of a region that is also a province, the province."""
    best = _best(expression)
    if best is None or best.feature != "region" or not isinstance(expression, Named):
        return best
    units = (p for p in expression.candidates if p.feature == "admin1" and p.country == best.country)
    return next(units, best)


def _inside(candidates: tuple[Place, ...], holder: Place | None) -> tuple[Place, ...]:
    """Those of the places that lie in the holder, as far as names tell."""
    if holder is None or holder.feature not in _LAND:
        return candidates
    return tuple(place for place in candidates if holds(holder, place))


def frames(outer: PlaceAt, inner: PlaceAt, *, label: bool = False) -> bool:
    """Whether what opens a sentence ("In Syria, ...") holds a place that the sentence names later.

    A town holds places only as the ``label`` of an entry, or where it is said to be an area.
    """
    holder = _best(outer.expression)
    holds_more = label or bool(getattr(outer.expression, "kind", ""))
    if holder is None or (holder.feature == "settlement" and not holds_more):
        return False
    named = (node for node in walk(inner.expression) if isinstance(node, Named))
    return any(_is_in(place, holder) for node in named for place in node.candidates[:3])


def lies_across(outer: PlaceAt, inner: PlaceAt) -> bool:
    """As in "In Myanmar, shells fell on the Bangladeshi side of X": a part of a country beside the one named first."""
    holder = _best(outer.expression)
    if not isinstance(outer.expression, Named) or holder is None or holder.feature != "country":
        return False
    best = [_best(node) for node in walk(inner.expression) if isinstance(node, Named)]
    other = any(place is not None and place.feature == "country" and place.id != holder.id for place in best)
    return other and grain(inner) < _GRAIN["country"]


def _is_in(place: Place, holder: Place) -> bool:
    if holder.feature == "settlement":  # "Beni territory: ..." of a village in the same province
        return place.feature == "settlement" and place.id != holder.id and place.admin1 == holder.admin1
    return holds(holder, place) or place.admin1 == holder.name


def _best(expression: PlaceExpression) -> Place | None:
    """The likeliest place of the first name: of the kind that the words give ("Kaduna State" is not the city)."""
    leaf = next((node for node in walk(expression) if isinstance(node, Named)), None)
    if leaf is None or not leaf.candidates:
        return None
    wanted = KINDS.get(leaf.kind, ())
    return next((place for place in leaf.candidates if place.feature in wanted), leaf.candidates[0])
