/**
 * Keeps on the device what the reader uses: brings the service worker in when the page has come to rest, and tells it
 * of the page, of the search and of the engine.
 */

import "./offline/page.js";
import { tell } from "./offline/service.js";

/** Keep the page that is being read, the search, and the engine once it has run. */
function keepWhatIsUsed() {
  tell({ verb: "keepPage", address: location.href });
  tell({ verb: "keepSearch" });
  let kept = false;
  const keepEngine = () => {
    if (kept || !document.querySelector('policy-calculator[data-state="ready"]')) return;
    kept = true;
    tell({ verb: "keepEngine" });
  };
  new MutationObserver(keepEngine).observe(document.documentElement, {
    attributeFilter: ["data-state"],
    subtree: true,
  });
  keepEngine();
}

/** Whether the reader has asked the browser to save data: then nothing is downloaded ahead unasked. */
function isSaving() {
  const { connection } = /** @type {{connection?: {saveData?: boolean}}} */ (navigator);
  return connection?.saveData === true;
}

/** After everything the page itself needs. */
function begin() {
  const idle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ then) => setTimeout(then, 500));
  idle(() => {
    if (navigator.serviceWorker?.controller || !isSaving()) keepWhatIsUsed();
  });
}

if (document.readyState === "complete") begin();
else addEventListener("load", begin, { once: true });
