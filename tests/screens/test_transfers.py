"""Fichiers à transférer, driven as a person would."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from telestage_tui.app import TelestageApp
from telestage_tui.dossier.records import Transfer

from ..factories import part_id
from .driving import (
    LARGE,
    SMALL,
    dossier,
    on_disk,
    open_at,
    seen,
    settle,
    workspace_in,
    write,
)

FIGMA = Transfer(id=part_id("figma"), item="Maquettes Figma", to="Sophie Gagnon")
CODE = Transfer(id=part_id("code"), item="Dépôt de code")


async def test_an_empty_list_says_what_to_do(tmp_path: Path) -> None:
    lea = dossier(transfers=())
    app = TelestageApp(workspace_in(tmp_path, lea))
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, "transfers", lea)
        assert "Appuyez sur n pour noter le premier" in seen(pilot)
        await pilot.press("space", "e", "delete")  # nothing to act on, nothing happens
        assert "Aucun fichier noté" in seen(pilot)


async def test_a_file_is_noted_then_done_then_undone(tmp_path: Path) -> None:
    lea = dossier(transfers=())
    workspace = workspace_in(tmp_path, lea)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "transfers", lea)
        await pilot.press("n")
        await write(pilot, "Rapport final")
        await pilot.press("tab")
        await write(pilot, "Sophie")
        await pilot.press("f2")
        await settle(pilot)
        assert "Rapport final" in seen(pilot)
        assert "À transférer (1)" in seen(pilot)

        await pilot.press("space")
        await settle(pilot)
        (done,) = on_disk(workspace, lea).transfers
        assert (done.item, done.to, done.done_on) == ("Rapport final", "Sophie", date(2027, 2, 10))
        assert "fait mer. 10 févr." in seen(pilot)

        await pilot.press("u")
        await settle(pilot)
        assert on_disk(workspace, lea).transfers[0].done_on is None


async def test_done_needs_someone_to_take_it_over(tmp_path: Path) -> None:
    lea = dossier(transfers=(CODE,))
    workspace = workspace_in(tmp_path, lea)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "transfers", lea)
        assert "à qui ?" in seen(pilot)
        await pilot.press("space")
        await settle(pilot)
        assert "Modifier le transfert" in seen(pilot)
        assert on_disk(workspace, lea).transfers == (CODE,)


async def test_a_bad_date_is_refused_at_its_field_and_what_was_typed_stays(tmp_path: Path) -> None:
    lea = dossier(transfers=(FIGMA,))
    workspace = workspace_in(tmp_path, lea)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "transfers", lea)
        await pilot.press("e", "tab", "tab")
        await write(pilot, "31 février 2027")
        await pilot.press("f2")
        await settle(pilot)
        assert "! La date" in seen(pilot)
        assert "31 février 2027" in seen(pilot)
        await pilot.press("escape", "e")  # left and opened again
        await settle(pilot)
        assert "31 février 2027" in seen(pilot)
        assert on_disk(workspace, lea).transfers == (FIGMA,)


async def test_a_day_to_come_and_a_missing_name_are_refused(tmp_path: Path) -> None:
    lea = dossier(transfers=())
    workspace = workspace_in(tmp_path, lea)
    async with TelestageApp(workspace).run_test(size=LARGE) as pilot:
        await open_at(pilot, "transfers", lea)
        await pilot.press("n", "tab", "tab")
        await write(pilot, "2027-02-11")
        await pilot.press("f2")
        await settle(pilot)
        assert "Cette date est à venir" in seen(pilot)
        assert "Ce champ ne peut pas être vide" in seen(pilot)
        assert on_disk(workspace, lea).transfers == ()


async def test_a_file_leaves_the_list_at_once_and_u_brings_it_back(tmp_path: Path) -> None:
    lea = dossier(transfers=(FIGMA, CODE))
    workspace = workspace_in(tmp_path, lea)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "transfers", lea)
        await pilot.press("delete")
        await settle(pilot)
        assert on_disk(workspace, lea).transfers == (CODE,)
        await pilot.press("u")
        await settle(pilot)
        assert on_disk(workspace, lea).transfers == (FIGMA, CODE)


async def test_markup_and_controls_are_shown_as_text(tmp_path: Path) -> None:
    lea = dossier(
        transfers=(Transfer(id=part_id("odd"), item="[/b] prix [TTC] \x1b]52;c;x\x07🧪"),)
    )
    workspace = workspace_in(tmp_path, lea)
    async with TelestageApp(workspace).run_test(size=SMALL, notifications=True) as pilot:
        await open_at(pilot, "transfers", lea)
        assert "[/b] prix [TTC] 🧪" in seen(pilot)
        await pilot.press("delete")
        await settle(pilot)
        assert "« [/b] prix [TTC] 🧪 »" in seen(pilot)
