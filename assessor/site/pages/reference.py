"""The authors' reference: every key of a policy file, from the same table that the reader checks files with."""

from collections.abc import Mapping

from assessor.policy import Library, shapes
from assessor.policy.formula import FUNCTIONS
from assessor.policy.shapes import Key
from assessor.report import tag
from assessor.report.html import Child
from assessor.rules.fields import Field
from assessor.rules.units import BASE
from assessor.site.pages.page import Page, heading, html, join, table

PATH = "authoring/reference.md"

FORMS = {
    "bands": "各档的列表",
    "bool": "true 或 false",
    "cases": "用例的列表",
    "choices": "各种情形的列表",
    "column": "列名",
    "count": "正整数",
    "expectation": "期望的结果",
    "formula": "算式",
    "formulas": "名字: 算式",
    "gaps": "成对的数",
    "leaves": "几项的列表",
    "list_field": "列表字段名",
    "modality": "一个词，或“值: 词”",
    "months": "月份的列表，如 [7, 8]",
    "name": "一行文字",
    "node": "算式或算法",
    "nodes": "名字: 算式或算法",
    "notices": "提示的列表",
    "number": "数",
    "budget": "预算怎样合计",
    "only_if": "前提",
    "part": "条件的列表",
    "parts": "各项的列表",
    "readings": "名字: 读法",
    "record": "字段名: 值",
    "rows": "逐行的结果",
    "rule_id": "编号，如 S21-16",
    "source": "file、part、note",
    "text": "文字",
    "text_list": "文字的列表（可以空）",
    "texts": "事项: 一句话",
    "unit": "单位",
    "valid": "from、to",
    "day": "日期，加引号",
    "whole": "整数",
    "word": "一个词",
    "word_list": "词的列表（可以空）",
    "words": "一个词，或词的列表",
}
"""What may stand at a key, in words; the forms are those of `shapes`."""

FORMULA_INTRO = (
    "可以用字段名、列名、起过的名字、数、带单位的量（在算式里要加引号，如 `'3 学时'`、`'60%'`）、`+ - * /`、"
    "比较、`and or not`、`in [词, 词]`，以及下列函数："
)

TYPES = {
    "bool": "是/否",
    "number": "数",
    "text": "文字",
    "text_list": "文字的列表（可以空）",
    "texts": "事项: 一句话",
    "date": "日期",
    "month": "月份",
    "school_year": "学年",
    "year": "年度（公历年）",
    "enum": "选一个词",
    "list": "多行",
}


def reference_page(library: Library) -> Page:
    """All keys, mechanisms, functions, units and fields."""
    blocks = [
        heading(1, "规则写法手册"),
        "这一页由程序里的语法表生成：读政策文件、给编辑器的提示和这里用的是同一张表。带 * 的必须写。",
        heading(2, "文件开头", "head"),
        html(_keys(shapes.HEAD)),
        *_small("leaves 的一项", "leave", shapes.LEAVES),
        heading(2, "一条规则", "rule"),
        html(_keys(shapes.RULE)),
        *_small("readings 的一种读法", "reading", shapes.READING),
        *_small("budget", "budget", shapes.BUDGET),
        *_small("only_if", "only-if", shapes.ONLY_IF),
        *_small("notices 的一项", "notice", shapes.NOTICE),
        *_small("cases 的一个用例", "case", shapes.CASE),
        heading(2, "算法", "mechanisms"),
        "规则里写下列之一；凡是写“算式或算法”的地方也可以再套一层。",
        *_mechanisms(),
        *_small("bands 的一档", "band", shapes.BAND),
        *_small("choose 的一种情形", "choice", shapes.CHOICE),
        heading(2, "算式", "formulas"),
        FORMULA_INTRO,
        html(table(["函数", "给出"], [[tag("code", name), sign.means] for name, sign in FUNCTIONS.items()])),
        heading(2, "单位", "units"),
        "、".join(BASE) + "。可以相乘相除，如 `元/月`、`元/人·月`；不同的单位不能相加或比较。",
        heading(2, "字段", "fields"),
        "规则可以用的字段，都在 `policies/fields.yaml` 里。",
        html(table(["字段", "类型", "说明"], [_field(field) for field in library.rulebook.fields.values()])),
    ]
    return Page(PATH, "规则写法手册", "政策文件的全部键、算法、函数、单位和字段，由程序的语法表生成。", join(*blocks))


def _keys(keys: Mapping[str, Key]) -> Child:
    rows: list[list[Child]] = []
    for name, key in keys.items():
        star = tag("abbr", " *", title="必须写") if key.required else None
        form = "、".join(key.words) if key.words else FORMS.get(key.form, key.form)
        rows.append([tag("span", tag("code", name), star), form, key.means])
    return table(["键", "写什么", "意思"], rows, class_="hb-stack hb-keys")


def _small(title: str, anchor: str, keys: Mapping[str, Key]) -> list[str]:
    return [heading(3, title, anchor), html(_keys(keys))]


def _mechanisms() -> list[str]:
    blocks = []
    for name, shape in shapes.MECHANISMS.items():
        blocks.append(f"### `{name}` {shape.means} {{#do-{name.replace('_', '-')}}}")
        plain = "写成列表，每项一个条件或算法。" if shape.items else "写成一个算式（result 写规则编号）。"
        blocks.append(plain if shape.keys is None else html(_keys(shape.keys)))
    return blocks


def _field(field: Field) -> list[Child]:
    kind = TYPES[field.kind] + (f"（{field.unit}）" if field.unit else "")
    if field.values:
        kind += "：" + "、".join(field.values)
    if field.columns:
        kind += "：" + "、".join(field.columns)
    return [field.name, kind, field.help]
