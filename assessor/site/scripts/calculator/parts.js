/** The parts of a calculator, which its page provides, and the bar at the bottom, which scripts add. */

import { Announcer } from "./announcer.js";
import { Needed } from "../form/needed.js";
import { Peek } from "../results/peek.js";
import { Problems } from "../form/problems.js";
import { texts } from "./texts.js";

/**
 * What the page provides, and what belongs to it.
 * @typedef {object} Parts
 * @property {HTMLElement} form
 * @property {HTMLElement} results
 * @property {HTMLElement} after what can be done with the results: under them, hidden until there are any
 * @property {HTMLElement | null} choice the check boxes, where there is a choice of policies
 * @property {HTMLElement | null} progress
 * @property {Record<string, unknown> | null} example the example's form values
 * @property {string[]} examplePolicies the policies that the example is judged by
 * @property {string} still the results as they came with the page
 * @property {Announcer} announcer
 * @property {Problems} problems
 * @property {Peek} peek
 * @property {Needed} needed
 */

/**
 * Find the parts that the page provides, and make them what only makes sense with scripts.
 * @param {HTMLElement} calculator
 * @returns {Parts | null} null where there is no form
 */
export function adopt(calculator) {
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement | null} */ (calculator.querySelector(`[data-part=${name}]`));
  const [form, results, after, progress] = [part("form"), part("results"), part("after"), part("progress")];
  if (!form || !results || !after) return null;
  const announcer = new Announcer(part("status"));
  const peek = new Peek();
  const problems = new Problems(form, part("problems"), (text) => {
    announcer.say(text);
    peek.tell(text);
  });
  progress?.setAttribute("tabindex", "-1");
  results.setAttribute("tabindex", "-1");
  results.setAttribute("role", "region");
  results.setAttribute("aria-label", texts.results);
  calculator.append(peek.bar);
  const [choice, still] = [part("policies"), results.innerHTML];
  const { form: example = null, policies: examplePolicies = [] } = takeExample(part("example"));
  return {
    form,
    results,
    after,
    choice,
    progress,
    example,
    examplePolicies,
    still,
    announcer,
    problems,
    peek,
    needed: new Needed(form),
  };
}

/** @param {HTMLElement | null} element @returns {{form?: Record<string, unknown>, policies?: string[]}} */
const takeExample = (element) =>
  element instanceof HTMLTemplateElement ? JSON.parse(element.content.textContent ?? "{}") : {};
