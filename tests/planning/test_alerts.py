from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from telestage_tui.clocks.meeting_times import end_of
from telestage_tui.dossier.changes import mark_closed, move_meeting, record_meeting
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.meetings import MeetingStatus
from telestage_tui.planning.alerts import alerts, unrecorded_meetings
from tests.planning.building import closed, planned, winter

NOW = datetime(2027, 2, 10, 15, tzinfo=UTC)


def recorded(dossier: Dossier, **outcomes: MeetingStatus) -> Dossier:
    """The past meetings held, but those of the days given as `d0209="missed"`."""
    for meeting in dossier.meetings:
        if end_of(meeting) <= NOW:
            status = outcomes.get(f"d{meeting.slot.day:%m%d}", "held")
            dossier = record_meeting(
                meeting.id, "Rencontre", status=status, on=meeting.slot.day
            ).apply(dossier)
    return dossier


def texts(dossier: Dossier, now: datetime = NOW) -> list[str]:
    return [alert.text.replace("\u00a0", " ") for alert in alerts(dossier, now)]


def weeks_without(dossier: Dossier, now: datetime = NOW) -> list[date]:
    """The Monday that the alert of the weeks without a meeting is about, if there is one."""
    return [alert.day for alert in alerts(dossier, now) if alert.kind == "week_without_meeting"]


def test_a_stage_whose_meetings_are_held_is_well() -> None:
    assert texts(recorded(planned(winter()))) == []


def test_a_meeting_past_and_not_recorded() -> None:
    dossier = recorded(planned(winter()), d0209="planned")
    (alert,) = alerts(dossier, NOW)
    assert alert.kind == "unrecorded"
    assert alert.day == date(2027, 2, 9)
    assert dossier.meeting(alert.meeting_id).slot.day == date(2027, 2, 9)  # type: ignore[arg-type]
    assert texts(dossier) == ["Rencontre du mardi 9 février 2027 à consigner."]


def test_several_meetings_not_recorded_are_one_alert() -> None:
    dossier = recorded(planned(winter()), d0202="planned", d0209="planned")
    assert texts(dossier) == ["Deux rencontres à consigner, depuis celle du mardi 2 février 2027."]


def test_a_meeting_is_not_to_record_before_it_ends() -> None:
    dossier = recorded(planned(winter()), d0209="planned")
    end = datetime(2027, 2, 9, 15, 0, tzinfo=UTC)  # 10 h in Toronto
    assert unrecorded_meetings(dossier, end - timedelta(minutes=1)) == []
    assert len(unrecorded_meetings(dossier, end)) == 1


def test_a_past_week_without_a_held_meeting() -> None:
    assert texts(recorded(planned(winter()), d0202="cancelled")) == [
        "Aucune rencontre tenue la semaine du lundi 1er février 2027."
    ]
    assert texts(recorded(planned(winter()), d0126="cancelled", d0202="missed")) == [
        "Deux semaines sans rencontre tenue, dont celle du lundi 1er février 2027."
    ]


def test_the_present_week_is_not_judged_yet() -> None:
    dossier = recorded(planned(winter()), d0209="cancelled")
    sunday_evening = datetime(2027, 2, 15, 4, 59, tzinfo=UTC)  # 23 h 59 in Toronto
    monday = datetime(2027, 2, 15, 5, tzinfo=UTC)
    assert weeks_without(dossier, sunday_evening) == []
    assert weeks_without(dossier, monday) == [date(2027, 2, 8)]


def test_a_week_that_may_have_had_its_meeting_is_only_to_record() -> None:
    dossier = recorded(planned(winter()), d0202="planned")
    assert weeks_without(dossier) == []


def test_a_week_closed_on_one_side_is_no_fault() -> None:
    away = closed(date(2027, 2, 1), date(2027, 2, 5))
    assert texts(recorded(planned(winter(host={"absences": away})))) == []


def test_a_week_emptied_by_hand_is_seen() -> None:
    dossier = planned(winter())
    meeting = next(m for m in dossier.meetings if m.slot.day == date(2027, 2, 2))
    to = meeting.slot.evolve(day=date(2027, 2, 11))
    dossier = recorded(move_meeting(meeting.id, "Rencontre", to=to).apply(dossier))
    assert weeks_without(dossier) == [date(2027, 2, 1)]


def test_two_missed_in_a_row_until_one_is_held() -> None:
    twice = recorded(planned(winter()), d0202="missed", d0209="missed")
    assert [alert.kind for alert in alerts(twice, NOW)] == ["week_without_meeting", "missed_twice"]
    assert "mardi 9 février 2027 : reprenez contact." in texts(twice)[-1]
    apart = recorded(planned(winter()), d0126="missed", d0209="missed")
    assert "missed_twice" not in {alert.kind for alert in alerts(apart, NOW)}
    coming = next(m for m in twice.meetings if m.slot.day == date(2027, 2, 16))
    after = record_meeting(coming.id, "Rencontre", status="held", on=coming.slot.day).apply(twice)
    assert "missed_twice" not in {alert.kind for alert in alerts(after, NOW)}


def test_the_missed_in_a_row_are_counted() -> None:
    missed: dict[str, MeetingStatus] = {"d0209": "missed"}
    for day, number in (("d0202", "Deux"), ("d0126", "Trois"), ("d0121", "Quatre")):
        missed[day] = "missed"
        assert texts(recorded(planned(winter()), **missed))[-1] == (
            f"{number} rencontres manquées de suite, la dernière le mardi 9 février 2027 : "
            "reprenez contact."
        )
    dossier = planned(winter())
    for meeting in dossier.meetings[:10]:
        dossier = record_meeting(
            meeting.id, "Rencontre", status="missed", on=meeting.slot.day
        ).apply(dossier)
    assert texts(dossier)[-1].startswith("Dix rencontres manquées de suite")


def test_a_closed_dossier_is_left_in_peace() -> None:
    dossier = recorded(planned(winter()), d0202="missed", d0209="missed")
    assert texts(mark_closed(on=date(2027, 2, 10)).apply(dossier)) == []
