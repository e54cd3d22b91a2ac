"""A policy file as text: front matter, clauses with stable addresses, and the blocks of rules below them.

The Markdown is read by markdown-it-py, so that every clause and every rule knows its line. A heading ends in braces with
its address and, where needed, what `shapes.HEADING` lists: `### 第五条 交通安全 {#art-5 uncomputed="1 1500"}`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assessor.policy import yaml
from assessor.policy.digests import check_digest, check_heading, check_source
from assessor.policy.problems import PolicyError, nearest
from assessor.policy.shapes import HEADING
from assessor.policy.yaml import Map

RULE_FENCE = "yaml rule"
CLASSES = {"missing": "源文本缺这一条的内容", "external": "这一条据外部来源摘要"}
_HEADING = re.compile(r"(?P<text>.*?)\s*\{(?P<attrs>[^{}]*)\}\s*$")
_ATTRIBUTE = re.compile(
    r'#(?P<id>[^\s#.="]+)|\.(?P<cls>[^\s#.="]+)|label="(?P<label>[^"]+)"|uncomputed="(?P<numbers>[^"]+)"'
)
_NOT_RULE = re.compile(r"^(?:```|#{1,6} .*\{#)", re.MULTILINE)
"""What stands below a rule; inside one it means that the rule was not closed."""
_ANCHOR = re.compile(r"[a-z][a-z0-9-]{0,39}")
MAX_MARKS = 600
"""Headings and rules of a file; a hundred are many."""
PAGE_IDS, PAGE_PREFIXES = ("calculator",), ("field-", "group-", "hb-", "pc-", "rule-", "start-")
"""Addresses that a policy's page uses itself."""


@dataclass(frozen=True, slots=True)
class RuleBlock:
    """A rule as its author wrote it, not yet understood."""

    data: Map
    line: int


@dataclass(slots=True)
class Clause:
    """One clause: its address, how it is cited, its title, and its digest as Markdown (without the rules).

    `uncomputed` holds the numbers of the digest that no rule computes with; `lines` the line of each line of the digest.
    """

    anchor: str
    label: str
    title: str
    heading: str
    depth: int
    line: int
    classes: tuple[str, ...] = ()
    text: str = ""
    uncomputed: tuple[str, ...] = ()
    lines: list[int] = field(default_factory=list)
    blocks: list[RuleBlock] = field(default_factory=list)

    @property
    def text_line(self) -> int:
        """The line of the digest's first word."""
        return self.lines[0] if self.lines else self.line

    def add(self, text: list[str], first: int) -> None:
        """Add a piece of digest whose first line is `first`; blank lines around it are left out."""
        full = [number for number, line in enumerate(text) if line.strip()]
        if full:
            if self.lines:
                self.text, self.lines = f"{self.text}\n\n", [*self.lines, first]
            self.text += "\n".join(text[full[0] : full[-1] + 1])
            self.lines += range(first + full[0], first + full[-1] + 1)


@dataclass(slots=True)
class Document:
    """A policy file read as text."""

    file: str
    head: Map
    title: str
    intro: str
    clauses: list[Clause]

    def above(self, clause: Clause) -> list[Clause]:
        """The clauses that a clause belongs to, the nearest first."""
        found, depth = [], clause.depth
        for other in reversed(self.clauses[: self.clauses.index(clause)]):
            if other.depth < depth:
                found.append(other)
                depth = other.depth
        return found


def read_document(file: str, source: str) -> Document:
    """Read a policy file; raises PolicyError at the first thing that is not in the form of a policy."""
    source = source.replace("\r\n", "\n")
    check_source(source)
    head, body, offset = _split(source)
    lines = body.split("\n")
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    marks = list(_marks(tokens))
    if len(marks) > MAX_MARKS:
        raise PolicyError(offset, f"标题和规则超过 {MAX_MARKS} 个", "请拆成几份政策。")
    title, intro, below = "", "", 0
    clauses: list[Clause] = []
    for position, (kind, token, content) in enumerate(marks):
        start, end = token.map or [0, 0]
        line = start + offset
        if kind == "html":
            raise PolicyError(line, "政策文件里不能写 HTML", "请用 Markdown 的段落、列表和表格。")
        if kind == "unmarked":
            raise PolicyError(line, "这段像是规则，却没有标明", f"请把开头一行写成 ```{RULE_FENCE}。")
        if kind == "rule":
            if not clauses:
                raise PolicyError(line, "规则前面没有条款", "请把规则放在它所依据的条款标题下面。")
            clauses[-1].blocks.append(RuleBlock(_rule_data(content, line), line))
        elif token.tag == "h1":
            if title or clauses:
                raise PolicyError(line, "一个文件只能有一个一级标题", "请把这个标题降为二级（##）。")
            title = content
        else:
            clauses.append(_clause(content, int(token.tag[1]), line, clauses))
        following = next((m[1].map[0] for m in marks[position + 1 :] if m[1].map), len(lines))
        if clauses:
            clauses[-1].add(lines[end:following], end + offset)
        else:
            text = "\n".join(lines[end:following])
            intro, below = text.strip(), end + offset + text[: len(text) - len(text.lstrip())].count("\n")
    if not title:
        raise PolicyError(offset, "缺少一级标题", "请在开头写“# 文件名称”。")
    anchors = [clause.anchor for clause in clauses]
    check_digest(intro, range(below, below + intro.count("\n") + 1), anchors)
    for clause in clauses:
        check_digest(clause.text, clause.lines, anchors)
    return Document(file, head, title, intro, clauses)


def _split(source: str) -> tuple[Map, str, int]:
    """Front matter, body, and the line number of the body's first line."""
    lines = source.removeprefix("\ufeff").split("\n")
    if not lines or lines[0].strip() != "---":
        raise PolicyError(1, "文件开头没有 --- 包起来的说明（front matter）", "可用 assessor new 生成一个样板。")
    try:
        end = lines.index("---", 1)
    except ValueError:
        raise PolicyError(1, "开头的说明没有用 --- 结束", "请在说明之后单独写一行 ---。") from None
    head = yaml.load("\n".join(lines[1:end]), 2)
    if not isinstance(head, Map):
        raise PolicyError(2, "开头的说明应当是“键: 值”的列表", "可用 assessor new 生成一个样板。")
    return head, "\n".join(lines[end + 1 :]), end + 2


def _marks(tokens: list[Token]) -> Iterator[tuple[str, Token, str]]:
    """Headings, rule blocks and stray HTML, in the order of the text."""
    for position, token in enumerate(tokens):
        if token.type == "heading_open":
            yield "heading", token, tokens[position + 1].content
        elif token.type == "fence" and token.info.strip() == RULE_FENCE:
            yield "rule", token, token.content
        elif token.type == "fence" and token.content.startswith("id:") and "\nkind:" in token.content:
            yield "unmarked", token, token.content
        elif token.type == "html_block" or any(child.type == "html_inline" for child in token.children or ()):
            yield "html", token, token.content


def _rule_data(content: str, line: int) -> Map:
    if _NOT_RULE.search(content):
        raise PolicyError(line, "从这一行开始的规则没有结束", "请在规则的最后单独写一行 ```。")
    data: Any = yaml.load(content, line + 1)
    if not isinstance(data, Map):
        raise PolicyError(line, "规则应当是“键: 值”的列表", "例如先写 id、name、kind、strength。")
    return data


def _clause(content: str, depth: int, line: int, earlier: list[Clause]) -> Clause:
    match = _HEADING.fullmatch(content)
    if match is None:
        raise PolicyError(line, f"标题“{content}”没有地址", "请在标题末尾写 {#art-16} 这样的地址，以后不要再改。")
    anchor, label, classes, uncomputed = "", "", [], ""
    rest = _ATTRIBUTE.sub("", match["attrs"]).strip()
    if rest:
        raise PolicyError(
            line,
            f"标题的花括号里有认不出的内容：{rest}",
            f"可以写 {'、'.join(HEADING)}。",
        )
    for part in _ATTRIBUTE.finditer(match["attrs"]):
        anchor = part["id"] or anchor
        label = part["label"] or label
        uncomputed = part["numbers"] or uncomputed
        if part["cls"]:
            classes.append(part["cls"])
    for name in classes:
        if name not in CLASSES:
            raise PolicyError(line, f"标题的标记 .{name} 不认识", nearest(name, CLASSES))
    if not _ANCHOR.fullmatch(anchor):
        raise PolicyError(
            line, f"地址 #{anchor} 不合规定", "地址用小写英文字母开头，只含小写字母、数字和连字符，不超过 40 个。"
        )
    for other in earlier:
        if other.anchor == anchor:
            raise PolicyError(line, f"地址 #{anchor} 在第 {other.line} 行已经用过", "每个地址只能用一次。")
    if anchor in PAGE_IDS or anchor.startswith(PAGE_PREFIXES):
        raise PolicyError(line, f"地址 #{anchor} 是页面自己要用的", "请换一个，例如 art-16。")
    text = match["text"]
    check_heading(text, line)
    first, _, remainder = text.partition(" ")
    title = text if label else remainder.strip()
    return Clause(
        anchor, label or first, title, text, depth, line, tuple(classes), uncomputed=tuple(uncomputed.split())
    )
