"""The comparison: by matter, two by two, and by level; all of it read from the policy files."""

import json
import re
from dataclasses import replace

import pytest

from assessor.policy import MATTERS
from assessor.site.offline import part_of
from assessor.site.pages.compare import compare_page
from assessor.site.pages.compare_matters import entries_by_matter, matter_anchor
from assessor.site.pages.compare_pair import pair_files, pair_page
from assessor.site.pages.compare_pictures import pictures
from assessor.site.pages.levels import STEPS, leaves_of, levels_page
from tests.site.parsed import Parsed, render

ASKED_FOR = {
    *("新任培训", "在岗培训", "任期与聘期", "考核不合格", "计划期限", "班会", "津贴与龄奖"),
    *("年限门槛", "评选周期", "否决", "见习"),
}


@pytest.fixture(scope="module")
def matters(library):
    """The entries of each matter."""
    return entries_by_matter(library)


def test_the_matters_that_policies_differ_on_are_all_there(matters):
    """What the domain lists as settled differently has a table, and every matter of the project stands in a group."""
    assert set(matters) >= ASKED_FOR
    assert set(matters) <= {name for names in MATTERS.values() for name in names}


def test_each_matter_can_be_jumped_to(library, matters):
    """The list on top leads to every matter, each of which stands there once."""
    parsed = Parsed.of(render(compare_page(library)))
    links = {element.attributes.get("href") for element in parsed.all("a")}
    for name in matters:
        assert f"#{matter_anchor(name)}" in links
        assert parsed.ids.count(matter_anchor(name)) == 1


def test_what_is_not_computed_says_its_words_on_the_matter(matters):
    """Every two years, every three: the author's words stand where a figure would."""
    heads = {entry.rule.id: entry.headlines for entry in matters["评选周期"]}
    assert heads["CITY-10"] == ["市级每 2 年评选一次"]
    assert heads["CNTY-5"] == ["学校每学年，县级原则上每三年"]
    tenure = {entry.rule.id: entry.headlines for entry in matters["任期与聘期"]}
    assert tenure["WZ-2a"] == ["一年一聘"]
    assert "WZ-2" not in tenure  # a year of trainee work is no term of office


def labels(matters, name):
    """The labels of the drawings of a matter."""
    return re.findall(r'aria-label="([^"]*)"', "".join(pictures(matters[name])))


def test_hours_stand_on_one_scale(matters):
    """Hours a year are compared by the year, with what the text says beside; class periods are not taken for hours."""
    assert labels(matters, "在岗培训") == ["20 学时/年", "4 学时/年（≥ 20 学时/5 年）"]
    assert set(labels(matters, "新任培训")) == {"30 学时", "40 课时"}
    assert "没有写怎样换算" in pictures(matters["新任培训"])[0]


def test_years_stand_on_one_line(matters):
    """The thresholds in years of all policies share a time line, whose points lie where their years are."""
    (picture,) = [found for found in pictures(matters["年限门槛"]) if "hb-time" in found]
    points = [float(x) for x in re.findall(r'<circle cx="([\d.]+)%"', picture)]
    figures = [int(x) for x in re.findall(r'<text x="[\d.]+%" y="(?:16|51)" text-anchor="middle">(\d+)<', picture)]
    assert {8, 11, 16, 6, 3, 2, 10, 20, 25, 30} <= set(figures)
    by_figure = dict(zip(figures, points, strict=True))
    assert by_figure[30] - by_figure[20] == pytest.approx(by_figure[20] - by_figure[10], abs=0.02)


def test_a_picture_says_what_is_counted_where_that_differs(matters):
    """Years as a teacher in the country and years as a head teacher stand on one line, each with its name."""
    (picture,) = [found for found in pictures(matters["年限门槛"]) if "hb-time" in found]
    assert "看乡村教龄" in picture
    assert "看累计任职年限" in picture


def test_figures_for_another_matter_are_not_drawn(matters):
    """A rule that says its own words on a matter (appointed for a year) is not drawn there with its other figures."""
    entry = next(entry for entry in matters["见习"] if entry.quantities)
    words = {"matters": ["任期与聘期", "见习"], "says": {"任期与聘期": "一年一聘"}}
    rule = replace(entry.rule, data={**entry.rule.data, **words})
    assert replace(entry, rule=rule, matter="任期与聘期").drawn == ()
    assert replace(entry, rule=rule).drawn == entry.quantities


@pytest.mark.parametrize("name", ["考核周期", "见习", "配备", "坐班与等第"])
def test_no_picture_where_it_would_tell_nothing(matters, name):
    """The same figure everywhere, one policy alone, or no figure at all: a table does."""
    assert pictures(matters[name]) == []


def test_drawings_bring_no_style_of_their_own(library):
    """The site's policy forbids inline styles: colours come from classes, sizes from attributes."""
    for page in (compare_page(library), pair_page(library), levels_page(library)):
        assert not [element for element in Parsed.of(render(page)).elements if "style" in element.attributes]


def test_every_policy_can_be_chosen_and_has_its_file(library):
    """Any two of all policies; each file holds what the policy says, with the way to its clauses."""
    options = {element.attributes.get("value") for element in Parsed.of(pair_page(library).markdown).all("option")}
    files = pair_files(library)
    assert options - {""} == set(library.policies)
    assert set(files) == {f"pairs/{name}.json" for name in library.policies}
    said = json.loads(files["pairs/school-21art.json"])
    bonus = next(matter for matter in said["matters"] if matter["name"] == "津贴与龄奖")
    assert 'href="../../policies/school-21art/#rule-S21-16"' in bonus["html"]
    assert "8 年起：600 元/月" in bonus["html"]


def test_the_files_of_pairs_are_kept_like_pages(library):
    """A device keeps what was opened; a thousand small files are not fetched at the first visit."""
    assert {part_of(f"assets/site-0a1b2c/{name}") for name in pair_files(library)} == {"page"}


def test_the_page_for_two_stays_light_with_a_thousand_policies(library):
    """What grows with the number of policies is one line each, far below 300 kB at a thousand."""
    size = len(pair_page(library).source.encode())
    assert size / len(library.policies) * 1000 < 300_000


def test_suggested_pairs_do_differ(library):
    """Each pair that is offered first has different figures on the matter it is offered for."""
    files = {name: json.loads(text) for name, text in pair_files(library).items()}
    offered = re.findall(r'href="\?a=([\w-]+)&amp;b=([\w-]+)">([^：]+)：', pair_page(library).markdown)
    assert offered
    for first, second, matter in offered:
        figures = [
            next(entry["figures"] for entry in files[f"pairs/{name}.json"]["matters"] if entry["name"] == matter)
            for name in (first, second)
        ]
        assert figures[0] != figures[1]


def test_the_map_has_every_policy_and_all_that_is_left_to_others(library):
    """Each policy stands on its rung, each thing left to others with its clause."""
    parsed = Parsed.of(render(levels_page(library)))
    links = {element.attributes.get("href") for element in parsed.all("a")}
    assert {f"../policies/{name}/" for name in library.policies} <= links
    for policy, leave in leaves_of(library.policies.values()):
        assert f"../policies/{policy.id}/#{leave['clause']}" in links
        assert leave["what"] in parsed.text
    assert [f"level-{key}" for key in STEPS] == [name for name in parsed.ids if name.startswith("level-")]


def test_the_map_counts_what_is_left(library):
    """The nation leaves things to provinces, counties, schools and whoever is in charge; the sum is that of the list."""
    nation = [policy for policy in library.policies.values() if policy.head["level"] == "national"]
    text = Parsed.of(levels_page(library).markdown).text
    arrow = re.search(r"国家\d+ 份，\d+ 条规则(留给[^国]*?件)省", text)
    assert arrow
    assert sum(map(int, re.findall(r"(\d+) 件", arrow[1]))) == len(leaves_of(nation))
