"""The text of what is handed over in a room."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from telestage_tui.documents.handouts import KeyPart, handout_name, handout_pdf
from telestage_tui.programme.loader import load_programme

PROGRAMME = load_programme()
NOW = datetime(2027, 2, 10, 15, 42, tzinfo=UTC)
KEYS = [KeyPart("Partout", [("F10, Ctrl+Q", "Quitter"), ("#[x]", "*rien* $x$")])]


def text_of(content: bytes) -> str:
    """The words of a PDF."""
    from pypdf import PdfReader

    pages = (page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return " ".join(" ".join(pages).replace("\u00a0", " ").split())


def test_the_blank_checklist_has_every_task() -> None:
    text = text_of(handout_pdf("checklist", PROGRAMME, (), "lettre", NOW).content)
    for task in PROGRAMME.tasks:
        assert task.title.split(" ")[0] in text
    assert text.count("☐") >= len(PROGRAMME.tasks)


def test_the_guide_has_every_topic_with_its_sources() -> None:
    text = text_of(handout_pdf("guide", PROGRAMME, (), "A4", NOW).content)
    for topic in PROGRAMME.guide.topics:
        assert topic.title.replace("\u00a0", " ") in text


def test_a_key_is_never_read_as_markup() -> None:
    text = text_of(handout_pdf("keys", PROGRAMME, KEYS, "lettre", NOW).content)
    assert "F10, Ctrl+Q" in text
    assert "#[x]" in text
    assert "*rien* $x$" in text


def test_a_name_is_plain() -> None:
    assert handout_name("checklist") == "telestage-liste-de-verification-a-remplir.pdf"
