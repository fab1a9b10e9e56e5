/**
 * A browser starts no worker from a page opened as a file. Here the search runs in the page itself: the same scripts,
 * and the index as a script too (search/index.*.js), because a file may not be fetched either. Loaded before the theme's
 * own script; does nothing on a site that is served.
 */
(() => {
  "use strict";
  if (location.protocol !== "file:") return;

  /** @param {string | URL} address */
  const script = (address) => new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement("script"), { src: address, onload: resolve, onerror: reject });
    document.head.append(element);
  });

  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      const url = new URL(address, location.href);
      this.worker = script(url).then(() => {
        const load = (path) => script(new URL(path, url));
        globalThis.prongsaiWorker.load = async (index) => {
          await load(globalThis.prongsaiWorker.engine);
          await load(`../../../search/${index}`);
          return globalThis.prongsaiIndex;
        };
        return globalThis.prongsaiWorker;
      });
    }

    async postMessage(message) {
      const worker = await this.worker;
      this.dispatchEvent(new MessageEvent("message", { data: await worker.handle(message) }));
    }

    terminate() {}
  };
})();
