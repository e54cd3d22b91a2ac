/** Every sentence of the page that sets two policies side by side. */

export const compareTexts = {
  choose: "请在上面选两份。",
  twice: "两边选的是同一份，请换一份。",
  loading: "正在读入……",
  renewed: "网站更新过，请刷新本页，选的两份还在。",
  failed: "没有下载下来。请检查网络，再选一次；也可以看按事项的对照。",
  nothing: "这两份里都没有可以按事项对照的规定，请到各自的页面看条文。",
  matter: "事项",
  notSaid: "没有写这件事",
  /** @type {[string, string]} */
  sides: ["甲", "乙"],

  /** @type {Record<import("./compare.js").Verdict, string>} */
  verdicts: {
    same: "数和力度相同",
    force: "数相同，力度不同",
    different: "不同",
    partly: "只有一份写了数",
    words: "都没有数，看文字",
    first: "只有甲写了",
    second: "只有乙写了",
  },

  /** @param {Record<import("./compare.js").Verdict, number>} counts */
  found: ({ same, force, different, partly, words, first, second }) => {
    const both = same + force + different + partly + words;
    const details = [
      different ? `${different} 件不同` : "",
      same ? `${same} 件数和力度相同` : "",
      force ? `${force} 件数相同而力度不同` : "",
      partly ? `${partly} 件只有一份写了数` : "",
      words ? `${words} 件都没有数` : "",
    ].filter(Boolean);
    const common = both ? `都写了的有 ${both} 件：${details.join("，")}。` : "没有一件事是两份都写了的。";
    return `${common}只有甲写了的 ${first} 件，只有乙写了的 ${second} 件。`;
  },
};
