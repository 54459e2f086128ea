"""A message written in an `.eml` file, with what goes with it."""

from __future__ import annotations

from pathlib import Path

from ..files import Exported, Save, usable_directory, write_file
from ..names import paper_name
from .attachments import Enclosures, enclosed_invitation, enclosed_papers
from .eml import eml
from .message import Message, MessageSetting

ADVICE = (
    "Ouvrez le fichier dans votre logiciel de courriel : Outlook l’ouvre en brouillon à envoyer; "
    "d’autres le montrent comme un message reçu, à transférer ou à recopier."
)


def eml_name(setting: MessageSetting, number: int = 1, count: int = 1) -> str:
    """The name of the file of a draft: its place is said when it has others beside it.

    Args:
        setting: The message.
        number: Which draft, from 1.
        count: How many drafts the message has.
    """
    name = paper_name(setting.dossier, setting.kind.title, "eml")
    return numbered(name, number, count)


def numbered(name: str, number: int, count: int) -> str:
    """`reponse.eml`; `reponse-2.eml` for the second of several."""
    path = Path(name)
    return name if count == 1 else f"{path.stem}-{number}{path.suffix}"


def write_eml(
    folder: Path,
    name: str,
    setting: MessageSetting,
    message: Message,
    save: Save,
    papers: Enclosures | None = None,
) -> Exported:
    """Write a message; nothing is noted in the dossier when the directory cannot be written in.

    Args:
        folder: Where.
        name: Of the file.
        setting: What the message is made from.
        message: One of its drafts, as it was changed.
        save: Keeps in the dossier that the intern is given the invitation.
        papers: Those that go with it, when they are made already.

    Raises:
        UnusablePath: when the directory cannot be one.
        SaveFailed: when the file cannot be written.
        OSError: when the directory cannot be made.
    """
    usable_directory(folder)
    papers = papers or enclosed_papers(setting)
    invitation = enclosed_invitation(setting, save)
    content = eml(message, (*papers.attachments, *invitation.attachments))
    path = write_file(folder, name, content)
    return Exported((path,), (*papers.notices, *invitation.notices, ADVICE))
