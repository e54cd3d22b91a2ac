"""Records of every kind for the whole field table, within the limits of each field."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from assessor.records.forms import UNSURE
from assessor.records.signs import plain
from assessor.rules.dates import FIRST_YEAR, LAST_YEAR, Month
from assessor.rules.fields import Field
from assessor.sheets.wording import NOTHING, TOTALS, label

MEANT = {NOTHING, *UNSURE, "项目", "名称", "学生", "班级", "备注", "代号"}
"""Words that mean something in a table of ours, so that as a text they are not kept."""

days = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))

texts = (
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
    | st.sampled_from(["=1+1", "'=1+1", "''-1", "+86", "-", "@SUM(A1)", "\t甲", "00123", "3-5", "1,5", '"', "_x0041_"])
    | st.sampled_from(
        ["班会（每周）", "甲\n乙", "甲\r乙", "<script>alert(1)</script>", "【甲", "1.5", "＝1", "2026-09"]
    )
)


def kept(text: str) -> bool:
    """Whether a text is one that a table can hold: nothing around it, no word with a meaning."""
    said = label(text)
    is_meant = said in MEANT or TOTALS.fullmatch(said)
    return text == text.strip() and plain(text) not in ("", *UNSURE) and not is_meant


def values(field: Field) -> st.SearchStrategy[Any]:
    """Raw values of a field."""
    match field.kind:
        case "bool":
            return st.booleans()
        case "enum":
            return st.sampled_from(field.values)
        case "date":
            return days.map(str)
        case "month":
            return days.map(lambda day: str(Month.of(day)))
        case "school_year":
            return st.integers(FIRST_YEAR, LAST_YEAR).map(lambda year: f"{year}-{year + 1}")
        case "year":
            return st.integers(FIRST_YEAR, LAST_YEAR).map(str)
        case "number":
            return numbers(field)
        case "text":
            return texts.filter(kept)
    row = st.fixed_dictionaries({}, optional={name: values(column) for name, column in field.columns.items()})
    return st.lists(row.map(ordered), max_size=4)


def numbers(field: Field) -> st.SearchStrategy[Any]:
    """Numbers of a field: small ones, ones at the limits, and ones that Excel could not keep."""
    low = None if field.minimum is None else int(field.minimum)
    high = None if field.maximum is None else int(field.maximum)
    whole = st.integers(low, high if high is not None else 10**19)
    if field.integer:
        return whole
    return (
        st.integers(low, high if high is not None else 10**6)
        | st.decimals(low, high or 10**9, places=4, allow_nan=False, allow_infinity=False)
        | whole
    )


def ordered(row: Mapping[str, Any]) -> dict[str, Any]:
    """A spell that does not end before it begins."""
    made = dict(row)
    if "起" in made and "止" in made:
        made["起"], made["止"] = sorted((made["起"], made["止"]))
    return made


def records(fields: Mapping[str, Field], most: int = 6) -> st.SearchStrategy[dict[str, Any]]:
    """Raw records with a few fields filled in."""
    names = st.lists(st.sampled_from(sorted(set(fields) - {"学期结束"})), max_size=most, unique=True)
    return names.flatmap(lambda chosen: st.fixed_dictionaries({name: values(fields[name]) for name in chosen}))
