"""Journal et notes, driven as a person would."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from telestage_tui.dossier.people import Host
from telestage_tui.dossier.records import HistoryEntry, Note

from ..factories import part_id
from .driving import SMALL, dossier, on_disk, opened, workspace_in

FIRST = Note(id=part_id("first"), on=date(2027, 1, 20), text="Très bonne première semaine.")
LATER = Note(id=part_id("later"), on=date(2027, 2, 3), text="Une ligne.\nPuis [TTC] en entier.")


async def test_notes_come_first_the_newest_on_top_and_whole_below(tmp_path: Path) -> None:
    lea = dossier(notes=(FIRST, LATER))
    async with opened(tmp_path, "history", lea) as pilot:
        text = pilot.seen
        assert text.index("Une ligne. Puis [TTC]") < text.index("Très bonne première semaine")
        assert "Note du mercredi 3 février 2027" in text
        assert "Puis [TTC] en entier." in text.splitlines()[-7:][0] or "\n Puis [TTC]" in text


async def test_the_history_tells_the_newest_first_at_the_hour_of_the_host(tmp_path: Path) -> None:
    entries = (
        HistoryEntry(at=datetime(2027, 1, 5, 2, 30, tzinfo=UTC), label="Accès VPN remis"),
        HistoryEntry(at=datetime(2027, 1, 6, 15, 0, tzinfo=UTC), label="Convention signée"),
    )
    lea = dossier(history=entries, notes=())
    async with opened(tmp_path, "history", lea) as pilot:
        text = pilot.seen
        assert "n pour écrire la première" in text
        order = [text.index(label) for label in ("Dossier ouvert", "Convention", "Accès VPN")]
        assert order == sorted(order)
        assert "lun. 4 janv.   21 h 30 Accès VPN remis" in text  # the 5th in UTC
        await pilot.press("end")
        await pilot.comes("lundi 4 janvier 2027, 21 h 30")


async def test_another_zone_has_its_own_hour(tmp_path: Path) -> None:
    host = Host(name="Pêcheries du large", zone="America/Halifax")
    entry = HistoryEntry(at=datetime(2027, 1, 6, 15, 0, tzinfo=UTC), label="Convention signée")
    lea = dossier(history=(entry,), notes=(), host=host)
    async with opened(tmp_path, "history", lea) as pilot:
        await pilot.comes("11 h Convention signée")


async def test_a_note_is_written_and_kept(tmp_path: Path) -> None:
    lea = dossier(notes=(FIRST,))
    async with opened(tmp_path, "history", lea) as pilot:
        await pilot.press("n")
        await pilot.write("Elle avance")
        await pilot.press("enter")
        await pilot.write("bien.")
        await pilot.press("f2")
        note = on_disk(tmp_path, lea).notes[-1]
        assert (note.text, note.on) == ("Elle avance\nbien.", date(2027, 2, 10))
        await pilot.comes("Note du mercredi 10 février 2027", "2 notes")


async def test_a_note_left_is_found_again_in_the_next_session(tmp_path: Path) -> None:
    lea = dossier(notes=())
    async with opened(tmp_path, "history", lea) as pilot:
        await pilot.press("n")
        await pilot.write("à finir")
        await pilot.press("escape")
    workspace = workspace_in(tmp_path)
    async with opened(workspace, "history", lea) as pilot:
        await pilot.press("n")
        await pilot.comes("à finir")
        await pilot.press("f2")
        assert on_disk(tmp_path, lea).notes[-1].text == "à finir"
        assert workspace.drafts.text(f"journal.{lea.id}") == ""


async def test_an_empty_note_is_refused(tmp_path: Path) -> None:
    lea = dossier(notes=())
    async with opened(tmp_path, "history", lea) as pilot:
        await pilot.press("n", "space", "f2")
        await pilot.comes("La note est vide.")
        assert on_disk(tmp_path, lea).notes == ()


@pytest.mark.parametrize("size", [SMALL, (40, 12)])
async def test_a_long_text_is_read_to_its_end(tmp_path: Path, size: tuple[int, int]) -> None:
    words = " ".join(f"mot{n}" for n in range(400)) + " FIN"
    lea = dossier(notes=(Note(id=part_id("long"), on=date(2027, 2, 1), text=words),))
    async with opened(tmp_path, "history", lea, size=size) as pilot:
        for _ in range(60):
            if "FIN" in pilot.seen:
                break
            await pilot.press("right_square_bracket")
        await pilot.comes("FIN")


async def test_a_note_like_a_secret_is_kept_and_warned_about(tmp_path: Path) -> None:
    lea = dossier(notes=())
    async with opened(tmp_path, "history", lea) as pilot:
        await pilot.press("n")
        await pilot.write("mdp : hiver")
        await pilot.press("f2")
        await pilot.comes("Un mot de passe?")
    assert [note.text for note in on_disk(tmp_path, lea).notes] == ["mdp : hiver"]
