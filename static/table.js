// The table of what is shown: the same words as the card, and the way in for whoever cannot use the map.

import {h} from "./dom.js";
import {ROLES} from "./texts.js";
import {WORDS, number} from "./words.js";
import {typeSwatch} from "./swatch.js";
import {assertionOf} from "./plan.js";

const PAGE = 200;
const MOST_SORTED = 5000;
const TELLING = [
  "impact",
  "target",
  "site",
  "area",
  "line_crossed",
  "launch",
  "destination",
  "route",
  "claimed_destination",
  "origin",
];

const BEGINS = new Set(["origin", "launch"]);

/** The placement that says most about where: not where it began, if there is another. Pure. */
export function tellingPlacement(roles) {
  let best = -1,
    rank = Infinity;
  roles.forEach((role, k) => {
    const here = TELLING.indexOf(role);
    if (here >= 0 && here < rank) [best, rank] = [k, here];
  });
  return best;
}

export function makeTable(app) {
  const {el, store, state} = app;
  let limit = PAGE,
    turn = 0;

  const said = (i) => WORDS.assertions[assertionOf(store, i)][0];
  /** The place that says most; of what went from one place to another, both. */
  const where = (i, text) => {
    const roles = [];
    for (let p = store.first[i]; p < store.first[i + 1]; p++) roles.push(ROLES[store.role[p]]);
    const telling = text.placements?.[tellingPlacement(roles)] ?? {place: "", precision: text.reason};
    const from = app.plan.flowing[i] ? text.placements?.[roles.findIndex((role) => BEGINS.has(role))] : null;
    return from && from !== telling ? {...telling, place: `${from.place} → ${telling.place}`} : telling;
  };
  const time = (i) =>
    store.start[i] === store.start[i] ? store.start[i] : store.end[i] === store.end[i] ? store.end[i] : Infinity;
  const KEYS = {
    what: (i, text) => text.title,
    where: (i, text) => `${app.plan.placed[i] ? 1 : 0}${where(i, text).place}`,
    many: (i, text) => text.quantity,
    who: (i, text) => text.who,
    said,
  };

  /** In the wanted order; a data set that is not held as text is sorted by time alone. */
  async function ordered() {
    const [column, way] = state.now.sort;
    const list = [...app.shown.list];
    if (column === "when" || list.length > MOST_SORTED)
      return list.sort((a, b) => (time(a) === time(b) ? a - b : way * (time(a) - time(b))));
    const keys = new Map();
    for (const i of list) keys.set(i, KEYS[column](i, await app.textOf(i)));
    return list.sort((a, b) => way * keys.get(a).localeCompare(keys.get(b)) || a - b);
  }

  function heads() {
    const [column, way] = state.now.sort;
    return Object.entries(WORDS.columnsOf).map(([id, name]) => {
      const button = h(
        "button",
        {type: "button", onclick: () => state.set({sort: [id, id === column ? -way : 1]})},
        name,
        id === column ? (way > 0 ? " ↑" : " ↓") : "",
      );
      return h(
        "th",
        {scope: "col", ...(id === column ? {"aria-sort": way > 0 ? "ascending" : "descending"} : {})},
        button,
      );
    });
  }

  function row(i, text) {
    const place = where(i, text);
    const node = h(
      "tr",
      {tabIndex: 0, onclick: () => app.open(i, {from: node})},
      h(
        "td.what",
        {},
        h(
          "div",
          {},
          typeSwatch(store.kinds[store.kind[i]], app.ink, assertionOf(store, i)),
          h("span", {dir: "auto"}, text.title),
        ),
      ),
      h("td", {dir: "auto"}, text.when),
      h(
        "td",
        {dir: "auto"},
        place.place || WORDS.notOnMap,
        h("small", {}, app.plan.placed[i] ? place.precision : text.reason || place.precision),
      ),
      h("td", {dir: "auto", "data-name": WORDS.many}, text.quantity),
      h("td", {dir: "auto", "data-name": WORDS.who}, text.who),
      h("td", {}, said(i)),
    );
    if (i === state.now.selected) node.setAttribute("aria-current", "true");
    node.addEventListener("keydown", (e) => {
      if (e.key !== "Enter") return;
      e.stopPropagation();
      app.open(i, {from: node});
    });
    return node;
  }

  async function render() {
    const mine = ++turn;
    const printing = el.page.classList.contains("printing");
    const open = state.now.view === "table" || printing;
    el.table.hidden = !open;
    el.page.dataset.view = state.now.view;
    el.toMap.setAttribute("aria-pressed", String(state.now.view === "map"));
    el.toTable.setAttribute("aria-pressed", String(state.now.view === "table"));
    if (!open) {
      limit = PAGE;
      return;
    }
    const order = await ordered();
    const first = order.slice(0, limit);
    const texts = await app.textsOf(first);
    if (mine !== turn) return;
    const scroll = el.table.scrollTop;
    const rest = order.length - first.length;
    const more = rest > 0 ? h("button.button.more", {type: "button"}, WORDS.more(number(Math.min(PAGE, rest)))) : null;
    more?.addEventListener("click", () => {
      limit += PAGE;
      render();
    });
    el.table.replaceChildren(
      h(
        "table",
        {},
        h("caption", {}, WORDS.caption(number(order.length))),
        h("thead", {}, h("tr", {}, ...heads())),
        h("tbody", {}, ...first.map((i, k) => row(i, texts[k]))),
      ),
      ...(more ? [more] : []),
    );
    el.table.scrollTop = scroll;
  }
  return {render};
}
