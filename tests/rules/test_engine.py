"""The engine as a whole, over rulebooks made by hand."""

import copy
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.records import read_record
from assessor.rules import RulebookError, State, assess
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
    result,
    rule,
)

THREE_YEARS = require(field("年限"), ">=", num(3))
READ = {
    "向下": {"default": True, "let": {"整": call("floor", field("年限"))}},
    "四舍五入": {"let": {"整": call("round_half_up", field("年限"))}},
    "字面": {"let": {"整": field("年限")}},
}
TABLE = {
    "do": "bands",
    "of": ["let", "整"],
    "rows": [{"to": "10", "value": num(600)}, {"from": "11", "value": num(800)}],
}
CHECKLIST = {"do": "checklist", "of": "清单", "items": ["早读", "两操"]}


@pytest.mark.parametrize("kind", ["amount", "score", "quota"])
def test_number_kinds_give_a_value(kind):
    """Amounts, scores and quotas have an exact value and are neither met nor unmet."""
    verdict = result(rule("一", field("年限"), kind), {"年限": 9.4}).verdict
    assert verdict.to_json() == {"status": "known", "value": "9.4", "met": None, "shortfall": None, "missing": []}


def test_grade_gives_a_word():
    """A grade has a word for its value."""
    table = {"do": "bands", "of": field("年限"), "rows": [{"below": "3", "value": ["text", "丙"]}]}
    assert result(rule("一", table, "grade"), {"年限": 1}).verdict.value == "丙"


@pytest.mark.parametrize(
    ("kind", "unit", "shortfall"),
    [
        ("requirement", "年", 1),
        ("requirement", None, 1),
        ("eligibility", "年", 1),
        ("eligibility", None, None),
        ("veto", "年", None),
    ],
)
def test_met_kinds_say_met_or_not(kind, unit, shortfall):
    """Requirements, eligibilities and vetoes are met or not; only a count that can be made good has a shortfall."""
    entry = rule("一", THREE_YEARS, kind, **({"unit": unit} if unit else {}))
    unmet, met = result(entry, {"年限": 2}).verdict, result(entry, {"年限": 3}).verdict
    assert (unmet.value, unmet.met, unmet.shortfall) == (None, False, shortfall)
    assert (met.value, met.met, met.shortfall) == (None, True, None)


def test_checklist_gives_both():
    """A checklist is met or not, and its value is the number of items surely done."""
    rows = [{"项目": "早读", "完成": True}, {"项目": "两操", "完成": False}]
    verdict = result(rule("一", CHECKLIST, "checklist"), {"清单": rows}).verdict
    assert (verdict.value, verdict.met) == (Fraction(1), False)
    assert result(rule("一", CHECKLIST, "checklist"), {"清单": rows[:1]}).verdict.value is None


def test_manual_rule_is_never_computed():
    """What a person decides is shown as such, whatever was filled in."""
    assert result(rule("一")).verdict.status is State.MANUAL
    assert result(rule("一"), {"年限": 3, "在任": True}).verdict.to_json() == {
        "status": "manual",
        "value": None,
        "met": None,
        "shortfall": None,
        "missing": [],
    }


@pytest.mark.parametrize(
    ("years", "wanted"),
    [
        (None, {"向下": "unknown", "四舍五入": "unknown", "字面": "unknown"}),
        (10, {"向下": 600, "四舍五入": 600, "字面": 600}),
        (10.49, {"向下": 600, "四舍五入": 600, "字面": "gap"}),
        (10.5, {"向下": 600, "四舍五入": 800, "字面": "gap"}),
        (11, {"向下": 800, "四舍五入": 800, "字面": 800}),
    ],
)
def test_every_reading_is_computed_and_the_default_is_on_top(years, wanted):
    """Each reading has its own verdict; the result itself is that of the default."""
    found = result(rule("一", TABLE, readings=READ), {"年限": years})
    assert {
        name: verdict.value if verdict.status is State.KNOWN else verdict.status.value
        for name, verdict in found.by_reading.items()
    } == wanted
    assert found.verdict == found.by_reading["向下"]
    assert found.reading == "向下"
    assert found.readings_differ is (len(set(wanted.values())) > 1)


def test_another_reading_can_be_chosen():
    """A chosen reading takes the place of the default for that rule only."""
    rules = [rule(name, TABLE, readings=READ) for name in ("一", "二")]
    found = judged(book(*rules), {"年限": 10.5}, readings={"二": "四舍五入"})
    assert [(one.reading, one.verdict.value) for one in found.results] == [
        ("向下", Fraction(600)),
        ("四舍五入", Fraction(800)),
    ]


@pytest.mark.parametrize(("readings", "said"), [(READ, "可选：向下、四舍五入、字面"), ({}, "可选：无")])
def test_reading_that_is_not_there_is_an_error(readings, said):
    """Choosing a reading that the rule does not have is an error that names those it has."""
    entry = rule("一", TABLE if readings else num(1), readings=readings)
    with pytest.raises(RulebookError, match=f"规则 一 没有读法“别的”。{said}"):
        judged(book(entry), {"年限": 1}, readings={"一": "别的"})


@pytest.mark.parametrize(
    ("record", "status", "missing"),
    [
        ({"在任": False, "年限": 3}, State.NOT_APPLICABLE, ()),
        ({"年限": 3}, State.UNKNOWN, ("在任",)),
        ({"在任": True}, State.UNKNOWN, ("年限",)),
        ({"在任": True, "年限": 3}, State.KNOWN, ()),
    ],
)
@pytest.mark.parametrize("readings", [{}, READ])
def test_applies_if_comes_first(record, status, missing, readings):
    """A rule whose condition fails does not apply; while it is unknown nothing else is asked, in any reading."""
    body = TABLE if readings else THREE_YEARS
    entry = rule("一", body, "amount" if readings else "requirement", applies_if=field("在任"), readings=readings)
    found = result(entry, record)
    for verdict in (found.verdict, *found.by_reading.values()):
        assert (verdict.status, verdict.missing) == (status, missing)
        if status is not State.KNOWN:
            assert (verdict.value, verdict.met, verdict.shortfall) == (None, None, None)
    assert set(found.by_reading) == set(readings)


def test_gap_in_the_text_is_the_result():
    """A number the text leaves out is a gap: no value, and nothing to fill in."""
    table = {"do": "bands", "of": field("年限"), "rows": TABLE["rows"]}
    verdict = result(rule("一", table), {"年限": 10.5}).verdict
    assert (verdict.status, verdict.value, verdict.missing) == (State.GAP, None, ())


@pytest.mark.parametrize(("years", "people", "wanted"), [(1, 2, 7), (1, None, None), (1, 9, None), (3, 2, None)])
def test_shortfall_of_its_own(years, people, wanted):
    """A rule may say itself what it falls short by; it is told while not met, known and positive."""
    more = {"shortfall": ["-", num(9), field("人数")], "unit": "人"}
    found = result(rule("一", THREE_YEARS, "requirement", **more), {"年限": years, "人数": people})
    assert found.verdict.shortfall == wanted


@pytest.mark.parametrize(("record", "met"), [({"在任": True}, True), ({"在任": False}, False), ({}, None)])
def test_value_that_is_also_met_or_not(record, met):
    """A rule with a value may say besides whether something is met."""
    verdict = result(rule("一", num(3), "quota", met=field("在任")), record).verdict
    assert (verdict.value, verdict.met) == (Fraction(3), met)


@pytest.mark.parametrize(("years", "told"), [(2, ("快到了",)), (3, ()), (None, ())])
def test_notice_is_told_only_while_it_holds(years, told):
    """A notice is shown where its condition is surely true."""
    notices = [{"when": compared(field("年限"), "<", num(3)), "text": "快到了"}]
    assert result(rule("一", field("年限"), notices=notices), {"年限": years}).notices == told


def test_rules_and_policies_keep_their_order():
    """Results stand in the order of the policies asked for, and of the rules in their text."""
    more = [{"id": "bie", "title": "别的", "hash": "1" * 64, "rules": [rule("三", num(3))]}]
    both = book(rule("二", num(2)), rule("一", num(1)), more=more)
    assert [one.id for one in judged(both).results] == ["二", "一", "三"]
    assert [one.id for one in judged(both, policies=["bie", "shixing"]).results] == ["三", "二", "一"]
    assert [one.id for one in judged(both, policies=[]).results] == []
    assert judged(both)["三"].policy.title == "别的"


def test_policy_that_is_not_there_is_an_error():
    """Asking for an unknown policy is an error that names the nearest."""
    with pytest.raises(RulebookError, match="是不是 shixing"):
        judged(book(rule("一")), policies=["shixin"])


def test_unknown_result_is_a_key_error():
    """An assessment does not invent results."""
    with pytest.raises(KeyError):
        judged(book(rule("一")))["二"]


def test_assessment_says_by_what_and_when():
    """The assessment carries its day and the hash of its rulebook."""
    one = book(rule("一"))
    assert judged(one, {"自评日期": "2025-01-01"}).as_of.isoformat() == "2025-01-01"
    assert judged(one).as_of == TODAY
    assert judged(one).rulebook == one.hash


# ── what holds of every rulebook ────────────────────────────────────────────

POINTS = {"do": "sum", "of": "活动", "value": column("分值"), "where": is_word("类型", "班会")}
EVERY = book(
    rule("一", THREE_YEARS, "requirement", unit="年"),
    rule("二", TABLE, readings=READ, applies_if=field("在任")),
    rule("三", require(POINTS, ">=", num(10)), "requirement", unit="分"),
    rule("四", {"do": "each", "of": "坐班", "by": "月份", "value": column("实坐班")}),
    rule("五", CHECKLIST, "checklist"),
    rule(
        "六", {"do": "all", "parts": parts(field("在任"), compared(field("累计任职年限"), ">=", num(1)))}, "eligibility"
    ),
    rule("七", {"do": "result", "result": "三", "name": "规则三"}, "veto"),
)
near = st.sampled_from
rows_of = {
    "活动": st.fixed_dictionaries(
        {},
        optional={
            "日期": near(["2026-06-30", "2026-07-01", "2020-01-01"]),
            "类型": near(["班会", "家访"]),
            "分值": near([0, 0.01, 5, 9.99, 10]),
        },
    ),
    "坐班": st.fixed_dictionaries({}, optional={"月份": near(["2026-06", "2026-07"]), "实坐班": near([0, 1, 7.5])}),
    "清单": st.fixed_dictionaries({}, optional={"项目": near(["早读", "两操", "午休"]), "完成": st.booleans()}),
    "任职段": st.fixed_dictionaries(
        {}, optional={"起": near(["2025-06", "2025-07", "2026-07"]), "角色": near(["班主任", "见习班主任"])}
    ),
}
records = st.fixed_dictionaries(
    {},
    optional={
        "年限": near([0, 2.99, 3, 10, 10.49, 10.5, 11]),
        "在任": st.booleans(),
        "累计任职年限": near([0, 0.99, 1]),
        "学期开始": near(["2026-02-16"]),
        **{name: st.lists(row, max_size=4) for name, row in rows_of.items()},
    },
)
UNRELATED = {"备注": "无关", "入职日期": "2000-01-01", "称号": "甲等", "月标准": 5, "满意": True}


def told(record: dict[str, object]) -> list[dict[str, object]]:
    """Every verdict of every reading as the contract writes it, missing inputs in no order."""
    verdicts = [one for found in judged(EVERY, record).results for one in (found.verdict, *found.by_reading.values())]
    return [{**one.to_json(), "missing": sorted(one.missing)} for one in verdicts]


@given(records)
def test_order_of_rows_and_fields_decides_nothing(record):
    """Fields and rows may be filled in in any order."""
    turned = {name: record[name][::-1] if isinstance(record[name], list) else record[name] for name in reversed(record)}
    assert told(turned) == told(record)


@given(records, st.sampled_from(list(UNRELATED)))
def test_unrelated_field_changes_nothing(record, name):
    """A field that no rule asks for changes no result."""
    assert told({**record, name: UNRELATED[name]}) == told(record)


@given(records)
def test_record_is_left_as_it_was(record):
    """Assessing is pure: it changes neither record nor rulebook, and comes to the same again."""
    read, before = read_record(FIELDS, record), EVERY.to_json()
    kept = copy.deepcopy(dict(read))
    first, second = assess(EVERY, read, TODAY), assess(EVERY, read, TODAY)
    assert read == kept
    assert EVERY.to_json() == before
    assert [one.verdict.to_json() for one in first.results] == [one.verdict.to_json() for one in second.results]


@given(records)
def test_every_verdict_is_well_formed(record):
    """Only a known verdict has a value or is met; only an unknown one is missing something."""
    for found in judged(EVERY, record).results:
        for verdict in (found.verdict, *found.by_reading.values()):
            if verdict.status is not State.KNOWN:
                assert (verdict.value, verdict.met, verdict.shortfall) == (None, None, None)
            if verdict.shortfall is not None:
                assert verdict.met is False
                assert verdict.shortfall > 0
            assert bool(verdict.missing) is (verdict.status is State.UNKNOWN)
            assert len(set(verdict.missing)) == len(verdict.missing)


def test_values_are_fractions_never_floats():
    """A value is an exact fraction whatever was typed."""
    verdict = result(rule("一", ["*", field("年限"), num(3)]), {"年限": 0.1}).verdict
    assert verdict.value == Fraction(3, 10)
    assert isinstance(verdict.value, Fraction)
