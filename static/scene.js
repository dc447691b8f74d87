// One frame on top of the base map: which marks, in which order, with which labels. Returns what a pointer can hit.

import {mercatorX, mercatorY} from "./geometry.js";
import {makeOccupied, paintLabels} from "./labels.js";
import {donutRadius, paintCountryRing} from "./marks.js";
import {hueOf} from "./plan.js";
import {paintAreas} from "./areas.js";
import {blockLines, paintLines, planLines, strengthOf} from "./coasts.js";
import {blockFlows, paintFlows, planEnds, planFlowWords, planFlows} from "./arrows.js";
import {paintChosen, paintDiscs, paintPoints, paintWholes, planPoints} from "./points.js";
import {linesOf, placementText, planBeside, planEndLabel, planLineMarks, planLineSpots} from "./captions.js";
import {isInPath, isOnStroke, pixelBox} from "./view.js";

const MOST_WORDS = 6; // labels of lone marks where there are too many for each to have its own
const SPARSE = 40; // events; as many as get a bar of their own on the time axis

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
  for (const strip of strips) if (strip.big) planLineSpots(context, view, model, strip, occupied);
  for (const strip of strips) if (strip.big) late.push(...planLineMarks(context, view, model, strip, occupied, hits));
  if (model.labelled) late.push(...planEndLabels(context, view, model, occupied, ends, wholes, named));
  if (model.texts) late.push(...planPointLabels(context, view, model, occupied, points));
  if (model.roomy) late.unshift(...planFlowWords(context, view, model, flows, occupied));
  if (model.frame) late.unshift(() => paintFrame(context, view, model)); // the halos of words cut its lines
  paintLabels(context, view, model.ink, model.base, occupied, {without: named});

  paintFlows(context, model, flows, hits);
  paintEnds(context, model, ends);
  paintWholes(context, model, wholes, hits);
  paintPoints(context, model, points, hits);
  for (const paint of late) paint();
  paintChosen(context, view, model, points, hits);
  return hits;
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
  const spotOf = ({x, y}) => `${Math.round(x)} ${Math.round(y)}`;
  const ringed = new Set(ends.map(spotOf)); // an arrow's end names the country already
  const alone = wholes.filter((whole) => !ringed.has(spotOf(whole))).map(({x, y, event, members}) => ({
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
  const all = [...ends, ...alone],
    rings = all.filter(({wide}) => wide);
  return all.flatMap((end) => {
    const place = placementText(model, end.placement)?.place;
    if (!place || (seen.has(place) && !end.wide) || (end.isSeen === false && !end.country)) return [];
    seen.add(place);
    const label = planEndLabel(context, view, model, occupied, end, rings);
    if (label) named.add(place);
    return label ? [label] : [];
  });
}

/** The first number of what is counted: 1200 of "about 1,200 killed". */
const amountOf = (text) => Number(text?.quantity?.replaceAll(",", "").match(/\d+/)?.[0] ?? 0);

/** Of many marks only those of the largest numbers get their words, the surest first among equals, where there is room. */
function planPointLabels(context, view, model, occupied, points) {
  const {confidence} = model.store;
  const alone = points.filter(({count, event}) => count === 1 && !model.plan.flowing[event]);
  const strongest = () =>
    alone
      .map((mark) => ({...mark, amount: amountOf(model.texts[mark.event])}))
      .sort((a, b) => b.amount - a.amount || confidence[b.event] - confidence[a.event] || a.event - b.event);
  let left = model.labelled ? Infinity : MOST_WORDS;
  return (model.labelled ? alone : strongest())
    .flatMap(({x, y, event}) => {
      const words = left > 0 && model.texts[event]?.short;
      const hue = hueOf(model.store, model.ink, event);
      const beside = (lines) => planBeside(context, model, occupied, {x, y}, lines, hue);
      const paint = words && linesOf(model, words).reduce((found, lines) => found ?? beside(lines), null);
      if (!paint) return [];
      left--;
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
  pixelBox(view, {west: mercatorX(west), east: mercatorX(east), north: mercatorY(north), south: mercatorY(south)}).map(
    Math.round,
  );

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
  if (y1 <= top)
    return [
      [
        [x0, y1],
        [left, top],
      ],
      [
        [x1, y1],
        [right, top],
      ],
    ];
  if (y0 >= bottom)
    return [
      [
        [x0, y0],
        [left, bottom],
      ],
      [
        [x1, y0],
        [right, bottom],
      ],
    ];
  if (x1 <= left)
    return [
      [
        [x1, y0],
        [left, top],
      ],
      [
        [x1, y1],
        [left, bottom],
      ],
    ];
  return [
    [
      [x0, y0],
      [right, top],
    ],
    [
      [x0, y1],
      [right, bottom],
    ],
  ];
}

// --------------------------------------------------------------------------------------------------------------- hits

/** The topmost thing at a pixel, or undefined: {event} or {members(), count}. */
export function hitAt(context, hits, x, y) {
  for (let k = hits.length - 1; k >= 0; k--) {
    const hit = hits[k];
    if (hit.r) {
      if (Math.hypot(hit.x - x, hit.y - y) <= hit.r) return hit;
    } else if (hit.path ? isInPath(context, hit.path, x, y) : isOnStroke(context, hit.stroke, hit.width, x, y))
      return hit;
  }
  return undefined;
}
