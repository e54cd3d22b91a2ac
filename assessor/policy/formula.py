"""Formulas: a restricted Python expression, parsed once into a tree whose types and units have been checked.

Allowed are names, numbers, texts, + - * /, comparisons, and/or/not, `in`, and the functions of FUNCTIONS. A text that
is a number with a unit ("3 学时", "60%") is a quantity.
"""

import ast
import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from assessor.policy.arguments import argument_fault
from assessor.policy.problems import PolicyError, nearest
from assessor.rules import units
from assessor.rules.exact import show
from assessor.rules.fields import Field
from assessor.rules.frame import CALLS, TERM_END, TERM_START
from assessor.rules.units import NONE, SHARE, Unit

MAX_LENGTH = 400
MAX_DEPTH = 120
"""How deep a formula may be nested; a sum of so many terms is that deep too."""


@dataclass(frozen=True, slots=True)
class Type:
    """What is known of a node before it is evaluated.

    A number without a `unit` is a bare literal that takes the unit of what it is compared with. `whole` marks numbers
    that are always whole, `low` and `high` the limits of a field (of a literal, its number), `words` the words an enum
    can hold.
    """

    name: str
    unit: Unit | None = None
    whole: bool = False
    low: Fraction | None = None
    high: Fraction | None = None
    words: tuple[str, ...] = ()

    @property
    def constant(self) -> Fraction | None:
        """The number that it always is, as written; None where it can be another."""
        return self.low if self.low == self.high else None

    def __str__(self) -> str:
        """How the type is called in messages."""
        called = {"number": "数", "bool": "是/否", "text": "文字", "date": "日期", "month": "月份"}.get(self.name)
        others = {"window": "期间", "words": "一组词", "list": "列表", "school_year": "学年", "year": "年度"}
        return (called or others[self.name]) + (f"（{self.unit}）" if self.unit and str(self.unit) else "")


BOOL, TEXT, DATE, WINDOW, WORDS = (Type(name) for name in ("bool", "text", "date", "window", "words"))


def number_type(unit: Unit | None, *, whole: bool = False) -> Type:
    """The type of a number in `unit`."""
    return Type("number", unit, whole)


def type_of_field(entry: Field) -> Type:
    """The type of what a field holds."""
    if entry.kind == "number":
        unit = units.unit(entry.unit) if entry.unit else NONE
        return Type("number", unit, entry.integer, entry.minimum, entry.maximum)
    if entry.kind == "enum":
        return Type("text", words=entry.values)
    return Type(entry.kind)


@dataclass
class Names:
    """What the names in a formula may mean, and which of them were used."""

    fields: Mapping[str, Field]
    lets: Mapping[str, Type] = field(default_factory=dict)
    columns: Mapping[str, Type] = field(default_factory=dict)
    barred: Mapping[str, str] = field(default_factory=dict)
    """Columns that cannot be used here, each with the reason."""
    used_fields: dict[str, None] = field(default_factory=dict)
    used_lets: dict[str, None] = field(default_factory=dict)

    def with_columns(self, columns: Mapping[str, Type], barred: Mapping[str, str] | None = None) -> "Names":
        """The same names, seen from a row of a list; use is recorded in the same place."""
        return replace(self, columns=columns, barred=barred or {})

    def everything(self) -> list[str]:
        """Every name that could have been meant."""
        return [*self.columns, *self.lets, *self.fields, *FUNCTIONS]


@dataclass(frozen=True, slots=True)
class Signature:
    """The types a function takes, and the type it gives for them."""

    takes: tuple[str, ...]
    gives: Callable[[Sequence[Type]], Type]
    means: str


def _same(types: Sequence[Type]) -> Type:
    """A number of the same unit, whichever of the two was written without one."""
    unit = next((kind.unit for kind in types if kind.unit is not None), None)
    return Type("number", unit, whole=all(kind.whole for kind in types))


def _whole(types: Sequence[Type]) -> Type:
    return Type("number", types[0].unit, whole=True)


FUNCTIONS: dict[str, Signature] = {
    "floor": Signature(("number",), _whole, "舍去零头取整"),
    "ceil": Signature(("number",), _whole, "有零头就进一"),
    "round_half_up": Signature(("number",), _whole, "四舍五入取整"),
    "min": Signature(("number", "number"), _same, "两数取小"),
    "max": Signature(("number", "number"), _same, "两数取大"),
    "days_between": Signature(("date", "date"), lambda _: number_type(units.unit("天"), whole=True), "后一天减前一天"),
    "months_between": Signature(("date", "date"), lambda _: number_type(units.unit("月"), whole=True), "满几个月"),
    "date": Signature(("number", "number", "number"), lambda _: DATE, "年、月、日"),
    "years_before": Signature(("date", "number"), lambda _: DATE, "往前几年的同一天"),
    "years_after": Signature(("date", "number"), lambda _: DATE, "往后几年的同一天"),
    "next_quarter": Signature(("date",), lambda _: DATE, "下个季度的第一天"),
    "school_year": Signature(("date",), lambda _: number_type(None, whole=True), "所在学年的起始年"),
    "year": Signature(("date",), lambda _: number_type(None, whole=True), "公历年"),
    "month": Signature(("date",), lambda _: Type("month"), "某日所在的月份"),
    "contains": Signature(("text", "text"), lambda _: BOOL, "文字里含有"),
    "contains_any": Signature(("text", "words"), lambda _: BOOL, "文字里含有几个词中的一个"),
    "last_years": Signature(("number",), lambda _: WINDOW, "最近几年"),
    "last_days": Signature(("number",), lambda _: WINDOW, "最近几天"),
    "last_week": Signature((), lambda _: WINDOW, "最近一个整周（周一到周日）"),
    "since": Signature(("date",), lambda _: WINDOW, "从某日到自评日期"),
    "span": Signature(("date", "date"), lambda _: WINDOW, "从某日到某日"),
    "term": Signature((), lambda _: WINDOW, "本学期"),
    "this_school_year": Signature((), lambda _: WINDOW, "本学年，即本学期所在的学年"),
    "whole_weeks": Signature((), lambda _: number_type(units.unit("周"), whole=True), "学期内的整周数"),
    "filled": Signature(("name",), lambda _: BOOL, "填了没有（字段、列），或算得出没有（let 的名字）"),
    "present": Signature(("field",), lambda _: BOOL, "填了即为是，没填为未知"),
}


def parse(source: object, names: Names, line: int) -> tuple[list[Any], Type]:
    """Turn a formula into a tree and its type; raises PolicyError that says what to write instead."""
    if isinstance(source, bool):
        return ["bool", source], BOOL
    if isinstance(source, int | Fraction):
        return ["num", show(Fraction(source))], _literal_type(None, Fraction(source))
    if not isinstance(source, str):
        raise PolicyError(line, "这里应当是一个算式", "例如 累计任职年限 >= 6。")
    literal = units.quantity(source)
    if literal is not None:
        return _quantity(*literal, source)
    if len(source) > MAX_LENGTH:
        raise PolicyError(line, f"算式超过 {MAX_LENGTH} 个字符", "请用 let 把它拆成几步。")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", SyntaxWarning)  # such as for a backslash, in English
            body = ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise PolicyError(line, f"算式“{source}”读不懂", _syntax_hint(source)) from None
    return _Parser(names, line, source).node(body)


def _syntax_hint(source: str) -> str:
    wrong = {"×": "*", "÷": "/", "≥": ">=", "≤": "<=", "≠": "!=", "（": "(", "）": ")", "，": ",", "％": "%"}
    wrong |= dict.fromkeys("‘’“”", "'") | {chr(0xFF10 + digit): str(digit) for digit in range(10)}
    found = [f"{bad} 写成 {good}" for bad, good in wrong.items() if bad in source]
    if found:
        return "请把 " + "，".join(found) + "。"
    if "\\" in source:
        return "算式里不要写反斜杠。"
    if re.search(r"[^<>=!]=[^=]", source):
        return "相等写两个等号：==。"
    return "算式用英文符号：+ - * / >= <= == and or not；带单位的数要加引号，如 '3 学时'。"


def _quantity(value: Fraction, unit: Unit, source: str) -> tuple[list[Any], Type]:
    shown = ["num", f"{value.numerator}/{value.denominator}" if value.denominator != 1 else str(value.numerator)]
    percent = "%" in source and not str(unit)
    tagged = [*shown, SHARE if percent else str(unit)] if percent or str(unit) else shown
    return tagged, _literal_type(unit if str(unit) else (NONE if percent else None), value)


def _literal_type(unit: Unit | None, value: Fraction) -> Type:
    return Type("number", unit, value.denominator == 1, value, value)


_COMPARE: dict[type, str] = {ast.Eq: "==", ast.NotEq: "!=", ast.GtE: ">=", ast.LtE: "<=", ast.Gt: ">", ast.Lt: "<"}
_ARITHMETIC: dict[type, str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
COMPARABLE = frozenset({"number", "text", "bool", "date", "month", "school_year", "year"})
CONSTANTS = {"是": True, "否": False, "true": True, "false": False}


class _Parser:
    """Walks Python's syntax tree once; anything not expected is refused."""

    def __init__(self, names: Names, line: int, source: str) -> None:
        self.names, self.line, self.source = names, line, source
        self.depth = 0

    def error(self, message: str, hint: str = "") -> PolicyError:
        return PolicyError(self.line, f"算式“{self.source}”：{message}", hint)

    def node(self, node: ast.expr) -> tuple[list[Any], Type]:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.error(f"套了 {MAX_DEPTH} 层以上", "请用 let 把它拆成几步。")
        read = self.read(node)
        self.depth -= 1
        return read

    def read(self, node: ast.expr) -> tuple[list[Any], Type]:
        match node:
            case ast.Constant(value=bool() | int() | float() | str() as value):
                return self.constant(value, node)
            case ast.Name(id=name):
                return self.name(name)
            case ast.BoolOp(op=op, values=values):
                parts = [self.expect(value, "bool")[0] for value in values]
                return ["and" if isinstance(op, ast.And) else "or", parts], BOOL
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return ["not", self.expect(operand, "bool")[0]], BOOL
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value) as operand) if (
                not isinstance(value, bool)
            ):
                return self.literal(f"-{ast.get_source_segment(self.source.strip(), operand)}")
            case ast.BinOp(op=op, left=left, right=right) if type(op) in _ARITHMETIC:
                return self.arithmetic(_ARITHMETIC[type(op)], left, right)
            case ast.Compare(ops=[ast.In() | ast.NotIn() as op], left=left, comparators=[right]):
                return self.membership(left, right, negated=isinstance(op, ast.NotIn))
            case ast.Compare(ops=[op], left=left, comparators=[right]) if type(op) in _COMPARE:
                return self.comparison(_COMPARE[type(op)], left, right)
            case ast.Compare():
                raise self.error("一次只能比较一对数", "请写成 a >= 1 and a < 3。")
            case ast.List(elts=items) | ast.Tuple(elts=items):
                return self.words(items)
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
                return self.call(name, arguments)
        if isinstance(node, ast.IfExp):
            raise self.error("这里不能写 if … else", "请改用 if: {condition: 条件, then: 成立时, else: 不成立时}。")
        raise self.error("有不能用的写法", "只能用四则运算、比较、and/or/not、in 和规定的函数。")

    def words(self, items: list[ast.expr]) -> tuple[list[Any], Type]:
        words = [item.value for item in items if isinstance(item, ast.Constant) and isinstance(item.value, str)]
        if len(words) != len(items):
            if re.search(r"\d,\d", self.source):
                raise self.error("数字里不要写逗号", "例如 1,000 写成 1000。")
            raise self.error("方括号里只能写加引号的词", "例如 类型 in ['专题', '骨干']。")
        return ["list", words], Type("words", words=tuple(words))

    def constant(self, value: Any, node: ast.expr) -> tuple[list[Any], Type]:
        if isinstance(value, bool):
            return ["bool", value], BOOL
        if isinstance(value, str):
            literal = units.quantity(value)
            return _quantity(*literal, value) if literal else (["text", value], TEXT)
        return self.literal(ast.get_source_segment(self.source.strip(), node) or str(value))

    def literal(self, text: str) -> tuple[list[Any], Type]:
        """A number as it is written, digit for digit."""
        found = units.quantity(text)
        if found is None:
            raise self.error(f"数字 {text} 的写法不认识", "请写成普通的十进制数。")
        return _quantity(*found, text)

    def name(self, name: str) -> tuple[list[Any], Type]:
        if name in CONSTANTS:
            return ["bool", CONSTANTS[name]], BOOL
        if name in self.names.columns:
            kind = self.names.columns[name]
            return ["column", name, *_tag(kind)], kind
        if name in self.names.lets:
            self.names.used_lets[name] = None
            kind = self.names.lets[name]
            return ["let", name, *_tag(kind)], kind
        if name in self.names.fields:
            self.names.used_fields[name] = None
            return ["field", name], type_of_field(self.names.fields[name])
        if name in self.names.barred:
            raise self.error(f"这里不能用“{name}”", self.names.barred[name])
        raise self.error(f"不认识“{name}”", nearest(name, self.names.everything()) or "字段见 policies/fields.yaml。")

    def expect(self, node: ast.expr, name: str) -> tuple[list[Any], Type]:
        tree, kind = self.node(node)
        if kind.name != name:
            raise self.error(f"这里要的是{Type(name)}，得到的是{kind}", "是/否的条件可直接写字段名，或写 字段 == 否。")
        return tree, kind

    def arithmetic(self, operator: str, left: ast.expr, right: ast.expr) -> tuple[list[Any], Type]:
        (a, left_kind), (b, right_kind) = self.expect(left, "number"), self.expect(right, "number")
        whole = left_kind.whole and right_kind.whole and operator != "/"
        if operator in "+-":
            unit = self.same_unit(left_kind, right_kind)
        else:
            one, two = left_kind.unit or NONE, right_kind.unit or NONE
            unit = one * two if operator == "*" else one / two
            if left_kind.unit is None and right_kind.unit is None:
                unit = None if operator == "*" else NONE
        return [operator, a, b], number_type(unit, whole=whole)

    def same_unit(self, left: Type, right: Type) -> Unit | None:
        if left.unit is None or right.unit is None:
            return right.unit if left.unit is None else left.unit
        if left.unit != right.unit:
            one, two = str(left.unit) or "没有单位的数", str(right.unit) or "没有单位的数"
            raise self.error(f"单位不同：{one} 和 {two} 不能相加减，也不能比较", "请检查用的字段，或换算成同一单位。")
        return left.unit

    def comparison(self, operator: str, left: ast.expr, right: ast.expr) -> tuple[list[Any], Type]:
        (a, left_kind), (b, right_kind) = self.node(left), self.node(right)
        if left_kind.name != right_kind.name:
            raise self.error(f"{left_kind}和{right_kind}不能比较", "两边要是同一类。")
        if left_kind.name not in COMPARABLE:
            raise self.error(f"{left_kind}不能比较", "可以比较的是数、文字、是/否、日期、月份和学年。")
        if left_kind.name == "number":
            self.same_unit(left_kind, right_kind)
        elif left_kind.name in {"text", "bool"} and operator not in {"==", "!="}:
            raise self.error(f"{left_kind}只能用 == 或 != 比较", "比大小请用数或日期。")
        self.known_words(left_kind, b)
        self.known_words(right_kind, a)
        return ["cmp", operator, a, b], BOOL

    def known_words(self, kind: Type, other: list[Any]) -> None:
        words = [other[1]] if other[0] == "text" else other[1] if other[0] == "list" else []
        for word in words:
            if kind.words and word not in kind.words:
                raise self.error(f"“{word}”不在可选的词里", nearest(word, kind.words))

    def membership(self, left: ast.expr, right: ast.expr, *, negated: bool) -> tuple[list[Any], Type]:
        (a, kind), (b, words) = self.expect(left, "text"), self.expect(right, "words")
        self.known_words(kind, ["list", words.words])
        tree = ["in", a, b]
        return (["not", tree] if negated else tree), BOOL

    def call(self, name: str, arguments: list[ast.expr]) -> tuple[list[Any], Type]:
        signature = FUNCTIONS.get(name)
        if signature is None:
            raise self.error(f"没有函数 {name}", nearest(name, FUNCTIONS, what="可用的函数"))
        if len(arguments) != len(signature.takes):
            raise self.error(f"函数 {name} 要 {len(signature.takes)} 个参数，写了 {len(arguments)} 个", signature.means)
        parts = []
        for argument, wanted in zip(arguments, signature.takes, strict=True):
            if wanted == "field":
                tree, kind = self.node(argument)
                if tree[0] != "field":
                    raise self.error(f"函数 {name} 的参数要是一个字段名", f"例如 {name}(任职段)。")
                parts.append((tree, kind))
            elif wanted == "name":
                tree, kind = self.node(argument)
                if tree[0] not in {"field", "column", "let"}:
                    raise self.error(f"函数 {name} 的参数要是一个名字", f"例如 {name}(任职段)。")
                parts.append((tree, kind))
            else:
                parts.append(self.expect(argument, wanted))
        if name in {"min", "max"}:
            self.same_unit(parts[0][1], parts[1][1])
        trees = [tree for tree, _ in parts]
        if name in CALLS:
            self.names.used_fields.update({TERM_START: None, TERM_END: None})
        fault = argument_fault(name, trees, [kind for _, kind in parts])
        if fault:
            raise self.error(*fault)
        return ["call", name, trees], signature.gives([kind for _, kind in parts])


def _tag(kind: Type) -> list[str]:
    """The unit that a name carries in the tree, for showing its numbers."""
    return [str(kind.unit)] if kind.unit and str(kind.unit) else []
