/**
 * The line above the form that says which record this is and whether it is kept, and what can be done about it when it
 * is opened: other records, files, this device.
 */

import { records } from "./device.js";
import { DevicePanel, button } from "./panel.js";
import { deviceTexts as texts } from "./texts.js";
import { provided } from "../element.js";
import { offerFile } from "../offered-file.js";
import { saveRecord } from "./saving.js";
import { localToday } from "../today.js";

/** @typedef {import("../calculator/features.js").Feature} Feature */

const DAY = 24 * 60 * 60 * 1000;
/** Browsers may forget what lies here after a week without a visit. */
const WEEK = 7 * DAY;
/** So many changes are worth a file the next day. */
const MANY = 30;

/** @implements {Feature} */
export class DeviceBar {
  #host;
  #box;
  #name;
  #state;
  /** What has just been done. */
  #word;
  #undoable;
  #trouble;
  #refused;
  #reminder;
  /** @type {DevicePanel | null} made when it is opened */
  #panel = null;

  /** @param {import("../calculator/features.js").Host} host */
  constructor(host) {
    this.#host = host;
    const part = (/** @type {string} */ selector) => provided(host.element, `[data-part=device] ${selector}`);
    this.#box = /** @type {HTMLDetailsElement} */ (part("details"));
    this.#name = part("summary b");
    this.#state = part(".pc-device-state");
    this.#trouble = part("[data-line=trouble]");
    this.#refused = part("[data-line=refused]");
    this.#word = part("[data-line=done]");
    this.#undoable = part("[data-line=undoable]");
    this.#reminder = part("[data-line=reminder]");
    this.#box.addEventListener("toggle", () => this.#box.open && this.#opened());
    if (this.#box.open) this.#opened(); // before the script ran
  }

  #opened() {
    if (this.#panel) return;
    this.#panel = new DevicePanel(this.#host, (words) => this.#done(words));
    this.#box.append(this.#panel.element);
    this.#panel.render();
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    records.addEventListener("state", () => this.#render(), { signal });
    records.addEventListener("switched", () => this.#tell(""), { signal });
    records.addEventListener(
      "followed",
      (event) => this.#tell(texts.followed(/** @type {CustomEvent<string[]>} */ (event).detail)),
      { signal },
    );
    this.#render();
  }

  /** @param {string} words */
  #tell(words) {
    this.#word.textContent = words;
  }

  /** What the reader has done is told where it can be seen. @param {string} words */
  #done(words) {
    this.#tell(words);
    if (words) this.#word.scrollIntoView({ block: "nearest" });
  }

  #render() {
    this.#name.textContent = records.name;
    this.#state.textContent = this.#stateInWords();
    this.#panel?.render();
    this.#renderTrouble();
    this.#renderRefused();
    this.#renderUndoable();
    this.#renderReminder();
  }

  #stateInWords() {
    if (records.sessionOnly) return texts.sessionOnly;
    const known = records.all.find(({ id }) => id === records.current);
    if (records.trouble && records.trouble !== "broken") return known?.count ? texts.notSaved : "";
    if (!known?.count) return texts.blank; // a record that has only a name is not yet put away
    return records.unsaved ? texts.saving : texts.saved(known.changed);
  }

  #renderTrouble() {
    const { trouble } = records;
    if (this.#trouble.dataset["trouble"] === trouble) return;
    this.#trouble.dataset["trouble"] = trouble;
    this.#trouble.replaceChildren();
    if (trouble === "broken") {
      const save = button(texts.saveAsides, () => {
        records.asides.forEach((text, number) => offerFile(texts.asideName(localToday(), number + 1), text));
      });
      const drop = button(texts.dropAsides, () => {
        // Nothing brings it back: asked once more at the same place.
        if (drop.textContent === texts.dropAsides) drop.textContent = texts.reallyDrop;
        else records.dropAsides();
      });
      this.#trouble.append(texts.trouble.broken, " ", save, " ", drop);
    } else if (trouble) {
      this.#trouble.append(texts.trouble[trouble], " ", this.#saveButton());
    }
  }

  /** What is too much is told where the rest is said to be kept. */
  #renderRefused() {
    const words = records.refused
      .map(([name, excess]) => texts.refused(name, texts.excess[excess || "value"]))
      .join("");
    if (this.#refused.textContent === words) return;
    this.#refused.textContent = words;
    if (words) this.#refused.scrollIntoView({ block: "nearest" });
  }

  #renderUndoable() {
    const what = records.undoable ?? "";
    if (this.#undoable.dataset["what"] === what) return;
    this.#undoable.dataset["what"] = what;
    this.#undoable.replaceChildren();
    if (!what) return;
    const undo = button(texts.undo, () => {
      records.undo();
      this.#done(texts.undone);
      this.#focus();
    });
    const forget = button(texts.forget, () => {
      records.forget();
      this.#focus();
    });
    this.#undoable.append(texts.undoable[what], " ", undo, " ", forget);
    // A line made together with its live region would not be read out.
    this.#host.parts.announcer.note(texts.undoable[what]);
  }

  #renderReminder() {
    const { count, since, later } = records.unfiled;
    const age = Date.now() - since;
    const due = count > 0 && (age > WEEK || (count >= MANY && age > DAY)) && Date.now() - later > WEEK;
    const words = due && !records.sessionOnly && !records.trouble ? texts.reminder(count, since) : "";
    if (this.#reminder.dataset["words"] === words) return;
    this.#reminder.dataset["words"] = words;
    this.#reminder.replaceChildren();
    if (words)
      this.#reminder.append(
        words,
        " ",
        this.#saveButton(),
        " ",
        button(texts.later, () => records.remindLater()),
      );
  }

  /** Where to go on after a button that is gone. */
  #focus() {
    this.#box.querySelector("summary")?.focus();
  }

  #saveButton() {
    return button(texts.file, () => void saveRecord(this.#host, (words) => this.#done(words)));
  }
}
