// Points: rings where several events stand, symbols where one does, discs for a stated radius, broken rings for whole
// countries; and what is selected, apart.

import {donutRadius, paintCountryRing, paintDisc, paintDonut, paintRing} from "./marks.js";
import {clusterPoints, reachAt} from "./cluster.js";
import {ON_LINE, POINT, assertionOf, hueOf, shownIn} from "./plan.js";
import {strengthOf} from "./coasts.js";
import {paintEventMark} from "./captions.js";
import {pixelX, pixelY, pixelsPerMeter} from "./view.js";

const MOST_DISCS = 8;

const lists = new WeakMap();
/** What is made of a list of events under a key: of each list the last is kept, for a drag changes neither. */
function kept(list, key, make) {
  if (lists.get(list)?.key !== key) lists.set(list, {key, made: make()});
  return lists.get(list).made;
}

/** Those of a list of events that belong; several times as fast as the list's own filter. */
function some(list, takes) {
  const found = new Uint32Array(list.length);
  let count = 0;
  for (let k = 0; k < list.length; k++) if (takes(list[k])) found[count++] = list[k];
  return found.subarray(0, count);
}

/** Rings and symbols; a line that is drawn large enough stands for itself. */
export function planPoints(view, model, strips) {
  const {store, plan, list} = model;
  const {mark, lineOf} = plan;
  const isOwn = new Uint8Array(plan.lines.length);
  for (const {big, group} of strips) if (big || model.insetPays) isOwn[group.index] = 1;
  const takes = (i) => mark[i] === POINT || (mark[i] === ON_LINE && !isOwn[lineOf[i]]);
  const here = kept(list, isOwn.join(""), () => some(list, takes));
  return {
    points: clusterPoints(
      view,
      {x: plan.x, y: plan.y, list: here, kind: store.kind, kinds: store.kinds.length},
      reachAt(view.zoom),
    ),
    wholes: plan.countries.flatMap((group) => wholeOf(view, model, group)),
  };
}

function wholeOf(view, {store, mask}, group) {
  const x = pixelX(view, group.x),
    y = pixelY(view, group.y);
  if (x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) return [];
  const events = shownIn(group, mask);
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
export function paintDiscs(context, view, model, points) {
  const {store, plan, ink, selected, hovered} = model;
  const alone = points
    .filter(({count}) => count === 1)
    .map((cluster) => ({...cluster, r: radiusOf(model, view, cluster.event)}));
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
    if (r > 10 && r < 4000)
      paintDisc(
        context,
        pixelX(view, plan.x[selected]),
        pixelY(view, plan.y[selected]),
        r,
        hueOf(store, ink, selected),
      );
  }
}

function countsByHue({store, ink}, counts) {
  const byHue = new Map();
  counts.forEach((count, k) => {
    if (count) byHue.set(store.kinds[k].hue, (byHue.get(store.kinds[k].hue) ?? 0) + count);
  });
  return [...byHue].map(([hue, count]) => [ink.hues[hue] ?? ink.hues.slate, count]).sort((a, b) => b[1] - a[1]);
}

export function paintPoints(context, model, points, hits) {
  const {ink, selected, focused} = model;
  points.sort((a, b) => a.count - b.count);
  const home = focused >= 0 && focused !== selected ? points.clusterOf(focused) : null;
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
export function paintChosen(context, view, model, points, hits) {
  const {plan, selected, mask} = model;
  if (selected < 0 || !mask[selected] || Number.isNaN(plan.x[selected]) || plan.whole[selected]) return;
  if (!points.some(({count}) => count > 1) || plan.lineOf[selected] >= 0) return;
  const x = pixelX(view, plan.x[selected]),
    y = pixelY(view, plan.y[selected]);
  paintEventMark(context, model, selected, x, y, hits, 1.5);
}

/** Events of which only the country is known: one broken ring, with their number. */
export function paintWholes(context, model, wholes, hits) {
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
  context.fillStyle =
    assertionOf(model.store, event) === "reported" ? hueOf(model.store, model.ink, event).line : model.ink.paper;
  context.strokeStyle = hueOf(model.store, model.ink, event).line;
  context.lineWidth = 1.2;
  context.fill();
  context.stroke();
  context.restore();
}
