"""Which place a name means in its document, and a whole expression on the ground.

A name is weighed by its prior (people, class), the words around it (kind, holder), the country in focus, and the places
named near by. Rivals are kept with their scores. Nothing here raises for what a report says: the answer is a
`Resolution` with a reason.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import dropwhile, islice
from typing import TYPE_CHECKING

from geoevents.errors import GazetteerError
from geoevents.expressions.base import Choice, Focus, Ground, walk
from geoevents.expressions.here import Here
from geoevents.expressions.kinds import AREAL, KINDS, is_street
from geoevents.expressions.named import NAMES, Named, holds
from geoevents.gazetteer import normalize
from geoevents.geodesy import rough_m
from geoevents.model import Rival

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Place, PlaceExpression, Resolution

# How a feature counts, in powers of ten of people: a country like a city of three billion.
_CLASS = {"country": 9.5, "ocean": 8.8, "sea": 8.8, "strait": 8.6, "region": 8.6, "line": 8.5, "island": 7.8,
          "site": 8.0, "gulf": 8.6, "bay": 8.0, "lake": 7.8, "river": 7.6, "cape": 7.4, "admin1": 6.0}  # fmt: skip
# Points added for what the document says, in the same powers of ten.
_HOLDER, _FOCUS, _KIND, _SAME_COUNTRY, _CLOSE, _AREA = 12.0, 1.5, 6.0, 2.4, 2.5, 2.5
_SPELLING, _OTHER_NAME = -1.0, -2.5  # an alias: the present name spelled otherwise; a name of another time or tongue
_RESEMBLES = 0.7  # share of letters from which two names are spellings of one
_INSIDE, _CAPITAL, _SENSE = 1.5, 0.5, 3.0  # inside: a region named in the document holds it
_COUNTY, _UNKNOWN_COUNTY = 0.3, 4.3  # second-level regions differ less by their people than towns do
# Kinds that mean their first feature: the state of Georgia is not the country.
_STRICT = frozenset({"state", "states", "county", "counties", "department", "emirate", "port", "country", "republic"})
# Kinds for which no town or country of that name can stand: the Gulf of Finland is not Finland.
_NEVER_A_TOWN = frozenset(
    {"sea", "ocean", "gulf", "bay", "strait", "lake", "river", "mountain", "cape", "peninsula", "valley"}
)
_CLOSE_M = 150_000.0
_STREET_M = 15_000.0  # from the middle of a town to its streets and squares
_WELL_KNOWN = 50_000  # people from which a town may be named far from everything else in a report
_SAME_LAND_M, _ABROAD_M = 600_000.0, 150_000.0
_PERSONAL = frozenset({"settlement", "admin1", "admin2"})  # features whose names are also those of people and things
_REGIONS = frozenset({"admin1", "admin2"})
_NAMESAKES = _PERSONAL | {"site"}
_LOCATED = _NAMESAKES | {"island"}  # not straits: the middle of a long one is far from what lies on it
_SEAT, _BESIDE_ITS_SEAT = 20_000, -1.7
_TOWN = 100_000  # people from which a town may be meant that bears the name of a country
_BIG_CITY = 1_000_000  # "northern Aleppo" is the city where it is this large
_MOST_RIVALS = 6
_MOST_HITS, _MOST_NAMES = 2_000, 100  # of a long document its beginning says where it plays
_SURE = 0.7  # score from which a name of the same expression counts as settled


@dataclass(slots=True)
class Chooser:
    """Chooses among the candidates of names, with what is known of the document.

    Parameters
    ----------
    context
        Places already settled in the document.
    pins
        Normalized or written name -> place id, or ISO code of the country that it must lie in.
    hints
        Whether the reason for an unknown name says which names look like it; that search takes a tenth of a second.
    strict
        Whether a small place far from all of the context is refused.
    """

    gazetteer: Gazetteer
    focus: Focus = field(default_factory=Focus)
    context: Sequence[Place] = ()
    pins: Mapping[str, str] = field(default_factory=dict)
    hints: bool = True
    strict: bool = True

    def __call__(self, named: Named) -> Choice:
        """The likeliest place, its rivals and the reasons."""
        pinned = self._pinned(named)
        if pinned is not None:
            return Choice(pinned, (), 1.0, (f"{named.name} is pinned to {pinned.id}",))
        if not named.candidates:
            return Choice(None, reason=self._unknown(named))
        reasons: list[str] = []
        candidates = self._fitting(named, reasons)
        if not candidates:
            return Choice(None, reason=f"the gazetteer has no {named.kind} called {named.name!r}")
        same_name = {place.id for place in named.candidates}  # the city of Idlib says nothing about its province
        others = [place for place in self.context if place.id not in same_name]
        ranked = sorted(((self._score(named, place) + self._company(place, others), -at, place)
                         for at, place in enumerate(candidates)), key=lambda item: item[:2], reverse=True)  # fmt: skip
        if self.strict and not self._says_where(named):
            ranked = list(dropwhile(lambda item: self._is_stray(item[2], others), ranked))
        if not ranked:
            return Choice(None, reason=_far(named, candidates[0]))
        if self.strict and self._is_street(named, ranked[0][2], others):
            return Choice(
                None, reason=f"{named.name} is named like a street; {_told(ranked[0][2])} is not said to be meant"
            )
        best = ranked[0][2]
        scores = _shares([score for score, _, _ in ranked])
        rivals = tuple(
            Rival(place, share) for (_, _, place), share in zip(ranked[1:_MOST_RIVALS], scores[1:], strict=False)
        )
        if rivals and rivals[0].score > 0.05:
            reasons.append(f"{named.name}: {_told(best)} rather than {_told(rivals[0].place)}")
        return Choice(best, rivals, scores[0], tuple(reasons))

    def _pinned(self, named: Named) -> Place | None:
        value = self.pins.get(named.name) or self.pins.get(named.name.casefold())
        if not value:
            return None
        if ":" in value:
            try:
                return self.gazetteer.get(value)
            except GazetteerError:
                return None
        inside = [place for place in named.candidates if place.country == value.upper()]
        return next((place for place in inside if place.feature == "country"), inside[0] if inside else None)

    def _unknown(self, named: Named) -> str:
        found = self.gazetteer.search(named.name, 3) if self.hints else ()
        alike = [rival.place for rival in found if rival.score >= 0.5]
        hint = f"; it knows {', '.join(dict.fromkeys(_told(place) for place in alike))}" if alike else ""
        return f"the gazetteer has no place called {named.name!r}{hint}"

    def _fitting(self, named: Named, reasons: list[str]) -> Sequence[Place]:
        """The candidates that the words allow; all of them, and a reason, where the words fit none."""
        candidates: Sequence[Place] = named.candidates
        if named.inside is not None:
            held = self._held(named.inside, candidates)
            name = named.inside.short()
            reasons.append(f"{named.name}: in {name}" if held else f"{named.name}: none in {name} is in the gazetteer")
            candidates = held or candidates
        wanted = KINDS.get(named.kind, ())
        if wanted:
            fits = (
                next((f for f in wanted if any(p.feature == f for p in candidates)), "")
                if named.kind in _STRICT
                else ""
            )
            agreeing = [place for place in candidates if (place.feature == fits if fits else place.feature in wanted)]
            if not agreeing and (wanted[0] in _NEVER_A_TOWN or _is_no_unit(candidates[0], wanted)):
                return ()
            if candidates[0].feature == "country" and agreeing and _are_small_towns(agreeing):
                return candidates  # "the U.S. capital", "U.S. District Court" are not the village of Us
            if not agreeing:
                reasons.append(f"the gazetteer has no {named.kind} {named.name}; {_told(candidates[0])} stands for it")
            candidates = agreeing or candidates
        return candidates

    def _held(self, holder: PlaceExpression, candidates: Sequence[Place]) -> list[Place]:
        while not isinstance(holder, Named | Here) and holder.anchors:
            holder = holder.anchors[0]
        if isinstance(holder, Here):
            above: tuple[Place, ...] = (self.focus.country,) if self.focus.country else ()
        else:
            above = holder.candidates if isinstance(holder, Named) else ()
        for place in above:
            held = [inner for inner in candidates if holds(place, inner)]
            if held and not (place.feature == candidates[0].feature == "country" and _are_towns(held)):
                return held  # "entanglements in Russia, U.S. officials said" is not Russia in Ohio
        return []

    def _score(self, named: Named, place: Place) -> float:
        people = math.log10(place.population + 1) if place.population else 1.0
        score = _CLASS.get(place.feature, people) if place.feature != "settlement" else people
        if place.feature == "admin2":
            score = _UNKNOWN_COUNTY + _COUNTY * max(0.0, people - _UNKNOWN_COUNTY)
        if place.feature in _PERSONAL and place.matched_as == "alias":
            score += _SPELLING if _resembles(named.name, place.name) else _OTHER_NAME
        if place.feature == "settlement" and self._is_capital(place):
            score += _CAPITAL
        if place.feature == "admin1" and any(
            holds(place, town) and town.population > _SEAT for town in named.candidates
        ):
            score += _BESIDE_ITS_SEAT  # "Donetsk" alone is the city
        country = self.focus.country
        if country is not None and country.country == place.country:
            score += _FOCUS
        if (
            named.area
            and place.feature in AREAL
            and not any(rival.feature == "settlement" and rival.population >= _BIG_CITY for rival in named.candidates)
        ):
            score += _AREA
        return score

    def _says_where(self, named: Named) -> bool:
        """Whether the words themselves say which one: "Paris, Texas"."""
        return named.inside is not None and bool(self._held(named.inside, named.candidates))

    def _is_stray(self, place: Place, others: Sequence[Place]) -> bool:
        """Whether it is a small town or a region that nothing else in the document is near to: a namesake, or no place.

        Of such choices in news one in eight was right.
        """
        if place.feature not in _NAMESAKES or place.population >= _WELL_KNOWN or not others:
            return False
        located = [other for other in others if other.feature in _LOCATED]
        gap = min((rough_m(place.lon, place.lat, other.lon, other.lat) for other in located), default=math.inf)
        if any(other.country == place.country for other in others):
            known = any(other.country == place.country for other in located)
            return known and gap > _SAME_LAND_M and place.feature == "settlement"
        countries = {other.country for other in others if other.country}
        if not located and not countries:
            return False  # a line or a sea alone says nothing of it
        beside = not countries.isdisjoint(self.gazetteer.neighbors(place.country or ""))
        return gap > _ABROAD_M and not (beside and (not located or place.feature != "settlement"))

    def _is_street(self, named: Named, place: Place, others: Sequence[Place]) -> bool:
        """Whether a street is likelier than this small town: one of just this name, in what else is named, is meant."""
        if place.feature != "settlement" or place.population >= _WELL_KNOWN or not is_street(named.name):
            return False
        if self._says_where(named) or named.kind:
            return False
        if " " not in named.name or place.matched_as != "name":
            return True
        return bool(others) and not any(
            holds(other, place) if other.feature in _REGIONS
            else other.feature == "settlement" and rough_m(place.lon, place.lat, other.lon, other.lat) < _STREET_M
            for other in others
        )  # fmt: skip

    def _is_capital(self, place: Place) -> bool:
        key = self.gazetteer.capitals.get(place.country or "")
        return key is not None and place.id == f"gn:{key}"

    def _company(self, place: Place, others: Sequence[Place]) -> float:
        """Points for the other places of the document: same country, a region around it, nearness, same sense."""
        if place.feature in {"country", "ocean"}:
            return 0.0
        of_a_country: list[str | None] = [other.country for other in others if other.country]
        points = _SAME_COUNTRY * of_a_country.count(place.country) / max(3, len(of_a_country))
        gaps = [
            rough_m(place.lon, place.lat, other.lon, other.lat)
            for other in others
            if other.feature in {"settlement", "admin1", "site"}
        ]
        close = math.exp(-min(gaps) / _CLOSE_M) if gaps else 0.0
        inside = any(holds(other, place) for other in others if other.feature in {"admin1", "admin2"})
        senses = place.matched_as != "alias" and any(other.id == place.id for other in self.context)
        return float(points + _CLOSE * close + _INSIDE * inside + _SENSE * senses)


def settle(names: Sequence[Named], chooser: Chooser) -> tuple[Choice, ...]:
    """What each name of one document means: chosen together, with one sense for each name.

    Names that their own words settle ("Paris, Texas") come first, and countries; then every name is chosen among these,
    and once more among what all the others were found to mean.
    """
    fixed: dict[str, Choice] = {}
    chooser.strict = False
    for named in names:
        if named.inside is not None and named.candidates:
            choice = chooser(named)
            if choice.place is not None and choice.score > _SURE:
                fixed.setdefault(named.name.casefold(), choice)
    known = {name: choice.place for name, choice in fixed.items() if choice.place}
    known |= {
        n.name.casefold(): n.candidates[0] for n in names if n.candidates and n.candidates[0].feature == "country"
    }
    before = tuple(chooser.context)
    senses: dict[str, Choice] = {}
    for last in (False, True):
        chooser.strict = last
        heads = {n.name.casefold(): n for n in sorted(names, key=lambda n: not n.kind) if n.inside is None}
        found = dict(known)
        for name, named in heads.items():
            chooser.context = (*before, *(place for other, place in known.items() if other != name or other in fixed))
            senses[name] = choice = chooser(named)
            if choice.place is not None and (last or choice.score > _SURE):
                found[name] = choice.place
        known = found
    chooser.context = (*before, *known.values())
    return tuple(chooser(named) if named.inside or named.kind else senses[named.name.casefold()] for named in names)


def company(
    texts: Iterable[str],
    gazetteer: Gazetteer,
    known: Sequence[Place] = (),
    pins: Mapping[str, str] | None = None,
) -> tuple[Place, ...]:
    """What a document names, each name by its likeliest meaning there: the ``context`` in which to `resolve`.

    ``known`` are places settled otherwise: the countries that act in it.
    """
    places = {place.id: place for place in known}
    names: dict[str, Named] = {}
    hits = (hit for text in texts for hit in gazetteer.scan(text))
    for hit in islice(hits, _MOST_HITS):
        best = hit.places[0]
        if best.feature == "country":
            places[best.id] = best
        elif best.matched_as in NAMES and not hit.wary and len(names) < _MOST_NAMES:
            names.setdefault(hit.norm, Named(None, hit.norm, hit.places))
    chooser = Chooser(gazetteer, Focus(), tuple(places.values()), pins or {}, hints=False)
    for choice in settle(tuple(names.values()), chooser):
        if choice.place is not None and choice.score > _SURE:
            places.setdefault(choice.place.id, choice.place)
    return tuple(places.values())


@lru_cache(maxsize=4096)
def _resembles(written: str, name: str) -> bool:
    """Whether a name is another spelling of the present one (Kharkov, Kharkiv), not another name (Danzig, Gdansk)."""
    from difflib import SequenceMatcher  # noqa: PLC0415  only names with rivals need it

    one, other = normalize(written), normalize(name)
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= _RESEMBLES


def _are_towns(places: Sequence[Place]) -> bool:
    return all(place.feature == "settlement" for place in places)


def _are_small_towns(places: Sequence[Place]) -> bool:
    return _are_towns(places) and places[0].population < _TOWN


def _is_no_unit(place: Place, wanted: Sequence[str]) -> bool:
    """Whether a country would stand for a province: Tanzania was Tanganyika, and is none of Congo's."""
    return wanted[0] == "admin1" and place.feature == "country" and "country" not in wanted


def _far(named: Named, place: Place) -> str:
    return f"the only {named.name} that is known, {_told(place)}, is far from all else that is named"


def _told(place: Place) -> str:
    where = ", ".join(filter(None, (place.admin1, place.country)))
    return f"{place.name} ({place.feature}{f', {where}' if where else ''})"


def _shares(scores: Sequence[float]) -> list[float]:
    """Scores in powers of ten as shares of their sum."""
    weights = [10 ** (score - scores[0]) for score in scores]
    return [round(weight / sum(weights), 3) for weight in weights]


def resolve(
    expression: PlaceExpression,
    gazetteer: Gazetteer,
    *,
    focus: Focus | None = None,
    context: Sequence[Place] = (),
    pins: Mapping[str, str] | None = None,
    coverage: float = 0.8,
    hints: bool = True,
) -> Resolution:
    """Put a place expression on the ground.

    Parameters
    ----------
    focus
        The country that bare forms ("both coasts", "the border") mean.
    context
        Places settled elsewhere in the document: a name is likelier near them.
    pins
        Name -> place id (``"ne:GE"``) or ISO code: settles a name for good.
    coverage
        Stated chance of footprints: 0.5, 0.8 or 0.95.
    hints
        Whether the reason for an unknown name says which names look like it: a tenth of a second for each.

    Returns
    -------
    Resolution
        With a shape, or with the reason why there is none. It never raises for what the words say.
    """
    focus = focus or Focus()
    chooser = Chooser(gazetteer, focus, context, pins or {}, hints=hints)
    names = [node for node in walk(expression) if isinstance(node, Named) and node.candidates]
    if len(names) > 1:  # the names of one expression are near each other
        firsts = [(node, chooser(node)) for node in names]
        chooser.context = (*context, *(choice.place for _, choice in firsts if choice.place and choice.score > _SURE))
    return Ground(gazetteer, chooser, focus, coverage, company=context).shape(expression)
