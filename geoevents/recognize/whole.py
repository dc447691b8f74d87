"""Names as wide as they are written: what hangs on a known name, by a hyphen or a particle, makes it another name."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geoevents.expressions import Named
from geoevents.expressions.kinds import DAYS_AND_MONTHS, KINDS, NAMES, TITLES
from geoevents.expressions.near import Near
from geoevents.expressions.together import Together
from geoevents.recognize.words import DETERMINERS, PLACE_NOUNS, PREPOSITIONS, PRONOUNS

if TYPE_CHECKING:
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import PlaceExpression
    from geoevents.recognize.places import PlaceAt
    from geoevents.recognize.words import Sentence

# "an Iranian-flagged tanker", "US-made jets", "Houthi-held hills": it says whose, not where.
OF_OTHERS = re.compile(
    r"[-\u2010\u2011](?:flagged|trained|made|built|owned|born|speaking|backed|based|style|held|controlled|occupied|"
    r"installed|supplied|operated|designed|registered|bound|administered|aligned|allied|affiliated|linked|led|run|"
    r"brokered|sponsored|funded|annexed|educated|majority|ruled|educated|era|wide|sized)\Z"
)
_HANGING = re.compile(r"[-\u2010\u2011\u2013]([a-z]{2,12})\b")
_NUMBERED = re.compile(r"[-\u2010\u2011][0-9]")
# Endings that say what kind of place it is: "Sunan-guyok", "Gapyeong-gun", "Chiyoda-ku".
_KINDS = frozenset("guyok gun kun si shi ri dong up do ku gu myon myeon eup cho machi mura son jima to tun".split())
_PARTICLES = frozenset("de del della di da dos das du des al el".split())
_ARTICLES = frozenset("al el ad as ash ar az bin bint ibn ou".split())
_GENERIC = frozenset({"island", "islands", "bay", "valley", "river", "lake", "mountain", "port", "camp", "point"})
# A word with a capital that begins something else: "in Homs Monday", "in Izium General Syrskyi", "Odesa Port".
_ENDS_NAMES = KINDS.keys() | DAYS_AND_MONTHS | TITLES | PLACE_NOUNS | PREPOSITIONS | PRONOUNS | DETERMINERS
_SURE = 200_000  # people: "In Goma Congolese soldiers" needs no comma to be understood
_ARTICLE = re.compile(r"(?:al|el|ad|as|ash|at|az|an|ar|ed|es|ez|er|en)[-\u2010\u2011][A-Z]")


def only_describes(sentence: Sentence, expression: PlaceExpression, last: int) -> bool:
    """Whether the name is the first part of an adjective: "a Marshall Islands-flagged carrier", "Kyiv-based"."""
    token = sentence.tokens[last - 1]
    if OF_OTHERS.search(token.text):
        return True
    if expression.span is None:
        return False
    end = expression.span.end - sentence.offset
    if _NUMBERED.match(sentence.text, end):
        return True  # "Tu-95"
    hanging = _HANGING.match(sentence.text, end)
    return hanging is not None and hanging[1] not in _KINDS


def widened(
    sentence: Sentence, expression: PlaceExpression, where: tuple[int, int], others: set[int]
) -> tuple[PlaceExpression, tuple[int, int]]:
    """The expression over the whole name at tokens ``where``, and where that stands.

    "Ain al-Arab" is not Ain, and "Plan de Oriente" not Oriente: where only a part of a name is known, the name is not.
    ``others`` are the tokens of names of those who act: they end a name.
    """
    head = expression.parts[0] if isinstance(expression, Together) else expression
    if isinstance(head, Near):
        return _widened_near(sentence, expression, head, where, others)
    if not isinstance(head, Named) or head.span is None or head.inside is not None or head.kind:
        return expression, where
    first, last = sentence.at(head.span.start - sentence.offset, head.span.end - sentence.offset)
    begin, end = _begin(sentence, first), _end(sentence, head, last, others)
    if (begin, end) == (first, last) or sentence.cut(first, last).text != head.span.text:
        return expression, where
    span = sentence.cut(begin, end)
    whole = Named(span, span.text, ())
    return _with_head(expression, whole, sentence, (begin, max(end, where[1]))), (begin, max(end, where[1]))


def tailed(
    sentence: Sentence, gazetteer: Gazetteer, expression: PlaceExpression, where: tuple[int, int]
) -> tuple[PlaceExpression, tuple[int, int]]:
    """The expression with what a name goes on with in small letters, where the gazetteer knows that whole name.

    "Zaporizhzhia nuclear power plant" is not Zaporizhzhia; and "Guayaquil's Zorra prison" no town of Zorra.
    """
    first, last = where
    named = expression.of if isinstance(expression, Near) else expression
    if sentence.low(last) not in _TAILS or not isinstance(named, Named) or named.span is None or named.inside:
        return expression, where
    begin, end = sentence.at(named.span.start - sentence.offset, named.span.end - sentence.offset)
    if end != last:
        return expression, where
    most = min(last + _LONGEST_TAIL, len(sentence.tokens))
    for stop in range(most, last, -1):
        span = sentence.cut(begin, stop)
        sites = tuple(p for p in gazetteer.find(span.text) if p.matched_as in NAMES and p.feature not in _TOWNS)
        if sites:
            return _renamed(sentence, expression, Named(span, span.text, sites), (first, stop))
    if sentence.low(begin - 1) == "'s" and sentence.low(last) in _HOUSES:
        span = sentence.cut(begin, last + 1)
        return _renamed(sentence, expression, Named(span, span.text, ()), (first, last + 1))
    return expression, where


def _renamed(
    sentence: Sentence, expression: PlaceExpression, whole: Named, where: tuple[int, int]
) -> tuple[PlaceExpression, tuple[int, int]]:
    if isinstance(expression, Near):
        return replace(expression, of=whole, span=sentence.cut(*where)), where
    return whole, where


_LONGEST_TAIL = 4  # words
_TOWNS = frozenset({"settlement", "country", "admin1", "admin2"})
_HOUSES = frozenset("prison jail hospital school university hotel market stadium mosque church barracks".split())
_TAILS = _HOUSES | frozenset(
    "nuclear power plant refinery airport airfield airbase air naval military army navy base refugee camp dam "
    "hydroelectric international port harbor harbour terminal oil gas missile test range site space launch cosmodrome "
    "spaceport shipyard crossing checkpoint bridge tunnel canal reservoir plateau heights".split()
)


def _with_head(
    expression: PlaceExpression, whole: Named, sentence: Sentence, where: tuple[int, int]
) -> PlaceExpression:
    if not isinstance(expression, Together):
        return whole
    return replace(expression, span=sentence.cut(*where), parts=(whole, *expression.parts[1:]))


def _widened_near(
    sentence: Sentence, expression: PlaceExpression, near: Near, where: tuple[int, int], others: set[int]
) -> tuple[PlaceExpression, tuple[int, int]]:
    """The same of "around Ain Issa"."""
    if near is not expression or near.of.span is None:
        return expression, where
    inner = sentence.at(near.of.span.start - sentence.offset, near.of.span.end - sentence.offset)
    whole, (_, end) = widened(sentence, near.of, inner, others)
    if whole is near.of or inner[1] != where[1] or not isinstance(whole, Named):
        return expression, where
    return replace(near, of=whole, span=sentence.cut(where[0], end)), (where[0], end)


def _begin(sentence: Sentence, first: int) -> int:
    """Where a name begins whose last part is known: "Plan de Oriente", "Ramree Island"."""
    if first < 1 or not sentence.tokens[first - 1].text.isalpha():
        return first
    before = sentence.tokens[first - 1].text
    if sentence.low(first) in _GENERIC:
        return first - 1 if before[0].isupper() and sentence.low(first - 1) not in DETERMINERS else first
    if sentence.low(first - 1) not in _PARTICLES or first < 2 or not before.islower():
        return first
    return first - 2 if sentence.tokens[first - 2].text[0].isupper() else first


def _end(sentence: Sentence, head: Named, last: int, others: set[int]) -> int:
    """Where a name ends that an article or one more word continues: "Ain al-Arab", "Ahad al Masarihah", "Adi Gudem"."""
    if last >= len(sentence.tokens):
        return last
    if _ARTICLE.match(sentence.tokens[last].text):
        return last + 1
    if sentence.tokens[last].text in _ARTICLES and _is_word_of_name(sentence, last + 1, others):
        return last + 2
    best = head.candidates[0] if head.candidates else None
    small = best is not None and best.feature != "country" and best.population < _SURE
    line = sentence.low(last + 1) in _LINES  # "the Cano Limon-Covenas pipeline"
    return last + 1 if (small or line) and _is_word_of_name(sentence, last, others) else last


_LINES = frozenset({"pipeline", "pipelines", "railway", "railroad", "highway", "motorway", "canal"})


def _is_word_of_name(sentence: Sentence, at: int, others: set[int]) -> bool:
    if at >= len(sentence.tokens) or at in others:
        return False
    parts = re.split(r"[-\u2010\u2011\u2013]", sentence.tokens[at].text)  # "Limon-Covenas"
    capital = all(part.isalpha() and part[0].isupper() and part[1:].islower() for part in parts)
    return capital and sentence.low(at) not in _ENDS_NAMES


def joined(sentence: Sentence, gazetteer: Gazetteer, found: list[PlaceAt]) -> list[PlaceAt]:
    """Two names side by side are one: "Imphal West district" is neither Imphal nor a West district."""
    kept: list[PlaceAt] = []
    for place in found:
        before = kept[-1] if kept else None
        if before is not None and before.last == place.first and _are_one(sentence, before, place):
            span = sentence.cut(before.first, place.last)
            bare = span.text.rpartition(" ")
            places = gazetteer.find(span.text) or (gazetteer.find(bare[0]) if bare[2] in KINDS else ())
            known = tuple(p for p in places if p.matched_as in NAMES)
            kept[-1] = replace(before, last=place.last, expression=Named(span, span.text, known), name=None)
        elif before is not None and _is_owned(before, place):
            span = sentence.cut(before.first, place.last)
            named = replace(place.expression, span=span, inside=before.expression)  # type: ignore[call-arg]  # a name
            kept[-1] = replace(before, last=place.last, expression=named, owner=place.owner, site=place.site, name=None)
        elif before is None or before.last <= place.first:
            kept.append(place)
    return kept


def _is_owned(one: PlaceAt, other: PlaceAt) -> bool:
    """As in "Guayaquil's Litoral prison": what the gazetteer lacks lies in what owns it."""
    inner, outer = other.expression, one.expression
    unknown = isinstance(inner, Named) and not inner.candidates and inner.inside is None
    return unknown and one.owner and other.first == one.last + 1 and isinstance(outer, Named) and bool(outer.candidates)


def _are_one(sentence: Sentence, one: PlaceAt, other: PlaceAt) -> bool:
    plain = isinstance(one.expression, Named) and isinstance(other.expression, Named)
    return plain and sentence.tokens[other.first].text[0].isupper() and one.preposition != "" and not one.owner
