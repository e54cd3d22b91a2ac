/** The sentences about trying something out: another number, another result. */

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
