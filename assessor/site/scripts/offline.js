/**
 * Keeps on the device what the reader uses: brings the service worker in when the page has come to rest, and tells it
 * of the page, of the search and of the engine.
 */

import { isSavingData, whenIdle } from "./idle.js";
import "./offline/page.js";
import { keepForTab, keptForTab } from "./tab-storage.js";
import { canKeep, tell } from "./offline/service.js";

/** Once a tab is enough: what is kept has been compared with its hashes. */
const VERIFIED = "offline-verified";

/** Keep the page that is being read, the search, the calculator where there is one, and the engine once it has run. */
function keepWhatIsUsed() {
  if (keptForTab(VERIFIED) === null) {
    keepForTab(VERIFIED, "1");
    tell({ verb: "verify" });
  }
  tell({ verb: "keepPage", address: location.href });
  tell({ verb: "keepSearch" });
  if (document.querySelector("policy-calculator, receipt-check")) tell({ verb: "keepCalculator" });
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

/** After everything the page itself needs. */
function begin() {
  whenIdle(() => {
    if ((canKeep() && navigator.serviceWorker.controller) || !isSavingData()) keepWhatIsUsed();
  });
}

if (document.readyState === "complete") begin();
else addEventListener("load", begin, { once: true });
