"""Judge a record by the oracle: every outcome and combined item of one policy.

``missing`` is to be compared as a set: a result fixes its members, not their order.
"""

# AMBIGUITIES — where clauses and conventions leave room, the choice made here, and why.
#
#  1. 清单整个列表未填：missing 写 “列表.完成”，不写 “列表”。“清单缺项写‘列表.完成’”
#     不分列表是空、缺行还是未填；清单列表本来就不按“列全”处理，[] 与未填同义。
#  2. “甲或乙有一个即可的两个都列”：任职段与直接年限都未填 → 两个都列（见习年限同样，
#     任职段未填时列 [任职段, 见习年限]；任职段已填而没有见习行时只列 见习年限）。
#     S21-19t：月度坐班未填时与缺的直接字段一起列；已填（[] 或没有行在本学期）时只列直接字段。
#     ZJC-1 不列 计划已交：原文写“否则 计划上交日期、学期开始 有一个未填”。
#  3. “依次判”的规则只列令其 unknown 的那一步所缺：CNTY-4pay 学段未填只列 学段；Q200-1
#     两个都未填只列 计划上交日期、计划已交；S21-19t 缺月份只列 月度坐班.月份；CITY-12c、
#     WF-5.3 缺学年只列 年度考核.学年。（CNTY-annual 另有明文：取因数的并集，含 计发月数。）
#  4. 求和为 unknown 时：列确定计入而没填数值的行的数值列、可能计入各行未知的筛选列与未填的
#     数值列。不再区分是“没填数值”还是“可能计入”那一步令其 unknown（计数、SUZ-4 同理）。
#     有 false 条件的行什么都不列；一行有几列未知则都列（TZ-w7 各计数、清单同理）。
#  5. S21-16 年限与现任都未填：两个都列（两者各自都使结果为 unknown）。
#  6. 任职段某行 角色 未填：只列 任职段.角色，即使该行 起 也未填（起 只对 角色=班主任 的行要求）；
#     各行所缺取并集。角色未填不影响见习年限（原文只说“两个年限”）。
#  7. 年度考核同一学年两种结果都有：没有可填的字段，missing = []，即使另有一行结果未填
#     （填什么都仍是“两种都有”）。一个都没填 → 年度考核.结果。
#  8. 按整周判：shortfall = 判为 false 的整周数，即使有可能计入的行（专门的规定优先于
#     “有可能计入的行 → null”，且后半句“unknown 的周不算”正以此为前提）。
#  9. 计数、求和判为 false 而有可能计入的行 → shortfall null，即使这些行的数值为 0。
# 10. GD-8c、GD-9b、ORG-1：节首注释说可算项都有 学段 = 中职，但条目本身没有 applies_if，
#     inputs 也没有 学段 → 直接计算（“没有 applies_if 的规则直接计算”）。
# 11. WZ-5：名班主任人数 = 0 → true，工作室数未填也一样（同 CNTY-visit；0 的判断在先）。
# 12. WF-5.3：剔除晚于 D 的行后没有任何行 → false（按 CITY-12c 的办法，原文只写 [] → false）。
# 13. CITY-12c 按有考核的年份：不足三个学年 → false，先于其中有 unknown 的学年。
# 14. 见习行的 起 全在 D 之后：仍算“有这样的行”，见习年限 = 0，不退回直接字段。
# 15. CNTY-3 ③：任职段未填时用 连续任职年限 ≥ 3，也未填 → missing [任职段, 连续任职年限]。
# 16. Q200-2 同时缺 日期 与 记录：逐行所缺取并集。S21-19m 同理；有缺列时不再看应坐班为 0 的月。
# 17. 清单 项目 名须逐字相等，不去首尾空白；名称“含”也按逐字。
# 18. S21-19t 的学期范围生效与否只看 学期开始、学期结束 是否填了，与 D 无关；缺月份的行不论
#     其余列如何都使结果 unknown。
# 19. GD-14c 津贴未填：甲缺 津贴（与 收入，若未填），乙缺 津贴，取并集。
# 20. 合成项的结果对象与普通项相同，CITY-12 为 unknown 时只并入 unknown 的因数所缺（已知的
#     因数本来没有 missing）。

from collections.abc import Mapping
from datetime import date
from typing import Any

from . import (
    outcomes_city,
    outcomes_county,
    outcomes_further,
    outcomes_guangdong,
    outcomes_national,
    outcomes_quant,
    outcomes_safety,
    outcomes_school,
    outcomes_taizhou,
    outcomes_titles,
    outcomes_weifang,
    outcomes_wenzhou,
    outcomes_zhengjiao,
)
from .conventions import Form
from .verdicts import OUTCOMES, Answer, Verdict

__all__ = ["MODULES", "POLICIES", "judge"]

# Importing a module enters its outcomes.
MODULES = (
    outcomes_city,
    outcomes_county,
    outcomes_further,
    outcomes_guangdong,
    outcomes_national,
    outcomes_quant,
    outcomes_safety,
    outcomes_school,
    outcomes_taizhou,
    outcomes_titles,
    outcomes_weifang,
    outcomes_wenzhou,
    outcomes_zhengjiao,
)

POLICIES = sorted({policy for outcome in OUTCOMES.values() for policy in outcome.policies})


def judge(record: Mapping[str, object], policy: str, today: date) -> dict[str, dict[str, Any]]:
    """Every outcome of the policy by id; ``today`` stands in for an unfilled 自评日期."""
    form = Form(record, today, policy)
    return {name: _result(outcome.answer(form)) for name, outcome in OUTCOMES.items() if policy in outcome.policies}


def _result(answer: Answer) -> dict[str, Any]:
    if isinstance(answer, Verdict):
        return {**answer.as_dict(), "by_reading": {}}
    default = next(iter(answer.values()))
    return {
        **default.as_dict(),
        "by_reading": {name: verdict.as_dict() for name, verdict in answer.items()},
    }
