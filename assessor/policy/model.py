"""A policy as everything else sees it: head, clauses, rules, cases. Made from files by `library`, never changed after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assessor.policy.shapes import AUTHORITIES
from assessor.rules import Rulebook


@dataclass(frozen=True, slots=True)
class Case:
    """A worked example that tests a rule: what was filled in, on which day, and what must come out."""

    rule: str
    name: str
    given: Mapping[str, Any]
    expect: Any
    line: int
    missing: Sequence[str] | None = None
    shortfall: Any = None
    notices: int | None = None
    rows: Sequence[Mapping[str, Any]] | None = None
    on: str | None = None


@dataclass(frozen=True, slots=True)
class PolicyRule:
    """A rule under its clause: the compiled data the engine evaluates, and its cases."""

    data: Mapping[str, Any]
    cases: Sequence[Case]
    line: int

    @property
    def id(self) -> str:
        """The provision's number."""
        return str(self.data["id"])

    @property
    def is_computed(self) -> bool:
        """Whether the engine computes it (a manual rule says who decides instead)."""
        return str(self.data["kind"]) != "manual"


@dataclass(frozen=True, slots=True)
class PolicyClause:
    """A clause: its address, how it is cited, its digest as Markdown, and the rules that rest on it.

    `depth` is the heading level (2 for chapters). `classes` may hold `missing` (the source lacks the text) and
    `external` (digested from another source). `uncomputed` holds the numbers of the digest that no rule computes with.
    """

    anchor: str
    label: str
    title: str
    heading: str
    depth: int
    text: str
    classes: Sequence[str]
    rules: Sequence[PolicyRule]
    line: int
    uncomputed: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy file. `head` is its front matter, checked: every key of `shapes.HEAD`, None where it was left out."""

    file: str
    head: Mapping[str, Any]
    intro: str
    clauses: Sequence[PolicyClause]
    hash: str

    @property
    def id(self) -> str:
        """The slug, also the file's name and the page's address."""
        return str(self.head["id"])

    @property
    def short(self) -> str:
        """The title where there is little room."""
        return str(self.head.get("short") or self.title)

    @property
    def title(self) -> str:
        """The document's title."""
        return str(self.head["title"])

    @property
    def rules(self) -> list[PolicyRule]:
        """All rules, in the order of the text."""
        return [rule for clause in self.clauses for rule in clause.rules]

    def compiled(self) -> dict[str, Any]:
        """The form the engine evaluates: no texts, no cases."""
        return {
            "id": self.id,
            "title": self.title,
            "hash": self.hash,
            **({"caveat": AUTHORITIES[self.head["authority"]]} if self.head["authority"] != "official" else {}),
            **({"status": self.head["status"]} if self.head["status"] else {}),
            "rules": [dict(rule.data) for rule in self.rules],
        }


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry.

    `marked` tells whether its first use on a page is explained there; `not_in` are longer words that only look as if it
    stood in them (上课时 for 课时); `avoid` is the English that must not be used for it anywhere.
    """

    term: str
    id: str
    en: str
    means: str
    synonyms: Sequence[str]
    pinyin: str
    marked: bool = True
    not_in: Sequence[str] = ()
    avoid: Sequence[str] = ()


@dataclass(frozen=True, eq=False)
class Library:
    """Everything under `policies/`, read and checked; `rulebook` holds the compiled rules of all policies.

    `everyday` gives, by a word of the texts, what people call it in everyday speech.
    """

    policies: Mapping[str, Policy]
    field_table: Mapping[str, Mapping[str, Any]]
    glossary: Sequence[Term]
    rulebook: Rulebook
    everyday: Mapping[str, Sequence[str]] = field(default_factory=dict)
