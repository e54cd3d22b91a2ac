"""A record that the handbook itself uses as its example, and the answer by rule."""

from typing import Any

SCHOOL = "school-21art"
TEN_MONTHS = [
    *(("2025-09", 17), ("2025-10", 16), ("2025-11", 15.98), ("2025-12", 12), ("2026-01", 11.98)),
    *(("2026-02", 20), ("2026-03", 18), ("2026-04", 15), ("2026-05", 16.4), ("2026-06", 10)),
]
RECORD = {
    "自评日期": "2026-06-30",
    "现任班主任": True,
    "累计任职年限": 12,
    "月度坐班": [{"月份": month, "应坐班": 20, "实坐班": hours} for month, hours in TEN_MONTHS],
}


def results(ran: Any) -> dict[str, dict[str, Any]]:
    """The results of a JSON answer by id."""
    return {result["id"]: result for result in ran.json()["results"]}
