/** Every sentence of the search, in one place. */

export const texts = {
  name: "搜索",
  input: "搜索条文、规则、术语",
  placeholder: "条号、金额、文号、词语或拼音",
  close: "关闭",
  any: "不限",
  more: "再显示一些",
  loading: "正在读入索引……",
  renewed: "网站更新过，请刷新本页再找（填的内容还在）。",
  failed: "索引没有下载下来。请检查网络，关掉这个窗口再试一次。",
  hint: "条文里任何几个字都找得到；金额、条号用数字或汉字写都行。↓ 到结果里，回车打开第一条。",
  /** @param {number} total @param {number} shown */
  found: (total, shown) => (total > shown ? `找到 ${total} 条，先列 ${shown} 条` : `找到 ${total} 条`),
  none: "没有找到。请少写几个字，换一种说法，或放宽上面的筛选。",

  /** @type {Record<"corrected" | "apart" | "most", (typed: string, used: string) => string>} */
  notes: {
    corrected: (typed, used) => `没有“${typed}”，按${used}找。`,
    apart: (typed, used) => `没有连在一起的“${typed}”，拆成${used}找。`,
    most: (_typed, used) => `没有一条同时有${used}，下面是有其中大部分的。`,
  },
  /** @param {string[]} words */
  quoted: (words) => words.map((word) => `“${word}”`).join(""),

  /** @type {Record<string, string>} */
  kinds: { policy: "文件", clause: "", rule: "规则", term: "术语", page: "页面" },
};
