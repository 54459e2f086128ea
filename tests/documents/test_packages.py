"""Every office file is a sound package, and its readers take it, whatever the dossier says."""

from __future__ import annotations

import warnings
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook

from telestage_tui.documents.sheets.writing import workbook
from telestage_tui.documents.word import Bullets, Notice, Signature, WordText, docx
from telestage_tui.dossier.records import TaskRecord
from telestage_tui.programme.loader import load_programme
from tests.documents.packages import faults
from tests.documents.sheets.filling import lea
from tests.factories import make_dossier

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
"""The smallest PNG: one red pixel."""
AWKWARD = "A & B <c> ]]> \u200b_x0041_ \"d\" 'e' é🙂\n=1+1"


def letter(text: str, logo: bytes | None) -> bytes:
    """A DOCX with that text everywhere one is written."""
    return docx(
        WordText(
            title=text,
            blocks=(text, Notice(text), Bullets((text, text)), Signature((text,))),
            language="fr-CA",
            sheet="lettre",
            author=text,
            header=text,
            footer=text,
            logo=logo,
        ),
        datetime(2027, 4, 9, tzinfo=UTC),
    )


def sheets(text: str) -> bytes:
    """A workbook with that text in a note."""
    dossier = lea(tasks=(TaskRecord(task="sel-offer", note=text),)) if text else make_dossier()
    return workbook(dossier, load_programme())


@pytest.mark.parametrize("text", ["", "Bonjour", AWKWARD])
@pytest.mark.parametrize("logo", [None, PIXEL])
def test_a_docx_is_a_sound_package(text: str, logo: bytes | None) -> None:
    content = letter(text, logo)
    assert faults(content) == []
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # python-docx warns of what it passes over
        assert len(Document(BytesIO(content)).inline_shapes) == (logo is not None)


@pytest.mark.parametrize("text", ["", "Bonjour", AWKWARD])
def test_an_xlsx_is_a_sound_package(text: str) -> None:
    content = sheets(text)
    assert faults(content) == []
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # openpyxl warns of what it leaves out
        assert load_workbook(BytesIO(content)).worksheets


def without(content: bytes, name: str, *, old: bytes = b"", new: bytes = b"") -> bytes:
    """The package without a part, or with one of its words changed."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(target, "w") as package:
        for each in source.namelist():
            data = source.read(each)
            if each == name:
                if not old:
                    continue
                assert old in data
                data = data.replace(old, new, 1)
            package.writestr(each, data)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("word/styles.xml", b"", b"", "leads to"),
        ("[Content_Types].xml", b"", b"", "missing"),
        ("word/document.xml", b"</w:document>", b"", "word/document.xml: no element"),
        ("[Content_Types].xml", b'Extension="png"', b'Extension="gif"', "without a type"),
    ],
)
def test_a_broken_package_is_seen(name: str, old: bytes, new: bytes, fault: str) -> None:
    broken = without(letter("Bonjour", PIXEL), name, old=old, new=new)
    assert any(fault in each for each in faults(broken))
