// One state: types x time x text x view x selection. It tells its listeners of every change, and travels in the hash.

import {ASSERTIONS} from "./payload.js";
import {LEVELS} from "./filter.js";

const DAY = 864e5;

/** Events are numbers here, -1 for none; `span` null means all time; `here` is a group that the card walks through. */
export function makeState(first = {}) {
  const state = {
    off: new Set(),
    unsaid: new Set(), // assertions that are hidden
    unknown: new Set(), // levels of knowing the place that are hidden
    sure: 0, // least confidence in percent
    text: "",
    span: null,
    view: "map",
    selected: -1,
    hovered: -1,
    focused: -1,
    here: null,
    sort: ["when", 1],
    ...first,
  };
  const listeners = [];
  return {
    now: state,
    /** Changes some of it and tells everybody what changed. */
    set(change) {
      const before = {...state};
      Object.assign(state, change);
      const changed = new Set(Object.keys(change).filter((key) => state[key] !== before[key]));
      if (changed.size) for (const listen of listeners) listen(changed, before);
    },
    listen(listener) {
      listeners.push(listener);
    },
  };
}

/** A moment as short as it can be: 2022-11-02 or 2022-11-02T14:30 (UTC). */
export function momentText(time) {
  const text = new Date(time).toISOString();
  return time % DAY ? text.slice(0, 16) : text.slice(0, 10);
}

export function momentOf(text) {
  const time = /^-?\d{4,6}-\d\d-\d\d(T\d\d:\d\d)?$/.test(text ?? "")
    ? Date.parse(text.length > 10 ? `${text}Z` : `${text}T00:00Z`)
    : NaN;
  return Number.isNaN(time) ? null : time;
}

/** {off: [ids], unsaid: [ids], unknown: [ids], sure, embed, q, from, to, event, view, at: [lat, lon, zoom]} -> "off=a,b&q=..."; what is as at the start is left out. */
export function encodeHash({
  off = [],
  unsaid = [],
  unknown = [],
  sure = 0,
  embed = false,
  q = "",
  from = null,
  to = null,
  event = null,
  view = "map",
  at = null,
  theme = null,
}) {
  const parts = [];
  const add = (name, value) =>
    parts.push(
      `${name}=${encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%2F", "/")}`,
    );
  if (embed) parts.push("embed");
  if (off.length) add("off", off.join(","));
  if (unsaid.length) add("unsaid", unsaid.join(","));
  if (unknown.length) add("unknown", unknown.join(","));
  if (sure) add("sure", sure);
  if (q) add("q", q);
  if (from !== null && to !== null) {
    add("from", momentText(from));
    add("to", momentText(to));
  }
  if (event !== null && event !== "") add("event", event);
  if (view !== "map") add("view", view);
  if (at) add("at", `${at[0].toFixed(4)}/${at[1].toFixed(4)}/${at[2].toFixed(2)}`);
  if (theme) add("theme", theme);
  return parts.join("&");
}

/** The reverse, for anything that a hash may hold: what cannot be read is left out. */
export function decodeHash(hash) {
  const values = new Map();
  for (const part of hash.replace(/^#/, "").split("&")) {
    const cut = part.indexOf("=");
    if (part === "embed") values.set("embed", "");
    if (cut < 1) continue;
    try {
      values.set(part.slice(0, cut), decodeURIComponent(part.slice(cut + 1).replaceAll("+", " ")));
    } catch {
      // a hash that was cut in the middle of a character
    }
  }
  const at = (values.get("at") ?? "").split("/").map(Number);
  const from = momentOf(values.get("from")),
    to = momentOf(values.get("to"));
  const timed = from !== null && to !== null && from < to;
  const list = (name) => (values.get(name) ?? "").split(",").filter(Boolean);
  const sure = Number(values.get("sure") ?? 0);
  return {
    off: list("off"),
    unsaid: list("unsaid"),
    unknown: list("unknown"),
    sure: sure > 0 && sure <= 100 ? sure : 0,
    embed: values.has("embed"),
    q: values.get("q") ?? "",
    from: timed ? from : null,
    to: timed ? to : null,
    event: values.get("event") ?? null,
    view: values.get("view") === "table" ? "table" : "map",
    at: at.length === 3 && at.every(Number.isFinite) && values.has("at") ? at : null,
    theme: ["light", "dark"].includes(values.get("theme")) ? values.get("theme") : null,
  };
}

const numbersOf = (names, list) => new Set(names.map((name) => list.indexOf(name)).filter((k) => k >= 0));

/** The state as a hash and back, bound to a store. Only one map of a page may own the address. */
export function bindAddress({state, store, camera, idOf, indexOf, owns}) {
  let kept = "",
    following = false;
  const read = () => {
    const {now} = state;
    return encodeHash({
      off: [...now.off].map((k) => store.kinds[k].id),
      unsaid: [...now.unsaid].map((k) => ASSERTIONS[k]),
      unknown: [...now.unknown].map((k) => LEVELS[k]),
      sure: now.sure,
      embed: Boolean(now.embed),
      q: now.text,
      from: now.span?.[0] ?? null,
      to: now.span?.[1] ?? null,
      event: now.selected >= 0 ? idOf(now.selected) : null,
      view: now.view,
      at: camera.moved() ? camera.at() : null,
    });
  };
  const write = (push) => {
    if (!owns) return;
    const hash = read();
    if (hash === kept) return;
    kept = hash;
    try {
      const address = hash ? `#${hash}` : location.pathname + location.search;
      history[push && !following ? "pushState" : "replaceState"](null, "", address);
    } catch {
      // pages inside a notebook have no history of their own
    }
  };
  const stateOf = (hash) => {
    const said = decodeHash(hash);
    const ids = new Map(store.kinds.map(({id}, k) => [id, k]));
    return {
      off: new Set(said.off.map((id) => ids.get(id)).filter((k) => k !== undefined)),
      unsaid: numbersOf(said.unsaid, ASSERTIONS),
      unknown: numbersOf(said.unknown, LEVELS),
      sure: said.sure,
      embed: said.embed,
      text: said.q,
      span: said.from === null ? null : [said.from, said.to],
      selected: said.event === null ? -1 : indexOf(said.event),
      view: said.view,
      at: said.at,
      theme: said.theme,
    };
  };
  return {
    write,
    stateOf,
    link: () => `${location.href.split("#")[0]}#${read()}`,
    /** Calls back with a new state when the reader goes back, forward, or edits the address. */
    follow(apply) {
      if (!owns) return;
      addEventListener("popstate", () => {
        kept = location.hash.replace(/^#/, "");
        following = true;
        apply(stateOf(location.hash));
        following = false;
      });
    },
  };
}
