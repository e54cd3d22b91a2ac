"""Reading a folder of policies into a library, with every problem found on the way."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessor.policy import yaml
from assessor.policy.cases import read_cases, run_cases
from assessor.policy.causes import cause
from assessor.policy.compile import CompiledRule, compile_rules
from assessor.policy.documents import Document, read_document
from assessor.policy.everyday import EVERYDAY_FILE, read_everyday
from assessor.policy.fieldfile import read_fields
from assessor.policy.heads import check_head
from assessor.policy.matters import unknown_matters
from assessor.policy.model import Case, Library, Policy, PolicyClause, PolicyRule, Term
from assessor.policy.numerals import reconcile
from assessor.policy.problems import PolicyError, Problem, nearest
from assessor.policy.yaml import Map, Seq
from assessor.rules import FORMAT, Rulebook
from assessor.rules.fields import Field

NOT_UTF8, SAVE_AS_UTF8 = "文件不是 UTF-8 编码", "请在编辑器里另存为 UTF-8。"
FIELDS_FILE, GLOSSARY_FILE = "fields.yaml", "glossary.yaml"
_TERM_KEYS = {"term", "id", "en", "means", "synonyms", "pinyin"}
_TERM_EXTRAS = {"marked", "not_in", "avoid"}
_ARTICLE = re.compile(r"(?P<book>《[^》]*》[^。；，、]{0,6})?(?P<label>第[一二三四五六七八九十百零\d]+条)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a folder: the library of all sound policies, and the problems."""

    library: Library
    problems: list[Problem]

    @property
    def errors(self) -> list[Problem]:
        """The problems that refuse a policy."""
        return [problem for problem in self.problems if not problem.warning]


class LibraryError(ValueError):
    """A folder that cannot be used at all; `problems` says why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Remember every problem."""
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))


def read_library(folder: Path, files: Iterable[Path] | None = None) -> Reading:
    """Read `folder`; with `files`, only those policies (the fields and the glossary always come from the folder).

    A policy with an error is left out of the library. Raises LibraryError if the field table cannot be read.
    """
    table, fields = _fields(folder / FIELDS_FILE)
    glossary, problems = _glossary(folder / GLOSSARY_FILE)
    everyday, found = read_everyday(folder / EVERYDAY_FILE)
    problems += found
    policies: dict[str, Policy] = {}
    for path in sorted(files) if files is not None else sorted(folder.glob("*.md")):
        policy, found = read_policy(path, table, fields)
        problems += found
        if policy is None:
            continue
        if policy.id in policies:
            problems.append(
                Problem(str(path), 2, f"代号 {policy.id} 已被 {policies[policy.id].file} 用过", "请换一个代号。")
            )
        else:
            policies[policy.id] = policy
    problems += _unused_inputs(folder / FIELDS_FILE, fields, policies) if files is None else []
    library = Library(policies, table, glossary, rulebook_of(table, policies.values()), everyday)
    return Reading(library, sorted(problems))


def rulebook_of(table: Mapping[str, Any], policies: Iterable[Policy]) -> Rulebook:
    """The compiled rules of some policies."""
    compiled = [policy.compiled() for policy in policies]
    return Rulebook({"format": FORMAT, "fields": dict(table), "policies": compiled})


def read_policy(
    path: Path, table: Mapping[str, Any], fields: Mapping[str, Field]
) -> tuple[Policy | None, list[Problem]]:
    """Read one policy file; None if it has an error."""
    file = str(path)
    try:
        source = path.read_text("utf-8")
        document = read_document(file, source)
        check_head(document)
    except PolicyError as error:
        return None, [error.problem(file)]
    except UnicodeDecodeError:
        return None, [Problem(file, 1, NOT_UTF8, SAVE_AS_UTF8)]
    except OSError as error:
        return None, [Problem(file, 1, f"读不了这个文件（{cause(error)}）", "请检查文件名和权限。")]
    compiled, problems = compile_rules(document, fields)
    cases: dict[str, list[Case]] = {}
    for rule in compiled:
        try:
            cases[rule.id] = read_cases(rule)
        except PolicyError as error:
            problems.append(error.problem(file))
        if not rule.source.get("cases") and rule.data["kind"] != "manual":
            problems.append(Problem(file, rule.block.line, f"规则 {rule.id} 没有用例", "请在 cases 里至少写一个。"))
    policy = _policy(document, compiled, cases, source)
    problems += _mentions(document)
    if not problems:
        problems += reconcile(document, compiled)
        rulebook = rulebook_of(table, [policy])
        every = [case for rule in policy.rules for case in rule.cases]
        problems += run_cases(rulebook, policy.id, file, every)
    problems += unknown_matters(file, [rule.source for rule in compiled])
    return (None if any(not problem.warning for problem in problems) else policy), problems


def _policy(document: Document, compiled: list[CompiledRule], cases: Mapping[str, list[Case]], source: str) -> Policy:
    by_clause: dict[str, list[PolicyRule]] = {}
    for rule in compiled:
        entry = PolicyRule(rule.data, tuple(cases.get(rule.id, ())), rule.block.line)
        by_clause.setdefault(rule.clause.anchor, []).append(entry)
    clauses = tuple(
        PolicyClause(
            clause.anchor,
            clause.label,
            clause.title,
            clause.heading,
            clause.depth,
            clause.text,
            clause.classes,
            tuple(by_clause.get(clause.anchor, ())),
            clause.line,
            clause.uncomputed,
        )
        for clause in document.clauses
    )
    digest = hashlib.sha256(source.replace("\r\n", "\n").encode()).hexdigest()
    return Policy(document.file, document.head, document.intro, clauses, digest)


def _mentions(document: Document) -> list[Problem]:
    """Articles that a digest mentions but the document does not have (those of other documents follow 《…》)."""
    labels = {clause.label for clause in document.clauses}
    if not any(_ARTICLE.fullmatch(label) for label in labels):
        return []
    problems = []
    for clause in document.clauses:
        for number, text in enumerate(clause.text.split("\n")):
            for match in _ARTICLE.finditer(text):
                if not match["book"] and match["label"] not in labels:
                    message = f"提到了{match['label']}，本文件没有这一条"
                    hint = nearest(match["label"], labels) or "若是别的文件的条文，请在前面写《文件名》。"
                    problems.append(Problem(document.file, clause.lines[number], message, hint))
    return problems


def _fields(path: Path) -> tuple[dict[str, dict[str, Any]], dict[str, Field]]:
    try:
        return read_fields(path.read_text("utf-8"))
    except PolicyError as error:
        raise LibraryError([error.problem(str(path))]) from None
    except UnicodeDecodeError:
        raise LibraryError([Problem(str(path), 1, NOT_UTF8, SAVE_AS_UTF8)]) from None
    except OSError as error:
        hint = "请在项目目录里运行，或用 --policies 指明政策文件夹。"
        raise LibraryError([Problem(str(path), 1, f"读不了字段表（{cause(error)}）", hint)]) from None


def _glossary(path: Path) -> tuple[list[Term], list[Problem]]:
    if not path.exists():
        return [], []
    try:
        entries = yaml.load(path.read_text("utf-8"))
    except PolicyError as error:
        return [], [error.problem(str(path))]
    except UnicodeDecodeError:
        return [], [Problem(str(path), 1, NOT_UTF8, SAVE_AS_UTF8)]
    if not isinstance(entries, Seq | None):
        return [], [Problem(str(path), 1, "术语表应当是列表", "每个术语前面写“- ”。")]
    terms, problems = [], []
    for entry, line in zip(entries or (), entries.lines if entries else (), strict=True):
        if not isinstance(entry, Map) or not _TERM_KEYS <= set(entry) <= _TERM_KEYS | _TERM_EXTRAS:
            hint = f"要有：{'、'.join(sorted(_TERM_KEYS))}；可以有：{'、'.join(sorted(_TERM_EXTRAS))}。"
            problems.append(Problem(str(path), line, "术语条目的键不齐", hint))
        elif not _is_term(entry):
            hint = "synonyms 写列表，not_in、avoid 也是；marked 写 true 或 false；其余写文字。"
            problems.append(Problem(str(path), line, "术语条目里有不是文字的值", hint))
        else:
            terms.append(Term(**entry))
    return terms, problems


def _is_term(entry: Map) -> bool:
    words = [entry[key] for key in ("synonyms", "not_in", "avoid") if key in entry]
    if not all(isinstance(found, Seq) for found in words) or not isinstance(entry.get("marked", True), bool):
        return False
    texts = [entry[key] for key in _TERM_KEYS - {"synonyms"}] + [word for found in words for word in found]
    return all(isinstance(text, str) for text in texts)


def _unused_inputs(path: Path, fields: Mapping[str, Field], policies: Mapping[str, Policy]) -> list[Problem]:
    """Fields that no rule asks for: nobody should be asked to fill them in."""
    used = {name for policy in policies.values() for rule in policy.rules for name in rule.data.get("inputs", ())}
    spells = {field.derivation.spells for field in fields.values() if field.derivation}
    lines = path.read_text("utf-8").split("\n")
    problems = []
    for name in fields:
        if name not in used | spells | {"自评日期"}:
            line = next((at for at, text in enumerate(lines, 1) if text.strip().startswith(f"{name}:")), 1)
            problems.append(
                Problem(str(path), line, f"字段 {name} 没有规则用到", "可以保留，表单不会问它。", warning=True)
            )
    return problems
