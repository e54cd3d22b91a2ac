/**
 * How far each group of the form is, in words and with a shape, at the top and at the group itself; and the way to the
 * next blank that can still change a result.
 *
 * 已够用 says that no blank in the group can change a result that is not there yet. Only the engine knows, so before its
 * answer a group is only 未填 or so many fields filled in.
 */

import { entriesIn, isAnswered, isAsked, isOpen, nameOf } from "./blanks.js";
import { make, provided } from "../element.js";
import { formTexts as texts } from "./texts.js";

/** @typedef {import("../calculator/features.js").Feature} Feature */
/** @typedef {"blank" | "some" | "open" | "enough" | "full" | "wrong"} State */

/** @implements {Feature} */
export class Tasks {
  #host;
  #line;
  /** @type {Map<HTMLElement, HTMLElement>} the groups, each with a line below it that leads on */
  #lines = new Map();
  /** @type {Element | null} where the reader was last */
  #last = null;

  /** @param {import("../calculator/features.js").Host} host */
  constructor(host) {
    this.#host = host;
    const { form, needed } = host.parts;
    this.#line = provided(form, "[data-part=tasks] .pc-next");
    for (const group of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-group]"))) {
      this.#lines.set(group, provided(group, ":scope > .pc-next"));
    }
    needed.onTold(() => this.#show());
    // A group folded away still says that something in it is wrong, whenever that turns out.
    const wrong = new MutationObserver(() => this.#show());
    wrong.observe(form, { subtree: true, attributes: true, attributeFilter: ["aria-invalid"] });
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    const { form } = this.#host.parts;
    const been = (/** @type {FocusEvent} */ { target }) => {
      const entry = target instanceof Element ? target.closest(".pc-field, .pc-list") : null;
      if (!entry || entry === this.#last) return;
      this.#last = entry;
      this.#show();
    };
    form.addEventListener("focusin", been, { signal });
    this.#show();
  }

  changed() {
    this.#host.parts.needed.apply();
    this.#show();
  }

  reopened() {
    this.cleared();
  }

  cleared() {
    this.#last = null;
    this.#host.parts.needed.forget();
    this.#show();
  }

  chosen() {
    this.#host.parts.needed.forget();
    this.#show();
  }

  #show() {
    const { form } = this.#host.parts;
    for (const group of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-group]"))) {
      this.#showGroup(form, group);
    }
    this.#showNext();
  }

  /** @param {Element} form @param {HTMLElement} group */
  #showGroup(form, group) {
    const whole = /** @type {HTMLElement} */ (group.closest("details") ?? group);
    const task = /** @type {HTMLElement | null} */ (
      form.querySelector(`[data-task="${CSS.escape(group.dataset["group"] ?? "")}"]`)
    );
    if (task) task.hidden = whole.hidden;
    const { state, words } = stateOf(group, this.#host.parts.needed.fields);
    for (const place of [task, whole.querySelector(":scope > summary")]) {
      const text = place?.querySelector(".pc-state");
      if (!(text instanceof HTMLElement)) continue;
      text.dataset["state"] = state;
      if (text.textContent !== words) text.textContent = words;
    }
  }

  /** On top the next open field after the one where the reader was, below a group the next one after the group. */
  #showNext() {
    const { needed } = this.#host.parts;
    const { open } = needed;
    lead(this.#line, nextAfter(open, this.#last), needed.fields ? texts.nothingOpen : "");
    for (const [group, line] of this.#lines)
      lead(
        line,
        nextAfter(
          open.filter((entry) => !group.contains(entry)),
          group,
        ),
        "",
      );
  }
}

/**
 * The first of these after a place in the form, else the first.
 * @param {HTMLElement[]} entries
 * @param {Element | null} place
 */
function nextAfter(entries, place) {
  const after = entries.find(
    (entry) => place && place.compareDocumentPosition(entry) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  return after ?? entries.find((entry) => entry !== place) ?? entries[0] ?? null;
}

/**
 * @param {HTMLElement} line
 * @param {HTMLElement | null} next
 * @param {string} otherwise
 */
function lead(line, next, otherwise) {
  const name = next ? nameOf(next) : "";
  const back = next && line.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_PRECEDING;
  const words = back ? texts.back(name) : texts.next(name);
  if (!next) line.textContent = otherwise;
  else if (line.textContent !== words)
    line.replaceChildren(make("a", { href: `#${next.id}`, "data-field": name }, words));
}

/**
 * @param {HTMLElement} group
 * @param {Set<string> | null} needed
 * @returns {{state: State, words: string}}
 */
function stateOf(group, needed) {
  const entries = entriesIn(group).filter(isAsked);
  const wrong = group.querySelectorAll("[aria-invalid=true]").length;
  const answered = entries.filter(isAnswered).length;
  const open = needed ? entries.filter((entry) => isOpen(entry, needed)).length : 0;
  if (wrong) return { state: "wrong", words: texts.states.wrong(wrong) };
  if (answered === entries.length && !open) return { state: "full", words: texts.states.full };
  if (needed && !open) return { state: "enough", words: texts.states.enough };
  if (!answered) return { state: "blank", words: texts.states.blank };
  return needed
    ? { state: "open", words: texts.states.open(open) }
    : { state: "some", words: texts.states.some(answered) };
}
