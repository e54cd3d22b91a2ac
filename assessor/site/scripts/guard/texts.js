/** What the guard says: at the foot of the page, one sentence. */

const guardTexts = {
  renewed: "网站更新过，请刷新（填的内容还在）",
  missing: "有一部分没有下载下来。请检查网络，再刷新本页（填的内容还在）",
  failed: "程序出了意外，刚才那一步没有做成。请刷新本页再试（填的内容还在）",
  /** The same where this browser keeps nothing for pages. */
  unkept: {
    renewed: "网站更新过，请刷新。这个浏览器不让网页存东西，填的内容请先抄下来",
    missing: "有一部分没有下载下来。请检查网络，再刷新本页。这个浏览器不让网页存东西，填的内容请先抄下来",
    failed: "程序出了意外，刚才那一步没有做成。请刷新本页再试。这个浏览器不让网页存东西，填的内容请先抄下来",
  },
  refresh: "刷新",
  later: "以后再说",
};
