"""Rules drawn for readers: every mechanism has a drawing, and no figure is lost."""

from fractions import Fraction

import pytest

from assessor.policy.shapes import MECHANISMS as SHAPES
from assessor.rules import Field, show
from assessor.rules.mechanisms import MECHANISMS
from assessor.site.drawing import DRAWINGS, PHRASES, Ink, draw, figures, phrase
from assessor.site.pages.rule import rule_html
from tests.site.parsed import Parsed

INK = Ink({"年限": Field("年限", "number", unit="年")}, "元/月")

BANDS = {
    "do": "bands",
    "of": ["field", "年限"],
    "unit": "年",
    "rows": [{"below": "8", "value": ["num", "0"]}, {"from": "8", "to": "10", "value": ["num", "600"]}],
}


def test_every_mechanism_has_a_drawing_and_a_phrase():
    """A new mechanism is not done before a reader can see it."""
    assert set(DRAWINGS) == set(PHRASES) == set(MECHANISMS)
    assert set(MECHANISMS) | {"formula"} == set(SHAPES)


def test_bands_are_a_table_with_readable_ends():
    """Each band is a row: its ends with their units, its value with the rule's unit."""
    html = draw(BANDS, INK)
    assert "8 年（含）至 10 年（含）" in html
    assert "<b>600 元/月</b>" in html


def test_a_gap_between_bands_is_drawn_where_readings_differ():
    """What the text leaves out has a row of its own."""
    rows = [{"to": "10", "value": ["num", "600"]}, {"from": "11", "value": ["num", "800"]}]
    node = {**BANDS, "rows": rows}
    assert "10 年与 11 年之间" in draw(node, Ink(INK.fields, "元/月", readings=True))
    assert "之间" not in draw(node, INK)


@pytest.mark.parametrize(
    ("node", "said"),
    [
        (["cmp", ">=", ["field", "年限"], ["num", "6"]], "年限 ≥ 6 年"),
        (
            {"do": "require", "have": ["field", "年限"], "relation": ">=", "need": ["num", "3"], "unit": "年"},
            "年限 ≥ 3 年",
        ),
        ({"do": "first", "nodes": [["field", "年限"], ["num", "10", "月"]]}, "年限；没填就按10 个月"),
        (
            {
                "do": "due",
                "from": ["call", "years_after", [["field", "入职"], ["num", "1"]]],
                "means": "满一年",
                "then": ["cmp", ">=", ["field", "年限"], ["num", "1"]],
            },
            "年限 ≥ 1 年（从满一年（入职 往后 1 年）起要求，在那以前没做到不算）",
        ),
        (["call", "date", [["call", "year", [["field", "今"]]], ["num", "9"], ["num", "1"]]], "今 的年份的 9 月 1 日"),
    ],
)
def test_phrases(node, said):
    """A node in one phrase, its bare numbers with the unit of what they are compared with."""
    assert phrase(node, INK) == said


def test_a_day_is_written_with_what_names_stand_for():
    """A rule may name a year and a day of its own; a reader sees the day itself, and how many years before."""
    lets = {"学年": ["call", "school_year", [["field", "今"]]], "首日": ["num", "1"]}
    day = ["call", "date", [["-", ["let", "学年"], ["num", "3"]], ["num", "9"], ["let", "首日"]]]
    assert phrase(day, Ink(INK.fields, lets=lets)) == "今 所在学年往前 3 年的 9 月 1 日"


VISITED = {"do": "require", "have": ["field", "年限"], "relation": ">=", "need": ["field", "应访"], "unit": "年"}
NONE = ["cmp", "==", ["field", "年限"], ["num", "0"]]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"do": "if", "if": NONE, "then": ["bool", True], "else": VISITED}, "年限 = 0 年：算成立；否则：年限 ≥ 应访"),
        (
            {"do": "all", "parts": [{"node": NONE}, {"name": "学生认可", "node": ["field", "满意"]}]},
            "年限 = 0 年；学生认可：满意",
        ),
        (
            {"do": "any", "parts": [{"node": NONE}, {"name": "有上岗证", "node": ["field", "上岗证"]}]},
            "年限 = 0 年；有上岗证",
        ),
        (
            {"do": "if", "if": ["field", "在任"], "then": BANDS, "else": ["num", "0"]},
            "不满 8 年：0 元/月；8 年（含）至 10 年（含）：600 元/月；不是“在任”：0 元/月",
        ),
    ],
)
def test_what_has_no_figure_is_said_beside_what_has_one(body, said):
    """Half a condition would be read as the whole: other parts and branches stand there too."""
    assert "；".join(figures({"body": body, "unit": "元/月"}, INK)) == said


def test_one_year_alone_is_not_called_running():
    """The latest school year is one; several are said to be running."""
    node = {
        "do": "recent_years",
        "years": "1",
        "of": "年度考核",
        "by": "学年",
        "adjacent": ["bool", True],
        "where": ["field", "不合格"],
    }
    assert phrase(node, INK).startswith("最近 1 个学年")
    assert phrase({**node, "years": "3"}, INK).startswith("最近 3 个连续的学年")


def test_figures_of_a_rule_are_one_line_a_band():
    """A comparison sets the bands of a rule one below the other."""
    assert figures({"body": BANDS, "unit": "元/月"}, INK) == [
        "不满 8 年：0 元/月",
        "8 年（含）至 10 年（含）：600 元/月",
    ]


def test_hostile_names_stay_text():
    """Names and words from a policy are escaped."""
    node = {"do": "checklist", "of": "清单", "items": ["<img src=x>", "b"]}
    assert "&lt;img" in draw(node, INK)


def numbers(node):
    """Every figure written out in a compiled node."""
    if isinstance(node, dict):
        for key, part in node.items():
            if key in {"from", "above", "to", "below", "floor", "cap"} and isinstance(part, str):
                yield part
            elif key in {"years", "n"}:
                yield str(part)
            else:
                yield from numbers(part)
    elif isinstance(node, list):
        if node[:1] == ["num"]:
            yield node[1]
        else:
            for part in node:
                yield from numbers(part)


def test_every_computed_rule_shows_its_figures(library):
    """Whatever number a rule computes with can be read in its drawing."""
    lost = []
    for policy in library.policies.values():
        for rule in policy.rules:
            if not rule.is_computed:
                continue
            text = Parsed.of(rule_html(library, policy, rule, 4)).text.partition("要填")[0]
            parts = {key: rule.data.get(key, {}) for key in ("body", "let", "readings", "applies_if", "met")}
            for figure in numbers(parts):
                value = Fraction(figure)
                if show(value) not in text and f"{show(value * 100)}%" not in text:
                    lost.append((rule.id, figure))
    assert not lost


def test_a_choice_inside_a_choice_stands_in_brackets():
    """Where one choice ends and the other goes on is seen in a phrase of one line."""
    inner = {"do": "if", "if": ["field", "甲"], "then": ["bool", True], "else": ["bool", False]}
    outer = {**inner, "if": ["field", "乙"], "else": inner}
    assert phrase(outer, INK) == "乙：算成立；否则：（甲：算成立；否则：算不成立）"
    both = {"do": "all", "parts": [{"node": ["field", "丙"]}, {"node": inner}]}
    assert phrase(both, INK) == "丙；并且 （甲：算成立；否则：算不成立）"
