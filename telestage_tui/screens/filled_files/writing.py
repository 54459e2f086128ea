"""Writing a file that is filled in without the program: which one, and where."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import cast

from textual import work

from ...documents.files import write_file
from ...documents.names import paper_name
from ...documents.sheets.self_form import SELF_FORMS, self_evaluation_text
from ...documents.sheets.writing import workbook, workbook_name
from ...dossier.dossier import Dossier
from ...dossier.errors import TelestageError
from ...dossier.os_errors import french_cause
from ...programme.language import Language
from ...programme.programme import Programme
from ...widgets.fields import FormField
from ...widgets.form_dialog import FormDialog, Values
from ...widgets.paragraph import Paragraph
from ...widgets.stack import is_open
from ..base import WorkScreen
from ..where import FOLDER, folder_of, keep_folder, usual_folder, where_fields
from ..written import LANGUAGE_PREFERENCE, LANGUAGES, WrittenDialog

_WORKBOOK = "xlsx"
_FIELDS = (
    FormField(
        "kind",
        "Fichier",
        "choice",
        (
            (_WORKBOOK, "classeur du dossier"),
            ("self-evaluation-midpoint", "autoévaluation de mi-stage"),
            ("self-evaluation-final", "autoévaluation de fin de stage"),
        ),
        "Un classeur (.xlsx) pour l’équipe, ou un texte pour votre stagiaire.",
    ),
    FormField(
        "language",
        "Langue",
        "choice",
        LANGUAGES,
        "Du classeur : les mots du programme y restent en français. L’autoévaluation est en "
        "français.",
    ),
)
_ADVICE = "Une fois rempli, il se reprend ici avec I, après un aperçu de ce qui changerait."
_WRITING = "Écriture…"


class WriteDialog(FormDialog):
    """Asks which file and where; writes it while the keyboard is free.

    Args:
        screen: The screen that opens it, and says where the file is.
        dossier: The dossier in view.
    """

    def __init__(self, screen: WorkScreen, dossier: Dossier) -> None:
        self._screen = screen
        self._dossier = dossier
        self._writes = False
        preferences = screen.workspace.preferences
        super().__init__(
            "Écrire un fichier à remplir",
            (*_FIELDS, *where_fields(screen.app)),
            lambda: {
                "kind": _WORKBOOK,
                "language": preferences.text(LANGUAGE_PREFERENCE) or "fr",
                **usual_folder(preferences),
            },
            self._start,
            screen.workspace.today,
            question="Il se remplit sans telestage, puis se reprend.",
            send_word="Écrire",
        )

    def _start(self, values: Values) -> bool:
        """Start writing; the dialog stays until it is done."""
        if not self._writes:
            self._writes = True
            self.query_one("#hint", Paragraph).update(_WRITING)
            language = cast("Language", values["language"])
            self._write(values["kind"], language, values)
        return False

    @work
    async def _write(self, kind: str, language: Language, values: Values) -> None:
        workspace = self._screen.workspace
        try:
            current = workspace.repository.get(self._dossier.id)
            programme = workspace.programme(current)
            folder = folder_of(values)
            path = await asyncio.to_thread(_write_file, kind, language, folder, current, programme)
        except TelestageError as error:
            self._refuse(str(error))
            return
        except OSError as error:
            self._refuse(f"{french_cause(error)}.")
            return
        keep_folder(workspace.preferences, values)
        if kind == _WORKBOOK:
            workspace.preferences.keep(LANGUAGE_PREFERENCE, language)
        if is_open(self):
            self.close(True)
            app = self._screen.app
            advice = [] if app.is_web else [_ADVICE]  # nothing is taken back in a browser
            app.call_later(app.push_screen, WrittenDialog([path], advice))

    def _refuse(self, message: str) -> None:
        self._writes = False
        if is_open(self):
            self.query_one("#hint", Paragraph).update("")
            self.form.refuse({FOLDER: message})
            if self.app.is_web:  # no field to say it at
                self.app.notify(message, title="Rien n’a été écrit", severity="error", timeout=12)


def _write_file(
    kind: str, language: Language, folder: Path, dossier: Dossier, programme: Programme
) -> Path:
    if kind == _WORKBOOK:
        name = workbook_name(dossier, programme, language)
        content = workbook(dossier, programme, language)
    else:
        form = SELF_FORMS[kind]
        name = paper_name(dossier, programme.evaluation.form(form).title, "txt")
        content = self_evaluation_text(dossier, programme, form)
    return write_file(folder, name, content)
