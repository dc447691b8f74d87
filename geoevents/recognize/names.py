"""Names in a sentence: countries, peoples, governments, groups, agencies and towns, before it is known who acts.

A metonym ("the Kremlin", "the White House") stands for its country and is never a place. A capital may be either: the
clause decides (`clauses`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geoevents.gazetteer import Gazetteer, normalize
from geoevents.recognize.whole import OF_OTHERS

if TYPE_CHECKING:
    from geoevents.model import Place
    from geoevents.recognize.words import Sentence

_ONE = 2  # letters of the code of one country; "SY|IQ" is a group with two homes
_STATE_KINDS = frozenset({"agency", "force"})  # act for their state; groups, parties and media do not
_NOT_ACTORS = frozenset({"event", "relative"})
_LONGEST = 7  # words of the longest name of an actor
_WHOLE = frozenset({"adjective", "demonym", "metonym"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name at tokens ``first`` to ``last`` (exclusive).

    ``kind`` is country, adjective, demonym, metonym, capital, place, or a kind of actor (group, agency, force, media,
    organization, party, company, event, relative). ``country`` is ISO alpha-2 where the name stands for a state.
    """

    first: int
    last: int
    text: str
    kind: str
    country: str | None
    name: str
    place: Place | None = None
    home: str | None = None  # ISO alpha-2 of the land of a group that does not act for its state

    @property
    def only_actor(self) -> bool:
        """It can act but cannot be where something happens."""
        return self.kind not in ("country", "capital", "place")

    @property
    def acts(self) -> bool:
        """It can act: a state, those who speak for it, or a group."""
        return self.kind not in ("place", "event", "relative", "media", "company")


@lru_cache(maxsize=4)
def _actors(gazetteer: Gazetteer) -> dict[str, dict[str, tuple[str, str, str, str]]]:
    """Names of actors by their first word."""
    index: dict[str, dict[str, tuple[str, str, str, str]]] = {}
    for norm, entry in gazetteer.actors().items():
        index.setdefault(norm.split(" ")[0], {})[norm] = entry
    return index


def find(sentence: Sentence, gazetteer: Gazetteer) -> list[Name]:
    """All names of the sentence, in order, the longest where they overlap."""
    found = _known_actors(sentence, gazetteer)
    taken = [False] * (len(sentence.tokens) + 1)
    for name in found:
        taken[name.first : name.last] = [True] * (name.last - name.first)
    for hit in gazetteer.scan(sentence.text):
        first, last = sentence.at(hit.start, hit.end)
        if not any(taken[first:last]) and not OF_OTHERS.search(sentence.tokens[last - 1].text):
            found.append(_of_place(sentence, gazetteer, (first, last), hit.places))
    found.sort(key=lambda name: name.first)
    return found


def _known_actors(sentence: Sentence, gazetteer: Gazetteer) -> list[Name]:
    index = _actors(gazetteer)
    found: list[Name] = []
    at, size = 0, len(sentence.tokens)
    while at < size:
        name = _actor_at(sentence, index, at)
        if name:
            found.append(name)
        at = name.last if name else at + 1
    return found


def _actor_at(sentence: Sentence, index: dict[str, dict[str, tuple[str, str, str, str]]], at: int) -> Name | None:
    token = sentence.tokens[at]
    if not (token.text[0].isupper() or (token.low == "al" and sentence.tokens[at + 1 : at + 2])):
        return None
    entries = index.get(normalize(token.text).split(" ")[0])
    if not entries:
        return None
    for length in range(min(_LONGEST, len(sentence.tokens) - at), 0, -1):
        last = sentence.tokens[at + length - 1]
        text = sentence.text[token.start : last.end]
        entry = entries.get(normalize(text)) or (entries.get(normalize(text[:-1])) if text.endswith("s") else None)
        if entry:
            name, country, kind, _ = entry
            follows = sentence.tokens[at + length].text[:1] if at + length < len(sentence.tokens) else ""
            if kind == "relative" and follows.isupper():
                continue  # "The South" of "The South Korean"
            state = country if country and kind in _STATE_KINDS else None
            return Name(at, at + length, text, kind, state, name, home=country if len(country) == _ONE else None)
    return None


def _of_place(sentence: Sentence, gazetteer: Gazetteer, where: tuple[int, int], places: tuple[Place, ...]) -> Name:
    best = places[0]
    text = sentence.cut(*where).text
    if best.matched_as in _WHOLE and best.feature == "country":
        return Name(*where, text, best.matched_as, best.country, best.name, best)
    if best.feature == "country":
        return Name(*where, text, "country", best.country, best.name, best)
    capital = gazetteer.capital(best.country) if best.country and best.feature == "settlement" else None
    if capital is not None and capital.id == best.id:
        return Name(*where, text, "capital", best.country, gazetteer.country(best.country or "").name, best)
    return Name(*where, text, "place", None, best.name, best)
