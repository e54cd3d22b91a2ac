"""Terms in a text: where they stand, and the first use of each on a page marked with its meaning."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from assessor.policy import Library, Policy, PolicyClause, Term
from assessor.report.html import tag

GLOSSARY: Final = "glossary.md"
_KEPT: Final = re.compile(r"`[^`\n]*`|!?\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])?|<[^>\n]*>|《[^》\n]*》|&#?\w+;")
"""What is not looked into: code, links, HTML, titles of documents, entities."""
_MARKDOWN: Final = re.compile(r"[\\`*_\[\]{}|~@]")


class Words:
    """The words of a glossary, to be found in texts: the longest first, and never inside a word that `not_in` names."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Every term by its names."""
        self._terms = {word: term for term in terms for word in (term.term, *term.synonyms)}
        others = {word for term in self._terms.values() for word in term.not_in}
        words = sorted({*self._terms, *others}, key=lambda word: (-len(word), word))
        self._pattern = re.compile("|".join(map(re.escape, words))) if words else re.compile(r"(?!)")

    def find(self, text: str) -> Iterator[tuple[re.Match[str], Term]]:
        """Each use of a term in a text, in order."""
        for match in self._pattern.finditer(text):
            term = self._terms.get(match[0])
            if term:
                yield match, term


class TermMarks:
    """Marks terms in the Markdown of one page, each where it comes first."""

    def __init__(self, library: Library, root: str) -> None:
        """`root` is the way from the page to the site's root."""
        self._words = Words(library.glossary)
        self._glossary = f"{root}{GLOSSARY.removesuffix('.md')}/"
        self._seen: set[str] = set()

    def mark(self, markdown: str) -> str:
        """The same text, with a link around each term that the page has not had yet."""
        parts, end = [], 0
        for kept in _KEPT.finditer(markdown):
            parts += [self._marked(markdown[end : kept.start()]), kept[0]]
            end = kept.end()
        return "".join([*parts, self._marked(markdown[end:])])

    def _marked(self, text: str) -> str:
        parts, end = [], 0
        for match, term in self._words.find(text):
            if term.marked and term.id not in self._seen:
                self._seen.add(term.id)
                parts += [text[end : match.start()], self._link(match[0], term)]
                end = match.end()
        return "".join([*parts, text[end:]])

    def _link(self, word: str, term: Term) -> str:
        href = f"{self._glossary}#{term_anchor(term)}"
        link = tag("a", "\0", href=href, class_="hb-term", data_means=term.means)
        # What stands in the attribute is not to be read as Markdown.
        safe = _MARKDOWN.sub(lambda found: f"&#{ord(found[0])};", link.replace(href, "\1"))
        return safe.replace("\1", href).replace("\0", word)


def term_anchor(term: Term) -> str:
    """The address of a term in the glossary."""
    return f"term-{term.id}"


@cache
def clauses_with(library: Library) -> dict[str, list[tuple[Policy, PolicyClause]]]:
    """The clauses that speak of each term, by its id, in the library's order."""
    words = Words(library.glossary)
    found: dict[str, list[tuple[Policy, PolicyClause]]] = {term.id: [] for term in library.glossary}
    for policy in library.policies.values():
        for clause in policy.clauses:
            for name in dict.fromkeys(term.id for _, term in words.find(f"{clause.heading} {clause.text}")):
                found[name].append((policy, clause))
    return found
