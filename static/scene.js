// One frame on top of the base map: which marks, in which order, with which labels. Returns what a pointer can hit.

import {PRECISIONS} from "./payload.js";
import {isSeam, mercatorX, mercatorY} from "./geometry.js";
import {makeOccupied, paintLabels} from "./labels.js";
import {donutRadius, paintArea, paintCountryRing, paintDisc, paintDonut, paintRing} from "./marks.js";
import {clusterPoints, reachAt} from "./cluster.js";
import {assertionOf, hueOf} from "./plan.js";
import {blockLines, paintLines, planLines, strengthOf} from "./coasts.js";
import {blockFlows, paintFlows, planEnds, planFlowWords, planFlows} from "./arrows.js";
import {paintEventMark, placementText, planBeside, planEndLabel, planLineMarks} from "./captions.js";
import {boxInView, isInPath, isOnStroke, pixelBox, pixelsPerMeter, pixelX, pixelY, shapePaths} from "./view.js";

const COUNTRY = PRECISIONS.indexOf("country");
const REGION = PRECISIONS.indexOf("region");
const SPARSE = 30;
const MOST_AREAS = 24;
const MOST_DISCS = 8;

/**
 * @param model {store, plan, base, ink, ratio, texts, mask, list, selected, hovered, focused, covers, frame}; events are
 *   numbers, -1 for none; `mask` and `list` say which are shown; `covers` are boxes in pixels that lie over the map.
 */
export function paintScene(context, view, model) {
  const hits = [],
    late = [],
    occupied = makeOccupied(view.seen);
  model.sparse = model.list.length <= SPARSE;
  model.labelled = model.sparse && Boolean(model.texts);
  model.roomy = model.labelled && view.seen.x1 - view.seen.x0 > 460;
  for (const box of model.covers ?? []) occupied.block(...box);

  paintAreas(context, view, model, hits);
  const strips = planLines(view, model);
  paintLines(context, view, model, strips, hits);
  const flows = planFlows(view, model),
    ends = planEnds(flows, model);
  const {points, wholes} = planPoints(view, model, strips);
  paintDiscs(context, view, model, points);

  for (const cluster of [...points, ...wholes]) {
    const r = cluster.count > 1 ? donutRadius(cluster.count) + 2 : 8;
    occupied.block(cluster.x - r, cluster.y - r, cluster.x + r, cluster.y + r);
  }
  for (const {x, y, wide} of ends) if (wide) occupied.block(x - 10, y - 10, x + 10, y + 10);
  if (model.frame) blockFrame(view, model.frame, occupied);
  blockFlows(view, flows, occupied);
  blockLines(context, view, model, strips, occupied);
  const named = new Set();
  for (const strip of strips) if (strip.big) late.push(...planLineMarks(context, view, model, strip, occupied, hits));
  if (model.labelled) late.push(...planEndLabels(context, view, model, occupied, ends, wholes, named));
  if (model.labelled) late.push(...planPointLabels(context, view, model, occupied, points));
  if (model.roomy) late.unshift(...planFlowWords(context, view, model, flows, occupied));
  if (model.frame) late.push(() => paintFrame(context, view, model));
  paintLabels(context, view, model.ink, model.base, occupied, {without: named});

  paintFlows(context, model, flows, hits);
  paintEnds(context, model, ends);
  paintWholes(context, model, wholes, hits);
  paintPoints(context, model, points, hits);
  for (const paint of late) paint();
  paintChosen(context, view, model, points, hits);
  return hits;
}

// ------------------------------------------------------------------------------------------------------------- areas

function paintAreas(context, view, model, hits) {
  const {store, plan, mask, ink, ratio, selected, hovered} = model;
  const drawn = [];
  for (const group of plan.areas) {
    const events = group.events.filter((i) => mask[i]);
    if (!events.length) continue;
    const asked = events.includes(selected) || events.includes(hovered);
    const isCountry = store.precision[group.placements[0]] === COUNTRY;
    if (isCountry && (group.isEnd || (!asked && !model.sparse))) continue; // the end of an arrow is a ring
    const shape = plan.shape(group.shape),
      box = pixelBox(view, shape);
    if (shape.kind !== "area" || !boxInView(view, box) || Math.max(box[2] - box[0], box[3] - box[1]) < 9) continue;
    drawn.push({group, events, asked, shape, isCountry, size: (box[2] - box[0]) * (box[3] - box[1])});
  }
  // Largest below; where there are too many, the smallest and those asked for stay.
  drawn.sort((a, b) => a.asked - b.asked || b.size - a.size);
  drawn.slice(-MOST_AREAS).forEach(({group, events, asked, shape, isCountry}, k) => {
    const event = events.includes(selected) ? selected : events.includes(hovered) ? hovered : events[0];
    const oneKind = events.every((i) => store.kind[i] === store.kind[events[0]]);
    const hue = oneKind || asked ? hueOf(store, ink, event) : ink.plainHue;
    const paths = shapePaths(view, shape, isSeam);
    const p = group.placements[0];
    // A wide region of countries has no edge of its own: its edges are the borders of the base map.
    const region = isCountry || (store.precision[p] === REGION && shape.east - shape.west > 0.05);
    context.save();
    context.globalAlpha = strengthOf(model, events);
    paintArea(context, paths, hue, {firm: !store.any[p] && !isCountry, region, view, ratio, ink, lean: k % 2 ? -1 : 1, strength: asked && region ? 1.5 : 1});
    context.restore();
    hits.push(events.length > 1 ? {members: () => events, count: events.length, path: paths.fill} : {event, path: paths.fill});
  });
}

// ------------------------------------------------------------------------------------------------------------ points

/** Rings and symbols; a line that is drawn large enough stands for itself. */
function planPoints(view, model, strips) {
  const {store, plan, list} = model;
  const own = new Set(strips.filter(({big}) => big || model.insetPays).map(({group}) => group.index));
  const {main, lineOf, whole} = plan;
  const isOwn = (i) => lineOf[i] >= 0 && own.has(lineOf[i]) && store.dimension[main[i]] === 1;
  const from = {x: plan.x, y: plan.y, list, kind: store.kind, kinds: store.kinds.length};
  return {
    points: clusterPoints(view, {...from, takes: (i) => !whole[i] && !isOwn(i)}, reachAt(view.zoom)),
    wholes: plan.countries.flatMap((group) => wholeOf(view, model, group)),
  };
}

function wholeOf(view, {store, mask}, group) {
  const x = pixelX(view, group.x),
    y = pixelY(view, group.y);
  if (x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) return [];
  const events = group.events.filter((i) => mask[i]);
  if (!events.length) return [];
  const counts = new Uint32Array(store.kinds.length);
  for (const i of events) counts[store.kind[i]]++;
  return [{x, y, count: events.length, event: events[0], counts, members: () => events}];
}

const radiusOf = ({store, plan}, view, i) => {
  const p = plan.main[i];
  return store.dimension[p] === 0 ? store.radius[p] * pixelsPerMeter(view, plan.y[i]) : 0;
};

/** Stated radii: filled while few, an outline where many, and always for what is asked for. */
function paintDiscs(context, view, model, points) {
  const {store, plan, ink, selected, hovered} = model;
  const alone = points.filter(({count}) => count === 1).map((cluster) => ({...cluster, r: radiusOf(model, view, cluster.event)}));
  const discs = alone.filter(({r}) => r > 10 && r < 4000);
  const filled = discs.length <= MOST_DISCS;
  for (const {x, y, event, r} of discs) {
    const asked = event === selected || event === hovered;
    context.save();
    context.globalAlpha = strengthOf(model, [event]);
    paintDisc(context, x, y, r, hueOf(store, ink, event), filled || asked);
    context.restore();
  }
  if (selected >= 0 && plan.main[selected] >= 0 && !discs.some(({event}) => event === selected)) {
    const r = radiusOf(model, view, selected);
    if (r > 10 && r < 4000) paintDisc(context, pixelX(view, plan.x[selected]), pixelY(view, plan.y[selected]), r, hueOf(store, ink, selected));
  }
}

function countsByHue({store, ink}, counts) {
  const byHue = new Map();
  counts.forEach((count, k) => {
    if (count) byHue.set(store.kinds[k].hue, (byHue.get(store.kinds[k].hue) ?? 0) + count);
  });
  return [...byHue].map(([hue, count]) => [ink.hues[hue] ?? ink.hues.slate, count]).sort((a, b) => b[1] - a[1]);
}

function paintPoints(context, model, points, hits) {
  const {ink, selected, focused} = model;
  points.sort((a, b) => a.count - b.count);
  const home = focused >= 0 && focused !== selected ? points.find((cluster) => cluster.count > 1 && cluster.members().includes(focused)) : null;
  for (const cluster of points) {
    const {x, y, count, event} = cluster;
    if (count === 1) {
      context.save();
      context.globalAlpha = strengthOf(model, [event]);
      paintEventMark(context, model, event, x, y, hits, 0);
      context.restore();
      continue;
    }
    context.globalAlpha = selected >= 0 ? 0.55 : 1;
    paintDonut(context, x, y, countsByHue(model, cluster.counts), count, ink);
    context.globalAlpha = 1;
    hits.push({members: cluster.members, count, x, y, r: donutRadius(count) + 4});
    if (cluster === home) paintRing(context, x, y, donutRadius(count) + 5, ink.focus, ink.halo, 2.5);
  }
}

/** What is selected stands apart, on its own place, also where a ring holds it. */
function paintChosen(context, view, model, points, hits) {
  const {plan, selected, mask} = model;
  if (selected < 0 || !mask[selected] || Number.isNaN(plan.x[selected]) || plan.whole[selected]) return;
  if (!points.some(({count}) => count > 1) || plan.lineOf[selected] >= 0) return;
  const x = pixelX(view, plan.x[selected]),
    y = pixelY(view, plan.y[selected]);
  paintEventMark(context, model, selected, x, y, hits, 1.5);
}

/** Events of which only the country is known: one broken ring, with their number. */
function paintWholes(context, model, wholes, hits) {
  const {ink, selected, focused} = model;
  for (const cluster of wholes) {
    const {x, y, count, event} = cluster;
    const members = cluster.members();
    const byHue = countsByHue(model, cluster.counts);
    const r = count > 1 ? Math.max(9, donutRadius(count) - 3) : 7;
    context.save();
    context.globalAlpha = strengthOf(model, members);
    paintCountryRing(context, x, y, byHue.length > 1 ? ink.plainHue : byHue[0][0], ink, {r, count});
    context.restore();
    if (count === 1) paintEventMarkSmall(context, model, event, x, y);
    if (members.includes(selected)) paintRing(context, x, y, r + 4, ink.text, ink.halo, 2);
    if (members.includes(focused) && focused !== selected) paintRing(context, x, y, r + 6, ink.focus, ink.halo, 2.5);
    hits.push(count > 1 ? {members: () => members, count, x, y, r: r + 5} : {event, x, y, r: 13});
  }
}

function paintEventMarkSmall(context, model, event, x, y) {
  context.save();
  context.globalAlpha = strengthOf(model, [event]);
  context.beginPath();
  context.arc(x, y, 2.2, 0, 7);
  context.fillStyle = assertionOf(model.store, event) === "reported" ? hueOf(model.store, model.ink, event).line : model.ink.paper;
  context.strokeStyle = hueOf(model.store, model.ink, event).line;
  context.lineWidth = 1.2;
  context.fill();
  context.stroke();
  context.restore();
}

function paintEnds(context, model, ends) {
  for (const {x, y, event, events, wide} of ends) {
    context.save();
    context.globalAlpha = strengthOf(model, events);
    const hue = hueOf(model.store, model.ink, event);
    if (wide) paintCountryRing(context, x, y, hue, model.ink);
    else {
      context.beginPath();
      context.arc(x, y, 2.6, 0, 7);
      context.fillStyle = model.ink.paper;
      context.strokeStyle = hue.line;
      context.lineWidth = 1.5;
      context.fill();
      context.stroke();
    }
    context.restore();
  }
}

// ------------------------------------------------------------------------------------------------------------ labels

function planEndLabels(context, view, model, occupied, ends, wholes, named) {
  const {plan} = model;
  const alone = wholes.map(({x, y, event, members}) => ({
    x,
    y,
    pullX: -1,
    pullY: 0,
    event,
    events: members(),
    placement: plan.main[event],
    wide: true,
    country: true,
  }));
  const seen = new Set();
  return [...ends, ...alone].flatMap((end) => {
    const place = placementText(model, end.placement)?.place;
    if (!place || (seen.has(place) && !end.wide)) return [];
    seen.add(place);
    const label = planEndLabel(context, view, model, occupied, end);
    if (label) named.add(place);
    return label ? [label] : [];
  });
}

function planPointLabels(context, view, model, occupied, points) {
  return points
    .filter(({count, event}) => count === 1 && !model.plan.flowing[event])
    .flatMap(({x, y, event}) => {
      const words = model.texts[event]?.short;
      const paint = words && planBeside(context, model, occupied, {x, y}, words, hueOf(model.store, model.ink, event));
      if (!paint) return [];
      return [
        () => {
          context.save();
          context.globalAlpha = strengthOf(model, [event]);
          paint();
          context.restore();
        },
      ];
    });
}

const frameBox = (view, {west, north, east, south}) =>
  pixelBox(view, {west: mercatorX(west), east: mercatorX(east), north: mercatorY(north), south: mercatorY(south)}).map(Math.round);

function blockFrame(view, frame, occupied) {
  const [x0, y0, x1, y1] = frameBox(view, frame);
  for (const x of [x0, x1]) occupied.block(x - 2, y0, x + 2, y1);
  for (const y of [y0, y1]) occupied.block(x0, y - 2, x1, y + 2);
}

/** What the inset shows, and the two lines that lead there. */
function paintFrame(context, view, {frame, ink}) {
  const {into} = frame;
  const [x0, y0, x1, y1] = frameBox(view, frame);
  context.setLineDash([]);
  context.lineWidth = 1;
  context.strokeStyle = ink.frame;
  context.strokeRect(x0 + 0.5, y0 + 0.5, x1 - x0, y1 - y0);
  if (!into) return;
  const [left, top, right, bottom] = into;
  if (x1 > left && x0 < right && y1 > top && y0 < bottom) return;
  context.globalAlpha = 0.55;
  context.beginPath();
  for (const [from, to] of leaders([x0, y0, x1, y1], into)) {
    context.moveTo(from[0] + 0.5, from[1] + 0.5);
    context.lineTo(to[0], to[1]);
  }
  context.stroke();
  context.globalAlpha = 1;
}

/** Two lines from the near corners of the frame to the near corners of the inset. */
function leaders([x0, y0, x1, y1], [left, top, right, bottom]) {
  if (y1 <= top) return [[[x0, y1], [left, top]], [[x1, y1], [right, top]]];
  if (y0 >= bottom) return [[[x0, y0], [left, bottom]], [[x1, y0], [right, bottom]]];
  if (x1 <= left) return [[[x1, y0], [left, top]], [[x1, y1], [left, bottom]]];
  return [[[x0, y0], [right, top]], [[x0, y1], [right, bottom]]];
}

// --------------------------------------------------------------------------------------------------------------- hits

/** The topmost thing at a pixel, or undefined: {event} or {members(), count}. */
export function hitAt(context, hits, x, y) {
  for (let k = hits.length - 1; k >= 0; k--) {
    const hit = hits[k];
    if (hit.r) {
      if (Math.hypot(hit.x - x, hit.y - y) <= hit.r) return hit;
    } else if (hit.path ? isInPath(context, hit.path, x, y) : isOnStroke(context, hit.stroke, hit.width, x, y)) return hit;
  }
  return undefined;
}
