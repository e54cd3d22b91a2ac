/** What pages and the service worker say to each other: types only, nothing runs here. */

/**
 * Keep the page at this address.
 * @typedef {{verb: "keepPage", address: string}} KeepPage
 *
 * Keep the search: whoever reads without a network will look for something.
 * @typedef {{verb: "keepSearch"}} KeepSearch
 *
 * Keep the calculator but for the engine: a page with one is being read, and is to look the same without a network.
 * @typedef {{verb: "keepCalculator"}} KeepCalculator
 *
 * Keep the engine: it has been used, so it will be used again.
 * @typedef {{verb: "keepEngine"}} KeepEngine
 *
 * Keep the whole site. Comes with a port, on which `Kept` arrives again and again.
 * @typedef {{verb: "keepAll"}} KeepAll
 *
 * How much is kept? Comes with a port, on which one `Kept` arrives.
 * @typedef {{verb: "count"}} Count
 *
 * The site has been renewed, and files of this version are gone: pages are to come from the network first.
 * @typedef {{verb: "renewed"}} Renewed
 *
 * Compare what is kept with its hashes, and drop what does not match.
 * @typedef {{verb: "verify"}} Verify
 *
 * The new version may take over.
 * @typedef {{verb: "update"}} Update
 *
 * @typedef {KeepPage | KeepSearch | KeepCalculator | KeepEngine | KeepAll | Count | Renewed | Verify | Update} Request
 */

/**
 * How much of the site is on the device: `bytes` of `total`, uncompressed. The last message of `keepAll` is `whole`,
 * `full` (no more space) or `failed`.
 * @typedef {{state: "part" | "keeping" | "whole" | "full" | "failed", bytes: number, total: number}} Kept
 */

export {};
