"""`assessor assess`: what the policies say about a record."""

import argparse
import json
from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from assessor import __version__
from assessor.commands.border import error_json
from assessor.commands.common import (
    CommandError,
    called,
    keep_apart,
    load,
    policies_folder,
    read_bytes,
    tell,
    write_file,
)
from assessor.policy import PolicyError
from assessor.policy.yaml import load as load_yaml
from assessor.records import RecordError, notices, parse_json, read_record
from assessor.records.reading import listed
from assessor.records.signs import printable
from assessor.report import as_data, as_text, results_page
from assessor.rules import Assessment, Record, Rulebook, ask, assess, make_receipt
from assessor.rules.dates import read_date
from assessor.rules.receipt import canonical

RECORD_ENDINGS = (".json", ".jsonl", ".yaml", ".yml")
MAX_BYTES = 50_000_000


def register(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command."""
    parser = commands.add_parser("assess", help="按所选政策判断一份记录", description=run.__doc__)
    parser.add_argument(
        "record", nargs="?", metavar="RECORD", help="记录文件：.json、.yaml，或一行一份的 .jsonl；- 为标准输入的 JSON"
    )
    parser.add_argument(
        "--policy", nargs="+", action="extend", metavar="ID", default=[], help="按哪些政策判（默认全部）"
    )
    parser.add_argument("--as-of", type=day, metavar="DATE", help="记录没填自评日期时以哪天为准（默认今天）")
    parser.add_argument("--reading", action="append", default=[], metavar="RULE=NAME", help="某条规则改用哪种读法")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", dest="form", action="store_const", const="json", help="输出 JSON")
    form.add_argument("--text", dest="form", action="store_const", const="text", help="输出文字（默认）")
    form.add_argument("--html", dest="form", action="store_const", const="html", help="输出一个网页")
    parser.add_argument("--receipt", type=Path, metavar="FILE", help="另存一份收据，以后可用 assessor verify 核对")
    parser.set_defaults(run=run, form="text")


def day(text: str) -> date:
    """The day that an option names."""
    try:
        return read_date(text)
    except ValueError:
        message = f"{printable(text)} 不是存在的日期，请写成 2026-06-30"
        raise argparse.ArgumentTypeError(message) from None


def run(options: argparse.Namespace) -> int:
    """按所选政策判断一份记录，每个结果都写明理由和条文。记录有误时说明哪里错，不作计算，退出状态非 0。"""
    path, policies = _record_and_policies(options)
    if options.receipt is not None:
        keep_apart(options.receipt, path)
    rulebook = load(policies_folder(options), policies or None).library.rulebook
    chosen = policies or list(rulebook.policies)
    readings = _readings(rulebook, chosen, options.reading)
    judge = _Judge(rulebook, chosen, readings, options.as_of or date.today())  # noqa: DTZ011 - the user's own day
    if path.suffix.lower() == ".jsonl":
        return _lines(path, judge, options.form)
    try:
        record = read_record(rulebook.fields, read_raw(path))
        assessment = judge(record)
    except RecordError as error:
        if options.form == "json":
            print(error_json(str(error), chosen))
        raise CommandError(_error_text(called(path), error), 1, told=True) from None
    print(_shown(assessment, options.form, _noticed(judge, record, assessment, options.form)))
    if options.receipt is not None:
        receipt = make_receipt(rulebook, record, assessment, __version__)
        write_file(options.receipt, canonical(receipt) + "\n", path)
    return 0


class _Judge:
    """Judges records, all in the same way."""

    def __init__(self, rulebook: Rulebook, policies: Sequence[str], readings: Mapping[str, str], today: date) -> None:
        self.rulebook, self.policies, self.readings, self.today = rulebook, policies, readings, today

    def __call__(self, record: Record) -> Assessment:
        found = assess(self.rulebook, record, self.today, self.policies, self.readings)
        return ask(self.rulebook, record, found)


def _record_and_policies(options: argparse.Namespace) -> tuple[Path, list[str]]:
    """The record's path and the policy ids, wherever the record stands on the line."""
    record, policies = options.record, list(options.policy)
    if record is None and policies and (policies[-1] == "-" or policies[-1].lower().endswith(RECORD_ENDINGS)):
        record = policies.pop()
    if record is None:
        message = "没有写记录文件。例如：assessor assess 我的记录.json --policy school-21art"
        raise CommandError(message)
    path = Path(record)
    if record != "-" and path.suffix.lower() not in RECORD_ENDINGS:
        message = f"不认识 {called(path.name)} 的格式。记录可以是 .json、.yaml 或 .jsonl。"
        raise CommandError(message)
    return path, policies


def read_raw(path: Path) -> Any:
    """The raw data of a record file (JSON or YAML). Raises RecordError for what cannot be read."""
    text = _text(path)
    if path.suffix.lower() in {".yaml", ".yml"}:
        try:
            return load_yaml(text)
        except PolicyError as error:
            message = f"{called(path)}:{error.line}: {error.message}\n  {error.hint}"
            raise CommandError(message, 1) from None
    return parse_json(text)


def _text(path: Path) -> str:
    data = read_bytes(path, MAX_BYTES)
    if len(data) > MAX_BYTES:
        message = f"{called(path)} 超过 {MAX_BYTES // 1_000_000} MB，请拆开。"
        raise CommandError(message)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = f"{called(path)} 不是 UTF-8 编码，请另存为 UTF-8。"
        raise CommandError(message) from None


def _lines(path: Path, judge: _Judge, form: str) -> int:
    """One record a line, one answer a line; a bad line is told and the others go on."""
    status, lines = 0, 0
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        lines += 1
        try:
            record = read_record(judge.rulebook.fields, parse_json(line))
            assessment = judge(record)
        except RecordError as error:
            status = 1
            tell(_error_text(f"{called(path)}:{number}", error))
            if form == "json":
                print(error_json(str(error), judge.policies))
            continue
        print(_shown(assessment, form, _noticed(judge, record, assessment, form, f"{called(path)}:{number}：")))
    if not lines:
        message = f"{called(path)} 里一份记录也没有。一行写一份 JSON。"
        raise CommandError(message, 1)
    return status


def _noticed(judge: _Judge, record: Record, assessment: Assessment, form: str, where: str = "") -> list[str]:
    """What is to be said about a record besides its results; said at once where the answer has no place for it."""
    said = notices(judge.rulebook, record, assessment.as_of, judge.policies)
    if form != "json":
        for notice in said:
            tell(f"{where}提醒：{notice}")
    return said


def _shown(assessment: Assessment, form: str, said: Sequence[str]) -> str:
    if form == "json":
        return json.dumps(as_data(assessment, said), ensure_ascii=False)
    return results_page(assessment) if form == "html" else as_text(assessment)


def _error_text(where: str, error: RecordError) -> str:
    problems = "".join(f"\n  {problem}" for problem in listed(error.problems))
    return f"{where}：记录有 {len(error.problems)} 处问题，没有计算。{problems}"


def _readings(rulebook: Rulebook, policies: Sequence[str], choices: Sequence[str]) -> dict[str, str]:
    """The chosen readings by rule id; each rule and reading must exist."""
    rules = {rule.id: rule for name in policies for rule in rulebook.policy(name).rules.values()}
    chosen = {}
    for choice in choices:
        rule_id, _, name = choice.partition("=")
        rule = rules.get(rule_id)
        if rule is None or name not in rule.readings:
            options = list(rule.readings) if rule else [key for key, entry in rules.items() if entry.readings]
            near = get_close_matches(name if rule else rule_id, options, n=1, cutoff=0.3)
            what = f"规则 {rule_id} 没有读法“{printable(name)}”" if rule else f"没有规则 {printable(rule_id)}"
            message = f"{what}。{'是不是 ' + near[0] + '？' if near else '可选：' + '、'.join(options)}"
            raise CommandError(message)
        chosen[rule_id] = name
    return chosen
