"""Pinyin written without spaces, cut into the syllables of its word."""

from functools import cache
from typing import Final

_INITIALS: Final = (*"bpmfdtnlgkhjqxrzcs", "zh", "ch", "sh")
_FINALS: Final = (
    "a o e ai ei ao ou an en ang eng i ia ie iao iu ian in iang ing iong ong u ua uo uai ui uan un uang v ve ue"
)
_ALONE: Final = (
    "a o e ai ei ao ou an en ang eng er ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun "
    "wa wai wan wang wei wen weng wo wu"
)
_SYLLABLES: Final = frozenset([*(start + end for start in _INITIALS for end in _FINALS.split()), *_ALONE.split()])
_LONGEST: Final = 6


def syllables(pinyin: str, count: int) -> list[str]:
    """The pinyin as exactly so many syllables; empty if it cannot be cut that way (banzhuren, 3 → ban zhu ren)."""
    return list(_cut(pinyin, count) or ())


@cache
def _cut(pinyin: str, count: int) -> tuple[str, ...] | None:
    if not count:
        return None if pinyin else ()
    # Long syllables first: xian is one syllable unless the word has two characters.
    for length in range(min(_LONGEST, len(pinyin) - count + 1), 0, -1):
        if pinyin[:length] in _SYLLABLES:
            rest = _cut(pinyin[length:], count - 1)
            if rest is not None:
                return pinyin[:length], *rest
    return None
