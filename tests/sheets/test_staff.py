"""Staff lists."""

from typing import Any

import pytest

from assessor.rules.fields import Field
from assessor.rules.receipt import plain_record
from assessor.sheets import SheetError
from assessor.sheets.staff import StaffList, read_staff
from tests.rules.samples import FIELDS as TEACHER
from tests.sheets.files import scalars, table, workbook, xlsx

FIELDS = {
    **TEACHER,
    "班级数": Field("班级数", "number", group="学校"),
    "事项": Field("事项", "list", group="学校", columns=TEACHER["清单"].columns),
}
DUTY = ("代号", "月份", "应坐班", "实坐班")


def read(sheets: dict[str, Any]) -> StaffList:
    """The staff list in a workbook with these sheets."""
    return read_staff(FIELDS, workbook(sheets))


def records(staff: StaffList) -> dict[str, Any]:
    """The records as plain data, by code; None for rows that could not be read."""
    return {member.code: member.record and plain_record(member.record) for member in staff.members}


def errors(staff: StaffList) -> list[str]:
    """Every problem, in one line each."""
    return [str(p) for p in [*staff.problems, *(p for member in staff.members for p in member.problems)]]


def test_one_record_a_row():
    """Each row is a record; lists add the rows with its code; what was not filled in stays unknown."""
    staff = read(
        {
            "名单": [
                ("代号", "姓名", "年限", "在任", "坐班"),
                ("T2", "某", 8, "是", None),
                ("T1", "某", None, None, "没有"),
            ],
            "坐班": [DUTY, ("T2", "2026-09", 20, 16), ("T2", "2026-10", 20, 17)],
        }
    )
    assert records(staff) == {
        "T2": {
            "年限": 8,
            "在任": True,
            "坐班": [
                {"月份": "2026-09", "应坐班": 20, "实坐班": 16},
                {"月份": "2026-10", "应坐班": 20, "实坐班": 17},
            ],
        },
        "T1": {"坐班": []},
    }
    assert staff.notices == ["表“名单”里没有用到的列：“姓名”。"]
    assert errors(staff) == []


def test_what_is_the_same_for_all():
    """What stands under 全校 counts for everybody who has nothing of his own; lists of the school need no code."""
    staff = read(
        {
            "名单": [("代号", "学期开始"), ("T1", None), ("T2", "2026-02-16")],
            "全校": scalars(("学期开始", "2026-02-10"), ("班级数", 12)),
            "事项": [("项目", "完成"), ("公布", "是")],
        }
    )
    shared = {"班级数": 12, "事项": [{"项目": "公布", "完成": True}]}
    assert plain_record(staff.school) == {"学期开始": "2026-02-10", **shared}
    assert records(staff) == {
        "T1": {"学期开始": "2026-02-10", **shared},
        "T2": {"学期开始": "2026-02-16", **shared},
    }


def test_errors_of_one_row_do_not_stop_the_others():
    """A row that cannot be read is told with its cells, also those in its lists; the others are read."""
    staff = read(
        {
            "名单": [("代号", "年限"), ("T1", "八年"), ("T2", 9), ("T3", 10)],
            "坐班": [DUTY, ("T2", "2026-09", 20, "很多"), ("T3", "2026-09", 20, 16)],
        }
    )
    assert [member.record is None for member in staff.members] == [True, True, False]
    assert [error.partition("。")[0] for error in errors(staff)] == [
        "名单!B2：“八年”不是数",
        "坐班!D2：“很多”不是数",
    ]


CODES: dict[str, tuple[list[Any], str]] = {
    "missing": ([("T1", 8), (None, 9)], "名单!A3：没有代号。"),
    "twice": ([("T1", 8), ("T2", 9), ("T1", 9)], "名单第 4 行：代号 T1 与名单第 2 行相同。"),
    "day": ([("T1", 8), ("=1+1", 9)], "名单!A3：这一格是公式（=1+1）"),
}


@pytest.mark.parametrize("name", CODES)
def test_codes(name):
    """A code that is missing, there twice or not to be read is told; the others are read."""
    rows, message = CODES[name]
    staff = read({"名单": [("代号", "年限"), *rows]})
    assert any(error.startswith(message) for error in errors(staff))
    assert any(member.record is None for member in staff.members)
    if name == "twice":
        assert [member.record is None for member in staff.members] == [True, False, True]


def test_codes_in_lists():
    """A row of a list with a code nobody has is told, with the one that was meant."""
    staff = read(
        {"名单": [("代号", "年限"), ("00123", 8)], "坐班": [DUTY, (123, "2026-09", 20, 16), (None, "2026-10", 20, 16)]}
    )
    assert errors(staff) == [
        "坐班!A2：名单里没有代号 123。是不是 00123？（Excel 会吞掉前面的 0，请把这一列设成文本）",
        "坐班!A3：没有代号。每一行都要写代号，不能只写在第一行。",
    ]


def test_a_code_merged_over_its_rows():
    """One code in a cell merged over several rows stands for each of them."""
    duty = table(DUTY, ("T1", "2026-09", 20, 16), (None, "2026-10", 20, 16))
    content = xlsx(
        {
            "名单": table(("代号", "年限"), ("T1", 8)),
            "坐班": f'{duty}<mergeCells><mergeCell ref="A2:A3"/></mergeCells>',
        }
    )
    assert len(records(read_staff(FIELDS, content))["T1"]["坐班"]) == 2


def test_lists_without_codes():
    """A list without codes belongs to nobody: it is told, and not read."""
    staff = read({"名单": [("代号", "年限"), ("T1", 8)], "坐班": [DUTY[1:], ("2026-09", 20, 16)]})
    assert errors(staff) == ["坐班第 1 行：没有“代号”列，这张表没有读。请加一列“代号”，每行写是谁的。"]
    assert records(staff) == {"T1": {"年限": 8}}


def test_what_is_wrong_for_all():
    """What is wrong under 全校 is told and counts as not filled in, for the school and for everybody."""
    shared = scalars(("学期开始", "2026-09-01"), ("学期结束", "2026-02-01"), ("班级数", "很多"))
    staff = read({"名单": [("代号", "年限"), ("T1", 8)], "全校": shared})
    assert records(staff) == {"T1": {"年限": 8, "学期开始": "2026-09-01"}}
    assert [error.partition("：")[0] for error in errors(staff)] == ["全校!C4", "全校!C3"]


NONE = {
    "a record": ({"单项": scalars(("年限", 8))}, "assessor record import"),
    "nothing known": ({"Sheet1": [("甲", "乙")]}, "没有找到名单"),
    "no codes": ({"Sheet1": [("姓名", "年限", "在任"), ("某", 8, "是")]}, "没有“代号”列"),
    "no codes in 名单": ({"名单": [("姓名", "年限"), ("某", 8)]}, "没有找到标题行"),
    "nobody": ({"名单": [("代号", "年限")]}, "名单里没有人"),
}


@pytest.mark.parametrize("name", NONE)
def test_no_list(name):
    """A file without a staff list says what it is, or what is lacking."""
    sheets, message = NONE[name]
    with pytest.raises(SheetError, match=message):
        read(sheets)


def test_in_a_text_file():
    """A list and its tables may stand in one text file."""
    text = "代号,年限\r\n00123,8\r\n\r\n【坐班】\r\n代号,月份,应坐班,实坐班\r\n00123,2026-09,20,16\r\n"
    staff = read_staff(FIELDS, text.encode("gbk"))
    assert records(staff) == {"00123": {"年限": 8, "坐班": [{"月份": "2026-09", "应坐班": 20, "实坐班": 16}]}}
