"""Answers to a form that is typed into: whatever was asked before, they are those of a service that was just started."""

import json
import random
from typing import Any

import pytest

from assessor.report import Service
from assessor.report.live import PAGES
from assessor.rules import Rulebook
from tests.oracle.edits import edits
from tests.oracle.run import POLICIES
from tests.report.test_html import Page

THREE = ["school-21art", "county-professional", "wenzhou-2023-23"]


class Asked:
    """A service that is asked about one form after another, and the page that is shown meanwhile."""

    def __init__(self, rulebook: Rulebook, policies: list[str]) -> None:
        """Nothing asked yet, nothing shown."""
        self.service = Service(rulebook)
        self.policies = policies
        self.mark = ""
        self.page: dict[str, Any] = {}

    def ask(self, verb: str, form: dict[str, Any], today: str, **more: object) -> dict[str, Any]:
        """One answer."""
        request = {"verb": verb, "policies": self.policies, "form": form, "today": today, "root": "../", **more}
        answer = json.loads(self.service.handle(json.dumps(request)))
        assert isinstance(answer, dict)
        return answer

    def more(self, milliseconds: float) -> dict[str, Any]:
        """A piece of the longer questions about the page shown."""
        request = {"verb": "more", "since": self.mark, "milliseconds": milliseconds}
        answer = json.loads(self.service.handle(json.dumps(request)))
        assert isinstance(answer, dict)
        return answer

    def show(self, answer: dict[str, Any]) -> str:
        """Put in place what an answer brings, as the script does; the page that comes of it."""
        assert answer["since"] in {"", self.mark}
        self.page = _arranged(answer["parts"], self.page if answer["since"] else {})
        self.mark = answer["mark"]
        return _written(self.page)


def _arranged(parts: list[dict[str, Any]], before: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for part in parts:
        html, inside = before.get(part["key"], (None, {}))
        found[part["key"]] = part.get("html", html), _arranged(part.get("parts", []), inside)
    return found


def _written(page: dict[str, Any]) -> str:
    texts = []
    for html, inside in page.values():
        opening, mark, closing = html.rpartition("</")
        texts.append(f"{opening}{_written(inside)}{mark}{closing}" if inside else html)
    return "".join(texts)


@pytest.mark.parametrize("policies", [THREE, ["county-professional"], ["quant-200"]], ids=str)
def test_every_page_is_the_page_of_a_fresh_service(rulebook, policies):
    """Byte for byte, after any edits: at once what is fresh or was answered before, in the end what `assess` gives."""
    rng = random.Random(f"{policies} live")
    asked = Asked(rulebook, policies)
    seen = 0
    for form, day in edits(rng, policies, 120 if policies == ["quant-200"] else 30):
        today = day.isoformat()
        fresh = Asked(rulebook, policies)
        plain, whole = fresh.ask("assess", form, today), fresh.ask("assess", form, today, questions=True)
        first = asked.ask("renew", form, today, since=asked.mark)
        assert first["ok"] is plain["ok"]
        if not plain["ok"]:
            assert first == plain
            continue
        shown = asked.show(first)
        assert shown in {plain["html"], whole["html"]} or _cards(shown) <= _cards(plain["html"]) | _cards(whole["html"])
        assert (first["summary"], first["headline"].count("data-head")) == (
            plain["summary"],
            plain["headline"].count("data-head"),
        )
        if rng.random() < 0.5:
            for _ in range(5):
                asked.more(0)
            continue
        last = _pursued(asked, 0)
        assert asked.show(last) == whole["html"]
        assert {key: last[key] for key in ("summary", "headline", "needed", "done")} == {
            key: whole[key] for key in ("summary", "headline", "needed", "done")
        }
        seen += 1
    assert seen > 5


def test_whatever_changes_the_page_is_that_of_a_fresh_service(rulebook):
    """Policies, readings, the day, rows in another order or twice, fields hidden and shown again: byte for byte."""
    rng = random.Random("whatever changes")
    every = [name for name, policy in rulebook.policies.items() if policy.rules]
    asked, form, more, today = Asked(rulebook, every), dict[str, Any](), dict[str, Any](), "2026-03-01"
    seen = 0
    for edited, day in edits(rng, POLICIES, 40):
        match rng.randrange(5):
            case 0:
                asked.policies = rng.sample(every, rng.choice((1, 3, len(every))))
            case 1:
                rules = [rule for name in asked.policies for rule in rulebook.policies[name].rules.values()]
                more = {"readings": {rule.id: rng.choice(list(rule.readings)) for rule in rules if rule.readings}}
            case 2:
                today = day.replace(year=rng.choice((2024, 2025, 2026))).isoformat()
            case 3:
                lists = {name: rng.choices(rows, k=len(rows)) for name, rows in form.items() if isinstance(rows, list)}
                form |= lists
            case _:
                form = dict(edited)
        fresh = Asked(rulebook, asked.policies)
        whole = fresh.ask("assess", form, today, questions=True, **more)
        asked_now = asked.ask("renew", form, today, since=asked.mark, **more)
        assert asked_now["ok"] is whole["ok"]
        if not whole["ok"]:
            continue
        asked.show(asked_now)
        last = asked.more(1e6)
        assert asked.show(last) == whole["html"]
        assert (last["headline"], last["summary"]) == (whole["headline"], whole["summary"])
        seen += 1
    assert seen > 20


def _pursued(asked: Asked, milliseconds: float) -> dict[str, Any]:
    """The answer with everything, however many pieces it takes."""
    for _ in range(20_000):
        answer = asked.more(milliseconds)
        if answer["parts"] is not None:
            return answer
        assert answer == {"ok": True, "done": False, "mark": asked.mark, "parts": None}
    raise AssertionError


def _cards(html: str) -> set[str]:
    return {piece.partition("</article>")[0] for piece in html.split("<article")[1:]}


FORM = {"累计任职年限": "8", "现任班主任": "是"}
DAY = "2026-06-30"


def test_a_key_changes_little_of_the_page(rulebook):
    """Only the parts that show another text are sent again."""
    asked = Asked(rulebook, THREE)
    whole = asked.ask("renew", FORM, DAY, since="")
    asked.show(whole)
    one = asked.ask("renew", {**FORM, "累计任职年限": "9"}, DAY, since=asked.mark)
    asked.show(one)
    assert 0 < json.dumps(one).count('"html"') < json.dumps(whole).count('"html"') / 2
    same = asked.ask("renew", {**FORM, "累计任职年限": "9"}, DAY, since=asked.mark)
    assert '"html"' not in json.dumps(same)
    assert same["mark"] == one["mark"]


def test_what_was_answered_stays_answered(rulebook):
    """After a change that a result does not see, what is certain and how far it is are still there."""
    asked = Asked(rulebook, THREE)
    form = {**FORM, "月度坐班": [{"月份": "2026-05", "应坐班": "20", "实坐班": "15"}]}
    asked.show(asked.ask("renew", form, DAY, since=""))
    asked.show(_pursued(asked, 50))
    before = [text for text in Page(_written(asked.page)).texts if "再加" in text]
    asked.show(asked.ask("renew", {**form, "学生满意教师": "是"}, DAY, since=asked.mark))
    after = [text for text in Page(_written(asked.page)).texts if "再加" in text]
    assert before
    assert after
    assert set(after) <= set(before)


@pytest.mark.parametrize("since", ["", "0" * 32, "an older engine's"])
def test_of_an_unknown_page_nothing_longer_is_answered(rulebook, since):
    """The script asks anew, with the form."""
    asked = Asked(rulebook, THREE)
    asked.ask("renew", FORM, DAY, since="")
    asked.mark = since
    assert asked.more(1000) == {"ok": True, "done": False, "mark": "", "parts": None}


def test_the_longer_questions_are_about_the_page_that_asks(rulebook):
    """Two calculators on one page take turns: each gets what belongs to its own form, wherever the other is."""
    one, other = Asked(rulebook, THREE), Asked(rulebook, ["school-21art"])
    other.service = one.service
    forms = {**FORM}, {**FORM, "累计任职年限": "15"}
    for asked, form in zip((one, other), forms, strict=True):
        asked.show(asked.ask("renew", form, DAY, since=""))
    one.more(0)
    other.more(0)
    for asked, form in zip((one, other), forms, strict=True):
        assert asked.show(_pursued(asked, 5)) == asked.ask("assess", form, DAY, questions=True)["html"]


@pytest.mark.parametrize("since", ["", "0" * 32, "an older engine's"])
def test_an_unknown_page_is_sent_whole(rulebook, since):
    """A mark that this engine does not know (another one made it) is told by an empty `since`."""
    asked = Asked(rulebook, THREE)
    answer = asked.ask("renew", FORM, DAY, since=since)
    assert answer["since"] == ""
    assert asked.show(answer) == asked.ask("assess", FORM, DAY)["html"]


def test_only_the_last_pages_are_remembered(rulebook):
    """Two calculators on one page keep getting differences; what nobody shows any more is forgotten."""
    asked = Asked(rulebook, THREE)
    marks = [asked.ask("renew", {"累计任职年限": str(years)}, DAY, since="")["mark"] for years in range(1, PAGES + 2)]
    known = [asked.ask("renew", FORM, DAY, since=mark)["since"] == mark for mark in marks[1:][::-1]]
    assert known[0]
    assert asked.ask("renew", FORM, DAY, since=marks[0])["since"] == ""


def test_every_part_is_exactly_one_element(rulebook):
    """The script puts elements in place: a part may not be two, or a text without one."""

    def check(parts: list[dict[str, Any]]) -> None:
        for part in parts:
            assert _elements(part["html"]) == 1
            check(part.get("parts", []))

    asked = Asked(rulebook, list(rulebook.policies))
    form = {**FORM, "任职段": [{"起": "2010-09", "角色": "班主任"}]}
    first = asked.ask("renew", form, DAY, since="")
    check(first["parts"])
    asked.mark = first["mark"]
    answer = _pursued(asked, 1000)
    renewed = [part for part in answer["parts"] if "html" in part]
    check([part for part in renewed if all("html" in each for each in part.get("parts", []))])
    assert {"derived", "summary", "outlook"} <= {part["key"] for part in answer["parts"]}


def _elements(html: str) -> int:
    """How many elements stand side by side; texts beside them count as well."""

    class Outer(Page):
        depth = 0
        outer = 0

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.outer += not self.depth
            self.depth += tag not in {"br", "hr", "img", "input"}

        def handle_endtag(self, tag: str) -> None:
            self.depth -= 1

        def handle_data(self, data: str) -> None:
            self.outer += not self.depth and bool(data)

    return Outer(html).outer
