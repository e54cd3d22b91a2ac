"""How the characters of titles and names are read: for finding them by pinyin or by their initials."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from pypinyin import lazy_pinyin

from assessor.site.search.plain import HAN

_RUN: Final = re.compile(f"{HAN}{{2,}}")


def sounds(texts: Iterable[str], known: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The usual reading of each character, by syllable; and those between two neighbours where it is another one.

    长 is zhang in 家长 and chang in 长期: what is usual is counted in these texts. `known` are words with their syllables
    that are read so wherever they stand. scripts/search/sounds.js reads the result.
    """
    runs = sorted({run for text in texts for run in _RUN.findall(text)})
    read = [heard for run in runs for heard in _in_place(run, known)]
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for character, _, syllable in read:
        counts[character][syllable] += 1
    usual = {character: heard.most_common(1)[0][0] for character, heard in counts.items()}
    by_syllable: defaultdict[str, list[str]] = defaultdict(list)
    for character, syllable in sorted(usual.items()):
        by_syllable[syllable].append(character)
    odd = {window: syllable for character, window, syllable in read if syllable != usual[character]}
    return {"of": {syllable: "".join(by_syllable[syllable]) for syllable in sorted(by_syllable)}, "odd": odd}


def spelled(text: str, known: Mapping[str, Sequence[str]]) -> list[str]:
    """The syllable of each character; what is no Chinese character stays as it is."""
    syllables = lazy_pinyin(text, errors=list)  # type: ignore[arg-type]  # a list is taken too: one item a character
    for word, read in known.items():
        at = text.find(word)
        while at >= 0:
            syllables[at : at + len(word)] = read
            at = text.find(word, at + 1)
    return syllables


def _in_place(run: str, known: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str, str]]:
    """Each character of a run, the same between its neighbours, and its syllable."""
    padded = f" {run} "
    for at, (character, syllable) in enumerate(zip(run, spelled(run, known), strict=True)):
        yield character, padded[at : at + 3], syllable
