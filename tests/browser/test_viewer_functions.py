"""The viewer's pure functions, asked in a real browser: geometry, clusters, address, axis, what is taken along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Route

    Ask = Callable[..., Any]

pytestmark = pytest.mark.browser
STATIC = Path(__file__).parents[2] / "static"


@pytest.fixture(scope="module")
def ask(browser: Browser) -> Iterator[Ask]:
    """Calls ``(module, argument) => ...`` on a module of static/. Nothing leaves the machine: the address is a name."""
    page = browser.new_page()

    def serve(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[1]
        path = STATIC / name
        body = path.read_text(encoding="utf-8") if name.endswith(".js") else "<!doctype html><title>.</title>"
        route.fulfill(body=body, content_type="text/javascript" if name.endswith(".js") else "text/html")

    page.route("http://viewer.invalid/**", serve)
    page.goto("http://viewer.invalid/")

    def call(module: str, function: str, argument: Any = None) -> Any:
        return page.evaluate(
            f"async (argument) => ({function})(await import('http://viewer.invalid/{module}.js'), argument)", argument
        )

    yield call
    page.close()


# Geometry ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("intervals", "window"),
    [
        ([[0.1, 0.2], [0.3, 0.35]], [0.1, 0.35]),
        ([[0.97, 0.98], [0.02, 0.03]], [-0.03, 0.03]),
        ([[0.9, 1.1]], [-0.1, 0.1]),
        ([[0.4, 0.4]], [0.4, 0.4]),
    ],
)
def test_the_window_is_the_narrowest_also_across_the_antimeridian(
    ask: Ask, intervals: list[list[float]], window: list[float]
) -> None:
    found = ask("geometry", "(m, i) => m.narrowestWindow(i)", intervals)
    assert found[1] - found[0] == pytest.approx(window[1] - window[0])
    assert found[0] % 1 == pytest.approx(window[0] % 1)


def test_a_shape_cut_at_the_antimeridian_is_whole_again(ask: Ask) -> None:
    parts = [
        [[[176, -20], [180, -20], [180, -15], [176, -15], [176, -20]]],
        [[[-180, -20], [-177, -20], [-177, -15], [-180, -15], [-180, -20]]],
    ]
    west, east, x, y = ask(
        "geometry",
        "(m, g) => { const s = m.worldShape(g); return [s.west, s.east, ...m.anchorOf(s)]; }",
        {"type": "MultiPolygon", "coordinates": parts},
    )
    assert (east - west) * 360 == pytest.approx(7)
    assert west <= x <= east
    assert 0.5 < y < 0.6


def test_an_anchor_lies_inside_its_area_and_near_its_middle(ask: Ask) -> None:
    horseshoe = [[0, 0], [10, 0], [10, 10], [8, 10], [8, 2], [2, 2], [2, 10], [0, 10], [0, 0]]
    inside, x = ask(
        "geometry",
        """(m, ring) => { const s = m.worldShape({type: "Polygon", coordinates: [ring]});
                          const [x, y] = m.anchorOf(s); return [m.insideRings(s.parts[0], x, y), m.lonOf(x)]; }""",
        horseshoe,
    )
    assert inside
    assert 2 < x < 8, "the bridge between both arms is nearest to the middle"


def test_great_circles_run_on_and_end_where_they_should(ask: Ask) -> None:
    steps, start, end = ask(
        "geometry",
        """(m) => { const l = m.greatCircle([139.7, 35.7], [-98, 39.5], 50); let most = 0;
                    for (let i = 2; i < l.length; i += 2) most = Math.max(most, Math.abs(l[i] - l[i - 2]));
                    return [most, m.lonOf(l[0]), m.lonOf(l[l.length - 2])]; }""",
    )
    assert steps < 0.05, "no jump of a turn"
    assert start == pytest.approx(139.7)
    assert end == pytest.approx(262)


def test_equal_and_opposite_ends_make_no_nonsense(ask: Ask) -> None:
    for a, b in (([10, 10], [10, 10]), ([0, 0], [180, 0])):
        line = ask("geometry", "(m, [a, b]) => [...m.greatCircle(a, b, 8)]", [a, b])
        assert all(value is not None and 0 <= value <= 1.01 for value in line)


# Clusters ------------------------------------------------------------------------------------------------------------

CLUSTERS = """(m, {n, zoom, shift}) => {
  let seed = 7; const random = () => ((seed = (seed * 16807) % 2147483647) / 2147483647);
  const x = Float64Array.from({length: n}, () => 0.5 + (random() + random() - 1) * 0.02),
        y = Float64Array.from({length: n}, () => 0.5 + (random() + random() - 1) * 0.02);
  const size = 256 * 2 ** zoom;
  const view = {size, originX: 0.48 * size + shift, originY: 0.48 * size, width: 900, height: 700};
  view.middle = view.originX + 450;
  const all = Uint32Array.from({length: n}, (_, i) => i), kind = new Uint8Array(n).map((_, i) => i % 3);
  const list = all.filter((i) => i % 5 > 0);
  const rings = m.clusterPoints(view, {x, y, list, kind, kinds: 3}, m.reachAt(zoom));
  const seen = new Set(rings.flatMap((r) => r.members()));
  let touching = 0;
  rings.forEach((a, i) => rings.slice(i + 1).forEach((b) => {
    if (Math.hypot(a.x - b.x, a.y - b.y) < m.footprint(a) + m.footprint(b) - 0.01) touching++; }));
  return {total: rings.reduce((s, r) => s + r.count, 0), members: seen.size, touching, rings: rings.length,
          counts: rings.every((r) => r.counts.reduce((a, b) => a + b) === r.count && r.members().length === r.count),
          foreign: [...seen].some((i) => i % 5 === 0),
          homes: rings.every((r) => r.members().slice(0, 9).every((i) => rings.clusterOf(i) === r))}; }"""


@pytest.mark.parametrize("zoom", [3, 6, 9, 12])
@pytest.mark.parametrize("n", [1, 40, 5000])
def test_rings_hold_every_event_once_and_do_not_touch(ask: Ask, zoom: int, n: int) -> None:
    found = ask("cluster", CLUSTERS, {"n": n, "zoom": zoom, "shift": 0})
    assert found["total"] == found["members"]
    assert found["counts"]
    assert not found["foreign"]
    assert found["homes"]
    # Merging moves nothing, so a chain of rings may leave a few that brush against each other.
    assert found["touching"] <= found["rings"] * 0.02


# The address ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        {"off": ["a", "b_c"], "q": "", "event": "x1"},
        {"q": "Größe & 50 % = «ja» #1, 'x'", "view": "table"},
        {"from": 1667347200000, "to": 1667390400000, "at": [41.5, -170.25, 3.5]},
        {"q": "東京 😀", "event": "a b/c"},
    ],
)
def test_the_address_says_the_state_and_gives_it_back(ask: Ask, said: dict[str, Any]) -> None:
    back = ask("state", "(m, said) => m.decodeHash('#' + m.encodeHash(said))", said)
    for key, value in said.items():
        assert back[key] == value, key


def test_text_and_time_filters(ask: Ask) -> None:
    assert ask("texts", """(m) => m.needles('a "b c" D')""") == ["a", "b c", "d"]
    inside = ask(
        "filter", "(m) => [[0, 5], [5, 9], [NaN, 3], [7, NaN], [NaN, NaN]].map(([s, e]) => m.inTime(s, e, [5, 7]))"
    )
    assert inside == [False, True, False, False, False], "half-open, and nothing undated inside a chosen span"


# The axis ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [0.5, 3, 40, 400, 4000, 40000])
def test_ticks_and_bars_suit_the_stretch(ask: Ask, days: float) -> None:
    start = 1667347200000
    end = start + days * 86_400_000
    ticks = ask("bars", "(m, [a, b]) => m.ticksOf(a, b, 1000)", [start, end])
    assert 1 <= len(ticks) <= 18
    assert all(start <= tick["time"] <= end for tick in ticks)
    length = ask("bars", "(m, [a, b]) => m.binLength(a, b, 1000)", [start, end])
    assert (end - start) / length <= 126


def test_lanes_do_not_overlap(ask: Ask) -> None:
    bars = [{"from": 10 * i, "to": 10 * i + 30, "room": 50} for i in range(20)]
    placed = ask("bars", "(m, bars) => { m.placeLanes(bars, 600); return bars; }", bars)
    spans: dict[int, list[tuple[float, float]]] = {}
    for bar in placed:
        left = bar["from"] - (bar["room"] if bar["before"] else 0)
        right = bar["to"] + (0 if bar["before"] else bar["room"])
        spans.setdefault(bar["lane"], []).append((left, right))
    for lane in spans.values():
        assert all(a[1] < b[0] for a, b in zip(sorted(lane), sorted(lane)[1:], strict=False))


@pytest.mark.parametrize("key", ["ArrowLeft", "ArrowRight", "Home", "End"])
@pytest.mark.parametrize("edge", [0, 1])
@pytest.mark.parametrize("shift", [False, True])
def test_a_handle_never_leaves_the_axis_nor_passes_the_other(ask: Ask, key: str, edge: int, shift: bool) -> None:  # noqa: FBT001  a parametrized value
    day = 86_400_000
    whole = {"from": 0, "to": 100 * day}
    for span in ([0, 100 * day], [40 * day, 41 * day], [0, day]):
        a, b = ask("timeline", "(m, [s, e, k, h, w]) => m.moveEdge(s, e, k, h, w)", [span, edge, key, shift, whole])
        assert 0 <= a < b <= 100 * day


# The card and what is taken along ------------------------------------------------------------------------------------


def test_the_cuts_of_a_sentence_give_the_sentence_back(ask: Ask) -> None:
    quote = "North Korea launched 23 missiles."
    marks = [[21, 32, "quantity"], [0, 11, "place"], [6, 20, "trigger"], [30, 99, "time"], [12, 20, "trigger"]]
    cuts = ask("card", "(m, [quote, marks]) => m.cutsOf(quote, marks)", [quote, marks])
    assert "".join(words for words, _ in cuts) == quote
    assert [[words, kind] for words, kind in cuts if kind] == [
        ["North Korea", "place"], ["launched", "trigger"], ["23 missiles", "quantity"],
    ]  # fmt: skip


def test_a_spreadsheet_runs_nothing_and_splits_nothing(ask: Ask) -> None:
    table = ask(
        "take",
        "(m, text) => m.csvOf([{geometry: {type: 'Point', coordinates: [-5, 6]}, properties: {text, n: -3}}])",
        '=HYPERLINK("x"),\nb',
    )
    assert table == 'text,n,lon,lat\r\n"\'=HYPERLINK(""x""),\nb",-3,-5,6\r\n'


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a?b#c", "https://example.org/a?b#c"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("data:text/html,x", None),
        ("no address", None),
    ],
)
def test_only_web_addresses_become_links(ask: Ask, address: str, kept: str | None) -> None:
    assert ask("dom", "(m, address) => m.webAddress(address)", address) == kept


# The inset and the sheet ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "where"),
    [
        ([], (800, 500)),
        ([[900, 600]], None),
        ([[x, y] for x in range(0, 1200, 60) for y in range(0, 900, 60)], "button"),
    ],
)
def test_an_inset_sits_where_it_hides_no_mark(ask: Ask, points: list[list[int]], where: object) -> None:
    sizes = [{"width": 300, "height": 300}, {"width": 200, "height": 200}]
    seat = ask(
        "inset",
        "(m, {points, sizes}) => m.quietSeat(points, [[0, 0, 90, 812]],"
        " {left: 12, top: 12, right: 1100, bottom: 800}, sizes, [1000, 700])",
        {"points": points, "sizes": sizes},
    )
    if where == "button":
        assert seat is None
        return
    left, top, size = seat["left"], seat["top"], seat["size"]["width"]
    assert where is None or (left, top) == where
    assert all(not (left < x < left + size and top < y < top + size) for x, y in points)
    assert left > 90, "a box that lies over the map is not covered"
    assert top >= 12
    assert left + size <= 1100
    assert top + size <= 800


@pytest.mark.parametrize(
    ("height", "speed", "step"), [(100, 0, 0), (300, 0, 1), (320, 1, 2), (320, -1, 1), (640, 1, 2), (95, -1, 0)]
)
def test_a_sheet_rests_at_the_nearest_step_or_where_a_flick_sends_it(
    ask: Ask, height: float, speed: float, step: int
) -> None:
    assert ask("sheet", "(m, [h, s]) => m.restAt([92, 310, 660], h, s)", [height, speed]) == step


def test_neighbors_in_time_are_the_nearest_on_each_side(ask: Ask) -> None:
    found = ask(
        "card",
        """(m) => m.neighborsOf({start: [0, 10, 20, 30, 40, NaN, 20], end: [5, 15, 25, 35, 45, NaN, 22]},
             [0, 1, 2, 3, 4, 5, 6], 2)""",
    )
    assert found == {"before": [0, 1], "same": [6], "after": [3, 4]}


def test_names_of_countries_come_from_the_browser_and_never_from_a_guess(ask: Ask) -> None:
    names = "(m, [language, code]) => m.countryNames(language)(code)"
    assert ask("names", names, ["de", "EG"]) == "Ägypten"
    assert ask("names", names, ["en-GB", "EG"]) is None, "English names are the gazetteer's own"
    assert ask("names", names, ["de", "QQ"]) is None
    assert ask("names", names, ["de", "no code"]) is None
    assert ask("names", names, ["no language at all", "EG"]) is None


@pytest.mark.parametrize(("spare", "lifted"), [(100, 0.0), (300, 40.0)])
def test_a_tall_map_moves_up_for_its_inset_only_where_that_costs_nothing(ask: Ask, spare: int, lifted: float) -> None:
    """A box of 100 pixels in the middle of a map; 240 are wanted below it."""
    found = ask(
        "camera",
        """(m, spare) => { const size = 256, half = 50 / size;
             return m.liftFor([0, 0.5 - half, 1, 0.5 + half], {zoom: 0, y: 0.5}, 100 + 2 * spare,
               {top: 0, bottom: 100}, 240) * size; }""",
        spare,
    )
    assert found == pytest.approx(lifted)


@pytest.mark.parametrize(
    ("codes", "title"),
    [
        (["DE"], "Germany"),
        (["DE", "CH"], "Germany and Switzerland"),
        (["DE", "CH", "AT"], "Austria, Germany and Switzerland"),
        (["AT", "FR", "CH", "DE", "CH", "DE", "CH"], "Switzerland, Germany and 2 more"),
        (["DE", "DE", "DE"], "Germany"),
        ([], "Around Munich"),
        (["DE", "XX"], "Around Munich"),
    ],
)
def test_a_scene_is_called_by_the_countries_of_its_marks_not_by_the_label_in_it(
    ask: Ask, codes: list[str], title: str
) -> None:
    places = [("Germany", "DE", 10.0, 51.0), ("Switzerland", "CH", 8.2, 46.8), ("Austria", "AT", 14.1, 47.6)]
    labels = [
        {"kind": "country", "name": name, "code": code, "lon": lon, "lat": lat}
        for name, code, lon, lat in [*places, ("France", "FR", 2.5, 46.7)]
    ]
    labels.append({"kind": "city", "name": "Munich", "lon": 11.6, "lat": 48.1})
    scene = {"west": 8.5, "east": 13.0, "south": 47.0, "north": 52.0}
    found = ask(
        "inset", "(m, {scene, labels, codes}) => m.sceneTitle(scene, labels, [], codes)",
        {"scene": scene, "labels": labels, "codes": codes},
    )  # fmt: skip
    assert found == title
