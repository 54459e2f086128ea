"""A closed dossier changes no more, whatever is asked of it."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from telestage_tui.dossier import changes as do
from telestage_tui.dossier.accesses import Access, Resource, Suspension
from telestage_tui.dossier.agreement import PaidMonth, WeekPresence
from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.dossier import Dossier, ProgrammeRef
from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.evaluations import InternWord
from telestage_tui.dossier.fiche.model import Fiche
from telestage_tui.dossier.meetings import Record, Slot
from telestage_tui.dossier.people import Candidate
from telestage_tui.dossier.posting import Posting
from telestage_tui.dossier.work_plan import Deliverable, PeriodPlan
from tests.factories import (
    CREATED_AT,
    END,
    make_access,
    make_dossier,
    make_evaluation,
    make_meeting,
    titled,
)

LATER = END + timedelta(days=1)
SLOT = Slot(day=date(2027, 2, 17), at=time(10), zone="America/Toronto")
PLANNED = make_meeting(9)
ACCESS = make_access("Teams")
NEW = make_access("Zoom", given_on=None, explained_on=None)
WITHDRAWN = make_access("Slack", withdrawn_on=END)
SUSPENDED = make_access("Figma", suspensions=(Suspension(since=END),))

OPEN_ONLY: dict[str, do.Transition] = {
    "follow_programme": lambda d: do.follow_programme(
        d.programme, ProgrammeRef(id="telestage", version="2099.1")
    ).apply(d),
    "tick": lambda d: do.tick(titled("bef-team"), on=LATER).apply(d),
    "catch_up": lambda d: do.catch_up([titled("bef-team")]).apply(d),
    "prove": do.prove(titled("bef-team"), on=LATER, proof="Trop tard.").apply,
    "untick": lambda d: do.untick(titled("bef-team"), on=LATER).apply(d),
    "skip": lambda d: do.skip(titled("bef-team"), why="Trop tard.", on=LATER).apply(d),
    "edit_task": lambda d: do.edit_task(titled("bef-team"), note="Trop tard.").apply(d),
    "describe": lambda d: do.describe(Fiche.of(d), on=SLOT.day).apply(d),
    "tick_point": do.tick_point(titled("dates"), on=LATER).apply,
    "moot_point": do.moot_point(titled("dates"), why="Trop tard.", on=LATER).apply,
    "reset_point": do.reset_point(titled("dates")).apply,
    "sign": do.sign("ofqj", LATER, on=LATER).apply,
    "pay_month": do.pay_month(1, 300, paid_on=LATER, on=LATER).apply,
    "unpay_month": lambda d: do.unpay_month(1).apply(
        d.evolve(payments=(PaidMonth(month=1, on=LATER, amount=300),))
    ),
    "note_presence": do.note_presence(WeekPresence(week=SLOT.day)).apply,
    "clear_presence": lambda d: do.clear_presence(date(2027, 2, 15)).apply(
        d.evolve(presence=(WeekPresence(week=SLOT.day),))
    ),
    "waive": lambda d: do.waive(
        titled("age"), "intern.born", reason="Accord.", on=LATER, accepted=""
    ).apply(d),
    "unwaive": lambda d: do.unwaive(titled("age"), "intern.born").apply(d),
    "add_absences": lambda d: do.add_absences("structure", ()).apply(d),
    "mark_started": lambda d: do.mark_started(on=LATER).apply(d.evolve(started_on=None)),
    "plan_meetings": lambda d: do.plan_meetings(()).apply(d),
    "add_meeting": lambda d: do.add_meeting(PLANNED.evolve(id=uuid4()), "Appel").apply(d),
    "hold_meetings": lambda d: do.hold_meetings({PLANNED.id: "Suivi"}, {PLANNED.id: LATER}).apply(
        d
    ),
    "record_meeting": lambda d: do.record_meeting(
        PLANNED.id, "Rencontre", status="held", on=LATER
    ).apply(d),
    "write_record": lambda d: do.write_record(
        PLANNED.id, "Rencontre", lambda _: Record(notes="Trop tard.")
    ).apply(d),
    "move_meeting": lambda d: do.move_meeting(PLANNED.id, "Rencontre", to=SLOT).apply(d),
    "note_access": lambda d: do.note_access(uuid4(), Resource(name="VPN")).apply(d),
    "describe_access": lambda d: do.describe_access(
        ACCESS, seen=ACCESS.resource, written=Resource(name="VPN")
    ).apply(d),
    "note_accesses": lambda d: do.note_accesses({uuid4(): Resource(name="VPN")}).apply(d),
    "note_nothing_else": do.note_nothing_else(on=END, by="Zoé").apply,
    "set_nothing_else_aside": do.set_nothing_else_aside(on=END, why="Aucun compte").apply,
    "set_checks_aside": lambda d: do.set_checks_aside(WITHDRAWN, checks=["sessions"]).apply(
        _with_access(d, WITHDRAWN)
    ),
    "suspend": lambda d: do.suspend(ACCESS, on=LATER).apply(d),
    "resume": lambda d: do.resume(SUSPENDED, on=LATER).apply(_with_access(d, SUSPENDED)),
    "ask_withdrawal": lambda d: do.ask_withdrawal(ACCESS, on=LATER).apply(d),
    "verify_withdrawal": lambda d: do.verify_withdrawal(WITHDRAWN, on=LATER, today=LATER).apply(
        _with_access(d, WITHDRAWN)
    ),
    "several": lambda d: do.several(said("Remis"), [do.grant(NEW, on=LATER)]).apply(
        _with_access(d, NEW)
    ),
    "grant": lambda d: do.grant(NEW, on=LATER).apply(_with_access(d, NEW)),
    "explain": lambda d: do.explain(NEW, on=LATER).apply(_with_access(d, NEW)),
    "withdraw": lambda d: do.withdraw(ACCESS, on=LATER, today=LATER).apply(d),
    "check_withdrawal": lambda d: do.check_withdrawal(WITHDRAWN, checks=["documents"]).apply(
        _with_access(d, WITHDRAWN)
    ),
    "restore_access": lambda d: do.restore_access(WITHDRAWN, "Encore utile").apply(
        _with_access(d, WITHDRAWN)
    ),
    "remove_access": lambda d: do.remove_access(NEW).apply(_with_access(d, NEW)),
    "edit_evaluation": do.edit_evaluation(
        "midpoint", lambda form: form.evolve(overall=1), said("Évaluation")
    ).apply,
    "put_evaluation": lambda d: do.put_evaluation(make_evaluation(), said("Évaluation")).apply(d),
    "reopen_evaluation": lambda d: do.reopen_evaluation(
        "midpoint", "Erreur", title="Évaluation", on=END
    ).apply(d),
    "note_intern_word": lambda d: do.note_intern_word(
        "midpoint", InternWord(read_on=END, agrees=True), title="Évaluation", on=END
    ).apply(d),
    "note_transfer": lambda d: do.note_transfer(d.transfers[0], on=LATER).apply(d),
    "edit_transfer": lambda d: do.edit_transfer(d.transfers[0], on=LATER).apply(d),
    "finish_transfer": lambda d: do.finish_transfer(d.transfers[0], on=LATER).apply(d),
    "resume_transfer": lambda d: do.resume_transfer(d.transfers[0], on=LATER).apply(d),
    "remove_transfer": lambda d: do.remove_transfer(d.transfers[0]).apply(d),
    "add_deliverable": lambda d: do.add_deliverable(Deliverable(name="Guide"), on=LATER).apply(d),
    "edit_deliverable": lambda d: do.edit_deliverable(
        d.deliverables[0].name, d.deliverables[0], on=LATER
    ).apply(d),
    "deliver": lambda d: do.deliver(d.deliverables[0], on=LATER).apply(d),
    "accept_deliverable": lambda d: do.accept_deliverable(
        d.deliverables[0].evolve(delivered_on=END), on=LATER
    ).apply(d),
    "remove_deliverable": lambda d: do.remove_deliverable(d.deliverables[0].name).apply(d),
    "describe_offer": do.describe_offer(Posting(feasibility="Trop tard.")).apply,
    "add_candidate": do.add_candidate(Candidate(name="Zoé Roy")).apply,
    "edit_candidate": lambda d: do.edit_candidate(
        d.candidates[1], d.candidates[1].evolve(notes="Trop tard.")
    ).apply(d),
    "remove_candidate": lambda d: do.remove_candidate(d.candidates[1]).apply(d),
    "rank_candidate": lambda d: do.rank_candidate(d.candidates[1], 1).apply(d),
    "decide_candidate": lambda d: do.decide_candidate(d.candidates[1], "runner_up", on=LATER).apply(
        d
    ),
    "withdraw_candidate": lambda d: do.withdraw_candidate(d.candidates[1], on=LATER).apply(d),
    "reopen_tasks": do.reopen_tasks(["sel-choice"], {"sel-choice": LATER}).apply,
    "write_mandate": do.write_mandate("Trop tard.").apply,
    "write_period": do.write_period(PeriodPlan(period="production"), title="Production").apply,
    "write_training": do.write_training("Trop tard.").apply,
    "write_next_steps": do.write_next_steps("Trop tard.").apply,
}
LETTER = {"leave_out", "put_in", "release_letter", "take_back_letter"}
ONSITE = {
    "answer_exemption", "answer_field", "answer_identity", "cancel_payment", "decide",
    "erase_identity", "finish_payment", "note_form", "note_offer", "note_permit", "note_sign_in",
    "opened_onsite", "plan_onsite", "start_payment", "stay_on_payment", "withdraw_offer",
}  # fmt: skip
ALWAYS = LETTER | ONSITE | {"add_note", "forget_candidates", "note_export", "keep_until", "reopen"}
"""What may be done to a closed dossier."""


def _with_access(dossier: Dossier, access: Access) -> Dossier:
    return dossier.evolve(accesses=(access,))


@pytest.mark.parametrize("name", OPEN_ONLY)
def test_a_closed_dossier_changes_no_more(name: str) -> None:
    step = OPEN_ONLY[name]
    dossier = make_dossier()
    step(dossier)
    with pytest.raises(Refused, match="rouvrez-le d’abord"):
        step(do.mark_closed(on=END).apply(dossier))


def test_a_closed_dossier_takes_notes_and_another_date_and_leaves_calendars() -> None:
    closed = do.mark_closed(on=END).apply(make_dossier(notes=()))
    noted = do.add_note(uuid4(), on=LATER, text="Attestation redemandée.").apply(closed)
    assert [note.text for note in noted.notes] == ["Attestation redemandée."]
    assert do.keep_until(LATER).apply(closed).retention_until == LATER
    file = do.Writing((), news={PLANNED.id}, is_whole=True)
    export = do.note_export(do.TAKEN_OFF, "tutor", CREATED_AT, lambda _: file)
    assert export.apply(closed).meeting(PLANNED.id).sequence == 1


def test_a_closed_dossier_follows_what_comes_in_quebec() -> None:
    closed = do.mark_closed(on=END).apply(make_dossier())
    for side in ("host", "intern"):
        closed = do.decide(side, agrees=True, on=LATER).apply(closed)
    closed = do.answer_field("noc", "Code CNP", "21234", on=LATER).apply(closed)
    closed = do.note_permit("asked", on=LATER).apply(closed)
    assert closed.onsite.answers[0].value == "21234"
    assert closed.onsite.permit[0].on == LATER


def test_every_transition_says_what_it_does_to_a_closed_dossier() -> None:
    offered = {name for name in do.__all__ if name.islower()}
    assert offered == OPEN_ONLY.keys() | ALWAYS | {"mark_closed"}
