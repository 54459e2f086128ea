"""The columns of an evaluation on paper: the form, and those it is compared with.

The levels that another form gives a criterion are shown once the form itself has answered it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from ...dossier.dossier import Dossier
from ...dossier.evaluations import Evaluation
from ...programme.comparison import group_means, mean_change, own_view, unveiled
from ...programme.evaluation import CriteriaGroup, EvaluationContent
from ...wording import HIGHEST_LEVEL, change_sign, level_dots
from .language import Speech
from .setting import Data

Cells = Callable[[str], str | None]
"""What a column shows of a criterion; None for a blank to fill in by hand."""


class Column(NamedTuple):
    """One column of the table of the criteria.

    Attributes:
        title: Its heading.
        cell: What it shows of a criterion.
        mean: What it shows of a whole group: a text, and the part of a bar that is full.
    """

    title: str
    cell: Cells
    mean: Callable[[CriteriaGroup], Data | None]


def shown_self_evaluation(dossier: Dossier, evaluation: Evaluation) -> Evaluation | None:
    """The self-evaluation shown beside a form of the tutor, as far as it may be seen.

    A self-evaluation stands alone: it stays the intern's own.
    """
    own = _self_evaluation(dossier, evaluation)
    if own is None:
        return None
    seen = unveiled(own, evaluation)
    return seen if seen.ratings else None


def _self_evaluation(dossier: Dossier, evaluation: Evaluation) -> Evaluation | None:
    match evaluation.kind:
        case "midpoint":
            return dossier.evaluation("self_midpoint")
        case "final":
            return own_view(dossier)
        case _:
            return None


def veiled_sentences(dossier: Dossier, evaluation: Evaluation, speech: Speech) -> Iterator[str]:
    """That other forms have levels which the paper does not show yet: a rating is made blind."""
    before = dossier.evaluation("midpoint") if evaluation.kind == "final" else None
    others = filter(None, (before, _self_evaluation(dossier, evaluation)))
    if any(unveiled(other, evaluation).ratings != other.ratings for other in others):
        yield speech.words["veiled"]


def columns_of(
    evaluation: Evaluation,
    dossier: Dossier,
    own: Evaluation | None,
    content: EvaluationContent,
    speech: Speech,
) -> Iterator[Column]:
    """The earlier form, the form, the change between them, and the intern's own view."""
    before = unveiled(dossier.evaluation("midpoint"), evaluation)
    if evaluation.kind == "final" and before.ratings:
        yield _other_column(before, "midpoint", content, speech)
        yield _form_column(evaluation, "final", content, speech)
        yield _change_column(before, evaluation, speech)
    else:
        yield _form_column(evaluation, "level", content, speech)
    if own is not None:
        yield _other_column(own, "self", content, speech)


def _other_column(
    form: Evaluation, word: str, content: EvaluationContent, speech: Speech
) -> Column:
    """The column of another form, which is not filled in by hand: nothing, and not a blank."""
    column = _form_column(form, word, content, speech)
    return column._replace(cell=lambda criterion: column.cell(criterion) or "")


def _form_column(form: Evaluation, word: str, content: EvaluationContent, speech: Speech) -> Column:
    means = {group.id: mean for group, (mean,) in group_means([form], content)}

    def mean(group: CriteriaGroup) -> Data | None:
        value = means[group.id]
        if value is None:
            return None
        return {"text": speech.tenths(value), "share": value / HIGHEST_LEVEL}

    return Column(speech.words[word], partial(_level, form), mean)


def _change_column(before: Evaluation, after: Evaluation, speech: Speech) -> Column:
    def cell(criterion: str) -> str:
        levels = (before.rating(criterion).level, after.rating(criterion).level)
        return "" if None in levels else change_sign((levels[1] or 0) - (levels[0] or 0))

    def mean(group: CriteriaGroup) -> Data | None:
        change = mean_change(before, after, group)
        if change is None:
            return None
        rounded = round(change, 1)
        number = f" {speech.tenths(abs(rounded))}" if rounded else ""
        return {"text": f"{change_sign(rounded)}{number}", "share": None}

    return Column(speech.words["change"], cell, mean)


def _level(form: Evaluation, criterion: str) -> str | None:
    """A level by its dots and its digit; None where nothing was answered."""
    rating = form.rating(criterion)
    if not rating.is_answered:
        return None
    digit = "" if rating.level is None else f" {rating.level}"
    dots = level_dots(rating.level, applicable=rating.applicable, observed=rating.observed)
    return f"{dots}{digit}"
