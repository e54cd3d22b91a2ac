"""YAML as data files need it: text stays text, numbers are exact, nothing clever happens.

Only `null`, `true`, `false` and plain decimal numbers are recognised; dates, sexagesimals, yes/no and the like stay
text. Anchors, aliases, tags and duplicate keys are refused. Every mapping and sequence knows its lines.
"""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

import yaml
from yaml.composer import Composer
from yaml.resolver import Resolver

from assessor.policy.causes import CHINESE_COLON, syntax
from assessor.policy.problems import PolicyError

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
UNSEEN = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\u2028\u2029\ufdd0-\\ufdef\\ufffe\\uffff]")
"""Control characters, halves of characters, and what is no character at all: no file of ours may hold them."""
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for YAML."""
_COMMA = '写成“键: 值”。算式里有逗号时，请给整个算式加引号，例如 {formula: "max(甲, 乙) > 1"}。'


class Map(dict[str, Any]):
    """A mapping that knows on which line it and each of its keys stand."""

    line: int
    lines: dict[str, int]

    def line_of(self, key: str) -> int:
        """The line of a key, or of the mapping where it has no such key."""
        return self.lines.get(key, self.line)


class Seq(list[Any]):
    """A sequence that knows on which line it and each of its items stand."""

    line: int
    lines: list[int]


class _Checked(Composer):
    """Refuses what data files do not need, while the nodes are put together."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.peek_event()  # type: ignore[attr-defined]  # the parser's, which stands beside it
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise PolicyError(
                line, "这里用了 YAML 的锚点或引用（& 或 *）", "请把内容直接写出来；要写字面的 & 或 *，请加引号。"
            )
        tag = getattr(event, "tag", None)
        if tag:
            raise PolicyError(
                line, f"这里用了 YAML 标签 {tag}", "请去掉以 ! 开头的标签；要写字面的 !，请给整句加引号。"
            )
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise PolicyError(line, f"嵌套超过 {MAX_DEPTH} 层", "请拆开来写。")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


class _Loader(_Checked, yaml.SafeLoader):
    """PyYAML's parser with the resolvers narrowed to what data files need."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, Any]]] = {}  # noqa: RUF012 - PyYAML reads this class attribute


_NULL, _BOOL, _NUMBER = "tag:yaml.org,2002:null", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:float"
_Loader.add_implicit_resolver(_NULL, re.compile(r"^(?:null|~|)$"), ["n", "~", ""])
_Loader.add_implicit_resolver(_BOOL, re.compile(r"^(?:true|false)$"), ["t", "f"])
_Loader.add_implicit_resolver(_NUMBER, re.compile(r"^-?[0-9]+(?:\.[0-9]+)?$"), list("-0123456789"))

_FASTER: type[_Loader] | None = None
"""The same over libyaml where PyYAML has it: four times as fast, but it says less well what is wrong."""
_DISPUTED = re.compile("[?\t\ufeff]")
"""What libyaml lets pass and PyYAML's own parser, the only one in a browser, refuses in some places."""
if yaml.__with_libyaml__:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]

    class _OverLibyaml(_Checked, CParser, Resolver):
        def __init__(self, stream: str) -> None:
            CParser.__init__(self, stream)
            Composer.__init__(self)
            Resolver.__init__(self)

    _OverLibyaml.yaml_implicit_resolvers = _Loader.yaml_implicit_resolvers
    _FASTER = cast("type[_Loader]", _OverLibyaml)


def _node(text: str, kind: type[_Loader]) -> yaml.Node | None:
    loader = kind(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def load(text: str, first_line: int = 1) -> Any:
    """Read one YAML document. Line numbers count from `first_line`. Raises PolicyError with the remedy."""
    if len(text.encode(errors="replace")) > MAX_BYTES:
        raise PolicyError(first_line, f"文件超过 {MAX_BYTES // 1000} KB", "请拆成几个文件。")
    try:
        try:
            node = _node(text, _Loader if _DISPUTED.search(text) else _FASTER or _Loader)
        except yaml.YAMLError:
            node = _node(text, _Loader)
        return None if node is None else _Builder(text, first_line - 1).build(node)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        position = getattr(error, "position", None)
        above = mark.line if mark else text.count("\n", 0, position or 0)
        detail = getattr(error, "problem", None) or str(error)
        lines = [*_BREAK.split(text), ""]
        if above and CHINESE_COLON.match(lines[above - 1]):
            above -= 1  # where the colon is, not where the next line did not fit it
        what, hint = syntax(str(detail), lines[above])
        raise PolicyError(above + first_line, f"YAML 写法有误：{what}", hint) from None
    except PolicyError as error:
        raise PolicyError(error.line + first_line - 1, error.message, error.hint) from None


class _Builder:
    """Turns nodes into data, and refuses what YAML reads otherwise than it was meant."""

    def __init__(self, text: str, offset: int) -> None:
        self.lines, self.offset = _BREAK.split(text), offset

    def build(self, node: yaml.Node, *, in_flow: bool = False) -> Any:
        line = node.start_mark.line + 1
        if isinstance(node, yaml.ScalarNode):
            self.check(node, line, in_flow=in_flow)
            return _scalar(node, line)
        in_flow = bool(cast("yaml.CollectionNode", node).flow_style)
        if isinstance(node, yaml.SequenceNode):
            items = Seq(self.build(child, in_flow=in_flow) for child in node.value)
            items.line = line + self.offset
            items.lines = [child.start_mark.line + 1 + self.offset for child in node.value]
            return items
        result = Map()
        result.line, result.lines = line + self.offset, {}
        for key_node, value_node in cast("yaml.MappingNode", node).value:
            key_line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise PolicyError(key_line, "键必须是一个词", "请把冒号左边写成一个词。")
            key = key_node.value
            if in_flow and not self.has_colon(key_node):
                raise PolicyError(key_line, f"花括号里的“{key}”后面没有冒号和值", _COMMA)
            self.check(key_node, key_line)
            if key in result:
                raise PolicyError(key_line, f"键 {key} 写了两次", "请删去重复的一个。")
            result[key] = self.build(value_node, in_flow=in_flow)
            result.lines[key] = key_line + self.offset
        return result

    def has_colon(self, key: yaml.Node) -> bool:
        """Whether a colon follows a key (between braces a word alone is a key too)."""
        end = key.end_mark
        rest = self.lines[end.line][end.column :], *self.lines[end.line + 1 : end.line + 2]
        return "".join(map(str.lstrip, rest)).startswith(":")

    def check(self, node: yaml.ScalarNode, line: int, *, in_flow: bool = False) -> None:
        """Refuse what cannot be shown, and plain text that was cut short or put together by mistake."""
        unseen = UNSEEN.search(node.value)
        if unseen:
            raise PolicyError(line, f"有看不见的字符（U+{ord(unseen[0]):04X}）", "请删去这一处，重新打一遍。")
        if node.style:
            return
        if in_flow and node.value.count("(") > node.value.count(")"):
            raise PolicyError(line, f"“{node.value}”的括号没有成对", _COMMA)
        for below in range(node.start_mark.line + 1, min(node.end_mark.line + 1, len(self.lines))):
            if self.lines[below].lstrip().startswith("- "):
                raise PolicyError(below + 1, "这一行的“-”没有与上面的对齐", "列表各项的“-”要在同一列。")
        end = node.end_mark
        comment = (
            re.match(r"\s*(#[^\s#]\S*)", self.lines[end.line][end.column :]) if end.line < len(self.lines) else None
        )
        if comment:
            message = f"“{comment[1]}”被当成了注释"
            raise PolicyError(end.line + 1, message, "若是文字，请给整句加引号；若是注释，请在 # 后面空一格。")


def _scalar(node: yaml.ScalarNode, line: int) -> object:
    text: str = node.value
    if node.tag == _NULL:
        return None
    if node.tag == _BOOL:
        return text == "true"
    if node.tag == _NUMBER:
        longest = 30
        if len(text) > longest:
            raise PolicyError(line, f"数字 {text[:longest]}… 太长", "请检查这个数字。")
        value = Fraction(Decimal(text))
        return int(value) if value.denominator == 1 else value
    return text
