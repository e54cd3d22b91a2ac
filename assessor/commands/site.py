"""`assessor build` and `assessor serve`: the site."""

import argparse
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from assessor.commands.common import PROJECT, CommandError, load, policies_folder

CONFIG = "mkdocs.yml"


def register(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the commands."""
    build_parser = commands.add_parser("build", help="构建站点", description=build.__doc__)
    build_parser.add_argument(
        "-o", "--output", type=Path, default=Path("site"), metavar="DIR", help="输出文件夹（默认 site）"
    )
    build_parser.add_argument(
        "--zip", type=Path, metavar="FILE", help="另外打一个压缩包，解开就能在自己的电脑上用，不要网站"
    )
    build_parser.add_argument("--no-compress", action="store_true", help="不写 .br、.gz（自己看的话快一些）")
    build_parser.set_defaults(run=build)
    export_parser = commands.add_parser("export", help="把页面导出成普通的 Markdown", description=export.__doc__)
    export_parser.add_argument("folder", type=Path, metavar="DIR", help="导出到哪个文件夹")
    export_parser.set_defaults(run=export)
    serve_parser = commands.add_parser("serve", help="在本机打开已构建的站点", description=serve.__doc__)
    serve_parser.add_argument(
        "-o", "--output", type=Path, default=Path("site"), metavar="DIR", help="站点文件夹（默认 site）"
    )
    serve_parser.add_argument("--port", type=port, default=8000, help="端口（默认 8000，被占用就往后找）")
    serve_parser.set_defaults(run=serve)


def port(text: str) -> int:
    """The port that an option names; 0 stands for any free one."""
    highest = 65_535
    if not text.isascii() or not text.isdigit() or int(text) > highest:
        message = f"{text} 不是端口，请写 0 到 {highest} 之间的整数，例如 8000"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _config() -> Path:
    here = Path(CONFIG)
    return here if here.exists() else PROJECT / CONFIG


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Clear up when told to end, as when interrupted; the exit status is the one shells have for it."""
    signals = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]

    def end(number: int, _: object) -> NoReturn:
        sys.exit(128 + number)

    ours = [number for number in signals if signal.getsignal(number) is signal.SIG_DFL]  # not where they are ignored
    for number in ours:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def build(options: argparse.Namespace) -> int:
    """构建站点。部署到别的网址时，先把网址写进环境变量 SITE_URL，例如 https://学校网址/handbook/。"""
    from assessor.site.build import BuildError, build_site  # noqa: PLC0415 - needs MkDocs, which only this command needs

    address, compress = os.environ.get("SITE_URL"), not options.no_compress
    try:
        with _ended_by_signals():
            build_site(_config(), options.output, address, compress=compress, zip_file=options.zip)
    except BuildError as error:
        raise CommandError(str(error), 1) from None
    print(f"站点在 {options.output}/")
    if options.zip:
        print(f"压缩包是 {options.zip}：解开后运行其中的 start")
    return 0


def export(options: argparse.Namespace) -> int:
    """把站点导出成普通的 Markdown、附件和设置（docs/ 与 mkdocs.yml），MkDocs、Zensical 等生成器都能用。"""
    from assessor.site.export import export_site  # noqa: PLC0415 - see build
    from assessor.site.node import BundleError  # noqa: PLC0415 - see build
    from assessor.site.staging import StagingError, staged  # noqa: PLC0415 - see build

    library = load(policies_folder(options)).library
    modules = PROJECT / "node_modules"
    try:
        bundled = modules if modules.is_dir() else None
        with _ended_by_signals(), staged(options.folder) as made:
            written = export_site(library, made, PROJECT / "docs", bundled, _config())
    except (BundleError, StagingError) as error:
        raise CommandError(str(error), 1) from None
    print(f"写了 {len(written)} 个文件到 {options.folder}/")
    return 0


def serve(options: argparse.Namespace) -> int:
    """在本机打开站点（只有本机能访问）。站点还没构建时先构建。"""
    from assessor.site.build import BuildError  # noqa: PLC0415 - see build
    from assessor.site.build import serve as serve_site  # noqa: PLC0415 - needs MkDocs, which only this command needs

    if not (options.output / "index.html").exists():
        build(argparse.Namespace(**vars(options), zip=None, no_compress=True))
    try:
        serve_site(options.output, options.port)
    except BuildError as error:
        raise CommandError(str(error), 1) from None
    return 0
