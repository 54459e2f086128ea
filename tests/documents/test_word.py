"""DOCX files: read back by python-docx, in the language, on the sheet, the same bytes each time."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from shutil import which
from subprocess import run
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from telestage_tui.documents.word import Bullets, Notice, Signature, WordText, docx
from telestage_tui.dossier.stationery import Sheet
from telestage_tui.dossier.text import harmless
from tests.waiting import PATIENCE

AT = datetime(2027, 4, 9, 14, 30, tzinfo=UTC)
TEXT = WordText(
    title="Lettre",
    blocks=(
        "Bonjour,",
        Notice("À relire."),
        Bullets(("un", "deux")),
        Signature(("Maxime", "Dir.")),
    ),
    language="fr-CA",
    sheet="lettre",
    author="Atelier Boréal inc.",
    header="BROUILLON",
    footer="Dossier 5f0c2a52",
)


def paragraphs(content: bytes) -> list[str]:
    return [each.text for each in Document(BytesIO(content)).paragraphs]


def test_everything_is_read_back_in_order() -> None:
    content = docx(TEXT, AT)
    said = ["Lettre", "Bonjour,", "À relire.", "un", "deux", "Maxime\nDir."]
    assert paragraphs(content) == said
    section = Document(BytesIO(content)).sections[0]
    assert section.header.paragraphs[0].text == "BROUILLON"
    footer = section.footer.paragraphs[0]
    assert footer.text.startswith("Dossier 5f0c2a52\t")
    fields = [each.get(qn("w:instr")) for each in footer._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("language", ["fr-CA", "en-CA"])
def test_no_style_says_another_language(language: str) -> None:
    document = Document(BytesIO(docx(TEXT._replace(language=language), AT)))
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert defaults is not None
    said = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert said == {language}
    assert [each.get(qn("w:val")) for each in defaults.iter(qn("w:lang"))] == [language]
    theme = document.settings.element.find(qn("w:themeFontLang"))
    assert theme is None or theme.get(qn("w:val")) == language
    assert document.core_properties.language == language


@pytest.mark.parametrize(("sheet", "size"), [("lettre", (216, 279)), ("A4", (210, 297))])
def test_it_is_as_large_as_the_sheet(sheet: Sheet, size: tuple[int, int]) -> None:
    section = Document(BytesIO(docx(TEXT._replace(sheet=sheet), AT))).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == size


def test_the_same_text_gives_the_same_bytes_and_nothing_of_the_machine() -> None:
    content = docx(TEXT, AT)
    assert docx(TEXT, AT) == content
    with ZipFile(BytesIO(content)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name]
    properties = Document(BytesIO(content)).core_properties
    assert (properties.author, properties.last_modified_by) == (TEXT.author, TEXT.author)
    assert properties.created == properties.modified == AT
    assert properties.comments == ""


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    shown = harmless(text).replace("\ufffe", "").replace("\uffff", "")
    content = docx(
        TEXT._replace(
            title=text, author=text, header=text, footer=text, language="fr-CA",
            blocks=(text, Notice(text), Bullets((text,)), Signature((text,))),
        ),
        AT,
    )  # fmt: skip
    assert paragraphs(content) == [shown] * 5
    section = Document(BytesIO(content)).sections[0]
    assert section.header.paragraphs[0].text == shown


def test_a_very_long_name_does_not_pass_the_limits_of_a_property() -> None:
    long = "Œ" * 20_000
    content = docx(TEXT._replace(author=long, title=long), AT)
    assert paragraphs(content)[0] == long
    assert Document(BytesIO(content)).core_properties.author == long[:255]


@pytest.mark.skipif(not which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    file = tmp_path / "lettre.docx"
    file.write_bytes(docx(TEXT, AT))
    run(
        ["soffice", "--headless", "--convert-to", "txt:Text", "--outdir", tmp_path, file],
        check=True,
        timeout=10 * PATIENCE,
    )
    assert "Bonjour," in (tmp_path / "lettre.txt").read_text("utf-8")
