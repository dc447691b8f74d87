"""Place expressions in a sentence, each with the preposition that governs it."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geoevents import expressions
from geoevents.expressions.kinds import KINDS, SETTLEMENT, WATER
from geoevents.expressions.named import Named
from geoevents.expressions.near import Near
from geoevents.expressions.several import Several
from geoevents.expressions.together import Together
from geoevents.recognize import unknown
from geoevents.recognize.vessels import is_vessel
from geoevents.recognize.whole import joined, only_describes, tailed, widened
from geoevents.recognize.words import BE, DETERMINERS, HAVE, MODALS, PLACE_NOUNS, PREPOSITIONS, REPORTING, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoevents.gazetteer import Gazetteer
    from geoevents.model import PlaceExpression
    from geoevents.recognize.names import Name

_TAKES_PLACE = re.compile(r"\b(t(?:ook|aken?|akes|aking) )place( )")  # "it took place near X": no "place near X"
_OWN = frozenset("off near outside around between along over inside within across beyond behind".split())
_LINE = re.compile(
    r"\b(?:border|boundary|frontier|airspace|air space|territorial (?:sea|waters?)|exclusive economic zone|EEZ|"
    r"air defen[cs]e identification zone|ADIZ|limit line|demarcation line|line of control|line of actual control|"
    r"median line|blue line|green line|contact line|military demarcation|waters of|territorial waters|"
    r"NLL|MDL|LoC|LAC)\b",
    re.IGNORECASE,
)
_EDGES = frozenset({"line", "border", "boundary", "airspace", "frontier"})
_SITE = re.compile(
    r"\b(?:base|site|station|range|airport|airfield|cent(?:er|re)|launch|cosmodrome|facility|ground|island|complex|"
    r"shipyard|naval yard|port)s?\b",
    re.IGNORECASE,
)
_APPROXIMATE = frozenset("about some around roughly approximately nearly almost just only".split())
# Between a preposition and a place: "at a military base near", "on targets in".
_BETWEEN = (
    DETERMINERS
    | PLACE_NOUNS
    | frozenset(
        "northern southern eastern western central northeastern northwestern southeastern southwestern north "
        "south east west "
        "coastal border nearby neighboring neighbouring besieged occupied disputed largest main second "
        "biggest key strategic "
        "rebel-held russian-occupied russian-held contested restive old upper lower greater waters".split()
    )
)
_ADJECTIVAL = ("ern", "al", "held", "controlled", "ese", "ish", "based")
_OF_PLACES = PLACE_NOUNS | frozenset(
    "coast coasts shore shores waters north south east west stronghold bastion resort streets street countryside "
    "heart center centre suburbs slums hub corner side edge outskirts entrance gates vicinity environs rest whole "
    "perimeter sector sectors flank flanks most half much parts".split()
)
_HEADED = frozenset({":", "\u2014", "\u2013"})
_WAYS_IN = frozenset({"approaches", "entrance", "entrances"})
_LABEL = 12  # words and marks within which the label of an entry ends
_OF_LABELS = PLACE_NOUNS | frozenset({",", "/", "(", ")", "-", "and", "&", "the", "of"})
_SPOTS = frozenset("at near outside inside around across beside opposite".split())
_POSTS = frozenset("km kilometer kilometre mile milepost marker kilometers kilometres".split())
_ABSTRACT = frozenset(  # "at the request of", "outside the control of": no spots
    "request invitation behest expense hands time end start beginning beginnings height cost control rule reach sake "
    "feet mercy insistence urging bidding orders command anniversary age dawn outset eve jurisdiction authority "
    "government people president leader king army embassy".split()
)
# Behind a name they make it the name of those who act, not of a place.
_STAFF = frozenset(
    "embassy consulate army navy military government troops forces soldiers police officials authorities president "
    "parliament ministry minister ambassador diplomats diplomat commandos jets warplanes officers spokesman "
    "spokeswoman".split()
)
_LONGEST = 9  # words of a noun phrase before its name
_JOINS = frozenset("and or but who which that is are was were has have had".split())
_WAR = frozenset("war invasion conflict fight aggression".split())
_KNOWN = frozenset("its the 's their his this".split())  # "its war in X" only says which one; "a war in X" is news
_OFFICES = frozenset("ambassador president minister envoy leader".split())


@dataclass(frozen=True, slots=True)
class PlaceAt:
    """An expression at tokens ``first`` to ``last`` (exclusive).

    ``preposition`` governs it ("" if none); ``lead`` is the first token of the whole phrase. ``line``: it is, or has,
    an edge that can be crossed. ``site``: a base, a range, a launch site. ``owner``: a possessive follows.
    """

    first: int
    last: int
    expression: PlaceExpression
    preposition: str
    lead: int
    line: bool
    site: bool
    owner: bool
    name: Name | None = None

    @property
    def of_war(self) -> bool:
        """Whether it only says which war: "its war on Ukraine"."""
        return self.preposition == "#war"


def find(sentence: Sentence, gazetteer: Gazetteer, names: list[Name]) -> list[PlaceAt]:
    """All place expressions of the sentence; what can only act is left out."""
    actors = {(name.first, name.last): name for name in names}
    acting = [name for name in names if name.only_actor]
    found: list[PlaceAt] = []
    taken: list[tuple[int, int]] = []
    for expression, first, last in _expressions(sentence, gazetteer, acting):
        name = actors.get((first, last)) or (actors.get((first + 1, last)) if sentence.low(first) == "the" else None)
        inside = any(other.first <= first and last <= other.last for other in acting)  # of an organization's name
        if inside or (name is not None and name.only_actor) or _acts(sentence, first, last):
            continue
        taken.append((first, last))
        place = _place(sentence, expression, (first, last), name)
        if not _is_excluded(sentence, place.lead) and not _is_town_of_water(expression):
            found.append(place)
    for first, last, named in list(unknown.find(sentence, gazetteer, names, taken)):
        found.append(_place(sentence, named, (first, last), None))
    found.extend(_capitals(sentence, gazetteer, names, found))
    found.sort(key=lambda place: (place.first, -place.last))
    return _labeled(sentence, joined(sentence, gazetteer, found))


def _capitals(sentence: Sentence, gazetteer: Gazetteer, names: list[Name], found: list[PlaceAt]) -> Iterator[PlaceAt]:
    """As in "in Kenya's capital", "the Georgian capital", where no name follows."""
    for name in names:
        if not name.country or name.kind not in ("country", "adjective"):
            continue
        at = name.last + (sentence.low(name.last) == "'s")
        owned = at > name.last if name.kind == "country" else sentence.low(name.first - 1) == "the"
        behind = at + 1 + (sentence.low(at + 1) == ",")
        follows = sentence.tokens[behind].text if behind < len(sentence.tokens) else ""
        if sentence.low(at) != "capital" or not owned or follows[:1].isupper() or follows in _NO_CAPITAL:
            continue
        town = gazetteer.capital(name.country)
        if town is not None:
            found[:] = [place for place in found if not (place.first <= name.first < place.last)]
            first = name.first - (sentence.low(name.first - 1) == "the")
            yield _place(sentence, Named(sentence.cut(first, at + 1), town.name, (town,)), (first, at + 1), None)


_NO_CAPITAL = frozenset("markets market punishment goods flight gains controls letters crimes offence offense".split())


def _is_excluded(sentence: Sentence, lead: int) -> bool:
    """As in "(not off Luanda)", "in A rather than in B": where it did not happen."""
    return sentence.low(lead - 1) in ("not", "than", "unlike") or (
        sentence.low(lead - 1) == "of" and sentence.low(lead - 2) == "instead"
    )


def _acts(sentence: Sentence, first: int, last: int) -> bool:
    """As in "the United States Embassy", "what Ankara called", "the tanker Jaguar": somebody or something, no place."""
    if sentence.low(last) in _STAFF and sentence.tokens[last - 1].text[0].isupper():
        return True
    return sentence.low(first - 1) == "what" or is_vessel(sentence, first)


def _expressions(
    sentence: Sentence, gazetteer: Gazetteer, acting: list[Name]
) -> Iterator[tuple[PlaceExpression, int, int]]:
    """The place expressions that are meant as places, each as wide as its name is, with their token ranges."""
    end = 0
    text = _TAKES_PLACE.sub(lambda match: match[1] + "....." + match[2], sentence.text)
    others = {at for name in acting for at in range(name.first, name.last)}
    for expression in expressions.scan(text, gazetteer, field=sentence.field, offset=sentence.offset):
        if expression.span is None:
            continue
        first, last = sentence.at(expression.span.start - sentence.offset, expression.span.end - sentence.offset)
        if first < end or only_describes(sentence, expression, last):
            continue
        kept, last = _without_subject(sentence, expression, last)
        if kept.span is None:
            continue
        kept, first = _behind_partner(sentence, *_of_country(sentence, kept, first))
        kept, (first, last) = tailed(sentence, gazetteer, kept, (first, last))
        kept, (first, last) = widened(sentence, kept, (first, last), others)
        end = last
        yield kept, first, last


def _is_town_of_water(expression: PlaceExpression) -> bool:
    """As in "the Black Sea port", "the Red Sea city": a town named before, and no sea."""
    if not isinstance(expression, Named) or KINDS.get(expression.kind, ())[-1:] != SETTLEMENT:
        return False
    return bool(expression.candidates) and expression.candidates[0].feature in WATER


def _place(sentence: Sentence, expression: PlaceExpression, where: tuple[int, int], name: Name | None) -> PlaceAt:
    first, last = where
    preposition, lead = governor(sentence, first)
    text = expression.span.text if expression.span else ""
    return PlaceAt(first, last, expression, preposition, lead, _is_line(sentence, first, text),
                   bool(_SITE.search(text)), sentence.low(last) == "'s", name)  # fmt: skip


def _labeled(sentence: Sentence, places: list[PlaceAt]) -> list[PlaceAt]:
    """Places at the head of an entry of a list ("- Goma: shells fell") are where it happened."""
    bars = [k for k in range(min(len(sentence.tokens), _LABEL)) if sentence.low(k) == "|"]
    ends = bars[1:2] or bars or [k for k in range(min(len(sentence.tokens), _LABEL)) if sentence.low(k) in _HEADED]
    head = ends[0] if ends else 0
    start = bars[0] + 1 if len(bars) > 1 else 0  # "10 Aug | Lower Shabelle | Shells fell"
    begin = next((k for k in range(start, head) if sentence.tokens[k].text[0].isalpha()), head)
    covered = {k for place in places for k in range(place.first, place.last)}
    loose = [k for k in range(begin, head) if k not in covered and sentence.low(k) not in _OF_LABELS]
    if head == begin or loose or begin not in covered:
        return places
    bullet = begin > 0
    return [
        replace(place, preposition="in", lead=begin)
        if place.last <= head and not place.owner and (bullet or not _may_speak(place))
        else place
        for place in places
    ]


def _may_speak(place: PlaceAt) -> bool:
    """As in "Seoul: North fires missile": a capital or a country before a colon may be who says it."""
    return place.name is not None and place.name.kind in ("capital", "country")


def _is_line(sentence: Sentence, first: int, text: str) -> bool:
    """As in "Romanian airspace", and also "the median line of X" where only X is known."""
    before = [sentence.low(first - k) for k in (1, 2, 3)]
    return bool(_LINE.search(text)) or ("of" in before[:2] and bool(_EDGES & set(before)))


def _without_subject(sentence: Sentence, expression: PlaceExpression, last: int) -> tuple[PlaceExpression, int]:
    """As in "sent tanks to A, and B has promised": the last of a list may be who acts next."""
    low = sentence.low(last)
    if low in REPORTING or low == "'s":
        expression, last = _without_speaker(sentence, expression, last)
    head = expression.anchors[0] if expression.anchors else None
    if not isinstance(expression, Several) or len(expression.anchors) != 2 or head is None or head.span is None:
        return expression, last
    if low not in HAVE and low not in BE and low not in MODALS and low not in REPORTING:
        return expression, last
    if sentence.text[head.span.end - sentence.offset :][:1] != ",":
        return expression, last
    return head, sentence.at(head.span.start - sentence.offset, head.span.end - sentence.offset)[1]


def _without_speaker(sentence: Sentence, expression: PlaceExpression, last: int) -> tuple[PlaceExpression, int]:
    """As in "strikes near Rafah, Egypt says": who stands behind the comma speaks, or owns what follows."""
    named = getattr(expression, "of", expression)
    holder = named.inside.span if isinstance(named, Named) and named.inside else None
    if holder is None or expression.span is None or holder.end != expression.span.end:
        return expression, last
    comma = sentence.at(holder.start - sentence.offset, holder.end - sentence.offset)[0] - 1
    first = sentence.at(expression.span.start - sentence.offset, expression.span.end - sentence.offset)[0]
    if sentence.low(comma) != "," or comma <= first:
        return expression, last
    span = sentence.cut(first, comma)
    if isinstance(expression, Named):
        return replace(expression, inside=None, span=span), comma
    bare = replace(expression, of=replace(named, inside=None), span=span)  # type: ignore[call-arg]  # it has one
    return bare, comma


def _of_country(sentence: Sentence, expression: PlaceExpression, first: int) -> tuple[PlaceExpression, int]:
    """As in "inside and outside Sudan": the country; all the world around it is no place."""
    if not isinstance(expression, Near) or expression.how != "outside" or not isinstance(expression.of, Named):
        return expression, first
    country = expression.of.candidates[:1] and expression.of.candidates[0].feature == "country"
    both = sentence.low(first - 1) == "and" and sentence.low(first - 2) in ("in", "inside", "within")
    return (expression.of, first + 1) if country and both else (expression, first)


def _behind_partner(sentence: Sentence, expression: PlaceExpression, first: int) -> tuple[PlaceExpression, int]:
    """As in "drills with A off B": A takes part, B is where."""
    if not isinstance(expression, Together) or sentence.low(first - 1) not in ("with", "by", "and"):
        return expression, first
    head, *rest = expression.anchors
    if len(rest) != 1 or rest[0].span is None or not getattr(head, "candidates", ()):
        return expression, first
    if head.candidates[0].feature != "country":  # type: ignore[attr-defined]  # only names have candidates
        return expression, first
    return rest[0], sentence.at(rest[0].span.start - sentence.offset, rest[0].span.end - sentence.offset)[0]


def governor(sentence: Sentence, first: int) -> tuple[str, int]:
    """The preposition that governs the noun phrase at token ``first``, and where the phrase begins."""
    own = sentence.low(first) if sentence.low(first) in _OWN or sentence.low(first) in ("in", "at", "on") else ""
    both = sentence.low(first - 1) == "outside" and sentence.low(first - 2) == "and"  # "inside and outside X"
    at = first - 1 - 2 * both
    kind = sentence.low(at) in PLACE_NOUNS  # "the port town X"; behind a place noun any adjective may stand
    while at >= 0 and first - at <= _LONGEST:
        low = sentence.low(at)
        if (low == "of" and sentence.low(at - 1) in _OF_PLACES) or (low == "to" and sentence.low(at - 1) in _WAYS_IN):
            kind = True
        elif low == "of" and sentence.low(at - 1) in ("outside", "inside"):
            return sentence.low(at - 1), at - 1
        elif low == "of" and _is_spot(sentence, at):
            kind = True
        elif low in PREPOSITIONS and (low not in _APPROXIMATE or own or sentence.low(at + 1) in DETERMINERS):
            return _preposition(sentence, low, at)
        elif low == "'s" and sentence.tokens[at - 1].text[:1].isupper():
            kind = True  # "in A's city of B"
        elif low == "," and at == first - 1 and sentence.low(at - 1) in PLACE_NOUNS:
            kind = True  # "in its capital, X"
        elif (kind or at == first - 1) and low.endswith(("ed", "ing")) and sentence.low(at - 1) in DETERMINERS:
            pass  # "in a fishing village of", "in a crowded Kabul street"
        elif not (_may_lead(low, kind=kind) or (kind and sentence.tokens[at].text[0].isupper())):
            break
        kind = kind or low in PLACE_NOUNS
        at -= 1
    return own, at + 1


def _is_spot(sentence: Sentence, of: int) -> bool:
    """As in "near the temple of", "at the north gate of": behind a preposition of place a thing is a spot there."""
    if sentence.low(of - 1)[:1].isdigit() and sentence.low(of - 2) in _POSTS:
        return True  # "at km 45 of the road"
    for at in range(of - 2, max(of - 5, 0), -1):
        low = sentence.low(at)
        if low in DETERMINERS:
            return sentence.low(at - 1) in _SPOTS and sentence.low(of - 1) not in _ABSTRACT
        if not low.isalpha() or low in PREPOSITIONS:
            return False
    return False


def _may_lead(low: str, *, kind: bool) -> bool:
    """Whether the word may stand between a preposition and its place."""
    if low in _APPROXIMATE or low in _BETWEEN or low == "-" or low.endswith(_ADJECTIVAL):
        return True
    return kind and (low == "'s" or (low[0].isalpha() and not low.endswith(("ed", "ing")) and low not in _JOINS))


def _preposition(sentence: Sentence, low: str, at: int) -> tuple[str, int]:
    before = sentence.low(at - 1)
    if low in ("in", "on", "against", "to", "with") and (
        before in _OFFICES or (before in _WAR and {sentence.low(at - 2), sentence.low(at - 3)} & _KNOWN)
    ):
        return "#war", at
    if low == "from" and before in ("away", "far"):
        return "", at
    if low == "for" and before in ("bound", "destined", "intended", "headed", "meant"):
        return "bound for", at
    return low, at
