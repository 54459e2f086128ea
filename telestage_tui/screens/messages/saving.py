"""Saving a message in a file: where, then its path whole; its papers are made in a thread."""

from __future__ import annotations

import asyncio
from pathlib import Path

from ...documents.files import usable_directory
from ...documents.messages.attachments import enclosed_papers
from ...documents.messages.files import eml_name, write_eml
from ...dossier.changes import Change
from ...dossier.dossier import Dossier
from ...dossier.errors import InvalidInput, TelestageError
from ...dossier.os_errors import french_cause
from ...store.errors import UnusablePath
from ...widgets.fields import FormField
from ...widgets.form_dialog import FormDialog, Values
from ..dossier.task_actions import TaskActions
from ..written import FOLDER_PREFERENCE, WrittenDialog
from .rows import Entry

NOT_IN_A_BROWSER = (
    "Dans un navigateur, rien ne s’enregistre : le fichier irait sur le serveur. Copiez le texte, "
    "ou employez la commande « telestage message », sur l’ordinateur où sont les dossiers."
)


def save_dialog(screen: TaskActions, entry: Entry) -> FormDialog:
    """The dialog that asks where a message is saved, then writes it.

    Args:
        screen: The screen that opens it, and says where the file is.
        entry: The message, as it was changed.
    """
    preferences = screen.workspace.preferences

    def submit(values: Values) -> bool:
        folder = values["folder"].strip() or "."
        try:
            usable_directory(Path(folder))
        except UnusablePath as error:
            raise InvalidInput.at("folder", str(error)) from None
        except OSError as error:
            raise InvalidInput.at("folder", f"{french_cause(error)}.") from None
        preferences.keep(FOLDER_PREFERENCE, folder)
        screen.run_worker(_write(screen, entry, Path(folder)), exit_on_error=True)
        return True

    return FormDialog(
        "Enregistrer le message",
        (FormField("folder", "Répertoire", hint="Où écrire le fichier .eml."),),
        lambda: {"folder": preferences.text(FOLDER_PREFERENCE) or "~"},
        submit,
        screen.workspace.today,
        question=f"{entry.message.kind.title} : {entry.message.addressees}",
        send_word="Écrire",
    )


async def _write(screen: TaskActions, entry: Entry, folder: Path) -> None:
    def save(owner: Dossier, change: Change) -> Dossier:
        return screen.workspace.repository.change(owner.id, change)

    papers = await asyncio.to_thread(enclosed_papers, entry.setting)
    name = eml_name(entry.setting, entry.number, entry.among)
    try:
        written = write_eml(folder, name, entry.setting, entry.message, save, papers)
    except (TelestageError, OSError) as error:
        cause = error if isinstance(error, TelestageError) else f"{french_cause(error)}."
        screen.notify(str(cause), title="Rien n’a été enregistré", severity="error", timeout=12)
        return
    dossier = screen.workspace.repository.get(entry.setting.dossier.id)
    tasks = entry.setting.kind.sending_does
    offer = screen.offer_to_tick(dossier, tasks, "une fois le message envoyé")
    screen.app.push_screen(WrittenDialog(written.paths, written.advice, offer))
