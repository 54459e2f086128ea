"""The tasks of a dossier in a calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from icalendar import Calendar, Event
from icalendar.cal import Component

from telestage_tui.documents.ics.choices import Purpose
from telestage_tui.documents.ics.tasks import task_components
from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.exports import TaskForm
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


# --- reminders ------------------------------------------------------------------------------------

FORMS = pytest.mark.parametrize("form", ["todo", "events"])


def components(data: bytes) -> dict[str, Component]:
    """The tasks of a calendar, read back, by their UID."""
    calendar = Calendar.from_ical(data)
    found = [*calendar.todos, *(each for each in calendar.events if "TRANSP" in each)]
    return {str(each["UID"]): each for each in found}


@FORMS
def test_a_task_to_do_is_recalled_on_the_morning_of_its_day(form: TaskForm) -> None:
    offer = components(export(LEA, tasks=form))[f"{LEA.id}-sel-offer@telestage"]
    (written,) = offer.walk("VALARM")
    assert written["ACTION"] == "DISPLAY"
    assert written["DESCRIPTION"] == offer["SUMMARY"]
    assert set(written) == {"ACTION", "DESCRIPTION", "TRIGGER"}
    if isinstance(offer, Event):
        (alarm,) = offer.alarms.times
        assert alarm.trigger == datetime(2026, 11, 12, 9)  # of whoever reads it
    else:
        assert written.decoded("TRIGGER") == datetime(2026, 11, 12, 14, tzinfo=UTC)


@FORMS
def test_a_reminder_has_the_form_that_the_standard_asks(form: TaskForm) -> None:
    data = export(LEA, tasks=form)
    check_form(data)
    trigger = "TRIGGER;VALUE=DATE-TIME:" if form == "todo" else "TRIGGER:PT9H"
    found = [each for each in lines(data) if each.startswith(trigger)]
    left = [task for task in components(data).values() if task.walk("VALARM")]
    assert len(found) == len(left) > 20


@FORMS
def test_nothing_rings_for_what_is_done_moot_or_past(form: TaskForm) -> None:
    done = TaskRecord(task="sel-offer", choice="done")
    skipped = TaskRecord(task="sel-shortlist", choice="skipped", reason="Candidate connue.")
    dossier = LEA.evolve(tasks=(done, skipped))
    nine = datetime(2027, 1, 18, 14, tzinfo=UTC)  # 9 h in Québec, the first day of the stage
    tasks = components(export(dossier, tasks=form, now=nine))
    key = "DUE" if form == "todo" else "DTSTART"
    first_day = date(2027, 1, 18)
    for uid, task in tasks.items():
        is_left = not any(name in uid for name in ("sel-offer", "sel-shortlist"))
        is_left &= task.get("STATUS") in ("NEEDS-ACTION", "CONFIRMED")
        is_left &= not str(task["SUMMARY"]).startswith("✓")
        to_come = task.decoded(key) > first_day
        assert bool(task.walk("VALARM")) == (is_left and to_come), uid
    assert any(task.walk("VALARM") for task in tasks.values())


@FORMS
def test_a_task_taken_off_the_calendar_rings_no_more(form: TaskForm) -> None:
    now = datetime(2026, 1, 15, 12, tzinfo=UTC)
    removed = list(task_components(LEA, PROGRAMME, now, form, removed=True))
    assert len(removed) == 34
    assert not any(component.walk("VALARM") for component in removed)
