"""Where the pages find the browser bundle, and how much of it there is to load."""

from typing import Self

WITHOUT_SCRIPTS = "计算要用脚本；总是这句话，就是脚本没有运行：请刷新本页；还是这样，请换浏览器。"
"""What stands where scripts tell how the engine is doing, until they do: as long as what they say first."""


class EngineAddress(str):  # noqa: SLOT000 - a str cannot have slots of its own
    """The folder of the browser bundle, seen from the site's root, that knows how many bytes it holds."""

    size: int

    def __new__(cls, folder: str, size: int) -> Self:
        """The folder's address, ending in a slash, and its size."""
        address = super().__new__(cls, folder)
        address.size = size
        return address


def engine_bytes(engine: str) -> str | None:
    """The attribute that tells scripts how much there is to load; nothing where that is not known."""
    return str(engine.size) if isinstance(engine, EngineAddress) else None
