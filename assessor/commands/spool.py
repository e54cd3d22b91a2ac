"""Rows that do not all fit into the memory: kept in a temporary file, read back in order."""

import pickle
import tempfile
from collections.abc import Iterator, Sequence
from typing import IO

from assessor.sheets.entries import Entry

_HELD = 1_000
"""Rows that are held before they are put away together."""


class Spool:
    """Rows that are added once and then read from the first to the last, as often as one likes."""

    def __init__(self) -> None:
        """Begin with no rows."""
        self._held: list[Sequence[Entry]] = []
        self._file: IO[bytes] | None = None
        self._ends: list[int] = []
        self._away = 0

    def __len__(self) -> int:
        """How many rows there are."""
        return self._away + len(self._held)

    def append(self, row: Sequence[Entry]) -> None:
        """Add a row."""
        self._held.append(row)
        if len(self._held) >= _HELD:
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the rows do
            self._file.seek(0, 2)
            pickle.dump(self._held, self._file, pickle.HIGHEST_PROTOCOL)
            self._ends.append(self._file.tell())
            self._away += len(self._held)
            self._held = []

    def __iter__(self) -> Iterator[Sequence[Entry]]:
        """The rows in their order."""
        for start in [0, *self._ends][: len(self._ends)]:
            if self._file is not None:
                self._file.seek(start)
                yield from pickle.load(self._file)  # noqa: S301 - our own rows, out of a file that nobody else can open
        yield from list(self._held)
