"""A new policy to start from: it passes `assessor check` as it is, and shows each thing once."""

import re
from datetime import date

SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

_TEXT = """\
---
id: {id}
title: 我校班主任工作办法
summary: 用一句话说明这份文件管什么（80 字以内）。
issuer: 某校
level: school            # national 国家 province 省 city 市 county 县 district 区 school 学校
region: null
number: null             # 文号，没有就写 null
issued: null             # 发文日期，写成 "2026-09-01"
valid: {{from: null, to: null}}
stages: [小学, 初中]
completeness: complete   # complete 完整 | excerpt 摘录 | fragment 残缺
missing: null
authority: official      # official 正式文件 | unclear 性质不明 | template 模板 | secondary 二手来源
source: {{file: null, part: null, note: 学校办公室存档}}
checked: "{today}"
topics: [常规]
notices: []
---

# 我校班主任工作办法

## 第一章 日常工作 {{#ch-1}}

### 第一条 主题班会 {{#art-1}}

班主任每学期至少组织 2 次主题班队活动。

```yaml rule
id: MY-1
name: 每学期主题班队活动
kind: requirement
strength: must
unit: 次
require:
  have: {{count: {{of: 班级活动, where: 类型 == '主题班队活动', within: term()}}}}
  at_least: 2
cases:
  - {{name: 两次正好, given: {{班级活动: [{{类型: 主题班队活动}}, {{类型: 主题班队活动}}]}}, expect: true}}
  - {{name: 只有一次, given: {{班级活动: [{{类型: 主题班队活动}}]}}, expect: false, shortfall: 1}}
  - {{name: 没填, given: {{}}, expect: unknown, missing: [班级活动]}}
```

### 第二条 考核 {{#art-2}}

班主任考核由学校考核小组评定。

```yaml rule
id: MY-2
name: 学期考核
kind: manual
strength: must
decides: 学校考核小组
note: 没有写分值，不计算。
```
"""


def skeleton(policy_id: str, today: date) -> str:
    """The text of a new policy file."""
    return _TEXT.format(id=policy_id, today=today.isoformat())
