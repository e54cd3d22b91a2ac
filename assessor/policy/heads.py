"""The head of a policy file (its front matter), checked."""

import re
from datetime import date
from pathlib import PurePath
from typing import Any

from assessor.policy.documents import Document
from assessor.policy.keys import check_keys
from assessor.policy.leaving import check_leaves
from assessor.policy.problems import PolicyError, nearest
from assessor.policy.shapes import HEAD, SCHOOLS, STAGES, TOPICS
from assessor.policy.yaml import Map

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LENGTHS = {"summary": 80, "short": 16}


def check_head(document: Document) -> None:
    """Raise PolicyError at the first thing in the front matter that is not as it should be."""
    head = check_keys(document.head, HEAD, 2, "文件说明")
    stem = PurePath(document.file).stem
    if not _SLUG.fullmatch(str(head["id"])):
        raise PolicyError(head.line_of("id"), f"代号 {head['id']} 不合规定", "只用小写字母、数字和连字符。")
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
    for key in ("issued", "checked"):
        _day(head, key)
    valid = head.get("valid") or Map()
    for key in valid:
        if key not in {"from", "to"}:
            raise PolicyError(head.line_of("valid"), f"valid 里没有 {key}", "只写 from 和 to。")
        if valid[key] is not None:
            _iso(valid[key], head.line_of("valid"), key)
    source = head["source"]
    if not isinstance(source, Map) or set(source) - {"file", "part", "note"}:
        raise PolicyError(head.line_of("source"), "source 应当写 file、part、note", "没有文件就写 file: null。")
    check_leaves(document)


def _words(head: Map, key: str, allowed: tuple[str, ...]) -> None:
    for word in head.get(key) or ():
        if word not in allowed:
            raise PolicyError(head.line_of(key), f"{key} 里没有“{word}”", nearest(str(word), allowed, what="可以写"))


def _day(head: Map, key: str) -> None:
    if head.get(key) is not None:
        _iso(head[key], head.line_of(key), key)


def _iso(value: Any, line: int, key: str) -> None:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        raise PolicyError(line, f"{key} 的日期 {value} 不存在或写法不对", '请写成 "2023-03-10"。') from None
