"""Signs that cannot be seen, or that look like others: one table, in Python and in the page."""

import json
import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.records import RecordError, from_form, parse_json, read_record
from assessor.records.signs import INVISIBLE, figures, plain, printable, tame, visible
from assessor.site.signs import PATH, sign_table
from tests.rules.samples import FIELDS
from tests.site.parsed import ROOT

LOOK_THE_SAME = [
    ("单项\u200b", "单项"),
    ("\u202e单\u2066项\ufeff", "单项"),
    ("T\u00ad001", "T001"),
    ("Ｔ００１", "T001"),
    ("葛\U000e0100", "葛"),
    ("√\ufe0e", "√"),
    ("\u2f3f\u2ed3", "手长"),
    ("金\u3164", "金"),
    ("一\u00a0二\u202f三", "一 二 三"),
    ("2025\u20112026", "2025-2026"),
    ("2025\u22122026", "2025-2026"),
    ("2025〜2026", "2025~2026"),
    ("9∕10", "9/10"),
    ("字段∶", "字段:"),
    ("二○○九", "二〇〇九"),
    ("二O二五", "二〇二五"),
    ("王○○", "王○○"),
    ("　９５％（Ａ）", "95%(A)"),
]


@pytest.mark.parametrize(("text", "wanted"), LOOK_THE_SAME)
def test_what_looks_the_same_is_the_same(text, wanted):
    """Signs that cannot be seen are gone, and signs that look like others are those others."""
    assert plain(text) == wanted
    assert plain(wanted) == wanted


def test_every_format_character_is_in_the_table():
    """What Unicode calls a format character cannot be seen; those that have a shape are left."""
    shaped = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13440)}
    formats = {code for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf"} - shaped
    assert [hex(code) for code in formats if not any(first <= code <= last for first, last in INVISIBLE)] == []


def test_the_script_is_made_from_the_table():
    """The page's copy is what `python -m assessor.site.signs` writes."""
    assert PATH.read_text("utf-8") == sign_table()


def test_the_page_clears_texts_as_the_engine_does():
    """Every character of the basic plane, and each of the samples, comes out of both the same."""
    texts = [chr(code) for code in [*range(0xD800), *range(0xE000, 0x10000)]] + [text for text, _ in LOOK_THE_SAME]
    script = (ROOT / "assessor" / "site" / "scripts" / "signs.js").as_uri()
    source = (
        f"import {{ visible, plain, figures }} from {json.dumps(script)};"
        "let given = ''; for await (const part of process.stdin.setEncoding('utf8')) given += part;"
        "console.log(JSON.stringify(JSON.parse(given).map((text) => [visible(text), plain(`x${text}x`), figures(`x${text}x`)])));"
    )
    command = ["node", "--input-type=module", "-e", source]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, check=True, text=True)
    here = {text: [visible(text), plain(f"x{text}x"), figures(f"x{text}x")] for text in texts}
    known = [text for text in texts if len(text) > 1 or unicodedata.category(text) != "Cn"]
    there = dict(zip(texts, json.loads(done.stdout), strict=True))
    assert [ascii(text) for text in known if there[text] != here[text]] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("班级", "班级"),
        ("a\x1b[31mb", "a‹终端控制符 U+001B›[31mb"),
        ("通过\n通过：0 处错误", "通过‹换行 U+000A›通过：0 处错误"),
        ("a\u202eb", "a‹U+202E›b"),
        ("8\u200b", "8‹零宽空格 U+200B›"),
        ("\ud800", "‹半个字符 U+D800›"),
        ("长" * 50, "长" * 40 + "……"),
    ],
)
def test_foreign_texts_in_messages(text, shown):
    """A foreign text stays on its line, is cut, and what cannot be seen in it is named."""
    assert printable(text) == shown
    assert printable(text).encode()


@given(st.text())
def test_nothing_in_a_message_moves_a_terminal(text):
    """Whatever a text holds, its lines have nothing but signs with a shape in them."""
    for line in (printable(text, 1000), *tame(text).split("\n")):
        assert [sign for sign in line if not sign.isprintable() and sign != "\u3000"] == []


def test_a_record_from_a_chat_program_is_read():
    """Odd white space between the parts, invisible signs in names and words, other hyphens, the marks around it: read."""
    for text in (
        '{\n\u00a0 "年限\u200b": 8,\u3000"称号": "甲\u200d等", "入职日期": "2026‑09‑01"}\ufeff',
        '```json\n{"年限": 8, "称号": "甲等", "入职日期": "2026-09-01"}\n```\n',
    ):
        assert read_record(FIELDS, parse_json(text)) == read_record(
            FIELDS, {"年限": 8, "称号": "甲等", "入职日期": "2026-09-01"}
        )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{“年限”: 8}", ["第 1 行第 2 字", "“", "双引号要用英文的"]),
        ('{"年限"： 8}', ["：", "冒号要用英文的"]),
        ('{"年限": NaN}', ["年限：NaN 不是数"]),
        ('{"活动": [{}, {"分值": Infinity}]}', ["活动.分值（第 2 行）：Infinity 不是数"]),
        ('{"活动": [{"日期": 1, "日期": 1}]}', ["活动.日期（第 1 行）", "写了两次"]),
        ('{"年限": 1e-99999999999999999999999}', ["年限：不能是 1e-9999", "普通的数"]),
        ('{"年限": 8, "年限\u200b": 9}', ["年限：写了两次"]),
        ('{"备注": "\\ud800"}', ["备注：不能是 ‹半个字符 U+D800›", "半个字符 U+D800"]),
        ('{"年\\u202e限制": 1}', ["年‹U+202E›限制：没有这个字段"]),
        ('{"称号": "丙\\u0007"}', ["丙‹响铃 U+0007›"]),
    ],
)
def test_refusals_name_the_place_and_the_sign(text, words):
    """A refusal names the field, the column and the row, and the sign that cannot be seen or only looks right."""
    with pytest.raises(RecordError) as caught:
        read_record(FIELDS, parse_json(text))
    assert [word for word in words if word not in str(caught.value)] == []


@pytest.mark.parametrize("size", [51, 5000])
def test_refusals_are_bounded(size):
    """However much is wrong, and however long the names are, the message stays one that can be read."""
    with pytest.raises(RecordError) as caught:
        read_record(FIELDS, {f"没有{'很长' * 1000}{number}": 1 for number in range(size)})
    assert len(str(caught.value)) < 10_000
    assert f"另有 {size - 50} 处" in str(caught.value)
    assert len(caught.value.problems) == size


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        *[(text, text) for text in ("2025.9-10", "2025/11-12", "2025年9-10月", "2025-9-10", "2025.9/10")],
        ("2025-9-1", "2025-09"),
        ("2025-09-10", "2025-09"),
        ("2025.9.10", "2025-09"),
        ("2025‐9", "2025-09"),
    ],
)
def test_two_months_in_one_place(typed, wanted):
    """One kind of sign in a day; what may be two months is not taken for the first of them."""
    assert from_form(FIELDS, {"坐班": [{"月份": typed}]}) == {"坐班": [{"月份": wanted}]}
    if typed == wanted:
        with pytest.raises(RecordError, match=r"两个月|存在的月份"):
            read_record(FIELDS, {"坐班": [{"月份": typed}]})
