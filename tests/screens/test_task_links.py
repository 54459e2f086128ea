"""Enter on a task of the phases leads to where it is done, whatever the task."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from telestage_tui.dossier import changes
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.meetings import MeetingKind
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.tasks import Task
from telestage_tui.screens.accesses.screen import AccessesScreen
from telestage_tui.screens.base import WorkScreen
from telestage_tui.screens.closing.screen import ClosingScreen
from telestage_tui.screens.convention.screen import ConventionScreen
from telestage_tui.screens.details.screen import DetailsScreen
from telestage_tui.screens.dossier.screen import PhasesScreen
from telestage_tui.screens.evaluation.screen import EvaluationScreen
from telestage_tui.screens.history.screen import HistoryScreen
from telestage_tui.screens.meetings.meeting import MeetingScreen
from telestage_tui.screens.meetings.screen import MeetingsScreen
from telestage_tui.screens.navigation import way_to_field
from telestage_tui.screens.papers.screen import PapersScreen
from telestage_tui.screens.selection.screen import SelectionScreen
from telestage_tui.screens.transfers.screen import TransfersScreen
from telestage_tui.screens.work_plan.screen import WorkPlanScreen
from telestage_tui.widgets.fields import FormField
from telestage_tui.widgets.form import FieldForm
from telestage_tui.widgets.form_dialog import FormDialog
from telestage_tui.widgets.row_list import RowList
from tests.factories import titled

from ..factories import make_meeting
from .driving import NOW, Person, dossier, on_disk, opened

PAGES = {
    "meetings": MeetingsScreen,
    "accesses": AccessesScreen,
    "convention": ConventionScreen,
    "transfers": TransfersScreen,
    "papers": PapersScreen,
    "work-plan": WorkPlanScreen,
    "notes": HistoryScreen,
    "close": ClosingScreen,
}
KINDS = get_args(MeetingKind)


def with_every_meeting() -> Dossier:
    """A dossier with one meeting of each kind."""
    return dossier(meetings=tuple(make_meeting(5 + n, kind=kind) for n, kind in enumerate(KINDS)))


async def field_in_view(pilot: Person) -> FormField:
    """The field that gets the keyboard."""
    form = pilot.app.screen.query_one(FieldForm)
    await pilot.until(lambda: form.field_in_view)
    assert form.field_in_view is not None
    return form.field_in_view


async def arrives_where(pilot: Person, task: Task, lea: Dossier) -> None:
    place, _, kind = task.opens.partition(":")
    match place:
        case "details":
            await pilot.arrives(DetailsScreen)
            assert (await field_in_view(pilot)).name in task.fields
        case "selection":
            await pilot.arrives(SelectionScreen)
        case "meeting":
            screen = await pilot.arrives(MeetingScreen)
            assert screen.begin_on is not None
            assert [m.kind for m in lea.meetings if str(m.id) == screen.go.item] == [kind]
        case "evaluation":
            form = await pilot.arrives(EvaluationScreen)
            assert form.kind == kind
            assert not task.fields or form.query_one("#answers", RowList).key == task.fields[0]
        case "note":
            assert (await pilot.arrives(FormDialog)).heading == "Note"
        case "none":
            assert task.required, "what asks for no proof is ticked at once"
            assert "preuve" in (await pilot.arrives(FormDialog)).heading
        case _:
            await pilot.arrives(PAGES[place])


@pytest.mark.parametrize("task", load_programme().tasks, ids=lambda task: task.id)
async def test_every_task_leads_to_where_it_is_done(tmp_path: Path, task: Task) -> None:
    lea = changes.untick(task, on=NOW.date()).apply(with_every_meeting())
    async with opened(tmp_path, "dossier", lea, task.id) as pilot:
        await pilot.press("enter")
        if task.opens == "none" and not task.required:
            assert on_disk(tmp_path, lea).task(task.id).choice == "done"
        else:
            await arrives_where(pilot, task, lea)
            assert on_disk(tmp_path, lea).tasks == lea.tasks


async def test_the_first_field_still_empty_is_the_one(tmp_path: Path) -> None:
    lea = dossier()
    lea = lea.evolve(convention=lea.convention.evolve(intern=None))
    async with opened(tmp_path, "dossier", lea, "sel-convention") as pilot:
        await pilot.press("enter")
        await pilot.arrives(ConventionScreen)
        await pilot.press("space")
        signed = on_disk(tmp_path, lea).convention
        assert (signed.ofqj, signed.intern) == (lea.convention.ofqj, NOW.date())


async def test_enter_takes_back_nothing_that_is_done(tmp_path: Path) -> None:
    lea = changes.tick(titled("bef-team"), on=NOW.date()).apply(dossier())
    async with opened(tmp_path, "dossier", lea, "bef-team") as pilot:
        await pilot.press("enter")
        await pilot.comes("Note")
        await pilot.press("escape")
        await pilot.arrives(PhasesScreen)
        assert on_disk(tmp_path, lea).tasks == lea.tasks


@pytest.mark.parametrize(
    ("field", "page"),
    [
        ("convention.ofqj", ConventionScreen),
        ("candidats", SelectionScreen), ("stage.titre", DetailsScreen),
    ],
)  # fmt: skip
async def test_a_field_that_informations_does_not_ask_leads_to_its_own_page(
    tmp_path: Path, field: str, page: type[WorkScreen]
) -> None:
    """As a task of an organisation's own content may still name it."""
    lea = dossier()
    async with opened(tmp_path, "today", None) as pilot:
        another = pilot.app.workspace.repository
        another.add(lea)
        pilot.app.post_message(way_to_field(lea.id, field))
        await pilot.arrives(page)
