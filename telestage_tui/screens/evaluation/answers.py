"""The answers of a form on the screen: how far it is, and a line each in the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.cells import cell_len
from textual.content import Content

from ...dossier.evaluations import Evaluation
from ...dossier.french import count, plain_date, weekday_date
from ...programme.remarks import Remark
from ...widgets.rows import BLANK, Cell, Row, Tone, Typing, heading
from ...wording import LATE_SIGN, level_dots
from .form import Form
from .items import Item

LEVEL_TONES: dict[int | None, Tone] = {4: "success", 3: "plain", 2: "warning", 1: "error"}
DOTS = 4
"""Columns of the dots of a level."""
BESIDE = 8
"""Columns of a level of another form."""
ANSWER = 32
"""Columns that the answer to a closing question takes at most."""


def status_line(form: Form, due: date | None, remarks: Sequence[Remark]) -> Content:
    """How far the form is, and what is to do next, short enough for 80 columns.

    Args:
        form: The form.
        due: When it is to be complete, a local date.
        remarks: What deserves a second look.
    """
    sign, tone, words = form.status()
    colour = "$text-muted" if tone == "plain" else f"$text-{tone}"
    if completed_on := form.evaluation.completed_on:
        way = "stage clos" if form.dossier.closed_on else "Ctrl+O pour la rouvrir"
        line = f"{words} depuis le {plain_date(completed_on)} · {way}"
    elif form.dossier.closed_on:
        line = f"{words} · stage clos : Ctrl+O pour le rouvrir"
    elif not form.missing:
        then = "" if form.unsupported else " : F2 pour la déclarer complète"
        line = f"{words} · {_to_see(form, remarks)}{then}"
    else:
        when = f" · pour le {weekday_date(due)}" if due else ""
        line = f"{words}{when}"
    return Content.styled(f"{sign} {line}", colour)


def _to_see(form: Form, remarks: Sequence[Remark]) -> str:
    """`tout y est`, and what may be looked at before: `2 niveaux à étayer (F6), 1 remarque`."""
    unsupported = len(form.unsupported)
    parts = [
        *(
            [f"{count(unsupported, 'niveau à étayer', 'niveaux à étayer')} (F6)"]
            if unsupported
            else ()
        ),
        *([count(len(remarks), "remarque")] if remarks else ()),
    ]
    return f"tout y est, {', '.join(parts)}" if parts else "tout y est"


def dots_cell(evaluation: Evaluation, criterion: str, width: int = DOTS) -> Cell:
    """The dots of a criterion."""
    rating = evaluation.rating(criterion)
    tone = LEVEL_TONES.get(rating.mark, "muted")
    dots = level_dots(rating.level, applicable=rating.applicable, observed=rating.observed)
    return Cell(dots, width, tone)


def form_rows(form: Form) -> list[Row]:
    """Each heading with its rows."""
    rows: list[Row] = []
    for title, items in form.groups:
        rows += [BLANK] if rows else []
        rows.append(_heading(form, title, items))
        rows += [Row(tuple(_cells(form, item)), item.id, _typing(item)) for item in items]
    return rows


def _typing(item: Item) -> Typing:
    """What is typed there and is no command, be the form complete or the stage closed.

    On every row of the form, so that a word typed on a question answered by a digit goes nowhere.
    """
    return "letters" if item.answers else "text"


def _heading(form: Form, title: str, items: Sequence[Item]) -> Row:
    if not items[0].is_criterion:
        return heading(title)
    total = sum(form.evaluation.rating(item.id).is_answered for item in items)
    cells = [Cell(f"{title} {total}/{len(items)}", tone="heading")]
    if form.earlier is not None:
        cells.append(Cell("mi-stage", BESIDE, "muted"))
    if form.own_view is not None:
        cells.append(Cell("auto", DOTS, "muted"))
    return Row(tuple(cells))


def _cells(form: Form, item: Item) -> Iterator[Cell]:
    evaluation, summary = form.evaluation, item.summary(form.evaluation)
    if not item.is_criterion:
        yield Cell("✓" if summary else "○", 1, "success" if summary else "plain")
        yield Cell(item.title)
        yield Cell(summary, min(ANSWER, cell_len(summary)), "muted")
        return
    level = dots_cell(evaluation, item.id)
    yield level
    yield Cell(item.title)
    yield _comment_cell(form, item)
    yield Cell(summary, max(len(answer.short) for answer in item.answers), level.tone)
    is_blind = form.is_blind(item.id)
    if form.earlier is not None:
        change = form.trend(item.id)
        before = f"{dots_cell(form.earlier, item.id).text} {change.sign if change else ''}"
        yield Cell("" if is_blind else before, BESIDE, "muted")
    if form.own_view is not None:
        yield Cell("" if is_blind else dots_cell(form.own_view, item.id).text, DOTS, "muted")


def _comment_cell(form: Form, item: Item) -> Cell:
    """`¶` where there is a comment, `!` where a fact is due."""
    if item in form.unsupported:
        return Cell(LATE_SIGN, 1, "warning")
    return Cell("¶" if item.text(form.evaluation) else "", 1, "accent")
