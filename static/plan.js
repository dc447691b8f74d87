// What of each event can stand on the map, worked out once from the columns: anchors, flows, lines, areas. Big data sets
// stay columns; objects are made only for shapes and flows, which many events share.

import {ASSERTIONS, PRECISIONS} from "./payload.js";
import {ROLES} from "./texts.js";
import {anchorOf, greatCircle, mercatorX, mercatorY, narrowestWindow, worldShape} from "./geometry.js";

const at = (list, names) => new Set(names.map((name) => list.indexOf(name)));
const FROM = at(ROLES, ["origin", "launch"]);
const TO = at(ROLES, ["destination", "claimed_destination", "impact", "target"]);
const CLAIMED = ROLES.indexOf("claimed_destination");
const COUNTRY = PRECISIONS.indexOf("country");
const WIDE = at(PRECISIONS, ["country", "region", "admin1", "water"]);
/** Which placement carries the symbol: where it happened first, where it began or was bound for after that. */
const MAIN = [
  "impact",
  "target",
  "site",
  "area",
  "line_crossed",
  "launch",
  "route",
  "destination",
  "origin",
  "claimed_destination",
];
const RANK = ROLES.map((role) => MAIN.indexOf(role));
const FEW = 2000;
const SLICES = 2048; // of the globe: gaps between events are found among so many
const FEW_FLOWS = 300;
const MOST_COMPUTED = 400;

// What stands for an event: nothing, a point, a point on a line that may be drawn itself, or the ring of a country.
export const POINT = 1;
export const ON_LINE = 2;
export const WHOLE = 3;

export function makePlan(store) {
  const {n} = store;
  const plan = {
    x: new Float64Array(n).fill(NaN),
    y: new Float64Array(n).fill(NaN),
    main: new Int32Array(n).fill(-1),
    mark: new Uint8Array(n),
    whole: new Uint8Array(n),
    placed: new Uint8Array(n),
    flowing: new Uint8Array(n),
    lineOf: new Int32Array(n).fill(-1),
    flows: [],
    lines: [],
    areas: [],
    eventOf: new Uint32Array(store.m),
    countries: [], // events of which only the country is known, by the place of its label
    shape: keptShapes(store),
    sides: new Map(), // on which side of a coast its sea lies, once it has been found out
  };
  plan.anchor = keptAnchors(store, plan);
  const groups = {flows: new Map(), ends: new Map(), lines: new Map(), areas: new Map(), countries: new Map()};
  for (let i = 0; i < n; i++) isPlain(store, i) ? planPoint(store, plan, i) : planEvent(store, plan, groups, i);
  return plan;
}

/** One point and nothing else, as most rows of a table are: these need no lists. */
function isPlain({first, dimension, precision}, i) {
  const p = first[i];
  return first[i + 1] === p + 1 && dimension[p] === 0 && precision[p] !== COUNTRY;
}

function planPoint({first, lon, lat}, plan, i) {
  const p = first[i];
  plan.eventOf[p] = i;
  plan.placed[i] = 1;
  plan.main[i] = p;
  plan.mark[i] = POINT;
  plan.x[i] = mercatorX(lon[p]);
  plan.y[i] = mercatorY(lat[p]);
}

/** The events of a group (flow, line, area, country) that a mask shows, each once. Worked out once per mask. */
export function shownIn(group, mask) {
  if (group.maskedBy !== mask) {
    let last = -1;
    group.shown = group.events.filter((i) => mask[i] && i !== last && ((last = i), true));
    group.maskedBy = mask;
  }
  return group.shown;
}

function keptShapes(store) {
  const kept = new Map();
  return (j) => {
    if (!kept.has(j)) kept.set(j, worldShape(store.geometry(j)));
    return kept.get(j);
  };
}

/** World coordinates of a placement's anchor. Countries and points use the columns; for shapes the anchor is computed while they are few. */
function keptAnchors(store, plan) {
  const kept = new Map();
  return (p) => {
    const j = store.shape[p];
    const column = Number.isFinite(store.lon[p]) ? [mercatorX(store.lon[p]), mercatorY(store.lat[p])] : null;
    if (column && (store.precision[p] === COUNTRY || store.dimension[p] === 0)) return column;
    if (j < 0) return column;
    if (column && kept.size >= MOST_COMPUTED && !kept.has(j)) return column;
    if (!kept.has(j)) kept.set(j, plan.shape(j).kind === "none" ? column : anchorOf(plan.shape(j)));
    return kept.get(j);
  };
}

function planEvent(store, plan, groups, i) {
  const from = [],
    to = [];
  let main = -1;
  for (let p = store.first[i]; p < store.first[i + 1]; p++) {
    plan.eventOf[p] = i;
    if (store.dimension[p] < 0) continue;
    plan.placed[i] = 1;
    if (FROM.has(store.role[p])) from.push(p);
    else if (TO.has(store.role[p])) to.push(p);
    if (main < 0 || RANK[store.role[p]] < RANK[store.role[main]]) main = p;
  }
  if (main < 0) return;
  const flowing = from.length > 0 && to.length > 0;
  plan.flowing[i] = flowing ? 1 : 0;
  for (let p = store.first[i]; p < store.first[i + 1]; p++) planShape(store, plan, groups, i, p, flowing);
  if (flowing) for (const a of from) for (const b of to) addFlow(store, plan, groups, i, a, b);
  if (flowing && store.kinds[store.kind[i]].flow) return; // the arrow is the symbol
  const place = flowing ? from[0] : main;
  const anchor = plan.anchor(place);
  if (!anchor) return;
  plan.main[i] = place;
  [plan.x[i], plan.y[i]] = anchor;
  plan.mark[i] = plan.lineOf[i] >= 0 && store.dimension[place] === 1 ? ON_LINE : POINT;
  if (store.precision[place] !== COUNTRY) return;
  plan.whole[i] = 1;
  plan.mark[i] = WHOLE;
  const key = spotOf(anchor);
  if (!groups.countries.has(key)) {
    groups.countries.set(key, plan.countries.length);
    plan.countries.push({x: anchor[0], y: anchor[1], events: []});
  }
  plan.countries[groups.countries.get(key)].events.push(i);
}

function planShape(store, plan, groups, i, p, flowing) {
  const j = store.shape[p],
    dimension = store.dimension[p];
  if (j < 0 || dimension < 1) return;
  const [map, list] = dimension === 1 ? [groups.lines, plan.lines] : [groups.areas, plan.areas];
  if (!map.has(j)) {
    map.set(j, list.length);
    list.push({shape: j, events: [], placements: [], isEnd: false, index: list.length});
  }
  const group = list[map.get(j)];
  group.events.push(i);
  group.placements.push(p);
  if (flowing && (FROM.has(store.role[p]) || TO.has(store.role[p]))) group.isEnd = true;
  if (dimension === 1 && plan.lineOf[i] < 0) plan.lineOf[i] = group.index;
}

/** A number for a place on the ground, the same for places less than a few meters apart. */
const spotOf = ([x, y]) => Math.round(x * 4e6) * 2 ** 23 + Math.round(y * 4e6);

function endOf(groups, anchor) {
  const spot = spotOf(anchor);
  if (!groups.ends.has(spot)) groups.ends.set(spot, groups.ends.size);
  return groups.ends.get(spot);
}

function addFlow(store, plan, groups, i, a, b) {
  const ends = [plan.anchor(a), plan.anchor(b)];
  if (!ends[0] || !ends[1]) return;
  const claimed = store.role[b] === CLAIMED;
  const key = (endOf(groups, ends[0]) * 2 ** 24 + endOf(groups, ends[1])) * 2 + Number(claimed);
  if (!groups.flows.has(key)) {
    groups.flows.set(key, plan.flows.length);
    plan.flows.push({
      from: a,
      to: b,
      claimed,
      events: [],
      placements: [],
      line: null,
      wide: [WIDE.has(store.precision[a]), WIDE.has(store.precision[b])],
    });
  }
  const flow = plan.flows[groups.flows.get(key)];
  flow.events.push(i);
  flow.placements.push(b);
}

function boxOf(line) {
  let [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let k = 0; k < line.length; k += 2) {
    west = Math.min(west, line[k]);
    east = Math.max(east, line[k]);
    north = Math.min(north, line[k + 1]);
    south = Math.max(south, line[k + 1]);
  }
  return {west, east, north, south};
}

/** The great circle of a flow in world coordinates, made when first needed, with its box. */
export function flowLineOf(plan, flow) {
  if (!flow.line) {
    const degrees = (p) => {
      const [x, y] = plan.anchor(p);
      return [x * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI];
    };
    flow.line = greatCircle(degrees(flow.from), degrees(flow.to), plan.flows.length > FEW_FLOWS ? 48 : 160);
    flow.box = boxOf(flow.line);
  }
  return flow.line;
}

export const assertionOf = (store, i) => ASSERTIONS[store.assertion[i]] ?? "reported";
export const hueOf = (store, ink, i) => ink.hues[store.kinds[store.kind[i]].hue] ?? ink.hues.slate;
export const symbolOf = (store, i) => store.kinds[store.kind[i]].symbol;

/** World boxes [west, north, east, south] of what an event puts on the map; whole countries count as their anchor. */
export function boxesOf(store, plan, i, few = true) {
  const boxes = [];
  for (let p = store.first[i]; p < store.first[i + 1]; p++) {
    const j = store.shape[p];
    if (store.dimension[p] < 0) continue;
    const anchor = plan.anchor(p);
    if (anchor) boxes.push([anchor[0], anchor[1], anchor[0], anchor[1]]);
    if (!few || j < 0 || store.dimension[p] === 0) continue;
    const isCountry = store.precision[p] === COUNTRY;
    if (isCountry && plan.flowing[i]) continue;
    const {west, north, east, south} = plan.shape(j);
    if (east - west < (isCountry ? 0.06 : 0.4)) boxes.push([west, north, east, south]);
  }
  return boxes;
}

/** The world box around the given events, [west, north, east, south], or null: the narrowest, also across the antimeridian. */
export function boundsOf(store, plan, events) {
  return events.length <= FEW ? boundsOfFew(store, plan, events) : boundsOfMany(plan, events);
}

function boundsOfFew(store, plan, events) {
  const chosen = new Set(events);
  const columns = [];
  let north = Infinity,
    south = -Infinity;
  const take = ([west, top, east, bottom]) => {
    columns.push([west, east]);
    north = Math.min(north, top);
    south = Math.max(south, bottom);
  };
  for (const i of events) boxesOf(store, plan, i).forEach(take);
  for (const flow of plan.flows.slice(0, FEW)) {
    if (!flow.events.some((i) => chosen.has(i))) continue;
    const line = flowLineOf(plan, flow);
    for (let k = 0; k < line.length; k += 8) take([line[k], line[k + 1], line[k], line[k + 1]]);
    take([Math.min(line[0], line.at(-2)), line[1], Math.max(line[0], line.at(-2)), line.at(-1)]);
  }
  const span = narrowestWindow(columns);
  return span && [span[0], north, span[1], south];
}

/** Of a crowd the marks and the ends of the arrows count; how far north these bow is worth no smaller map. */
function boundsOfMany(plan, events) {
  const west = new Float64Array(SLICES).fill(Infinity),
    east = new Float64Array(SLICES).fill(-Infinity);
  let north = Infinity,
    south = -Infinity;
  const take = (x, y) => {
    if (x !== x) return;
    const at = x - Math.floor(x),
      slice = Math.min(SLICES - 1, Math.floor(at * SLICES));
    if (at < west[slice]) west[slice] = at;
    if (at > east[slice]) east[slice] = at;
    if (y < north) north = y;
    if (y > south) south = y;
  };
  for (let k = 0; k < events.length; k++) take(plan.x[events[k]], plan.y[events[k]]);
  for (const flow of plan.flows.slice(0, FEW)) for (const p of [flow.from, flow.to]) take(...plan.anchor(p));
  const span = narrowestWindow(Array.from(west, (from, k) => [from, east[k]]).filter(([from]) => from < Infinity));
  return span && [span[0], north, span[1], south];
}
