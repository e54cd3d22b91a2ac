"""The answers that people come for — appraisal, money, eligibility — as sentences, whatever the policies chosen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assessor.report.claims import Claim, claim_of, counted_claims, group_claim
from assessor.report.html import Child, Markup, tag
from assessor.rules import Assessment, Result, State
from assessor.rules.rulebook import HEADS

NOTHING = {
    "appraisal": "所选的政策没有写，多由学校的考核办法定",
    "money": "所选的政策没有写，多由学校的绩效办法定",
    "eligibility": "所选的政策没有写",
}
"""What is said where no chosen policy answers; and who often does."""

BOTH_LACKING = (
    "所选的政策里没有等第和津贴的算法，这两样多由学校自己定。"
    "可以在“按哪些政策算”里勾上本校的办法；没有列出的，勾一份相近的试算，再对照学校发的文件看，试算的不能当作本校的。"
)
"""What is said where neither grade nor money is answered, with what can be done about it."""


@dataclass(frozen=True, slots=True)
class Head:
    """One of the questions (`name`, a key of HEADS) and what may be claimed; `vetoes` are those triggered."""

    name: str
    claims: tuple[Claim, ...]
    inapplicable: tuple[Result, ...] = ()
    vetoes: tuple[Result, ...] = ()
    open_vetoes: int = 0

    @property
    def title(self) -> str:
        """How the question is called: 考核等第."""
        return HEADS[self.name]

    @property
    def lead(self) -> Claim | None:
        """The claim that stands for all: one that is met, else the first that is an answer, else the first."""
        answers = [claim for claim in self.claims if claim.is_answer]
        met = next((claim for claim in answers if claim.standing == "met"), None)
        return met or next(iter([*answers, *self.claims]), None)

    @property
    def note(self) -> str:
        """What must not be read apart from the leading claim: its own note, vetoes, and how the other computed ones stand."""
        lead = self.lead
        parts = [self.veto_text] if self.vetoes else []
        parts += [lead.note] if lead and lead.note else []
        others = [claim for claim in self.claims if claim is not lead and claim.standing != "manual"]
        parts += [f"另有 {counted_claims(others)}"] if others else []
        parts += [f"{self.open_vetoes} 项否决还没填"] if self.open_vetoes and lead and lead.is_answer else []
        return "；".join(parts)

    @property
    def nothing(self) -> str:
        """Why there is no claim: the policies are silent, or what they say is about others."""
        if self.inapplicable:
            return "、".join(dict.fromkeys(result.rule.about for result in self.inapplicable)) + "：不适用于你"
        return NOTHING[self.name]

    @property
    def veto_text(self) -> str:
        """That something is triggered which no other answer says."""
        more = f"等 {len(self.vetoes)} 项" if len(self.vetoes) > 1 else ""
        return f"已触发否决：{self.vetoes[0].rule.about}{more}"


def heads_of(assessment: Assessment) -> list[Head]:
    """The questions in their order with what may be claimed; empty where nothing is claimed or triggered at all."""
    heads = []
    current = [result for result in assessment.results if not result.policy.is_historical]
    vetoes = _leading([result for result in current if result.rule.kind == "veto"])
    triggered = tuple(result for result in vetoes if result.verdict.met)
    for name in HEADS:
        results = _leading([result for result in current if _belongs(result, name)])
        claims, inapplicable = _claims(results), _inapplicable(results)
        if name == "eligibility":
            policies = {claim.lead.policy.id for claim in claims}
            open_ = sum(r.verdict.status is State.UNKNOWN and r.policy.id in policies for r in vetoes)
            heads.append(Head(name, claims, inapplicable, triggered, open_))
        else:
            heads.append(Head(name, claims, inapplicable))
    return heads if any(head.claims or head.inapplicable or head.vetoes for head in heads) else []


def _belongs(result: Result, head: str) -> bool:
    """Whether a result is of a question, by itself or because a group of it is."""
    if result.rule.head == head:
        return True
    groups = set(result.rule.groups)
    if not groups or result.rule.kind != "manual":
        return False
    rules = result.policy.rules.values()
    return any(rule.head == head and groups & set(rule.groups) for rule in rules)


def _leading(results: Sequence[Result]) -> list[Result]:
    """The results without those that another one takes up, unless only these are answered."""
    taken: dict[tuple[str, str], bool] = {}
    for whole in results:
        for part in whole.rule.refers_to:
            key = whole.policy.id, part
            taken[key] = taken.get(key, False) or whole.verdict.is_answer

    def stands_alone(result: Result) -> bool:
        key = result.policy.id, result.id
        return key not in taken or (result.verdict.is_answer and not taken[key])

    return [result for result in results if stands_alone(result)]


def _claims(results: Sequence[Result]) -> tuple[Claim, ...]:
    """A claim for each group and each result that stands alone, in the order of the texts; what people decide last."""
    groups: dict[tuple[str, str], list[Result]] = {}
    alone: dict[tuple[str, str], Result] = {}
    for result in results:
        if result.verdict.status is State.NOT_APPLICABLE:
            continue
        for group in result.rule.groups:
            groups.setdefault((result.policy.id, group), []).append(result)
        if not result.rule.groups:
            alone[result.policy.id, f"\0{result.id}"] = result
    made = [claim_of(result) for result in alone.values()]
    made += [
        group_claim(group, found)
        for (_, group), found in groups.items()
        if any(result.verdict.status is not State.MANUAL for result in found)
    ]
    order = {id(result): place for place, result in enumerate(results)}

    def place(claim: Claim) -> tuple[bool, int]:
        return claim.standing == "manual", min(order[id(result)] for result in claim.results)

    return tuple(sorted(made, key=place))


def _inapplicable(results: Sequence[Result]) -> tuple[Result, ...]:
    return tuple(result for result in results if result.verdict.status is State.NOT_APPLICABLE)


def lacks_both(heads: Sequence[Head]) -> bool:
    """Whether neither grade nor money is answered by any rule of the chosen policies."""
    silent = {head.name for head in heads if not head.claims and not head.inapplicable}
    return not heads or {"appraisal", "money"} <= silent


# ── as text ─────────────────────────────────────────────────────────────────


def head_lines(heads: Sequence[Head]) -> list[str]:
    """Every claim in a line, under the name of its question: for the terminal. Questions without any are left out."""
    return [f"{head.title}：{text}" for head in heads if head.claims or head.vetoes for text in texts_of(head)]


def spoken_lines(heads: Sequence[Head]) -> list[str]:
    """The leading claim of each question that has an answer, with what must not be read apart from it."""
    return [
        f"{head.title}：" + (f"{head.lead.text}（{head.note}）" if head.note else head.lead.text)
        if head.lead
        else f"{head.title}：{head.note}"
        for head in heads
        if head.vetoes or (head.lead and head.lead.is_answer)
    ]


def texts_of(head: Head) -> Iterator[str]:
    """The sentences of a question: what is triggered first, then every claim with its note."""
    if head.vetoes:
        yield head.veto_text
    for claim in head.claims:
        yield claim.full
    if not head.claims and not head.vetoes:
        yield head.nothing
    elif head.open_vetoes:
        yield f"否决：{head.open_vetoes} 项还缺数据"


def heads_data(heads: Sequence[Head]) -> list[dict[str, Any]]:
    """The claims as plain data, by the contract."""
    return [
        {
            "head": head.name,
            "about": claim.about,
            "says": claim.says,
            "note": claim.note,
            "standing": claim.standing,
            "policy": claim.lead.policy.id,
            "rules": [result.id for result in claim.results],
        }
        for head in heads
        for claim in head.claims
    ]


# ── as HTML ─────────────────────────────────────────────────────────────────


def headline_html(heads: Sequence[Head]) -> Markup:
    """The bar: each question with the claim that leads, and what must be read with it; nothing where there is none.

    Why a question has no answer is said above the results: the bar has little room.
    """
    return Markup.join_all([_cell(head) for head in heads])


def _cell(head: Head) -> Markup:
    lead = head.lead
    target = lead.lead if lead else next(iter(head.vetoes), None)
    parts: list[Child] = [tag("span", head.title, class_="pc-head-name"), " "]
    if lead:
        parts += [tag("span", f"{lead.about}：", class_="pc-head-about"), tag("b", lead.says, class_="pc-head-value")]
    else:
        parts.append(tag("b", "不适用" if head.inapplicable else "没有规定", class_="pc-head-value"))
    parts += [" ", tag("span", head.note, class_="pc-head-note")] if head.note else []
    state = lead.state if lead else "none"
    if target is None:
        return tag("span", *parts, class_="pc-head", data_head=head.title, data_state=state)
    return tag("a", *parts, class_="pc-head", data_head=head.title, data_state=state, **_way_to(target))


def _way_to(result: Result) -> dict[str, str]:
    """Where a link leads that leads to a result: its card."""
    return {"href": f"#{card_id(result)}", "data_card": card_id(result)}


def card_id(result: Result) -> str:
    """The address of a result's card on its page."""
    return f"result-{result.policy.id}-{result.id}"


def heads_html(heads: Sequence[Head]) -> Markup:
    """All claims, above the results: each leads to its answer."""
    if not heads:
        return Markup("")
    items = [tag("div", tag("dt", head.title), *_said(head)) for head in heads]
    hint = tag("p", BOTH_LACKING, class_="pc-lacks") if lacks_both(heads) else None
    return tag("section", tag("dl", *items), hint, class_="pc-heads", aria_label="结论")


def _said(head: Head) -> Iterator[Markup]:
    for veto in head.vetoes:
        yield tag(
            "dd", tag("a", f"已触发否决：{veto.rule.about}", **_way_to(veto)), class_="pc-claim", data_state="veto"
        )
    for claim in head.claims:
        words = (tag("span", f"{claim.about}：", class_="pc-head-about"), tag("b", claim.says))
        note = tag("small", claim.note) if claim.note else None
        yield tag(
            "dd", tag("a", *words, **_way_to(claim.lead)), " ", note, class_="pc-claim", data_state=claim.standing
        )
    if not head.claims and not head.vetoes:
        yield tag("dd", tag("small", head.nothing), class_="pc-claim", data_state="none")
    elif head.open_vetoes:
        yield tag("dd", tag("small", f"否决：{head.open_vetoes} 项还缺数据"), class_="pc-claim", data_state="none")
