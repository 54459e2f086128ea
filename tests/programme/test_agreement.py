"""Tasks and meetings agree, whichever of the two the tutor begins with."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from telestage_tui.dossier import changes
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.meetings import MeetingStatus
from telestage_tui.programme import agreement
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.progress import task_states

from .support import complete, meeting

PROGRAMME = load_programme()
TASK = PROGRAMME.task("mid-meeting")
DAY = date(2027, 2, 24)
NOW = datetime(2027, 2, 24, 20, tzinfo=UTC)


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
