// The keyboard, and the list of what it does.

import {h} from "./dom.js";
import {WORDS} from "./words.js";
import {languages} from "./names.js";

/** Single letters can be switched off (WCAG 2.1.4): people who speak to their computer would press them by accident. */
export function makeKeys(app) {
  const {el, state, root} = app;
  let letters = true;

  function step(by) {
    const {list} = app.shown;
    let at = list.indexOf(state.now.focused);
    for (let k = 0; k < list.length; k++) {
      at = at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length;
      if (app.plan.placed[list[at]]) break;
    }
    if (!list.length) return;
    if (state.now.selected >= 0) app.open(list[at]);
    else app.focusOn(list[at]);
  }

  const onLetter = {
    "/": () => {
      el.search.focus();
      el.search.select();
    },
    n: () => step(1),
    p: () => step(-1),
    t: () => state.set({view: state.now.view === "map" ? "table" : "map"}),
    d: () => app.toggleTheme(),
    0: () => app.showAll(),
    "[": () => app.fold(),
    "?": () => showHelp(),
  };

  function showHelp() {
    const box = h("input", {type: "checkbox", checked: letters, onchange: () => (letters = box.checked)});
    el.help.replaceChildren(
      h("h2", {}, WORDS.keys),
      h(
        "dl",
        {},
        ...WORDS.help.flatMap(([keys, what]) => [
          h("dt", {}, ...keys.split("  ").flatMap((key) => [h("kbd", {}, key), " "])),
          h("dd", {}, what),
        ]),
      ),
      h("label.switch", {}, box, WORDS.letterKeys),
      h("label.names", {}, WORDS.placeNames, namesChoice()),
      h("button.button", {type: "button", onclick: () => el.help.close()}, WORDS.close),
    );
    el.help.showModal();
  }

  function namesChoice() {
    const now = app.base.language.split("-")[0];
    const options = languages().map(([code, name]) => h("option", {value: code, selected: code === now, dir: "auto"}, name));
    const choice = h("select", {onchange: () => app.setNames(choice.value)}, ...options);
    return choice;
  }

  function onKey(e) {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || el.help.open) return;
    const typing = e.target.matches?.("input[type=search], input[type=text], textarea, select, [contenteditable]");
    if (e.key === "Escape") {
      if (typing) e.target.blur();
      else if (state.now.selected >= 0) app.close();
      return;
    }
    if (typing) return;
    if (
      e.key === "Enter" &&
      state.now.focused >= 0 &&
      (document.activeElement === el.map || document.activeElement === document.body)
    ) {
      app.open(state.now.focused);
      return;
    }
    const act = onLetter[e.key.length === 1 ? e.key.toLowerCase() : ""];
    if (!act || !letters) return;
    e.preventDefault();
    act();
  }

  root.addEventListener("keydown", onKey);
  // With nothing focused, the keys go to the map that was used last.
  document.addEventListener("keydown", (e) => {
    if (
      !root.contains(e.target) &&
      (e.target === document.body || e.target === document.documentElement) &&
      app.isLastUsed()
    )
      onKey(e);
  });
  el.keys.addEventListener("click", showHelp);
  return {step, showHelp};
}
