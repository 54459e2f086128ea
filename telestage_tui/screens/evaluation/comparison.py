"""Évaluations: the four forms, then every criterion side by side."""

from __future__ import annotations

from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from ...dossier.dossier import Dossier
from ...dossier.evaluations import Evaluation, EvaluationKind
from ...dossier.french import plain_date, short_date
from ...programme.texts import Criterion, EvaluationContent
from ...widgets.paragraph import Paragraph
from ...widgets.rating import trend
from ...widgets.row_list import OpenList, RowList
from ...widgets.rows import BLANK, Cell, Row, Tone, heading, hint
from ..filled_files.actions import FilledFileActions
from ..navigation import Go
from .answers import BESIDE, dots_cell
from .form import KINDS, Form, due_day

NAMES: dict[EvaluationKind, str] = {
    "midpoint": "Mi-stage",
    "final": "Finale",
    "self_midpoint": "Auto mi-stage",
    "self_final": "Auto finale",
}


class FormKey(NamedTuple):
    """The key of the line of a form."""

    kind: EvaluationKind


class CriterionKey(NamedTuple):
    """The key of the line of a criterion."""

    criterion: str


class EvaluationsScreen(FilledFileActions):
    """The forms of one dossier, and what they say together."""

    HEADING = "Évaluations"
    HELP = """L’évaluation de mi-stage et celle de fin de stage sont les vôtres; les \
autoévaluations portent sur les mêmes critères, du point de vue du ou de la stagiaire, dont vous \
reportez les réponses. Elles sont facultatives.

Entrée ouvre le formulaire choisi. Dans le tableau, ●●●● dit au-dessus des attentes, ●●●○ \
conforme, ●●○○ en dessous, ●○○○ problématique, –––– ne s’applique pas; Entrée sur un critère \
l’ouvre dans l’évaluation en cours.

X écrit l’autoévaluation, un texte que votre stagiaire remplit sans telestage, ou le classeur du \
dossier; I reprend le fichier rempli, et montre d’abord ce qui changerait."""
    DEFAULT_CSS = """
    EvaluationsScreen #about { height: auto; max-height: 5; min-height: 2; padding: 0 1;
                               color: $text-muted; border-top: solid $primary 40%; }
    """

    def body(self) -> ComposeResult:
        yield OpenList(id="evaluations")
        yield Paragraph("", id="about")

    def _forms(self) -> dict[EvaluationKind, Form]:
        dossier = self.dossier
        content = self.workspace.programme(dossier).evaluation
        return {kind: Form(dossier, content, kind) for kind in KINDS}

    def show(self) -> None:
        """The four forms, then the table once there is something to compare."""
        forms = self._forms()
        rows = [heading("Formulaires"), *map(self._form_row, forms.values()), BLANK]
        if any(form.evaluation.ratings for form in forms.values()):
            rows += comparison_rows(forms["midpoint"].dossier, forms["midpoint"].content)
        else:
            rows += [
                hint("Dès la première réponse, chaque critère se compare ici :"),
                hint("mi-stage, finale, tendance et autoévaluation côte à côte."),
            ]
        self.query_one(RowList).show(rows)

    def _form_row(self, form: Form) -> Row:
        sign, tone, words = form.status()
        day, day_tone = self._day(form)
        if day_tone == "error":
            sign, tone = "!", "error"
        return Row(
            (
                Cell(sign, 1, tone),
                Cell(form.title),
                Cell(words, 16, tone),
                Cell(day, 23, day_tone, right=True),
            ),
            FormKey(form.kind),
        )

    def _day(self, form: Form) -> tuple[str, Tone]:
        if completed_on := form.evaluation.completed_on:
            return f"le {plain_date(completed_on)}", "muted"
        today = self.workspace.today()
        due = due_day(form, self.workspace.programme(self.dossier), today)
        if due is None:
            return "facultative", "muted"
        if due < today:
            return f"retard, {short_date(due)}", "error"
        return f"échéance {short_date(due)}", "muted"

    @on(RowList.Moved)
    def _moved(self, message: RowList.Moved) -> None:
        match message.key:
            case FormKey(kind):
                about = f"{self._forms()[kind].content.form(kind).intro} ⏎ pour ouvrir."
            case CriterionKey(criterion):
                about = self._comparison(criterion)
            case _:
                return
        self.query_one("#about", Paragraph).update(Content(about))

    def _comparison(self, criterion: str) -> str:
        forms = self._forms()
        item = forms["midpoint"].items[criterion]
        answers = [
            f"{NAMES[kind]} : {summary.lower()}"
            for kind, form in forms.items()
            if (summary := item.summary(form.evaluation))
        ]
        return f"{item.title}\n" + ("  ·  ".join(answers) or "Sans réponse.")

    @on(RowList.Chosen)
    def _chosen(self, message: RowList.Chosen) -> None:
        match message.key:
            case FormKey(kind):
                self.post_message(Go("evaluation", self.dossier_id, kind))
            case CriterionKey(criterion):
                kind = self._current_kind()
                self.post_message(Go("evaluation", self.dossier_id, f"{kind}:{criterion}"))

    def _current_kind(self) -> EvaluationKind:
        """The tutor's current form: the final one once it is begun, or mid-stage complete."""
        forms = self._forms()
        return "final" if forms["midpoint"].is_complete or forms["final"].is_begun else "midpoint"


def comparison_rows(dossier: Dossier, content: EvaluationContent) -> list[Row]:
    """A line a criterion: mid-stage, final, the change, the intern's own view.

    The intern's own view is the final one once it has levels, the mid-stage one until then.
    """
    before, after = dossier.evaluation("midpoint"), dossier.evaluation("final")
    own = dossier.evaluation("self_final")
    own = own if own.ratings else dossier.evaluation("self_midpoint")
    names = ("mi-stage", "finale", "tendance", "auto")
    rows: list[Row] = []
    for group in content.groups:
        rows += [BLANK] if rows else []
        columns = [Cell("" if rows else name, BESIDE, "muted") for name in names]
        rows.append(Row((Cell(group.title, tone="heading"), *columns)))
        rows += [_criterion_row(each, before, after, own) for each in group.criteria]
    return rows


def _criterion_row(
    criterion: Criterion, before: Evaluation, after: Evaluation, own: Evaluation
) -> Row:
    change = trend(before.rating(criterion.id).level, after.rating(criterion.id).level)
    return Row(
        (
            Cell(criterion.title),
            dots_cell(before, criterion.id, BESIDE),
            dots_cell(after, criterion.id, BESIDE),
            Cell(f"{change.sign} {change.word}", BESIDE, change.tone)
            if change
            else Cell("", BESIDE, "muted"),
            dots_cell(own, criterion.id, BESIDE),
        ),
        CriterionKey(criterion.id),
    )
