// What is kept on the device, without a browser: node --test tests/site/records

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { readStore, writeStore } from "../../../assessor/site/scripts/records/format.js";
import { merged, mergedRows } from "../../../assessor/site/scripts/records/merge.js";
import { termName } from "../../../assessor/site/scripts/records/term-name.js";
import { Device } from "./tabs.mjs";

const fixture = (name) => readFileSync(new URL(name, import.meta.url), "utf8").trim();
const month = (name, kept) => ({ 月份: name, 实坐班: kept });

test("what is typed is there for the next page, one write for a burst of typing", () => {
  const device = new Device();
  const tab = device.tab();
  for (const text of ["1", "12", "12.", "12.5"]) tab.type("累计任职年限", text);
  assert.equal(device.text, null);
  assert.equal(tab.records.unsaved, true);
  device.settle();
  assert.equal(device.writes, 1);
  assert.equal(tab.records.unsaved, false);
  assert.deepEqual(device.tab().records.values, { 累计任职年限: "12.5" });
});

test("a page that is only read writes nothing", () => {
  const device = new Device();
  device.tab();
  device.settle();
  assert.equal(device.text, null);
  device.text = fixture("v2.json");
  device.tab();
  device.settle();
  assert.equal(device.writes, 0);
});

test("two tabs that begin at once begin the same record, and both edits are kept", () => {
  const device = new Device();
  const [a, b] = [device.tab(), device.tab()];
  a.type("累计任职年限", "12");
  b.type("现任班主任", "是");
  device.settle();
  for (const { records } of [a, b, device.tab()]) {
    assert.deepEqual(records.values, { 累计任职年限: "12", 现任班主任: "是" });
    assert.equal(records.all.length, 1);
  }
  assert.deepEqual(a.followed, ["现任班主任"]);
});

test("of two edits of one field the later counts, and taking a value away is an edit", () => {
  const device = new Device();
  const [a, b] = [device.tab(), device.tab()];
  a.type("班级人数", "45");
  device.settle();
  b.type("班级人数", "46");
  a.type("班级人数", undefined);
  device.settle();
  for (const { records } of [a, b]) assert.deepEqual(records.values, {});
});

test("rows that two tabs add to one list at the same time are all kept", () => {
  const device = new Device();
  const [a, b] = [device.tab(), device.tab()];
  a.type("月度坐班", [month("2026-03", "18")]);
  device.settle();
  a.type("月度坐班", [month("2026-03", "18"), month("2026-04", "17")]);
  b.type("月度坐班", [month("2026-03", "18"), month("2026-05", "16")]);
  device.settle();
  const months = ({ records }) => records.values["月度坐班"].map((row) => row["月份"]);
  assert.deepEqual(months(a), months(b));
  assert.deepEqual(months(a).sort(), ["2026-03", "2026-04", "2026-05"]);
});

test("a form that has not followed yet does not take away rows that came meanwhile", () => {
  const device = new Device();
  const [a, b] = [device.tab(), device.tab()];
  a.type("月度坐班", [month("2026-03", "18")]);
  device.settle();
  const shown = b.records.values["月度坐班"];
  a.type("月度坐班", [month("2026-03", "18"), month("2026-04", "17")]);
  device.settle();
  b.records.edit("月度坐班", [month("2026-03", "19")], shown);
  device.settle();
  const rows = a.records.values["月度坐班"];
  assert.deepEqual(rows.map((row) => row["月份"]).sort(), ["2026-03", "2026-04"]);
  assert.equal(rows.find((row) => row["月份"] === "2026-03")["实坐班"], "19");
});

const ROWS = [
  ["cells of one row", [month("3", "1")], [month("3", "2")], [month("4", "1")], [month("4", "2")]],
  ["one row taken away, one added", [month("3", "1")], [], [month("3", "1"), month("4", "1")], [month("4", "1")]],
  ["the same row added twice", [], [month("3", "1")], [month("3", "1")], [month("3", "1")]],
  ["both rows taken away", [month("3", "1"), month("4", "1")], [month("4", "1")], [month("3", "1")], []],
];
for (const [name, base, mine, theirs, expected] of ROWS) {
  test(`rows: ${name}`, () => assert.deepEqual(mergedRows(base, mine, theirs), expected));
}

test("whatever two tabs without locks do, and however late they hear of it, they end with the same and lose nothing", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const random = numbersFrom(seed);
    const device = new Device();
    const tabs = [device.tab(), device.tab()];
    const last = {};
    for (let step = 0; step < 40; step += 1) {
      const at = random(2);
      const tab = tabs[at];
      switch (random(4)) {
        case 0:
        case 1: {
          // Each tab has fields of its own, so that it is known what must be there in the end.
          const name = `${at}-${random(5)}`;
          last[name] = random(6) ? String(step) : undefined;
          tab.type(name, last[name]);
          break;
        }
        case 2:
          tab.rest();
          break;
        default:
          tab.hearAll();
      }
    }
    device.settle();
    const expected = Object.fromEntries(Object.entries(last).filter(([, value]) => value !== undefined));
    for (const { records } of [...tabs, device.tab()]) assert.deepEqual(records.values, expected, `seed ${seed}`);
  }
});

test("what another tab has written over without knowing of it is written again", () => {
  const device = new Device();
  const [a, b] = [device.tab(), device.tab()];
  b.type("现任班主任", "是");
  device.settle();
  const stale = device.text;
  a.type("累计任职年限", "12");
  device.settle();
  device.text = stale; // b had read before a wrote
  a.records.hear(stale);
  device.settle();
  assert.deepEqual(device.tab().records.values, { 累计任职年限: "12", 现任班主任: "是" });
});

test("of two edits in the same moment every tab chooses the same", () => {
  const [one, other] = ["12", "13"].map((value) => {
    const { store } = readStore(fixture("v2.json"));
    store.records.b2.fields["累计任职年限"] = { at: 1_790_000_000_000, value };
    return store;
  });
  assert.equal(writeStore(merged(one, other)), writeStore(merged(other, one)));
  assert.equal(writeStore(merged(one, one)), writeStore(one));
});

test("every older version is read, and written as the newest", () => {
  const read = readStore(fixture("v1.json"));
  assert.equal(read.lost, 0);
  assert.equal(writeStore(read.store), fixture("v2.json"));
  assert.equal(writeStore(readStore(fixture("v2.json")).store), fixture("v2.json"));
  const device = new Device();
  device.text = fixture("v1.json");
  const { records } = device.tab();
  assert.equal(records.name, "2025 学年第二学期");
  assert.deepEqual(records.policies, ["school-21art"]);
  assert.deepEqual(records.values["处分"], []);
  records.edit("班级人数", "45", undefined);
  device.settle();
  assert.equal(JSON.parse(device.text).format, 2);
  assert.equal(device.tab().records.values["累计任职年限"], "12");
});

test("what a newer version wrote is never written over", () => {
  const device = new Device();
  device.text = fixture("newer.json");
  const tab = device.tab();
  assert.equal(tab.records.trouble, "newer");
  tab.type("累计任职年限", "12");
  device.settle();
  tab.records.save();
  assert.equal(device.text, fixture("newer.json"));
  assert.deepEqual(tab.records.values, { 累计任职年限: "12" });
  assert.equal(tab.records.unsaved, true);
});

test("a tab stops writing when a newer version begins to, and goes on with what it has", () => {
  const device = new Device();
  const tab = device.tab();
  tab.type("累计任职年限", "12");
  device.settle();
  device.text = fixture("newer.json");
  tab.records.hear(device.text);
  tab.type("累计任职年限", "13");
  device.settle();
  assert.equal(device.text, fixture("newer.json"));
  assert.equal(tab.records.values["累计任职年限"], "13");
});

for (const [what, text] of [
  ["no JSON", "{"],
  ["no object", "[1]"],
  ["no version", "{}"],
  ["an unknown version", '{"format":0}'],
  ["long and no record", `"${"x".repeat(4_000_001)}"`],
  ["an older version that is not what it says", '{"format":1,"records":5}'],
]) {
  test(`${what}: set aside as it is, and gone on with`, () => {
    const device = new Device();
    device.text = text;
    const tab = device.tab();
    assert.equal(tab.records.trouble, "broken");
    assert.deepEqual(device.asides, [text]);
    tab.type("累计任职年限", "12");
    device.settle();
    const next = device.tab();
    assert.deepEqual(next.records.values, { 累计任职年限: "12" });
    // It stays within reach, however often the page is opened, until the reader deletes it.
    for (const { records } of [tab, next, device.tab()]) {
      assert.deepEqual([records.trouble, records.asides], ["broken", [text]]);
    }
    next.records.dropAsides();
    for (const { records } of [next, device.tab()]) assert.deepEqual([records.trouble, records.asides], ["", []]);
    assert.deepEqual(device.asides, []);
  });
}

test("what is wrong in a part is left out, set aside and told, and the rest is read", () => {
  const data = JSON.parse(fixture("v2.json"));
  const { fields } = data.records.a1;
  Object.assign(fields, {
    数: { at: 1, value: 5 },
    行: { at: 1, value: [{ 甲: { toString: "x" } }] },
    早: { at: -1, value: "x" },
    无时: { value: 5, at: 1 },
  });
  data.records.constructor = data.records.a1;
  const text = JSON.stringify(data).replace('"数":', '"__proto__":{"at":1,"value":"x"},"数":');
  const read = readStore(text);
  assert.equal(read.lost, 6);
  // A value whose time is none is there all the same.
  const { 早, ...others } = read.store.records.a1.fields;
  assert.deepEqual(早, { at: 1, value: "x" });
  read.store.records.a1.fields = others;
  assert.equal(writeStore(read.store), fixture("v2.json"));
  assert.equal({}.value, undefined);
  const device = new Device();
  device.text = text;
  assert.equal(device.tab().records.trouble, "broken");
  assert.deepEqual(device.asides, [text]);
});

test("where broken bytes cannot be set aside they are not written over", () => {
  const device = new Device();
  device.text = "{";
  device.throws = "QuotaExceededError";
  const tab = device.tab();
  tab.type("累计任职年限", "12");
  device.settle();
  assert.equal(device.text, "{");
});

test("where there is no room to set it aside, what can be read is shown, the rest can be saved and then given up", () => {
  const device = new Device();
  const data = JSON.parse(fixture("v2.json"));
  data.records.a1.fields["数"] = { at: 1, value: 5 };
  const text = JSON.stringify(data);
  device.text = text;
  device.roomy = false;
  const { records } = device.tab();
  records.edit("班级人数", "45", undefined);
  device.settle();
  assert.equal(device.text, text);
  assert.deepEqual([records.trouble, records.asides, records.unsaved], ["full", [text], true]);
  assert.equal(records.values["累计任职年限"], "12");
  records.dropAsides();
  assert.deepEqual([records.trouble, records.asides, records.unsaved], ["", [], false]);
  assert.deepEqual(device.tab().records.values, records.values);
  assert.equal(records.values["班级人数"], "45");
});

for (const [thrown, trouble] of [
  ["QuotaExceededError", "full"],
  ["NS_ERROR_DOM_QUOTA_REACHED", "full"],
  ["SecurityError", "refused"],
  [new TypeError("Cannot read properties of null"), "refused"],
  [{ name: "NS_ERROR_FILE_CORRUPTED", result: 0x80520013 }, "refused"],
  [{ name: "NS_ERROR_FILE_NO_DEVICE_SPACE" }, "full"],
  [null, "refused"],
  [5, "refused"],
]) {
  test(`${thrown?.name ?? thrown}: told as ${trouble}, nothing typed is lost in this visit, and it is tried again`, () => {
    const device = new Device();
    device.throws = thrown;
    const tab = device.tab();
    tab.type("累计任职年限", "12");
    device.settle();
    assert.equal(tab.records.trouble, trouble);
    assert.equal(tab.records.unsaved, true);
    device.throws = "";
    tab.type("现任班主任", "是");
    device.settle();
    assert.equal(tab.records.trouble, "");
    assert.deepEqual(device.tab().records.values, { 累计任职年限: "12", 现任班主任: "是" });
  });
}

test("several records: new, renamed, copied, turned to; each tab stays with its own", () => {
  const device = new Device();
  const tab = device.tab();
  tab.type("累计任职年限", "12");
  tab.records.choose(["school-21art"]);
  tab.records.copy("如果多一年");
  tab.type("累计任职年限", "13");
  tab.records.rename("  下学年  ");
  tab.records.rename("   ");
  device.settle();
  assert.deepEqual(tab.records.policies, ["school-21art"]);
  const other = device.tab();
  assert.equal(other.records.name, "下学年");
  other.records.turnTo("first");
  other.type("班级人数", "45");
  device.settle();
  assert.equal(tab.records.name, "下学年");
  assert.equal(tab.records.values["班级人数"], undefined);
  // Reloaded, each tab goes on with its own.
  assert.equal(device.tab({ turnedTo: tab.place.turnedTo }).records.name, "下学年");
  assert.deepEqual(
    tab.records.all.map(({ name, count }) => [name, count]),
    [
      ["2026 学年第一学期", 2],
      ["下学年", 1],
    ],
  );
});

test("a deleted record is gone from the device and from other tabs, and comes back with everything", () => {
  const device = new Device();
  const [a, b] = [device.tab(), device.tab()];
  a.type("累计任职年限", "12");
  device.settle();
  a.records.remove();
  device.settle();
  assert.ok(!device.text.includes("累计任职年限"));
  assert.deepEqual(b.records.values, {});
  assert.equal(b.switched, 1);
  a.records.undo();
  device.settle();
  for (const { records } of [a, b, device.tab()]) assert.deepEqual(records.values, { 累计任职年限: "12" });
});

test("what another tab typed after a record was deleted is kept", () => {
  const device = new Device();
  const [a, b] = [device.tab(), device.tab()];
  a.type("累计任职年限", "12");
  device.settle();
  a.records.remove();
  b.type("班级人数", "45");
  device.settle();
  assert.deepEqual(b.records.values, { 班级人数: "45" });
  assert.deepEqual(device.tab().records.values, { 班级人数: "45" });
});

test("clearing leaves nothing on the device or in other tabs, and can be undone", () => {
  const device = new Device();
  device.text = fixture("v2.json");
  device.asides = ["{"];
  const [a, b] = [device.tab(), device.tab()];
  b.type("班级人数", "45");
  device.settle();
  a.records.clear();
  device.settle();
  assert.deepEqual(JSON.parse(device.text), { format: 2, cleared: device.time + 1, current: { at: 0 }, records: {} });
  assert.deepEqual(device.asides, []);
  for (const { records } of [a, b]) assert.deepEqual([records.all, records.values], [[], {}]);
  a.records.undo();
  device.settle();
  for (const { records } of [a, b, device.tab()]) {
    assert.deepEqual(records.all.map(({ name }) => name).sort(), ["2025 学年第二学期", "试算"]);
    assert.equal(records.values["班级人数"], "45");
  }
  assert.deepEqual(device.asides, ["{"]);
});

test("clearing removes what a newer version wrote, and undoing brings it back as it was", () => {
  const device = new Device();
  device.text = fixture("newer.json");
  const { records } = device.tab();
  records.clear();
  assert.equal(records.trouble, "");
  assert.ok(!device.text.includes("later version"));
  records.undo();
  assert.equal(device.text, fixture("newer.json"));
  assert.equal(records.trouble, "newer");
});

test("once it is forgotten what was deleted cannot be brought back", () => {
  const device = new Device();
  const tab = device.tab();
  tab.type("累计任职年限", "12");
  tab.records.clear();
  tab.records.forget();
  tab.records.undo();
  assert.deepEqual(tab.records.values, {});
});

test("only for this visit: nothing is written or read, and what was kept goes if it is to", () => {
  const device = new Device();
  device.text = fixture("v2.json");
  const [tab, other] = [device.tab(), device.tab()];
  tab.records.keepNothing(true);
  tab.type("班级人数", "45");
  device.settle();
  assert.ok(!/school|班级人数/.test(device.text));
  assert.deepEqual(other.records.all, []);
  assert.equal(tab.records.values["累计任职年限"], "12");
  assert.equal(tab.records.unsaved, false);
  assert.deepEqual(device.tab({ sessionOnly: true }).records.values, {});
  tab.records.keepAgain();
  device.settle();
  assert.equal(device.tab().records.values["班级人数"], "45");
});

test("only for this visit: what was kept may stay, and is not touched by what is typed meanwhile", () => {
  const device = new Device();
  device.text = fixture("v2.json");
  const tab = device.tab();
  tab.records.keepNothing(false);
  tab.type("累计任职年限", "20");
  device.settle();
  assert.equal(device.text, fixture("v2.json"));
  const next = device.tab({ sessionOnly: true });
  next.type("累计任职年限", "1");
  tab.records.keepAgain();
  tab.type("计发月数", "9");
  device.settle();
  assert.deepEqual(next.records.values, { 累计任职年限: "1" });
  assert.equal(next.records.all.length, 1);
  next.records.keepAgain();
  device.settle();
  assert.equal(device.tab({ turnedTo: "a1" }).records.values["累计任职年限"], "20");
  assert.equal(next.records.values["累计任职年限"], "1");
});

test("only for this visit: what is typed does not mix with the record that others have begun", () => {
  const device = new Device();
  device.tab().type("累计任职年限", "12");
  device.settle();
  const { records } = device.tab({ sessionOnly: true });
  records.edit("现任班主任", "是", undefined);
  records.keepAgain();
  assert.deepEqual(records.values, { 现任班主任: "是" });
  assert.equal(records.all.length, 2);
});

test("what a browser throws away while a page is open is kept again with the next edit", () => {
  const device = new Device();
  const tab = device.tab();
  tab.type("累计任职年限", "12");
  device.settle();
  device.text = null;
  tab.records.hear(null);
  assert.equal(device.text, null);
  tab.type("班级人数", "45");
  device.settle();
  assert.deepEqual(device.tab().records.values, { 累计任职年限: "12", 班级人数: "45" });
});

test("a clock that goes back does not make later edits older", () => {
  const device = new Device();
  const tab = device.tab();
  tab.type("班级人数", "45");
  device.settle();
  device.time -= 86_400_000;
  const next = device.tab();
  next.type("班级人数", "46");
  device.settle();
  assert.equal(tab.records.values["班级人数"], "46");
});

test("what has changed since the record was saved to a file is counted, from the first change on", () => {
  const device = new Device();
  const tab = device.tab();
  tab.type("班级人数", "45");
  const since = device.time;
  tab.type("累计任职年限", "12");
  assert.deepEqual([tab.records.unfiled.count, tab.records.unfiled.since <= since + 5], [2, true]);
  const done = tab.records.filing();
  tab.type("班级人数", "46");
  done();
  assert.equal(tab.records.unfiled.count, 1);
});

for (const [day, name] of [
  ["2026-08-01", "2026 学年第一学期"],
  ["2026-12-31", "2026 学年第一学期"],
  ["2027-01-31", "2026 学年第一学期"],
  ["2027-02-01", "2026 学年第二学期"],
  ["2027-07-31", "2026 学年第二学期"],
]) {
  test(`${day} lies in ${name}`, () => assert.equal(termName(new Date(`${day}T12:00`)), name));
}

/** Whole numbers below `most`, always the same for a seed. */
function numbersFrom(seed) {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

test("a record for another term begins with the same policies and nothing filled in", () => {
  const device = new Device();
  const tab = device.tab();
  tab.type("累计任职年限", "12");
  tab.records.choose(["school-21art"]);
  tab.records.answer({ region: "浙江温州", stage: "初中" });
  tab.records.begin("下学期");
  assert.equal(tab.records.name, "下学期");
  assert.deepEqual(tab.records.policies, ["school-21art"]);
  assert.deepEqual(tab.records.answers, { region: "浙江温州", stage: "初中" });
  assert.deepEqual(tab.records.values, {});
});
