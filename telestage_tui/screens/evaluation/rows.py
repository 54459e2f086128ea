"""The lines of a form, and of the table that sets the four forms side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from ...dossier.evaluations import Evaluation, EvaluationKind
from ...dossier.text import typeset
from ...programme.texts import EvaluationContent
from ...widgets.rating import dots, trend
from ...widgets.rows import (
    BLANK,
    Cell,
    Row,
    Tone,
)
from .form import Form
from .items import NOT_APPLICABLE_SHORT, CriterionItem, Item

LEVEL_TONES: dict[int | None, Tone] = {4: "success", 3: "plain", 2: "warning", 1: "error"}
DOTS = 4
"""Columns of the dots of a level."""
BESIDE = 8
"""Columns of a level of another form."""
ANSWER = 32
"""Columns that the answer to a closing question takes at most."""


class FormKey(NamedTuple):
    """The key of the line of a form."""

    kind: EvaluationKind


class CriterionKey(NamedTuple):
    """The key of the line of a criterion."""

    criterion: str


def dots_cell(evaluation: Evaluation, criterion: str, width: int = DOTS) -> Cell:
    """The dots of a criterion."""
    rating = evaluation.rating(criterion)
    tone = LEVEL_TONES.get(rating.level, "muted")
    return Cell(dots(rating.level, applicable=rating.applicable), width, tone)


# --- one form -----------------------------------------------------------------------------------


def form_rows(form: Form) -> list[Row]:
    """Each heading with its rows."""
    words = max(len(level.short) for level in form.content.levels)
    words = max(words, len(NOT_APPLICABLE_SHORT))
    rows: list[Row] = []
    for title, items in form.groups:
        rows += [BLANK] if rows else []
        rows.append(_heading(form, title, items))
        rows += [_item_row(form, item, words) for item in items]
    return rows


def _heading(form: Form, title: str, items: Sequence[Item]) -> Row:
    if not isinstance(items[0], CriterionItem):
        return Row((Cell(title, tone="heading"),))
    answered = sum(form.evaluation.rating(item.id).is_answered for item in items)
    cells = [Cell(f"{title} {answered}/{len(items)}", tone="heading")]
    if form.earlier is not None:
        cells.append(Cell("mi-stage", BESIDE, "muted"))
    if form.own_view is not None:
        cells.append(Cell("auto", DOTS, "muted"))
    return Row(tuple(cells))


def _item_row(form: Form, item: Item, words: int) -> Row:
    if isinstance(item, CriterionItem):
        return Row(tuple(_criterion_cells(form, item, words)), item.id)
    said = item.said(form.evaluation)
    return Row(
        (
            Cell("✓" if said else "○", 1, "success" if said else "plain"),
            Cell(typeset(item.title)),
            Cell(said, min(ANSWER, cell_len(said)), "muted"),
        ),
        item.id,
    )


def _criterion_cells(form: Form, item: CriterionItem, words: int) -> Iterator[Cell]:
    evaluation = form.evaluation
    tone = LEVEL_TONES.get(evaluation.rating(item.id).level, "muted")
    yield dots_cell(evaluation, item.id)
    yield Cell(typeset(item.title))
    yield Cell("¶" if item.text(evaluation) else "", 1, "accent")
    yield Cell(item.said(evaluation), words, tone)
    if form.earlier is not None:
        change = form.trend(item.id)
        before = dots_cell(form.earlier, item.id)
        yield Cell(f"{before.text} {change.sign if change else ''}", BESIDE, "muted")
    if form.own_view is not None:
        yield Cell(dots_cell(form.own_view, item.id).text, DOTS, "muted")


# --- the four side by side ----------------------------------------------------------------------


def comparison_rows(
    content: EvaluationContent, forms: Mapping[EvaluationKind, Evaluation]
) -> list[Row]:
    """A line a criterion: mid-stage, final, the change, the intern's own view.

    The intern's own view is the final one once it has levels, the mid-stage one until then.
    """
    own = forms["self_final"] if forms["self_final"].ratings else forms["self_midpoint"]
    columns = ("mi-stage", "finale", "tendance", "auto")
    rows: list[Row] = []
    for group in content.groups:
        rows += [BLANK] if rows else []
        names = columns if not rows else ("",) * len(columns)
        rows.append(
            Row((Cell(group.title, tone="heading"), *(Cell(n, BESIDE, "muted") for n in names)))
        )
        rows += [_compared(c.id, c.title, forms, own) for c in group.criteria]
    return rows


def _compared(
    criterion: str, title: str, forms: Mapping[EvaluationKind, Evaluation], own: Evaluation
) -> Row:
    before, after = forms["midpoint"], forms["final"]
    change = trend(before.rating(criterion).level, after.rating(criterion).level)
    return Row(
        (
            Cell(typeset(title)),
            dots_cell(before, criterion, BESIDE),
            dots_cell(after, criterion, BESIDE),
            Cell(f"{change.sign} {change.word}" if change else "", BESIDE,
                 change.tone if change else "muted"),
            dots_cell(own, criterion, BESIDE),
        ),
        CriterionKey(criterion),
    )  # fmt: skip
