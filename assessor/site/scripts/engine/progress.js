/** The line that says what the engine is doing, or what to do if it cannot. */

import { make } from "../element.js";
import { texts } from "../calculator/texts.js";

/**
 * @param {HTMLElement} line
 * @param {import("./client.js").State} state
 * @param {number} total bytes to load in all, 0 if not known
 */
export function showProgress(line, state, total) {
  switch (state.name) {
    case "none":
      line.textContent = texts.idle;
      return;
    case "loading":
      line.textContent = state.restarting ? texts.restarting : texts.loading(state.step, state.loaded, total);
      return;
    case "ready":
      line.textContent = texts.ready;
      return;
    case "failed":
      line.replaceChildren(texts.failed[state.reason]);
      // Another try would end in the same way.
      if (state.reason === "unsupported") return;
      if (state.reason === "renewed") {
        const refresh = make("button", { type: "button" }, texts.refresh);
        refresh.addEventListener("click", () => location.reload());
        line.append(" ", refresh);
        return;
      }
      line.append(" ", make("button", { type: "button", "data-action": "retry" }, texts.retry));
  }
}
