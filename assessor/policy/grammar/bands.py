"""bands: a table whose bands neither overlap nor leave out a value that nobody has declared to be left out."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from assessor.policy.formula import Type, parse
from assessor.policy.grammar.choices import one_type
from assessor.policy.grammar.reader import Reader, Typed, mechanism
from assessor.policy.keys import check_keys
from assessor.policy.problems import PolicyError
from assessor.policy.shapes import BAND
from assessor.policy.yaml import Map, Seq
from assessor.rules.exact import ceil, floor, show
from assessor.rules.units import SHARE


@dataclass(frozen=True, slots=True)
class End:
    """One end of a band: its number (None for no end) and whether the number itself belongs to the band."""

    at: Fraction | None
    included: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A band between two ends, with the line it stands on."""

    low: End
    high: End
    line: int


@mechanism("bands")
def bands(reader: Reader, source: Any, line: int) -> Typed:
    """A value by bands of a number."""
    data = reader.keys("bands", source, line)
    of, kind = reader.expect(data["of"], data.line_of("of"), "number")
    if not isinstance(data["rows"], Seq) or not data["rows"]:
        raise PolicyError(data.line_of("rows"), "rows 应当是各档的列表", "例如 - {from: 8, below: 11, value: 600}。")
    unit = reader.unit(data.get("unit"), data.line_of("unit")) if "unit" in data else None
    if unit and kind.unit not in {None, unit}:
        raise PolicyError(data.line_of("unit"), f"档位按 {unit}，而 of 的单位是 {kind.unit}", "请改成一致。")
    rows, kinds, table, percent = [], [], [], False
    for item, at in zip(data["rows"], data["rows"].lines, strict=True):
        row = check_keys(item, BAND, at, "bands 的一档")
        ends: dict[str, str] = {}
        for key in ("from", "above", "to", "below"):
            if key in row:
                tree, end_kind = parse(row[key], reader.names, row.line_of(key))
                if tree[0] != "num":
                    raise PolicyError(row.line_of(key), f"{key} 应当是一个数", "请直接写数，如 8 或 60%。")
                reader.common_unit([kind, end_kind], row.line_of(key))
                percent = percent or tree[-1] == SHARE
                ends[key] = tree[1]
        table.append(_band(ends, at))
        value, value_kind = _value(reader, row)
        kinds.append(value_kind)
        rows.append({**ends, "value": value, **({"means": row["means"]} if "means" in row else {})})
    gaps = _declared(data)
    if gaps and not reader.may_have_gaps:
        raise PolicyError(data.line_of("gaps"), "写了空档（gaps）却没有读法", "请用 readings 说明条文可以怎样读。")
    _check_cover(table, gaps, kind)
    node: dict[str, Any] = {"do": "bands", "of": of, "rows": rows}
    if unit or kind.unit:
        node["unit"] = str(unit or kind.unit)
    if percent:
        node["percent"] = True
    return node, one_type(reader, kinds, line)


def _value(reader: Reader, row: Map) -> Typed:
    """A band's value: a number, or a word written as it is."""
    source, line = row["value"], row.line_of("value")
    if isinstance(source, str):
        tree, kind = parse(source, reader.names, line) if _is_number(source) else (["text", source], Type("text"))
        return tree, kind
    return reader.node(source, line)


def _is_number(text: str) -> bool:
    return text[:1].isdigit() or text[:1] in "+-."


def _band(ends: dict[str, str], line: int) -> Band:
    if ("from" in ends and "above" in ends) or ("to" in ends and "below" in ends):
        raise PolicyError(
            line, "同一端写了两次", "下限用 from（含）或 above（不含），上限用 to（含）或 below（不含）。"
        )
    low = End(Fraction(ends["from"]), included=True) if "from" in ends else End(_get(ends, "above"))
    high = End(Fraction(ends["to"]), included=True) if "to" in ends else End(_get(ends, "below"))
    if low.at is not None and high.at is not None:
        empty = low.at > high.at or (low.at == high.at and not (low.included and high.included))
        if empty:
            raise PolicyError(line, "这一档的下限高于上限", "请检查两端的数字。")
    return Band(low, high, line)


def _get(ends: dict[str, str], key: str) -> Fraction | None:
    return Fraction(ends[key]) if key in ends else None


def _declared(data: Map) -> list[tuple[Fraction, Fraction]]:
    if "gaps" not in data:
        return []
    try:
        return [(Fraction(low), Fraction(high)) for low, high in data["gaps"]]
    except (TypeError, ValueError):
        raise PolicyError(
            data.line_of("gaps"), "gaps 应当是成对的数", "例如 [[10, 11], [15, 16]]，两端不含。"
        ) from None


def _check_cover(table: list[Band], gaps: list[tuple[Fraction, Fraction]], kind: Type) -> None:
    """Refuse overlaps, and gaps that were not declared."""
    for before, after in pairwise(table):
        if before.high.at is None or after.low.at is None or after.low.at < before.high.at:
            raise PolicyError(after.line, "这一档与上一档重叠", "请从低到高写，并检查两端的数字。")
        if after.low.at == before.high.at and after.low.included and before.high.included:
            text = show(after.low.at)
            raise PolicyError(
                after.line, f"{text} 同时属于两档", f"请把上一档写成 below: {text}，或这一档写成 above: {text}。"
            )
        _check_between(before, after, gaps, kind)
    low, high = table[0].low, table[-1].high
    if low.at is not None and not (kind.low is not None and _reaches(low, kind.low)):
        raise PolicyError(table[0].line, f"低于 {show(low.at)} 的值没有档", f"请补一档 below: {show(low.at)}。")
    if high.at is not None and not (kind.high is not None and _reaches(high, kind.high)):
        raise PolicyError(table[-1].line, f"高于 {show(high.at)} 的值没有档", f"请补一档 above: {show(high.at)}。")


def _reaches(end: End, limit: Fraction) -> bool:
    return end.at == limit and end.included


def _check_between(before: Band, after: Band, gaps: list[tuple[Fraction, Fraction]], kind: Type) -> None:
    low, high = before.high, after.low
    if low.at is None or high.at is None:
        return
    if low.at == high.at and (low.included or high.included):
        return
    if kind.whole:
        first = floor(low.at) + (1 if low.included or low.at.denominator != 1 else 0)
        last = ceil(high.at) - (1 if high.included or high.at.denominator != 1 else 0)
        if first > last:
            return
        found = f"{show(Fraction(first))} 到 {show(Fraction(last))}" if first != last else show(Fraction(first))
    elif low.included and high.included and (low.at, high.at) in gaps:
        return
    else:
        found = f"{show(low.at)} 到 {show(high.at)} 之间"
    raise PolicyError(
        after.line,
        f"档位 {found} 没有取值",
        f"若条文确实没写，请用 readings 声明读法，并在 bands 里写 gaps: [[{show(low.at)}, {show(high.at)}]]；"
        f"若漏了，请补上这一档，或把上一档写成 below: {show(high.at)}。",
    )
