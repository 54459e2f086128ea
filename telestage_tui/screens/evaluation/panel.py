"""The selected row of a form in full: its question, its answers, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from ...dossier.evaluations import Evaluation
from ...dossier.french import de, listing, short_day, upper_first
from ...dossier.text import clean_line
from ...planning.observations import Observation, Period
from ...programme.evaluation import CriteriaGroup, EvaluationContent
from ...programme.remarks import Remark
from ...programme.reviewing import AFTERWARDS
from ...widgets.paragraph import Paragraph
from ...widgets.rating import RatingScale
from ...wording import LATE_SIGN, level_dots
from .form import Form
from .items import Item

EVERYTHING = "En tout"
"""Before what was observed whatever the group, under what speaks to one."""
OTHERS = "Aussi observé"
"""Before what speaks to no group in particular, or to another one."""
LATEST = 4
"""Observations shown in the panel; the others are one key away."""


class View(NamedTuple):
    """What the panel shows.

    Attributes:
        form: The form.
        item: Its selected row.
        unsent: A text typed for it and not saved, or an empty one.
        period: What was observed.
        group: The group of its criterion, when something observed speaks to it; None otherwise.
        remarks: What deserves a second look in the form.
    """

    form: Form
    item: Item
    unsent: str
    period: Period
    group: CriteriaGroup | None
    remarks: tuple[Remark, ...]


class AnswerPanel(VerticalScroll, can_focus=False):
    """The selected row.

    Under the list, where lines are few, the level that was given is described before the four are;
    beside it, the four are in view, and the latest observations follow.
    """

    DEFAULT_CSS = """
    AnswerPanel {
        padding: 0 1;
        & > Paragraph { height: auto; }
        & > .-blank { display: none; }
    }
    """

    _view: View | None = None

    def compose(self) -> ComposeResult:
        yield Paragraph("", id="question")
        yield RatingScale()
        yield Paragraph("", id="chosen")
        yield Paragraph("", id="answer")
        yield Paragraph("", id="observed")
        yield Paragraph("", id="anchors")
        yield Paragraph("", id="latest")

    def show(self, view: View) -> None:
        """Show a row."""
        if view == self._view:
            return  # a list that is filled again announces its cursor twice
        self._view = view
        form, item = view.form, view.item
        question = [Content.styled(item.title, "bold $text-primary")]
        if item.hint:
            question.append(Content.styled(item.hint, "$text-muted"))
        self._write("question", question)
        self.query_one(RatingScale).show(item.answers, item.digit(form.evaluation))
        self._write("chosen", _chosen_lines(form, item))
        self._write("answer", answer_lines(view))
        self._write("observed", _period_lines(view))
        self._write("anchors", _anchor_lines(form.content, item, item.digit(form.evaluation)))
        self._write("latest", _latest_lines(view))
        self.scroll_home(animate=False)

    def _write(self, name: str, lines: Iterable[Content]) -> None:
        """Fill one of the paragraphs, which takes no room while it says nothing."""
        paragraph, text = self.query_one(f"#{name}", Paragraph), Content("\n").join(lines)
        paragraph.update(text)
        paragraph.set_class(not text, "-blank")


def _anchor_lines(content: EvaluationContent, item: Item, digit: int | None) -> Iterator[Content]:
    """What is observed at each level, the highest first, that of the level given in bold."""
    if not item.is_criterion or not content.anchor(item.id, 1):
        return
    yield Content.styled("Repères proposés par telestage", "$text-muted")
    for level in sorted((level.value for level in content.levels), reverse=True):
        style = "bold" if level == digit else "$text-muted"
        yield Content.styled(f"{level} {content.anchor(item.id, level)}", style)


def _chosen_lines(form: Form, item: Item) -> Iterator[Content]:
    """What is observed at the level that was given."""
    if anchor := _anchor(form, item):
        yield Content.styled(f"Repère proposé : {anchor}", "$text-muted")


def _anchor(form: Form, item: Item) -> str:
    mark = form.evaluation.rating(item.id).mark if item.is_criterion else None
    return form.content.anchor(item.id, mark) if mark else ""


def answer_lines(view: View) -> Iterator[Content]:
    """The answer in words, what it still lacks, and what the other forms say."""
    form, item = view.form, view.item
    writable = not form.lock_reason(item)
    if form.is_complete and item.id in AFTERWARDS:
        yield Content.styled("Se note encore, l’évaluation étant complète.", "$text-muted")
    if writable and form.lacks_word(item):
        whose = de(form.dossier.intern.first_name)
        yield _warning(f"D’abord le mot {whose}, lecture et accord : ⏎ le demande, puis la date.")
    answer = item.answer(form.evaluation)
    if answer and answer.hint and not _anchor(form, item):
        yield Content.styled(answer.hint, "$text-muted")
    if item.writing:
        text = item.text(form.evaluation) or ("— (tapez pour écrire)" if writable else "—")
        yield Content.assemble(_label(item.writing.title), text)
    if view.unsent and writable:
        yield _warning("Un texte non enregistré est gardé : ⏎ pour le reprendre.")
    if item in form.unsupported:
        yield _warning("À étayer : un fait en commentaire, ou F4 pour citer une note.")
    if item.is_criterion:
        yield from _other_lines(form, item)
    for remark in view.remarks:
        if item.id in remark.criteria:
            yield _warning(remark.here)


def _other_lines(form: Form, item: Item) -> Iterator[Content]:
    """What the other forms say of a criterion, once it has a level here."""
    change = form.trend(item.id)
    trend = f" · {change.sign} {change.word}" if change else ""
    others = [
        (name, other, after)
        for name, other, after in (
            ("Mi-stage", form.earlier, trend),
            ("Autoévaluation", form.own_view, ""),
        )
        if other is not None
    ]
    if not form.is_blind(item.id):
        for name, other, after in others:
            yield from _other_answer(name, item, other, after)
    elif others:
        names = listing([name for name, _, _ in others])
        shown = f"{upper_first(names.lower())} : après votre niveau."
        yield Content.styled(shown, "$text-muted")


def _other_answer(
    name: str, item: Item, evaluation: Evaluation, trend: str = ""
) -> Iterator[Content]:
    answer = item.answer(evaluation)
    level = f"{answer.sign} {answer.label}" if answer else f"{level_dots(None)} sans réponse"
    yield Content.assemble(_label(name), f"{level}{trend}")
    if comment := item.text(evaluation):
        yield Content.styled(f"  « {comment} »", "$text-muted")


def _period_lines(view: View) -> Iterator[Content]:
    """How what was observed spreads over the weeks, and how recent it is; its group first."""
    period = view.period
    if not (view.form.has_period and view.item.quotes and period.since):
        return
    if group := view.group:
        own = period.about(group.id)
        yield Content.assemble(_label(group.title), f"{own.chart} {own.since} · F4")
        yield Content.assemble(_label(EVERYTHING), f"{period.chart} {period.since}")
    else:
        yield Content.assemble(_label("Observé"), f"{period.chart} {period.since} · F4")


def _latest_lines(view: View) -> Iterator[Content]:
    """The latest observations: those on its group first, the others after a quieter heading."""
    if not (view.form.has_period and view.item.quotes):
        return
    group = view.group
    own = _latest(view.period.about(group.id)) if group else []
    yield from own[:LATEST]
    others = _latest(view.period.apart_from(group.id) if group else view.period)
    if own and others and len(own) < LATEST:
        yield Content.styled(OTHERS, "$text-muted italic")
    for line in others[: max(0, LATEST - len(own))]:
        yield line.stylize("$text-muted")


def _latest(period: Period) -> list[Content]:
    """The dated observations, the latest first, each on one line."""
    lines = [(line.on, observation_text(line)) for line in period.lines if line.on]
    return [Content(f"{short_day(day)} · {text}") for day, text in reversed(lines)]


def observation_text(line: Observation) -> str:
    """An observation on one line, after what it is about."""
    text = clean_line(line.text)
    return f"{line.topic} : {text}" if line.topic else text


def _warning(text: str) -> Content:
    return Content.styled(f"{LATE_SIGN} {text}", "$text-warning")


def _label(name: str) -> tuple[str, str]:
    return f"{name} ", "bold $text-accent"
