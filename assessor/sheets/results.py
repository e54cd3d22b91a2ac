"""The results of a staff list as sheets: a summary, one sheet for each policy, reasons, the school, the cost, errors."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from assessor import __version__
from assessor.report import wording
from assessor.report.explain import Line, explain
from assessor.report.headline import heads_of, texts_of
from assessor.report.periods import periods_text
from assessor.report.plain import line_text
from assessor.rules import Assessment, Policy, Result, Rule, State, Verdict
from assessor.rules.rulebook import HEADS
from assessor.rules.values import STATE_WORDS
from assessor.sheets.budget import Budget
from assessor.sheets.entries import Entry, is_plain
from assessor.sheets.layout import NARROW, USUAL, WIDE, WIDEST, Column, Sheet
from assessor.sheets.places import SheetProblem, letters
from assessor.sheets.staff import Member, StaffList
from assessor.sheets.wording import CODE

ERROR = "数据有误"
NUMBERS = {"amount", "score", "quota"}
"""Kinds whose results are numbers that an office goes on calculating with."""
STATUS = {**STATE_WORDS, State.KNOWN: "已得出"}
_LONGEST = 600
"""Characters of a reason in one line."""


@dataclass(frozen=True)
class Judged:
    """A staff list with everything that came of it: an assessment for each row that could be read, and the school's."""

    staff: StaffList
    policies: Sequence[Policy]
    assessments: Sequence[Assessment | None]
    school: Assessment
    budgets: Sequence[Budget]
    today: date

    @cached_property
    def _by_rule(self) -> list[dict[str, dict[str, Result]] | None]:
        return [None if found is None else _sorted(found) for found in self.assessments]

    def results(self, policy: Policy, index: int) -> dict[str, Result] | None:
        """The results of one row under a policy, by rule; None if the row could not be read."""
        found = self._by_rule[index]
        return None if found is None else found.get(policy.id, {})


def _sorted(assessment: Assessment) -> dict[str, dict[str, Result]]:
    """The results of an assessment by policy and rule."""
    found: dict[str, dict[str, Result]] = {}
    for result in assessment.results:
        found.setdefault(result.policy.id, {})[result.id] = result
    return found


def result_sheets(judged: Judged) -> list[Sheet]:
    """All sheets, the summary first."""
    sheets = [_summary(judged), *_conclusions(judged)]
    sheets += [_policy_sheet(judged, policy) for policy in judged.policies if rules_of(policy, "teacher")]
    sheets += [_reasons(judged), _school(judged), *_costs(judged), _errors(judged)]
    return sheets


def rules_of(policy: Policy, subject: str) -> list[Rule]:
    """The rules of a policy that are computed, for a teacher or for the school."""
    return [rule for rule in policy.rules.values() if rule.kind != "manual" and rule.data["subject"] == subject]


def name_of(member: Member) -> str:
    """How a row is called: by its code, or where there is none by its number."""
    return member.code or f"（第 {member.place.row} 行）"


# ── the conclusions ─────────────────────────────────────────────────────────


def _conclusions(judged: Judged) -> list[Sheet]:
    """What may be claimed of each person, a column for each question; nothing where no policy answers any."""
    if not any(rule.head for policy in judged.policies for rule in policy.rules.values() if rule.kind != "manual"):
        return []
    rows: list[Sequence[Entry]] = [(CODE, *HEADS.values())]
    for member, assessment in zip(judged.staff.members, judged.assessments, strict=True):
        heads = heads_of(assessment) if assessment else []
        said: list[Entry] = ["。".join(texts_of(head)) for head in heads]
        said = said or [ERROR if assessment is None else None] * len(HEADS)
        rows.append((name_of(member), *said))
    return [Sheet("结论", rows, [Column(USUAL), *[Column(WIDEST)] * len(HEADS)], frozen=1)]


# ── one sheet a policy ──────────────────────────────────────────────────────


def _policy_sheet(judged: Judged, policy: Policy) -> Sheet:
    rules = rules_of(policy, "teacher")
    above: list[Entry] = [CODE]
    below: list[Entry] = [None]
    columns = [Column(USUAL)]
    merged = [(1, 1, 2, 1)]
    for rule in rules:
        parts = _parts(rule)
        merged += [(1, len(above) + 1, 1, len(above) + len(parts))] if len(parts) > 1 else []
        above += [f"{rule.data['name']}（{rule.data['clause']}）", *[None] * (len(parts) - 1)]
        below += parts
        columns += [Column(WIDE if part in {"还缺", "读法不同"} else USUAL) for part in parts]
    rows: list[Sequence[Entry]] = [above, below]
    for index, member in enumerate(judged.staff.members):
        results = judged.results(policy, index)
        row: list[Entry] = [name_of(member)]
        for rule in rules:
            row += _entries(rule, None if results is None else results[rule.id])
        rows.append(row)
    return Sheet(f"结果 {policy.title}", rows, columns, header=2, frozen=1, merged=merged)


def _parts(rule: Rule) -> list[str]:
    """The columns of a rule: only those that can ever say something."""
    unit = rule.data.get("unit")
    counted = rule.kind in {"requirement", "eligibility"} and unit
    given = wording.given_word(rule) + (f"，{unit}" if unit else "")
    value = f"结果（{given}）" if rule.kind in NUMBERS else "结果"
    return [value, "状态", *([f"还差（{unit}）"] if counted else []), "还缺", *(["读法不同"] if rule.readings else [])]


def _entries(rule: Rule, result: Result | None) -> list[Entry]:
    parts = _parts(rule)
    if result is None:
        return [None, ERROR, *[None] * (len(parts) - 2)]
    verdict = result.verdict
    found: list[Entry] = [shown(result, verdict), STATUS[verdict.status]]
    for part in parts[2:]:
        if part.startswith("还差"):
            found.append(_number(verdict.shortfall))
        elif part == "还缺":
            found.append(_missing(verdict))
        else:
            found.append(_differences(result))
    return found


def shown(result: Result, verdict: Verdict) -> Entry:
    """A result for a cell of its own: a number under a heading that says with what force, else words with theirs.

    Nothing unless it is known.
    """
    if verdict.status is not State.KNOWN:
        return None
    if isinstance(verdict.value, Fraction) and result.rule.kind in NUMBERS:
        return _number(verdict.value)
    return wording.verdict_text(result, verdict)


def _number(value: Fraction | None) -> Entry:
    return value if value is None or is_plain(value) else wording.readable(value)


def _missing(verdict: Verdict) -> str:
    if verdict.status is State.UNKNOWN and not verdict.missing:
        return wording.undefined_text(verdict) if verdict.due else "比率的分母为 0，算不出来"
    return "、".join(map(wording.field_label, verdict.missing))


def _differences(result: Result) -> str:
    """What each reading comes to, if they do not all come to the same."""
    if not result.readings_differ:
        return ""
    default = result.rule.default_reading
    return "；".join(
        f"{name}{'（默认）' if name == default else ''}：{wording.verdict_text(result, verdict)}"
        for name, verdict in result.by_reading.items()
    )


# ── reasons ─────────────────────────────────────────────────────────────────


def _reasons(judged: Judged) -> Sheet:
    rows: list[Sequence[Entry]] = [(CODE, "政策", "规定", "名称", "结论", "理由", "条款")]
    for index, member in enumerate(judged.staff.members):
        for policy in judged.policies:
            results = judged.results(policy, index)
            own = [results[rule.id] for rule in rules_of(policy, "teacher")] if results else []
            rows += [(name_of(member), policy.title, *_reason_row(result)) for result in own]
        if judged.assessments[index] is None:
            rows.append((name_of(member), None, None, None, ERROR, "见“错误”表", None))
    widths = (USUAL, WIDE, 14, WIDE, 16, 80, 20)
    return Sheet("理由", rows, [Column(width) for width in widths], frozen=1)


def _reason_row(result: Result) -> list[Entry]:
    data = result.rule.data
    conclusion = wording.verdict_text(result, result.verdict)
    return [result.id, data["name"], conclusion, reason(result), data["clause"]]


def reason(result: Result) -> str:
    """Why a result is what it is, in one line."""
    verdict = result.verdict
    if verdict.status is State.UNKNOWN:
        missing = _missing(verdict)
        lacking = f"还缺：{missing}" if verdict.missing else missing
        return "；".join([lacking, *periods_text(result)])
    lines = _flat(explain(verdict.step)) if verdict.step else []
    text = "；".join([*lines, *(f"提示：{notice}" for notice in result.remarks)])
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"


def _flat(lines: Sequence[Line]) -> list[str]:
    return [text for line in lines for text in (line_text(line), *_flat(line.children))]


# ── the school and what it costs ────────────────────────────────────────────


def _school(judged: Judged) -> Sheet:
    rows: list[Sequence[Entry]] = [("政策", "规定", "名称", "结果", "状态", "还缺", "理由", "条款")]
    for policy in judged.policies:
        for rule in rules_of(policy, "school"):
            result = next(each for each in judged.school.results if each.policy.id == policy.id and each.id == rule.id)
            verdict = result.verdict
            name = f"{rule.data['name']}（{rule.data['unit']}）" if rule.data.get("unit") else rule.data["name"]
            entries = (shown(result, verdict), STATUS[verdict.status], _missing(verdict))
            rows.append((policy.title, rule.id, name, *entries, reason(result), rule.data["clause"]))
    widths = (WIDE, 14, WIDE, USUAL, USUAL, WIDE, 80, 20)
    return Sheet("学校", rows, [Column(width) for width in widths])


def _costs(judged: Judged) -> list[Sheet]:
    heads = {policy.id: policy for policy in judged.policies}
    rows: list[Sequence[Entry]] = [
        ("政策", "规定", "期间", "读法", "合计（元）", "状态", "算出（人）", "算不出（人）", "说明")
    ]
    people: list[Sequence[Entry]] = [(CODE, "政策", "规定", "期间", "读法", "金额（元）", "状态")]
    for budget in judged.budgets:
        policy, known = heads[budget.policy], len(budget.who(State.KNOWN))
        rule = policy.rules[budget.spending.rule]
        reading = f"{budget.reading}{'（默认）' if budget.is_default else ''}" if budget.reading else None
        row = (policy.title, rule.data["name"], budget.spending.period or "见条款", reading)
        counts = (known, len(budget.shares) - known)
        rows.append((*row, _number(budget.amount), STATUS[budget.status], *counts, _remark(budget, policy)))
        for share in budget.shares:
            amount = _number(share.amount) if share.status is State.KNOWN else None
            people.append((share.code, *row[:3], budget.reading, amount, STATUS[share.status]))
    widths = (WIDE, WIDE, NARROW, 18, 16, USUAL, NARROW, NARROW, WIDEST)
    total = Sheet("预算", rows, [Column(width) for width in widths])
    if len(rows) == 1:
        rows.append((*[None] * 8, "所选政策没有规定可以合计的支出。"))
        return [total]
    columns = [Column(width) for width in (USUAL, WIDE, WIDE, NARROW, 18, 16, USUAL)]
    return [total, Sheet("预算明细", people, columns, frozen=1)]


def _remark(budget: Budget, policy: Policy) -> str:
    """Who keeps a sum from being known, what it is made of, and for how long it is."""
    spending = budget.spending
    rule = policy.rules[spending.rule]
    parts = [f"各人 {rule.data['name']}" + (f" × {spending.months}" if spending.months else "") + " 之和"]
    if spending.school_rule:
        parts.append(f"加 {policy.rules[spending.school_rule].data['name']}")
    if spending.period.startswith("每"):
        parts.append(f"{spending.period}的合计，发多久看{rule.data['clause']}，这里没有折算")
    elif not spending.period:
        parts.append(f"何时发、发几次看{rule.data['clause']}")
    if budget.amount is None and budget.who(State.KNOWN):
        parts.append(f"已算出的 {len(budget.who(State.KNOWN))} 人共 {wording.readable(budget.found)} 元")
    for status, words in ((State.GAP, "条文没有写"), (State.UNKNOWN, "还算不出")):
        who = budget.who(status)
        parts += [f"{words}的 {len(who)} 人：{listed(who)}"] if who else []
    parts += [f"还缺：{'、'.join(map(wording.field_label, budget.missing))}"] if budget.missing else []
    return "；".join(parts)


def listed(codes: Sequence[str]) -> str:
    """The first of many codes in a row."""
    return "、".join(codes[:50]) + (" 等" if len(codes) > 50 else "")


# ── errors and summary ──────────────────────────────────────────────────────


def _errors(judged: Judged) -> Sheet:
    rows: list[Sequence[Entry]] = [("表", "行", "列", "单元格", CODE, "问题", "怎么办")]
    rows += [_error_row(problem, None) for problem in judged.staff.problems]
    for member in judged.staff.members:
        rows += [_error_row(problem, name_of(member)) for problem in member.problems]
    widths = (16, 8, 8, 10, USUAL, WIDEST, WIDEST)
    return Sheet("错误", rows, [Column(width) for width in widths])


def _error_row(problem: SheetProblem, code: str | None) -> Sequence[Entry]:
    place = problem.place
    column = letters(place.column) if place.column else None
    return place.sheet, place.row, column, place.cell, code, problem.message, problem.hint


def _summary(judged: Judged) -> Sheet:
    staff = judged.staff
    faulty = sum(found is None for found in judged.assessments)
    errors = len(staff.problems) + sum(len(member.problems) for member in staff.members)
    rows: list[Sequence[Entry]] = [
        ("班主任政策手册：批量核对",),
        (
            f"名单 {len(staff.members)} 人：算出 {len(staff.members) - faulty} 人，数据有误 {faulty} 人；错误 {errors} 处。",
        ),
        (f"没填自评日期的按 {judged.today} 算。程序版本 {__version__}。结果供自查，以学校和主管部门的认定为准。",),
        *((f"提示：{notice}",) for notice in staff.notices),
        (),
        ("政策", "规定", "名称", *STATUS_ORDER.values(), ERROR, "结果"),
    ]
    title = len(rows)
    for policy in judged.policies:
        rows += [
            (policy.title, rule.id, rule.data["name"], *_counts(judged, policy, rule, faulty))
            for rule in rules_of(policy, "teacher")
        ]
        rows.append((f"{policy.title}：文本的校验码 {policy.hash[:12]}",))
    widths = (WIDE, 14, WIDE, 10, 10, 10, 12, 10, WIDEST)
    merged = [(number, 1, number, len(widths)) for number, row in enumerate(rows, 1) if len(row) == 1]
    return Sheet("汇总", rows, [Column(width) for width in widths], merged=merged, titles={title})


STATUS_ORDER = {state: STATUS[state] for state in (State.KNOWN, State.UNKNOWN, State.NOT_APPLICABLE, State.GAP)}


def _counts(judged: Judged, policy: Policy, rule: Rule, faulty: int) -> list[Entry]:
    """How many came to which state, and what those that are known came to."""
    found = [
        results[rule.id]
        for index in range(len(judged.assessments))
        if (results := judged.results(policy, index)) is not None
    ]
    states = Counter(result.verdict.status for result in found)
    words = Counter(wording.verdict_text(each, each.verdict) for each in found if each.verdict.status is State.KNOWN)
    told = "、".join(f"{word} {count} 人" for word, count in words.most_common(12)) + (" 等" if len(words) > 12 else "")
    return [*(states[state] for state in STATUS_ORDER), faulty, told]
