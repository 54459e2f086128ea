"""The selected row of a form in full: what is asked, the answers, the text, what others said."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from ...dossier.evaluations import Evaluation
from ...dossier.text import typeset
from ...widgets.paragraph import Paragraph
from ...widgets.rating import RatingScale, dots
from .form import AFTERWARDS, Form
from .items import (
    CriterionItem,
    Item,
    PickedItem,
    TextItem,
)


class AnswerPanel(VerticalScroll, can_focus=False):
    """What is known of one row."""

    DEFAULT_CSS = """
    AnswerPanel {
        padding: 0 1;
        & > Paragraph { height: auto; }
    }
    """

    _shown: tuple[Form, Item, str] | None = None

    def compose(self) -> ComposeResult:
        """What is asked, the scale, what was answered."""
        yield Paragraph("", id="asked")
        yield RatingScale()
        yield Paragraph("", id="answered")

    def show(self, form: Form, item: Item, unsent: str) -> None:
        """Show a row.

        Args:
            form: The form it is in.
            item: The row.
            unsent: A text typed for it and not saved, or an empty one.
        """
        if (form, item, unsent) == self._shown:
            return  # the list says twice where the cursor is when it is filled again
        self._shown = (form, item, unsent)
        asked = [Content.styled(typeset(item.title), "bold $text-primary")]
        if item.hint:
            asked.append(Content.styled(typeset(item.hint), "$text-muted"))
        self.query_one("#asked", Paragraph).update(Content("\n").join(asked))
        scale = self.query_one(RatingScale)
        if isinstance(item, PickedItem):
            scale.show(item.steps, item.digit(form.evaluation))
        else:
            scale.show((), None)
        answered = Content("\n").join(self._answered(form, item, unsent))
        self.query_one("#answered", Paragraph).update(answered)
        self.scroll_home(animate=False)

    def _answered(self, form: Form, item: Item, unsent: str) -> Iterator[Content]:
        writable = not form.locked(item)
        if form.complete and item.id in AFTERWARDS:
            yield Content.styled("Se note encore, l’évaluation étant complète.", "$text-muted")
        if isinstance(item, CriterionItem):
            step = item.step(form.evaluation)
            if step and step.hint:
                yield Content.styled(typeset(step.hint), "$text-muted")
            yield from self._written("Commentaire", item.text(form.evaluation), writable)
        elif isinstance(item, TextItem):
            yield from self._written("Réponse", item.text(form.evaluation), writable)
        if unsent and writable:
            yield Content.styled(
                "! Un texte non enregistré est gardé : e pour le reprendre.", "$text-warning"
            )
        if isinstance(item, CriterionItem):
            if form.earlier is not None:
                change = form.trend(item.id)
                trend = f" · {change.sign} {change.word}" if change else ""
                yield from self._beside("Mi-stage", item, form.earlier, trend)
            if form.own_view is not None:
                yield from self._beside("Autoévaluation", item, form.own_view, "")

    def _written(self, name: str, text: str, writable: bool) -> Iterator[Content]:
        blank = "— (e pour écrire)" if writable else "—"
        yield Content.assemble((f"{name} ", "bold $text-accent"), text or blank)

    def _beside(
        self, name: str, item: CriterionItem, evaluation: Evaluation, after: str
    ) -> Iterator[Content]:
        step = item.step(evaluation)
        said = f"{step.sign} {step.label}" if step else f"{dots(None)} sans réponse"
        yield Content.assemble((f"{name} ", "bold $text-accent"), f"{said}{after}")
        if comment := item.text(evaluation):
            yield Content.styled(f"  « {comment} »", "$text-muted")
