// What is not on the map is said, with the reason; and what went wrong while reading.

import {h} from "./dom.js";
import {WORDS, number} from "./words.js";
import {typeSwatch} from "./swatch.js";
import {assertionOf} from "./plan.js";

const FEW = 3;

export function makeShelf(app) {
  const {el, store, state, plan} = app;
  let turn = 0;

  async function render() {
    const mine = ++turn;
    const {list} = app.shown;
    const lost = [];
    let count = 0;
    for (let k = 0; k < list.length; k++) if (!plan.placed[list[k]] && ++count <= FEW) lost.push(list[k]);
    el.shelf.hidden = !count;
    if (!count) return;
    const texts = await app.textsOf(lost);
    if (mine !== turn) return;
    const item = (i, text) =>
      h(
        "button.shelf-item",
        {type: "button", onclick: () => app.open(i), "aria-current": String(i === state.now.selected)},
        typeSwatch(store.kinds[store.kind[i]], app.ink, assertionOf(store, i)),
        h("span", {dir: "auto"}, text.title, h("small", {}, text.reason)),
      );
    el.shelf.replaceChildren(
      h("h2", {}, `${WORDS.notOnMap}  `, h("b", {}, number(count))),
      ...lost.map((i, k) => item(i, texts[k])),
      count > FEW
        ? h(
            "button.text-button",
            {type: "button", onclick: () => state.set({view: "table", sort: ["where", 1]})},
            WORDS.allInTable(number(count)),
          )
        : "",
    );
  }

  function renderProblems() {
    const problems = store.meta.problems ?? [];
    el.problems.hidden = !problems.length;
    if (!problems.length) return;
    el.problems.replaceChildren(
      h(
        "details",
        {},
        h("summary", {}, WORDS.problems(problems.length)),
        h("ul", {}, ...problems.slice(0, 50).map((text) => h("li", {dir: "auto"}, text))),
      ),
    );
  }
  return {render, renderProblems};
}
