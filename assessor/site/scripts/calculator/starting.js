/** 「填入示例」, and the button that tries again after the engine could not be started. */

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
    if (action === "example" && example) this.#host.replace(example, texts.exampleFilled);
    else if (action === "retry") {
      progress?.focus(); // the button is about to go
      this.#host.engine()?.retry();
    } else return false;
    return true;
  }
}
