"""Two clocks: French names of the zones, instants, and the gap between the two sides.

A gap is counted in minutes, positive when the intern's clock is ahead of the host's.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from ..dossier.durations import ONE_DAY, ONE_MINUTE
from ..dossier.errors import TelestageError
from ..dossier.french import hours, long_moment
from ..dossier.meetings import Slot
from ..dossier.zone_names import zone

_NOON = time(12)
_HORIZON = timedelta(days=400)
"""How far ahead a change of gap is looked for: every yearly change falls within."""

# IANA name: (label, the words for it inside a sentence, « il est 9 h … »).
_HOST_PLACES = {
    "America/Toronto": ("Québec", "au Québec"),
    "America/Halifax": ("Îles-de-la-Madeleine", "aux Îles-de-la-Madeleine"),
    "America/Blanc-Sablon": ("Basse-Côte-Nord (Blanc-Sablon)", "sur la Basse-Côte-Nord"),
}
_INTERN_PLACES = {
    "Europe/Paris": ("France", "en France"),
    "America/Guadeloupe": ("Guadeloupe", "en Guadeloupe"),
    "America/Martinique": ("Martinique", "en Martinique"),
    "America/Cayenne": ("Guyane", "en Guyane"),
    "Indian/Reunion": ("La Réunion", "à La Réunion"),
    "Indian/Mayotte": ("Mayotte", "à Mayotte"),
    "America/Miquelon": ("Saint-Pierre-et-Miquelon", "à Saint-Pierre-et-Miquelon"),
    "America/St_Barthelemy": ("Saint-Barthélemy", "à Saint-Barthélemy"),
    "America/Marigot": ("Saint-Martin", "à Saint-Martin"),
    "Pacific/Noumea": ("Nouvelle-Calédonie", "en Nouvelle-Calédonie"),
    "Pacific/Tahiti": ("Polynésie française (Tahiti)", "à Tahiti"),
    "Pacific/Wallis": ("Wallis-et-Futuna", "à Wallis-et-Futuna"),
}
_SHORT = {
    "America/Halifax": "Les Îles",
    "America/Blanc-Sablon": "Bl.-Sablon",
    "America/Miquelon": "St-Pierre",
    "America/St_Barthelemy": "St-Barth",
    "America/Marigot": "St-Martin",
    "Pacific/Noumea": "Calédonie",
    "Pacific/Tahiti": "Tahiti",
    "Pacific/Wallis": "Wallis",
}
"""Short local names, of at most ten characters."""
_ALIASES = {"America/Montreal": "America/Toronto"}
"""Old names that people still type; accepted, not offered."""
_PLACES = _HOST_PLACES | _INTERN_PLACES

HOST_ZONES: tuple[str, ...] = tuple(_HOST_PLACES)
"""IANA zones offered for the host."""
INTERN_ZONES: tuple[str, ...] = tuple(_INTERN_PLACES)
"""IANA zones offered for the intern."""


class ImpossibleTime(TelestageError):
    """A wall time that the change of clock skips or repeats."""


class GapChange(NamedTuple):
    """The first host-local date on which the gap is another.

    Attributes:
        date: That date.
        gap_before: Minutes, the day before.
        gap_after: Minutes, from that day on.
    """

    date: date
    gap_before: int
    gap_after: int


class GapSpan(NamedTuple):
    """Consecutive host-local dates with the same gap, both included.

    Attributes:
        first: First date.
        last: Last date.
        gap: Minutes.
    """

    first: date
    last: date
    gap: int

    @property
    def days(self) -> int:
        """Number of dates."""
        return (self.last - self.first).days + 1


def zone_label(name: str) -> str:
    """The French name of a zone: `America/Halifax` is « Îles-de-la-Madeleine »."""
    name = _ALIASES.get(name, name)
    return _PLACES[name][0] if name in _PLACES else _city(name)


def zone_short(name: str) -> str:
    """The French name for a narrow column, « Les Îles »: ten columns at most for zones offered."""
    name = _ALIASES.get(name, name)
    return _SHORT.get(name, zone_label(name))


def zone_place(name: str) -> str:
    """The zone inside a sentence: « au Québec », « en France », « à La Réunion »."""
    name = _ALIASES.get(name, name)
    return _PLACES[name][1] if name in _PLACES else f"à {_city(name)}"


def _city(name: str) -> str:
    return name.rpartition("/")[2].replace("_", " ")


def wall_instant(day: date, at: time, zone_name: str) -> datetime:
    """The UTC instant of a wall time; a repeated one is taken the first time."""
    return datetime.combine(day, at, tzinfo=zone(zone_name)).astimezone(UTC)


def is_plain(day: date, at: time, zone_name: str) -> bool:
    """Whether that wall time exists exactly once: in no gap and no fold of the zone."""
    moment = datetime.combine(day, at, tzinfo=zone(zone_name))
    return moment.utcoffset() == moment.replace(fold=1).utcoffset()


def instant(slot: Slot) -> datetime:
    """The UTC instant of a slot.

    Raises:
        ImpossibleTime: when the change of clock skips that wall time, or repeats it.
    """
    moment = wall_instant(slot.day, slot.at, slot.zone)
    if not is_plain(slot.day, slot.at, slot.zone):
        exists = local(moment, slot.zone).time() == slot.at
        what = "existe deux fois" if exists else "n’existe pas"
        raise ImpossibleTime(
            f"Le {long_moment(slot.day, slot.at)}, {what} {zone_place(slot.zone)} : "
            "on y change l’heure à ce moment-là. Choisissez une autre heure."
        )
    return moment


def local(moment: datetime, zone_name: str) -> datetime:
    """The aware local datetime of an instant in a zone."""
    return moment.astimezone(zone(zone_name))


def utc_text(moment: datetime) -> str:
    """A UTC instant: `2027-01-12T14:30:00Z`."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def beside(here: datetime, there: datetime) -> str:
    """« (le lendemain) » or « (la veille) » where the second local date is another; else empty."""
    return other_day((there.date() - here.date()).days)


def other_day(days: int) -> str:
    """« (le lendemain) » for a day later, « (la veille) » for a day earlier; else empty."""
    return {1: " (le lendemain)", -1: " (la veille)"}.get(days, "")


def gap(moment: datetime, host_zone: str, intern_zone: str) -> int:
    """Minutes by which the intern's clock is ahead of the host's at that instant."""
    return _offset(local(moment, intern_zone)) - _offset(local(moment, host_zone))


def gap_on(day: date, host_zone: str, intern_zone: str) -> int:
    """The gap in minutes at noon, host time, of that date."""
    noon = datetime.combine(day, _NOON, tzinfo=zone(host_zone))
    return _offset(noon.astimezone(zone(intern_zone))) - _offset(noon)


def gap_hours(minutes: int) -> int | float:
    """A gap in hours, whole whenever it is: 360 gives 6, 330 gives 5.5."""
    whole, rest = divmod(minutes, 60)
    return minutes / 60 if rest else whole


def gap_text(minutes: int) -> str:
    """How far apart the two clocks are, whichever is ahead: « 6 h », « 3 h 30 »."""
    return hours(abs(minutes) / 60)


def _offset(moment: datetime) -> int:
    shift = moment.utcoffset()
    assert shift is not None  # every local datetime is aware
    return shift // ONE_MINUTE


def next_change(day: date, host_zone: str, intern_zone: str) -> GapChange | None:
    """The next change of gap after that host-local date, or None within about 400 days."""
    for year in (day.year, day.year + 1, day.year + 2):
        changes = _changes(year, host_zone, intern_zone)
        position = bisect_right(changes, day, key=lambda change: change.date)
        if position < len(changes):
            change = changes[position]
            return change if change.date - day <= _HORIZON else None
    return None


@lru_cache(maxsize=512)
def _changes(year: int, host_zone: str, intern_zone: str) -> tuple[GapChange, ...]:
    """Every change of gap of a calendar year, read day by day: no rule is presumed."""
    changes = []
    day = date(year, 1, 1) - ONE_DAY
    before = gap_on(day, host_zone, intern_zone)
    while (day := day + ONE_DAY).year == year:
        after = gap_on(day, host_zone, intern_zone)
        if after != before:
            changes.append(GapChange(day, before, after))
        before = after
    return tuple(changes)


def gap_spans(first: date, last: date, host_zone: str, intern_zone: str) -> tuple[GapSpan, ...]:
    """The period cut wherever the gap changes, in order; both dates are host-local."""
    spans = []
    begin, minutes = first, gap_on(first, host_zone, intern_zone)
    while (change := next_change(begin, host_zone, intern_zone)) and change.date <= last:
        spans.append(GapSpan(begin, change.date - ONE_DAY, minutes))
        begin, minutes = change.date, change.gap_after
    return (*spans, GapSpan(begin, last, minutes))


def usual_gap(spans: tuple[GapSpan, ...]) -> int:
    """The gap in minutes that holds on the most days; the earliest when two are equal."""
    days: dict[int, int] = {}
    for span in spans:
        days[span.gap] = days.get(span.gap, 0) + span.days
    return max(days, key=lambda minutes: days[minutes])
