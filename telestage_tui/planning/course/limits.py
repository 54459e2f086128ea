"""How long the programme lets a stage last."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ...dossier.french import long_date
from ...programme.checks import last_day
from ...programme.programme import Programme
from ...programme.rule import Rule


class Span(NamedTuple):
    """The last days that the programme allows from a first day.

    Attributes:
        shortest: The earliest.
        longest: The latest.
        rule: What says so.
        source: The name of its source.
    """

    shortest: date
    longest: date
    rule: Rule
    source: str

    def objection(self, end: date) -> str:
        """Why that last day is outside the programme, in French; empty when it is not."""
        if self.shortest <= end <= self.longest:
            return ""
        if end < self.shortest:
            bound = f"au plus tôt le {long_date(self.shortest)}"
        else:
            bound = f"au plus tard le {long_date(self.longest)}"
        return (
            f"Le stage finirait {bound} (« {self.rule.title} », {self.source}). Pour en sortir, "
            "changez la date dans les informations, et dites qui l’accepte dans les écarts."
        )


def span_from(start: date, programme: Programme) -> Span | None:
    """The last days allowed from that first day; None when the programme has no such rule."""
    rule = next((each for each in programme.rules if each.check == "months"), None)
    if rule is None:
        return None
    return Span(
        last_day(start, int(rule.minimum or 0)),
        last_day(start, int(rule.maximum or 0)),
        rule,
        programme.source(rule.source).name,
    )
