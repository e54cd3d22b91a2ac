"""`assessor boundaries` and `assessor mutants`: do the rules turn where the text says, and do the cases notice?"""

import argparse
from pathlib import Path
from typing import Any

from assessor.commands.common import CommandError, load, policies_folder, write_file
from assessor.policy import PolicyError, Reading
from assessor.policy.boundaries import as_text, boundary_table
from assessor.policy.mutants import EQUIVALENT_FILE, mutants, read_equivalents, survivors, unexplained


def register(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the commands."""
    table = commands.add_parser("boundaries", help="列出每个界限前、正好、后一步的结果", description=boundaries.__doc__)
    table.add_argument("policies_named", nargs="*", metavar="ID", help="哪些政策（默认全部）")
    table.add_argument("-o", "--output", type=Path, metavar="DIR", help="一份政策写一个文件，不在屏幕上列出")
    table.set_defaults(run=boundaries)
    changed = commands.add_parser("mutants", help="逐处改动规则，看用例能否发觉", description=changes.__doc__)
    changed.add_argument("policies_named", nargs="*", metavar="ID", help="哪些政策（默认全部）")
    changed.set_defaults(run=changes)


def boundaries(options: argparse.Namespace) -> int:
    """逐条规则列出界限：取一个用例的记录，把一项输入调到差一步、正好、多一步，写出各读法的结果。"""
    reading = _load(options)
    if options.output:
        options.output.mkdir(parents=True, exist_ok=True)
    for policy in reading.library.policies.values():
        table = boundary_table(policy, reading.library.rulebook)
        if options.output and table:
            write_file(options.output / f"{policy.id}.txt", as_text(table))
        elif table:
            print(f"# {policy.id} {policy.title}\n\n{as_text(table)}")
        elif options.policies_named:
            print(f"# {policy.id} {policy.title}\n\n没有带界限的规则。\n")
    return 0


def changes(options: argparse.Namespace) -> int:
    """把每条规则逐处改动（数字差一步、比较换一种、条件去一项……），列出用例没有发觉的改动。有则退出状态为 1。"""
    reading = _load(options)
    policies = reading.library.policies.values()
    path = policies_folder(options) / EQUIVALENT_FILE
    try:
        listed = [entry for entry in read_equivalents(path) if entry.policy in reading.library.policies]
    except PolicyError as error:
        raise CommandError(str(error.problem(str(path))), 1) from None
    found = [mutant for policy in policies for mutant in survivors(reading.library, policy)]
    alive, outdated = unexplained(found, listed)
    for mutant in alive:
        print(f"没有用例发觉：{mutant}")
    for entry in outdated:
        print(f"{path} 里这一项已经不需要：{entry.policy} {entry.rule} {entry.where}: {entry.change}")
    total = sum(1 for policy in policies for _ in mutants(reading.library, policy))
    print(f"{total} 处改动，{len(alive)} 处没有用例发觉，{len(listed) - len(outdated)} 处改了也没有区别。")
    return 1 if alive or outdated else 0


def _load(options: argparse.Namespace) -> Reading:
    return load(policies_folder(options), options.policies_named or None)
