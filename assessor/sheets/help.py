"""The sheet 说明: how to fill in, and what every field means."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assessor.rules.fields import Field
from assessor.sheets.layout import Column, Sheet, prompt_of
from assessor.sheets.wording import HELP, NOTHING, SCALARS, SCHOOL, STAFF, UNSURE

if TYPE_CHECKING:
    from assessor.sheets.entries import Entry

_COMMON = (
    f"不知道的空着，或填“{UNSURE}”。空着表示不知道，不当作 0，也不当作否。",
    f"列表（如月度坐班）填在同名的表里，一行一条，要填就填全：没写的行按没有发生算。确实一条都没有，选“{NOTHING}”。",
    "日期可写 2026-09-01、2026.9.1、2026年9月1日；月份可写 2026-09、2026年9月。百分数可写 96 或 96%。",
    "表名和标题行请不要改；列的先后可以换，多余的列不读（会提示）。不要合并数据行。",
)
_RECORD = (
    f"这是一个人的自评记录。先填“{SCALARS}”，再填各张列表。只需要填用得着的，不必填满。",
    "不需要姓名、证件号。学生请写代号。",
    *_COMMON,
    "填好后：assessor record import 文件.xlsx -o 记录.json，或在自评页打开“用表格填、存成表格”。",
)
_STAFF = (
    f"这是一份名单。“{STAFF}”一行一个人，用代号区分，不需要姓名；代号请设成文本，以免 00123 变成 123。",
    f"各张列表每行都写代号，一个人可以有多行。“{SCHOOL}”里填全校相同的，名单里另填的以名单为准；名单里哪一列人人相同，也可以在“{SCHOOL}”里添一行写一次。",
    *_COMMON,
    "填好后：assessor batch 名单.xlsx -o 结果.xlsx",
)


def help_sheet(fields: Sequence[Field], *, staff: bool = False) -> Sheet:
    """The sheet for the people who fill in: a few sentences, then every field and column."""
    rows: list[Sequence[Entry]] = [("怎样填",)]
    rows += [(f"{number}. {text}",) for number, text in enumerate(_STAFF if staff else _RECORD, 1)]
    merged = [(row, 1, row, 4) for row in range(1, len(rows) + 1)]
    rows += [(), ("字段", "所属", "单位", "填什么")]
    title = len(rows)
    for field in fields:
        rows.append((field.name, field.group, field.unit, prompt_of(field)))
        rows += [
            (f"　{column.name}", f"“{field.name}”表", column.unit, prompt_of(column))
            for column in field.columns.values()
        ]
    columns = (Column(26), Column(22), Column(10), Column(70))
    return Sheet(HELP, rows, columns, header=1, merged=merged, titles={title}, in_text=False)
