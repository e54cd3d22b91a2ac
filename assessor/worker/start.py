"""What a page asks first: the rulebook that lies beside the modules, opened, and one function to ask it."""

from collections.abc import Callable
from functools import cache
from typing import cast
from zipimport import zipimporter

import assessor
from assessor.report.service import Service, open_rulebook
from assessor.worker.border import guarded


def archive() -> zipimporter:
    """Where the modules come from: `app.zip`."""
    return cast("zipimporter", assessor.__loader__)


@cache
def service() -> Service:
    """What answers; opened once."""
    modules = archive()
    return open_rulebook(modules.get_data(f"{modules.archive}/rulebook.json").decode())


def open_handle() -> Callable[[str], str]:
    """What answers requests, see `Service.handle`; a rulebook that cannot be opened is told here."""
    return guarded(service().handle)
