// Events that may be one and the same, told by several reports: the numbers of the column `cluster`, if there is one.

const kept = new WeakMap();

/** The other events of the same cluster, in order. Pure. */
export function alsoTold(store, i) {
  if (!store.cluster || store.cluster[i] < 0) return [];
  if (!kept.has(store)) {
    const groups = new Map();
    store.cluster.forEach((number, k) => number >= 0 && groups.set(number, [...(groups.get(number) ?? []), k]));
    kept.set(store, groups);
  }
  return kept.get(store).get(store.cluster[i]).filter((k) => k !== i);
}

/** What a reader knows a report by. Pure. */
export const reportOf = ({doc_title: title, publisher, source}) => title || publisher || source || "";
