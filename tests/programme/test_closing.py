"""What stops a stage from closing, what closing would leave, and settling that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from telestage_tui.dossier import changes
from telestage_tui.dossier.accesses import Access, NothingElse
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import InvalidInput, Refused
from telestage_tui.dossier.records import Transfer
from telestage_tui.dossier.text import typeset
from telestage_tui.programme import closing, progress
from telestage_tui.programme.agreement import kind_of
from telestage_tui.programme.closing import Blocker, Leftover
from telestage_tui.programme.gratification import months_to_pay
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.settling import Settlement, lacks_taker, with_outcome
from tests.factories import titled

from .support import (
    END,
    START,
    closed_anyway,
    complete,
    meeting,
    minimal,
    tick_required,
    uid,
    whole_stage,
)

PROGRAMME = load_programme()
NOON = datetime(2027, 4, 9, 17, tzinfo=UTC)


def tasks_of(blockers: Sequence[Blocker]) -> list[str]:
    return [each.state.task.id for each in blockers if each.state]


def left(dossier: Dossier, now: datetime = NOON) -> tuple[Leftover, ...]:
    return closing.left_at_closing(dossier, PROGRAMME, now, now.date())


# --- what stops the closing -----------------------------------------------------------------------


def test_a_whole_stage_closes_with_a_retention_date() -> None:
    after = closed_anyway(whole_stage())
    assert after.closed_on == END
    assert progress.with_retention(after, PROGRAMME).retention_until == date(2032, 4, 9)
    states = progress.task_states(after, PROGRAMME, END)
    assert progress.current_phase(after, PROGRAMME, states, END) == "closed"
    assert next(each for each in states if each.task.id == "end-archive").derived


def test_closing_keeps_the_retention_date_the_tutor_chose() -> None:
    chosen = whole_stage().evolve(retention_until=date(2029, 1, 1))
    after = closed_anyway(chosen)
    assert progress.with_retention(after, PROGRAMME).retention_until == date(2029, 1, 1)


def test_the_retention_date_follows_a_stage_that_ends_on_another_day_after_all() -> None:
    again = changes.reopen("Date à corriger", on=END).apply(closed_anyway(whole_stage()))
    longer = again.evolve(stage=again.stage.evolve(end=END + timedelta(days=7)))
    after = closed_anyway(longer)
    assert progress.with_retention(after, PROGRAMME).retention_until == date(2032, 4, 16)


def test_everything_missing_is_listed_with_where_it_is_done() -> None:
    dossier = minimal(accesses=complete().accesses)
    dossier = changes.grant(dossier.access(uid(10)), on=START).apply(dossier)
    blockers = closing.blockers(dossier, progress.task_states(dossier, PROGRAMME, END))
    required = [task.id for task in PROGRAMME.tasks if task.required]
    shown = ["bef-resources"]
    assert (blockers[0].state, blockers[0].access_id) == (None, None), "never marked started"
    assert tasks_of(blockers) == [t for t in required if t not in shown]
    assert blockers[-1].access_id == uid(10)
    assert "VPN" in blockers[-1].title
    with pytest.raises(Refused) as refused:
        closed_anyway(dossier)
    assert all(typeset(f"{b.title} — {b.missing}.") in str(refused.value) for b in blockers)
    assert "– Avant\u00a0: Rédiger un plan de travail détaillé — à faire." in str(refused.value)


def test_a_tick_without_proof_is_not_enough() -> None:
    dossier = changes.edit_task(titled("end-letter"), note="").apply(whole_stage())
    with pytest.raises(Refused, match="recommandation — preuve à noter"):
        closed_anyway(dossier)


def test_each_of_the_required_tasks_alone_stops_the_closing() -> None:
    whole = whole_stage()
    for task in PROGRAMME.tasks:
        others = tuple(m for m in whole.meetings if m.kind != kind_of(task))
        undone = changes.untick(task, on=END).apply(whole.evolve(meetings=others))
        blockers = closing.blockers(undone, progress.task_states(undone, PROGRAMME, END))
        assert tasks_of(blockers) == ([task.id] if task.required else [])


def test_an_open_access_stops_the_closing_even_when_its_task_is_set_aside() -> None:
    dossier = whole_stage()
    dossier = changes.restore_access(dossier.access(uid(10)), "Encore utile").apply(dossier)
    dossier = changes.skip(titled("end-access"), why="Oublié", on=END).apply(dossier)
    blockers = closing.blockers(dossier, progress.task_states(dossier, PROGRAMME, END))
    assert [b.access_id for b in blockers] == [uid(10)]


def test_a_stage_never_started_does_not_close() -> None:
    dossier = tick_required(whole_stage(), "end").evolve(started_on=None)
    blockers = closing.blockers(dossier, progress.task_states(dossier, PROGRAMME, END))
    assert [(b.state, b.access_id) for b in blockers] == [(None, None)]


def test_a_closed_stage_is_not_closed_again() -> None:
    after = closed_anyway(whole_stage())
    with pytest.raises(Refused, match="déjà clos"):
        closed_anyway(after)


# --- what is left ---------------------------------------------------------------------------------


def settled() -> Dossier:
    """A whole stage of which nothing is left."""
    dossier = whole_stage()
    for month in months_to_pay(dossier, END):
        paid = changes.pay_month(month.rank, 300, paid_on=END, on=END)
        dossier = paid.apply(dossier)
    dossier = changes.check_withdrawal(
        dossier.access(uid(10)), checks=[check.id for check in PROGRAMME.accesses.checks]
    ).apply(dossier)
    seen = changes.verify_withdrawal(dossier.access(uid(10)), on=END, today=END)
    dossier = changes.note_nothing_else(on=END, by="Nadia").apply(seen.apply(dossier))
    tasks = [each for each in left(dossier) if each.kind == "task"]
    return Settlement("done", PROGRAMME, END, NOON).of(tasks, dossier).apply(dossier)


def neglected() -> Dossier:
    """A stage one may close at noon on its last day but for what is left, one of each kind."""
    dossier = settled()
    for task in ("bef-resources", "dur-checkins", "end-handover"):
        dossier = changes.tick(titled(task), on=END, note="Vu avec Sophie.").apply(dossier)
    return (
        changes.untick(titled("bef-team"), on=END)
        .apply(dossier)
        .evolve(
            meetings=(
                *dossier.meetings,
                meeting("checkin", END - timedelta(days=1), "planned"),
                meeting("final", END + timedelta(days=3), "planned"),
            ),
            transfers=(*dossier.transfers, Transfer(id=uid(21), item="Vidéos")),
            accesses=(
                dossier.accesses[0].evolve(checks=(), verified_on=None, verified_by=""),
                Access(id=uid(11), name="Figma", kind="licence"),
            ),
            stage=dossier.stage.evolve(monthly_pay=None),
            payments=(),
            nothing_else=None,
        )
    )


def test_nothing_is_left_of_a_stage_that_is_settled() -> None:
    assert left(settled()) == ()
    assert closing.close(settled(), PROGRAMME, NOON, END).apply(settled()).closed_on == END


def test_all_that_is_left_is_listed_once_whatever_it_is() -> None:
    kinds = [each.kind for each in left(neglected())]
    assert kinds == ["task", "record", "coming", "transfer", "check", "verify", "nothing_else",
                     "access", "pay"]  # fmt: skip
    early = NOON - timedelta(days=60)
    assert [each.kind for each in left(settled(), early)][-1] == "end"


def test_the_task_that_the_closing_does_is_not_left() -> None:
    assert "end-archive" not in {each.task for each in left(whole_stage())}


def test_a_gratification_that_is_sans_objet_is_not_left() -> None:
    skipped = changes.skip(titled("sel-gratification"), why="Bénévole", on=END).apply(neglected())
    assert "pay" not in {each.kind for each in left(skipped)}
    ticked = changes.tick(titled("sel-gratification"), on=END).apply(neglected())
    assert "pay" in {each.kind for each in left(ticked)}, "a tick tells no amount"


def test_closing_with_something_left_needs_its_number_and_the_history_keeps_the_list() -> None:
    dossier = neglected()
    things = left(dossier)
    with pytest.raises(closing.LeftUndone) as refused:
        closing.close(dossier, PROGRAMME, NOON, END).apply(dossier)
    assert refused.value.number == len(things)
    assert all(typeset(each.sentence) in str(refused.value) for each in things)
    with pytest.raises(closing.LeftUndone):
        closing.close(dossier, PROGRAMME, NOON, END, leaving=len(things) + 1).apply(dossier)
    close = closing.close(dossier, PROGRAMME, NOON, END, leaving=len(things))
    assert close.apply(dossier).closed_on == END
    assert all(each.sentence in close.label for each in things)


def test_closing_with_other_things_left_than_those_seen_is_refused() -> None:
    dossier = neglected()
    close = closing.close(dossier, PROGRAMME, NOON, END, leaving=len(left(dossier)))
    other = changes.untick(titled("bef-impact"), on=END).apply(dossier)
    other = changes.tick(titled("bef-team"), on=END).apply(other)
    with pytest.raises(Refused, match="vient de changer"):
        close.apply(other)


def test_a_list_too_long_for_the_history_still_closes() -> None:
    files = tuple(Transfer(id=uid(100 + n), item="x" * 290) for n in range(100))
    assert closed_anyway(neglected().evolve(transfers=files)).closed_on == END


def test_the_meetings_to_come_are_cancelled_and_calendars_learn_it() -> None:
    after = closed_anyway(neglected())
    [recorded_late, coming] = [
        each for each in after.meetings if each.slot.day >= END - timedelta(1)
    ]
    assert recorded_late.status == "planned", "it may have been held"
    assert (coming.status, coming.sequence) == ("cancelled", 1)


def test_what_stops_the_closing_is_listed_with_what_is_left() -> None:
    with pytest.raises(Refused, match="Il reste aussi"):
        closed_anyway(minimal())


# --- settling ------------------------------------------------------------------------------------


def test_several_things_are_settled_at_once_by_each_outcome() -> None:
    dossier = neglected()
    done = with_outcome(left(dossier), "done")
    assert [each.kind for each in done] == ["task", "record", "transfer", "check", "verify"]
    assert lacks_taker(dossier, done)
    with pytest.raises(InvalidInput):
        Settlement("done", PROGRAMME, END, NOON).of(done, dossier).apply(dossier)
    change = Settlement("done", PROGRAMME, END, NOON, taker="Sophie").of(done, dossier)
    after = change.apply(dossier)
    assert [each.kind for each in left(after)] == ["coming", "nothing_else", "access", "pay"]
    assert after.transfer(uid(21)).to == "Sophie"
    assert all(each.title in change.label for each in done)

    dropped = with_outcome(left(dossier), "dropped")
    assert {each.kind for each in dropped} == {
        "task", "record", "coming", "transfer", "check", "verify", "nothing_else", "access", "pay"
    }  # fmt: skip
    settlement = Settlement("dropped", PROGRAMME, END, NOON, reason="Accord de l’OFQJ")
    after = settlement.of(dropped, dossier).apply(dossier)
    assert left(after) == ()
    assert after.accesses[0].moot == ("sessions", "verification")
    assert after.nothing_else == NothingElse(on=END, moot="Accord de l’OFQJ")
    assert not after.accesses[0].checks, "what is sans objet was not made"

    missed = with_outcome(left(dossier), "missed")
    settlement = Settlement("missed", PROGRAMME, END, NOON)
    after = settlement.of(missed, dossier).apply(dossier)
    assert [m.status for m in after.meetings if m.id == missed[0].id] == ["missed"]


def test_the_last_line_is_signed_alone_by_somebody() -> None:
    dossier = neglected()
    last = [each for each in left(dossier) if each.kind == "nothing_else"]
    assert with_outcome(last, "done") == tuple(last)
    with pytest.raises(InvalidInput):
        Settlement("done", PROGRAMME, END, NOON).of(last, dossier).apply(dossier)
    after = Settlement("done", PROGRAMME, END, NOON, signer="Nadia").of(last, dossier)
    assert after.apply(dossier).nothing_else == NothingElse(on=END, by="Nadia")


def test_a_reason_that_may_hold_a_password_is_refused() -> None:
    task = Leftover("task", "Expliquer", "à faire", task="bef-explain")
    settlement = Settlement("dropped", PROGRAMME, END, NOON, reason="mdp : Xk9!pQ2z")
    with pytest.raises(Refused, match="mot de passe"):
        settlement.of([task], complete()).apply(complete())
