/** The sentences about a result that differs from the school's, and about links that carry a record. */

export const differTexts = {
  title: "结果和学校不一样？",
  about: "选一项，填学校给的结果，看看是读法不同，还是哪个数记得不同。",
  more: "常见的原因",
  rule: "哪一项",
  value: "学校给的结果",
  ask: "比一比",
  bundle: "下载核对材料",
  aboutBundle: "一个网页文件：结果、理由、条款和收据，没有姓名，可以交给学校办公室或发给别人看。",
  noValue: "请填学校给的结果。",
  working: "正在比……",
  failed: "没有算出来，请再试一次。",
  saved: "核对材料已下载。",
  /** @param {string} date @param {string} code */
  fileName: (date, code) => `核对材料-${date}-${code}.html`,
};

export const shareTexts = {
  make: "生成带记录的链接",
  about: "链接里写着你填的内容，谁拿到都看得见；内容跟在 # 后面，打开时不会发给网站。",
  label: "带记录的链接",
  tooLong: "内容太多，放不进一个链接。请下载收据，或把记录保存成文件再发。",
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
  /** @param {string} name @param {number} count */
  rows: (name, count) => `${name} ${count} 行`,
};
