/** What helps with filling in the form: groups, reasons, not knowing, rows, days, pasting. */

import { Days } from "./days.js";
import { FrameChoice } from "./frame.js";
import { Offers } from "./offers.js";
import { Pasting } from "./pasting.js";
import { RowEditing } from "./row-editing.js";
import { Tasks } from "./tasks.js";
import { Unsure } from "./unsure.js";
import { Why } from "./why.js";

/** @param {import("../calculator/features.js").Host} host @returns {import("../calculator/features.js").Feature[]} */
export const formFeatures = (host) => [
  new Why(host),
  new Unsure(host),
  new Days(host),
  new FrameChoice(host),
  new RowEditing(host),
  new Pasting(host),
  new Offers(host),
  new Tasks(host),
];
