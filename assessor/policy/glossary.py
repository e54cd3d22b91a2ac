"""The glossary (`policies/glossary.yaml`), read and checked."""

import re
from pathlib import Path
from typing import Any

from assessor.policy import yaml
from assessor.policy.forms import is_name, is_names, is_text
from assessor.policy.model import Term
from assessor.policy.problems import PolicyError, Problem
from assessor.policy.yaml import Map, Seq

NOT_UTF8, SAVE_AS_UTF8 = "文件不是 UTF-8 编码", "请在编辑器里另存为 UTF-8。"
_KEYS = {"term", "id", "en", "means", "synonyms", "pinyin"}
_EXTRAS = {"marked", "not_in", "avoid"}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_glossary(path: Path) -> tuple[list[Term], list[Problem]]:
    """The terms, and what is wrong with those left out; nothing where there is no glossary."""
    if not path.exists():
        return [], []
    try:
        entries = yaml.load(path.read_text("utf-8"))
    except PolicyError as error:
        return [], [error.problem(str(path))]
    except UnicodeDecodeError:
        return [], [Problem(str(path), 1, NOT_UTF8, SAVE_AS_UTF8)]
    if not isinstance(entries, Seq | None):
        return [], [Problem(str(path), 1, "术语表应当是列表", "每个术语前面写“- ”。")]
    terms, problems = list[Term](), []
    for entry, line in zip(entries or (), entries.lines if entries else (), strict=True):
        try:
            terms.append(_term(entry, line, terms))
        except PolicyError as error:
            problems.append(error.problem(str(path)))
    return terms, problems


def _term(entry: Any, line: int, before: list[Term]) -> Term:
    if not isinstance(entry, Map) or not _KEYS <= set(entry) <= _KEYS | _EXTRAS:
        hint = f"要有：{'、'.join(sorted(_KEYS))}；可以有：{'、'.join(sorted(_EXTRAS))}。"
        raise PolicyError(line, "术语条目的键不齐", hint)
    lists = [entry[key] for key in ("synonyms", "not_in", "avoid") if key in entry]
    texts = is_text(entry["means"]) and all(is_name(entry[key]) for key in _KEYS - {"synonyms", "means"})
    if not (texts and all(map(is_names, lists)) and isinstance(entry.get("marked", True), bool)):
        hint = "synonyms 写列表（不重复），not_in、avoid 也是；marked 写 true 或 false；其余写文字，一行以内。"
        raise PolicyError(line, "术语条目里有不是文字的值", hint)
    if not _ID.fullmatch(entry["id"]):
        raise PolicyError(entry.line_of("id"), f"术语的代号 {entry['id']} 不合规定", "只用小写字母、数字和连字符。")
    for other in before:
        if entry["term"] == other.term or entry["id"] == other.id:
            message = f"术语 {entry['term']}（{entry['id']}）写了两次"
            raise PolicyError(line, message, f"已有 {other.term}（{other.id}），请合成一条，或换一个代号。")
    return Term(**entry)
