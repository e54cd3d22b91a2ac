"""What a policy expressly leaves to a level below it (由学校规定、各地制订办法), as its front matter lists it."""

from assessor.policy.documents import Document
from assessor.policy.keys import check_keys
from assessor.policy.problems import PolicyError, nearest
from assessor.policy.shapes import LEAVES, RUNGS
from assessor.policy.yaml import Map, Seq

DEPTHS = {level: depth for depth, levels in enumerate(RUNGS.values()) for level in levels}
DEPTHS["template"] = DEPTHS["school"]
"""How far down each level stands; a template speaks as a school would."""


def check_leaves(document: Document) -> None:
    """Raise PolicyError unless each entry names a clause of the document and a level that is not above its own."""
    entries, line = document.head.get("leaves"), document.head.line_of("leaves")
    if entries is None:
        return
    if not isinstance(entries, Seq):
        raise PolicyError(line, "leaves 应当是列表", "例如 [{clause: art-5, to: school, what: 聘期多长}]。")
    anchors = [clause.anchor for clause in document.clauses]
    for entry, at in zip(entries, entries.lines, strict=True):
        leave = check_keys(entry, LEAVES, at, "leaves 的一项")
        if leave["clause"] not in anchors:
            hint = nearest(str(leave["clause"]), anchors) or "请写条款的地址，如 art-16。"
            raise PolicyError(at, f"leaves 里的 {leave['clause']} 不是本文件条款的地址", hint)
        _check_level(document.head, str(leave["to"]), at)


def _check_level(head: Map, to: str, line: int) -> None:
    own = DEPTHS[head["level"]]
    if (to == "local" and own >= DEPTHS["school"]) or DEPTHS.get(to, own) < own:
        message = f"leaves 的 to 写了 {to}，比本文件的层级 {head['level']} 高"
        raise PolicyError(line, message, "只能留给同级或下级，请改正 to。")
