"""`assessor assess --receipt` and `assessor verify`: a result that anyone can check again."""

import json
from typing import Any

import pytest

from assessor import __version__
from assessor.records import RecordError, verify_receipt

from .samples import SCHOOL


@pytest.fixture
def receipt(run, record, tmp_path):
    """A receipt of the record, and where it lies."""
    assert run("assess", record, "--policy", SCHOOL, "--receipt", "收据.json").status == 0
    path = tmp_path / "收据.json"
    return path, json.loads(path.read_text("utf-8"))


def test_receipt_holds(run, receipt):
    """A receipt that nobody has touched is found to hold."""
    ran = run("verify", "收据.json")
    assert (ran.status, ran.err) == (0, "")
    assert "相符" in ran.out


def altered(value: Any) -> Any:
    """The data with the first figure 5200 turned into 9200."""
    if isinstance(value, dict):
        return {key: altered(item) for key, item in value.items()}
    if isinstance(value, list):
        return [altered(item) for item in value]
    return "9200" if value == "5200" else value


def test_altered_receipt(run, receipt):
    """A receipt whose figures were altered is found out, and the place is named."""
    path, data = receipt
    assert altered(data) != data
    path.write_text(json.dumps(altered(data), ensure_ascii=False), "utf-8")
    ran = run("verify", "收据.json")
    assert ran.status == 1
    assert "S21-annual" in ran.out or "学年龄奖合计" in ran.out


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "5", "{}", '{"results": 5}', '{"format": 1}', b"\xff\xfe", '{"record": {"年限": 3}}']
)
def test_what_is_no_receipt(run, write, content):
    """A file that is no receipt is told, whatever else it may be."""
    ran = run("verify", write("a.json", content))
    assert ran.status in {1, 2}
    assert "a.json" in ran.err


@pytest.mark.parametrize("junk", [None, 5, [], {"键": 1}, "文字"], ids=str)
def test_anything_in_a_receipt(receipt, rulebook, junk):
    """A receipt with any of its parts replaced is refused or does not hold; it never passes and never crashes."""
    _, data = receipt
    for key in data:
        if data[key] == junk:
            continue
        try:
            holds = verify_receipt(rulebook, {**data, key: junk}, __version__).holds
        except RecordError:
            holds = False
        assert not holds, key


@pytest.mark.parametrize("place", ["nowhere/收据.json", "夹子"])
def test_receipt_that_cannot_be_written(run, record, tmp_path, place):
    """A place where no receipt can be written is named."""
    (tmp_path / "夹子").mkdir()
    ran = run("assess", record, "--policy", SCHOOL, "--receipt", place)
    assert ran.status != 0
    assert place in ran.err
