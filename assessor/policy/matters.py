"""What a rule adds to the comparison of policies: its matters, and its words on a matter that it does not compute."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from assessor.policy.documents import Clause
from assessor.policy.figures import figures
from assessor.policy.forms import is_text
from assessor.policy.problems import PolicyError, Problem, nearest
from assessor.policy.yaml import Map

MATTERS: Mapping[str, tuple[str, ...]] = {
    "时间要求": ("新任培训", "在岗培训", "任期与聘期", "见习", "计划期限", "考核周期", "评选周期"),
    "钱与工作量": ("津贴与龄奖", "工作量", "培训经费"),
    "资格与年限": ("任职条件", "选聘程序", "年限门槛", "职称年限", "提拔与后备", "骨干与工作室"),
    "考核与否决": ("坐班与等第", "考核不合格", "否决", "追责", "考核用途", "名额"),
    "常规": ("班会", "谈话", "家校", "手册与表册", "工作档案", "安全", "帮带结对", "配备", "领导小组"),
}
"""The matters that policies are compared by, in groups, as readers look for them; a policy may have one of its own."""


def read_matters(data: Map, clause: Clause) -> dict[str, Any]:
    """The matters of a rule, and what it says on some of them; nothing where it has none.

    Words on a matter must be about one of the rule's own matters, and every figure in them must stand in the clause.
    """
    if "matters" not in data:
        if "says" in data:
            raise PolicyError(data.line_of("says"), "写了 says 却没有 matters", "请先在 matters 里写明属于哪个事项。")
        return {}
    words = data["matters"]
    found: dict[str, Any] = {"matters": [words] if isinstance(words, str) else list(words)}
    if "says" in data:
        found["says"] = _says(data, found["matters"], clause)
    return found


def _says(data: Map, matters: list[str], clause: Clause) -> dict[str, str]:
    says, line = data["says"], data.line_of("says")
    if not isinstance(says, Map):
        raise PolicyError(line, "says 应当写成“事项: 一句话”", "例如 {评选周期: 每 2 年一次}。")
    there = [figure.values for figure in figures(f"{clause.heading}\n{clause.text}")]
    for matter, text in says.items():
        if matter not in matters:
            raise PolicyError(line, f"says 里的“{matter}”不是这条规则的事项", nearest(str(matter), matters, what="有"))
        if not is_text(text):
            raise PolicyError(line, f"says 里“{matter}”后面应当是一句文字", "例如 {评选周期: 每 2 年一次}。")
        for figure in figures(text):
            if not any(figure.values & values for values in there):
                message = f"says 里的“{figure.text}”在{clause.label}里没有"
                raise PolicyError(line, message, "请核对：与条文要点写成一样的数。")
    return dict(says)


def unknown_matters(file: str, sources: Iterable[Map]) -> list[Problem]:
    """A warning for each matter of a rule that no group knows: spelled differently, it is compared with nothing."""
    known = list(chain(*MATTERS.values()))
    found = []
    for data in sources:
        words = data.get("matters", ())
        for word in [words] if isinstance(words, str) else words:
            if word not in known:
                hint = nearest(word, known, what="现有") or f"现有：{'、'.join(known)}。"
                message = f"matters 里的“{word}”不是对照已有的事项"
                hint += "确实要另立一项，可以保留，对照里排在最后。"
                found.append(Problem(file, data.line_of("matters"), message, hint, warning=True))
    return found
