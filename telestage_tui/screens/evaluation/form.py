"""One form of one dossier: its rows, how far it is, and the forms it is shown beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ...dossier.changes import Change, edit_evaluation, reopen_evaluation
from ...dossier.deeds import deed
from ...dossier.dossier import Dossier
from ...dossier.errors import Refused
from ...dossier.evaluations import Evaluation, EvaluationKind
from ...planning.due import due_dates
from ...planning.observations import Period
from ...programme import completeness
from ...programme.evaluation import EvaluationContent
from ...programme.programme import Programme
from ...programme.remarks import Remark, remarks
from ...programme.reviewing import AFTERWARDS
from ...widgets.rating import Trend, trend
from ...widgets.rows import Tone
from ..base import CLOSED
from .items import Item, criterion_item, own_question, question_item

WHOLE_TITLES = 74
"""Columns of the terminal from which the titles of the forms are told apart whole."""
NAMES: dict[EvaluationKind, str] = {
    "midpoint": "Mi-stage",
    "final": "Finale",
    "self_midpoint": "Auto mi-stage",
    "self_final": "Auto finale",
}
KINDS: tuple[EvaluationKind, ...] = ("midpoint", "final", "self_midpoint", "self_final")
EARLIER: dict[EvaluationKind, EvaluationKind] = {"final": "midpoint", "self_final": "self_midpoint"}
"""The form each one is compared with."""
OWN_VIEW: dict[EvaluationKind, EvaluationKind] = {
    "midpoint": "self_midpoint",
    "final": "self_final",
}
"""The self-evaluation shown beside each; never the other way, so that it stays the intern's own."""
PRESENTED = "discussed_on"
"""The closing question whose answer is the day the form was presented."""
COMPLETE = "Formulaire complété; pour y écrire, rouvrez-le : Ctrl+O."
"""Said where something would be written in a complete form."""

Edit = Callable[[Evaluation], Evaluation]


@dataclass(frozen=True)
class Form:
    """One of the four forms of a dossier.

    Attributes:
        dossier: The dossier.
        content: The questions of the programme.
        kind: Which form.
    """

    dossier: Dossier
    content: EvaluationContent
    kind: EvaluationKind

    @property
    def title(self) -> str:
        """The title of the form, in French."""
        return self.content.form(self.kind).title

    @property
    def evaluation(self) -> Evaluation:
        """The answers of the form."""
        return self.dossier.evaluation(self.kind)

    @property
    def earlier(self) -> Evaluation | None:
        """The earlier evaluation to compare with, when it has levels."""
        return self._rated(EARLIER.get(self.kind))

    @property
    def own_view(self) -> Evaluation | None:
        """The intern's own view at the same moment, when it has levels."""
        return self._rated(OWN_VIEW.get(self.kind))

    def _rated(self, kind: EvaluationKind | None) -> Evaluation | None:
        evaluation = self.dossier.evaluation(kind) if kind else None
        return evaluation if evaluation and evaluation.ratings else None

    def is_blind(self, criterion: str) -> bool:
        """Whether what the other forms say of a criterion is hidden, as it has no level here yet.

        So that the level given first is the tutor's own; it may then change freely.
        """
        return self.evaluation.rating(criterion).mark is None

    # --- rows -----------------------------------------------------------------------------------

    @cached_property
    def groups(self) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """Each heading with its rows: the criteria, then the closing questions."""
        criteria = tuple(
            (group.title, tuple(criterion_item(each, self.content) for each in group.criteria))
            for group in self.content.groups
        )
        questions = self.content.questions_for(self.kind)
        items = tuple(question_item(question, self.content) for question in questions)
        ids = {question.id for question in questions}
        former = (a.question for a in self.evaluation.answers if a.question not in ids)
        items += tuple(own_question(name, name) for name in former)
        return (*criteria, ("Pour conclure", items)) if items else criteria

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every row by its id, in order."""
        return {item.id: item for _, items in self.groups for item in items}

    def trend(self, criterion: str) -> Trend | None:
        """How the level of a criterion changed since the earlier evaluation."""
        if self.earlier is None:
            return None
        return trend(self.earlier.rating(criterion).mark, self.evaluation.rating(criterion).mark)

    # --- how far --------------------------------------------------------------------------------

    @property
    def answer_count(self) -> int:
        """How many criteria have an answer: a level, or why there is none."""
        return sum(self.evaluation.rating(c.id).is_answered for c in self.content.criteria)

    @property
    def is_begun(self) -> bool:
        """Whether anything is answered."""
        return self.evaluation != Evaluation(kind=self.kind)

    @property
    def is_complete(self) -> bool:
        """Whether it was declared complete."""
        return self.evaluation.completed_on is not None

    @property
    def missing(self) -> tuple[Item, ...]:
        """The rows that must be answered before the form is complete."""
        missing = completeness.missing(self.evaluation, self.content)
        return tuple(self.items[item] for item in missing)

    @cached_property
    def unsupported(self) -> tuple[Item, ...]:
        """The criteria whose level is *à étayer*: an extreme without a fact."""
        unsupported = completeness.unsupported(self.evaluation, self.content)
        return tuple(self.items[item] for item in unsupported)

    @property
    def has_period(self) -> bool:
        """Whether what was observed belongs beside it; a self-evaluation is not the tutor's."""
        return self.kind in completeness.TUTORS

    def remarks(self, period: Period) -> tuple[Remark, ...]:
        """What deserves a second look, in the answers and in what was noted in a period."""
        silences = period.silences if self.has_period else ()
        return (
            *remarks(self.evaluation, self.own_view, self.content),
            *(Remark(silence) for silence in silences),
        )

    @property
    def progress(self) -> str:
        """`12/25`."""
        return f"{self.answer_count}/{len(self.content.criteria)}"

    def status(self) -> tuple[str, Tone, str]:
        """Sign, tone and words of how far the form is."""
        if self.is_complete:
            return "✓", "success", "complète"
        if self.is_begun:
            return "◐", "warning", f"brouillon {self.progress}"
        return "○", "plain", "à faire"

    # --- changes --------------------------------------------------------------------------------

    def lock_reason(self, item: Item) -> str:
        """Why that row cannot be changed now; empty when it can."""
        return CLOSED if self.dossier.closed_on else _lock_reason(self.evaluation, item)

    def lacks_word(self, item: Item) -> bool:
        """Whether that row is the day of a final form that waits for the word of the intern."""
        word = self.evaluation.intern_word
        is_presented = self.evaluation.discussed_on is not None
        return item.id == PRESENTED and self.kind == "final" and not (word or is_presented)

    def answer(self, item: Item, edit: Edit) -> Change:
        """The change that answers one row, of the evaluation as it is when it is applied."""

        def apply(evaluation: Evaluation) -> Evaluation:
            if reason := _lock_reason(evaluation, item):
                raise Refused(reason)
            return edit(evaluation)

        what = deed("evaluation.answered", form=self.title, question=item.title)
        return edit_evaluation(self.kind, apply, what)

    def complete(self, on: date) -> Change:
        """The change that declares the form complete that day (the tutor's local date)."""
        return completeness.complete(self.content, self.kind, on=on)

    def reopen(self, reason: str, on: date) -> Change:
        """The change that makes a draft of the form again that day, for a reason that it keeps."""
        return reopen_evaluation(self.kind, reason, title=self.title, on=on)


def _lock_reason(evaluation: Evaluation, item: Item) -> str:
    if evaluation.completed_on is None or item.id in AFTERWARDS:
        return ""
    return COMPLETE


def due_day(form: Form, programme: Programme, today: date) -> date | None:
    """The due date of a form, a local date: that of the task it proves; None without one."""
    proof = f"{form.kind}_evaluated"
    task = next((task for task in programme.tasks if task.evidence == proof), None)
    return due_dates(form.dossier, programme, today).get(task.id) if task else None
