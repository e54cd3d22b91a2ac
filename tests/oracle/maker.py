"""The maker of one random record: its dates, its dirt, its dice."""

import calendar
import random
from datetime import date, timedelta
from decimal import Decimal

from .conventions import month_of

__all__ = ["BLANKS", "Maker", "Row", "month_text", "short"]

BLANKS = (None, "", " ", " \t\n", "\u3000")

type Row = dict[str, object]


def short(text: str | Decimal) -> int | float:
    """Give the number as JSON writes it: an int, or a float of few decimals."""
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else float(number)


def month_text(number: int) -> str:
    """Write the running number of a month as YYYY-MM."""
    return f"{number // 12}-{number % 12 + 1:02d}"


class Maker:
    """Makes the values of one record around its assessment date and its term."""

    def __init__(self, rng: random.Random, policy: str, today: date) -> None:
        self.rng = rng
        self.policy = policy
        self.few_years = policy == "county-professional" and rng.random() < 0.8
        self.own_date: dict[str, object] = {}
        self.day = today
        if rng.random() < 0.8:
            self.day = self._assessment_date()
            self.own_date = {"自评日期": self.day.isoformat()}
        elif rng.random() < 0.5:
            self.own_date = {"自评日期": rng.choice(BLANKS)}
        self.now = month_of(self.day)
        self.school_year = self.day.year - (1 if self.day.month < 9 else 0)
        self.dirt = rng.choice((0.0, 0.0, 0.02, 0.1, 0.3))
        self.start = self.day - timedelta(
            days=rng.choice((-1, 0, 5, 6, 7, 8, 12, 13, 14, 15, 20, 27, 28, 34, 60, 139, 150))
        )
        length = rng.choice((0, 6, 7, 12, 13, 14, 20, 27, 34, 139, 145))
        self.end = rng.choice((self.start + timedelta(days=length), self.day, self.day))
        self.end = max(self.start, self.end + timedelta(days=rng.choice((-1, 0, 0, 1, 30))))

    def _assessment_date(self) -> date:
        rng, year = self.rng, self.rng.randint(2020, 2027)
        month, day = rng.choice(((8, 31), (9, 1), (1, 1), (12, 31), (2, 28), (3, 1), (6, 15)))
        if rng.random() < 0.15:
            return date(2024, 2, 29)
        if rng.random() < 0.4:
            return date(year, rng.randint(1, 12), rng.randint(1, 28))
        return date(year, month, day)

    # ── dates ──

    def edge(self) -> date:
        """Give a date on or next to a boundary some rule looks at."""
        rng, day, year = self.rng, self.day, self.school_year
        back = rng.choice((3, 3, 5, 5, 1))
        last = min(day.day, calendar.monthrange(day.year - back, day.month)[1])
        edges = (
            day,
            day - timedelta(days=6),
            date(day.year - back, day.month, last),
            date(year - rng.choice((0, 3)), 9, 1),
            date(day.year, 1, 1),
            self.start,
            self.end,
            day - timedelta(days=rng.randint(0, 2200)),
        )
        return rng.choice(edges) + timedelta(days=rng.choice((-1, 0, 0, 0, 1)))

    def recent(self) -> date:
        """Give a date of the last days, seldom tomorrow."""
        return self.day - timedelta(days=self.rng.choice((-1, 0, 0, 1, 3, 5, 6, 6, 7)))

    # ── rows ──

    def table(self, name: str, rows: list[Row]) -> dict[str, object]:
        """Give the rows as a field, some cells blotted out, some rows twice, in any order."""
        rng = self.rng
        if rng.random() < 0.05:
            rows = []
        for row in rows:
            for column in list(row):
                if rng.random() < self.dirt * 0.4:
                    row[column] = rng.choice(BLANKS)
                    if rng.random() < 0.5:
                        del row[column]
        if rows and rng.random() < 0.15:
            rows.append(dict(rng.choice(rows)))
        if rng.random() < 0.5:
            rng.shuffle(rows)
        return {name: rows}

    def yes(self, chance: float) -> bool:
        """Say yes with this chance."""
        return self.rng.random() < chance
