"""Passation, driven as a person would."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from telestage_tui.dossier.records import Transfer
from telestage_tui.screens.transfers.screen import TransfersScreen
from telestage_tui.widgets.row_list import RowList

from ..factories import part_id
from .driving import LARGE, Person, dossier, on_disk, opened

FIGMA = Transfer(id=part_id("figma"), item="Maquettes Figma", to="Sophie Gagnon")
CODE = Transfer(id=part_id("code"), item="Dépôt de code")


async def test_an_empty_list_says_what_to_do(tmp_path: Path) -> None:
    lea = dossier(transfers=())
    async with opened(tmp_path, "transfers", lea) as pilot:
        await pilot.comes("Appuyez sur n pour noter le premier")
        await pilot.press("space", "e", "delete")  # nothing to act on, nothing happens
        await pilot.comes("Aucun fichier ni sujet noté")


async def test_a_file_is_noted_then_done_then_undone(tmp_path: Path) -> None:
    lea = dossier(transfers=())
    async with opened(tmp_path, "transfers", lea) as pilot:
        await pilot.press("n")
        await pilot.write("Rapport final")
        await pilot.press("tab")
        await pilot.write("Sophie")
        await pilot.press("f2")
        await pilot.comes("Rapport final", "Fichiers à transmettre (1)")

        await pilot.press("space")
        (done,) = on_disk(tmp_path, lea).transfers
        assert (done.item, done.to, done.done_on) == ("Rapport final", "Sophie", date(2027, 2, 10))
        await pilot.comes("fait mer. 10 févr.")

        await pilot.press("u")
        assert on_disk(tmp_path, lea).transfers[0].done_on is None


async def test_done_needs_someone_to_take_it_over(tmp_path: Path) -> None:
    lea = dossier(transfers=(CODE,))
    async with opened(tmp_path, "transfers", lea) as pilot:
        await pilot.comes("▲", "sans repreneur")
        await pilot.press("space")
        await pilot.comes("Modifier l’élément")
        assert on_disk(tmp_path, lea).transfers == (CODE,)


async def test_a_bad_date_is_refused_at_its_field_and_what_was_typed_stays(tmp_path: Path) -> None:
    lea = dossier(transfers=(FIGMA,))
    async with opened(tmp_path, "transfers", lea) as pilot:
        await pilot.press("e", *["tab"] * 5)
        await pilot.write("31 février 2027")
        await pilot.press("f2")
        await pilot.comes("! La date", "31 février 2027")
        await pilot.press("escape", "e")  # left and opened again
        await pilot.comes("31 février 2027")
        assert on_disk(tmp_path, lea).transfers == (FIGMA,)


async def test_a_day_to_come_and_a_missing_name_are_refused(tmp_path: Path) -> None:
    lea = dossier(transfers=())
    async with opened(tmp_path, "transfers", lea, size=LARGE) as pilot:
        await pilot.press("n", *["tab"] * 5)
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


async def test_a_subject_is_noted_with_its_place_and_the_day_it_began(tmp_path: Path) -> None:
    lea = dossier(transfers=(FIGMA,))
    async with opened(tmp_path, "transfers", lea) as pilot:
        await pilot.press("n")
        await pilot.write("Suivi du client Nordik")
        await pilot.press("tab", "tab")
        await pilot.write("Teams, canal Nordik")
        await pilot.press("tab", "right", "tab")
        await pilot.write("hier")
        await pilot.press("f2")
        await pilot.comes("Sujets à transmettre (1)", "2 à faire, 1 sans repreneur")
        await pilot.comes("où : Teams, canal Nordik")
        subject = on_disk(tmp_path, lea).transfers[1]
        assert (subject.kind, subject.where) == ("subject", "Teams, canal Nordik")
        assert subject.begun_on == date(2027, 2, 9)
        assert subject.state == "unassigned"

        await pilot.press("e", "tab")
        await pilot.write("Marc")
        await pilot.press("f2")
        await pilot.comes("◐ Suivi du client Nordik", "en cours, mar. 9 févr.")


async def test_what_nobody_takes_over_is_said_on_the_first_page_from_a_week_before(
    tmp_path: Path,
) -> None:
    end = date(2027, 2, 19)
    lea = dossier(transfers=(FIGMA, CODE)).evolve(stage=dossier().stage.evolve(end=end))
    async with opened(tmp_path, "today", lea, size=LARGE) as pilot:
        await pilot.comes("Personne ne reprend « Dépôt de code »")
        await pilot.until(lambda: _choose_alert(pilot))
        await pilot.press("enter")
        await pilot.arrives(TransfersScreen)


def _choose_alert(pilot: Person) -> bool:
    """Select the line of the agenda about what nobody takes over."""
    rows = pilot.app.screen.query_one(RowList)
    lines = (row for row in rows.rows if "Personne ne reprend" in str(row.cells))
    key = next((row.key for row in lines), None)
    return key is not None and rows.select(key)


async def test_markup_and_controls_are_shown_as_text(tmp_path: Path) -> None:
    lea = dossier(
        transfers=(Transfer(id=part_id("odd"), item="[/b] prix [TTC] \x1b]52;c;x\x07🧪"),)
    )
    async with opened(tmp_path, "transfers", lea) as pilot:
        await pilot.comes("[/b] prix [TTC] 🧪")
        await pilot.press("delete")
        await pilot.comes("« [/b] prix [TTC] 🧪 »")
