"""Tasks and meetings agree, whichever of the two the tutor begins with."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from telestage_tui.dossier import changes
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.french import weekday_date
from telestage_tui.dossier.meetings import MeetingStatus
from telestage_tui.programme import agreement
from telestage_tui.programme.closing import Leftover
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.progress import task_states
from telestage_tui.programme.settling import Settlement

from .support import checkins, complete, meeting

PROGRAMME = load_programme()
TASK = PROGRAMME.task("mid-meeting")
DAY = date(2027, 2, 24)
NOW = datetime(2027, 2, 24, 20, tzinfo=UTC)


def plain(text: str) -> str:
    """The text with plain spaces, as a test writes them."""
    return text.replace("\u00a0", " ")


def with_midpoint(status: MeetingStatus = "planned") -> Dossier:
    return complete(meetings=(meeting("midpoint", DAY, status),))


def ticked(dossier: Dossier) -> Dossier:
    change = agreement.prove(dossier, TASK, PROGRAMME, on=DAY, proof="Vu avec Léa", now=NOW)
    return change.apply(dossier)


def recorded(dossier: Dossier, status: MeetingStatus) -> Dossier:
    of = dossier.meetings[0].id
    change = changes.record_meeting(of, "Rencontre", status=status, on=DAY, reason="Panne")
    return agreement.agreeing(change, dossier, PROGRAMME).apply(dossier)


def task_state(dossier: Dossier) -> str:
    states = task_states(dossier, PROGRAMME, DAY)
    return next(each.state for each in states if each.task == TASK)


def test_ticking_the_task_holds_the_meeting_and_keeps_the_proof() -> None:
    after = ticked(with_midpoint())
    assert after.meetings[0].status == "held"
    assert (task_state(after), after.task(TASK.id).note) == ("done", "Vu avec Léa")


def test_a_meeting_to_come_is_not_ticked() -> None:
    to_come = complete(meetings=(meeting("midpoint", date(2027, 2, 26), "planned"),))
    with pytest.raises(Refused, match="pas encore"):
        ticked(to_come)


def test_putting_the_task_back_takes_the_meeting_back() -> None:
    done = ticked(with_midpoint())
    back = agreement.untick(done, TASK, PROGRAMME, on=DAY).apply(done)
    assert (task_state(back), back.meetings[0].status) == ("todo", "planned")


def test_a_meeting_recorded_after_its_task_was_put_back_ticks_it() -> None:
    back = changes.untick(TASK, on=DAY).apply(with_midpoint())
    assert task_state(recorded(back, "held")) == "done"


@pytest.mark.parametrize("status", ["planned", "missed", "cancelled"])
def test_a_meeting_held_no_more_unticks_its_task(status: MeetingStatus) -> None:
    after = recorded(ticked(with_midpoint()), status)
    assert (task_state(after), after.task(TASK.id).note) == ("todo", "Vu avec Léa")


def test_tasks_done_before_telestage_hold_their_meetings() -> None:
    before = with_midpoint()
    after = agreement.catch_up(before, [TASK], PROGRAMME, now=NOW).apply(before)
    assert (task_state(after), after.meetings[0].status) == ("done", "held")


# --- what is said ---------------------------------------------------------------------------------


def test_a_tick_says_that_the_meeting_is_recorded_and_on_which_date() -> None:
    before = with_midpoint()
    change = agreement.tick(before, TASK, PROGRAMME, on=DAY, now=NOW)
    assert plain(change.label).endswith("faite; rencontre notée tenue le mercredi 24 février")
    back = agreement.untick(change.apply(before), TASK, PROGRAMME, on=DAY)
    assert plain(back.label).endswith("; rencontre du mercredi 24 février remise à venir")


def test_a_tick_says_nothing_of_a_meeting_that_has_its_outcome() -> None:
    missed = with_midpoint("missed")
    change = agreement.tick(missed, TASK, PROGRAMME, on=DAY, now=NOW)
    assert change.label.endswith("faite")
    assert change.apply(missed).meetings == missed.meetings


def test_a_meeting_that_denies_a_tick_says_so() -> None:
    before = ticked(with_midpoint())
    change = changes.record_meeting(before.meetings[0].id, "Rencontre", status="missed", on=DAY)
    label = agreement.agreeing(change, before, PROGRAMME).label
    assert label == f"Rencontre : manquée; étape « {TASK.title} » remise à faire"


def test_what_another_program_did_meanwhile_is_not_said_otherwise() -> None:
    change = agreement.tick(with_midpoint(), TASK, PROGRAMME, on=DAY, now=NOW)
    with pytest.raises(Refused, match="recommencez"):
        change.apply(with_midpoint("missed"))


def test_a_meeting_to_come_of_a_task_done_before_telestage_is_said_to_come() -> None:
    before = complete(meetings=(meeting("midpoint", date(2027, 2, 26), "planned"),))
    change = agreement.catch_up(before, [TASK], PROGRAMME, now=NOW)
    assert plain(change.label).endswith("; rencontre du vendredi 26 février encore à venir")
    assert change.apply(before).meetings == before.meetings


# --- sans objet -----------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [DAY, date(2027, 2, 26)], ids=["today", "to come"])
def test_a_task_sans_objet_cancels_its_meeting_and_calendars_learn_it(day: date) -> None:
    before = complete(meetings=(meeting("midpoint", day, "planned"),))
    change = agreement.skip(before, TASK, PROGRAMME, why="Stage écourté", on=DAY)
    assert f"; rencontre du {weekday_date(day)} annulée" in change.label
    after = change.apply(before)
    cancelled = after.meetings[0]
    assert (cancelled.status, cancelled.reason) == ("cancelled", "Stage écourté")
    assert cancelled.sequence > before.meetings[0].sequence
    back = agreement.untick(after, TASK, PROGRAMME, on=DAY).apply(after)
    assert back.meetings[0].status == "planned"


def test_a_meeting_cancelled_for_a_reason_of_its_own_stays_cancelled() -> None:
    cancelled = recorded(with_midpoint(), "cancelled")
    skipped = agreement.skip(cancelled, TASK, PROGRAMME, why="Inutile", on=DAY).apply(cancelled)
    back = agreement.untick(skipped, TASK, PROGRAMME, on=DAY).apply(skipped)
    assert back.meetings[0].status == "cancelled"


def test_the_task_of_a_meeting_that_was_held_is_not_sans_objet() -> None:
    held = with_midpoint("held")
    with pytest.raises(Refused, match="a eu lieu"):
        agreement.skip(held, TASK, PROGRAMME, why="Inutile", on=DAY).apply(held)


def test_check_ins_stay_planned_when_their_task_is_sans_objet_and_that_is_said() -> None:
    before = complete(meetings=checkins(3, held=1))
    task = PROGRAMME.task("dur-checkins")
    change = agreement.skip(before, task, PROGRAMME, why="Équipe sur place", on=DAY)
    assert plain(change.label).endswith("; 2 rencontres de suivi restent prévues")
    assert change.apply(before).meetings == before.meetings


# --- files of earlier versions --------------------------------------------------------------------


def test_a_mark_to_do_never_hides_that_the_meeting_was_held() -> None:
    assert task_state(changes.untick(TASK, on=DAY).apply(with_midpoint("held"))) == "done"


# --- settling before closing ----------------------------------------------------------------------


def test_settling_a_task_says_which_meeting_it_records() -> None:
    before = with_midpoint()
    task = Leftover("task", TASK.title, "à faire", task=TASK.id)
    change = Settlement("done", PROGRAMME, DAY, NOW).of([task], before)
    assert plain(change.label).endswith("; rencontre notée tenue le mercredi 24 février")
    assert change.apply(before).meetings[0].status == "held"
