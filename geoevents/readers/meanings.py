"""What the columns of a table mean, by their names: one literal table of synonyms.

Names are compared in lower case with everything but letters and digits taken out (``Actor 1 Name`` -> ``actor1name``).
For each meaning the first synonym that a table has wins, so the more telling names stand first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geoevents.readers.content_of_columns import by_content, pair_order
from geoevents.readers.days import order_of
from geoevents.readers.numerals import decimal_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Meaning -> names, most telling first.
SYNONYMS = {
    "id": "event_id event_id_cnty globaleventid eventid id uid uuid incident_id case_id ref reference",
    "kind": "event_type eventtype type kind category event_class incident_type event_kind layer attack_type eventcode",
    "subtype": "sub_event_type event_subtype subtype event_mode sub_type subcategory",
    "title": "title headline name event_name summary label subject",
    "text": "notes description text narrative details comments comment body content event_text story remarks "
    "source_headline where_description",
    "date": "date event_date eventdate sqldate day day_date when occurred occurred_on incident_date date_of_event "
    "date_time datetime timestamp_utc reported_date datum fecha",
    "start": "start_date date_start start startdate begin begin_date from_date first_seen date_from start_time",
    "end": "end_date date_end end enddate finish end_time until to_date last_seen date_to",
    "year": "year_of_order year order_year iyear",
    "month": "month imonth",
    "day_of_month": "iday day_of_month",
    "lat": "latitude lat actiongeo_lat y ylat y_coord lat_dd gps_lat latitud breite breitengrad",
    "lon": "longitude lon lng long actiongeo_long x xlon x_coord lon_dd gps_lon gps_long longitud länge längengrad",
    "geometry": "geometry geom wkt geom_wkt the_geom shape geojson",
    "point": "coordinates coordinate coords coord latlon lat_lon lat_long latlong latitude_longitude gps position",
    "place": "location place where place_name placename site location_name locality city town actiongeo_fullname "
    "facility where_coordinates area ort lugar",
    "admin1": "admin1 adm_1 province state region_name oblast governorate state_province adm1 admin_1",
    "country": "country country_name nation",
    "origin": "origin from supplier exporter source_country from_place origin_country sender departure",
    "destination": "destination to recipient importer to_place destination_country receiver arrival",
    "claimed_destination": "claimed_destination declared_destination stated_destination",
    "launch": "launch_site launch launched_from launch_location",
    "impact": "impact landing landed impact_site impact_location",
    "target": "target target_location target_place",
    "line_crossed": "line_crossed border_crossed",
    "quantity": "quantity qty count number amount number_ordered num rounds missiles qty_best number_of_missiles",
    "low": "qty_low low low_estimate",
    "best": "best best_estimate",
    "high": "qty_high high high_estimate",
    "killed": "fatalities killed deaths dead nkill",
    "wounded": "wounded injured injuries nwound",
    "item": "item weapon weapons weapon_designation weapon_description missile munition goods qty_item equipment",
    "actor1": "actor1 actor1name actor_name actor side_a perpetrator attacker group source_name gname",
    "actor2": "actor2 actor2name recipient_name side_b target_name victim opponent",
    "assertion": "assertion",
    "reliability": "source_reliability reliability",
    "credibility": "info_credibility credibility information_credibility",
    "url": "source_url sourceurl url link href web_page",
    "publisher": "source publisher outlet source_office newspaper reported_by source_original",
    "published": "publication_date published doc_date date_published date_reported reported_on source_date",
    "revision": "revision",
    "supersedes": "supersedes",
}
# What a table must have one of: without it, no row says where or when.
NEEDED = (
    "lat",
    "geometry",
    "point",
    "place",
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
# Meanings of columns that hold numbers of things or people.
COUNTS = ("quantity", "ordered", "low", "best", "high", "killed", "wounded")
_NOISE = re.compile(r"[\W_]+")


def plain(name: str) -> str:
    """Name of a column as it is compared.

    >>> plain("Date of Event"), plain("SOURCE SCALE"), plain("Actor1_Name")
    ('dateofevent', 'sourcescale', 'actor1name')
    """
    return _NOISE.sub("", name.casefold())


def recognize(names: Sequence[str], sample: Iterable[Mapping[str, str]] = ()) -> dict[str, str]:
    """Meaning -> column, for the columns that are known by name.

    A latitude without a longitude (or the reverse) is left out; see `orders` for ``date_order``.
    """
    by_plain: dict[str, str] = {}
    for name in names:
        by_plain.setdefault(plain(name), name)
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
    if {"year", "month"} <= set(found) and plain(found.get("date", "")) in {"day", "dia", "jour", "tag"}:
        found["day_of_month"] = found.pop("date")  # a day of the month, beside its month and year
    found |= by_content([name for name in names if name not in taken], rows, found)
    for one, other in (("lat", "lon"), ("lon", "lat")):
        if one in found and other not in found:
            del found[one]
    return found | orders(found, rows)


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
    found: dict[str, str] = {"date_order": order} if order else {}
    for meaning in COUNTS:
        if meaning in columns:
            mark = decimal_of(row.get(columns[meaning], "") for row in rows)
            found |= {f"decimal_{meaning}": mark} if mark else {}
    if "point" in columns:
        first = pair_order(columns["point"], (row.get(columns["point"], "") for row in rows))
        found |= {"pair_order": first} if first == "lonlat" else {}
    return found


def explain(columns: Mapping[str, str]) -> str:
    """What was guessed, as one line.

    >>> explain({"lat": "Y", "lon": "X", "kind": "type"})
    'lat = Y, lon = X, kind = type'
    """
    return ", ".join(f"{meaning} = {column}" for meaning, column in columns.items())
