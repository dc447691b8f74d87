// Events that would touch are drawn as one ring. Counting is done in cells of a fixed grid on the ground, so that a
// million events cost a few passes over typed arrays and a drag does not reshuffle the rings.

import {SYMBOL_RADIUS, donutRadius} from "./marks.js";

const MARGIN = 30;
export const reachAt = (zoom) => (zoom < 5 ? 36 : zoom < 10 ? 26 : 12);
export const footprint = ({count}) => (count > 1 ? donutRadius(count) : SYMBOL_RADIUS) + 1;

/**
 * @param {object} view
 * @param {object} from {x, y: world coordinates per event, list: events that are shown, takes(i): whether it belongs here, kind, kinds: number of kinds}
 * @returns clusters {x, y, count, event, counts: Uint32Array by kind} with `members()`
 */
export function clusterPoints(view, {x, y, list, takes, kind, kinds}, reach) {
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
  const cellOf = new Int32Array(list.length).fill(-1);
  const middle = view.middle / size;
  for (let k = 0; k < list.length; k++) {
    const i = list[k];
    const wx = x[i];
    if (wx !== wx || !takes(i)) continue;
    const px = (wx + Math.round(middle - wx)) * size - originX,
      py = y[i] * size - originY;
    if (px < -MARGIN || py < -MARGIN || px > width + MARGIN || py > height + MARGIN) continue;
    const at = Math.floor((px + shiftX + MARGIN) / cell) + columns * Math.floor((py + shiftY + MARGIN) / cell);
    if (!count[at]++) first[at] = i;
    sumX[at] += px;
    sumY[at] += py;
    cellOf[k] = at;
  }
  const cells = [];
  for (let at = 0; at < count.length; at++) if (count[at]) cells.push(at);
  cells.sort((a, b) => count[b] - count[a] || a - b);
  const {clusters, home} = joinCells(cells, {count, sumX, sumY, first}, reach);
  for (const cluster of clusters) cluster.counts = new Uint32Array(kinds);
  for (let k = 0; k < list.length; k++) if (cellOf[k] >= 0) home.get(cellOf[k]).root().counts[kind[list[k]]]++;
  const apart = mergeTouching(clusters, reach);
  for (const cluster of apart)
    cluster.members = () => {
      const members = [];
      for (let k = 0; k < list.length; k++)
        if (cellOf[k] >= 0 && home.get(cellOf[k]).root() === cluster) members.push(list[k]);
      return members;
    };
  const index = new Map();
  apart.clusterOf = (i) => {
    if (!index.size) for (let k = 0; k < list.length; k++) if (cellOf[k] >= 0) index.set(list[k], cellOf[k]);
    return index.has(i) ? home.get(index.get(i)).root() : null;
  };
  return apart;
}

/** Cells join the first cluster whose seed lies within reach; the fullest cells are the seeds. */
function joinCells(cells, {count, sumX, sumY, first}, reach) {
  const clusters = [],
    home = new Map(),
    bins = new Map();
  for (const at of cells) {
    const px = sumX[at] / count[at],
      py = sumY[at] / count[at];
    const column = Math.floor(px / reach),
      row = Math.floor(py / reach);
    let found = null;
    for (let c = column - 1; c <= column + 1 && !found; c++)
      for (let r = row - 1; r <= row + 1 && !found; r++)
        found =
          bins.get(c * 65536 + r)?.find((other) => Math.hypot(other.seedX - px, other.seedY - py) < reach) ?? null;
    if (!found) {
      found = makeCluster(px, py, first[at]);
      clusters.push(found);
      const key = column * 65536 + row;
      if (bins.has(key)) bins.get(key).push(found);
      else bins.set(key, [found]);
    }
    found.x = (found.x * found.count + sumX[at]) / (found.count + count[at]);
    found.y = (found.y * found.count + sumY[at]) / (found.count + count[at]);
    found.count += count[at];
    home.set(at, found);
  }
  return {clusters, home};
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
    const before = apart.length;
    const sorted = [...apart].sort((p, q) => q.count - p.count);
    apart = [];
    for (const cluster of sorted) {
      const near = apart.find(
        (other) =>
          Math.abs(other.x - cluster.x) < 52 &&
          Math.hypot(other.x - cluster.x, other.y - cluster.y) < footprint(other) + footprint(cluster),
      );
      if (!near) {
        apart.push(cluster);
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
