// Every string of the viewer's own. What is said about an event comes with the data.

export const WORDS = {
  search: "Search events, places, sources",
  searching: "Reading the texts…",
  noResult: "No event says so.",
  noResultNow: (count) => `${count} outside the chosen time or types`,
  of: (shown, total) => ` of ${total} ${total === "1" ? "event" : "events"}`,
  allTypes: "Show all types",
  only: "only",
  howToRead: "How to read it",
  notOnMap: "Not on the map",
  allInTable: (count) => `All ${count} in the table`,
  problems: (count) => (count === 1 ? "1 problem while reading" : `${count} problems while reading`),
  allTime: "All time",
  undatedShown: (count) => `${count} without a date, shown`,
  undatedHidden: (count) => `${count} without a date, hidden while a span is chosen`,
  noDates: "No event has a date",
  play: "Play",
  pause: "Pause",
  from: "From",
  until: "Until",
  events: (count) => `${count} ${count === "1" ? "event" : "events"}`,
  emptyTitle: "No event matches",
  emptyAll: (total) => `The filters in force hide ${total === "1" ? "the only event" : `all ${total} events`}.`,
  emptyNoneTitle: "No events",
  emptyNone: "Nothing was found in this report that could be shown.",
  clear: (text) => `Clear “${text}”`,
  caption: (count) => `${count} ${count === "1" ? "event" : "events"}, by the filters in force`,
  more: (count) => `Show ${count} more`,
  found: "How this place was found",
  place: "place",
  trigger: "what happened",
  other: "number, date",
  when: "When",
  many: "How many",
  who: "Who says so",
  source: "Source",
  row: (row) => `row ${row}`,
  columns: "In the table",
  written: (words) => `“${words}”`,
  position: (at, total) => `${at} of ${total}`,
  here: (at, total) => `${at} of ${total} here`,
  hiddenNow: "not in the filter",
  previous: "Previous event",
  next: "Next event",
  close: "Close",
  copyLink: "Copy link",
  copyGeojson: "Copy GeoJSON",
  copyCitation: "Copy citation",
  copied: "Copied",
  notCopied: "Copying is not allowed here",
  takeAll: "Take along",
  takeGeojson: "GeoJSON",
  takeCsv: "CSV",
  takeNote: (count) => `The ${count} events that the filters show`,
  map: "Map",
  table: "Table",
  theme: "Light or dark",
  keys: "Keys",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  fit: "Show all events",
  fold: "Hide or show the panel",
  sheet: "Show more or less",
  layers: "Layers",
  types: "Event types",
  mapLabel: "Map of events. Press N for the next event, T for the table.",
  time: "Time",
  chart: "Events over time",
  event: "Event",
  view: "View",
  zoom: "Zoom",
  detail: "Detail",
  both: (a, b) => `${a} and ${b}`,
  scale: (length) => `100 px ≈ ${length} at mid-map`,
  claimedDestination: "Claimed destination",
  anyOf: "Any of ", // how Python's words begin where a region of countries is meant
  letterKeys: "Single-letter keys",
  toRead: {
    reported: "Reported",
    claimed: "Claimed",
    warned: "Warned of",
    denied: "Denied",
    somewhere: "Somewhere in here",
    all: "All of this",
    country: "Whole country",
    several: "Several events",
    radius: "Stated radius",
  },
  columnsOf: {what: "Event", when: "When", where: "Where", many: "How many", who: "Who says so", said: "Said as"},
  roles: {
    site: "Where",
    origin: "From",
    destination: "To",
    claimed_destination: "Claimed destination",
    launch: "Launched from",
    impact: "Came down at",
    line_crossed: "Line crossed",
    target: "Target",
    route: "Route",
    area: "Area",
  },
  assertions: {
    reported: ["Reported", ""],
    claimed: ["Claimed", "Somebody says so; nobody else confirms it in this report."],
    denied: ["Denied", "The report says that this was denied. What is drawn is what was denied."],
    warned: ["Warned of", "Announced as likely, not reported as done."],
    planned: ["Planned", "Announced for later, not reported as done."],
    hypothetical: ["If it happens", "The report speaks of what could happen, not of what did."],
    negated: ["Did not happen", "The report says that this did not happen."],
  },
  help: [
    ["/", "Search"],
    ["N  P", "Next, previous event"],
    ["Enter", "Open the event"],
    ["Esc", "Close"],
    ["T", "Map or table"],
    ["0", "Show all events"],
    ["[", "Hide or show the panel"],
    ["← →", "On a time handle: one day; with Shift, a month"],
    ["D", "Light or dark"],
    ["?", "This list"],
  ],
  months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
};

export const number = (value) => value.toLocaleString("en");

/** "2 Nov 2022" */
export function dayText(time, withYear = true) {
  const date = new Date(time);
  const day = `${date.getUTCDate()} ${WORDS.months[date.getUTCMonth()]}`;
  return withYear ? `${day} ${date.getUTCFullYear()}` : day;
}

/** A half-open span of time in words: "19 Aug – 2 Nov 2022"; hours where it is shorter than two days. */
export function spanText(from, to) {
  const hour = 36e5;
  if (to - from < 48 * hour && (from % 864e5 || to % 864e5)) {
    const clock = (time) => new Date(time).toISOString().slice(11, 16);
    const last = dayText(from) === dayText(to) ? "" : `${dayText(to, false)} `;
    return `${dayText(from)}, ${clock(from)} – ${last}${clock(to)} UTC`;
  }
  const last = to - 1;
  if (dayText(from) === dayText(last)) return dayText(from);
  const sameYear = new Date(from).getUTCFullYear() === new Date(last).getUTCFullYear();
  return `${dayText(from, !sameYear)} – ${dayText(last)}`;
}
