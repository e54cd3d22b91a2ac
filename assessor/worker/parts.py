"""What few people need: archives that are added to a running interpreter, and spreadsheets, whose code they hold."""

import importlib
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from assessor.worker import start
from assessor.worker.border import guarded


def extend(archive: str) -> None:
    """Import from this archive too. A folder in it without an `__init__` of its own continues a package that is there."""
    with zipfile.ZipFile(archive) as opened:
        names = set(opened.namelist())
    sys.path.append(archive)
    parts = [name.split("/") for name in names]
    for folder in sorted({"/".join(part[:depth]) for part in parts for depth in range(1, len(part))}):
        if f"{folder}/__init__.pyc" not in names:
            importlib.import_module(folder.replace("/", ".")).__path__.append(f"{archive}/{folder}")


def open_sheets() -> Callable[[str, str, str], str]:
    """What answers a request about the file of the second path, and writes the file that it makes to the third."""
    from assessor.sheets.service import SheetService  # noqa: PLC0415 - in an archive that is added when used

    service = SheetService(start.service().rulebook.fields)

    def handle(request: str, given: str, made: str) -> str:
        answer, content = service.handle(request, Path(given).read_bytes())
        Path(made).write_bytes(content)
        return answer

    return guarded(handle)
