/** The sentences about filling in and saving the record as a table. */

/** What has to be loaded besides, in KB as servers send it: to read tables, and once more to write workbooks. */
const PART_KB = { sheets: 90, workbooks: 325 };

/** Bytes; a larger file is not even read. assessor/sheets/limits.py has the same. */
export const MAX_BYTES = 5_000_000;

export const sheetsTexts = {
  about:
    "可以在 Excel 或 WPS 里填好再放进来，也可以把现在填的存成表格。文件只在这台设备上读写，不上传。" +
    `第一次用要多下载一点程序：读表格约 ${PART_KB.sheets} KB，写 .xlsx 再加约 ${PART_KB.workbooks} KB。`,
  choose: "放进填好的表格",
  kinds: ".xlsx 或 .csv，不超过 5 MB；在电脑上也可以把文件拖到表单上。放进以前先给你看读到了什么。",
  template: "空白的模板",
  templateHelp: "只有这里用得着的栏目，带下拉选项、填写说明和一个填好的示例。",
  save: "存下现在填的",
  saveHelp: "还没填的栏目也列出来，可以接着填，再放进来。",
  download: "下载模板",
  export: "存成",

  /** @param {string} name */
  reading: (name) => `正在读“${name}”……`,
  making: "正在写表格……",
  fetching: "正在下载读写表格的程序（只在第一次用时）……",
  starting: "正在启动计算程序……",
  notDownloaded: "读写表格的程序没有下载下来。请检查网络，再试一次；表单里填的还在。",
  crashed: "没有做成，计算程序已重新启动。表单里填的还在；可以换一个文件，或在 Excel、WPS 里另存一份再试。",
  tooBig: "这个文件超过 5 MB，没有读。请检查是不是选错了；图片等请删去后另存。",
  unreadable: "这个文件读不出来（可能已移走或正在别处打开），请重新选一次。",
  notATable: "这不是表格文件，请用 .xlsx 或 .csv。",
  oneFile: "一次放进一个文件。",
  nothing: "表单还是空的，没有可以存的。要空白的表格请下载模板。",
  notSaved: "有几处要先改好，才能存：",
  /** @param {string} name */
  saved: (name) => `已下载“${name}”。`,
  /** @param {string} date @param {string} kind */
  fileName: (date, kind) => `自评记录-${date}.${kind}`,
  /** @param {string} kind */
  templateName: (kind) => `自评记录-模板.${kind}`,

  /** @param {string} name */
  preview: (name) => `从“${name}”读到的`,
  /** @param {string} name */
  refused: (name) => `“${name}”没有读入，表单里的内容没有动。`,
  /** @param {number} fields @param {number} rows @param {number} lists */
  found: (fields, lists, rows) =>
    fields || lists
      ? `读到 ${[fields && `${fields} 项`, lists && `${lists} 张列表共 ${rows} 行`].filter(Boolean).join("，")}。`
      : "没有读到可以放进的内容。",
  /** @param {string} name @param {number} rows */
  list: (name, rows) => (rows ? `${name}：${rows} 行` : `${name}：没有（就是空的）`),
  show: "看读到的每一项",
  /** @param {number} count */
  problems: (count) => `有 ${count} 处没读懂。可以改好文件再选一次，也可以先放进读懂的部分：`,
  leftOut: "没读懂的栏目空着。列表里有一行没读懂，整张列表都不放进：少一行会算错。",
  /** @param {number} count */
  more: (count) => `还有 ${count} 处。`,
  notices: "读的时候注意到：",
  /** @param {string[]} names */
  notAsked: (names) =>
    `这里用不到、只记进记录的：${names.slice(0, 12).join("、")}${names.length > 12 ? `等 ${names.length} 项` : ""}。别的政策会用到。`,
  /** @param {string} list @param {string[]} names */
  noPlace: (list, names) => `“${list}”里这一页没有的项目，不放进：${names.join("、")}。`,
  fillIn: "在表单里填",
  /** @param {number} count */
  replaces: (count) => `会换掉表单里现在填的 ${count} 项；换了以后可以恢复。`,
  place: "放进表单",
  cancel: "取消",
  /** @param {string} field @param {string} limit */
  tooMuch: (field, limit) => `${field ? `“${field}”：` : ""}${limit}，这张表超过了：没有放进，表单里的内容没有动。`,
  cancelled: "没有放进，表单里的内容没有动。",
  /** @param {number} count */
  placed: (count) => `已放进 ${count} 项。`,
};
