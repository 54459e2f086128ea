"""The lines of the messages, and what is said of the selected one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual.content import Content

from ...documents.messages.drafts import drafts
from ...documents.messages.message import Message, MessageSetting
from ...dossier.french import count, short_day
from ...programme.messages import MessageKind
from ...programme.progress import TaskState
from ...widgets.rows import Cell, Row


class Entry(NamedTuple):
    """One draft of the list.

    Attributes:
        setting: What it is made from.
        message: The draft.
        number: Its place among those of its kind, from 1.
        among: How many those are.
        whom: What tells it apart from those: a name, and more where two people have the same.
    """

    setting: MessageSetting
    message: Message
    number: int
    among: int
    whom: str

    @property
    def key(self) -> str:
        """What tells it apart in a dossier, whatever the order: its kind, and whom it is for."""
        return f"{self.message.kind.id} {self.message.language} {self.whom}"


def entries(setting: MessageSetting) -> Iterator[Entry]:
    """The drafts of a message, in order."""
    messages = drafts(setting)
    for number, (message, whom) in enumerate(zip(messages, _whom(messages), strict=True), 1):
        yield Entry(setting, message, number, len(messages), whom)


def _whom(messages: Sequence[Message]) -> Iterator[str]:
    """What tells each draft apart: a name; for one of two namesakes, the day of the interview too.

    Nothing else is recorded of a candidate: the rank tells apart those seen on the same day.
    """
    if len(messages) == 1:
        yield ""
        return
    names = Counter(message.to[0].name for message in messages)
    ranks: Counter[str] = Counter()
    for message in messages:
        whom = message.to[0].name
        day = message.candidate.interviewed_on if message.candidate else None
        if names[whom] > 1 and day:
            whom = f"{whom}, {short_day(day)}"
        ranks[whom] += 1
        yield whom if ranks[whom] == 1 else f"{whom} ({ranks[whom]})"


def first_asked(kinds: Sequence[MessageKind], states: Sequence[TaskState], phase: str) -> str:
    """The first message that a task to do of a phase asks for: its kind; empty without one."""
    to_do = {each.task.id for each in states if each.state == "todo" and each.task.phase == phase}
    return next((kind.id for kind in kinds if not to_do.isdisjoint(kind.tasks)), "")


def row(entry: Entry, *, edited: bool) -> Row:
    """One line: the message, whom it is for, and what it lacks."""
    message = entry.message
    missing = len(message.missing)
    state = Cell("✓ prêt", 11, "success")
    if edited:
        state = Cell("→ modifié", 11, "accent")
    elif missing:
        state = Cell(f"○ {count(missing, 'manque')}", 11, "warning")
    names = dict.fromkeys(contact.name or contact.email for contact in message.to)
    to = entry.whom or ", ".join(names)
    return Row((Cell(message.kind.title), Cell(to, 22, "muted"), state), entry.key)


def about(entry: Entry, *, edited: bool) -> Content:
    """Whom the message is for, what goes with it, and what to look at."""
    message = entry.message
    lines = [
        Content.styled(message.kind.title, "bold $text-primary"),
        Content.styled(f"À : {message.addressees}", "bold"),
    ]
    if message.enclosed:
        lines.append(Content(f"Pièces jointes : {', '.join(message.enclosed)}"))
    if edited:
        words = "→ Modifié par vous : o reprend l’objet et le texte d’après le dossier."
        lines.append(Content.styled(words, "$text-accent"))
    if message.missing:
        words = f"○ À compléter : {'; '.join(message.missing)}."
        lines.append(Content.styled(words, "$text-warning"))
    lines += [Content.styled(notice, "$text-muted") for notice in message.notices]
    return Content("\n").join(lines)
