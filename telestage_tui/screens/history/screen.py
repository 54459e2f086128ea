"""Notes et historique: the notes of the tutor and what the program did, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID, uuid4

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from ...dossier import changes
from ...dossier.dossier import Dossier
from ...dossier.french import clock_time, count_or_none, long_date, long_moment, short_date
from ...dossier.records import HistoryEntry, Note
from ...dossier.text import clean_line
from ...dossier.zone_names import zone
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...widgets.rows import BLANK, Cell, Row, heading, hint
from ..base import SCROLL_KEYS, DossierScreen


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A line of the list in full.

    Attributes:
        when: Local date, with the time when it is known.
        text: The whole text, over several lines when it is a note.
    """

    when: str
    text: str


class HistoryScreen(DossierScreen):
    """Notes, then history."""

    HEADING = "Notes et historique"
    HELP = """En haut, les notes datées que vous écrivez; dessous, l’historique que telestage \
tient tout seul de chaque modification, la plus récente en premier, à l’heure de l’organisation.

n écrit une note : ce que vous quittez sans enregistrer est gardé pour la fois suivante. La ligne \
choisie se lit en entier au bas de l’écran; Maj et les flèches font défiler un texte long."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "note", "Nouvelle note"),
        *SCROLL_KEYS,
    ]
    TEXT = "#whole"
    DEFAULT_CSS = """
    HistoryScreen {
        & #whole { height: 40%; max-height: 16; border-top: solid $primary 40%; padding: 0 1; }
        & #text { height: auto; }
    }
    """

    _dossier: Dossier | None = None
    """The dossier as the lines show it."""

    def body(self) -> ComposeResult:
        yield RowList(id="lines")
        with VerticalScroll(id="whole", can_focus=False):
            yield Paragraph("", id="text")

    def show(self) -> None:
        """Notes and history, the newest of each first."""
        dossier = self._dossier = self.dossier
        rows = [heading(f"Notes ({len(dossier.notes)})")]
        rows += [_note_row(note) for note in _newest(dossier)]
        if not dossier.notes:
            rows.append(hint("Aucune note pour l’instant : n pour écrire la première."))
        rows += [BLANK, heading("Historique")]
        rows += [_entry_row(rank, dossier) for rank in reversed(range(len(dossier.history)))]
        lines = self.query_one("#lines", RowList)
        lines.show(rows)
        if self.begin_on:
            lines.select(UUID(self.begin_on))
            self.begin_on = None

    @on(RowList.Moved, "#lines")
    def _moved(self, message: RowList.Moved) -> None:
        line = self._line(message.key)
        text = self.query_one("#text", Paragraph)
        text.update(
            Content("\n").join([Content.styled(line.when, "$text-muted"), Content(line.text)])
            if line
            else ""
        )
        self.query_one("#whole", VerticalScroll).scroll_home(animate=False)

    def _line(self, key: object) -> HistoryLine | None:
        dossier = self._dossier
        if dossier is None:
            return None
        if isinstance(key, UUID):
            note = next((note for note in dossier.notes if note.id == key), None)
            return HistoryLine(f"Note du {long_date(note.on)}", note.text) if note else None
        if isinstance(key, int) and key < len(dossier.history):
            entry = dossier.history[key]
            at = _local(entry, dossier)
            return HistoryLine(long_moment(at.date(), at.time()), entry.sentence)
        return None

    def action_note(self) -> None:
        """Write a note dated today."""
        today = self.workspace.today()

        def write(text: str) -> Dossier | None:
            note = uuid4()
            dossier = self.save(changes.add_note(note, on=today, text=text))
            if dossier is not None:
                self.query_one("#lines", RowList).select(note)
            return dossier

        self.ask(
            f"journal.{self.dossier_id}",
            "Nouvelle note",
            f"Datée du {long_date(today)}.",
            write,
            check=lambda text: None if text.strip() else "La note est vide.",
            kind="prose",
        )

    def title_text(self) -> str:
        notes = count_or_none(len(self.dossier.notes), "note", feminine=True)
        return f"{super().title_text()} · {notes}"


def _newest(dossier: Dossier) -> list[Note]:
    """The notes, the latest day first; within a day, the last written first."""
    return sorted(dossier.notes, key=lambda note: note.on)[::-1]


def _note_row(note: Note) -> Row:
    return Row((Cell(short_date(note.on), 14, "muted"), Cell(clean_line(note.text))), note.id)


def _entry_row(rank: int, dossier: Dossier) -> Row:
    entry = dossier.history[rank]
    at = _local(entry, dossier)
    return Row(
        (
            Cell(short_date(at.date()), 14, "muted"),
            Cell(clock_time(at.time()), 7, "muted", right=True),
            Cell(entry.sentence),
        ),
        rank,
    )


def _local(entry: HistoryEntry, dossier: Dossier) -> datetime:
    return entry.at.astimezone(zone(dossier.host.zone))
