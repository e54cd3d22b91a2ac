"""Pictures say where the own number stands, and only what the words beside them say too."""

import re
from datetime import date
from fractions import Fraction

import pytest

from assessor.records import read_record
from assessor.report.page import result_html
from assessor.report.pictures import drawn_range, picture_html, service_html
from assessor.rules import assess

DAY = date(2026, 6, 30)


def judged(rulebook, policy, raw):
    """The assessment of a record under one policy."""
    return assess(rulebook, read_record(rulebook.fields, raw), DAY, [policy])


def picture(rulebook, policy, rule, raw):
    """The picture of one result."""
    result = judged(rulebook, policy, raw)[rule]
    return picture_html(result, result.verdict)


@pytest.mark.parametrize(
    ("years", "value", "place"),
    [(8, "600", "40%"), (10, "600", "50%"), (11, "800", "55%"), (16, "1000", "80%")],
)
def test_the_band_of_the_own_number_is_marked(rulebook, years, value, place):
    """Of 20 years drawn, the marker stands at the own years, and the band they fall into is the dark one."""
    html = picture(rulebook, "school-21art", "S21-16", {"现任班主任": True, "累计任职年限": years})
    assert html is not None
    here = re.findall(r'<g class="pc-band pc-band-here">(.*?)</g>', html)
    assert len(here) == 1
    assert value in here[0] or "<text" not in here[0]
    assert f'cx="{place}"' in html
    assert f"你的：{years} 年" in html


def test_a_share_is_drawn_up_to_the_whole(rulebook):
    """On-duty hours: 60 % and 80 % are the ends, 100 % the width, the own share is told as a percentage."""
    raw = {"月度坐班": [{"月份": "2026-05", "应坐班": 20, "实坐班": 15}]}
    html = picture(rulebook, "school-21art", "S21-19t", raw)
    assert html is not None
    assert 'cx="75%"' in html
    assert "60%</text>" in html
    assert "你的：75%" in html


def test_an_unmet_requirement_shows_how_far_it_is_met(rulebook):
    """Twelve of twenty-five years fill 48 % of the bar; once met there is nothing to show."""
    html = picture(rulebook, "wenzhou-2023-23", "WZ-12a", {"累计任职年限": 12, "连续任职年限": 12})
    assert html is not None
    assert 'width="48%"' in html
    assert "已有 12 年，要求 25 年" in html
    met = {"累计任职年限": 26, "连续任职年限": 26}
    assert picture(rulebook, "wenzhou-2023-23", "WZ-12a", met) is None


def test_nothing_is_drawn_of_what_is_not_known(rulebook):
    """No picture stands in for a number that is lacking."""
    assert picture(rulebook, "school-21art", "S21-16", {}) is None


def test_every_picture_is_hidden_from_listeners_and_said_in_words(rulebook):
    """The picture is decoration; its caption says the same."""
    result = judged(rulebook, "school-21art", {"现任班主任": True, "累计任职年限": 12})["S21-16"]
    html = result_html(result, lambda *_: "")
    assert re.search(r'<svg height="54" aria-hidden="true">.*</svg><figcaption>你的：12 年</figcaption>', html)


def test_service_is_drawn_by_year(rulebook):
    """Three spells, one not as head teacher, one still going on, one with a future start left out."""
    raw = {
        "任职段": [
            {"起": "2016-09", "止": "2018-08", "角色": "副班主任"},
            {"起": "2019-09", "角色": "班主任"},
            {"起": "2030-09", "角色": "班主任"},
        ]
    }
    html = service_html(rulebook.fields, read_record(rulebook.fields, raw), DAY)
    assert html.count("pc-served") - html.count("pc-served-other") == 2
    assert "2016 年 9 月至 2018 年 8 月（副班主任）；2019 年 9 月至今（班主任）" in html
    assert "2030" not in html


def test_service_without_a_start_draws_nothing(rulebook):
    """A row that is only begun."""
    record = read_record(rulebook.fields, {"任职段": [{"角色": "班主任"}]})
    assert service_html(rulebook.fields, record, DAY) == ""
    assert service_html(rulebook.fields, {}, DAY) == ""


def test_a_number_far_outside_stands_at_the_edge(rulebook):
    """A slip of the keyboard does not squeeze the bands into nothing."""
    html = picture(rulebook, "school-21art", "S21-16", {"现任班主任": True, "累计任职年限": 75})
    assert html is not None
    assert 'cx="100%"' in html
    assert html.count("<text") > 4
    assert "你的：75 年" in html


@pytest.mark.parametrize(
    ("ends", "own", "drawn"),
    [
        ([0], 0, (0, "0.25")),
        ([8, 16], 12, (0, 20)),
        ([8, 16], 100, (0, 32)),
        ([-10, -5], -7, ("-11.25", "-3.75")),
        ([-10, 5], -1000, (-25, "8.75")),
        ([5], -1, (-1, "6.25")),
    ],
)
def test_what_is_drawn_holds_every_end_and_has_a_width(ends, own, drawn):
    """Whatever the ends: nothing, below nothing, far away."""
    low, high = drawn_range([Fraction(end) for end in ends], Fraction(own), is_share=False)
    assert (low, high) == tuple(map(Fraction, drawn))
    assert low < high
    assert all(low <= end <= high for end in ends)


def test_what_may_be_done_is_no_requirement(rulebook):
    """The words beside the bar are those of the strength."""
    html = picture(rulebook, "city-impl-2006", "CITY-9", {"市定津贴": 100, "学校配套津贴": 150})
    assert html is not None
    assert "条文提到" in html
    assert "要求" not in html
