"""What `check` accepts is never refused later: it is shown, searched, computed, explained and proved without a crash."""

import json
import signal
import time
from typing import Any

import markdown
import pytest

from assessor.policy import Library, PolicyError, read_policy
from assessor.policy.documents import read_document
from assessor.policy.fieldfile import read_fields
from assessor.policy.glossary import read_glossary
from assessor.policy.library import rulebook_of
from assessor.policy.shapes import HEAD, RULE
from assessor.site.pages import policy_page
from tests.policy.bad import FIELDS, GLOSSARY, good_text, with_body
from tests.policy.test_anything import SOUND, as_rule, rule
from tests.site.accepted import ENGINE, accepted, changed, use

TABLE, TABLE_FIELDS = read_fields(good_text(FIELDS))
VALUES: list[Any] = [12, "", "甲\n乙", "<b>|*_{{x}}", ["甲"], {"键": 1}, "长" * 600]
EXTENSIONS = ["abbr", "admonition", "attr_list", "def_list", "md_in_html", "tables", "toc"]
EXTENSIONS += ["pymdownx.details", "pymdownx.superfences"]


def crash(text: str, *, everywhere: bool = False) -> str | None:
    """How an accepted policy fails when it is used; None if it does not, or was not accepted."""
    policy = accepted(text, TABLE, TABLE_FIELDS)
    try:
        if policy is not None:
            use(policy, TABLE, everywhere=everywhere)
    except Exception as error:  # noqa: BLE001 - any exception is what is looked for
        return f"{type(error).__name__}: {error}"
    return None


def crashes(texts: dict[str, str], *, everywhere: bool = False) -> dict[str, str]:
    """Every text that crashes, by what was changed in it."""
    found = {what: crash(text, everywhere=everywhere) for what, text in texts.items()}
    return {what: error for what, error in found.items() if error}


@pytest.mark.parametrize("name", SOUND)
def test_a_rule_with_anything_in_it(name):
    """Each part of a rule left out or replaced: what is accepted works everywhere."""
    assert crashes({what: as_rule(data) for what, data in changed(rule(name), VALUES)}) == {}


def test_a_rule_with_any_further_key():
    """Each key that a rule may have, with any value behind it."""
    texts = {f"{key} = {value!r}": as_rule({**rule("require"), key: value}) for key in RULE for value in VALUES}
    assert crashes(texts) == {}


@pytest.mark.parametrize("key", HEAD)
def test_a_head_with_anything_in_it(key):
    """Each key of the head left out or replaced."""
    head = json.loads(json.dumps(read_document("good.md", good_text()).head))
    body = good_text().split("---\n", 2)[2]
    heads = [{name: head[name] for name in head if name != key}, *({**head, key: value} for value in [None, *VALUES])]
    texts = {str(data.get(key)): f"---\n{json.dumps(data, ensure_ascii=False)}\n---\n{body}" for data in heads}
    assert crashes(texts, everywhere=True) == {}


def test_a_field_table_with_anything_in_it():
    """Each part of the field table left out or replaced: the good policy still works, or is refused."""
    found = {}
    groups = {"基本": dict(TABLE)}
    for entry in groups["基本"].values():
        entry.pop("group", None)
    for what, data in changed(groups, [True, -1, "abc", "次/", ["甲"]]):
        try:
            table, fields = read_fields(json.dumps(data, ensure_ascii=False))
        except PolicyError:
            continue
        policy = accepted(good_text(), table, fields)
        try:
            if policy is not None:
                use(policy, table, everywhere=False)
        except Exception as error:  # noqa: BLE001 - any exception is what is looked for
            found[what] = f"{type(error).__name__}: {error}"
    assert found == {}


def test_a_glossary_with_anything_in_it(tmp_path):
    """Each part of the glossary left out or replaced."""
    entries = [
        {
            "term": "工龄",
            "id": "years",
            "en": "years",
            "means": "干了几年。",
            "synonyms": ["教龄"],
            "pinyin": "gongling",
        },
        {"term": "奖励", "id": "award", "en": "award", "means": "给的钱。", "synonyms": [], "pinyin": "jiangli"},
    ]
    entries[0] |= {"not_in": ["工龄表"], "avoid": ["seniority"]}
    policy = accepted(good_text(), TABLE, TABLE_FIELDS)
    assert policy is not None
    for _, data in changed(entries, VALUES[1:5]):
        (tmp_path / GLOSSARY).write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        use(policy, TABLE, read_glossary(tmp_path / GLOSSARY)[0])


FORMULAS = """
date(year(自评日期), 2, 28) <= 自评日期
date(year(自评日期) + 100000, 1, 1) > 自评日期
date(floor(人数), 1, 1) < 自评日期
date(school_year(自评日期) - 3, 9, 1) < 入职日期
date(year(years_before(自评日期, 1900)), 1, 1) < 自评日期
years_before(入职日期, 3000) < 自评日期
years_before(入职日期, 人数) < 自评日期
months_between(自评日期, 入职日期) > 3
months_between(date(1900, 1, 1), 自评日期) > 1
工龄 / (人数 - 人数) > 1
1/0 > 工龄
floor(工龄 / 0) > 1
round_half_up(比率 / 0) > 1
max(60, 人数) > 3
min(人数, 60) > 3
filled(任职段)
present(任职段)
contains(名称, '')
学段 in []
起始月 >= 起始月
""".strip().split("\n")
BODIES = [
    *(("requirement", None, f"formula: {json.dumps(formula, ensure_ascii=False)}") for formula in FORMULAS),
    *(("requirement", None, f"let: {{甲: {json.dumps(each, ensure_ascii=False)}}}\nformula: 甲") for each in FORMULAS),
    (
        "requirement",
        None,
        "require: {have: {count: {of: 活动, within: since(years_before(自评日期, 3000))}}, at_least: 1}",
    ),
    ("requirement", None, "require: {have: {count: {of: 活动, within: last_years(100)}}, at_least: 1}"),
    ("requirement", None, "require: {have: {count: {of: 考核, within: last_days(36500)}}, at_least: 1}"),
    ("requirement", None, "each_week: {of: 活动, at_least: 1000}"),
    ("requirement", None, "recent_years: {of: 考核, by: 学年, where: 结果 == '合格', years: 1000, adjacent: true}"),
    ("requirement", None, "all: [{any: [{all: [现任]}]}]"),
    ("amount", "小时", "each: {of: 活动, by: 类型, value: 时长}"),
    ("amount", "次", "each: {of: 活动, by: 日期, value: {if: {condition: 日期 > 自评日期, then: 1, else: 2}}}"),
    ("amount", "次", "each: {of: 活动, by: 日期, value: {count: {of: 考核}}}"),
    ("amount", "小时", "sum: {of: 活动, value: {if: {condition: 类型 == '班会', then: 时长, else: 0}}}"),
    ("amount", "次", "sum: {of: 清单, value: 1}"),
    ("grade", None, "bands: {of: {count: {of: 活动}}, rows: [{below: 1, value: 甲}, {from: 1, value: 乙}]}"),
    ("grade", None, "bands: {of: 比率, rows: [{to: 60%, value: 甲}, {above: 60%, value: 乙}]}"),
    ("grade", None, "formula: 学段"),
    ("amount", "元", "choose: {of: 名称, rows: [{is: 甲, value: 1}]}"),
    ("score", "分", "score: {items: [分数], floor: 100, cap: 0}"),
    ("amount", "元", "result: G-1"),
]


@pytest.mark.parametrize(("kind", "unit", "body"), BODIES, ids=[body for *_, body in BODIES])
def test_a_computation(kind, unit, body):
    """Days outside the calendar, divisions by nothing, lists asked whether they are there: an answer, or unknown."""
    assert crash(with_body(body, kind, unit), everywhere=True) is None


def chain(step: str, count: int) -> str:
    """Names that each rest on the one before."""
    steps = "".join(f"  甲{at + 1}: {step.replace('甲', f'甲{at}')}\n" for at in range(count))
    return f"let:\n  甲0: 比率 + 99999999999\n{steps}formula: 甲{count} > 3"


GROWING = {
    "deep names": chain("甲 + 1", 400),
    "as deep as may be": chain("甲 + 1", 70),
    "doubled": chain("甲 + 甲", 40),
    "squared": chain("甲 * 甲", 40),
    "long formula": "formula: 工龄" + " + 1" * 95 + " > 3",
    "many nots": "formula: " + "not " * 95 + "现任",
    "nested": "all: " + "[{all: " * 18 + "[现任]" + "}]" * 18,
}


@pytest.fixture
def limit():
    """Half a minute for one test: an answer that takes longer is none."""

    def ring(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, ring)
    signal.alarm(30)
    yield
    signal.alarm(0)


@pytest.mark.usefixtures("limit")
@pytest.mark.parametrize("name", GROWING)
def test_what_grows_with_every_step(name):
    """Chains of names and deep formulas neither hang nor overflow: they work, or are refused."""
    assert crash(with_body(GROWING[name])) is None


DIGESTS = {
    **{mark: mark * 1900 for mark in "[(*`<&\\九半#~|《"},
    "quotes": "> " * 900,
    "bullets": "- " * 900,
    "pairs": "[[" * 900 + "]]" * 900,
    "bold": "**a" * 600,
    "zero": "1/0 和零分之一",
    "fence": "```\n话",
    "tildes": "~~~\n话",
    "code": "    话",
    "note": "!!! note\n    话",
    "details": "??? note\n    话",
    "rule": "话\n\n***",
    "task": "- [x] 话",
    "attributes": "话{#x .y onclick=z}",
    "link": "[甲](https://example.com/2019/12)，见 https://example.com/77/a",
    "auto": "<https://example.com/5>",
    "emoji": ":smile:",
    "snippet": '--8<-- "x"',
    "math": "$x$",
    "mail": "<a@b.cn>",
    "foot": "话[^1]",
}


@pytest.mark.usefixtures("limit")
@pytest.mark.parametrize("name", DIGESTS)
def test_a_digest_of_odd_signs(tmp_path, name):
    """Whatever Markdown makes of a digest that is accepted, it does so in no time, and no page breaks."""
    text = good_text().replace("由学校解释，", f"{DIGESTS[name]}\n\n由学校解释，")
    (tmp_path / "good.md").write_text(text, "utf-8")
    start = time.monotonic()
    read_policy(tmp_path / "good.md", TABLE, TABLE_FIELDS)
    assert time.monotonic() - start < 15
    assert crash(text) is None
    policy = accepted(text, TABLE, TABLE_FIELDS)
    if policy is not None:
        library = Library({policy.id: policy}, TABLE, (), rulebook_of(TABLE, [policy]))
        html = markdown.markdown(
            policy_page(library, policy, ENGINE).source.split("---\n", 2)[2], extensions=EXTENSIONS
        )
        assert 'id="art-2"' in html
