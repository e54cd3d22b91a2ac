/** Every sentence about what is kept on this device. */

import { LIMITS, MAX_CLOCK, MAX_NAME } from "./limits.js";

/** @param {number} time */
function moment(time) {
  const [then, now] = [new Date(time), new Date()];
  const clock = `${then.getHours()}:${String(then.getMinutes()).padStart(2, "0")}`;
  if (then.toDateString() === now.toDateString()) return clock;
  const year = then.getFullYear() === now.getFullYear() ? "" : `${then.getFullYear()}年`;
  return `${year}${then.getMonth() + 1}月${then.getDate()}日 ${clock}`;
}

/** @param {string[]} names */
const some = (names) => names.slice(0, 3).join("、") + (names.length > 3 ? `等 ${names.length} 项` : "");

export const deviceTexts = {
  blank: "填的会存到本机",
  saving: "正在存到本机……",
  /** @param {number} time */
  saved: (time) => (time && time < MAX_CLOCK ? `已存到本机（${moment(time)} 改）` : "已存到本机"),
  sessionOnly: "只在本次使用，没有存到本机",
  notSaved: "没有存到本机",

  /** Why it is not kept, and what to do, by reason. */
  trouble: {
    refused:
      "这个浏览器不让网页存东西（无痕浏览、微信或单位的设置都可能这样）。填的内容只在这一页里，关掉就没有了，请保存成文件。",
    full: "浏览器给本站的地方满了，刚才改的没有存上，只在这一页里。请先保存成文件，再删去不用的记录。",
    newer:
      "本机的记录是本站的新版本存的，这一页读不懂，也不会去动它。请刷新本页；现在填的只在这一页里，要留就先保存成文件。",
    broken:
      "本机存的内容有读不懂的，已原样另放在一边，没有丢；读得懂的都在这里。原来的内容可以保存成文件，不要了再删去。",
  },
  saveAsides: "保存原来的内容",
  /** @param {string} date @param {number} number */
  asideName: (date, number) => `自评记录-原来的内容-${date}-${number}.txt`,
  dropAsides: "删去原来的内容",
  reallyDrop: "确定删去？删了不能恢复",

  /** Which limit is exceeded (limits.js). */
  excess: {
    text: "本站在浏览器里存的合计到了上限（约 400 万字），没有添。请先保存成文件，再删去不用的记录。",
    records: `本机最多存 ${LIMITS.records} 份记录，没有添。请先删去不用的。`,
    fields: `一份记录最多 ${LIMITS.fields} 项`,
    rows: `一张列表最多 ${LIMITS.rows} 行`,
    cells: `一行最多 ${LIMITS.cells} 栏`,
    value: `一格最多 ${LIMITS.value} 字`,
  },
  /** @param {string} name @param {string} limit */
  refused: (name, limit) => `“${name.slice(0, MAX_NAME)}”没有存上：${limit}，请改短。别的照常存。`,

  current: "换一份记录",
  /** @param {string} name @param {number} count @param {number} time */
  choice: (name, count, time) => `${name}（${count} 项${time ? `，${moment(time)} 改` : ""}）`,
  name: "这份记录的名称",
  nameHelp: "自己起，例如按学期；不用写姓名",
  add: "新建",
  /** @param {number} number */
  numbered: (number) => `记录 ${number}`,
  /** @param {string} name */
  added: (name) => `已新建“${name}”。`,
  copy: "复制一份",
  /** @param {string} name */
  copyOf: (name) => `${name.slice(0, 50)} 副本`,
  /** @param {string} name */
  copied: (name) => `已复制成“${name}”，现在改的是副本。`,
  remove: "删去这份",
  /** @param {string} name */
  turned: (name) => `现在是“${name}”。`,

  file: "保存成文件",
  restore: "从文件恢复",
  /** @param {string} name @param {string[] | null} typed */
  filed: (name, typed) =>
    `已保存成文件“${name}”。` +
    (typed === null
      ? "计算程序没有启动，文件里的数照原样写成文字，在本站可以恢复，命令行要改过才能读。"
      : typed.length
        ? `${some(typed)}填得不对，文件里照原样写着。`
        : "放到安全的地方；以后用“从文件恢复”取回。"),
  asText: "没有得到文件？用文字",
  asTextHelp: "微信和有些手机不让网页保存文件：把记录复制成文字，贴到备忘录或发给自己，以后再贴回这里。",
  copyText: "复制成文字",
  box: "记录的文字",
  restoreText: "从文字恢复",
  textCopied: "已复制，贴到备忘录之类的地方留着。",
  copyYourself: "浏览器不让页面复制，请自己选中框里的文字复制。",
  nothing: "还没有填，没有可保存的。",
  working: "请稍候……",
  tooBig: "这个文件超过 2 MB，不会是一份记录。",
  unreadableFile: "这个文件读不出来，请重新选一次。",
  /** @param {string} field @param {string} limit */
  tooMuch: (field, limit) => `${field ? `“${field}”：` : ""}${limit}，这个文件超过了，没有恢复，原有的没有动。`,
  notUtf8:
    "这个文件不是 UTF-8 编码的（多半是 GBK，记事本里叫 ANSI），照它恢复会成乱码，没有恢复。请用记事本打开，另存为 UTF-8，再选一次。",
  /** @param {string[]} names */
  odd: (names) =>
    `其中${some(names.map((name) => `“${name.slice(0, MAX_NAME)}”`))}本站没有，或填得不对，照原样留在记录里，不参加计算；请看一看。`,
  /** @param {string} field */
  notARecord: (field) =>
    field
      ? `“${field}”的内容不是记录里会有的，没有恢复。`
      : "这个文件不是一份记录，没有恢复。请选用“保存成文件”得到的文件。",
  /** @param {string} name @param {number} count */
  restored: (name, count) => `已恢复成新的记录“${name}”（${count} 项），原有的没有动。`,

  only: "只在本次使用，关掉页面就忘",
  onlyHelp: "用公用电脑时勾上：从现在起什么都不存到本机。",
  /** @param {number} count */
  askRemove: (count) => `本机已经存着 ${count} 份记录。公用电脑上建议一并删去；这一页里正在填的会留到关掉为止。`,
  removeStored: "一并删去",
  keepStored: "留着不动",
  cancel: "取消",
  onlyNow: "从现在起不存到本机，关掉或刷新本页就忘。",
  onlyRemoved: "本机存的已删去；现在填的只在这一页里，关掉或刷新就忘。",
  keepAgain: "从现在起又存到本机，现在填着的也存上。",

  clear: "清除本机数据",
  clearHelp: "删去这个浏览器里本站存的全部记录、所选的政策和另放一边的内容。离线保存的网页里没有你填的内容，不受影响。",
  undoable: {
    cleared: "本机数据已清除。关掉或刷新本页以后就不能恢复了。",
    removed: "这份记录已删去。关掉或刷新本页以后就不能恢复了。",
  },
  undo: "恢复",
  forget: "不用恢复",
  undone: "已恢复。",

  /** @param {string[]} names */
  followed: (names) => `另一个页面改了${some(names)}，这里已跟着更新。`,

  persist: "请浏览器不要清理",
  persisted: "浏览器答应了：地方不够时不会先清理本站。你自己清除浏览数据时仍会删去。",
  notPersisted: "浏览器没有答应：地方不够，或很久没来本站时，它可能清理掉记录。请隔一段时间保存成文件。",

  /** @param {number} count @param {number} since */
  reminder: (count, since) =>
    `有 ${count} 项还没有保存成文件，最早的是 ${moment(since)} 改的。浏览器清理数据时会忘掉，留一个文件更稳妥。`,
  later: "以后再说",

  about: "记录只存在这个浏览器里，不上传；用同一台电脑、同一个账户的人打得开。",
  more: "存在哪里、怎样删去",
};
