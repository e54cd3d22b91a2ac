"""What can be asked besides the results: what if, which way, a page or a receipt to hand on, and whether one still holds."""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from fractions import Fraction
from typing import Any

from assessor import __version__
from assessor.records import from_form, parse_json, plain_form, read_record, record_text, verify_receipt
from assessor.report.compare import changes_html, sweep_html
from assessor.report.differ import NotAResultError, heard, ways_html, ways_to
from assessor.report.page import results_page
from assessor.rules import Assessment, Record, Result, Rulebook, Verdict, assess, make_receipt
from assessor.rules.engine import Judge
from assessor.rules.facts import Facts
from assessor.rules.receipt import canonical
from assessor.rules.sweep import far, least, sweep

_RULE = re.compile(r"([a-z0-9-]+)(?:/([A-Za-z0-9-]+))?")


class Further:
    """Answers such requests about one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        """Judge by this rulebook."""
        self.rulebook = rulebook
        self.verbs: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
            "compare": self._compare,
            "sweep": self._sweep,
            "differ": self._differ,
            "bundle": self._bundle,
            "record": self._record,
            "receipt": self._receipt,
            "verify": self._verify,
        }

    def _read(self, form: Mapping[str, Any]) -> Record:
        return read_record(self.rulebook.fields, from_form(self.rulebook.fields, form))

    def _judged(self, request: Mapping[str, Any], form: Mapping[str, Any]) -> tuple[Record, Assessment]:
        """The record that a form holds, and its assessment as the request asks for it."""
        record = self._read(form)
        today = date.fromisoformat(request["today"])
        return record, assess(self.rulebook, record, today, request["policies"], request.get("readings"))

    def _compare(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The results that change if the form were as in `suppose` (the fields that differ), and the rules that ask for those fields."""
        _, before = self._judged(request, request["form"])
        _, after = self._judged(request, {**request["form"], **request["suppose"]})
        fields = set(request["suppose"])
        rules = [result.id for result in after.results if fields & set(result.rule.data.get("inputs", ()))]
        return {"ok": True, "html": changes_html(before, after), "rules": rules}

    def _sweep(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """One result (`rule`) over the one number that differs in `suppose`, as far as is worth looking at."""
        record, assessment = self._judged(request, request["form"])
        result = assessment[request["rule"]]
        ((name, typed),) = request["suppose"].items()
        field = self.rulebook.fields[name]
        own, supposed = record[name], self._read({name: typed}).get(name, Fraction(0))
        if not isinstance(own, Fraction) or not isinstance(supposed, Fraction):
            raise TypeError(name)
        low, high = least(field), max(far(field, own), supposed)
        if field.maximum is not None:
            high = min(high, field.maximum)
        stretches = sweep(record, field, low, high, self._judge(result, assessment))
        return {"ok": True, "html": sweep_html(result, field, stretches, own)}

    def _judge(self, result: Result, assessment: Assessment) -> Callable[[Record], Verdict]:
        """Judges another record as this result was judged."""

        def judge(changed: Record) -> Verdict:
            facts = Facts(self.rulebook.fields, changed, assessment.as_of)
            return Judge(result.policy, facts).verdict(result.rule, result.reading)

        return judge

    def _differ(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """What would lead to `value`, the school's result for the `rule` of a `policy`."""
        record, assessment = self._judged(request, request["form"])
        key = request["policy"], request["rule"]
        result = next(result for result in assessment.results if (result.policy.id, result.id) == key)
        try:
            goal = heard(result, request["value"])
        except NotAResultError as error:
            return {"ok": False, "message": str(error)}
        ways = ways_to(result, goal, record, self.rulebook.fields, self._judge(result, assessment))
        return {"ok": True, "html": ways_html(result, goal, ways)}

    def _bundle(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Results with their reasons and the receipt as one page, to hand on; `site` is the site's address."""
        record, assessment = self._judged(request, request["form"])
        receipt = make_receipt(self.rulebook, record, assessment, __version__)
        page = results_page(assessment, site=str(request["site"]), receipt=canonical(receipt))
        return {"ok": True, "page": page, "code": receipt["code"]}

    def _record(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The form's values as the text of a record file, and the fields that are in it as typed, not accepted."""
        record, problems = plain_form(self.rulebook.fields, request["form"])
        return {"ok": True, "text": record_text(record), "refused": list(dict.fromkeys(p.field for p in problems))}

    def _receipt(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """A receipt of the form's results, as the text of a file."""
        record, assessment = self._judged(request, request["form"])
        receipt = make_receipt(self.rulebook, record, assessment, __version__)
        return {"ok": True, "receipt": canonical(receipt), "code": receipt["code"]}

    def _verify(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Whether a receipt (the text of a file) still holds, and where not."""
        checked = verify_receipt(self.rulebook, parse_json(request["receipt"]), __version__)
        return {
            "ok": True,
            "holds": checked.holds,
            "altered": [self._named(text) for text in checked.altered],
            "differences": [self._named(text) for text in checked.differences],
            "facts": checked.facts and asdict(checked.facts),
        }

    def _named(self, text: str) -> str:
        """The same text with rules and policies by their names: school-21art/S21-16 is 《…》…."""

        def name(found: re.Match[str]) -> str:
            policy = self.rulebook.policies.get(found[1])
            if policy is None:
                return found[0]
            rule = policy.rules.get(found[2] or "")
            return f"《{policy.title}》{rule.data['name'] if rule else found[2] or ''}"

        return _RULE.sub(name, text)
