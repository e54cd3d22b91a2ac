"""Which fields a rule, a policy, a choice of policies asks for."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from assessor.policy import Library, Policy, PolicyRule
from assessor.rules.facts import AS_OF

SCHOOL_GROUP = "学校"
ITEM, DONE = "项目", "完成"


def nodes(node: Any) -> Iterator[Mapping[str, Any]]:
    """Every mechanism in a compiled rule or node, outermost first."""
    if isinstance(node, Mapping):
        if "do" in node:
            yield node
        for part in node.values():
            yield from nodes(part)
    elif isinstance(node, list | tuple):
        for part in node:
            yield from nodes(part)


def rule_inputs(policy: Policy, rule: PolicyRule) -> list[str]:
    """The fields a rule asks for, those of the rules it rests on included."""
    by_id = {other.id: other for other in policy.rules}
    inputs: dict[str, None] = {}
    seen, todo = {rule.id}, [rule]
    while todo:
        current = todo.pop(0)
        inputs |= dict.fromkeys(current.data.get("inputs", ()))
        for node in nodes(current.data):
            if node["do"] == "result" and node["result"] in by_id and node["result"] not in seen:
                seen.add(node["result"])
                todo.append(by_id[node["result"]])
    return list(inputs)


def computed(library: Library) -> list[Policy]:
    """The policies with at least one rule the engine computes, in the library's order."""
    return [policy for policy in library.policies.values() if any(rule.is_computed for rule in policy.rules)]


def asked(library: Library, policies: Iterable[Policy]) -> dict[str, list[str]]:
    """The fields that some policies ask for, in the order of the field table, each with the policies that need it."""
    needed: dict[str, list[str]] = {name: [] for name in library.field_table}
    for policy in policies:
        names = {name for rule in policy.rules for name in rule.data.get("inputs", ())} | {AS_OF}
        for name in names & set(needed):
            needed[name].append(policy.id)
    return {name: users for name, users in needed.items() if users}


def checklist_items(policies: Iterable[Policy]) -> dict[str, dict[str, list[str]]]:
    """For each list field that checklists read: its items in the order of the texts, each with the policies that use it.

    A list field that other mechanisms read as well is left out: its rows are not only checklist items.
    """
    items: dict[str, dict[str, list[str]]] = {}
    others: set[str] = set()
    for policy in policies:
        for rule in policy.rules:
            for node in nodes(rule.data):
                if node["do"] == "checklist":
                    for item in node["items"]:
                        users = items.setdefault(node["of"], {}).setdefault(item, [])
                        if policy.id not in users:
                            users.append(policy.id)
                elif "of" in node and isinstance(node["of"], str):
                    others.add(node["of"])
    return {name: found for name, found in items.items() if name not in others}
