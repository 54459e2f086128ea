"""One day and one minute: what arithmetic on dates and wall times is counted in."""

from __future__ import annotations

from datetime import timedelta

ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)
