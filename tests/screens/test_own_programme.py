"""The pages on what an organisation added to the programme, and on what a programme has no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from telestage_tui.clocks.clock import FrozenClock
from telestage_tui.dossier.dossier import ProgrammeRef
from telestage_tui.dossier.evaluations import Evaluation, OwnAnswer
from telestage_tui.dossier.meetings import IndicatorLevel, Minute, Record
from telestage_tui.dossier.stage import Convention
from telestage_tui.widgets.choice_input import ChoiceInput
from telestage_tui.widgets.row_list import RowList
from telestage_tui.workspace import Workspace

from ..factories import make_access, make_meeting
from ..own_programme import own_programme
from .driving import LARGE, dossier, on_disk, opened, workspace_in

FORMER = Record(
    minutes=(Minute(item="health", text="Bonne assise."),),
    indicators=(IndicatorLevel(id="presence", level=3),),
)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of an organisation."""
    return own_programme(tmp_path / "own")


def working(folder: Path, own: Path | None, *dossiers: object) -> Workspace:
    """A workspace with that folder of content."""
    return replace(workspace_in(folder, *dossiers), programme_folder=own)  # type: ignore[arg-type]


async def test_another_version_is_said_beside_what_is_to_be_completed(
    tmp_path: Path, own: Path
) -> None:
    other = ProgrammeRef(id="telestage", version="2000.1")
    lea = dossier(started_on=None, convention=Convention(), waivers=(), programme=other)
    async with opened(working(tmp_path, own, lea), "dossier", lea, size=LARGE) as pilot:
        await pilot.comes("(touche d)", "Une autre version du programme sert à présent")


async def test_a_meeting_has_an_indicator_and_a_topic_more(tmp_path: Path, own: Path) -> None:
    meeting = make_meeting(6)
    lea = dossier(meetings=(meeting,))
    workspace = working(tmp_path, own, lea)
    async with opened(workspace, "meeting", lea, str(meeting.id), size=(120, 60)) as pilot:
        await pilot.comes("Santé au travail")
        await pilot.comes("Assiduité")
        await pilot.press("f1")
        await pilot.comes("cinq indicateurs de 1 à 4")
        await pilot.press("escape")
        pilot.app.screen.query_one("#field-level-presence", ChoiceInput).value = "3"
        await pilot.press("f2")
    assert on_disk(tmp_path, lea).meeting(meeting.id).record.level("presence") == 3


async def test_an_access_is_of_a_kind_more_and_its_withdrawal_has_a_check_more(
    tmp_path: Path, own: Path
) -> None:
    card = make_access("Carte", kind="badge")
    lea = dossier(accesses=(card,))
    async with opened(
        working(tmp_path, own, lea), "accesses", lea, str(card.id), size=LARGE
    ) as pilot:
        await pilot.comes("Carte d’accès")
        await pilot.press("e")
        await pilot.comes("‹ Carte d’accès ›")
        await pilot.press("escape")
        await pilot.press("space")
        await pilot.comes("Carte rendue")


async def test_a_closing_question_more_is_answered(tmp_path: Path, own: Path) -> None:
    lea = dossier(evaluations=())
    workspace = working(tmp_path, own, lea)
    async with opened(workspace, "evaluation", lea, "midpoint:network", size=LARGE) as pilot:
        await pilot.press("enter")
        await pilot.write("L’équipe des ventes")
        await pilot.press("f2")
        kept = on_disk(tmp_path, lea).evaluation("midpoint")
        assert kept.answers == (OwnAnswer(question="network", text="L’équipe des ventes"),)
        await pilot.comes("L’équipe des ventes")
        pilot.app.screen.query_one("#answers", RowList).select("network")
        await pilot.press("delete")
    assert on_disk(tmp_path, lea).evaluation("midpoint").answers == ()


async def test_a_phase_more_is_where_a_dossier_is_and_its_people_are_proposed(
    tmp_path: Path, own: Path
) -> None:
    lea = dossier(accesses=(), meetings=(), started_on=date(2027, 1, 11))
    late = FrozenClock(datetime(2027, 5, 20, 15, tzinfo=UTC))
    workspace = replace(working(tmp_path, own, lea), clock=late)
    async with opened(workspace, size=LARGE) as pilot:
        await pilot.comes("Après")
        await pilot.open("dossier", lea)
        await pilot.press("f1")
        await pilot.comes("Les six phases du télé-stage")
        await pilot.press("escape")
        await pilot.comes("Après 0/1")
        await pilot.comes("Prendre des nouvelles")
        await pilot.comes("parrain")
        await pilot.press("ctrl+p")
        await pilot.write("responsable et")
        await pilot.press("enter")
        await pilot.comes("OFQJ, syndicat,")


async def test_what_the_programme_has_no_more_is_shown_as_it_is(tmp_path: Path) -> None:
    meeting = make_meeting(4, record=FORMER)
    form = Evaluation(kind="midpoint", answers=(OwnAnswer(question="network", text="Les ventes"),))
    card = make_access("Carte", kind="badge", withdrawn_on=date(2027, 2, 1), checks=("card",))
    lea = dossier(accesses=(card,), meetings=(meeting,), evaluations=(form,))
    workspace = workspace_in(tmp_path, lea)
    async with opened(workspace, "accesses", lea, str(card.id), size=(120, 60)) as pilot:
        await pilot.comes("badge")
        await pilot.open("evaluation", lea, "midpoint:network")
        await pilot.comes("Les ventes")
        await pilot.open("meeting", lea, str(meeting.id))
        await pilot.comes("Bonne assise.")
        await pilot.comes("presence")
        await pilot.press("f2")
    assert on_disk(tmp_path, lea).meeting(meeting.id).record == FORMER
