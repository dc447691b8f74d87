"""Every string that Python writes into the page, in one table: to be read, corrected and translated as one."""

# ruff: noqa: RUF001  quotation marks and dashes as they are shown

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

WHEN: Mapping[str, str] = {
    "none": "No date given",
    "none_short": "no date",
    "before": "Before {end}; no date given",
    "before_stated": "Before {end}",
    "before_short": "before {end}",
    "since": "Since {start}",
    "since_short": "since {start}",
    "under_way": "Under way on {start}",
    "time": "On {start}",
    "day": "On {start}",
    "about": "About {start}",
    "about_short": "≈ {start}",
    "week": "In the week of {start}",
    "range": "{start} – {end}",
    "between": "Between {start} and {end}",
    "month": "{start}",
    "year": "In {start}",
    "part": "{part} {month}",
    "by_report": ", by the report’s date",
    "as_said": " (“{text}”)",
}
PARTS_OF_MONTH = ("Early", "Mid", "Late")

QUANTITY: Mapping[str, str] = {
    "none": "not stated",
    "exact": "{best} {item}",
    "exact_said": "{text}",
    "approx": "about {best} {item} (“{text}”)",
    "at_least": "at least {low} {item}",
    "up_to": "up to {high} {item}",
    "more_than": "more than {low} {item}",
    "less_than": "fewer than {high} {item}",
    "range": "{low} to {high} {item}",
    "vague": "“{text}”{of}; no figure given",
    "significant": "“{text}”{of}; no figure given",
    "magnitude": "“{text}”{of}: {low} or more",
    "of": " of {item}",
    "plain": " {item}",
}
# "a number of shells", "dozens of shells", but "several shells": the last word decides; plurals take "of" too.
TAKES_OF = frozenset({"number", "amount", "quantity", "couple", "handful", "lot", "barrage", "volley", "wave"})
QUANTITY_SHORT: Mapping[str, str] = {
    "exact": "{best} {item}",
    "approx": "≈ {best} {item}",
    "at_least": "≥ {low} {item}",
    "up_to": "≤ {high} {item}",
    "more_than": "> {low} {item}",
    "less_than": "< {high} {item}",
    "range": "{low}–{high} {item}",
}
# Where the things of a title end and the places begin: "Bulk carrier | 60 miles west of Hodeidah".
HEAD_ENDS = frozenset(
    {
        "about", "across", "against", "along", "among", "around", "as", "at", "between", "by", "from", "in",
        "inside", "into", "near", "of", "off", "on", "onto", "outside", "over", "past", "through", "to", "toward",
        "towards", "under", "via", "with", "within",
    }
)  # fmt: skip
LONGEST_LABEL = 30
# Words whose plural is the word itself; so are participles: "56 killed".
UNCOUNTED = frozenset(
    {
        "aircraft",
        "ammunition",
        "personnel",
        "troops",
        "police",
        "drugs",
        "drills",
        "displaced",
        "sanctions",
        "talks",
        "people",
        "dead",
        "missing",
    }
)

WHO: Mapping[str, str] = {
    "report": "Report’s own voice",
    "table": "The data set’s own record",
    "denied": "Denied by {who}",
    "through": "{who}",
}
ASSERTION: Mapping[str, str] = {
    "reported": "",
    "claimed": "Claimed by {who}; the report does not confirm it.",
    "denied": "Denied by {who}.",
    "warned": "Warned of by {who}; not reported as having happened.",
    "planned": "Planned, according to {who}; not reported as having happened.",
    "hypothetical": "Spoken of as possible only, by {who}.",
    "negated": "According to {who}, this did not happen.",
}
NOBODY: Mapping[str, str] = {"claimed": "a source that is not named", "denied": "a source that is not named"}
THE_REPORT = "the report"
NOT_SAID = "The report does not say {what}."
NOT_SAID_PARTS: Mapping[str, str] = {"quantity": "how many", "when": "when", "parts": "how many on which of them"}

UNPLACED = "Not on the map"
NO_REASON = "The report does not say where."
PLACE: Mapping[str, str] = {
    "any_countries": "Any of {n} countries",
    "all_countries": "{n} countries",
    "any_places": "Any of {n} places",
    "all_places": "{n} places",
    "not_stated": "Not stated",
    "more": " and {n} more",
}
# By precision; "any" where the event is somewhere in the shape, "all" where it fills it.
PRECISION: Mapping[tuple[str, str], str] = {
    ("exact", "any"): "At this point",
    ("exact", "all"): "At this point",
    ("near", "any"): "Near here",
    ("near", "all"): "Near here",
    ("admin2", "any"): "Somewhere in this district",
    ("admin2", "all"): "All of this district",
    ("admin1", "any"): "Somewhere in this province",
    ("admin1", "all"): "All of this province",
    ("region", "any"): "Somewhere in this area",
    ("region", "all"): "All of this area",
    ("country", "any"): "Only the country is named",
    ("country", "all"): "The whole country",
    ("water", "any"): "Somewhere in these waters",
    ("water", "all"): "All of these waters",
    ("coast", "any"): "Somewhere along the coast",
    ("coast", "all"): "All along the coast",
    ("line", "any"): "Somewhere along this line",
    ("line", "all"): "All along this line",
    ("route", "any"): "Along this route; the way taken is not known",
    ("route", "all"): "Along this route",
}
PRECISION_EXTRA: Mapping[str, str] = {
    "within": ", within about {distance}",
    "coasts": "Somewhere along {n} coasts",
    "all_coasts": "All along {n} coasts",
    "shore": ", about {distance} of shore",
    "length": ", about {distance} long",
    "lines": "Somewhere along either part of the line",
    "many_lines": "Somewhere along one of {n} parts of the line",
    "countries": "Any of {n} countries",
    "marked": "Somewhere in the area marked",
    "unknown": "How exact this is, is not stated",
}
TITLE: Mapping[str, str] = {
    "flow": "{what} from {origin} to {destination}",
    "at": "{what}, {place}",
    "plain": "{what}",
}
PROVENANCE: Mapping[str, str] = {
    "reports": "{n} reports",
    "report": "1 report",
    "tables": "{n} tables",
    "table": "1 table",
    "both": "{reports} and {tables}",
    "published": "published {day}",
    "published_range": "published {first} to {last}",
    "events": "{n} events from {reports}",
    "event": "1 event from {reports}",
    "join": " · ",
}
