"""The countdowns of the payment: two hours to pay, twenty minutes of inactivity, an hour to wait.

A moment is kept on the wall clock of whoever was there, so that a countdown survives a restart, a
change of computer and a change of clock.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple

from ..clocks.zones import wall_instant
from ..dossier.onsite import Moment, Onsite
from .onsite import OnsiteContent

TimerName = Literal["pay-window", "idle", "retry"]
"""A countdown, by the fact that says how long it is."""


class Timer(NamedTuple):
    """A countdown.

    Attributes:
        name: Which one.
        ends: UTC instant at which it is over.
        seconds: What is left of it at the moment asked, in whole seconds; 0 once it is over.
        words: What it counts, in French.
    """

    name: TimerName
    ends: datetime
    seconds: int
    words: str

    @property
    def is_over(self) -> bool:
        """Whether nothing is left of it."""
        return self.seconds == 0

    @property
    def clock(self) -> str:
        """What is left, in hours, minutes and seconds: « 1:59:30 »."""
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02d}:{seconds:02d}"


def timers(onsite: Onsite, content: OnsiteContent, now: datetime) -> tuple[Timer, ...]:
    """The countdowns that run at an instant, over or not.

    None without a payment, nor once it is made: it is, when the offer that follows it is received.

    Args:
        onsite: Of the dossier.
        content: How long each lasts.
        now: UTC instant.
    """
    payment = onsite.payment
    if payment is None or payment.paid_on or onsite.offer:
        return ()
    if payment.cancelled:
        return (_timer("retry", payment.cancelled, content, now),)
    return (
        _timer("pay-window", payment.started, content, now),
        _timer("idle", payment.active or payment.started, content, now),
    )


def _timer(name: TimerName, since: Moment, content: OnsiteContent, now: datetime) -> Timer:
    ends = wall_instant(since.day, since.at, since.zone) + content.span(name)
    left = max(0, -int((now - ends).total_seconds() // 1))
    return Timer(name, ends, left, content.facts[name].sentence)
