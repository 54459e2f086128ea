"""The rows of Notes et historique, and the whole of the selected one under them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from rich.cells import cell_len
from textual.content import Content

from ...clocks.zones import local
from ...dossier.deeds.sentences import PARTS
from ...dossier.dossier import Dossier
from ...dossier.field_words import words_of
from ...dossier.french import clock_time, count_or_none, long_date, long_moment, short_date
from ...dossier.history_search import HistoryFilter
from ...dossier.records import HistoryEntry, Note
from ...dossier.text import clean_line, fold, quoted
from ...widgets.rows import BLANK, Cell, Row, heading, hint

WIDEST_NAME = 18
"""Columns of the longest name of whoever made a change; the panel under the list has it whole."""
NO_LINE = "Aucune ligne ne répond : Échap enlève le filtre."
NO_NOTE = "Aucune note pour l’instant : n pour écrire la première."


def rows(dossier: Dossier, question: HistoryFilter, advice: str) -> list[Row]:
    """Notes and history, the newest of each first; only what answers, where something is asked.

    Args:
        dossier: Whose.
        question: What is looked for.
        advice: What is said over the history; empty for nothing.
    """
    notes = [note for note in _newest(dossier) if _answers(note, question)]
    lines = answering(dossier, question)
    width = min(WIDEST_NAME, max((cell_len(dossier.history[n].who) + 1 for n in lines), default=0))
    shown = [heading(f"Notes ({len(notes)})"), *map(_note_row, notes)] if notes else []
    if not dossier.notes and question.is_blank:
        shown = [heading("Notes (0)"), hint(NO_NOTE)]
    shown += [*([BLANK] if shown else ()), heading(f"Historique ({len(lines)})")]
    shown += [hint(advice)] if advice else []
    shown += [_entry_row(rank, dossier, width) for rank in lines]
    return shown if notes or lines else [hint(NO_LINE)]


def answering(dossier: Dossier, question: HistoryFilter) -> list[int]:
    """The ranks of the lines of the history that answer, the newest first."""
    return [n for n in reversed(range(len(dossier.history))) if question.keeps(dossier.history[n])]


def filter_words(question: HistoryFilter) -> str:
    """What is looked for, as the title says it; empty for everything."""
    text = quoted(question.text) if question.text else ""
    part = PARTS.get(question.part, question.part)
    return ", ".join(each for each in (part, question.who, text) if each)


def found_words(dossier: Dossier, question: HistoryFilter) -> str:
    """« Accès, « vpn » : 3 lignes », for the title."""
    number = count_or_none(len(answering(dossier, question)), "ligne", feminine=True)
    return f"{filter_words(question)} : {number}"


def whole(key: object, dossier: Dossier) -> Content:
    """The note or the line of history of that key in full: when, who, what, before → after."""
    if isinstance(key, UUID):
        note = next((note for note in dossier.notes if note.id == key), None)
        return _block(f"Note du {long_date(note.on)}", note.text) if note else Content("")
    if not isinstance(key, int) or key >= len(dossier.history):
        return Content("")
    entry = dossier.history[key]
    at = _local(entry, dossier)
    part = PARTS.get(entry.deed.part, entry.deed.part)
    when = " · ".join(each for each in (long_moment(at.date(), at.time()), entry.who, part) if each)
    return _block(when, entry.sentence, *before_and_after(entry))


def before_and_after(entry: HistoryEntry) -> Iterator[str]:
    """« accès, retiré le : rien → 2 mars 2027 », for each field that changed."""
    return (words_of(change).line for change in entry.changes)


def _block(when: str, *lines: str) -> Content:
    return Content("\n").join([Content.styled(when, "$text-muted"), *map(Content, lines)])


def _answers(note: Note, question: HistoryFilter) -> bool:
    """Whether a note, which has no author, answers."""
    if question.who or question.part not in ("", "note"):
        return False
    return fold(question.text) in fold(note.text)


def _newest(dossier: Dossier) -> list[Note]:
    """The notes, the latest day first; within a day, the last written first."""
    return sorted(dossier.notes, key=lambda note: note.on)[::-1]


def _note_row(note: Note) -> Row:
    return Row((Cell(short_date(note.on), 14, "muted"), Cell(clean_line(note.text))), note.id)


def _entry_row(rank: int, dossier: Dossier, width: int) -> Row:
    """When, who and what.

    Args:
        rank: Of the line in the history.
        dossier: Whose.
        width: Columns of the name; 0 where no name is known.
    """
    entry = dossier.history[rank]
    at = _local(entry, dossier)
    who = (Cell(entry.who, width, "muted"),) if width else ()
    return Row(
        (
            Cell(short_date(at.date()), 14, "muted"),
            Cell(clock_time(at.time()), 7, "muted", right=True),
            *who,
            Cell(entry.sentence),
        ),
        rank,
    )


def _local(entry: HistoryEntry, dossier: Dossier) -> datetime:
    return local(entry.at, dossier.host.zone)
