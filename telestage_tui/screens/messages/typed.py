"""The messages as the tutor changed them: what was typed is kept as drafts, apart from dossiers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal
from uuid import UUID

from ...documents.messages.message import Message, MessageSetting
from ...dossier.dossier import Dossier
from ...programme.language import Language
from ...programme.messages import MessageKind
from ...workspace import Workspace
from .rows import Entry, entries

Part = Literal["subject", "body"]
"""What may be changed of a message."""
DRAFTS: dict[Part, str] = {"subject": "subject", "body": "message"}
"""The beginning of the name under which each is kept."""


def draft_name(part: Part, dossier_id: UUID, entry: Entry) -> str:
    """The name under which what was typed of a message is kept."""
    return f"{DRAFTS[part]}.{dossier_id}.{entry.key}"


def typed(workspace: Workspace, part: Part, entry: Entry) -> str:
    """The subject or the text of a message as it was changed; empty when it was not."""
    return workspace.drafts.text(draft_name(part, entry.setting.dossier.id, entry))


def changed_message(workspace: Workspace, entry: Entry) -> Message:
    """The message as it was changed."""
    message = entry.message
    return replace(
        message,
        subject=typed(workspace, "subject", entry) or message.subject,
        body=typed(workspace, "body", entry) or message.body,
    )


def entries_of(
    workspace: Workspace, dossier: Dossier, kind: MessageKind, language: Language = "fr"
) -> Iterator[Entry]:
    """The drafts of a kind of message, made from a dossier as it is now."""
    programme, now = workspace.programme(dossier), workspace.clock.now()
    setting = MessageSetting(dossier, programme, kind, now, workspace.organisation(), language)
    return entries(setting)
