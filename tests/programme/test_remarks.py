"""The plain remarks on an evaluation: what deserves a second look, and never too early."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier.evaluations import Evaluation, EvaluationKind, Rating
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.remarks import remarks

CONTENT = load_programme().evaluation
IDS = [criterion.id for criterion in CONTENT.criteria]


def form(
    *levels: int | None, kind: EvaluationKind = "midpoint", comments: dict[int, str] | None = None
) -> Evaluation:
    """A form with these levels, None for *pas pu observer*, and comments by rank."""
    return Evaluation(
        kind=kind,
        ratings=tuple(
            Rating(
                criterion=criterion,
                level=level,
                observed=level is not None,
                comment=(comments or {}).get(rank, ""),
            )
            for rank, (criterion, level) in enumerate(zip(IDS, levels, strict=False))
        ),
    )


def said(evaluation: Evaluation, own_view: Evaluation | None = None) -> list[str]:
    return [remark.text for remark in remarks(evaluation, own_view, CONTENT)]


def test_all_levels_equal_is_said_once_every_criterion_is_answered() -> None:
    assert said(form(*[3] * 22)) == []
    assert said(form(*[3] * 22, 2)) == []
    [text] = said(form(*[3] * 22, None))  # one could not be observed: out of the comparison
    assert text.startswith("Tous les niveaux sont les mêmes : conforme aux attentes.")
    assert said(form(*[None] * 23)) == []
    assert said(form(3, *[None] * 22)) == []


def test_the_same_comment_twice_is_said_with_its_criteria() -> None:
    comments = {0: "Bon travail.", 1: "Autre", 2: "bon  TRAVAIL.", 3: ""}
    [remark] = remarks(form(3, 2, 3, 3, comments=comments), None, CONTENT)
    assert remark.criteria == (IDS[0], IDS[2])
    assert remark.text == (
        "Le même commentaire pour « Organise son travail » et « Sait fixer des priorités »."
    )


def test_two_levels_apart_is_said_only_where_both_gave_one() -> None:
    own = form(1, 1, 3, None, 4, kind="self_midpoint")
    [remark] = remarks(form(3, 2, None, 4), own, CONTENT)
    assert remark.criteria == (IDS[0],)
    assert "« Organise son travail »" in remark.text
    assert said(form(3, 2, None, 4)) == []


@pytest.mark.parametrize("kind", ["self_midpoint", "self_final"])
def test_a_self_evaluation_is_copied_without_a_remark(kind: EvaluationKind) -> None:
    alike = form(*[4] * 23, kind=kind, comments={0: "Oui", 1: "Oui"})
    assert said(alike, form(*[1] * 23)) == []


@given(st.lists(st.none() | st.integers(1, 4), max_size=23), st.integers(0, 22), st.data())
def test_a_remark_never_tells_what_the_intern_says_of_a_criterion_without_a_level(
    levels: list[int | None], rank: int, data: st.DataObject
) -> None:
    levels += [2] * (23 - len(levels))
    levels[rank] = None
    marks = data.draw(st.lists(st.integers(1, 4), min_size=23, max_size=23))
    otherwise = [*marks[:rank], 5 - marks[rank], *marks[rank + 1 :]]
    views = [form(*each, kind="self_midpoint") for each in (marks, otherwise)]
    assert said(form(*levels), views[0]) == said(form(*levels), views[1])
