/** The results on paper and as plain text. */

import { make } from "../element.js";
import { controlsOf } from "../form/form.js";
import { formTexts } from "../form/texts.js";
import { keepTexts as texts } from "./keep-texts.js";

/**
 * Put down what paper needs besides the results: the day, where one teaches, what was filled in, the code.
 * @param {HTMLElement} paper
 * @param {HTMLElement} calculator
 * @param {import("../calculator/features.js").Inquiry} inquiry
 * @param {string} code
 */
export function fillPaper(paper, calculator, { filled, form }, code) {
  const answers = /** @type {NodeListOf<HTMLSelectElement>} */ (
    calculator.querySelectorAll("[data-part=start] select")
  );
  const school = [...answers].flatMap((select) => (select.value ? [select.selectedOptions[0]?.text ?? ""] : []));
  const typed = filled.form["自评日期"];
  const rows = [
    ...(school.length ? [[texts.paperSchool, school.join("；")]] : []),
    [texts.paperInputs, inputsAsText(form, filled.form)],
    ...(code ? [[texts.paperCode, code]] : []),
  ];
  const list = rows.flatMap(([name = "", text = ""]) => [make("dt", {}, name), make("dd", {}, text)]);
  const day = typeof typed === "string" ? typed : filled.today;
  paper.replaceChildren(make("h2", {}, texts.paperTitle(day)), make("dl", {}, ...list), make("p", {}, texts.reference));
}

/**
 * What was filled in, in a line: fields with their values, lists with the number of their rows.
 * @param {HTMLElement} form
 * @param {import("../engine/protocol.js").FormValues} values
 */
function inputsAsText(form, values) {
  const labels = new Map(controlsOf(form).map((control) => [control.name, control]));
  const parts = Object.entries(values).map(([name, value]) => {
    if (typeof value !== "string") return `${name} ${texts.rows(value.length)}`;
    return `${name} ${value}${value === formTexts.unsure ? "" : unitOf(labels.get(name))}`;
  });
  return parts.join("；");
}

/**
 * The unit in a label: 累计任职年限（年） has " 年".
 * @param {import("../form/form.js").Control | undefined} control
 */
function unitOf(control) {
  const unit = /（([^（）]+)）$/.exec(control?.labels?.[0]?.textContent ?? "")?.[1];
  return unit ? ` ${unit}` : "";
}

/**
 * The summary, a line for each result, under the title of its policy; empty if nothing is known.
 * @param {HTMLElement} results
 */
export function summaryAsText(results) {
  const table = results.querySelector(".pc-summary > table");
  if (!table) return "";
  const titles = [...results.querySelectorAll(".pc-section > .pc-policy")].map((title) => title.textContent ?? "");
  const lines = [table.querySelector("caption")?.textContent ?? "", ...headlinesAsText(results)];
  if (!table.querySelector(".pc-group")) lines.push(...titles.slice(0, 1));
  for (const row of table.querySelectorAll("tbody tr")) {
    const [name = "", answer, clause, why] = [...row.children].map((cell) => cell.textContent?.trim() ?? "");
    lines.push(answer === undefined ? name : `${name}：${answer}（${clause}）${why ? ` ${why}` : ""}`);
  }
  return [...lines, texts.reference].join("\n");
}

/** The conclusions, a line for each. @param {HTMLElement} results */
function headlinesAsText(results) {
  return [...results.querySelectorAll(".pc-heads dl > div")].flatMap((head) => {
    const title = head.querySelector("dt")?.textContent ?? "";
    return [...head.querySelectorAll("dd")].map((said) => {
      const [claim, note] = [
        said.querySelector("a")?.textContent ?? "",
        said.querySelector("small")?.textContent ?? "",
      ];
      return `${title}：${claim && note ? `${claim}（${note}）` : claim || note}`;
    });
  });
}
