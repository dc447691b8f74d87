// Names of countries in the reader's language. Browsers know them all by their codes, so that the page need not carry
// them; other names stay as the gazetteer has them.

// What the choice offers beside the languages that the browser asks for.
const OFFERED = "ar cs de el en es fa fr he hi id it ja ko nl pl pt ro ru sv tr uk vi zh".split(" ");

/** (code) -> name or null. English names are the gazetteer's own, which the report's places agree with. Pure. */
export function countryNames(language) {
  if (!language || base(language) === "en") return () => null;
  try {
    const names = new Intl.DisplayNames([language], {type: "region", fallback: "none"});
    return (code) => {
      try {
        return names.of(code) ?? null;
      } catch {
        return null; // no ISO code: Somaliland, Northern Cyprus
      }
    };
  } catch {
    return () => null; // no language
  }
}

const base = (language) => language.split("-")[0].toLowerCase();

/** Languages to choose from, [code, name in itself], those of the browser first. */
export function languages() {
  const asked = (navigator.languages ?? []).filter((language) => /^[A-Za-z]{2,3}(-\w+)*$/.test(language));
  const codes = [...new Set([...asked.map(base), ...OFFERED])];
  return codes.flatMap((code) => {
    try {
      return [[code, new Intl.DisplayNames([code], {type: "language"}).of(code) ?? code]];
    } catch {
      return [];
    }
  });
}

/** Gives every country label of a base map its `shown` name, and `shown` of the base: name -> shown. */
export function nameCountries(map, language) {
  const named = countryNames(language);
  map.language = language || "en";
  map.shown = new Map();
  for (const label of map.labels) {
    label.shown = label.kind === "country" && label.code ? (named(label.code) ?? label.name) : label.name;
    if (label.kind === "country") map.shown.set(label.name, label.shown);
  }
}

/** In capitals as the language has them; scripts without capitals, and those whose letters join, stay as they are. */
export const capitals = (text, language) => text.toLocaleUpperCase(language);
export const joinsLetters = (text) => /[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\ufb1d-\ufefc]/.test(text);
