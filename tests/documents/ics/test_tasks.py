"""The tasks of a dossier in a calendar."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from icalendar import Calendar

from telestage_tui.documents.ics.choices import Purpose
from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.records import TaskRecord
from tests.documents.ics.building import PROGRAMME, export, from_fiche
from tests.documents.ics.looking import check_form, events, lines
from tests.factories import make_dossier

LEA = from_fiche("complete", UUID(int=4))


def test_tasks_as_tasks() -> None:
    done = TaskRecord(task="sel-offer", choice="done")
    skipped = TaskRecord(task="sel-shortlist", choice="skipped", reason="Candidate connue.")
    dossier = make_dossier(tasks=(done, skipped))
    calendar = Calendar.from_ical(export(dossier, tasks="todo"))
    todos = {str(todo["UID"]): todo for todo in calendar.todos}
    offer = todos[f"{dossier.id}-sel-offer@telestage"]
    assert offer["SUMMARY"] == f"{PROGRAMME.task('sel-offer').title} – Léa Nguyễn-Œuvrard"
    assert offer["DESCRIPTION"] == "Sélection et convention\nResponsable\u00a0: tuteur"
    send = str(todos[f"{dossier.id}-mid-send@telestage"]["DESCRIPTION"])
    assert send.splitlines()[-1].startswith("Après\u00a0: Remplir l’évaluation de mi-stage; ")
    assert offer["SEQUENCE"] == dossier.version
    assert offer["DUE"].to_ical() == b"20261112"
    assert offer["DUE"].params["VALUE"] == "DATE"
    assert (offer["STATUS"], offer["PERCENT-COMPLETE"]) == ("COMPLETED", 100)
    assert todos[f"{dossier.id}-sel-shortlist@telestage"]["STATUS"] == "CANCELLED"
    assert todos[f"{dossier.id}-sel-choice@telestage"]["STATUS"] == "NEEDS-ACTION"
    assert len(todos) == 34


def test_a_task_done_says_when() -> None:
    """At noon of its day, on both sides; by now, when it follows from the dossier."""
    ticked = TaskRecord(task="sel-offer", choice="done", on=date(2026, 1, 14))
    todos = Calendar.from_ical(export(make_dossier(tasks=(ticked,)), tasks="todo")).todos
    done = {str(todo["UID"]): todo for todo in todos if todo["STATUS"] == "COMPLETED"}
    assert len(done) > 1
    for uid, todo in done.items():
        is_ticked = "sel-offer" in uid
        assert todo["COMPLETED"].to_ical() == (
            b"20260114T170000Z" if is_ticked else b"20260115T120000Z"
        )
    assert not any("COMPLETED" in todo for todo in todos if todo["STATUS"] != "COMPLETED")


def test_tasks_without_any_meeting() -> None:
    calendar = Calendar.from_ical(export(LEA.evolve(meetings=()), tasks="todo"))
    assert [component.name for component in calendar.subcomponents] == ["VTODO"] * 34


def test_tasks_as_all_day_events_keep_nobody_busy() -> None:
    transparent = [event for event in events(export(LEA, tasks="events")) if "TRANSP" in event]
    assert len(transparent) == 34
    offer = next(event for event in transparent if "sel-offer" in event.uid)
    assert offer.start == date(2026, 11, 12)
    assert offer.end == date(2026, 11, 13)
    assert {event["TRANSP"] for event in transparent} == {"TRANSPARENT"}


def test_tasks_are_plain_entries_of_a_calendar() -> None:
    """Published tasks need a start and a priority (RFC 5546, 3.4.1): ours come without a method."""
    data = export(LEA, tasks="todo")
    check_form(data)
    assert not any(line.startswith("METHOD") for line in lines(data))
    for todo in Calendar.from_ical(data).todos:
        assert {"UID", "DTSTAMP", "DUE"} <= set(todo)
        assert todo["ORGANIZER"] == f"mailto:{LEA.tutor.email}"
    assert "METHOD:PUBLISH" in lines(export(LEA, tasks="events"))


@pytest.mark.parametrize("purpose", ["invite", "uninvite", "withdraw"])
def test_tasks_are_no_invitation(purpose: Purpose) -> None:
    with pytest.raises(Refused, match="étapes"):
        export(LEA, tasks="todo", purpose=purpose)
