/**
 * `?embed` shows the calculator alone, for a frame in another site's page; `?policies=a,b` ticks these policies.
 */

import { boxesOf } from "./choice.js";

const asked = new URLSearchParams(location.search);

if (asked.has("embed")) {
  document.documentElement.dataset["embedded"] = "";
  // A clause opened in the frame would take the form away.
  document.addEventListener(
    "click",
    ({ target }) => {
      const link = target instanceof Element ? target.closest("a") : null;
      if (
        link?.href &&
        !link.getAttribute("href")?.startsWith("#") &&
        !link.matches("[data-field], [data-focus], [data-card]")
      ) {
        link.target = "_blank";
        link.rel = "noopener";
      }
    },
    { capture: true },
  );
}

/** @typedef {import("./features.js").Feature} Feature */

/** @implements {Feature} */
export class Asked {
  #host;

  /** @param {import("./features.js").Host} host */
  constructor(host) {
    this.#host = host;
  }

  listen() {
    const { choice } = this.#host.parts;
    const ids = asked.get("policies")?.split(",") ?? [];
    const boxes = choice ? boxesOf(choice) : [];
    if (!boxes.some((box) => ids.includes(box.value))) return;
    for (const box of boxes) box.checked = ids.includes(box.value);
    choice?.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
