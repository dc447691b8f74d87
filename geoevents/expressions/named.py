"""A name: Wonsan; Aleppo province; the city of Kherson; Paris, Texas; Tripoli in Lebanon; Middle Eastern countries."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from geoevents.expressions.base import Answer, Grown, Node, UnplacedError
from geoevents.expressions.kinds import (
    AREAL,
    DAYS_AND_MONTHS,
    KINDS,
    NOT_A_PLACE_AFTER,
    TITLES,
    dimension,
    precision,
    radius_m,
)
from geoevents.expressions.vocabulary import (
    ARABIC_ARTICLES,
    AROUND,
    BOTH_NAME_AND_GRAMMAR,
    COLLECTIVE,
    DASHES,
    LINKS,
    OF,
    OWNS,
    WIND_WORDS,
)
from geoevents.model import Span
from geoevents.model.places import outline

if TYPE_CHECKING:
    from geoevents.expressions.base import Ground
    from geoevents.expressions.words import Words
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Place, PlaceExpression, Resolution

NAMES = frozenset({"name", "alias", "abbreviation"})
_LOOSE = frozenset({"adjective", "demonym"})
_NO_NAME_ENDS_SO = frozenset({"coast", "coasts", "border", "shore"})  # "Gulf Coast", "East Coast"
_GROUND = frozenset({"territory", "soil", "land"})  # "Syrian territory" is Syria
_IN_AREAS = frozenset({"settlement", "site"})  # "the Jazira region of Syria" is the other way round
CROSSING = frozenset({"line", "river", "lake", "sea", "gulf", "bay", "region", "desert", "mountain", "ocean"})
_SEAT = 5_000  # people
_MOST_HOLDERS = 2  # "Nice, Alpes-Maritimes, France"
_CUES = frozenset("in near outside around inside within into across throughout towards toward of".split())
_PRONOUNS = frozenset("i he she we you they it this that these those my his her our your their its".split())
_NO_KIND_OF = frozenset(
    {"department", "mount"}
)  # "the Department of Energy" is no place; the department of Somme is known


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
        from geoevents.expressions.name_rules import small_line  # noqa: PLC0415  a plain name must not pay for it

        line = small_line(words, at)
        if line is not None:
            return cls(words.span(words.the(at), line[0]), line[1][0].name, line[1]), line[0]
        owner = words.owner(at) or cls._holder_of_kind(words, words.the(at))
        grown = cls._grow(words, owner[1], owner[0]) if owner is not None else None
        return grown or cls._grow(words, words.the(at), None)

    @classmethod
    def _holder_of_kind(cls, words: Words, at: int) -> Grown | None:
        """``West Bank`` of "the West Bank city of Jenin"."""
        hit = words.name(at)
        kind = KINDS.get(words.word(hit[0])) if hit is not None else None
        if hit is None or kind is None or kind[0] not in _IN_AREAS or words.word(hit[0] + 1) != "of":
            return None
        places = tuple(place for place in hit[1] if place.feature in AREAL and place.matched_as in NAMES)
        return (cls(words.span(at, hit[0]), words.span(at, hit[0]).text, places), hit[0]) if places else None

    @classmethod
    def of_one_word(cls, text: str, gazetteer: Gazetteer) -> Named | None:
        """A text that is one word with a capital, and a name: no other node can read it. None for all others."""
        if not text.isalpha() or text[0].islower() or text.lower() in cls.FIRST | BOTH_NAME_AND_GRAMMAR:
            return None
        places = gazetteer.find(text)
        return cls(Span("text", 0, len(text), text), text, places) if places else None

    @classmethod
    def plain(cls, words: Words, at: int) -> Grown | None:
        """The bare name before a possessive: of "eastern Ukraine's Donetsk region" only Ukraine has an east."""
        hit = words.name(at)
        if hit is None or words.word(hit[0]) != "'s":
            return None
        places = tuple(place for place in hit[1] if place.matched_as in NAMES)
        return (cls(words.span(at, hit[0]), words.span(at, hit[0]).text, places), hit[0]) if places else None

    @classmethod
    def _grow(cls, words: Words, at: int, inside: Node | None) -> Grown | None:
        from geoevents.expressions.name_rules import behind_adjectives, kind_before, of_kind  # noqa: PLC0415  as above

        at = behind_adjectives(words, at, owned=inside is not None)
        kind, begin = kind_before(words, at)
        found = _known(words, begin, cue=bool(kind) and kind not in _NO_KIND_OF)
        if found is None:
            return None
        node, end = found
        if inside is not None and not node.candidates and node.name.isupper():
            return None  # "Taiwan's ADIZ" is no place in Taiwan
        if not kind and words.word(end) in KINDS:
            linked = words.word(end + 1) in LINKS.get(words.word(end), OF)
            whole = holder(words, end + 1, node.candidates) if linked and inside is None else None
            kind, end = (words.word(end), end + 1) if whole or not linked else (kind, end)
        if not kind and words.word(end - 1) in COLLECTIVE:
            kind = words.word(end - 1)
        places = of_kind(words, node.name, kind, node.candidates)
        if inside is None:
            inside, end = holder(words, end, places) or (None, end)
        return cls(words.span(begin, end), node.name, places, kind, inside), end

    def short(self) -> str:
        """``Paris in Texas``."""
        kind = f" {self.kind}" if self.kind and self.kind not in self.name.lower().split() else ""
        return f"{self.name}{kind}{f' in {self.inside.short()}' if self.inside else ''}"

    def shape(self, ground: Ground) -> Resolution:
        """The gazetteer's geometry; a settlement is a point with a radius by its population."""
        answer = Answer(self, ground)
        if self.inside is not None and not _any_held(self.inside, self.candidates):
            from geoevents.expressions import name_shapes  # noqa: PLC0415  not for one plain name

            return name_shapes.held_by(self, answer)
        place = self.chosen(answer)
        answer.why.append(f"{place.name} is {place.id} ({place.feature})")
        answer.why.extend(_list_used(place, ground))
        dims = dimension(place)
        if isinstance(self.inside, Node) and not isinstance(self.inside, Named) and dims and place.feature in CROSSING:
            from geoevents.expressions import name_shapes  # noqa: PLC0415

            return name_shapes.cut(self, place, answer)
        if place.feature == "settlement" and self.kind in AROUND:
            from geoevents.expressions import name_shapes  # noqa: PLC0415

            return name_shapes.around(self, place, answer)
        return answer.done(
            partial(outline, place), dimension=dims, precision=precision(place), name=called(place, self),
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


def called(place: Place, named: Named) -> str:
    """The name to show: a town as the report writes it, everything else by its name in the gazetteer."""
    if named.kind in COLLECTIVE and place.feature == "region":
        return f"countries of {place.name}"
    written = place.feature == "settlement" and place.matched_as in NAMES and named.name[:1].isupper()
    return named.name if written else place.name


def _known(words: Words, at: int, *, cue: bool) -> tuple[Named, int] | None:
    """The name at ``at``, if it is written as that of a place."""
    from geoevents.expressions.name_rules import is_place  # noqa: PLC0415  as above

    hit = words.name(at)
    if hit is not None:
        end, places = hit
        loose = places[0].matched_as in _LOOSE
        if loose and words.word(end) in _GROUND | COLLECTIVE:
            places = tuple(place for place in places if place.matched_as in _LOOSE)
            collective = words.word(end) in COLLECTIVE and places[0].feature != "region"
            name = places[0].name
            return (
                None
                if collective
                else (Named(words.span(at, end + 1), name, places), end + (words.word(end) in _GROUND))
            )
        if not words.alone and words.word(at - 1) not in _CUES and any(p.matched_as == "metonym" for p in places):
            return None  # "the White House said": an actor
        if not words.alone:
            places = () if loose else tuple(place for place in places if place.matched_as in NAMES)
        if places and (words.alone or is_place(words, at, end, places)):
            return Named(words.span(at, end), words.span(at, end).text, places), end
        if places or not words.alone:
            return None
    return _unknown(words, at, cue=cue)


def _unknown(words: Words, at: int, *, cue: bool) -> tuple[Named, int] | None:
    """Capitalized words that no gazetteer knows, behind "in", or beside a place noun."""
    tied = words.word(at) in ARABIC_ARTICLES and words.word(at + 1) in DASHES and words.touches(at + 1)
    end = at + 2 * (tied and words.touches(at + 2) and words.capital(at + 2))
    while end < at + 4 and words.capital(end) and words.word(end) not in DAYS_AND_MONTHS and words.word(end) != "i":
        if end > at and words.start[end] - words.end[end - 1] > 1:
            break
        end += 1
        if words.word(end) in DASHES and words.touches(end) and words.capital(end + 1) and words.touches(end + 1):
            end += 1
    if (
        end == at
        or words.word(at) in NOT_A_PLACE_AFTER | TITLES
        or (words.is_grammar(at) and words.word(at) not in KINDS)
    ):
        return None
    text = words.span(at, end).text
    if (end - at > 1 and words.word(end - 1) in _NO_NAME_ENDS_SO) or _is_kind(words, at, end):
        return None
    if words.word(at) in _PRONOUNS or (words.word(end) in OWNS and not words.alone):
        return None  # "They base", "in Rozen's case"
    acronym = text.isupper() and len(text) < 7
    beside = words.word(end) in KINDS and words.word(end) not in COLLECTIVE
    said = words.alone or cue or beside or (words.word(at - 1) in _CUES and words.word(at - 1) != "of")
    if not said or (acronym and not words.alone):
        return None
    return Named(words.span(at, end), text), end


def _is_kind(words: Words, at: int, end: int) -> bool:
    """Whether it is only the word for a kind: "Straits" of "the Turkish Straits", not "Plateau" of a state."""
    return end - at == 1 and words.word(at) in KINDS and words.word(end) not in KINDS


def holder(words: Words, at: int, candidates: tuple[Place, ...], deep: int = 0) -> Grown | None:
    """What holds the name: ", Texas" or "in Lebanon", if one of its places does lie there."""
    comma = words.word(at) == ","
    linked = words.word(at) == "in" or (words.word(at) == "of" and words.word(at - 1) in KINDS)  # "Jazira region of"
    if not (comma or linked) or (comma and not candidates):
        return None
    found = _comma_holder(words, at + 1, deep) if comma else words.unit(at + 1)
    if found is None:
        return None
    held = found[0].of if hasattr(found[0], "of") else found[0]
    if isinstance(held, Named) and not comma and (words.alone or not candidates) and not _any_held(held, candidates):
        return found if any(place.feature in AREAL for place in held.candidates[:1]) else None
    if not isinstance(held, Named) or not any(holds(place, inner) for place in held.candidates for inner in candidates):
        return None
    return found


def _any_held(inside: Node, candidates: tuple[Place, ...]) -> bool:
    """Whether one of the places lies in the holder, as far as names tell."""
    if not isinstance(inside, Named) or not inside.candidates:
        return bool(candidates)
    return any(holds(place, inner) for place in inside.candidates for inner in candidates)


def _comma_holder(words: Words, at: int, deep: int) -> Grown | None:
    at = words.the(at)
    if words.alone and words.word(at) in KINDS and words.word(at + 1) == "of":  # "Sittwe, the capital of Rakhine state"
        at = words.the(at + 2)
    hit = words.name(at)
    if hit is None or hit[1][0].matched_as not in NAMES:
        return None
    end, places = hit
    kind = ""
    if words.word(end) in KINDS:
        kind, end = words.word(end), end + 1
    inner = holder(words, end, places, deep + 1) if words.word(end) == "," and deep < _MOST_HOLDERS else None
    inside, end = inner or (None, end)
    return Named(words.span(at, end), words.span(at, hit[0]).text, places, kind, inside), end


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
