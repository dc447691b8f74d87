"""Write and open pages of many events: ``python -m benchmarks.page [10000 100000 ...]``.

Measured: seconds to make the page from events in memory, megabytes, peak memory of the writing, seconds until the page
is usable (navigation start to the viewer's first two frames), a pan of 240 px and a filter step, in headless Chromium.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from shapely import Point

from geoevents import event_types
from geoevents.gazetteer import Gazetteer
from geoevents.model import (
    Document,
    Event,
    PlaceExpression,
    Placement,
    Quantity,
    Resolution,
    Shape,
    Span,
    When,
)
from geoevents.render import build_map, to_html
from tests import chromium
from tests.fixtures.seed import seed_events

WORDS = (  # noqa: SIM905  a list to read
    "shelling strike reported near the village on morning residents said two injured power line damaged drone missile "
    "warehouse depot airport bridge column forces artillery rocket school hospital market road checkpoint river port"
).split()
BUDGETS = {
    0: "budget 1.5 MB, 1 s",
    100_000: "budget 3 s, 12 MB, 1 s, 50 ms",
    1_000_000: "budget 25 s, 100 MB, 4 s, 150 ms",
}


def sentence(chance: random.Random) -> str:
    words = " ".join(chance.choices(WORDS, k=17))
    return f"{words[:1].upper()}{words[1:]} {chance.randrange(1000)}."


def some_events(count: int) -> tuple[list[Event], list[Document]]:
    """Rows of a table: 9 fields, some 200 characters of text each, 12 kinds, places known to 1 to 9 km."""
    chance = random.Random(1)  # noqa: S311  the same in every run
    kinds = list(event_types.load())[:12]
    sites = [(chance.uniform(20, 60), chance.uniform(10, 55)) for _ in range(4000)]
    events, documents = [], []
    for number in range(count):
        text = sentence(chance)
        lon, lat = chance.choice(sites)
        point = Point(lon + chance.gauss(0, 0.2), lat + chance.gauss(0, 0.2))
        start = datetime(2022, 1, 1, tzinfo=UTC) + timedelta(days=chance.randrange(900))
        place = f"{chance.choice(WORDS).title()} {chance.choice(WORDS).title()}"
        kind = chance.choice(kinds)
        document = Document(
            f"d{number}", "events.csv",
            {"date": f"{start:%Y-%m-%d}", "place": place, "notes": text, "fatalities": str(chance.randrange(9))},
            url=f"https://example.org/{chance.randrange(10**9)}", row=number + 1, publisher="Wire",
            columns={"when": "date"},
        )  # fmt: skip
        where = Resolution(
            PlaceExpression(Span("place", 0, len(place), place)),
            Shape(lambda point=point: point, dimension=0, error_m=chance.randrange(1, 9) * 1000),
            name=place, precision="near", why=("Coordinates of the table.",),
        )  # fmt: skip
        many = chance.randrange(1, 9)
        events.append(
            Event(
                id=f"{chance.randrange(16**12):012x}", kind=kind, summary="",
                when=When(None, start, start + timedelta(days=1), "day", basis="table"),
                placements=(Placement("site", where),), actors=(), assertion="reported", attributed_to=(),
                quantities=(
                    Quantity(Span("fatalities", 0, 1, str(many)), many, many, many, "exact", "rocket", str(many)),
                ),
                evidence=(Span("notes", 0, len(text), text),), triggers=(), document_id=document.id,
            )
        )  # fmt: skip
        documents.append(document)
    return events, documents


USABLE = """() => new Promise((done) => {
  const look = () => {
    if (window.geoevents && geoevents.instances.length) requestAnimationFrame(() => requestAnimationFrame(() =>
      done(performance.now())));
    else setTimeout(look, 5);
  };
  look();
})"""
FRAMES = "new Promise((f) => requestAnimationFrame(() => requestAnimationFrame(f)))"
PAN = f"""async () => {{ const {{map}} = geoevents.instances[0]; const times = [];
  for (let i = 0; i < 6; i++) {{ const t = performance.now(); map.panBy([i % 2 ? 240 : -240, 0], {{animate: false}});
    await {FRAMES}; times.push(performance.now() - t); }}
  return times.sort((a, b) => a - b)[2]; }}"""
TOGGLE = f"""async () => {{ const {{map, layers}} = geoevents.instances[0]; const times = [];
  for (let i = 0; i < 6; i++) {{ const t = performance.now();
    if (map.hasLayer(layers[0])) map.removeLayer(layers[0]); else map.addLayer(layers[0]);
    await {FRAMES}; times.push(performance.now() - t); }}
  return times.sort((a, b) => a - b)[2]; }}"""


# The first search reads all texts; the second has them.
SEARCH = f"""async (words) => {{ const app = geoevents.instances[0]; const t = performance.now();
  app.state.set({{text: words}});
  while (!app.matches) await new Promise((f) => setTimeout(f, 5));
  await {FRAMES}; const took = performance.now() - t; app.state.set({{text: ""}}); return took; }}"""
CARD = f"""async () => {{ const app = geoevents.instances[0]; const t = performance.now();
  app.open(app.store.n >> 1, {{move: false}});
  while (app.el.card.hidden) await {FRAMES}; const took = performance.now() - t; app.close(); return took; }}"""


def opened(path: Path) -> dict[str, float]:
    """What a reader waits for, in headless Chromium: milliseconds, and MB of JS heap."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.on("pageerror", lambda error: print(f"  error in the page: {str(error)[:300]}"))
        page.goto(path.as_uri(), wait_until="commit")
        found = {"usable": page.evaluate(USABLE), "pan": page.evaluate(PAN), "toggle": page.evaluate(TOGGLE)}
        found["card"] = page.evaluate(CARD)
        found["first search"] = page.evaluate(SEARCH, "missile")
        found["search"] = page.evaluate(SEARCH, "convoy")
        found["heap"] = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
        browser.close()
    return found


def measure(count: int, atlas: Gazetteer) -> None:
    """One line of figures; 0 events stands for the seed report's eight."""
    events, documents = some_events(count) if count else seed_events(atlas)
    types = event_types.load()
    path = Path(tempfile.gettempdir()) / f"geoevents-{count}.html"
    started, worked = time.perf_counter(), time.process_time()
    text = to_html(build_map(events, documents, types, atlas))
    path.write_text(text, encoding="utf-8")
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    megabytes = path.stat().st_size / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    del text, events, documents
    waits = ", ".join(f"{name} {value:.0f} {'MB' if name == 'heap' else 'ms'}" for name, value in opened(path).items())
    print(
        f"{count:>9,} events: written in {seconds:.1f} s ({work:.1f} s of work), {megabytes:.1f} MB, "
        f"peak {peak:.0f} MB; {waits}   ({BUDGETS.get(count, 'no budget')})"
    )


if __name__ == "__main__":
    for size in map(int, sys.argv[1:] or ("0", "10000", "100000")):
        measure(size, Gazetteer.open())
