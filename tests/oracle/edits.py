"""A record as it is typed: one random edit after another, now forwards, now back again."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from .records import TODAY, random_record

__all__ = ["edits"]


def edits(rng: random.Random, policies: list[str], count: int) -> Iterator[tuple[dict[str, Any], date]]:
    """So many records, each one edit away from one before it, with the day each is judged on."""
    raw: dict[str, Any] = dict(random_record(rng, rng.choice(policies)))
    today, earlier = TODAY, [raw]
    for _ in range(count):
        yield raw, today
        earlier.append(raw)
        match rng.random():
            case chance if chance < 0.1:
                raw = rng.choice(earlier)
            case chance if chance < 0.25 and raw:
                gone = rng.choice(sorted(raw))
                raw = {name: value for name, value in raw.items() if name != gone}
            case chance if chance < 0.3:
                today += timedelta(days=rng.choice((1, 31, 400)))
            case _:
                other = random_record(rng, rng.choice(policies))
                name = rng.choice(sorted(other) or ["自评日期"])
                raw = {**raw, name: other.get(name, "")}
