"""Every place that a text names, with the place that the name means in this document.

Wider than what events happen at: also adjectives ("Syrian forces"), the holders of other names ("Paris, Texas"), and
names inside those of organizations ("Boston Police").
"""

# ruff: noqa: RUF001, SIM905  apostrophes as they stand in text; lists of words are easier to read as text

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geoevents.expressions import Focus, scan, walk
from geoevents.expressions.kinds import KINDS, NAMES, NOT_A_PLACE_AFTER
from geoevents.expressions.named import Named
from geoevents.gazetteer import normalize
from geoevents.model import Span
from geoevents.resolve import Chooser, settle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geoevents.expressions import Choice
    from geoevents.gazetteer import Gazetteer, NameHit
    from geoevents.model import Place

_OF_A_PLACE = frozenset({"adjective", "abbreviation"})
# Words that make the town before them the name of an organization of that town.
_ORGANIZATIONS = NOT_A_PLACE_AFTER | frozenset(
    "academy airport army association authority bank board bureau chamber church city clinic club college"
    " commission committee community conference congress convention cooperative corporation council court"
    " department district ensemble exchange federation festival fire foundation fund garden government group hall"
    " health high hospital house international league library mall market marathon memorial metro ministry mission"
    " municipal museum national office olympics orchestra park police port press prison protocol province public"
    " regional restaurant school secondary senate sheriff show society stadium star state station street sun"
    " symphony theater theatre tower transit treaty tribune trust union unit woman women youth zoo".split()
)


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name in a text and the place that it means.

    Parameters
    ----------
    start, end
        Where the name stands, without what holds it.
    choice
        The likeliest place (None where the gazetteer lacks the name), its rivals, and the reasons.
    """

    start: int
    end: int
    text: str
    named: Named
    choice: Choice

    @property
    def place(self) -> Place | None:
        """The likeliest place."""
        return self.choice.place

    @property
    def candidates(self) -> tuple[Place, ...]:
        """All places of this name."""
        return self.named.candidates


def toponyms(
    text: str, gazetteer: Gazetteer, *, pins: Mapping[str, str] | None = None, unknown: bool = False
) -> tuple[Toponym, ...]:
    """The places that a text names, in order of the text.

    Parameters
    ----------
    pins
        Name -> place id or ISO code: settles a name for good.
    unknown
        Also the names that only the words around them show to be places ("the village of X").
    """
    names = [named for named in _names(text, gazetteer) if unknown or named.candidates]
    choices = settle(names, Chooser(gazetteer, Focus(), (), pins or {}, hints=False))
    return tuple(
        Toponym(*where, text[slice(*where)], named, choice)
        for named, choice in zip(names, choices, strict=True)
        if choice.place is not None or unknown
        for where in [_extent(named)]
    )


def _extent(named: Named) -> tuple[int, int]:
    """Where the name stands, without what holds it."""
    span, holder = named.span, named.inside.span if named.inside else None
    assert span is not None
    if holder is None or not span.start <= holder.start < span.end:
        return span.start, span.end
    if holder.start == span.start:
        return holder.end, span.end
    at = span.text.find(named.name)
    return (span.start, span.start + at + len(named.name)) if at >= 0 else (span.start, holder.start)


def _names(text: str, gazetteer: Gazetteer) -> list[Named]:
    found: dict[tuple[int, int], Named] = {}
    for tree in scan(text, gazetteer):
        for node in walk(tree):
            if isinstance(node, Named) and node.span is not None and not _is_alliance(node, gazetteer):
                found[_extent(node)] = node
    taken = sorted(found)
    for hit in gazetteer.scan(text):
        if not any(a < hit.end and hit.start < b for a, b in taken) and _counts(text, hit):
            name = text[hit.start : hit.end]
            places = tuple(p for p in hit.places if (p.matched_as in NAMES) == (hit.places[0].matched_as in NAMES))
            found[hit.start, hit.end] = Named(Span("text", hit.start, hit.end, name), name, places)
    return [found[where] for where in sorted(found)]


def _is_alliance(named: Named, gazetteer: Gazetteer) -> bool:
    """NATO stands for its members, not for their land; the European Union is also the name of a territory."""
    if not named.candidates or named.candidates[0].feature != "region":
        return False
    actors = gazetteer.actors()
    entry = actors.get(normalize(named.name))
    return entry is not None and entry[2] == "organization" and normalize(named.candidates[0].name) not in actors


def _counts(text: str, hit: NameHit) -> bool:
    """An adjective, or the place in the name of an organization."""
    best = hit.places[0]
    if best.matched_as == "adjective" or (best.matched_as in _OF_A_PLACE and best.feature != "region"):
        return True
    after = text[hit.end : hit.end + 20].lstrip(" ").split(" ")[0].rstrip(".,;:!?'’s\n")
    return (
        best.matched_as in NAMES
        and not hit.wary
        and after[:1].isupper()
        and after.lower() in _ORGANIZATIONS | KINDS.keys()
    )
