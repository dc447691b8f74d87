// Small helpers for lists of events.

/** Whether an event (-1: none) is among some. Pure. */
export const holds = (events, i) => i >= 0 && events.includes(i);

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
