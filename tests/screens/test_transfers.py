"""Fichiers à transférer, driven as a person would."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from telestage_tui.dossier.records import Transfer

from ..factories import part_id
from .driving import LARGE, dossier, on_disk, opened

FIGMA = Transfer(id=part_id("figma"), item="Maquettes Figma", to="Sophie Gagnon")
CODE = Transfer(id=part_id("code"), item="Dépôt de code")


async def test_an_empty_list_says_what_to_do(tmp_path: Path) -> None:
    lea = dossier(transfers=())
    async with opened(tmp_path, "transfers", lea) as pilot:
        await pilot.comes("Appuyez sur n pour noter le premier")
        await pilot.press("space", "e", "delete")  # nothing to act on, nothing happens
        await pilot.comes("Aucun fichier noté")


async def test_a_file_is_noted_then_done_then_undone(tmp_path: Path) -> None:
    lea = dossier(transfers=())
    async with opened(tmp_path, "transfers", lea) as pilot:
        await pilot.press("n")
        await pilot.write("Rapport final")
        await pilot.press("tab")
        await pilot.write("Sophie")
        await pilot.press("f2")
        await pilot.comes("Rapport final", "À transférer (1)")

        await pilot.press("space")
        (done,) = on_disk(tmp_path, lea).transfers
        assert (done.item, done.to, done.done_on) == ("Rapport final", "Sophie", date(2027, 2, 10))
        await pilot.comes("fait mer. 10 févr.")

        await pilot.press("u")
        assert on_disk(tmp_path, lea).transfers[0].done_on is None


async def test_done_needs_someone_to_take_it_over(tmp_path: Path) -> None:
    lea = dossier(transfers=(CODE,))
    async with opened(tmp_path, "transfers", lea) as pilot:
        await pilot.comes("à qui?")
        await pilot.press("space")
        await pilot.comes("Modifier le transfert")
        assert on_disk(tmp_path, lea).transfers == (CODE,)


async def test_a_bad_date_is_refused_at_its_field_and_what_was_typed_stays(tmp_path: Path) -> None:
    lea = dossier(transfers=(FIGMA,))
    async with opened(tmp_path, "transfers", lea) as pilot:
        await pilot.press("e", "tab", "tab")
        await pilot.write("31 février 2027")
        await pilot.press("f2")
        await pilot.comes("! La date", "31 février 2027")
        await pilot.press("escape", "e")  # left and opened again
        await pilot.comes("31 février 2027")
        assert on_disk(tmp_path, lea).transfers == (FIGMA,)


async def test_a_day_to_come_and_a_missing_name_are_refused(tmp_path: Path) -> None:
    lea = dossier(transfers=())
    async with opened(tmp_path, "transfers", lea, size=LARGE) as pilot:
        await pilot.press("n", "tab", "tab")
        await pilot.write("2027-02-11")
        await pilot.press("f2")
        await pilot.comes("Cette date est à venir", "Ce champ ne peut pas être vide")
        assert on_disk(tmp_path, lea).transfers == ()


async def test_a_file_leaves_the_list_at_once_and_u_brings_it_back(tmp_path: Path) -> None:
    lea = dossier(transfers=(FIGMA, CODE))
    async with opened(tmp_path, "transfers", lea) as pilot:
        await pilot.press("delete")
        assert on_disk(tmp_path, lea).transfers == (CODE,)
        await pilot.press("u")
        assert on_disk(tmp_path, lea).transfers == (FIGMA, CODE)


async def test_markup_and_controls_are_shown_as_text(tmp_path: Path) -> None:
    lea = dossier(
        transfers=(Transfer(id=part_id("odd"), item="[/b] prix [TTC] \x1b]52;c;x\x07🧪"),)
    )
    async with opened(tmp_path, "transfers", lea) as pilot:
        await pilot.comes("[/b] prix [TTC] 🧪")
        await pilot.press("delete")
        await pilot.comes("« [/b] prix [TTC] 🧪 »")
