"""if, choose, first, due: which value applies, and from when."""

from dataclasses import replace
from typing import Any

from assessor.policy.formula import BOOL, Type, parse
from assessor.policy.grammar.reader import Reader, Typed, mechanism
from assessor.policy.keys import check_keys
from assessor.policy.problems import PolicyError, nearest
from assessor.policy.shapes import CHOICE
from assessor.policy.yaml import Seq


def one_type(reader: Reader, kinds: list[Type], line: int) -> Type:
    """The common type of several branches."""
    names = {kind.name for kind in kinds}
    if len(names) != 1:
        raise PolicyError(line, f"各种情形的结果不是同一类：{'、'.join(map(str, kinds))}", "请统一成一类。")
    if kinds[0].name != "number":
        return replace(kinds[0], words=())
    return Type("number", reader.common_unit(kinds, line), all(kind.whole for kind in kinds))


@mechanism("if")
def branch(reader: Reader, source: Any, line: int) -> Typed:
    """One of two nodes."""
    data = reader.keys("if", source, line)
    then, then_kind = reader.node(data["then"], data.line_of("then"))
    other, other_kind = reader.node(data["else"], data.line_of("else"))
    condition = reader.condition(data["condition"], data.line_of("condition"))
    node = {"do": "if", "if": condition, "then": then, "else": other}
    if "means" in data:
        node["means"] = data["means"]
    return node, one_type(reader, [then_kind, other_kind], line)


@mechanism("choose")
def choose(reader: Reader, source: Any, line: int) -> Typed:
    """The value for a word; every word an enum can hold must be provided for."""
    data = reader.keys("choose", source, line)
    of, kind = parse(data["of"], reader.names, data.line_of("of"))
    if kind.name != "text":
        raise PolicyError(data.line_of("of"), f"choose 要看一个取词的字段，得到的是{kind}", "请换一个字段。")
    if not isinstance(data["rows"], Seq) or not data["rows"]:
        raise PolicyError(data.line_of("rows"), "rows 应当是各种情形的列表", "例如 - {is: 小学, value: 1}。")
    rows, kinds, seen = [], [], []
    for item, at in zip(data["rows"], data["rows"].lines, strict=True):
        row = check_keys(item, CHOICE, at, "choose 的一种情形")
        words = [row["is"]] if isinstance(row["is"], str) else list(row["is"])
        for word in words:
            if kind.words and word not in kind.words:
                raise PolicyError(at, f"“{word}”不在可选的词里", nearest(str(word), kind.words))
            if word in seen:
                raise PolicyError(at, f"“{word}”写了两次", "每个词只能归一种情形。")
        seen += words
        if ("value" in row) == ("gap" in row):
            raise PolicyError(at, "每种情形要写 value 或 gap 其中一个", "条文没有写的情形用 gap 说明。")
        if "gap" in row:
            rows.append({"is": words, "gap": row["gap"]})
        else:
            value, got = reader.node(row["value"], row.line_of("value"))
            rows.append({"is": words, "value": value})
            kinds.append(got)
    left = [word for word in kind.words if word not in seen]
    if left:
        raise PolicyError(data.line_of("rows"), f"没有写 {'、'.join(left)} 怎么办", "请补上；条文没写的用 gap 说明。")
    return {"do": "choose", "of": of, "rows": rows}, one_type(reader, kinds, line)


@mechanism("due")
def due(reader: Reader, source: Any, line: int) -> Typed:
    """A condition that is not held against anybody before a day."""
    data = reader.keys("due", source, line)
    first, _ = reader.expect(data["from"], data.line_of("from"), "date")
    then = reader.condition(data["then"], data.line_of("then"))
    return {"do": "due", "from": first, "then": then, "means": data["means"]}, BOOL


@mechanism("first")
def first(reader: Reader, source: Any, line: int) -> Typed:
    """The first node that is known."""
    minimum = 2
    if not isinstance(source, Seq) or len(source) < minimum:
        raise PolicyError(line, "first 要写至少两项", "例如 first: [计发月数, 10]。")
    read = [reader.node(item, at) for item, at in zip(source, source.lines, strict=True)]
    return {"do": "first", "nodes": [node for node, _ in read]}, one_type(reader, [kind for _, kind in read], line)
