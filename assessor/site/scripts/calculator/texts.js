/** Every sentence the scripts can show, in one place: short, and saying what to do. */

export const texts = {
  idle: "填几项就会算；计算在本机进行，填的内容不会离开这台设备。",
  ready: "随填随算；计算在本机进行，填的内容不会离开这台设备。",
  restarting: "计算程序停了，正在重新启动……",

  /**
   * @param {import("../engine/protocol.js").Step} step
   * @param {number} loaded bytes so far
   * @param {number} total bytes in all, 0 if not known
   */
  loading(step, loaded, total) {
    if (step === "rules") return "正在读入条文规则……";
    if (step === "python") return "正在启动计算程序……";
    if (!loaded) return "正在下载计算程序（只在第一次使用时下载）……";
    if (!total) return "正在下载计算程序，有进展，请稍候……";
    return `正在下载计算程序：${Math.min(99, Math.floor((loaded / total) * 100))}%`;
  },

  /** Why it cannot compute and what to do, by reason. */
  failed: {
    unsupported:
      "这个浏览器不能在本机计算。请换用较新的浏览器（Chrome、Edge 96，Firefox 114，Safari 16.4 或更新的版本）打开本页；" +
      "在微信里可点右上角的“…”，选“在浏览器打开”。下面算好的例子和条文照常可看。",
    outdated:
      "这个浏览器版本太旧，读不懂计算程序。请更新浏览器或系统，或换一个较新的浏览器打开本页；" +
      "在微信里可点右上角的“…”，选“在浏览器打开”。下面算好的例子和条文照常可看。",
    download: "计算程序没有下载下来。请检查网络，然后再试一次；你填的内容还在。",
    stalled: "计算程序很久没有动静，可能是网络太慢或内存不够。请再试一次，或关掉一些别的页面再试；你填的内容还在。",
    broken: "计算程序没能启动。请再试一次；仍不行就刷新本页，或换一个浏览器。你填的内容还在。",
    renewed: "网站更新过，请刷新（填的内容还在）。",
    crashed: "这份记录没能算出来，计算程序已重新启动。请检查刚改的那一项，或再试一次；你填的内容还在。",
  },
  retry: "再试一次",
  refresh: "刷新",

  results: "结果",
  headlines: "结论",
  wideTable: "较宽的表，可以左右滚动",
  cleared: "已清空。",
  exampleFilled: "已填入示例。",
  clear: "清空",
  undo: "恢复刚才填的",
  undone: "已恢复刚才填的。",
  /** @param {number} position */
  row: (position) => `第 ${position} 行`,
  /** The visible word stands first, so that it can be spoken to a computer. @param {number} position */
  removeRow: (position) => `删去第 ${position} 行`,
  rowAdded: "已添一行。",

  /** @param {string} words */
  sinceLast: (words) => `和上次看时比：${words}`,
  /** @param {string} name @param {string} answer */
  newAnswer: (name, answer) => `${name}：${answer}`,
  /** @param {string} name @param {string} was @param {string} answer */
  changedAnswer: (name, was, answer) => `${name}由“${was}”变为“${answer}”`,
  /** @param {number} count of all changes */
  moreChanges: (count) => `；共 ${count} 项`,

  errorPrefix: "错误：",
  whole: "整份记录",
  /** @param {number | null} count of blank fields that still matter; null while that is not known */
  onlyNeeded: (count) => (count === null ? "只看还要填的" : `只看还要填的（还有 ${count} 项空栏会影响结果）`),
  noPolicy: "没有选政策，算不了。请至少选一项。",
  /**
   * @param {object} what
   * @param {number} what.count of the policies suggested
   * @param {string} what.region for which there is no policy, if any
   * @param {boolean} what.own whether the school's own is among them
   * @param {boolean} what.stage whether the stage is known
   * @param {string[]} what.maybe policies whose place is only inferred
   */
  suited: ({ count, region, own, stage, maybe }) =>
    `按你选的勾了 ${count} 份，下面可以增减。` +
    (stage ? "" : "还没选学段，只管一个学段的没有勾。") +
    (region ? `本站还没有${region}的文件，先按国家的算。` : "") +
    (maybe.length ? `${maybe.join("、")}的地区是推断的，确认是你那里的再自己勾。` : "") +
    (own ? "" : "本校的办法没有列出时，可以请学校加一份，或选一份相近的试算。"),
  /** @param {string[]} names of the chosen policies */
  chosen: (names) =>
    names.length
      ? `已选 ${names.length} 份（${names.slice(0, 3).join("、")}${names.length > 3 ? "等" : ""}）`
      : "一份也没选",
  /** @param {number} count */
  problemsTitle: (count) => `有 ${count} 处要改`,
  stale: "改好以前，下面的结果还是上一次的。",
  /** @param {string} name @param {number | null} row */
  place: (name, row) => (row ? `${name}（第 ${row} 行）` : name),
  /** @param {string[]} names */
  announceProblems: (names) => `有 ${names.length} 处要改：${names.slice(0, 3).join("、")}。`,
};
