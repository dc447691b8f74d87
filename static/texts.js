// The texts of the events: blocks that stay compressed until they are asked for, and the search through all of them.
// Nothing here needs the document, so that it can run in a thread of its own (see worker.js).

export const ROLES = [
  "site", "origin", "destination", "claimed_destination", "launch", "impact", "line_crossed", "target", "route", "area",
];

const KEPT = 24; // blocks that are kept read, those used last
const PAUSE = 40; // milliseconds of work, after which others have their turn

// ------------------------------------------------------------------------------------------------------------- parts

/** Where the parts of a payload lie: {directory, bytes, at}. */
export function directoryOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, false) !== 0x47455631) throw new Error("This is no geoevents payload.");
  const length = view.getUint32(4, true);
  return {directory: JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))), bytes, at: 8 + length};
}

/** The compressed bytes of a part. */
export function partIn({directory, bytes, at}, name) {
  const [from, size] = directory[name];
  return bytes.subarray(at + from, at + from + size);
}

export async function unzip(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// ------------------------------------------------------------------------------------------------------------- cells

const FOLD = "\0";
const REPEATED = ["quote", "words", "url", "publisher", "title"]; // what a number in a cell stands for

function cell(column, i) {
  if (Array.isArray(column)) return column[i];
  if ("only" in column) return column.only;
  if ("from" in column) return column.from + i;
  return column.values[column.which[i]];
}

const unfolded = (text, inner) => text.replace(FOLD, () => inner);

/** Python counts code points, the browser UTF-16 units: the same but for characters beyond U+FFFF. */
function utf16Marks(marks, quote) {
  if (!/[\ud800-\udbff]/.test(quote)) return marks;
  const at = [0];
  for (const character of quote) at.push(at[at.length - 1] + character.length);
  return marks.map(([start, end, kind]) => [at[start], at[end], kind]);
}

function textOf(block, i, from, until, roles) {
  const text = {};
  for (const name in block.events) text[name] = cell(block.events[name], i);
  text.placements = [];
  for (let p = from; p < until; p++) {
    const placement = {role: roles[p - from]};
    for (const name in block.places) placement[name] = cell(block.places[name], p);
    placement.place = unfolded(placement.place, placement.words);
    text.placements.push(placement);
  }
  text.title = unfolded(text.title, text.placements[0]?.place ?? "");
  text.when = unfolded(text.when, text.when_short);
  text.marks = utf16Marks(text.marks, text.quote);
  const known = {...text, words: text.placements[0]?.words};
  const cells = block.names.map((name, k) => [name, cell(block.cells[k], i)]).filter(([, value]) => value !== null);
  text.src = Object.fromEntries(cells.map(([name, value]) => [name, typeof value === "number" ? known[REPEATED[value]] : value]));
  return text;
}

// ------------------------------------------------------------------------------------------------------------ search

/** All words must occur, in any order; "in quotes" counts as one. Pure. */
export function needles(query) {
  return [...query.toLowerCase().matchAll(/"([^"]+)"|(\S+)/g)].map((m) => m[1] ?? m[2]);
}

/** What the search looks through, in lower case; what is said already is not said again. Pure. */
export function haystack(text) {
  let hay = `${text.title}\n${text.quote}`;
  const add = (words) => {
    if (words && !hay.includes(words)) hay += `\n${words}`;
  };
  for (const {place, words} of text.placements ?? []) {
    add(place);
    add(words);
  }
  add(text.who);
  add(text.publisher);
  return hay.toLowerCase();
}

/** What of an event of a block is searched; the texts of all fields would take twice as long to make. */
function searchedOf({events, places}, i, from, until) {
  const placements = [];
  for (let p = from; p < until; p++) {
    const words = cell(places.words, p);
    placements.push({words, place: unfolded(cell(places.place, p), words)});
  }
  const title = unfolded(cell(events.title, i), placements[0]?.place ?? "");
  const own = (column) => ("only" in column ? "" : cell(column, i));
  return {title, quote: cell(events.quote, i), placements, who: own(events.who), publisher: own(events.publisher)};
}

/** The haystacks of a block as one string, where each begins, and what all of them share. */
function hayOf(block, firsts) {
  const starts = new Uint32Array(firsts.length),
    hays = [];
  for (let k = 0; k + 1 < firsts.length; k++) {
    const hay = haystack(searchedOf(block, k, firsts[k] - firsts[0], firsts[k + 1] - firsts[0]));
    starts[k + 1] = starts[k] + hay.length + 1;
    hays.push(hay);
  }
  const {who, publisher} = block.events;
  const shared = [who, publisher].map(({only}) => only ?? "");
  return {text: hays.join("\n"), starts, shared: shared.join("\n").toLowerCase()};
}

/** Marks in `found` those of a block that hold all words: one run through the string per word, from hit to hit. Pure. */
export function markIn({text, starts, shared}, words, found) {
  found.fill(words.length ? 1 : 0);
  for (const word of words) {
    if (shared.includes(word)) continue;
    let k = 0; // those before it are done with this word
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, starts[k])) {
      const missed = k;
      while (starts[k + 1] <= at) k++;
      found.fill(0, missed, k++);
      if (k === found.length) break;
    }
    found.fill(0, k);
  }
  return found;
}

const pause = () => new Promise((done) => setTimeout(done));

/** The texts of a payload. Made of {directory, bytes, at, n, first, role, block}. */
export class Texts {
  constructor(given) {
    Object.assign(this, given);
    this.blocks = new Map();
    this.hays = [];
    this.asked = 0;
  }

  /** The texts of some events, in their order. */
  async read(events) {
    const found = [];
    for (const i of events) {
      const b = Math.floor(i / this.block);
      found.push(this.textIn(await this.keptBlock(b), i, b * this.block));
    }
    return found;
  }

  /**
   * Which events hold all words of a query: a mask; null where another was asked for meanwhile. The first search reads
   * all texts; what it looks through is kept, as one string per block.
   */
  async find(query) {
    const words = needles(query),
      found = new Uint8Array(this.n),
      mine = ++this.asked;
    let since = performance.now();
    for (let b = 0; b * this.block < this.n; b++) {
      this.hays[b] ??= await this.readHay(b);
      markIn(this.hays[b], words, found.subarray(b * this.block, (b + 1) * this.block));
      if (performance.now() - since > PAUSE) {
        await pause();
        since = performance.now();
      }
      if (mine !== this.asked) return null;
    }
    return found;
  }

  keptBlock(b) {
    const block = this.blocks.get(b) ?? this.readBlock(b);
    this.blocks.delete(b); // the one used last stands last
    this.blocks.set(b, block);
    if (this.blocks.size > KEPT) this.blocks.delete(this.blocks.keys().next().value);
    return block;
  }

  async readBlock(b) {
    return JSON.parse(new TextDecoder().decode(await unzip(partIn(this, `text${b}`))));
  }

  /** Numbers of the first placements of a block's events, and of the one behind the last. */
  firsts(b) {
    return this.first.subarray(b * this.block, Math.min(this.n, (b + 1) * this.block) + 1);
  }

  async readHay(b) {
    return hayOf(await this.readBlock(b), this.firsts(b));
  }

  /** The text of event i in a block that begins with event `start`. */
  textIn(block, i, start) {
    const [from, until, before] = [this.first[i], this.first[i + 1], this.first[start]];
    const roles = Array.from(this.role.subarray(from, until), (r) => ROLES[r]);
    return textOf(block, i - start, from - before, until - before, roles);
  }
}
