"""潍坊坊子（weifang-fangzi）。"""

from .conventions import FALSE, TRUE, Cond, Form
from .outcomes_city import failed_years
from .outcomes_weeks import has_whole_week, met_every_week
from .verdicts import Answer, Verdict, checklist, decided, manual, outcome

POLICY = "weifang-fangzi"


@outcome("WF-w", POLICY, applies=has_whole_week, readings=("只算主题班会", "每周班会即可"))
def wf_w(form: Form) -> Answer:
    """每周主题班会：普通班会算不算没有写。"""
    return {
        "只算主题班会": met_every_week(form, lambda row: row.is_in("类型", "主题班队活动")),
        "每周班会即可": met_every_week(form, lambda _row: TRUE),
    }


@outcome("WF-5.3", POLICY)
def wf_5_3(form: Form) -> Answer:
    """年度考核不合格：条文没有写是班主任工作的考核还是人事考核。"""
    return {
        "班主任考核": _latest(failed_years(form)),
        "人事考核": _latest(failed_years(form, "人事年度考核", "年度")),
    }


def _latest(years: dict[int, Cond] | Cond) -> Verdict:
    if isinstance(years, Cond):
        return decided(years)
    return decided(years[max(years)] if years else FALSE)


@outcome("WF-4.3", POLICY)
def wf_4_3(form: Form) -> Answer:
    """一师一档。"""
    return checklist(form, "学校事项完成", "班主任管理档案")


manual(POLICY, "WF-3.5", "WF-4.1", "WF-4.4", "WF-4.4u", "WF-4.5", "WF-5.1", "WF-5.3p", "WF-5.3b")
