"""The weeks for which a meeting was planned and in which none was held."""

from __future__ import annotations

from datetime import date, time

from telestage_tui.clocks.meeting_times import weeks_without_meeting
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.meetings import Meeting, MeetingStatus, Slot
from tests.planning.building import planned, winter

FIRST, SECOND = date(2027, 2, 1), date(2027, 2, 8)
"""Two Mondays of the stage."""


def with_outcomes(dossier: Dossier, **outcomes: MeetingStatus) -> Dossier:
    """Only the meetings of the days given as `d0209="missed"`, with what became of them."""
    by_day = {f"d{m.slot.day:%m%d}": m for m in dossier.meetings}
    meetings = tuple(by_day[day].evolve(status=status) for day, status in outcomes.items())
    return dossier.evolve(meetings=meetings)


def test_a_week_is_without_when_what_was_planned_in_it_was_not_held() -> None:
    dossier = with_outcomes(planned(winter()), d0202="missed", d0209="held")
    assert weeks_without_meeting(dossier) == [FIRST]


def test_a_week_for_which_nothing_was_planned_is_not_without() -> None:
    assert weeks_without_meeting(with_outcomes(planned(winter()), d0209="held")) == []


def test_a_meeting_moved_by_hand_leaves_its_week_without() -> None:
    dossier = with_outcomes(planned(winter()), d0202="held", d0209="held")
    first, second = dossier.meetings
    moved = first.evolve(slot=first.slot.evolve(day=date(2027, 2, 11)), moved_from=first.slot)
    assert weeks_without_meeting(dossier.evolve(meetings=(moved, second))) == [FIRST]


def test_the_week_is_that_of_the_host() -> None:
    """Monday 8 February, 9 h in Nouméa, is Sunday 7 February, 17 h in Québec."""
    dossier = with_outcomes(planned(winter()), d0202="missed")
    (missed,) = dossier.meetings
    far: Meeting = missed.evolve(
        id=dossier.id,
        status="held",
        slot=Slot(day=SECOND, at=time(9), zone="Pacific/Noumea"),
        rule_day=SECOND,
    )
    assert weeks_without_meeting(dossier.evolve(meetings=(missed, far))) == []


def test_the_prestart_meeting_is_asked_for_by_no_week_but_counts_once_held() -> None:
    dossier = with_outcomes(planned(winter()), d0202="missed")
    (missed,) = dossier.meetings
    late = missed.evolve(id=dossier.id, kind="prestart", status="missed")
    assert weeks_without_meeting(dossier.evolve(meetings=(late,))) == []
    held = late.evolve(status="held")
    assert weeks_without_meeting(dossier.evolve(meetings=(missed, held))) == []
