// When nothing matches: the filters in force, each with a button that lifts it.

import {h} from "./dom.js";
import {WORDS, number} from "./words.js";
import {isFiltered, lifted} from "./filters.js";

export function renderEmpty({el, store, state, shown}) {
  const empty = shown.list.length === 0;
  el.empty.hidden = !empty;
  if (!empty) return;
  const {text, span, off} = state.now;
  const ways = [
    text && [WORDS.clear(text), {text: ""}],
    span && [WORDS.allTime, {span: null}],
    off.size && [WORDS.allTypes, {off: new Set()}],
    isFiltered(state.now) && [WORDS.liftFilters, lifted()],
  ].filter(Boolean);
  el.empty.replaceChildren(
    h("h2", {}, store.n ? WORDS.emptyTitle : WORDS.emptyNoneTitle),
    h("p", {}, store.n ? WORDS.emptyAll(number(store.n)) : WORDS.emptyNone),
    h(
      "div",
      {},
      ...ways.map(([name, change]) => h("button.button", {type: "button", onclick: () => state.set(change)}, name)),
    ),
  );
}
