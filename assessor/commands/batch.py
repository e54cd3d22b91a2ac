"""`assessor batch`: a whole staff list judged at once."""

import argparse
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from assessor.commands.assess import day
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
from assessor.commands.record import kind_of, told
from assessor.commands.spool import Spool
from assessor.rules import State, show
from assessor.sheets import Batch, SheetError, run_batch
from assessor.sheets.batch import Output, Progress
from assessor.sheets.budget import Budget
from assessor.sheets.limits import MAX_BYTES

_OFTEN = 0.5
"""Seconds between two words on how far it is."""
_SHOWN = 20
"""Errors printed; all of them stand in the file."""


def register(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command."""
    parser = commands.add_parser("batch", help="按所选政策核对一份名单", description=run.__doc__)
    parser.add_argument(
        "staff", type=Path, metavar="STAFF", help="名单：.xlsx 或 .csv（模板：assessor record template --staff）"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="RESULT", required=True, help="结果：.xlsx 或 .csv")
    parser.add_argument("--policy", nargs="+", action="extend", metavar="ID", default=[], help="按哪些政策（默认全部）")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="没填自评日期的以哪天为准（默认今天）")
    parser.add_argument("--progress", action="store_true", help="写明算到第几个人（在终端里总是写）")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """核对一份名单：每条规定的结果、理由、还差和还缺，读法不同之处，预算，错误。一个人的错误不影响别人；有错误时退出状态为 1。"""
    kind = kind_of(options.output)
    keep_apart(options.output, options.staff)
    rulebook = load(policies_folder(options), options.policy or None).library.rulebook
    chosen = list(dict.fromkeys(options.policy)) or [policy.id for policy in rulebook.policies.values() if policy.rules]
    today = options.as_of or date.today()  # noqa: DTZ011 - the user's own day
    try:
        given = read_bytes(options.staff, MAX_BYTES)
        batch = run_batch(rulebook, given, chosen, today, Output(kind, Spool), _progress(options))
    except SheetError as error:
        raise CommandError(told(options.staff, error), 1) from None
    write_file(options.output, batch.data, options.staff)
    _tell(batch, options.output)
    return 1 if batch.errors else 0


def _progress(options: argparse.Namespace) -> Progress:
    """Shows how far it is: on a terminal, or where that was asked; twice a second at most."""
    if sys.stderr is None or not (options.progress or sys.stderr.isatty()):
        return lambda *_: None
    last = 0.0

    def show(done: int, everyone: int) -> None:
        nonlocal last
        now = time.monotonic()
        if done == everyone:
            print(f"\r已算完 {everyone} 人，正在写结果……", file=sys.stderr)
        elif now - last >= _OFTEN:
            last = now
            print(f"\r正在核对：{done} / {everyone} 人", end="", file=sys.stderr, flush=True)

    return show


def _tell(batch: Batch, output: Path) -> None:
    for notice in batch.staff.notices:
        tell(f"提示：{notice}")
    for error in batch.errors[:_SHOWN]:
        tell(f"错误：{error}")
    if len(batch.errors) > _SHOWN:
        tell(f"……共 {len(batch.errors)} 处错误，都在“错误”表里。")
    people = len(batch.staff.members)
    print(f"已写好 {called(output)}：{people} 人，算出 {people - batch.faulty} 人，数据有误 {batch.faulty} 人。")
    for budget in batch.budgets:
        if budget.is_default:
            print(_cost(budget))


def _cost(budget: Budget) -> str:
    """A cost in one line; where it is not known, how much of it is."""
    name = budget.policy if budget.spending.is_whole else f"{budget.policy} {budget.spending.rule}"
    period = f"（{budget.spending.period}）" if budget.spending.period else ""
    if budget.amount is not None:
        return f"预算 {name}{period}：{show(budget.amount)} 元"
    known = len(budget.who(State.KNOWN))
    lacking = len(budget.shares) - known
    why = f"{lacking} 人算不出" if lacking else f"还缺{'、'.join(budget.missing)}"
    found = f"，{'其余' if lacking else ''} {known} 人共 {show(budget.found)} 元" if known else ""
    return f"预算 {name}{period}：还算不出（{why}{found}）"
