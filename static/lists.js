// Small helpers for lists of events.

/** Whether an event (-1: none) is among some. Pure. */
export const holds = (events, i) => i >= 0 && events.includes(i);

/** What `make` gives for a list, made once per list: a list of what is shown stays the same until a filter changes. */
export function onceFor(make) {
  const kept = new WeakMap();
  return (list, ...more) => {
    if (!kept.has(list)) kept.set(list, make(list, ...more));
    return kept.get(list);
  };
}

/** A list for each key, in order of appearance: a Map. Pure. */
export function groupedBy(list, keyOf) {
  const groups = new Map();
  for (const item of list) {
    const key = keyOf(item);
    if (groups.has(key)) groups.get(key).push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
