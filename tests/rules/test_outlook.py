"""From when: the months in which year-based results change."""

from datetime import date

from assessor.records import read_record
from assessor.rules import ask, assess
from assessor.rules.engine import Judge
from assessor.rules.facts import Facts
from assessor.rules.outlook import advanced

DAY = date(2026, 11, 21)


def turns(rulebook, raw, policy="school-21art"):
    """The outlook of a raw record, as the contract gives it."""
    record = read_record(rulebook.fields, raw)
    return [turn.to_json() for turn in ask(rulebook, record, assess(rulebook, record, DAY, [policy])).turns]


def test_a_bonus_band_is_entered_in_the_month_the_years_are_full(rulebook):
    """Nine years and three months served: the eleventh year is full after 21 more months."""
    raw = {
        "现任班主任": True,
        "任职段": [{"起": "2014-09", "止": "2018-08", "角色": "班主任"}, {"起": "2021-09", "角色": "班主任"}],
    }
    found = [(turn["month"], turn["from"], turn["to"]) for turn in turns(rulebook, raw) if turn["id"] == "S21-16"]
    assert found == [("2028-08", "600", "800"), ("2033-08", "800", "1000")]


def test_typed_years_go_on_too(rulebook):
    """Years typed by hand grow by a month each month."""
    found = turns(rulebook, {"现任班主任": True, "累计任职年限": 10.5})
    assert next((turn["month"], turn["to"]) for turn in found if turn["id"] == "S21-16") == ("2027-05", "800")


def test_milestones_come_in_the_order_of_time(rulebook):
    """10, 20 and 30 years, and the bonus of 25, in their order."""
    found = turns(rulebook, {"累计任职年限": 9}, "wenzhou-2023-23")
    kept = [(turn["id"], turn["to"]) for turn in found if turn["id"] in {"WZ-12a", "WZ-12b"}]
    assert kept == [("WZ-12b", "10"), ("WZ-12b", "20"), ("WZ-12a", True), ("WZ-12b", "30")]


def test_those_who_no_longer_serve_have_no_outlook(rulebook):
    """Without service nothing comes by time alone."""
    assert turns(rulebook, {"现任班主任": False, "累计任职年限": 9}) == []


def test_the_month_before_a_turn_still_has_the_old_result(rulebook):
    """A turn is exact to the month."""
    record = read_record(rulebook.fields, {"现任班主任": True, "累计任职年限": 10.5})
    policy = rulebook.policies["school-21art"]
    rule = policy.rules["S21-16"]

    def at(months, day):
        return Judge(policy, Facts(rulebook.fields, advanced(record, months, day), day)).verdict(rule, "向下取整").value

    assert at(5, date(2027, 4, 21)) == 600
    assert at(6, date(2027, 5, 21)) == 800
