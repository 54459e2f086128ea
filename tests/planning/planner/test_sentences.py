"""What is said of a start that does not suit someone."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from telestage_tui.clocks.shared_hours import Pair
from telestage_tui.dossier.hours import WorkHours
from telestage_tui.planning.planner.sentences import at_night, outside_hours, why_not

HOST = WorkHours.parse("08:00-12:00, 13:00-17:00")
INTERN = WorkHours.parse("09:00-12:30, 14:30-18:00; vendredi fermé")
PAIR = Pair("America/Toronto", HOST, "Europe/Paris", INTERN)


def start(at: time, day: int = 9) -> datetime:
    """The UTC instant of a wall time in France, in February 2027."""
    return datetime(2027, 2, day, at.hour - 1, at.minute, tzinfo=UTC)


def plain(text: str | None) -> str | None:
    return text and text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("at", "why"),
    [
        (time(15), None),
        (time(14, 15), "il serait 14 h 15 en France, pendant la pause (stagiaire)"),
        (time(12, 15), "elle finirait à 12 h 45 en France, pendant la pause (stagiaire)"),
        (time(17, 45), "elle finirait à 18 h 15 en France, après la fin de la journée (stagiaire)"),
        (time(18), "il serait 18 h en France, hors des heures de travail (stagiaire)"),
        (time(8, 30), "il serait 8 h 30 en France, hors des heures de travail (stagiaire)"),
    ],
)
def test_a_start_is_before_the_day_in_the_break_over_it_or_after(at: time, why: str | None) -> None:
    assert plain(why_not(start(at), 30, PAIR)) == why


def test_each_side_out_of_its_hours_has_its_sentence() -> None:
    assert [plain(sentence) for sentence in outside_hours(start(time(13, 30)), 30, PAIR)] == [
        "Hors des heures de travail côté stagiaire : 13 h 30 (France).",
        "Hors des heures de travail côté organisation : 7 h 30 (Québec).",
    ]
    assert [plain(sentence) for sentence in outside_hours(start(time(17, 45)), 60, PAIR)] == [
        "Hors des heures de travail côté stagiaire : jusqu’à 18 h 45 (France).",
        "Hors des heures de travail côté organisation : jusqu’à 12 h 45 (Québec).",
    ]


def test_a_day_without_hours_is_closed_and_not_out_of_hours() -> None:
    assert outside_hours(start(time(15), day=12), 30, PAIR) == ()


def test_the_night_of_one_side_is_named() -> None:
    late, early = at_night(start(time(23)), 30, PAIR), at_night(start(time(9)), 30, PAIR)
    assert plain(late) == "il serait 23 h en France, la nuit (stagiaire)"
    assert plain(early) == "il serait 3 h au Québec, la nuit (organisation)"
    assert at_night(start(time(15)), 30, PAIR) is None
