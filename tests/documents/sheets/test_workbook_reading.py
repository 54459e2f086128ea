"""A workbook read back: what is not ours, or no longer whole, is refused by its name."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from telestage_tui.documents.sheets.archive import LARGEST_FILE, UnreadableFile
from telestage_tui.documents.sheets.reading import read_workbook
from telestage_tui.documents.sheets.writing import HEADER_ROW, workbook
from telestage_tui.dossier.errors import InvalidInput
from telestage_tui.programme.loader import load_programme
from tests.documents.sheets.filling import filled, lea, opened, place, plain, repacked, saved

OFFER = ("Étapes", "sel-offer", "Note, ou preuve")


@pytest.fixture(scope="module")
def data() -> bytes:
    return workbook(lea(), load_programme())


def archive(**parts: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def why_unreadable(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as refusal:
        read_workbook(data)
    return plain(refusal.value)


def why_refused(data: bytes) -> str:
    with pytest.raises(InvalidInput) as refusal:
        read_workbook(data)
    return plain(refusal.value)


# --- what is not a workbook of telestage ----------------------------------------------------------


def test_a_workbook_that_is_not_ours() -> None:
    assert "n’est pas de ceux que telestage écrit" in why_unreadable(saved(Workbook()))


def test_a_workbook_behind_a_password() -> None:
    assert "mot de passe" in why_unreadable(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"content.xml": b"<x/>"}, "OpenDocument"),
        ({"word__document.xml": b"<x/>"}, "document Word"),
        ({"xl__workbook.bin": b""}, "binaire"),
        ({"readme.txt": b""}, "n’est pas un classeur Excel"),
    ],
)
def test_another_archive(parts: dict[str, bytes], words: str) -> None:
    assert words in why_unreadable(archive(**parts))


def test_a_file_of_100_megabytes(data: bytes) -> None:
    assert "dépasse 10 Mo" in why_unreadable(data + b"\0" * LARGEST_FILE)


def test_an_archive_that_unfolds_without_end(data: bytes) -> None:
    bomb = repacked(data, xl_worksheets_sheet1_xml=b" " * (70 * 1024 * 1024))
    assert len(bomb) < 200_000
    assert "démesuré" in why_unreadable(bomb)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_part_with_entities(data: bytes, encoding: str) -> None:
    part = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'.encode(encoding)
    assert "définitions" in why_unreadable(repacked(data, xl_styles_xml=part))


@pytest.mark.parametrize("length", [4, 100, 5_000, 20_000])
def test_a_file_cut_short(data: bytes, length: int) -> None:
    assert "abîmé" in why_unreadable(data[:length])


@pytest.mark.parametrize("part", ["xl_workbook_xml", "xl_worksheets_sheet1_xml", "xl_styles_xml"])
@pytest.mark.parametrize("content", [b"", b"<x>", b"<x/>", b"\xff\xfe\x00"])
def test_a_part_that_is_not_what_it_should_be(data: bytes, part: str, content: bytes) -> None:
    """It is refused in French, or read all the same; never a fault of the program."""
    with suppress(UnreadableFile, InvalidInput):
        assert read_workbook(repacked(data, **{part: content})).edits == ()


# --- what is no longer whole ----------------------------------------------------------------------


def test_a_sheet_that_is_missing(data: bytes) -> None:
    book = opened(data)
    del book["Fichiers"]
    assert why_refused(saved(book)) == "Fichiers : cette feuille manque."


def test_a_column_that_is_missing(data: bytes) -> None:
    book = opened(data)
    book["Étapes"].delete_cols(9)
    assert "« Note, ou preuve »" in why_refused(saved(book))


def test_a_row_that_is_missing(data: bytes) -> None:
    book = opened(data)
    book["Étapes"].delete_rows(HEADER_ROW + 2)
    assert "La ligne n° 1 manque".lower() in why_refused(saved(book)).lower()


def test_a_row_that_is_there_twice(data: bytes) -> None:
    book = opened(data)
    book["Étapes"].append([cell.value for cell in book["Étapes"][HEADER_ROW + 2]])
    assert "cette ligne est aussi en Étapes!A5" in why_refused(saved(book))


def test_a_formula_is_refused_by_its_cell(data: bytes) -> None:
    book = opened(data)
    cell = place(book, OFFER)
    cell.value = "=1+1"
    assert why_refused(saved(book)).startswith(f"Étapes!{cell.coordinate} : cette case contient")


def test_an_error_is_refused_by_its_cell(data: bytes) -> None:
    book = opened(data)
    place(book, OFFER).value = "#REF!"
    assert "contient une erreur" in why_refused(saved(book))


def test_moved_rows_and_columns_are_known_again(data: bytes) -> None:
    book = opened(filled(data, {OFFER: "Publiée"}))
    sheet = book["Étapes"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADER_ROW + 1)]
    for number, row in enumerate(reversed(rows), HEADER_ROW + 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    sheet.insert_cols(3)
    sheet.insert_rows(1)
    (edit,) = read_workbook(saved(book)).edits
    assert (edit.place, edit.after) == (("tasks", "sel-offer", "note"), "Publiée")


def test_what_is_not_taken_is_said(data: bytes) -> None:
    book = opened(filled(data, {("Étapes", "sel-offer", "Étape"): "Autre titre"}))
    book["Étapes"].append([None, 99, "Une étape de plus"])
    book["Étapes"]["Z5"] = "au bord"
    book.create_sheet("Mes notes")["A1"] = "bonjour"
    result = read_workbook(saved(book))
    assert result.edits == ()
    said = plain("\n".join(result.notices))
    for words in ("case protégée modifiée (« Autre titre »)", "ligne ajoutée", "Z5", "Mes notes"):
        assert words in said


def test_nothing_of_a_very_wide_or_deep_sheet_is_waited_for(data: bytes) -> None:
    book = opened(data)
    book["Étapes"]["XFD1048576"] = "loin"
    assert read_workbook(saved(book)).edits == ()
