// Events that may be one and the same, told by several reports: the numbers of the column `cluster`, if there is one.

import {groupedBy} from "./lists.js";

const kept = new WeakMap();

/** The other events of the same cluster, in order. Pure. */
export function alsoTold(store, i) {
  if (!store.cluster || store.cluster[i] < 0) return [];
  if (!kept.has(store)) kept.set(store, groupedBy(store.cluster.keys(), (k) => store.cluster[k]));
  return kept.get(store).get(store.cluster[i]).filter((k) => k !== i);
}

/** What a reader knows a report by. Pure. */
export const reportOf = ({doc_title: title, publisher, source}) => title || publisher || source || "";
