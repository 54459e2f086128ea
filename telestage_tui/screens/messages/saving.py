"""Saving messages in files: where, then the path whole; their papers are made in a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from ...documents.files import usable_directory
from ...documents.messages.attachments import enclosed_papers
from ...documents.messages.files import eml_name, write_eml
from ...dossier.changes import Change
from ...dossier.dossier import Dossier
from ...dossier.errors import TelestageError
from ...dossier.french import count
from ...dossier.os_errors import french_cause
from ...store.file_errors import UnusablePath
from ...widgets.form_dialog import FormDialog, Values
from ..dossier.task_actions import TaskActions
from ..where import folder_of, keep_folder, refusal, usual_folder, where_fields
from ..written import WrittenDialog
from .rows import Entry
from .typed import changed_message


def ask_where(screen: TaskActions, entries: Sequence[Entry]) -> None:
    """Ask where messages are saved, then write them as they were changed; a browser takes them.

    Args:
        screen: The screen that opens the dialog, and says where the files are.
        entries: The messages, of one kind.
    """
    if not entries:
        return
    changed = [each._replace(message=changed_message(screen.workspace, each)) for each in entries]
    if screen.app.is_web:
        screen.run_worker(_write(screen, changed, folder_of({})), exit_on_error=True)
    else:
        screen.app.push_screen(_folder_dialog(screen, changed))


def _folder_dialog(screen: TaskActions, entries: Sequence[Entry]) -> FormDialog:
    preferences = screen.workspace.preferences

    def submit(values: Values) -> bool:
        folder = folder_of(values)
        try:
            usable_directory(folder)
        except UnusablePath as error:
            raise refusal(values, str(error)) from None
        except OSError as error:
            raise refusal(values, f"{french_cause(error)}.") from None
        keep_folder(preferences, values)
        screen.run_worker(_write(screen, entries, folder), exit_on_error=True)
        return True

    alone, message = len(entries) == 1, entries[0].message
    hint = "Où écrire le fichier .eml." if alone else "Où écrire les fichiers .eml."
    to = message.addressees if alone else ", ".join(each.whom for each in entries)
    return FormDialog(
        "Enregistrer le message" if alone else f"Enregistrer {count(len(entries), 'message')}",
        where_fields(screen.app, hint),
        lambda: usual_folder(preferences),
        submit,
        screen.workspace.today,
        question=f"{message.kind.title} : {to}",
        send_word="Écrire",
    )


async def _write(screen: TaskActions, entries: Sequence[Entry], folder: Path) -> None:
    def save(owner: Dossier, change: Change) -> Dossier:
        return screen.workspace.repository.change(owner.id, change)

    setting = entries[0].setting
    papers = await asyncio.to_thread(enclosed_papers, setting)
    paths: list[Path] = []
    advice: dict[str, None] = {}
    failure = ""
    for each in entries:
        name = eml_name(setting, each.number, each.among)
        try:
            written = write_eml(folder, name, setting, each.message, save, papers)
        except (TelestageError, OSError) as error:
            failure = str(error) if isinstance(error, TelestageError) else f"{french_cause(error)}."
            break
        paths += written.paths
        advice |= dict.fromkeys(written.advice)
    if failure:
        title = "Tout n’a pas été enregistré" if paths else "Rien n’a été enregistré"
        screen.notify(failure, title=title, severity="error", timeout=12)
    if paths:
        dossier = screen.workspace.repository.get(setting.dossier.id)
        tasks = setting.kind.sending_does
        offer = screen.offer_to_tick(dossier, tasks, "une fois le message envoyé")
        screen.app.push_screen(WrittenDialog(paths, tuple(advice), offer))
