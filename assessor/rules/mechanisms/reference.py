"""result: the result of another rule, under the same reading where that rule has it."""

from assessor.rules.scope import Answer, Node, Scope, Step


def evaluate(node: Node, scope: Scope) -> Answer:
    """The other rule's answer, as one step that names it."""
    answer = scope.result_of(node["result"], scope.reading)
    step = Step("result", answer.value, node, scope, name=node["name"], children=(answer.step,))
    return Answer(answer.value, step, rows=answer.rows)
