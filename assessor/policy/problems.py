"""What is wrong with a policy file: where, what was found, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from assessor.records.signs import printable

_LONGEST_PATH = 200


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding of `assessor check`. A warning does not refuse the policy."""

    file: str
    line: int
    message: str
    hint: str = ""
    warning: bool = False

    def __str__(self) -> str:
        """`file:line: what` and, indented below, what to do."""
        mark = "提醒：" if self.warning else ""
        text = f"{printable(self.file, _LONGEST_PATH)}:{self.line}: {mark}{self.message}"
        return f"{text}\n  {self.hint}" if self.hint else text


class PolicyError(ValueError):
    """Something in a policy file that cannot be accepted; `line` counts from the top of the file."""

    def __init__(self, line: int, message: str, hint: str = "") -> None:
        """Remember where, what, and the remedy."""
        super().__init__(message)
        self.line, self.message, self.hint = line, message, hint

    def problem(self, file: str) -> Problem:
        """The finding, with the file it was found in."""
        return Problem(file, self.line, self.message, self.hint)


def nearest(name: str, choices: Iterable[str], *, what: str = "") -> str:
    """A hint that names the most similar choice, or lists the choices where they are few."""
    known = list(dict.fromkeys(choices))
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    if near:
        return f"是不是想写 {near[0]}？"
    few = 20
    if known and len(known) <= few:
        return f"{what or '可以写'}：{'、'.join(known)}。"
    return ""
