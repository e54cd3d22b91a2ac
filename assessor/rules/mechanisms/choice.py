"""if, choose, first: which of several nodes applies.

An `if` whose condition is unknown still has a value when both branches agree. `choose` picks by a word; a word that the
text does not provide for is a gap. `first` takes the first node that is known, so that a later one can stand in.
"""

from assessor.rules.scope import Answer, Node, Scope, Step
from assessor.rules.values import GAP, State, unite, unknown


def _through(kind: str, node: Node, scope: Scope, chosen: Answer, *extra: Step, note: str = "") -> Answer:
    step = Step(kind, chosen.value, node, scope, children=(*extra, chosen.step), note=note)
    return Answer(chosen.value, step, chosen.shortfall, chosen.rows)


def evaluate_if(node: Node, scope: Scope) -> Answer:
    """`then` if the condition holds, `else` if not."""
    condition = scope.evaluate(node["if"], scope)
    asked = condition.step.called(node.get("name", ""))
    if condition.value.is_known:
        taken = "then" if condition.value.content else "else"
        note = node.get("means", "") if taken == "else" else ""
        return _through("if", node, scope, scope.evaluate(node[taken], scope), asked, note=note)
    if condition.value.state is State.GAP:
        return Answer(GAP, Step("if", GAP, node, scope, children=(asked,)))
    branches = [scope.evaluate(node[key], scope) for key in ("then", "else")]
    first, second = (branch.value for branch in branches)
    if first.state is not State.UNKNOWN and first == second:
        return _through("if", node, scope, branches[1], asked)
    value = unknown(unite([condition.value, first, second]))
    return Answer(value, Step("if", value, node, scope, children=(asked, branches[0].step)))


def evaluate_choose(node: Node, scope: Scope) -> Answer:
    """The value that belongs to the word `of` holds."""
    subject = scope.evaluate(node["of"], scope)
    if not subject.value.is_known:
        value = subject.value
        return Answer(value, Step("choose", value, node, scope, children=(subject.step,), have=value))
    row = next((row for row in node["rows"] if subject.value.content in row["is"]), None)
    if row is None or "value" not in row:
        note = row["gap"] if row else "条文没有写这种情形"
        return Answer(GAP, Step("choose", GAP, node, scope, children=(subject.step,), have=subject.value, note=note))
    return _through("choose", node, scope, scope.evaluate(row["value"], scope), subject.step)


def evaluate_first(node: Node, scope: Scope) -> Answer:
    """The first of the nodes that is known."""
    answers = []
    for part in node["nodes"]:
        answer = scope.evaluate(part, scope)
        if answer.value.is_known:
            return _through("first", node, scope, answer)
        answers.append(answer)
    values = [answer.value for answer in answers]
    value = GAP if all(each.state is State.GAP for each in values) else unknown(unite(values))
    return Answer(value, Step("first", value, node, scope, children=tuple(answer.step for answer in answers)))
