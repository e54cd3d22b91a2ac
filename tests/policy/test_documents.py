"""A policy file as text: clauses with addresses, digests without the rules, lines that can be trusted."""

import pytest

from assessor.policy.documents import read_document

from .bad import good_text


def read(text: str):
    """The good policy, or any other text, read as a document."""
    return read_document("good.md", text)


def body(text: str):
    """A document with that text under its title."""
    return read(f"---\nid: x\n---\n# 题\n{text}")


def test_clauses_in_the_order_of_the_text():
    """Every heading is a clause with its address, citation, title, depth and line."""
    found = [(c.anchor, c.label, c.title, c.depth, c.line, len(c.blocks)) for c in read(good_text()).clauses]
    assert found == [
        ("ch-1", "第一章", "待遇", 2, 25, 0),
        ("art-1", "第一条", "工龄奖励", 3, 27, 1),
        ("art-2", "第二条", "解释", 3, 46, 1),
    ]


def test_title_and_intro():
    """The title is the heading of level one, the intro what stands between it and the first clause."""
    document = read(good_text())
    assert (document.title, document.intro) == ("样例办法", "开头的话。")


def test_digest_has_no_rules():
    """A clause's text is its digest, without the rule blocks; text after a rule belongs to it too."""
    (clause,) = body("## 一 甲 {#a}\n\n前。\n\n```yaml rule\nid: R\n```\n\n后。\n").clauses
    assert clause.text == "前。\n\n后。"
    assert (clause.blocks[0].data, clause.blocks[0].line) == ({"id": "R"}, 9)


@pytest.mark.parametrize(
    ("heading", "anchor", "label", "title", "classes"),
    [
        ("## 第一条 {#a}", "a", "第一条", "", ()),
        ("## 第一条 目的 {#a-1}", "a-1", "第一条", "目的", ()),
        ("## 第一条 目的 和 依据 {#a}", "a", "第一条", "目的 和 依据", ()),
        ("## 第一条 目的 {#a .missing}", "a", "第一条", "目的", ("missing",)),
        ("## 第一条 目的 {.external #a}", "a", "第一条", "目的", ("external",)),
        ('## 目的 与依据 {#a label="三4第二款"}', "a", "三4第二款", "目的 与依据", ()),
        ("## 第一条 目的{#a}", "a", "第一条", "目的", ()),
        ("###### 深 {#z9}", "z9", "深", "", ()),
        ("第一条 目的 {#a}\n---", "a", "第一条", "目的", ()),
    ],
)
def test_headings(heading, anchor, label, title, classes):
    """An address is written once in braces; the citation is the first word unless a label says otherwise."""
    (clause,) = body(heading).clauses
    assert (clause.anchor, clause.label, clause.title, clause.classes) == (anchor, label, title, classes)


@pytest.mark.parametrize(
    "text",
    [
        "## 一 {#a}\n\n```yaml\nid: 不是规则\n```\n",
        "## 一 {#a}\n\n```\n# 不是标题\n<b>\n```\n",
        "## 一 {#a}\n\n    ```yaml rule\n    缩进四格是代码\n",
        "## 一 {#a}\n\n见 <https://example.com> 和 3 < 5、5 > 3。\n",
        "## 一 {#a}\n\n| 档 | 元 |\n| - | - |\n| 8 | 600 |\n",
    ],
)
def test_what_is_not_a_rule_stays_text(text):
    """Other code, links, tables and less-than signs are part of the digest."""
    (clause,) = body(text).clauses
    assert clause.blocks == []
    assert clause.text


@pytest.mark.parametrize(
    "change",
    [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text, lambda text: text + "\n\n"],
    ids=["CRLF", "BOM", "blank end"],
)
def test_editors_make_no_difference(change):
    """Line ends, a byte order mark and blank lines at the end change nothing."""
    plain, other = read(good_text()), read(change(good_text()))
    assert other.clauses == plain.clauses
    assert other.head == plain.head


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("## 一 {#a}\n甲\n乙\n", 6),
        ("## 一 {#a}\n\n甲\n乙\n", 7),
        ("## 一 {#a}\n\n\n\n甲\n乙\n", 9),
    ],
)
def test_digest_knows_its_line(text, line):
    """The line of a digest is that of its first word, however many blank lines stand before it."""
    (clause,) = body(text).clauses
    assert clause.text == "甲\n乙"
    assert clause.text_line == line
