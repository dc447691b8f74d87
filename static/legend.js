// The legend is the layer tree: a box per type and per group, with what is shown of how many.

import {h} from "./dom.js";
import {WORDS, number} from "./words.js";
import {keySwatch, typeSwatch} from "./swatch.js";
import {ASSERTIONS, PRECISIONS} from "./payload.js";

/** Groups in legend order: [[group, [kind numbers that occur]], ...]. Pure. */
export function groupsOf(kinds, total) {
  const groups = new Map();
  kinds.forEach(({group}, k) => {
    if (total[k]) groups.set(group, [...(groups.get(group) ?? []), k]);
  });
  return [...groups];
}

/** A whole group goes on unless it is on; a part of it counts as off. Pure. */
export function toggled(off, kinds) {
  const next = new Set(off);
  const allOn = kinds.every((k) => !off.has(k));
  for (const k of kinds) allOn ? next.add(k) : next.delete(k);
  return next;
}

export function makeLegend(app) {
  const {el, store, state, total} = app;
  const groups = groupsOf(store.kinds, total);
  const present = groups.flatMap(([, kinds]) => kinds);
  const rows = [];

  const row = (kinds, name, picture) => {
    const box = h("input", {type: "checkbox", "aria-label": name});
    const count = h("span.number");
    const only = h("button.only", {type: "button", "aria-label": `${name}: ${WORDS.only}`}, WORDS.only);
    box.addEventListener("change", () => state.set({off: toggled(state.now.off, kinds)}));
    only.addEventListener("click", () => state.set({off: new Set(present.filter((k) => !kinds.includes(k)))}));
    const node = h(
      `div.legend-row${picture ? "" : ".group"}`,
      {},
      h("label", {}, box, picture, h("span.name", {}, name)),
      only,
      count,
    );
    rows.push({node, box, count, kinds});
    return node;
  };

  function build() {
    rows.length = 0;
    el.legend.replaceChildren(
      ...groups.flatMap(([group, kinds]) => [
        ...(kinds.length > 1 || groups.length > 3 ? [row(kinds, group)] : []),
        ...kinds.map((k) => row([k], store.kinds[k].label, typeSwatch(store.kinds[k], app.ink))),
      ]),
    );
  }

  function render() {
    const {off} = state.now;
    for (const {node, box, count, kinds} of rows) {
      const on = kinds.filter((k) => !off.has(k)).length;
      const [seen, all] = [app.shown.byKind, total].map((counts) => kinds.reduce((sum, k) => sum + counts[k], 0));
      box.checked = on === kinds.length;
      box.indeterminate = on > 0 && on < kinds.length;
      node.classList.toggle("off", !on || !seen);
      count.replaceChildren(h("b", {}, number(seen)), seen === all ? "" : ` / ${number(all)}`);
    }
    el.count.replaceChildren(
      h("span", {}, h("b", {}, number(app.shown.list.length)), WORDS.of(app.shown.list.length, number(store.n))),
      off.size
        ? h("button.text-button", {type: "button", onclick: () => state.set({off: new Set()})}, WORDS.allTypes)
        : "",
    );
  }
  return {build, render};
}

/** How to read it: only what the data in hand uses. */
export function renderKey({el, store, ink, plan}) {
  const said = new Set(),
    has = {flow: plan.flows.length > 0, point: false, any: false, all: false, country: false, radius: false};
  const country = PRECISIONS.indexOf("country");
  for (let i = 0; i < store.n; i++) said.add(ASSERTIONS[store.assertion[i]]);
  if (plan.flows.some(({claimed}) => claimed)) said.add("claimed");
  for (let p = 0; p < store.m; p++) {
    if (store.dimension[p] < 0) continue;
    if (store.precision[p] === country) has.country = true;
    else if (store.dimension[p] === 0) {
      has.point = true;
      has.radius ||= store.radius[p] > 500;
    } else if (store.any[p]) has.any = true;
    else has.all = true;
  }
  const sign = has.flow && store.n < 50 ? "flow" : "point";
  const words = WORDS.toRead;
  const items = [
    [words.reported, sign, {}, store.n > 0],
    [words.somewhere, "area", {}, has.any],
    [words.warned, sign, {assertion: "warned"}, said.has("warned")],
    [WORDS.assertions.planned[0], sign, {assertion: "planned"}, said.has("planned")],
    [words.all, "area", {firm: true}, has.all],
    [words.claimed, sign, {assertion: "claimed"}, said.has("claimed")],
    [words.country, "country", {}, has.country],
    [words.denied, sign, {assertion: "denied"}, said.has("denied")],
    [WORDS.assertions.negated[0], sign, {assertion: "negated"}, said.has("negated")],
    [words.several, "several", {}, store.n > 40],
    [words.radius, "radius", {}, has.radius],
  ];
  el.key.replaceChildren(
    ...items.filter((item) => item[3]).map(([name, what, how]) => h("li", {}, keySwatch(what, ink, how), name)),
  );
  el.key.parentElement.hidden = !el.key.children.length;
}
