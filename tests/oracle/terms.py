"""哪个学期、哪个学年：学期开始、学期结束没填时，只有各行都在一个学期（学年）里才知道说的是哪一个。

第一学期 9 月至次年 1 月，第二学期 2 月至 8 月；学年 9 月至次年 8 月。
"""

from datetime import timedelta

from .conventions import DATE_COLUMNS, FALSE, TRUE, Cond, Form, Row, month_number, month_of, to_day

START, END = "学期开始", "学期结束"


def half_year(month: int) -> int:
    """Give the running number of the term that holds a running month: even for first terms, odd for second ones."""
    year, index = divmod(month, 12)
    first_half = 2 * (year if index >= 8 else year - 1)
    return first_half + (1 if 1 <= index <= 7 else 0)


def row_month(row: Row) -> int | None:
    """Give the running month of a row by the column that dates its table."""
    column = DATE_COLUMNS[row.table]
    cell = row.get(column)
    if cell is None:
        return None
    return month_number(cell) if column == "月份" else month_of(to_day(cell))


class Term:
    """The term that the rows of one table are counted for."""

    def __init__(self, form: Form, table: str) -> None:
        self.table = table
        self.start, self.end = form.day(START), form.day(END)
        months = [row_month(row) for row in form.rows(table) or []]
        self.halves = {half_year(month) for month in months if month is not None}
        self.blank = form.unfilled(START, END)

    @property
    def unnamed(self) -> tuple[str, ...]:
        """Both days, where neither was filled in and rows lie in several terms; nothing otherwise."""
        return self.blank if len(self.blank) == 2 and len(self.halves) > 1 else ()

    @property
    def unnamed_year(self) -> tuple[str, ...]:
        """The same for school years."""
        return self.blank if len(self.blank) == 2 and len({half // 2 for half in self.halves}) > 1 else ()

    @property
    def own(self) -> int | None:
        """The term of the days filled in; it may begin a month early and end a month late."""
        if self.start is not None:
            return half_year(month_of(self.start + timedelta(days=31)))
        return None if self.end is None else half_year(month_of(self.end - timedelta(days=31)))

    def holds(self, row: Row) -> Cond:
        """Tell whether a row lies in the term: without a frame every row does, whatever its date."""
        if len(self.blank) == 2:
            return TRUE
        column, month = DATE_COLUMNS[self.table], row_month(row)
        if month is None:
            return Cond(None, (row.name(column),))
        if column == "月份":
            early = self.start is not None and month < month_of(self.start)
            late = self.end is not None and month > month_of(self.end)
        else:
            day = to_day(row.get(column))
            early = self.start is not None and day < self.start
            late = self.end is not None and day > self.end
        if early or late:
            return FALSE
        strays = len(self.blank) == 1 and self.halves - {self.own}
        return Cond(None, self.blank) if strays else TRUE

    def holds_year(self, row: Row) -> Cond:
        """Tell whether a row lies in the school year of the term."""
        month = row_month(row)
        if month is None or self.own is None:
            return TRUE if self.own is None else Cond(None, (row.name(DATE_COLUMNS[self.table]),))
        return Cond(half_year(month) // 2 == self.own // 2)
