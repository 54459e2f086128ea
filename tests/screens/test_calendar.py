"""Calendrier, driven as a person would: month and weeks, one dossier or all, on both clocks."""

from __future__ import annotations

from datetime import date, time
from itertools import takewhile
from pathlib import Path
from uuid import uuid4

import pytest
from textual.pilot import Pilot

from telestage_tui.app import TelestageApp
from telestage_tui.dossier.changes import Change, move_meeting
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.meetings import Slot
from telestage_tui.dossier.people import ClosedPeriod, Intern
from telestage_tui.programme.loader import load_programme
from telestage_tui.screens.calendar import contents
from telestage_tui.screens.calendar.screen import CalendarScreen
from telestage_tui.screens.meetings.meeting import MeetingScreen
from telestage_tui.screens.meetings.screen import MeetingsScreen
from telestage_tui.screens.today.screen import TodayScreen
from telestage_tui.widgets.form import FieldForm
from telestage_tui.widgets.month_grid import MonthGrid
from telestage_tui.widgets.row_list import RowList

from ..planning.building import autumn, planned
from .driving import (
    LARGE,
    NOW,
    SMALL,
    dossier,
    in_view,
    on_disk,
    open_at,
    seen,
    settle,
    workspace_in,
    write,
)

QUEBEC = "America/Toronto"


def moussa(**fields: object) -> Dossier:
    """A second dossier, of the same weeks, with one meeting on the Tuesday of Léa's."""
    meeting = dossier().meetings[5]
    slot = Slot(day=date(2027, 2, 16), at=time(11), zone=QUEBEC)
    return dossier(
        **({
            "intern": Intern(first_name="Moussa", last_name="Diarra"),
            "meetings": (meeting.evolve(id=uuid4(), slot=slot, rule_day=slot.day),),
        } | fields)
    )  # fmt: skip


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait for what they do."""
    for key in keys:
        await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def calendar_of(pilot: Pilot[None], subject: Dossier | None = None) -> None:
    """Open the calendar of a dossier, or of all."""
    await settle(pilot)
    await open_at(pilot, "calendar", subject)


def words(pilot: Pilot[None]) -> str:
    """What is seen, whatever the columns and the ends of lines."""
    return " ".join(seen(pilot).split())


def week(pilot: Pilot[None], number: int) -> str:
    """The lines of a week of the month."""
    lines = seen(pilot).splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith(f" s{number} "))
    rest = takewhile(lambda line: "│" in line and not line.startswith(" s"), lines[at + 1 :])
    return "\n".join([lines[at], *rest])


def day_in_view(pilot: Pilot[None]) -> date:
    """The day of the cursor."""
    return pilot.app.screen.query_one(MonthGrid).day


async def go_to(pilot: Pilot[None], day: date) -> None:
    """Bring the cursor to a day, by months, weeks, then days."""
    here = day_in_view(pilot)
    months = (day.year - here.year) * 12 + day.month - here.month
    await pilot.press(*["pagedown" if months > 0 else "pageup"] * abs(months))
    weeks, days = divmod(abs((day - day_in_view(pilot)).days), 7)
    later = day > day_in_view(pilot)
    await pilot.press(*["down" if later else "up"] * weeks, *["right" if later else "left"] * days)
    await settle(pilot)
    assert day_in_view(pilot) == day


async def test_c_opens_all_from_home_and_one_from_a_dossier(tmp_path: Path) -> None:
    lea = dossier()
    app = TelestageApp(workspace_in(tmp_path, lea, moussa()))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "c")
        assert in_view(pilot, CalendarScreen)
        assert "Calendrier — février 2027 · 2 dossiers" in seen(pilot)
        await press(pilot, "c")
        assert in_view(pilot, TodayScreen)

        await open_at(pilot, "dossier", lea)
        await press(pilot, "c")
        assert "Léa Nguyễn-Œuvrard · Calendrier — février 2027" in seen(pilot)
        await press(pilot, "l")
        assert "Calendrier — février 2027 · 2 dossiers" in seen(pilot)
        assert "○11 h MD" in week(pilot, 7)
        await press(pilot, "l", "l")
        assert "Léa Nguyễn-Œuvrard · Calendrier" in seen(pilot)
        assert "11 h" not in week(pilot, 7)


async def test_the_weeks_with_another_gap_are_marked_in_spring(tmp_path: Path) -> None:
    lea = dossier()
    async with TelestageApp(workspace_in(tmp_path, lea)).run_test(size=SMALL) as pilot:
        await calendar_of(pilot, lea)
        await press(pilot, "pagedown")
        assert "mars 2027" in seen(pilot)
        marked = [number for number in range(9, 14) if " 5 h " in week(pilot, number)]
        assert marked == [11, 12]
        assert "15" in week(pilot, 11)
        assert "○9 h 30" in week(pilot, 11)
        await go_to(pilot, date(2027, 3, 16))
        assert "Décalage de 5 h au lieu de 6 h : 14 h 30 (France) au lieu de 15 h 30" in words(
            pilot
        )
        assert "9 h 30 / 14 h 30" in seen(pilot)


async def test_the_week_with_another_gap_is_marked_in_autumn(tmp_path: Path) -> None:
    stage = planned(autumn(programme=load_programme().ref))
    async with TelestageApp(workspace_in(tmp_path, stage)).run_test(size=SMALL) as pilot:
        await calendar_of(pilot, stage)
        assert day_in_view(pilot) == stage.stage.end
        await press(pilot, "pageup", "pageup")
        assert "octobre 2026" in seen(pilot)
        marked = [number for number in range(40, 45) if " 5 h " in week(pilot, number)]
        assert marked == [44]
        await press(pilot, "m")
        assert "Semaine du 26 octobre 2026 · décalage de 5 h" in seen(pilot)
        rows = pilot.app.screen.query_one("#weeks", RowList).rows
        headings = [row.cells[0].text for row in rows if len(row.cells) == 1]
        assert [text for text in headings if "décalage" in text] == [
            "Semaine du 26\u00a0octobre 2026 · décalage de 5\u00a0h"
        ]


async def test_holidays_and_absences_of_both_sides_are_named(tmp_path: Path) -> None:
    away = ClosedPeriod(first=date(2027, 3, 4), last=date(2027, 3, 5), label="Congé")
    lea = dossier()
    lea = lea.evolve(intern=lea.intern.evolve(absences=(away,)))
    async with TelestageApp(workspace_in(tmp_path, lea)).run_test(size=SMALL) as pilot:
        await calendar_of(pilot, lea)
        await go_to(pilot, date(2027, 3, 5))
        assert "A Absence (Atelier Boréal inc.) · A Congé (Léa Nguyễn-Œuvrard)" in words(pilot)
        assert "4 A" in week(pilot, 9)
        await go_to(pilot, date(2027, 3, 29))
        assert "29 QF" in week(pilot, 13)
        assert "lundi 29 mars 2027 · QF Lundi de Pâques (Québec et France)" in seen(pilot)
        await go_to(pilot, date(2027, 6, 24))
        assert "Q Fête nationale du Québec (Québec)" in seen(pilot)
        await go_to(pilot, date(2027, 7, 14))
        assert "F Fête nationale (France)" in seen(pilot)
        await press(pilot, "home")
        assert day_in_view(pilot) == date(2027, 2, 10)
        assert "mercredi 10 février 2027 (aujourd’hui)" in seen(pilot)
        await press(pilot, "m")
        easter = (lea.id, next(m.id for m in lea.meetings if m.slot.day == date(2027, 3, 30)))
        assert pilot.app.screen.query_one("#weeks", RowList).select(easter)
        await settle(pilot)
        assert "QF lun. 29 mars Lundi de Pâques (Québec et France)" in words(pilot)


async def test_a_meeting_is_opened_recorded_and_seen_held(tmp_path: Path) -> None:
    lea = dossier()
    workspace = workspace_in(tmp_path, lea)
    late = lea.meetings[4].evolve(status="planned")
    workspace.repository.change(
        lea.id,
        Change("Essai", lambda d: d.evolve(meetings=(*d.meetings[:4], late, *d.meetings[5:]))),
    )
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await calendar_of(pilot)
        assert "!9 h 30 Léa" in week(pilot, 6)
        await press(pilot, "left")
        assert "à consigner" in seen(pilot)
        await press(pilot, "enter")
        assert in_view(pilot, MeetingScreen)
        await write(pilot, "Maquette livrée. ")
        await press(pilot, "f2", "enter")
        assert in_view(pilot, CalendarScreen)
        kept = on_disk(workspace, lea).meeting(late.id)
        assert kept.status == "held"
        assert "Maquette livrée." in kept.record.minutes[0].text
        assert "✓9 h 30 Léa" in week(pilot, 6)
        assert day_in_view(pilot) == date(2027, 2, 9)


async def test_a_meeting_moved_is_followed_to_its_new_day(tmp_path: Path) -> None:
    lea = dossier()
    workspace = workspace_in(tmp_path, lea, moussa())
    moved = lea.meetings[5]
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await calendar_of(pilot)
        await go_to(pilot, date(2027, 2, 16))
        await press(pilot, "f4")
        pilot.app.screen.query_one(FieldForm).go_to("day")
        await settle(pilot)
        await press(pilot, *["backspace"] * 10)
        await write(pilot, "2027-03-18")
        await press(pilot, "f2")
        assert "La semaine du lundi 15 février 2027 n’aura plus de rencontre." in words(pilot)
        await press(pilot, "f2")
        assert in_view(pilot, CalendarScreen)
        assert on_disk(workspace, lea).meeting(moved.id).slot.day == date(2027, 3, 18)
        assert day_in_view(pilot) == date(2027, 3, 18)
        assert "Calendrier — mars 2027" in seen(pilot)
        assert week(pilot, 11).count("○9 h 30 Léa") == 2
        assert "! Déplacée à la main du mardi 16 février 2027" in words(pilot)
        await press(pilot, "u")
        assert on_disk(workspace, lea).meeting(moved.id).slot == moved.slot
        assert day_in_view(pilot) == date(2027, 2, 16)


async def test_missed_and_cancelled_are_said_from_the_list(tmp_path: Path) -> None:
    lea, other = dossier(), moussa()
    (meeting,) = other.meetings
    other = other.evolve(meetings=(meeting.evolve(slot=meeting.slot.evolve(day=NOW.date())),))
    workspace = workspace_in(tmp_path, lea, other)
    async with TelestageApp(workspace).run_test(size=LARGE) as pilot:
        await calendar_of(pilot)
        await press(pilot, "m")
        weeks = pilot.app.screen.query_one("#weeks", RowList)
        assert weeks.select((other.id, other.meetings[0].id))
        await settle(pilot)
        await press(pilot, "f3")
        await write(pilot, "Panne de courant")
        await press(pilot, "enter")
        missed = on_disk(workspace, other).meetings[0]
        assert (missed.status, missed.reason) == ("missed", "Panne de courant")
        assert on_disk(workspace, lea).meetings == lea.meetings
        assert weeks.key == (other.id, missed.id)
        assert "manquée" in seen(pilot)
        await press(pilot, "f8", "enter")
        assert on_disk(workspace, other).meetings[0].status == "cancelled"


async def test_weeks_say_their_gap_and_both_times_and_open_a_meeting(tmp_path: Path) -> None:
    lea = dossier()
    async with TelestageApp(workspace_in(tmp_path, lea)).run_test(size=LARGE) as pilot:
        await calendar_of(pilot, lea)
        await press(pilot, "m")
        weeks = pilot.app.screen.query_one("#weeks", RowList)
        assert weeks.key == (lea.id, lea.meetings[5].id)  # the next one
        await press(pilot, "down", "down", "down", "down")
        assert "Semaine du 15 mars 2027 · décalage de 5 h" in seen(pilot)
        assert "Semaine du 22 mars 2027 · décalage de 5 h" in seen(pilot)
        assert "Semaine du 8 mars 2027  " in seen(pilot)
        assert "mar. 16 mars 9 h 30 / 14 h 30 Léa" in words(pilot)
        await press(pilot, "enter")
        assert in_view(pilot, MeetingScreen)
        assert "mardi 16 mars 2027, 9 h 30 au Québec · 14 h 30 en France" in seen(pilot)
        await press(pilot, "escape", "m")
        assert day_in_view(pilot) == date(2027, 3, 16)
        assert "Calendrier — mars 2027" in seen(pilot)


async def test_the_view_is_remembered(tmp_path: Path) -> None:
    lea = dossier()
    async with TelestageApp(workspace_in(tmp_path, lea)).run_test(size=SMALL) as pilot:
        await calendar_of(pilot)
        assert "Semaine du" not in seen(pilot)
        await press(pilot, "m", "escape", "c")
        assert "Semaine du 15 février 2027" in seen(pilot)
        assert "lun.      │" not in seen(pilot)
        await press(pilot, "m", "escape", "c")
        assert "lun.      │" in seen(pilot)


async def test_a_day_of_several_meetings_leads_to_its_list(tmp_path: Path) -> None:
    lea, other = dossier(), moussa()
    async with TelestageApp(workspace_in(tmp_path, lea, other)).run_test(size=SMALL) as pilot:
        await calendar_of(pilot)
        await press(pilot, "enter")
        assert "Aucune rencontre ce jour." in seen(pilot)
        await go_to(pilot, date(2027, 2, 16))
        await press(pilot, "enter", "down")
        assert pilot.app.screen.query("#meetings:focus")
        await press(pilot, "escape")
        assert in_view(pilot, CalendarScreen)
        assert not pilot.app.screen.query("#meetings:focus")
        await press(pilot, "enter", "enter")
        assert in_view(pilot, MeetingScreen)
        assert "Moussa Diarra" in seen(pilot)
        await press(pilot, "escape")
        await press(pilot, "r")
        assert in_view(pilot, MeetingsScreen)
        assert "Moussa Diarra · Rencontres" in seen(pilot)


async def test_closed_dossiers_come_when_asked_for(tmp_path: Path) -> None:
    done = moussa(closed_on=date(2027, 2, 8))
    async with TelestageApp(workspace_in(tmp_path, dossier(), done)).run_test(size=LARGE) as pilot:
        await calendar_of(pilot)
        assert "Moussa" not in seen(pilot)
        await press(pilot, "l")
        assert "○11 h Moussa" in seen(pilot)
        assert "2 dossiers, clos compris" in seen(pilot)
        await press(pilot, "l")
        assert "○11 h Moussa" not in seen(pilot)
        await open_at(pilot, "calendar", done)
        assert "Moussa Diarra · Calendrier" in seen(pilot)
        assert "○11 h Suivi" in seen(pilot)


async def test_the_mouse_selects_a_day_then_opens_it(tmp_path: Path) -> None:
    lea = dossier()
    async with TelestageApp(workspace_in(tmp_path, lea)).run_test(size=SMALL) as pilot:
        await calendar_of(pilot, lea)
        lines = seen(pilot).splitlines()
        row = next(i for i, line in enumerate(lines) if line.startswith(" s7 "))
        column = lines[row].index("│ 16")
        await pilot.click(offset=(column + 4, row + 1))
        await settle(pilot)
        assert day_in_view(pilot) == date(2027, 2, 16)
        await pilot.click(offset=(column + 4, row + 1))
        await settle(pilot)
        assert in_view(pilot, MeetingScreen)


async def test_a_tiny_terminal_shows_the_month_and_the_weeks(tmp_path: Path) -> None:
    lea = dossier()
    async with TelestageApp(workspace_in(tmp_path, lea)).run_test(size=(40, 12)) as pilot:
        await calendar_of(pilot, lea)
        await go_to(pilot, date(2027, 3, 16))
        assert " 5 h  │15" in seen(pilot)
        assert "│16○" in seen(pilot)
        assert "9 h 30 / 14 h 30" in seen(pilot)
        await press(pilot, "m")
        assert "mar. 16 mars 9 h 30 Léa Nguyễn" in words(pilot)
        await pilot.resize_terminal(20, 5)
        await settle(pilot)
        await press(pilot, "m", "down", "pagedown", "m")
        await pilot.resize_terminal(*LARGE)
        await settle(pilot)
        assert "9 h 30 / 15 h 30" in seen(pilot)


async def test_an_empty_calendar_still_tells_the_holidays(tmp_path: Path) -> None:
    async with TelestageApp(workspace_in(tmp_path)).run_test(size=SMALL) as pilot:
        await calendar_of(pilot)
        await go_to(pilot, date(2027, 3, 29))
        assert "Lundi de Pâques (Québec et France)" in seen(pilot)
        assert " 5 h  │" in week(pilot, 11)
        await press(pilot, "f4", "f3", "enter", "m", "enter", "f8")
        assert in_view(pilot, CalendarScreen)
        assert "Aucune rencontre" in seen(pilot)


async def test_a_dossier_removed_meanwhile_gives_way_to_the_others(tmp_path: Path) -> None:
    lea, other = dossier(), moussa()
    workspace = workspace_in(tmp_path, lea, other)
    async with TelestageApp(workspace).run_test(size=SMALL, notifications=True) as pilot:
        await calendar_of(pilot, lea)
        workspace.repository.remove(lea.id)
        await press(pilot, "f4")
        assert in_view(pilot, CalendarScreen)
        await open_at(pilot, "guide")
        await press(pilot, "escape")
        assert "Calendrier — février 2027 · 1 dossier " in seen(pilot)
        assert "Ce dossier n’est plus là" in seen(pilot)
        assert "○11 h MD" in week(pilot, 7)


async def test_many_dossiers_are_read_in_steps_and_all_come(tmp_path: Path) -> None:
    many = [moussa(history=(), accesses=(), evaluations=()) for _ in range(130)]
    async with TelestageApp(workspace_in(tmp_path, *many)).run_test(size=SMALL) as pilot:
        await calendar_of(pilot)
        for _ in range(200):
            if "130 dossiers " in seen(pilot):
                break
            await pilot.pause(0.02)
        assert "130 dossiers " in seen(pilot)
        assert "+128" in week(pilot, 7)


async def test_holidays_that_have_to_be_loaded_come_by_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "holidays_loaded", lambda: False)  # a fresh start
    away = ClosedPeriod(first=date(2027, 2, 10), last=date(2027, 2, 12), label="Congé")
    lea = dossier()
    lea = lea.evolve(intern=lea.intern.evolve(absences=(away,)))
    async with TelestageApp(workspace_in(tmp_path, lea)).run_test(size=SMALL) as pilot:
        await calendar_of(pilot, lea)
        for _ in range(200):
            if "A Congé (Léa Nguyễn-Œuvrard)" in seen(pilot):
                break
            await pilot.pause(0.02)
        assert "A Congé (Léa Nguyễn-Œuvrard)" in seen(pilot)
        assert "12 A" in week(pilot, 6)


async def test_what_departs_from_the_rule_is_said_to_its_end(tmp_path: Path) -> None:
    stage = planned(autumn(programme=load_programme().ref))
    meeting = next(each for each in stage.meetings if each.slot.day == date(2026, 10, 14))
    late = meeting.slot.evolve(day=date(2026, 10, 16), at=time(19))
    stage = move_meeting(meeting.id, "Rencontre", to=late, reason="conseil").apply(stage)
    async with TelestageApp(workspace_in(tmp_path, stage)).run_test(size=SMALL) as pilot:
        await calendar_of(pilot, stage)
        await go_to(pilot, late.day)
        notes = (
            "! Déplacée à la main du mercredi 14 octobre 2026, 15 h 30 : conseil. · "
            "! Hors des heures de travail côté stagiaire : 19 h (France)."
        )
        assert notes in words(pilot)
        await press(pilot, "m")
        assert notes in words(pilot)
