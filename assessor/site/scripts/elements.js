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
    // Without a network the form stays as it is; the next page tries again.
    if (document.querySelector(name)) load().catch((error) => console.warn(`${name}: ${error}`));
  }
}

/**
 * The theme's stream of pages.
 * @type {{subscribe(next: () => void): unknown} | undefined}
 */
const pages = Reflect.get(globalThis, "document$");
look();
pages?.subscribe(look);
