// The texts of a large page are read and searched in a thread of its own. It is made from the very script that stands in
// the page: nothing is fetched. Where a browser starts none (old pages, some frames), the same is done here.

import {Texts} from "./texts.js";

const SOURCE = typeof document === "object" ? document.currentScript?.textContent : null;
const PATIENCE = 5000; // milliseconds

/** What reads and searches texts: {read, find}, as Texts has them. The payload's bytes move into the thread. */
export function readerOf(given) {
  const reader = startThread()
    .catch(() => null)
    .then((thread) => (thread ? overThread(thread, given) : new Texts(given)));
  return {
    read: async (events) => (await reader).read(events),
    find: async (query) => (await reader).find(query),
  };
}

/** A thread that has said that it runs, or null. */
function startThread() {
  if (!SOURCE) return Promise.resolve(null);
  return new Promise((done) => {
    const address = URL.createObjectURL(new Blob([SOURCE], {type: "text/javascript"}));
    const thread = new Worker(address);
    const end = (found) => {
      clearTimeout(waiting);
      URL.revokeObjectURL(address);
      if (!found) thread.terminate();
      done(found);
    };
    const waiting = setTimeout(end, PATIENCE, null);
    thread.onmessage = () => end(thread);
    thread.onerror = () => end(null);
  });
}

function overThread(thread, given) {
  const waiting = new Map();
  let count = 0;
  thread.onmessage = ({data: {id, value, error}}) => {
    const {done, fail} = waiting.get(id);
    waiting.delete(id);
    error ? fail(new Error(error)) : done(value);
  };
  // What ends a thread (too little memory) must not leave those waiting who asked it.
  thread.onerror = ({message}) => {
    for (const {fail} of waiting.values()) fail(new Error(message));
    waiting.clear();
  };
  const ask = (name, argument, moved = []) =>
    new Promise((done, fail) => {
      waiting.set(++count, {done, fail});
      thread.postMessage({id: count, name, argument}, moved);
    });
  ask("open", given, [given.bytes.buffer]);
  return {read: (events) => ask("read", events), find: (query) => ask("find", query)};
}

/** The other side. */
function serve() {
  let texts = null;
  const acts = {
    open: async (given) => void (texts = new Texts(given)),
    read: (events) => texts.read(events),
    find: (query) => texts.find(query),
  };
  addEventListener("message", async ({data: {id, name, argument}}) => {
    try {
      const value = await acts[name](argument);
      postMessage({id, value}, value?.buffer ? [value.buffer] : []);
    } catch (error) {
      postMessage({id, error: error.message});
    }
  });
  postMessage({});
}

if (typeof document === "undefined" && typeof importScripts === "function") serve();
