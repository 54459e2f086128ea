"""Enter on a task of the phases leads to where it is done, whatever the task."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from textual.pilot import Pilot

from telestage_tui.app import TelestageApp
from telestage_tui.dossier import changes
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.meetings import MeetingKind
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.models import Task
from telestage_tui.screens.accesses.screen import AccessesScreen
from telestage_tui.screens.closing.screen import ClosingScreen
from telestage_tui.screens.details.screen import DetailsScreen
from telestage_tui.screens.dossier.screen import PhasesScreen
from telestage_tui.screens.evaluation.screen import EvaluationScreen
from telestage_tui.screens.history.screen import HistoryScreen
from telestage_tui.screens.meetings.meeting import MeetingScreen
from telestage_tui.screens.meetings.screen import MeetingsScreen
from telestage_tui.screens.transfers.screen import TransfersScreen
from telestage_tui.widgets.form import FieldForm
from telestage_tui.widgets.form_dialog import FormDialog
from telestage_tui.widgets.row_list import RowList
from tests.factories import titled

from ..factories import make_meeting
from .driving import (
    NOW,
    SMALL,
    dossier,
    in_view,
    on_disk,
    open_at,
    seen,
    settle,
    workspace_in,
)

PAGES = {
    "meetings": MeetingsScreen,
    "accesses": AccessesScreen,
    "transfers": TransfersScreen,
    "notes": HistoryScreen,
    "close": ClosingScreen,
}
KINDS = get_args(MeetingKind)


def with_every_meeting() -> Dossier:
    """A dossier with one meeting of each kind."""
    return dossier(meetings=tuple(make_meeting(5 + n, kind=kind) for n, kind in enumerate(KINDS)))


def assert_is_where(pilot: Pilot[None], task: Task, lea: Dossier) -> None:
    place, _, what = task.opens.partition(":")
    screen = pilot.app.screen
    match place:
        case "details":
            assert in_view(pilot, DetailsScreen)
            field = screen.query_one(FieldForm).field_in_view
            assert field is not None
            assert field.name in task.fields
        case "meeting":
            assert isinstance(screen, MeetingScreen)
            assert screen.begin_on is not None
            assert [m.kind for m in lea.meetings if str(m.id) == screen.go.item] == [what]
        case "evaluation":
            assert isinstance(screen, EvaluationScreen)
            assert screen.kind == what
            assert not task.fields or screen.query_one("#answers", RowList).key == task.fields[0]
        case "note":
            assert isinstance(screen, FormDialog)
            assert screen.heading == "Note"
        case "none":
            assert task.required, "what asks for no proof is ticked at once"
            assert isinstance(screen, FormDialog)
            assert "preuve" in screen.heading
        case _:
            assert in_view(pilot, PAGES[place])


@pytest.mark.parametrize("task", load_programme().tasks, ids=lambda task: task.id)
async def test_every_task_leads_to_where_it_is_done(tmp_path: Path, task: Task) -> None:
    lea = changes.untick(task, on=NOW.date()).apply(with_every_meeting())
    workspace = workspace_in(tmp_path, lea)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "dossier", lea, task.id)
        await pilot.press("enter")
        await settle(pilot)
        if task.opens == "none" and not task.required:
            assert on_disk(workspace, lea).task(task.id).choice == "done"
        else:
            assert_is_where(pilot, task, lea)
            assert on_disk(workspace, lea).tasks == lea.tasks


async def test_the_first_field_still_empty_is_the_one(tmp_path: Path) -> None:
    lea = dossier()
    lea = lea.evolve(convention=lea.convention.evolve(intern=None))
    async with TelestageApp(workspace_in(tmp_path, lea)).run_test(size=SMALL) as pilot:
        await open_at(pilot, "dossier", lea, "sel-convention")
        await pilot.press("enter")
        await settle(pilot)
        field = pilot.app.screen.query_one(FieldForm).field_in_view
        assert field is not None
        assert field.name == "convention.stagiaire"


async def test_enter_takes_back_nothing_that_is_done(tmp_path: Path) -> None:
    lea = changes.tick(titled("bef-team"), on=NOW.date()).apply(dossier())
    workspace = workspace_in(tmp_path, lea)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "dossier", lea, "bef-team")
        await pilot.press("enter")
        await settle(pilot)
        assert "Note" in seen(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert in_view(pilot, PhasesScreen)
        assert on_disk(workspace, lea).tasks == lea.tasks
