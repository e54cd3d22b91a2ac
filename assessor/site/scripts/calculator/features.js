/**
 * What a calculator offers besides form and results. A feature stands on its own: it is made once for an element, is
 * given the element's host, and hears what happens; the element knows no feature by name.
 */

import { Changes } from "../results/changes.js";
import { DeviceBar } from "../records/bar.js";
import { Differ } from "../results/differ.js";
import { Asked } from "./embedded.js";
import { formFeatures } from "../form/features.js";
import { Keep } from "../results/keep.js";
import { Sharing } from "../results/sharing.js";
import { Sheets } from "../sheets/sheets.js";
import { Starting } from "./starting.js";
import { Suiting } from "./suiting.js";
import { WhatIf } from "../results/what-if.js";

/**
 * What a feature may see and do.
 * @typedef {object} Host
 * @property {HTMLElement} element
 * @property {import("./parts.js").Parts} parts
 * @property {string} root the way from the page to the root of the site
 * @property {() => string[]} policies the ids of those to judge by
 * @property {() => import("../engine/client.js").Engine | null} engine null while the element is not in the page
 * @property {() => Inquiry | null} inquire what questions about the results shown need; null while there are none
 * @property {() => void} changed tell that the form was changed by a script: it is remembered, and asked about
 * @property {(values: Record<string, unknown>, words: string) => void} replace put these values in place of all
 *   that the form asks for, say so, and offer the way back
 *
 * What there is to ask about: the results shown, and what they were computed from.
 * @typedef {object} Inquiry
 * @property {import("../engine/client.js").Engine} engine
 * @property {import("../engine/protocol.js").Filled} filled
 * @property {HTMLElement} form
 * @property {HTMLElement} results
 * @property {import("./announcer.js").Announcer} announcer
 *
 * What a feature may hear; each is called after the element has done its own part.
 * @typedef {object} Feature
 * @property {(signal: AbortSignal) => void} [listen] the element has come into the page; `signal` ends the visit
 * @property {() => void} [changed] the record is another one
 * @property {() => void} [cleared] the form is empty, the worked example shown again
 * @property {() => void} [reopened] another record is in use, and shown
 * @property {() => void} [chosen] other policies are judged by
 * @property {(answer: import("../engine/protocol.js").Renewed) => void} [answered] results are shown
 * @property {(action: string, button: HTMLElement) => boolean} [act] a button with `data-action` was pressed;
 *   true if it was this feature's
 */

/** In the order in which they stand on the page. @param {Host} host @returns {Feature[]} */
export const featuresFor = (host) => [
  new DeviceBar(host),
  new Suiting(host),
  new Asked(host),
  new Changes(host),
  ...formFeatures(host),
  new Sheets(host),
  new Starting(host),
  new Keep(host),
  new WhatIf(host),
  new Differ(host),
  new Sharing(host),
];
