"""Évaluations: the four forms, then every criterion side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ...dossier.dossier import Dossier
from ...dossier.evaluations import Evaluation, EvaluationKind
from ...dossier.french import de, lower_first, plain_date, short_date
from ...programme.comparison import SideBySide, group_means, mean_change, side_by_side
from ...programme.evaluation import CriteriaGroup, Criterion, EvaluationContent
from ...programme.transcript import transcript
from ...widgets.lists import OpenList
from ...widgets.paragraph import Paragraph
from ...widgets.rating import level_bar, mean_trend, trend
from ...widgets.row_list import RowList
from ...widgets.rows import BLANK, Cell, Row, Tone, heading, hint
from ..filled_files.actions import FilledFileActions
from ..navigation import Go
from .answers import BESIDE, dots_cell
from .copying import CopyDialog
from .form import KINDS, NAMES, WHOLE_TITLES, Form, due_day
from .word import OWN, ask_word, word_sentence


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

Entrée ouvre le formulaire choisi. p note le mot du ou de la stagiaire sur votre évaluation : lue \
quand, d’accord ou non. Celle de fin de stage n’est pas présentée sans lui. k donne les réponses \
à copier, une à une, dans le formulaire de l’OFQJ.

 Dans le tableau, ●●●● dit au-dessus des attentes, ●●●○ \
conforme, ●●○○ en dessous, ●○○○ problématique, –––– ne s’applique pas; Entrée sur un critère \
l’ouvre dans l’évaluation en cours. Ce que dit un autre formulaire d’un critère ne se montre \
qu’une fois votre réponse donnée.

À la ligne de chaque groupe, la moyenne de ses niveaux, sans les critères qui ne s’appliquent pas; \
la tendance ne compte que les critères notés les deux fois. Il n’y a pas de note générale : le \
programme n’en donne pas.

X écrit l’autoévaluation, un texte que votre stagiaire remplit sans telestage, ou le classeur du \
dossier; I reprend le fichier rempli, et montre d’abord ce qui changerait."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "word", "Mot reçu", tooltip="Le mot du ou de la stagiaire"),
        Binding("k", "copy", "À reporter dans le formulaire de l’OFQJ", show=False),
    ]
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
        evaluations = self.query_one(RowList)
        is_first_time = not evaluations.rows
        evaluations.show(rows)
        if is_first_time:
            asked = next((kind for kind in KINDS if kind == self.begin_on), None)
            evaluations.select(FormKey(asked or self._next_kind(forms)))
            # Selected before its height is known, the list would begin at that row.
            self.call_after_refresh(evaluations.scroll_home, animate=False)

    @staticmethod
    def _next_kind(forms: Mapping[EvaluationKind, Form]) -> EvaluationKind:
        """The form the tutor comes for: mid-stage until the intern answered it, then the final."""
        midpoint = forms["midpoint"]
        is_settled = midpoint.is_complete and midpoint.evaluation.intern_word is not None
        return "final" if is_settled or forms["final"].is_begun else "midpoint"

    def _form_row(self, form: Form) -> Row:
        sign, tone, words = form.status()
        day, day_tone = self._day(form)
        if day_tone == "error":
            sign, tone = "!", "error"
        return Row(
            (
                Cell(sign, 1, tone),
                Cell(form.title if self.terminal_size.width >= WHOLE_TITLES else NAMES[form.kind]),
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
                about = self._about_form(self._forms()[kind])
            case CriterionKey(criterion):
                about = self._comparison(criterion)
            case _:
                return
        self.query_one("#about", Paragraph).update(Content(about))

    def _about_form(self, form: Form) -> str:
        """How to fill it until it is complete, then what the intern says of it."""
        about = form.content.form(form.kind).intro
        if form.kind in OWN and (form.is_complete or form.evaluation.intern_word):
            about = word_sentence(form.evaluation, self.dossier.intern.first_name)
        return f"{about} ⏎ pour ouvrir."

    def _comparison(self, criterion: str) -> str:
        forms = self._forms()
        item = forms["midpoint"].items[criterion]
        compared = side_by_side(self.dossier)
        answers = [
            f"{NAMES[form.kind]} : {summary.lower()}"
            for form in (compared.midpoint, compared.final, compared.own)
            if (summary := item.summary(form))
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

    def _selected_kind(self) -> EvaluationKind:
        """The selected form; on a criterion, the one in hand."""
        key = self.query_one(RowList).key
        return key.kind if isinstance(key, FormKey) else self._current_kind()

    def action_copy(self) -> None:
        """Offer the answers of the selected form, to be copied one after another."""
        kind = self._selected_kind()
        if kind not in OWN:
            self.tell("Une autoévaluation ne se reporte pas dans le formulaire de l’OFQJ.")
            return
        form = self._forms()[kind]
        answers = tuple(transcript(form.evaluation, form.content))
        if any(each.text for each in answers):
            self.app.push_screen(CopyDialog(form.title, answers))
        else:
            self.tell("Ce formulaire n’a encore aucune réponse à reporter.")

    def action_word(self) -> None:
        """Ask what the intern says of the selected form, or of the one in hand."""
        dossier = self.dossier
        if self.says_closed(dossier):
            return
        kind = self._selected_kind()
        if kind not in OWN:
            self.tell(f"Une autoévaluation est déjà la parole {de(dossier.intern.first_name)}.")
            return
        ask_word(self, self._forms()[kind])

    def _current_kind(self) -> EvaluationKind:
        """The tutor's current form: the final one once it is begun, or mid-stage complete."""
        forms = self._forms()
        return "final" if forms["midpoint"].is_complete or forms["final"].is_begun else "midpoint"


def comparison_rows(dossier: Dossier, content: EvaluationContent) -> list[Row]:
    """Each group with its means, then a line a criterion: mid-stage, final, change, own view."""
    compared = side_by_side(dossier)
    forms = (compared.midpoint, compared.final, compared.own)
    names = ("mi-stage", "finale", "tendance", "auto")
    rows = [
        Row((Cell("Critères", tone="heading"), *(Cell(name, BESIDE, "muted") for name in names))),
        *map(hint, _cautions(compared, content)),
    ]
    for group, means in group_means(forms, content):
        rows += [BLANK, _group_row(group, means, mean_change(*forms[:2], group))]
        rows += [_criterion_row(each, *forms) for each in group.criteria]
    return rows


def _cautions(compared: SideBySide, content: EvaluationContent) -> Iterator[str]:
    """Which self-evaluation is shown, and what is not shown yet."""
    if compared.own.ratings:
        title = lower_first(content.form(compared.own.kind).title)
        day = compared.own.completed_on
        yield f"Auto : {title}, {f'complète le {plain_date(day)}' if day else 'brouillon'}."
    if compared.hidden:
        yield "Les autres formulaires se montrent critère par critère, le vôtre répondu."


def _group_row(group: CriteriaGroup, means: tuple[float | None, ...], change: float | None) -> Row:
    before, after, own = (Cell(level_bar(mean), BESIDE, "accent") for mean in means)
    words, tone = mean_trend(change)
    return Row((Cell(group.title, tone="heading"), before, after, Cell(words, BESIDE, tone), own))


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
