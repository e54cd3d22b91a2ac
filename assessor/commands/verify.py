"""`assessor verify`: does a receipt still hold?"""

import argparse
from pathlib import Path
from typing import Any

from assessor import __version__
from assessor.commands.assess import read_raw
from assessor.commands.common import CommandError, called, load, policies_folder
from assessor.records import RecordError, verify_receipt
from assessor.records.signs import tame


def register(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command."""
    parser = commands.add_parser("verify", help="核对一份收据", description=run.__doc__)
    parser.add_argument("receipt", type=Path, metavar="RECEIPT.json", help="收据文件")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """核对一份收据：有没有被改动过，按现在的政策文件重新计算结果是否相同。不相符时逐处写明，退出状态为 1。"""
    rulebook = load(policies_folder(options)).library.rulebook
    try:
        checked = verify_receipt(rulebook, read_raw(options.receipt), __version__)
    except RecordError as error:
        message = f"{called(options.receipt)}：{error}"
        raise CommandError(message, 1) from None
    if checked.facts:
        facts = checked.facts
        print("相符：收据没有改动过，重新计算的结果与收据相同。")
        print(f"自评日期 {facts.day}；按{'、'.join(f'《{title}》' for title in facts.policies)}。")
        print(f"核对码 {facts.code}；用程序 {facts.version} 核对。")
        return 0
    for place in checked.altered:
        print(tame(f"改动过：{place}"))
    for difference in checked.differences:
        print(tame(f"不相同：{difference}"))
    return 1
