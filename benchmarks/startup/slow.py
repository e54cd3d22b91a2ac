"""A slower computer: a Chromium whose processes together get only a share of the processor, by a control group.

Chromium's own throttle (`Emulation.setCPUThrottlingRate`) slows a page's main thread only; asked of a worker it answers
“Operation is only supported for pages, not workers”, and our engine is a worker. A quota of the control group holds for
all threads of the browser together, so several that want to run at once are slowed down by more than the factor. It
takes root and a writable control group (version 1 or 2).
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from common import CHROMIUM

ROOT = Path("/sys/fs/cgroup")
PERIOD = 10_000
"""Microseconds: short, so that what runs is slowed down rather than stopped for longer than a frame."""


class CannotSlowError(RuntimeError):
    """This machine has no control group that we may write to."""


@contextmanager
def slow_chromium(factor: int) -> Iterator[str]:
    """A program that starts Chromium with one `factor`-th of one processor. Raises CannotSlowError."""
    group, limits = _limits(PERIOD // factor)
    try:
        group.mkdir()
        for name, value in limits.items():
            (group / name).write_text(value, "utf-8")
    except OSError as error:
        if group.is_dir():
            group.rmdir()
        raise CannotSlowError(str(error)) from error
    try:
        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder, "chromium")
            program.write_text(f'#!/bin/sh\necho $$ > {group}/cgroup.procs\nexec {CHROMIUM} "$@"\n', "utf-8")
            program.chmod(0o755)
            yield str(program)
    finally:
        group.rmdir()


def _limits(quota: int) -> tuple[Path, dict[str, str]]:
    """The new group and what to write into it."""
    name = f"bench-{os.getpid()}"
    if (ROOT / "cgroup.controllers").is_file():
        return ROOT / name, {"cpu.max": f"{quota} {PERIOD}"}
    return ROOT / "cpu" / name, {"cpu.cfs_period_us": str(PERIOD), "cpu.cfs_quota_us": str(quota)}
