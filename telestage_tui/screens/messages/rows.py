"""The lines of the messages, and what is said of the selected one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from textual.content import Content

from ...documents.messages.drafts import drafts
from ...documents.messages.message import Message, MessageSetting
from ...dossier.french import count
from ...widgets.rows import Cell, Row


class Entry(NamedTuple):
    """One draft of the list.

    Attributes:
        setting: What it is made from.
        message: The draft.
        number: Its place among those of its kind, from 1.
        among: How many those are.
    """

    setting: MessageSetting
    message: Message
    number: int
    among: int

    @property
    def key(self) -> str:
        """What tells it apart in a dossier, whatever the order: its kind, and whom it is for."""
        whom = self.message.to[0].name if self.among > 1 else ""
        return f"{self.message.kind.id} {self.message.language} {whom}"


def entries(setting: MessageSetting) -> Iterator[Entry]:
    """The drafts of a message, in order."""
    messages = drafts(setting)
    for number, message in enumerate(messages, 1):
        yield Entry(setting, message, number, len(messages))


def row(entry: Entry, *, edited: bool) -> Row:
    """One line: the message, whom it is for, and what it lacks."""
    message = entry.message
    missing = len(message.missing)
    state = Cell("✓ prêt", 14, "success")
    if edited:
        state = Cell("→ modifié", 14, "accent")
    elif missing:
        state = Cell(f"○ {count(missing, 'manque')}", 14, "warning")
    to = ", ".join(contact.name or contact.email for contact in message.to)
    return Row((Cell(message.kind.title), Cell(to, 22, "muted"), state), entry.key)


def about(entry: Entry, *, edited: bool) -> Content:
    """Whom the message is for, its subject, what goes with it, and what to look at."""
    message = entry.message
    lines = [
        Content.styled(f"À : {message.addressees}", "bold"),
        Content.styled(f"Objet : {message.subject}", "bold"),
    ]
    if message.enclosed:
        lines.append(Content(f"Pièces jointes : {', '.join(message.enclosed)}"))
    if edited:
        words = "→ Texte modifié par vous : o le reprend d’après le dossier."
        lines.append(Content.styled(words, "$text-accent"))
    if message.missing:
        words = f"○ À compléter : {'; '.join(message.missing)}."
        lines.append(Content.styled(words, "$text-warning"))
    lines += [Content.styled(notice, "$text-muted") for notice in message.notices]
    return Content("\n").join(lines)
