/** 「填入示例」, and the button that tries again after the engine could not be started. */

import { boxesOf, chosenIn } from "./choice.js";
import { texts } from "./texts.js";

/** @typedef {import("./features.js").Feature} Feature */

/** @implements {Feature} */
export class Starting {
  #host;

  /** @param {import("./features.js").Host} host */
  constructor(host) {
    this.#host = host;
  }

  /** @param {string} action */
  act(action) {
    const { example, progress } = this.#host.parts;
    if (action === "example" && example) {
      this.#chooseExample();
      this.#host.replace(example, texts.exampleFilled);
    } else if (action === "retry") {
      progress?.focus(); // the button is about to go
      this.#host.engine()?.retry();
    } else return false;
    return true;
  }

  /** The example's policies, where none is chosen: without any it would show nothing. */
  #chooseExample() {
    const { choice, examplePolicies } = this.#host.parts;
    if (!choice || chosenIn(choice).length) return;
    for (const box of boxesOf(choice)) box.checked = examplePolicies.includes(box.value);
    choice.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
