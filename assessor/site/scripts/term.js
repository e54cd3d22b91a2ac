/**
 * Terms by the school-year calendar (Term in rules/dates.py): the first from September to January, the second from
 * February to August. A school begins its terms up to a month early and ends them up to a month late.
 *
 * @typedef {{year: number, number: 1 | 2}} Term by the calendar year in which its school year begins
 */

const STARTS = 9;
const SECOND_STARTS = 2;
const HOLIDAY_DAYS = 31;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** The term that holds a day (YYYY-MM-DD). @param {string} day @returns {Term} */
export function termOf(day) {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return { year: month < STARTS ? year - 1 : year, number: month >= SECOND_STARTS && month < STARTS ? 2 : 1 };
}

/** @param {string} day @param {number} days */
function moved(day, days) {
  const date = new Date(`${day}T00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/**
 * The term that two days are about; null where neither is a day.
 * @param {unknown} first @param {unknown} last
 */
export function termBetween(first, last) {
  const [from, to] = [first, last].map((day) =>
    typeof day === "string" && DAY.test(day) && !Number.isNaN(Date.parse(day)) ? day : "",
  );
  if (from) return termOf(moved(from, HOLIDAY_DAYS));
  return to ? termOf(moved(to, -HOLIDAY_DAYS)) : null;
}

/** The first and the last day of a term by the calendar. @param {Term} term */
export const daysOf = ({ year, number }) =>
  number === 1
    ? /** @type {const} */ ([`${year}-09-01`, `${year + 1}-01-31`])
    : /** @type {const} */ ([`${year + 1}-02-01`, `${year + 1}-08-31`]);

/** What a term is called in short: 2025 学年第一学期. @param {Term} term */
export const nameOfTerm = ({ year, number }) => `${year} 学年第${number === 1 ? "一" : "二"}学期`;
