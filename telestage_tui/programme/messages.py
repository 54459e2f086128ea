"""The messages a programme drafts: to whom, about what, and the files of their templates.

A template is a text file in the folder `messages` of the programme, one for each language
(`invitation.fr.txt`). Its first line is the subject, and the rest the body. An organisation that
has one of the same name replaces ours.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from ..dossier.base import Frozen
from ..dossier.meetings import MeetingKind
from ..dossier.text import Line, Name
from .errors import UnknownId
from .language import Language

FOLDER = "messages"
"""The folder of the templates, in that of the programme."""
Addressee = Literal["intern", "team", "ofqj", "hr", "it", "candidates", "interviewees", "managers"]
"""To whom a message goes; `candidates` makes one message for each who was not chosen,
`interviewees` one for each who is to be interviewed, `managers` one for each person who has an
access to withdraw."""


class MessageKind(Frozen):
    """One message: what it is called, to whom it goes, and which tasks ask for it."""

    id: Name
    title: Name
    to: Addressee
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("fr",)
    """The languages it can be written in, each with its template."""
    tasks: tuple[Name, ...] = ()
    sending_does: tuple[Name, ...] = ()
    """Those of the tasks that sending it does: to ask for a withdrawal withdraws nothing."""
    meeting: MeetingKind | None = None
    """The kind of meeting it is about: the next one, else the last."""
    invites: bool = False
    """Whether the invitation to that meeting is joined to it, as a calendar file."""
    papers: tuple[Name, ...] = ()
    """The papers joined to it, by their identifiers in `papers.toml`."""
    hint: Line = ""
    """What to look at before sending it."""
    source: Name

    @model_validator(mode="after")
    def _invites_to_a_meeting(self) -> MessageKind:
        if self.invites and self.meeting is None:
            raise ValueError("un message qui invite dit à quelle sorte de rencontre.")
        if "fr" not in self.languages:
            raise ValueError("un message s’écrit d’abord en français.")
        if others := set(self.sending_does) - set(self.tasks):
            names = ", ".join(sorted(others))
            raise ValueError(f"sending_does cite une étape que tasks n’a pas : {names}.")
        return self

    def language(self, wanted: Language) -> Language:
        """The language wanted, or French where there is no translation."""
        return wanted if wanted in self.languages else "fr"

    def template(self, language: Language) -> str:
        """The name of the file of its template."""
        return f"{self.id}.{language}.txt"


class MessageWords(Frozen):
    """What is said of a fact that is not recorded, by its key, in each language."""

    fr: dict[Name, Line]
    en: dict[Name, Line] = Field(default_factory=dict)

    def in_language(self, language: Language) -> dict[str, str]:
        """Every word; the French one where there is no translation."""
        return {**self.fr, **(self.en if language == "en" else {})}


class MessageContent(Frozen):
    """`messages.toml`."""

    messages: Annotated[tuple[MessageKind, ...], Field(min_length=1)]
    words: MessageWords

    @model_validator(mode="after")
    def _every_message_once(self) -> MessageContent:
        if len({message.id for message in self.messages}) != len(self.messages):
            raise ValueError("deux messages ont le même identifiant.")
        return self

    def message(self, name: str) -> MessageKind:
        """The message of that identifier.

        Raises:
            UnknownId: suggesting the nearest one.
        """
        messages = {message.id: message for message in self.messages}
        if name not in messages:
            raise UnknownId("message", name, messages)
        return messages[name]

    def asked_by(self, task_id: str) -> tuple[MessageKind, ...]:
        """The messages that a task asks for."""
        return tuple(message for message in self.messages if task_id in message.tasks)
