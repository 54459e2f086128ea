"""The answers of one form as they are given: a digit, a text, a quotation, each on disk at once."""

from __future__ import annotations

from functools import partial

from textual import on

from ...dossier.evaluations import EvaluationKind
from ...planning.observations import Observation, Period, observed
from ...widgets.dialogs import Choose
from ...widgets.rating import RatingScale
from ...widgets.row_list import RowList
from ...workspace import Workspace
from ..dossier_screen import DossierScreen
from ..navigation import Go
from ..undoing import Way
from .form import KINDS, Edit, Form
from .items import Item, Writing
from .word import ask_word


class AnsweringScreen(DossierScreen):
    """A screen that answers the rows of one form, from a list of them."""

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

    def _period(self, form: Form) -> Period:
        """What was observed, for that form."""
        programme = self.workspace.programme(form.dossier)
        return observed(form.dossier, form.kind, programme, self.workspace.today())

    # --- the selected row -----------------------------------------------------------------------

    @property
    def item(self) -> Item | None:
        """The selected row."""
        key = self.query_one(RowList).key
        return self.form.items.get(key) if isinstance(key, str) else None

    def _draft_name(self, item: Item) -> str:
        """The name of the draft that keeps the text of a row until it is saved."""
        return f"evaluation.{self.dossier_id}.{self.kind}.{item.id}"

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

    def _put(self, item: Item, edit: Edit) -> bool:
        """Save an answer; False when it is refused. An answer that changes nothing is not saved."""
        form = self.form
        if reason := form.lock_reason(item):
            self.tell(reason)
            return False
        if edit(form.evaluation) == form.evaluation:
            return True
        return self.save(form.answer(item, edit)) is not None

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
        elif self.form.lacks_word(item):
            why = "Elle n’est présentée qu’avec ce mot; la date se dit ensuite."
            ask_word(self, self.form, partial(self._write_row, item.id), why=why, begin=begin)
        elif item.writing is not None:
            self._ask_text(item, item.writing, begin)
        else:
            self._ask_choice(item)

    def _write_row(self, row: str) -> None:
        """Write on that row, when it is still the selected one."""
        if self.item is not None and self.item.id == row:
            self._write()

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
            is_saved = self._put(item, lambda current: item.write(current, value))
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

    # --- quoting --------------------------------------------------------------------------------

    def action_observe(self) -> None:
        """Show what was observed since the form before; quote a line in the selected row."""
        form, item = self.form, self.item
        if item is None:
            return
        if not form.has_period:
            self.tell("Une autoévaluation reprend ses réponses : rien n’y est cité de vos notes.")
            return
        from .observed import Observed  # not for start-up

        def act(line: Observation | None) -> None:
            if line is not None:
                self._quote(item, line.quote)

        group = form.content.observed_group(item.id)
        self.app.push_screen(Observed(item.title, self._period(form), group), act)

    def _quote(self, item: Item, quote: str) -> None:
        form = self.form
        if reason := form.lock_reason(item):
            self.tell(reason)
        elif not item.quotes:
            self.tell("Rien ne se cite ici : choisissez d’abord un critère.")
        elif item.quote(form.evaluation, quote) == form.evaluation:
            self.tell("Cette ligne est déjà citée.")
        else:
            self._put(item, lambda evaluation: item.quote(evaluation, quote))
