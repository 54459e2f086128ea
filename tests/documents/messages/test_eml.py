"""The files of messages, read back by Python's own e-mail parser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.parser import Parser
from email.policy import compat32
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from pypdf import PdfReader

from telestage_tui.documents.messages.eml import Attachment, eml
from telestage_tui.documents.messages.files import eml_name, write_eml
from telestage_tui.documents.messages.message import Addressee, Message
from telestage_tui.dossier.changes import Change
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.text import clean_line, clean_prose, harmless
from telestage_tui.programme.loader import load_programme
from telestage_tui.store.file_errors import UnusablePath
from tests.factories import make_dossier, make_meeting
from tests.strategies import emails

from .support import draft, parsed, setting

INVITATION = load_programme().messages.message("invitation")
BEFORE = datetime(2027, 1, 4, 12, 0, tzinfo=UTC)
texts = st.text(max_size=300) | st.text(st.characters(codec="ascii"), max_size=300)


def message(**fields: object) -> Message:
    values: dict[str, object] = {
        "kind": INVITATION,
        "language": "fr",
        "sender": Addressee("Maxime Tremblay", "maxime@example.com"),
        "to": (Addressee("Léa Nguyễn-Œuvrard", "lea@example.org"),),
        "subject": "Rencontre du 2 mars",
        "body": "Bonjour Léa,\n\nÀ bientôt.",
    }
    return Message(**(values | fields))  # type: ignore[arg-type]


def keep(dossier: Dossier, change: Change) -> Dossier:
    return change.apply(dossier)


def invited_dossier() -> Dossier:
    """A dossier whose meeting before the stage is still to come."""
    return make_dossier(meetings=(make_meeting(0, kind="prestart", status="planned"),))


def test_a_file_is_a_draft_to_send_with_crlf() -> None:
    content = eml(message())
    assert b"\n" not in content.replace(b"\r\n", b"")
    mail = parsed(content)
    assert mail["X-Unsent"] == "1"
    assert mail["From"].addresses[0].addr_spec == "maxime@example.com"
    assert mail["To"].addresses[0].display_name == "Léa Nguyễn-Œuvrard"
    assert mail["Subject"] == "Rencontre du 2 mars"
    assert mail.get_content().splitlines() == ["Bonjour Léa,", "", "À bientôt."]
    assert mail.get_content_charset() == "utf-8"


def test_the_same_message_gives_the_same_bytes() -> None:
    attachments = [Attachment("a.pdf", b"%PDF", "application/pdf")]
    assert eml(message(), attachments) == eml(message(), attachments)


def test_no_header_can_be_written_from_a_text() -> None:
    evil = "x\r\nBcc: evil@example.org\r\n\r\nbody"
    people = (Addressee(evil, "lea@example.org"), Addressee("a", f"b{evil}@example.org"))
    mail = parsed(eml(message(subject=evil, to=people, sender=Addressee(evil, "m@example.com"))))
    assert set(mail.keys()) == {
        "Subject", "From", "To", "X-Unsent", "Content-Language", "Content-Type",
        "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip


@given(texts, texts, texts, emails)
def test_any_text_is_read_back(subject: str, name: str, body: str, email: str) -> None:
    name = clean_line(name)
    mail = parsed(
        eml(message(subject=subject, body=body, to=(Addressee(name, email or "x@example.org"),)))
    )
    (address,) = mail["To"].addresses
    assert " ".join(mail["Subject"].split()) == " ".join(clean_line(subject).split())
    # Python's reader of addresses keeps a space between two encoded words, against RFC 2047.
    assert "".join(address.display_name.split()) == "".join(name.split())
    assert address.addr_spec == (email or "x@example.org")
    assert mail.get_content().replace("\r\n", "\n") == f"{harmless(body)}\n"


@pytest.mark.parametrize("user", ["a..b", ".a", "a.", "zoé", "a'b+c", "o" * 60])
def test_any_address_the_dossier_accepts_is_read_back(user: str) -> None:
    mail = parsed(eml(message(to=(Addressee("Léa", f"{user}@exemple.org"),))))
    assert mail["To"].addresses[0].username == user


def test_a_long_name_keeps_its_words_whole() -> None:
    name = "Nguyễn-Œuvrard " * 20
    content = eml(message(to=(Addressee(name, "lea@example.org"),))).decode()
    raw = Parser(policy=compat32).parsestr(content)["To"]
    decoded = str(make_header(decode_header(raw)))
    assert decoded == f"{name.strip()} <lea@example.org>"


def test_a_missing_address_is_left_out() -> None:
    mail = parsed(eml(message(to=(Addressee("l’équipe"),), sender=Addressee("Maxime"))))
    assert "To" not in mail
    assert "From" not in mail


def test_the_form_goes_with_the_message(tmp_path: Path) -> None:
    written = write_eml(tmp_path, "m.eml", setting("midpoint-form"), draft("midpoint-form"), keep)
    (pdf,) = parsed(written.paths[0].read_bytes()).iter_attachments()
    assert pdf.get_content_type() == "application/pdf"
    assert pdf.get_filename() == "lea-nguyen-oeuvrard-5f0c2a52-evaluation-de-mi-stage.pdf"
    pages = PdfReader(BytesIO(pdf.get_content())).pages
    assert "Léa Nguyễn-Œuvrard" in pages[0].extract_text()


def test_the_invitation_goes_with_the_message_and_is_noted(tmp_path: Path) -> None:
    kept: list[Dossier] = []

    def save(dossier: Dossier, change: Change) -> Dossier:
        kept.append(change.apply(dossier))
        return kept[-1]

    dossier = invited_dossier()
    occasion = setting("invitation", dossier, now=BEFORE)
    written = write_eml(tmp_path, "m.eml", occasion, draft("invitation", dossier), save)
    files = list(parsed(written.paths[0].read_bytes()).iter_attachments())
    (calendar,) = [each for each in files if each.get_content_type() == "text/calendar"]
    assert calendar["Content-Type"].params["method"] == "REQUEST"
    (event,) = Calendar.from_ical(calendar.get_content()).walk("VEVENT")
    assert "lea@example.org" in str(event["ATTENDEE"])
    (noted,) = kept
    assert noted.export_to("intern").entries


def no_meeting(dossier: Dossier) -> Dossier:
    return dossier.evolve(meetings=())


def no_address(dossier: Dossier) -> Dossier:
    return dossier.evolve(tutor=dossier.tutor.evolve(email=""))


@pytest.mark.parametrize("without", [no_meeting, no_address])
def test_what_cannot_be_joined_is_left_out_and_said(
    tmp_path: Path, without: Callable[[Dossier], Dossier]
) -> None:
    dossier = without(invited_dossier())
    occasion = setting("invitation", dossier, now=BEFORE)
    written = write_eml(tmp_path, "m.eml", occasion, draft("invitation", dossier), keep)
    types = [
        each.get_content_type() for each in parsed(written.paths[0].read_bytes()).iter_attachments()
    ]
    assert "text/calendar" not in types
    assert any("L’invitation d’agenda" in sentence for sentence in written.advice)


def test_an_edited_text_is_what_is_written(tmp_path: Path) -> None:
    body = clean_prose("Bonjour,\n\nTout autre chose.")
    changed = replace(draft("thanks"), subject="Encore merci", body=body)
    written = write_eml(tmp_path, "m.eml", setting("thanks"), changed, keep)
    mail = parsed(written.paths[0].read_bytes())
    assert mail["Subject"] == "Encore merci"
    text = mail.get_content()
    assert text.replace("\r\n", "\n").strip() == body


def test_nothing_is_noted_when_the_directory_cannot_be_written_in(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("")
    dossier = invited_dossier()

    def save(dossier: Dossier, change: Change) -> Dossier:
        raise AssertionError("noted")

    with pytest.raises((UnusablePath, OSError)):
        write_eml(
            tmp_path / "fichier",
            "m.eml",
            setting("invitation", dossier, now=BEFORE),
            draft("invitation", dossier),
            save,
        )


def test_the_drafts_of_one_message_have_each_their_name() -> None:
    names = [eml_name(setting("candidates-answer"), number, 2) for number in (1, 2)]
    assert len(set(names)) == 2
    assert eml_name(setting("thanks")) == "lea-nguyen-oeuvrard-5f0c2a52-remerciements.eml"
