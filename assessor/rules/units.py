"""Units of quantities: 元/月 × 月 is 元, 元 + 小时 is an error found when the policy is read."""

import re
from dataclasses import dataclass
from fractions import Fraction

from assessor.rules.exact import NotANumberError, number

BASE = (
    "元",
    "年",
    "学年",
    "月",
    "天",
    "周",
    "小时",
    "学时",
    "课时",
    "节",
    "人",
    "人次",
    "次",
    "户",
    "班",
    "个",
    "项",
    "分",
    "%",
)
"""The units a policy may use. Hours of training (学时), class periods (课时) and clock hours (小时) never mix."""


class UnitError(ValueError):
    """Two quantities whose units do not go together, or a unit that does not exist."""


SHARE = "share"
"""The tag of a bare number that was written as a percentage (60% is 3/5); 100 in the unit % is something else."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A product of base units with whole exponents; the empty product is a bare number."""

    powers: tuple[tuple[str, int], ...] = ()

    def __mul__(self, other: "Unit") -> "Unit":
        """The unit of a product."""
        return _collect([*self.powers, *other.powers])

    def __truediv__(self, other: "Unit") -> "Unit":
        """The unit of a quotient."""
        return _collect([*self.powers, *((name, -power) for name, power in other.powers)])

    def __str__(self) -> str:
        """The usual spelling, such as 元/人·月; empty for a bare number."""
        above = "·".join(name for name, power in self.powers for _ in range(power))
        below = "·".join(name for name, power in self.powers for _ in range(-power))
        return f"{above}/{below}" if below else above


NONE = Unit()
_LENGTHS = {"学年": "年"}


def measures_alike(one: Unit, two: Unit) -> bool:
    """Whether a number in the one unit is the same number in the other: a school year is as long as a year."""
    first, second = (sorted((_LENGTHS.get(name, name), power) for name, power in unit.powers) for unit in (one, two))
    return first == second


def _collect(pairs: list[tuple[str, int]]) -> Unit:
    powers: dict[str, int] = {}
    for name, power in pairs:
        powers[name] = powers.get(name, 0) + power
    return Unit(tuple(sorted((name, power) for name, power in powers.items() if power)))


def unit(text: str | None) -> Unit:
    """Read a unit such as 元/月 or 元/人·月; nothing means a bare number. Raises UnitError for an unknown name."""
    if not text:
        return NONE
    above, slash, below = text.partition("/")
    pairs = [(name, 1) for name in above.split("·") if above or not below]
    pairs += [(name, -1) for name in below.split("·") if slash]
    for name, _power in pairs:
        if name not in BASE:
            raise UnitError(name or text)
    return _collect(pairs)


MAX_LENGTH = 100
_QUANTITY = re.compile(r"\s*([+-]?[\d.]+(?:/\d+)?%?)\s*(\S*)\s*")


def quantity(text: str) -> tuple[Fraction, Unit] | None:
    """Read "3 学时", "60%" or "300 元/班·月"; None if the text is not a number with a known unit."""
    match = _QUANTITY.fullmatch(text) if len(text) <= MAX_LENGTH else None
    if match is None:
        return None
    try:
        return number(match[1]), unit(match[2])
    except (NotANumberError, UnitError):
        return None
