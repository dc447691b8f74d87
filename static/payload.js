// The other half of geoevents/render/payload.py: one base64 string -> a Store of typed arrays and texts.
// Nothing here touches the document, and no text is ever treated as anything but text.

import {ROLES, Texts, directoryOf, partIn, unzip} from "./texts.js";

export const ASSERTIONS = ["reported", "claimed", "denied", "warned", "planned", "hypothetical", "negated"];
export const PRECISIONS = [
  "exact", "near", "admin2", "admin1", "region", "country", "water", "coast", "line", "route",
];

const SHAPE_TYPES = ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"];
const NAN = -(2 ** 31);
const READY_BELOW = 5000; // so few texts are read at once; more are read when asked for

/** base64 -> Uint8Array. The built-in is four times as fast, where it exists. */
export function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

// ----------------------------------------------------------------------------------------------------------- columns

const ARRAYS = {
  u8: Uint8Array, i8: Int8Array, u32: Uint32Array, i32: Int32Array, f32: Float32Array, f64: Float64Array,
};

/** Byte planes -> numbers: byte b of number i lies at b * n + i. */
function unplane(bytes, n, Type) {
  const size = Type.BYTES_PER_ELEMENT;
  const whole = new Uint8Array(n * size);
  for (let b = 0; b < size; b++) for (let i = 0, from = b * n; i < n; i++) whole[i * size + b] = bytes[from + i];
  return new Type(whole.buffer);
}

function sum32(bytes, n, Type) {
  const numbers = new Type(n);
  let last = 0;
  for (let i = 0; i < n; i++) {
    last = (last + (bytes[i] | (bytes[n + i] << 8) | (bytes[2 * n + i] << 16) | (bytes[3 * n + i] << 24))) | 0;
    numbers[i] = last;
  }
  return numbers;
}

/** One column from its entry in the directory. Numbers are little-endian, as on every machine that runs a browser. */
function column({type, code, n, at, size, times, over}, data) {
  const bytes = data.subarray(at, at + size);
  const Type = ARRAYS[type];
  if (code === "raw") return new Type(bytes.slice().buffer);
  if (code === "planes") return unplane(bytes, n, Type);
  if (code === "delta") return sum32(bytes, n, Type);
  const steps = sum32(bytes, n, Int32Array);
  const numbers = new Float64Array(n);
  for (let i = 0; i < n; i++) numbers[i] = steps[i] === NAN ? NaN : (steps[i] * times) / over;
  return numbers;
}

// ------------------------------------------------------------------------------------------------------------- lines

/** Reads LEB128 numbers from bytes, one after the other. */
export class Numbers {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  next() {
    let value = 0;
    let weight = 1;
    for (;;) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * weight;
      if (byte < 128) return value;
      weight *= 128;
    }
  }

  signed() {
    const value = this.next();
    return value % 2 ? -(value + 1) / 2 : value / 2;
  }

  skip(count) {
    for (let left = count; left > 0; ) if (this.bytes[this.at++] < 128) left--;
  }
}

/** `lengths` lines of vertices, each from 0, 0, in steps of 1/scale degree. */
function readLines(numbers, lengths, scale) {
  const offsets = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, j) => (offsets[j + 1] = offsets[j] + length));
  const total = offsets[lengths.length];
  const lon = new Float64Array(total);
  const lat = new Float64Array(total);
  for (let j = 0; j < lengths.length; j++) {
    let x = 0;
    let y = 0;
    for (let i = offsets[j]; i < offsets[j + 1]; i++) {
      x += numbers.signed();
      y += numbers.signed();
      lon[i] = x / scale;
      lat[i] = y / scale;
    }
  }
  return {offsets, lon, lat};
}

export function readLineSet(numbers, scale) {
  const count = numbers.next();
  const lengths = Array.from({length: count}, () => numbers.next());
  return readLines(numbers, lengths, scale);
}

class Shapes {
  constructor(bytes) {
    this.bytes = bytes;
    const numbers = new Numbers(bytes);
    this.starts = [];
    for (let left = numbers.next(); left > 0; left--) {
      this.starts.push(numbers.at);
      const {lengths} = this.head(numbers);
      numbers.skip(2 * lengths.reduce((sum, length) => sum + length, 0));
    }
    this.read = new Array(this.starts.length);
  }

  head(numbers) {
    const type = SHAPE_TYPES[numbers.next()];
    const scale = 10 ** numbers.next();
    const parts = numbers.next();
    const rings = Array.from({length: parts}, () => (type.endsWith("Polygon") ? numbers.next() : 1));
    const count = rings.reduce((sum, n) => sum + n, 0);
    return {type, scale, rings, lengths: Array.from({length: count}, () => numbers.next())};
  }

  lines(j) {
    const numbers = new Numbers(this.bytes);
    numbers.at = this.starts[j];
    const {type, scale, rings, lengths} = this.head(numbers);
    return {type, rings, lines: readLines(numbers, lengths, scale)};
  }

  geometry(j) {
    if (this.read[j]) return this.read[j];
    const {type, rings, lines} = this.lines(j);
    const {offsets, lon, lat} = lines;
    const flat = Array.from({length: offsets.length - 1}, (_, r) =>
      Array.from({length: offsets[r + 1] - offsets[r]}, (_, i) => [lon[offsets[r] + i], lat[offsets[r] + i]]),
    );
    let at = 0;
    const parts = rings.map((count) => flat.slice(at, (at += count)));
    const coordinates = {
      Point: () => flat[0][0],
      MultiPoint: () => flat.map(([point]) => point),
      LineString: () => flat[0],
      MultiLineString: () => flat,
      Polygon: () => parts[0],
      MultiPolygon: () => parts,
    }[type]();
    this.read[j] = {type, coordinates};
    return this.read[j];
  }
}

// ---------------------------------------------------------------------------------------------------------- base map

/** Outlines without the edges that a knife made: those along a box's margin, and along the antimeridian. */
function withoutCuts({offsets, lon, lat}, boxes, margin) {
  const lons = [180, -180, ...boxes.flatMap(([west, , east]) => [west - margin, east + margin])];
  const lats = boxes.flatMap(([, south, , north]) => [south - margin, north + margin]);
  const along = (edges, a, b) => Math.abs(a - b) < 2e-4 && edges.some((edge) => Math.abs(a - edge) < 2e-4);
  const starts = [0];
  const [keptLon, keptLat] = [[], []];
  const end = () => keptLon.length > starts[starts.length - 1] && starts.push(keptLon.length);
  for (let j = 0; j + 1 < offsets.length; j++) {
    for (let i = offsets[j]; i < offsets[j + 1]; i++) {
      if (i > offsets[j] && (along(lons, lon[i - 1], lon[i]) || along(lats, lat[i - 1], lat[i]))) end();
      keptLon.push(lon[i]);
      keptLat.push(lat[i]);
    }
    end();
  }
  return {offsets: Uint32Array.from(starts), lon: Float64Array.from(keptLon), lat: Float64Array.from(keptLat)};
}

function readBase(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(0, true);
  const {sections, labels, named} = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const numbers = new Numbers(bytes.subarray(4 + length));
  const base = {scales: [], labels, named};
  for (const {sets, scale, water, margin, ...rest} of sections) {
    const read = Object.fromEntries(sets.map((name) => [name, readLineSet(numbers, scale)]));
    if (rest.boxes) read.coast = withoutCuts(read.land, rest.boxes, margin);
    if (water) Object.assign(base, read);
    else base.scales.push({...rest, ...read});
  }
  return base;
}

// ------------------------------------------------------------------------------------------------------------- store

class Store {
  constructor(head) {
    const {columns, block, ...rest} = head;
    Object.assign(this, rest);
    this.ready_texts = null;
    this.reader = null;
  }

  /** GeoJSON geometry number j, read at its first use. */
  geometry(j) {
    return this.geometries.geometry(j);
  }

  /** All rings or lines of geometry number j, flat: {offsets, lon, lat}. */
  rings(j) {
    return this.geometries.lines(j).lines;
  }

  async text(i) {
    return (await this.textsOf([i]))[0];
  }

  /** The texts of some events, in their order. */
  async textsOf(events) {
    if (this.ready_texts) return Array.from(events, (i) => this.ready_texts[i]);
    return this.reader.read(events);
  }

  /** Which events hold all words: a mask. */
  find(words) {
    return this.reader.find(words);
  }
}

/**
 * Reads a payload. Texts of large pages stay compressed until they are asked for.
 *
 * @param {(texts: object) => object} readerOf what reads the texts, of what Texts is made of: Texts itself, or something
 *   that asks one in another thread
 */
export async function decode(base64, readerOf = (given) => new Texts(given)) {
  const {directory, bytes, at} = directoryOf(bytesOf(base64));
  const part = (name) => unzip(partIn({directory, bytes, at}, name));
  const [head, data, shapes, base] = await Promise.all(["head", "columns", "shapes", "base"].map(part));
  const description = JSON.parse(new TextDecoder().decode(head));
  const store = new Store(description);
  for (const entry of description.columns) store[entry.name] = column(entry, data);
  store.geometries = new Shapes(shapes);
  store.shapes = store.geometries.read;
  store.base = readBase(base);
  const {n, first, role} = store;
  const given = {directory, bytes, at, n, first, role, block: description.block};
  store.reader = n > READY_BELOW ? readerOf(given) : new Texts(given);
  if (n <= READY_BELOW) store.ready_texts = await store.reader.read(Array.from({length: n}, (_, i) => i));
  return store;
}
