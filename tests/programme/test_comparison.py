"""What may be seen of the other forms, and the means of a group."""

from __future__ import annotations

from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier.evaluations import Evaluation, EvaluationKind, Rating
from telestage_tui.programme.comparison import group_means, mean_change, side_by_side
from telestage_tui.programme.loader import load_programme

from .support import minimal

CONTENT = load_programme().evaluation
IDS = [criterion.id for criterion in CONTENT.criteria]
GROUP = CONTENT.groups[0]
NA = 0
"""In these tests, *ne s'applique pas*."""


def form(kind: EvaluationKind, levels: dict[str, int]) -> Evaluation:
    """A form with these levels."""
    ratings = tuple(
        Rating(criterion=name, level=level or None, applicable=bool(level))
        for name, level in levels.items()
    )
    return Evaluation(kind=kind, ratings=ratings)


answers = st.dictionaries(st.sampled_from(IDS), st.integers(NA, 4))


@given(answers, answers, answers, answers)
def test_nothing_of_another_form_is_seen_before_the_one_in_hand(
    before: dict[str, int], after: dict[str, int], own: dict[str, int], own_after: dict[str, int]
) -> None:
    forms = (
        form("midpoint", before),
        form("final", after),
        form("self_midpoint", own),
        form("self_final", own_after),
    )
    compared = side_by_side(minimal(evaluations=forms))
    in_hand = after or before
    for name in set(IDS) - set(in_hand):
        assert not compared.own.rating(name).is_answered
        if after:
            assert not compared.midpoint.rating(name).is_answered
    if compared.own.kind == "self_final":
        assert {each.criterion for each in compared.own.ratings} <= set(after)
    if compared.hidden == 0:
        for each in compared[:3]:
            assert each.ratings == minimal(evaluations=forms).evaluation(each.kind).ratings


@given(answers, answers)
def test_a_mean_counts_the_levels_and_nothing_else(
    before: dict[str, int], after: dict[str, int]
) -> None:
    rows = group_means((form("midpoint", before), form("final", after)), CONTENT)
    assert [row.group for row in rows] == list(CONTENT.groups)
    for group, means in rows:
        names = [criterion.id for criterion in group.criteria]
        for levels, value in zip((before, after), means, strict=True):
            known = [levels[name] for name in names if levels.get(name, NA) != NA]
            assert value == (pytest.approx(mean(known)) if known else None)


def test_the_change_of_a_group_is_that_of_the_criteria_rated_twice() -> None:
    first, second, third, fourth = (criterion.id for criterion in GROUP.criteria)
    before = form("midpoint", {first: 2, second: NA, third: 3})
    after = form("final", {first: 3, second: 1, third: 3, fourth: 1})
    assert mean_change(before, after, GROUP) == 0.5
    assert mean_change(before, form("final", {}), GROUP) is None


def test_a_level_kept_under_does_not_apply_is_in_no_mean() -> None:
    rating = Rating(criterion=IDS[0], level=4, applicable=False)
    row = group_means((Evaluation(kind="final", ratings=(rating,)),), CONTENT)[0]
    assert row.means == (None,)
