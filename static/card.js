// The card of one event: what, when, how many, who says so, where and how that was found, and the sentence itself.

import {h, link, webAddress} from "./dom.js";
import {ASSERTIONS, PRECISIONS} from "./payload.js";
import {ROLES} from "./texts.js";
import {WORDS, number} from "./words.js";
import {alsoTold, reportOf} from "./alike.js";
import {keySwatch, typeSwatch} from "./swatch.js";
import {assertionOf, hueOf} from "./plan.js";
import {citationOf, collection, copyFrom, featuresOf} from "./take.js";

/** The sentence, word for word, cut where its places, verb, numbers and dates begin and end. Overlaps: the earlier and longer wins. Pure. */
export function cutsOf(quote, marks) {
  const cuts = [];
  const sorted = [...(marks ?? [])]
    .filter(([from, to]) => from >= 0 && to <= quote.length && from < to)
    .sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let at = 0;
  for (const [from, to, kind] of sorted) {
    if (from < at) continue;
    if (from > at) cuts.push([quote.slice(at, from), null]);
    cuts.push([quote.slice(from, to), kind]);
    at = to;
  }
  if (at < quote.length) cuts.push([quote.slice(at), null]);
  return cuts;
}

const NEAR = 2;
const MOST_ALIKE = 12;

/** Events next to one in time, of a list: those that end before it begins, those that overlap it, those that follow. Pure. */
export function neighborsOf({start, end}, list, i) {
  const from = start[i] === start[i] ? start[i] : end[i],
    to = end[i] === end[i] ? end[i] : start[i];
  const before = [],
    same = [],
    after = [];
  if (from !== from) return {before, same, after};
  const take = (found, k, far) => {
    let at = found.length;
    while (at && found[at - 1][1] > far) at--;
    if (at < NEAR) found.splice(at, 0, [k, far]);
    if (found.length > NEAR) found.pop();
  };
  for (const k of list) {
    const a = start[k] === start[k] ? start[k] : end[k],
      b = end[k] === end[k] ? end[k] : start[k];
    if (k === i || a !== a) continue;
    if (b <= from && a < from) take(before, k, from - b);
    else if (a >= to && b > to) take(after, k, a - to);
    else take(same, k, Math.abs(a - from) + Math.abs(b - to));
  }
  const numbers = (found) => found.map(([k]) => k);
  return {before: numbers(before).reverse(), same: numbers(same), after: numbers(after)};
}

const MARKS = new Set(["place", "trigger", "quantity", "time"]);

export function makeCard(app) {
  const {el, store, state, plan} = app;
  let turn = 0,
    showing = -1;

  async function render() {
    const {selected: i} = state.now;
    const mine = ++turn;
    el.page.classList.toggle("with-card", i >= 0);
    if (i < 0) {
      el.card.hidden = true;
      showing = -1;
      return;
    }
    const text = app.texts?.[i] ?? (await app.textOf(i));
    if (mine !== turn) return;
    el.card.hidden = false;
    el.card.style.setProperty("--hue", hueOf(store, app.ink, i).line);
    const isNew = showing !== i;
    const scroll = isNew ? 0 : el.card.scrollTop;
    showing = i;
    el.card.setAttribute("aria-label", text.title);
    el.card.replaceChildren(header(i, text), body(i, text), footer(i, text));
    el.card.scrollTop = scroll;
    if (isNew && app.wantsFocus) el.card.focus({preventScroll: true});
  }

  function header(i, text) {
    const {here} = state.now;
    const walk = here ?? app.shown.list;
    const at = walk.indexOf(i);
    const step = (by) => () => app.open(walk[(at + by + walk.length) % walk.length] ?? i, {here});
    const position =
      at < 0 ? WORDS.hiddenNow : (here ? WORDS.here : WORDS.position)(number(at + 1), number(walk.length));
    const button = (sign, label, act, disabled = false) =>
      h("button.icon-button", {type: "button", "aria-label": label, title: label, onclick: act, disabled}, sign);
    const kind = store.kinds[store.kind[i]];
    return h(
      "header",
      {},
      h(
        "div.kind",
        {},
        typeSwatch(kind, app.ink, assertionOf(store, i)),
        h("span", {}, kind.label),
        h(
          "span.steps",
          {},
          button("‹", WORDS.previous, step(-1), walk.length < 2),
          h("span", {}, position),
          button("›", WORDS.next, step(1), walk.length < 2),
          button("✕", WORDS.close, () => app.close()),
        ),
      ),
      h("h2", {dir: "auto"}, text.title),
    );
  }

  function body(i, text) {
    const assertion = assertionOf(store, i);
    const [name, meaning] = WORDS.assertions[assertion];
    const note = text.assertion_note || meaning;
    return h(
      "div.body",
      {},
      assertion === "reported"
        ? null
        : h(
            "p.banner",
            {},
            typeSwatch(store.kinds[store.kind[i]], app.ink, assertion),
            h("span", {dir: "auto"}, h("b", {}, name), note.startsWith(name) ? note.slice(name.length) : `. ${note}`),
          ),
      ...sentence(text),
      text.note ? h("p.note", {dir: "auto"}, text.note) : null,
      facts(text),
      ...(text.placements ?? []).map((said, k) => placement(i, store.first[i] + k, said, text)),
      text.reason && !(text.placements ?? []).length
        ? h("section.placement", {}, h("p.role", {}, WORDS.notOnMap), h("p.precision", {dir: "auto"}, text.reason))
        : null,
      alike(i),
      columns(text),
      neighbors(i),
    );
  }

  /** The same event in other reports, each with a way to its own card and to its source. */
  function alike(i) {
    const others = alsoTold(store, i);
    if (!others.length) return null;
    return listOf(WORDS.alsoTold(others.length), others.slice(0, MOST_ALIKE), (k, text) => ({
      words: reportOf(text) || text.title,
      small: text.title,
      url: text.url,
    }));
  }

  /** Those that happened just before and after, of what is shown: filled in once their words are there. */
  function neighbors(i) {
    const told = new Set(alsoTold(store, i)); // the same event again is none that is near it
    const {before, same, after} = neighborsOf(store, app.shown.list.filter((k) => !told.has(k)), i);
    const rows = [
      ...before.map((k) => [WORDS.before, k]),
      ...same.map((k) => [WORDS.sameTime, k]),
      ...after.map((k) => [WORDS.after, k]),
    ];
    if (!rows.length) return null;
    const when = new Map(rows.map(([words, k]) => [k, words]));
    return listOf(WORDS.neighbors, [...when.keys()], (k, text) => ({
      words: text.title,
      small: `${when.get(k)} · ${text.when_short || text.when}`,
    }));
  }

  /** A section of other events to go to; its rows come once their texts are there. `say`: {words, small, url?} of one. */
  function listOf(title, events, say) {
    const list = h("ul");
    app.textsOf(events).then((texts) =>
      list.replaceChildren(
        ...events.map((k, at) => {
          const {words, small, url} = say(k, texts[at]);
          return h(
            "li",
            {},
            h(
              "button.neighbor",
              {type: "button", onclick: () => app.open(k)},
              typeSwatch(store.kinds[store.kind[k]], app.ink, assertionOf(store, k)),
              h("span", {dir: "auto"}, words, h("small", {}, small)),
            ),
            webAddress(url ?? "") ? link(url, WORDS.source) : null,
          );
        }),
      ),
    );
    return h("section.placement.neighbors", {}, h("p.role", {}, title), list);
  }

  function sentence(text) {
    if (!text.quote) return [];
    const cuts = cutsOf(text.quote, text.marks);
    const kinds = new Set(cuts.map(([, kind]) => kind));
    const nodes = cuts.map(([words, kind]) => (MARKS.has(kind) ? h(`mark.${kind}`, {}, words) : words));
    const key = [
      kinds.has("place") && h("span.place", {}, WORDS.place),
      kinds.has("trigger") && h("span.trigger", {}, WORDS.trigger),
      (kinds.has("quantity") || kinds.has("time")) && h("span.other", {}, WORDS.other),
    ].filter(Boolean);
    return [
      h("blockquote", {dir: "auto"}, "“", ...nodes, "”"),
      key.length ? h("p.mark-key", {}, ...key) : h("p.mark-key"),
    ];
  }

  function facts(text) {
    const source = [text.publisher, text.source, text.source_row ? WORDS.row(text.source_row) : ""].filter(Boolean);
    const rows = [
      [WORDS.when, text.when],
      [WORDS.many, text.quantity],
      [WORDS.who, text.who, source],
    ].filter(([, value]) => value);
    if (text.url) rows.push([WORDS.source, link(text.url, text.url)]);
    return h(
      "dl.facts",
      {},
      ...rows.flatMap(([term, value, small]) => [
        h("dt", {}, term),
        h("dd", {dir: "auto"}, value, small?.length ? h("small", {}, ...apart(small)) : null),
      ]),
    );
  }

  /** "A, B, C", each in its own direction: an Arabic name beside a path of a file would turn its slashes around. */
  const apart = (parts) => parts.flatMap((part, k) => [k ? ", " : "", h("bdi", {}, part)]);

  function placement(i, p, said, text) {
    const role = ROLES[store.role[p]] ?? said.role;
    const placed = store.dimension[p] >= 0;
    const why = said.why ?? [];
    return h(
      "section.placement",
      {},
      h("p.role", {}, WORDS.roles[role] ?? role, placed ? picture(i, p, role) : null),
      h("p.where", {dir: "auto"}, said.place || WORDS.notOnMap),
      h("p.precision", {dir: "auto"}, placed ? said.precision : said.reason || text.reason || said.precision),
      said.words && said.words !== said.place ? h("p.written", {dir: "auto"}, WORDS.written(said.words)) : null,
      why.length
        ? h(
            "details",
            {open: text.placements.length === 1},
            h("summary", {}, WORDS.found),
            h("ol", {}, ...why.map((step) => h("li", {dir: "auto"}, step))),
            said.ids ? h("p.ids", {}, Array.isArray(said.ids) ? said.ids.join(" · ") : said.ids) : null,
          )
        : null,
    );
  }

  function picture(i, p, role) {
    const hue = hueOf(store, app.ink, i);
    const assertion = role === "claimed_destination" ? "claimed" : assertionOf(store, i);
    const firm = !store.any[p];
    if (plan.flows.some((flow) => flow.placements.includes(p))) return keySwatch("flow", app.ink, {hue, assertion});
    if (PRECISIONS[store.precision[p]] === "country") return keySwatch("country", app.ink, {hue});
    if (store.dimension[p] === 2 || PRECISIONS[store.precision[p]] === "coast")
      return keySwatch("area", app.ink, {hue, firm});
    if (store.dimension[p] === 1) return keySwatch("line", app.ink, {hue, firm});
    return keySwatch("point", app.ink, {
      hue,
      assertion: ASSERTIONS[store.assertion[i]],
      symbol: store.kinds[store.kind[i]].symbol,
    });
  }

  /** Columns of the original table that the event does not use otherwise, as they stand there. */
  function columns(text) {
    const entries = Object.entries(text.src ?? {}).filter(([, value]) => value !== "" && value !== null);
    if (!entries.length) return null;
    const rows = entries
      .slice(0, 60)
      .flatMap(([name, value]) => [h("dt", {dir: "auto"}, name), h("dd", {dir: "auto"}, String(value))]);
    return h(
      "section.placement",
      {},
      h("details", {}, h("summary", {}, WORDS.columns), h("dl.facts.columns", {}, ...rows)),
    );
  }

  function footer(i, text) {
    const button = (words, made) => {
      const node = h("button.text-button", {type: "button"}, words);
      node.addEventListener("click", () => copyFrom(node, words, made()));
      return node;
    };
    return h(
      "footer",
      {},
      button(WORDS.copyLink, () => app.address.link()),
      button(WORDS.copyGeojson, () => JSON.stringify(collection(featuresOf(store, i, text)), null, 1)),
      button(WORDS.copyCitation, () => citationOf(text, store.meta)),
    );
  }
  return {render};
}
