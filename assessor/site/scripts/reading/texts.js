/** The sentences about reading: citations, terms, the list of policies. */

export const readingTexts = {
  cite: "复制引用",
  cited: "已复制",
  /** @param {string} name */
  copied: (name) => `已复制：${name}`,
  copyYourself: "浏览器不让页面复制，请自己选中下面的文字复制。",
  /** @param {string} name */
  copyLabel: (name) => `${name}的引用`,
  glossary: "在术语表里看",
  /** @param {number} shown @param {number} all */
  count: (shown, all) => (shown === all ? `共 ${all} 份` : `${shown} 份符合，共 ${all} 份`),
  /** @param {number} count of the choices made in what is folded */
  active: (count) => `（${count} 项）`,
  none: "没有符合的政策。请去掉一个条件，或者清除筛选。",
};
