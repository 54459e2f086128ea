"""What another program took away meanwhile: a key that would open it says so, and one goes on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from telestage_tui.dossier import changes
from telestage_tui.dossier.changes import Change
from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.meetings import IndicatorLevel, Minute, Record
from telestage_tui.screens.meetings.screen import MeetingsScreen
from telestage_tui.screens.navigation import Place
from telestage_tui.screens.today.screen import TodayScreen

from ..factories import make_access, make_meeting
from .driving import LARGE, NOW, Person, another_program, dossier, on_disk, opened, workspace_in
from .test_together import elsewhere

pytestmark = pytest.mark.usefixtures("unwatched")
KEYS_OF_HOME = [*"iravfjxncu", "enter", "space", "slash"]
KEYS_OF_PAGES: list[tuple[Place, str]] = [
    ("meetings", "enter"), ("meetings", "f4"), ("meetings", "f3"), ("meetings", "p"),
    ("meetings", "f7"), ("accesses", "space"), ("accesses", "n"), ("evaluation", "enter"),
    ("dossier", "n"), ("dossier", "w"), ("dossier", "s"), ("dossier", "i"), ("dossier", "enter"),
    ("history", "n"), ("closing", "k"),
]  # fmt: skip


async def go_home(pilot: Person) -> None:
    """Escape out of wherever one is; the file is looked at, as it is every two seconds."""
    for _ in pilot.app.screen_stack[1:]:
        await pilot.press("escape")
    await pilot.arrives(TodayScreen)
    pilot.app._watch_file()


@pytest.mark.parametrize("key", KEYS_OF_HOME)
async def test_a_dossier_removed_before_a_key_of_aujourdhui(tmp_path: Path, key: str) -> None:
    lea, other = dossier(), dossier()
    workspace = workspace_in(tmp_path, lea, other)
    async with opened(workspace, size=LARGE) as pilot:
        await pilot.press("end")
        for subject in (lea, other):  # whichever has the cursor
            another_program(tmp_path).remove(subject.id)
        await pilot.press(key)
        assert pilot.app.is_running
        await go_home(pilot)
        await pilot.comes("Bienvenue")


@pytest.mark.parametrize(("place", "key"), KEYS_OF_PAGES)
async def test_a_dossier_removed_before_a_key_of_its_pages(
    tmp_path: Path, place: Place, key: str
) -> None:
    lea = dossier()
    async with opened(tmp_path, place, lea, size=LARGE) as pilot:
        another_program(tmp_path).remove(lea.id)
        await pilot.press(key)
        assert pilot.app.is_running
        await go_home(pilot)
        await pilot.comes("Bienvenue")


@pytest.mark.parametrize("keys", [["e"], ["space", "1"], ["enter", "3"], ["delete"]])
async def test_an_access_removed_before_a_key(tmp_path: Path, keys: list[str]) -> None:
    vpn = make_access("VPN", given_on=None, explained_on=None)
    lea = dossier(accesses=(vpn, make_access("Slack")))
    async with opened(tmp_path, "accesses", lea, str(vpn.id), size=LARGE) as pilot:
        elsewhere(tmp_path, lea, changes.remove_access(vpn).apply)
        for key in keys:
            await pilot.press(key)
        assert pilot.app.is_running
        assert "VPN" not in pilot.seen.replace("« VPN »", "")
    assert [access.name for access in on_disk(tmp_path, lea).accesses] == ["Slack"]


@pytest.mark.parametrize("key", ["f3", "f4", "enter"])
@pytest.mark.parametrize("place", ["meetings", "calendar"])
async def test_a_meeting_that_a_restored_backup_does_not_have(
    tmp_path: Path, place: Place, key: str
) -> None:
    before, after = make_meeting(4), make_meeting(5)
    lea = dossier(meetings=(before,))
    workspace = workspace_in(tmp_path, lea)
    backup = workspace.backups.create()
    workspace.repository.change(
        lea.id, Change(said("Autres"), lambda d: d.evolve(meetings=(after,)))
    )
    async with opened(workspace, place, lea, size=LARGE) as pilot:
        if place == "calendar":
            await pilot.press("m")
        workspace.backups.restore(backup.name)
        await pilot.press(key)
        assert pilot.app.is_running
    assert on_disk(tmp_path, lea).meetings == (before,)


async def test_a_mistake_in_the_templates_of_an_organisation_is_said(tmp_path: Path) -> None:
    organisation = tmp_path / "programme"
    organisation.mkdir()
    (organisation / "programme.toml").write_text("extends = true\n", encoding="utf-8")
    (organisation / "meetings.toml").write_text("extends = true\nsource = [", encoding="utf-8")
    lea = dossier()
    workspace = replace(workspace_in(tmp_path, lea), programme_folder=organisation)
    async with opened(workspace, "meetings", lea) as pilot:
        await pilot.press("enter")
        await pilot.arrives(MeetingsScreen)
        await pilot.comes("meetings.toml")


async def test_what_the_template_no_longer_asks_stays_written(tmp_path: Path) -> None:
    former = Record(
        minutes=(Minute(item="our-own-item", text="Trois pages de notes"),),
        indicators=(IndicatorLevel(id="our-own-indicator", level=3),),
    )
    meeting = make_meeting(5, record=former)
    lea = dossier(meetings=(meeting,))
    async with opened(tmp_path, "meeting", lea, str(meeting.id)) as pilot:
        await pilot.write("un mot")
        await pilot.press("escape")
    record = on_disk(tmp_path, lea).meeting(meeting.id).record
    assert {minute.text for minute in record.minutes} == {"Trois pages de notes", "un mot"}
    assert record.indicators == former.indicators


async def test_a_note_on_a_meeting_the_plan_dropped_leaves_it_to_the_plan(tmp_path: Path) -> None:
    meeting = make_meeting(5).dropped("Retirée par la replanification")
    lea = dossier(meetings=(meeting,))
    async with opened(tmp_path, "meeting", lea, str(meeting.id)) as pilot:
        await pilot.write("un mot")
        await pilot.press("escape")
    after = on_disk(tmp_path, lea).meeting(meeting.id)
    assert after.record != meeting.record
    assert after == meeting.evolve(record=after.record, reading=after.reading)


async def test_a_meeting_to_come_cannot_be_missed(tmp_path: Path) -> None:
    lea = dossier()
    coming = next(each for each in lea.meetings if each.slot.day > NOW.date())
    async with opened(tmp_path, "meetings", lea, str(coming.id)) as pilot:
        await pilot.press("f3")
        await pilot.comes("annulez-la ou déplacez-la")
    assert on_disk(tmp_path, lea).meetings == lea.meetings
