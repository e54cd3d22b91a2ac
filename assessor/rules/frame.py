"""The frame of a record: the term and the school year that a count or a sum “per term” or “per year” is about.

Filled in (学期开始, 学期结束) it is what was filled in. Left blank it is told by the dated rows themselves where they all
lie in one term (or one school year) of the calendar; where they lie in several, nobody knows which one is meant: the
result is unknown, and what it comes to in each is told beside it. A blank frame is never “all of it”.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assessor.rules.dates import SchoolYear, Term, Window, whole_weeks
from assessor.rules.values import Value, unknown

TERM_START, TERM_END = "学期开始", "学期结束"
"""The fields that hold the frame; the school year is that of the term."""

TERM, YEAR = "term", "school_year"
PERIODS = {TERM: "学期", YEAR: "学年"}
"""What a window of the record's own can be, and what an amount without a time in its unit is the sum of."""
CALLS = {"term": TERM, "this_school_year": YEAR}
"""The functions of formulas that give such a window."""


@dataclass(frozen=True, slots=True)
class Framed:
    """The lists that a rule counts per term, and those that it counts per school year."""

    per_term: tuple[str, ...] = ()
    per_year: tuple[str, ...] = ()

    @property
    def lists(self) -> tuple[str, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys((*self.per_term, *self.per_year)))


def framed_by(mechanisms: Iterable[Mapping[str, Any]], lets: Mapping[str, Any]) -> Framed:
    """The lists that these mechanisms count per term or year; `lets` are the names their windows may go by."""
    found: dict[str, dict[str, None]] = {TERM: {}, YEAR: {}}
    for node in mechanisms:
        periods = {TERM} if node["do"] == "each_week" else set(periods_in(node.get("within"), lets))
        for period in periods:
            found[period][node["of"]] = None
    return Framed(tuple(found[TERM]), tuple(found[YEAR]))


def periods_in(node: Any, lets: Mapping[str, Any]) -> Iterator[str]:
    """The periods of the record's own that a window speaks of, itself or by a name."""
    match node:
        case ["call", str(name), _] if name in CALLS:
            yield CALLS[name]
        case ["let", str(name), *_]:
            yield from periods_in(lets.get(name), lets)
        case Mapping():
            for part in node.values():
                yield from periods_in(part, lets)
        case list():
            for part in node:
                yield from periods_in(part, lets)


def goes_by_days(node: Any) -> bool:
    """Whether a compiled rule speaks of the first or last day of the term itself, or of its weeks."""
    match node:
        case ["field", str(name)]:
            return name in {TERM_START, TERM_END}
        case ["call", "whole_weeks", _] | {"do": "each_week"}:
            return True
        case Mapping():
            return any(goes_by_days(part) for part in node.values())
        case list():
            return any(goes_by_days(part) for part in node)
    return False


@dataclass(frozen=True, slots=True)
class Frame:
    """The two days as far as they are filled in, and the terms and school years in which dated rows lie, in order.

    `undated` says that there are rows without a date; rows in the future tell nothing.
    """

    first: date | None
    last: date | None
    terms: tuple[Term, ...] = ()
    years: tuple[SchoolYear, ...] = ()
    undated: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether neither day was filled in."""
        return self.first is None and self.last is None

    @property
    def term(self) -> Term | None:
        """The term of the calendar that a day filled in belongs to; None where the frame is blank."""
        if self.first is not None:
            return Term.beginning(self.first)
        return None if self.last is None else Term.ending(self.last)

    @property
    def blank(self) -> tuple[str, ...]:
        """The fields of the frame that were not filled in."""
        return tuple(name for name, day in ((TERM_START, self.first), (TERM_END, self.last)) if day is None)

    @property
    def is_by_calendar(self) -> bool:
        """Whether the days filled in are those of the school-year calendar, holidays included."""
        term = self.term
        return term is not None and (self.first, self.last) == (term.first_day, term.last_day)

    def is_open(self, period: str) -> bool:
        """Whether it is not known which term (or year) is meant: the frame is blank, and rows lie in several."""
        return self.is_blank and len(self.terms if period == TERM else self.years) > 1

    def window(self, period: str) -> Window | Value:
        """The days of the term or the school year; unknown while it is not known which one is meant.

        In a blank frame whose rows lie in one period nothing is asked of them. Of a term with one end blank the other
        asks for it where rows lie outside the term of the calendar that the filled one belongs to.
        """
        if self.is_open(period):
            return unknown(self.blank)
        if period == YEAR:
            return self._year()
        asks = ""
        if len(self.blank) == 1 and any(term != self.term for term in self.terms):
            asks = self.blank[0]
        return Window(self.first, self.last, "本学期", TERM, asks)

    def _year(self) -> Window:
        if self.term is None:
            return Window(None, None, "本学年", YEAR)
        year = self.term.year
        return Window(year.first_day, year.last_day, year.name, YEAR)

    def weeks(self, as_of: date) -> list[Window] | Value:
        """The whole weeks of the term up to `as_of`; unknown without its first day.

        A blank last day counts as `as_of` while that lies in the same term of the calendar, and so do all rows.
        """
        if self.first is None:
            return unknown(self.blank if self.is_open(TERM) else (TERM_START,))
        if self.last is not None:
            return whole_weeks(self.first, min(self.last, as_of))
        term = Term.beginning(self.first)
        if as_of > term.last_day or any(other != term for other in self.terms):
            return unknown((TERM_END,))
        return whole_weeks(self.first, as_of)


def period_notes(frame: Frame, framed: Framed, as_of: date, *, by_days: bool, grows: bool) -> Iterator[str]:
    """What is to be said of the period that a result is about, in words.

    `by_days` says that the rule goes by the very days on which the term begins and ends, `grows` that it rests on years
    of service, which are always those of the assessment day.
    """
    if framed.per_term and not frame.is_open(TERM):
        yield from _of_term(frame, as_of)
    if by_days and frame.is_by_calendar:
        yield "学期的起止是按学年历填的，含假期；这一条要按开学、放假的日子算，请改成实际的日子。"
    if framed.per_year:
        yield from _of_year(frame, framed, as_of, grows=grows)


def _of_term(frame: Frame, as_of: date) -> Iterator[str]:
    if frame.is_blank:
        also = "，没填日期的行也算在内" if frame.undated else ""
        if frame.terms:
            yield f"没填是哪个学期：有日期的行都在 {frame.terms[0].name}，就按这个学期算{also}。"
        elif frame.undated:
            yield "没填是哪个学期，行也没填日期：都当作本学期的来算。"
        return
    if frame.first is not None and frame.first > as_of:
        yield f"学期从 {frame.first} 开始，自评日期 {as_of} 还没到，这个学期的还没有可算的。"
    if frame.first and frame.last and Term.beginning(frame.first) != Term.ending(frame.last):
        yield f"填的学期从 {frame.first} 到 {frame.last}，不止一个学期；这段日子里的行都算在内。"


def _of_year(frame: Frame, framed: Framed, as_of: date, *, grows: bool) -> Iterator[str]:
    own = frame.term
    years = frame.years if own is None else (own.year,)
    if own is None and len(years) == 1 and not framed.per_term:
        also = "，没填日期的行也算在内" if frame.undated else ""
        yield f"没填是哪个学年：有日期的行都在 {years[0].name}，就按这个学年算{also}。"
    if grows and any(year != SchoolYear.of(as_of) for year in years):
        yield f"年限按自评日期 {as_of} 的算；要按另一学年当时的年限算，请改自评日期。"
