"""The page as a stranger opens it: whole in itself, silent on the network, quiet on the console."""

from __future__ import annotations

import folium
import pytest

from geoevents.render import build_map, to_html
from tests.browser.conftest import STARTED
from tests.fixtures.by_hand import point_event
from tests.fixtures.seed import document, seed_events

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def seed(atlas, types):
    return build_map(*seed_events(atlas), types, atlas)


def test_the_page_asks_for_nothing_and_complains_of_nothing(open_page, seed):
    opened = open_page(to_html(seed))
    assert opened.requests == []
    assert opened.complaints == []
    assert "Shells to Russia, missiles off both coasts" in opened.text()


def test_the_policy_is_in_force(open_page, seed):
    opened = open_page(to_html(seed))
    ran = opened.page.evaluate(
        """() => { const s = document.createElement("script"); s.textContent = "window.ran = true";
                   document.body.append(s); return window.ran === true; }"""
    )
    asked = opened.page.evaluate("fetch('https://example.org/').then(() => true, () => false)")
    pictured = opened.page.evaluate(
        """() => new Promise((done) => { const i = new Image(); i.onload = () => done(true);
                                         i.onerror = () => done(false); i.src = "https://example.org/a.png"; })"""
    )
    assert (ran, asked, pictured) == (False, False, False)
    # Vacuous if the machine had no network anyway: the refusals themselves must be the policy's.
    assert sum("Content Security Policy" in said for said in opened.complaints) >= 3


def test_the_page_fits_a_phone(open_page, seed):
    opened = open_page(to_html(seed), size=(390, 844), phone=True)
    assert opened.complaints == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert opened.page.evaluate("document.querySelector('.folium-map').getBoundingClientRect().height") > 300


def test_two_maps_in_one_document_do_not_disturb_each_other(open_page, atlas, types):
    from branca.element import Figure

    report = document()
    figure = Figure()
    for key in ("first", "second"):
        events = [point_event(key, "air_strike", report, 30.0, 50.0, summary=f"The {key} event")]
        page = build_map(events, [report], types, atlas, title=f"The {key} map")
        figure.add_child(page)
    opened = open_page(figure.render(), maps=2)
    assert opened.complaints == []
    assert opened.requests == []
    found = opened.page.evaluate(
        "Promise.all(geoevents.instances.map((i) => i.store.text(0))).then((t) => t.map((x) => x.title))"
    )
    assert sorted(found) == ["The first event", "The second event"]
    assert opened.page.evaluate("new Set(geoevents.instances.map((i) => i.map)).size") == 2


def test_folium_layers_and_its_layer_control_work_beside_ours(open_page, atlas, types):
    page = build_map(*seed_events(atlas), types, atlas)
    folium.Marker((39.0, 125.7), popup="A popup", tooltip="A tooltip").add_to(page)
    folium.GeoJson({"type": "Point", "coordinates": [127.0, 37.5]}, name="Beside").add_to(page)
    folium.LayerControl(collapsed=False).add_to(page)
    opened = open_page(to_html(page))
    assert opened.complaints == []
    assert opened.requests == []
    names = opened.page.locator(".leaflet-control-layers-overlays label").all_inner_texts()
    assert [name.strip() for name in names] == [
        "Missile launch", "Artillery and rocket fire", "Arms transfer", "Line crossed", "Military exercise", "Beside",
    ]  # fmt: skip
    opened.page.locator(".leaflet-control-layers-overlays label", has_text="Missile launch").locator("input").evaluate(
        "box => box.click()"
    )
    on = "geoevents.instances[0].layers.map((layer) => geoevents.instances[0].map.hasLayer(layer))"
    assert opened.page.evaluate(on) == [False, True, True, True, True]


def test_layers_named_at_the_start_are_the_only_ones_on(open_page, atlas, types):
    page = build_map(*seed_events(atlas), types, atlas, layers_on=["missile_launch"])
    opened = open_page(to_html(page))
    on = "geoevents.instances[0].layers.map((layer) => geoevents.instances[0].map.hasLayer(layer))"
    assert opened.page.evaluate(on) == [True, False, False, False, False]


def test_a_notebook_shows_the_map_in_a_frame(open_page, seed):
    opened = open_page(f"<!DOCTYPE html><body>{seed._repr_html_()}</body>", maps=0)
    frame = opened.page.frames[1]
    frame.evaluate(STARTED, 1)
    assert opened.complaints == []


def test_a_page_without_events_opens(open_page, atlas, types):
    opened = open_page(to_html(build_map([], [document()], types, atlas)))
    assert opened.complaints == []
