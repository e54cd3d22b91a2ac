"""Stands for Pyodide's half in Python that may import JavaScript; without the event loop, packages, console and http."""

# Not used: but a snapshot expects the handles that Pyodide's own start takes, in this order.
from pyodide_js._api import scheduleCallback

__all__ = ["scheduleCallback"]
