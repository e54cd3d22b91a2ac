"""Where a policy holds, and the questions that lead to it."""

import re
from dataclasses import replace

import pytest

from assessor.site.places import place_of
from assessor.site.start import choice_html, start_html


@pytest.mark.parametrize(
    ("policy", "province", "local"),
    [
        ("wenzhou-2023-23", "浙江", "温州"),
        ("weifang-fangzi", "山东", "潍坊坊子"),
        ("school-21art", "浙江", ""),
        ("gd-zz-2010-5", "广东", ""),
        ("moe-2009-12", "", ""),
        ("county-professional", "", ""),
    ],
)
def test_the_place_is_read_from_the_head(library, policy, province, local):
    """Province and place; what is inferred is marked, what is not known or the whole country is no place."""
    place = place_of(library.policies[policy])
    assert (place.province, place.local) == (province, local)
    assert place.inferred == ("推断" in str(library.policies[policy].head["region"]))


def test_every_place_with_a_policy_can_be_chosen(library):
    """A region of a policy below the province is offered under its province; a school's place is not a region."""
    html = start_html(list(library.policies.values()))
    assert '<option value="浙江温州">浙江 · 温州</option>' in html
    assert '<option value="新疆">新疆</option>' in html
    assert "泰州" not in re.search(r'data-about="region".*?</select>', html)[0]  # type: ignore[index]
    assert html.count('<option value="浙江">') == 1


def test_boxes_carry_whom_a_policy_is_for(library):
    """What the script decides by stands on the box, and in words beside it."""
    html = choice_html([library.policies["wenzhou-2023-23"], library.policies["rural-30-years"]], ["rural-30-years"])
    assert 'data-level="city"' in html
    assert 'data-place="浙江温州"' in html
    assert 'data-schools="乡村"' in html
    assert "已选 1 份（从教三十年证书）" in html


def test_every_short_title_is_the_only_one_of_its_name(library):
    """Two policies must not look the same in the list."""
    names = [policy.short for policy in library.policies.values()]
    assert len(set(names)) == len(names)


def test_a_document_kept_as_history_says_so_on_its_box(library):
    """The script does not tick it, and whoever does ticks it with open eyes."""
    given = library.policies["wenzhou-2023-23"]
    html = choice_html([replace(given, head={**given.head, "status": "historical"})], [])
    assert 'data-status="historical"' in html
    assert "沿革，不作现行依据" in html
    assert "data-status" not in choice_html([given], [])
