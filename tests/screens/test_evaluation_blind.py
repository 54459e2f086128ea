"""The first level is given blind: no other form shows before it, in any state of the form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier.evaluations import Evaluation, EvaluationKind, Rating
from telestage_tui.planning.observations import Period
from telestage_tui.programme.loader import load_programme
from telestage_tui.screens.evaluation.answers import form_rows, status_line
from telestage_tui.screens.evaluation.form import KINDS, Form
from telestage_tui.screens.evaluation.panel import View, answer_lines

from .driving import LARGE, SMALL, Person, dossier, opened
from .evaluation_driving import CRITERIA, TODAY, evaluation, line_of

CONTENT = load_programme().evaluation
PERIOD = Period(TODAY, TODAY, ())
LEA = dossier(evaluations=())
BLANK: dict[str, Any] = {"level": None, "applicable": True, "observed": True}
UNRATED = [
    BLANK,
    BLANK | {"applicable": False},
    BLANK | {"observed": False},
    # what a file may hold, though no key writes it
    BLANK | {"level": 4, "applicable": False},
    BLANK | {"level": 1, "observed": False},
]
RATED = [BLANK | {"level": level} for level in (1, 2, 3, 4)]

one_answer = st.sampled_from(UNRATED + RATED)
whole_form = st.lists(one_answer, min_size=len(CRITERIA), max_size=len(CRITERIA))


def answered(kind: EvaluationKind, answers: list[dict[str, Any]], comment: str) -> Evaluation:
    """A form with these answers, each with that comment on its criterion."""
    ratings = tuple(
        Rating(criterion=criterion, comment=comment and f"{comment} {criterion}", **answer)
        for criterion, answer in zip(CRITERIA, answers, strict=True)
    )
    return Evaluation(kind=kind, ratings=ratings)


def shown(form: Form) -> list[object]:
    """All that the page may show of a form, whatever the selected row."""
    remarks = form.remarks(PERIOD)
    lines: list[object] = [form_rows(form), status_line(form, None, remarks).plain, remarks]
    for item in form.items.values():
        view = View(form, item, "", PERIOD, None, remarks)
        lines.append([line.plain for line in answer_lines(view)])
    return lines


@given(st.sampled_from(KINDS), whole_form, whole_form, whole_form, st.booleans(), st.booleans())
def test_nothing_shown_depends_on_what_others_say_where_no_level_is_given(
    kind: EvaluationKind,
    own: list[dict[str, Any]],
    theirs: list[dict[str, Any]],
    otherwise: list[dict[str, Any]],
    is_commented: bool,
    is_complete: bool,
) -> None:
    """Two dossiers that differ only there look the same."""
    mine = answered(kind, own, "moi" if is_commented else "")
    mine = mine.evolve(completed_on=TODAY if is_complete else None)
    instead = [
        before if rating.mark is not None else after
        for rating, before, after in zip(mine.ratings, theirs, otherwise, strict=True)
    ]

    def seen(answers: list[dict[str, Any]], comment: str) -> list[object]:
        others = [answered(other, answers, "eux") for other in KINDS if other != kind]
        for rank, other in enumerate(others):
            ratings = tuple(
                each if mine.rating(each.criterion).mark is not None
                else each.evolve(comment=comment)
                for each in other.ratings
            )  # fmt: skip
            others[rank] = other.evolve(ratings=ratings)
        return shown(Form(LEA.evolve(evaluations=(mine, *others)), CONTENT, kind))

    assert seen(theirs, "ceci") == seen(instead, "cela")


@given(st.sampled_from(["midpoint", "final", "self_final"]), st.sampled_from([1, 2, 3, 4]))
def test_once_rated_a_criterion_shows_the_others(kind: EvaluationKind, level: int) -> None:
    """Else the test above would hold of a page that never shows them."""
    mine = evaluation(kind, level)
    others = [answered(each, [RATED[1]] * len(CRITERIA), "eux") for each in KINDS if each != kind]
    form = Form(LEA.evolve(evaluations=(mine, *others)), CONTENT, kind)
    assert f"eux {CRITERIA[0]}" in str(shown(form))
    assert f"eux {CRITERIA[1]}" not in str(shown(form))


def is_hidden(pilot: Person, title: str) -> bool:
    """Whether the row and the panel tell nothing of the others."""
    line = line_of(pilot, title)
    return "●●○○" not in line and "●●●●" not in line and "secret" not in pilot.seen


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_they_come_line_by_line_and_go_with_the_level(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    def of(kind: EvaluationKind, rank: int) -> Evaluation:
        return answered(kind, [RATED[rank]] * len(CRITERIA), "secret")

    lea = dossier(evaluations=(of("midpoint", 1), of("self_final", 3)))
    title = "Organise son travail"
    async with opened(tmp_path, "evaluation", lea, "final", size=size) as pilot:
        await pilot.reads("après votre")
        assert is_hidden(pilot, title)
        for key in ("0", "9"):  # no level: nothing to compare with
            await pilot.press(key, "up")
            assert is_hidden(pilot, title)
        await pilot.press("3")
        assert "●●○○ ↑" in line_of(pilot, title)
        assert is_hidden(pilot, "Comprend vite")  # the next one, selected
        await pilot.press("up")
        await pilot.reads("secret organisation")
        await pilot.press("2")  # free to change
        assert "●●○○ =" in line_of(pilot, title)
        await pilot.press("up", "delete")
        assert is_hidden(pilot, title)
        await pilot.press("4", "ctrl+z")
        assert is_hidden(pilot, title)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_no_row_of_a_form_just_begun_tells_the_others(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    def of(kind: EvaluationKind) -> Evaluation:
        return answered(kind, [RATED[3]] * len(CRITERIA), "secret")

    lea = dossier(evaluations=(of("midpoint"), of("self_midpoint"), of("self_final")))
    async with opened(tmp_path, "evaluation", lea, "final", size=size) as pilot:
        for _ in CRITERIA:
            assert "secret" not in pilot.seen
            rows = (line.partition("│")[0] for line in pilot.seen.splitlines())
            assert not any("●●●●" in row for row in rows)
            await pilot.press("down")
