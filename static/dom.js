// Making elements. Text reaches the page only as text nodes; nothing here parses markup.

const FORBIDDEN = new Set(["innerHTML", "outerHTML", "srcdoc", "href", "src"]);

/** h("p.note.wide", {hidden: true, onclick}, "text", child, ...): properties where the node has them, else attributes. */
export function h(what, props = {}, ...children) {
  const [tag, ...classes] = what.split(".");
  const node = document.createElement(tag || "div");
  if (classes.length) node.className = classes.join(" ");
  for (const [name, value] of Object.entries(props)) {
    if (FORBIDDEN.has(name)) throw new Error(`h() does not set ${name}`);
    if (name in node && !name.startsWith("aria")) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** The same for SVG, attributes only. */
export function svg(tag, props = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** The address if it is http or https, else null: a report may carry javascript: or file: addresses. */
export function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

/** A link that tells the other side nothing; plain text where the address is not one of the web. */
export function link(address, ...children) {
  const href = webAddress(address);
  if (!href) return h("span", {}, ...children);
  const node = h("a", {rel: "noreferrer noopener", target: "_blank"}, ...children);
  node.setAttribute("href", href);
  return node;
}

/** The parts of a text, with each place where `needle` stands in a <mark>. */
export function marked(text, needle) {
  const at = needle ? text.toLowerCase().indexOf(needle.toLowerCase()) : -1;
  if (at < 0) return [text];
  return [text.slice(0, at), h("mark", {}, text.slice(at, at + needle.length)), text.slice(at + needle.length)];
}
