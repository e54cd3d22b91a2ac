/**
 * Days and months typed without their year: 9月1日, 9.1, 9月. Only fields about the school year judged
 * (`data-this-year`) are completed, and in a list only up to the day of the assessment: a later one may as well be last
 * year's, so it stays as typed and is refused.
 */

import { figures } from "../signs.js";
import { daysOf, termBetween } from "../term.js";
import { localToday } from "../today.js";

/** @typedef {import("./form.js").Control} Control */

/** A school year begins on 1 September (SCHOOL_YEAR_STARTS in rules/dates.py). */
const STARTS = 9;
/** Bonuses are paid for September to June. */
const ENDS = 6;

const DAY = /^(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?$/;
const MONTH = /^(\d{1,2})\s*月?份?$/;
/** One kind of sign: 2025.9-10 are two months, for all we know. */
const FULL =
  /^(\d{4})(?:\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{1,2})\D*|\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\D*|(\d\d)(\d\d))$/;

/** @param {number} number */
const two = (number) => String(number).padStart(2, "0");

/** @param {number | undefined} month @returns {month is number} */
const isMonth = (month) => month !== undefined && month >= 1 && month <= 12;

/** @param {number | undefined} day @returns {day is number} */
const isDay = (day) => day !== undefined && day >= 1 && day <= 31;

/**
 * A full date as YYYY-MM-DD, or "" if it is none.
 * @param {string} typed
 */
export function dayIn(typed) {
  const found = FULL.exec(figures(typed));
  const [month, day] = [3, 4].map((place) => Number(found?.[place] ?? found?.[place + 2] ?? found?.[place + 4]));
  const [, year] = found ?? [];
  return year && isMonth(month) && isDay(day) ? `${year}-${two(month)}-${two(day)}` : "";
}

/** The day of the assessment: what is filled in, else today. @param {Element} form */
export function dayOf(form) {
  const control = /** @type {HTMLInputElement | null} */ (form.querySelector('input[name="自评日期"]'));
  return dayIn(control?.value ?? "") || localToday();
}

/** The calendar year in which the school year of this day begins. @param {string} day */
const beginning = (day) => Number(day.slice(0, 4)) - (Number(day.slice(5, 7)) < STARTS ? 1 : 0);

/**
 * What is typed, with its year; unchanged where it has one, or where the year is not plain.
 * @param {Control} control
 * @param {string} typed
 * @param {Element} form
 */
export function completed(control, typed, form) {
  const { kind } = control.dataset;
  if (control.dataset["thisYear"] === undefined || (kind !== "date" && kind !== "month")) return typed;
  if (!(kind === "date" ? DAY : MONTH).test(figures(typed))) return typed;
  const inList = control.closest("[data-list]") !== null;
  return complete(kind, typed, dayOf(form), inList, inList ? yearOf(form) : undefined);
}

/**
 * @param {"date" | "month"} kind
 * @param {string} typed
 * @param {string} today the day of the assessment
 * @param {boolean} past whether only days up to then make sense
 * @param {number} [of] the school year they are of, by the calendar year in which it begins; that of `today` if left out
 */
export function complete(kind, typed, today, past, of = beginning(today)) {
  const found = (kind === "date" ? DAY : MONTH).exec(figures(typed));
  const [month, day] = [Number(found?.[1]), kind === "date" ? Number(found?.[2]) : 1];
  if (!found || !isMonth(month) || !isDay(day)) return typed;
  const year = of + (month < STARTS ? 1 : 0);
  const text = kind === "date" ? `${year}-${two(month)}-${two(day)}` : `${year}-${two(month)}`;
  return past && text > today ? typed : text;
}

/**
 * The months from one to another, YYYY-MM, both included; none if they are not in order.
 * @param {string} from
 * @param {string} to
 */
export function monthsBetween(from, to) {
  const [first, last] = [from, to].map((text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1);
  if (first === undefined || last === undefined || !(last >= first) || last - first >= 24) return [];
  return Array.from({ length: last - first + 1 }, (_, step) => {
    const month = first + step;
    return `${Math.floor(month / 12)}-${two((month % 12) + 1)}`;
  });
}

/**
 * The months of a school year for which bonuses are paid, as far as they have come.
 * @param {string} day the day of the assessment
 * @param {number} [year] in which the school year begins; that of `day` if left out
 */
export function monthsOfYear(day, year = beginning(day)) {
  const last = `${year + 1}-${two(ENDS)}`;
  return monthsBetween(`${year}-${two(STARTS)}`, day.slice(0, 7) < last ? day.slice(0, 7) : last);
}

/** The first and the last day of the term as filled in, "" for one that is not. @param {Element} form */
export function frameIn(form) {
  const [first, last] = ["学期开始", "学期结束"].map((name) => {
    const control = /** @type {HTMLInputElement | null} */ (
      form.querySelector(`.pc-field:not([hidden]) input[name="${name}"]`)
    );
    return control ? dayIn(complete("date", control.value.trim(), dayOf(form), false)) : "";
  });
  return { first: first ?? "", last: last ?? "" };
}

/** The calendar year in which the record's school year begins: that of its term, else of the day. @param {Element} form */
export function yearOf(form) {
  const { first, last } = frameIn(form);
  return termBetween(first, last)?.year ?? beginning(dayOf(form));
}

/**
 * The months of the term, where its beginning and end are filled in, as far as they have come; of one that goes by the
 * calendar, whose second term holds the summer, those for which bonuses are paid.
 * @param {Element} form
 */
export function monthsOfTerm(form) {
  const { first, last } = frameIn(form);
  const term = termBetween(first, last);
  if (!first || !last || !term) return [];
  const paid = last === daysOf(term)[1] && term.number === 2 ? `${last.slice(0, 4)}-${two(ENDS)}` : last;
  const day = dayOf(form);
  return monthsBetween(first, paid < day ? paid : day);
}
