/**
 * A piece of a spreadsheet, as Excel and WPS put it on the clipboard, and what of it goes into which column of a list.
 * Nothing here touches the page.
 *
 * Which cell reads as what is judged loosely, only to find the columns; what is filled in is read by the engine.
 */

import { figures, plain, visible } from "../signs.js";
import { complete } from "./school-year.js";

/**
 * A column of a list: `words` are the choices of a select, each with the texts that mean it.
 * @typedef {{name: string, kind: string, thisYear: boolean, words: Map<string, string> | null}} Column
 *
 * What will be filled in: rows of texts, "" where nothing is; `columns` are the places in the list of those that are
 * filled. The rest says what was not taken and why.
 * @typedef {object} Plan
 * @property {number[]} columns
 * @property {string[][]} rows
 * @property {string[]} unused columns of the table, by name or place
 * @property {string[]} skipped rows that are sums
 * @property {{row: number, column: string, text: string}[]} unread
 * @property {boolean} cut there were more rows than a list takes
 */

const MOST = 500;
const SUMS = /^(合计|总计|小计|平均|总和)/;
const NUMBER = /^[-+]?[\d,]*\.?\d+ *(%|[^\d\s.,%/-]{1,4})?$/;
const DAY = /^\d{4}\D+\d{1,2}\D+\d{1,2}(\D.*)?$|^\d{8}$/;
const MONTH = /^\d{4}\D+\d{1,2}\D*$|^\d{6}$|^[A-Za-z]{3,9}[-. ]?\d{2,4}$|^\d{1,2} *月份?$/;
const CALENDAR_YEAR = /^\d{4} *(年度?)?$/;
const SCHOOL_YEAR = /^\d{4}([-—–~至]\d{2,4})?(学年)?/;

/**
 * The cells of a table as text: tabs between cells, lines between rows, quotes around a cell that holds either.
 * @param {string} text
 */
export function cellsIn(text) {
  /** @type {string[][]} */
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const lines = `${text.replace(/\r\n?/g, "\n")}\n`;
  for (let at = 0; at < lines.length; at += 1) {
    const sign = lines[at] ?? "";
    if (sign === '"' && (quoted || !cell)) {
      if (quoted && lines[at + 1] === '"') {
        cell += sign;
        at += 1;
      } else quoted = !quoted && lines.indexOf('"', at + 1) > 0;
    } else if (!quoted && (sign === "\t" || sign === "\n")) {
      rows.at(-1)?.push(tidy(cell));
      cell = "";
      if (sign === "\n") rows.push([]);
    } else cell += sign;
  }
  while (rows.length && rows.at(-1)?.every((each) => !each)) rows.pop();
  return rows;
}

/** @param {string} cell */
const tidy = (cell) => visible(cell).replace(/\s+/g, " ").trim();

/** Whether a text is more than one cell. @param {string} text */
export const isTable = (text) => /\t|[\r\n][^\r\n]/.test(text);

/**
 * What goes where.
 * @param {string[][]} table
 * @param {Column[]} columns
 * @param {number} start the column it was pasted into; a row of names overrules it
 * @param {string} today the day of the assessment
 * @returns {Plan}
 */
export function planOf(table, columns, start, today) {
  const width = Math.max(0, ...table.map((row) => row.length));
  const titles = table.slice(0, 3).findIndex((row) => row.filter((cell) => cell).length > 1);
  const lead = width > 1 && titles > 0 ? table.slice(0, titles) : [];
  const [head, ...rest] = table.slice(lead.length);
  const named = head && rest.length ? namesIn(head, rest, columns) : null;
  const isHead = named !== null || (head !== undefined && isTitle(head, rest, columns, start));
  const body = isHead || !head ? rest : [head, ...rest];
  const taken = body.filter((row) => !isSum(row));
  const kept = width > 1 ? taken.filter((row) => row.some((cell) => cell)) : taken;
  const places = named ? byKind(kept, columns, named, isTyped) : placesOf(kept, columns, start, width);
  /** @type {Plan["unread"]} */
  const unread = [];
  const rows = kept.slice(0, MOST).map((row, at) =>
    columns.map((column, place) => {
      const text = row[places.indexOf(place)] ?? "";
      if (text && !isReadable(column, text)) unread.push({ row: at + 1, column: column.name, text });
      return places.includes(place) ? valueFor(column, text, today) : "";
    }),
  );
  return {
    columns: columns.flatMap((_, place) => (places.includes(place) ? [place] : [])),
    rows,
    unused: places.flatMap((place, at) =>
      place < 0 && body.some((row) => row[at]) ? [(isHead && head?.[at]) || String(at + 1)] : [],
    ),
    skipped: [...lead, ...body.filter(isSum)].map((row) => row.find((cell) => cell) ?? ""),
    unread,
    cut: kept.length > MOST,
  };
}

/** @param {string[]} row */
const isSum = (row) => SUMS.test(row.find((cell) => cell) ?? "");

/**
 * The place in the list of each column of a table, by the names in its first row: null if that names none. Names are
 * no numbers or days, and do not stand again below themselves.
 * @param {string[]} head
 * @param {string[][]} rest
 * @param {Column[]} columns
 */
function namesIn(head, rest, columns) {
  /** @type {number[]} */
  const places = head.map(() => -1);
  if (head.some((cell) => [NUMBER, DAY, MONTH].some((pattern) => pattern.test(figures(cell))))) return null;
  // The closest first: 应坐班 is not taken by a column 坐班.
  for (const fits of [isSame, isPart, isInOrder]) {
    head.forEach((cell, at) => {
      if (places[at] !== -1 || !cell || rest.some((row) => row[at] === cell)) return;
      places[at] = columns.findIndex((column, place) => !places.includes(place) && fits(bare(cell), bare(column.name)));
    });
  }
  return places.some((place) => place >= 0) ? places : null;
}

/** A name without its unit and remarks. @param {string} text */
const bare = (text) =>
  plain(text)
    .replace(/[(（].*$/, "")
    .replace(/\s/g, "");

/** @param {string} cell @param {string} name */
const isSame = (cell, name) => cell === name;

/** @param {string} cell @param {string} name */
const isPart = (cell, name) => cell.includes(name) || (cell.length > 1 && name.includes(cell));

/** The characters of the one in the other, in order: 实坐班 in 实际坐班. @param {string} cell @param {string} name */
function isInOrder(cell, name) {
  let at = 0;
  for (const sign of cell) if (sign === name[at]) at += 1;
  return at === name.length;
}

/**
 * Whether the first row only names things, in words we do not know: nothing in it can be read, and below it things can.
 * @param {string[]} head
 * @param {string[][]} rest
 * @param {Column[]} columns
 * @param {number} start
 */
function isTitle(head, rest, columns, start) {
  const readable = (/** @type {string[]} */ row) =>
    row.some((cell, at) => {
      const column = columns[start + at];
      return column && isTyped(column) && cell && looksLike(column, cell);
    });
  return rest.length > 0 && head.some((cell) => cell) && !readable(head) && rest.some(readable);
}

/**
 * The place in the list of each column without names: one after the other from where it was pasted, unless another
 * order, or leaving some out, makes more cells readable.
 * @param {string[][]} body
 * @param {Column[]} columns
 * @param {number} start
 * @param {number} width
 */
function placesOf(body, columns, start, width) {
  const straight = Array.from({ length: width }, (_, at) => (start + at < columns.length ? start + at : -1));
  const nowhere = Array.from({ length: width }, () => -1);
  const best = byKind(body, columns, nowhere, () => true);
  return width > 1 && readableIn(body, columns, best) > readableIn(body, columns, straight) ? best : straight;
}

/**
 * Places for the columns that have none: days, months and fixed words are found wherever they stand; then numbers and
 * texts take what is left, in order.
 * @param {string[][]} body
 * @param {Column[]} columns
 * @param {number[]} given
 * @param {(column: Column) => boolean} wanted
 */
function byKind(body, columns, given, wanted) {
  const places = [...given];
  const isSure = (/** @type {Column} */ { kind }) => kind !== "number" && kind !== "text";
  for (const sure of [true, false]) {
    columns.forEach((column, place) => {
      if (isSure(column) !== sure || !wanted(column) || places.includes(place)) return;
      const at = places.findIndex((taken, from) => taken < 0 && !isCount(body, from) && fills(body, from, column));
      if (at >= 0) places[at] = place;
    });
  }
  return places;
}

/** Whether a column counts its rows: 1, 2, 3. @param {string[][]} body @param {number} at */
const isCount = (body, at) => body.length > 2 && body.every((row, position) => row[at] === String(position + 1));

/** @param {string[][]} body @param {number} at @param {Column} column */
function fills(body, at, column) {
  const cells = body.flatMap((row) => row[at] || []);
  return cells.length > 0 && cells.filter((cell) => looksLike(column, cell)).length * 2 >= cells.length;
}

/** @param {string[][]} body @param {Column[]} columns @param {number[]} places */
const readableIn = (body, columns, places) =>
  body.flatMap((row) =>
    row.filter((cell, at) => {
      const column = columns[places[at] ?? -1];
      return cell && column && looksLike(column, cell);
    }),
  ).length;

/** @param {Column} column */
const isTyped = (column) => column.kind !== "text";

/** Whether a cell is of the column's kind. @param {Column} column @param {string} text */
function looksLike(column, text) {
  const value = column.words ? plain(text) : figures(text);
  if (column.words) return column.words.has(value.toLowerCase());
  if (column.kind === "number") return NUMBER.test(value);
  if (column.kind === "date") return DAY.test(value) || complete("date", value, "2000-01-01", false) !== value;
  if (column.kind === "month") return MONTH.test(value) || DAY.test(value);
  if (column.kind === "year") return CALENDAR_YEAR.test(value);
  return column.kind !== "school_year" || SCHOOL_YEAR.test(value);
}

/** The same, and a bare 9 in a column of months; but not what may be two days. @param {Column} column @param {string} text */
const isReadable = (column, text) =>
  !isRounded(column, text) &&
  (looksLike(column, text) || (column.kind === "month" && /^([1-9]|1[0-2])$/.test(figures(text))));

/**
 * Whether a spreadsheet may have dropped a zero: of 9.10 it makes 9.1, of 2025.10 2025.1. (February has no 30th.)
 * @param {Column} column
 * @param {string} text
 */
const isRounded = ({ kind }, text) =>
  (kind === "date" && /^(?!0?2\.3)\d{1,2}\.[123]$/.test(figures(text))) ||
  (kind === "month" && /^\d{4}\.1$/.test(figures(text)));

/**
 * What to write down: the word of a choice, a day with its year, else what stands there.
 * @param {Column} column
 * @param {string} text
 * @param {string} today
 */
function valueFor(column, text, today) {
  if (column.words) return column.words.get(plain(text).toLowerCase()) ?? "";
  if (isRounded(column, text)) return `${text} 或 ${text}0`; // refused by the engine in just these words
  if (column.thisYear && (column.kind === "date" || column.kind === "month"))
    return complete(column.kind, text, today, true);
  return text;
}
