"""What a change of gap is said to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest

from telestage_tui.clocks.gap_changes import UsualSlot, change_in_short, change_sentence, usual_slot
from telestage_tui.clocks.shared_hours import Pair
from telestage_tui.clocks.zones import next_change
from telestage_tui.dossier.changes import record_meeting
from telestage_tui.dossier.dossier import Dossier
from tests.planning.building import autumn, dossier_of, planned, winter


def sentence(day: date, pair: Pair, usual: UsualSlot | None = None) -> str:
    change = next_change(day, pair.host_zone, pair.intern_zone)
    assert change is not None
    return change_sentence(change, pair, usual).replace("\u00a0", " ")


def pair_of(**sides: dict[str, str]) -> Pair:
    return Pair.of(dossier_of(date(2027, 1, 11), date(2027, 4, 9), **sides))


def test_the_usual_meeting_is_at_another_hour_for_the_other_side() -> None:
    dossier = planned(winter())
    assert sentence(date(2027, 2, 10), Pair.of(dossier), usual_slot(dossier)) == (
        "À partir du dimanche 14 mars 2027, le décalage passe de 6 h à 5 h : la rencontre de "
        "9 h 30 au Québec sera à 14 h 30 en France au lieu de 15 h 30."
    )


def test_the_host_is_the_other_side_when_the_intern_s_clock_is_fixed() -> None:
    dossier = planned(autumn())
    assert sentence(date(2026, 10, 20), Pair.of(dossier), usual_slot(dossier)) == (
        "À partir du dimanche 25 octobre 2026, le décalage passe de 6 h à 5 h : la rencontre de "
        "15 h 30 en France sera à 10 h 30 au Québec au lieu de 9 h 30."
    )
    # A week later it is back: the week before is already the unusual one.
    assert sentence(date(2026, 10, 26), Pair.of(dossier), usual_slot(dossier)) == (
        "À partir du dimanche 1er novembre 2026, le décalage passe de 5 h à 6 h : la rencontre de "
        "15 h 30 en France sera à 9 h 30 au Québec au lieu de 10 h 30."
    )


@pytest.mark.parametrize(
    ("day", "made", "line"),
    [
        (date(2027, 2, 10), winter,
         "5 h du 14 au 27 mars : 9 h 30 / 14 h 30 au lieu de 9 h 30 / 15 h 30"),
        (date(2026, 10, 20), autumn,
         "5 h du 25 au 31 oct. : 10 h 30 / 15 h 30 au lieu de 9 h 30 / 15 h 30"),
        (date(2026, 10, 26), autumn,
         "6 h dès le 1er nov. : 9 h 30 / 15 h 30 au lieu de 10 h 30 / 15 h 30"),
    ],
)  # fmt: skip
def test_the_same_in_a_line(day: date, made: Callable[[], Dossier], line: str) -> None:
    dossier = planned(made())
    pair, usual = Pair.of(dossier), usual_slot(dossier)
    change = next_change(day, pair.host_zone, pair.intern_zone)
    assert change is not None
    assert usual is not None
    assert change_in_short(change, pair, usual).replace("\u00a0", " ") == line


def test_without_a_meeting_the_shared_hours_are_told() -> None:
    assert sentence(date(2027, 2, 10), Pair.usual()) == (
        "À partir du dimanche 14 mars 2027, le décalage passe de 6 h à 5 h : les heures communes "
        "passent de 9 h – 12 h / 15 h – 18 h à 9 h – 13 h / 14 h – 18 h."
    )


@pytest.mark.parametrize(
    ("day", "intern", "effect"),
    [
        (
            date(2027, 2, 10),
            "Indian/Reunion",
            "il y a désormais des heures communes, 9 h – 10 h / ",
        ),
        (
            date(2027, 10, 10),
            "Indian/Reunion",
            "il n’y a plus d’heures communes (avant, 9 h – 10 h",
        ),
        (date(2027, 2, 10), "Pacific/Noumea", "il n’y a d’heures communes ni avant ni après."),
    ],
)
def test_hours_that_come_go_or_never_were(day: date, intern: str, effect: str) -> None:
    assert effect in sentence(day, pair_of(intern={"zone": intern}))


def test_the_usual_slot_is_that_of_most_check_ins_to_come() -> None:
    dossier = planned(winter(rule={"at": time(12, 15)}))
    assert usual_slot(dossier) == UsualSlot(time(11, 30), "America/Toronto", dossier.stage.end)
    for meeting in dossier.meetings:
        dossier = record_meeting(meeting.id, "Rencontre", status="held", on=meeting.slot.day).apply(
            dossier
        )
    assert usual_slot(dossier) == UsualSlot(time(12, 15), "America/Toronto", dossier.stage.end)
    assert usual_slot(winter(rule={"at": None})) is None
