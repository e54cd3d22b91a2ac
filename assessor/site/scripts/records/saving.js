/** The record in use to a file or to text, and a record from either. What is in them is made in file.js. */

import { records } from "./device.js";
import { deviceTexts as texts } from "./texts.js";
import { copyText, showForCopying } from "../clipboard.js";
import { offerFile } from "../offered-file.js";
import { MAX_BYTES, fileName, nameFrom, recordAsFile, recordFromFile, textOf } from "./file.js";
import { localToday } from "../today.js";

/**
 * @param {import("../calculator/features.js").Host} host
 * @param {(words: string) => void} tell
 */
export async function saveRecord(host, tell) {
  const { name, values } = records;
  if (!Object.keys(values).length) {
    tell(texts.nothing);
    return;
  }
  tell(texts.working);
  const done = records.filing();
  const { text, typed } = await recordAsFile(host.engine(), values);
  const file = fileName(name, localToday());
  offerFile(file, text);
  tell(texts.filed(file, typed));
  done();
}

/**
 * As text, for web views that do not save files: into the clipboard, or where that is refused into the box, selected.
 * @param {import("../calculator/features.js").Host} host
 * @param {HTMLTextAreaElement} box
 * @param {(words: string) => void} tell
 */
export async function copyRecord(host, box, tell) {
  if (!Object.keys(records.values).length) {
    tell(texts.nothing);
    return;
  }
  const { text } = await recordAsFile(host.engine(), records.values);
  const copied = await copyText(text);
  tell(copied ? texts.textCopied : texts.copyYourself);
  if (!copied) showForCopying(box, text);
}

/**
 * As a record of its own: what is there stays as it is.
 * @param {import("../calculator/features.js").Host} host
 * @param {File} file
 * @param {(words: string) => void} tell
 */
export async function restoreRecord(host, file, tell) {
  if (file.size > MAX_BYTES) {
    tell(texts.tooBig);
    return;
  }
  const bytes = await file.arrayBuffer().catch(() => null);
  const text = bytes && textOf(bytes);
  if (!bytes) tell(texts.unreadableFile);
  else if (text === null) tell(texts.notUtf8);
  else restoreText(host, text, nameFrom(file.name), tell);
}

/**
 * @param {import("../calculator/features.js").Host} host
 * @param {string} text anybody's
 * @param {string} name of the new record, "" for a number
 * @param {(words: string) => void} tell
 * @returns {boolean} whether it was a record
 */
export function restoreText(host, text, name, tell) {
  const read = recordFromFile(text);
  if ("unreadable" in read) {
    tell(texts.notARecord(read.unreadable));
    return false;
  }
  if ("excess" in read) {
    tell(texts.tooMuch(read.field, texts.excess[read.excess]));
    return false;
  }
  const excess = records.add(name || texts.numbered(records.all.length + 1), read.values);
  if (excess) {
    tell(texts.excess[excess]);
    return false;
  }
  records.filing()();
  const words = texts.restored(records.name, Object.keys(read.values).length);
  tell(words);
  void tellOdd(host, read.values, (odd) => tell(words + odd));
  return true;
}

/**
 * Only the engine knows all fields: what no policy has, and what no field accepts, is told as soon as it says so.
 * @param {import("../calculator/features.js").Host} host
 * @param {Record<string, import("./format.js").Value>} values
 * @param {(words: string) => void} tell
 */
async function tellOdd(host, values, tell) {
  const answer = await host.engine()?.tryAsk({ verb: "record", form: values });
  if (answer?.ok && answer.refused.length) tell(texts.odd(answer.refused));
}
