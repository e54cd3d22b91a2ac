"""One edit of one policy file: everything that shows the figure changes, and nothing else has to be edited."""

import json
import re
import shutil

import pytest

from assessor.policy import read_library
from assessor.site.pages import pair_files, site_pages
from assessor.site.pages.compare import compare_page
from assessor.site.search import search_index
from tests.site.parsed import ROOT, Parsed

ENGINE = "assets/py-0/"
POLICY = "putian-10-2019"
OLD, NEW = "450", "465"


def made(library):
    """All that is made from the policies: pages as text, files of the comparison, the search's index, the rulebook."""
    pages = site_pages(library, ENGINE)
    texts = {page.path: Parsed.of(page.markdown).text for page in pages}
    return texts | pair_files(library) | {"search": search_index(library, pages), "rules": library.rulebook.to_json()}


@pytest.fixture(scope="module")
def edited(tmp_path_factory):
    """The policies with 465 元 in place of 450 元 wherever the file of that one policy has it."""
    folder = tmp_path_factory.mktemp("edited") / "policies"
    shutil.copytree(ROOT / "policies", folder)
    file = folder / f"{POLICY}.md"
    file.write_text(file.read_text("utf-8").replace(OLD, NEW), "utf-8")
    reading = read_library(folder)
    assert reading.errors == []
    return reading.library


def test_a_changed_figure_reaches_all_that_shows_it(library, edited):
    """The policy's page, the comparison by matter and by two, the search and the rulebook say the new figure."""
    before, after = made(library), made(edited)
    assert before.keys() == after.keys()
    for name in (f"policies/{POLICY}.md", "compare.md", f"pairs/{POLICY}.json", "search"):
        assert f"{OLD} 元" in before[name], name
        assert f"{OLD} 元" not in after[name], name
        assert f"{NEW} 元" in after[name], name
    assert f'"{OLD}"' in before["rules"]
    assert f'"{OLD}"' not in after["rules"]
    assert f'"{NEW}"' in after["rules"]


def test_the_picture_grows_with_the_figure(library, edited):
    """The bar is drawn from the rule, not by hand: 15 元 more make it longer by as much as the scale says."""
    widths = [bar_of(made_from, amount) for made_from, amount in ((library, OLD), (edited, NEW))]
    assert widths[1] / widths[0] == pytest.approx(int(NEW) / int(OLD), abs=0.001)


def bar_of(library, amount):
    """The length of the bar of an amount, in percent."""
    found = re.search(
        rf'<rect [^>]*width="([\d.]+)%"[^>]*></rect><text [^>]*>{amount} 元/月<', compare_page(library).markdown
    )
    assert found
    return float(found[1])


def test_what_does_not_show_the_figure_stays_as_it_was(library, edited):
    """What else changes names that very figure; other policies' files and rules are as before."""
    before, after = made(library), made(edited)
    changed = {name for name in before if before[name] != after[name]}
    assert changed >= {f"policies/{POLICY}.md", "compare.md", f"pairs/{POLICY}.json", "search", "rules"}
    assert [name for name in changed if NEW not in after[name]] == []
    assert not changed & {"glossary.md", "levels.md", "compare/pair.md", "policies/quant-200.md", "policies/index.md"}
    rules = [json.loads(text["rules"])["policies"] for text in (before, after)]
    others = [[policy for policy in policies if policy["id"] != POLICY] for policies in rules]
    assert others[0] == others[1]
