"""Meetings outside the plan, several recorded at once, and what they say from one to the next."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.meetings import IndicatorLevel, Meeting, Minute, Record
from telestage_tui.screens.meetings.add import AddDialog
from telestage_tui.screens.meetings.hold import HoldDialog
from telestage_tui.widgets.form import FieldForm
from telestage_tui.widgets.row_list import RowList
from tests.planning.building import planned, winter

from .driving import SMALL, another_program, on_disk, opened


def with_record(dossier: Dossier, kind: str, day: date, record: Record) -> Dossier:
    """The dossier with what was written at a meeting that was held."""
    return dossier.evolve(
        meetings=[
            m.evolve(record=record, status="held") if (m.kind, m.slot.day) == (kind, day) else m
            for m in dossier.meetings
        ]
    )


def added(dossier: Dossier) -> Meeting:
    (meeting,) = [each for each in dossier.meetings if each.is_added]
    return meeting


async def test_a_call_is_added_moved_and_recorded_like_another(tmp_path: Path) -> None:
    subject = planned(winter())
    async with opened(tmp_path, "meetings", subject) as pilot:
        await pilot.press("n")
        await pilot.arrives(AddDialog)
        pilot.app.screen.query_one(FieldForm).fill(
            {
                "kind": "problem",
                "day": "11 février",
                "at": "10 h",
                "duration": "20",
                "objective": "VPN en panne",
            }
        )
        await pilot.press("f2")
        await pilot.vanishes("Ajouter une rencontre")
        await pilot.comes("VPN en panne")
        meeting = added(on_disk(tmp_path, subject))
        assert (meeting.kind, meeting.duration, meeting.objective) == (
            "problem",
            20,
            "VPN en panne",
        )
        assert meeting.slot.zone == subject.host.zone
        assert (meeting.slot.day, meeting.slot.at) == (date(2027, 2, 11), time(10))
        await pilot.press("u")
        await pilot.vanishes("VPN en panne")
    assert not [m for m in on_disk(tmp_path, subject).meetings if m.is_added]


async def test_past_meetings_are_recorded_at_once_and_undone_at_once(tmp_path: Path) -> None:
    subject = planned(winter())
    async with opened(tmp_path, "meetings", subject) as pilot:
        await pilot.press("home", "space")
        await pilot.arrives(HoldDialog)
        await pilot.press("m", "f2")
        await pilot.vanishes("à consigner")
        held = [m for m in on_disk(tmp_path, subject).meetings if m.status == "held"]
        assert len(held) > 3
        repository = another_program(tmp_path)
        assert len(repository.get(subject.id).history) == len(subject.history) + 2
        await pilot.press("u")
        await pilot.comes("à consigner")
    assert all(m.status == "planned" for m in on_disk(tmp_path, subject).meetings)


async def test_space_marks_each_of_the_meetings_that_took_place(tmp_path: Path) -> None:
    subject = planned(winter())
    first, second = [m for m in subject.meetings if m.slot.day < date(2027, 2, 10)][:2]
    async with opened(tmp_path, "meetings", subject) as pilot:
        pilot.app.screen.query_one(RowList).select(second.id)
        await pilot.press("space")
        await pilot.comes("[x]", "Une rencontre marquée")
        await pilot.press("home", "space", "f2")
        await pilot.vanishes("Lesquelles")
    after = on_disk(tmp_path, subject)
    assert {m.id for m in after.meetings if m.status == "held"} == {first.id, second.id}


async def test_nothing_is_asked_when_no_meeting_is_to_be_recorded(tmp_path: Path) -> None:
    subject = planned(winter()).evolve(meetings=())
    async with opened(tmp_path, "meetings", subject) as pilot:
        await pilot.press("space")
        await pilot.comes("Aucune rencontre passée")


async def test_the_last_goals_stand_at_the_head_of_the_next_meeting(tmp_path: Path) -> None:
    record = Record(minutes=(Minute(item="goals", text="Livrer la maquette\nTester le VPN"),))
    subject = with_record(planned(winter()), "checkin", date(2027, 2, 9), record)
    following = next(m for m in subject.meetings if m.slot.day == date(2027, 2, 16))
    async with opened(tmp_path, "meeting", subject, str(following.id), size=SMALL) as pilot:
        await pilot.comes("Prochains objectifs, mar. 9 févr.", "Livrer la maquette", "Tester")


async def test_indicators_are_seen_in_the_list_and_on_the_dossier(tmp_path: Path) -> None:
    levels = {"deliverables": 3, "deadlines": 4, "quality": 2}
    record = Record(indicators=tuple(IndicatorLevel(id=k, level=n) for k, n in levels.items()))
    subject = planned(winter())
    for day in (date(2027, 2, 2), date(2027, 2, 9)):
        subject = with_record(subject, "checkin", day, record)
    async with opened(tmp_path, "meetings", subject, size=SMALL) as pilot:
        meeting = next(m for m in subject.meetings if m.slot.day == date(2027, 2, 9))
        pilot.app.screen.query_one(RowList).select(meeting.id)
        await pilot.reads("342·", "Livrables 3, Délais 4, Qualité 2.")
        await pilot.open("dossier", subject)
        await pilot.comes("Livrables 3 3 · Délais 4 4 · Qualité 2 2")


async def test_no_indicator_is_asked_before_the_stage_has_begun(tmp_path: Path) -> None:
    subject = planned(winter())
    asked = {
        kind: next(m for m in subject.meetings if m.kind == kind)
        for kind in ("prestart", "welcome", "checkin")
    }
    for kind, meeting in asked.items():
        folder = tmp_path / kind
        folder.mkdir()
        async with opened(folder, "meeting", subject, str(meeting.id)) as pilot:
            form = pilot.app.screen.query_one(FieldForm)
            rated = [name for name in form.values() if name.startswith("level.")]
            assert bool(rated) == (kind == "checkin")
