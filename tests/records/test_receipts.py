"""Receipts: whoever holds one can check it again, and is told where it was altered."""

import json
from datetime import date

import pytest

from assessor.records import RecordError, parse_json, read_record, verify_receipt
from assessor.rules import assess, make_receipt
from assessor.rules.receipt import canonical, mark

DAY = date(2026, 6, 30)


@pytest.fixture
def receipt(rulebook):
    """A receipt as it comes out of a file."""
    raw = {"现任班主任": True, "累计任职年限": 10.5, "月度坐班": [{"月份": "2026-06", "应坐班": 20, "实坐班": 15.98}]}
    record = read_record(rulebook.fields, raw)
    made = make_receipt(rulebook, record, assess(rulebook, record, DAY, ["school-21art"]), "0.1.0")
    return parse_json(canonical(made))


def test_an_untouched_receipt_holds(rulebook, receipt):
    """A receipt that nobody touched is as it was made and comes out again."""
    assert verify_receipt(rulebook, receipt, "0.1.0").holds


def test_the_canonical_form_is_json_and_stable(receipt):
    """Canonical JSON reads back to the same data and is spelled the same way again."""
    assert canonical(json.loads(canonical(receipt), parse_float=str)) != ""
    assert canonical(parse_json(canonical(receipt))) == canonical(receipt)


ALTERED = [
    ("record", "累计任职年限", 11, "填写的：累计任职年限"),
    ("results", "school-21art/S21-16", {"status": "known", "value": "800", "met": None}, "结果：school-21art/S21-16"),
    ("policies", "school-21art", {"title": "别的", "hash": "0" * 64}, "政策：school-21art"),
]


@pytest.mark.parametrize(("part", "key", "value", "place"), ALTERED, ids=[entry[3] for entry in ALTERED])
def test_an_altered_receipt_says_where(rulebook, receipt, part, key, value, place):
    """One altered entry fails, and the place is named."""
    receipt[part][key] = value
    checked = verify_receipt(rulebook, receipt, "0.1.0")
    assert not checked.holds
    assert place in checked.altered


def test_an_altered_day_is_told(rulebook, receipt):
    """The day is part of what is checked."""
    receipt["as_of"] = "2026-06-29"
    assert "自评日期" in verify_receipt(rulebook, receipt, "0.1.0").altered


def test_every_digit_matters(rulebook, receipt):
    """Whichever digit of inputs or results is altered, the receipt no longer holds."""
    text = canonical({key: receipt[key] for key in ("record", "results")})
    for position, char in enumerate(text):
        if (
            char.isdigit()
            and text[position - 1] not in "-0123456789SA"
            and text[max(0, position - 3) : position] != "S21"
        ):
            other = "1" if char != "1" else "2"
            changed = {**receipt, **parse_json(text[:position] + other + text[position + 1 :])}
            try:
                assert not verify_receipt(rulebook, changed, "0.1.0").holds, position
            except RecordError:
                continue


@pytest.mark.parametrize("data", [[], {}, {"receipt": 1}, "x", {"receipt": 2, "results": {}}, None])
def test_what_is_not_a_receipt_is_refused(rulebook, data):
    """Other files are refused with a sentence, not with a stack trace."""
    with pytest.raises(RecordError, match="不是本工具的收据"):
        verify_receipt(rulebook, data, "0.1.0")


def test_a_receipt_from_before_terms_were_told_apart_says_so(rulebook):
    """A receipt whose result was made over two terms at once is told what each term comes to, and what it lacks."""
    rows = [{"月份": "2025-12", "应坐班": 20, "实坐班": 17}, {"月份": "2026-03", "应坐班": 20, "实坐班": 14}]
    record = read_record(rulebook.fields, {"月度坐班": rows})
    made = parse_json(canonical(make_receipt(rulebook, record, assess(rulebook, record, DAY, ["school-21art"]), "1")))
    assert verify_receipt(rulebook, made, "1").holds
    old = made["results"]["school-21art/S21-19t"] = {"status": "known", "value": "B", "met": None}
    body = {key: value for key, value in made.items() if key not in {"marks", "code"}}
    made["marks"]["results.school-21art/S21-19t"] = mark("results.school-21art/S21-19t", old)
    made["code"] = mark("receipt", body, made["marks"])
    checked = verify_receipt(rulebook, made, "1")
    assert checked.altered == ()
    [difference] = checked.differences
    assert "收据写的是 B，当时各学期合在一起算" in difference
    assert "2025-2026-1 是 A，2025-2026-2 是 B" in difference


def test_a_receipt_of_one_term_without_a_frame_still_holds(rulebook):
    """Rows of one term need no frame, and a receipt of them comes out as it was."""
    rows = [{"月份": "2026-03", "应坐班": 20, "实坐班": 14}]
    record = read_record(rulebook.fields, {"月度坐班": rows})
    made = make_receipt(rulebook, record, assess(rulebook, record, DAY, ["school-21art"]), "1")
    assert made["results"]["school-21art/S21-19t"] == {"status": "known", "value": "B", "met": None}
    assert verify_receipt(rulebook, parse_json(canonical(made)), "1").holds
