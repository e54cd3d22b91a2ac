"""Using a policy in every way there is: whatever `check` accepts must survive this."""

import copy
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from assessor.policy import Library, Policy
from assessor.policy.boundaries import as_text as boundary_text
from assessor.policy.boundaries import boundary_table
from assessor.policy.cases import read_cases, run_cases
from assessor.policy.compile import compile_rules
from assessor.policy.documents import read_document
from assessor.policy.heads import check_head
from assessor.policy.library import policy_of, rulebook_of
from assessor.policy.mutants import mutants
from assessor.policy.problems import PolicyError
from assessor.records import read_record
from assessor.records.reading import RecordError
from assessor.report import as_data, as_text, results_page
from assessor.rules import ask, assess, make_receipt
from assessor.rules.receipt import canonical
from assessor.site.engine import EngineAddress
from assessor.site.pages import pair_files, policy_page, site_pages
from assessor.site.search import search_index

ENGINE = EngineAddress("assets/py/", 1)
DAY = date(2026, 6, 30)
RECORDS: list[dict[str, Any]] = [
    {},
    {
        "自评日期": "2028-02-29",
        "学段": "小学",
        "现任": True,
        "名称": "甲",
        "工龄": 3,
        "分数": 0,
        "人数": 0,
        "津贴": 0,
        "月数": 0,
        "课时数": 1,
        "比率": 0.5,
        "入职日期": "1900-01-01",
        "起始月": "2020-01",
        "学期开始": "2025-09-01",
        "学期结束": "2026-01-31",
        "任职段": [{"起": "2010-09", "角色": "班主任"}],
        "活动": [
            {"日期": "2025-10-01", "类型": "班会", "时长": 2, "次数": 1},
            {"日期": "2025-10-01", "类型": "家访"},
            {"次数": 3},
        ],
        "考核": [{"学年": "2024-2025", "结果": "合格"}],
        "清单": [{"项目": "升旗", "完成": True}],
    },
    {
        "自评日期": "2199-12-31",
        "学段": "高中",
        "现任": False,
        "工龄": 80.5,
        "分数": 100,
        "人数": 1000000,
        "津贴": 99999999,
        "月数": 12,
        "比率": -1,
        "入职日期": "2200-01-01",
        "活动": [],
        "考核": [],
        "任职段": [],
        "清单": [],
    },
    {"自评日期": "1900-01-01", "工龄": 0.1, "人数": 3, "任职段": [{"角色": "副班主任"}], "活动": [{"时长": 0}]},
]
"""Nothing filled in; everything, with zeros and blanks in the rows; the far ends of what a record may hold."""


def accepted(text: str, table: Any, fields: Any) -> Policy | None:
    """The policy, if its words and rules are accepted; whether its numbers stand in its text is another matter."""
    try:
        document = read_document("good.md", text)
        check_head(document)
        compiled, problems = compile_rules(document, fields)
        cases = {rule.id: read_cases(rule) for rule in compiled}
    except PolicyError:
        return None
    policy = policy_of(document, compiled, cases, text)
    every = [case for rule in policy.rules for case in rule.cases]
    return None if problems or run_cases(rulebook_of(table, [policy]), policy.id, "", every) else policy


def use(policy: Policy, table: Any, glossary: Any = (), *, everywhere: bool = True) -> None:
    """Show it (on its own page, or `everywhere`), find it, compute it for some records in every way, prove it."""
    book = rulebook_of(table, [policy])
    library = Library({policy.id: policy}, table, tuple(glossary), book)
    pages = site_pages(library, ENGINE) if everywhere else [policy_page(library, policy, ENGINE)]
    search_index(library, pages, [])
    pair_files(library)
    for given in RECORDS:
        try:
            record = read_record(book.fields, given)
        except RecordError:  # the field table was changed
            continue
        found = ask(book, record, assess(book, record, DAY))
        json.dumps(as_data(found))
        canonical(make_receipt(book, record, found, "test"))
        as_text(found).encode()
        results_page(found).encode()
    boundary_text(boundary_table(policy, book))
    for _ in mutants(library, policy):
        pass
    for page in pages:
        page.source.encode()


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of everything inside some data."""
    if path:
        yield path
    for key in data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ():
        yield from places(data[key], (*path, key))


def changed(data: Any, values: list[Any]) -> Iterator[tuple[str, Any]]:
    """The data with each of its parts in turn left out, or replaced by each of the values; the first half says which."""
    for path in places(data):
        for value in [None, *values]:
            other = copy.deepcopy(data)
            place = other
            for key in path[:-1]:
                place = place[key]
            if value is None:
                del place[path[-1]]
            else:
                place[path[-1]] = value
            yield f"{'.'.join(map(str, path))} = {value!r}", other
