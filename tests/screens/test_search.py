"""Chercher: dossiers, tasks, actions and guide, found by a few letters."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from textual.message import Message

from telestage_tui.dossier.accesses import Access
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.people import Intern
from telestage_tui.dossier.records import Note, Transfer
from telestage_tui.dossier.work_plan import Deliverable, PeriodPlan, WorkPlan
from telestage_tui.programme.loader import load_programme
from telestage_tui.screens.backups.screen import BackupsScreen
from telestage_tui.screens.base import WorkScreen
from telestage_tui.screens.details.screen import DetailsScreen
from telestage_tui.screens.dossier.screen import PhasesScreen
from telestage_tui.screens.evaluation.comparison import EvaluationsScreen
from telestage_tui.screens.guide.screen import GuideScreen
from telestage_tui.screens.history.screen import HistoryScreen
from telestage_tui.screens.meetings.screen import MeetingsScreen
from telestage_tui.screens.navigation import KEYLESS_PAGES, Go, Place
from telestage_tui.screens.papers.screen import PapersScreen
from telestage_tui.screens.places import screen_for
from telestage_tui.screens.search.contents import contents
from telestage_tui.screens.search.entries import MOST_WITH_TASKS, entries
from telestage_tui.screens.search.result import matching
from telestage_tui.screens.search.screen import SearchScreen
from telestage_tui.screens.transfers.screen import TransfersScreen
from telestage_tui.screens.work_plan.screen import WorkPlanScreen
from telestage_tui.widgets.paragraph import Paragraph
from telestage_tui.widgets.row_list import RowList

from .driving import LARGE, NOW, dossier, opened, workspace_in

KARIM = Intern(first_name="Karim", last_name="Benali")


def karim(**fields: object) -> Dossier:
    return dossier(intern=KARIM, **fields)


def test_active_dossiers_come_before_closed_ones(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, karim(closed_on=NOW.date()), dossier())
    titles = [e.title for e in entries(workspace, None, print) if e.kind == "Dossier"]
    assert [title.split()[0] for title in titles] == ["Léa", "Karim"]


def test_in_a_dossier_only_its_tasks_come_along(tmp_path: Path) -> None:
    lea = dossier()
    workspace = workspace_in(tmp_path, lea, karim())
    tasks = [e for e in entries(workspace, lea.id, print) if e.kind == "Étape"]
    assert [task.title for task in tasks] == [task.title for task in load_programme().tasks]
    assert {task.detail for task in tasks} == {lea.intern.full_name}


def test_elsewhere_the_tasks_of_active_dossiers_while_they_are_few(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, dossier(), karim(closed_on=NOW.date()))
    assert {e.detail for e in entries(workspace, None, print) if e.kind == "Étape"} == {
        "Léa Nguyễn-Œuvrard"
    }
    for _ in range(MOST_WITH_TASKS):
        workspace.repository.add(karim(history=(), meetings=()))
    assert not [e for e in entries(workspace, None, print) if e.kind == "Étape"]


def test_an_entry_posts_where_to_go_anew_each_time(tmp_path: Path) -> None:
    lea = dossier()
    messages: list[Message] = []
    results = entries(workspace_in(tmp_path, lea), lea.id, messages.append)
    letter = next(e for e in matching(results, "lettre recommandation") if e.kind == "Étape")
    letter.run()
    letter.run()
    first, second = messages
    assert isinstance(first, Go)
    assert (first.place, first.dossier_id, first.item) == ("dossier", lea.id, "end-letter")
    assert first is not second


def test_an_unreadable_file_still_gives_the_guide_and_the_places(tmp_path: Path) -> None:
    (tmp_path / "telestage.json").write_bytes(b"{")
    results = entries(workspace_in(tmp_path), uuid4(), print)
    assert {e.kind for e in results} == {"Guide"}


async def test_a_dossier_is_found_by_a_few_letters_without_accents(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, dossier(), karim())
    async with opened(workspace) as pilot:
        await pilot.press("slash")
        await pilot.write("lea nguyen atelier")
        await pilot.comes("Léa Nguyễn-Œuvrard")
        await pilot.press("enter")
        await pilot.arrives(PhasesScreen)


async def test_a_task_opens_on_itself(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "dossier", lea) as pilot:
        await pilot.press("slash")
        await pilot.write("remettre une lettre")
        await pilot.press("enter")
        await pilot.arrives(PhasesScreen)
        assert pilot.app.screen.query_one("#tasks", RowList).key == "end-letter"


async def test_a_topic_and_an_action_open(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await pilot.press("slash")
        await pilot.write("decalage horaire")
        await pilot.press("enter")
        await pilot.arrives(GuideScreen)
        await pilot.press("slash")
        await pilot.write("action sauvegardes")
        await pilot.press("enter")
        await pilot.arrives(BackupsScreen)


async def test_an_action_found_by_its_name_runs_where_it_belongs(tmp_path: Path) -> None:
    subject = dossier()
    async with opened(tmp_path, "dossier", subject) as pilot:
        await pilot.press("slash", *"sauvegardes", "enter")
        await pilot.arrives(BackupsScreen)


@pytest.mark.parametrize(
    ("query", "screen", "said"),
    [
        ("exporter", MeetingsScreen, "F7 : Exporter vers un agenda, ou inviter."),
        ("annuler rencontre", MeetingsScreen, "F8 : Annuler une rencontre."),
        ("faire une sauvegarde", BackupsScreen, "n : Faire une sauvegarde maintenant."),
        ("declarer complete", EvaluationsScreen, "F2, dans Évaluation : Déclarer complète."),
        ("congés", DetailsScreen, "F7 : Reprendre les absences d’un agenda."),
    ],
)
async def test_a_function_of_another_page_opens_it_and_says_the_key(
    tmp_path: Path, query: str, screen: type[WorkScreen], said: str
) -> None:
    async with opened(tmp_path, "accesses", dossier()) as pilot:
        await pilot.press("slash")
        await pilot.write(query)
        await pilot.press("enter")
        await pilot.arrives(screen)
        assert said in [text.message.replace("\u00a0", " ") for text in pilot.app._notifications]


@pytest.mark.parametrize(
    ("word", "page"),
    [
        ("candidat", "Sélection"),
        ("avenant", "Convention, gratification et présence"),
        ("permis", "Suite au Québec"),
        ("ircc", "Suite au Québec"),
        ("provenance", "D’où ça vient"),
    ],
)
async def test_a_page_is_found_by_what_is_on_it(tmp_path: Path, word: str, page: str) -> None:
    async with opened(tmp_path, "dossier", dossier(), size=LARGE) as pilot:
        await pilot.press("slash")
        await pilot.write(word)
        await pilot.comes(page)


async def test_annuler_finds_undoing_and_sauvegarde_the_backups(tmp_path: Path) -> None:
    async with opened(tmp_path, "accesses", dossier(), size=LARGE) as pilot:
        await pilot.press("slash")
        await pilot.write("annuler")
        await pilot.comes("Défaire la dernière modification", "Annuler une rencontre")
        await pilot.press("escape", "slash")
        await pilot.write("sauvegarde")
        await pilot.comes("Action", "Faire une sauvegarde maintenant", "touche n, dans Sauvegardes")


async def test_outside_a_dossier_a_function_is_offered_for_each_stage_under_way(
    tmp_path: Path,
) -> None:
    workspace = workspace_in(tmp_path, karim(closed_on=NOW.date()), dossier(), dossier())
    async with opened(workspace, size=LARGE) as pilot:
        await pilot.press("slash")
        await pilot.write("replanifier")
        await pilot.comes("Replanifier les rencontres", "touche p, dans Rencontres")
        screen = await pilot.arrives(SearchScreen)
        assert [entry.detail for entry in screen._matches if entry.kind == "Fonction"] == [
            "Léa Nguyễn-Œuvrard"
        ] * 2


async def test_a_note_is_found_by_a_word_far_in_it_and_opens_on_itself(tmp_path: Path) -> None:
    text = "Une longue introduction sur autre chose, et puis [b]la clé[/b] égarée."
    note = Note(id=uuid4(), on=NOW.date(), text=text)
    other = Note(id=uuid4(), on=NOW.date(), text="Rien.")
    async with opened(tmp_path, "today", dossier(notes=(note, other))) as pilot:
        await pilot.press("slash")
        await pilot.write("EGAREE")
        await pilot.comes("Note ", "[b]la clé[/b] égarée", "Léa Nguyễn-Œuvrard")
        await pilot.press("enter")
        await pilot.arrives(HistoryScreen)
        assert pilot.app.screen.query_one("#lines", RowList).key == note.id


async def test_a_transfer_is_found_and_opens_on_itself(tmp_path: Path) -> None:
    first = Transfer(id=uuid4(), item="Maquettes")
    second = Transfer(id=uuid4(), item="Dépôt du code", to="Noémie")
    async with opened(tmp_path, "today", dossier(transfers=(first, second))) as pilot:
        await pilot.press("slash")
        await pilot.write("noemie depot")
        await pilot.press("enter")
        await pilot.arrives(TransfersScreen)
        assert pilot.app.screen.query_one(RowList).key == second.id


@pytest.mark.parametrize(
    ("words", "about"),
    [("balises", "Balises du port"), ("succursales", "Ouvrir aux succursales"),
     ("tisanes", "Trois tisanes")],
)  # fmt: skip
async def test_what_a_plan_says_is_found_where_it_is(
    tmp_path: Path, words: str, about: str
) -> None:
    plan = WorkPlan(
        deliverables=(Deliverable(name="Balises du port"),),
        periods=(PeriodPlan(period="production", tasks="Trois tisanes."),),
        next_steps="Ouvrir aux succursales.",
    )
    async with opened(tmp_path, "today", dossier(work_plan=plan)) as pilot:
        await pilot.press("slash")
        await pilot.write(words)
        await pilot.comes(about)
        await pilot.press("enter")
        page = await pilot.arrives(WorkPlanScreen)
        await pilot.until(lambda: about in str(page.query_one("#about", Paragraph).visual))


def test_what_is_written_says_whose_and_what_kind(tmp_path: Path) -> None:
    lea = dossier(accesses=(Access(id=uuid4(), name="VPN", account="lnguyen"),))
    workspace = workspace_in(tmp_path, lea)
    written = [
        each for dossier in contents(workspace, [lea.id, uuid4()], print) for each in dossier
    ]
    assert {each.kind for each in written} >= {"Accès", "Rencontre"}
    whose = {each.detail for each in written if each.kind != "Guide"}
    assert whose == {lea.intern.full_name}
    noted = [each for each in written if each.title == "À revoir la semaine prochaine."]
    assert noted
    assert all(each.place.startswith("Rencontre ") for each in noted)


async def test_what_a_dossier_hands_over_is_found_by_its_name(tmp_path: Path) -> None:
    async with opened(tmp_path, "dossier", dossier()) as pilot:
        await pilot.press("slash")
        await pilot.write("attestation de télé")
        await pilot.reads("Attestation de télé-stage", "Document")
        await pilot.press("enter")
        screen = await pilot.arrives(PapersScreen)
        assert screen.query_one(RowList).key == "attestation"


@pytest.mark.parametrize(("place", "name"), KEYLESS_PAGES)
async def test_a_page_without_a_key_of_its_own_opens_by_its_name(
    tmp_path: Path, place: Place, name: str
) -> None:
    assert name == screen_for(Go(place)).HEADING
    async with opened(tmp_path, "dossier", dossier()) as pilot:
        await pilot.press("slash")
        await pilot.write(name)
        await pilot.comes(f"Page      {name}")
        await pilot.press("enter")
        await pilot.arrives(screen_for(Go(place)))
