"""A name: Wonsan; Aleppo province; the city of Kherson; Paris, Texas; Tripoli in Lebanon; Middle Eastern countries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from geoevents.expressions.base import Answer, Grown, Node, UnplacedError
from geoevents.expressions.kinds import CROSSING, KINDS, NAMES, dimension, precision, radius_m
from geoevents.expressions.vocabulary import AROUND, BOTH_NAME_AND_GRAMMAR, COLLECTIVE, WIND_WORDS
from geoevents.model import Span
from geoevents.model.places import outline

if TYPE_CHECKING:
    from geoevents.expressions.base import Ground
    from geoevents.expressions.words import Words
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Place, PlaceExpression, Resolution

_SEAT = 5_000  # people


@dataclass(frozen=True, slots=True)
class Named(Node):
    """A place by its name, with the places that bear it.

    Parameters
    ----------
    name
        As written, without article.
    candidates
        What the gazetteer knows by this name, best prior first; empty for a name that only its surroundings show to be
        a place.
    kind
        The word beside it ("province", "city", "airport"), or "".
    inside
        What is said to hold it ("Paris, **Texas**").
    area
        Whether the words around it want an outline rather than a town ("northern **Idlib**").
    """

    name: str = ""
    candidates: tuple[Place, ...] = ()
    kind: str = ""
    inside: Node | None = None
    area: bool = False

    FIRST: ClassVar[frozenset[str]] = frozenset({"#name", "the", *KINDS, *WIND_WORDS})
    EXAMPLES: ClassVar[dict[str, str]] = {
        "Wonsan": "Wonsan",
        "Aleppo province": "Aleppo province",
        "the city of Aleppo": "Aleppo city",
        "Paris, Texas": "Paris in Texas",
        "Tripoli in Lebanon": "Tripoli in Lebanon",
        "the Syrian city of Aleppo": "Aleppo city in Syria",
        "Russia's Kursk region": "Kursk region in Russia",
        "the Gaza Strip": "Gaza Strip",
        "Syrian territory": "Syria",
        "the village of Xyzzyville": "Xyzzyville village",
    }

    @property
    def anchors(self) -> tuple[PlaceExpression, ...]:
        """What is said to hold it."""
        return (self.inside,) if self.inside else ()

    @classmethod
    def grow(cls, words: Words, at: int) -> Grown | None:
        """[owner] [kind of] NAME [kind] [, holder | in holder]."""
        return words.named(at)

    @classmethod
    def of_one_word(cls, text: str, gazetteer: Gazetteer) -> Named | None:
        """A text that is one word with a capital, and a name: no other node can read it. None for all others."""
        if not text.isalpha() or text[0].islower() or text.lower() in cls.FIRST | BOTH_NAME_AND_GRAMMAR:
            return None
        places = gazetteer.find(text)
        return cls(Span("text", 0, len(text), text), text, places) if places else None

    def short(self) -> str:
        """``Paris in Texas``."""
        kind = f" {self.kind}" if self.kind and self.kind not in self.name.lower().split() else ""
        return f"{self.name}{kind}{f' in {self.inside.short()}' if self.inside else ''}"

    def shape(self, ground: Ground) -> Resolution:
        """The gazetteer's geometry; a settlement is a point with a radius by its population."""
        answer = Answer(self, ground)
        if self.inside is not None and not any_held(self.inside, self.candidates):
            from geoevents.expressions import name_shapes  # noqa: PLC0415  not for one plain name

            return name_shapes.held_by(self, answer)
        place = self.chosen(answer)
        if place.matched_as == "respelled":
            answer.why.append(f"no place is spelled {self.name}; {place.name} is alike")
        answer.why.append(f"{place.name} is {place.id} ({place.feature})")
        answer.why.extend(_list_used(place, ground))
        dims = dimension(place)
        if isinstance(self.inside, Node) and not isinstance(self.inside, Named) and dims and place.feature in CROSSING:
            from geoevents.expressions import name_shapes  # noqa: PLC0415

            return name_shapes.cut(self, place, answer)
        if place.feature == "settlement" and self.kind in AROUND:
            from geoevents.expressions import name_shapes  # noqa: PLC0415

            return name_shapes.around(place, answer, f"{_called(place, self)} {self.kind}")
        return answer.done(
            partial(outline, place), dimension=dims, precision=precision(place), name=_called(place, self),
            error_m=radius_m(place) if dims == 0 else 0.0,
        )  # fmt: skip

    def chosen(self, answer: Answer) -> Place:
        """The place that the name means; its rivals and reasons go into the answer.

        Raises
        ------
        UnplacedError
            There is none.
        """
        choice = answer.ground.choose(self)
        answer.why.extend(choice.why)
        if choice.place is None:
            raise UnplacedError(answer.fail(choice.reason).resolution)
        answer.rivals.extend(choice.rivals)
        answer.places.append(choice.place)
        answer.score = min(answer.score, choice.score)
        return choice.place


def _list_used(place: Place, ground: Ground) -> tuple[str, ...]:
    """Whose list of members a region follows, where published lists differ ("Middle East")."""
    if place.feature != "region":
        return ()
    facts = ground.gazetteer.extra(place.id)  # noqa: S610  no database of Django
    variants = facts.get("variants", {})
    if len(variants) < 2:
        return ()
    used = place.id.partition("@")[2] or facts["default"]
    others = ", ".join(name for name in variants if name != used)
    return (
        f"lists of {place.name} differ: this is the one called {used}, {len(variants[used])} members; others: {others}",
    )


def _called(place: Place, named: Named) -> str:
    """The name to show: a town as the report writes it, everything else by its name in the gazetteer."""
    if named.kind in COLLECTIVE and place.feature == "region":
        return f"countries of {place.name}"
    written = place.feature == "settlement" and place.matched_as in NAMES and named.name[:1].isupper()
    return named.name if written else place.name


def any_held(inside: Node, candidates: tuple[Place, ...]) -> bool:
    """Whether one of the places lies in the holder, as far as names tell."""
    if not isinstance(inside, Named) or not inside.candidates:
        return bool(candidates)
    return any(holds(place, inner) for place in inside.candidates for inner in candidates)


def as_town(node: Node) -> Node:
    """Of a name for a region and for its town, the town: "20 km east of Hualien", "near Suwayda"."""
    if not isinstance(node, Named) or node.kind or node.area or len(node.candidates) < 2:
        return node
    towns = [place for place in node.candidates if place.feature == "settlement" and place.population >= _SEAT]
    kept = tuple(place for place in node.candidates if not any(holds(place, town) for town in towns)
                 or place.feature not in {"admin1", "admin2"})  # fmt: skip
    return replace(node, candidates=kept) if kept and len(kept) < len(node.candidates) else node


def holds(holder: Place, inner: Place) -> bool:
    """Whether the gazetteer says that ``holder`` is above ``inner``, without looking at geometry."""
    if holder.id == inner.id:
        return False
    return holder.id in inner.parents or (holder.feature == "country" and holder.country == inner.country)
