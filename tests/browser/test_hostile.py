"""What strangers write is shown as they wrote it, and nothing of it runs: not while building, not in the page."""

from __future__ import annotations

import csv
import json
from io import StringIO
from xml.etree import ElementTree as ET

import folium
import pytest
from shapely import Point

from geoevents.model import Document, Problem, Span
from geoevents.render import build_map, to_html
from tests.fixtures.by_hand import counted, event, on_day, resolved

pytestmark = pytest.mark.browser

HOSTILE = (
    "A{{7*7}}B",
    "${window.ran=1}",
    "<img src=x onerror=window.ran=1>",
    "</script><script>window.ran=1</script>",
    "a ` back-tick `${window.ran=1}`",
    "{% if %} {# {{ unclosed",
    "line\u2028separator",
    "bidi \u202eoverride",
    "</title><svg onload=window.ran=1>",
    'it\'s "quoted" \\2019 & &amp; <!--',
    "javascript:window.ran=1",
)
EVERYWHERE = " | ".join(HOSTILE)


def hostile_map(atlas, types, text):
    report = Document(
        "d",
        f"{text}.txt",
        {"title": text, "text": f"{text} happened"},
        title=text,
        url="javascript:window.ran=1",
        publisher=text,
    )
    quote = Span("text", 0, len(text) + 9, f"{text} happened")
    words = Span("text", 0, len(text), text)
    where = resolved(words, Point(30, 50), name=text, why=[text, f"step {text}"])
    nowhere = resolved(words, None, name=text, reason=f"No place {text}")
    events = [
        event("one", f"kind {text}", report, [("site", where)], summary=text, quote=quote, when=on_day("2022-11-02"),
              quantities=[counted(words, 3, "exact", text)], by=[text]),
        event("two", "air_strike", report, [("site", nowhere)], summary=f"two {text}", quote=quote, by=[text],
              assertion="claimed", reason=f"No place {text}"),
    ]  # fmt: skip
    return build_map(events, [report], types, atlas, title=text, problems=[Problem(text, text, 3, text, text)])


def flat(text):
    """As innerText shows it: runs of white space are one space."""
    return " ".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_changes_nothing_at_build_time(atlas, types, text):
    plain = build_map([], [], types, atlas, title="x")
    assert to_html(plain)
    page = to_html(hostile_map(atlas, types, text))
    scripts = page.count("<script")
    assert scripts == to_html(hostile_map(atlas, types, "harmless")).count("<script")


def test_hostile_text_is_shown_literally_in_legend_card_and_table(open_page, atlas, types):
    page = to_html(hostile_map(atlas, types, EVERYWHERE))
    wanted = flat(EVERYWHERE)
    for fragment in ("", "#event=one", "#event=two", "#view=table"):
        opened = open_page(page, fragment=fragment)
        opened.page.locator({"": ".legend-row", "#view=table": "tbody tr"}.get(fragment, ".card h2")).first.wait_for()
        assert opened.complaints == [], fragment
        assert opened.requests == [], fragment
        assert opened.page.evaluate("window.ran === undefined"), fragment
        shown = flat(opened.text())
        assert wanted in shown, fragment
        assert "A49B" not in shown
        assert opened.page.locator("a[href^='javascript:' i]").count() == 0
        assert flat(opened.page.title()) == wanted


def test_hostile_layer_names_are_literal_in_foliums_own_layer_control(open_page, atlas, types):
    page = hostile_map(atlas, types, EVERYWHERE)
    folium.LayerControl(collapsed=False).add_to(page)
    opened = open_page(to_html(page))
    assert opened.page.evaluate("window.ran === undefined")
    assert opened.complaints == []
    names = opened.page.locator(".leaflet-control-layers-overlays label").all_inner_texts()
    assert flat(f"Kind {EVERYWHERE}") in [flat(name) for name in names]


def test_the_payload_gives_back_every_text_unchanged(open_page, atlas, types):
    opened = open_page(to_html(hostile_map(atlas, types, EVERYWHERE)))
    text = opened.page.evaluate("geoevents.instances[0].store.text(0)")
    assert (text["title"], text["quote"], text["publisher"]) == (EVERYWHERE, f"{EVERYWHERE} happened", EVERYWHERE)
    assert text["placements"][0]["why"] == [EVERYWHERE, f"step {EVERYWHERE}"]
    assert text["source"] == f"{EVERYWHERE}.txt"


TRICKS = (
    "window.ran=1", "{{window.ran=1}}", "${window.ran=1}", "`${window.ran=1}`", "<img src=x onerror=window.ran=1>",
    "</script><script>window.ran=1</script>", "<svg/onload=window.ran=1>", "javascript:window.ran=1",
    "{% set x = 1 %}", "=HYPERLINK(1)",
)  # fmt: skip
WRAPS = (
    "{}", "'{}'", '"{}"', "</title>{}", "<!--{}-->",
    "]]>{}", "\\u003c{}", "&lt;{}&#x3e;", "a{}\u2028b", "\u202e{}\u202c",
)  # fmt: skip
HUNDRED = tuple(wrap.format(trick) for wrap in WRAPS for trick in TRICKS)


def test_a_hundred_hostile_strings_in_every_field_of_as_many_events(open_page, atlas, types):
    """Each text is title, sentence, place, speaker, publisher, file, kind, column and reason of an event of its own."""
    assert len(set(HUNDRED)) == 100
    events, reports = [], []
    for number, text in enumerate(HUNDRED):
        report = Document(
            f"d{number}", f"{text}.csv", {text: text, "notes": text}, title=text, url=f"https://example.org/{text}",
            publisher=text, row=number + 1, columns={"text": "notes"},
        )  # fmt: skip
        quote = Span("notes", 0, len(text), text)
        place = Point(number / 4, 40) if number % 2 else None
        where = resolved(quote, place, name=text, why=[text], reason=None if number % 2 else text)
        events.append(
            event(f"e{number}{text}", f"{text}" if number < 12 else "air_strike", report, [("site", where)],
                  summary=text, quote=quote, quantities=[counted(quote, 2, "exact", text)], by=[text])
        )  # fmt: skip
        reports.append(report)
    opened = open_page(to_html(build_map(events, reports, types, atlas)), fragment="#view=table")
    page = opened.page
    page.locator("tbody tr").nth(99).wait_for()
    shown = [flat(title) for title in page.locator("td.what").all_inner_texts()]
    assert sorted(shown) == sorted(flat(text) for text in HUNDRED)
    for number in range(0, 100, 9):
        page.evaluate("(i) => geoevents.instances[0].open(i)", number)
        page.evaluate(
            """(title) => new Promise((done) => { const look = () => document.querySelector(".card").ariaLabel === title
                 ? done() : requestAnimationFrame(look); look(); })""",
            HUNDRED[number],
        )
        assert flat(HUNDRED[number]) in flat(page.locator(".card").inner_text())
    for kind in ("GeoJSON", "CSV", "KML"):
        with page.expect_download() as waiting:
            page.locator(".take").get_by_role("button", name=kind).click()
        taken = waiting.value.path().read_text(encoding="utf-8")
        if kind == "GeoJSON":
            assert {f["properties"]["summary"] for f in json.loads(taken)["features"]} == set(HUNDRED)
        elif kind == "KML":
            names = [mark.text for mark in ET.fromstring(taken).iter("{http://www.opengis.net/kml/2.2}name")]  # noqa: S314
            assert set(HUNDRED) <= set(names)
        else:
            rows = list(csv.DictReader(StringIO(taken, newline="")))
            assert {row["summary"].removeprefix("'") for row in rows} >= {t for t in HUNDRED if not t.startswith("'")}
            assert not any(row["summary"].startswith("=") for row in rows)
    assert page.evaluate("window.ran === undefined")
    assert opened.requests == []
    assert opened.complaints == []
