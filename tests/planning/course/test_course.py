"""Each change of course: what it moves, what it says, what it refuses, and what stays."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telestage_tui.dossier.changes import edit_task, move_meeting, record_meeting
from telestage_tui.dossier.changes.sequence_numbers import succeeding
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import TelestageError
from telestage_tui.dossier.meetings import Slot
from telestage_tui.dossier.people import Tutor
from telestage_tui.planning.course.course import CourseChanged, carry_out
from telestage_tui.planning.course.requests import Extended, NewTutor, Postponed, Request
from tests.planning.building import PROGRAMME, closed, planned
from tests.planning.course.building import (
    BEFORE,
    INES,
    UNDER_WAY,
    done,
    said,
    shown,
    to_begin,
    under_way,
)

SHORT_END = date(2027, 3, 19)
"""A last day from which there is room before the three months of the programme."""


def short(dossier: Dossier) -> Dossier:
    """The stage when it was to last a little over two months, its meetings planned so."""
    stage = dossier.stage.evolve(end=SHORT_END)
    shorter = planned(dossier.evolve(stage=stage, agreed=None))
    held = {m.id: m for m in dossier.meetings if m.status == "held"}
    return shorter.evolve(meetings=[held.get(m.id, m) for m in shorter.meetings])


def refusal(request: Request, dossier: Dossier, now: datetime) -> str:
    with pytest.raises(TelestageError) as caught:
        shown(request, dossier, now)
    return str(caught.value).replace("\u00a0", " ")


# --- the start put off ----------------------------------------------------------------------------


def test_a_start_put_off_moves_everything_and_lasts_as_long() -> None:
    dossier = to_begin()
    after = done(Postponed(date(2027, 1, 25), "Visa en retard"), dossier, BEFORE)
    assert (after.stage.start, after.stage.end) == (date(2027, 1, 25), date(2027, 4, 23))
    welcome = next(m for m in after.meetings if m.kind == "welcome")
    assert welcome.slot.day == date(2027, 1, 25)
    during = [m for m in after.meetings if m.status == "planned" and m.kind != "prestart"]
    assert min(m.slot.day for m in during) == date(2027, 1, 25)


def test_a_stage_does_not_come_to_end_on_a_weekend() -> None:
    after = done(Postponed(date(2027, 1, 26), "Visa"), to_begin(), BEFORE)
    assert after.stage.end == date(2027, 4, 23)  # a Friday, and not the Saturday


def test_a_start_put_off_is_told_before_and_after() -> None:
    preview = shown(Postponed(date(2027, 1, 25), "Visa en retard"), to_begin(), BEFORE)
    lines = said(preview)
    assert "→ Premier jour : lun. 11 janv. → lun. 25 janv." in lines
    assert "→ Retrait de « VPN » : ven. 9 avr. → ven. 23 avr." in lines
    assert "→ Rédiger un plan de travail détaillé : lun. 28 déc. → lun. 11 janv." in lines
    assert any(line.startswith("! Premier jour changé depuis la première sign") for line in lines)
    assert preview.label.replace("\u00a0", " ") == (
        "Début reporté du 11 janvier 2027 au 25 janvier 2027, jusqu’au 23 avril 2027 "
        "(Visa en retard)"
    )


def test_the_day_that_did_not_come_gives_its_meetings_to_the_new_one() -> None:
    evening = datetime(2027, 1, 11, 23, tzinfo=UTC)
    dossier = to_begin()
    welcome = next(m for m in dossier.meetings if m.kind == "welcome")
    after = done(Postponed(date(2027, 1, 18), "Absence"), dossier, evening)
    moved = after.meeting(welcome.id)
    assert (moved.slot.day, moved.status) == (date(2027, 1, 18), "planned")
    assert moved.sequence > welcome.sequence


def test_a_meeting_moved_by_hand_before_the_new_start_is_planned_again() -> None:
    dossier = to_begin()
    welcome = next(m for m in dossier.meetings if m.kind == "welcome")
    to = Slot(day=date(2027, 1, 12), at=time(10), zone="America/Toronto")
    dossier = move_meeting(welcome.id, "Accueil", to=to, reason="Férié").apply(dossier)
    after = done(Postponed(date(2027, 1, 25), "Visa"), dossier, BEFORE)
    assert after.meeting(welcome.id).slot.day == date(2027, 1, 25)
    assert after.meeting(welcome.id).moved_from is None


def test_a_due_date_that_the_tutor_chose_stays_and_is_told() -> None:
    dossier, task = to_begin(), PROGRAMME.task("end-handover")
    dossier = edit_task(task, due=date(2027, 3, 30)).apply(dossier)
    preview = shown(Postponed(date(2027, 1, 18), "Visa"), dossier, BEFORE)
    assert f"= {task.title} : mar. 30 mars, que vous aviez fixé" in said(preview)


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (Postponed(date(2027, 1, 25), " "), "reason : dites pourquoi"),
        (Postponed(date(2027, 1, 11), "Visa"), "start : le nouveau premier jour doit suivre"),
        (Postponed(date(2027, 1, 25), "Visa", date(2027, 1, 25)), "end : le dernier jour doit"),
        (Postponed(date(2027, 1, 25), "Visa", date(2027, 4, 26)), "au plus tard le samedi 24"),
        (Postponed(date(2027, 1, 25), "Visa", date(2027, 3, 1)), "au plus tôt le mercredi 24"),
        (Extended(date(2027, 4, 9), "Fin"), "end : le nouveau dernier jour doit suivre"),
        (Extended(date(2027, 4, 12), "Fin"), "au plus tard le samedi 10 avril"),
        (NewTutor(Tutor(), "Départ"), "last_name : dites qui"),
        (NewTutor(Tutor(first_name="MAXIME", last_name="tremblay"), "x"), "tutore déjà ce stage"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(request_: Request, words: str) -> None:
    assert words in refusal(request_, to_begin(), BEFORE)


def test_a_stage_that_has_begun_is_not_put_off() -> None:
    request = Postponed(date(2027, 3, 1), "Visa")
    assert "son premier jour ne se reporte plus" in refusal(request, under_way(), UNDER_WAY)
    unsaid = under_way().evolve(started_on=None)
    assert "a déjà eu lieu" in refusal(request, unsaid, UNDER_WAY)


def test_a_closed_stage_changes_no_more() -> None:
    dossier = to_begin().evolve(closed_on=date(2027, 1, 3))
    assert "est clos" in refusal(NewTutor(INES, "Départ"), dossier, BEFORE)


# --- the end put off ------------------------------------------------------------------------------


def test_a_longer_stage_adds_meetings_and_moves_its_end() -> None:
    dossier = short(under_way())
    preview = shown(Extended(date(2027, 4, 9), "Livrable à finir"), dossier, UNDER_WAY)
    lines = said(preview)
    assert "→ Dernier jour : ven. 19 mars → ven. 9 avr." in lines
    assert any(line.startswith("+ Rencontre de suivi") for line in lines)
    assert any(line.startswith("→ Rencontre de fin de stage") for line in lines)
    assert "→ Retirer tous les accès et toutes les licences : ven. 19 mars → ven. 9 avr." in lines


# --- another tutor --------------------------------------------------------------------------------


def test_another_tutor_takes_over_what_bore_the_name_of_the_first() -> None:
    dossier, task = under_way(), PROGRAMME.task("end-access")
    dossier = edit_task(task, assignee="maxime tremblay").apply(dossier)
    preview = shown(NewTutor(INES, "Congé parental"), dossier, UNDER_WAY)
    after = preview.after
    assert after.tutor == INES
    assert after.accesses[0].manager == after.task(task.id).assignee == "Inès Roy"
    lines = said(preview)
    assert "→ Qui tutore et signe : Maxime Tremblay → Inès Roy" in lines
    assert "→ « VPN », responsable : Maxime Tremblay → Inès Roy" in lines
    assert preview.label == "Tuteur ou tutrice : Maxime Tremblay → Inès Roy (Congé parental)"


def test_an_access_withdrawn_keeps_who_managed_it() -> None:
    dossier = under_way()
    (access,) = dossier.accesses
    gone = access.evolve(withdrawn_on=date(2027, 2, 9))
    after = done(NewTutor(INES, "Congé"), dossier.evolve(accesses=(gone,)), UNDER_WAY)
    assert after.accesses == (gone,)


# --- what holds of every change -------------------------------------------------------------------


@st.composite
def changed_courses(draw: st.DrawFn) -> tuple[Dossier, Request, datetime]:
    """A stage with some meetings recorded or moved by hand, what is asked of it, and when."""
    has_begun = draw(st.booleans())
    dossier = short(under_way() if has_begun else to_begin())
    now = UNDER_WAY if has_begun else BEFORE
    absent = draw(st.none() | st.dates(date(2027, 2, 15), date(2027, 4, 1)))
    if absent:
        dossier = dossier.evolve(intern=dossier.intern.evolve(absences=closed(absent)))
    for meeting in draw(st.lists(st.sampled_from(dossier.meetings), max_size=4, unique=True)):
        if meeting.status == "held":
            continue
        if draw(st.booleans()):
            change = record_meeting(
                meeting.id, "Rencontre", status="cancelled", on=meeting.slot.day, reason="Congé"
            )
        else:
            later = meeting.slot.evolve(day=meeting.slot.day + timedelta(draw(st.integers(1, 9))))
            change = move_meeting(meeting.id, "Rencontre", to=later)
        dossier = change.apply(dossier)
    return dossier, draw(requests(has_begun=has_begun)), now


@st.composite
def requests(draw: st.DrawFn, *, has_begun: bool) -> Request:
    """A change of course that the stage of `changed_courses` allows."""
    if draw(st.booleans()):
        return NewTutor(INES, "Congé")
    if has_begun:
        return Extended(draw(st.dates(date(2027, 3, 20), date(2027, 4, 10))), "Livrable")
    return Postponed(draw(st.dates(date(2027, 1, 12), date(2027, 2, 26))), "Visa")


@settings(max_examples=40)
@given(changed_courses())
def test_what_is_held_never_moves_and_every_meeting_is_told_once(
    course: tuple[Dossier, Request, datetime],
) -> None:
    dossier, request, now = course
    preview = shown(request, dossier, now)
    after = {m.id: m for m in preview.after.meetings}
    for meeting in dossier.meetings:
        assert meeting.id in after  # kept, moved or cancelled: an identifier is never lost
        later = after[meeting.id]
        assert later.sequence >= meeting.sequence
        if meeting.status == "held":
            assert later.evolve(reading=None) == meeting.evolve(reading=None)
        place = later.slot, later.duration, later.status == "cancelled"
        if place != (meeting.slot, meeting.duration, meeting.status == "cancelled"):
            assert later.sequence > meeting.sequence
    told = [line for line in preview.lines if line.group == "meeting" and line.sign != "="]
    changed = [
        m
        for m in preview.after.meetings
        if not (before := next((b for b in dossier.meetings if b.id == m.id), None))
        or (before.slot, before.duration, before.status == "cancelled")
        != (m.slot, m.duration, m.status == "cancelled")
    ]
    changed = [
        m for m in changed if m.status != "cancelled" or dossier.meeting(m.id).status != "cancelled"
    ]
    assert len(told) == len(changed)


@settings(max_examples=30)
@given(changed_courses())
def test_an_undo_brings_all_of_it_back_but_no_sequence_down(
    course: tuple[Dossier, Request, datetime],
) -> None:
    dossier, request, now = course
    after = done(request, dossier, now)
    back = succeeding(dossier, after)
    assert _plain(back) == _plain(dossier)
    for meeting in back.meetings:
        if meeting.id in {m.id for m in after.meetings}:
            assert meeting.sequence >= after.meeting(meeting.id).sequence


def _plain(dossier: Dossier) -> dict[str, object]:
    """A dossier without what only grows: the numbers of calendars, and what an undo cancelled."""
    meetings = [m.evolve(sequence=0, reading=None) for m in dossier.meetings]
    return dict(dossier) | {
        "meetings": [m for m in meetings if not m.is_dropped],
    }


def test_what_another_program_wrote_meanwhile_is_refused_when_it_changes_the_preview() -> None:
    dossier = to_begin()
    agreed = shown(Postponed(date(2027, 1, 25), "Visa"), dossier, BEFORE)
    away = dossier.evolve(intern=dossier.intern.evolve(absences=closed(date(2027, 2, 9))))
    with pytest.raises(CourseChanged):
        carry_out(agreed, PROGRAMME, lambda: BEFORE).apply(away)
    noted = dossier.evolve(notes=())
    after = carry_out(agreed, PROGRAMME, lambda: BEFORE).apply(noted)
    assert after == agreed.after.evolve(notes=())
