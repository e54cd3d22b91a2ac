"""An assessment as HTML."""

import pytest

from assessor.records import derived_values, read_record
from assessor.records.notes import Split
from assessor.report import results_html, results_page, summary_text
from assessor.report.page import derived_html
from assessor.rules import Rulebook
from assessor.rules.rulebook import FORMAT
from tests.report.test_html import HOSTILE, Page
from tests.rules.samples import (
    FIELDS,
    TODAY,
    book,
    call,
    column,
    compared,
    field,
    is_word,
    judged,
    num,
    parts,
    require,
    rule,
)

READ = {
    "向下": {"default": True, "means": "舍去零头", "let": {"整": call("floor", field("年限"))}},
    "向上": {"means": "进一", "let": {"整": call("ceil", field("年限"))}},
}
THREE = require(field("年限"), ">=", num(3, "年"), unit="年")
MEETS = rule("一", THREE, "requirement", unit="年")


def link(policy: str, anchor: str) -> str:
    """An address of a clause."""
    return f"../{policy}/#{anchor}"


def page(rulebook: Rulebook, record: dict[str, object] | None = None) -> Page:
    """The results as a browser sees them."""
    return Page(results_html(judged(rulebook, record), link))


def has(seen: Page, **marks: str) -> bool:
    """Whether there are attributes with these values."""
    return all((f"data-{name}", value) in seen.attributes for name, value in marks.items())


@pytest.mark.parametrize(
    ("entry", "record", "status", "value", "met"),
    [
        (rule("一", field("年限")), {"年限": 9.4}, "known", "9.4", None),
        (rule("一", field("年限")), {"年限": 0}, "known", "0", None),
        (rule("一", field("年限")), {}, "unknown", "", None),
        (rule("一", ["text", "A"], "grade"), {}, "known", "A", None),
        (MEETS, {"年限": 3}, "known", "true", "true"),
        (MEETS, {"年限": 2}, "known", "false", "false"),
        (rule("一", THREE, "veto"), {"年限": 3}, "known", "true", "true"),
        (rule("一", num(1), applies_if=field("在任")), {"在任": False}, "not_applicable", "", None),
        (rule("一", {"do": "bands", "of": num(1), "rows": []}), {}, "gap", "", None),
        (rule("一"), {}, "manual", "", None),
    ],
    ids=range(10),
)
def test_result_carries_its_marks(entry, record, status, value, met):
    """Every result carries its id, policy, status and value, and met where it has one."""
    seen = page(book(entry), record)
    assert has(seen, result="一", policy="shixing", status=status, value=value)
    assert [found for name, found in seen.attributes if name == "data-met"] == ([met] if met else [])


@pytest.mark.parametrize(
    ("kind", "strength", "met", "tone"),
    [
        ("requirement", "must", True, "pc-good"),
        ("requirement", "must", False, "pc-bad"),
        ("requirement", "should", False, "pc-soft"),
        ("requirement", "may", False, "pc-soft"),
        ("requirement", "target", False, "pc-soft"),
        ("veto", "must", True, "pc-bad"),
        ("veto", "must", False, "pc-good"),
    ],
)
def test_tone_follows_strength(kind, strength, met, tone):
    """Only an unmet must looks bad; an unmet may or should never does, and a veto that is not triggered is good."""
    seen = page(book(rule("一", field("在任"), kind, strength=strength)), {"在任": met})
    assert ("class", f"pc-result {tone}") in seen.attributes


def test_missing_inputs_link_to_their_fields():
    """Each missing input leads to its field in the form."""
    entry = rule("一", {"do": "all", "parts": parts(field("在任"), is_in_list())}, "requirement")
    seen = page(book(entry), {"活动": [{}]})
    assert ("href", "#field-在任") in seen.attributes
    assert ("href", "#field-活动") in seen.attributes
    assert has(seen, field="活动.类型")
    assert "活动 的“类型”" in seen.texts


def is_in_list() -> object:
    """A requirement on the rows of a list."""
    return require({"do": "count", "of": "活动", "where": is_word("类型", "班会")}, ">=", num(1))


def test_unknown_with_nothing_to_fill_in_says_why():
    """Where the ratio has no denominator, there is nothing to fill in, and that is said."""
    seen = page(book(rule("一", ["/", num(1), field("月数")])), {"月数": 0})
    assert any("分母为 0" in text for text in seen.texts)


@pytest.mark.parametrize(("years", "shown"), [(7.5, True), (8, False), (None, False)])
def test_readings_stand_side_by_side_where_they_differ(years, shown):
    """Readings that differ are all shown, with what they mean and the default marked."""
    seen = page(book(rule("一", ["let", "整"], readings=READ)), {"年限": years})
    assert has(seen, reading="向下", value="7") is shown
    assert has(seen, reading="向上", value="8") is shown
    assert ("默认" in seen.texts) is shown
    assert ("进一" in seen.texts) is shown


def test_answers_come_first_and_school_matters_last():
    """Known answers come before those that lack data, before what does not apply, before the school's."""
    rules = [
        rule("学校", num(1), subject="school"),
        rule("不适用", num(1), applies_if=["bool", False]),
        rule("缺", field("年限")),
        rule("答", num(1)),
        rule("人工"),
    ]
    seen = page(book(*rules))
    assert [value for name, value in seen.attributes if name == "data-result"] == ["答", "缺", "不适用", "学校", "人工"]


def test_results_lead_back_to_their_clause():
    """Every result, computed or not, links to the clause it rests on."""
    seen = page(book(rule("一", num(1), anchor="art-7"), rule("二", anchor="art-8")))
    addresses = [value for name, value in seen.attributes if name == "href"]
    assert addresses.count("../shixing/#art-7") >= 1
    assert addresses.count("../shixing/#art-8") == 1


def test_rows_are_shown_with_their_reasons():
    """Rows are drawn as a table: date, whether they count, what they come to, and why not."""
    months = {
        "do": "each",
        "of": "坐班",
        "by": "月份",
        "value": num("1/2"),
        "value_as": "factor",
        "show": {"ratio": ["/", column("实坐班"), column("应坐班")]},
    }
    rows = [{"月份": "2026-05", "应坐班": 10, "实坐班": 7.9}, {"月份": "2026-07"}]
    seen = page(book(rule("一", months)), {"坐班": rows})
    for text in ("2026-05", "79%", "0.5", "计入", "2026-07", "不计", "晚于自评日期，不计", "坐班率", "系数"):
        assert text in seen.texts, text


def test_notes_and_notices_are_shown():
    """The author's note is always shown, a notice while it holds."""
    entry = rule("一", num(1), note="注释", notices=[{"when": field("在任"), "text": "提示"}])
    assert {"注释", "提示"} <= set(page(book(entry), {"在任": True}).texts)
    assert "提示" not in page(book(entry), {"在任": False}).texts


@pytest.mark.parametrize(
    ("record", "texts", "disagrees"),
    [
        ({}, [], False),
        ({"任职段": []}, ["累计任职年限：由任职段推算为 0 年"], False),
        (
            {"任职段": [{"起": "2026-01", "角色": "班主任"}], "累计任职年限": 8},
            ["累计任职年限：由任职段推算为 6 个月；你填的是 8 年，两者不一致，结果按推算的算"],
            True,
        ),
        ({"任职段": [{"起": "2026-01"}]}, ["累计任职年限：还推算不出，请补填 任职段 的“角色”"], False),
    ],
    ids=range(4),
)
def test_derived_values_are_told(record, texts, disagrees):
    """Years that follow from the spells are told, and a typed value that was set aside is named."""
    rulebook = book()
    seen = Page(derived_html(derived_values(rulebook, read_record(FIELDS, record), TODAY)))
    assert seen.texts[: len(texts)] == texts
    assert (("class", "pc-disagrees") in seen.attributes) is disagrees


def test_a_split_field_is_asked_about_beside_the_derived_ones():
    """A field that older records hold elsewhere is asked about in the same place, marked as something to look at."""
    html = derived_html([], [Split("新", "旧", "“新”以前同“旧”填在一处")])
    assert (Page(html).texts, 'class="pc-disagrees" data-question="新"' in html) == (["“新”以前同“旧”填在一处"], True)


@pytest.mark.parametrize(
    ("rules", "record", "said"),
    [
        ([rule("一")], {}, "还没有能算出的结果，请先填几项。"),
        ([rule("一", field("年限")), rule("二")], {}, "还没有能算出的结果，请先填几项。"),
        (
            [rule("一", field("年限"), unit="年"), rule("二", field("月数")), rule("三")],
            {"年限": 8},
            "已算出 1 项（共 2 项）：规则一：按条文 8 年。",
        ),
    ],
    ids=range(3),
)
def test_summary_in_one_sentence(rules, record, said):
    """One sentence says how much is known and what comes first; what a person decides is not counted."""
    assert summary_text(judged(book(*rules), record)) == said


def test_whole_page_stands_alone():
    """A page to be kept has everything in it and asks for nothing from elsewhere."""
    html = results_page(judged(book(MEETS), {"年限": 3}))
    assert html.startswith("<!doctype html>\n<html")
    assert 'lang="zh-Hans"' in html
    assert "自评结果（2026-06-30）" in html
    assert "src=" not in html
    assert "http" not in html


# ── hostile texts ───────────────────────────────────────────────────────────

LIST = f"列{HOSTILE}"
HOSTILE_FIELDS = {
    HOSTILE: {"type": "number", "unit": HOSTILE},
    "文字": {"type": "text"},
    "在任": {"type": "bool"},
    "组": {"type": "enum", "values": [HOSTILE]},
    LIST: {
        "type": "list",
        "columns": {"键": {"type": "text"}, "数": {"type": "number"}, HOSTILE: {"type": "number"}},
    },
}
ENOUGH = require({"do": "count", "of": LIST, "where": compared(column(HOSTILE), ">=", num(1))}, ">=", num(1))
HOSTILE_RULES = [
    rule("一", ["field", HOSTILE], unit=HOSTILE, note=HOSTILE, name=HOSTILE, clause=HOSTILE, anchor=HOSTILE),
    rule(HOSTILE, ["field", "文字"], "grade"),
    rule("三", ["field", "组"], "grade"),
    rule("四", decides=HOSTILE, note=HOSTILE),
    rule(
        "五",
        ["let", "数"],
        readings={
            HOSTILE: {"default": True, "means": HOSTILE, "let": {"数": num(1)}},
            "二": {"means": HOSTILE, "let": {"数": num(2)}},
        },
    ),
    rule("六", {"do": "each", "of": LIST, "by": "键", "value": column("数"), "value_as": HOSTILE}),
    rule("七", {"do": "all", "parts": [{"name": HOSTILE, "node": field("在任")}]}, "requirement"),
    rule("八", num(1), notices=[{"when": ["bool", True], "text": HOSTILE}]),
    rule("九", {"do": "bands", "of": num(1), "rows": [{"value": num(1), "means": HOSTILE}], "unit": HOSTILE}),
    rule("十", {"do": "checklist", "of": LIST, "items": [HOSTILE]}, "checklist"),
    rule("十一", {"do": "choose", "of": ["field", "组"], "rows": [{"is": [HOSTILE], "gap": HOSTILE}]}),
    rule("十二", ["cmp", "==", ["field", "文字"], ["text", HOSTILE]], "requirement"),
    rule("十三", {"do": "result", "result": "一", "name": HOSTILE}),
    rule("十四", ENOUGH, "requirement"),
]
HOSTILE_BOOK = Rulebook(
    {
        "format": FORMAT,
        "fields": HOSTILE_FIELDS,
        "policies": [{"id": HOSTILE, "title": HOSTILE, "hash": "0" * 64, "rules": HOSTILE_RULES}],
    }
)
HOSTILE_ROWS = [{"键": HOSTILE, "数": 1, HOSTILE: 1}, {"键": f"{HOSTILE}二", "数": 1}]
HOSTILE_RECORD = {HOSTILE: 3, "文字": HOSTILE, "组": HOSTILE, "在任": True, LIST: HOSTILE_ROWS}
ELEMENTS = {
    "a",
    "dd",
    "dl",
    "dt",
    "small",
    "article",
    "b",
    "body",
    "caption",
    "details",
    "div",
    "h1",
    "h3",
    "h4",
    "head",
    "header",
    "html",
    "li",
    "main",
    "meta",
    "p",
    "section",
    "span",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
}


@pytest.mark.parametrize("record", [{}, HOSTILE_RECORD], ids=["blank", "filled"])
def test_no_text_becomes_markup(record):
    """Whatever stands in a policy or a record, on the page it is text: no element and no attribute comes of it."""
    assessment = judged(HOSTILE_BOOK, record)
    html = results_html(assessment, link)
    for seen in (Page(html), Page(results_page(assessment))):
        assert set(seen.tags) <= ELEMENTS | {"style"}
        assert {name for name, _ in seen.attributes if name.startswith("on") or name in {"style", "src"}} == set()
        joined = "\n".join(seen.texts)
        assert joined.count("<script>") >= 10
    assert "<script" not in html
    assert ("data-policy", HOSTILE) in Page(html).attributes


def test_row_keys_columns_and_reasons_are_text():
    """What a teacher types as the name of a row, and what an author calls a column, is text in the table of rows."""
    seen = page(HOSTILE_BOOK, HOSTILE_RECORD)
    assert {f"{HOSTILE}二", f"没填：{HOSTILE}"} <= set(seen.texts)


def test_what_is_not_due_names_the_day_and_shows_its_reasons():
    """The card says that it is not due, from which day it is, and what stands now; nothing is asked for."""
    waits = rule(
        "一",
        {"do": "due", "from": field("入职日期"), "means": "上岗", "then": compared(field("年限"), ">=", num(1, "年"))},
        "requirement",
    )
    seen = page(book(waits), {"年限": 0, "入职日期": "2026-07-01"})
    assert has(seen, result=waits["id"], status="unknown")
    text = "".join(seen.texts)
    assert "还没到期" in text
    assert "上岗（2026 年 7 月 1 日）起才要求" in text
    assert "请补填" not in text
