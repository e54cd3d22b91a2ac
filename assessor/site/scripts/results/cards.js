/** The answers on the page, as they are shown. */

/**
 * `key` names the result: its policy and its id, with a space between. `known` is whether there is an answer, be it
 * that the text leaves a gap.
 * @typedef {{key: string, name: string, answer: string, known: boolean}} Card
 */

/** @param {Element} results @returns {Card[]} */
export const cardsIn = (results) =>
  /** @type {HTMLElement[]} */ ([...results.querySelectorAll("article[data-result]")]).map((card) => ({
    key: `${card.dataset["policy"]} ${card.dataset["result"]}`,
    name: card.querySelector("h4")?.textContent ?? "",
    answer: card.querySelector(".pc-answer")?.textContent ?? "",
    known: ["known", "gap"].includes(card.dataset["status"] ?? ""),
  }));
