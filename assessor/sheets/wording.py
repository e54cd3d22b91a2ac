"""The words that have a meaning in a table of ours: names of sheets, of columns, of answers."""

import re

from assessor.records.signs import plain

SCALARS, STAFF, SCHOOL, HELP, EXAMPLE = "单项", "名单", "全校", "说明", "示例"
"""Sheets: one field a row; one teacher a row; what holds for the whole school; and two that are only to be read."""

FIELD, UNIT, VALUE, NOTE, CODE = "字段", "单位", "填写", "说明", "代号"
"""Columns of our own."""

NOTHING = "没有"
"""Written in the place of a list: it is complete, and empty."""

UNSURE = "不清楚"
"""Written where a row exists but nothing is known of it."""

TOTALS = re.compile(
    "(?:本页|全校|以上)?(?:合计|总计|小计|总人数|平均值?|共计)(?:[:：]?[0-9]+[人名]?)?|共计?[0-9]+[人名位]"
)
"""What the first cell of a row says that is no record but sums the others up."""

_BLANKS = re.compile(r"\s+")
_BRACKETS = re.compile(r"\([^()]*\)$")
_ROUND = str.maketrans("[{〔【〖「『﹝]}〕】〗」』﹞", "(" * 8 + ")" * 8)
"""Brackets of every kind as round ones."""


def label(text: str) -> str:
    """A heading as it is compared: ordinary signs, no white space, no unit in brackets, no mark of what is required."""
    bare = _BLANKS.sub("", plain(text).translate(_ROUND)).strip("*:")
    return _BRACKETS.sub("", bare).strip("*:") or bare
