"""When an evaluation is complete, and declaring it so."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.evaluations import Evaluation, EvaluationKind, Rating
from telestage_tui.programme.completeness import TUTORS, complete, missing, unsupported
from telestage_tui.programme.loader import load_programme

from .support import TODAY, minimal

CONTENT = load_programme().evaluation
IDS = [criterion.id for criterion in CONTENT.criteria]
KINDS = st.sampled_from(get_args(EvaluationKind))


def answered(kind: EvaluationKind, ids: list[str], overall: int | None) -> Evaluation:
    """A form with those criteria answered, some with a level, some without."""
    kinds = ({"level": 3}, {"applicable": False}, {"observed": False})
    ratings = [Rating(criterion=each, **kinds[rank % 3]) for rank, each in enumerate(ids)]
    return Evaluation(kind=kind, ratings=tuple(ratings), overall=overall)


@given(KINDS, st.lists(st.sampled_from(IDS), unique=True), st.none() | st.integers(1, 5))
def test_every_criterion_and_the_appraisal_are_asked(
    kind: EvaluationKind, ids: list[str], overall: int | None
) -> None:
    left = [each for each in IDS if each not in ids] + ([] if overall else ["overall"])
    assert list(missing(answered(kind, ids, overall), CONTENT)) == left


def test_a_level_taken_back_is_missing_again() -> None:
    form = answered("final", IDS, 4)
    blank = Rating(criterion=IDS[0], comment="À revoir ensemble.")
    assert missing(form.evolve(ratings=(blank, *form.ratings[1:])), CONTENT) == (IDS[0],)


@pytest.mark.parametrize("kind", get_args(EvaluationKind))
def test_a_form_is_declared_complete_once_nothing_is_missing(kind: EvaluationKind) -> None:
    dossier = minimal(evaluations=(answered(kind, IDS, 4),))
    assert complete(CONTENT, kind, on=TODAY).apply(dossier).evaluation(kind).completed_on == TODAY
    short = minimal(evaluations=(answered(kind, IDS[1:], 4),))
    for unfinished in (short, minimal()):
        with pytest.raises(Refused, match="manque des réponses"):
            complete(CONTENT, kind, on=TODAY).apply(unfinished)


LEVELS = st.none() | st.integers(1, 4)
COMMENTS = st.sampled_from(["", "Livre en avance.", " \n"])


@given(KINDS, st.lists(st.tuples(LEVELS, st.booleans(), st.booleans(), COMMENTS), max_size=23))
def test_an_extreme_of_the_tutor_without_a_comment_lacks_a_fact(
    kind: EvaluationKind, answers: list[tuple[int | None, bool, bool, str]]
) -> None:
    ratings = tuple(
        Rating(criterion=each, level=level, applicable=applies, observed=seen, comment=comment)
        for each, (level, applies, seen, comment) in zip(IDS, answers, strict=False)
    )
    expected = tuple(
        each
        for each, (level, applies, seen, comment) in zip(IDS, answers, strict=False)
        if level in (1, 4) and applies and seen and not comment.strip() and kind in TUTORS
    )
    assert unsupported(Evaluation(kind=kind, ratings=ratings), CONTENT) == expected


def test_a_form_is_declared_complete_all_the_same() -> None:
    form = answered("midpoint", IDS, 4)
    extreme = Rating(criterion=IDS[0], level=1)
    form = form.evolve(ratings=(extreme, *form.ratings[1:]))
    assert unsupported(form, CONTENT) == (IDS[0],)
    after = complete(CONTENT, "midpoint", on=TODAY).apply(minimal(evaluations=(form,)))
    assert after.evaluation("midpoint").completed_on == TODAY
