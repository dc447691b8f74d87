"""One sentence taken apart: its words, names, things, places, dates and reporting clauses, found once."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geoevents.recognize.words import BE, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, QUOTES

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from geoevents.event_types import EventTypes
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Quantity, When
    from geoevents.recognize.frames import Found
    from geoevents.recognize.names import Name
    from geoevents.recognize.places import PlaceAt
    from geoevents.recognize.speech import Speech
    from geoevents.recognize.stand_ins import Item
    from geoevents.recognize.words import Sentence

_ADJECTIVAL = ("al", "ous", "ive", "ful", "less", "ic", "ary", "led", "backed", "wide")
_ADJECTIVES = frozenset(
    "deadly recent new heavy fresh renewed major joint own last latest first second third fourth fifth sixth "
    "seventh".split()
)
_COUNTED = frozenset("two three four five several separate suspected new latest recent other more".split())


@dataclass(slots=True)
class Context:
    """What the recognizers need besides the words. ``anchor`` is what "three days later" counts from."""

    types: EventTypes
    gazetteer: Gazetteer
    published: datetime | None
    anchor: datetime | None = None
    thing: str = ""  # what the sentence before told of
    space: bool = False  # the report is about rockets to space
    seen: set[str] = field(default_factory=set)  # things named so far
    year: int | None = None  # of days without a year, where the text has its own calendar
    past: bool = False  # the report tells of times long past only
    told: set[str] = field(default_factory=set)  # kinds of events told so far


@dataclass(slots=True)
class Clause:
    """The working sheet of one sentence; the recognizers fill it in their order.

    ``mark`` says for each token what covers it: "item", "name", "place", "date", "number" or "". ``spoken`` is set for
    tokens of reporting clauses. ``told`` are the kinds of events that the report has told of before.
    """

    sentence: Sentence
    types: EventTypes
    numbers: list[tuple[int, int, Quantity]] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    places: list[PlaceAt] = field(default_factory=list)
    dates: list[tuple[int, int, When]] = field(default_factory=list)
    speeches: list[Speech] = field(default_factory=list)
    triggers: list[Found] = field(default_factory=list)
    mark: list[str] = field(default_factory=list)
    spoken: list[bool] = field(default_factory=list)
    told: AbstractSet[str] = frozenset()
    words: AbstractSet[str] = frozenset()  # of the sentence, in lower case, with the last parts of those with a hyphen

    def __post_init__(self) -> None:
        """Gather the words once: every frame asks for some of them."""
        if not self.words:
            lows = {token.low for token in self.sentence.tokens}
            self.words = lows | {low.rpartition("-")[2] for low in lows if "-" in low}

    def cover(self) -> None:
        """Say for each token what covers it, once the names, things, places and dates are known."""
        size = len(self.sentence.tokens)
        self.mark = [""] * size
        self.spoken = [False] * size
        layers = (("number", self.numbers), ("date", self.dates))
        for label, found in layers:
            for first, last, _ in found:
                self.mark[first:last] = [label] * (last - first)
        for name in self.names:
            self.mark[name.first : name.last] = ["name"] * (name.last - name.first)
        for place in self.places:
            self.mark[place.first : place.last] = ["place"] * (place.last - place.first)
        for item in self.items:
            for at in range(item.first, min(item.last, size)):
                self.mark[at] = self.mark[at] or "item"
        for said in self.speeches:
            self.spoken[said.first : said.last] = [True] * (said.last - said.first)

    @property
    def size(self) -> int:
        """Number of tokens."""
        return len(self.sentence.tokens)

    def low(self, at: int) -> str:
        """The word at a token in lower case, "" outside."""
        return self.sentence.low(at)

    def item_at(self, at: int) -> Item | None:
        """The thing that begins at a token."""
        return next((item for item in self.items if item.first == at), None)

    def item_before(self, at: int) -> Item | None:
        """The thing that ends just before a token."""
        return next((item for item in self.items if item.last == at), None)

    def place_at(self, at: int) -> PlaceAt | None:
        """The place expression that covers a token."""
        return next((place for place in self.places if place.first <= at < place.last), None)

    def name_at(self, at: int) -> Name | None:
        """The name that covers a token."""
        return next((name for name in self.names if name.first <= at < name.last), None)

    def skip_left(self, at: int) -> int:
        """The first token to the left of ``at`` (inclusive) that is no adverb."""
        while at >= 0 and self.sentence.is_adverb(at):
            at -= 1
        return at

    def is_passive(self, at: int) -> bool:
        """Whether a form of "be" governs the participle at ``at``."""
        left = self.skip_left(at - 1)
        if self.mark[left] == "date" if left >= 0 else False:
            return False
        return self.low(left) in BE

    def is_noun(self, at: int) -> bool:
        """Whether a word that may be a noun or a verb stands where a noun stands."""
        before = self.low(at - 1)
        if before in DETERMINERS or before in ("'s", "of", "by", "in", "after", "during", "with", "for"):
            return True
        if at and self.mark[at - 1] in ("name", "place"):
            name = self.name_at(at - 1)
            return name is not None and (name.kind == "adjective" or self._describes(name))
        if before == "and" and self.mark[max(0, at - 2)] == "item" and self.low(at + 1) in PREPOSITIONS:
            return True  # "rockets and strikes along"
        if before.endswith(_ADJECTIVAL) or before in _ADJECTIVES:
            return True
        return bool(at) and self.mark[at - 1] == "number"

    def _describes(self, name: Name) -> bool:
        """As in "a Taliban attack", "in two separate Boko Haram attacks": the name of a group is no subject there."""
        before = self.low(name.first - 1)
        if before in ("a", "an"):
            return True
        forces = name.kind in ("group", "force")
        return forces and (before in _COUNTED or before in ("in", "by", "during", "after", "amid"))

    def breaks(self, at: int) -> bool:
        """Whether a clause ends before the token."""
        return self.sentence.ends_clause(at)

    def is_function_word(self, at: int) -> bool:
        """Whether the token is a word of grammar rather than of content."""
        low = self.low(at)
        return low in PREPOSITIONS or low in CONJUNCTIONS or low in DETERMINERS or low in BE or low in QUOTES
