"""Journal et notes, driven as a person would."""

from __future__ import annotations

import csv
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from telestage_tui.clocks.clock import FrozenClock
from telestage_tui.dossier import changes
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.people import Host
from telestage_tui.dossier.records import HistoryEntry, Note
from telestage_tui.workspace import Workspace

from ..factories import make_access, part_id, titled
from .driving import LARGE, NOW, SMALL, dossier, on_disk, opened, workspace_in

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
        assert re.search(r"lun\. 4 janv\.   21 h 30 +Accès VPN remis", text)  # the 5th in UTC
        await pilot.press("end")
        await pilot.comes("lundi 4 janvier 2027, 21 h 30")


async def test_another_zone_has_its_own_hour(tmp_path: Path) -> None:
    host = Host(name="Pêcheries du large", zone="America/Halifax")
    entry = HistoryEntry(at=datetime(2027, 1, 6, 15, 0, tzinfo=UTC), label="Convention signée")
    lea = dossier(history=(entry,), notes=(), host=host)
    async with opened(tmp_path, "history", lea) as pilot:
        await pilot.until(lambda: re.search(r"11 h +Convention signée", pilot.seen))


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


# --- who did what, before and after ---------------------------------------------------------------

TASK = titled("dur-welcome")
VPN = make_access("VPN", given_on=None, explained_on=None)


def shared_file(folder: Path) -> tuple[Workspace, Dossier]:
    """A dossier that Marie, then Paul, have changed."""
    marie = workspace_in(folder)
    marie.name_oneself("Marie Tremblay")
    lea = marie.repository.add(dossier(notes=(), accesses=(), history=()))
    marie.repository.change(lea.id, changes.tick(TASK, on=lea.stage.start))
    clock = FrozenClock(NOW)
    paul = Workspace(
        folder / "telestage.json", clock, backup_time=clock.now, account=lambda: "paul"
    )
    paul.name_oneself("Paul Roy")
    paul.repository.change(lea.id, changes.note_access(VPN.id, VPN.resource))
    marie.repository.refresh()
    return marie, lea


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_line_says_when_who_what_then_before_and_after(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    workspace, lea = shared_file(tmp_path)
    async with opened(workspace, "history", lea, size=size) as pilot:
        rows = [line for line in pilot.seen.splitlines() if "févr." in line]
        assert re.search(r"mer\. 10 févr\. +10 h 42 Paul Roy +Accès « VPN »", rows[0])
        assert re.search(r"10 h 42 Marie Tremblay +Étape « ", rows[1])
        assert "mercredi 10 février 2027, 10 h 42 · Paul Roy · Accès" in pilot.words
        await pilot.press("down")
        await pilot.reads("Marie Tremblay · Étapes", "rien → ")


async def test_the_history_is_filtered_in_a_few_keys_and_shown_whole_by_escape(
    tmp_path: Path,
) -> None:
    workspace, lea = shared_file(tmp_path)
    async with opened(workspace, "history", lea) as pilot:
        await pilot.press("l")
        await pilot.write("vpn")
        await pilot.press("f2")
        await pilot.comes("« vpn » : 1 ligne", "Historique (1)")
        assert "Marie" not in pilot.seen
        await pilot.press("escape")
        await pilot.comes("Historique (3)", "aucune note")


@pytest.mark.parametrize(
    ("downs", "title", "kept", "gone"),
    [(1, "Étapes : 1 ligne", "Marie", "Paul"), (2, "Marie Tremblay : 2 lignes", "Marie", "Paul")],
)
async def test_a_part_and_a_person_are_chosen_among_those_of_the_history(
    tmp_path: Path, downs: int, title: str, kept: str, gone: str
) -> None:
    workspace, lea = shared_file(tmp_path)
    async with opened(workspace, "history", lea) as pilot:
        await pilot.press("l", *["tab"] * downs, "right", "f2")
        await pilot.comes(title)
        rows = [line for line in pilot.seen.splitlines() if "févr." in line]
        assert rows
        assert all(kept in row and gone not in row for row in rows)


async def test_nothing_answers_is_said_with_the_way_back(tmp_path: Path) -> None:
    workspace, lea = shared_file(tmp_path)
    async with opened(workspace, "history", lea) as pilot:
        await pilot.press("l")
        await pilot.write("zzz")
        await pilot.press("f2")
        await pilot.comes("Aucune ligne ne répond : Échap", "« zzz » : aucune ligne")


@pytest.mark.parametrize("form", ["csv", "json"])
async def test_what_is_in_view_is_exported_and_its_path_is_said_whole(
    tmp_path: Path, form: str
) -> None:
    workspace, lea = shared_file(tmp_path)
    folder = tmp_path / "sortie"
    workspace.preferences.keep("export-folder", str(folder))
    async with opened(workspace, "history", lea, size=LARGE) as pilot:
        await pilot.press("l")
        await pilot.write("vpn")
        await pilot.press("f2")
        await pilot.press("f7")
        await pilot.comes("Une ligne : celles du filtre (« vpn »)")
        await pilot.press(*["right"] * (form == "json"), "f2")
        await pilot.reads("Écrit")
        (path,) = folder.iterdir()
        assert str(path).replace(" ", "") in pilot.seen.replace(" ", "").replace("│", "").replace(
            "\n", ""
        )
    assert path.suffix == f".{form}"
    text = path.read_text("utf-8-sig")
    if form == "csv":
        _, *rows = csv.reader(text.splitlines(), delimiter=";")
        assert {row[1] for row in rows} == {"Paul Roy"}
    else:
        assert [line["who"] for line in json.loads(text)] == ["Paul Roy"]


async def test_the_name_that_the_history_keeps_is_typed_there(tmp_path: Path) -> None:
    clock = FrozenClock(NOW)
    path = tmp_path / "telestage.json"
    workspace = Workspace(path, clock, backup_time=clock.now, account=lambda: "mtremblay")
    lea = workspace.repository.add(dossier(notes=(), history=()))
    async with opened(workspace, "history", lea) as pilot:
        await pilot.comes("sous « mtremblay » : s donne votre nom")
        await pilot.press("s", *["backspace"] * 12)
        await pilot.write("Marie Tremblay")
        await pilot.press("enter")
        await pilot.reads("modifications sous « Marie Tremblay »")
        await pilot.vanishes("s donne votre nom")
        await pilot.press("n")
        await pilot.write("Vue.")
        await pilot.press("f2")
        await pilot.until(lambda: on_disk(tmp_path, lea).notes)
    assert [entry.who for entry in on_disk(tmp_path, lea).history] == [
        "mtremblay",
        "Marie Tremblay",
    ]


# --- a chosen line is undone ----------------------------------------------------------------------


async def test_a_line_under_others_is_undone_once_what_comes_back_is_said(tmp_path: Path) -> None:
    workspace, lea = shared_file(tmp_path)
    async with opened(workspace, "history", lea) as pilot:
        await pilot.press("down", "d")
        await pilot.reads("Défaire cette modification?", "→ rien")
        await pilot.press("n")
        assert on_disk(tmp_path, lea).tasks
        await pilot.press("enter", "o")
        await pilot.reads("Défait : étape")
        assert on_disk(tmp_path, lea).tasks == ()
        assert len(on_disk(tmp_path, lea).accesses) == 1
        await pilot.press("home", "d")
        await pilot.reads("Refaire cette modification?")
        await pilot.press("o")
        await pilot.until(lambda: on_disk(tmp_path, lea).tasks)


async def test_a_line_that_a_later_one_touches_is_refused_before_anything(tmp_path: Path) -> None:
    workspace, lea = shared_file(tmp_path)
    workspace.repository.change(lea.id, changes.untick(TASK, on=NOW.date()))
    async with opened(workspace, "history", lea) as pilot:
        before = on_disk(tmp_path, lea)
        await pilot.press("down", "down", "d")
        await pilot.reads("Rien n’a été défait", "modification plus récente porte sur")
        await pilot.press("end", "d")
        await pilot.reads("Cette ligne ne se défait pas")
        assert on_disk(tmp_path, lea) == before


async def test_a_text_undone_after_a_restart_is_a_draft_again(tmp_path: Path) -> None:
    lea = dossier(notes=())
    async with opened(tmp_path, "history", lea) as pilot:
        await pilot.press("n")
        await pilot.write("Premier appel, très long à taper.")
        await pilot.press("f2")
        await pilot.until(lambda: on_disk(tmp_path, lea).notes)
    workspace = workspace_in(tmp_path)
    async with opened(workspace, "history", lea) as pilot:
        await pilot.press("u", "o")
        await pilot.reads("texte repris en brouillon")
        assert on_disk(tmp_path, lea).notes == ()
    async with opened(workspace_in(tmp_path), "history", lea) as pilot:
        await pilot.press("n")
        await pilot.comes("Premier appel, très long à taper.")
        await pilot.press("escape", "U", "o")
        await pilot.until(lambda: on_disk(tmp_path, lea).notes)
    assert workspace_in(tmp_path).drafts.form(f"journal.{lea.id}") == {}
