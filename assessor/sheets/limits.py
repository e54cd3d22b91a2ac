"""How large a file may be. Far above what a school needs, far below what would stop a phone or a browser's worker.

Everything is checked before or while it is read; what a file says about its own size is never trusted.
"""

MAX_BYTES = 5_000_000
"""The file as it lies on the disk."""

MAX_ENTRIES = 500
"""Parts of a workbook's zip archive."""

MAX_UNPACKED = 24_000_000
"""All XML of a workbook together, declared and as really unpacked."""

MAX_RATIO = 150
SMALL = 4_000_000
"""How many times an archive may grow; below SMALL bytes it does not matter."""

MAX_DEPTH = 64
"""Deepest nesting of XML; a worksheet needs fewer than 10 levels."""

MAX_ROWS = 20_000
MAX_COLUMNS = 300
"""The last row and column that may hold something."""

MAX_CELLS = 300_000
"""Cells with something in them, in the whole file."""

MAX_TEXT = 32_767
"""Characters in one cell, as in Excel."""

MAX_SHEETS = 60
MAX_MERGES = 5_000
MAX_MERGED = 200_000
"""Merged regions of a sheet, and the cells they cover among the rows in use."""
