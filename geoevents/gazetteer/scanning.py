"""Longest names in running text: one pass over the words, no lookup for a word that begins no name."""

# ruff: noqa: RUF001  apostrophes, dashes and letters as they stand in text are what this file is about

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geoevents.gazetteer.naming import normalize
from geoevents.gazetteer.people import People
from geoevents.gazetteer.records import NameHit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geoevents.gazetteer.naming import NameFilter
    from geoevents.model import Place

_MOST_WORDS = 7
# Letters and digits with apostrophes inside; dots only as in U.S. or D.P.R.K. Everything is bounded: linear time.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,6}|[^\W_](?:[^\W_]|['’‘ʼʻ`´](?=[^\W_])){0,60}['’]?")
_GAP = re.compile(r" ?& ?|\.?[ \t\u00a0]{1,3}(?:\r?\n[ \t]{0,8})?|\r?\n[ \t]{0,8}|[-‐‑–]")
_HYPHENS = frozenset("-‐‑–")
# Words that may stay small inside a name ("Republic of the Congo", "Stratford-upon-Avon", "Rio de Janeiro").
_INNER = frozenset({
    "of", "the", "and", "de", "la", "le", "les", "du", "des", "di", "da", "do", "dos", "das", "del", "della", "el",
    "al", "an", "am", "on", "upon", "sur", "sous", "und", "y", "e", "i", "in", "over", "bei", "ob", "den", "der",
    "van", "von", "aan", "op", "ad", "as", "ash", "at", "az", "es", "en", "et", "under", "près", "pres", "lez",
    "to",
})  # fmt: skip
# Words that news writes small after a name ("Gaza strip", "Korean peninsula", "Idlib province").
_TAIL = frozenset({
    "sea", "seas", "strait", "straits", "peninsula", "strip", "valley", "line", "river", "province", "region",
    "regions", "city", "district", "governorate", "oblast", "island", "islands", "gulf", "bay", "coast", "desert",
    "delta", "heights", "zone", "channel", "canal", "basin", "mountains", "plateau", "county", "state", "states",
    "prefecture", "krai", "republic", "parallel", "estuary", "archipelago", "lake", "cape", "isles", "territory",
    "territories",
})  # fmt: skip
# A small article tied to a capital: "al-Tanf".
_ARTICLES = frozenset({
    "al", "el", "ad", "as", "ash", "at", "az", "an", "ar", "en", "es", "l", "d",
})  # fmt: skip
_BEFORE = frozenset({
    "in", "at", "near", "from", "to", "toward", "towards", "outside", "around", "into", "reach", "reached",
    "reaching", "of", "off", "left", "leaving", "between", "through", "via", "above", "over", "past",
    "across", "inside", "within", "southern", "northern", "eastern", "western", "central",
})  # fmt: skip


# Prepositions after which even the name of a person or an everyday word is a place.
_SURELY = frozenset({
    "in", "at", "near", "outside", "around", "into", "inside", "toward", "towards", "across", "southern", "northern",
    "eastern", "western", "central",
})  # fmt: skip
_PERSONAL = frozenset({"settlement", "admin1", "admin2"})  # features whose names are also surnames
_KNOWN_TOWN = 300_000  # people: a larger town speaks ("Kabul said") and is not a surname
_SMALL_TOWN = 100_000
_LARGE_TOWN = 1_000_000
_SHOUTED = 5  # letters of an acronym: "OAS", "AMLO"


class Words:
    """The words of one text: where they are, how they are written, and their normalized forms."""

    __slots__ = ("bare", "ends", "full", "starts", "text", "ties")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.full: list[str] = []  # normalized, possessive s included ("kings" in King's Lynn)
        self.bare: list[tuple[str, int]] = []  # normalized without the possessive, and where that ends
        self.ties: list[bool] = []  # the word hangs on to the one before: blank or hyphen between them
        last = 0
        for match in _WORD.finditer(text):
            word, start, end = match[0], match.start(), match.end()
            gap = _GAP.fullmatch(text, last, start)
            stop_before = bool(self.starts) and gap is not None and text[last] == "." and start - last > 1
            tied = gap is not None and not (stop_before and not _may_be_short(text[self.starts[-1] : last]))
            self.ties.append(bool(self.starts) and tied)
            plain = _without_possessive(word)
            full = normalize(word)
            self.starts.append(start)
            self.ends.append(end)
            self.full.append(full)
            self.bare.append((full if plain == word else normalize(plain), start + len(plain)))
            last = end


def _may_be_short(word: str) -> bool:
    """The word before a dot may be an abbreviation inside a name: St. Petersburg, N. Korea, Ft. Worth, Mt. Hermon."""
    return len(word) <= 2 and word[:1].isupper()


def _without_possessive(word: str) -> str:
    if word[-1] in "'’":
        return word[:-1]
    if len(word) > 2 and word[-1] in "sS" and word[-2] in "'’":
        return word[:-2]
    return word


def scan_names(
    text: str,
    find: Callable[[str], tuple[tuple[Place, ...], str]],
    names: NameFilter,
    begins: NameFilter,
    lowercase: frozenset[str],
    given: frozenset[str] = frozenset(),
) -> Iterator[NameHit]:
    """Longest non-overlapping names of ``text``, in order.

    ``find`` gives the places of a normalized name and the letters of the kinds under which it is known; ``given`` are
    given names of people.
    """
    words = Words(text)
    people = People(words, given)
    first_lower = {name.split(" ")[0] for name in lowercase}
    hits: list[tuple[int, NameHit]] = []
    at, count = 0, len(words.starts)
    while at < count:
        first = words.text[words.starts[at]]
        is_start = (
            first.isupper()
            or not (first.islower() or first.isdigit())
            or words.full[at] in first_lower
            or (words.full[at] in _ARTICLES and _tied_capital(words, at + 1))
        )
        hit, used = _longest(words, at, find, names, begins, lowercase) if is_start else (None, 1)
        if hit is not None and not _is_person(words, people, at, at + used - 1, hit):
            hits.append((at, hit))
        at += used
    yield from _without_full_names(words, hits)


def _without_full_names(words: Words, hits: list[tuple[int, NameHit]]) -> Iterator[NameHit]:
    """Two small towns in a row, with nothing between: a given name and a surname ("Dilan Perera")."""
    skip = -1
    for (at, hit), (following, other) in zip(hits, [*hits[1:], (-1, None)], strict=False):
        if at == skip:
            continue
        if other is not None and following == at + 1 and _is_small(hit) and _is_small(other):
            between = words.text[hit.end : other.start]
            last = words.ends[following] >= other.end
            if between == " " and last and not _preposition(words, at, _SURELY):
                skip = following
                continue
        yield hit


def _is_small(hit: NameHit) -> bool:
    best = hit.places[0]
    people = best.population / (10 if best.matched_as == "alias" else 1)
    return best.feature in _PERSONAL and people < _SMALL_TOWN and best.matched_as != "abbreviation"


def _tied_capital(words: Words, at: int) -> bool:
    is_tied = at < len(words.starts) and words.starts[at] - words.ends[at - 1] == 1
    return is_tied and words.text[words.starts[at]].isupper()


def _longest(
    words: Words,
    at: int,
    find: Callable[[str], tuple[tuple[Place, ...], str]],
    names: NameFilter,
    begins: NameFilter,
    lowercase: frozenset[str],
) -> tuple[NameHit | None, int]:
    """The longest name that begins at word ``at``, and how many words to go on."""
    best: tuple[NameHit | None, int] = (None, 1)
    so_far = ""
    for n in range(1, _MOST_WORDS + 1):
        last = at + n - 1
        if last >= len(words.starts) or (n > 1 and not words.ties[last]):
            break
        owned = words.bare[last][1] + 1 < words.ends[last]  # "Canada's" is not the town of Canadas
        forms = (words.bare[last],) if owned and n == 1 else ((words.full[last], words.ends[last]), words.bare[last])
        for word, end in forms:  # "St. Mary's", then "Mary"
            norm = f"{so_far} {word}" if so_far else word
            if norm in names and _is_written_as_name(words, at, last, norm, lowercase):
                hit = _hit(words, at, last, end, norm, find)
                if hit is not None:
                    best = (hit, n)
                    break
            if end == words.ends[last] and words.bare[last][1] == end:
                break
        so_far = f"{so_far} {words.full[last]}" if so_far else words.full[last]
        if so_far not in begins:
            break
    return best


def _is_written_as_name(words: Words, at: int, last: int, norm: str, lowercase: frozenset[str]) -> bool:
    if norm in lowercase:
        return True
    text, starts, full = words.text, words.starts, words.full
    small = [i for i in range(at, last + 1) if text[starts[i]].islower()]
    if not small:
        return text[starts[at]].isalpha() or last > at
    if len(small) > last - at:  # no capital at all
        return False
    return all(
        (i == last and i > at and full[i] in _TAIL) or (at < i < last and full[i] in _INNER) or
        (i < last and full[i] in _ARTICLES and text[starts[i + 1]].isupper()) or
        (i > at and text[words.ends[i - 1] : starts[i]] in _HYPHENS)  # Port-au-Prince, Punggye-ri
        for i in small
    )  # fmt: skip


def _hit(
    words: Words, at: int, last: int, end: int, norm: str, find: Callable[[str], tuple[tuple[Place, ...], str]]
) -> NameHit | None:
    places, kinds = find(norm)
    surface = words.text[words.starts[at] : end]
    if "s" in kinds:
        places = _of_short_form(places, surface, behind=_behind_comma(words, at))
        kinds = kinds if places and _is_short(places[0]) else kinds.replace("s", "")
    if (
        "b" in kinds
        and "s" not in kinds
        and surface.replace(".", "").islower() is False
        and not surface.replace(".", "").isupper()
    ):
        places = tuple(place for place in places if place.matched_as != "abbreviation")  # "Us", "Uk"
    if not places or set(kinds) == {"x"}:  # any other kind beside it comes from a curated name, meant as it stands
        return None
    if _is_acronym(words, at, last, surface, places):
        return None
    placed = _said_to_be_place(words, at, last)
    wary = set(kinds) <= {"w", "x"} and not _is_short(places[0])
    if wary and not (_preposition(words, at, _SURELY) or _held_behind(words, last, places, find)):
        return None
    return NameHit(words.starts[at], end, norm, places, placed, wary)


def _is_short(place: Place) -> bool:
    return place.matched_as == "abbreviation" and place.feature == "admin1"


def _of_short_form(places: tuple[Place, ...], surface: str, *, behind: bool) -> tuple[Place, ...]:
    """Short forms: "Ky." is Kentucky behind a comma and a name; "N.J." is New Jersey anywhere; elsewhere neither is."""
    states = tuple(place for place in places if _is_short(place))
    if states and (behind or surface.count(".") > 1):
        return states
    return tuple(place for place in places if not _is_short(place))


def _behind_comma(words: Words, at: int) -> bool:
    if at == 0 or words.text[words.ends[at - 1] : words.starts[at]] != ", ":
        return False
    return words.text[words.starts[at - 1]].isupper()


def _is_acronym(words: Words, at: int, last: int, surface: str, places: tuple[Place, ...]) -> bool:
    """A short word in capitals in a text that is not: an organization, unless it is the short name of a country."""
    letters = surface.replace(".", "")
    if at != last or len(letters) > _SHOUTED or not letters.isupper() or len(letters) < 2:
        return False
    best = places[0]
    if best.matched_as == "abbreviation" or best.feature not in _PERSONAL or best.population >= _LARGE_TOWN:
        return False
    return len(letters) < _SHOUTED - 1 or not any(_shouted(words, near) for near in (at - 1, last + 1))


def _shouted(words: Words, at: int) -> bool:
    if not 0 <= at < len(words.starts):
        return False
    word = words.text[words.starts[at] : words.ends[at]]
    return len(word) > 1 and word.isupper()


def _is_person(words: Words, people: People, at: int, last: int, hit: NameHit) -> bool:
    """Whether the text says that a person is meant: nobody takes a big city, a country or a sea for one."""
    best = hit.places[0]
    if best.feature not in _PERSONAL or best.population >= _LARGE_TOWN or best.matched_as == "abbreviation":
        return False
    if people.is_given(at, last) or people.follows_given(at) or _is_half_a_name(words, at):
        return True
    if best.population < _KNOWN_TOWN and people.speaks(at, last):
        return True
    return hit.norm in people.surnames and not _preposition(words, at, _SURELY)


def _is_half_a_name(words: Words, at: int) -> bool:
    """Behind a hyphen and a capitalized word that is no article: "Diaz-Balart"."""
    if at == 0 or words.text[words.ends[at - 1] : words.starts[at]] not in _HYPHENS:
        return False
    return words.text[words.starts[at - 1]].isupper() and words.full[at - 1] not in _ARTICLES


def _said_to_be_place(words: Words, at: int, last: int) -> bool:
    """After a preposition of place, or before a comma and another name ("Jackson, Mississippi")."""
    if _preposition(words, at, _BEFORE):
        return True
    after = words.text[words.ends[last] : words.ends[last] + 3]
    return len(after) == 3 and after[:2] == ", " and after[2].isupper()


def _preposition(words: Words, at: int, table: frozenset[str]) -> bool:
    return at > 0 and words.full[at - 1] in table and words.text[words.starts[at - 1]].islower()


def _held_behind(
    words: Words, last: int, places: tuple[Place, ...], find: Callable[[str], tuple[tuple[Place, ...], str]]
) -> bool:
    """Before a comma and the region or country that one of the places lies in: "Reading, Pennsylvania"."""
    if words.text[words.ends[last] : words.ends[last] + 2] != ", ":
        return False
    above = {parent for place in places for parent in place.parents}
    norm = ""
    for at in range(last + 1, min(last + 4, len(words.starts))):
        norm = f"{norm} {words.bare[at][0]}".strip()
        if any(place.id in above for place in find(norm)[0]):
            return True
        if at + 1 < len(words.starts) and not words.ties[at + 1]:
            return False
    return False
