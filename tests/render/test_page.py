"""The page as bytes: the same ones for the same input, sealed, and without a trace left in folium."""

from __future__ import annotations

import html
import re

import folium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoevents import event_types
from geoevents.gazetteer import Gazetteer
from geoevents.render import build_map, to_html
from geoevents.render.page import numbered, references
from geoevents.render.policy import origin, policy
from tests.fixtures.by_hand import point_event
from tests.fixtures.seed import document, seed_events


@pytest.fixture(scope="module")
def atlas():
    return Gazetteer.open()


@pytest.fixture(scope="module")
def types():
    return event_types.load()


def seed_page(atlas, types, **options):
    return build_map(*seed_events(atlas), types, atlas, **options)


def test_the_same_events_give_the_same_bytes(atlas, types):
    pages = []
    for _ in range(2):
        page = seed_page(atlas, types)
        folium.Marker((39, 125), popup="x").add_to(page)
        folium.LayerControl().add_to(page)
        pages.append(to_html(page))
    assert pages[0] == pages[1]
    assert not re.search(r"_[0-9a-f]{32}\b", pages[0])


def test_rendering_twice_gives_the_same_page(atlas, types):
    page = seed_page(atlas, types)
    assert to_html(page) == to_html(page)


def test_the_seed_page_keeps_its_budget(atlas, types):
    assert len(to_html(seed_page(atlas, types)).encode()) <= 1_500_000


def test_the_policy_comes_first_and_allows_nothing_from_outside(atlas, types):
    page = to_html(seed_page(atlas, types))
    head = page[page.index("<head>") + len("<head>") :].lstrip()
    assert head.startswith('<meta http-equiv="Content-Security-Policy"')
    rules = html.unescape(head[: head.index(">")])
    assert "default-src 'none'" in rules
    assert "connect-src 'none'" in rules
    assert "http" not in rules.split('content="')[1]
    assert "unsafe-inline" not in re.search(r"script-src([^;]*)", rules)[1]


def test_only_layers_with_remote_files_loosen_the_policy_and_the_page_says_so(atlas, types):
    page = seed_page(atlas, types)
    folium.TileLayer("https://{s}.tile.example.org/{z}/{x}/{y}.png", attr="x").add_to(page)
    text = to_html(page)
    assert "img-src data: https://*.tile.example.org" in html.unescape(text)
    assert "ask for files from https://*.tile.example.org" in text


def test_foliums_own_lists_stay_as_they_were(atlas, types):
    before = (list(folium.Map.default_js), list(folium.Map.default_css))
    to_html(seed_page(atlas, types))
    assert (list(folium.Map.default_js), list(folium.Map.default_css)) == before


def test_no_word_of_a_report_stands_in_the_page_but_its_title(atlas, types):
    page = to_html(seed_page(atlas, types, title="The title"))
    for words in ("covertly", "Vigilant Storm", "Yonhap", "report.txt"):
        assert words not in page
    assert "<title>The title</title>" in page


def test_half_a_character_does_not_keep_a_page_from_being_written(atlas, types, tmp_path):
    events = [point_event("a", "kind \ud800", document(), 1, 2, summary="half \ud800")]
    build_map(events, [document()], types, atlas, title="half \ud800").save(str(tmp_path / "map.html"))
    assert "<title>half ?</title>" in (tmp_path / "map.html").read_text("utf-8")


def test_a_stray_hex_number_is_not_taken_for_an_id():
    own, other = "a" * 32, "b" * 32
    assert numbered(f"map_{own} md5 {other} map_{own}", {own}, "p") == f"map_p_1 md5 {other} map_p_1"


def test_a_map_can_be_saved(atlas, types, tmp_path):
    page = build_map([point_event("a", "air_strike", document(), 1, 2)], [document()], types, atlas)
    page.save(str(tmp_path / "map.html"))
    assert (tmp_path / "map.html").read_text("utf-8") == to_html(page)


@given(st.text())
def test_references_hold_nothing_to_react_to_and_read_back_as_the_text(text):
    written = references(text)
    assert re.fullmatch(r"(?:[A-Za-z ]|&#\d+;)*", written)
    # HTML itself replaces a few code points (NUL, surrogates, C1 controls); all others come back.
    if all(ord(char) > 0x9F or 0x20 <= ord(char) < 0x7F for char in text) and not re.search("[\ud800-\udfff]", text):
        plain = "".join(char for char in text if not (ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF))
        assert html.unescape(references(plain)) == plain


def test_origins():
    assert origin("https://tile.example.org/1/2.png") == "https://tile.example.org"
    assert origin("data:image/png;base64,AA") is None
    assert origin("https://a b/;script-src *") == "https://a"
    assert origin("http://evil' ; script-src *") == "http://evil"
    assert origin("https://[::1]/") is None
    assert policy("<script>1</script>").count("sha256-") == 1
