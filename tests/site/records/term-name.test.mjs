/** By which term a record is called, and which days a term has. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { daysOf, nameOfTerm, termBetween, termOf } from "../../../assessor/site/scripts/term.js";
import { isTermName, termTold } from "../../../assessor/site/scripts/records/term-name.js";
import { Device } from "./tabs.mjs";

for (const [day, year, number] of [
  ["2025-09-01", 2025, 1],
  ["2026-01-31", 2025, 1],
  ["2026-02-01", 2025, 2],
  ["2026-08-31", 2025, 2],
]) {
  test(`${day} lies in term ${number} of ${year}`, () => assert.deepEqual(termOf(day), { year, number }));
}

test("a term's days are its calendar's, and lead back to it", () => {
  for (const number of [1, 2]) {
    const days = daysOf({ year: 2025, number });
    assert.deepEqual(days.map(termOf), [
      { year: 2025, number },
      { year: 2025, number },
    ]);
    assert.deepEqual(termBetween(...days), { year: 2025, number });
  }
});

for (const [first, last, name] of [
  ["2025-08-28", "", "2025 学年第一学期"],
  ["", "2026-02-06", "2025 学年第一学期"],
  ["2026-02-24", "2026-07-03", "2025 学年第二学期"],
]) {
  test(`days of one's own, ${first} to ${last}, belong to ${name}`, () =>
    assert.equal(nameOfTerm(termBetween(first, last)), name));
}

for (const [values, name] of [
  [{ 学期开始: "2025-09-01", 学期结束: "2026-01-31", 自评日期: "2026-06-30" }, "2025 学年第一学期"],
  [{ 自评日期: "2026-06-30" }, "2025 学年第二学期"],
  [{ 自评日期: "6.30" }, ""],
  [{ 自评日期: "2026-13-45", 学期开始: "2026-99-99" }, ""],
  [{}, ""],
]) {
  test(`a record with ${JSON.stringify(values)} is called “${name}”`, () => assert.equal(termTold(values), name));
}

test("a record that nobody named follows its term, one that has a name keeps it", () => {
  const tab = new Device().tab();
  tab.type("学期开始", "2024-09-01");
  assert.equal(tab.records.name, "2024 学年第一学期");
  tab.type("学期开始", "2025-02-20");
  assert.equal(tab.records.name, "2024 学年第二学期");
  tab.records.rename("我的");
  tab.type("学期开始", "2025-09-01");
  assert.equal(tab.records.name, "我的");
  assert.equal(isTermName("我的"), false);
});

test("a record kept by an older version, called by the day it was begun, follows its assessment", () => {
  const tab = new Device().tab();
  tab.records.add("2026 学年第一学期", { 自评日期: "2026-06-30" });
  assert.equal(tab.records.name, "2025 学年第二学期");
  tab.records.add("2026 学年第一学期", { 累计任职年限: "12" });
  assert.equal(tab.records.name, "2026 学年第一学期");
});
