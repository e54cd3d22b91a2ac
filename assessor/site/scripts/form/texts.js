/** The sentences of the form: its groups, its rows, what is pasted, what nobody knows. */

export const formTexts = {
  /** The answer of who does not know; records/forms.py reads it as no value. */
  unsure: "不清楚",

  /** How far a group is; each word has a shape of its own. */
  states: {
    blank: "未填",
    enough: "已够用",
    full: "已填完",
    /** @param {number} count */
    some: (count) => `已填 ${count} 项`,
    /** @param {number} count */
    open: (count) => `还要 ${count} 项`,
    /** @param {number} count */
    wrong: (count) => `有 ${count} 处要改`,
  },
  /** @param {string} field */
  next: (field) => `下一项：${field}`,
  /** @param {string} field further up */
  back: (field) => `上面还有没填的：${field}`,
  nothingOpen: "空着的都不再影响结果了。",

  /** The school year and the term; the blank one stands in the page as well (site/room.py). */
  frame: {
    blank: "先定是哪个学期：按学期、学年算的条款只看它。选了就填好起止两天。",
    calendar: "起止是按学年历填的，含假期。有按周、按天数算的条款时，请改成开学和放假的日子。",
    /** @param {string} first @param {string} last */
    own: (first, last) => `起止是自己填的：${first || "没填"} 至 ${last || "没填"}。`,
    /** @param {string} first @param {string} last */
    filled: (first, last) => `学期开始填了 ${first}，学期结束填了 ${last}，可以再改。`,
    /** @param {number} year */
    year: (year) => `${year}-${year + 1} 学年`,
  },

  /** @param {number} count */
  why: (count) => (count ? `用来算 ${count} 项结果：` : "所选的政策里没有结果要用它。"),

  /** @param {string} text */
  understood: (text) => `当作 ${text}`,
  /** @param {string} typed @param {string} text */
  rewritten: (typed, text) => `“${typed}”当作 ${text}。`,
  pick: "选日期",

  offers: "可以直接填",
  /** @param {string} day MM-DD */
  today: (day) => `今天 ${day}`,
  /** @param {string} text */
  same: (text) => `同上 ${text.replace(/^\d{4}-(?=\d\d-)/, "")}`,
  sameRow: "其余同上",
  /** @param {number} count @param {string} text */
  below: (count, text) => `下面 ${count} 行也填 ${text}`,
  /** @param {number} count */
  filled: (count) => `已填 ${count} 格。`,

  /** @param {string} from @param {string} to */
  addMonths: (from, to) => (from === to ? `添 ${from}` : `添 ${from} 至 ${to} 各月`),
  /** @param {number} count */
  monthsAdded: (count) => `已添 ${count} 行，填了才算。`,

  undo: "撤销",
  /** @param {number} position @param {string} held */
  removed: (position, held) => `已删去第 ${position} 行${held ? `（${held}）` : ""}。`,
  undone: "已撤销。",

  pasteLabel: "在 Excel 或 WPS 里选中几行或一列，复制，粘贴到这里",
  /** @param {string} columns */
  pasteHelp: (columns) => `列名写不写都可以；不写列名就按这个顺序：${columns}。`,
  pasteCancel: "取消",
  /** @param {number} count */
  pasteDo: (count) => (count ? `填入 ${count} 行` : "填入"),
  pasteNothing: "还没有看到可以填的内容。",
  /** @param {number} rows @param {string[]} columns */
  taken: (rows, columns) => `${rows} 行：${columns.join("、")}`,
  /** @param {number} rows @param {string[]} columns */
  pasted: (rows, columns) => `已填入 ${rows} 行（${columns.join("、")}）。`,
  /** @param {string[]} names */
  unused: (names) => `没有用到的列：${names.join("、")}`,
  /** @param {string[]} texts */
  skipped: (texts) => `没有取的行：${texts.join("、")}`,
  /** @param {string[]} texts */
  unread: (texts) => `看不懂的格：${texts.join("、")}`,
  /** @param {number} row @param {string} column @param {string} text */
  cell: (row, column, text) => `第 ${row} 行${column}“${text}”`,
  /** @param {number} position */
  column: (position) => `第 ${position} 列`,
  /** @param {number} count */
  tooMany: (count) => `只取了前 ${count} 行`,
  /** @param {number} most @param {number} rows that there are */
  listFull: (most, rows) => `一张列表最多 ${most} 行，现在有 ${rows} 行：没有添，已有的没有动。`,
  /** @param {number} most */
  tooLong: (most) => `一格最多 ${most} 字，要粘贴的比这长：没有粘贴，已有的没有动。`,
};
