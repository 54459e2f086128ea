"""What a file of dossiers would bring: each difference with both versions, taken or left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ...documents.travel.arrivals import Arrivals, Item
from ...dossier.errors import InvalidInput
from ...dossier.french import count, leading_count
from ...widgets.dialog import Dialog, DialogKey
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...widgets.rows import Cell, Row, Tone, heading, hint

Taking = Literal["taken", "both", "left"]
_SIGNS: Mapping[Taking | None, tuple[str, Tone]] = {
    "taken": ("✓", "success"),
    "both": ("+", "success"),
    "left": ("·", "muted"),
    None: ("?", "warning"),
}
_CHANGED = {
    "here": "Changé ici seulement.",
    "there": "Changé dans le fichier seulement.",
    "both": "Changé des deux côtés : à vous de choisir.",
    "unknown": "Rien ne dit qui l’a changé : à vous de choisir.",
}
_MAY_BE_BOTH = "Espace deux fois (+) : garder les deux textes, l’un sous l’autre, signés."


class Chosen(NamedTuple):
    """What is taken of a file.

    Attributes:
        numbers: Of the items.
        both: Those of them whose two texts are kept, one under the other.
    """

    numbers: frozenset[int]
    both: frozenset[int]


class ArrivalsDialog(Dialog[Chosen]):
    """Asks what to take of a file; closes with what is taken.

    Args:
        found: What the file brings.
    """

    DEFAULT_CSS = """
    ArrivalsDialog {
        & > .dialog { width: 78; }
        & RowList { max-height: 12; }
        & #versions { height: auto; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "apply", "Reprendre ce qui est marqué", key_display="F2"),
        Binding("space", "switch", "Reprendre ou laisser", key_display="Espace"),
        Binding("t", "all", "Tout reprendre"),
        Binding("r", "none", "Tout garder comme ici"),
    ]

    def __init__(self, found: Arrivals) -> None:
        super().__init__("Ce que dit le fichier")
        self._found = found
        self._items = {item.number: item for item in found.items}
        self._taken: dict[int, Taking | None] = {
            number: None if item.open else "taken" if item.taken else "left"
            for number, item in self._items.items()
        }
        """What is taken of each; None until somebody has chosen."""

    def body(self) -> ComposeResult:
        yield Paragraph(self._question(), classes="question")
        yield RowList(list(self._rows()))
        yield Paragraph("", id="versions")
        for note in self._found.notes:
            yield Paragraph(note, classes="said")

    def _question(self) -> str:
        """What the file brings; in a file of one dossier, what that dossier is for this one."""
        return self._found.dossiers[0].heading if self._is_alone else self._found.heading

    @property
    def _is_alone(self) -> bool:
        """Whether the file is about one dossier and nothing else."""
        return len(self._found.dossiers) == 1 and not self._found.organisation

    def on_mount(self) -> None:
        """Show the two versions of the first line."""
        number = self.query_one(RowList).key
        if isinstance(number, int):
            self._show_versions(self._items[number])

    def keys(self) -> list[DialogKey]:
        if not self._items:
            return super().keys()
        return [
            ("F2", "Reprendre ✓", "apply"),
            ("Espace", "Choisir", "switch"),
            ("t", "Tout", "all"),
            ("r", "Rien", "none"),
            ("Échap", "Retour", "leave"),
        ]

    def _rows(self) -> Iterator[Row]:
        for arrival in self._found.dossiers:
            if not self._is_alone:
                is_plain = arrival.state == "same"
                yield hint(arrival.heading) if is_plain else heading(arrival.heading)
            yield from (
                self._row(item)
                for item in self._items.values()
                if item.dossier == arrival.theirs.id
            )
        if self._found.organisation:
            yield heading("Mon organisation")
            yield from (self._row(item) for item in self._items.values() if item.dossier is None)

    def _row(self, item: Item) -> Row:
        sign, tone = _SIGNS[self._taken[item.number]]
        where = item.difference.where if item.difference else item.text
        return Row((Cell(sign, 1, tone), Cell(where)), item.number)

    @on(RowList.Moved)
    def _moved(self, message: RowList.Moved) -> None:
        if isinstance(message.key, int):
            self._show_versions(self._items[message.key])

    def _show_versions(self, item: Item) -> None:
        """Both versions of the field, whole, and who changed it."""
        difference = item.difference
        lines = [Content(item.text)]
        if difference is not None:
            lines = [
                Content(f"Ici : {difference.here}"),
                Content(f"Fichier : {difference.there}"),
                Content.styled(_CHANGED[difference.origin], "$text-muted"),
            ]
            if item.both:
                lines.append(Content.styled(_MAY_BE_BOTH, "$text-muted"))
        self.query_one("#versions", Paragraph).update(Content("\n").join(lines))

    @on(RowList.Chosen)
    def action_switch(self) -> None:
        """Take what the selected line says, then both texts where they can be, then neither."""
        number = self.query_one(RowList).key
        if isinstance(number, int):
            ways: list[Taking] = ["taken", "both", "left"]
            if not self._items[number].both:
                ways.remove("both")
            taken = self._taken[number]
            self._taken[number] = ways[0 if taken is None else (ways.index(taken) + 1) % len(ways)]
            self._show()

    def action_all(self) -> None:
        """Take all that the file says."""
        self._taken = dict.fromkeys(self._taken, "taken")
        self._show()

    def action_none(self) -> None:
        """Leave all as it is here."""
        self._taken = dict.fromkeys(self._taken, "left")
        self._show()

    def _show(self) -> None:
        self.query_one(RowList).show(list(self._rows()))

    def action_apply(self) -> None:
        """Close with what is taken, once every choice is made and all of it goes together."""
        if not self._items:
            return
        waiting = [number for number, taken in self._taken.items() if taken is None]
        if waiting:
            what = leading_count(len(waiting), "point attend", "points attendent")
            self.notify(
                f"{what} votre choix (?). Espace : reprendre, puis garder; t ou r pour tous."
            )
            self.query_one(RowList).select(waiting[0])
            return
        both = frozenset(number for number, taken in self._taken.items() if taken == "both")
        numbers = both | {number for number, taken in self._taken.items() if taken == "taken"}
        try:
            self._found.incoming(numbers, both)
            self._found.kept_organisation(numbers)
        except InvalidInput as error:
            self.notify(f"Ces choix ne vont pas ensemble. {error}", severity="error", timeout=12)
            return
        self.close(Chosen(numbers, both))


def taken_sentence(number: int) -> str:
    """What is said once so many points are taken."""
    return count(number, "point repris d’un fichier", "points repris d’un fichier")
