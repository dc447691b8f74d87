// The canvas paints with the tokens of tokens.css, read from the root of the page part.

const HUES = ["vermilion", "amber", "violet", "blue", "green", "rose", "sky", "slate"];
const INKS = {
  paper: "paper",
  text: "text",
  muted: "muted",
  focus: "focus",
  sea: "sea",
  rim1: "rim1",
  rim2: "rim2",
  rim3: "rim3",
  land: "land",
  lake: "lake",
  border: "border",
  coast: "coast",
  country: "country",
  countryNamed: "country-named",
  city: "city",
  water: "water",
  halo: "halo",
  haloLand: "halo-land",
  haloSea: "halo-sea",
  frame: "frame",
  casing: "casing",
  barOff: "bar-off",
};

/** All colours and fonts that the canvases use, for the theme in force on `root`. */
export function readInk(root) {
  const style = getComputedStyle(root);
  const token = (name) => style.getPropertyValue(`--${name}`).trim();
  const ink = {hues: {}, dark: root.dataset.theme === "dark", fonts: {sans: token("font"), serif: token("font-water")}};
  for (const name of HUES) {
    const hue = token(`hue-${name}`);
    ink.hues[name] = {
      name,
      fill: hue,
      line: hue,
      deep: token(`deep-${name}`),
      text: token(`text-${name}`),
      tint: tinted(hue),
    };
  }
  for (const [name, of] of Object.entries(INKS)) ink[name] = token(of);
  ink.key = `${ink.land}${ink.sea}`;
  ink.plainHue = {
    name: "plain",
    fill: ink.muted,
    line: ink.muted,
    deep: ink.text,
    text: ink.muted,
    tint: tinted(ink.muted),
  };
  return ink;
}

function tinted(hex) {
  const parts = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
  return (alpha) => `rgb(${parts.join(" ")} / ${alpha})`;
}

export function themeFor(wanted) {
  if (wanted === "light" || wanted === "dark") return wanted;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
