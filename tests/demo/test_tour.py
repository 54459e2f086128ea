"""The guided tour as content: read whole, or refused with its file and its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args
from uuid import uuid4

import pytest

from telestage_tui.demo.builder import STORIES
from telestage_tui.demo.tour import ROUTE, TOUR, Awaited, Sight, Story, is_met, read_tour
from telestage_tui.dossier.french import NBSP
from telestage_tui.programme.errors import ContentError
from telestage_tui.screens.navigation import Place

PAGES = get_args(Place)
CONTENT = (ROUTE / TOUR).read_text("utf-8")
MONDAY, TUESDAY = date(2027, 2, 8), date(2027, 2, 9)


def refusal(folder: Path, content: str) -> str:
    """Why that content is refused, no-break spaces made plain."""
    (folder / TOUR).write_text(content, "utf-8")
    with pytest.raises(ContentError) as caught:
        read_tour(PAGES, folder)
    return str(caught.value).replace(NBSP, " ").replace("\u202f", " ")


def line_of(content: str, text: str) -> int:
    """The line, from 1, on which a text is first."""
    return content[: content.index(text)].count("\n") + 1


def test_it_is_a_route_of_ten_minutes_in_twelve_to_sixteen_steps() -> None:
    tour = read_tour(PAGES)

    assert 12 <= len(tour.steps) <= 16
    assert tour.minutes == 10
    assert tour.steps[0].minute == 0
    assert tour.steps[-1].minute < tour.minutes
    assert all(step.speech for step in tour.steps)


def test_it_visits_what_a_tutor_does_from_the_first_steps_to_the_closing() -> None:
    visited = {step.page for step in read_tour(PAGES).steps}

    assert visited >= {
        "today", "work-plan", "messages", "accesses", "meetings", "meeting", "evaluations",
        "withdrawals", "closing",
    }  # fmt: skip


def test_its_stages_are_those_of_the_demonstration() -> None:
    assert get_args(Story) == STORIES


@pytest.mark.parametrize(
    ("was", "is_now", "field", "said"),
    [
        ('awaits = { page = "work-plan"', 'awaits = { page = "workplan"', "steps[3].awaits.page",
         "aucune page ne s’appelle « workplan »; vouliez-vous « work-plan »?"),
        ('awaits.page = "today"', 'awaits.page = "todai"', "steps[15].awaits.page",
         "aucune page ne s’appelle « todai »"),
        ('says = "son heure', f'says = "{"trop " * 40}', "steps[2]", "trop long pour le bandeau"),
        ('key = "↓"', 'kei = "↓"', "steps[1].kei", "champ inconnu"),
        ('story = "before"', 'story = "after"', "steps[2].awaits.story", "valeur inconnue"),
        ("minute = 2", "minute = 0", "steps[4].minute", "précède celle du pas d’avant"),
        ("awaits.selection = true", "awaits = {}", "steps[1].awaits", "un seul des trois"),
        ('page = "closing"\n', 'page = "history"\n', "steps[15].page", "que celle où mène"),
    ],
)  # fmt: skip
def test_a_fault_is_refused_with_its_file_and_its_line(
    was: str, is_now: str, field: str, said: str, tmp_path: Path
) -> None:
    content = CONTENT.replace(was, is_now, 1)
    assert content != CONTENT

    reason = refusal(tmp_path, content)

    assert f"{TOUR}, ligne " in reason
    assert field in reason
    assert said in reason


def test_the_line_is_that_of_the_fault(tmp_path: Path) -> None:
    content = CONTENT.replace('\npage = "work-plan"', '\npage = "workplan"', 1)

    line = line_of(content, 'page = "workplan"')
    assert f"{TOUR}, ligne {line}, steps[4].page" in refusal(tmp_path, content)


def test_a_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    assert "ce n’est pas du TOML valide (ligne 1, colonne" in refusal(tmp_path, "[[steps\n")


def test_another_line_must_be_selected_on_the_same_page() -> None:
    awaited = Awaited(selection=True)
    before = Sight("today", None, "first", MONDAY)

    def met(now: Sight, before: Sight = before) -> bool:
        return is_met(awaited, before, now, None, None)

    assert met(before._replace(selected="second"))
    assert not met(before)
    assert not met(before._replace(selected=None))
    assert not met(Sight("accesses", uuid4(), "second", MONDAY))
    assert not met(before, before._replace(selected=None))


def test_a_page_is_that_of_its_dossier() -> None:
    awaited, lea = Awaited(page="accesses", story="before"), uuid4()
    before = Sight("dossier", lea, None, MONDAY)

    assert is_met(awaited, before, Sight("accesses", lea, None, MONDAY), lea, None)
    assert not is_met(awaited, before, Sight("accesses", uuid4(), None, MONDAY), lea, None)
    assert not is_met(awaited, before, before, lea, None)


def test_the_clock_moves_on_by_a_day_or_past_the_end() -> None:
    before = Sight("today", None, None, MONDAY)
    tuesday = before._replace(today=TUESDAY)
    a_day, after = Awaited(clock="day"), Awaited(clock="after-end")

    assert is_met(a_day, before, tuesday, None, None)
    assert not is_met(a_day, before, before, None, None)
    assert not is_met(a_day, tuesday, before, None, None)
    assert is_met(after, before, tuesday, None, MONDAY)
    assert not is_met(after, before, tuesday, None, TUESDAY)
    assert not is_met(after, before, tuesday, None, None)
