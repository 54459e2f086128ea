"""The JSON of the facts of a programme; see `json_output`."""

from __future__ import annotations

from typing import Any

from ..programme.fact import Fact
from ..programme.facts import Difference


def fact_shape(fact: Fact, *, stale: bool) -> dict[str, Any]:
    """One fact of `programme facts`."""
    return {
        "id": fact.id,
        "title": fact.title,
        "value": fact.value,
        "was": fact.was,
        "was_source": fact.was_source,
        "valid_from": fact.valid_from,
        "valid_until": fact.valid_until,
        "source": fact.source,
        "seen_on": fact.seen_on.isoformat() if fact.seen_on else None,
        "confidence": fact.confidence,
        "stale": stale,
        "note": fact.note,
    }


def difference_shape(difference: Difference) -> dict[str, str]:
    """What the latest version says otherwise."""
    return difference._asdict()
