"""Two programs on one file, a dialog open in one: it is never answered for another state."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from telestage_tui.app import TelestageApp
from telestage_tui.dossier import changes
from telestage_tui.screens.navigation import Place
from telestage_tui.screens.today.screen import TodayScreen
from telestage_tui.store.drafts import Drafts
from telestage_tui.store.tinydb_repository import TinyRepository
from telestage_tui.widgets.form_dialog import FormDialog
from tests.factories import titled

from ..factories import make_access
from .driving import (
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
from .test_together import elsewhere


@pytest.mark.parametrize("watched", [False, True], ids=["unseen", "seen"])
@pytest.mark.parametrize(
    ("place", "item", "key"),
    [
        ("history", None, "n"),
        ("dossier", "dur-growth", "n"),
        ("accesses", None, "n"),
        ("accesses", None, "e"),
        ("transfers", None, "n"),
    ],
)
async def test_a_dossier_removed_under_a_dialog(
    tmp_path: Path, place: Place, item: str | None, key: str, watched: bool
) -> None:
    subject = dossier()
    workspace = workspace_in(tmp_path, subject)
    async with TelestageApp(workspace).run_test(size=SMALL, notifications=True) as pilot:
        await open_at(pilot, place, subject, item)
        await pilot.press(key)
        await settle(pilot)
        await write(pilot, "Écrit ici.")
        TinyRepository(workspace.path, workspace.clock.now).remove(subject.id)
        if watched:
            pilot.app._watch_file()  # type: ignore[attr-defined]
            await settle(pilot)
        await pilot.press("f2")
        await settle(pilot)
        assert in_view(pilot, FormDialog)
        assert "Écrit ici." in seen(pilot)
        assert "Ce dossier n’est plus là" in seen(pilot)

        await pilot.press("escape")
        await settle(pilot)
        assert in_view(pilot, TodayScreen)

    kept = Drafts(workspace.path).path.read_text(encoding="utf-8")
    assert "Écrit ici." in kept


async def test_the_first_withdrawal_stands(tmp_path: Path) -> None:
    vpn = make_access("VPN")
    subject = dossier(accesses=(vpn,))
    workspace = workspace_in(tmp_path, subject)
    first = date(2027, 2, 8)
    async with TelestageApp(workspace).run_test(size=SMALL, notifications=True) as pilot:
        await open_at(pilot, "accesses", subject, str(vpn.id))
        await pilot.press("space")
        await settle(pilot)
        assert in_view(pilot, FormDialog)
        elsewhere(
            workspace,
            subject,
            changes.withdraw(vpn, on=first, today=workspace.today()).apply,
        )
        await pilot.press("f2")
        await settle(pilot)
        await pilot.press("f2")
        await settle(pilot)
        assert "déjà retiré" in seen(pilot)

    assert on_disk(workspace, subject).access(vpn.id).withdrawn_on == first


@pytest.mark.parametrize(
    ("key", "typed", "sends"),
    [("f4", "13 avril 2027", ["f2", "f2"]), ("f3", "Panne", ["enter"]), ("f8", "Panne", ["enter"])],
    ids=["move", "miss", "cancel"],
)
async def test_a_meeting_held_meanwhile_stays_held(
    tmp_path: Path, key: str, typed: str, sends: list[str]
) -> None:
    subject = dossier()
    meeting = next(m for m in subject.meetings if m.status == "planned")
    meeting = meeting.evolve(slot=meeting.slot.evolve(day=NOW.date()))
    subject = subject.evolve(meetings=(meeting,))
    workspace = workspace_in(tmp_path, subject)
    async with TelestageApp(workspace).run_test(size=SMALL, notifications=True) as pilot:
        await open_at(pilot, "meeting", subject, str(meeting.id))
        await pilot.press(key)
        await settle(pilot)
        await write(pilot, typed)
        elsewhere(
            workspace,
            subject,
            changes.record_meeting(
                meeting.id, "Rencontre", status="held", on=meeting.slot.day
            ).apply,
        )
        for send in sends:
            await pilot.press(send)
            await settle(pilot)
        assert in_view(pilot, FormDialog)
        assert "Cette rencontre vient de changer" in seen(pilot)

    kept = on_disk(workspace, subject).meeting(meeting.id)
    assert (kept.status, kept.slot, kept.reason) == ("held", meeting.slot, "")


async def test_a_proof_written_meanwhile_is_kept_once(tmp_path: Path) -> None:
    subject = dossier()
    workspace = workspace_in(tmp_path, subject)
    proof = "Plan remis le 4 janvier"
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "dossier", subject, "bef-workplan")
        await pilot.press("space")
        await settle(pilot)
        assert "Quelle preuve" in seen(pilot)
        elsewhere(workspace, subject, changes.edit_task(titled("bef-workplan"), note=proof).apply)
        for _ in range(2):  # what was written meanwhile is shown first
            await pilot.press("enter")
            await settle(pilot)
    kept = on_disk(workspace, subject).task("bef-workplan")
    assert (kept.choice, kept.note) == ("done", proof)
