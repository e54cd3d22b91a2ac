// A record as a file and back, without a browser: node --test tests/site/records

import assert from "node:assert/strict";
import { test } from "node:test";

import { Engine, EngineError } from "../../../assessor/site/scripts/engine/client.js";
import {
  fileName,
  nameFrom,
  recordAsFile,
  recordFromFile,
  textOf,
} from "../../../assessor/site/scripts/records/file.js";

test("a record file becomes what is typed into the form", () => {
  const text =
    '{"累计任职年限": 12.50, "现任班主任": true, "同班": false, "学段": "初中", "处分": [], "空": null,\n "坐班": [{"月份": "2026-03", "实": 1.5, "有": true, "无": null}]}';
  const { values } = recordFromFile(text);
  assert.equal(Number(values["累计任职年限"]), 12.5);
  assert.equal(typeof values["累计任职年限"], "string");
  delete values["累计任职年限"];
  assert.deepEqual(values, {
    现任班主任: "是",
    同班: "否",
    学段: "初中",
    处分: [],
    坐班: [{ 月份: "2026-03", 实: "1.5", 有: "是" }],
  });
});

test("a receipt has a record in it", () => {
  assert.deepEqual(recordFromFile('{"receipt": 1, "record": {"年限": 3}}'), { values: { 年限: "3" } });
});

for (const [text, field] of [
  ["", ""],
  ["[1]", ""],
  ['"x"', ""],
  ['{"a": {"b": 1}}', "a"],
  ['{"a": [1]}', "a"],
  ['{"a": [{"b": {}}]}', "a"],
  ['{"__proto__": "x"}', "__proto__"],
  [`{"a": ${"[".repeat(100_000)}${"]".repeat(100_000)}}`, undefined],
]) {
  test(`not a record: ${text.slice(0, 30)}`, () => {
    const { unreadable } = recordFromFile(text);
    assert.equal(typeof unreadable, "string");
    if (field !== undefined) assert.equal(unreadable, field);
  });
}

for (const [what, text, excess, field] of [
  [
    "fields",
    JSON.stringify(Object.fromEntries(Array.from({ length: 140_000 }, (_, at) => [`f${at}`, 1]))),
    "fields",
    "",
  ],
  ["characters of a value", JSON.stringify({ a: "x".repeat(20_001) }), "value", "a"],
  ["characters of a cell", JSON.stringify({ a: [{ b: "x".repeat(20_001) }] }), "value", "a"],
  ["rows", JSON.stringify({ a: Array.from({ length: 2001 }, () => ({ b: "1" })) }), "rows", "a"],
  [
    "cells of a row",
    JSON.stringify({ a: [Object.fromEntries(Array.from({ length: 61 }, (_, at) => [`c${at}`, "1"]))] }),
    "cells",
    "a",
  ],
]) {
  test(`more ${what} than a record has: refused, and which`, () => {
    assert.deepEqual(recordFromFile(text), { excess, field });
  });
}

test("a file in another encoding is known by its bytes; a mark at the beginning is none of the text", () => {
  const bytes = (...numbers) => Uint8Array.from(numbers).buffer;
  assert.equal(textOf(bytes(0xd1, 0xa7, 0xb6, 0xce)), null); // 学段 in GBK
  assert.equal(textOf(bytes(0xff, 0xfe, 0x7b, 0x00)), null); // UTF-16
  assert.equal(textOf(bytes(0xef, 0xbb, 0xbf, 0x7b, 0x7d)), "{}");
});

test("the file is the engine's; where there is none it holds what was typed", async () => {
  const asking = (ask) => Object.assign(Object.create(Engine.prototype), { ask });
  const engine = asking(async () => ({ ok: true, text: "{}\n", refused: ["年限"] }));
  assert.deepEqual(await recordAsFile(engine, { 年限: "x" }), { text: "{}\n", typed: ["年限"] });
  const failed = asking(() => Promise.reject(new EngineError("unsupported")));
  await assert.rejects(
    recordAsFile(
      asking(() => Promise.reject(new TypeError("ours"))),
      {},
    ),
    TypeError,
  );
  for (const none of [null, failed]) {
    const { text, typed } = await recordAsFile(none, { 年限: "12" });
    assert.equal(typed, null);
    assert.deepEqual(recordFromFile(text), { values: { 年限: "12" } });
  }
});

test("a file's name is one on every system, and names the record again", () => {
  assert.equal(fileName('a/b:"c" 第一学期', "2026-11-22"), "自评记录-a-b-c-第一学期-2026-11-22.json");
  assert.equal(nameFrom("自评记录-2026-学年第一学期-2026-11-22.json"), "2026-学年第一学期");
  assert.equal(nameFrom("我的记录.json"), "我的记录");
});
