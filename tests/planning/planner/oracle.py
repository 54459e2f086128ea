"""What the calendar and the clocks say, by rules written here by hand: no code under test.

Offsets follow the laws in force from 2024 to 2035 as published by IANA; holidays follow the
Loi sur les normes du travail and the Code du travail.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

# Zone: (standard offset in hours, rule of its summer time).
ZONES = {
    "America/Toronto": (-5, "america"),
    "America/Halifax": (-4, "america"),
    "America/Blanc-Sablon": (-4, None),
    "Europe/Paris": (1, "europe"),
    "Indian/Reunion": (4, None),
    "Indian/Mayotte": (3, None),
    "America/Martinique": (-4, None),
    "America/Guadeloupe": (-4, None),
    "America/Cayenne": (-3, None),
    "Pacific/Noumea": (11, None),
}
HOST_ZONES = tuple(ZONES)[:3]
INTERN_ZONES = tuple(ZONES)[3:]
REGIONS = {
    "Europe/Paris": "FR",
    "Indian/Reunion": "FR-974",
    "Indian/Mayotte": "FR-976",
    "America/Martinique": "FR-972",
    "America/Guadeloupe": "FR-971",
    "America/Cayenne": "FR-973",
    "Pacific/Noumea": "FR-988",
}
_HOUR = timedelta(hours=1)


def nth_sunday(year: int, month: int, number: int) -> date:
    """The first, second… Sunday of a month; -1 for the last."""
    days = [date(year, month, day) for day in range(1, 32) if _is_date(year, month, day)]
    sundays = [day for day in days if day.isoweekday() == 7]
    return sundays[number if number < 0 else number - 1]


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def summer_time(zone: str, year: int) -> tuple[datetime, datetime] | None:
    """The UTC instants (naive) between which summer time holds in a year."""
    standard, rule = ZONES[zone]
    if rule is None:
        return None
    if rule == "europe":
        begin = datetime.combine(nth_sunday(year, 3, -1), time(1))
        return begin, datetime.combine(nth_sunday(year, 10, -1), time(1))
    begin = datetime.combine(nth_sunday(year, 3, 2), time(2)) - standard * _HOUR
    return begin, datetime.combine(nth_sunday(year, 11, 1), time(2)) - (standard + 1) * _HOUR


def offset(zone: str, utc: datetime) -> int:
    """Hours ahead of UTC at a naive UTC instant."""
    summer = summer_time(zone, utc.year)
    return ZONES[zone][0] + bool(summer and summer[0] <= utc < summer[1])


def to_utc(day: date, at: time, zone: str) -> datetime:
    """The naive UTC instant of a wall time that exists once.

    Raises:
        AssertionError: when it exists twice, or never.
    """
    wall = datetime.combine(day, at)
    instants = [
        wall - hours * _HOUR
        for hours in {ZONES[zone][0], ZONES[zone][0] + 1}
        if offset(zone, wall - hours * _HOUR) == hours
    ]
    assert len(instants) == 1, f"{wall} exists {len(instants)} times in {zone}"
    return instants[0]


def to_local(utc: datetime, zone: str) -> datetime:
    """The naive wall time of a naive UTC instant."""
    return utc + offset(zone, utc) * _HOUR


def easter(year: int) -> date:
    """Easter Sunday (Butcher's algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def quebec_holidays(year: int, *, monday: bool = True) -> set[date]:
    """Public holidays of a Québec employer."""
    victoria = date(year, 5, 24)
    labour, thanks = date(year, 9, 1), date(year, 10, 1)
    days = {
        date(year, 1, 1),
        easter(year) + timedelta(days=1 if monday else -2),
        victoria - timedelta(days=victoria.weekday()),
        labour + timedelta(days=-labour.weekday() % 7),
        thanks + timedelta(days=-thanks.weekday() % 7 + 7),
        date(year, 12, 25),
    }
    for day in (date(year, 6, 24), date(year, 7, 1)):
        days.add(day + timedelta(days=day.isoweekday() == 7))
    return days


def french_holidays(year: int) -> set[date]:
    """Public holidays of the whole of France (Code du travail, L3133-1), Whit Monday left out."""
    fixed = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
    moving = (1, 39)
    return {date(year, *day) for day in fixed} | {
        easter(year) + timedelta(days=days) for days in moving
    }


# Region: fixed days, and days counted from Easter Sunday.
LOCAL_HOLIDAYS: dict[str, tuple[tuple[tuple[int, int], ...], tuple[int, ...]]] = {
    "FR-57": (((12, 26),), (-2,)),  # local law of Alsace-Moselle: Good Friday, Saint Stephen
    # The end of slavery (Code du travail, L3422-2, and the law of 30 June 1983 for Mayotte); in
    # the Antilles, what custom adds.
    "FR-971": (((5, 27), (7, 21)), (-24, -2)),
    "FR-972": (((5, 22), (7, 21)), ()),
    "FR-973": (((6, 10),), ()),
    "FR-974": (((12, 20),), ()),
    "FR-976": (((4, 27),), ()),
    "FR-988": (((9, 24),), ()),  # New Caledonia: the day of its citizenship
}


def holidays(region: str, year: int) -> set[date]:
    """Public holidays of a region of France, Whit Monday left out."""
    fixed, moving = LOCAL_HOLIDAYS.get(region, ((), ()))
    return (
        french_holidays(year)
        | {date(year, *day) for day in fixed}
        | {easter(year) + timedelta(days=days) for days in moving}
    )


def monday(day: date) -> date:
    """The Monday of the ISO week of a date."""
    return date.fromisocalendar(*day.isocalendar()[:2], 1)


def next_weekday(day: date) -> date:
    """That date, or the Monday after when it falls on a weekend."""
    return day + timedelta(days={6: 2, 7: 1}.get(day.isoweekday(), 0))
