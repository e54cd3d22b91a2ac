"""「我适用哪些制度？」: where one teaches leads to the policies that hold there; the choice itself stays the reader's."""

from collections.abc import Sequence

from assessor.policy import LEVELS, Policy
from assessor.policy.shapes import SCHOOLS, STAGES, STATUSES
from assessor.report import Markup, tag
from assessor.report.headline import BOTH_LACKING
from assessor.report.html import Child
from assessor.rules import Rule
from assessor.rules.rulebook import HEADS
from assessor.site.places import PROVINCES, place_of

SHOWN_POLICIES = 3
"""How many of the chosen policies are named while the choice is folded."""

ABOUT = "选一选，就知道该按哪几份算；选了以后还可以增减。"
NOTHING_CHOSEN = "一份也没选"
FIRST = (
    "先在上面选学校在哪里、教哪个学段，会替你勾上适用的政策；也可以点开“按哪些政策算”自己勾。"
    "勾好以后，这里只列出这几份政策要问的。"
)
"""What stands in the form's place while nothing is chosen."""
READY = (
    "手边备好：哪年哪月开始当班主任、这学期每月坐班的钟点、培训证书上的学时。"
    "填几项就有结果；都填上约十分钟，可以分几次填。"
)


def start_html(policies: Sequence[Policy]) -> Markup:
    """Four questions whose answers tick the policies (scripts/calculator/suiting.js); nothing here is sent or needed."""
    questions = (
        _question("region", "学校在哪里", "不选地区", _regions(policies)),
        _question("stage", "教哪个学段", "不限学段", [tag("option", name, value=name) for name in _stages(policies)]),
        _question("school", "学校类型", "不限", [tag("option", f"{name}学校", value=name) for name in SCHOOLS]),
        _question("own", "本校的办法", "没有列出", _schools(policies)),
    )
    # Folded by the script for those who have answered before: they come to fill in, or to read.
    summary = tag("summary", tag("h3", "我适用哪些制度？", id="start-title"), tag("span", data_answers=True))
    inside = (
        tag("p", ABOUT, class_="pc-help"),
        tag("div", *questions, class_="pc-questions"),
        tag("p", data_suited=True, class_="pc-suited", role="status"),
        tag("p", READY, class_="pc-help"),
    )
    return tag(
        "section",
        tag("details", summary, *inside, open=True),
        tag("p", BOTH_LACKING, data_lacks=True, class_="pc-lacks", hidden=True),
        aria_labelledby="start-title",
        class_="pc-start",
        data_part="start",
    )


def _question(name: str, text: str, none: str, options: Sequence[Child]) -> Markup:
    select = tag("select", tag("option", none, value=""), *options, id=f"start-{name}", data_about=name)
    return tag("div", tag("label", text, for_=f"start-{name}"), select, class_="pc-field")


def _regions(policies: Sequence[Policy]) -> list[Child]:
    """The provinces, each with the places in it that have a policy of their own; those with a policy come first."""
    places: dict[str, list[str]] = {}
    for policy in policies:
        place = place_of(policy)
        if place.province and policy.head["level"] != "school":
            found = places.setdefault(place.province, [])
            if place.local and place.local not in found:
                found.append(place.local)
    options: list[Child] = []
    for province in sorted(PROVINCES, key=lambda name: name not in places):
        options.append(tag("option", province, value=province))
        local = places.get(province, ())
        options += [tag("option", f"{province} · {name}", value=f"{province}{name}") for name in local]
    return options


def _stages(policies: Sequence[Policy]) -> list[str]:
    return [stage for stage in STAGES if any(stage in policy.head["stages"] for policy in policies)]


def _schools(policies: Sequence[Policy]) -> list[Child]:
    return [
        tag("option", policy.short, value=policy.id)
        for policy in policies
        if policy.head["level"] in {"school", "university"}
    ]


def first_html() -> Markup:
    """What to do first, with a look at the example as the other way on; shown while no policy is chosen."""
    button = tag("button", "看看示例怎样填", type="button", data_action="example")
    return tag("div", tag("p", FIRST), tag("p", button, class_="pc-actions"), class_="pc-first")


def choice_html(policies: Sequence[Policy], chosen: Sequence[str]) -> Markup:
    """Which policies to judge by, as check boxes by level, folded below a line that says which are chosen.

    Scripts keep that line true, and carry the choice over to the element's `policies`.
    """
    groups: dict[str, list[Markup]] = {level: [] for level in LEVELS}
    for policy in policies:
        groups[policy.head["level"]].append(_box(policy, checked=policy.id in chosen))
    fieldsets = (tag("fieldset", tag("legend", LEVELS[level]), *boxes) for level, boxes in groups.items() if boxes)
    words = chosen_text([policy for policy in policies if policy.id in chosen])
    summary = tag("summary", tag("span", "按哪些政策算：", tag("span", words, data_chosen=True)))
    return tag("details", summary, *fieldsets, data_part="policies")


def _box(policy: Policy, *, checked: bool) -> Markup:
    """A check box with what scripts need to know whom the policy is for."""
    place, level = place_of(policy), policy.head["level"]
    box = tag(
        "input",
        type="checkbox",
        name_="policies",
        value=policy.id,
        checked=checked,
        data_level=level,
        data_province=place.province or None,
        data_place=place.name if place.local else None,
        data_stages=" ".join(policy.head["stages"]),
        data_schools=" ".join(policy.head.get("schools") or ()) or None,
        data_inferred=place.inferred,
        data_status=policy.head.get("status"),
        data_heads=" ".join(_heads(policy)) or None,
    )
    where = str(policy.head.get("region") or ("" if level == "national" else "地区不详"))
    stages = "、".join(policy.head["stages"])
    status = STATUSES.get(policy.head["status"] or "", "")
    facts = " · ".join(filter(None, [status, policy.title if policy.short != policy.title else "", where, stages]))
    name = tag("span", tag("span", policy.short, data_name=True), tag("small", facts))
    return tag("label", box, name)


def _heads(policy: Policy) -> list[str]:
    """The questions that a policy's own rules answer; what a person decides is no answer."""
    found = {Rule(rule.data).head for rule in policy.rules if rule.is_computed}
    return [name for name in HEADS if name in found]


def chosen_text(policies: Sequence[Policy]) -> str:
    """What is chosen, in a line; scripts/calculator/texts.js says the same of another choice."""
    if not policies:
        return NOTHING_CHOSEN
    names = "、".join(policy.short for policy in policies[:SHOWN_POLICIES])
    return f"已选 {len(policies)} 份（{names}{'等' if len(policies) > SHOWN_POLICIES else ''}）"
