"""Answers to a form that is being typed into: what has not changed is neither judged, made nor sent again."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from assessor.records import Rereader, derived_values, doubts, record_questions
from assessor.report.headline import headline_html, heads_of
from assessor.report.html import Markup
from assessor.report.page import clause_address, derived_html, results_parts, summary_text
from assessor.report.parts import Part, Remembered, Shown, mark_of, renewed, shown
from assessor.report.pictures import service_html
from assessor.rules import Assessment, Recall, Record, Rulebook, State

PAGES = 4
"""How many pages sent last are remembered, so that only what differs from them need be sent."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page that was sent: what it shows, what was asked, and the record that was read from it."""

    shown: Shown
    request: Mapping[str, Any]
    record: Record


class Live:
    """Answers one request after another about forms that differ little."""

    def __init__(self, rulebook: Rulebook) -> None:
        """Judge by this rulebook."""
        self.rulebook = rulebook
        self._reader = Rereader(rulebook.fields)
        self._recall = Recall(rulebook)
        self._made = "", Remembered()
        self._pages: dict[str, _Page] = {}

    def assess(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The whole page of results as HTML; with `questions` also all that takes longer."""
        record = self._judge(request)
        if request.get("questions"):
            self._recall.work(lambda: False)
        answer, parts = self._answer(request, record)
        return answer | {"html": Markup.join_all([part.whole for part in parts])}

    def renew(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """What differs from the page shown now."""
        record = self._judge(request)
        return self._renewed(request, record)

    def more(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Work on the questions for so many milliseconds; what differs from the page shown as soon as all is there.

        The page is known by its mark; where it is not, the answer's mark is empty, and the form has to be sent again.
        """
        end = time.perf_counter() + float(request["milliseconds"]) / 1000
        page = self._pages.get(request["since"])
        if page is None:
            return {"ok": True, "done": False, "mark": "", "parts": None}
        self._assess(page.request, page.record)
        if not self._recall.work(lambda: time.perf_counter() >= end):
            return {"ok": True, "done": False, "mark": request["since"], "parts": None}
        return self._renewed({**page.request, "since": request["since"]}, page.record)

    def _judge(self, request: Mapping[str, Any]) -> Record:
        record = self._reader.read(request["form"])
        self._assess(request, record)
        return record

    def _assess(self, request: Mapping[str, Any], record: Record) -> None:
        today = date.fromisoformat(request["today"])
        self._recall.assess(record, today, request["policies"], request.get("readings"))

    def _answer(self, request: Mapping[str, Any], record: Record) -> tuple[dict[str, Any], list[Part]]:
        assessment, done = self._recall.assessment, self._recall.is_answered
        root = str(request.get("root", ""))
        questions = record_questions(self.rulebook, record, request["policies"])
        unlikely = doubts(self.rulebook.fields, record, assessment.as_of)
        derived = derived_html(derived_values(self.rulebook, record, assessment.as_of), questions, unlikely)
        if self._made[0] != root:
            self._made = root, Remembered()
        heads = heads_of(assessment)
        link = partial(clause_address, root)
        page = results_parts(assessment, link, heads=heads, made=self._made[1], complete=done)
        told = {"headline": headline_html(heads), "summary": summary_text(assessment, heads)}
        answer = {"ok": True, "done": done, **told}
        if done:
            answer["needed"] = self._needed(assessment)
        service = service_html(self.rulebook.fields, record, assessment.as_of)
        return answer, [Part("derived", derived), Part("service", service), *page]

    def _renewed(self, request: Mapping[str, Any], record: Record) -> dict[str, Any]:
        answer, parts = self._answer(request, record)
        mark, since = mark_of(parts), request["since"]
        before = self._pages.get(since)
        self._pages.pop(mark, None)
        self._pages[mark] = _Page(shown(parts), request, record)
        while len(self._pages) > PAGES:
            del self._pages[next(iter(self._pages))]
        entries = renewed(parts, before.shown if before else {})
        return answer | {"mark": mark, "since": "" if before is None else since, "parts": entries}

    def _needed(self, assessment: Assessment) -> list[str]:
        """The fields whose blanks can still change a result that is not there yet, in the order of the form."""
        found = {
            name.partition(".")[0]
            for result in assessment.results
            if result.verdict.status is State.UNKNOWN and result.certainty is not None
            for name in result.certainty.depends_on
        }
        return [name for name in self.rulebook.fields if name in found]
