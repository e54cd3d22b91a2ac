"""The small rule set in OpenFisca. Reads a question from standard input, writes results and times as JSON.

“With trace” is OpenFisca's own: a simulation that records every calculation. It is made for many people at once, so it
is also timed on all records together (`bulk`, per record).
"""

import json
import sys
import time
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERSON = build_entity(key="person", plural="persons", label="person", is_person=True)
PERIOD = "2026-09"
NUMBERS, WORDS = ("years", "present", "required", "satisfied"), ("serving", "violation")
WANTED = ("bonus", "attendance", "eligible", "total")


def variable(name: str, kind: type, formula: Any = None) -> type:
    """A monthly variable of a person."""
    body = {"value_type": kind, "entity": PERSON, "definition_period": DateUnit.MONTH, "label": name}
    return type(name, (Variable,), body | ({"formula": formula} if formula else {}))


def bonus(person: Any, period: Any) -> Any:
    """By years of service, while serving."""
    years = person("years", period)
    amount = np.select([years < 8, years < 11, years < 16], [0, 600, 800], 1000)
    return person("serving", period) * amount


def attendance(person: Any, period: Any) -> Any:
    """By the share of hours kept."""
    share = person("present", period) / person("required", period)
    return np.select([share < np.float32(0.6), share < np.float32(0.8)], [0, 0.5], 1) * 300


def eligible(person: Any, period: Any) -> Any:
    """All of three conditions."""
    long_enough = person("years", period) >= 3
    return long_enough * (person("satisfied", period) >= np.float32(0.8)) * ~person("violation", period)


def total(person: Any, period: Any) -> Any:
    """Both amounts."""
    return person("bonus", period) + person("attendance", period)


def system() -> TaxBenefitSystem:
    """The rules."""
    found = TaxBenefitSystem([PERSON])
    for name in NUMBERS:
        found.add_variable(variable(name, float))
    for name in WORDS:
        found.add_variable(variable(name, bool))
    for name, formula in (("bonus", bonus), ("attendance", attendance), ("total", total)):
        found.add_variable(variable(name, float, formula))
    found.add_variable(variable("eligible", bool, eligible))
    return found


def simulation(rules: TaxBenefitSystem, records: list[dict[str, Any]], *, trace: bool) -> Simulation:
    """A simulation of these people."""
    made = SimulationBuilder().build_default_simulation(rules, len(records))
    made.trace = trace
    for name in (*NUMBERS, *WORDS):
        made.set_input(name, PERIOD, np.array([record[name] for record in records]))
    return made


def main() -> None:
    """Answer the question."""
    question = json.load(sys.stdin)
    records, rules = question["records"], system()
    times = {"plain": [], "trace": [], "bulk": []}
    for _ in range(question["rounds"]):
        for way, found in times.items():
            start = time.perf_counter()
            for group in [records] if way == "bulk" else [[record] for record in records]:
                made = simulation(rules, group, trace=way == "trace")
                for name in WANTED:
                    made.calculate(name, PERIOD)
            found.append((time.perf_counter() - start) / len(records) * 1000)
    made = simulation(rules, records, trace=False)
    columns = [made.calculate(name, PERIOD).tolist() for name in WANTED]
    json.dump({"times": times, "answers": [list(row) for row in zip(*columns, strict=True)]}, sys.stdout)


if __name__ == "__main__":
    main()
