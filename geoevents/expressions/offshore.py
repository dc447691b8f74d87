"""Water off a coast: off the east coast of Korea; off Wonsan; 40 nautical miles off Hodeidah; in waters off Somalia."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from geoevents.expressions.base import Answer, Grown, UnplacedError
from geoevents.expressions.coast import Coast, is_water
from geoevents.expressions.from_coast import FromCoast
from geoevents.expressions.kinds import dimension
from geoevents.expressions.lengths import distance_text, length
from geoevents.expressions.named import Named
from geoevents.expressions.part import Part
from geoevents.expressions.several import Several
from geoevents.expressions.words import Phrases

if TYPE_CHECKING:
    from geoevents.expressions.base import Ground
    from geoevents.expressions.words import Words
    from geoevents.model import Place, Resolution

_BEYOND = (
    "international waters off", "in international waters off", "the high seas off", "international waters near",
    "in international waters near", "international airspace off", "in international airspace off",
    "international airspace near", "in international airspace near", "international waters in",
    "international waters of",
    "international airspace over", "in international airspace over", "in international waters in",
)  # fmt: skip
_OFF = ("off of", "off", "offshore from", "offshore of", "offshore")
_WATERS = (
    "in waters off", "in the waters off", "into waters off", "the waters off", "waters off", "the sea off",
    "seas off", "the seas off", "the waters near", "waters near", "the coastal waters of",
    "coastal waters of", "waters around", *_BEYOND,
)  # fmt: skip
_AFTER_LENGTH, _LEADS = Phrases(_OFF), Phrases((*_OFF, *_WATERS))
# Meters. 50 km: what news calls "off the coast" without a number; a product decision (facts: gazetteer-sources 5.5).
DEFAULT_M = {0.5: 25_000.0, 0.8: 50_000.0, 0.95: 120_000.0}
_TERRITORIAL_M = 12 * 1_852.0
# Share of a distance said "off" a coast; no data of its own, taken from offsets of the same length.
_BAND = {0.5: (0.8, 1.1), 0.8: (0.65, 1.15), 0.95: (0.5, 1.3)}
# Islands below this share of the reach count as water: what is on them is off the coast of the land that they lie by.
_ISLETS = 0.4
_AT_SEA = frozenset({"site", "island", "cape", "region"})
_LIGHT = (Named, Part, Several)
_AREA = 2  # dimension
_POINTS = frozenset({"settlement", "site", "cape"})


@dataclass(frozen=True, slots=True)
class Offshore(FromCoast):
    """The water off a coast, a town or a country.

    Parameters
    ----------
    beyond
        Only outside the territorial sea: "international waters".
    """

    beyond: bool = False

    FIRST: ClassVar[frozenset[str]] = FromCoast.FIRST | {phrase.split()[0] for phrase in (*_OFF, *_WATERS)}
    EXAMPLES: ClassVar[dict[str, str]] = {
        "off the east coast of North Korea": "offshore(coast(east, North Korea))",
        "off Wonsan": "offshore(Wonsan)",
        "40 nautical miles off Hodeidah": "offshore(40 nautical miles, Hodeidah)",
        "in waters off Somalia": "offshore(Somalia)",
        "about 100 km off the coast of Libya": "offshore(100 km, coast(Libya))",
        "off its east coast": "offshore(coast(east, here))",
        "off the east coast of northern Honshu": "offshore(coast(east, part(north, Honshu)))",
        "off Yemen's Red Sea coast": "offshore(coast(Red Sea, Yemen))",
        "international waters off Libya": "offshore(beyond 12 nautical miles, Libya)",
        "international airspace over the Black Sea": "offshore(beyond 12 nautical miles, Black Sea)",
    }

    @classmethod
    def grow(cls, words: Words, at: int) -> Grown | None:
        """[LENGTH] off WHAT."""
        measured = length(words, at)
        said, begin = measured or (None, at)
        lead = (_AFTER_LENGTH if said else _LEADS).at(words, begin)
        inner = words.operand(lead[1]) if lead else None
        if inner is None or not isinstance(inner[0], (Coast, *_LIGHT)):
            return None
        node = inner[0]
        if isinstance(node, Named) and not node.candidates and not words.alone:
            return None
        beyond = lead is not None and lead[0] in _BEYOND
        return cls(words.span(at, inner[1]), node, said, beyond), inner[1]

    def short(self) -> str:
        """``offshore(40 nautical miles, Hodeidah)``."""
        said = f"{self.said.text}, " if self.said else "beyond 12 nautical miles, " if self.beyond else ""
        return f"offshore({said}{self.of.short()})"

    def shape(self, ground: Ground) -> Resolution:
        """Only water, and only the part that is nearest to that coast."""
        answer = Answer(self, ground)
        low, high = 0.0, DEFAULT_M[ground.coverage]
        if self.said is not None:
            low, high = self.band_m(*_BAND[ground.coverage])
        if self.beyond:
            low, high = _TERRITORIAL_M, 3 * high + _TERRITORIAL_M
        place = self.of.chosen(answer) if isinstance(self.of, Named) else None
        if place is not None and is_water(place):
            return self._by_water(place, answer)
        try:
            name, shores = self.coast.shores(answer)
        except UnplacedError:
            ashore = place is None or ground.gazetteer.at(place.lon, place.lat, "country") is not None
            if ashore or place is None or place.feature not in _AT_SEA:
                raise
            return self._around(place, answer, low, high)
        from geoevents.expressions import water  # noqa: PLC0415  needs shapely
        from geoevents.expressions.footprints import around  # noqa: PLC0415
        from geoevents.expressions.land import without_land  # noqa: PLC0415
        from geoevents.expressions.shores import as_lines  # noqa: PLC0415

        called = f"{f'{self.said.text} ' if self.said else ''}off the {name}"
        if self.said is not None and place is not None and place.feature in _POINTS and place.country:
            return self._from_town(place, answer, low, high)
        geometry = water.beside(ground.gazetteer, shores, low, high, islets_m=_ISLETS * high)
        alone = not geometry.is_empty
        if not alone:  # 100 miles off Gaza all water is nearer to others
            band = around(as_lines(shores), low, high, 0.0, 180.0)
            pieces = without_land(ground.gazetteer, band, high)
            geometry = max(getattr(pieces, "geoms", [pieces]), key=lambda piece: piece.area)  # no lake, no other sea
        if geometry.is_empty:
            raise answer.fail(f"{called}: no open water there in the gazetteer")
        answer.why.append(
            f"{called}: water {distance_text(low)} to {distance_text(high)} from that coast"
            f"{'' if self.said else ' (no distance is said)'}, "
            f"{'nearer to it than to any other' if alone else 'all of it nearer to other coasts'}"
        )
        return answer.done(geometry, dimension=2, precision="water", name=called)

    def _from_town(self, place: Place, answer: Answer, low: float, high: float) -> Resolution:
        """So far off a town: by the distance from the town, in water nearer to its country than to any other."""
        from geoevents.expressions import water  # noqa: PLC0415  needs shapely
        from geoevents.expressions.footprints import around  # noqa: PLC0415
        from geoevents.geodesy import clip  # noqa: PLC0415

        assert self.said is not None
        gazetteer, name = answer.ground.gazetteer, f"{self.said.text} off {place.name}"
        country = Coast(None, Named(None, place.country or "", (gazetteer.country(place.country or ""),)))
        wet = water.beside(gazetteer, country.shores(Answer(self, answer.ground))[1], 0.0, high)
        found = clip(around(place.geometry, low, high, 0.0, 180.0), wet)
        if found.is_empty:
            raise answer.fail(f"{name}: no open water there in the gazetteer")
        answer.why.append(f"{name}: water {distance_text(low)} to {distance_text(high)} from the town")
        return answer.done(found, dimension=2, precision="water", name=name)

    def _by_water(self, place: Place, answer: Answer) -> Resolution:
        """``waters near the Taiwan Strait``: nothing lies off water; it and the water beside it are meant."""
        from geoevents.expressions.footprints import rim_m, surroundings  # noqa: PLC0415  needs shapely
        from geoevents.expressions.land import without_land  # noqa: PLC0415
        from geoevents.expressions.reaches import FROM_AREA  # noqa: PLC0415

        if dimension(place) < _AREA:
            raise answer.fail(f"{place.name} has no outline in the gazetteer")
        if self.beyond:
            return self._far_out(place, answer)
        reach = self.said.high_m if self.said else rim_m(place.geometry, FROM_AREA[answer.ground.coverage])
        wide = surroundings(place.geometry, reach)
        name = f"water near {place.name}"
        answer.why.append(f"{name}: {place.name} itself and water up to {distance_text(reach)} from it")
        wet = without_land(answer.ground.gazetteer, wide, reach)
        return answer.done(wet, dimension=2, precision="water", name=name)

    def _far_out(self, place: Place, answer: Answer) -> Resolution:
        """``international waters in the Gulf of Aden``: what is no territorial sea; all of it where nothing is left."""
        from geoevents import geodesy  # noqa: PLC0415  needs shapely
        from geoevents.expressions.shores import as_lines  # noqa: PLC0415

        name = f"international waters of {place.name}"
        coast = geodesy.buffer_m(as_lines(self.coast.shores(answer)[1]), _TERRITORIAL_M, quad_segs=4)
        far = geodesy.valid(place.geometry.difference(coast))
        answer.why.append(
            f"{name}: more than 12 nautical miles from any coast{'' if far.area else ' there is nothing'}"
        )
        return answer.done(far if far.area else place.geometry, dimension=2, precision="water", name=name)

    def _around(self, place: Place, answer: Answer, low: float, high: float) -> Resolution:
        """Around a reef or an islet that has no shore in the gazetteer."""
        from geoevents.expressions.footprints import around  # noqa: PLC0415  needs shapely

        called = f"{f'{self.said.text} ' if self.said else ''}off {place.name}"
        answer.why.append(f"{called}: {distance_text(low)} to {distance_text(high)} away; its shore is not drawn")
        found = around(place.geometry, low, high, 0.0, 180.0)
        return answer.done(found, dimension=2, precision="water", name=called)
