// Events that would touch are drawn as one ring. Counting is done in cells of a fixed grid on the ground, so that a
// million events cost a few passes over typed arrays and a drag does not reshuffle the rings.

import {SYMBOL_RADIUS, donutRadius} from "./marks.js";

const MARGIN = 30;
const WIDEST = 52; // pixels: what two rings of the largest size reach
export const reachAt = (zoom) => (zoom < 5 ? 36 : zoom < 10 ? 26 : 12);
export const footprint = ({count}) => (count > 1 ? donutRadius(count) : SYMBOL_RADIUS) + 1;

/**
 * @param {object} view
 * @param {object} from {x, y: world coordinates per event, list: the events, all of which have some, kind, kinds: number of kinds}
 * @returns clusters {x, y, count, event, counts: Uint32Array by kind} with `members()`; `clusterOf(i)` says which holds an event
 */
export function clusterPoints(view, {x, y, list, kind, kinds}, reach) {
  const cell = Math.max(6, reach / 2);
  const {size, originX, originY, width, height} = view;
  const shiftX = ((originX % cell) + cell) % cell,
    shiftY = ((originY % cell) + cell) % cell;
  const columns = Math.ceil((width + 2 * MARGIN) / cell) + 2,
    rows = Math.ceil((height + 2 * MARGIN) / cell) + 2;
  const count = new Uint32Array(columns * rows),
    sumX = new Float64Array(columns * rows),
    sumY = new Float64Array(columns * rows),
    first = new Int32Array(columns * rows);
  const cellOf = new Int32Array(list.length); // of each of the list its cell, from 1; 0: none
  const turn = view.middle / size + 0.5;
  for (let k = 0; k < list.length; k++) {
    const i = list[k];
    const wx = x[i];
    const px = (wx + Math.floor(turn - wx)) * size - originX,
      py = y[i] * size - originY;
    if (px < -MARGIN || py < -MARGIN || px > width + MARGIN || py > height + MARGIN) continue;
    const at = Math.floor((px + shiftX + MARGIN) / cell) + columns * Math.floor((py + shiftY + MARGIN) / cell);
    if (!count[at]++) first[at] = i;
    sumX[at] += px;
    sumY[at] += py;
    cellOf[k] = at + 1;
  }
  const cells = [];
  for (let at = 0; at < count.length; at++) if (count[at]) cells.push(at);
  cells.sort((a, b) => count[b] - count[a] || a - b);
  const {clusters, home} = joinCells(cells, {count, sumX, sumY, first}, reach);
  const counts = new Uint32Array(clusters.length * kinds);
  for (let k = 0; k < list.length; k++) if (cellOf[k]) counts[home[cellOf[k] - 1] * kinds + kind[list[k]]]++;
  clusters.forEach((cluster, c) => (cluster.counts = counts.subarray(c * kinds, (c + 1) * kinds)));
  const apart = mergeTouching(clusters, reach);
  const rootOf = (k) => clusters[home[cellOf[k] - 1]].root();
  for (const cluster of apart)
    cluster.members = () => {
      const members = [];
      for (let k = 0; k < list.length; k++) if (cellOf[k] && rootOf(k) === cluster) members.push(list[k]);
      return members;
    };
  apart.clusterOf = (i) => {
    const k = list.indexOf(i);
    return k >= 0 && cellOf[k] ? rootOf(k) : null;
  };
  return apart;
}

/** Cells join the first cluster whose seed lies within reach; the fullest cells are the seeds. `home`: cell -> cluster. */
function joinCells(cells, {count, sumX, sumY, first}, reach) {
  const clusters = [],
    home = new Int32Array(count.length),
    bins = new Map();
  for (const at of cells) {
    const px = sumX[at] / count[at],
      py = sumY[at] / count[at];
    const isNear = (c) => Math.hypot(clusters[c].seedX - px, clusters[c].seedY - py) < reach;
    let found = nearIn(bins, px / reach, py / reach, isNear);
    if (found < 0) {
      found = clusters.push(makeCluster(px, py, first[at])) - 1;
      putIn(bins, px / reach, py / reach, found);
    }
    const cluster = clusters[found];
    cluster.x = (cluster.x * cluster.count + sumX[at]) / (cluster.count + count[at]);
    cluster.y = (cluster.y * cluster.count + sumY[at]) / (cluster.count + count[at]);
    cluster.count += count[at];
    home[at] = found;
  }
  return {clusters, home};
}

/** Numbers in square bins, so that only neighbors are asked: the first that was put in and fits, or -1. */
function nearIn(bins, x, y, fits) {
  let best = -1;
  for (let c = Math.floor(x) - 1; c <= Math.floor(x) + 1; c++)
    for (let r = Math.floor(y) - 1; r <= Math.floor(y) + 1; r++)
      for (const number of bins.get(c * 65536 + r) ?? [])
        if ((best < 0 || number < best) && fits(number)) best = number;
  return best;
}

function putIn(bins, x, y, number) {
  const key = Math.floor(x) * 65536 + Math.floor(y);
  if (bins.has(key)) bins.get(key).push(number);
  else bins.set(key, [number]);
}

function makeCluster(x, y, event) {
  const cluster = {seedX: x, seedY: y, x: 0, y: 0, count: 0, event, counts: null, into: null};
  cluster.root = () => {
    let root = cluster;
    while (root.into) root = root.into;
    return root;
  };
  return cluster;
}

/** Rings of very different size can still touch: the smaller one goes into the larger, until no two do. */
function mergeTouching(clusters, reach) {
  let apart = clusters;
  if (reach <= 2) return apart;
  for (let pass = 0; pass < 4; pass++) {
    const before = apart.length,
      bins = new Map();
    const sorted = [...apart].sort((p, q) => q.count - p.count);
    apart = [];
    for (const cluster of sorted) {
      const touches = (k) =>
        Math.hypot(apart[k].x - cluster.x, apart[k].y - cluster.y) < footprint(apart[k]) + footprint(cluster);
      const near = apart[nearIn(bins, cluster.x / WIDEST, cluster.y / WIDEST, touches)];
      if (!near) {
        putIn(bins, cluster.x / WIDEST, cluster.y / WIDEST, apart.push(cluster) - 1);
        continue;
      }
      near.count += cluster.count;
      for (let k = 0; k < near.counts.length; k++) near.counts[k] += cluster.counts[k];
      cluster.into = near;
    }
    if (apart.length === before) break;
  }
  return apart;
}
