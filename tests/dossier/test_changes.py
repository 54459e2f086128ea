"""Each thing a tutor can do: pure, and undone where that is promised."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from telestage_tui.dossier import changes as do
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import InvalidInput, Refused
from telestage_tui.dossier.fiche import Fiche
from telestage_tui.dossier.meetings import Slot
from telestage_tui.dossier.records import Transfer
from tests.factories import (
    END,
    START,
    make_access,
    make_dossier,
    make_evaluation,
    make_meeting,
    make_record,
    part_id,
)
from tests.strategies import (
    dossiers,
    evaluations,
    notes,
    resources,
    transfers,
)

LATER = END + timedelta(days=1)
SLOT = Slot(day=date(2027, 2, 17), at=time(10), zone="America/Toronto")
PLANNED = make_meeting(9)
HELD = make_meeting(1)
ACCESS = make_access("Teams")
NEW = make_access("Zoom", given_on=None, explained_on=None)
WITHDRAWN = make_access("Slack", withdrawn_on=END)
SECRET = "mdp : hiver"


@st.composite
def applied(draw: st.DrawFn) -> tuple[Dossier, Dossier]:
    """A dossier, and the same after one transition that any open dossier allows."""
    dossier = draw(dossiers()).evolve(closed_on=None)
    day = draw(st.dates(date(2027, 1, 1), date(2027, 12, 31)))
    undone = transfers.map(lambda transfer: transfer.evolve(done_on=None))
    steps: list[do.Transition] = [
        lambda d: do.tick(d, "bef-team", on=day, note="Vu."),
        lambda d: do.untick(d, "bef-team", on=day),
        lambda d: do.skip(d, "bef-team", why="Équipe prévenue.", on=day),
        lambda d: do.edit_task(d, "bef-team", assignee="RH", due=day),
        lambda d: do.waive(
            d, "age", "intern.born", reason="Accord de l’OFQJ.", on=day, accepted=""
        ),
        lambda d: do.plan_meetings(d, [PLANNED, HELD]),
        lambda d: do.note_access(d, draw(st.uuids()), resource=draw(resources)),
        lambda d: do.put_evaluation(d, draw(evaluations)),
        lambda d: do.put_transfer(d, draw(undone), on=day),
        lambda d: do.add_note(d, draw(notes)),
    ]
    return dossier, draw(st.sampled_from(steps))(dossier)


@settings(max_examples=25)
@given(st.data())
def test_a_transition_leaves_its_input_alone_and_gives_a_valid_dossier(data: st.DataObject) -> None:
    dossier, after = data.draw(applied())
    assert Dossier.model_validate_json(after.model_dump_json()) == after
    assert after.id == dossier.id
    assert after.version == dossier.version


@pytest.mark.parametrize(
    "step",
    [
        lambda d: do.tick(d, "sel-task-3", on=LATER),
        lambda d: do.skip(d, "sel-task-3", why="Déjà fait.", on=LATER),
        lambda d: do.record_meeting(d, PLANNED.id, status="held", on=LATER, record=make_record()),
        lambda d: do.move_meeting(d, PLANNED.id, to=SLOT),
        lambda d: do.withdraw(d, ACCESS.id, on=LATER, today=LATER),
        lambda d: do.mark_closed(d, on=LATER),
        lambda d: do.put_evaluation(d, make_evaluation().evolve(overall=2)),
    ],
)
def test_the_dossier_given_is_unchanged(step: Callable[[Dossier], Dossier]) -> None:
    dossier, same = make_dossier(), make_dossier()
    assert step(dossier) != dossier
    assert dossier == same


@settings(max_examples=25)
@given(dossiers())
def test_what_promises_to_be_undone_is(dossier: Dossier) -> None:
    closed = dossier.evolve(closed_on=END)
    assert do.reopen(closed) == dossier.evolve(closed_on=None)
    dossier = do.reopen(closed)
    waived = do.waive(dossier, "age", "intern.born", reason="Accord.", on=START, accepted="")
    assert do.unwaive(waived, "age", "intern.born") == do.unwaive(dossier, "age", "intern.born")
    for access in dossier.open_accesses:
        day = date(2040, 1, 1)
        withdrawn = do.withdraw(dossier, access.id, on=day, today=day, by="TI", checks=["a"])
        assert not withdrawn.access(access.id).is_open
        assert do.restore_access(withdrawn, access.id).access(access.id).is_open
    assert do.reopen(do.mark_closed(dossier, on=date(2040, 1, 1))) == dossier


def test_a_task_ticked_then_put_back_keeps_its_notes() -> None:
    dossier = do.edit_task(make_dossier(tasks=()), "bef-team", note="Courriel envoyé.")
    ticked = do.tick(dossier, "bef-team", on=START, note="Tous présents.")
    assert ticked.task("bef-team").choice == "done"
    assert ticked.task("bef-team").note == "Courriel envoyé.\nTous présents."
    back = do.untick(ticked, "bef-team", on=LATER)
    assert back.task("bef-team").choice == "todo"
    assert back.task("bef-team").note == "Courriel envoyé.\nTous présents."


def test_a_task_is_kept_once() -> None:
    dossier = make_dossier(tasks=())
    for day in (START, END, LATER):
        dossier = do.tick(dossier, "bef-team", on=day)
    assert [(record.task, record.on) for record in dossier.tasks] == [("bef-team", LATER)]


def test_a_task_is_edited_field_by_field() -> None:
    dossier = do.edit_task(make_dossier(), "bef-team", note="Vu.", assignee="Nadia", due=END)
    assert do.edit_task(dossier, "bef-team").task("bef-team") == dossier.task("bef-team")
    cleared = do.edit_task(dossier, "bef-team", assignee="", due=None).task("bef-team")
    assert (cleared.note, cleared.assignee, cleared.due) == ("Vu.", "", None)


def test_a_task_skipped_then_ticked_loses_its_reason() -> None:
    skipped = do.skip(make_dossier(), "sel-task-1", why="Sans équipe.", on=START)
    assert skipped.task("sel-task-1").reason == "Sans équipe."
    assert do.tick(skipped, "sel-task-1", on=END).task("sel-task-1").reason == ""


@pytest.mark.parametrize("blank", ["", "  ", "\x1b[0m"])
def test_a_reason_cannot_be_blank(blank: str) -> None:
    with pytest.raises(ValidationError):
        do.skip(make_dossier(), "bef-team", why=blank, on=START)
    with pytest.raises(ValidationError):
        do.waive(make_dossier(), "age", "intern.born", reason=blank, on=START, accepted="")


def test_a_waiver_replaces_the_one_of_the_same_rule_and_field() -> None:
    dossier = do.waive(make_dossier(), "age", "intern.born", reason="Un.", on=START, accepted="")
    dossier = do.waive(dossier, "age", "intern.born", reason="Deux.", on=END, accepted="")
    dossier = do.waive(dossier, "hours", "stage.weekly_hours", reason="Trois.", on=END, accepted="")
    assert [waiver.reason for waiver in dossier.waivers] == ["Deux.", "Trois."]
    assert [w.rule for w in do.unwaive(dossier, "age", "intern.born").waivers] == ["hours"]


def test_a_stage_starts_and_closes_once() -> None:
    started = do.mark_started(make_dossier(started_on=None), on=START)
    with pytest.raises(Refused, match="déjà marqué commencé"):
        do.mark_started(started, on=END)
    chosen = do.keep_until(started, day=date(2032, 4, 9))
    closed = do.mark_closed(chosen, on=END)
    assert (closed.status, closed.retention_until) == ("closed", date(2032, 4, 9))
    with pytest.raises(Refused, match="déjà clos"):
        do.mark_closed(closed, on=LATER)
    assert do.reopen(closed).retention_until == date(2032, 4, 9)
    with pytest.raises(Refused, match="n’est pas clos"):
        do.reopen(started)


def test_describing_anew_tells_calendars_what_they_say_otherwise() -> None:
    dossier = make_dossier()
    fiche = Fiche.of(dossier)
    before = [meeting.sequence for meeting in dossier.meetings]
    rule = fiche.meeting_rule

    def raised(changed: Fiche) -> set[int]:
        after = do.describe(dossier, fiche=changed).meetings
        return {m.sequence - n for m, n in zip(after, before, strict=True) if not m.is_recorded}

    assert do.describe(dossier, fiche=fiche) == dossier
    linked = rule.evolve(link="https://visio.example.com/2")
    assert raised(fiche.evolve(meeting_rule=linked)) == {1}
    assert raised(fiche.evolve(meeting_rule=rule.evolve(at=time(11)))) == {0}


def test_an_evaluation_replaces_the_one_of_its_kind() -> None:
    dossier = do.put_evaluation(make_dossier(), make_evaluation().evolve(overall=1))
    dossier = do.put_evaluation(dossier, make_evaluation().evolve(kind="final"))
    assert [(form.kind, form.overall) for form in dossier.evaluations] == [
        ("midpoint", 1), ("final", 4),
    ]  # fmt: skip


def test_a_transfer_is_replaced_then_forgotten() -> None:
    dossier = make_dossier()
    done = dossier.transfers[0].evolve(done_on=END)
    assert do.put_transfer(dossier, done, on=END).transfers == (done,)
    assert do.remove_transfer(dossier, part_id("transfer")).transfers == ()


@given(transfers, st.dates(date(2020, 1, 1), date(2036, 1, 1)))
def test_what_is_transferred_was_and_someone_has_it(transfer: Transfer, today: date) -> None:
    done = transfer.done_on
    wrong = {"to"} if done and not transfer.to else set()
    wrong |= {"done_on"} if done and done > today else set()
    if wrong:
        with pytest.raises(InvalidInput) as refused:
            do.put_transfer(make_dossier(), transfer, on=today)
        assert {problem.field for problem in refused.value.problems} == wrong
    else:
        assert transfer in do.put_transfer(make_dossier(), transfer, on=today).transfers
