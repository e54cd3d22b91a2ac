"""Stands for asyncio, which Pyodide's core imports and touches only where Python waits for JavaScript: ours never does."""

from typing import NoReturn


def __getattr__(name: str) -> NoReturn:
    raise AttributeError(f"no asyncio here (asked for {name}): nothing in this bundle may wait")
