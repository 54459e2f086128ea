"""The answers of a form on the screen: a line each in the list, the selected one in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from ...dossier.evaluations import Evaluation
from ...dossier.french import plain_date, weekday_date
from ...widgets.paragraph import Paragraph
from ...widgets.rating import RatingScale
from ...widgets.rows import BLANK, Cell, Row, Tone, Typing, heading
from ...wording import level_dots
from .form import AFTERWARDS, Form
from .items import Item

LEVEL_TONES: dict[int | None, Tone] = {4: "success", 3: "plain", 2: "warning", 1: "error"}
DOTS = 4
"""Columns of the dots of a level."""
BESIDE = 8
"""Columns of a level of another form."""
ANSWER = 32
"""Columns that the answer to a closing question takes at most."""


def status_line(form: Form, due: date | None) -> Content:
    """How far the form is, and what is to do next.

    Args:
        form: The form.
        due: When it is to be complete, a local date.
    """
    sign, tone, words = form.status()
    colour = "$text-muted" if tone == "plain" else f"$text-{tone}"
    if completed_on := form.evaluation.completed_on:
        way = "stage clos" if form.dossier.closed_on else "Ctrl+O pour la rouvrir"
        line = f"{words} depuis le {plain_date(completed_on)} · {way}"
    elif form.dossier.closed_on:
        line = f"{words} · stage clos : Ctrl+O pour le rouvrir"
    elif not form.missing:
        line = f"{words} · tout y est : F2 pour la déclarer complète"
    else:
        when = f" · pour le {weekday_date(due)}" if due else ""
        line = f"{words}{when} · {form.content.form(form.kind).intro}"
    return Content.styled(f"{sign} {line}", colour)


def dots_cell(evaluation: Evaluation, criterion: str, width: int = DOTS) -> Cell:
    """The dots of a criterion."""
    rating = evaluation.rating(criterion)
    tone = LEVEL_TONES.get(rating.level, "muted")
    return Cell(level_dots(rating.level, applicable=rating.applicable), width, tone)


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
    yield Cell("¶" if item.text(evaluation) else "", 1, "accent")
    yield Cell(summary, max(len(answer.short) for answer in item.answers), level.tone)
    if form.earlier is not None:
        change = form.trend(item.id)
        before = dots_cell(form.earlier, item.id)
        yield Cell(f"{before.text} {change.sign if change else ''}", BESIDE, "muted")
    if form.own_view is not None:
        yield Cell(dots_cell(form.own_view, item.id).text, DOTS, "muted")


class AnswerPanel(VerticalScroll, can_focus=False):
    """The selected row: the question, the answers, the text, and those of the other forms."""

    DEFAULT_CSS = """
    AnswerPanel {
        padding: 0 1;
        & > Paragraph { height: auto; }
    }
    """

    _contents: tuple[Form, Item, str] | None = None

    def compose(self) -> ComposeResult:
        yield Paragraph("", id="question")
        yield RatingScale()
        yield Paragraph("", id="answer")

    def show(self, form: Form, item: Item, unsent: str) -> None:
        """Show a row.

        Args:
            form: The form it is in.
            item: The row.
            unsent: A text typed for it and not saved, or an empty one.
        """
        if (form, item, unsent) == self._contents:
            return  # a list that is filled again announces its cursor twice
        self._contents = (form, item, unsent)
        question = [Content.styled(item.title, "bold $text-primary")]
        if item.hint:
            question.append(Content.styled(item.hint, "$text-muted"))
        self.query_one("#question", Paragraph).update(Content("\n").join(question))
        self.query_one(RatingScale).show(item.answers, item.digit(form.evaluation))
        answer = Content("\n").join(_answer_lines(form, item, unsent))
        self.query_one("#answer", Paragraph).update(answer)
        self.scroll_home(animate=False)


def _answer_lines(form: Form, item: Item, unsent: str) -> Iterator[Content]:
    writable = not form.lock_reason(item)
    if form.is_complete and item.id in AFTERWARDS:
        yield Content.styled("Se note encore, l’évaluation étant complète.", "$text-muted")
    answer = item.answer(form.evaluation)
    if answer and answer.hint:
        yield Content.styled(answer.hint, "$text-muted")
    if item.writing:
        text = item.text(form.evaluation) or ("— (tapez pour écrire)" if writable else "—")
        yield Content.assemble(_label(item.writing.title), text)
    if unsent and writable:
        yield Content.styled(
            "! Un texte non enregistré est gardé : ⏎ pour le reprendre.", "$text-warning"
        )
    if item.is_criterion and form.earlier is not None:
        change = form.trend(item.id)
        trend = f" · {change.sign} {change.word}" if change else ""
        yield from _other_answer("Mi-stage", item, form.earlier, trend)
    if item.is_criterion and form.own_view is not None:
        yield from _other_answer("Autoévaluation", item, form.own_view)


def _other_answer(
    name: str, item: Item, evaluation: Evaluation, trend: str = ""
) -> Iterator[Content]:
    answer = item.answer(evaluation)
    level = f"{answer.sign} {answer.label}" if answer else f"{level_dots(None)} sans réponse"
    yield Content.assemble(_label(name), f"{level}{trend}")
    if comment := item.text(evaluation):
        yield Content.styled(f"  « {comment} »", "$text-muted")


def _label(name: str) -> tuple[str, str]:
    return f"{name} ", "bold $text-accent"
