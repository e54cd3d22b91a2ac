"""What may stand in the words of a policy file: its size, its links, and nothing that a page could not show.

A digest is Markdown in its author's own words, so it is short; links lead to a full address or to a clause of the same
document. Everything else that Markdown would make of square brackets (pictures, addresses defined elsewhere) is refused.
"""

import re
from collections.abc import Iterator, Sequence

from assessor.policy.forms import NAME_LENGTH
from assessor.policy.problems import PolicyError
from assessor.policy.yaml import UNSEEN

MAX_FILE, MAX_LINE, MAX_DIGEST = 300_000, 2_000, 3_000
"""Characters of a file, of one of its lines, and of one digest."""

_LINK = re.compile(r"\]\(\s*([^\s)]*)")
_PICTURE = re.compile(r"!\[")
_DEFINED = re.compile(r"^ {0,3}\*?\[[^\]\n]*\]:", re.MULTILINE)
_ADDRESS = re.compile(r"https?://[\w.-]+\.[\w-]+(?:[:/?#][^\s<>\"]*)?", re.ASCII | re.IGNORECASE)


def check_source(source: str) -> None:
    """Refuse a file that is too large, or holds what cannot be seen. Raises PolicyError."""
    if len(source) > MAX_FILE:
        raise PolicyError(1, f"文件超过 {MAX_FILE // 1000} 千字", "请拆成几份政策；这里写要点，不必抄原文。")
    for number, line in enumerate(source.split("\n"), 1):
        if len(line) > MAX_LINE:
            raise PolicyError(number, f"这一行超过 {MAX_LINE} 字", "请分成几段。")
        unseen = UNSEEN.search(line)
        if unseen:
            raise PolicyError(number, f"有看不见的字符（U+{ord(unseen[0]):04X}）", "请删去这一处，重新打一遍。")


def check_heading(text: str, line: int) -> None:
    """Refuse a heading that is empty, too long, or no plain text. Raises PolicyError."""
    if not text.strip() or len(text) > NAME_LENGTH:
        raise PolicyError(line, "标题是空的，或者太长", f"请写 1 到 {NAME_LENGTH} 字，再写地址。")
    if _LINK.search(text):
        raise PolicyError(line, "标题里不能有链接", "请把链接写到条文要点里。")


def check_digest(text: str, lines: Sequence[int], anchors: Sequence[str]) -> None:
    """Refuse a digest that is too long, or links that lead nowhere good; `lines` gives the line of each of its lines.

    Raises PolicyError.
    """
    if len(text) > MAX_DIGEST:
        raise PolicyError(lines[0], f"这一条的要点超过 {MAX_DIGEST} 字", "请写短些，或分成几条。")
    for offset, message, hint in _faults(text, anchors):
        raise PolicyError(lines[text.count("\n", 0, offset)], message, hint)


def _faults(text: str, anchors: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    for match in _PICTURE.finditer(text):
        yield match.start(), "政策文件里不能放图片", "请用文字或表格写。"
    for match in _DEFINED.finditer(text):
        yield match.start(), "链接的网址不能另写一处", "请写成 [文字](https://…)。"
    for match in _LINK.finditer(text):
        if match[1].removeprefix("#") not in anchors and not _ADDRESS.fullmatch(match[1]):
            hint = "请写完整的网址（https://…），或本文件条款的地址（#art-5）。"
            yield match.start(), f"链接 {match[1][:NAME_LENGTH]} 不能用", hint
