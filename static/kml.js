// KML 2.2 of features: what people take to a globe. Every text is escaped; a half-open day ends on its last day.

import {groupedBy} from "./lists.js";

const SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"};
// Characters that XML 1.0 cannot hold are left out.
const escaped = (value) =>
  String(value)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "")
    .replace(/[&<>"]/g, (sign) => SIGNS[sign]);

const positions = (line) => line.map(([lon, lat]) => `${lon},${lat}`).join(" ");
const ring = (line) => `<LinearRing><coordinates>${positions(line)}</coordinates></LinearRing>`;

const GEOMETRIES = {
  Point: (at) => `<Point><coordinates>${at[0]},${at[1]}</coordinates></Point>`,
  LineString: (line) => `<LineString><tessellate>1</tessellate><coordinates>${positions(line)}</coordinates></LineString>`,
  Polygon: ([outer, ...holes]) =>
    `<Polygon><outerBoundaryIs>${ring(outer)}</outerBoundaryIs>${holes.map((hole) => `<innerBoundaryIs>${ring(hole)}</innerBoundaryIs>`).join("")}</Polygon>`,
};

function geometryOf({type, coordinates}) {
  if (type in GEOMETRIES) return GEOMETRIES[type](coordinates);
  const single = GEOMETRIES[type.replace("Multi", "")];
  return `<MultiGeometry>${coordinates.map(single).join("")}</MultiGeometry>`;
}

function timeOf({start_date: begin, end_date: end}) {
  if (!begin && !end) return "";
  const last = end ? new Date(Date.parse(end) - 1000).toISOString().replace(".000Z", "Z") : "";
  return `<TimeSpan>${begin ? `<begin>${begin}</begin>` : ""}${last ? `<end>${last}</end>` : ""}</TimeSpan>`;
}

export function placemark({geometry, properties}) {
  const data = Object.entries(properties)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => `<Data name="${escaped(name)}"><value>${escaped(value)}</value></Data>`);
  return (
    `<Placemark><name>${escaped(properties.summary ?? "")}</name><description>${escaped(properties.quote ?? "")}</description>` +
    `${timeOf(properties)}<ExtendedData>${data.join("")}</ExtendedData>${geometry ? geometryOf(geometry) : ""}</Placemark>`
  );
}

/** What stands before and after all folders, and a folder with its placemarks. Pure. */
export const kmlStart = (title) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>${escaped(title)}</name>\n`;
export const kmlEnd = "</Document></kml>\n";
export const folderStart = (kind) => `<Folder><name>${escaped(kind)}</name>`;
export const folderEnd = "</Folder>\n";

/** One folder per event type; features as take.js makes them. Pure. */
export function kmlOf(features, title = "") {
  const folders = [...groupedBy(features, ({properties}) => properties.kind)].map(
    ([kind, members]) => `${folderStart(kind)}${members.map(placemark).join("\n")}${folderEnd}`,
  );
  return `${kmlStart(title)}${folders.join("")}${kmlEnd}`;
}
