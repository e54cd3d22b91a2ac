/** The sentences about keeping results, asking “what if”, and checking receipts. */

export const keepTexts = {
  title: "留存",
  download: "下载收据",
  print: "打印一页",
  printAll: "连同理由打印",
  copy: "复制文字",
  about: "收据写明所填的内容、所按的政策和结果，只存到这台设备上；以后可以",
  check: "核对",
  aboutCheck: "它有没有改动。",
  working: "请稍候……",
  /** @param {string} code */
  saved: (code) => `收据已下载。核对码：${code}`,
  notYet: "现在的内容还没有算出结果，请先改好上面指出的地方。",
  failed: "没有做成，请再试一次。",
  copied: "已复制，可以粘贴到别处。",
  copyYourself: "浏览器不让页面复制，请自己选中下面的文字复制。",
  copyLabel: "要复制的文字",
  nothing: "还没有算出的结果。",
  reference: "供自查，以学校和主管部门的认定为准。",
  /** @param {string} date @param {string} code */
  fileName: (date, code) => `自评收据-${date}-${code}.json`,
  /** @param {string} date */
  paperTitle: (date) => `自评结果（${date}）`,
  paperSchool: "学校",
  paperInputs: "填写的内容",
  paperCode: "核对码",
  /** @param {number} count */
  rows: (count) => (count ? `${count} 行` : "没有"),
};

export const whatIfTexts = {
  title: "如果改一改",
  about: "换一个数看看哪些结果会变；上面填的内容不会动。",
  field: "改哪一项",
  value: "改成",
  ask: "看看",
  working: "正在算……",
  noValue: "请填一个新的数。",
  sameValue: "和现在填的一样，请换一个数。",
  failed: "没有算出来，请再试一次。",
  /** @param {number} count */
  stretches: (count) => `各段的结果（${count} 段）`,
};

export const verifyTexts = {
  nothing: "请先选一个收据文件，或者把收据的文字粘贴进来。",
  tooBig: "这个文件超过 2 MB，不会是收据。请选用“下载收据”得到的文件。",
  unreadable: "这个文件读不出来，请重新选一次。",
  working: "正在核对……",
  ready: "核对在本机进行，收据不会上传。",
  idle: "核对在本机进行，收据不会上传。第一次核对要先下载计算程序。",
  holds: "核对通过：收据没有改动过，照所填的内容重新计算，结果一样。",
  altered: "收据被改动过，不能作数。",
  differs: "收据没有改动过，但用现在的政策文本重新计算，结果与收据不同。",
  alteredAt: "与下载时不同的地方：",
  differences: "重新计算的结果：",
  date: "自评日期",
  policies: "政策",
  code: "核对码",
  version: "程序版本",
};
