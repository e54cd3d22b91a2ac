"""`assessor record`: a record from and to spreadsheets, and the templates to fill in."""

import argparse
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from assessor.commands.assess import read_raw
from assessor.commands.common import (
    CommandError,
    called,
    keep_apart,
    load,
    policies_folder,
    read_bytes,
    tell,
    write_file,
)
from assessor.records import RecordError, from_form, read_record, record_text
from assessor.records.reading import listed
from assessor.rules import Field
from assessor.rules.receipt import plain_record
from assessor.sheets import SheetError, export_record, import_record, record_template, staff_template
from assessor.sheets.limits import MAX_BYTES
from assessor.site.calculator import example_form
from assessor.site.inputs import asked, checklist_items

KINDS = {".xlsx": "xlsx", ".csv": "csv"}


def register(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command and its parts."""
    parser = commands.add_parser("record", help="用表格填写记录：模板、导入、导出", description="用表格填写记录。")
    parts = parser.add_subparsers(dest="part", metavar="做什么", required=True, title="做什么")

    blank = parts.add_parser("template", help="写出空白的模板", description=template.__doc__)
    blank.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="模板文件：.xlsx 或 .csv（默认 自评记录.xlsx）"
    )
    _add_policies(blank, "只要这些政策用得着的字段（默认全部政策）")
    blank.add_argument(
        "--staff", action="store_true", help="名单的模板（一行一个人，供 assessor batch 用；默认 名单.xlsx）"
    )
    blank.set_defaults(run=template)

    reading = parts.add_parser("import", help="表格 → 记录", description=import_.__doc__)
    reading.add_argument("file", type=Path, metavar="FILE", help="填好的表格：.xlsx 或 .csv")
    reading.add_argument("-o", "--output", type=Path, metavar="RECORD.json", help="记录文件（默认打印出来）")
    reading.set_defaults(run=import_)

    writing = parts.add_parser("export", help="记录 → 表格", description=export.__doc__)
    writing.add_argument("record", type=Path, metavar="RECORD", help="记录文件：.json 或 .yaml")
    writing.add_argument("-o", "--output", type=Path, metavar="FILE", required=True, help="表格：.xlsx 或 .csv")
    _add_policies(writing, "另外列出这些政策用得着、还没有填的字段")
    writing.set_defaults(run=export)


def _add_policies(parser: argparse.ArgumentParser, text: str) -> None:
    parser.add_argument("--policy", nargs="+", action="extend", metavar="ID", default=[], help=text)


def template(options: argparse.Namespace) -> int:
    """写出空白的模板：一张表一行一个字段，每个列表一张表，带下拉选项、填写说明和一个填好的示例。不覆盖已有的文件。"""
    path = options.output or Path("名单.xlsx" if options.staff else "自评记录.xlsx")
    kind = kind_of(path)
    if path.exists():
        message = f"{called(path)} 已经有了，不覆盖。请换一个名字，或先移走它。"
        raise CommandError(message, 1)
    library = load(policies_folder(options), options.policy or None).library
    policies = list(library.policies.values())
    fields = library.rulebook.fields
    items = {name: list(found) for name, found in checklist_items(policies).items()}
    example = read_record(fields, from_form(fields, example_form(library, [policy.id for policy in policies])))
    make = staff_template if options.staff else record_template
    write_file(path, make(fields, asked(library, policies), items, example, kind))
    then = (
        f"assessor batch {called(path)} -o 结果.xlsx"
        if options.staff
        else f"assessor record import {called(path)} -o 记录.json"
    )
    print(f"已写好 {called(path)}。填好后运行：{then}")
    return 0


def import_(options: argparse.Namespace) -> int:
    """读一份填好的表格，写成记录（JSON）。有问题时逐处写明表、行、列和怎么改，什么都不写，退出状态为 1。"""
    if options.output is not None:
        keep_apart(options.output, options.file)
    fields = _fields(options)
    try:
        imported = import_record(fields, read_bytes(options.file, MAX_BYTES), date.today())  # noqa: DTZ011 - the user's own day

    except SheetError as error:
        raise CommandError(told(options.file, error), 1) from None
    for notice in imported.notices:
        tell(f"提示：{notice}")
    text = record_text(plain_record(imported.record))
    if options.output is None:
        print(text, end="")
        return 0
    write_file(options.output, text, options.file)
    print(
        f"已写好 {called(options.output)}：{len(imported.record)} 个字段。接着可以：assessor assess {called(options.output)}"
    )
    return 0


def export(options: argparse.Namespace) -> int:
    """把一份记录写成表格，可以接着填，也可以再导入。"""
    kind = kind_of(options.output)
    wanted: list[str] = []
    if options.policy:
        library = load(policies_folder(options), options.policy).library
        wanted = list(asked(library, list(library.policies.values())))
    fields = _fields(options)
    try:
        record = read_record(fields, read_raw(options.record))
    except RecordError as error:
        problems = "\n".join(f"  {problem}" for problem in listed(error.problems))
        message = f"{called(options.record)}：记录有 {len(error.problems)} 处问题，没有写出。\n{problems}"
        raise CommandError(message, 1) from None
    write_file(options.output, export_record(fields, record, kind, wanted), options.record)
    print(f"已写好 {called(options.output)}：{len(record)} 个字段。")
    return 0


def _fields(options: argparse.Namespace) -> Mapping[str, Field]:
    """The field table alone: no policy is needed to read a record."""
    return load(policies_folder(options), []).library.rulebook.fields


def kind_of(path: Path) -> str:
    """The format a file's name asks for."""
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        message = f"{called(path.name)} 应当以 .xlsx 或 .csv 结尾。"
        raise CommandError(message)
    return kind


def told(path: Path, error: SheetError) -> str:
    """What is wrong with a file, one problem a line."""
    return "\n".join(
        [
            f"{called(path)}：有 {len(error.problems)} 处问题，没有读入。",
            *(f"  {each}" for each in listed(error.problems)),
        ]
    )
