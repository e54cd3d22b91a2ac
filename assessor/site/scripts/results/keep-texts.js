/** The sentences about what can be taken along: receipts, paper, links. */

export const keepTexts = {
  title: "打印和保存",
  /** Above the results, which are long. */
  jump: "打印、保存这些结果，或和学校的结果比一比",
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

export const shareTexts = {
  title: "用链接带到另一台设备",
  make: "生成带记录的链接",
  about: "链接里写着你填的内容，谁拿到都看得见；内容跟在 # 后面，打开时不会发给网站。",
  label: "带记录的链接",
  tooLong: "内容太多，或浏览器太旧，放不进一个链接。请下载收据，或把记录保存成文件再发。",
  /** @param {string} what */
  contains: (what) => `链接里有：${what}。`,
  copied: "已复制链接。",
  copyYourself: "浏览器不让页面复制，请自己选中链接复制。",
  arrived: "这个链接带着一份填好的记录",
  /** @param {string} what */
  arrivedAbout: (what) => `里面有：${what}。放进表单会换掉现在填的，可以恢复。`,
  take: "放进表单",
  leave: "不用",
  taken: "已放进表单。",
  broken: "这个链接带的记录读不出来，可能没有复制完整。请让对方重新发，或改发文件。",
  tooOld: "这个浏览器太旧，读不出链接里的记录（Chrome、Edge 要 103 以上）。请换一个浏览器打开，或请对方改发文件。",
  /** @param {string} name @param {number} count */
  rows: (name, count) => `${name} ${count} 行`,
};
