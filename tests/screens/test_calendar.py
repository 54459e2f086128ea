"""Calendrier, driven as a person would: month and weeks, one dossier or all, on both clocks."""

from __future__ import annotations

from datetime import date, time
from itertools import takewhile
from pathlib import Path
from uuid import uuid4

import pytest

from telestage_tui.dossier.changes import Change, move_meeting
from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.meetings import Slot
from telestage_tui.dossier.people import ClosedPeriod, Intern
from telestage_tui.programme.loader import load_programme
from telestage_tui.screens.calendar import contents
from telestage_tui.screens.calendar.screen import CalendarScreen
from telestage_tui.screens.meetings.meeting import MeetingScreen
from telestage_tui.screens.meetings.screen import MeetingsScreen
from telestage_tui.screens.today.screen import TodayScreen
from telestage_tui.widgets.month_grid import MonthGrid
from telestage_tui.widgets.row_list import RowList

from ..planning.building import autumn, planned, winter
from .driving import LARGE, NOW, Person, dossier, on_disk, opened, workspace_in

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


def week(pilot: Person, number: int) -> str:
    """The lines of a week of the month."""
    lines = pilot.seen.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith(f" s{number} "))
    rest = takewhile(lambda line: "│" in line and not line.startswith(" s"), lines[at + 1 :])
    return "\n".join([lines[at], *rest])


async def comes_in_week(pilot: Person, number: int, *texts: str) -> None:
    """Wait until all of these texts are in a week of the month."""
    await pilot.comes(f"\n s{number} ")
    await pilot.until(lambda: all(text in week(pilot, number) for text in texts))


def day_in_view(pilot: Person) -> date:
    """The day of the cursor."""
    return pilot.app.screen.query_one(MonthGrid).day


async def go_to(pilot: Person, day: date) -> None:
    """Bring the cursor to a day, by months, weeks, then days."""
    here = day_in_view(pilot)
    months = (day.year - here.year) * 12 + day.month - here.month
    await pilot.press(*["pagedown" if months > 0 else "pageup"] * abs(months))
    weeks, days = divmod(abs((day - day_in_view(pilot)).days), 7)
    later = day > day_in_view(pilot)
    await pilot.press(*["down" if later else "up"] * weeks, *["right" if later else "left"] * days)
    await pilot.until(lambda: day_in_view(pilot) == day)


async def test_c_opens_all_from_home_and_one_from_a_dossier(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(workspace_in(tmp_path, lea, moussa())) as pilot:
        await pilot.press("c")
        await pilot.arrives(CalendarScreen)
        await pilot.comes("Calendrier — février 2027 · 2 dossiers")
        await pilot.press("c")
        await pilot.arrives(TodayScreen)

        await pilot.open("dossier", lea)
        await pilot.press("c")
        await pilot.comes("Léa Nguyễn-Œuvrard · Calendrier — février 2027")
        await pilot.press("l")
        await pilot.comes("Calendrier — février 2027 · 2 dossiers")
        await comes_in_week(pilot, 7, "○11 h MD")
        await pilot.press("l", "l")
        await pilot.comes("Léa Nguyễn-Œuvrard · Calendrier")
        assert "11 h" not in week(pilot, 7)


async def test_the_weeks_with_another_gap_are_marked_in_spring(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "calendar", lea) as pilot:
        await pilot.press("pagedown")
        await pilot.comes("mars 2027")
        await comes_in_week(pilot, 11, "15", "○9 h 30")
        weeks = [number for number in range(9, 14) if " 5 h " in week(pilot, number)]
        assert weeks == [11, 12]
        await go_to(pilot, date(2027, 3, 16))
        await pilot.reads("Décalage de 5 h au lieu de 6 h : 14 h 30 (France) au lieu de 15 h 30")
        await pilot.comes("9 h 30 / 14 h 30")


async def test_the_week_with_another_gap_is_marked_in_autumn(tmp_path: Path) -> None:
    stage = planned(autumn(programme=load_programme().ref))
    async with opened(tmp_path, "calendar", stage) as pilot:
        assert day_in_view(pilot) == stage.stage.end
        await pilot.press("pageup", "pageup")
        await pilot.comes("octobre 2026")
        weeks = [number for number in range(40, 45) if " 5 h " in week(pilot, number)]
        assert weeks == [44]
        await pilot.press("m")
        await pilot.comes("Semaine du 26 octobre 2026 · décalage de 5 h")
        rows = pilot.app.screen.query_one("#weeks", RowList).rows
        headings = [row.cells[0].text for row in rows if len(row.cells) == 1]
        assert [text for text in headings if "décalage" in text] == [
            "Semaine du 26\u00a0octobre 2026 · décalage de 5\u00a0h"
        ]


async def test_holidays_and_absences_of_both_sides_are_named(tmp_path: Path) -> None:
    away = ClosedPeriod(first=date(2027, 3, 4), last=date(2027, 3, 5), label="Congé")
    lea = dossier()
    lea = lea.evolve(intern=lea.intern.evolve(absences=(away,)))
    async with opened(tmp_path, "calendar", lea) as pilot:
        await go_to(pilot, date(2027, 3, 5))
        await pilot.reads("A Absence (Atelier Boréal inc.) · A Congé (Léa Nguyễn-Œuvrard)")
        await comes_in_week(pilot, 9, "4 A")
        await go_to(pilot, date(2027, 3, 29))
        await comes_in_week(pilot, 13, "29 QF")
        await pilot.comes("lundi 29 mars 2027 · QF Lundi de Pâques (Québec et France)")
        await go_to(pilot, date(2027, 6, 24))
        await pilot.comes("Q Fête nationale du Québec (Québec)")
        await go_to(pilot, date(2027, 7, 14))
        await pilot.comes("F Fête nationale (France)")
        await pilot.press("home")
        assert day_in_view(pilot) == date(2027, 2, 10)
        await pilot.comes("mercredi 10 février 2027 (aujourd’hui)")
        await pilot.press("m")
        easter = (lea.id, next(m.id for m in lea.meetings if m.slot.day == date(2027, 3, 30)))
        assert pilot.app.screen.query_one("#weeks", RowList).select(easter)
        await pilot.reads("QF lun. 29 mars Lundi de Pâques (Québec et France)")


async def test_a_meeting_is_opened_recorded_and_seen_held(tmp_path: Path) -> None:
    lea = dossier()
    workspace = workspace_in(tmp_path, lea)
    late = lea.meetings[4].evolve(status="planned")
    workspace.repository.change(
        lea.id,
        Change(
            said("Essai"), lambda d: d.evolve(meetings=(*d.meetings[:4], late, *d.meetings[5:]))
        ),
    )
    async with opened(workspace, "calendar") as pilot:
        await comes_in_week(pilot, 6, "!9 h 30 Léa")
        await pilot.press("left")
        await pilot.comes("à consigner")
        await pilot.press("enter")
        await pilot.arrives(MeetingScreen)
        await pilot.write("Maquette livrée. ")
        await pilot.press("f2", "enter")
        await pilot.arrives(CalendarScreen)
        meeting = on_disk(tmp_path, lea).meeting(late.id)
        assert meeting.status == "held"
        assert "Maquette livrée." in meeting.record.minutes[0].text
        await comes_in_week(pilot, 6, "✓9 h 30 Léa")
        assert day_in_view(pilot) == date(2027, 2, 9)


async def test_a_meeting_moved_is_followed_to_its_new_day(tmp_path: Path) -> None:
    lea = dossier()
    workspace = workspace_in(tmp_path, lea, moussa())
    meeting = lea.meetings[5]
    async with opened(workspace, "calendar") as pilot:
        await go_to(pilot, date(2027, 2, 16))
        await pilot.press("f4")
        await pilot.to_field("day")
        await pilot.press(*["backspace"] * 10)
        await pilot.write("2027-03-18")
        await pilot.press("f2")
        await pilot.reads("La semaine du lundi 15 février 2027 n’aura plus de rencontre.")
        await pilot.press("f2")
        await pilot.arrives(CalendarScreen)
        assert on_disk(tmp_path, lea).meeting(meeting.id).slot.day == date(2027, 3, 18)
        assert day_in_view(pilot) == date(2027, 3, 18)
        await pilot.comes("Calendrier — mars 2027")
        await pilot.until(lambda: week(pilot, 11).count("○9 h 30 Léa") == 2)
        await pilot.reads("→ Déplacée à la main du mardi 16 février 2027")
        await pilot.press("u")
        assert on_disk(tmp_path, lea).meeting(meeting.id).slot == meeting.slot
        assert day_in_view(pilot) == date(2027, 2, 16)


async def test_missed_and_cancelled_are_said_from_the_list(tmp_path: Path) -> None:
    lea, other = dossier(), moussa()
    (meeting,) = other.meetings
    other = other.evolve(meetings=(meeting.evolve(slot=meeting.slot.evolve(day=NOW.date())),))
    workspace = workspace_in(tmp_path, lea, other)
    async with opened(workspace, "calendar", size=LARGE) as pilot:
        await pilot.press("m")
        weeks = pilot.app.screen.query_one("#weeks", RowList)
        assert weeks.select((other.id, other.meetings[0].id))
        await pilot.press("f3")
        await pilot.write("Panne de courant")
        await pilot.press("enter")
        current = on_disk(tmp_path, other).meetings[0]
        assert (current.status, current.reason) == ("missed", "Panne de courant")
        assert on_disk(tmp_path, lea).meetings == lea.meetings
        assert weeks.key == (other.id, current.id)
        await pilot.comes("manquée")
        await pilot.press("f8", "enter")
        assert on_disk(tmp_path, other).meetings[0].status == "cancelled"


async def test_weeks_say_their_gap_and_both_times_and_open_a_meeting(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "calendar", lea, size=LARGE) as pilot:
        await pilot.press("m")
        weeks = pilot.app.screen.query_one("#weeks", RowList)
        assert weeks.key == (lea.id, lea.meetings[5].id)  # the next one
        await pilot.press("down", "down", "down", "down")
        await pilot.comes(
            "Semaine du 15 mars 2027 · décalage de 5 h",
            "Semaine du 22 mars 2027 · décalage de 5 h",
            "Semaine du 8 mars 2027  ",
        )
        await pilot.reads("mar. 16 mars 9 h 30 / 14 h 30 Léa")
        await pilot.press("enter")
        await pilot.arrives(MeetingScreen)
        await pilot.comes("mardi 16 mars 2027, 9 h 30 au Québec · 14 h 30 en France")
        await pilot.press("escape", "m")
        assert day_in_view(pilot) == date(2027, 3, 16)
        await pilot.comes("Calendrier — mars 2027")


async def test_the_view_is_remembered(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(workspace_in(tmp_path, lea), "calendar") as pilot:
        assert "Semaine du" not in pilot.seen
        await pilot.press("m", "escape", "c")
        await pilot.comes("Semaine du 15 février 2027")
        assert "lun.      │" not in pilot.seen
        await pilot.press("m", "escape", "c")
        await pilot.comes("lun.      │")


async def test_a_day_of_several_meetings_leads_to_its_list(tmp_path: Path) -> None:
    lea, other = dossier(), moussa()
    async with opened(workspace_in(tmp_path, lea, other), "calendar") as pilot:
        await pilot.press("enter")
        await pilot.comes("Aucune rencontre ce jour.")
        await go_to(pilot, date(2027, 2, 16))
        await pilot.press("enter", "down")
        assert pilot.app.screen.query("#meetings:focus")
        await pilot.press("escape")
        await pilot.arrives(CalendarScreen)
        assert not pilot.app.screen.query("#meetings:focus")
        await pilot.press("enter", "enter")
        await pilot.arrives(MeetingScreen)
        await pilot.comes("Moussa Diarra")
        await pilot.press("escape", "r")
        await pilot.arrives(MeetingsScreen)
        await pilot.comes("Moussa Diarra · Rencontres")


async def test_closed_dossiers_come_when_asked_for(tmp_path: Path) -> None:
    other = moussa(closed_on=date(2027, 2, 8))
    async with opened(workspace_in(tmp_path, dossier(), other), "calendar", size=LARGE) as pilot:
        assert "Moussa" not in pilot.seen
        await pilot.press("l")
        await pilot.comes("○11 h Moussa", "2 dossiers, clos compris")
        await pilot.press("l")
        assert "○11 h Moussa" not in pilot.seen
        await pilot.open("calendar", other)
        await pilot.comes("Moussa Diarra · Calendrier", "○11 h Suivi")


async def test_the_mouse_selects_a_day_then_opens_it(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "calendar", lea) as pilot:
        lines = pilot.seen.splitlines()
        row = next(i for i, line in enumerate(lines) if line.startswith(" s7 "))
        column = lines[row].index("│ 16")
        await pilot.click_at(column + 4, row + 1)
        assert day_in_view(pilot) == date(2027, 2, 16)
        await pilot.click_at(column + 4, row + 1)
        await pilot.arrives(MeetingScreen)


async def test_a_tiny_terminal_shows_the_month_and_the_weeks(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "calendar", lea, size=(40, 12)) as pilot:
        await go_to(pilot, date(2027, 3, 16))
        await pilot.comes(" 5 h  │15", "│16○", "9 h 30 / 14 h 30")
        await pilot.press("m")
        await pilot.reads("mar. 16 mars 9 h 30 Léa Nguyễn")
        await pilot.resize_terminal(20, 5)
        await pilot.press("m", "down", "pagedown", "m")
        await pilot.resize_terminal(*LARGE)
        await pilot.comes("9 h 30 / 15 h 30")


async def test_an_empty_calendar_still_tells_the_holidays(tmp_path: Path) -> None:
    async with opened(tmp_path, "calendar") as pilot:
        await go_to(pilot, date(2027, 3, 29))
        await pilot.comes("Lundi de Pâques (Québec et France)")
        await comes_in_week(pilot, 11, " 5 h  │")
        await pilot.press("f4", "f3", "enter", "m", "enter", "f8")
        await pilot.arrives(CalendarScreen)
        await pilot.comes("Aucune rencontre")


async def test_a_dossier_removed_meanwhile_gives_way_to_the_others(tmp_path: Path) -> None:
    lea, other = dossier(), moussa()
    workspace = workspace_in(tmp_path, lea, other)
    async with opened(workspace, "calendar", lea) as pilot:
        workspace.repository.remove(lea.id)
        await pilot.press("f4")
        await pilot.arrives(CalendarScreen)
        await pilot.open("guide")
        await pilot.press("escape")
        await pilot.comes("Calendrier — février 2027 · 1 dossier ", "Ce dossier n’est plus là")
        await comes_in_week(pilot, 7, "○11 h MD")


async def test_many_dossiers_are_read_in_steps_and_all_come(tmp_path: Path) -> None:
    many = [moussa(history=(), accesses=(), evaluations=()) for _ in range(130)]
    async with opened(workspace_in(tmp_path, *many), "calendar") as pilot:
        await pilot.comes("130 dossiers ")
        await comes_in_week(pilot, 7, "+128")


async def test_holidays_that_have_to_be_loaded_come_by_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "holidays_loaded", lambda: False)  # a fresh start
    away = ClosedPeriod(first=date(2027, 2, 10), last=date(2027, 2, 12), label="Congé")
    lea = dossier()
    lea = lea.evolve(intern=lea.intern.evolve(absences=(away,)))
    async with opened(tmp_path, "calendar", lea) as pilot:
        await pilot.comes("A Congé (Léa Nguyễn-Œuvrard)")
        await comes_in_week(pilot, 6, "12 A")


async def test_what_departs_from_the_rule_is_said_to_its_end(tmp_path: Path) -> None:
    stage = planned(autumn(programme=load_programme().ref))
    meeting = next(each for each in stage.meetings if each.slot.day == date(2026, 10, 14))
    late = meeting.slot.evolve(day=date(2026, 10, 16), at=time(19))
    stage = move_meeting(meeting.id, "Rencontre", to=late, reason="conseil").apply(stage)
    async with opened(tmp_path, "calendar", stage) as pilot:
        await go_to(pilot, late.day)
        notes = (
            "→ Déplacée à la main du mercredi 14 octobre 2026, 15 h 30 : conseil. · "
            "→ Hors des heures de travail côté stagiaire : 19 h (France)."
        )
        await pilot.reads(notes)
        await pilot.press("m")
        await pilot.reads(notes)


async def test_a_row_of_the_list_says_that_something_stands_against_its_meeting(
    tmp_path: Path,
) -> None:
    stage = planned(winter(programme=load_programme().ref))
    day = date(2027, 3, 9)
    away = ClosedPeriod(first=day, last=day, label="Salon")
    stage = stage.evolve(host=stage.host.evolve(absences=(away,)))
    async with opened(tmp_path, "calendar", stage) as pilot:
        await go_to(pilot, day)
        await pilot.press("m")
        await pilot.reads("! Salon (organisation).", "9 h 30 / 15 h 30 Léa Nguyễn Suivi !")
