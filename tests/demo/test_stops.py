"""The days to which the clock of a demonstration goes: those of each stage, in order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from telestage_tui.clocks.clock import FrozenClock, MovableClock, clock_from
from telestage_tui.clocks.zones import next_change
from telestage_tui.demo.builder import STORIES, demo_dossiers
from telestage_tui.demo.stops import Stop, stops
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.programme.withdrawals import term

from .rules import PROGRAMME

TODAY = date(2027, 2, 9)
OPENED = clock_from("2027-02-09T10:15").now()
DOSSIERS = dict(zip(STORIES, demo_dossiers(TODAY), strict=True))


def stops_of(dossier: Dossier | None) -> tuple[Stop, ...]:
    return stops(dossier, PROGRAMME, MovableClock(FrozenClock(OPENED)), OPENED)


@pytest.mark.parametrize("story", STORIES)
def test_the_days_of_a_stage_come_in_order(story: str) -> None:
    *days, last = stops_of(DOSSIERS[story])

    assert [each.instant for each in days] == sorted(each.instant for each in days)
    assert last.instant == OPENED
    titles = [each.title for each in days]
    assert {"Premier jour", "Mi-stage", "Dernier jour", "Un mois après"} <= set(titles)


def test_a_change_of_clock_is_a_day_to_go_to_when_the_stage_has_one() -> None:
    for dossier in DOSSIERS.values():
        change = next_change(dossier.stage.start, dossier.host.zone, dossier.intern.zone)
        has_one = change is not None and change.date <= dossier.stage.end
        titles = [each.title for each in stops_of(dossier)]
        assert ("Changement d’heure" in titles) is has_one


def test_the_day_after_has_an_access_overdue_where_one_is_open() -> None:
    dossier = DOSSIERS["end"]
    (after,) = (each for each in stops_of(dossier) if each.title == "Lendemain, accès en retard")

    overdue = [
        each.name
        for each in dossier.open_accesses
        if term(dossier, PROGRAMME, each).is_overdue(after.instant)
    ]
    assert overdue
    assert after.instant.date() == dossier.stage.end + timedelta(days=1)


def test_without_a_dossier_one_only_goes_back_where_one_was() -> None:
    assert [each.instant for each in stops_of(None)] == [OPENED]


def test_a_day_that_is_past_says_that_the_clock_goes_back() -> None:
    stop = Stop("Premier jour", datetime(2027, 1, 11, 14, tzinfo=UTC))

    assert stop.words(OPENED).replace("\u00a0", " ") == (
        "Premier jour : lun. 11 janv. 2027, 9 h (recule)"
    )
    assert "recule" not in stop.words(stop.instant)
