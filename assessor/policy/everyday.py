"""The words of the staff room: what a word of the texts is called in everyday speech. Only the search uses them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from assessor.policy import yaml
from assessor.policy.problems import PolicyError, Problem
from assessor.policy.yaml import Map, Seq

EVERYDAY_FILE = "everyday.yaml"
SHORTEST = 2
"""Characters of an everyday word: one alone stands in too many others."""
_EXAMPLE = "例如 晚自习: [夜自修, 晚修]。"


def read_everyday(path: Path) -> tuple[Mapping[str, Sequence[str]], list[Problem]]:
    """Everyday words by the word of the texts that they mean, with the problems; nothing where there is no such file."""
    if not path.exists():
        return {}, []
    try:
        table = yaml.load(path.read_text("utf-8"))
    except PolicyError as error:
        return {}, [error.problem(str(path))]
    except UnicodeDecodeError:
        return {}, [Problem(str(path), 1, "文件不是 UTF-8 编码", "请在编辑器里另存为 UTF-8。")]
    if table is None:
        return {}, []
    if not isinstance(table, Map):
        return {}, [Problem(str(path), 1, "口头说法应当写成“条文里的词: [平时的说法]”", _EXAMPLE)]
    found: dict[str, Sequence[str]] = {}
    problems = []
    for word, said in table.items():
        line = table.line_of(word)
        if any(sign.isascii() and sign.isdigit() for sign in word):
            message = f"“{word}”里有数"
            problems.append(Problem(str(path), line, message, "数只写在政策里，改一处就处处都改；请换一个不带数的词。"))
        elif not isinstance(said, Seq) or not all(isinstance(text, str) for text in said):
            problems.append(Problem(str(path), line, f"“{word}”后面应当是词的列表", _EXAMPLE))
        elif short := [text for text in said if len(text) < SHORTEST]:
            problems.append(Problem(str(path), line, f"“{short[0]}”太短", f"每个说法至少 {SHORTEST} 个字。"))
        else:
            found[word] = list(said)
    return found, problems
