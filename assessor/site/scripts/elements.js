/**
 * Loads what calculators and the check of receipts are made of where one stands. A page that has one asks for it in its
 * head; here it is for pages that instant navigation brings, and for other builds of the site.
 */

/** @type {Record<string, () => Promise<unknown>>} */
const LOADED_WHERE = {
  "policy-calculator": () => import("./calculator.js"),
  "receipt-check": () => import("./receipt-check.js"),
};

function look() {
  for (const [name, load] of Object.entries(LOADED_WHERE)) {
    // Where it does not arrive the form stays as it is, and the guard says so.
    if (document.querySelector(name)) void load();
  }
}

/**
 * The theme's stream of pages.
 * @type {{subscribe(next: () => void): unknown} | undefined}
 */
const pages = Reflect.get(globalThis, "document$");
look();
pages?.subscribe(look);
