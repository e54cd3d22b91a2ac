"""The table of fields: how years follow from spells is written, and refused where it is written wrongly."""

import pytest

from assessor.policy.fieldfile import read_fields
from assessor.policy.problems import PolicyError

TABLE = "任职经历:\n  早年任职: {{type: number, unit: 年, derive: {{spells: 任职段, measure: cumulative, role: 班主任{more}}}}}\n"
TABLE += "  任职段: {{type: list, keeps_future: true, columns: {{起: {{type: month}}, 止: {{type: month}}, "
TABLE += "角色: {{type: enum, values: [班主任]}}}}}}\n"


def test_years_may_be_counted_up_to_a_month():
    """`until` is the last month that counts."""
    fields = read_fields(TABLE.format(more=", until: 2017-08"))[1]
    derivation = fields["早年任职"].derivation
    assert derivation is not None
    assert derivation.until == "2017-08"


@pytest.mark.parametrize("more", [", until: 2017", ", until: 2017-13", ", until: 2017-08-31", ", to: 2017-08"])
def test_a_month_written_wrongly_is_refused(more):
    """A year, a month that does not exist, a day, or another word is an error that shows how to write it."""
    with pytest.raises(PolicyError, match="until: 2017-08"):
        read_fields(TABLE.format(more=more))
