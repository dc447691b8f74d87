"""Write and open pages of many events: ``python -m benchmarks.page [10000 100000 ...]``.

Measured: seconds to make the page from events in memory, megabytes, peak memory of the writing, milliseconds until the
page is usable (navigation start to the viewer's first two frames), a pan of 240 px, a filter step, a card, a search
(the first reads all texts), in headless Chromium. The events are a mix: of a hundred 74 are points, 10 lie somewhere in
one of 300 areas, 5 along one of 40 lines, 8 are flows between 60 places, 3 have no place. ``benchmarks.page_peers``
holds other tools against the points alone.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import resource
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from shapely import LineString, Point, Polygon

from geoevents import event_types
from geoevents.gazetteer import Gazetteer
from geoevents.model import Document, Event, Span, When
from geoevents.render import build_map, to_html
from tests import chromium
from tests.fixtures.by_hand import counted, event, resolved
from tests.fixtures.seed import seed_events

if TYPE_CHECKING:
    from geoevents.model import Resolution

WORDS = (  # noqa: SIM905  a list to read
    "shelling strike reported near the village on morning residents said two injured power line damaged drone missile "
    "warehouse depot airport bridge column forces artillery rocket school hospital market road checkpoint river port"
).split()
# Longitude, latitude and width in degrees of where made-up events crowd, as real ones do.
MIDDLES = (
    (37, 48.5, 2.2), (35, 47, 3), (36.5, 50, 2), (34.6, 31.6, 0.5), (37, 35.5, 1.5), (43.5, 34, 2.2), (44.5, 15, 1.7),
    (32, 15, 2.5), (25, 13, 2.5), (29, -1.5, 1.5), (45, 3, 2), (13, 12.5, 2), (0, 14, 3.5), (69, 34, 2.5), (39, 12, 2),
    (74.5, 33.5, 1), (46.5, 40, 1), (19, 44, 2), (16, 28, 3), (8, 6, 2),
)  # fmt: skip
BUDGETS = {
    0: "budget 1.5 MB, 1 s",
    100_000: "budget 3 s, 12 MB, 1 s, 50 ms",
    1_000_000: "budget 25 s, 100 MB, 4 s, 150 ms",
}


def sentence(chance: random.Random) -> str:
    words = " ".join(chance.choices(WORDS, k=17))
    return f"{words[:1].upper()}{words[1:]} {chance.randrange(1000)}."


def _blob(chance: random.Random, lon: float, lat: float, reach: float) -> list[tuple[float, float]]:
    """Sixty corners around a place, as crooked as a border."""
    turns = [2 * math.pi * k / 60 for k in range(60)]
    return [
        (lon + reach * chance.uniform(0.7, 1) * math.cos(turn), lat + reach * chance.uniform(0.5, 0.8) * math.sin(turn))
        for turn in turns
    ]


class Grounds:
    """The places of the made-up events. Areas, lines and ends of flows are few and shared by many."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        middles = [chance.choice(MIDDLES) for _ in range(4000)]
        self.sites = [(chance.gauss(lon, wide), chance.gauss(lat, wide * 0.7)) for lon, lat, wide in middles]
        areas = [Polygon(_blob(chance, *site, 1.2)) for site in self.sites[:300]]
        lines = [LineString(_blob(chance, *site, 2.5)[:30]) for site in self.sites[300:340]]
        lands = [Polygon(_blob(chance, *site, 3.0)) for site in self.sites[340:400]]
        why = ("A name of the table.",)
        self.areas = [resolved(None, a, precision="admin1", name=f"Province {k}", why=why) for k, a in enumerate(areas)]
        self.lines = [resolved(None, a, precision="line", name=f"Border {k}", why=why) for k, a in enumerate(lines)]
        self.lands = [resolved(None, a, precision="country", name=f"Land {k}", why=why) for k, a in enumerate(lands)]
        self.nowhere = resolved(None, None, name="Nowhere", reason="No such place.")

    def point(self, place: str) -> Resolution:
        """A point of its own, known to 1 to 9 km."""
        lon, lat = self.chance.choice(self.sites)
        at = Point(lon + self.chance.gauss(0, 0.2), lat + self.chance.gauss(0, 0.2))
        span = Span("place", 0, len(place), place)
        radius = self.chance.randrange(1, 9) * 1000
        why = ("Coordinates of the table.",)
        return resolved(span, at, name=place, precision="near", why=why, error_m=radius)

    def some(self, place: str, *, only_points: bool) -> list[tuple[str, Resolution]]:
        """Placements of one event, of the mix that the head of this file names."""
        lot = 0 if only_points else self.chance.randrange(100)
        if lot < 74:
            return [("site", self.point(place))]
        if lot < 84:
            return [("area", self.chance.choice(self.areas))]
        if lot < 89:
            return [("line_crossed", self.chance.choice(self.lines))]
        if lot < 97:
            one, other = self.chance.sample(self.lands, 2)
            return [("origin", one), ("destination", other)]
        return [("site", self.nowhere)]


def some_events(count: int, *, only_points: bool = False) -> tuple[list[Event], list[Document]]:
    """Rows of a table: 9 fields, some 200 characters of text each, 12 kinds."""
    chance = random.Random(1)  # noqa: S311  the same in every run
    types = event_types.load()
    kinds = [kind for kind in types if not types[kind].style.flow][:11]
    flowing = next(kind for kind in types if types[kind].style.flow)
    grounds = Grounds(chance)
    events, documents = [], []
    for number in range(count):
        text = sentence(chance)
        start = datetime(2022, 1, 1, tzinfo=UTC) + timedelta(days=chance.randrange(900))
        place = f"{chance.choice(WORDS).title()} {chance.choice(WORDS).title()}"
        document = Document(
            f"d{number}", "events.csv",
            {"date": f"{start:%Y-%m-%d}", "place": place, "notes": text, "fatalities": str(chance.randrange(9))},
            url=f"https://example.org/{chance.randrange(10**9)}", row=number + 1, publisher="Wire",
            columns={"when": "date"},
        )  # fmt: skip
        placements = grounds.some(place, only_points=only_points)
        many = chance.randrange(1, 9)
        events.append(
            event(
                f"{chance.randrange(16**12):012x}",
                flowing if len(placements) > 1 else chance.choice(kinds),
                document,
                placements,
                when=When(None, start, start + timedelta(days=1), "day", basis="table"),
                quantities=(counted(Span("fatalities", 0, 1, str(many)), many, "exact", "rocket"),),
                quote=Span("notes", 0, len(text), text),
            )
        )
        documents.append(document)
    return events, documents


TICKS = os.sysconf("SC_CLK_TCK")
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


def worked(root: int) -> float:
    """Milliseconds of processor time of all processes below one (Linux): what remains true on a busy machine."""
    return sum(_below(root).values()) * 1000 / TICKS


def _below(root: int) -> dict[int, int]:
    """All processes below one, with their ticks of processor time."""
    above, spent = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it has ended meanwhile
            above[int(entry.name)], spent[int(entry.name)] = int(fields[1]), int(fields[11]) + int(fields[12])

    def is_below(process: int) -> bool:
        while process in above and process != root:
            process = above[process]
        return process == root

    return {process: ticks for process, ticks in spent.items() if process != root and is_below(process)}


def tab_memory(root: int) -> float:
    """MB that the largest process below one holds (Linux): the page's own, with its threads and pictures."""
    largest = 0.0
    for process in _below(root):
        try:
            status = Path(f"/proc/{process}/status").read_text()
        except OSError:
            continue
        largest = max(largest, float(status.partition("VmRSS:")[2].split()[0]) / 1e3 if "VmRSS:" in status else 0.0)
    return largest


def opened(path: Path) -> dict[str, float]:
    """What a reader waits for, in headless Chromium: milliseconds, of work too; MB of JS heap, and of the whole tab."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.on("pageerror", lambda error: print(f"  error in the page: {str(error)[:300]}"))
        before = worked(os.getpid())
        page.goto(path.as_uri(), wait_until="commit")
        found = {"usable": page.evaluate(USABLE), "work to open": worked(os.getpid()) - before}
        page.wait_for_timeout(1500)
        before = worked(os.getpid())
        found["pan"] = page.evaluate(PAN)
        found["work per pan"] = (worked(os.getpid()) - before) / 6
        found["toggle"] = page.evaluate(TOGGLE)
        found["card"] = page.evaluate(CARD)
        found["first search"] = page.evaluate(SEARCH, "missile")
        found["search"] = page.evaluate(SEARCH, "convoy")
        found["heap"] = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
        found["memory"] = tab_memory(os.getpid())
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
    unit = {"heap": "MB", "memory": "MB"}
    waits = ", ".join(f"{name} {value:.0f} {unit.get(name, 'ms')}" for name, value in opened(path).items())
    print(
        f"{count:>9,} events: written in {seconds:.1f} s ({work:.1f} s of work), {megabytes:.1f} MB, "
        f"peak {peak:.0f} MB; {waits}   ({BUDGETS.get(count, 'no budget')})"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", nargs="*", type=int, default=[0, 10_000, 100_000], help="0: the seed report")
    for size in parser.parse_args().events:
        measure(size, Gazetteer.open())
