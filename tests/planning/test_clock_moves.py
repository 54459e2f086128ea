"""Meetings that a later edition of the time zones moves, and who is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from telestage_tui.dossier.changes import move_meeting, write_record
from telestage_tui.dossier.changes.sequence_numbers import succeeding
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.meetings import Slot
from telestage_tui.planning.alerts import alerts
from telestage_tui.planning.meeting_view import view_in
from tests.editions import ONE_TIME_ALL_YEAR, edition_in_use, write_edition
from tests.planning.building import planned, winter

NOW = datetime(2027, 2, 10, 15, tzinfo=UTC)


@pytest.fixture
def dossier() -> Dossier:
    """Planned with the packaged edition."""
    return planned(winter())


@pytest.fixture
def _later(dossier: Dossier, tmp_path: Path) -> Iterator[None]:
    folder = write_edition(tmp_path, "2099z", ONE_TIME_ALL_YEAR)
    with edition_in_use(folder, "2099z"):
        yield


def said(dossier: Dossier, now: datetime = NOW) -> list[str]:
    """The alerts of the clocks, with plain spaces."""
    return [
        alert.text.replace("\u00a0", " ")
        for alert in alerts(dossier, now)
        if alert.kind == "clocks_moved"
    ]


def notes(dossier: Dossier, day: date) -> list[str]:
    (meeting,) = (m for m in dossier.meetings if m.slot.day == day)
    return [note.replace("\u00a0", " ") for note in view_in(dossier, meeting, NOW).notes]


def test_nothing_is_said_under_the_edition_of_the_plan(dossier: Dossier) -> None:
    assert said(dossier) == []
    assert all(meeting.reading for meeting in dossier.meetings)


@pytest.mark.usefixtures("_later")
def test_the_alert_counts_what_moves_and_names_the_first(dossier: Dossier) -> None:
    assert said(dossier) == [
        "Nouvelles règles de l’heure pour 4 rencontres, dès le mardi 16 mars 2027 : "
        "exportez-les de nouveau vers les agendas."
    ]
    assert said(dossier, datetime(2027, 4, 7, 12, tzinfo=UTC)) == [
        "Nouvelles règles de l’heure pour la rencontre du mercredi 7 avril 2027 : "
        "exportez-la de nouveau vers les agendas."
    ]
    assert said(dossier, datetime(2027, 4, 8, 12, tzinfo=UTC)) == []
    assert said(dossier.evolve(started_on=date(2027, 1, 11), closed_on=date(2027, 2, 1))) == []


@pytest.mark.usefixtures("_later")
def test_the_meeting_says_its_hours_before_and_now(dossier: Dossier) -> None:
    assert notes(dossier, date(2027, 3, 9)) == []
    assert notes(dossier, date(2027, 3, 16))[0] == (
        "Les règles de l’heure ont changé (édition 2099z) : 15 h 30 en France au lieu de 14 h 30. "
        "Exportez de nouveau la rencontre : les agendas ont peut-être l’ancienne heure."
    )


@pytest.mark.usefixtures("_later")
def test_what_is_written_about_a_meeting_does_not_hide_its_move(dossier: Dossier) -> None:
    meeting = next(m for m in dossier.meetings if m.slot.day == date(2027, 3, 16))
    noted = write_record(meeting.id, "Rencontre", lambda r: r.evolve(notes="x")).apply(dossier)
    assert said(noted) == said(dossier)


@pytest.mark.usefixtures("_later")
def test_a_meeting_moved_by_hand_is_known_at_its_new_place(dossier: Dossier) -> None:
    meeting = next(m for m in dossier.meetings if m.slot.day == date(2027, 3, 16))
    slot = Slot(day=date(2027, 3, 17), at=time(9, 30), zone="America/Toronto")
    moved = move_meeting(meeting.id, "Rencontre", to=slot).apply(dossier)
    assert "3 rencontres" in said(moved)[0]
    # Undone, the meeting is back where the earlier edition had read it.
    assert said(succeeding(dossier, moved)) == said(dossier)


@pytest.mark.usefixtures("_later")
def test_a_dossier_of_before_is_read_at_its_next_change(dossier: Dossier) -> None:
    old = dossier.evolve(meetings=[m.evolve(reading=None) for m in dossier.meetings])
    assert said(old) == []
    after = write_record(old.meetings[0].id, "x", lambda r: r.evolve(notes="x")).apply(old)
    assert all(m.reading and m.reading.edition == "2099z" for m in after.meetings)
    assert said(after) == []


@pytest.mark.usefixtures("_later")
def test_another_zone_for_the_intern_is_no_move_of_the_rules(dossier: Dossier) -> None:
    there = dossier.evolve(intern=dossier.intern.evolve(zone="Indian/Reunion"))
    assert said(there) == []
