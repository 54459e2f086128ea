"""Évaluation: one form, answered with single keys, each answer on disk at once."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from ...dossier.evaluations import EvaluationKind
from ...dossier.french import count
from ...widgets.dialogs import Choose
from ...widgets.form_dialog import TEXT
from ...widgets.paragraph import Paragraph
from ...widgets.rating import RatingScale
from ...widgets.row_list import AnswerList, RowList
from ...workspace import Workspace
from ..base import REOPEN_STAGE, SCROLL_KEYS
from ..filled_files.actions import FilledFileActions
from ..navigation import Go
from ..undoing import Way
from .answers import AnswerPanel, form_rows, status_line
from .form import KINDS, Edit, Form, due_day
from .items import Item, Writing

ROOMY = 100
"""Columns from which the selected row is explained beside the list rather than below."""


class EvaluationScreen(FilledFileActions):
    """One evaluation of one dossier, criterion by criterion."""

    HEADING = "Évaluation"
    HELP = """Un chiffre suffit : 4, 3, 2 ou 1 donne le niveau du critère choisi, 0 dit qu’il ne \
s’applique pas, et le curseur passe au suivant. Chaque réponse est enregistrée aussitôt. Sur une \
question à choix, le chiffre est celui montré devant la réponse.

Une lettre commence le commentaire du critère, ou la réponse à la question : écrivez, tout \
simplement. Entrée y revient; un critère commenté porte ¶. Les lettres ne sont des commandes \
que sur les questions à choix; partout, Ctrl+Z défait la dernière réponse, et Ctrl+P propose \
toutes les actions. F6 va au prochain critère sans réponse.

F2 déclare l’évaluation complète quand rien d’exigé ne manque : chaque critère, et \
l’appréciation générale. Elle ne change plus ensuite, sauf la date de présentation et la remise de \
l’attestation; Ctrl+O la rouvre, avec une raison."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("4", "answer(4)", "Niveau", key_display="4…0",
                tooltip="Niveau ou réponse 4; 3, 2 et 1 de même"),
        *(Binding(str(digit), f"answer({digit})", show=False, system=True)
          for digit in (1, 2, 3, 5)),
        Binding("0,minus", "answer(0)", "Ne s’applique pas", key_display="0 ou -", show=False),
        Binding("e", "write", "Écrire le commentaire, ou la réponse", show=False),
        Binding("f2,ctrl+s", "complete", "Déclarer complète", key_display="F2"),
        Binding("ctrl+o", "reopen", "Rouvrir", key_display="Ctrl+O"),
        REOPEN_STAGE,  # for the same key
        Binding("f6", "next_missing", "Prochain critère sans réponse", key_display="F6",
                show=False),
        Binding("space,right", "step(1)", "Réponse suivante, sur place", key_display="Espace",
                show=False),
        Binding("left", "step(-1)", "Réponse précédente, sur place", key_display="←", show=False),
        Binding("delete,backspace", "clear", "Effacer la réponse", key_display="Suppr",
                show=False),
        *SCROLL_KEYS,
    ]  # fmt: skip
    TEXT = "AnswerPanel"
    HORIZONTAL_BREAKPOINTS = [(ROOMY, "-roomy")]  # noqa: RUF012 (see Screen)
    DEFAULT_CSS = """
    EvaluationScreen {
        & #status { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & #columns { height: 1fr; layout: vertical; }
        & #answers { height: 1fr; }
        & AnswerPanel { height: 9; max-height: 45%; border-top: solid $primary 40%; }
        &.-roomy #columns { layout: horizontal; }
        &.-roomy #answers { width: 1fr; }
        &.-roomy RatingScale { margin: 1 0; }
        &.-roomy AnswerPanel { width: 38%; height: 1fr; max-height: 100%; border-top: none;
                               border-left: solid $primary 40%; }
    }
    """

    _form: Form | None = None
    """The form in view; None before it is first read."""

    def __init__(self, workspace: Workspace, go: Go) -> None:
        super().__init__(workspace, go)
        name, _, row = (self.begin_on or "").partition(":")
        self.kind: EvaluationKind = next((k for k in KINDS if k == name), KINDS[0])
        self.begin_on = row or None

    @property
    def form(self) -> Form:
        """The form as it is shown; changes apply to the one the repository has by then."""
        if self._form is None:
            self._form = self._read()
        return self._form

    @property
    def _is_complete(self) -> bool:
        return self._form is not None and self._form.is_complete

    def _read(self) -> Form:
        dossier = self.dossier
        return Form(dossier, self.workspace.programme(dossier).evaluation, self.kind)

    def body(self) -> ComposeResult:
        yield Paragraph("", id="status")
        with Container(id="columns"):
            yield AnswerList(id="answers")
            yield AnswerPanel()

    def title_text(self) -> str:
        """The form comes last: a narrow screen cuts the end."""
        form = self._read()
        return f"{form.dossier.intern.full_name} · {form.progress} critères · {form.title}"

    def show(self) -> None:
        """Show every row; the first time, select the first one to answer."""
        was_complete, form = self._is_complete, self._read()
        self._form = form
        if was_complete != self._is_complete:
            self.refresh_bindings()
        due = due_day(form, self.workspace.programme(form.dossier), self.workspace.today())
        self.query_one("#status", Paragraph).update(status_line(form, due), layout=False)
        rows = self.query_one(RowList)
        first_time = not rows.rows
        rows.show(form_rows(form))
        first_row = self.begin_on or next((item.id for item in form.missing), None)
        if first_time and first_row:
            rows.select(first_row)
            self.call_after_refresh(self._centre)

    def _centre(self) -> None:
        """Scroll the selected row to the middle, once the height is known."""
        rows = self.query_one(RowList)
        rows.scroll_to(y=rows.cursor - rows.size.height // 2, animate=False)

    # --- the selected row -----------------------------------------------------------------------

    @property
    def item(self) -> Item | None:
        """The selected row."""
        key = self.query_one(RowList).key
        return self.form.items.get(key) if isinstance(key, str) else None

    def _draft_name(self, item: Item) -> str:
        """The name of the draft that keeps the text of a row until it is saved."""
        return f"evaluation.{self.dossier_id}.{self.kind}.{item.id}"

    @on(RowList.Moved, "#answers")
    def _moved(self) -> None:
        item = self.item
        if item is not None:
            unsent = self.workspace.drafts.of(self._draft_name(item)).typed.get(TEXT, "")
            self.query_one(AnswerPanel).show(self.form, item, unsent)

    def action_next_missing(self) -> None:
        """To the next row that must be answered, from the cursor on and round again."""
        form, item = self.form, self.item
        if not form.missing:
            self.tell("Tout ce qui est exigé a sa réponse.")
            return
        order = list(form.items)
        start = order.index(item.id) + 1 if item else 0
        missing = {each.id for each in form.missing}
        row = next(row for row in (*order[start:], *order[:start]) if row in missing)
        self.query_one(RowList).select(row)

    # --- answering ------------------------------------------------------------------------------

    def action_answer(self, digit: int) -> None:
        """Give the answer of that digit to the selected row, and move on."""
        item = self.item
        digits = [answer.digit for answer in item.answers] if item else []
        if item is None or not digits:
            self.tell("Cette réponse s’écrit : tapez-la, ou Entrée.")
        elif digit not in digits:
            self._tell_digits(item)
        elif self._put(item, lambda evaluation: item.pick(evaluation, digit)):
            self.query_one(RowList).action_cursor_down()

    def _tell_digits(self, item: Item) -> None:
        digits = (str(answer.digit) for answer in item.answers)
        self.tell(f"Réponses possibles ici : {', '.join(digits)}.")

    @on(RatingScale.Picked)
    def _picked(self, message: RatingScale.Picked) -> None:
        self.action_answer(message.digit)

    def action_step(self, way: int) -> None:
        """Give the next answer to the selected row, or the one before, and stay there."""
        item = self.item
        if item is not None and item.answers:
            self._put(item, lambda current: item.pick(current, item.next_digit(current, way)))

    def action_clear(self) -> None:
        """Clear the answer of the selected row."""
        item = self.item
        if item is not None:
            self._put(item, item.clear)

    def _put(self, item: Item, edit: Edit, *, as_seen: bool = False) -> bool:
        """Save an answer; False when it is refused. An answer that changes nothing is not saved."""
        form = self.form
        if reason := form.lock_reason(item):
            self.tell(reason)
            return False
        if edit(form.evaluation) == form.evaluation:
            return True
        return self.save(form.answer(item, edit), as_seen=as_seen) is not None

    # --- writing --------------------------------------------------------------------------------

    @on(RowList.Chosen, "#answers")
    def action_write(self) -> None:
        """Ask for the comment of a criterion, or for the answer to a question."""
        self._write()

    @on(RowList.Typed, "#answers")
    def _typed(self, message: RowList.Typed) -> None:
        """Begin the text of the row with what was typed, or tell why none is taken there."""
        item = self.item
        if item is not None and item.writing is None and not self.form.lock_reason(item):
            self._tell_digits(item)
        else:
            self._write(message.character)

    def _write(self, begin: str = "") -> None:
        item = self.item
        if item is None:
            return
        if reason := self.form.lock_reason(item):
            self.tell(reason)
        elif item.writing is not None:
            self._ask_text(item, item.writing, begin)
        else:
            self._ask_choice(item)

    def _ask_choice(self, item: Item) -> None:
        """Ask for one of the answers of a row."""
        # In the order of the digits: the rank that the dialog shows is then the digit.
        choices = sorted((answer.digit, answer.label) for answer in item.answers)
        current = item.digit(self.form.evaluation)

        def act(digit: object) -> None:
            if isinstance(digit, int):
                self.action_answer(digit)

        self.app.push_screen(Choose(item.title, item.hint, choices, current=current), act)

    def _ask_text(self, item: Item, writing: Writing, begin: str) -> None:
        """Ask for the text of a row; then select the next row, unless the text is a comment."""

        def use(value: object) -> bool | None:
            is_saved = self._put(item, lambda current: item.write(current, value), as_seen=True)
            if is_saved and not item.answers:
                self.query_one(RowList).action_cursor_down()
            return is_saved or None

        self.ask(
            self._draft_name(item),
            writing.title,
            "\n".join(part for part in (item.title, item.hint, writing.hint) if part),
            use,
            saved=lambda: item.text(self._read().evaluation),
            check=lambda value: item.refusal(
                self._read().evaluation, value, self.workspace.today()
            ),
            kind=writing.kind,
            begin=begin,
        )

    def turn(self, way: Way) -> None:
        """Undo, or do again, the last change, and select its row."""
        before = self.form
        super().turn(way)
        after = self.form
        for item in after.items.values():
            if item.value(before.evaluation) != item.value(after.evaluation):
                self.query_one(RowList).select(item.id)
                return

    # --- complete -------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to declare a draft complete, and to reopen a complete form."""
        if action == "reopen" and self._form is not None and self._form.dossier.closed_on:
            return False  # the stage comes first
        if action in ("complete", "reopen"):
            return self._is_complete == (action == "reopen")
        return super().check_action(action, parameters)

    def action_complete(self) -> None:
        """Declare the form complete, or ask which missing answer to give."""
        form = self.form
        if not form.missing:
            self.save(form.complete(self.workspace.today()))
            return
        choices = [(item.id, item.title) for item in form.missing]
        missing = count(len(choices), "réponse")
        which = "Laquelle donner" if len(choices) > 1 else "La donner"
        question = f"Il manque {missing}. {which} maintenant?"

        def act(row: object) -> None:
            if isinstance(row, str):
                self.query_one(RowList).select(row)

        self.app.push_screen(Choose("Pas encore complète", question, choices), act)

    def action_reopen(self) -> None:
        """Ask why, then make the form a draft again: it may have been sent."""
        form = self.form
        self.ask(
            f"reopen.{self.dossier_id}.{form.kind}",
            "Rouvrir",
            f"{form.title}\nPourquoi la rouvrir? Elle a pu être envoyée : l’historique garde la "
            "raison.",
            lambda reason: self.save(form.reopen(reason)),
            check=lambda reason: None if reason.strip() else "Dites pourquoi.",
        )
