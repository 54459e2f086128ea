"""The French sentences of the planner: one for each departure from the rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Literal

from ...clocks.closures import ClosedDays
from ...clocks.shared_hours import Pair, is_night
from ...clocks.zones import local, zone_label, zone_place
from ...dossier.dossier import Dossier
from ...dossier.durations import ONE_MINUTE
from ...dossier.french import clock_time, long_date, lower_first, upper_first, with_unit
from ...dossier.hours import WorkHours
from ...dossier.stage import Stage
from ...wording import SIDE_WORDS

OUTSIDE = "Hors des heures de travail"
"""The beginning of a sentence that is replaced when the hours change."""
_OFF = "hors des heures de travail"
_BREAK = "pendant la pause"
_LATE = "après la fin de la journée"


def moved_from_day(day: date, reason: str, zone_name: str = "") -> str:
    """« Déplacée du lundi 24 mai 2027 : Journée nationale des patriotes (Québec). »

    Args:
        day: The day asked for.
        reason: French.
        zone_name: IANA name of the zone whose date it is, where it is not that of the host.
    """
    where = f" ({zone_label(zone_name)})" if zone_name else ""
    return f"Déplacée du {long_date(day)}{where} : {reason}."


def moved_from_hour(new: time, usual: time, zone_name: str, reason: str) -> str:
    """« À 9 h 30 plutôt qu’à 9 h (Québec) : … »"""
    return (
        f"À {clock_time(new)} plutôt qu’à {clock_time(usual)} ({zone_label(zone_name)}) : {reason}."
    )


def omission(title: str, day: date, reasons: Iterable[str]) -> str:
    """« Rencontre de suivi du mardi 2 mars 2027 non planifiée : Relâche (structure). »"""
    why = ", ".join(reasons) or "fin de semaine"
    return f"{title} du {long_date(day)} non prévue : {why}."


def welcome_first(welcome: date, day: date) -> str:
    """« la rencontre d’accueil, le lundi 29 janvier 2029, vient d’abord »; empty from then on."""
    if day >= welcome:
        return ""
    return f"la rencontre d’accueil, le {long_date(welcome)}, vient d’abord"


def shortened(asked: int, length: int, reason: str) -> str:
    """« Raccourcie de 60 à 30 min : pas plus de 30 min communes de suite ce jour-là. »"""
    return f"Raccourcie de {asked} à {with_unit(length, 'min')} : {reason}."


def beyond_stage(day: date, stage: Stage) -> str:
    """Why that day is out of the stage; empty when it is not."""
    if day < stage.start:
        return f"le stage commence le {long_date(stage.start)}"
    if day > stage.end:
        return f"le stage se termine le {long_date(stage.end)}"
    return ""


def before_opening(day: date, counts: Mapping[str, int]) -> Iterator[str]:
    """What is not planned because the dossier was opened too late for it, if anything.

    Args:
        day: Local date on which the dossier was opened.
        counts: How many meetings, by title.
    """
    if counts:
        names = ", ".join(
            lower_first(title) + (f" ({number})" if number > 1 else "")
            for title, number in counts.items()
        )
        yield (
            f"Le dossier a été ouvert le {long_date(day)} : ce qui aurait dû précéder "
            f"n’est pas prévu ({names})."
        )


def clashes_with(whom: str) -> str:
    """« En même temps qu’une rencontre avec Karim Benali. »"""
    return f"En même temps qu’une rencontre avec {whom}."


def why_not(start: datetime, duration: int, pair: Pair) -> str | None:
    """Why a start does not suit one of the two sides: « il serait 19 h en France, hors des… ».

    Args:
        start: UTC instant.
        duration: Minutes.
        pair: The two sides.
    """
    for side, zone_name, hours in _sides(pair):
        here, end = local(start, zone_name), local(start + duration * ONE_MINUTE, zone_name)
        match _fault(here, duration, hours):
            case "outside":
                what = f"il serait {clock_time(here.time())} {zone_place(zone_name)}, {_OFF}"
            case "in break":
                what = f"il serait {clock_time(here.time())} {zone_place(zone_name)}, {_BREAK}"
            case "over break":
                what = f"elle finirait à {clock_time(end.time())} {zone_place(zone_name)}, {_BREAK}"
            case "over the end":
                what = f"elle finirait à {clock_time(end.time())} {zone_place(zone_name)}, {_LATE}"
            case None:
                continue
        return f"{what} ({side})"
    return None


def at_night(start: datetime, duration: int, pair: Pair) -> str | None:
    """« il serait 0 h à La Réunion, la nuit (stagiaire) »; None when nobody would be asleep."""
    for side, zone_name, _ in _sides(pair):
        here = local(start, zone_name)
        if is_night(here.hour * 60 + here.minute, duration):
            return f"il serait {clock_time(here.time())} {zone_place(zone_name)}, la nuit ({side})"
    return None


def outside_hours(start: datetime, duration: int, pair: Pair) -> tuple[str, ...]:
    """One sentence for each side whose working hours do not hold the meeting.

    A day without hours is a closed day, which has a sentence of its own.
    """
    sentences = []
    for side, zone_name, hours in _sides(pair):
        here = local(start, zone_name)
        fault = _fault(here, duration, hours)
        if fault is None or not hours.on(here.weekday()):
            continue
        when = clock_time(here.time())
        if fault in ("over break", "over the end"):  # it starts within the hours
            end = local(start + duration * ONE_MINUTE, zone_name)
            when = f"jusqu’à {clock_time(end.time())}"
        sentences.append(f"{OUTSIDE} côté {side} : {when} ({zone_label(zone_name)}).")
    return tuple(sentences)


def objections(dossier: Dossier, start: datetime, duration: int) -> tuple[str, ...]:
    """The objections to a time, whoever chose it: French sentences, empty when all is well.

    Args:
        dossier: Whose closed days come first, then the hours that are not worked.
        start: UTC instant.
        duration: Minutes.
    """
    return objections_between(Pair.of(dossier), ClosedDays.of(dossier), start, duration)


def objections_between(
    pair: Pair, closed: ClosedDays, start: datetime, duration: int
) -> tuple[str, ...]:
    """The same as `objections`, from the clocks and closed days of the two sides."""
    host = closed.host_reason(local(start, pair.host_zone).date())
    intern = closed.intern_reason(local(start, pair.intern_zone).date())
    if host == intern:
        reasons = [host] if host else []
    else:  # the date may be another over there: a weekend is then theirs alone
        by_side = ((host, closed.host.side), (intern, closed.intern.side))
        reasons = [r if "(" in r else f"{r} ({SIDE_WORDS[side]})" for r, side in by_side if r]
    return (
        *(f"{upper_first(reason)}." for reason in reasons),
        *outside_hours(start, duration, pair),
    )


_Fault = Literal["outside", "in break", "over break", "over the end"]


def _fault(here: datetime, duration: int, hours: WorkHours) -> _Fault | None:
    """Why a meeting of that local start is not inside someone's hours; None when it is."""
    begin = here.hour * 60 + here.minute
    spans = hours.on(here.weekday())
    if not spans or not spans[0].start <= begin < spans[-1].end:
        return "outside"
    holding = next((span for span in spans if span.start <= begin < span.end), None)
    if holding is None:
        return "in break"
    if begin + duration <= holding.end:
        return None
    return "over the end" if holding is spans[-1] else "over break"


def _sides(pair: Pair) -> tuple[tuple[str, str, WorkHours], ...]:
    return (
        (SIDE_WORDS["stagiaire"], pair.intern_zone, pair.intern_hours),
        (SIDE_WORDS["structure"], pair.host_zone, pair.host_hours),
    )
