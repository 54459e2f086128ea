"""Each thing a tutor can do: pure, and undone where that is promised."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from telestage_tui.dossier import changes as do
from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import InvalidInput, Refused
from telestage_tui.dossier.evaluations import Evaluation
from telestage_tui.dossier.fiche.model import Fiche
from telestage_tui.dossier.meetings import Slot
from telestage_tui.dossier.records import Reopening, Transfer
from tests.factories import (
    END,
    START,
    make_access,
    make_dossier,
    make_evaluation,
    make_meeting,
    make_record,
    titled,
)
from tests.strategies import dossiers, evaluations, notes, resources, transfers

LATER = END + timedelta(days=1)
SLOT = Slot(day=date(2027, 2, 17), at=time(10), zone="America/Toronto")
PLANNED = make_meeting(9)
HELD = make_meeting(1)
ACCESS = make_access("Teams")
NEW = make_access("Zoom", given_on=None, explained_on=None)
WITHDRAWN = make_access("Slack", withdrawn_on=END)
SECRET = "mdp : hiver"


def _allowed(form: Evaluation) -> Evaluation:
    """The same form, not presented while the intern has said nothing of it."""
    is_refused = form.kind == "final" and form.intern_word is None
    return form.evolve(discussed_on=None) if is_refused else form


@st.composite
def applied(draw: st.DrawFn) -> tuple[Dossier, Dossier]:
    """A dossier, and the same after one transition that any open dossier allows."""
    dossier = draw(dossiers()).evolve(closed_on=None)
    day = draw(st.dates(date(2027, 1, 1), date(2027, 12, 31)))
    note = draw(notes)
    undone = transfers.map(lambda transfer: transfer.evolve(done_on=None))
    steps: list[do.Transition] = [
        lambda d: do.tick(titled("bef-team"), on=day, note="Vu.").apply(d),
        lambda d: do.untick(titled("bef-team"), on=day).apply(d),
        lambda d: do.skip(titled("bef-team"), why="Équipe prévenue.", on=day).apply(d),
        lambda d: do.edit_task(titled("bef-team"), assignee="RH", due=day).apply(d),
        lambda d: do.waive(
            titled("age"), "intern.born", reason="Accord de l’OFQJ.", on=day, accepted=""
        ).apply(d),
        lambda d: do.plan_meetings([PLANNED, HELD]).apply(d),
        lambda d: do.note_access(draw(st.uuids()), draw(resources)).apply(d),
        lambda d: do.put_evaluation(draw(evaluations.map(_allowed)), said("Évaluation")).apply(d),
        lambda d: do.note_transfer(draw(undone), on=day).apply(d),
        do.add_note(note.id, on=note.on, text=note.text).apply,
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
        lambda d: do.tick(titled("sel-task-3"), on=LATER).apply(d),
        lambda d: do.skip(titled("sel-task-3"), why="Déjà fait.", on=LATER).apply(d),
        lambda d: do.record_meeting(
            PLANNED.id, "Rencontre", status="held", on=LATER, write=lambda _: make_record()
        ).apply(d),
        lambda d: do.move_meeting(PLANNED.id, "Rencontre", to=SLOT).apply(d),
        lambda d: do.withdraw(ACCESS, on=LATER, today=LATER).apply(d),
        lambda d: do.mark_closed(on=LATER).apply(d),
        lambda d: do.put_evaluation(make_evaluation().evolve(overall=2), said("Évaluation")).apply(
            d
        ),
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
    again = (*dossier.reopenings, Reopening(on=END, reason="Correction"))
    ended = dossier.ended_early  # a stage that never began may begin, once it is open again
    before = dossier.evolve(
        closed_on=None, ended_early=None if ended and ended.never_begun else ended
    )
    dossier = do.reopen("Correction", on=END).apply(closed)
    assert dossier == before.evolve(reopenings=again)
    waived = do.waive(titled("age"), "intern.born", reason="Accord.", on=START, accepted="").apply(
        dossier
    )
    assert do.unwaive(titled("age"), "intern.born").apply(waived) == do.unwaive(
        titled("age"), "intern.born"
    ).apply(dossier)
    for access in dossier.open_accesses:
        day = date(2040, 1, 1)
        withdrawn = do.withdraw(access, on=day, today=day, by="TI", checks=["a"]).apply(dossier)
        assert not withdrawn.access(access.id).is_open
        assert do.restore_access(access, "Encore utile").apply(withdrawn).access(access.id).is_open


def test_a_task_ticked_then_put_back_keeps_its_notes() -> None:
    dossier = do.edit_task(titled("bef-team"), note="Courriel envoyé.").apply(
        make_dossier(tasks=())
    )
    ticked = do.tick(titled("bef-team"), on=START, note="Tous présents.").apply(dossier)
    assert ticked.task("bef-team").choice == "done"
    assert ticked.task("bef-team").note == "Courriel envoyé.\nTous présents."
    back = do.untick(titled("bef-team"), on=LATER).apply(ticked)
    assert back.task("bef-team").choice == "todo"
    assert back.task("bef-team").note == "Courriel envoyé.\nTous présents."


def test_a_task_is_kept_once() -> None:
    dossier = make_dossier(tasks=())
    for day in (START, END, LATER):
        dossier = do.tick(titled("bef-team"), on=day).apply(dossier)
    assert [(record.task, record.on) for record in dossier.tasks] == [("bef-team", LATER)]


def test_a_task_is_edited_field_by_field() -> None:
    dossier = do.edit_task(titled("bef-team"), note="Vu.", assignee="Nadia", due=END).apply(
        make_dossier()
    )
    assert do.edit_task(titled("bef-team")).apply(dossier).task("bef-team") == dossier.task(
        "bef-team"
    )
    record = do.edit_task(titled("bef-team"), assignee="", due=None).apply(dossier).task("bef-team")
    assert (record.note, record.assignee, record.due) == ("Vu.", "", None)


def test_a_task_skipped_then_ticked_loses_its_reason() -> None:
    skipped = do.skip(titled("sel-task-1"), why="Sans équipe.", on=START).apply(make_dossier())
    assert skipped.task("sel-task-1").reason == "Sans équipe."
    assert do.tick(titled("sel-task-1"), on=END).apply(skipped).task("sel-task-1").reason == ""


@pytest.mark.parametrize("blank", ["", "  ", "\x1b[0m"])
def test_a_reason_cannot_be_blank(blank: str) -> None:
    with pytest.raises(ValidationError):
        do.skip(titled("bef-team"), why=blank, on=START).apply(make_dossier())
    with pytest.raises(ValidationError):
        do.waive(titled("age"), "intern.born", reason=blank, on=START, accepted="").apply(
            make_dossier()
        )


def test_a_waiver_replaces_the_one_of_the_same_rule_and_field() -> None:
    dossier = do.waive(titled("age"), "intern.born", reason="Un.", on=START, accepted="").apply(
        make_dossier()
    )
    dossier = do.waive(titled("age"), "intern.born", reason="Deux.", on=END, accepted="").apply(
        dossier
    )
    dossier = do.waive(
        titled("hours"), "stage.weekly_hours", reason="Trois.", on=END, accepted=""
    ).apply(dossier)
    assert [waiver.reason for waiver in dossier.waivers] == ["Deux.", "Trois."]
    assert [w.rule for w in do.unwaive(titled("age"), "intern.born").apply(dossier).waivers] == [
        "hours"
    ]


def test_a_stage_starts_and_closes_once() -> None:
    started = do.mark_started(on=START).apply(make_dossier(started_on=None))
    with pytest.raises(Refused, match="déjà déclaré commencé"):
        do.mark_started(on=END).apply(started)
    dated = do.keep_until(date(2032, 4, 9)).apply(started)
    closed = do.mark_closed(on=END).apply(dated)
    assert (closed.status, closed.retention_until) == ("closed", date(2032, 4, 9))
    with pytest.raises(Refused, match="déjà clos"):
        do.mark_closed(on=LATER).apply(closed)
    assert do.reopen("Correction", on=LATER).apply(closed).retention_until == date(2032, 4, 9)
    with pytest.raises(Refused, match="n’est pas clos"):
        do.reopen("Correction", on=LATER).apply(started)


def test_describing_anew_tells_calendars_what_they_say_otherwise() -> None:
    dossier = make_dossier()
    fiche = Fiche.of(dossier)
    before = [meeting.sequence for meeting in dossier.meetings]
    rule = fiche.meeting_rule

    def sequence_steps(new: Fiche) -> set[int]:
        after = do.describe(new, on=START).apply(dossier).meetings
        return {m.sequence - n for m, n in zip(after, before, strict=True) if not m.is_recorded}

    assert do.describe(fiche, on=START).apply(dossier) == dossier
    linked = rule.evolve(link="https://visio.example.com/2")
    assert sequence_steps(fiche.evolve(meeting_rule=linked)) == {1}
    assert sequence_steps(fiche.evolve(meeting_rule=rule.evolve(at=time(11)))) == {0}


def test_an_evaluation_replaces_the_one_of_its_kind() -> None:
    dossier = do.put_evaluation(make_evaluation().evolve(overall=1), said("Évaluation")).apply(
        make_dossier()
    )
    dossier = do.put_evaluation(
        make_evaluation().evolve(kind="final", discussed_on=None), said("Évaluation")
    ).apply(dossier)
    assert [(form.kind, form.overall) for form in dossier.evaluations] == [
        ("midpoint", 1), ("final", 4),
    ]  # fmt: skip


def test_a_transfer_is_replaced_then_forgotten() -> None:
    dossier = make_dossier()
    done = dossier.transfers[0].evolve(done_on=END)
    assert do.note_transfer(done, on=END).apply(dossier).transfers == (done,)
    assert do.remove_transfer(done).apply(dossier).transfers == ()


@given(transfers, st.dates(date(2020, 1, 1), date(2036, 1, 1)))
def test_what_is_transferred_was_and_someone_has_it(transfer: Transfer, today: date) -> None:
    done = transfer.done_on
    wrong = {"to"} if done and not transfer.to else set()
    wrong |= {"done_on"} if done and done > today else set()
    if wrong:
        with pytest.raises(InvalidInput) as error:
            do.note_transfer(transfer, on=today).apply(make_dossier())
        assert {problem.field for problem in error.value.problems} == wrong
    else:
        assert transfer in do.note_transfer(transfer, on=today).apply(make_dossier()).transfers
