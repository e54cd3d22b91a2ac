"""The command line: one entrance to everything, in Chinese. `assessor COMMAND --help` says what each command does."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from assessor import __version__
from assessor.commands import assess, authoring, checking, proving, site, verify
from assessor.commands.common import CommandError


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="assessor",
        description="班主任政策手册：核对政策文件，按政策判断一份记录，构建站点。",
        add_help=False,
    )
    top.add_argument("-h", "--help", action="help", help="显示这段说明")
    top.add_argument("--version", action="version", version=f"assessor {__version__}", help="显示版本")
    top.add_argument("--policies", type=Path, metavar="DIR", help="政策文件夹（默认是当前目录或本项目的 policies/）")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True, title="命令")
    for module in (checking, assess, verify, proving, authoring, site):
        module.register(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit status is 0 if all is well, 1 if something was found wrong, 2 for a wrong call."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except CommandError as error:
        print(error, file=sys.stderr)
        return error.status
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
