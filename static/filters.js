// Filters beside the types: how it is said, how well the place is known, how sure the reading is. Only what the data
// in hand tell apart is offered.

import {h} from "./dom.js";
import {ASSERTIONS} from "./payload.js";
import {WORDS, number} from "./words.js";
import {LEVELS, levelsOf} from "./filter.js";

/** What can be chosen: [[name of the state, word, [[value, label, count], ...]], ...]; a choice of one is none. Pure. */
export function choicesOf(store) {
  const said = new Uint32Array(ASSERTIONS.length),
    known = new Uint32Array(LEVELS.length),
    levels = levelsOf(store);
  for (let i = 0; i < store.n; i++) {
    said[store.assertion[i]]++;
    known[levels[i]]++;
  }
  const present = (counts, label) =>
    Array.from(counts, (count, value) => [value, label(value), count]).filter(([, , count]) => count);
  return [
    ["unsaid", WORDS.saidAs, present(said, (value) => WORDS.assertions[ASSERTIONS[value]][0])],
    ["unknown", WORDS.placeKnown, present(known, (value) => WORDS.levels[LEVELS[value]])],
  ].filter(([, , values]) => values.length > 1);
}

export function makeFilters(app) {
  const {el, store, state} = app;
  const groups = choicesOf(store);
  const sureness = new Set(store.confidence);
  const boxes = [];
  let range = null;

  const group = ([name, words, values]) =>
    h(
      "fieldset",
      {},
      h("legend", {}, words),
      ...values.map(([value, label, count]) => {
        const box = h("input", {type: "checkbox"});
        box.addEventListener("change", () => {
          const next = new Set(state.now[name]);
          box.checked ? next.delete(value) : next.add(value);
          state.set({[name]: next});
        });
        boxes.push({box, name, value});
        return h("label", {}, box, h("span", {}, label), h("span.number", {}, number(count)));
      }),
    );

  function sure() {
    range = h("input", {type: "range", min: 0, max: 100, step: 5, value: 0, "aria-label": WORDS.sure});
    const said = h("output");
    const show = () => {
      said.textContent = WORDS.sureAtLeast(Number(range.value));
      range.setAttribute("aria-valuetext", said.textContent);
    };
    range.addEventListener("input", () => {
      show();
      state.set({sure: Number(range.value)});
    });
    range.show = show;
    show();
    return h("fieldset", {}, h("legend", {}, WORDS.sure), h("label.sure", {}, range, said));
  }

  const reset = h("button.text-button", {type: "button", onclick: () => state.set(lifted())}, WORDS.liftFilters);
  const summary = h("summary", {}, WORDS.moreFilters);
  const details = h("details", {}, summary);
  el.filters.hidden = !groups.length && sureness.size < 2;
  if (!el.filters.hidden) {
    details.append(...groups.map(group), ...(sureness.size > 1 ? [sure()] : []), reset);
    el.filters.replaceChildren(details);
  }

  function render() {
    const {now} = state;
    for (const {box, name, value} of boxes) box.checked = !now[name].has(value);
    if (range && Number(range.value) !== now.sure) range.value = String(now.sure);
    range?.show();
    const inForce = isFiltered(now);
    reset.hidden = !inForce;
    summary.textContent = inForce ? WORDS.filtersInForce : WORDS.moreFilters;
    if (inForce) details.open = true;
  }
  return {render};
}

export const isFiltered = ({unsaid, unknown, sure}) => unsaid.size > 0 || unknown.size > 0 || sure > 0;
export const lifted = () => ({unsaid: new Set(), unknown: new Set(), sure: 0});
