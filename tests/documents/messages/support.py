"""What the tests of messages share."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from email.parser import Parser
from email.policy import default
from pathlib import Path

from telestage_tui.documents.messages.drafts import drafts
from telestage_tui.documents.messages.message import Message, MessageSetting
from telestage_tui.dossier.contacts import Contact, Contacts
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.organisation import Organisation
from telestage_tui.programme.language import Language
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.programme import Programme
from tests.factories import make_dossier

NOW = datetime(2027, 2, 10, 15, 42, tzinfo=UTC)
"""Five weeks into the stage of the factories."""
ORGANISATION = Organisation(
    contacts=Contacts(
        ofqj=Contact(name="Claire Morin", emails=("claire@ofqj.example.org",)),
        hr=Contact(emails=("rh@example.com",)),
        it=Contact(name="Soutien informatique", emails=("soutien@example.com",)),
        team=Contact(emails=("sophie@example.com", "equipe@example.com")),
    )
)


def setting(
    name: str,
    dossier: Dossier | None = None,
    language: Language = "fr",
    organisation: Organisation = ORGANISATION,
    programme: Programme | None = None,
    now: datetime = NOW,
) -> MessageSetting:
    programme = programme or load_programme()
    kind = programme.messages.message(name)
    return MessageSetting(dossier or make_dossier(), programme, kind, now, organisation, language)


def draft(name: str, dossier: Dossier | None = None, language: Language = "fr") -> Message:
    """The only draft of a message."""
    (message,) = drafts(setting(name, dossier, language))
    return message


def plain(text: str) -> str:
    """The text with plain spaces, as a test writes them."""
    return text.replace("\u00a0", " ")


def with_template(folder: Path, name: str, source: str | bytes) -> Programme:
    """The programme of an organisation that has that template of its own."""
    (folder / "messages").mkdir()
    (folder / "programme.toml").write_text("extends = true\n")
    content = source.encode() if isinstance(source, str) else source
    (folder / "messages" / f"{name}.txt").write_bytes(content)
    return load_programme(None, folder)


def parsed(content: bytes) -> EmailMessage:
    """A file as Python's own parser reads it."""
    # As text: its parser of bytes takes no address in another script (RFC 6532).
    mail = Parser(policy=default).parsestr(content.decode())
    assert isinstance(mail, EmailMessage)
    assert mail.defects == []
    return mail
