// Which events are shown: a pass over typed arrays per change, fast enough for a million.

import {PRECISIONS} from "./payload.js";

const NONE = new Set();

/** The stretch of time that the dated events cover, a little wider: {from, to, first, last} or null. */
export function wholeTime({n, start, end}) {
  let first = Infinity,
    last = -Infinity;
  for (let i = 0; i < n; i++) {
    if (start[i] < first) first = start[i];
    if (end[i] < first) first = end[i];
    if (end[i] > last) last = end[i];
    if (start[i] > last) last = start[i];
  }
  if (first > last) return null;
  const day = 864e5;
  const byDay = last - first > 3 * day || (first % day === 0 && last % day === 0);
  const pad = Math.max(byDay ? 2 * day : 36e5, (last - first) * (byDay ? 0.02 : 0.15));
  const unit = byDay ? day : 36e5;
  return {from: Math.floor((first - pad) / unit) * unit, to: Math.ceil((last + pad) / unit) * unit, first, last};
}

/** An event without a date cannot fall outside a span of time: it stays until time is chosen, and then is counted apart. */
export function inTime(start, end, span) {
  if (!span) return true;
  if (start !== start && end !== end) return false;
  return !(start >= span[1]) && !(end <= span[0]);
}

/** How well the place of an event is known, the best first; `none`: it is not on the map. */
export const LEVELS = ["point", "part", "country", "none"];
const LEVEL = PRECISIONS.map((name) => (name === "exact" || name === "near" ? 0 : name === "country" ? 2 : 1));

const kept = new WeakMap();
/** The level of each event: that of its best known place. Worked out once. */
export function levelsOf(store) {
  if (!kept.has(store)) {
    const levels = new Uint8Array(store.n).fill(LEVELS.length - 1);
    for (let i = 0; i < store.n; i++)
      for (let p = store.first[i]; p < store.first[i + 1]; p++)
        if (store.dimension[p] >= 0) levels[i] = Math.min(levels[i], LEVEL[store.precision[p]] ?? 1);
    kept.set(store, levels);
  }
  return kept.get(store);
}

/** A table of yes and no from a set of small numbers: one look instead of a question per event. */
function tableOf(set, size) {
  const table = new Uint8Array(size);
  for (const k of set) table[k] = 1;
  return table;
}

/**
 * @returns {mask, list, byKind, undated, textOnly, timeless}: who is shown, as a mask and in order; counts by kind; how many
 *   undated ones pass the other filters; how many match the text but not the others; who passes all filters but time.
 */
export function showEvents(store, {off, span, unsaid = NONE, unknown = NONE, sure = 0}, matches) {
  const {n, kind, start, end, kinds, assertion, confidence} = store;
  const levels = unknown.size ? levelsOf(store) : null;
  const mask = new Uint8Array(n),
    timeless = new Uint8Array(n),
    list = new Uint32Array(n),
    byKind = new Uint32Array(kinds.length);
  const isOff = tableOf(off, kinds.length),
    isUnsaid = tableOf(unsaid, 256),
    isUnknown = tableOf(unknown, LEVELS.length);
  const [from, until] = span ?? [-Infinity, Infinity];
  let count = 0,
    undated = 0,
    textOnly = 0;
  for (let i = 0; i < n; i++) {
    if (matches && !matches[i]) continue;
    textOnly++;
    const k = kind[i];
    if (isOff[k] || isUnsaid[assertion[i]] || confidence[i] < sure || (levels && isUnknown[levels[i]])) continue;
    timeless[i] = 1;
    const s = start[i],
      e = end[i];
    if (s !== s && e !== e) {
      undated++;
      if (span) continue;
    } else if (s >= until || e <= from) continue;
    mask[i] = 1;
    list[count++] = i;
    byKind[k]++;
  }
  return {mask, list: list.subarray(0, count), byKind, undated, textOnly, timeless};
}

export function countKinds({n, kind, kinds}) {
  const total = new Uint32Array(kinds.length);
  for (let i = 0; i < n; i++) total[kind[i]]++;
  return total;
}
