"""`assessor new` and `assessor schema`: help for those who write policies."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from assessor.commands.common import CommandError, policies_folder, write_file
from assessor.policy.library import FIELDS_FILE
from assessor.policy.schema import schema_files
from assessor.policy.skeleton import SLUG, skeleton


def register(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the commands."""
    new_parser = commands.add_parser("new", help="新建一份政策的样板", description=new.__doc__)
    new_parser.add_argument("id", metavar="ID", help="政策代号，如 school-yucai（小写字母、数字、连字符）")
    new_parser.set_defaults(run=new)
    schema_parser = commands.add_parser("schema", help="输出供编辑器使用的 JSON Schema", description=schema.__doc__)
    schema_parser.add_argument("-o", "--output", type=Path, default=Path("schema"), metavar="DIR", help="输出文件夹")
    schema_parser.set_defaults(run=schema)


def new(options: argparse.Namespace) -> int:
    """在政策文件夹里新建一份样板，写好说明、条款、规则和用例各一处，马上就能通过 assessor check。"""
    if not SLUG.fullmatch(options.id):
        message = f"代号 {options.id} 不合规定：只用小写字母、数字和连字符，以字母开头，例如 school-yucai。"
        raise CommandError(message)
    folder = policies_folder(options)
    if not (folder / FIELDS_FILE).is_file():
        message = f"{folder} 不是政策文件夹（里面没有 {FIELDS_FILE}）。请在项目目录里运行，或用 --policies 指明。"
        raise CommandError(message)
    path = folder / f"{options.id}.md"
    if path.exists():
        message = f"{path} 已经有了。请换一个代号，或直接修改那个文件。"
        raise CommandError(message, 1)
    write_file(path, skeleton(options.id, date.today()))  # noqa: DTZ011 - the author's own day
    print(f"已写好 {path}。改好后运行：assessor check {path}")
    return 0


def schema(options: argparse.Namespace) -> int:
    """写出文件说明与规则的 JSON Schema，编辑器据此提示和核对。"""
    options.output.mkdir(parents=True, exist_ok=True)
    for name, text in schema_files().items():
        path = options.output / name
        write_file(path, text)
        print(path)
    return 0
