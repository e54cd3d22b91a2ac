"""The generated pages are pure, complete, and let nothing hostile through."""

import shutil

import pytest

from assessor.policy import read_library, shapes
from assessor.policy.shapes import MECHANISMS, Key
from assessor.site.inputs import computed
from assessor.site.pages import site_pages
from assessor.site.pages.page import digest, plain, root_of
from assessor.site.pages.reference import FORMS
from tests.site.parsed import ROOT, Parsed, render

ENGINE = "assets/py-0/"


@pytest.fixture(scope="module")
def pages(library):
    """All generated pages by path."""
    return {page.path: page for page in site_pages(library, ENGINE)}


def test_pages_are_the_same_every_time(library, pages):
    """The same library gives the same text, so that a site can be checked against its sources."""
    assert {page.path: page.source for page in site_pages(library, ENGINE)} == {
        path: page.source for path, page in pages.items()
    }


def test_every_policy_has_a_page_with_all_its_clauses(library, pages):
    """Each clause's address, as written in the policy file, is on the policy's page exactly once."""
    for policy in library.policies.values():
        ids = Parsed.of(render(pages[f"policies/{policy.id}.md"])).ids
        for clause in policy.clauses:
            assert ids.count(clause.anchor) == 1, (policy.id, clause.anchor)


def test_ids_are_unique(pages):
    """No id occurs twice on a page."""
    for page in pages.values():
        ids = Parsed.of(render(page)).ids
        assert len(ids) == len(set(ids)), (page.path, {name for name in ids if ids.count(name) > 1})


def test_every_page_has_one_h1_and_a_description(pages):
    """Search engines and screen readers know what a page is about."""
    for page in pages.values():
        assert len(Parsed.of(render(page)).all("h1")) == 1, page.path
        assert page.description


def test_no_yaml_is_shown(library, pages):
    """Readers see rules drawn, never the source."""
    for policy in library.policies.values():
        text = pages[f"policies/{policy.id}.md"].markdown
        assert "yaml rule" not in text
        assert "strength: must" not in text


def test_every_rule_stands_on_its_policys_page(library, pages):
    """Rules can be linked to: #rule-S21-16."""
    for policy in library.policies.values():
        ids = Parsed.of(render(pages[f"policies/{policy.id}.md"])).ids
        assert {f"rule-{rule.id}" for rule in policy.rules} <= set(ids)


def test_policies_with_computed_rules_have_a_calculator(library, pages):
    """The form and a worked example are in the page before any script runs."""
    for policy in library.policies.values():
        found = Parsed.of(pages[f"policies/{policy.id}.md"].markdown).all("policy-calculator")
        assert len(found) == (1 if policy in computed(library) else 0)
        for element in found:
            assert element.attributes["policies"] == policy.id
            assert element.attributes["data-engine"] == f"../../{ENGINE}"


def test_the_school_example_is_computed_when_the_site_is_built(pages):
    """Twelve years and ten months of on-duty hours give 5200 元 on the page itself."""
    found = Parsed.of(pages["policies/school-21art.md"].markdown)
    (annual,) = [e for e in found.elements if e.attributes.get("data-result") == "S21-annual"]
    assert annual.attributes["data-value"] == "5200"
    assert annual.attributes["data-status"] == "known"


def test_cases_are_computed_by_the_engine(library, pages):
    """Every case is on the page with its answer, except that a case is not a result of the reader's."""
    text = Parsed.of(pages["policies/school-21art.md"].markdown).text
    rule = next(rule for rule in library.policies["school-21art"].rules if rule.id == "S21-16")
    for case in rule.cases:
        assert case.name in text
        assert case.on is None or f"自评日期 {case.on}" in text
    assert "字面空档：条文没有写" in text


def read_one(folder, name, text):
    """The library of one policy file, with the project's fields and glossary."""
    for common in ("fields.yaml", "glossary.yaml"):
        shutil.copy(ROOT / "policies" / common, folder)
    (folder / f"{name}.md").write_text(text, "utf-8")
    reading = read_library(folder)
    assert not reading.errors
    return reading.library


@pytest.mark.parametrize("years", ["3", "7"])
def test_a_changed_figure_changes_the_comparison(tmp_path, years):
    """The comparison is read from the rules: a new figure in a policy file is a new figure in the table."""
    text = HOSTILE.replace("at_least: 1", f"at_least: {years}").replace("要点 <img", f"要点 {years} 年 <img")
    text = text.replace("given: {累计任职年限: 1}", "given: {累计任职年限: 9}")
    pages = {page.path: page for page in site_pages(read_one(tmp_path, "hostile", text), ENGINE)}
    assert f"累计任职年限 ≥ {years} 年" in Parsed.of(pages["compare.md"].markdown).text


@pytest.mark.parametrize(
    ("path", "root"),
    [("assess.md", "../"), ("policies/index.md", "../"), ("policies/x.md", "../../"), ("index.md", "")],
)
def test_root_of(path, root):
    """Each page is a folder; an index page is its folder's."""
    assert root_of(path) == root


def test_text_is_not_taken_for_markdown():
    """Titles and names may hold any character."""
    assert plain("a*b_[c]<d>") == r"a\*b\_\[c\]&lt;d&gt;"


def test_digests_cannot_bring_in_html_or_attributes():
    """A digest is Markdown, but neither a half-open tag nor an attribute list gets through."""
    assert "<" not in digest("<img src=x onerror=alert(1)")
    assert "{" not in digest("文字{onclick=alert(1)}")


HOSTILE = """---
id: hostile
title: 坏 & "心" <b
summary: <img src=x onerror=alert(1)>
issuer: <script>alert(1)</script>
level: school
region: "\\"><img src=x onerror=alert(1)>"
number: null
issued: null
valid: {from: null, to: null}
stages: [小学]
completeness: complete
missing: <img src=x onerror=alert(1)>
authority: official
source: {file: null, part: null, note: <img src=x onerror=alert(1)>}
checked: "2026-11-21"
topics: [考核]
notices: [<img src=x onerror=alert(1)>]
---

# 坏 & "心" <b

引言 <img src=x onerror=alert(1)

## 第一条 坏 <b {#art-1}

要点 <img src=x onerror=alert(1) {onclick=alert(1)}

```yaml rule
id: H-1
name: <img src=x onerror=alert(1)>
kind: requirement
strength: must
note: </div><script>alert(1)</script>
matters: [<img src=x onerror=alert(1)>]
unit: 年
require: {have: 累计任职年限, at_least: 1}
cases:
  - {name: <img src=x onerror=alert(1)>, given: {累计任职年限: 1}, expect: true}
```
"""


def test_hostile_text_stays_text(tmp_path):
    """Whatever a policy file holds, no element, script or handler comes out of its texts."""
    for page in site_pages(read_one(tmp_path, "hostile", HOSTILE), ENGINE):
        parsed = Parsed.of(render(page))
        assert not parsed.all("img"), page.path
        assert not parsed.all("script"), page.path
        handlers = [e for e in parsed.elements if any(name.startswith("on") for name in e.attributes)]
        assert not handlers, page.path


def test_the_reference_names_every_form_of_key():
    """The authors' reference has words for whatever may stand at a key."""
    tables = [
        getattr(shapes, name) for name in ("HEAD", "RULE", "READING", "ONLY_IF", "NOTICE", "CASE", "BAND", "CHOICE")
    ]
    tables += [shape.keys for shape in MECHANISMS.values() if shape.keys]
    keys = [key for table in tables for key in table.values()]
    assert all(isinstance(key, Key) for key in keys)
    assert {key.form for key in keys if not key.words} <= set(FORMS)
