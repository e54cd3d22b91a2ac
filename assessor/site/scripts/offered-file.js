import { make } from "./element.js";

/** Give the reader a file. @param {string} name @param {BlobPart} content @param {string} [type] */
export function offerFile(name, content, type = "application/json") {
  const address = URL.createObjectURL(new Blob([content], { type }));
  make("a", { href: address, download: name }).click();
  // Some browsers begin to read only after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
