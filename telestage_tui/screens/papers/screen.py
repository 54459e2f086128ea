"""Documents: the papers of a dossier, what each lacks, and writing them."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from ...documents.papers.catalogue import forms_of, is_empty, is_on_demand, missing_for
from ...documents.papers.setting import Setting
from ...dossier.french import count
from ...planning.due import due_dates
from ...programme.papers import Paper
from ...widgets.lists import WriteList
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...widgets.rows import Cell, Row, Tone, heading
from ..page_keys import SCROLL_KEYS
from .writing import PaperWriting

_READY: tuple[str, Tone, str] = ("✓", "success", "tout y est")
_NOTHING: tuple[str, Tone, str] = ("○", "muted", "")
LETTER = "letter"
"""The paper that has a page of its own."""


class PaperList(WriteList):
    """Papers that Enter writes, or reads first; the footer says which."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *WriteList.BINDINGS,  # a key bound here hides what the classes above bind it to
        Binding("enter", "review", "Relire", key_display="⏎"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The letter is read sentence by sentence before it is written."""
        if action in ("choose", "review"):
            return (self.key == LETTER) == (action == "review")
        return super().check_action(action, parameters)

    def action_review(self) -> None:
        """Open what reads it first."""
        self.action_choose()


class PapersScreen(PaperWriting):
    """What is handed over of one dossier."""

    HEADING = "Documents"
    HELP = """Ce qui se remet à quelqu’un : évaluations, comptes rendus, liste de vérification, \
attestation, lettre, bilan, accès. Chaque document s’écrit d’après ce qui est au dossier, jamais \
un mot de plus; ce qui manque y laisse un blanc à remplir à la main, et se lit ici avant. Tous \
s’écrivent en PDF; l’attestation aussi en DOCX, et la lettre de recommandation en DOCX seulement.

Entrée écrit le document choisi, ou ouvre la lettre, qui se relit phrase par phrase. Dites la \
forme, la langue, la feuille et le répertoire, puis F2. Le chemin \
se lit en entier; c le copie, o ouvre le répertoire. Quand une étape demandait ce document, Espace \
la coche."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "write", "Écrire", show=False),
        Binding("f7", "write_all", "Tout écrire", key_display="F7"),
        *SCROLL_KEYS,
    ]
    TEXT = "#text"
    DEFAULT_CSS = """
    PapersScreen {
        & #text { height: auto; max-height: 9; min-height: 3; padding: 0 1;
                  border-top: solid $primary 40%; }
        & #about { height: auto; color: $text-muted; }
    }
    """

    def body(self) -> ComposeResult:
        yield PaperList(id="papers")
        with VerticalScroll(id="text", can_focus=False):
            yield Paragraph("", id="about")

    def show(self) -> None:
        """The papers that the dossier has something of, then the others."""
        settings = list(map(self.setting, self._papers))
        asked = [each for each in settings if is_on_demand(each.paper)]
        empty = [each for each in settings if is_empty(each)]
        ready = [each for each in settings if each not in asked and each not in empty]
        rows = [heading("À écrire"), *map(_row, ready), heading("Sur demande"), *map(_row, asked)]
        if empty:
            rows += [heading("Rien encore au dossier"), *map(_row, empty)]
        papers = self.query_one(RowList)
        first_time = not papers.rows
        papers.show(rows)
        begin = self.begin_on or (self._asked_for_now() if first_time else None)
        if begin:
            papers.select(self._first_of(begin))
            self.begin_on = None

    def _asked_for_now(self) -> str | None:
        """The paper, not empty, asked for by a task to do whose day is the nearest to today."""
        dossier, today = self.dossier, self.workspace.today()
        programme = self.workspace.programme(dossier)
        due = due_dates(dossier, programme, today)
        asked = [
            (abs((due[task] - today).days), paper.id)
            for paper in self._papers
            if not is_empty(self.setting(paper))
            for task in filter(programme.has_task, paper.tasks)
            if task in due and not self.state_of(dossier, task).resolved
        ]
        return min(asked, key=lambda each: each[0])[1] if asked else None

    @property
    def _papers(self) -> tuple[Paper, ...]:
        """Those that can be written; an organisation may name one and forget its template."""
        papers = self.workspace.programme(self.dossier).papers.papers
        return tuple(paper for paper in papers if forms_of(paper))

    def _first_of(self, name: str) -> str:
        """The paper of that identifier, or the first one that this task asks for."""
        return next((paper.id for paper in self._papers if name in paper.tasks), name)

    @property
    def _selected(self) -> Paper | None:
        key = self.query_one(RowList).key
        return next((paper for paper in self._papers if paper.id == key), None)

    @on(RowList.Moved, "#papers")
    def _moved(self) -> None:
        self.refresh_bindings()
        paper = self._selected
        if paper is not None:
            self.query_one("#about", Paragraph).update(Content("\n").join(self._about(paper)))

    def _about(self, paper: Paper) -> list[Content]:
        """What the paper lacks, and which tasks ask for it."""
        programme = self.workspace.programme(self.dossier)
        missing = missing_for(self.setting(paper))
        lines = [Content.styled(f"! {sentence}", "$text-warning") for sentence in missing]
        lines += [
            Content(f"Demandé par l’étape « {programme.task(task).title} ».")
            for task in paper.tasks
            if programme.has_task(task)
        ]
        return [*lines, Content(f"{_way(paper)} F7 pour tout écrire.")]

    # --- writing --------------------------------------------------------------------------------

    @on(RowList.Chosen, "#papers")
    def action_write(self) -> None:
        """Write the selected paper; the letter is first read, sentence by sentence."""
        paper = self._selected
        if paper is not None and paper.id == LETTER:
            self.action_go("letter")
        elif paper is not None:
            self.write_papers([paper])

    def action_write_all(self) -> None:
        """Write every paper that the dossier has something of, but those written on demand."""
        self.write_papers(
            [
                each
                for each in self._papers
                if not (is_on_demand(each) or is_empty(self.setting(each)))
            ]
        )


def _row(setting: Setting) -> Row:
    missing = len(missing_for(setting))
    tone: Tone = "muted" if is_empty(setting) else "warning" if missing else "success"
    sign = "○" if is_empty(setting) else "!" if missing else "✓"
    words = (
        "" if is_empty(setting) else f"{count(missing, 'remarque')}" if missing else "tout y est"
    )
    languages = "fr · en" if "en" in setting.paper.languages else "fr"
    return Row(
        (
            Cell(sign, 1, tone),
            Cell(setting.title),
            Cell(words, 14, tone),
            Cell(languages, 7, "muted", right=True),
        ),
        setting.paper.id,
    )


def _way(paper: Paper) -> str:
    """What Enter does."""
    if paper.id == LETTER:
        return "⏎ pour la relire phrase par phrase,"
    return f"⏎ pour l’écrire en {' ou en '.join(form.upper() for form in forms_of(paper))},"
