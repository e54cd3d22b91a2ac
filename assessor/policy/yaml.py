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

from assessor.policy.causes import syntax
from assessor.policy.problems import PolicyError

MAX_BYTES = 1_000_000
MAX_DEPTH = 40


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
        if tag and tag != "!":
            raise PolicyError(line, f"这里用了 YAML 标签 {tag}", "请去掉以 ! 开头的标签。")
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
_Loader.add_implicit_resolver(_NUMBER, re.compile(r"^-?\d+(?:\.\d+)?$"), list("-0123456789"))

_FASTER: type[_Loader] | None = None
"""The same over libyaml where PyYAML has it: four times as fast, but it says less well what is wrong."""
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
    if len(text.encode()) > MAX_BYTES:
        raise PolicyError(first_line, f"文件超过 {MAX_BYTES // 1000} KB", "请拆成几个文件。")
    try:
        try:
            node = _node(text, _FASTER or _Loader)
        except yaml.YAMLError:
            node = _node(text, _Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        position = getattr(error, "position", None)
        above = mark.line if mark else text.count("\n", 0, position or 0)
        line = above + first_line
        detail = getattr(error, "problem", None) or str(error)
        what, hint = syntax(str(detail))
        raise PolicyError(line, f"YAML 写法有误：{what}", hint) from None
    except PolicyError as error:
        raise PolicyError(error.line + first_line - 1, error.message, error.hint) from None
    return None if node is None else _build(node, first_line - 1)


def _build(node: yaml.Node, offset: int) -> Any:
    line = node.start_mark.line + 1 + offset
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, line)
    if isinstance(node, yaml.SequenceNode):
        items = Seq(_build(child, offset) for child in node.value)
        items.line = line
        items.lines = [child.start_mark.line + 1 + offset for child in node.value]
        return items
    result = Map()
    result.line, result.lines = line, {}
    for key_node, value_node in cast("yaml.MappingNode", node).value:
        key_line = key_node.start_mark.line + 1 + offset
        if not isinstance(key_node, yaml.ScalarNode):
            raise PolicyError(key_line, "键必须是一个词", "请把冒号左边写成一个词。")
        key = key_node.value
        if key in result:
            raise PolicyError(key_line, f"键 {key} 写了两次", "请删去重复的一个。")
        result[key] = _build(value_node, offset)
        result.lines[key] = key_line
    return result


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
