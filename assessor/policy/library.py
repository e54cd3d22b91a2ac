"""Reading a folder of policies into a library, with every problem found on the way."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessor.policy.cases import read_cases, run_cases
from assessor.policy.causes import cause
from assessor.policy.compile import CompiledRule, compile_rules
from assessor.policy.documents import Document, read_document
from assessor.policy.everyday import EVERYDAY_FILE, read_everyday
from assessor.policy.fieldfile import read_fields
from assessor.policy.glossary import NOT_UTF8, SAVE_AS_UTF8, read_glossary
from assessor.policy.heads import check_head
from assessor.policy.matters import unknown_matters
from assessor.policy.model import Case, Library, Policy, PolicyClause, PolicyRule
from assessor.policy.numerals import reconcile
from assessor.policy.problems import PolicyError, Problem, nearest
from assessor.policy.shapes import HEAD
from assessor.rules import FORMAT, Rulebook
from assessor.rules.facts import AS_OF
from assessor.rules.fields import Field

FIELDS_FILE, GLOSSARY_FILE = "fields.yaml", "glossary.yaml"
_ARTICLE = re.compile(r"(?P<book>《[^《》]*》[^。；，、]{0,6})?(?P<label>第[一二三四五六七八九十百零\d]+条)")


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
    glossary, problems = read_glossary(folder / GLOSSARY_FILE)
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
    policy = policy_of(document, compiled, cases, source)
    problems += _mentions(document)
    if not problems:
        problems += reconcile(document, compiled)
        rulebook = rulebook_of(table, [policy])
        every = [case for rule in policy.rules for case in rule.cases]
        problems += run_cases(rulebook, policy.id, file, every)
    problems += unknown_matters(file, [rule.source for rule in compiled])
    return (None if any(not problem.warning for problem in problems) else policy), problems


def policy_of(document: Document, compiled: list[CompiledRule], cases: Mapping[str, list[Case]], source: str) -> Policy:
    """A document with its compiled rules and their cases, as everything else sees it."""
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
    head = {key: document.head.get(key) for key in HEAD}
    return Policy(document.file, head, document.intro, clauses, digest)


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


def _unused_inputs(path: Path, fields: Mapping[str, Field], policies: Mapping[str, Policy]) -> list[Problem]:
    """Fields that no rule asks for: nobody should be asked to fill them in."""
    used = {name for policy in policies.values() for rule in policy.rules for name in rule.data.get("inputs", ())}
    used |= {field.derivation.spells for field in fields.values() if field.derivation} | {AS_OF}
    lines: dict[str, int] = {}
    for line, text in enumerate(path.read_text("utf-8").split("\n"), 1):
        lines.setdefault(text.partition(":")[0].strip(), line)
    return [
        Problem(str(path), lines.get(name, 1), f"字段 {name} 没有规则用到", "可以保留，表单不会问它。", warning=True)
        for name in fields
        if name not in used
    ]
