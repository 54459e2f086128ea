"""What speaks against the time of a meeting, whoever chose it."""

from __future__ import annotations

from datetime import datetime

from ...clocks.closures import ClosedDays
from ...clocks.shared_hours import Pair
from ...clocks.zones import local
from ...dossier.french import upper_first
from .sentences import outside_hours


def objections(start: datetime, duration: int, pair: Pair, closed: ClosedDays) -> tuple[str, ...]:
    """Closed days, then hours that are not worked: French sentences, empty when all is well.

    Args:
        start: UTC instant.
        duration: Minutes.
        pair: The two sides.
        closed: Their closed days.
    """
    host = closed.host_reason(local(start, pair.host_zone).date())
    intern = closed.intern_reason(local(start, pair.intern_zone).date())
    if host == intern:
        reasons = [host] if host else []
    else:  # the date may be another over there: a weekend is then theirs alone
        said = ((host, closed.host.side), (intern, closed.intern.side))
        reasons = [r if "(" in r else f"{r} ({side})" for r, side in said if r]
    return (
        *(f"{upper_first(reason)}." for reason in reasons),
        *outside_hours(start, duration, pair),
    )
