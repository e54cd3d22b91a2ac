// 推荐哪些政策：哪里的、哪个学段的、哪种学校的；沿革和模板谁也不推荐。

import assert from "node:assert/strict";
import { test } from "node:test";
import { suits } from "../../../assessor/site/scripts/calculator/suits.js";

const NOBODY = { region: "", stage: "", school: "", own: "" };
const ALL = "小学 初中 高中 中职";
/** @param {object} policy @param {object} about @param {string} [id] */
const how = (policy, about, id = "某办法") => suits({ stages: ALL, ...policy }, id, { ...NOBODY, ...about });

test("全国的谁都有，一省一市的只给那里的", () => {
  assert.equal(how({ level: "national" }, {}), "yes");
  assert.equal(how({ level: "province", province: "江苏" }, { region: "江苏苏州" }), "yes");
  assert.equal(how({ level: "city", place: "江苏苏州" }, { region: "江苏" }), "no");
  assert.equal(how({ level: "city", place: "浙江温州" }, { region: "江苏苏州" }), "no");
  assert.equal(how({ level: "province", province: "江苏", inferred: "" }, { region: "江苏" }), "maybe");
  assert.equal(how({ level: "county" }, { region: "江苏" }), "no");
});

test("学校的只给选了它的", () => {
  assert.equal(how({ level: "school" }, { region: "浙江", own: "某办法" }), "yes");
  assert.equal(how({ level: "school" }, { region: "浙江", own: "别的办法" }), "no");
});

test("只给一个学段、一种学校的，答了才给", () => {
  assert.equal(how({ level: "national", stages: "中职" }, {}), "no");
  assert.equal(how({ level: "national", stages: "中职" }, { stage: "中职" }), "yes");
  assert.equal(how({ level: "national", stages: "小学 初中" }, { stage: "高中" }), "no");
  assert.equal(how({ level: "national", schools: "乡村" }, { stage: "小学" }), "no");
  assert.equal(how({ level: "national", schools: "乡村" }, { school: "乡村" }), "yes");
});

test("沿革和模板谁也不推荐", () => {
  assert.equal(how({ level: "national", status: "historical" }, { stage: "小学" }), "no");
  assert.equal(how({ level: "template" }, { stage: "小学" }), "no");
});
