"""The units of arithmetic on dates and wall times."""

from __future__ import annotations

from datetime import timedelta

ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)
