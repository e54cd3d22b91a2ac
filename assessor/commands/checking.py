"""`assessor check`: are the policy files sound?"""

import argparse
from pathlib import Path
from typing import Any

from assessor.commands.common import CommandError, policies_folder
from assessor.policy import LibraryError, read_library
from assessor.records.signs import tame


def register(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command."""
    parser = commands.add_parser("check", help="核对政策文件：写法、引用、单位、档位、用例", description=check.__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="只核对这些文件（默认全部）")
    parser.add_argument("--strict", action="store_true", help="有提醒也算不通过")
    parser.set_defaults(run=check)


def check(options: argparse.Namespace) -> int:
    """核对政策文件。有错误时逐条写明文件、行号和怎么改，退出状态为 1。"""
    folder = policies_folder(options)
    if not folder.is_dir():
        message = f"没有文件夹 {folder}。请在项目目录里运行，或用 --policies 指明。"
        raise CommandError(message)
    try:
        reading = read_library(folder, options.files or None)
    except LibraryError as error:
        raise CommandError(str(error), 1) from None
    for problem in reading.problems:
        print(tame(str(problem)))
    policies = reading.library.policies.values()
    rules = sum(len(policy.rules) for policy in policies)
    cases = sum(len(rule.cases) for policy in policies for rule in policy.rules)
    warnings = len(reading.problems) - len(reading.errors)
    if reading.errors:
        print(f"\n没有通过：{len(reading.errors)} 处错误，{warnings} 处提醒。")
        return 1
    print(f"通过：{len(policies)} 份政策，{rules} 条规则，{cases} 个用例，{warnings} 处提醒。")
    return 1 if options.strict and warnings else 0
