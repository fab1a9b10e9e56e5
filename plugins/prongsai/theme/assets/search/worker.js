/**
 * Takes the place of the theme's search worker and speaks its messages: SETUP → READY, QUERY → RESULT. The theme starts
 * it on every page; the engine and the index are fetched when something is first typed. The index in use is named by
 * what the theme fetches as a page opens (search/search_index.json), so a page keeps the index of its own time.
 */
(() => {
  "use strict";
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
  const api = {
    engine: "../../search/engine.js", // its published name once built
    /** Fetches engine and index; file-worker.js puts its own in place of this. The worker is three folders deep. */
    async load(name) {
      importScripts(api.engine);
      const response = await fetch(new URL(`../../../search/${name}`, self.location.href));
      if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
      return response.json();
    },
    handle,
  };
  let ready = null, index = "";

  /** Loads once; a failure is forgotten, so that the next key tries again. */
  function prepare() {
    ready ??= api.load(index).then((loaded) => globalThis.prongsaiSearch.open(loaded)).catch((error) => {
      ready = null;
      throw error;
    });
    return ready;
  }

  async function handle({ type, data }) {
    if (type === SETUP) {
      index = data.config.index;
      return { type: READY };
    }
    if (type !== QUERY) throw new TypeError(`unknown message ${type}`);
    if (!data.trim()) return { type: RESULT, data: { items: [] } };
    try {
      await prepare();
      return { type: RESULT, data: globalThis.prongsaiSearch.answer(data) };
    } catch (error) {
      console.warn(error);
      return { type: RESULT, data: { items: [] } };
    }
  }

  globalThis.prongsaiWorker = api;
  if (typeof WorkerGlobalScope !== "undefined" && globalThis instanceof WorkerGlobalScope) {
    addEventListener("message", async (event) => postMessage(await handle(event.data)));
  }
})();
