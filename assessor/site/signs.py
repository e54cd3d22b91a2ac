"""The table of invisible and look-alike signs as a browser script: `python -m assessor.site.signs` writes it anew."""

import json
from pathlib import Path

from assessor.records import signs

PATH = Path(__file__).with_name("scripts") / "sign-table.js"

_HEAD = """\
/**
 * Signs that cannot be seen, or that look like others. Made from assessor/records/signs.py, which says what each part
 * is, by `python -m assessor.site.signs`: change it there.
 */

"""


def sign_table() -> str:
    """The script: each part of the table under its name."""
    lines = [
        f"export const INVISIBLE = /[{_class(signs.INVISIBLE)}]/gu;",
        f"export const SPACES = /[{_class(signs.SPACES)}]/gu;",
        *(
            f"export const {name} = {json.dumps(text)};"
            for name, text in (
                ("HYPHENS", signs.LOOK_ALIKES["-"]),
                ("TILDES", signs.LOOK_ALIKES["~"]),
                ("SLASHES", signs.LOOK_ALIKES["/"]),
                ("COLONS", signs.LOOK_ALIKES[":"]),
                ("DOTS", signs.DOTS),
            )
        ),
        f"export const RADICALS = {json.dumps(signs.RADICALS[0], ensure_ascii=False)};",
        f"export const CHARACTERS = {json.dumps(signs.RADICALS[1], ensure_ascii=False)};",
        f"export const NUMERALS = {json.dumps(signs.NUMERALS, ensure_ascii=False)};",
        f"export const ZERO = {json.dumps(signs.ZERO, ensure_ascii=False)};",
        f"export const CIRCLES = {json.dumps(signs.CIRCLES, ensure_ascii=False)};",
    ]
    return _HEAD + "\n".join(lines) + "\n"


def _class(ranges: signs.Ranges) -> str:
    """The ranges as the inside of a regular expression's brackets, as scripts write them."""
    return "".join(_code(first) + (f"-{_code(last)}" if last > first else "") for first, last in ranges)


def _code(number: int) -> str:
    return f"\\u{{{number:x}}}"


if __name__ == "__main__":
    PATH.write_text(sign_table(), "utf-8")
