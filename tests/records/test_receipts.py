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


def remarked(receipt):
    """The receipt with its check marks made again, as anyone can who knows how."""
    body = {key: value for key, value in receipt.items() if key not in {"marks", "code"}}
    marks: dict[str, str] = {}
    for name, value in body.items():
        inner = value.items() if isinstance(value, dict) else ()
        marks |= {f"{name}.{key}": mark(f"{name}.{key}", entry) for key, entry in inner}
        if not isinstance(value, dict):
            marks[name] = mark(name, value)
    return {**body, "marks": marks, "code": mark("receipt", body, marks)}


def tampered(data, path=()):
    """The data with each part in turn left out, made another type, replaced, and given something further."""
    for key in list(data) if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ():
        place = (*path, str(key))
        rest = (
            {name: value for name, value in data.items() if name != key}
            if isinstance(data, dict)
            else [*data[:key], *data[key + 1 :]]
        )
        yield (*place, "left out"), rest
        for other in (None, True, "2026-02-30", "0001-01-01", [], [[{"a": 1}]], "\ud800\x1b[31m"):
            if canonical(other) != canonical(data[key]):
                yield (*place, repr(other)), _with(data, key, other)
        for what, inner in tampered(data[key], place):
            yield what, _with(data, key, inner)
    if isinstance(data, dict):
        yield (*path, "added"), {**data, "多出来的": "教育部认证"}
    if isinstance(data, list):
        yield (*path, "added"), [*data, "多出来的"]


def _with(data, key, value):
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[key] = value
    return copy


@pytest.fixture
def full(rulebook):
    """A receipt with a chosen reading, results by reading and by term, rows, and two policies."""
    rows = [{"月份": "2025-12", "应坐班": 20, "实坐班": 17}, {"月份": "2026-03", "应坐班": 20, "实坐班": 14}]
    record = read_record(rulebook.fields, {"现任班主任": True, "累计任职年限": 10.5, "月度坐班": rows})
    found = assess(rulebook, record, DAY, ["school-21art", "moe-2009-12"], {"S21-16": "四舍五入"})
    made = parse_json(canonical(make_receipt(rulebook, record, found, "0.1.0")))
    assert made["readings"]
    assert any("by_term" in outcome for outcome in made["results"].values())
    return made


@pytest.mark.parametrize("part", ["as_of", "policies", "readings", "record", "results", "marks", "code", "receipt", ""])
@pytest.mark.parametrize("marks_made_again", [False, True])
def test_no_tampering_passes(rulebook, full, part, marks_made_again):
    """Whatever is left out, retyped, replaced or added, with the marks made again or not: it never holds, never crashes.

    Only a day may be another where the record does not say it, and then everything is computed for that day; and inputs
    may be others when every result still comes out the same.
    """
    passed = []
    pieces = tampered({part: full[part]}) if part else [(("added",), {"认证": "教育部认证"})]
    for what, piece in pieces:
        receipt = {**{key: value for key, value in full.items() if key != part}, **piece}
        if marks_made_again and part in {"marks", "code"}:
            continue
        try:
            checked = verify_receipt(rulebook, remarked(receipt) if marks_made_again else receipt, "0.1.0")
        except RecordError:  # no receipt at all any more
            continue
        told = "".join([*checked.altered, *checked.differences])
        assert told.isprintable()
        assert len(told) < 20_000
        if checked.holds:
            passed.append(what)
        else:
            assert told, what
    assert not [what for what in passed if not (marks_made_again and what[0] == "record")], passed


def test_what_a_receipt_says_of_itself_is_not_passed_on(rulebook, full):
    """A title and a version of one's own do not hold, and are not shown as checked."""
    forged = {**full, "engine": "9.9.9 教育部认证"}
    assert not verify_receipt(rulebook, remarked(forged), "0.1.0").holds
    entry = {**full["policies"]["school-21art"], "title": "教育部令第 99 号"}
    forged = {**full, "policies": {**full["policies"], "school-21art": entry}}
    [told] = verify_receipt(rulebook, remarked(forged), "0.1.0").differences
    assert "收据写的是《教育部令第 99 号》，文本里是《学校班主任工作实施办法》" in told
    facts = verify_receipt(rulebook, remarked({**full, "engine": "9.9.9"}), "0.1.0").facts
    assert facts is not None
    assert facts.version == "0.1.0"
    assert "学校班主任工作实施办法" in facts.policies


def test_a_receipt_emptied_of_results_does_not_hold(rulebook, full):
    """Nothing recomputed, nothing confirmed."""
    checked = verify_receipt(rulebook, remarked({**full, "results": {}}), "0.1.0")
    assert "收据里没有，重新计算得" in checked.differences[0]
    emptied = remarked({**full, "results": {}, "policies": {}, "readings": {}})
    assert "没有什么可以重新计算" in verify_receipt(rulebook, emptied, "0.1.0").differences[0]


@pytest.mark.parametrize("part", ["", "record", "results", "readings", "policies", "marks"])
def test_a_hundred_thousand_keys_are_told_in_a_few_lines(rulebook, full, part):
    """What is shown stays short, whatever stands in the file."""
    many = {f"键{number}": number for number in range(140_000)}
    receipt = {**full, **many} if not part else {**full, part: {**full[part], **many}}
    checked = verify_receipt(rulebook, receipt, "0.1.0")
    assert not checked.holds
    assert 0 < len(checked.altered) <= 51
    assert len("".join([*checked.altered, *checked.differences])) < 20_000


@pytest.mark.parametrize("data", [[], {}, {"receipt": 1}, "x", {"receipt": 2, "results": {}}, None, {"receipt": True}])
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
    assert made["results"]["school-21art/S21-19t"] == {
        "about": "坐班一项",
        "modality": "上限",
        "status": "known",
        "value": "B",
        "met": None,
    }
    assert verify_receipt(rulebook, parse_json(canonical(made)), "1").holds


def _marked_again(receipt):
    """The receipt with check marks made for what it says now, as somebody could who knows how."""
    body = {key: value for key, value in receipt.items() if key not in {"marks", "code"}}
    paths = {
        f"{name}.{key}" if isinstance(value, dict) else name: entry
        for name, value in body.items()
        for key, entry in (value.items() if isinstance(value, dict) else [("", value)])
    }
    marks = {path: mark(path, value) for path, value in paths.items()}
    return parse_json(canonical({**body, "marks": marks, "code": mark("receipt", body, marks)}))


def test_a_value_in_a_receipt_has_its_subject_and_force(rulebook, receipt):
    """The bare B of a ceiling is no grade; a receipt from before this was written holds, one where it is forged not."""
    result = receipt["results"]["school-21art/S21-19t"]
    assert (result["about"], result["modality"], result["value"]) == ("坐班一项", "上限", "B")
    for entry in receipt["results"].values():
        del entry["about"], entry["modality"]
    assert verify_receipt(rulebook, _marked_again(receipt), "0.1.0").holds
    result["modality"] = "必须"
    checked = verify_receipt(rulebook, _marked_again(receipt), "0.1.0")
    assert not checked.holds
    assert any("school-21art/S21-19t" in line for line in checked.differences)
