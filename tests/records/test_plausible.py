"""What can be read and is still unlikely."""

from datetime import date

import pytest

from assessor.records import doubts, read_record
from assessor.records.plausible import MOST
from assessor.report.page import derived_html
from assessor.rules.fields import fields_from_json

YEARS = {"type": "number", "unit": "年", "min": "0", "max": "80"}
HOURS = {"type": "number", "unit": "小时", "min": "0"}
FIELDS = fields_from_json(
    {
        "自评日期": {"type": "date"},
        "任职段": {
            "type": "list",
            "keeps_future": True,
            "columns": {
                "起": {"type": "month"},
                "止": {"type": "month"},
                "角色": {"type": "enum", "values": ["班主任"]},
            },
        },
        "总年限": {**YEARS, "derive": {"spells": "任职段", "measure": "cumulative", "role": "班主任"}},
        "连年": {**YEARS, "within": "总年限"},
        "到校": {**HOURS, "up_to": "应到", "total_of": "坐班.实"},
        "应到": HOURS,
        "坐班": {
            "type": "list",
            "once": "月份",
            "columns": {"月份": {"type": "month"}, "应": HOURS, "实": {**HOURS, "up_to": "应"}},
        },
        "荣誉": {"type": "list", "columns": {"名称": {"type": "text"}, "日期": {"type": "date"}}},
        "考核": {"type": "list", "columns": {"学年": {"type": "school_year"}}},
        "学期开始": {"type": "date"},
        "学期结束": {"type": "date"},
    }
)
DAY = date(2026, 6, 30)


def told(raw: dict[str, object]) -> list[str]:
    """What is told of a record."""
    return [str(doubt) for doubt in doubts(FIELDS, read_record(FIELDS, raw), DAY)]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"总年限": 12, "连年": 8}, []),
        ({"连年": 8}, []),
        ({"总年限": 5, "连年": 8}, ["连年：8 年，比总年限的 5 年还多"]),
        (
            {"任职段": [{"起": "1905-07", "止": "1990-06", "角色": "班主任"}]},
            ["任职段.起（第 1 行）：1905-07 早于 1950 年", "总年限：推算出 85 年，超过 80 年"],
        ),
        (
            {"任职段": [{"起": "2020-09", "止": "2021-08", "角色": "班主任"}], "连年": 3},
            ["连年：3 年，比总年限的 1 年还多"],
        ),
        ({"荣誉": [{"日期": "2038-01-01"}]}, ["荣誉.日期（第 1 行）：2038-01-01 在自评日期 10 年以后"]),
        ({"考核": [{"学年": "1905-1906"}]}, ["考核.学年（第 1 行）：1905-1906 早于 1950 年"]),
        ({"到校": 30, "应到": 10}, ["到校：30 小时，比应到的 10 小时还多"]),
        (
            {"坐班": [{"应": 10, "实": 10}, {"应": 10, "实": 30}]},
            ["坐班.实（第 2 行）：30 小时，比应的 10 小时还多，是 300%"],
        ),
        ({"坐班": [{"应": 0, "实": 3}]}, ["坐班.实（第 1 行）：3 小时，比应的 0 小时还多"]),
        (
            {"坐班": [{"月份": "2026-03"}, {"月份": "2026-04"}, {"月份": "2026-03"}]},
            ["坐班（第 3 行）：月份 2026-03 和第 1 行相同，两行都算了"],
        ),
        ({"坐班": [{}, {}]}, []),
        (
            {"荣誉": [{"名称": "甲", "日期": "2025-01-01"}] * 2},
            ["荣誉（第 2 行）：和第 1 行一模一样"],
        ),
        ({"荣誉": [{"日期": "2025-01-01"}] * 2}, []),
        ({"到校": 9, "坐班": [{"实": 4}, {"实": 5}]}, []),
        ({"到校": 8, "坐班": [{"实": 4}, {"实": 5}]}, ["到校：填的是 8 小时，坐班合计是 9 小时"]),
        ({"到校": 8, "坐班": []}, ["到校：填的是 8 小时，坐班却写没有"]),
        ({"到校": 0, "坐班": []}, []),
        ({"到校": 8, "坐班": [{"实": 4}, {}]}, []),
        (
            {"学期开始": "2026-02-01", "到校": 5, "坐班": [{"月份": "2026-01", "实": 4}, {"月份": "2026-02", "实": 5}]},
            [],
        ),
    ],
)
def test_what_is_unlikely_is_told(raw, words):
    """Long ago, far ahead, more than the whole, the same twice, another total: each is told, all else is not."""
    found = told(raw)
    assert len(found) == len(words), found
    assert [word for word, text in zip(words, found, strict=True) if word not in text] == []


def test_doubts_are_bounded():
    """Of many doubts the first are told, and how many there are besides."""
    found = told({"荣誉": [{"日期": "1905-01-01"}] * 500})
    assert len(found) == MOST + 1
    assert "还有 480 处" in found[-1]


def test_doubts_stand_on_the_page():
    """The page tells them above the results, each with its field."""
    found = doubts(FIELDS, read_record(FIELDS, {"总年限": 5, "连年": 8}), DAY)
    assert 'data-doubt="连年">连年：8 年，比总年限的 5 年还多，请核对。' in derived_html([], [], found)
