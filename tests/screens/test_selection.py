"""Sélection, driven as a person would."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.people import Candidate
from telestage_tui.screens.dossier.task_links import destination
from telestage_tui.screens.messages.screen import MessagesScreen
from telestage_tui.screens.selection.rows import CandidateKey
from telestage_tui.screens.selection.screen import SelectionScreen
from telestage_tui.widgets.row_list import RowList

from ..planning.test_selection import ANA, LEA, PROGRAMME, TOM
from .driving import LARGE, SMALL, Person, dossier, on_disk, opened

NOW = date(2027, 2, 10)
"""The day of the clock of these tests."""


def selecting(*people: Candidate, **fields: object) -> Dossier:
    coming = {"start": date(2027, 3, 15), "end": date(2027, 6, 11)}
    lea = dossier()
    values: dict[str, object] = {
        "stage": lea.stage.evolve(**coming),
        "candidates": people,
        "started_on": None,
        "tasks": (),
        "meetings": (),
        "accesses": (),
    }
    return lea.evolve(**(values | fields))


async def choose(pilot: Person, rank: int) -> None:
    """Put the cursor on a candidate."""
    lines = pilot.app.screen.query_one(RowList)
    lines.select(CandidateKey(rank))
    await pilot.pause()


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_page_says_what_is_missing_and_what_to_do(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, "selection", selecting(), size=size) as pilot:
        await pilot.comes("L’offre : ", "à écrire", "Candidatures (0)", "n note la première")
        await pilot.comes("Notez les personnes dont l’OFQJ vous envoie le CV")
        await pilot.press("1", "w", "k", "plus")  # nobody is selected: each says so
        await pilot.comes("Choisissez d’abord une candidature")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_candidates_are_noted_interviewed_and_chosen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    lea = selecting()
    async with opened(tmp_path, "selection", lea, size=size) as pilot:
        for name in ("Ana Ba", "Luc Roy"):
            await pilot.press("n")
            await pilot.write(name)
            await pilot.press("f2")
            await pilot.comes(name)
        await pilot.comes("pas d’entretien", "à décider")
        await pilot.press("k", "2")
        await pilot.comes("second choix, mer. 10 févr.", "entretien mer. 10 févr.")
        await pilot.press("plus", "2")
        await pilot.comes("déjà noté, second choix")
        await choose(pilot, 2)
        await pilot.press("1")
        await pilot.comes("premier choix, mer. 10 févr.")
        luc, ana = on_disk(tmp_path, lea).candidates
        assert (luc.name, luc.state, luc.interviewed_on) == ("Luc Roy", "runner_up", NOW)
        assert (ana.name, ana.state, ana.decided_on) == ("Ana Ba", "chosen", NOW)


async def test_two_first_choices_are_refused_with_a_sentence(tmp_path: Path) -> None:
    lea = selecting(LEA, TOM, ANA)
    async with opened(tmp_path, "selection", lea, size=LARGE) as pilot:
        await choose(pilot, 3)
        await pilot.press("1")
        await pilot.comes("Une personne est déjà retenue", "Notez d’abord son désistement")
        await pilot.press("2")
        await pilot.comes("Il y a déjà un second choix")
        assert on_disk(tmp_path, lea).candidates == (LEA, TOM, ANA)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_withdrawal_is_seen_then_done_then_undone_at_once(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    lea = selecting(LEA, TOM, ANA)
    async with opened(tmp_path, "selection", lea, size=size) as pilot:
        await choose(pilot, 1)
        await pilot.press("w", "f2")
        await pilot.comes("Aperçu du désistement", "second choix → premier choix", "à vérifier")
        await pilot.press("escape")
        assert on_disk(tmp_path, lea).candidates == (LEA, TOM, ANA)
        await pilot.press("f2")
        await pilot.comes("Aperçu du désistement")
        await pilot.press("enter")
        await pilot.arrives(SelectionScreen)
        await pilot.comes("Thomas Le Goff · Sélection", "désistement")
        after = on_disk(tmp_path, lea)
        assert [each.state for each in after.candidates] == ["gave_up", "chosen", "open"]
        assert any(each.due and each.due >= NOW for each in after.tasks)
        await pilot.press("u")
        await pilot.comes("Léa Nguyễn-Œuvrard · Sélection")
        undone = on_disk(tmp_path, lea)
        assert (undone.candidates, undone.tasks) == ((LEA, TOM, ANA), ())
        assert undone.intern == lea.intern


async def test_the_withdrawal_of_the_only_candidate_says_what_to_do(tmp_path: Path) -> None:
    lea = selecting(LEA)
    async with opened(tmp_path, "selection", lea, size=LARGE) as pilot:
        await choose(pilot, 1)
        await pilot.press("w", "f2")
        await pilot.comes("demandez d’autres CV à l’OFQJ")
        await pilot.press("enter")
        await pilot.arrives(SelectionScreen)
        await pilot.comes("Plus personne n’est en lice")
        await pilot.press("M")
        screen = await pilot.arrives(MessagesScreen)
        assert isinstance(screen, MessagesScreen)
        await pilot.comes("d’autres CV")


async def test_a_day_to_come_is_refused_at_its_field(tmp_path: Path) -> None:
    lea = selecting(LEA, TOM)
    async with opened(tmp_path, "selection", lea, size=LARGE) as pilot:
        await choose(pilot, 1)
        await pilot.press("w")
        await pilot.write("2027-02-11")
        await pilot.press("f2")
        await pilot.comes("Cette date est à venir")


async def test_the_offer_is_written_from_the_point_it_lacks(tmp_path: Path) -> None:
    lea = selecting()
    async with opened(tmp_path, "selection", lea, size=LARGE) as pilot:
        await pilot.press("down", "down", "enter")  # « Dans le domaine de formation »
        await pilot.comes("Formation visée")
        await pilot.write("Informatique")
        await pilot.press("f2")
        await pilot.arrives(SelectionScreen)
        assert on_disk(tmp_path, lea).posting.field_of_study == "Informatique"
        assert on_disk(tmp_path, lea).stage == lea.stage


async def test_an_offer_is_written_point_by_point(tmp_path: Path) -> None:
    lea = selecting()
    lea = lea.evolve(stage=lea.stage.evolve(title="", mandate="", deliverables=()))
    async with opened(tmp_path, "selection", lea, size=LARGE) as pilot:
        await pilot.press("enter")
        await pilot.write("TELESTAGE – Refonte du site")
        await pilot.press("f2")
        await pilot.arrives(SelectionScreen)
        stage = on_disk(tmp_path, lea).stage
        assert (stage.title, stage.deliverables) == ("TELESTAGE – Refonte du site", ())


async def test_a_choice_is_said_once(tmp_path: Path) -> None:
    async with opened(tmp_path, "selection", selecting(ANA), size=LARGE) as pilot:
        await choose(pilot, 1)
        await pilot.press("1")
        await pilot.comes("Premier choix noté")
        assert not pilot.app._notifications


async def test_names_not_chosen_are_erased_on_their_own_date_or_now(tmp_path: Path) -> None:
    lea = selecting(LEA, TOM, ANA)
    async with opened(tmp_path, "selection", lea, size=LARGE) as pilot:
        await pilot.comes("Les noms non retenus se gardent jusqu’au", "N les efface tout de")
        await pilot.press("N")
        await pilot.comes("Deux noms seront effacés")
        await pilot.press("o")
        await pilot.comes("Nom effacé")
        tom = on_disk(tmp_path, lea).candidates[1]
        assert (tom.name, tom.email, tom.notes) == ("Nom effacé", "", "")
        await choose(pilot, 2)
        await pilot.press("1")
        await pilot.comes("Le nom de cette personne est effacé")


async def test_a_closed_stage_is_only_read(tmp_path: Path) -> None:
    lea = selecting(LEA, TOM, closed_on=date(2027, 2, 9))
    async with opened(tmp_path, "selection", lea, size=LARGE) as pilot:
        await choose(pilot, 2)
        for key in ("n", "e", "1", "w", "delete", "minus"):
            await pilot.press(key)
            await pilot.comes("rouvrez-le d’abord")
        assert on_disk(tmp_path, lea).candidates == (LEA, TOM)


@pytest.mark.parametrize("task", ["sel-offer", "sel-shortlist", "sel-interviews", "sel-choice"])
def test_the_tasks_of_the_selection_open_the_page(task: str) -> None:
    go = destination(PROGRAMME.task(task), dossier())
    assert go is not None
    assert (go.place, go.item) == ("selection", task)
