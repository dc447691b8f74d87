// Flows of one frame: which run beside each other, where their ends stand, and the words that go with them.

import {PRECISIONS} from "./payload.js";
import {WORDS} from "./words.js";
import {groupedBy, holds, onceFor} from "./lists.js";
import {assertionOf, flowLineOf, hueOf, shownIn} from "./plan.js";
import {bowedLine, densified, paintFlow, paintGlyphs, planTextAlong} from "./flows.js";
import {strengthOf} from "./coasts.js";
import {isBarred} from "./marks.js";
import {turnOf} from "./view.js";

const COUNTRY = PRECISIONS.indexOf("country");
const ORDER = {reported: 0, warned: 1, planned: 2, hypothetical: 3, claimed: 4, denied: 5, negated: 6};
const SEPARATE = 4;
const MOST_FLOWS = 40; // in a view
const CROWD = 12; // arrows; where there are more they are slim
const LEAST_FLOW = 36; // pixels: a shorter arrow is hardly seen, and the names of its ends would stand for nothing

/**
 * The flows in sight. Those with the same two ends bow apart: the reported one runs straight, the others either side. In
 * a full map only the strongest are drawn; `model.arrows` says how many of how many.
 */
export function planFlows(view, model) {
  const {plan, mask, roomy} = model;
  const parts = [];
  for (const flow of plan.flows) {
    const events = shownIn(flow, mask);
    if (!events.length) continue;
    const line = flowLineOf(plan, flow);
    if (crosses(view, flow.box)) parts.push(...partsOf(model, flow, events).map((part) => ({...part, flow, line})));
  }
  const bundles = new Map();
  for (const part of strongest(parts, model)) {
    const {line} = part;
    const key = [line[0], line[1], line.at(-2), line.at(-1)].map((value) => value.toFixed(5)).join();
    if (!bundles.has(key)) bundles.set(key, []);
    bundles.get(key).push(part);
  }
  return [...bundles.values()].flatMap((bundle) => {
    bundle.sort((p, q) => ORDER[p.assertion] - ORDER[q.assertion]);
    return bundle.map((part, k) => {
      const lane = k === 0 ? 0 : (k % 2 ? 1 : -1) * Math.ceil(k / 2);
      const middle = (part.line[0] + part.line.at(-2)) / 2;
      const shift = turnOf(view, middle) * view.size - view.originX;
      const trim = part.flow.wide[0] || part.flow.wide[1] ? (lane ? 17 : 11) : 4;
      const points = bowedLine(
        part.line,
        (x, y) => [x * view.size + shift, y * view.size - view.originY],
        lane * (roomy ? 27 : 9),
        trim,
      );
      const ends = [0, part.line.length - 2].map((at) => [
        part.line[at] * view.size + shift,
        part.line[at + 1] * view.size - view.originY,
      ]);
      return {...part, lane, points, ends};
    });
  });
}

/** Nobody reads thousands of arrows: those that stand for the most events stay, and the one that is asked for. */
function strongest(parts, model) {
  model.arrows = {drawn: Math.min(parts.length, MOST_FLOWS), all: parts.length};
  if (parts.length <= MOST_FLOWS) return parts;
  const asked = ({events}) => holds(events, model.selected) || holds(events, model.hovered);
  const ranked = parts.map((part) => [part, part.events.length + (asked(part) ? 1e9 : 0)]);
  const chosen = new Set(ranked.sort((a, b) => b[1] - a[1]).slice(0, MOST_FLOWS).map(([part]) => part));
  return parts.filter((part) => chosen.has(part));
}

/** Few events keep their own arrows; in a full map those with the same ends and the same assertion become one, wider. */
function partsOf({store, sparse}, flow, events) {
  const said = (i) => (flow.claimed ? "claimed" : assertionOf(store, i));
  if (sparse && events.length <= SEPARATE) return events.map((i) => ({events: [i], assertion: said(i)}));
  const keyOf = flow.claimed ? () => 0 : (i) => store.assertion[i];
  return bySaying(events, keyOf).map((members) => ({events: members, assertion: said(members[0])}));
}

const bySaying = onceFor((events, keyOf) => [...groupedBy(events, keyOf).values()]);

function crosses(view, {west, east, north, south}) {
  const shift = turnOf(view, (west + east) / 2) * view.size - view.originX;
  return (
    east * view.size + shift > -60 &&
    west * view.size + shift < view.width + 60 &&
    south * view.size - view.originY > -60 &&
    north * view.size - view.originY < view.height + 60
  );
}

/** The ends of the flows: rings for whole countries and regions, with the side to which the flows pull. */
export function planEnds(flows, model) {
  const {store} = model;
  const ends = new Map();
  for (const {flow, points, ends: places, events, assertion} of flows) {
    const isSeen = Math.hypot(places[1][0] - places[0][0], places[1][1] - places[0][1]) >= LEAST_FLOW;
    [flow.from, flow.to].forEach((p, k) => {
      const [x, y] = places[k];
      const key = `${Math.round(x)},${Math.round(y)}`;
      const known = ends.get(key);
      const end = known ?? {
        x,
        y,
        pullX: 0,
        pullY: 0,
        event: events[0],
        placement: p,
        wide: false,
        country: false,
        isSeen: false,
        events: [],
      };
      if (!known || assertion === "reported")
        [end.event, end.placement] = [events[0], placementOf(model, events[0], p, k, flow)];
      end.wide ||= flow.wide[k];
      end.country ||= store.precision[p] === COUNTRY;
      end.events.push(...events);
      if (points.length > 1) {
        const [[ax, ay], [bx, by]] = k
          ? [points.at(-1), points.at(-12) ?? points[0]]
          : [points[0], points[11] ?? points.at(-1)];
        end.pullX += bx - ax;
        end.pullY += by - ay;
      }
      end.isSeen ||= isSeen;
      ends.set(key, end);
    });
  }
  return [...ends.values()];
}

/** The placement of this very event at that end (the flow keeps the one of its first event). */
function placementOf({store}, event, p, k, flow) {
  if (flow.events[0] === event) return p;
  for (let q = store.first[event]; q < store.first[event + 1]; q++) if (store.role[q] === store.role[p]) return q;
  return p;
}

/** Space that labels must leave to the arrows. */
export function blockFlows(view, flows, occupied) {
  flows.forEach(({points, assertion}, k) => {
    if (isBarred(assertion) && points.length > 8) {
      const [x, y] = points[Math.round((points.length - 1) * 0.74)]; // where its bar stands
      occupied.block(x - 6, y - 6, x + 6, y + 6);
    }
    for (const [x, y] of inSight(view, points, 2)) occupied.block(x - 6, y - 6, x + 6, y + 6, `flow ${k}`);
  });
}

/** The part of a line that is seen, a point every four pixels. */
function inSight({seen: {x0, y0, x1, y1}}, points, every = 1) {
  const near = points.filter(([x, y], k) => {
    const [px, py] = points[k - 1] ?? [x, y],
      [nx, ny] = points[k + 1] ?? [x, y];
    return Math.max(px, nx) > x0 && Math.min(px, nx) < x1 && Math.max(py, ny) > y0 && Math.min(py, ny) < y1;
  });
  return densified(near).filter(([x, y], k) => k % every === 0 && x > x0 + 4 && x < x1 - 4 && y > y0 + 4 && y < y1 - 4);
}

/** Paints the arrows. */
export function paintFlows(context, model, flows, hits) {
  const {store, ink, selected, hovered} = model;
  const slim = flows.length > CROWD;
  for (const part of flows) {
    const strong = holds(part.events, selected) || holds(part.events, hovered);
    const event = holds(part.events, selected) ? selected : part.events[0];
    context.save();
    context.globalAlpha = strengthOf(model, part.events);
    const shape = paintFlow(
      context,
      part.points,
      hueOf(store, ink, event),
      ink,
      part.assertion,
      {weight: part.events.length * (strong ? 2 : 1), slim: slim && !strong},
    );
    context.restore();
    if (!shape) continue;
    const path = new Path2D();
    part.points.forEach(([x, y], k) => path[k ? "lineTo" : "moveTo"](x, y));
    hits.push(
      part.events.length > 1
        ? {members: () => part.events, count: part.events.length, stroke: path, width: 12}
        : {event, stroke: path, width: 12},
    );
  }
}

/** What may stand along an arrow, the fullest first: a short one still says that it is denied, and not of what. */
function flowWords({texts}, {flow, assertion, events}, event) {
  if (events.length > 1) return [WORDS.events(events.length)];
  if (flow.claimed) return [WORDS.claimedDestination];
  const short = texts?.[event]?.short ?? "";
  if (assertion === "reported") return short ? [short] : [];
  const said = WORDS.assertions[assertion][0];
  return [`${said}: ${short}`, said];
}

const PLACES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.3, 0.7, 0.27, 0.74, 0.38, 0.62];

/** Words along the arrows, each where it is free of other words and other arrows; what fits nowhere is left out. */
export function planFlowWords(context, view, model, flows, occupied) {
  const late = [];
  const order = flows.map((part, k) => [part, k]).sort(([a], [b]) => ORDER[a.assertion] - ORDER[b.assertion]);
  for (const [part, k] of order) {
    const event = part.events.includes(model.selected) ? model.selected : part.events[0];
    const font = `${part.assertion === "reported" ? 600 : 500} 11.5px ${model.ink.fonts.sans}`;
    context.font = font;
    const line = inSight(view, part.points);
    const isFree = (x, y) => occupied.isFree(x - 5, y - 5, x + 5, y + 5, (owner) => owner === `flow ${k}`);
    const glyphs = flowWords(model, part, event).reduce(
      (found, words) => found ?? firstFree(context, line, words, part.lane < 0 ? -10 : 9, isFree),
      null,
    );
    if (!glyphs) continue;
    for (const {x, y} of glyphs) occupied.block(x - 6, y - 7, x + 6, y + 7);
    late.push(() => {
      context.save();
      context.globalAlpha = strengthOf(model, part.events);
      context.font = font;
      paintGlyphs(context, glyphs, hueOf(model.store, model.ink, event).text, model.ink.halo);
      context.restore();
    });
  }
  return late;
}

function firstFree(context, line, words, lift, isFree) {
  for (const way of [lift, -lift])
    for (const at of PLACES) {
      const glyphs = planTextAlong(context, line, words, {lift: way, at});
      if (glyphs && isSmooth(glyphs) && glyphs.every(({x, y}) => isFree(x, y))) return glyphs;
    }
  return null;
}

const isSmooth = (glyphs) => glyphs.every((g, k) => !k || Math.abs(g.angle - glyphs[k - 1].angle) < 0.35);
