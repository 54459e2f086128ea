"""Restoring a backup, when calendars already have later versions of its meetings."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from telestage_tui.dossier import changes
from telestage_tui.dossier.changes import Change
from telestage_tui.dossier.deeds import said
from tests.factories import titled

from ..screens.driving import dossier, on_disk, workspace_in


def test_no_sequence_goes_down_and_what_comes_back_is_told(tmp_path: Path) -> None:
    subject = dossier()
    first, second = [m for m in subject.meetings if m.status == "planned"][:2]
    workspace = workspace_in(tmp_path, subject)
    backup = workspace.backups.create()
    for days in (1, 2, 3):
        to = first.slot.evolve(day=first.slot.day + timedelta(days=days))
        move = changes.move_meeting(first.id, "Rencontre", to=to).apply
        workspace.repository.change(subject.id, Change(said("Déplacée"), move))
    sequence = on_disk(tmp_path, subject).meeting(first.id).sequence

    assert workspace.recovery.restore(backup.name) is None

    back = on_disk(tmp_path, subject)
    assert back.meeting(first.id).slot == first.slot
    assert back.meeting(first.id).sequence > sequence
    assert back.meeting(second.id).evolve(reading=second.reading) == second
    assert back.history[-1].sentence.startswith("Sauvegarde restaurée")


def test_nothing_more_is_written_where_no_calendar_has_to_know(tmp_path: Path) -> None:
    subject = dossier()
    workspace = workspace_in(tmp_path, subject)
    backup = workspace.backups.create()
    before = workspace.path.read_bytes()
    workspace.repository.change(
        subject.id,
        Change(said("Note"), changes.edit_task(titled("dur-growth"), note="Vu").apply),
    )
    workspace.recovery.restore(backup.name)
    assert workspace.path.read_bytes() == before


def test_a_file_that_cannot_be_read_is_set_aside(tmp_path: Path) -> None:
    subject = dossier()
    workspace = workspace_in(tmp_path, subject)
    backup = workspace.backups.create()
    workspace.path.write_bytes(b"?")
    aside = workspace.recovery.restore(backup.name)
    assert aside is not None
    assert aside.read_bytes() == b"?"
    assert on_disk(tmp_path, subject).meetings == subject.meetings
