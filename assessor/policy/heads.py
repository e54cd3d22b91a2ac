"""The head of a policy file (its front matter), checked."""

import re
from pathlib import PurePath

from assessor.policy.documents import Document
from assessor.policy.forms import check_form
from assessor.policy.keys import check_keys
from assessor.policy.leaving import check_leaves
from assessor.policy.problems import PolicyError, nearest
from assessor.policy.shapes import HEAD, SCHOOLS, STAGES, TOPICS
from assessor.policy.yaml import Map

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_ID = 60
NOT_IDS = ("index", "readme")
"""Names that the list of policies, in the same folder, is found by."""
LENGTHS = {"summary": 80, "short": 16}


def check_head(document: Document) -> None:
    """Raise PolicyError at the first thing in the front matter that is not as it should be."""
    head = check_keys(document.head, HEAD, 2, "文件说明")
    stem = PurePath(document.file).stem
    if not _SLUG.fullmatch(str(head["id"])):
        raise PolicyError(head.line_of("id"), f"代号 {head['id']} 不合规定", "只用小写字母、数字和连字符。")
    if head["id"] in NOT_IDS or len(head["id"]) > MAX_ID:
        hint = f"不超过 {MAX_ID} 个字符，也不是 {'、'.join(NOT_IDS)}：那是目录页的名字。"
        raise PolicyError(head.line_of("id"), f"代号 {head['id'][:MAX_ID]} 不能用", hint)
    if head["id"] != stem:
        raise PolicyError(head.line_of("id"), f"代号 {head['id']} 与文件名 {stem} 不同", "请改成一样。")
    if head["title"] != document.title:
        raise PolicyError(head.line_of("title"), "title 与正文的一级标题不同", "请改成一样。")
    for key, most in LENGTHS.items():
        if len(str(head.get(key, ""))) > most:
            raise PolicyError(head.line_of(key), f"{key} 超过 {most} 字", "请写短一些。")
    _words(head, "stages", STAGES)
    _words(head, "schools", SCHOOLS)
    _words(head, "topics", TOPICS)
    _span(head)
    source, line = head["source"], head.line_of("source")
    if not isinstance(source, Map) or set(source) - {"file", "part", "note"}:
        raise PolicyError(line, "source 应当写 file、part、note", "没有文件就写 file: null。")
    for key in source:
        if source[key] is not None:
            check_form(source[key], "text", f"source 的 {key}", line)
    check_leaves(document)


def _span(head: Map) -> None:
    """Refuse a validity that is no span of days."""
    valid, line = head.get("valid") or Map(), head.line_of("valid")
    for key in valid:
        if key not in {"from", "to"}:
            raise PolicyError(line, f"valid 里没有 {key}", "只写 from 和 to。")
        if valid[key] is not None:
            check_form(valid[key], "day", f"valid 的 {key}", line)
    if valid.get("from") and valid.get("to") and valid["to"] < valid["from"]:
        raise PolicyError(line, f"valid 的 to（{valid['to']}）比 from（{valid['from']}）早", "请检查两个日期。")


def _words(head: Map, key: str, allowed: tuple[str, ...]) -> None:
    for word in head.get(key) or ():
        if word not in allowed:
            raise PolicyError(head.line_of(key), f"{key} 里没有“{word}”", nearest(str(word), allowed, what="可以写"))
