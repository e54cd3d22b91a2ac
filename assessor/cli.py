"""The command line: one entrance to everything, in Chinese. `assessor COMMAND --help` says what each command does."""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from assessor import __version__

_COMPLAINTS = (
    (re.compile(r"the following arguments are required: (.*)"), r"缺少 \1"),
    (re.compile(r"unrecognized arguments: (.*)"), r"不认识 \1"),
    (re.compile(r"argument (.*): expected .*"), r"\1 后面要写一个值"),
    (re.compile(r"argument (.*): not allowed with argument (.*)"), r"\1 和 \2 不能一起用"),
    (re.compile(r"argument (.*): invalid choice: '(.*)' \(choose from .*\)"), r"\1 没有 \2，见 --help"),
    (re.compile(r"argument (.*): invalid \w+ value: '(.*)'"), r"\1 不能是 \2"),
    (re.compile(r"argument ([^:]*): (.*)"), r"\1：\2"),
)

_LONGEST = 2_000
"""Characters of a complaint about a call."""
STOPPED = 128 + 2
"""The exit status that shells have for a command ended by SIGINT."""


class Parser(argparse.ArgumentParser):
    """argparse, speaking Chinese. The parsers of the commands are of this class too."""

    def __init__(self, **options: Any) -> None:
        """Give every parser the same help option."""
        super().__init__(**{**options, "add_help": False})
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def format_usage(self) -> str:
        """The usage line."""
        return super().format_usage().replace("usage: ", "用法：", 1)

    def format_help(self) -> str:
        """The whole help."""
        return super().format_help().replace("usage: ", "用法：", 1)

    def _print_message(self, message: str, file: Any = None) -> None:
        """Write a message; unlike argparse's own, this does not keep silent about what could not be written."""
        stream = file or sys.stderr  # argparse says less: anything that can be written to
        if message and stream is not None:
            stream.write(message)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call, and exit with status 2."""
        for pattern, text in _COMPLAINTS:
            if pattern.fullmatch(message):
                message = pattern.sub(text, message)
                break
        from assessor.records.signs import printable  # noqa: PLC0415 - see main

        self.exit(2, f"{self.format_usage()}{self.prog}：{printable(message, _LONGEST)}\n")


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    from assessor.commands import assess, authoring, batch, checking, proving, record, site, verify  # noqa: PLC0415 - see main

    top = Parser(prog="assessor", description="班主任政策手册：核对政策文件，按政策判断一份记录，构建站点。")
    top.add_argument("--version", action="version", version=f"assessor {__version__}", help="显示版本")
    top.add_argument("--policies", type=Path, metavar="DIR", help="政策文件夹（默认是当前目录或本项目的 policies/）")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True, title="命令")
    for module in (checking, assess, record, batch, verify, proving, authoring, site):
        module.register(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit status is 0 if all is well, 1 if something was found wrong, 2 for a wrong call.

    It is 130 if the command was stopped (also while it is still being loaded, which is why nothing is imported before),
    141 if whoever read the output went away before its end, and 70 for a fault of this program.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        from assessor.commands.border import guarded  # noqa: PLC0415

        return guarded(lambda given: parser().parse_args(given), arguments)
    except KeyboardInterrupt:
        return STOPPED


if __name__ == "__main__":
    sys.exit(main())
