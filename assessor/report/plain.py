"""An assessment as text, for the terminal and for reading aloud."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assessor.report import wording
from assessor.report.answers import certainty_text, distances_text, turn_text
from assessor.report.explain import Line, explain
from assessor.report.headline import head_lines, heads_of
from assessor.report.periods import periods_text
from assessor.rules import Assessment, Result, State
from assessor.rules.rulebook import STRENGTHS

if TYPE_CHECKING:
    from assessor.rules.outlook import Turn

MARKS = {True: "✓", False: "✗", None: "？"}


def as_text(assessment: Assessment, *, reasons: bool = True) -> str:
    """The whole assessment: one block a rule, grouped by policy; without `reasons` one line a rule."""
    heads = head_lines(heads_of(assessment))
    blocks, policy = ["结论：\n" + "\n".join(f"  {line}" for line in heads)] if heads else [], None
    for result in assessment.results:
        if result.policy.id != policy:
            policy = result.policy.id
            blocks.append(f"\n{wording.policy_title(result.policy)}（自评日期 {assessment.as_of}）")
        blocks.append(_block(result, assessment.turns, reasons=reasons))
    if assessment.turns:
        blocks.append("\n如果一直当下去：")
        blocks += [f"  {turn.month} 起 {turn_text(turn)}" for turn in assessment.turns]
    return "\n".join(blocks).strip() + "\n"


def _block(result: Result, turns: Sequence["Turn"], *, reasons: bool) -> str:
    turn = next((turn for turn in turns if turn.result.rule is result.rule), None)
    data, verdict = result.rule.data, result.verdict
    strength = STRENGTHS[data["strength"]]
    lines = [f"  {data['name']}：{wording.verdict_text(result, verdict)}  〔{data['clause']}·{strength}〕"]
    if verdict.status is State.MANUAL:
        lines.append(f"      由{data['decides']}认定")
    short = wording.shortfall_text(result, verdict)
    if short:
        lines.append(f"      还差 {short}")
    if verdict.status is State.UNKNOWN:
        missing = "、".join(map(wording.field_label, verdict.missing))
        lines.append(f"      请补填：{missing}" if missing else f"      {wording.undefined_text(verdict)}")
    lines += [f"      {'  ' if number else ''}{text}" for number, text in enumerate(periods_text(result))]
    open_text = certainty_text(result)
    lines += [f"      {open_text}"] if open_text else []
    lines += [f"      怎样更进一步：{way}" for way in distances_text(result, turn)]
    lines += [f"      提示：{text}" for text in result.remarks]
    if result.readings_differ:
        for name, other in result.by_reading.items():
            mark = "（默认）" if name == result.rule.default_reading else ""
            lines.append(f"      读法 {name}{mark}：{wording.verdict_text(result, other)}")
    if reasons and verdict.step and verdict.has_reasons:
        lines += _lines(explain(verdict.step), 6)
    return "\n".join(lines)


def _lines(lines: tuple[Line, ...], indent: int) -> list[str]:
    texts = []
    for line in lines:
        texts.append(" " * indent + line_text(line))
        texts += _lines(line.children, indent + 4)
    return texts


def line_text(line: Line) -> str:
    """One line of an explanation as text."""
    if line.kind == "note":
        return f"说明：{line.text}"
    if line.kind == "group":
        return f"{MARKS[line.met]} {line.text}"
    if line.kind == "condition":
        required = f"，要求 {line.required}" if line.required else ""
        return f"{MARKS[line.met]} {line.text}：{line.own or '—'}{required}"
    if line.figures:
        head = f"{line.text}：" if line.text else ""
        return f"{head}{line.formula} → {line.figures}"
    return f"{line.text}：{line.own}"
