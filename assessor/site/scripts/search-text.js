/**
 * Texts made comparable: what a reader sees and what a reader types come to the same form.
 *
 * Two forms. `light` ignores width, case, traditional characters, spaces and punctuation. `canon` also writes numbers
 * in one way (八百元 = 800元, 百分之六十 = 60%, 三分之一 = 1/3, 12.6万 = 126000, 2023-03-10 = 2023年3月10日). Between
 * two figures or Latin letters a space stays, so that 20、30 never reads as 2030.
 */

/** @typedef {{text: string, from: number[], to: number[]}} Mapped a form, and where each of its characters came from */

const TRADITIONAL =
  "學学師师員员級级長长規规則则實实績绩優优貼贴補补獎奖勵励資资職职評评審审課课時时間间節节訓训專专業业務务條条訂订總总" +
  "結结綜综項项數数類类標标準准滿满齡龄歷历計计劃划處处罰罚記记過过責责職职權权領领導导組组織织機机構构縣县區区鄉乡鎮镇" +
  "國国發发聘聘說说話话談谈訪访會会團团隊队習习當当擔担連连續续觀观點点檢检查查驗验證证書书認认識识離离調调動动開开關关" +
  "門门進进選选薦荐報报紀纪錄录檔档環环境境際际與与為为無无從从應应該该須须參参獨独雙双單单個个萬万億亿兩两幾几歲岁華华" +
  "愛爱護护衛卫術术藝艺體体醫医藥药聯联繫系係系統统對对願愿難难離离農农漢汉語语讀读寫写練练電电網网車车輔辅紅红黨党義义" +
  "監监營营場场設设備备費费財财價价額额徵征購购協协議议論论請请謝谢題题圖图館馆樓楼廳厅學学預预備备減减負负擔担歸归屬属" +
  "決决沖冲況况淨净潔洁災灾療疗癥症慶庆獻献畢毕異异盡尽緊紧細细終终給给約约級级紙纸練练縮缩繼继續续維维網网聲声聽听臨临舉举" +
  "蘇苏溫温州州臨临沂沂濰潍廣广東东贛赣閩闽滬沪輪轮轉转辦办遷迁達达遠远適适遲迟邊边還还這这運运鑒鉴銜衔錯错鐘钟鐵铁階阶隨随險险" +
  "雜杂靈灵靜静響响頁页頂顶順顺頒颁頭头頻频顧顾顯显風风飯饭養养餘余駐驻騎骑驗验鬥斗魚鱼麗丽黃黄齊齐齒齿龍龙惡恶態态憂忧懲惩懷怀戶户" +
  "執执批批擇择據据擊击擬拟敗败敵敌斷断晉晋曉晓暫暂榮荣樹树橋桥歡欢殘残氣气滅灭滯滞漸渐潛潜激激濟济為为爾尔牽牵獲获現现產产畫画";

/** @type {Map<string, string>} */
const SIMPLIFIED = new Map();
for (let i = 0; i < TRADITIONAL.length; i += 2) {
  SIMPLIFIED.set(TRADITIONAL.charAt(i), TRADITIONAL.charAt(i + 1));
}
const HAS_TRADITIONAL = new RegExp(`[${[...SIMPLIFIED.keys()].filter((c) => SIMPLIFIED.get(c) !== c).join("")}]`, "g");
const DASHES = /[‐-―−~～﹣〜]/g;
const NOISE = /[^\p{L}\p{N}%‰¥.,/\s-]/gu;

/**
 * Width, case, traditional characters; every kind of dash one dash, every other sign a space, lines kept. Each
 * character for itself.
 * @param {string} raw
 */
function plain(raw) {
  return raw
    .normalize("NFKC")
    .toLowerCase()
    .replace(HAS_TRADITIONAL, (c) => SIMPLIFIED.get(c) ?? c)
    .replace(DASHES, "-")
    .replace(NOISE, " ")
    .replace(/[^\S\n]/g, " ");
}

/** Replacements that make numbers alike, in this order. @type {[RegExp, (match: string[]) => string][]} */
const NUMBERS = [
  [/(\d{4})[-./](\d\d?)[-./](\d\d?)(?!\d)/g, ([, y, m, d]) => `${y}年${Number(m)}月${Number(d)}日`],
  [/(?:\d[\d,]*(?:\.\d+)?(?: ?[百千万亿])?|[零〇一二两三四五六七八九十百千万亿])+(?:点[零〇一二三四五六七八九]+)?/g, arabic],
  [/(1000?) ?分之 ?(\d+(?:\.\d+)?)/g, ([, base, n]) => `${n}${base === "100" ? "%" : "‰"}`],
  [/(\d+) ?分之 ?(\d+)/g, ([, whole, part]) => `${part}/${whole}`],
  [/(\d(?:\.\d)?)成(?![为绩立员果效功长就分熟])/g, ([, tenths]) => `${tidy(Number(tenths) * 10)}%`],
  [/¥ ?(\d+(?:\.\d+)?)/g, ([, n]) => `${n}元`],
  [/(\d) ?(?:块钱|块|圆)/g, ([, digit]) => `${digit}元`],
  [
    /(\d(?:\.\d+)?) ?(%|个月|学时|课时|小时|[年元月天日节次分名人岁])? ?[-至到] ?(?=\d+(?:\.\d+)? ?(\2))/g,
    ([, digit]) => `${digit}-`,
  ],
];

const DIGITS = "零一二三四五六七八九";
/** @type {Record<string, number>} */
const UNITS = { 十: 10, 百: 100, 千: 1000, 万: 1e4, 亿: 1e8 };

/** @param {string} char */
function digitOf(char) {
  if (char === "〇") return 0;
  return char === "两" ? 2 : DIGITS.indexOf(char);
}

/** @param {number} value */
const tidy = (value) => String(Math.round(value * 1e6) / 1e6);

/**
 * A number in any writing as Arabic figures: 四百五十 → 450, 四百五 → 450, 12.6万 → 126000, 二〇二三 → 2023.
 * @param {string[]} match
 */
function arabic([token = ""]) {
  const [whole = "", decimals] = token.replace(/[, ]/g, "").split("点");
  const tail = decimals ? `.${[...decimals].map(digitOf).join("")}` : "";
  if (!/[十百千万亿]/.test(whole)) return [...whole].map((c) => (/[\d.]/.test(c) ? c : digitOf(c))).join("") + tail;
  let [total, section, number, last] = [0, 0, NaN, 1];
  for (const part of whole.match(/[\d.]+|./g) ?? []) {
    const unit = UNITS[part];
    if (!unit) {
      const digit = /[\d.]/.test(part) ? Number(part) : digitOf(part);
      if (digit === 0) last = 1; // 一百零五 is 105, 一百五 is 150
      else number = digit;
    } else if (unit >= 1e4) {
      total = (total + section + (Number.isNaN(number) ? 0 : number) || 1) * unit;
      [section, number, last] = [0, NaN, unit];
    } else {
      section += (Number.isNaN(number) ? 1 : number) * unit;
      [number, last] = [NaN, unit];
    }
  }
  if (!Number.isNaN(number)) section += number * (number < 10 && last > 10 ? last / 10 : 1);
  return tidy(total + section) + tail;
}

const ALPHANUMERIC = /[\da-z\u00e0-\u024f]/;
const DIGIT = /\d/;

/**
 * What stays of spaces and signs, seen from what stands beside them.
 * @param {string} signs
 * @param {string} before
 * @param {string} after
 */
function joint(signs, before, after) {
  if (DIGIT.test(before) && DIGIT.test(after) && /^[./-]$/.test(signs)) return signs;
  return ALPHANUMERIC.test(before) && ALPHANUMERIC.test(after) ? " " : "";
}

/** Signs between other characters. */
const SIGNS = /[ .,/¥-]+/g;

/** @param {string} text */
const squeeze = (text) =>
  text.replace(SIGNS, (signs, /** @type {number} */ at) =>
    joint(signs, text.charAt(at - 1), text.charAt(at + signs.length)),
  );

/** @param {string} raw */
export function light(raw) {
  return squeeze(plain(raw));
}

/** @param {string} raw */
export function canon(raw) {
  let text = plain(raw);
  for (const [pattern, write] of NUMBERS) text = text.replace(pattern, (...match) => write(match));
  return squeeze(text);
}

/**
 * Both forms at once, cheaply: most texts hold no number, and then the two are the same string.
 * @param {string} raw
 * @returns {[string, string]} light, canon
 */
export function forms(raw) {
  const base = plain(raw);
  let text = base;
  for (const [pattern, write] of NUMBERS) text = text.replace(pattern, (...match) => write(match));
  const first = squeeze(base);
  return text === base ? [first, first] : [first, squeeze(text)];
}

/**
 * A form with the way back, to mark in a text what was found in its form.
 * @param {string} raw
 * @param {boolean} numbers canon rather than light
 * @returns {Mapped}
 */
export function mapped(raw, numbers) {
  /** @type {Mapped} */
  let result = { text: "", from: [], to: [] };
  let at = 0;
  for (const char of raw) {
    const text = plain(char);
    append(result, text, at, at + char.length);
    at += char.length;
  }
  if (numbers) for (const [pattern, write] of NUMBERS) result = replace(result, pattern, (match) => write(match));
  return replace(result, SIGNS, ([signs = ""], start, text) =>
    joint(signs, text.charAt(start - 1), text.charAt(start + signs.length)),
  );
}

/**
 * @param {Mapped} target
 * @param {string} text
 * @param {number} from
 * @param {number} to
 */
function append(target, text, from, to) {
  target.text += text;
  for (let i = 0; i < text.length; i++) {
    target.from.push(from);
    target.to.push(to);
  }
}

/**
 * @param {Mapped} source
 * @param {RegExp} pattern
 * @param {(match: string[], at: number, text: string) => string} write
 * @returns {Mapped}
 */
function replace(source, pattern, write) {
  /** @type {Mapped} */
  const result = { text: "", from: [], to: [] };
  let done = 0;
  /** @param {number} end */
  const keep = (end) => {
    result.text += source.text.slice(done, end);
    for (let i = done; i < end; i++) {
      result.from.push(source.from[i] ?? 0);
      result.to.push(source.to[i] ?? 0);
    }
  };
  for (const match of source.text.matchAll(pattern)) {
    const start = match.index;
    const end = start + match[0].length;
    keep(start);
    append(result, write(match, start, source.text), source.from[start] ?? 0, source.to[end - 1] ?? 0);
    done = end;
  }
  keep(source.text.length);
  return result;
}
