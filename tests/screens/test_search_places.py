"""Chercher opens what was written exactly where it is read: the page, then the line, the field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import pytest

from telestage_tui.dossier.accesses import Access
from telestage_tui.dossier.agreement import PointRecord, WeekPresence
from telestage_tui.dossier.course import Interruption
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.evaluations import Evaluation, InternWord, Rating
from telestage_tui.dossier.meetings import Minute, Record
from telestage_tui.dossier.onsite import Answer, Decision, Identity, Onsite
from telestage_tui.dossier.people import Candidate
from telestage_tui.dossier.records import Note, TaskRecord
from telestage_tui.dossier.stage import Waiver
from telestage_tui.dossier.work_plan import PeriodPlan, WorkPlan
from telestage_tui.planning.passages import HEADINGS, passages
from telestage_tui.programme.loader import load_programme
from telestage_tui.screens.accesses.screen import AccessesScreen
from telestage_tui.screens.base import WorkScreen
from telestage_tui.screens.compliance.screen import DeparturesScreen
from telestage_tui.screens.convention.screen import ConventionScreen
from telestage_tui.screens.course.screen import CourseScreen
from telestage_tui.screens.details.screen import DetailsScreen
from telestage_tui.screens.dossier.screen import PhasesScreen
from telestage_tui.screens.evaluation.comparison import EvaluationsScreen, FormKey
from telestage_tui.screens.evaluation.screen import EvaluationScreen
from telestage_tui.screens.guide.screen import GuideScreen
from telestage_tui.screens.history.screen import HistoryScreen
from telestage_tui.screens.meetings.meeting import MeetingScreen
from telestage_tui.screens.navigation import Go
from telestage_tui.screens.onsite.sheet import PortalSheetScreen
from telestage_tui.screens.organisation.screen import OrganisationScreen
from telestage_tui.screens.places import screen_for
from telestage_tui.screens.search.screen import MOST_RESULTS, SearchScreen
from telestage_tui.screens.selection.rows import CandidateKey
from telestage_tui.screens.selection.screen import SelectionScreen
from telestage_tui.screens.work_plan.screen import WorkPlanScreen
from telestage_tui.widgets.row_list import RowList

from .driving import LARGE, NOW, SMALL, dossier, opened, workspace_in

PROGRAMME = load_programme()
DAY = NOW.date()
CRITERION = PROGRAMME.evaluation.criteria[3].id
FIELD = next(each.id for each in PROGRAMME.onsite.fields if "job" in each.id)
NOTE, VPN, OTHER = (UUID(int=n) for n in (1, 2, 3))


def written() -> Dossier:
    """A dossier with one invented word at each place; the first thing of a page never has it."""
    base = dossier()
    kept = [each for each in base.meetings if each.status == "held"]
    first = kept[0]
    topics = PROGRAMME.meetings.template(first.kind).items
    minutes = (Minute(item=topics[-1].id, text="Un zorglub par jour"),)
    return base.evolve(
        meetings=(first.evolve(record=Record(minutes=minutes)), *base.meetings[1:]),
        notes=(Note(id=NOTE, on=DAY, text="Un bidule"), Note(id=OTHER, on=DAY, text="Rien")),
        accesses=(Access(id=OTHER, name="Courriel"), Access(id=VPN, name="VPN", note="Un machin")),
        tasks=(TaskRecord(task="bef-team", choice="skipped", on=DAY, reason="Un trucmuche"),),
        candidates=(Candidate(name="Ana Roy"), Candidate(name="Bo Li", notes="Un fourbi")),
        evaluations=(
            Evaluation(
                kind="final",
                ratings=(Rating(criterion=CRITERION, level=3, comment="Un gadget"),),
                completed_on=DAY,
                intern_word=InternWord(read_on=DAY, agrees=False, comment="Un bazar"),
            ),
        ),
        convention_points=(
            PointRecord(point=PROGRAMME.convention.points[2].id, state="moot", on=DAY,
                        reason="Un mic-mac"),
        ),
        presence=(WeekPresence(week=base.stage.start, missed=2, note="Un raffut"),),
        work_plan=WorkPlan(periods=(PeriodPlan(period="deliverables", tasks="Un zinzin"),)),
        waivers=(Waiver(rule="age", field="stagiaire.naissance", reason="Un charabia", on=DAY),),
        interruptions=(Interruption(first=DAY, last=DAY, reason="Un patatras"),),
        intern=base.intern.evolve(born=date(1980, 5, 4)),
        onsite=Onsite(
            host=Decision(agrees=True, on=DAY),
            intern=Decision(agrees=True, on=DAY),
            answers=(Answer(field=FIELD, value="Un galimatias", on=DAY),),
        ),
        identity=Identity(answers=(Answer(field="passport", value="Zyx987654", on=DAY),)),
        stage=base.stage.evolve(mandate="Un tohu-bohu"),
    )  # fmt: skip


class Place(NamedTuple):
    """A word, where it is, and what is selected there."""

    word: str
    screen: type[WorkScreen]
    chosen: Callable[[Any], object]
    expected: object


def key(screen: WorkScreen) -> object:
    """The key of the selected row."""
    return screen.query(RowList).first().key


def no_key(_screen: WorkScreen) -> object:
    """Of a page that says it at once."""
    return None


def field(screen: MeetingScreen | DetailsScreen) -> str:
    """The name of the field that has the keyboard."""
    form = screen._form if isinstance(screen, MeetingScreen) else screen.form
    view = form.field_in_view
    return view.name if view else ""


LAST_TOPIC = f"item.{PROGRAMME.meetings.template(dossier().meetings[0].kind).items[-1].id}"
PLACES = (
    Place("bidule", HistoryScreen, key, NOTE),
    Place("machin", AccessesScreen, key, VPN),
    Place("trucmuche", PhasesScreen, lambda s: s.query_one("#tasks", RowList).key, "bef-team"),
    Place("fourbi", SelectionScreen, key, CandidateKey(2)),
    Place("gadget", EvaluationScreen, key, CRITERION),
    Place("bazar", EvaluationsScreen, key, FormKey("final")),
    Place("mic-mac", ConventionScreen, key, ("point", PROGRAMME.convention.points[2].id)),
    Place("raffut", ConventionScreen, key, ("week", dossier().stage.start.isoformat())),
    Place("zinzin", WorkPlanScreen, lambda s: key(s).name, "deliverables"),  # type: ignore[attr-defined]
    Place("charabia", DeparturesScreen, key, ("age", "stagiaire.naissance")),
    Place("patatras", CourseScreen, no_key, None),
    Place("galimatias", PortalSheetScreen, key, FIELD),
    Place("tohu-bohu", DetailsScreen, field, "stage.mandat"),
    Place("zorglub", MeetingScreen, field, LAST_TOPIC),
)


@pytest.mark.parametrize("place", PLACES, ids=lambda each: each.word)
async def test_a_word_opens_exactly_where_it_is_written(tmp_path: Path, place: Place) -> None:
    async with opened(tmp_path, "today", written()) as pilot:
        await pilot.press("slash")
        await pilot.write(place.word.upper())
        await pilot.comes(place.word)
        await pilot.press("enter")
        page = await pilot.arrives(place.screen)
        await pilot.until(lambda: place.chosen(page) == place.expected)


def test_every_page_has_its_name() -> None:
    """The places are said with the names of the pages."""
    for page, name in HEADINGS.items():
        heading = screen_for(Go(page)).HEADING
        assert not heading or heading.startswith(name), page


async def test_what_the_organisation_says_opens_its_field(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, dossier())
    before = workspace.organisation()
    after = before.evolve(tutor=before.tutor.evolve(title="Cheffe des bibelots"))
    workspace.repository.keep_organisation(after, before)
    async with opened(workspace) as pilot:
        await pilot.press("slash")
        await pilot.write("bibelots")
        await pilot.comes("Mon organisation")
        await pilot.press("enter")
        page = await pilot.arrives(OrganisationScreen)
        await pilot.until(lambda: page.way_on().item == "tuteur.fonction")


async def test_a_closed_dossier_is_read_too(tmp_path: Path) -> None:
    async with opened(tmp_path, "today", written().evolve(closed_on=DAY)) as pilot:
        await pilot.press("slash")
        await pilot.write("fourbi")
        await pilot.comes("Un fourbi", "Sélection, Bo Li, notes")


async def test_the_identity_is_never_found(tmp_path: Path) -> None:
    async with opened(tmp_path, "today", written()) as pilot:
        await pilot.press("slash")
        await pilot.write("zyx987654")
        await pilot.comes("Rien ne correspond")


async def test_a_chapter_of_the_guide_opens(tmp_path: Path) -> None:
    async with opened(tmp_path, "today", dossier(), size=LARGE) as pilot:
        await pilot.press("slash")
        await pilot.write("se servir de telestage pentecote")
        await pilot.comes("Se servir de telestage, « Les rencontres »")
        await pilot.press("enter")
        page = await pilot.arrives(GuideScreen)
        await pilot.until(lambda: key(page) == "manual:les-rencontres")


async def test_the_results_without_room_are_counted(tmp_path: Path) -> None:
    notes = tuple(Note(id=UUID(int=n), on=DAY, text="Un xylophone") for n in range(72))
    async with opened(tmp_path, "today", dossier(notes=notes)) as pilot:
        await pilot.press("slash")
        await pilot.write("xylophone")
        await pilot.until(lambda: pilot.app.screen._more == 12)  # type: ignore[attr-defined]
        screen = await pilot.arrives(SearchScreen)
        assert len(screen._matches) == MOST_RESULTS
        await pilot.press("down", "end")
        await pilot.comes("et 12 autres : ajoutez un mot.")


async def test_the_place_of_the_selected_result_is_in_view(tmp_path: Path) -> None:
    notes = tuple(Note(id=UUID(int=n), on=DAY, text=f"Xylophone {n}") for n in range(30))
    async with opened(tmp_path, "today", dossier(notes=notes), size=SMALL) as pilot:
        await pilot.press("slash")
        await pilot.write("xylophone")
        await pilot.comes("Xylophone 0")
        await pilot.press("down", "end")
        results = pilot.app.screen.query_one(RowList)
        await pilot.until(lambda: results.cursor > 30)
        await pilot.until(
            lambda: results.scroll_offset.y + results.size.height > results.cursor + 1
        )


def test_every_passage_of_a_dossier_says_a_page_that_opens() -> None:
    assert {each.page for each in passages(written(), PROGRAMME)} >= {
        "history", "meeting", "accesses", "dossier", "selection", "evaluation", "evaluations",
        "convention", "work-plan", "departures", "course", "portal-sheet", "details",
    }  # fmt: skip
