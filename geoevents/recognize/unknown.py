"""Capitalized names that no gazetteer knows, where a place must stand: kept as places without a position."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.expressions.kinds import NAMES
from geoevents.expressions.named import Named
from geoevents.recognize.words import CONJUNCTIONS, DETERMINERS, PLACE_NOUNS, PREPOSITIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Place
    from geoevents.recognize.names import Name
    from geoevents.recognize.words import Sentence

_LONGEST = 5  # words
_LEADS = frozenset("in at near to from outside around toward towards into off through between along".split())
SITE_NOUNS = frozenset(  # words that make a name the name of a place: "Turkmen Mountains", "T-4 Military Airport"
    "airport airbase airfield hospital mountain mountains hill hills river district quarter neighborhood neighbourhood "
    "village town city camp prison base checkpoint crossing road highway island islands bay farms fields ward valley "
    "pass bridge square mosque church cathedral university college barracks plant factory refinery port harbor harbour "
    "market station stadium hotel embassy suburb township province county governorate region municipality oblast "
    "raion desert plateau peninsula lake dam reservoir shoal reef strait junction gate gates square garrison "
    "terminal street avenue area sector community lga ranch farm monastery shrine".split()
)
# Nouns of two words: "the Gisr el-Banat air base", "at the Zobra border crossing".
_PAIRS = frozenset(
    "air_base naval_base military_base army_base navy_base air_field landing_zone landing_strip border_crossing "
    "border_post border_gate refugee_camp army_camp military_camp police_station power_station power_plant oil_field "
    "oil_terminal gas_field training_center training_centre mountain_pass army_post military_post gold_mine coal_mine "
    "coal_field railway_station train_station bus_station nature_reserve national_park game_reserve river_mouth "
    "missile_range firing_range training_area proving_ground test_site shipping_lane ferry_terminal".split()
)
_TAKES = frozenset(  # verbs whose object is a place if it is a name
    "entered enter enters entering captured capture captures capturing recaptured recapture retook retake reached "
    "besieged besieges stormed storms storming shelled bombed bombarded overran liberated approached left fled "
    "attacked attacking attacks targeted targeting target targets hit struck seized seizing evacuated encircled "
    "invaded invade raided raid raiding overrun ransacked torched".split()
)
_NO_PLACES = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday god allah christmas easter "
    "ramadan i mr mrs ms dr gen lt col president minister king queen prince general colonel reuters ap afp".split()
)
_TITLES = frozenset("mr mrs ms dr gen lt col president minister general king queen prince sheikh captain sgt".split())


def find(
    sentence: Sentence, gazetteer: Gazetteer, names: list[Name], taken: list[tuple[int, int]]
) -> Iterator[tuple[int, int, Named]]:
    """Token ranges of names that only the words around them show to be places, with their expressions, in order.

    ``taken`` are the places that are known already; a name beside one of them in a list is a place too. The gazetteer
    may know such a name: by itself it might as well have been that of a person ("Victoria", "Acre").
    """
    covered = {k for first, last in taken for k in range(first, last)}
    actors = {k for name in names if name.only_actor for k in range(name.first, name.last)}
    ends = {last for _, last in taken}
    at, size = 1, len(sentence.tokens)
    while at < size:
        last = _run(sentence, at, covered | actors)
        if (
            last > at
            and not _is_occasion(sentence, last)
            and (_is_led(sentence, at, last) or _has_kind(sentence, at, last) or _is_listed(sentence, at, ends))
        ):
            span = sentence.cut(at, last)
            yield at, last, Named(span, span.text, _known(gazetteer, span.text))
            ends.add(last)
        at = max(last, at + 1)


def _known(gazetteer: Gazetteer, name: str) -> tuple[Place, ...]:
    """What the gazetteer knows by the name, or by it without its last word if that only says its kind."""
    bare, _, kind = name.rpartition(" ")
    found = gazetteer.find(name) or (gazetteer.find(bare) if kind.lower() in _BARE else ())
    return tuple(place for place in found or gazetteer.respelled(name) if place.matched_as in NAMES)


_BARE = frozenset({"lga", "community", "county", "district", "township"})


def _is_occasion(sentence: Sentence, last: int) -> bool:
    """As in "in Nordic Response, an exercise": no place but an event."""
    return sentence.low(last) == "," and any(sentence.low(last + k) in _OCCASIONS for k in (2, 3, 4))


_OCCASIONS = frozenset(
    "exercise exercises drill drills operation manoeuvre maneuver festival conference summit".split()
)


def _run(sentence: Sentence, at: int, covered: set[int]) -> int:
    """End of the capitalized name that begins at a token; ``at`` if none does."""
    last = at
    while last < len(sentence.tokens) and last - at < _LONGEST and last not in covered:
        token = sentence.tokens[last]
        if not _is_capital(token.text) or token.low in _NO_PLACES or token.low in DETERMINERS:
            break
        last += 1
    if last == at or sentence.low(at - 1).rstrip(".") in _TITLES or (last < len(sentence.tokens) and last in covered):
        return at
    words = [token.text for token in sentence.tokens[at:last]]
    shouted = all(len(word) > 1 and word.isupper() for word in words)
    return at if shouted or sentence.low(last) == "'s" else last


def _is_capital(text: str) -> bool:
    return len(text) > 1 and (
        text[0].isupper() or (text[0].islower() and "-" in text and text.split("-")[1][:1].isupper())
    )


def _is_led(sentence: Sentence, at: int, last: int) -> bool:
    """Behind a preposition of place, or behind a noun that says what kind of place it is."""
    before = sentence.low(at - 1)
    if before in ("the", "central", "eastern", "western", "northern", "southern"):
        before = sentence.low(at - 2) if before != "the" else ""
    following = sentence.low(last)
    whole = not following[:1].isalpha() or following in PREPOSITIONS or following in CONJUNCTIONS
    if before in _TAKES:
        return whole or following in PLACE_NOUNS or following in SITE_NOUNS
    kinds = before == "of" and sentence.low(at - 2) in (PLACE_NOUNS | SITE_NOUNS)
    return before in _LEADS or before in PLACE_NOUNS or kinds


def _has_kind(sentence: Sentence, at: int, last: int) -> bool:
    """As in "the Kindi Hospital", "Jandoul district": a word of the kind ends the name or follows it."""
    if last - at > 1 and sentence.low(last - 1) in SITE_NOUNS:
        return True
    pair = f"{sentence.low(last)}_{sentence.low(last + 1)}" in _PAIRS
    return (pair or sentence.low(last) in PLACE_NOUNS) and sentence.low(at - 1) in ("the", "in", "at", "near", "of")


def _is_listed(sentence: Sentence, at: int, ends: set[int]) -> bool:
    """As in "A, B and C": beside a place in a list, and nothing follows that makes it act."""
    back = at - 1
    while back > at - 4 and sentence.low(back) in ("and", ",", "or"):
        back -= 1
    return back < at - 1 and back + 1 in ends and sentence.low(at - 1) in ("and", "or", ",")
