/** The sentences about checking receipts. */

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
  version: "核对用的程序版本",
};
