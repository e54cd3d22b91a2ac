"""Coverage: for each clause of each policy, whether it is computed, left to judgement, a principle, or missing."""

from itertools import pairwise

from assessor.policy import LEVELS, Library, Policy, PolicyClause, PolicyRule
from assessor.report import Markup, clause_address, tag
from assessor.report.html import Child
from assessor.site.pages.limits import limits_count
from assessor.site.pages.page import Page, by_level, heading, html, join, root_of, table

PATH = "coverage.md"
STATES = {
    "computed": "已计算",
    "checklist": "清单",
    "manual": "需人工认定",
    "principle": "原则",
    "missing": "源文本缺",
}
MEANS = {
    "computed": "由引擎按条文算出结果",
    "checklist": "逐项核对是否完成",
    "manual": "条文要求由人来判断，页面只写明由谁认定",
    "principle": "只有原则，没有可以判断的数或事",
    "missing": "源文本没有这一条的内容",
}


def coverage_page(library: Library) -> Page:
    """The summary of all policies, then each policy's clauses."""
    root = root_of(PATH)
    groups = by_level(library.policies.values())
    policies = [policy for _, group in groups for policy in group]
    legend = tag("dl", *(_legend(state) for state in STATES), class_="hb-legend")
    blocks = [
        heading(1, "覆盖"),
        (
            "每一份政策的每一条，本站做到了哪一步；源文本缺什么，也写在这里。数字都由政策文件生成。"
            "“界限”一列是差一步、正好、多一步都试过的界限数，和规则里的界限总数。"
            "不收与班主任无关的文件：同一批材料里讲林木种苗、反保险欺诈的两篇就没有收。"
        ),
        html(legend),
        html(_summary(policies)),
    ]
    for level, group in groups:
        blocks.append(heading(2, LEVELS[level], f"coverage-{level}"))
        blocks += [html(_details(library, policy, root)) for policy in group]
    return Page(
        PATH,
        "覆盖",
        "每份政策每一条的状态：已计算、清单、需人工认定、原则、源文本缺，以及算例和读法的数目。",
        join(*blocks),
        ("navigation", "toc"),
    )


def states_of(clause: PolicyClause) -> list[str]:
    """The states of a clause; one with nothing to decide is a principle, unless the source lacks it."""
    found = dict.fromkeys(state_of(rule) for rule in clause.rules)
    if "missing" in clause.classes:
        found["missing"] = None
    return sorted(found, key=list(STATES).index) or ["principle"]


def state_of(rule: PolicyRule) -> str:
    """Whether a rule is computed, a checklist, or left to someone."""
    kind = str(rule.data["kind"])
    return kind if kind in {"checklist", "manual"} else "computed"


def counted(policy: Policy) -> list[PolicyClause]:
    """The clauses that say something of their own: headings above other clauses are left out."""
    clauses = list(policy.clauses)
    deeper = [*(after.depth > clause.depth for clause, after in pairwise(clauses)), False]
    return [
        clause for clause, above in zip(clauses, deeper, strict=True) if clause.rules or clause.classes or not above
    ]


def _legend(state: str) -> Markup:
    return tag("div", tag("dt", _mark(state)), tag("dd", MEANS[state]))


def _mark(state: str, count: int | None = None) -> Markup:
    text = STATES[state] if count is None else f"{STATES[state]} {count}"
    return tag("span", text, class_=f"hb-state hb-state-{state}")


def _summary(policies: list[Policy]) -> Markup:
    rows: list[list[Child]] = []
    for policy in policies:
        clauses = counted(policy)
        counts = [sum(state in states_of(clause) for clause in clauses) for state in STATES]
        cases = sum(len(rule.cases) for rule in policy.rules)
        link = tag("a", policy.title, href=f"#coverage-{policy.id}")
        rows.append([link, *(str(count or "") for count in [len(clauses), *counts, cases])])
    head = ["政策", "条款", *STATES.values(), "算例"]
    return table(head, rows, class_="hb-numbers", caption="各份政策的条款数；一条可以属于几种")


def _details(library: Library, policy: Policy, root: str) -> Markup:
    clauses = counted(policy)
    marks = [
        _mark(state, count) for state in STATES if (count := sum(state in states_of(clause) for clause in clauses))
    ]
    lacks = policy.head.get("missing")
    return tag(
        "details",
        tag("summary", policy.title, " ", tag("span", *marks, class_="hb-tags")),
        tag("p", tag("b", "源文本缺："), lacks) if lacks else None,
        table(
            ["条款", "状态", "规定", "算例", "界限", "读法", "缺什么"],
            [_row(library, policy, c, root) for c in clauses],
        ),
        id=f"coverage-{policy.id}",
        class_="hb-coverage",
    )


def _row(library: Library, policy: Policy, clause: PolicyClause, root: str) -> list[Child]:
    link = tag("a", clause.heading, href=clause_address(root, policy.id, clause.anchor))
    names = Markup("<br>".join(tag("span", str(rule.data["name"])) for rule in clause.rules))
    cases = sum(len(rule.cases) for rule in clause.rules)
    readings = max((len(rule.data.get("readings", ())) for rule in clause.rules), default=0)
    lacks = "；".join(str(rule.data["missing_text"]) for rule in clause.rules if rule.data.get("missing_text"))
    marks = Markup(" ".join(_mark(state) for state in states_of(clause)))
    limits = [limits_count(library, policy, rule.id) for rule in clause.rules]
    tried, every = (sum(column) for column in zip(*limits, strict=True)) if limits else (0, 0)
    return [link, marks, names, str(cases or ""), f"{tried}/{every}" if every else "", str(readings or ""), lacks]
