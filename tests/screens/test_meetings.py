"""The list of the meetings of a dossier, and what is to be known of its plan."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from telestage_tui.dossier.changes import move_meeting, record_meeting
from telestage_tui.dossier.meetings import IndicatorLevel, Record, Slot
from telestage_tui.programme.loader import load_programme
from telestage_tui.screens.details.screen import DetailsScreen
from telestage_tui.screens.meetings.meeting import MeetingScreen
from telestage_tui.widgets.row_list import RowList
from tests.editions import ONE_TIME_ALL_YEAR, edition_in_use, write_edition
from tests.planning.building import planned, winter

from ..factories import make_meeting
from .driving import dossier, opened

SHIFT = "Du dimanche 14 mars au samedi 27 mars 2027, le décalage est de 5 h au lieu de 6 h"


async def test_what_is_to_be_known_of_the_plan_stays_in_view(tmp_path: Path) -> None:
    subject = planned(winter())
    async with opened(tmp_path, "meetings", subject) as pilot:
        await pilot.comes("! 1 à savoir")
        await pilot.press("end")
        await pilot.reads("À savoir du plan (1)", SHIFT)
        await pilot.press("f4")  # there is no meeting to move there
        await pilot.comes("À savoir du plan (1)")
        await pilot.press("enter")
        await pilot.arrives(DetailsScreen)
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "field-rencontres-jour"


async def test_no_kind_of_meeting_is_cut_beside_its_levels_and_its_gap(tmp_path: Path) -> None:
    """A winter's plan has every kind, and two weeks of an unusual gap."""
    levels = tuple(
        IndicatorLevel(id=each.id, level=3) for each in load_programme().meetings.indicators
    )
    plan = planned(winter())
    held, *others = plan.meetings
    held = held.evolve(record=Record(indicators=levels))
    subject = plan.evolve(meetings=(held, *others))
    async with opened(tmp_path, "meetings", subject, size=(80, 24)) as pilot:
        for key in ("home", "end"):
            await pilot.press(key)
            listed = [line for line in pilot.seen.splitlines() if " / " in line]
            assert not [line for line in listed if "…" in line]
        assert any("≠ 5 h" in line for line in listed)


async def test_what_is_to_be_known_of_the_plan_follows_its_meetings(tmp_path: Path) -> None:
    """The two meetings of the weeks whose gap is unusual are cancelled."""
    subject = planned(winter())
    async with opened(tmp_path, "meetings", subject) as pilot:
        for day in (date(2027, 3, 16), date(2027, 3, 23)):
            await pilot.press("end")
            await pilot.comes("À savoir du plan (1)")
            meeting = next(m for m in subject.meetings if m.slot.day == day)
            pilot.app.screen.query_one(RowList).select(meeting.id)
            await pilot.press("f8", "enter")
        await pilot.press("end")
        await pilot.vanishes("À savoir du plan")


async def test_nothing_is_announced_when_the_plan_has_nothing_to_tell(tmp_path: Path) -> None:
    subject = planned(winter(intern={"zone": "America/Martinique"}))
    subject = subject.evolve(closed_on=date(2027, 4, 12))
    async with opened(tmp_path, "meetings", subject) as pilot:
        await pilot.vanishes("à savoir")


async def test_why_a_meeting_was_moved_is_told_once(tmp_path: Path) -> None:
    subject = planned(winter())
    meeting = next(m for m in subject.meetings if m.slot.day == date(2027, 2, 16))
    to = Slot(day=date(2027, 2, 17), at=time(10), zone=meeting.slot.zone)
    subject = move_meeting(meeting.id, "Rencontre", to=to, reason="Comité de direction").apply(
        subject
    )
    current = subject.meeting(meeting.id)
    # The first versions had the reason of a move there.
    older = current.evolve(reason=current.move_reason, move_reason="")
    for each in (current, older):
        subject = subject.evolve(
            meetings=tuple(each if m.id == each.id else m for m in subject.meetings)
        )
        folder = tmp_path / each.reason
        folder.mkdir(exist_ok=True)
        async with opened(folder, "meetings", subject) as pilot:
            pilot.app.screen.query_one(RowList).select(each.id)
            await pilot.comes("Comité de direction")
            assert pilot.seen.count("Comité de direction") == 1
            await pilot.press("enter")
            await pilot.arrives(MeetingScreen)
            assert pilot.seen.count("Comité de direction") == 1


async def test_why_a_meeting_was_missed_is_told(tmp_path: Path) -> None:
    subject = planned(winter())
    meeting = next(m for m in subject.meetings if m.kind == "welcome")
    subject = record_meeting(
        meeting.id, "Rencontre", status="missed", on=meeting.slot.day, reason="Panne de réseau"
    ).apply(subject)
    async with opened(tmp_path, "meetings", subject) as pilot:
        pilot.app.screen.query_one(RowList).select(meeting.id)
        await pilot.comes("Panne de réseau")


async def test_a_meeting_moved_by_new_rules_says_so_on_its_page_and_at_home(
    tmp_path: Path,
) -> None:
    dossier = planned(winter())
    meeting = next(each for each in dossier.meetings if each.slot.day == date(2027, 3, 16))
    folder = write_edition(tmp_path / "edition", "2099z", ONE_TIME_ALL_YEAR)
    with edition_in_use(folder, "2099z"):
        async with opened(tmp_path, "meeting", dossier, str(meeting.id)) as pilot:
            await pilot.reads("15 h 30 en France au lieu de 14 h 30")
            await pilot.open("today")
            await pilot.comes("Nouvelles règles de l’heure")


async def test_a_level_is_chosen_beside_those_of_the_weeks_before(tmp_path: Path) -> None:
    indicator = load_programme().meetings.indicators[0].id
    earlier = make_meeting(
        1, status="held", record=Record(indicators=(IndicatorLevel(id=indicator, level=3),))
    )
    meeting = make_meeting(2, status="planned", record=Record())
    subject = dossier(meetings=(earlier, meeting))
    async with opened(tmp_path, "meeting", subject, str(meeting.id)) as pilot:
        await pilot.to_field(f"level.{indicator}")
        await pilot.reads("Jusqu’ici : ▆")
