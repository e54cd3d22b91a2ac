"""What helps reading a policy: its citations, its terms, what stands in relation to a rule, and the way on."""

import dataclasses
import re

import pytest

from assessor.policy import Term
from assessor.site.pages.citation import cited, clause_foot, clause_name, neighbours_html, sheet_html
from assessor.site.pages.compare import compare_page
from assessor.site.pages.coverage import counted
from assessor.site.pages.glossary import glossary_page
from assessor.site.pages.home import MARK, newest_changes, newest_policies, recent_html, with_recent
from assessor.site.pages.library import library_page
from assessor.site.pages.page import Page, digest
from assessor.site.pages.policy import policy_page, ranked
from assessor.site.pages.related import SHOWN_RULES, others, users_of
from assessor.site.pages.terms import TermMarks, Words, clauses_with
from tests.site.parsed import ROOT, Parsed, render

SCHOOL = "school-21art"


def clause_of(policy, anchor):
    """A clause by its address."""
    return next(clause for clause in policy.clauses if clause.anchor == anchor)


def rendered(markdown):
    """Markdown as the site renders it, taken apart."""
    return Parsed.of(render(Page("policies/x.md", "", "", markdown)))


def term(word, **more):
    """A term with nothing special about it."""
    return Term(word, more.pop("id", word), "word", "意思。", more.pop("synonyms", ()), "pinyin", **more)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (SCHOOL, "《学校班主任工作实施办法》"),
        ("wenzhou-2023-23", "（温教人〔2023〕23号）"),
        ("tpl-20art", "（模板，非官方）"),
    ],
)
def test_a_citation_has_the_number_and_says_what_is_not_official(library, name, text):
    """Whoever pastes it elsewhere does not pass a template off as a document."""
    assert text in cited(library.policies[name])


def test_every_clause_can_be_cited_and_leads_on(library):
    """Each clause with a text of its own has a foot: the citation, the one before, the one after."""
    policy = library.policies[SCHOOL]
    clauses = counted(policy)
    feet = [Parsed.of(clause_foot(policy, clauses, position)) for position in range(len(clauses))]
    links = [[link.attributes["href"] for link in foot.all("a")] for foot in feet]
    anchors = [f"#{clause.anchor}" for clause in clauses]
    assert links == [[*anchors[max(at - 1, 0) : at], *anchors[at + 1 : at + 2]] for at in range(len(anchors))]
    (button,) = feet[[clause.anchor for clause in clauses].index("art-16")].all("cite-button")
    assert button.attributes["data-cite"] == "《学校班主任工作实施办法》第十六条"
    assert button.attributes["data-anchor"] == "art-16"


def test_a_clause_without_a_number_is_cited_with_its_title(library):
    """“二(一)” alone would not be found again."""
    clause = clause_of(library.policies["county-professional"], "p2-home")
    assert clause_name(clause).endswith(clause.title)


def test_citations_are_unique_in_a_policy(library):
    """Two clauses of a document are never cited alike."""
    for policy in library.policies.values():
        names = [clause_name(clause) for clause in counted(policy)]
        assert len(names) == len(set(names)), (policy.id, {name for name in names if names.count(name) > 1})


def test_every_sheet_names_title_number_dates_and_address(library):
    """What is repeated on paper."""
    text = Parsed.of(sheet_html(library.policies["wenzhou-2023-23"])).text
    for part in ("温州", "〔2023〕23号", "2023-03-10 发布", "2026-11-21 核对", "policies/wenzhou-2023-23/"):
        assert part in text


def test_the_way_to_the_next_policy_of_the_level(library):
    """From one to the next one gets through the whole level, in the order of the list."""
    order = ranked(library, "school")
    steps = [Parsed.of(neighbours_html(policy, order)).all("a")[-1].attributes["href"] for policy in order[:-1]]
    assert steps == [f"../{policy.id}/" for policy in order[1:]]
    assert len(Parsed.of(neighbours_html(order[-1], order)).all("a")) == 1
    assert neighbours_html(order[0], order[:1]) == ""


def test_the_strengths_on_a_page_are_explained_there(library):
    """Only those that occur; each in words."""
    for policy in library.policies.values():
        html = policy_page(library, policy, "assets/py-0/").markdown
        found = {rule.data["strength"] for rule in policy.rules}
        told = re.search(r'class="hb-strengths">.*', html)
        marks = set(re.findall(r"hb-strength hb-(\w+)", told[0])) if told else set()
        assert marks == found, policy.id


def test_marking_terms_changes_no_text(library):
    """With every term marked, a reader reads the same words, and no other element comes in."""
    for policy in library.policies.values():
        marks = TermMarks(library, "../../")
        for clause in policy.clauses:
            bare, marked = digest(clause.text), marks.mark(digest(clause.text))
            before, after = rendered(bare), rendered(marked)
            assert after.text == before.text, (policy.id, clause.anchor)
            added = [e for e in after.elements if e.attributes.get("class") == "hb-term"]
            assert len(after.elements) == len(before.elements) + len(added), (policy.id, clause.anchor)


def test_each_term_is_marked_once_on_a_page_and_leads_to_the_glossary(library):
    """The first use; the address is that of the entry."""
    ids = set(Parsed.of(render(glossary_page(library))).ids)
    for policy in library.policies.values():
        page = Parsed.of(render(policy_page(library, policy, "assets/py-0/")))
        links = [e.attributes["href"] for e in page.elements if e.attributes.get("class") == "hb-term"]
        assert len(links) == len(set(links)), policy.id
        assert {link.rpartition("#")[2] for link in links} <= ids, policy.id


def test_some_terms_are_too_common_to_be_explained(library):
    """班主任 is what the whole handbook is about."""
    assert "hb-term" not in TermMarks(library, "").mark("班主任可以每班一名。")


@pytest.mark.parametrize(
    "text",
    ["`学分`", "[学分](x.md)", "![学分](x.png)", "《学分办法》", "<b title='学分'>", "上学分", "[学分][1]"],
)
def test_what_is_not_looked_into(library, text):
    """Code, links, titles of documents, HTML, and longer words that only look like it."""
    words = dataclasses.replace(library, glossary=[term("学分", not_in=["上学分"])])
    assert TermMarks(words, "").mark(text) == text


def test_the_longest_term_is_found():
    """名班主任工作室 is not a 名班主任."""
    words = Words([term("名班主任"), term("名班主任工作室"), term("班主任", synonyms=["班头"])])
    assert [found.term for _, found in words.find("名班主任工作室和班头")] == ["名班主任工作室", "班主任"]


def test_a_meaning_with_markdown_in_it_stays_text(library):
    """The meaning stands in an attribute; nothing in it is read as Markdown or HTML."""
    hostile = dataclasses.replace(term("坏"), means='**粗** [链接](x) `码` "引" <b> _斜_ @x')
    page = rendered(TermMarks(dataclasses.replace(library, glossary=[hostile]), "").mark("这很坏。"))
    (link,) = page.all("a")
    assert link.attributes["data-means"] == hostile.means
    assert page.text.strip() == "这很坏。"


def test_the_glossary_names_the_clauses_of_each_term(library):
    """With links to the first of them; a term of the site itself may have none."""
    page = Parsed.of(render(glossary_page(library)))
    hrefs = {link.attributes.get("href") for link in page.all("a")}
    assert "../policies/school-21art/#art-16" in hrefs
    used = clauses_with(library)
    assert sum(bool(found) for found in used.values()) >= 60
    for entry in library.glossary:
        assert entry.means in page.text
        assert entry.pinyin in page.text
        assert entry.en in page.text


def test_a_rule_names_the_rules_that_count_with_it(library):
    """The yearly bonus rests on the monthly rate and on the months."""
    policy = library.policies[SCHOOL]
    rules = {rule.id: rule for rule in policy.rules}
    assert [rule.id for rule in users_of(policy, rules["S21-16"])] == ["S21-annual"]
    assert users_of(policy, rules["S21-annual"]) == []


def test_other_policies_on_the_same_matter_the_same_level_first(library):
    """As many as the comparison has, without the policy's own; a school sees schools first."""
    policy = library.policies[SCHOOL]
    matter = next(rule for rule in policy.rules if rule.id == "S21-16").data["matters"][0]
    found = others(library, policy, matter)
    everywhere = [
        (other.id, rule.id)
        for other in library.policies.values()
        for rule in other.rules
        if other.id != SCHOOL and matter in rule.data.get("matters", ())
    ]
    assert found.count == len(everywhere)
    assert len(found.shown) == min(SHOWN_RULES, found.count)
    assert all((entry.policy.id, entry.rule.id) in everywhere for entry in found.shown)
    levels = [entry.policy.head["level"] == "school" for entry in found.shown]
    assert levels == sorted(levels, reverse=True)
    assert any(levels)


def test_links_to_the_comparison_lead_to_a_matter(library):
    """Every address on a policy's page that names a matter is on the comparison."""
    ids = set(Parsed.of(render(compare_page(library))).ids)
    for policy in library.policies.values():
        page = Parsed.of(render(policy_page(library, policy, "assets/py-0/")))
        hrefs = [str(link.attributes.get("href")) for link in page.all("a")]
        assert {href.rpartition("#")[2] for href in hrefs if "compare/#" in href} <= ids, policy.id


def test_the_library_lists_every_policy_and_offers_only_what_is_there(library):
    """Complete without scripts; each choice of the filter says how many entries have it, and they do."""
    page = Parsed.of(render(library_page(library)))
    entries = [e.attributes for e in page.all("li") if "data-policy" in e.attributes]
    assert {entry["data-policy"] for entry in entries} == set(library.policies)
    assert page.all("fieldset")[0].attributes.keys() == {"disabled"}, "nothing can be used before scripts run"
    html = render(library_page(library))
    offers = re.findall(r'<select name="(\w+)">(.*?)</select>', html)
    assert [name for name, _ in offers] == ["level", "region", "topic", "stage", "authority", "year"]
    for name, options in offers:
        for value, count in re.findall(r'<option value="([^"]+)">[^<]*（(\d+)）</option>', options):
            having = [entry for entry in entries if value in str(entry.get(f"data-{name}") or "").split(" ")]
            assert len(having) == int(count) > 0, (name, value)


CHANGES = """# 变更记录

## 0.2

- 新的一条 `assessor x`，见[这里](docs/x.md)，
  接着写。
- 旧的一条。

## 0.1

- 更旧的。
"""


def test_what_is_new_comes_from_the_policies_and_the_changelog(library):
    """The newest section's first entries; the policies checked and issued last."""
    assert newest_changes(CHANGES) == ("0.2", ["新的一条 `assessor x`，见这里，接着写。", "旧的一条。"])
    text = Parsed.of(recent_html(library, CHANGES)).text
    assert "新的一条 assessor x，见这里" in text
    assert "更旧的" not in text
    dates = [(policy.head["checked"], policy.head.get("issued") or "") for policy in newest_policies(library)]
    assert dates == sorted(dates, reverse=True)
    assert newest_changes("# 没有分节") == ("", [])


def test_the_home_page_has_the_mark(library):
    """It is filled, from the changelog beside the folder of the pages; other pages are left alone."""
    home = (ROOT / "docs" / "index.md").read_text("utf-8")
    filled = with_recent(home, library, ROOT / "docs")
    assert MARK not in filled
    assert "最近核对的政策" in filled
    assert "手册的变化" in filled
    assert with_recent("# 别的", library, ROOT / "docs") == "# 别的"
