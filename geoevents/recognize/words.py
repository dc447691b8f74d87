"""A sentence as words, and the closed classes of words that hold English clauses together."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from geoevents.model import Span

_TOKEN = re.compile(
    r"[\u2019'][sS]\b|n[\u2019']t\b|(?:[A-Z]\.){2,5}|[^\W_]{1,80}(?:[.,][0-9]{1,6}|[-\u2011][^\W_]{1,40}|[\u2019'](?![sS]\b)[^\W_]{1,20}){0,5}|\S"
)

BE = frozenset("is are was were be been being get got gets 's".split())
HAVE = frozenset("has have had having".split())
MODALS = frozenset("will would could can may might shall should must".split())
DETERMINERS = frozenset(
    "the a an this that these those its their his her our your my such both all some any each every no another "
    "several many most few other certain various latest more".split()
)
DEFINITE = frozenset("the this that these those its their his her our both such latest".split())
PRONOUNS = frozenset("it they he she we i you them him himself itself themselves".split())
CONJUNCTIONS = frozenset({"and", "or", ",", "&", "plus"})
PREPOSITIONS = frozenset(
    "in at on from to into onto toward towards near off over across through via against along outside around between "
    "inside within under above by with of for throughout targeting beyond behind about upon amid during".split()
)
# A clause ends before these. "as" and "since" are looked at more closely.
SUBORDINATORS = frozenset(
    "while when after before because although though but whereas unless until if whether who whom whose which where "
    "so despite once that amid".split()
)
HARD = frozenset({";", "\u2014", "\u2013", ":", "|"})
QUOTES = frozenset({'"', "\u201c", "\u201d", "\u201e", "\u00ab", "\u00bb"})
REPORTING = frozenset(
    "said says say saying told tells reported reports report announced announces confirmed confirms warned warns "
    "warning claimed claims denied denies deny denying added adds stated states alleged alleges accused accuses "
    "acknowledged tweeted wrote insisted admitted noted estimated believes believe believed testified declared "
    "indicates indicated suggested suggests showed shows vowed disclosed".split()
)
PLACE_NOUNS = frozenset(
    "city town village capital province district region state port area areas county island islands suburb outskirts "
    "neighborhood neighbourhood governorate oblast municipality settlement hamlet territory enclave peninsula part "
    "parts zone commune republic prefecture towns cities villages provinces districts regions town's "
    "hospital market school mosque church airport base refugee camp".split()
)
ADVERBS = frozenset("not also again still already just now then never even reportedly allegedly soon publicly".split())
_HOURS = frozenset("dawn dusk midnight noon midday sunrise sunset nightfall daybreak".split())
_AS_PHRASES = frozenset("well many much part of far a an one soon".split())


class Token(NamedTuple):
    """A word or a mark. ``start``/``end`` count in the sentence."""

    start: int
    end: int
    text: str
    low: str


class Sentence:
    """A sentence cut into tokens, with the way from tokens back to the document.

    Parameters
    ----------
    text
        The sentence.
    field, offset
        The document's field, and where in it the sentence begins.
    """

    __slots__ = ("_starts", "field", "offset", "text", "tokens")

    def __init__(self, text: str, *, field: str = "text", offset: int = 0) -> None:
        self.text = text
        self.field = field
        self.offset = offset
        self.tokens = [
            Token(m.start(), m.end(), m[0], m[0].casefold().replace("\u2019", "'")) for m in _TOKEN.finditer(text)
        ]
        self._starts = [token.start for token in self.tokens]

    @property
    def span(self) -> Span:
        """The whole sentence as a span of the document."""
        return Span(self.field, self.offset, self.offset + len(self.text), self.text)

    def cut(self, first: int, last: int) -> Span:
        """Tokens ``first`` to ``last`` (exclusive) as a span of the document."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Span(self.field, self.offset + start, self.offset + end, self.text[start:end])

    def at(self, start: int, end: int) -> tuple[int, int]:
        """Token range that covers characters ``start`` to ``end`` of the sentence."""
        first = bisect_left(self._starts, start)
        if first and self.tokens[first - 1].end > start:
            first -= 1
        return first, max(first + 1, bisect_left(self._starts, end))

    def low(self, index: int) -> str:
        """The word at ``index`` in lower case; "" outside the sentence."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def is_adverb(self, index: int) -> bool:
        """Whether the word may stand between a verb and its helpers."""
        low = self.low(index)
        return low in ADVERBS or (low.endswith("ly") and len(low) > 4)

    def _joins(self, index: int) -> bool:
        """Whether no space stands on either side of a mark between two words."""
        if not 0 < index < len(self.tokens) - 1:
            return False
        before, mark, after = self.tokens[index - 1 : index + 2]
        return before.end == mark.start and mark.end == after.start and after.text[0].isupper()

    def ends_clause(self, index: int) -> bool:
        """Whether a new clause begins with the word at ``index``."""
        low = self.low(index)
        if low == ":" and self.low(index - 1)[-1:].isdigit() and self.low(index + 1)[:1].isdigit():
            return False  # a time of day
        if low in HARD and self._joins(index):
            return False  # "the Jos-Bukuru road", with a dash
        if low in ("before", "after", "until", "since") and self.low(index + 1) in _HOURS:
            return False
        if low in HARD or low in SUBORDINATORS:
            return True
        if low == "as":
            return self.low(index + 1) not in _AS_PHRASES and self.low(index - 2) != "as"
        return False
