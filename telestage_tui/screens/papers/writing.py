"""Writing papers from a page: how and where is asked, and what was written is said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from ...documents.papers.catalogue import Form, forms_of
from ...documents.papers.setting import Setting
from ...documents.papers.writing import Asked, Written, feasible, setting_for, write_papers
from ...dossier.errors import TelestageError
from ...dossier.french import count, lower_first
from ...dossier.organisation import stationery
from ...dossier.os_errors import french_cause
from ...dossier.stationery import Sheet
from ...programme.language import Language
from ...programme.papers import Paper
from ...widgets.fields import FormField
from ...widgets.form_dialog import FormDialog, Values
from ..dossier.task_actions import TaskActions
from ..dossier_screen import DossierScreen
from ..where import folder_of, keep_folder, usual_folder, where_fields
from ..written import LANGUAGE_PREFERENCE, LANGUAGES, WrittenDialog

FORM_PREFERENCE = "paper-form"
_SHEETS: tuple[tuple[Sheet, str], ...] = (("lettre", "Lettre"), ("A4", "A4"))
_FORMS: tuple[tuple[str, str], ...] = (("pdf", "PDF"), ("docx", "DOCX"))


class PaperWriting(TaskActions, DossierScreen):
    """A page of a dossier that writes its papers."""

    def setting(
        self, paper: Paper, language: Language = "fr", sheet: Sheet | None = None
    ) -> Setting:
        """A paper of this dossier, as it is now; on the usual sheet of its organisation."""
        return setting_for(self.workspace, self.dossier, paper, language, sheet)

    def write_papers(self, papers: Sequence[Paper]) -> None:
        """Ask how and where, then write them."""
        preferences = self.workspace.preferences
        title = papers[0].title.fr if len(papers) == 1 else count(len(papers), "document")

        def submit(values: Values) -> bool:
            keep_folder(preferences, values)
            preferences.keep(LANGUAGE_PREFERENCE, values["language"])
            if "form" in values:
                preferences.keep(FORM_PREFERENCE, values["form"])
            language = cast("Language", values["language"])
            sheet = cast("Sheet", values["sheet"])
            chosen = cast("Form", values.get("form", "pdf"))
            asked = [
                Asked(self.setting(paper, language, sheet), _form(paper, chosen))
                for paper in papers
            ]
            self.run_worker(lambda: self._write(folder_of(values), asked), thread=True)
            return True

        self.app.push_screen(
            FormDialog(
                title,
                _fields(papers, where_fields(self.app)),
                lambda: {
                    "form": preferences.text(FORM_PREFERENCE) or "pdf",
                    **usual_folder(preferences),
                    "sheet": stationery(self.dossier, self.workspace.organisation()).paper,
                    "language": preferences.text(LANGUAGE_PREFERENCE) or "fr",
                },
                submit,
                self.workspace.today,
                send_word="Écrire",
            )
        )

    def _write(self, folder: Path, asked: Sequence[Asked]) -> None:
        """Write the papers, beside the screen: laying one out takes longer than a frame."""
        possible, missing = feasible(asked)
        if missing and not possible:
            self.app.call_from_thread(self._refuse, str(missing))
            return
        try:
            written = list(write_papers(folder, possible))
        except (TelestageError, OSError) as error:
            reason = f"{french_cause(error)}." if isinstance(error, OSError) else str(error)
            self.app.call_from_thread(self._refuse, reason)
            return
        papers = [each.setting.paper for each in possible]
        said = _each_once(papers, written)
        if missing:
            said.insert(0, str(missing))
        self.app.call_from_thread(self._say_written, papers, written, said)

    def _refuse(self, reason: str) -> None:
        self.notify(reason, title="Rien n’a été écrit", severity="error", timeout=12)

    def _say_written(
        self, papers: Sequence[Paper], written: Sequence[Written], said: Sequence[str]
    ) -> None:
        offer = None if len(papers) > 1 else self.offer_to_tick(self.dossier, papers[0].tasks)
        self.app.push_screen(WrittenDialog([each.path for each in written], said, offer))


def _each_once(papers: Sequence[Paper], written: Sequence[Written]) -> list[str]:
    """The remarks on papers that were written, each once, with the papers it is about.

    What they all share is said of none in particular.
    """
    titles: dict[str, list[str]] = {}
    for paper, each in zip(papers, written, strict=True):
        for notice in dict.fromkeys(each.notices):
            titles.setdefault(notice, []).append(paper.title.fr)
    return [
        notice if len(of) == len(papers) else f"{', '.join(of)} : {lower_first(notice)}"
        for notice, of in titles.items()
    ]


def _fields(papers: Sequence[Paper], where: Sequence[FormField]) -> list[FormField]:
    """What is asked before they are written; the form, only where there is a choice."""
    has_english = any("en" in paper.languages for paper in papers)
    fields = [
        FormField("language", "Langue", "choice", LANGUAGES if has_english else LANGUAGES[:1],
                  "Les mots du programme restent en français; un document qui en cite le dit."),
        FormField("sheet", "Feuille", "choice", _SHEETS),
        *where,
    ]  # fmt: skip
    if any(len(forms_of(paper)) > 1 for paper in papers):
        hint = "DOCX : à retoucher dans Word ou LibreOffice."
        hint = hint if len(papers) == 1 else f"{hint} Les autres restent en PDF."
        fields.insert(0, FormField("form", "Forme", "choice", _FORMS, hint))
    return fields


def _form(paper: Paper, chosen: Form) -> Form:
    """The form chosen, or the one that a paper has."""
    forms = forms_of(paper)
    return chosen if chosen in forms else forms[0]
