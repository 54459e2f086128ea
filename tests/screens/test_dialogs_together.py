"""Two programs on one file, a dialog open in one: it is never answered for another state."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from telestage_tui.dossier import changes
from telestage_tui.screens.navigation import Place
from telestage_tui.screens.today.screen import TodayScreen
from telestage_tui.store.drafts import Drafts
from telestage_tui.widgets.form_dialog import FormDialog
from tests.factories import titled

from ..factories import make_access
from .driving import NOW, another_program, dossier, on_disk, opened, workspace_in
from .test_together import elsewhere

pytestmark = pytest.mark.usefixtures("unwatched")


@pytest.mark.parametrize("watched", [False, True], ids=["unseen", "seen"])
@pytest.mark.parametrize(
    ("place", "item", "key"),
    [
        ("history", None, "n"),
        ("dossier", "dur-growth", "enter"),
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
    async with opened(workspace, place, subject, item) as pilot:
        await pilot.press(key)
        await pilot.write("Écrit ici.")
        another_program(tmp_path).remove(subject.id)
        if watched:
            pilot.app._watch_file()
        await pilot.press("f2")
        await pilot.arrives(FormDialog)
        await pilot.comes("Écrit ici.", "Ce dossier n’est plus là")

        await pilot.press("escape")
        await pilot.arrives(TodayScreen)

    text = Drafts(workspace.path).path.read_text(encoding="utf-8")
    assert "Écrit ici." in text


async def test_the_first_withdrawal_stands(tmp_path: Path) -> None:
    vpn = make_access("VPN")
    subject = dossier(accesses=(vpn,))
    workspace = workspace_in(tmp_path, subject)
    first = date(2027, 2, 8)
    async with opened(workspace, "accesses", subject, str(vpn.id)) as pilot:
        await pilot.press("space")
        await pilot.arrives(FormDialog)
        elsewhere(
            tmp_path,
            subject,
            changes.withdraw(vpn, on=first, today=workspace.today()).apply,
        )
        await pilot.press("f2", "f2")
        await pilot.comes("déjà retiré")

    assert on_disk(tmp_path, subject).access(vpn.id).withdrawn_on == first


@pytest.mark.parametrize(
    ("key", "text", "sends"),
    [("f4", "13 avril 2027", ["f2", "f2"]), ("f3", "Panne", ["enter"]), ("f8", "Panne", ["enter"])],
    ids=["move", "miss", "cancel"],
)
async def test_a_meeting_held_meanwhile_stays_held(
    tmp_path: Path, key: str, text: str, sends: list[str]
) -> None:
    subject = dossier()
    meeting = next(m for m in subject.meetings if m.status == "planned")
    meeting = meeting.evolve(slot=meeting.slot.evolve(day=NOW.date()))
    subject = subject.evolve(meetings=(meeting,))
    async with opened(tmp_path, "meeting", subject, str(meeting.id)) as pilot:
        await pilot.press(key)
        await pilot.write(text)
        elsewhere(
            tmp_path,
            subject,
            changes.record_meeting(
                meeting.id, "Rencontre", status="held", on=meeting.slot.day
            ).apply,
        )
        for send in sends:
            await pilot.press(send)
        await pilot.arrives(FormDialog)
        await pilot.comes("Cette rencontre vient de changer")

    after = on_disk(tmp_path, subject).meeting(meeting.id)
    assert (after.status, after.slot, after.reason) == ("held", meeting.slot, "")


async def test_a_proof_written_meanwhile_is_kept_once(tmp_path: Path) -> None:
    subject = dossier()
    proof = "Plan remis le 4 janvier"
    async with opened(tmp_path, "dossier", subject, "bef-workplan") as pilot:
        await pilot.press("space")
        await pilot.comes("Quelle preuve")
        elsewhere(tmp_path, subject, changes.edit_task(titled("bef-workplan"), note=proof).apply)
        for _ in range(2):  # what was written meanwhile is shown first
            await pilot.press("enter")
    record = on_disk(tmp_path, subject).task("bef-workplan")
    assert (record.choice, record.note) == ("done", proof)
