/** Every sentence about keeping the site on the device and about new versions. */

/** @param {number} bytes */
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

export const offlineTexts = {
  update: "有新版本，点这里更新",
  updateHint: "更新会重新打开本页。",
  updating: "正在更新……",
  renewed: "本站已在另一个页面更新，点这里重新打开本页",
  later: "以后再说",

  save: "保存到本机离线使用",
  /** @param {number} bytes @param {number} total */
  part: (bytes, total) =>
    `已有 ${megabytes(bytes)}，全站共 ${megabytes(total)}（占用空间；传输时是压缩的，约为三分之一）。`,
  /** @param {number} bytes @param {number} total */
  keeping: (bytes, total) =>
    `正在保存：${Math.floor((bytes / total) * 100)}%（${megabytes(bytes)}，共 ${megabytes(total)}）`,
  /** @param {number} total */
  whole: (total) =>
    `全站已保存在这台设备上（${megabytes(total)}），没有网络也能打开。有新版本时会自动准备好，再请你更新。`,
  full: "这台设备的空间不够，没有保存全。腾出一些空间后再试；已保存的部分照常可用。",
  failed: "没有保存全：网络断了，或网络给的文件与网站的不一致（例如要先登录校园网）。检查网络后再试，会接着保存。",
  unavailable:
    "这个浏览器不能把网站保存到本机（微信里常是这样，地址不是 https 的也不行）。换用系统浏览器打开，或请学校下载压缩包在本机打开。",
  noRoom: "这台设备给本站的空间不够，没有准备好离线使用；网页照常可用。腾出一些空间，再打开本页。",
  notStarted:
    "没有准备好离线使用：网络断了，或网络给的文件与网站的不一致（例如要先登录校园网）。网页照常可用，检查网络后再打开本页。",
  starting: "正在准备……",
  /** @param {string} path */
  missing: (path) =>
    `现在没有网络，“${path}”这一页还没有保存在这台设备上。连上网以后再打开，或者从下面已保存的页面看起。`,
};
