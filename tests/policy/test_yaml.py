"""YAML without surprises: text stays text, numbers are exact, every key and item knows its line."""

import re
from fractions import Fraction

import pytest

from assessor.policy import PolicyError
from assessor.policy.yaml import MAX_DEPTH, load
from tests.conftest import ROOT

TEXTS = [
    *("yes", "no", "on", "off", "Yes", "NO", "y", "n", "True", "FALSE", "Null", "NULL"),
    *("1:30", "12:30:45", "190:20", "2026-01-01", "2026-09", "2025-2026", "2026-01-01T08:00:00Z"),
    *("0o7", "0x1F", "0b11", "1e3", "1.5e3", "1_000", "+5", ".5", "5.", "1/2", "60%", "3 学时"),
    *(".inf", "-.inf", ".nan", ".NaN", "<<", "=", "１２", "1２", "1٢", "-1.٢", "-", "1,000"),
]


@pytest.mark.parametrize("text", TEXTS)
def test_text_stays_text(text):
    """What YAML 1.1 takes for a truth value, a time, a date, an octal or a special number is the text as written."""
    value = load(f"a: {text}\n" if text != "-" else 'a: "-"\n')["a"]
    assert value == text
    assert type(value) is str


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-3", -3),
        ("010", 10),
        ("79.9", Fraction(799, 10)),
        ("0.1", Fraction(1, 10)),
        ("2.0", 2),
        ('"5"', "5"),
        ('"true"', "true"),
        ("'null'", "null"),
        ("'&a'", "&a"),
    ],
)
def test_plain_values(text, value):
    """Truth values, nothing, and decimal numbers are read, exactly; whatever is quoted is text."""
    found = load(f"a: {text}\n")["a"]
    assert found == value
    assert type(found) is type(value)


def test_keys_are_text():
    """A key is the text as written, whatever it would be as a value."""
    assert list(load("1: a\ntrue: b\nnull: c\n2026-01-01: d\n")) == ["1", "true", "null", "2026-01-01"]


def test_lines_count_from_the_first_line():
    """Mappings, keys and items know their lines, counted from where the text stands in its file."""
    data = load("a: 1\nb:\n  - x\n  - c: 2\n    d: 3\n", 11)
    assert (data.line, data.line_of("a"), data.line_of("b"), data.line_of("none")) == (11, 11, 12, 11)
    assert (data["b"].line, data["b"].lines) == (13, [13, 14])
    assert data["b"][1].line_of("d") == 15


@pytest.mark.parametrize("text", ["", "# 只有注释\n", "---\n"])
def test_nothing_is_nothing(text):
    """A document without content is None."""
    assert load(text) is None


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: &x 2\n", 12, "锚点"),
        ("a: 1\nb: *x\n", 12, "锚点"),
        ("a: 1\n&x b: 2\n", 12, "锚点"),
        ("a: &x [1]\n", 11, "锚点"),
        ("a: 1\nb: !!int 2\n", 12, "标签"),
        ("a: 1\nb: !x {}\n", 12, "标签"),
        ("!!set {a}\n", 11, "标签"),
        ("a: 1\nb: 2\na: 3\n", 13, "键 a 写了两次"),
        ("x:\n  a: 1\n  'a': 2\n", 13, "键 a 写了两次"),
        ("- 1\n- ? {a: 1}\n  : 2\n", 12, "键必须是一个词"),
        ("a: 1\n\tb: 2\n", 12, "写法有误"),
        ("a: 1\n---\nb: 2\n", 12, "写法有误"),
        ("a: [1\n", 12, "写法有误"),
        ('a: "\n', 12, "写法有误"),
        ("a: 1\nb: \x00\n", 12, "写法有误"),
        ("a: 1\nb: {c: php?id=1}\n", 12, "英文问号"),
        ("a: 1\nb: [真的?]\n", 12, "英文问号"),
        ("a: 1\nb:\t- 2\n", 12, "写法有误"),
        (f"a: 1\nb: {'9' * 31}\n", 12, "太长"),
        (f"a: 1\nb: {'[' * 50}{']' * 50}\n", 12, f"嵌套超过 {MAX_DEPTH} 层"),
        (f"a: 1\nb: {'[' * 100_000}\n", 12, f"嵌套超过 {MAX_DEPTH} 层"),
        ("a: " + "长" * 400_000, 11, "超过 1000 KB"),
    ],
)
def test_refused(text, line, message):
    """Anchors, aliases, tags, duplicate keys and overgrown texts are refused on their own line, with a remedy."""
    with pytest.raises(PolicyError) as refused:
        load(text, 11)
    assert refused.value.line == line
    assert message in refused.value.message
    assert refused.value.hint


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "policies").glob("*.*")))
def test_one_file_reads_the_same_with_either_parser(monkeypatch, name):
    """A file that passes where PyYAML has libyaml passes in a browser too, where there is none, and means the same."""
    blocks = re.split(r"^(?:---|```.*)\n", (ROOT / "policies" / name).read_text(), flags=re.MULTILINE)
    texts = blocks[1::2] if name.endswith(".md") else ["".join(blocks)]
    over_libyaml = [load(text) for text in texts]
    monkeypatch.setattr("assessor.policy.yaml._FASTER", None)
    assert [load(text) for text in texts] == over_libyaml
