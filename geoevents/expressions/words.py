"""The words of a text as the grammar sees them: tokens, names of the gazetteer, and what has already grown where.

Every (rule, position) is tried at most once and every pattern is bounded, so that growing is linear in the text.
"""

# ruff: noqa: RUF001  reports write dashes, primes and apostrophes in all these ways

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from geoevents.expressions.vocabulary import ARABIC_ARTICLES, ARTICLES, DASHES, WIND_WORDS
from geoevents.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from geoevents.expressions.base import Grown, Node
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Place

_TOKEN = re.compile(
    r"\n[ \t\r]{0,20}\n"  # a paragraph ends every expression
    r"|\d{1,3}(?:,\d{3}){1,4}(?!\d)(?:\.\d{1,9})?|\d{1,15}(?:\.\d{1,12})?"
    r"|[^\W\d_]{1,40}(?:['’ʼʻ‘`][^\W\d_]{1,30}){0,4}|\S"
)
_POSSESSIVE = ("'s", "’s", "'S", "’S")
_MOST_DEPTH = 12  # nesting that no report needs; nonsense must not exhaust the stack
_LONGEST_NAME = 7
_UNITS = frozenset({"admin1", "admin2", "settlement"})
_POLES = (["north", "pole"], ["south", "pole"])  # "the North Pole" is not North Pole, Alaska


class Phrases:
    """Phrases of several words, looked up by their first word; longer ones first."""

    __slots__ = ("_by_first",)

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, list[str]]]] = {}
        for phrase in sorted(phrases, key=lambda phrase: -len(phrase)):
            self._by_first.setdefault(phrase.split(" ")[0], []).append((phrase, phrase.split(" ")))

    def at(self, words: Words, at: int) -> tuple[str, int] | None:
        """The longest of the phrases at a word, and where it ends."""
        low = words.low
        for phrase, parts in self._by_first.get(words.word(at), ()):
            if low[at : at + len(parts)] == parts:
                return phrase, at + len(parts)
        return None


class Rules(NamedTuple):
    """Which classes may begin with a word, and the rules that nest.

    ``first`` maps a word in lower case to classes; ``#number`` is any number, ``#name`` any other word. ``lower`` is
    the same where no name can begin. ``reserved`` are the words of the grammar, which are no names by themselves.
    """

    first: Mapping[str, tuple[type[Node], ...]]
    lower: Mapping[str, tuple[type[Node], ...]]
    reserved: frozenset[str]
    several: type[Node]
    named: Callable[[Words, int], Grown | None]
    owner: Callable[[Words, int], Grown | None]


class Words:
    """Tokens of one text.

    Parameters
    ----------
    text
        Any text.
    names
        ``at`` -> (end, candidates) for the longest name that begins at a token; None asks the gazetteer word by word,
        in any case (for one expression that stands alone).
    rules
        Which classes may begin with which word.
    """

    __slots__ = (
        "_depth", "_gazetteer", "_grown", "_operands", "_owners", "_rules", "caps", "coordinates", "end", "field",
        "low", "names", "offset", "start", "text",
    )  # fmt: skip

    def __init__(
        self,
        text: str,
        gazetteer: Gazetteer,
        rules: Rules,
        *,
        field: str = "text",
        offset: int = 0,
    ) -> None:
        self.text, self.field, self.offset = text, field, offset
        self.low: list[str] = []
        self.caps: list[bool] = []
        self.start: list[int] = []
        self.end: list[int] = []
        for match in _TOKEN.finditer(text):
            self._add(match[0], match.start())
        self._gazetteer, self._rules = gazetteer, rules
        self.low.append("")  # word(-1) and word(len) are no words
        self._depth = 0
        self._grown: dict[int, Grown | None] = {}
        self._operands: dict[int, Grown | None] = {}
        self._owners: dict[int, Grown | None] = {}
        self.names: dict[int, tuple[int, tuple[Place, ...]]] | None = None
        self.coordinates: dict[int, Grown] = {}

    def _add(self, word: str, start: int) -> None:
        if len(word) > 2 and word.endswith(_POSSESSIVE):
            self._append(word[:-2], start)
            self._append("'s", start + len(word) - 2)
        else:
            self._append(word, start)

    def _append(self, word: str, start: int) -> None:
        lower = word.lower()
        self.low.append(lower)
        self.caps.append(word[0] != lower[0] or (word[0] > "z" and word[0].isalpha() and not word[0].islower()))
        self.start.append(start)
        self.end.append(start + len(word))

    def __len__(self) -> int:
        return len(self.start)

    # Looking ----------------------------------------------------------------------------------------------------------

    def word(self, at: int) -> str:
        """The word as lower case; "" behind the end, and at -1, before the beginning."""
        try:
            return self.low[at]
        except IndexError:
            return ""

    def written(self, at: int) -> str:
        """The word as it is written."""
        return self.text[self.start[at] : self.end[at]] if 0 <= at < len(self.start) else ""

    def capital(self, at: int) -> bool:
        """Whether the word begins with a capital (or a letter of a script without cases)."""
        return 0 <= at < len(self.caps) and self.caps[at]

    def touches(self, at: int) -> bool:
        """Whether the word hangs on to the one before without a blank."""
        return 0 < at < len(self.start) and self.start[at] == self.end[at - 1]

    def index(self, position: int) -> int:
        """The first word that begins at or behind a position of the text."""
        return bisect_left(self.start, position)

    def span(self, start: int, end: int) -> Span:
        """Words ``start`` to ``end`` (half-open) as a span of the field."""
        a, b = self.start[start], self.end[max(start, end - 1)]
        return Span(self.field, a + self.offset, b + self.offset, self.text[a:b])

    def skip(self, at: int, *phrases: str) -> int:
        """Behind the first of the phrases (words with blanks) that stands at ``at``; ``at`` itself if none does."""
        for phrase in phrases:
            parts = phrase.split(" ")
            if self.low[at : at + len(parts)] == parts:
                return at + len(parts)
        return at

    def after(self, at: int, *phrases: str) -> int | None:
        """Like `skip`, but None if none of the phrases stands there."""
        end = self.skip(at, *phrases)
        return end if end > at else None

    def the(self, at: int) -> int:
        """Behind an article; that of "An-Najaf" is part of the name."""
        if self.word(at) not in ARTICLES:
            return at
        tied = self.word(at + 1) in DASHES and self.touches(at + 1)
        return at if tied else at + 1

    # Names ------------------------------------------------------------------------------------------------------------

    def name(self, at: int) -> tuple[int, tuple[Place, ...]] | None:
        """End and candidates of the longest name that begins here."""
        if self.low[at : at + 2] in _POLES and self.word(at - 1) == "the":
            return None
        if self.names is not None:
            return self.names.get(at)
        word = self.word(at)
        if not word or not word[0].isalpha():
            return None
        for end in range(min(len(self), at + _LONGEST_NAME), at, -1):
            if self.low[end - 1][0].isalnum() or self.low[end - 1] == ".":
                places = self._gazetteer.find(self.text[self.start[at] : self.end[end - 1]])
                if places and not (
                    self._all_grammar(at, end) or self._is_part(at, end, places) or self._is_article(at, end)
                ):
                    return end, places
        return None

    def _is_article(self, at: int, end: int) -> bool:
        """``al`` of "al-Fashqa": the name goes on, even if the gazetteer does not know it."""
        tied = self.word(end) in DASHES and self.touches(end) and self.touches(end + 1) and self.capital(end + 1)
        return end - at == 1 and self.low[at] in ARABIC_ARTICLES and tied

    def _is_part(self, at: int, end: int, places: tuple[Place, ...]) -> bool:
        """Whether "southern Red Sea" is the south of a sea, and not the region of that name: a small letter."""
        if self.low[at] not in WIND_WORDS or self.capital(at) or end - at < 2 or places[0].feature not in _UNITS:
            return False
        return self.capital(at + 1) and bool(self._gazetteer.find(self.text[self.start[at + 1] : self.end[end - 1]]))

    def find(self, name: str) -> tuple[Place, ...]:
        """What the gazetteer knows by a name that does not stand in the text like this."""
        return self._gazetteer.find(name)

    def named(self, at: int) -> Grown | None:
        """A name with what stands beside it, by the rule for names."""
        return self._rules.named(self, at)

    @property
    def several(self) -> type[Node]:
        """The class of lists."""
        return self._rules.several

    def respelled(self, name: str) -> tuple[Place, ...]:
        """What the gazetteer spells a little otherwise."""
        return self._gazetteer.respelled(name)

    def is_grammar(self, at: int) -> bool:
        """Whether the word is one of the grammar, which begins no unknown name."""
        return self.word(at) in self._rules.reserved

    def _all_grammar(self, at: int, end: int) -> bool:
        """Whether "west coast", "south east" are words of the grammar here, and not the name of a district."""
        written_as_name = end - at > 1 and all(self.capital(i) or self.word(i) in DASHES for i in range(at, end))
        return not written_as_name and all(word in self._rules.reserved or word in DASHES for word in self.low[at:end])

    # Growing ----------------------------------------------------------------------------------------------------------

    @property
    def alone(self) -> bool:
        """Whether the text is one expression that stands alone (and not running text)."""
        return self.names is None

    def unit(self, at: int) -> Grown | None:
        """The widest single node that begins here."""
        return self._once(self._grown, at, self._unit)

    def operand(self, at: int) -> Grown | None:
        """What stands behind "of", "off", "near": a node, or a list of them ("Syria and Turkey")."""
        return self._once(self._operands, at, self._operand)

    def owner(self, at: int) -> Grown | None:
        """Whose: "Yemen's", "its", "the country's", "Turkish"."""
        return self._once(self._owners, at, self._owner)

    def _once(self, known: dict[int, Grown | None], at: int, rule: Callable[[int], Grown | None]) -> Grown | None:
        if at in known:
            return known[at]
        if at >= len(self) or self._depth >= _MOST_DEPTH:
            return None
        known[at] = None  # a rule that comes back to its own beginning grows nothing
        self._depth += 1
        try:
            known[at] = rule(at)
        finally:
            self._depth -= 1
        return known[at]

    def _unit(self, at: int) -> Grown | None:
        best: Grown | None = None
        for kind in self._kinds(at):
            grown = kind.grow(self, at)
            if grown is not None and (best is None or grown[1] > best[1]):
                best = grown
        return best

    def _kinds(self, at: int) -> tuple[type[Node], ...]:
        word = self.low[at]
        if at in self.coordinates or word[0].isdigit():
            return self._rules.first["#number"]
        if self.names is not None and at not in self.names and not self.capital(at):
            return self._rules.lower.get(word, ())  # no name begins here
        return self._rules.first.get(word) or (self._rules.first["#name"] if word[0].isalpha() else ())

    def _operand(self, at: int) -> Grown | None:
        several = self._rules.several.grow(self, at)
        return several or self.unit(at)

    def _owner(self, at: int) -> Grown | None:
        return self._rules.owner(self, at)
