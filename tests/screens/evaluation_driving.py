"""What the tests of the evaluations share."""

from __future__ import annotations

from datetime import date

from telestage_tui.dossier.evaluations import Evaluation, EvaluationKind, InternWord, Rating
from telestage_tui.programme.loader import load_programme

from .driving import Person

CONTENT = load_programme().evaluation
CRITERIA = tuple(criterion.id for criterion in CONTENT.criteria)
TODAY = date(2027, 2, 10)


READ = InternWord(read_on=TODAY, agrees=True)
"""Without it, a final form is not presented."""


def evaluation(kind: EvaluationKind, *levels: int | None, **fields: object) -> Evaluation:
    """A form with these levels on the first criteria; None for *ne s'applique pas*."""
    ratings = tuple(
        Rating(criterion=criterion, level=level, applicable=level is not None)
        for criterion, level in zip(CRITERIA, levels, strict=False)
    )
    return Evaluation(kind=kind, ratings=ratings, **fields)


def full_evaluation(kind: EvaluationKind, **fields: object) -> Evaluation:
    """A form with every criterion at 3, and an appraisal."""
    return evaluation(kind, *[3] * len(CRITERIA), **({"overall": 3} | fields))


def line_of(pilot: Person, words: str) -> str:
    """The first line of the screen whose left part, the list, holds these words."""
    lines = (line.partition("│")[0] for line in pilot.seen.splitlines())
    return next(line for line in lines if words in line)
