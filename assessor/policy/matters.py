"""What a rule adds to the comparison of policies: its matters, and its words on a matter that it does not compute."""

from typing import Any

from assessor.policy.documents import Clause
from assessor.policy.figures import figures
from assessor.policy.problems import PolicyError, nearest
from assessor.policy.yaml import Map


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
        if not isinstance(text, str):
            raise PolicyError(line, f"says 里“{matter}”后面应当是一句文字", "例如 {评选周期: 每 2 年一次}。")
        for figure in figures(text):
            if not any(figure.values & values for values in there):
                message = f"says 里的“{figure.text}”在{clause.label}里没有"
                raise PolicyError(line, message, "请核对：与条文要点写成一样的数。")
    return dict(says)
