from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

from telestage_tui.clocks.meeting_times import end_of
from telestage_tui.dossier.changes import (
    edit_task,
    mark_closed,
    mark_started,
    note_nothing_else,
    record_meeting,
    skip,
    tick,
    withdraw,
)
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.people import Candidate
from telestage_tui.dossier.records import Transfer
from telestage_tui.dossier.work_plan import Deliverable, WorkPlan
from telestage_tui.planning.agenda.agenda import Agenda, agenda
from telestage_tui.planning.agenda.summary import next_meeting, summarise
from telestage_tui.planning.due import due_dates
from telestage_tui.programme.loader import load_programme
from tests.factories import make_access, make_dossier, titled
from tests.planning.building import dossier_of, planned, winter

PROGRAMME = load_programme()
TODAY = date(2027, 2, 9)
NOW = datetime(2027, 2, 9, 14, 12, tzinfo=UTC)
"""Tuesday, 9 h 12 in Toronto: eighteen minutes before the check-in."""


def tidy(dossier: Dossier) -> Dossier:
    """The dossier at `NOW` with nothing left behind: tasks ticked, meetings held, no access."""
    for task in PROGRAMME.tasks:
        if task.phase in ("selection", "before", "during"):
            dossier = tick(task, on=TODAY).apply(dossier)
    for meeting in dossier.meetings:
        if end_of(meeting) <= NOW:
            dossier = record_meeting(
                meeting.id, "Rencontre", status="held", on=meeting.slot.day
            ).apply(dossier)
    return dossier.evolve(accesses=())


def day_of(*dossiers: Dossier, now: datetime = NOW, today: date = TODAY) -> Agenda:
    return agenda([summarise(d, PROGRAMME, now, today) for d in dossiers], today)


def test_the_check_in_of_the_day() -> None:
    day = day_of(tidy(planned(winter())))
    assert day.late == ()
    (item,) = day.due_today
    assert (item.kind, item.title, item.intern) == ("meeting", "Rencontre de suivi", "Léa Nguyễn")
    assert item.start == datetime(2027, 2, 9, 14, 30, tzinfo=UTC)
    assert item.days_late == 0


def test_once_over_it_is_to_record_and_late_the_next_day() -> None:
    dossier = tidy(planned(winter()))
    (item,) = day_of(dossier, now=NOW + timedelta(hours=2)).due_today
    assert item.title == "À consigner : rencontre de suivi, mar.\u00a09\u00a0févr."
    thursday = day_of(dossier, now=NOW + timedelta(days=2), today=date(2027, 2, 11))
    (late,) = thursday.late
    assert (late.kind, late.days_late, late.due) == ("meeting", 2, TODAY)


def test_a_task_is_late_for_today_or_for_this_week() -> None:
    dossier = tidy(planned(winter()))
    for task, due in (
        ("mid-adjust", date(2027, 2, 1)),
        ("mid-send", TODAY),
        ("end-letter", date(2027, 2, 14)),
        ("end-onsite", date(2027, 2, 15)),
    ):
        dossier = edit_task(titled(task), due=due).apply(dossier)
    day = day_of(dossier)
    assert [(i.task_id, i.days_late) for i in day.late] == [("mid-adjust", 8)]
    assert [i.task_id for i in day.due_today if i.kind == "task"] == ["mid-send"]
    assert [i.task_id for i in day.this_week] == ["end-letter"]


def test_what_is_done_or_without_object_is_gone() -> None:
    dossier = tidy(planned(winter()))
    asked = edit_task(titled("mid-adjust"), due=date(2027, 2, 1)).apply(dossier)
    assert day_of(asked).late
    assert day_of(tick(titled("mid-adjust"), on=TODAY).apply(asked)).late == ()
    assert day_of(skip(titled("mid-adjust"), why="Rien à revoir", on=TODAY).apply(asked)).late == ()


def test_a_planned_meeting_speaks_for_its_task() -> None:
    dossier = planned(winter()).evolve(accesses=())
    wednesday = datetime(2027, 2, 24, 13, tzinfo=UTC)
    day = day_of(dossier, now=wednesday, today=date(2027, 2, 24))
    assert "mid-meeting" not in [item.task_id for item in day.due_today]
    assert "Rencontre de mi-stage" in [item.title for item in day.due_today]
    assert "dur-checkins" not in [item.task_id for item in day.late]
    without = dossier.evolve(
        meetings=[m for m in dossier.meetings if m.kind not in ("midpoint", "checkin")]
    )
    day = day_of(without, now=wednesday, today=date(2027, 2, 24))
    assert "mid-meeting" in [item.task_id for item in day.due_today]


def test_an_open_access_past_its_day_is_late() -> None:
    vpn = make_access("VPN", withdraw_by=date(2027, 2, 5))
    dossier = tidy(planned(winter())).evolve(accesses=(vpn, make_access("Figma")))
    (late,) = day_of(dossier).late
    assert (late.kind, late.access_id, late.days_late) == ("access", vpn.id, 4)
    assert late.title == "Accès « VPN » à retirer"
    assert day_of(withdraw(vpn, on=TODAY, today=TODAY).apply(dossier)).late == ()


def test_without_a_day_of_its_own_an_access_is_due_on_the_last_day() -> None:
    dossier = tidy(planned(winter())).evolve(accesses=(make_access("Figma"),))
    after = day_of(dossier, now=datetime(2027, 4, 12, 15, tzinfo=UTC), today=date(2027, 4, 12))
    (late,) = [item for item in after.late if item.kind == "access"]
    assert late.days_late == 3
    assert not [i for i in day_of(dossier).this_week if i.kind == "access"]


def test_from_the_day_after_a_withdrawal_is_to_be_seen_then_the_last_line_signed() -> None:
    last, next_day = date(2027, 4, 9), date(2027, 4, 10)
    vpn = make_access("VPN", kind="vpn", withdrawn_on=last, checks=("sessions",))
    dossier = tidy(planned(winter())).evolve(accesses=(vpn,))

    def said(dossier: Dossier, day: date) -> list[str]:
        now = datetime(day.year, day.month, day.day, 15, tzinfo=UTC)
        of_day = day_of(dossier, now=now, today=day)
        return [item.title for item in of_day.due_today if item.kind == "withdrawals"]

    assert said(dossier, last) == []
    assert said(dossier, next_day) == ["Un\N{NO-BREAK SPACE}retrait à constater"]
    seen = vpn.evolve(verified_on=next_day, verified_how="la connexion échoue")
    dossier = dossier.evolve(accesses=(seen,))
    assert said(dossier, next_day) == ["Accès : « Rien d’autre trouvé » à faire signer"]
    signed = note_nothing_else(on=next_day, by="Nadia").apply(dossier)
    assert said(signed, next_day) == []


def test_alerts_are_late_but_meetings_to_record_are_not_said_twice() -> None:
    dossier = tidy(planned(winter()))
    for meeting in dossier.meetings:
        if meeting.slot.day in (date(2027, 1, 26), date(2027, 2, 2)):
            dossier = record_meeting(
                meeting.id, "Rencontre", status="missed", on=meeting.slot.day
            ).apply(dossier)
    kinds = [item.kind for item in day_of(dossier).late]
    assert kinds.count("alert") == 2
    waiting = tidy(planned(winter()))
    later = day_of(waiting, now=NOW + timedelta(days=1), today=date(2027, 2, 10))
    assert [item.kind for item in later.late] == ["meeting"]


def test_the_summary_of_a_dossier() -> None:
    summary = summarise(tidy(planned(winter())), PROGRAMME, NOW, TODAY)
    assert (summary.intern, summary.host) == ("Léa Nguyễn", "Atelier Boréal")
    assert summary.next_meeting is not None
    assert summary.next_meeting.host_local.time() == time(9, 30)
    assert summary.next_meeting.intern_local.time() == time(15, 30)
    assert summary.progress["selection"].done == summary.progress["selection"].total
    assert summary.alerts == ()


def test_a_closed_dossier_contributes_nothing() -> None:
    closed = mark_closed(on=date(2027, 2, 1)).apply(planned(winter()))
    summary = summarise(closed, PROGRAMME, NOW, TODAY)
    assert (summary.phase, summary.items, summary.alerts, summary.next_meeting) == (
        "closed", (), (), None,
    )  # fmt: skip


def test_the_agenda_puts_the_oldest_first_and_the_day_in_order() -> None:
    late = tidy(planned(winter()))
    late = edit_task(titled("mid-adjust"), due=date(2027, 2, 4)).apply(late)
    other = tidy(planned(winter(rule={"at": time(9)}).evolve(id=UUID(int=9))))
    other = edit_task(titled("mid-send"), due=date(2027, 2, 1)).apply(other)
    day = day_of(late, other)
    assert [item.days_late for item in day.late] == [8, 5]
    assert [item.dossier_id for item in day.due_today] == [other.id, late.id]


def test_an_alert_comes_before_older_tasks() -> None:
    dossier = edit_task(titled("mid-adjust"), due=date(2027, 1, 4)).apply(tidy(planned(winter())))
    held = [m for m in dossier.meetings if m.status == "held"]
    for meeting in held[-2:]:
        dossier = record_meeting(
            meeting.id, "Rencontre", status="missed", on=meeting.slot.day
        ).apply(dossier)
    late = day_of(dossier).late
    assert [item.kind for item in late] == ["alert", "alert", "task"]
    assert late[-1].due < late[0].due


def test_an_alert_of_the_day_is_in_the_first_group() -> None:
    dossier = tidy(planned(winter()))
    for meeting in [m for m in dossier.meetings if m.slot.day <= TODAY][-2:]:
        dossier = record_meeting(meeting.id, "Rencontre", status="missed", on=TODAY).apply(dossier)
    day = day_of(dossier)
    assert ("alert", TODAY, 0) in [(item.kind, item.due, item.days_late) for item in day.late]
    assert "alert" not in {item.kind for item in (*day.due_today, *day.this_week)}


def test_the_first_day_is_announced_until_the_stage_is_marked_started() -> None:
    dossier = make_dossier(accesses=(), started_on=None)  # nothing is left to know
    first = dossier.stage.start

    def first_day_items(today: date, dossier: Dossier = dossier) -> list[tuple[str, date, int]]:
        items = summarise(dossier, PROGRAMME, NOW, today).items
        return [(i.title, i.due, i.days_late) for i in items if i.kind == "stage"]

    assert first_day_items(first - timedelta(days=8)) == []
    assert first_day_items(first) == [("Stage à déclarer commencé", first, 0)]
    assert first_day_items(first + timedelta(days=2)) == [("Stage à déclarer commencé", first, 2)]
    assert first_day_items(first, mark_started(on=first).apply(dossier)) == []


def test_a_late_first_day_with_something_to_know_is_one_matter() -> None:
    known = make_dossier(accesses=(), started_on=None)
    first = known.stage.start
    unknown = known.evolve(intern=known.intern.evolve(born=None, equipped=None))

    def about_the_start(dossier: Dossier, today: date) -> list[str]:
        items = summarise(dossier, PROGRAMME, NOW, today).items
        return [i.title for i in items if i.kind in ("stage", "unknown")]

    for today in (first, first + timedelta(days=2)):
        (title,) = about_the_start(unknown, today)
        assert title.endswith("éléments à savoir pour déclarer le stage commencé")
    (title,) = about_the_start(unknown, first - timedelta(days=8))
    assert title.endswith("à savoir avant le premier jour")


def test_the_first_day_of_a_stage_that_begins_later_in_the_week() -> None:
    dossier = planned(dossier_of(date(2027, 2, 11), date(2027, 4, 9), started_on=None))
    items = summarise(dossier, PROGRAMME, NOW, TODAY).items
    assert [(i.title, i.due) for i in items if i.kind == "stage"] == [
        ("Premier jour du stage", date(2027, 2, 11))
    ]


def test_the_next_meeting_includes_the_one_under_way() -> None:
    dossier = tidy(planned(winter()))
    during = next_meeting(dossier, datetime(2027, 2, 9, 14, 45, tzinfo=UTC))
    assert during is not None
    assert during.slot.day == TODAY
    after = next_meeting(dossier, datetime(2027, 2, 9, 15, 0, tzinfo=UTC))
    assert after is not None
    assert after.slot.day == date(2027, 2, 16)
    assert next_meeting(dossier, datetime(2027, 6, 1, tzinfo=UTC)) is None


def test_a_closed_dossier_is_spoken_of_once_its_retention_is_over() -> None:
    last = date(2032, 4, 9)
    closed = make_dossier(
        closed_on=date(2027, 4, 20), retention_until=last, candidates=(Candidate(name="Sam Roy"),)
    )
    programme = load_programme()

    def items(day: date) -> list[str]:
        noon = datetime(day.year, day.month, day.day, 17, tzinfo=UTC)
        return [item.kind for item in summarise(closed, programme, noon, day).items]

    assert items(date(2027, 3, 30)) == []
    assert items(last) == ["candidates"]
    assert items(last + timedelta(days=1)) == ["candidates", "retention"]
    closed = closed.evolve(candidates=())
    assert items(last) == []


def test_late_deliverables_are_one_line_from_the_oldest() -> None:
    plan = WorkPlan(
        deliverables=(
            Deliverable(name="Maquettes", due=TODAY - timedelta(days=2)),
            Deliverable(name="Guide", due=TODAY - timedelta(days=5)),
            Deliverable(name="Essais", due=TODAY),
            Deliverable(name="Devis", due=TODAY - timedelta(days=9), delivered_on=TODAY),
        )
    )
    (item,) = day_of(tidy(winter()).evolve(work_plan=plan)).late
    assert (item.kind, item.title, item.days_late) == (
        "deliverable",
        "Deux\u00a0livrables attendus",
        5,
    )


def test_a_closed_dossier_awaits_no_deliverable() -> None:
    plan = WorkPlan(deliverables=(Deliverable(name="Maquettes", due=TODAY - timedelta(days=2)),))
    closed = mark_closed(on=TODAY).apply(tidy(winter()).evolve(work_plan=plan))
    assert day_of(closed).late == ()


def test_what_nobody_takes_over_is_one_line_from_the_day_of_the_handover() -> None:
    files = tuple(Transfer(id=uuid4(), item=name) for name in ("Maquettes", "Essais"))
    taken = Transfer(id=uuid4(), item="Devis", to="Marc")
    dossier = tidy(winter()).evolve(transfers=(*files, taken))
    handover = due_dates(dossier, PROGRAMME, TODAY)["end-handover"]

    def titles(day: date, transfers: tuple[Transfer, ...]) -> list[tuple[str, int]]:
        noon = datetime(day.year, day.month, day.day, 17, tzinfo=UTC)
        summary = summarise(dossier.evolve(transfers=transfers), PROGRAMME, noon, day)
        items = (item for item in summary.items if item.kind == "transfer")
        return [(item.title, item.days_late) for item in items]

    assert titles(handover - timedelta(days=8), dossier.transfers) == []
    late = handover + timedelta(days=2)
    assert titles(late, dossier.transfers) == [("Personne ne reprend 2\u00a0éléments", 2)]
    assert titles(late, (files[0], taken)) == [("Personne ne reprend « Maquettes »", 2)]
    assert titles(late, (taken,)) == []
