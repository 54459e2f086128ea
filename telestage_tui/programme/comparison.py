"""What the forms of a dossier say side by side: which levels may be seen, and means by group.

A criterion is rated before what another form says of it is seen, so that the first rating is the
tutor's own. There is never a mean of the whole form: the programme asks for none.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean
from typing import NamedTuple

from ..dossier.dossier import Dossier
from ..dossier.evaluations import Evaluation, Rating
from .evaluation import CriteriaGroup, EvaluationContent


class GroupMeans(NamedTuple):
    """The means of the levels of a group, from 1 to 4.

    Attributes:
        group: The group of criteria.
        means: One a form, in the order they were given; None where no criterion has a level.
    """

    group: CriteriaGroup
    means: tuple[float | None, ...]


class SideBySide(NamedTuple):
    """The forms compared, without the ratings that may not be seen yet.

    Attributes:
        midpoint: The tutor's mid-stage form.
        final: The tutor's final form.
        own: The intern's own view: the self-evaluation that goes with the form in hand.
        hidden: How many ratings may not be seen yet.
    """

    midpoint: Evaluation
    final: Evaluation
    own: Evaluation
    hidden: int


def unveiled(other: Evaluation, own: Evaluation) -> Evaluation:
    """Another form, with only its ratings of the criteria that one's own form has answered."""
    return other.evolve(
        ratings=tuple(each for each in other.ratings if own.rating(each.criterion).is_answered)
    )


def own_view(dossier: Dossier) -> Evaluation:
    """The self-evaluation to read beside the final form: the mid-stage one until it has levels."""
    own = dossier.evaluation("self_final")
    return own if own.ratings else dossier.evaluation("self_midpoint")


def side_by_side(dossier: Dossier) -> SideBySide:
    """The forms of a dossier beside the one in hand: the final one once it is begun."""
    midpoint, final = dossier.evaluation("midpoint"), dossier.evaluation("final")
    if final == Evaluation(kind="final"):
        own = dossier.evaluation("self_midpoint")
        seen = unveiled(own, midpoint)
        return SideBySide(midpoint, final, seen, len(own.ratings) - len(seen.ratings))
    others = (midpoint, own_view(dossier))
    before, seen = (unveiled(each, final) for each in others)
    known = len(before.ratings) + len(seen.ratings)
    return SideBySide(before, final, seen, sum(len(each.ratings) for each in others) - known)


def group_means(
    evaluations: Sequence[Evaluation], content: EvaluationContent
) -> tuple[GroupMeans, ...]:
    """The mean level of each group in each form, group after group.

    *Ne s'applique pas*, and a criterion without a level, count in no mean.
    """
    return tuple(
        GroupMeans(group, tuple(_mean(_levels(form, group)) for form in evaluations))
        for group in content.groups
    )


def mean_change(before: Evaluation, after: Evaluation, group: CriteriaGroup) -> float | None:
    """How much the levels of a group rose from one form to the next, on average.

    Only the criteria with a level in both count: one that was not rated the first time says nothing
    of progress. None when there is none.
    """
    earlier, later = _levels(before, group), _levels(after, group)
    return _mean({name: later[name] - earlier[name] for name in earlier.keys() & later.keys()})


def _levels(form: Evaluation, group: CriteriaGroup) -> dict[str, int]:
    levels = {each.id: _level(form.rating(each.id)) for each in group.criteria}
    return {name: level for name, level in levels.items() if level is not None}


def _level(rating: Rating) -> int | None:
    return rating.mark


def _mean(values: dict[str, int]) -> float | None:
    return fmean(values.values()) if values else None
