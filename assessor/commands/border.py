"""The border of the command line: whatever goes wrong inside comes out as one Chinese sentence and an exit status.

What a command is asked to print as JSON is also told as JSON when it fails, one line for each failure.
"""

import argparse
import json
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from assessor.commands.common import CommandError, called, tell
from assessor.policy.causes import cause

UNREAD = 128 + 13
"""The exit status that shells have for a command ended by SIGPIPE."""
BROKEN = 70
"""A fault of this program (EX_SOFTWARE)."""


def guarded(parse: Callable[[Sequence[str] | None], argparse.Namespace], arguments: Sequence[str] | None) -> int:
    """Run the command that the arguments name. Nothing but SystemExit and KeyboardInterrupt leaves here."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    policies: Any = []
    try:
        options = parse(arguments)
        policies = getattr(options, "policy", [])
        status = int(options.run(options))
        _flush()
    except CommandError as error:
        return _failed(str(error), error.status, given, policies, told=error.told)
    except SystemExit as leaving:
        return _left(leaving, given)
    except BrokenPipeError:
        _drop_output()
        return UNREAD
    except OSError as error:
        _drop_output()
        where = called(error.filename) if error.filename else "文件"
        return _failed(f"{where}：{cause(error)}。请检查路径和权限。", 1, given, policies)
    except MemoryError:
        return _failed("内存不够，没有做完。请只留需要的内容，或拆成几份再试。", 1, given, policies)
    except RecursionError:
        return _failed("内容一层套一层太深，没有做完。请检查是不是选错了文件。", 1, given, policies)
    except Exception as error:  # noqa: BLE001 - the border: everything that is left is a fault of ours, and told as one
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__}，{Path(last.filename).name}:{last.lineno}"
        return _failed(
            f"程序内部出错（{where}），没有做完。请把这一行和用到的文件告诉维护的人。", BROKEN, given, policies
        )
    return status


def _left(leaving: SystemExit, given: Sequence[str]) -> int:
    """The status of a command that ended itself: a wrong call, or help; help that could not be printed is no success."""
    status = leaving.code if isinstance(leaving.code, int) else 0
    try:
        _flush()
    except OSError as error:
        _drop_output()
        tell(f"写不出来：{cause(error)}。")
        return 1
    if status == 2 and "--json" in given:
        _print_json("命令的写法不对，见 --help", [])
    return status


def _failed(message: str, status: int, given: Sequence[str], policies: Any, *, told: bool = False) -> int:
    tell(message)
    if "--json" in given and not told:
        _print_json(message, policies)
    return status


def _print_json(message: str, policies: Sequence[str]) -> None:
    try:
        print(error_json(message, policies), flush=True)
    except OSError:
        _drop_output()  # it has been told on the other stream


def error_json(message: str, policies: Sequence[str]) -> str:
    """A failure in the form of an answer: no results, and why."""
    policy = policies[0] if len(policies) == 1 else list(policies)
    return json.dumps({"policy": policy, "error": message, "results": []}, ensure_ascii=False)


def _flush() -> None:
    if sys.stdout is not None:  # closed by whoever started us
        sys.stdout.flush()


def _drop_output() -> None:
    """Let what is left unwritten go nowhere: it cannot be written, and Python would say so on its way out."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
