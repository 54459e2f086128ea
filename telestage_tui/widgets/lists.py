"""Lists by what Enter does on a row: the footer says it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from .row_list import RowList


def _enter(words: str, tooltip: str = "") -> list[BindingType]:
    """What Enter is called in the footer, and at more length in the help."""
    return [Binding("enter", "choose", words, key_display="⏎", tooltip=tooltip)]


class OpenList(RowList):
    """Rows that Enter opens; the footer shows it."""

    BINDINGS: ClassVar[list[BindingType]] = _enter("Ouvrir")


class WriteList(RowList):
    """Rows on which Enter writes what they are about; the footer shows it."""

    BINDINGS: ClassVar[list[BindingType]] = _enter("Écrire")


class AnswerList(RowList):
    """Rows that Enter answers, in words or not; the footer shows it."""

    BINDINGS: ClassVar[list[BindingType]] = _enter("Écrire", "Écrire, ou répondre")


class ActionList(RowList):
    """Rows on which Enter offers what can be done; the footer shows it."""

    BINDINGS: ClassVar[list[BindingType]] = _enter("Actions")


class EditList(RowList):
    """Rows that Enter changes; the footer shows it."""

    BINDINGS: ClassVar[list[BindingType]] = _enter("Modifier")


class RestoreList(RowList):
    """Copies that Enter puts back; the footer shows it."""

    BINDINGS: ClassVar[list[BindingType]] = _enter("Restaurer")


class TaskList(RowList):
    """Tasks of which Enter does what they ask; the footer shows it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Faire", key_display="⏎",
                tooltip="Faire ce que l’étape demande"),
    ]  # fmt: skip


class ChoiceList(RowList):
    """Ways to go on, of which Enter chooses one; the footer shows it."""

    BINDINGS: ClassVar[list[BindingType]] = _enter("Choisir")
