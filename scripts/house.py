"""The house in one picture: the packages of assessor and who imports whom, as SVG, from the code itself.

python scripts/house.py            writes docs/contributing/house.svg
python scripts/house.py -          prints it
"""

import ast
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "assessor"
PICTURE = ROOT / "docs" / "contributing" / "house.svg"
LIBRARY = PACKAGE / "site" / "inside" / "library"
"""Not of this house: modules of the Python in the browser, in place of its own."""
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if not path.is_relative_to(LIBRARY))

SAID = {
    "cli": "命令行的入口",
    "commands": "每个命令",
    "site": "页面与浏览器里的 Python",
    "worker": "网页里的 Python 的入口",
    "sheets": "表格、名单、预算",
    "policy": "读政策文件，核对",
    "report": "结果写成文字、网页",
    "records": "一份记录：读入、校验",
    "rules": "规则的含义：引擎",
}
WIDTH, HEIGHT, GAP_X, GAP_Y, EDGE = 214, 78, 34, 46, 20
INK, PALE, LINE, TILE = "#1d2b2b", "#4a5a5a", "#0d6e6e", "#eef6f5"
"""Given as attributes: a site's security policy may refuse styles in a picture."""
FONT = "system-ui, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif"


def part_of(path: Path) -> str:
    """The part of the house a module lies in: its package under `assessor`, or the module itself."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imports(path: Path) -> Iterator[str]:
    """Every module that a module imports, anywhere in it, by its full name. Raises ValueError for one by a relative name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level or not node.module:
                message = f"{path}: imports are absolute"
                raise ValueError(message)
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "assessor")


def parts_imported(path: Path) -> set[str]:
    """The other parts of the house that a module imports; the version, which lies above them all, is none."""
    own = {name.split(".")[1] for name in imports(path) if name.startswith("assessor.")}
    return own - {part_of(path), "__version__"}


def graph() -> dict[str, set[str]]:
    """Who imports whom, directly: packages and modules right below `assessor`."""
    found: dict[str, set[str]] = {}
    for path in MODULES:
        if part := part_of(path):
            found.setdefault(part, set()).update(parts_imported(path))
    return found


def reduced(edges: dict[str, set[str]]) -> dict[str, set[str]]:
    """The same without what follows from other arrows."""

    def reach(name: str) -> set[str]:
        return edges[name].union(*map(reach, edges[name]))

    return {
        name: {low for low in lows if not any(low in reach(other) for other in lows)} for name, lows in edges.items()
    }


def floors(edges: dict[str, set[str]]) -> list[list[str]]:
    """The parts by floor, the ground floor last: nobody stands below what it imports."""

    def height(name: str) -> int:
        return 1 + max(map(height, edges[name]), default=-1)

    heights = {name: height(name) for name in sorted(edges)}
    return [[name for name in heights if heights[name] == floor] for floor in range(max(heights.values()), -1, -1)]


def rooms(name: str) -> str:
    """The folders in a package."""
    folder = PACKAGE / name
    if not folder.is_dir():
        return ""
    found = sorted(each.name for each in folder.iterdir() if each.is_dir() and not each.name.startswith(("_", ".")))
    return "  ".join(found)


def lines(text: str, most: int = 34) -> list[str]:
    """A list of words broken into lines."""
    broken: list[str] = []
    for word in text.split():
        if broken and len(broken[-1]) + len(word) < most:
            broken[-1] += f" {word}"
        else:
            broken.append(word)
    return broken


def drawing() -> str:
    """The picture."""
    edges = reduced(graph())
    rows = floors(edges)
    widest = max(map(len, rows))
    width = 2 * EDGE + widest * WIDTH + (widest - 1) * GAP_X
    height = 2 * EDGE + len(rows) * HEIGHT + (len(rows) - 1) * GAP_Y
    places: dict[str, tuple[int, int]] = {}
    for floor, row in enumerate(rows):
        left = (width - len(row) * WIDTH - (len(row) - 1) * GAP_X) // 2
        for index, name in enumerate(row):
            places[name] = left + index * (WIDTH + GAP_X), EDGE + floor * (HEIGHT + GAP_Y)
    tip = '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        "<title>assessor 的各部分：箭头从用的指向被用的</title>",
        f'<defs>{tip}<path d="M0 0 8 4 0 8Z" fill="{LINE}"/></marker></defs>',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<g fill="none" stroke="{LINE}" stroke-width="1.5">',
    ]
    for name in sorted(edges):
        for low in sorted(edges[name]):
            (from_x, from_y), (to_x, to_y) = places[name], places[low]
            start, end = (from_x + WIDTH // 2, from_y + HEIGHT), (to_x + WIDTH // 2, to_y)
            bend = (start[1] + end[1]) // 2
            curve = f"M{start[0]} {start[1]}C{start[0]} {bend} {end[0]} {bend} {end[0]} {end[1]}"
            drawn.append(f'<path d="{curve}" marker-end="url(#tip)"/>')
    drawn.append(f'</g>\n<g font-family="{FONT}" font-size="14" text-anchor="middle" fill="{INK}">')
    for name, (x, y) in places.items():
        middle = x + WIDTH // 2
        drawn += [
            f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="6" fill="{TILE}" stroke="{LINE}"/>',
            f'<text x="{middle}" y="{y + 21}" font-size="16" font-weight="700">{name}</text>',
            f'<text x="{middle}" y="{y + 41}">{escape(SAID[name])}</text>',
        ]
        drawn += [
            f'<text x="{middle}" y="{y + 57 + 14 * index}" font-size="11" fill="{PALE}">{escape(line)}</text>'
            for index, line in enumerate(lines(rooms(name)))
        ]
    drawn.append("</g>")
    return "\n".join([*drawn, "</svg>"]) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] == ["-"]:
        sys.stdout.write(drawing())
    else:
        PICTURE.write_text(drawing(), "utf-8", newline="")
