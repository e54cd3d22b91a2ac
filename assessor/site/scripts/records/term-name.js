/** The term by which a record is called until its owner calls it otherwise. */

import { nameOfTerm, termBetween } from "../term.js";

/**
 * The term in which a day lies. School years begin in August, second terms in February.
 * @param {Date} day
 */
export function termName(day) {
  const [year, month] = [day.getFullYear(), day.getMonth() + 1];
  return month >= 8 ? nameOfTerm({ year, number: 1 }) : nameOfTerm({ year: year - 1, number: month === 1 ? 1 : 2 });
}

/**
 * The term that a record itself speaks of: the one filled in, else that of the day of its assessment; "" if neither.
 * @param {Record<string, unknown>} values
 */
export function termTold(values) {
  const term = termBetween(values["学期开始"], values["学期结束"]);
  if (term) return nameOfTerm(term);
  const day = values["自评日期"];
  const time = typeof day === "string" && /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T12:00`) : null;
  return time && !Number.isNaN(time.getTime()) ? termName(time) : "";
}

/** Whether a record was called so by the calendar, not by its owner. @param {string} name */
export const isTermName = (name) => /^\d{4} 学年第[一二]学期$/.test(name);
