"""What a rule can see of a record: as long as none of it changes, neither does anything that is said of the rule."""

from collections.abc import Iterator, Mapping

from assessor.rules.facts import GOES_ON, SERVING, TERM_END, TERM_START
from assessor.rules.fields import Field
from assessor.rules.rulebook import Policy
from assessor.rules.scope import Node


def reach(policy: Policy, rule_id: str, fields: Mapping[str, Field]) -> tuple[str, ...]:
    """The fields that the results of a rule, or the questions asked of it, can depend on; the day comes on top.

    Rather too many than one too few: whatever the compiled rule names, and the rules that it names, counts. So do the
    fields that the conventions look at by themselves: the term, the spells behind derived years, being in service, how far
    a number can be raised.
    """
    named, rules, todo = set[str](), {rule_id}, [rule_id]
    while todo:
        for word in _words(policy.rules[todo.pop()].data):
            if word in fields:
                named.add(word)
            elif word in policy.rules and word not in rules:
                rules.add(word)
                todo.append(word)
    named |= {entry.derivation.spells for name in named if (entry := fields[name]).derivation}
    named |= {entry.up_to for name in named if (entry := fields[name]).up_to}
    named |= {TERM_START, TERM_END} & fields.keys()
    if named.intersection(GOES_ON) and SERVING in fields:
        named.add(SERVING)
    return tuple(name for name in fields if name in named)


def _words(node: Node) -> Iterator[str]:
    """Every text in a compiled rule, wherever it stands."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for value in node.values():
            yield from _words(value)
    elif isinstance(node, list):
        for value in node:
            yield from _words(value)
