"""A message to send: to whom, its words, what goes with it, and what it lacks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from ...clocks.meeting_times import end_of
from ...dossier.dossier import Dossier
from ...dossier.meetings import Meeting
from ...dossier.organisation import Organisation
from ...dossier.people import Candidate
from ...programme.language import Language
from ...programme.messages import MessageKind
from ...programme.programme import Programme


class Addressee(NamedTuple):
    """Somebody to write to.

    Attributes:
        name: Of a person or of a service; empty when it is not known.
        email: Its address; empty when it is not known.
    """

    name: str = ""
    email: str = ""

    def __str__(self) -> str:
        if not self.email:
            return f"{self.name or 'destinataire'} (adresse à compléter)"
        return f"{self.name} <{self.email}>" if self.name else self.email


@dataclass(frozen=True)
class MessageSetting:
    """One kind of message to write.

    Attributes:
        dossier: About which dossier.
        programme: The programme it follows.
        kind: Which message.
        now: UTC instant: the next meeting is the next one from then.
        organisation: Whose contacts it may go to, and whose stationery its papers are on.
        language: The language of its words, where it has it.
    """

    dossier: Dossier
    programme: Programme
    kind: MessageKind
    now: datetime
    organisation: Organisation = field(default_factory=Organisation)
    language: Language = "fr"

    @property
    def meeting(self) -> Meeting | None:
        """The meeting it is about: the next one of its kind, else the last; cancelled ones aside.

        None when it is about none, or when there is none.
        """
        meetings = [
            meeting
            for meeting in self.dossier.meetings
            if meeting.kind == self.kind.meeting and meeting.status != "cancelled"
        ]
        coming = (
            meeting
            for meeting in meetings
            if meeting.status == "planned" and end_of(meeting) > self.now
        )
        return next(coming, meetings[-1] if meetings else None)


@dataclass(frozen=True)
class Message:
    """A message as it is drafted.

    Attributes:
        kind: Which message.
        language: Of its words.
        sender: The tutor.
        to: Whom it goes to.
        subject: One line.
        body: Several lines.
        enclosed: What goes with it, each by its French title.
        missing: What it lacks, each a French noun phrase: « le lien de la visioconférence ».
        notices: French sentences: what to look at before it is sent.
        candidate: The one it answers; None when it answers no candidate.
    """

    kind: MessageKind
    language: Language
    sender: Addressee
    to: tuple[Addressee, ...]
    subject: str
    body: str
    enclosed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    candidate: Candidate | None = None

    @property
    def addressees(self) -> str:
        """Whom it goes to, with the addresses."""
        return ", ".join(map(str, self.to))
