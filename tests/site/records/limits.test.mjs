// What is written can be read back; what is too much is refused at once, and nothing else is touched.

import assert from "node:assert/strict";
import { test } from "node:test";

import { readStore, writeStore } from "../../../assessor/site/scripts/records/format.js";
import { LIMITS, MAX_CLOCK, MAX_TIME } from "../../../assessor/site/scripts/records/limits.js";
import { Device } from "./tabs.mjs";

const rows = (count, cell = "1") => Array.from({ length: count }, (_, at) => ({ 月份: `${at}`, 实坐班: cell }));
const wide = (count) => [Object.fromEntries(Array.from({ length: count }, (_, at) => [`栏${at}`, "1"]))];
const fields = (count, value = "1") => Object.fromEntries(Array.from({ length: count }, (_, at) => [`项${at}`, value]));

/** What the next page finds, once everything has been put away. */
function reloaded(device) {
  device.settle();
  return device.tab().records;
}

for (const [excess, fits, not] of [
  ["value", "x".repeat(LIMITS.value), "x".repeat(LIMITS.value + 1)],
  ["value", [{ 甲: "x".repeat(LIMITS.value) }], [{ 甲: "x".repeat(LIMITS.value + 1) }]],
  ["rows", rows(LIMITS.rows), rows(LIMITS.rows + 1)],
  ["cells", wide(LIMITS.cells), wide(LIMITS.cells + 1)],
]) {
  test(`${excess}: as much as fits is read back; more is refused and told, and the rest is kept`, () => {
    const device = new Device();
    const tab = device.tab();
    tab.type("班级", fits);
    assert.deepEqual(reloaded(device).values, { 班级: fits });
    tab.type("班级", not);
    tab.type("年限", "3");
    assert.deepEqual(tab.records.refused, [["班级", excess]]);
    assert.deepEqual(reloaded(device).values, { 班级: fits, 年限: "3" });
    assert.deepEqual(device.asides, []);
    tab.type("班级", "二班");
    assert.deepEqual(tab.records.refused, []);
    assert.equal(reloaded(device).values["班级"], "二班");
  });
}

test("a field more than a record has is refused, the others go on", () => {
  const device = new Device();
  const tab = device.tab();
  assert.equal(tab.records.add("满的", fields(LIMITS.fields)), "");
  tab.type("多一项", "1");
  tab.type("项0", "2");
  assert.deepEqual(tab.records.refused, [["多一项", "fields"]]);
  const { values } = reloaded(device);
  assert.deepEqual([Object.keys(values).length, values["项0"]], [LIMITS.fields, "2"]);
});

for (const [excess, values] of [
  ["fields", fields(LIMITS.fields + 500)],
  ["fields", fields(140_000)],
  ["rows", { 甲: rows(LIMITS.rows + 1) }],
  ["value", { 甲: "x".repeat(LIMITS.value + 1) }],
]) {
  test(`a record with too much (${excess}, ${Object.keys(values).length}) is not added, and the one in use stays in use`, () => {
    const device = new Device();
    const tab = device.tab();
    tab.type("年限", "3");
    device.settle();
    const { text } = device;
    assert.equal(tab.records.add("恢复的", values), excess);
    device.settle();
    assert.equal(device.text, text);
    assert.deepEqual([tab.records.values, tab.switched], [{ 年限: "3" }, 0]);
  });
}

test("records that together are more than is read back are not added; those there are stay visible, and can be edited", () => {
  const device = new Device();
  const tab = device.tab();
  const large = fields(100, "x".repeat(LIMITS.value));
  assert.equal(tab.records.add("一", large), "");
  assert.equal(tab.records.add("二", large), "text");
  assert.equal(tab.records.copy("三"), "text");
  tab.type("项0", "3");
  const next = reloaded(device);
  assert.deepEqual(
    next.all.map(({ name }) => name),
    ["一"],
  );
  assert.equal(next.values["项0"], "3");
});

test("a store that is larger than is written shows everything, says that it is full, and shrinks", () => {
  const device = new Device();
  const at = device.time;
  const record = (name) => ({
    gone: 0,
    about: { name: { at, value: name } },
    fields: { 甲: { at, value: "x".repeat(1_500_000) } },
  });
  device.text = writeStore({
    cleared: 0,
    current: { at, value: "a" },
    records: { a: record("甲班"), b: record("乙班"), c: record("丙班") },
  });
  assert.ok(device.text.length > LIMITS.text);
  const { text } = device;
  const tab = device.tab();
  assert.deepEqual(tab.records.all.map(({ name }) => name).sort(), ["丙班", "乙班", "甲班"]);
  tab.type("年限", "3");
  device.settle();
  assert.deepEqual([tab.records.trouble, tab.records.unsaved, device.text === text], ["full", true, true]);
  tab.records.remove();
  tab.records.forget();
  tab.type("年限", "4");
  const next = reloaded(device);
  assert.deepEqual([tab.records.trouble, next.all.length, next.values["年限"]], ["", 2, "4"]);
  assert.deepEqual(device.asides, []);
});

test("a store with more of everything than is written is shown as it is", () => {
  const device = new Device();
  const at = device.time;
  const long = { ...fields(1500), 表: rows(2701), 宽: wide(70), 长: "x".repeat(25_000) };
  const about = { name: { at, value: "大" } };
  const entries = Object.fromEntries(Object.entries(long).map(([name, value]) => [name, { at, value }]));
  const marks = Object.fromEntries(
    Array.from({ length: 300 }, (_, number) => [`g${number}`, { gone: at + number, about: {}, fields: {} }]),
  );
  device.text = writeStore({
    cleared: 0,
    current: { at, value: "a" },
    records: { a: { gone: 0, about, fields: entries }, ...marks },
  });
  const tab = device.tab();
  assert.deepEqual([tab.records.values, tab.records.trouble], [long, ""]);
  tab.type("项0", "2");
  const next = reloaded(device);
  assert.deepEqual(next.values, { ...long, 项0: "2" });
  assert.ok(Object.keys(JSON.parse(device.text).records).length <= LIMITS.records);
});

test("one record more than is kept is refused; deleting one makes room, however many were deleted", () => {
  const device = new Device();
  const tab = device.tab();
  for (let number = 0; number < LIMITS.records; number += 1) assert.equal(tab.records.add(`第${number}份`), "");
  assert.equal(tab.records.add("多一份"), "records");
  assert.equal(tab.records.begin("多一份"), "records");
  for (let round = 0; round < 210; round += 1) {
    tab.records.remove();
    assert.equal(tab.records.add(`又一份${round}`, { 年限: String(round) }), "");
  }
  const next = reloaded(device);
  assert.deepEqual([next.all.length, next.values], [LIMITS.records, { 年限: "209" }]);
  const { store, lost } = readStore(device.text);
  assert.deepEqual([lost, Object.keys(store.records).length], [0, LIMITS.records]);
});

test("what was deleted last stays deleted in other tabs, however many marks there are", () => {
  const device = new Device();
  const [a, b] = [device.tab(), device.tab()];
  for (let number = 0; number < 210; number += 1) {
    a.records.add(`第${number}份`, { 年限: "1" });
    a.records.save();
    a.records.remove();
    if (number > 195) device.settle();
  }
  assert.deepEqual([a.records.all, b.records.all], [[], []]);
});

for (const [when, clock] of [
  ["a clock in the year 5200", 1.02e14],
  ["a clock in the year 9999", 253_402_214_400_000],
  ["a clock beyond every calendar", 8.64e15],
  ["a clock in 1970", 1],
]) {
  test(`${when}: every edit is read back, by the first versions of the site too`, () => {
    const device = new Device();
    device.time = clock;
    const tab = device.tab();
    for (const text of ["1", "2", "3"]) tab.type("年限", text);
    device.settle();
    const next = device.tab();
    next.type("年限", "4");
    device.settle();
    assert.deepEqual([device.tab().records.values, tab.records.values], [{ 年限: "4" }, { 年限: "4" }]);
    for (const at of device.text.match(/(?<="at":)\d+/g)) assert.ok(Number(at) <= MAX_TIME);
  });
}

for (const at of [MAX_CLOCK, 1e14, 1e14 + 1, MAX_TIME + 1, 4e15, Number.MAX_SAFE_INTEGER]) {
  test(`edits at ${at}, which something else has written: later edits still count, deleting too`, () => {
    const device = new Device();
    const written = {
      gone: 0,
      about: { name: { at, value: "未来" } },
      fields: { 年限: { at: at - 1, value: "1" }, 班级: { at, value: "二班" } },
    };
    device.text = writeStore({ cleared: 0, current: { at, value: "a" }, records: { a: written } });
    const [tab, other] = [device.tab(), device.tab()];
    tab.type("年限", "2");
    device.settle();
    other.type("班级", undefined);
    device.settle();
    for (const { records } of [tab, other, device.tab()])
      assert.deepEqual([records.values, records.trouble], [{ 年限: "2" }, ""]);
    tab.records.remove();
    assert.deepEqual(reloaded(device).all, []);
  });
}
