"""score: items added up, then held between a floor and a cap.

An item that is not known leaves the score unknown even where the cap seems reached: the text may still take points off.
"""

from fractions import Fraction

from assessor.rules.scope import Answer, Node, Scope, Step
from assessor.rules.values import known, weakest


def evaluate(node: Node, scope: Scope) -> Answer:
    """Add up the parts; keep the total within `floor` and `cap` (both inclusive, either may be absent)."""
    answers = []
    for part in node["parts"]:
        answer = scope.evaluate(part["node"], scope)
        answers.append(answer.called(part.get("name", "")))
    value = weakest([answer.value for answer in answers])
    note = ""
    if value is None:
        total = sum((answer.value.number for answer in answers), Fraction(0))
        held = total
        if "floor" in node and held < Fraction(node["floor"]):
            held, note = Fraction(node["floor"]), "低于下限，按下限计"
        if "cap" in node and held > Fraction(node["cap"]):
            held, note = Fraction(node["cap"]), "超过满分，按满分计"
        value = known(held)
    rows = answers[0].rows if len(answers) == 1 else ()
    steps = tuple(answer.step for answer in answers)
    return Answer(value, Step("score", value, node, scope, children=steps, note=note), rows=rows)
