"""Documents: the papers of a dossier, what each lacks, and writing them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ...documents.papers.catalogue import is_empty, missing_for
from ...documents.papers.setting import Setting
from ...documents.papers.writing import Written, setting_for, write_pdf
from ...dossier.errors import TelestageError
from ...dossier.french import count, lower_first
from ...dossier.organisation import stationery
from ...dossier.os_errors import french_cause
from ...dossier.stationery import Sheet
from ...programme.papers import Language, Paper
from ...widgets.fields import FormField
from ...widgets.form_dialog import FormDialog, Values
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import OpenList, RowList
from ...widgets.rows import Cell, Row, Tone, heading
from ..base import DossierScreen
from ..dossier.task_actions import TaskActions
from ..written import FOLDER_PREFERENCE, NO_EXPORT, Offer, WrittenDialog

LANGUAGE_PREFERENCE = "paper-language"
_SHEETS: tuple[tuple[Sheet, str], ...] = (("lettre", "Lettre"), ("A4", "A4"))
_LANGUAGES: tuple[tuple[str, str], ...] = (("fr", "français"), ("en", "anglais"))

_READY: tuple[str, Tone, str] = ("✓", "success", "tout y est")
_NOTHING: tuple[str, Tone, str] = ("○", "muted", "")


class PapersScreen(TaskActions, DossierScreen):
    """What is handed over of one dossier."""

    HEADING = "Documents"
    HELP = """Ce qui se remet à quelqu’un : évaluations, comptes rendus, liste de vérification, \
attestation, bilan, accès. Chaque document s’écrit en PDF d’après ce qui est au dossier, jamais \
un mot de plus; ce qui manque y laisse un blanc à remplir à la main, et se lit ici avant.

Entrée écrit le document choisi : dites la langue, la feuille et le répertoire, puis F2. Le chemin \
se lit en entier; c le copie, o ouvre le répertoire. Quand une étape demandait ce document, Espace \
la coche."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "write", "Écrire en PDF", show=False),
        Binding("f7", "write_all", "Tout écrire", key_display="F7"),
    ]
    DEFAULT_CSS = """
    PapersScreen #about { height: auto; max-height: 9; min-height: 3; padding: 0 1;
                          color: $text-muted; border-top: solid $primary 40%; }
    """

    def body(self) -> ComposeResult:
        yield OpenList(id="papers")
        yield Paragraph("", id="about")

    def show(self) -> None:
        """The papers that the dossier has something of, then the others."""
        settings = list(map(self._setting, self._papers))
        ready = [each for each in settings if not is_empty(each)]
        empty = [each for each in settings if is_empty(each)]
        rows = [heading("À écrire"), *map(_row, ready)]
        if empty:
            rows += [heading("Rien encore au dossier"), *map(_row, empty)]
        papers = self.query_one(RowList)
        papers.show(rows)
        if self.begin_on:
            papers.select(self._first_of(self.begin_on))
            self.begin_on = None

    @property
    def _papers(self) -> tuple[Paper, ...]:
        return self.workspace.programme(self.dossier).papers.papers

    def _first_of(self, name: str) -> str:
        """The paper of that identifier, or the first one that this task asks for."""
        return next((paper.id for paper in self._papers if name in paper.tasks), name)

    def _setting(self, paper: Paper, language: Language = "fr") -> Setting:
        return setting_for(self.workspace, self.dossier, paper, language)

    @property
    def _selected(self) -> Paper | None:
        key = self.query_one(RowList).key
        return next((paper for paper in self._papers if paper.id == key), None)

    @on(RowList.Moved, "#papers")
    def _moved(self) -> None:
        paper = self._selected
        if paper is not None:
            self.query_one("#about", Paragraph).update(Content("\n").join(self._about(paper)))

    def _about(self, paper: Paper) -> list[Content]:
        """What the paper lacks, and which tasks ask for it."""
        programme = self.workspace.programme(self.dossier)
        missing = missing_for(self._setting(paper))
        lines = [Content.styled(f"! {sentence}", "$text-warning") for sentence in missing]
        lines += [
            Content(f"Demandé par l’étape « {programme.task(task).title} ».")
            for task in paper.tasks
            if programme.has_task(task)
        ]
        return [*lines, Content("⏎ pour l’écrire en PDF, F7 pour tout écrire.")]

    # --- writing --------------------------------------------------------------------------------

    @on(RowList.Chosen, "#papers")
    def action_write(self) -> None:
        """Ask how and where, then write the selected paper."""
        paper = self._selected
        if paper is not None:
            self._ask_where([paper])

    def action_write_all(self) -> None:
        """Ask how and where, then write every paper that the dossier has something of."""
        self._ask_where([each for each in self._papers if not is_empty(self._setting(each))])

    def _ask_where(self, papers: list[Paper]) -> None:
        if self.app.is_web:
            self.tell(NO_EXPORT)
            return
        preferences = self.workspace.preferences
        has_english = any("en" in paper.languages for paper in papers)
        fields = [
            FormField("language", "Langue", "choice", _LANGUAGES if has_english else _LANGUAGES[:1],
                      "Les mots du programme restent en français, et le document le dit."),
            FormField("sheet", "Feuille", "choice", _SHEETS),
            FormField("folder", "Répertoire", hint="Où écrire."),
        ]  # fmt: skip
        title = papers[0].title.fr if len(papers) == 1 else count(len(papers), "document")

        def submit(values: Values) -> bool:
            folder = values["folder"].strip() or "."
            for name, key in (
                (FOLDER_PREFERENCE, folder),
                (LANGUAGE_PREFERENCE, values["language"]),
            ):
                preferences.keep(name, key)
            language, sheet = cast("Language", values["language"]), cast("Sheet", values["sheet"])
            settings = [
                setting_for(self.workspace, self.dossier, paper, language, sheet)
                for paper in papers
            ]
            self.run_worker(lambda: self._write(Path(folder), settings), thread=True)
            return True

        self.app.push_screen(
            FormDialog(
                title,
                fields,
                lambda: {
                    "folder": preferences.text(FOLDER_PREFERENCE) or "~",
                    "sheet": stationery(self.dossier, self.workspace.organisation()).paper,
                    "language": preferences.text(LANGUAGE_PREFERENCE) or "fr",
                },
                submit,
                self.workspace.today,
                send_word="Écrire",
            )
        )

    def _write(self, folder: Path, settings: list[Setting]) -> None:
        """Write the papers, beside the screen: laying one out takes longer than a frame."""
        try:
            written = [write_pdf(folder, setting) for setting in settings]
        except (TelestageError, OSError) as error:
            reason = f"{french_cause(error)}." if isinstance(error, OSError) else str(error)
            self.app.call_from_thread(self._refuse, reason)
            return
        self.app.call_from_thread(self._say_written, settings, written)

    def _refuse(self, reason: str) -> None:
        self.notify(reason, title="Rien n’a été écrit", severity="error", timeout=12)

    def _say_written(self, settings: list[Setting], written: list[Written]) -> None:
        names = len(settings) > 1
        notices = [
            f"{setting.title} : {lower_first(notice)}" if names else notice
            for setting, each in zip(settings, written, strict=True)
            for notice in each.notices
        ]
        offer = self._offer(settings[0].paper) if len(settings) == 1 else None
        self.app.push_screen(WrittenDialog([each.path for each in written], notices, offer))

    def _offer(self, paper: Paper) -> Offer | None:
        """To tick the task that asks for a paper, unless it is done."""
        programme, dossier = self.workspace.programme(self.dossier), self.dossier
        for task in paper.tasks:
            if programme.has_task(task) and not self.state_of(dossier, task).resolved:
                title = programme.task(task).title
                return Offer(f"cocher « {title} »", partial(self.toggle_task, dossier.id, task))
        return None


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
