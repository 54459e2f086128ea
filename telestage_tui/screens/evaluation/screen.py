"""Évaluation: one form, answered with single keys, each answer on disk at once."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from ...widgets.form_dialog import TEXT
from ...widgets.lists import AnswerList
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ..dossier_screen import REOPEN_STAGE
from ..filled_files.actions import FilledFileActions
from ..page_keys import SCROLL_KEYS
from .answering import AnsweringScreen
from .answers import form_rows, status_line
from .declaring import ANYWAY, Missing, Unsupported
from .form import NAMES, WHOLE_TITLES, due_day
from .panel import AnswerPanel, View

ROOMY = 100
"""Columns from which the selected row is explained beside the list rather than below."""


class EvaluationScreen(FilledFileActions, AnsweringScreen):
    """One evaluation of one dossier, criterion by criterion."""

    HEADING = "Évaluation"
    HELP = """Un chiffre suffit : 4, 3, 2 ou 1 donne le niveau du critère choisi, 0 dit qu’il ne \
s’applique pas, 9 que vous n’avez pas pu l’observer, et le curseur passe au suivant. Chaque \
réponse est enregistrée aussitôt. Sur une question à choix, le chiffre est celui montré devant \
la réponse.

Une lettre commence le commentaire du critère, ou la réponse à la question : écrivez, tout \
simplement. Entrée y revient; un critère commenté porte ¶. Les lettres ne sont des commandes \
que sur les questions à choix; partout, Ctrl+Z défait la dernière réponse, et Ctrl+P propose \
toutes les actions. F6 va au prochain critère sans réponse.

Vous jugez d’abord : la mi-stage et l’autoévaluation d’un critère ne se montrent qu’une fois son \
niveau donné, que vous pouvez ensuite changer. Sous chaque niveau, un repère observable, que \
telestage propose; Maj+↓ fait défiler jusqu’aux quatre.

F4 montre ce qui a été observé depuis le formulaire précédent, un signe par semaine, et Entrée y \
cite une ligne en commentaire, avec sa date. Un 4 ou un 1 sans commentaire porte ! : il est à \
étayer. F2 le rappelle, et F2 de nouveau déclare quand même. Les autres remarques (mêmes niveaux \
partout, même commentaire, deux niveaux d’écart avec l’autoévaluation, longtemps rien de noté) ne \
bloquent rien.

F2 déclare l’évaluation complète quand rien d’exigé ne manque : chaque critère, et \
l’appréciation générale. Elle ne change plus ensuite, sauf la date de présentation et la remise de \
l’attestation; Ctrl+O la rouvre, avec une raison."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("4", "answer(4)", "Niveau", key_display="4…0", show=False,
                tooltip="Niveau ou réponse 4; 3, 2 et 1 de même"),
        *(Binding(str(digit), f"answer({digit})", show=False, system=True)
          for digit in (1, 2, 3, 5)),
        Binding("0,minus", "answer(0)", "Ne s’applique pas", key_display="0 ou -", show=False),
        Binding("9", "answer(9)", "Pas pu observer", show=False),
        Binding("e", "write", "Écrire le commentaire, ou la réponse", show=False),
        Binding("f2,ctrl+s", "complete", "Déclarer complète", key_display="F2"),
        Binding("ctrl+o", "reopen", "Rouvrir", key_display="Ctrl+O"),
        REOPEN_STAGE,  # for the same key
        Binding("f4", "observe", "Observé", key_display="F4",
                tooltip="Ce qui a été observé, à citer en commentaire"),
        Binding("f6", "next_missing", "Prochain critère sans réponse, ou à étayer",
                key_display="F6", show=False),
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
        & #status { height: auto; max-height: 2; padding: 0 1; text-overflow: ellipsis; }
        & #columns { height: 1fr; layout: vertical; }
        & #answers { height: 1fr; }
        & AnswerPanel { height: 9; max-height: 45%; border-top: solid $primary 40%; }
        &.-roomy #columns { layout: horizontal; }
        &.-roomy #answers { width: 1fr; }
        & #latest { display: none; }
        &.-roomy RatingScale { margin: 1 0; }
        &.-roomy #chosen { display: none; }
        &.-roomy #observed { margin-top: 1; }
        &.-roomy #anchors { margin: 1 0; }
        &.-roomy #latest { display: block; }
        &.-roomy AnswerPanel { width: 38%; height: 1fr; max-height: 100%; border-top: none;
                               border-left: solid $primary 40%; }
    }
    """

    def body(self) -> ComposeResult:
        yield Paragraph("", id="status")
        with Container(id="columns"):
            yield AnswerList(id="answers")
            yield AnswerPanel()

    def title_text(self) -> str:
        """The form comes last: a narrow screen cuts the end."""
        form = self._read()
        title = form.title if self.terminal_size.width >= WHOLE_TITLES else NAMES[form.kind]
        return f"{form.dossier.intern.full_name} · {form.progress} critères · {title}"

    def show(self) -> None:
        """Show every row; the first time, select the first one to answer."""
        was_complete, form = self._is_complete, self._read()
        self._form = form
        if was_complete != self._is_complete:
            self.refresh_bindings()
        due = due_day(form, self.workspace.programme(form.dossier), self.workspace.today())
        line = status_line(form, due, form.remarks(self._period(form)))
        self.query_one("#status", Paragraph).update(line, layout=False)
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

    @on(RowList.Moved, "#answers")
    def _moved(self) -> None:
        item, form = self.item, self.form
        if item is not None:
            unsent = self.workspace.drafts.of(self._draft_name(item)).typed.get(TEXT, "")
            period = self._period(form)
            group = form.content.observed_group(item.id)
            view = View(form, item, unsent, period, group, form.remarks(period))
            self.query_one(AnswerPanel).show(view)

    def action_next_missing(self) -> None:
        """To the next row that must be answered, then supported, round again from the cursor."""
        form, item = self.form, self.item
        rows = {each.id for each in form.missing or form.unsupported}
        if not rows:
            self.tell("Tout ce qui est exigé a sa réponse.")
            return
        order = list(form.items)
        start = order.index(item.id) + 1 if item else 0
        row = next(row for row in (*order[start:], *order[:start]) if row in rows)
        self.query_one(RowList).select(row)

    # --- complete -------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to declare a draft complete, and to reopen a complete form."""
        if action == "reopen" and self._form is not None and self._form.dossier.closed_on:
            return False  # the stage comes first
        if action in ("complete", "reopen"):
            return self._is_complete == (action == "reopen")
        return super().check_action(action, parameters)

    def action_complete(self) -> None:
        """Declare the form complete, or ask what to do of what is missing or lacks a fact."""
        form = self.form
        if form.missing:
            self._lead(Missing(form))
        elif form.unsupported:
            self._lead(Unsupported(form, form.remarks(self._period(form))))
        else:
            self._declare()

    def _lead(self, dialog: Missing | Unsupported) -> None:
        """Ask; then go to the row that was chosen, or declare the form complete all the same."""

        def act(choice: object) -> None:
            if choice is ANYWAY:
                self._declare()
            elif isinstance(choice, str):
                self.query_one(RowList).select(choice)

        self.app.push_screen(dialog, act)

    def _declare(self) -> None:
        """Declare the form complete, and say what deserves a second look."""
        form = self.form
        remarks = form.remarks(self._period(form))
        if self.save(form.complete(self.workspace.today())) and remarks:
            text = "\n".join(remark.text for remark in remarks)
            self.notify(text, title="À relire", severity="warning", timeout=12)

    def action_reopen(self) -> None:
        """Ask why, then make the form a draft again: it may have been sent."""
        form = self.form
        self.ask(
            f"reopen.{self.dossier_id}.{form.kind}",
            "Rouvrir",
            f"{form.title}\nPourquoi la rouvrir? Elle a pu être envoyée : l’historique garde la "
            "raison.",
            lambda reason: self.save(form.reopen(reason, self.workspace.today())),
            check=lambda reason: None if reason.strip() else "Dites pourquoi.",
        )
