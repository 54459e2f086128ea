"""Asking which text to keep where two programs changed the same field; none is lost meanwhile."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import ClassVar, Literal, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ..dossier.text import clean_line
from .dialog import Dialog, DialogKey
from .paragraph import Paragraph
from .row_list import RowList
from .rows import Cell, Row, heading

Side = Literal["mine", "theirs", "both"]
_WORDS: Mapping[Side, str] = {
    "mine": "Le vôtre",
    "theirs": "L’autre",
    "both": "Les deux, l’un sous l’autre",
}


class Versions(NamedTuple):
    """The two versions of a field.

    Attributes:
        name: Of the field.
        label: In French.
        mine: What was written here.
        theirs: What the file says now.
        joined: Both, where a text may hold them; None where it may not.
    """

    name: str
    label: str
    mine: str
    theirs: str
    joined: str | None = None

    def text(self, side: Side) -> str:
        """The text that a choice gives."""
        if side == "both" and self.joined is not None:
            return self.joined
        return self.theirs if side == "theirs" else self.mine


class ClashDialog(Dialog[dict[str, Side]]):
    """Shows both versions of each field; closes with a choice for each.

    Args:
        versions: Of each field that was changed in both places.
    """

    DEFAULT_CSS = """
    ClashDialog {
        & > .dialog { width: 78; }
        & #whole { height: auto; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "apply", "Enregistrer ces choix", key_display="F2"),
        Binding("space", "pick", "Choisir", key_display="Espace"),
    ]

    def __init__(self, versions: Sequence[Versions]) -> None:
        super().__init__("Changé aussi par un autre programme")
        self._versions = {each.name: each for each in versions}
        self._chosen: dict[str, Side | None] = {
            each.name: None if each.joined is None else "both" for each in versions
        }

    def body(self) -> ComposeResult:
        yield Paragraph("Que garder? Rien n’est encore enregistré.", classes="question")
        yield RowList(list(self._rows()))
        yield Paragraph("", id="whole")

    def keys(self) -> list[DialogKey]:
        """To choose, to go on, or to read the form again."""
        return [
            ("Espace", "Choisir", "pick"),
            ("F2", "Enregistrer ces choix", "apply"),
            ("Échap", "Revenir au formulaire", "leave"),
        ]

    def on_mount(self) -> None:
        """Show whole the text of the first line."""
        self._show_whole(self.query_one(RowList).key)

    def _rows(self) -> Iterator[Row]:
        for versions in self._versions.values():
            yield heading(versions.label)
            sides: tuple[Side, ...] = ("mine", "theirs")
            if versions.joined is not None:
                sides = ("both", *sides)
            for side in sides:
                is_chosen = self._chosen[versions.name] == side
                text = "" if side == "both" else f" : {_said(versions.text(side))}"
                yield Row(
                    (Cell("●" if is_chosen else "○", 1), Cell(f"{_WORDS[side]}{text}")),
                    (versions.name, side),
                )

    @on(RowList.Moved)
    def _moved(self, message: RowList.Moved) -> None:
        self._show_whole(message.key)

    def _show_whole(self, key: Hashable | None) -> None:
        if isinstance(key, tuple):
            name, side = key
            self.query_one("#whole", Paragraph).update(Content(self._versions[name].text(side)))

    @on(RowList.Chosen)
    def action_pick(self) -> None:
        """Choose the selected version; once every choice is made by hand, F2 goes on."""
        key = self.query_one(RowList).key
        if isinstance(key, tuple):
            name, side = key
            self._chosen[name] = side
            self.query_one(RowList).show(list(self._rows()))

    def action_apply(self) -> None:
        """Close with the choices, once there is one for each field."""
        choices = {name: side for name, side in self._chosen.items() if side is not None}
        if len(choices) < len(self._versions):
            self.notify("Choisissez d’abord laquelle garder : Espace, sur sa ligne.")
            return
        self.close(choices)


def _said(text: str) -> str:
    return clean_line(text) or "rien"
