"""A list: Syria and Turkey; Aleppo, Idlib and Hama provinces; Middle Eastern or North African countries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from geoevents.expressions.base import Answer, Grown, Node, inner, joined
from geoevents.expressions.kinds import KINDS, NAMES
from geoevents.expressions.lengths import wind
from geoevents.expressions.name_rules import of_kind
from geoevents.expressions.name_words import holder
from geoevents.expressions.named import Named, holds
from geoevents.expressions.part import Part
from geoevents.expressions.vocabulary import WIND_WORDS

if TYPE_CHECKING:
    from geoevents.expressions.base import Ground
    from geoevents.expressions.words import Words
    from geoevents.model import Place, PlaceExpression, Precision, Resolution

_MOST_MEMBERS, _MOST_WINDS = 60, 4
_ALL = (("and",), ("as", "well", "as"), ("&",))
_ANY = (("or",), ("and", "/", "or"))
_SINGULAR = {word: word[:-1] for word in KINDS if word.endswith("s") and word[:-1] in KINDS} | {
    "countries": "countries", "nations": "nations", "states": "states", "cities": "city", "counties": "county",
    "territories": "territory",
}  # fmt: skip
_PLURALS = frozenset(_SINGULAR) - {"countries", "nations"}
_RANK: dict[str, int] = {"country": 0, "region": 0, "admin1": 1, "settlement": 2, "site": 2}


@dataclass(frozen=True, slots=True)
class Several(Node):
    """Places named together: ``all`` of them ("and"), or somewhere in them ("or")."""

    parts: tuple[Node, ...] = ()
    all: bool = True

    FIRST: ClassVar[frozenset[str]] = frozenset({"#name", "the"}) | WIND_WORDS
    EXAMPLES: ClassVar[dict[str, str]] = {
        "Syria and Turkey": "Syria and Turkey",
        "Aleppo, Idlib and Hama provinces": "Aleppo province and Idlib province and Hama province",
        "Middle Eastern or North African countries": "Middle East countries or North Africa countries",
        "countries in the Middle East or North Africa": "Middle East countries or North Africa countries",
        "northern Syria and western Iraq": "part(north, Syria) and part(west, Iraq)",
        "the provinces of Aleppo and Idlib": "Aleppo province and Idlib province",
        "northern and eastern Syria": "part(north, Syria) and part(east, Syria)",
        "North and South Kivu": "North Kivu and South Kivu",
    }

    @property
    def anchors(self) -> tuple[PlaceExpression, ...]:
        """The members."""
        return self.parts

    @classmethod
    def grow(cls, words: Words, at: int) -> Grown | None:
        """A list of names with one kind behind it, or a list of nodes."""
        return _of_names(cls, words, at) or _of_units(cls, words, at) or _of_sides(cls, words, at)

    def short(self) -> str:
        """``Syria and Turkey``."""
        return (" and " if self.all else " or ").join(part.short() for part in self.parts)

    def shape(self, ground: Ground) -> Resolution:
        """The members together; a member that cannot be placed is left out and said."""
        answer = Answer(self, ground)
        found = [ground.shape(part) for part in self.parts]
        placed = [part for part in found if part.shape is not None]
        for part in placed:
            answer.take(part)
        missing = [part.reason or "" for part in found if part.shape is None]
        if not placed:
            raise answer.fail("; ".join(dict.fromkeys(missing)))
        answer.why.extend(f"left out: {reason}" for reason in missing)
        word = "and" if self.all else "or"
        name = _name([inner(part) for part in placed], word)
        answer.why.append(f"{name}: {'all of them' if self.all else 'one or more of them, which is not said'}")
        answer.choice = "all" if self.all else "any"
        top = max(part.shape.dimension for part in placed if part.shape)
        shapes = [part.shape for part in placed if part.shape and part.shape.dimension == top]
        if len(shapes) < len(placed):
            answer.why.append("points and lines beside areas are widened to discs and belts")
            shapes = [part.shape for part in placed if part.shape]

        def load() -> object:
            from geoevents.expressions.footprints import together  # noqa: PLC0415  needs shapely

            return together(shapes, top)

        ranks: list[Precision] = ["country", "region", "admin1", "water", "coast", "line", "route", "near", "exact"]
        worst = min((part.precision or "exact" for part in placed), key=lambda p: ranks.index(p) if p in ranks else 9)
        error = max(shape.error_m for shape in shapes) if top < 2 else 0.0
        return answer.done(load, dimension=top, precision=worst, name=name, error_m=error)


def _name(names: list[str], word: str) -> str:
    """``Countries of the Middle East or North Africa``, not twice "countries of"."""
    head = "countries of "
    if all(name.startswith(head) for name in names):
        return head + joined((name.removeprefix(head) for name in names), word)
    return joined(names, word)


def _conjunction(words: Words, at: int) -> tuple[bool, int] | None:
    """Whether "all" of the list is meant, and where the next member begins."""
    at = at + 1 if words.word(at) == "," and words.word(at + 1) in {"and", "or", "as"} else at
    for any_or_all, forms in ((False, _ANY), (True, _ALL)):
        for form in forms:
            if tuple(words.low[at : at + len(form)]) == form:
                return any_or_all, at + len(form)
    return None


def _of_names(cls: type[Several], words: Words, at: int) -> Grown | None:
    """``Aleppo, Idlib and Hama provinces``; ``Middle Eastern or North African countries``."""
    members: list[tuple[int, int, tuple[Place, ...]]] = []
    begin, end, meant = words.the(at), at, None
    while len(members) < _MOST_MEMBERS:
        hit = words.name(begin)
        if hit is None:
            return None
        end = hit[0]
        members.append((begin, end, hit[1]))
        if meant is not None:
            break
        joint = _conjunction(words, end)
        if joint is not None:
            meant, begin = joint[0], words.the(joint[1])
        elif words.word(end) == ",":
            begin = words.the(end + 1)
        else:
            return None
    # "North African countries" is a name of its own; "United States" is no list of states
    swallowed = words.word(end - 1) in _SINGULAR and end - begin > 1 and members[-1][2][0].feature != "country"
    kind = _SINGULAR.get(words.word(end - 1 if swallowed else end), "")
    if not kind or meant is None:
        return None
    end -= swallowed
    collective = kind in {"countries", "nations"}
    parts = []
    for start, stop, places in members:
        fits = places if collective or words.alone else tuple(p for p in places if p.matched_as in NAMES)
        if not fits:
            return None
        name = fits[0].name if collective else words.span(start, stop).text
        parts.append(Named(words.span(start, stop), name, of_kind(words, name, kind, fits), kind))
    inside, end = holder(words, end + 1, parts[-1].candidates) or (None, end + 1)
    parts = [replace(part, inside=inside) for part in parts] if inside else parts
    return cls(words.span(at, end), tuple(parts), meant), end


def _of_units(cls: type[Several], words: Words, at: int) -> Grown | None:
    first = words.unit(at)
    if first is None:
        return None
    members, end, meant = [first[0]], first[1], None
    while len(members) < _MOST_MEMBERS:
        joint = _conjunction(words, end)
        begin = joint[1] if joint else end + 1 if words.word(end) == "," else None
        grown = words.unit(begin) if begin is not None else None
        if grown is None or not _alike(words, members[0], grown[0]):
            break
        members.append(grown[0])
        if joint is not None:
            meant, end = joint[0], grown[1]
            break
        end = grown[1]
    if meant is None:
        return None
    members = _with_kind(words, members, words.word(at))
    last = members[-1]
    if isinstance(last, Named) and last.kind in _SINGULAR.values() and last.inside is None:  # "counties A and B, Ohio"
        inside, end = holder(words, end, last.candidates) or (None, end)
        members = [replace(m, inside=inside) if isinstance(m, Named) and inside else m for m in members]
    return cls(words.span(at, end), tuple(members), meant), end


def _of_sides(cls: type[Several], words: Words, at: int) -> Grown | None:
    """``northern and eastern Syria``; ``North and South Kivu``: the last member's place is that of the others."""
    heads: list[tuple[int, int]] = []  # where each wind begins and ends
    begin, meant = words.the(at), None
    while len(heads) < _MOST_WINDS:
        blown = wind(words, begin)
        if blown is None:
            return None
        joint = _conjunction(words, blown[1])
        comma = words.word(blown[1]) == ","
        heads.append((begin, blown[1]))
        if joint is None and not comma:
            break
        meant = joint[0] if joint is not None else meant
        begin = joint[1] if joint is not None else blown[1] + 1
    if len(heads) < 2 or meant is None:
        return None
    last = words.unit(heads[-1][0])
    if last is None:
        return None
    parts = [_on_side(words, start, end, last[0]) for start, end in heads[:-1]]
    if not all(parts):
        return None
    return cls(words.span(at, last[1]), (*(part for part in parts if part), last[0]), meant), last[1]


def _on_side(words: Words, start: int, end: int, last: Node) -> Node | None:
    """The member of one wind, like the last: the same part of another side, or the name with that wind."""
    blown = wind(words, start)
    if isinstance(last, Part) and blown is not None:
        return replace(last, span=words.span(start, end), direction=blown[0])
    if not isinstance(last, Named) or last.name.count(" ") < 1:
        return None
    name = f"{words.span(start, end).text} {last.name.split(' ', 1)[1]}"
    places = tuple(place for place in words.find(name) if place.matched_as in NAMES)
    return Named(words.span(start, end), name, places, last.kind, last.inside) if places else None


def _with_kind(words: Words, members: list[Node], before: str) -> list[Node]:
    """The kind before the first member holds for the others: "the provinces of Aleppo and Idlib"."""
    head = members[0]
    last = members[-1]
    named = isinstance(head, Named) and head.kind in _SINGULAR and before != head.name.lower()
    if not named and isinstance(last, Named) and last.kind in _PLURALS:  # "Benue and Plateau states"
        head, named = last, True
    if not isinstance(head, Named) or not named:
        return members
    kind = _SINGULAR[head.kind]
    return [
        replace(m, kind=kind, candidates=of_kind(words, m.name, kind, m.candidates))
        if isinstance(m, Named) and m.kind in {"", head.kind} else m
        for m in members
    ]  # fmt: skip


def _alike(words: Words, first: Node, other: Node) -> bool:
    """Whether two nodes can stand in one list: two names of one rank and not one inside the other, or two of a kind."""
    if not isinstance(first, Named) or not isinstance(other, Named):
        return type(first) is type(other) or words.alone
    if not first.candidates or not other.candidates:
        return bool(first.candidates) == bool(other.candidates) or words.alone
    a, b = first.candidates[0], other.candidates[0]
    if words.alone:
        return True
    return _RANK.get(a.feature, 3) == _RANK.get(b.feature, 3) and not holds(b, a)
