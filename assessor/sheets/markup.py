"""XML read as a stream, with no document types, no entities of its own, no deep nesting, no more bytes than allowed."""

from typing import IO, Protocol
from xml.parsers import expat

from assessor.sheets.limits import MAX_DEPTH, MAX_UNPACKED
from assessor.sheets.places import refuse

_CHUNK = 65_536


class Handler(Protocol):
    """What takes the elements of a document; names come without their prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Text inside the current element, possibly a part of it."""


class Allowance:
    """How many bytes may still be unpacked from one file."""

    def __init__(self, size: int = MAX_UNPACKED) -> None:
        """Allow this many."""
        self.left = size

    def spend(self, size: int) -> None:
        """Count some bytes; raises SheetError when there are too many."""
        self.left -= size
        if self.left < 0:
            raise refuse(
                f"展开后超过 {MAX_UNPACKED // 1_000_000} MB",
                "请把表格下面、右面多余的空行空列删去（选中后“删除”），或把有用的部分复制到新工作簿。",
            )


def read_markup(stream: IO[bytes], handler: Handler, allowance: Allowance) -> None:
    """Hand the elements of a document to `handler`. Raises SheetError, or expat's error for what is not XML."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise refuse("文件的结构不正常（嵌套太深）", "请在 Excel 或 WPS 里打开后另存为新的 .xlsx。")
        handler.start(name.rpartition(":")[2], attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(name.rpartition(":")[2])

    def forbid(*_: object) -> None:
        raise refuse("文件里有不该有的内容（文档类型声明）", "请在 Excel 或 WPS 里打开后另存为新的 .xlsx。")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = forbid
    parser.EntityDeclHandler = forbid
    while chunk := stream.read(_CHUNK):
        allowance.spend(len(chunk))
        parser.Parse(chunk, False)  # noqa: FBT003 - expat takes it by position only
    parser.Parse(b"", True)  # noqa: FBT003
