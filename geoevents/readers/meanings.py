"""What the columns of a table mean: by their names (`column_names`), by words in them, by their cells."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from geoevents.readers.column_names import ENGLISH, FOREIGN
from geoevents.readers.content_of_columns import by_content, pair_order
from geoevents.readers.days import order_of
from geoevents.readers.numerals import decimal_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Meaning -> names, most telling first.
SYNONYMS = {meaning: f"{names} {FOREIGN.get(meaning, '')}".strip() for meaning, names in ENGLISH.items()}
# What a table must have one of: without it, no row says where or when.
NEEDED = (
    "lat",
    "geometry",
    "point",
    "easting",
    "place",
    "admin2",
    "admin1",
    "country",
    "origin",
    "destination",
    "launch",
    "impact",
    "target",
    "line_crossed",
    "date",
    "start",
)
PLACES = NEEDED[: NEEDED.index("date")]
# How cells are written, where the user settles it: setting -> its values.
SETTINGS = {"date_order": ("dmy", "mdy", "ymd"), "decimal": (",", "."), "pair_order": ("latlon", "lonlat")}
# Meanings of columns that hold numbers of things or people.
COUNTS = ("quantity", "ordered", "low", "best", "high", "killed_low", "killed", "killed_high", "wounded", "casualties")
# Meanings of columns whose cells name places, and how much of them is looked at.
_NAMES, _FEW_NAMES, _MOST_NAMES, _LONGEST_NAME = ("place", "admin2", "admin1"), 4, 100, 60
_NOISE = re.compile(r"[\W_]+")


def plain(name: str) -> str:
    """Name of a column as it is compared.

    >>> plain("Date of Event"), plain("SOURCE SCALE"), plain("Actor1_Name"), plain("Descripción")
    ('dateofevent', 'sourcescale', 'actor1name', 'descripcion')
    """
    folded = name.casefold()
    if not folded.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return _NOISE.sub("", folded)


_FOREIGN = frozenset(plain(name) for names in FOREIGN.values() for name in names.split())
# Words before what is counted: "No. killed", "Nombre de morts", "عدد القتلى".
_NUMBER_OF = re.compile(
    r"(?:(?:no\.?|nr\.?|n\u00b0|#|num\.?|number(?: of)?|total(?: number)?(?: of)?|nb\.?(?: de)?|nombre de"
    r"|n[u\u00fa]mero de|anzahl(?: der)?|кількість|количество|число|عدد) |nombre d['\u2019])(.{2,60})"
)
# Names that say nothing without the object that they are in.
_TOO_LITTLE = frozenset(("name", "title", "type", "id", "url", "date", "text", "description", "value", "label"))
_DAYS_OF_MONTH = frozenset(("day", "dia", "jour", "tag", "день", "giorno"))
# A kind is a few words; what is longer tells the event.
_KIND_WORDS = 5
# Names that may be of a column of kinds or of one of titles: of kinds, if they come again.
_VAGUE = frozenset(
    map(
        plain,
        re.split(" ", "event incident what evento événement ereignis vorfall событие происшествие подія الحدث olay"),
    )
)
_SOME, _MOST_KINDS = 5, 0.6
# Names that are of a column of texts, or of kinds if its cells are a word or two that come again.
_TELLING = frozenset(map(plain, ("what_happened", "event_description", "incident_description")))
_WORD_OR_TWO = 2


def recognize(names: Sequence[str], sample: Iterable[Mapping[str, str]] = ()) -> dict[str, str]:
    """Meaning -> column, for the columns that are known by name or by content.

    A latitude without a longitude (or the reverse) is left out; see `orders` for how cells are written.
    """
    by_plain: dict[str, str] = {}
    forms = [entry for column_name in names for entry in _forms(column_name)]
    for name, form in sorted(forms, key=lambda entry: entry[1] != plain(entry[0])):  # whole names first
        by_plain.setdefault(form, name)
    taken: set[str] = set()
    found: dict[str, str] = {}
    for meaning, synonyms in SYNONYMS.items():
        column = next(
            (by_plain[p] for p in map(plain, synonyms.split()) if by_plain.get(p, "") not in {"", *taken}), None
        )
        if column:
            found[meaning] = column
            taken.add(column)
    rows = list(sample)
    if {"year", "month"} <= set(found) and found.get("date", "").casefold() in _DAYS_OF_MONTH:
        found["day_of_month"] = found.pop("date")  # a day of the month, beside its month and year
    found |= by_content([name for name in names if name not in taken], rows, found)
    for one, other in (("lat", "lon"), ("lon", "lat")):
        if one in found and other not in found:
            del found[one]
    return _told_in_kinds(_kinds_told(found, names, rows), rows) | orders(found, rows)


def _forms(name: str) -> list[tuple[str, str]]:
    """The plain forms of a name, the most telling first: whole, without "number of", and its last part ("geo.lat")."""
    forms = [plain(name)]
    counted = _NUMBER_OF.fullmatch(name.strip().casefold())
    if counted:
        forms.append(plain(counted[1]))
    parts = name.split(".")
    forms += [form for form in (plain(".".join(parts[at:])) for at in range(1, len(parts))) if form not in _TOO_LITTLE]
    return [(name, form) for form in forms if form]


def _kinds_told(found: dict[str, str], names: Sequence[str], rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The same, where no column is of kinds, with the one that tells what happened in a word or two."""
    column = next((name for name in names if plain(name) in _TELLING), None)
    cells = [cell for cell in (row.get(column or "", "").strip() for row in rows) if cell]
    if "kind" in found or column is None or len(cells) < _SOME or len(set(cells)) > _MOST_KINDS * len(cells):
        return found
    if any(len(cell.split()) > _WORD_OR_TWO for cell in cells):
        return found
    return {meaning: name for meaning, name in found.items() if name != column} | {"kind": column}


def _told_in_kinds(found: dict[str, str], rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The same, where what looked like a column of kinds tells the events in sentences, or gives each a name."""
    column = found.get("kind", "")
    cells = [cell for cell in (row.get(column, "").strip() for row in rows) if cell]
    if not cells:
        return found
    if sum(len(cell.split()) for cell in cells) > _KIND_WORDS * len(cells):
        found.setdefault("text", found.pop("kind"))
    elif plain(column) in _VAGUE and len(cells) >= _SOME and len(set(cells)) > _MOST_KINDS * len(cells):
        found.setdefault("title", found.pop("kind"))
    return found


def orders(columns: Mapping[str, str], sample: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """How the cells of columns are written, where those of the sample settle it. The values are no columns.

    ``date_order`` is "dmy", "mdy" or "ymd": whether 03/04/2022 is in March or April. ``decimal_quantity`` and its like
    are the mark that begins decimals in that column: whether 1.600 is more than a thousand. ``pair_order`` is "lonlat"
    where pairs are not latitude first.
    """
    rows = list(sample)
    order = order_of(
        row.get(columns[meaning], "") for meaning in ("date", "start", "end") if meaning in columns for row in rows
    )
    foreign = any(plain(columns[meaning]) in _FOREIGN for meaning in SYNONYMS if meaning in columns)
    order = order or ("dmy" if foreign else None)
    found: dict[str, str] = {"date_order": order} if order else {}
    commas = decimal_of(row.get(columns[m], "") for m in ("lat", "lon") if m in columns for row in rows) == ","
    for meaning in COUNTS:
        if meaning in columns:
            mark = decimal_of(row.get(columns[meaning], "") for row in rows) or ("," if foreign or commas else None)
            found |= {f"decimal_{meaning}": mark} if mark else {}
    if "point" in columns:
        first = pair_order(columns["point"], (row.get(columns["point"], "") for row in rows))
        found |= {"pair_order": first} if first == "lonlat" else {}
    return found


def beside(columns: Mapping[str, str], sample: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The names of places in a table without countries: what one of them means is likelier near the others."""
    if "country" in columns:
        return {}
    told = (row.get(columns[meaning], "").strip() for row in sample for meaning in _NAMES if meaning in columns)
    names = [name for name in dict.fromkeys(told) if 0 < len(name) <= _LONGEST_NAME]
    return {"named_beside": "; ".join(names[:_MOST_NAMES])} if len(names) >= _FEW_NAMES else {}


def explain(columns: Mapping[str, str]) -> str:
    """What was guessed, as one line.

    >>> explain({"lat": "Y", "lon": "X", "kind": "type"})
    'lat = Y, lon = X, kind = type'
    """
    return ", ".join(f"{meaning} = {column}" for meaning, column in columns.items())
