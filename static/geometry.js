// Pure geometry. World coordinates are Web Mercator with the whole turn of the globe from 0 to 1, x to the east, y to
// the south; x runs on past 0 and 1 where a shape crosses the antimeridian.

export const EQUATOR_M = 40075016.7;
export const radians = (degrees) => (degrees * Math.PI) / 180;
export const mercatorX = (lon) => (lon + 180) / 360;
export const lonOf = (x) => x * 360 - 180;
export const latOf = (y) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

export function mercatorY(lat) {
  const sine = Math.sin(radians(Math.max(-85.05, Math.min(85.05, lat))));
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

/** Flat world coordinates [x, y, x, y, ...] with their bounds. */
export function boundedLine(line) {
  let west = Infinity,
    north = Infinity,
    east = -Infinity,
    south = -Infinity;
  for (let i = 0; i < line.length; i += 2) {
    if (line[i] < west) west = line[i];
    if (line[i] > east) east = line[i];
    if (line[i + 1] < north) north = line[i + 1];
    if (line[i + 1] > south) south = line[i + 1];
  }
  return {line, west, north, east, south};
}

/** Columns of degrees ({offsets, lon, lat}) -> bounded lines in world coordinates. */
export function linesOfColumns(columns) {
  if (!columns || !columns.offsets) return [];
  const {offsets, lon, lat} = columns;
  const lines = [];
  for (let j = 0; j + 1 < offsets.length; j++) {
    const count = offsets[j + 1] - offsets[j];
    if (count < 2) continue;
    const line = new Float64Array(2 * count);
    for (let i = 0; i < count; i++) {
      line[2 * i] = mercatorX(lon[offsets[j] + i]);
      line[2 * i + 1] = mercatorY(lat[offsets[j] + i]);
    }
    lines.push(boundedLine(line));
  }
  return lines;
}

function lineOfPositions(positions) {
  const line = new Float64Array(2 * positions.length);
  positions.forEach(([lon, lat], i) => {
    line[2 * i] = mercatorX(lon);
    line[2 * i + 1] = mercatorY(lat);
  });
  return boundedLine(line);
}

const EMPTY = {kind: "none", lines: [], parts: [], west: NaN, north: NaN, east: NaN, south: NaN};

/**
 * A GeoJSON geometry, split at the antimeridian as RFC 7946 wants it, in world coordinates and whole again: the part
 * beyond 180 degrees runs on. `lines` are all rings or lines; `parts` groups the rings of each polygon.
 */
export function worldShape(geometry) {
  const pieces = flatten(geometry);
  const dimension = Math.max(-1, ...pieces.map((piece) => piece.dimension));
  if (dimension < 0) return EMPTY;
  const parts = pieces.filter((piece) => piece.dimension === dimension).map(({rings}) => rings.map(lineOfPositions));
  joinAtAntimeridian(parts);
  const lines = parts.flat();
  return {
    kind: ["point", "line", "area"][dimension],
    parts,
    lines,
    west: Math.min(...lines.map((l) => l.west)),
    north: Math.min(...lines.map((l) => l.north)),
    east: Math.max(...lines.map((l) => l.east)),
    south: Math.max(...lines.map((l) => l.south)),
  };
}

function flatten(geometry) {
  const {type, coordinates} = geometry ?? {};
  if (type === "GeometryCollection") return geometry.geometries.flatMap(flatten);
  const as = (dimension, rings) => ({dimension, rings: rings.filter((ring) => ring.length)});
  const pieces =
    {
      Point: () => [as(0, [[coordinates]])],
      MultiPoint: () => coordinates.map((point) => as(0, [[point]])),
      LineString: () => [as(1, [coordinates])],
      MultiLineString: () => coordinates.map((line) => as(1, [line])),
      Polygon: () => [as(2, coordinates)],
      MultiPolygon: () => coordinates.map((rings) => as(2, rings)),
    }[type]?.() ?? [];
  return pieces.filter((piece) => piece.rings.length);
}

const NEAR = 1e-7;
function joinAtAntimeridian(parts) {
  const lines = parts.flat();
  if (!lines.some((l) => l.east > 1 - NEAR && l.west > NEAR) || !lines.some((l) => l.west < NEAR && l.east < 1 - NEAR))
    return;
  for (const part of parts)
    part.forEach((l, i) => {
      if ((l.west + l.east) / 2 < 0.5) part[i] = boundedLine(l.line.map((value, k) => (k % 2 ? value : value + 1)));
    });
}

/** True for the stretch of an edge that exists only because a shape was cut at the antimeridian. */
export const isSeam = (x0, x1) => Math.abs(x0 - x1) < NEAR && Math.abs(x0 - Math.round(x0)) < NEAR;

export function lengthOf(line) {
  let length = 0;
  for (let i = 2; i < line.length; i += 2) length += Math.hypot(line[i] - line[i - 2], line[i + 1] - line[i - 1]);
  return length;
}

/** The point at a fraction of a line's length, with the direction there (over a stretch of `reach` of the length). */
export function pointAlong(line, fraction, reach = 0.06) {
  const total = lengthOf(line);
  const at = (wanted) => {
    let left = Math.max(0, Math.min(1, wanted)) * total;
    for (let i = 2; i < line.length; i += 2) {
      const step = Math.hypot(line[i] - line[i - 2], line[i + 1] - line[i - 1]);
      if (left <= step && step > 0) {
        const t = left / step;
        return [line[i - 2] + (line[i] - line[i - 2]) * t, line[i - 1] + (line[i + 1] - line[i - 1]) * t];
      }
      left -= step;
    }
    return [line[line.length - 2], line[line.length - 1]];
  };
  const [x, y] = at(fraction);
  const [ax, ay] = at(fraction - reach);
  const [bx, by] = at(fraction + reach);
  const length = Math.hypot(bx - ax, by - ay) || 1;
  return {x, y, dx: (bx - ax) / length, dy: (by - ay) / length};
}

/** The lines that count: the longest and those of at least a quarter of its length, longest first. */
export function mainLines(lines, limit = 4) {
  const measured = lines.map((line) => ({line, length: lengthOf(line.line)})).sort((a, b) => b.length - a.length);
  return measured
    .filter(({length}) => length >= measured[0].length / 4)
    .slice(0, limit)
    .map(({line}) => line);
}

export function insideRings(rings, x, y) {
  let inside = false;
  for (const {line, west, east, north, south} of rings) {
    if (x < west || x > east || y < north || y > south) continue;
    for (let i = 0, j = line.length - 2; i < line.length; j = i, i += 2) {
      const yi = line[i + 1],
        yj = line[j + 1];
      if (yi > y !== yj > y && x < ((line[j] - line[i]) * (y - yi)) / (yj - yi) + line[i]) inside = !inside;
    }
  }
  return inside;
}

const GRID = 18;
const WELL_INSIDE = 0.08; // of the greatest squared depth

/**
 * The point for an area's symbol: as near to its middle as lies well inside it. A middle that lies outside, or close to
 * an edge, would name the wrong ground; the deepest point alone may lie far off in one corner.
 */
function wellInside(rings, [x, y]) {
  const {west, east, north, south} = rings[0];
  const spots = [];
  let most = 0;
  const take = (px, py) => {
    if (!insideRings(rings, px, py)) return;
    const depth = depthIn(rings, px, py);
    most = Math.max(most, depth);
    spots.push({px, py, depth, far: Math.hypot(px - x, py - y)});
  };
  take(x, y);
  for (let i = 1; i < GRID; i++)
    for (let j = 1; j < GRID; j++) take(west + ((east - west) * i) / GRID, north + ((south - north) * j) / GRID);
  if (!spots.length) return [rings[0].line[0], rings[0].line[1]];
  const best = spots.filter(({depth}) => depth >= WELL_INSIDE * most).sort((a, b) => a.far - b.far)[0];
  return [best.px, best.py];
}

/** Squared distance to the nearest edge; long rings are asked at some of their vertices only. */
function depthIn(rings, x, y) {
  let near = Infinity;
  for (const {line} of rings) {
    const stride = 2 * Math.max(1, Math.floor(line.length / 1200));
    for (let i = 0; i < line.length; i += stride) near = Math.min(near, (line[i] - x) ** 2 + (line[i + 1] - y) ** 2);
    for (let i = 2; i < line.length && line.length < 80; i += 2)
      near = Math.min(near, distanceToSegment2(x, y, line[i - 2], line[i - 1], line[i], line[i + 1]));
  }
  return near;
}

function distanceToSegment2(x, y, ax, ay, bx, by) {
  const [dx, dy] = [bx - ax, by - ay];
  const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return (ax + t * dx - x) ** 2 + (ay + t * dy - y) ** 2;
}

/** Where the symbol of a shape stands, in world coordinates: the point, the middle of the longest line, well inside the area. */
export function anchorOf(shape) {
  if (shape.kind === "point") return [shape.lines[0].line[0], shape.lines[0].line[1]];
  if (shape.kind === "line") {
    const {x, y} = pointAlong(mainLines(shape.lines, 1)[0].line, 0.5);
    return [x, y];
  }
  const size = ([{west, east, north, south}]) => (east - west) * (south - north);
  const parts = [...shape.parts].sort((a, b) => size(b) - size(a));
  const middle = centerOf(parts.map(([ring]) => ring));
  const whole = parts.length === 1 || size(parts[0]) >= 0.5 * parts.reduce((sum, part) => sum + size(part), 0);
  if (whole) return wellInside(parts[0], middle);
  // No part is the whole: the one in the middle of all speaks for them.
  const near = ([{west, east, north, south}]) =>
    Math.hypot(Math.max(west - middle[0], 0, middle[0] - east), Math.max(north - middle[1], 0, middle[1] - south));
  const home =
    parts.find((part) => insideRings(part, ...middle)) ?? parts.slice(0, 12).sort((a, b) => near(a) - near(b))[0];
  return wellInside(home, middle);
}

/** The center of gravity of rings. */
function centerOf(rings) {
  let [sumX, sumY, sum] = [0, 0, 0];
  for (const {line} of rings) {
    const sign = Math.sign(ringCross(line));
    for (let i = 0, j = line.length - 2; i < line.length; j = i, i += 2) {
      const cross = (line[j] * line[i + 1] - line[i] * line[j + 1]) * sign;
      sum += cross;
      sumX += (line[j] + line[i]) * cross;
      sumY += (line[j + 1] + line[i + 1]) * cross;
    }
  }
  return sum
    ? [sumX / (3 * sum), sumY / (3 * sum)]
    : [(rings[0].west + rings[0].east) / 2, (rings[0].north + rings[0].south) / 2];
}
function ringCross(line) {
  let cross = 0;
  for (let i = 0, j = line.length - 2; i < line.length; j = i, i += 2)
    cross += line[j] * line[i + 1] - line[i] * line[j + 1];
  return cross;
}

/** `steps` + 1 points on the great circle from a to b ([lon, lat] degrees), flat, in world coordinates that run on. */
export function greatCircle([lonA, latA], [lonB, latB], steps = 160) {
  const unit = (lon, lat) => [
    Math.cos(radians(lat)) * Math.cos(radians(lon)),
    Math.cos(radians(lat)) * Math.sin(radians(lon)),
    Math.sin(radians(lat)),
  ];
  const a = unit(lonA, latA),
    b = unit(lonB, latB);
  const angle = Math.acos(Math.max(-1, Math.min(1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));
  const line = new Float64Array(2 * steps + 2);
  let last = lonA;
  for (let i = 0; i <= steps; i++) {
    const t = i / steps,
      sine = Math.sin(angle);
    // Ends that are the same or opposite have no one great circle: go straight in longitude and latitude.
    const straight = sine < 1e-9;
    const p = straight ? 1 - t : Math.sin((1 - t) * angle) / sine,
      q = straight ? t : Math.sin(t * angle) / sine;
    const [x, y, z] = a.map((value, axis) => p * value + q * b[axis]);
    let lon = straight ? lonA + (lonB - lonA) * t : (Math.atan2(y, x) * 180) / Math.PI;
    lon += 360 * Math.round((last - lon) / 360);
    last = lon;
    line[2 * i] = mercatorX(lon);
    line[2 * i + 1] = mercatorY(
      straight ? latA + (latB - latA) * t : (Math.atan2(z, Math.hypot(x, y)) * 180) / Math.PI,
    );
  }
  return line;
}

/** The narrowest window of longitudes (world x) that holds all intervals [west, east]; at most one turn. */
export function narrowestWindow(intervals) {
  if (!intervals.length) return null;
  const cut = intervals
    .map(([west, east]) => [west - Math.floor(west), east - Math.floor(west)])
    .sort((a, b) => a[0] - b[0]);
  const first = cut[0][0];
  let until = cut[0][1],
    gap = -1,
    from = first;
  for (const [west, east] of cut.slice(1)) {
    if (west - until > gap) [gap, from] = [west - until, west];
    until = Math.max(until, east);
  }
  if (first + 1 - until >= gap) [gap, from] = [first + 1 - until, first];
  if (gap <= 0) return [0, 1];
  const width = 1 - gap;
  const turn = Math.floor(from + width / 2);
  return [from - turn, from - turn + width];
}
