"""The results of a staff list as sheets: a summary, one sheet for each policy, reasons, the school, the cost, errors."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

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
from assessor.sheets.layout import NARROW, USUAL, WIDE, WIDEST, Column, Rows, Sheet
from assessor.sheets.places import SheetProblem, letters
from assessor.sheets.staff import Member, StaffList
from assessor.sheets.wording import CODE

ERROR = "数据有误"
NUMBERS = {"amount", "score", "quota"}
"""Kinds whose results are numbers that an office goes on calculating with."""
STATUS = {**STATE_WORDS, State.KNOWN: "已得出"}
_LONGEST = 600
"""Characters of a reason in one line."""


class ResultBook:
    """The sheets with the results, filled row by row: what came of one teacher is written down and let go."""

    def __init__(self, policies: Sequence[Policy], rows: Callable[[], Rows] = list) -> None:
        """Begin with the headings; `rows` makes what the rows of a sheet are held in."""
        self._policies = policies
        self._rows = rows
        self._sheets = {policy.id: _policy_sheet(policy) for policy in policies if rules_of(policy, "teacher")}
        self._conclusions = _conclusion_sheets(policies)
        self._reasons = [_reason_sheet(1)]
        self._tally = {(policy.id, rule.id): _Tally() for policy in policies for rule in rules_of(policy, "teacher")}
        self._faulty = 0

    def add(self, member: Member, assessment: Assessment | None) -> None:
        """Write down what came of a row of the list; nothing, if it could not be read."""
        results = {} if assessment is None else {(each.policy.id, each.id): each for each in assessment.results}
        self._faulty += assessment is None
        name = name_of(member)
        for sheet in self._conclusions:
            self._body(sheet).append(_conclusion_row(name, assessment))
        for policy in self._policies:
            rules = rules_of(policy, "teacher")
            row: list[Entry] = [name]
            for rule in rules:
                result = results.get((policy.id, rule.id))
                row += _entries(rule, result)
                if result is not None:
                    self._tally[policy.id, rule.id].add(result)
                    self._reason((name, policy.title, *_reason_row(result)))
            if rules:
                self._body(self._sheets[policy.id]).append(row)
        if assessment is None:
            self._reason((name, None, None, None, ERROR, "见“错误”表", None))

    def _reason(self, row: Sequence[Entry]) -> None:
        """A row of reasons; a sheet that is full is followed by another."""
        if self._reasons[-1].count >= _MOST_ROWS:
            self._reasons.append(_reason_sheet(len(self._reasons) + 1))
        self._body(self._reasons[-1]).append(row)

    def _body(self, sheet: Sheet) -> Rows:
        """Where the rows of a sheet go that are filled one by one."""
        sheet.more = self._rows() if sheet.more is None else sheet.more
        return sheet.more

    def sheets(self, staff: StaffList, school: Assessment, costs: Sequence[Budget], today: date) -> list[Sheet]:
        """All sheets, the summary first."""
        whole = [_school(self._policies, school), *_costs(self._policies, costs, self._rows()), _errors(staff)]
        return [self._summary(staff, today), *self._conclusions, *self._sheets.values(), *self._reasons, *whole]

    def _summary(self, staff: StaffList, today: date) -> Sheet:
        errors = len(staff.problems) + sum(len(member.problems) for member in staff.members)
        people, faulty = len(staff.members), self._faulty
        rows: list[Sequence[Entry]] = [
            ("班主任政策手册：批量核对",),
            (f"名单 {people} 人：算出 {people - faulty} 人，数据有误 {faulty} 人；错误 {errors} 处。",),
            (f"没填自评日期的按 {today} 算。程序版本 {__version__}。结果供自查，以学校和主管部门的认定为准。",),
            *((f"提示：{notice}",) for notice in staff.notices),
            (),
            ("政策", "规定", "名称", *STATUS_ORDER.values(), ERROR, "结果"),
        ]
        title = len(rows)
        for policy in self._policies:
            for rule in rules_of(policy, "teacher"):
                tally = self._tally[policy.id, rule.id]
                counts: tuple[Entry, ...] = (*(tally.states[state] for state in STATUS_ORDER), faulty, tally.told())
                rows.append((policy.title, rule.id, rule.data["name"], *counts))
            rows.append((f"{policy.title}：文本的校验码 {policy.hash[:12]}",))
        widths = (WIDE, 14, WIDE, 10, 10, 10, 12, 10, WIDEST)
        merged = [(number, 1, number, len(widths)) for number, row in enumerate(rows, 1) if len(row) == 1]
        return Sheet("汇总", rows, [Column(width) for width in widths], merged=merged, titles={title})


_MOST_ROWS = 1_000_000
"""Rows of one sheet; Excel has a few more."""


class _Tally:
    """How many came to which state under one rule, and what those that are known came to."""

    def __init__(self) -> None:
        self.states: Counter[State] = Counter()
        self._words: Counter[str] = Counter()

    def add(self, result: Result) -> None:
        self.states[result.verdict.status] += 1
        if result.verdict.status is State.KNOWN:
            self._words[wording.verdict_text(result, result.verdict)] += 1

    def told(self) -> str:
        words = "、".join(f"{word} {count} 人" for word, count in self._words.most_common(12))
        return f"{words} 等" if len(self._words) > 12 else words


def rules_of(policy: Policy, subject: str) -> list[Rule]:
    """The rules of a policy that are computed, for a teacher or for the school."""
    return [rule for rule in policy.rules.values() if rule.kind != "manual" and rule.data["subject"] == subject]


def name_of(member: Member) -> str:
    """How a row is called: by its code, or where there is none by its number."""
    return member.code or f"（第 {member.place.row} 行）"


# ── the conclusions ─────────────────────────────────────────────────────────


def _conclusion_sheets(policies: Sequence[Policy]) -> list[Sheet]:
    """What may be claimed of each person, a column for each question; nothing where no policy answers any."""
    if not any(rule.head for policy in policies for rule in policy.rules.values() if rule.kind != "manual"):
        return []
    rows: list[Sequence[Entry]] = [(CODE, *HEADS.values())]
    return [Sheet("结论", rows, [Column(USUAL), *[Column(WIDEST)] * len(HEADS)], frozen=1)]


def _conclusion_row(name: str, assessment: Assessment | None) -> Sequence[Entry]:
    said: list[Entry] = ["。".join(texts_of(head)) for head in (heads_of(assessment) if assessment else [])]
    return (name, *(said or [ERROR if assessment is None else None] * len(HEADS)))


# ── one sheet a policy ──────────────────────────────────────────────────────


def _policy_sheet(policy: Policy) -> Sheet:
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


def _reason_sheet(number: int) -> Sheet:
    rows: list[Sequence[Entry]] = [(CODE, "政策", "规定", "名称", "结论", "理由", "条款")]
    widths = (USUAL, WIDE, 14, WIDE, 16, 80, 20)
    name = "理由" if number == 1 else f"理由 {number}"
    return Sheet(name, rows, [Column(width) for width in widths], frozen=1)


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


def _school(policies: Sequence[Policy], school: Assessment) -> Sheet:
    rows: list[Sequence[Entry]] = [("政策", "规定", "名称", "结果", "状态", "还缺", "理由", "条款")]
    for policy in policies:
        for rule in rules_of(policy, "school"):
            result = next(each for each in school.results if each.policy.id == policy.id and each.id == rule.id)
            verdict = result.verdict
            name = f"{rule.data['name']}（{rule.data['unit']}）" if rule.data.get("unit") else rule.data["name"]
            entries = (shown(result, verdict), STATUS[verdict.status], _missing(verdict))
            rows.append((policy.title, rule.id, name, *entries, reason(result), rule.data["clause"]))
    widths = (WIDE, 14, WIDE, USUAL, USUAL, WIDE, 80, 20)
    return Sheet("学校", rows, [Column(width) for width in widths])


def _costs(policies: Sequence[Policy], budgets: Sequence[Budget], shares: Rows) -> list[Sheet]:
    """The sums, and every share of them, which go into `shares`."""
    heads = {policy.id: policy for policy in policies}
    rows: list[Sequence[Entry]] = [
        ("政策", "规定", "期间", "读法", "合计（元）", "状态", "算出（人）", "算不出（人）", "说明")
    ]
    people: list[Sequence[Entry]] = [(CODE, "政策", "规定", "期间", "读法", "金额（元）", "状态")]
    for budget in budgets:
        policy, known = heads[budget.policy], len(budget.who(State.KNOWN))
        rule = policy.rules[budget.spending.rule]
        reading = f"{budget.reading}{'（默认）' if budget.is_default else ''}" if budget.reading else None
        row = (policy.title, rule.data["name"], budget.spending.period or "见条款", reading)
        counts = (known, len(budget.shares) - known)
        rows.append((*row, _number(budget.amount), STATUS[budget.status], *counts, _remark(budget, policy)))
        for share in budget.shares:
            amount = _number(share.amount) if share.status is State.KNOWN else None
            shares.append((share.code, *row[:3], budget.reading, amount, STATUS[share.status]))
    widths = (WIDE, WIDE, NARROW, 18, 16, USUAL, NARROW, NARROW, WIDEST)
    total = Sheet("预算", rows, [Column(width) for width in widths])
    if len(rows) == 1:
        rows.append((*[None] * 8, "所选政策没有规定可以合计的支出。"))
        return [total]
    columns = [Column(width) for width in (USUAL, WIDE, WIDE, NARROW, 18, 16, USUAL)]
    return [total, Sheet("预算明细", people, columns, frozen=1, more=shares)]


def _remark(budget: Budget, policy: Policy) -> str:
    """Who keeps a sum from being known, what it is made of, and for how long it is."""
    spending = budget.spending
    rule = policy.rules[spending.rule]
    parts = [f"各人 {rule.data['name']}" + (f" × {spending.times}" if spending.times else "") + " 之和"]
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


# ── errors ──────────────────────────────────────────────────────


def _errors(staff: StaffList) -> Sheet:
    rows: list[Sequence[Entry]] = [("表", "行", "列", "单元格", CODE, "问题", "怎么办")]
    rows += [_error_row(problem, None) for problem in staff.problems]
    for member in staff.members:
        rows += [_error_row(problem, name_of(member)) for problem in member.problems]
    widths = (16, 8, 8, 10, USUAL, WIDEST, WIDEST)
    return Sheet("错误", rows, [Column(width) for width in widths])


def _error_row(problem: SheetProblem, code: str | None) -> Sequence[Entry]:
    place = problem.place
    column = letters(place.column) if place.column else None
    return place.sheet, place.row, column, place.cell, code, problem.message, problem.hint


STATUS_ORDER = {state: STATUS[state] for state in (State.KNOWN, State.UNKNOWN, State.NOT_APPLICABLE, State.GAP)}
