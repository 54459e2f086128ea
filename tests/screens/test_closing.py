"""Clore le stage, driven as a person would."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from pypdf import PdfReader

from telestage_tui.dossier import changes
from telestage_tui.dossier.changes import Change
from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.records import Transfer
from telestage_tui.dossier.stage import Convention
from telestage_tui.programme.loader import load_programme
from telestage_tui.screens.accesses.screen import AccessesScreen
from telestage_tui.screens.closing.screen import ClosingScreen
from telestage_tui.screens.compliance.screen import DeparturesScreen
from telestage_tui.screens.details.screen import DetailsScreen
from telestage_tui.screens.dossier.screen import PhasesScreen
from telestage_tui.screens.papers.screen import PapersScreen
from telestage_tui.screens.today.screen import TodayScreen
from telestage_tui.screens.transfers.screen import TransfersScreen
from telestage_tui.screens.written import WrittenDialog
from telestage_tui.widgets.form import FieldForm
from telestage_tui.widgets.row_list import RowList
from tests.factories import titled

from ..factories import make_access, make_meeting
from .driving import LARGE, NOW, SMALL, dossier, on_disk, opened, workspace_in


def ready() -> Dossier:
    """A dossier that nothing stops from closing, and nothing is left of."""
    lea = dossier(accesses=(), meetings=(), transfers=())
    signed = date(2026, 11, 2)
    lea = lea.evolve(
        stage=lea.stage.evolve(start=date(2026, 11, 16), end=NOW.date()),
        convention=Convention(ofqj=signed, intern=signed, host=signed),
    )
    for task in load_programme().tasks:
        lea = changes.skip(task, why="Essai", on=NOW.date()).apply(lea)
    return lea


def row_about(rows: RowList, words: str) -> Hashable:
    """The key of the first row with these words."""
    return next(r.key for r in rows.rows if r.key and any(words in c.text for c in r.cells))


async def test_what_is_missing_is_listed_and_leads_to_where_it_is_done(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "closing", lea, size=LARGE) as pilot:
        await pilot.comes("points restent à régler avant de clore", "Accès « Licence Figma »")
        rows = pilot.app.screen.query_one("#blockers", RowList)

        rows.select(row_about(rows, "transfert"))
        await pilot.press("enter")
        await pilot.arrives(TransfersScreen)
        await pilot.press("escape")

        licence = next(a for a in lea.accesses if a.name == "Licence Figma")
        rows.select(row_about(rows, "Figma"))
        await pilot.press("enter")
        await pilot.arrives(AccessesScreen)
        assert pilot.app.screen.query_one(RowList).key == licence.id


async def test_a_task_with_no_screen_of_its_own_leads_to_the_dossier(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "closing", lea, size=LARGE) as pilot:
        rows = pilot.app.screen.query_one("#blockers", RowList)
        rows.select(row_about(rows, "sécurité"))
        await pilot.press("enter")
        await pilot.arrives(PhasesScreen)
        assert pilot.app.screen.query_one("#tasks", RowList).key == "bef-security"


async def test_a_stage_never_started_leads_to_where_it_is_started(tmp_path: Path) -> None:
    lea = ready().evolve(started_on=None)
    async with opened(tmp_path, "closing", lea) as pilot:
        await pilot.comes("Un point reste à régler avant de clore")
        await pilot.press("enter")
        await pilot.arrives(DeparturesScreen)
        await pilot.press("d")
        await pilot.arrives(ClosingScreen)
        await pilot.comes("Tout est prêt")


async def test_a_task_ticked_without_proof_leads_to_itself(tmp_path: Path) -> None:
    lea = changes.tick(titled("mid-form"), on=NOW.date()).apply(ready())
    async with opened(tmp_path, "closing", lea) as pilot:
        await pilot.comes("preuve à noter")
        await pilot.press("enter")
        await pilot.comes("tapez la preuve")
        assert pilot.app.screen.query_one("#tasks", RowList).key == "mid-form"


async def test_withdrawals_to_check_are_left_and_stop_nothing(tmp_path: Path) -> None:
    slack = make_access("Slack", withdrawn_on=NOW.date(), checks=("documents", "calendar"))
    lea = ready().evolve(accesses=(slack,))
    async with opened(tmp_path, "closing", lea) as pilot:
        await pilot.comes("2 points restent à régler")
        await pilot.comes("À vérifier : licence libérée", "Dernière ligne des retraits (1)")
        await pilot.press("down", "enter")
        await pilot.arrives(AccessesScreen)
        assert pilot.app.screen.query_one(RowList).key == slack.id
        await pilot.press("escape", "f2", "o")
        await pilot.comes("Stage clos")
        assert on_disk(tmp_path, lea).closed_on == NOW.date()
        assert "À vérifier : licence" in pilot.seen, "not forgotten once closed"


def neglected() -> Dossier:
    """A dossier that nothing stops from closing, of which a few things are left."""
    lea = ready()
    for task in ("bef-team", "bef-impact", "end-debrief"):
        lea = changes.untick(titled(task), on=NOW.date()).apply(lea)
    met = make_meeting(status="planned")
    days = (date(2027, 1, 19), date(2027, 2, 2), date(2027, 2, 24))
    meetings = tuple(
        met.evolve(id=uuid4(), slot=met.slot.evolve(day=day), rule_day=day) for day in days
    )
    return lea.evolve(meetings=meetings, transfers=(Transfer(id=uuid4(), item="Vidéos"),))


async def test_all_that_is_left_is_listed_and_closing_asks_once_with_its_number(
    tmp_path: Path,
) -> None:
    lea = neglected()
    async with opened(tmp_path, "closing", lea, size=LARGE) as pilot:
        await pilot.comes("7 points restent", "Étapes à faire (3)", "Rencontres à consigner (2)")
        await pilot.comes("Rencontres à venir (1)", "Passation (1)", "« Vidéos »")
        await pilot.press("f2")
        await pilot.comes("Il reste 7 points", "Oui, clore en laissant 7 points")
        await pilot.press("n")
        assert on_disk(tmp_path, lea).closed_on is None
        await pilot.press("f2", "o")
        await pilot.comes("Stage clos le")
    closed = on_disk(tmp_path, lea)
    assert closed.closed_on == NOW.date()
    label = closed.history[-1].sentence
    for words in ("7\u00a0points", "Vidéos", "toute l’équipe", "24\u00a0févr."):
        assert words in label
    assert [(each.status, each.sequence) for each in closed.meetings[-1:]] == [("cancelled", 1)]


async def test_closed_with_something_left_it_opens_again_with_a_reason(tmp_path: Path) -> None:
    lea = neglected()
    async with opened(tmp_path, "closing", lea) as pilot:
        await pilot.press("f2", "o")
        await pilot.comes("Stage clos le")
        await pilot.press("o")
        await pilot.comes("Pourquoi le rouvrir?")
        await pilot.write("Vidéos retrouvées")
        await pilot.press("enter")
        await pilot.comes("Vidéos")
    opened_again = on_disk(tmp_path, lea)
    assert opened_again.closed_on is None
    assert opened_again.reopenings[-1].reason == "Vidéos retrouvées"
    closing, reopening = (each.sentence for each in opened_again.history[-2:])
    assert closing.startswith("Stage clos, 7\u00a0points laissés")
    assert reopening == "Stage rouvert (Vidéos retrouvées)"
    assert opened_again.meetings[-1].status == "cancelled"  # calendars learnt it


@pytest.mark.parametrize(
    ("row", "words"),
    [("Relevé des retraits", "VPN"), ("Dossier complet", "Pourquoi ce télé-stage")],
)
async def test_what_is_to_be_kept_is_written_from_there(
    tmp_path: Path, row: str, words: str
) -> None:
    withdrawn = make_access("VPN", withdrawn_on=NOW.date(), withdrawn_by="Nadia")
    lea = ready().evolve(accesses=(withdrawn,))
    lea = changes.add_note(uuid4(), on=NOW.date(), text="Pourquoi ce télé-stage").apply(lea)
    folder = tmp_path / "sortie"
    async with opened(tmp_path, "closing", lea) as pilot:
        await pilot.comes("À garder")
        rows = pilot.app.screen.query_one("#blockers", RowList)
        rows.select(row_about(rows, row))
        await pilot.press("enter")
        await pilot.arrives(PapersScreen)
        await pilot.press("enter")
        await pilot.comes("Répertoire")
        pilot.app.screen.query_one(FieldForm).fill({"folder": str(folder)})
        await pilot.press("f2")
        await pilot.arrives(WrittenDialog)
    (path,) = folder.iterdir()
    text = "".join(page.extract_text() for page in PdfReader(path).pages)
    assert words in text
    assert "Léa Nguyễn-Œuvrard" in text


async def test_several_things_are_settled_at_once(tmp_path: Path) -> None:
    lea = neglected()
    async with opened(tmp_path, "closing", lea, size=LARGE) as pilot:
        rows = pilot.app.screen.query_one("#blockers", RowList)
        rows.select(row_about(rows, "toute l’équipe"))
        await pilot.press("space", "space", "s")
        await pilot.comes("Régler", "Deux lignes marquées")
        await pilot.press("1")
        await pilot.comes("Étapes à faire (1)", "Réglé avant de clore, 2 points")

        rows.select(row_about(rows, "19\u00a0janv."))
        await pilot.press("m", "s")
        await pilot.comes("Rencontre manquée")
        await pilot.press("1")
        await pilot.vanishes("à consigner")
        assert [m.status for m in on_disk(tmp_path, lea).meetings] == ["held", "held", "planned"]

        rows.select(row_about(rows, "Vidéos"))
        await pilot.press("s", "1")
        await pilot.comes("Qui les a repris")
        await pilot.write("Sophie")
        await pilot.press("enter")
        await pilot.vanishes("Vidéos")
        assert on_disk(tmp_path, lea).transfers[0].to == "Sophie"

        rows.select(row_about(rows, "difficultés"))
        await pilot.press("s", "2", "enter")
        await pilot.comes("Indiquez pourquoi")
        await pilot.write("Pas eu le temps")
        await pilot.press("enter")
        await pilot.comes("1 point reste à régler")


async def test_what_cannot_be_settled_there_leads_to_where_it_is(tmp_path: Path) -> None:
    lea = ready()
    lea = lea.evolve(stage=lea.stage.evolve(end=date(2027, 2, 12)))
    async with opened(tmp_path, "closing", lea) as pilot:
        await pilot.comes("Le dernier jour, vendredi 12 février 2027")
        await pilot.press("down", "s")
        await pilot.arrives(DetailsScreen)


@pytest.mark.parametrize("size", [(40, 12), SMALL, LARGE])
async def test_no_colon_begins_or_ends_a_line(tmp_path: Path, size: tuple[int, int]) -> None:
    slack = make_access("Slack", withdrawn_on=NOW.date())
    for lea in (dossier(), dossier(accesses=(slack,)), ready(), dossier(closed_on=NOW.date())):
        folder = tmp_path / str(lea.id)
        folder.mkdir()
        async with opened(folder, "closing", lea, size=size) as pilot:
            lines = [line.strip(" ○?") for line in pilot.seen.splitlines()]
            assert not [line for line in lines if line.startswith(":") or line.endswith(":")]


async def test_f2_with_something_missing_closes_nothing(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "closing", lea) as pilot:
        await pilot.press("f2", "o")
        assert on_disk(tmp_path, lea).closed_on is None
        assert len(on_disk(tmp_path, lea).history) == len(lea.history) + 1  # its creation


async def test_a_ready_stage_is_closed_at_once_and_opened_again(tmp_path: Path) -> None:
    lea = ready()
    async with opened(tmp_path, "closing", lea) as pilot:
        await pilot.comes("Tout est prêt")
        await pilot.press("f2")
        closed = on_disk(tmp_path, lea)
        assert closed.closed_on == date(2027, 2, 10)
        await pilot.comes("Stage clos le mercredi 10 février 2027", "jusqu’au 10 février 2032")
        assert "F2" not in pilot.seen

        await pilot.press("o", "enter")
        await pilot.comes("Dites pourquoi")
        await pilot.write("Lettre oubliée")
        await pilot.press("enter")
        await pilot.comes("Tout est prêt")
        assert on_disk(tmp_path, lea).closed_on is None
        assert on_disk(tmp_path, lea).history[-1].sentence == "Stage rouvert (Lettre oubliée)"
        await pilot.press("home", "enter")
        assert on_disk(tmp_path, lea).closed_on == date(2027, 2, 10)
        await pilot.press("u")
        assert on_disk(tmp_path, lea).closed_on is None


async def test_withdrawing_the_last_access_is_seen_at_once(tmp_path: Path) -> None:
    lea = ready()
    vpn = dossier().accesses[0]
    lea = lea.evolve(accesses=(*lea.accesses, vpn))
    workspace = workspace_in(tmp_path, lea)
    async with opened(workspace, "closing", lea) as pilot:
        await pilot.comes("Un point reste")
        workspace.repository.change(
            lea.id,
            Change(
                said("Accès retiré"),
                changes.withdraw(vpn, on=NOW.date(), today=NOW.date()).apply,
            ),
        )
        await pilot.press("a", "escape")
        await pilot.comes("Clore le stage en laissant 2 points", "À vérifier : licence")
        assert "à retirer" not in pilot.seen


async def test_the_day_until_which_the_dossier_is_kept_is_chosen(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "closing", lea) as pilot:
        await pilot.press("k")
        await pilot.write("bientôt")
        await pilot.press("enter")
        await pilot.comes("illisible")
        assert on_disk(tmp_path, lea).retention_until == lea.retention_until
        await pilot.press(*["backspace"] * len("bientôt"))
        await pilot.write("31 décembre 2031")
        await pilot.press("enter")
        assert on_disk(tmp_path, lea).retention_until == date(2031, 12, 31)


async def test_a_dossier_is_removed_after_a_backup_and_the_removal_is_undone(
    tmp_path: Path,
) -> None:
    lea = dossier()
    workspace = workspace_in(tmp_path, lea)
    async with opened(workspace, "dossier", lea) as pilot:
        await pilot.open("closing", lea)
        await pilot.press("delete", "n")
        assert on_disk(tmp_path, lea).id == lea.id
        await pilot.press("delete", "o")
        await pilot.arrives(TodayScreen)
        await pilot.comes("Dossier supprimé", "Bienvenue")
        assert workspace.backups.list()[0].reason == "suppression"
        await pilot.press("u")
        assert on_disk(tmp_path, lea).intern == lea.intern


async def test_a_dossier_is_erased_for_good_once_its_name_is_typed(tmp_path: Path) -> None:
    lea = dossier()
    workspace = workspace_in(tmp_path, lea)
    async with opened(workspace, "dossier", lea) as pilot:
        await pilot.open("closing", lea)
        await pilot.press("E")
        await pilot.write("Quelqu’un")
        await pilot.press("enter")
        await pilot.comes("tapez ce nom en entier")
        assert on_disk(tmp_path, lea).id == lea.id
        await pilot.press("ctrl+u")
        await pilot.write(lea.intern.full_name.lower())
        await pilot.press("enter")
        await pilot.arrives(TodayScreen)
        await pilot.comes("effacé pour de bon", "Bienvenue")
        assert workspace.repository.is_erased(lea.id)
        assert workspace.repository.next_undo is None
    last = lea.intern.last_name.encode()
    assert not [
        each for each in tmp_path.rglob("*") if each.is_file() and last in each.read_bytes()
    ]


async def test_notes_typed_on_a_closed_stage_wait_as_a_draft_and_keep_nobody(
    tmp_path: Path,
) -> None:
    lea = dossier(closed_on=NOW.date())
    meeting = lea.meetings[0]
    async with opened(tmp_path, "meeting", lea, str(meeting.id)) as pilot:
        await pilot.write("Ajouté après coup")
        await pilot.press("escape")
        await pilot.arrives(TodayScreen)
        await pilot.comes("Ce stage est clos")
        assert on_disk(tmp_path, lea).meetings == lea.meetings
        await pilot.open("meeting", lea, str(meeting.id))
        await pilot.comes("Ajouté après coup")


async def test_a_closed_stage_says_why_nothing_changes(tmp_path: Path) -> None:
    lea = dossier(closed_on=NOW.date())
    async with opened(tmp_path, "dossier", lea, "end-onsite", size=LARGE) as pilot:
        await pilot.press("space")
        await pilot.comes("rouvrez-le d’abord")
        await pilot.open("details", lea)
        await pilot.press("f2")
        await pilot.comes("rouvrez-le d’abord")
    assert on_disk(tmp_path, lea) == lea.evolve(version=1, history=on_disk(tmp_path, lea).history)
