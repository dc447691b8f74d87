// Search as you type, over titles, places, sentences and sources.

import {h, marked} from "./dom.js";
import {WORDS, number} from "./words.js";
import {haystack, needles} from "./texts.js";
import {typeSwatch} from "./swatch.js";
import {assertionOf} from "./plan.js";

const SHOWN = 6;
const FEW = 10;
const NEAR = 8; // letters before a match that are shown at least
const FOLLOW_AFTER = 450; // milliseconds: the hand rests

function matchTexts(hays, query) {
  const words = needles(query);
  return Uint8Array.from(hays, (hay) => (words.every((word) => hay.includes(word)) ? 1 : 0));
}

export function makeSearch(app) {
  const {el, store, state} = app;
  let active = 0,
    found = [],
    following = 0,
    answer = {text: "", mask: null}, // the last one; it stays in force while the next is looked for
    asked = "",
    away = null; // where the map was before it followed a search, and where that led it
  const hays = app.texts?.map(haystack);
  const isKnown = () => answer.text === state.now.text.trim();

  /** Which events the text in force matches: a mask, or null for all. */
  function matches() {
    const text = state.now.text.trim();
    if (!text) answer = {text, mask: null};
    else if (hays) answer = {text, mask: matchTexts(hays, text)};
    else if (!isKnown()) ask(text);
    return answer.mask;
  }

  /** Large pages are searched in another thread; what is asked last counts. */
  async function ask(text) {
    if (asked === text) return;
    asked = text;
    const mask = await store.find(text).finally(() => asked === text && (asked = ""));
    if (!mask || state.now.text.trim() !== text) return;
    answer = {text, mask};
    app.refresh();
  }

  async function render() {
    const {text} = state.now;
    const open = text.trim() && el.search === app.root.ownerDocument.activeElement;
    el.results.hidden = !open;
    if (!open) return;
    if (!isKnown()) {
      el.results.replaceChildren(h("p.no-result", {}, WORDS.searching));
      return;
    }
    const first = [...app.shown.list.subarray(0, SHOWN)];
    const texts = await app.textsOf(first);
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
      from = at > NEAR ? text.quote.lastIndexOf(" ", at - NEAR) + 1 : 0; // the match must not be cut off at the end of the line
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
    if (!text.trim() || !isKnown() || view !== "map" || selected >= 0) return;
    if (!hits.length || app.shown.list.length >= FEW || hits.some(app.inView() ?? (() => true))) return;
    away ??= {from: app.camera.at()};
    app.camera.all(hits, {asHome: false});
    away.to = app.camera.at();
  }

  /** Once nothing is looked for, the map returns to where it was, unless the reader has moved it since. */
  state.listen((changed) => {
    if (!changed.has("text") || state.now.text.trim() || !away) return;
    const {from, to} = away;
    away = null;
    if (app.camera.at().every((value, k) => Math.abs(value - to[k]) < 1e-3)) app.camera.jump(from);
  });

  el.search.addEventListener("input", () => {
    active = 0;
    clearTimeout(following);
    following = setTimeout(follow, FOLLOW_AFTER);
    state.set({text: el.search.value});
  });
  el.search.addEventListener("focus", () => {
    if (!hays) store.find(""); // whoever is about to search a large page need not wait for its texts then
    render();
  });
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
