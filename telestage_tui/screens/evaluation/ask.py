"""What is asked about one row of an evaluation: the answer to choose, or the text to write."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from pydantic import ValidationError

from ...dossier.errors import problems_of
from ...dossier.evaluations import EvaluationKind
from ...widgets.dialogs import Choose
from ..base import DossierScreen
from .form import Edit, Form
from .items import (
    ChoiceItem,
    Item,
    TextItem,
    WrittenItem,
)


def draft_name(dossier_id: UUID, kind: EvaluationKind, item: Item) -> str:
    """Under what name the text of a row is kept until it is saved."""
    return f"evaluation.{dossier_id}.{kind}.{item.id}"


def choose_answer(
    screen: DossierScreen, form: Form, item: ChoiceItem, pick: Callable[[int], None]
) -> None:
    """Ask for one of the answers of a row; `pick` takes its digit."""
    # In the order of the digits: the rank that the dialog shows is then the digit.
    choices = sorted((step.digit, step.label) for step in item.steps)

    def chosen(digit: object) -> None:
        if isinstance(digit, int):
            pick(digit)

    current = item.digit(form.evaluation)
    screen.app.push_screen(Choose(item.title, item.hint, choices, current=current), chosen)


def write_answer(
    screen: DossierScreen,
    item: WrittenItem,
    read: Callable[[], Form],
    put: Callable[[Edit], bool],
) -> None:
    """Ask for the comment of a criterion, or the answer to a question.

    Args:
        screen: The screen of the form.
        item: The row.
        read: The form as the file has it.
        put: Saves the change; False when it is refused.
    """
    today = screen.workspace.today()

    def check(text: str) -> str | None:
        try:
            item.write(read().evaluation, text, today)
        except ValidationError as error:
            return problems_of(error)[0].message
        except ValueError as error:
            return str(error)
        return None

    title, expected, reading = "Commentaire", "", None
    if isinstance(item, TextItem):
        title, expected, reading = "Réponse", item.expected, item.reading
    question = "\n".join(part for part in (item.title, item.hint, expected) if part)
    screen.ask(
        draft_name(screen.dossier_id, read().kind, item),
        title,
        question,
        lambda text: put(lambda now: item.write(now, text, today)) or None,
        saved=lambda: item.text(read().evaluation),
        check=check,
        reading=reading,
        long=not isinstance(item, TextItem) or item.long,
    )
