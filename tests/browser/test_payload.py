"""What payload.js decodes is what Python was given."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import get_args

import numpy as np
import pytest
from shapely import LineString, MultiPoint, MultiPolygon, Point, Polygon, box, geometry

from geoevents import event_types
from geoevents.layers import label, layers, styles
from geoevents.model import Assertion, Document, Precision, Role, Span, When
from geoevents.render import sheets
from geoevents.render.payload import Payload
from geoevents.render.placed import Ground
from geoevents.resources import static_dir
from tests.fixtures.by_hand import event, resolved

pytestmark = pytest.mark.browser
TYPES = event_types.load()


ALL_TEXTS = """
async function textsIn(payload) {
  const s = await decode(payload);
  return s.textsOf(Array.from({length: s.n}, (_, i) => i)); }
"""


def empty_base():
    text = b'{"sections":[],"labels":[],"named":["Korea"]}'
    return len(text).to_bytes(4, "little") + text


@pytest.fixture(scope="module")
def decoder(browser):
    """A page with payload.js and texts.js as a script: `decode`, `textsIn`, and the tables."""
    source = "\n".join((static_dir() / name).read_text("utf-8") for name in ("texts.js", "payload.js"))
    page = browser.new_page()
    page.add_script_tag(content=re.sub(r"^export |^import .*$", "", source, flags=re.MULTILINE) + ALL_TEXTS)
    yield page
    page.close()


def test_the_tables_of_words_are_those_of_the_model(decoder):
    assert decoder.evaluate("ASSERTIONS") == list(get_args(Assertion))
    assert decoder.evaluate("ROLES") == list(get_args(Role))
    assert decoder.evaluate("PRECISIONS") == list(get_args(Precision))


SHAPES = [
    Point(127.443, 39.153),
    MultiPoint([(1, 2), (3, 4)]),
    LineString([(126.1, 37.7), (126.0, 37.6), (125.7, 37.71)]),
    box(10, 20, 10.2, 20.3),
    Polygon([(0, 0), (0.4, 0), (0.4, 0.4), (0, 0.4)], [[(0.1, 0.1), (0.2, 0.1), (0.2, 0.2), (0.1, 0.2)]]),
    MultiPolygon([box(-180, -17, -179.8, -16.9), box(179.8, -17, 180, -16.9)]),
    None,
]


def some_events(count, *, seed):
    chance = random.Random(seed)  # noqa: S311  the same events in every run
    kinds = list(TYPES)[:4]
    made, documents = [], []
    for number in range(count):
        text = f"😀 sentence {number} “quoted” happened at a place"
        table = number % 3 == 0
        report = Document(
            f"d{number}", f"file{number % 5}.csv", {"text": text, "__proto__": "x", "n": str(number)},
            columns={"text": "text"} if table else {}, row=number if table else None, publisher="Wire",
            url="https://example.org",
        )  # fmt: skip
        start = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(milliseconds=chance.randrange(10**11))
        when = chance.choice(
            [
                When(None, None, None, "unknown"),
                When(None, start, None, "open", approximate=True),
                When(None, start, start + timedelta(hours=5), "time"),
            ]
        )
        places = []
        for role in chance.sample(get_args(Role), chance.randrange(4)):
            words = Span("text", text.index("a place"), len(text), "a place")
            places.append(
                (role, resolved(words, chance.choice(SHAPES), precision="near", error_m=chance.randrange(9000),
                                choice=chance.choice(["all", "any"]), name=f"Place {number}"))
            )  # fmt: skip
        made.append(
            event(f"e{number}", chance.choice(kinds), report, places, when=when, quote=Span("text", 0, len(text), text),
                  assertion=chance.choice(get_args(Assertion)), triggers=[Span("text", 2, 10, text[2:10])])
        )  # fmt: skip
        documents.append(report)
    return made, {report.id: report for report in documents}


def payload_of(events, documents):
    ground = Ground()
    with Payload(ground) as payload:
        for sheet in sheets.of_events(events, documents, partial(label, types=TYPES), ground):
            payload.add(sheet)
        return payload.end(styles(payload.numbers.kinds, TYPES), {"title": "t"}, empty_base())


@pytest.mark.parametrize(("count", "seed"), [(0, 1), (1, 2), (40, 3), (2049, 4)])
def test_columns_come_back_as_they_went_in(decoder, count, seed):
    events, documents = some_events(count, seed=seed)
    kinds = [layer.kind for layer in layers(events, TYPES)]
    found = decoder.evaluate(
        """async (payload) => { const s = await decode(payload);
             const plain = (x) => Array.from(x, (v) => (v === v ? v : null));
             const names = ["kind", "start", "end", "approximate", "assertion", "confidence", "first", "role", "shape",
                            "dimension", "precision", "radius", "lon", "lat", "any"];
             return {n: s.n, m: s.m, kinds: s.kinds.map((k) => k.id), named: s.base.named,
                     columns: Object.fromEntries(names.map((name) => [name, plain(s[name])])),
                     shapes: Array.from(s.shapes, (_, j) => s.geometry(j))}; }""",
        payload_of(events, documents),
    )
    columns = found["columns"]
    placements = [placement for e in events for placement in e.placements]
    assert (found["n"], found["m"], found["kinds"], found["named"]) == (count, len(placements), kinds, ["Korea"])
    assert columns["kind"] == [kinds.index(e.kind) for e in events]
    assert columns["start"] == [e.when.start and round(e.when.start.timestamp() * 1000) for e in events]
    assert columns["end"] == [e.when.end and round(e.when.end.timestamp() * 1000) for e in events]
    assert columns["assertion"] == [get_args(Assertion).index(e.assertion) for e in events]
    assert columns["first"] == np.cumsum([0, *(len(e.placements) for e in events)]).tolist()
    assert columns["role"] == [get_args(Role).index(p.role) for p in placements]
    assert columns["any"] == [p.resolution.choice == "any" for p in placements]
    for at, placement in enumerate(placements):
        expected = placement.resolution.shape and placement.resolution.shape.geometry
        number, dimension = columns["shape"][at], columns["dimension"][at]
        if expected is None:
            assert (number, dimension, columns["lon"][at]) == (-1, -1, None)
            continue
        assert columns["radius"][at] == placement.resolution.shape.error_m
        assert dimension == placement.resolution.shape.dimension
        if expected.geom_type == "Point":
            assert number == -1
            assert (columns["lon"][at], columns["lat"][at]) == (expected.x, expected.y)
        else:
            assert geometry.shape(found["shapes"][number]).equals(expected)
            assert expected.buffer(1e-6).intersects(Point(columns["lon"][at], columns["lat"][at]))


@pytest.mark.parametrize(("count", "seed"), [(1, 5), (40, 6), (2049, 7)])
def test_texts_come_back_with_marks_on_the_right_letters(decoder, count, seed):
    events, documents = some_events(count, seed=seed)
    found = decoder.evaluate("textsIn", payload_of(events, documents))
    assert [text["id"] for text in found] == [e.id for e in events]
    for text, given in zip(found, events, strict=True):
        report = documents[given.document_id]
        assert text["quote"] == given.evidence[0].text
        units = text["quote"].encode("utf-16-le")
        marked = {kind: units[2 * start : 2 * end].decode("utf-16-le") for start, end, kind in text["marks"]}
        assert marked["trigger"] == given.triggers[0].span.text
        if given.placements:
            assert marked["place"] == "a place"
        assert [(p["role"], p["words"], p["place"]) for p in text["placements"]] == [
            (p.role, "a place", p.resolution.name) for p in given.placements
        ]
        assert (text["source"], text["source_row"], text["url"]) == (report.source, report.row, report.url)
        columns = {key: value for key, value in report.fields.items() if key != "__proto__"} if report.columns else {}
        assert {key: value for key, value in text["src"].items() if key != "__proto__"} == columns


def test_clusters_come_back_as_numbers_and_the_titles_of_their_reports_with_them(decoder):
    events, documents = some_events(6, seed=10)
    clusters = ["b", None, "a", "b", None, "a"]
    events = [replace(e, cluster_id=cluster) for e, cluster in zip(events, clusters, strict=True)]
    documents = {key: replace(document, title=f"Title of {key}") for key, document in documents.items()}
    found = decoder.evaluate(
        """async (payload) => { const s = await decode(payload); const texts = await textsIn(payload);
             return [Array.from(s.cluster), texts.map((text) => text.doc_title)]; }""",
        payload_of(events, documents),
    )
    titles = [f"Title of {e.document_id}" if e.cluster_id else "" for e in events]
    assert found == [[0, -1, 1, 0, -1, 1], titles]
    alone = payload_of([replace(e, cluster_id=None) for e in events], documents)
    assert decoder.evaluate("async (payload) => (await decode(payload)).cluster === undefined", alone)


def test_a_text_of_a_large_page_is_read_alone(decoder):
    events, documents = some_events(5100, seed=8)
    found = decoder.evaluate(
        """async (payload) => { const s = await decode(payload); const t = await s.text(5000);
             return [s.ready_texts, s.reader.blocks.size, t.id, (await textsIn(payload)).length]; }""",
        payload_of(events, documents),
    )
    assert found == [None, 1, "e5000", 5100]


def test_a_payload_of_something_else_is_refused(decoder):
    with pytest.raises(Exception, match="no geoevents payload"):
        decoder.evaluate("decode('AAAAAAAAAAAA')")


def test_old_browsers_without_the_built_in_decode_the_same(decoder):
    events, documents = some_events(3, seed=9)
    payload = payload_of(events, documents)
    same = decoder.evaluate(
        """(payload) => { const own = Uint8Array.fromBase64; const fast = bytesOf(payload);
                          Uint8Array.fromBase64 = undefined;
                          const slow = bytesOf(payload); Uint8Array.fromBase64 = own;
                          return fast.length === slow.length && fast.every((b, i) => b === slow[i]); }""",
        payload,
    )
    assert same


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["a"], [1, 1, 0, 1]), (["b c"], [1, 0, 0, 1]), (["a", "d"], [0, 1, 0, 1]), (["c b"], [0, 0, 0, 0]),
        (["wire"], [1, 1, 1, 1]), (["wire", "z"], [0, 0, 1, 0]), ([], [0, 0, 0, 0]),
    ],
)  # fmt: skip
def test_a_word_is_found_in_every_event_that_has_it_and_in_no_other(decoder, words, found):
    """The search runs through one string per block: a hit belongs to the event that it lies in, never across two."""
    marked = decoder.evaluate(
        """([hays, words]) => { const starts = [0], found = new Uint8Array(hays.length);
             for (const hay of hays) starts.push(starts.at(-1) + hay.length + 1);
             return [...markIn({text: hays.join("\\n"), starts, shared: "wire"}, words, found)]; }""",
        [["a b c", "b a d", "z", "d a a b c"], words],
    )
    assert marked == found
