"""Which fields a rule, a policy, a choice of policies asks for."""

from collections.abc import Iterable

from assessor.policy import Library, Policy, PolicyRule
from assessor.rules import Rule, inputs_behind, mechanisms_in
from assessor.rules.facts import AS_OF

SCHOOL_GROUP = "学校"
ITEM, DONE = "项目", "完成"


def rule_inputs(policy: Policy, rule: PolicyRule) -> tuple[str, ...]:
    """The fields a rule asks for, those of the rules it rests on included."""
    return inputs_behind(Rule(rule.data), {other.id: Rule(other.data) for other in policy.rules})


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
            for node in mechanisms_in(rule.data):
                if node["do"] == "checklist":
                    for item in node["items"]:
                        users = items.setdefault(node["of"], {}).setdefault(item, [])
                        if policy.id not in users:
                            users.append(policy.id)
                elif "of" in node and isinstance(node["of"], str):
                    others.add(node["of"])
    return {name: found for name, found in items.items() if name not in others}
