"""What may be claimed of a record in a sentence: about what, with what force, and how much of it is known.

One function makes the sentence, whatever shows, speaks, prints or copies it: 坐班一项：最高可评 B；评高级：年限够，还缺 1 项数据.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from assessor.report import wording
from assessor.report.answers import certainty_text
from assessor.rules import MET_KINDS, Result, State
from assessor.rules.rulebook import STRENGTHS

Standing = Literal["met", "unmet", "given", "gap", "unknown", "manual"]
"""How a result stands: a requirement met or not, a value given, or why there is none."""

STANDINGS: dict[Standing, str] = {
    "met": "够",
    "unmet": "不够",
    "given": "已算出",
    "unknown": "还缺数据",
    "gap": "条文没有写",
    "manual": "由人认定",
}
"""How many of several stand how: 1 项够，1 项还缺数据."""

SINGLE = {
    ("eligibility", True): {
        "must": "够条件",
        "should": "原则上的条件够",
        "may": "够条件，可以办理",
        "target": "目标达到",
    },
    ("eligibility", False): {
        "must": "不够条件",
        "should": "原则上的条件不够",
        "may": "不够条件",
        "target": "目标没有达到",
    },
    ("other", True): {
        "must": "达到要求",
        "should": "达到原则上的要求",
        "may": "做到了（可做可不做）",
        "target": "目标达到",
    },
    ("other", False): {
        "must": "没有达到要求",
        "should": "没有达到原则上的要求",
        "may": "没有做到（可做可不做，不算违规）",
        "target": "目标没有达到",
    },
}
"""What is said of a requirement that stands alone: an eligibility or another one, met or not, by its strength."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence about one result, or about several requirements that belong together.

    `note` is what the sentence rests on or still lacks; `lead` is the result that a reader is led to.
    """

    about: str
    says: str
    note: str
    standing: Standing
    lead: Result
    results: tuple[Result, ...]

    @property
    def text(self) -> str:
        """The sentence: 坐班一项：最高可评 B."""
        return f"{self.about}：{self.says}"

    @property
    def full(self) -> str:
        """The sentence with its note, for media that have the room."""
        return f"{self.text}（{self.note}）" if self.note else self.text

    @property
    def state(self) -> str:
        """The same as one of known, unknown, gap, manual: whether there is an answer, not which."""
        return "known" if self.standing in {"met", "unmet", "given"} else self.standing

    @property
    def is_answer(self) -> bool:
        """Whether the text says something to this record."""
        return self.standing in {"met", "unmet", "given", "gap"}


def standing_of(result: Result) -> Standing:
    """How a result that applies stands."""
    verdict = result.verdict
    if verdict.status is State.MANUAL:
        return "manual"
    if verdict.status is State.GAP:
        return "gap"
    if verdict.status is not State.KNOWN:
        return "unknown"
    if result.rule.kind in MET_KINDS or result.rule.kind == "checklist":
        return "met" if verdict.met else "unmet"
    return "given"


def claim_of(result: Result) -> Claim:
    """The claim that a result makes alone."""
    standing = standing_of(result)
    notes = []
    if standing in {"met", "unmet"}:
        kind = "eligibility" if result.rule.kind == "eligibility" else "other"
        says = SINGLE[kind, standing == "met"][result.rule.data["strength"]] + _short(result)
    elif standing == "manual":
        says = f"由{result.rule.data['decides']}认定"
    else:
        says = wording.verdict_text(result, result.verdict)
    if standing == "unknown":
        notes.append(_periods(result) or certainty_text(result) or _lacking(result))
    notes += [*_remarks(result), *([result.policy.caveat] if result.policy.caveat else [])]
    return Claim(result.rule.about, says, "；".join(notes), standing, result, (result,))


def group_claim(group: str, results: Sequence[Result]) -> Claim:
    """The claim of several requirements for the same thing, counted: never one word for all of them.

    Which results these are is not looked at here: they apply, or a person decides them.
    """
    computed = [result for result in results if standing_of(result) != "manual"]
    manual = len(results) - len(computed)
    found = {standing: [r for r in computed if standing_of(r) == standing] for standing in STANDINGS}
    says = _counted(computed, found)
    says += f"，另 {manual} 项由人认定" if manual else ""
    notes = [f"{STANDINGS[name]}：{_named(found[name])}" for name in ("unmet", "gap") if found[name]]
    if found["unknown"]:
        notes.append(f"还缺：{'；'.join(f'{r.rule.about}（{_lacking(r)}）' for r in found['unknown'])}")
    notes += dict.fromkeys(remark for result in computed for remark in _remarks(result))
    notes += [caveat] if (caveat := results[0].policy.caveat) else []
    standing: Standing = next((name for name in ("unmet", "unknown", "gap") if found[name]), "met")
    if standing == "unknown" and (found["met"] or found["gap"]):
        standing = "gap" if not found["met"] else "given"
    lead = next(iter([*found["unmet"], *found["unknown"], *found["gap"], *found["met"], *results]))
    return Claim(group, says, "；".join(notes), standing, lead, tuple(results))


def _counted(computed: Sequence[Result], found: dict[Standing, list[Result]]) -> str:
    """How many requirements are met, and what of the others: 年限够，还缺 1 项数据; 3 项里 2 项够，1 项不够."""
    if not computed:
        return "没有可以算的要求"
    total, met = len(computed), found["met"]
    if len(computed) == 1:
        return f"{computed[0].rule.about}{STANDINGS[standing_of(computed[0])]}" + _short(computed[0])
    if len(met) == total:
        return f"能算的 {total} 项都够"
    rest = [f"{_force(found[name])}{len(found[name])} 项{STANDINGS[name]}" for name in ("unmet", "gap") if found[name]]
    rest += [f"还缺 {len(found['unknown'])} 项数据"] if found["unknown"] else []
    if len(met) == 1 and total == 2:
        return f"{met[0].rule.about}够，{rest[0]}"
    if len(found["unknown"]) == total:
        return f"{total} 项都还缺数据"
    first, *others = ([f"{len(met)} 项够"] if met else []) + rest
    return "，".join([f"{total} 项里 {first}", *others])


def _force(results: Sequence[Result]) -> str:
    """A word for requirements that are not all binding: 原则上的."""
    strengths = {result.rule.data["strength"] for result in results}
    return f"{STRENGTHS[only]}的 " if len(strengths) == 1 and (only := strengths.pop()) != "must" else ""


def _named(results: Sequence[Result]) -> str:
    return "、".join(result.rule.about + _short(result) for result in results)


def _short(result: Result) -> str:
    text = wording.shortfall_text(result, result.verdict)
    return f"，还差 {text}" if text else ""


def _lacking(result: Result) -> str:
    """What to fill in first for a result that lacks data."""
    missing = result.verdict.missing
    return f"先填{wording.field_label(missing[0])}" if missing else "算不出"


def _periods(result: Result) -> str:
    """What each term or year comes to, where nobody has said which one is meant."""
    parts = [f"{entry.period.name}{wording.verdict_text(result, entry.verdict)}" for entry in result.by_period[-2:]]
    return f"先定是哪个{'学期' if result.by_term else '学年'}：{'，'.join(parts)}" if parts else ""


def _remarks(result: Result) -> list[str]:
    """What a value must not be read without: that readings differ, and on how many rows a sum rests."""
    remarks = ["读法不同，结果不同"] if result.readings_differ else []
    rows = [row.key for row in result.verdict.rows if row.counted == "yes" and row.key]
    if isinstance(result.verdict.value, Fraction) and "per" in result.rule.data and rows:
        remarks.append(f"按填了的 {len(set(rows))} 行算")
    return remarks


def counted_claims(claims: Sequence[Claim]) -> str:
    """How many claims stand how, in words: 2 项已算出; 3 项：1 项够，2 项还缺数据."""
    standings = [claim.standing for claim in claims]
    parts = [f"{standings.count(name)} 项{words}" for name, words in STANDINGS.items() if standings.count(name)]
    return parts[0] if len(parts) == 1 else f"{len(claims)} 项：{'，'.join(parts)}"
