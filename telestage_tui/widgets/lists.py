"""Lists by what Enter does on a row: the footer says it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from .row_list import RowList


class OpenList(RowList):
    """Rows that Enter opens; the footer shows it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Ouvrir", key_display="⏎"),
    ]


class WriteList(RowList):
    """Rows on which Enter writes what they are about; the footer shows it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Écrire", key_display="⏎"),
    ]


class AnswerList(RowList):
    """Rows that Enter answers, in words or not; the footer shows it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Écrire", key_display="⏎", tooltip="Écrire, ou répondre"),
    ]


class ActionList(RowList):
    """Rows on which Enter offers what can be done; the footer shows it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Actions", key_display="⏎"),
    ]


class EditList(RowList):
    """Rows that Enter changes; the footer shows it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Modifier", key_display="⏎"),
    ]


class RestoreList(RowList):
    """Copies that Enter puts back; the footer shows it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Restaurer", key_display="⏎"),
    ]


class TaskList(RowList):
    """Tasks of which Enter does what they ask; the footer shows it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Faire", key_display="⏎",
                tooltip="Faire ce que l’étape demande"),
    ]  # fmt: skip


class ChoiceList(RowList):
    """Ways to go on, of which Enter chooses one; the footer shows it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choisir", key_display="⏎"),
    ]
