"""JSON text."""

import json
import tracemalloc
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.records import RecordError, parse_json, read_record
from assessor.records.text import MAX_BYTES, MAX_DEPTH
from tests.rules.samples import FIELDS


def test_decimals_are_kept_as_written():
    """A decimal is read as it was written, a whole number as it is."""
    assert parse_json('{"年限": 79.90, "人数": 45, "小": 1e-5}') == {
        "年限": Decimal("79.90"),
        "人数": 45,
        "小": Decimal("0.00001"),
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["第 1 行第 1 字", "正确的 JSON", "引号、逗号和括号"]),
        ('{"年限": 8,}', ["第 1 行第", "正确的 JSON"]),
        ('{\n  "年限" 8\n}', ["第 2 行第 8 字"]),
        ('{"年限": 8}}', ["第 1 行第 10 字"]),
        ("{'年限': 8}", ["第 1 行第 2 字"]),
        ('{"年限": 08}', ["第 1 行"]),
        ('{"年限": NaN}', ["NaN 不是数", "不要填"]),
        ('{"年限": Infinity}', ["Infinity 不是数"]),
        ('[{"a": -Infinity}]', ["-Infinity 不是数"]),
        ('{"年限": 8, "年限": 9}', ["“年限”写了两次", "只写一次"]),
        ('{"活动": [{"日期": 1, "日期": 1}]}', ["“日期”写了两次"]),
        ("[" * (MAX_DEPTH + 1), [f"嵌套超过 {MAX_DEPTH} 层", "三层"]),
        ('{"a":' * 200_000, [f"嵌套超过 {MAX_DEPTH} 层"]),
        (" " * (MAX_BYTES + 1), ["超过 2 MB", "选错了文件"]),
    ],
    ids=range(14),
)
def test_bad_text_is_refused_with_the_remedy(text, words):
    """Text that is not plain JSON is refused with the place, the reason and the remedy."""
    with pytest.raises(RecordError) as caught:
        parse_json(text)
    assert [word for word in words if word not in str(caught.value)] == []


@pytest.mark.parametrize(
    "text",
    [
        "[" * MAX_DEPTH + "]" * MAX_DEPTH,
        json.dumps("[" * 100),
        json.dumps('\\"' + "{" * 100),
        '{"a\\"[[[[[[[[[[[[[[": "]]"}',
        "[" + "[], " * 100 + "{}]",
    ],
)
def test_only_real_nesting_counts(text):
    """Brackets inside texts, and many brackets side by side, are no nesting."""
    assert parse_json(text) == json.loads(text)


@pytest.mark.parametrize("number", ["1" * 5000, "-" + "9" * 31, "1e9999999", "-1e-9999999", "1" * 5000 + ".5"])
def test_endless_number_is_refused_by_its_field(number):
    """A number too long to work with neither stops the program nor fills the memory: its field is named."""
    text = f'{{"年限": {number}}}'
    tracemalloc.start()
    with pytest.raises(RecordError, match=r"年限：不能是 .*普通的数") as caught:
        read_record(FIELDS, parse_json(text))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(str(caught.value)) < 100
    assert peak < 1_000_000


@given(
    st.dictionaries(
        st.text(max_size=5),
        st.recursive(
            st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.text(max_size=5), st.lists, max_leaves=4
        ),
        max_size=4,
    )
)
def test_json_reads_as_everywhere_else(data):
    """Plain JSON without fractions comes back as any reader gives it."""
    assert parse_json(json.dumps(data)) == data
    assert parse_json(json.dumps(data, ensure_ascii=False)) == data


@given(st.text(alphabet='{}[]":,\\01e.-nulNaI ', max_size=40))
def test_any_text_is_read_or_refused(text):
    """Whatever is typed, it is read or refused; nothing else is raised."""
    with suppress(RecordError):
        assert parse_json(text) == json.loads(text, parse_float=Decimal)
