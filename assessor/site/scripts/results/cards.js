/** The answers on the page, as they are shown. */

import { unfold } from "../element.js";

/**
 * `key` names the result: its policy and its id, with a space between. `known` is whether there is an answer, be it
 * that the text leaves a gap; `told` whether it is told for each term or year, as nobody has said which one is meant.
 * @typedef {{key: string, name: string, answer: string, known: boolean, told: boolean}} Card
 */

/** @param {Element} results @returns {Card[]} */
export const cardsIn = (results) =>
  /** @type {HTMLElement[]} */ ([...results.querySelectorAll("article[data-result]")]).map((card) => ({
    key: `${card.dataset["policy"]} ${card.dataset["result"]}`,
    name: card.querySelector("h4")?.textContent ?? "",
    answer: card.querySelector(".pc-answer")?.textContent ?? "",
    known: ["known", "gap"].includes(card.dataset["status"] ?? ""),
    told: card.querySelector("[data-period]") !== null,
  }));

/** Go to a result: whoever listens hears it, whoever sees has it on top. @param {HTMLElement} card */
export function goToCard(card) {
  unfold(card);
  card.tabIndex = -1;
  card.scrollIntoView({ block: "start" });
  card.focus({ preventScroll: true });
}
