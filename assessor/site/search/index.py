"""The whole index as JSON."""

import json
from collections.abc import Iterable
from typing import Any

from assessor.policy import AUTHORITIES, LEVELS, Library
from assessor.policy.shapes import STAGES, TOPICS
from assessor.site.pages.page import Page
from assessor.site.search.entries import glossary_sounds, glossary_words, policy_entries, policy_facts, term_entry
from assessor.site.search.sections import SKIPPED_PAGES, page_entries
from assessor.site.search.sounds import sounds

FORMAT = 1
INDEX = "search.json"
"""The file's name; it lies beside the scripts, in the folder that carries their hash."""


def search_index(library: Library, generated: Iterable[Page] = (), written: Iterable[Page] = ()) -> str:
    """All entries, and what is needed to filter them and to find a word by its other names.

    `generated` are the pages made from the library (policies among them are taken from the library itself), `written`
    those in docs/. The same library and pages give the same text.
    """
    policies = list(library.policies.values())
    entries: list[dict[str, Any]] = []
    for position, policy in enumerate(policies):
        entries += policy_entries(library, policy, position)
    entries += map(term_entry, library.glossary)
    for page in generated:
        if page.path not in SKIPPED_PAGES and not page.path.startswith("policies/"):
            entries += page_entries(page, html=False)
    for page in written:
        entries += page_entries(page, html=True)
    facts = list(map(policy_facts, policies))
    index = {
        "format": FORMAT,
        "filters": _filters(library),
        "policies": facts,
        "entries": entries,
        "words": glossary_words(library.glossary),
        "everyday": _everyday(library),
        "sounds": sounds(
            [*(entry["title"] for entry in entries), *(fact["names"] for fact in facts)],
            glossary_sounds(library.glossary),
        ),
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def _everyday(library: Library) -> dict[str, str]:
    """By a word of the texts what people say for it, parted by spaces: each word is written as few times as can be."""
    return {word: " ".join(said) for word, said in library.everyday.items()}


def _filters(library: Library) -> list[dict[str, Any]]:
    """What can be chosen from, in its usual order: only values that some policy has."""
    heads = [policy.head for policy in library.policies.values()]
    orders: list[tuple[str, str, list[tuple[str, str]]]] = [
        ("level", "层级", list(LEVELS.items())),
        ("topics", "主题", [(topic, topic) for topic in TOPICS]),
        ("stages", "学段", [(stage, stage) for stage in STAGES]),
        ("authority", "性质", list(AUTHORITIES.items())),
    ]
    filters = []
    for key, name, values in orders:
        present = {value for head in heads for value in ([head[key]] if isinstance(head[key], str) else head[key])}
        options = [[value, word] for value, word in values if value in present]
        filters.append({"key": key, "name": name, "options": options})
    return filters
