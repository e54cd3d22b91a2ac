"""Why each field is asked for: the results that need it, under their clauses, for the scripts of the form."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from assessor.policy import Policy
from assessor.report import Markup, tag
from assessor.rules.facts import AS_OF
from assessor.site.inputs import rule_inputs


def reasons(policies: Sequence[Policy]) -> dict[str, Any]:
    """The computed rules by policy, each with its name, clause and the clause's anchor, and for each field its rules.

    Rules are numbered through all policies, in the order of the texts; results that rest on others count as well. The
    day of the assessment is left out: all results need it, and its help says so.
    """
    found: list[dict[str, Any]] = []
    fields: dict[str, list[int]] = {}
    number = 0
    for policy in policies:
        rules = [rule for rule in policy.rules if rule.is_computed]
        named = [[rule.data["name"], rule.data["clause"], rule.data["anchor"]] for rule in rules]
        found.append({"id": policy.id, "title": policy.short, "rules": named})
        for position, rule in enumerate(rules, number):
            for name in rule_inputs(policy, rule):
                if name != AS_OF:
                    fields.setdefault(name, []).append(position)
        number += len(rules)
    return {"policies": found, "fields": fields}


def why_html(found: Mapping[str, Any]) -> Markup:
    """The reasons in a template, once for the whole form: said at every field, they would be most of the page."""
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return tag("template", text, data_part="why")
