"""Building the site with MkDocs, and showing it on this machine."""

import http.server
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from assessor.site.finish import FinishError, finish_site
from assessor.site.local import start
from assessor.site.local.pack import pack_site
from assessor.site.offline import files_built_before
from assessor.site.staging import StagingError, staged, staged_file

LOCAL_URL = f"http://127.0.0.1:{start.PORT}/"
"""Where the site in the zip is found; the server there puts in the port it really has."""


class BuildError(Exception):
    """The site cannot be built; the message says why."""


def build_site(
    config_file: Path,
    out: Path,
    site_url: str | None = None,
    *,
    strict: bool = True,
    compress: bool = False,
    zip_file: Path | None = None,
) -> None:
    """Build the site and put it in the place of what an earlier build wrote to `out`.

    `site_url` is the address it will be found at; None leaves it to mkdocs.yml (the environment's SITE_URL). With
    `strict`, a policy with an error or a link to nowhere fails the build. With `compress`, `.br` and `.gz` files are
    written for servers that send them as they are. With `zip_file`, the site for one's own machine is written to that
    zip, with what starts it there. A build that fails or is interrupted leaves `out` and the zip as they were. Raises
    BuildError.
    """
    docs = (config_file.parent / "docs").resolve()
    if out.resolve().is_relative_to(docs):
        message = f"{out} 在 {docs} 里面，那里放的是页面的原稿。请换一个文件夹。"
        raise BuildError(message)
    if zip_file and zip_file.resolve().is_relative_to(out.resolve()):
        message = f"{zip_file} 在站点的文件夹里，那里只放构建写的文件。请把压缩包写到别处，例如 {zip_file.name}。"
        raise BuildError(message)
    try:
        with staged_file(zip_file) if zip_file else nullcontext() as packed, staged(out, files_built_before) as made:
            _make(config_file, made, site_url, strict=strict, compress=compress)
            if packed:
                local = packed.with_name(f"{packed.name}.site")
                _make(config_file, local, LOCAL_URL, strict=strict)
                pack_site(local, packed)
    except StagingError as error:
        raise BuildError(str(error)) from None


def _make(config_file: Path, out: Path, site_url: str | None, *, strict: bool, compress: bool = False) -> None:
    """Build into an empty folder. Raises BuildError."""
    # Material's notice on MkDocs 2 says nothing to the people who build this site.
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    with _warnings() as messages:
        try:
            options = {"site_url": site_url} if site_url else {}
            config = load_config(str(config_file), site_dir=str(out), strict=strict, **options)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
            modules = Path(config.plugins["assessor"].config["node_modules"])
            finish_site(out, modules if compress else None)
        except (Abort, MkDocsException, FinishError) as error:
            raise BuildError("\n".join([*messages, str(error)])) from None
    for message in messages:
        print(message, file=sys.stderr)  # noqa: T201 - warnings that did not fail the build are still to be seen


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Collect what MkDocs warns of; it says nothing on its own."""
    messages: list[str] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    handler, logger = Collect(logging.WARNING), logging.getLogger("mkdocs")
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def site_server(out: Path, port: int) -> http.server.ThreadingHTTPServer:
    """A server for the built site on this machine only, at `port` or the next free one (0: any free one)."""
    try:
        return start.site_server(out, port)
    except start.NoPortError as error:
        raise BuildError(str(error)) from None


def serve(out: Path, port: int = start.PORT) -> None:
    """Serve the built site until interrupted, printing its address first."""
    try:
        start.serve(out, port)
    except start.NoPortError as error:
        raise BuildError(str(error)) from None
