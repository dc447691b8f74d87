// What stands on the time axis: ticks; one bar with words per event while they are few; stacked bars when they are many.

import {svg} from "./dom.js";
import {WORDS, dayText} from "./words.js";
import {isHollow} from "./marks.js";
import {assertionOf, hueOf} from "./plan.js";

const HOUR = 36e5;
const DAY = 864e5;
export const LANES = 40;

/** Steps of an axis: [months, milliseconds]; the first that leaves room for its labels is taken. */
const STEPS = [
  [0, HOUR],
  [0, 3 * HOUR],
  [0, 6 * HOUR],
  [0, 12 * HOUR],
  [0, DAY],
  [0, 2 * DAY],
  [0, 7 * DAY],
  [0, 14 * DAY],
  [1, 0],
  [3, 0],
  [6, 0],
  [12, 0],
  [24, 0],
  [60, 0],
  [120, 0],
  [240, 0],
  [600, 0],
  [1200, 0],
];

/** Ticks of a stretch of time that is `width` pixels long: [{time, label, strong}]. Pure. */
export function ticksOf(from, to, width, room = 58) {
  const perPixel = (to - from) / Math.max(1, width);
  // Where two months begin, months are the calmer axis.
  const calm = to - from > 55 * DAY ? STEPS.filter(([m]) => m) : STEPS;
  const [months, length] = calm.find(([m, ms]) => (m ? m * 30.4 * DAY : ms) / perPixel >= room) ?? STEPS.at(-1);
  const ticks = [];
  if (months) {
    const first = new Date(from);
    const start = Math.floor((first.getUTCFullYear() * 12 + first.getUTCMonth()) / months) * months;
    for (let m = start; ticks.length < 200; m += months) {
      const time = Date.UTC(Math.floor(m / 12), ((m % 12) + 12) % 12, 1);
      if (time > to) break;
      if (time < from) continue;
      const january = m % 12 === 0;
      const year = String(Math.floor(m / 12));
      const month = WORDS.months[((m % 12) + 12) % 12];
      ticks.push({
        time,
        label: months >= 12 ? year : january || !ticks.length ? `${month} ${year}` : month,
        strong: january && months < 12,
      });
    }
  } else {
    for (let time = Math.ceil(from / length) * length; time <= to && ticks.length < 200; time += length) {
      const clock = new Date(time).toISOString().slice(11, 16);
      const isDay = time % DAY === 0;
      ticks.push({time, label: isDay ? dayText(time, !ticks.length) : clock, strong: isDay && length < DAY});
    }
  }
  return ticks;
}

export function renderTicks({from, to}, x, axis, width) {
  let free = -Infinity;
  return ticksOf(from, to, width).flatMap(({time, label, strong}) => {
    const at = x(time);
    const line = svg("line", {class: "tick", x1: at, x2: at, y1: axis, y2: axis + (strong ? 6 : 4)});
    if (at + 4 < free || at + label.length * 6 > width) return [line];
    free = at + 10 + label.length * 6.2;
    const text = svg("text", {x: at + 4, y: axis + 14, class: strong ? "year" : ""});
    text.textContent = label;
    return [line, text];
  });
}

/** Lanes without overlap: for each bar {from, to, room} in order of start, the lowest free lane. Pure. */
export function placeLanes(bars, width) {
  const lanes = [];
  for (const bar of bars) {
    bar.before = bar.to + bar.room > width - 8 && bar.from - bar.room > 8;
    const [left, right] = bar.before ? [bar.from - bar.room, bar.to] : [bar.from, bar.to + bar.room];
    let lane = lanes.findIndex((until) => until < left - 3);
    if (lane < 0) lane = lanes.length;
    lanes[lane] = right;
    bar.lane = lane;
  }
  return lanes.length;
}

/** How high the axis must be for the words of all events, in pixels: the number of lanes decides. */
export function lanesNeeded(app, whole, width) {
  const events = Array.from({length: app.store.n}, (_, i) => i).filter(
    (i) => app.store.start[i] === app.store.start[i] || app.store.end[i] === app.store.end[i],
  );
  const x = (time) => 8 + ((time - whole.from) / (whole.to - whole.from)) * (width - 16);
  return placeLanes(barsOf(app, events, {whole, x, width, phone: false}), width);
}

/** One bar per event, as long as its date is vague, soft where an end is not known, hollow or dotted as on the map. */
export function renderLanes(app, events, {whole, x, axis, width, phone, inside}) {
  const {ink} = app;
  const most = Math.floor(axis / 9);
  let bars = barsOf(app, events, {whole, x, width, phone});
  let lanes = placeLanes(bars, width);
  if (lanes > most) {
    bars = barsOf(app, events, {whole, x, width, phone: true});
    lanes = placeLanes(bars, width);
  }
  const step = Math.min(13, (axis - 3) / Math.max(1, lanes)),
    thick = Math.max(1.5, Math.min(7, step - 3));
  const defs = svg("defs");
  return [
    defs,
    ...bars.map((bar) =>
      renderBar(app, bar, {defs, y: axis - 3 - thick - bar.lane * step, thick, inside: inside(bar.i), ink}),
    ),
  ];
}

/** Bars in order of their start: {i, words, from, to, room} in pixels; an open end gets an eighth of the axis. */
function barsOf({store, texts}, events, {whole, x, width, phone}) {
  const open = (whole.to - whole.from) * 0.12;
  const from = (i) => (store.start[i] === store.start[i] ? store.start[i] : store.end[i] - open);
  return [...events]
    .sort((a, b) => from(a) - from(b))
    .map((i) => {
      const words = phone ? "" : (texts?.[i]?.short ?? "");
      const end = store.end[i] === store.end[i] ? store.end[i] : from(i) + open;
      const left = Math.max(8, x(from(i)));
      return {
        i,
        words,
        from: left,
        to: Math.max(Math.min(width - 8, x(end)), left + 7),
        room: words ? words.length * 5.7 + 8 : 0,
      };
    });
}

function renderBar(app, {i, from, to, words, before}, {defs, y, thick, inside, ink}) {
  const {store, state} = app;
  const color = inside ? hueOf(store, ink, i).fill : ink.barOff,
    assertion = assertionOf(store, i),
    hollow = isHollow(assertion);
  const softStart = store.start[i] !== store.start[i] || store.approximate[i],
    softEnd = store.end[i] !== store.end[i] || store.approximate[i];
  const id = `${app.name}-fade-${i}`;
  const stops = [
    [0, softStart ? 0.1 : 1],
    [0.5, 1],
    [1, softEnd ? 0.1 : 1],
  ];
  defs.append(
    svg(
      "linearGradient",
      {id, gradientUnits: "userSpaceOnUse", x1: from, x2: to},
      ...stops.map(([offset, opacity]) => svg("stop", {offset, "stop-color": color, "stop-opacity": opacity})),
    ),
  );
  const paint = softStart || softEnd ? `url(#${id})` : color;
  const bar = svg("rect", {
    x: from,
    y,
    width: to - from,
    height: thick,
    rx: Math.min(2.5, thick / 2),
    fill: hollow ? "transparent" : paint,
    stroke: hollow ? paint : "none",
    "stroke-width": 1.75,
    ...(assertion === "denied" || assertion === "negated" ? {"stroke-dasharray": "1.75 2.25"} : {}),
  });
  const label = svg("text", {
    x: before ? from - 6 : to + 6,
    y: y + thick - 0.5,
    "text-anchor": before ? "end" : "start",
  });
  label.textContent = words;
  const title = svg("title");
  title.textContent = app.texts?.[i]?.title ?? "";
  const reach = svg("rect", {x: from - 2, y: y - 3, width: to - from + 4, height: thick + 6, fill: "transparent"});
  const chosen = i === state.now.selected || i === state.now.hovered;
  const group = svg(
    "g",
    {class: `lane${inside ? "" : " outside"}${chosen ? " chosen" : ""}`, "data-event": i},
    reach,
    bar,
    label,
    title,
  );
  group.addEventListener("click", () => app.open(i));
  group.addEventListener("pointerenter", () => state.set({hovered: i}));
  group.addEventListener("pointerleave", () => state.set({hovered: -1}));
  return group;
}

const BINS = [HOUR, 3 * HOUR, 6 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY, 91 * DAY, 182 * DAY, 365.25 * DAY];

/** Width of a bar in time: the finest that leaves about eight pixels to each. Pure. */
export function binLength(from, to, width) {
  const least = (to - from) / Math.max(10, width / 8);
  return BINS.find((length) => length >= least) ?? Math.ceil(least / BINS.at(-1)) * BINS.at(-1);
}

const NO_BIN = 65535;
let binned = {}; // the last answer of binsOf: the axis seldom changes, what is counted does

/** The bin of each event on an axis; of one without a date NO_BIN. Worked out once per axis. */
function binsOf(store, {from, length, bins}) {
  if (binned.store === store && binned.from === from && binned.length === length && binned.bins === bins) return binned.of;
  const {n, start, end} = store,
    of = new Uint16Array(n);
  for (let i = 0; i < n; i++) {
    const time = start[i] === start[i] ? start[i] : end[i];
    of[i] = time === time ? Math.min(bins - 1, Math.max(0, Math.floor((time - from) / length))) : NO_BIN;
  }
  binned = {store, from, length, bins, of};
  return of;
}

/** Counts by bin and kind of those that `takes` lets through, whatever the time. Pure. */
export function countBins(store, {takes, from, length, bins}) {
  const {n, kind, kinds} = store,
    binOf = binsOf(store, {from, length, bins}),
    counts = new Uint32Array(bins * kinds.length);
  for (let i = 0; i < n; i++) if (binOf[i] !== NO_BIN && takes(i)) counts[binOf[i] * kinds.length + kind[i]]++;
  return counts;
}

/** Stacked bars in the colors of the legend; outside the chosen span the same bars in grey. */
export function renderBars(app, {whole, x, axis, width, left, right}) {
  const {store, ink} = app;
  const {timeless} = app.shown;
  const isSeen = app.inView();
  const takes = isSeen ? (i) => timeless[i] && isSeen(i) : (i) => timeless[i];
  const length = binLength(whole.from, whole.to, width),
    bins = Math.ceil((whole.to - whole.from) / length),
    kinds = store.kinds.length;
  const counts = countBins(store, {takes, from: whole.from, length, bins});
  let most = 1;
  for (let b = 0; b < bins; b++)
    most = Math.max(
      most,
      counts.subarray(b * kinds, (b + 1) * kinds).reduce((a, c) => a + c, 0),
    );
  const unit = (axis - 6) / most,
    paths = Array.from({length: kinds}, () => []),
    all = [];
  for (let b = 0; b < bins; b++) {
    const from = x(whole.from + b * length) + 0.75,
      wide = Math.max(1, x(whole.from + (b + 1) * length) - from - 0.25);
    let y = axis;
    for (let k = 0; k < kinds; k++) {
      const count = counts[b * kinds + k];
      if (!count) continue;
      const tall = count * unit;
      const piece = `M${from.toFixed(1)} ${(y - tall).toFixed(1)}h${wide.toFixed(1)}v${tall.toFixed(1)}h${(-wide).toFixed(1)}z`;
      paths[k].push(piece);
      all.push(piece);
      y -= tall;
    }
  }
  const id = `${app.name}-inside`;
  const clip = svg("clipPath", {id}, svg("rect", {x: left, y: 0, width: Math.max(0, right - left), height: axis}));
  return [
    svg("defs", {}, clip),
    svg("path", {d: all.join(""), fill: ink.barOff}),
    svg(
      "g",
      {"clip-path": `url(#${id})`},
      ...paths.flatMap((pieces, k) =>
        pieces.length
          ? [svg("path", {d: pieces.join(""), fill: (ink.hues[store.kinds[k].hue] ?? ink.hues.slate).fill})]
          : [],
      ),
    ),
  ];
}
