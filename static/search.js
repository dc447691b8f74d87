// Search as you type, over titles, places, sentences and sources.

import {h, marked} from "./dom.js";
import {WORDS, number} from "./words.js";
import {haystack, matchTexts, needles} from "./filter.js";
import {typeSwatch} from "./swatch.js";
import {assertionOf} from "./plan.js";

const SHOWN = 6;
const FEW = 10;
const FOLLOW_AFTER = 450; // milliseconds: the hand rests

export function makeSearch(app) {
  const {el, store, state} = app;
  let haystacks = null,
    reading = null,
    active = 0,
    found = [],
    following = 0;

  /** Which events the text in force matches: a mask, or null for all. Big data sets are read on the first search. */
  function matches() {
    const {text} = state.now;
    if (!text.trim()) return null;
    if (!haystacks && app.texts) haystacks = app.texts.map(haystack);
    if (!haystacks) {
      reading ??= store.texts().then((texts) => {
        haystacks = texts.map(haystack);
        app.refresh();
      });
      return null;
    }
    return matchTexts(haystacks, text);
  }

  async function render() {
    const {text} = state.now;
    const open = text.trim() && el.search === app.root.ownerDocument.activeElement;
    el.results.hidden = !open;
    if (!open) return;
    if (!haystacks) {
      el.results.replaceChildren(h("p.no-result", {}, WORDS.searching));
      return;
    }
    const first = [...app.shown.list.subarray(0, SHOWN)];
    const texts = await Promise.all(first.map((i) => app.textOf(i)));
    if (state.now.text !== text) return;
    found = first;
    active = Math.min(active, Math.max(0, first.length - 1));
    const word = needles(text)[0] ?? "";
    el.results.replaceChildren(...(first.length ? first.map((i, k) => result(i, texts[k], word, k)) : [none()]));
  }

  /** Matches that time or types hide are said: an empty list would be a lie. */
  function none() {
    const hidden = app.shown.textOnly;
    return h("p.no-result", {}, WORDS.noResult, hidden ? ` ${WORDS.noResultNow(number(hidden))}.` : "");
  }

  function result(i, text, word, k) {
    const at = text.quote.toLowerCase().indexOf(word),
      from = Math.max(0, at - 22);
    const said = at >= 0 ? `${from ? "…" : ""}${text.quote.slice(from, from + 90)}` : text.who;
    const context = store.n > 40 && text.when_short ? `${text.when_short} · ${said}` : said;
    return h(
      `button.result${k === active ? ".active" : ""}`,
      {type: "button", onmousedown: (e) => e.preventDefault(), onclick: () => app.open(i)},
      typeSwatch(store.kinds[store.kind[i]], app.ink, assertionOf(store, i)),
      h("span", {dir: "auto"}, ...marked(text.title, word), h("small", {}, ...marked(context, word))),
    );
  }

  /** The map goes to the few that are found, if it shows none of them. */
  function follow() {
    const {text, view, selected} = state.now;
    const hits = [...app.shown.list.subarray(0, FEW)].filter((i) => app.plan.placed[i]);
    if (!text.trim() || !haystacks || view !== "map" || selected >= 0) return;
    if (!hits.length || app.shown.list.length >= FEW || hits.some(app.inView() ?? (() => true))) return;
    app.camera.all(hits, {asHome: false});
  }

  el.search.addEventListener("input", () => {
    active = 0;
    clearTimeout(following);
    following = setTimeout(follow, FOLLOW_AFTER);
    state.set({text: el.search.value});
  });
  el.search.addEventListener("focus", render);
  // The list goes when the field is left, but not from under a finger: what lies below must not move between press and release.
  let pressed = false;
  app.root.addEventListener("pointerdown", () => (pressed = true), true);
  addEventListener("pointerup", () => {
    if (pressed) setTimeout(render);
    pressed = false;
  });
  el.search.addEventListener("blur", () => pressed || render());
  el.search.addEventListener("keydown", (e) => {
    if (e.key === "Enter" && found.length && !el.results.hidden) app.open(found[active] ?? found[0]);
    else if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      active = (active + (e.key === "ArrowDown" ? 1 : -1) + Math.max(1, found.length)) % Math.max(1, found.length);
      e.preventDefault();
      render();
    } else if (e.key === "Escape" && state.now.text) {
      e.stopPropagation();
      el.search.value = "";
      state.set({text: ""});
    }
  });
  return {matches, render};
}
