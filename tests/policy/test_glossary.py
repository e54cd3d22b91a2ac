"""One word per thing: the glossary is in order, and the English of code and documents is the glossary's."""

import re
import subprocess
from collections import Counter

import pytest

from assessor.policy import KINDS, STRENGTHS, read_library
from tests.site.parsed import ROOT

TERMS = read_library(ROOT / "policies", []).library.glossary
ENGLISH = {term.id: term.en for term in TERMS}

SPOKEN_OF = {
    "assessor/policy": ["clause", "rule", "matter", "quota", "veto", "grade", "digest", "school-year", "band"],
    "assessor/rules": [
        "service-spell",
        "cumulative",
        "consecutive",
        "strength",
        "reading",
        "band",
        "shortfall",
        "receipt",
    ],
    "assessor/records": ["school-year", "receipt"],
    "assessor/report": ["clause", "strength", "reading", "shortfall"],
    "assessor/site": ["clause", "digest", "matter", "strength"],
    "tests": ["head-teacher", "seniority-bonus", "class-period", "veto", "service-spell"],
    "README.md": ["head-teacher", "seniority-bonus", "clause", "grade"],
}
"""Parts of the house, and the things they speak of in English: all of it in the words of the glossary."""
WRITTEN = (".py", ".js", ".mjs", ".css", ".md", ".html", ".toml", ".yml")
NOT_OURS = ("policies/glossary.yaml", "tests/policy/test_glossary.py", "benchmarks/")
"""The benchmarks write the same rules for other engines, in whatever words those need."""


def written_files():
    """What people write: code and documents, those about to be added too."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, timeout=60, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    names = (name for name in done.stdout.decode().split("\0") if name.endswith(WRITTEN))
    names = (name for name in names if not name.startswith(NOT_OURS))
    return {name: (ROOT / name).read_text("utf-8") for name in names if (ROOT / name).is_file()}


def in_any_form(english):
    """A pattern for English words as prose or code has them: head teacher, head_teacher, headTeacher, HeadTeachers."""
    words = [re.escape(word) for word in re.findall(r"[A-Za-z]+", english)]
    return re.compile(rf"(?<![A-Za-z]){r'[\s_-]?'.join(words)}(?:e?s)?(?![a-z])", re.IGNORECASE)


def test_there_are_enough_terms():
    """More than the sixty of the domain's own list."""
    assert len(TERMS) >= 60


@pytest.mark.parametrize("key", ["term", "id", "en"])
def test_no_term_is_there_twice(key):
    """Neither by its name, nor by its address, nor by its English."""
    counts = Counter(getattr(term, key) for term in TERMS)
    assert [name for name, count in counts.items() if count > 1] == []


def test_a_name_belongs_to_one_term():
    """No other name of a term is a term itself or another's other name."""
    counts = Counter(word for term in TERMS for word in (term.term, *term.synonyms))
    assert [word for word, count in counts.items() if count > 1] == []


def test_addresses_and_pinyin_are_plain():
    """They stand in addresses and are typed into the search."""
    for term in TERMS:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", term.id), term.term
        assert re.fullmatch(r"[a-z]+", term.pinyin), term.term
        assert re.fullmatch(r"[a-z][a-z ()-]*", term.en), term.term
        assert term.means.endswith("。"), term.term


def test_what_a_word_must_not_stand_in_is_longer_than_the_word():
    """`not_in` names longer words that contain one of the term's names."""
    for term in TERMS:
        for word in term.not_in:
            assert any(name in word or word in f"0 {name}5 {name}" for name in (term.term, *term.synonyms)), word


def test_the_strengths_are_terms():
    """What stands beside every rule is explained: 必须、原则上、可、目标."""
    assert set(STRENGTHS.values()) <= {term.term for term in TERMS}


def test_the_kinds_of_rules_that_have_a_term_are_called_by_it():
    """A kind whose Chinese is a term has that term's English as its keyword."""
    english = {term.term: term.en for term in TERMS}
    named = {kind: english[word] for kind, word in KINDS.items() if word in english}
    assert named
    assert named == {kind: kind for kind in named}


@pytest.mark.parametrize("part", SPOKEN_OF)
def test_code_and_documents_use_the_english_of_the_glossary(part):
    """Change the English of a term and what speaks of it has to follow."""
    text = "\n".join(text for name, text in written_files().items() if name == part or name.startswith(f"{part}/"))
    missing = [ENGLISH[name] for name in SPOKEN_OF[part] if not in_any_form(ENGLISH[name]).search(text)]
    assert missing == []


def test_no_other_english_is_used():
    """What the glossary says to avoid stands nowhere: 班主任 is a head teacher and never a class teacher."""
    rules = [(in_any_form(wrong), wrong, term.en) for term in TERMS for wrong in term.avoid]
    assert rules
    found = [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {wrong}，请写 {right}"
        for name, text in written_files().items()
        for pattern, wrong, right in rules
        for match in pattern.finditer(text)
    ]
    assert found == []


@pytest.mark.parametrize("text", ["a class teacher", "classTeachers", "class_teacher", "CLASS-TEACHER"])
def test_a_forbidden_word_is_found_in_any_form(text):
    """The check itself can fail."""
    assert in_any_form("class teacher").search(text)
    assert not in_any_form("class teacher").search("first-class teaching")
