"""The workbook, opened by openpyxl: complete, protected, no formula, the same bytes twice."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from telestage_tui.documents.sheets.grid import text_of, unescaped
from telestage_tui.documents.sheets.parts import workbook_parts
from telestage_tui.documents.sheets.reading import read_workbook
from telestage_tui.documents.sheets.writing import HEADER_ROW, workbook
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.evaluations import Evaluation, Rating
from telestage_tui.dossier.records import TaskRecord
from telestage_tui.dossier.text import clean_prose
from telestage_tui.programme.loader import load_programme
from tests.documents.sheets.filling import lea, opened, place
from tests.factories import make_dossier, part_id
from tests.strategies import dossiers

PROGRAMME = load_programme()
SHEETS = [
    "Étapes", "Rencontres", "Accès", "Fichiers", "Évaluation mi-stage", "Évaluation finale",
]  # fmt: skip
OFFER = ("Étapes", "sel-offer", "Note, ou preuve")


def test_a_sheet_for_each_part_and_what_knows_it_again_hidden() -> None:
    book = opened(workbook(make_dossier(), PROGRAMME))
    visible = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert visible == SHEETS
    assert [sheet.sheet_state for sheet in book.worksheets[len(SHEETS) :]] == ["veryHidden"] * 2
    assert all(sheet.protection.sheet for sheet in book.worksheets[: len(SHEETS)])
    assert all(sheet.column_dimensions["A"].hidden for sheet in book.worksheets[: len(SHEETS)])


def test_tasks_and_criteria_have_the_numbers_of_the_printed_form() -> None:
    book = opened(workbook(make_dossier(), PROGRAMME))
    for number, task in enumerate(PROGRAMME.tasks, 1):
        assert place(book, ("Étapes", task.id, "N°")).value == number
    for number, criterion in enumerate(PROGRAMME.evaluation.criteria, 1):
        row = ("Évaluation finale", f"criterion.{criterion.id}")
        assert place(book, (*row, "N°")).value == number
        assert place(book, (*row, "Critère")).value == criterion.title


def test_only_what_may_be_changed_is_open_and_states_are_proposed() -> None:
    book = opened(workbook(lea(), PROGRAMME))
    free = {
        str(book["Étapes"].cell(HEADER_ROW, cell.column).value)
        for row in book["Étapes"].iter_rows(min_row=HEADER_ROW + 1)
        for cell in row
        if not cell.protection.locked
    }
    assert free == {"État", "Note, ou preuve", "Si sans objet, pourquoi"}
    lists = [v.formula1 for v in book["Étapes"].data_validations.dataValidation if v.formula1]
    (reference,) = lists
    column = reference.split("$")[1]
    proposed = [cell.value for cell in book["telestage-listes"][column] if cell.value]
    assert proposed == ["fait", "sans objet", "à faire"]


def test_a_complete_form_is_closed_but_for_what_comes_afterwards() -> None:
    complete = Evaluation(kind="midpoint", completed_on=date(2027, 2, 1))
    book = opened(workbook(lea(evaluations=(complete,)), PROGRAMME))
    sheet = book["Évaluation mi-stage"]
    free = [row[0].value for row in sheet.iter_rows() if any(not c.protection.locked for c in row)]
    assert free == ["question.discussed_on"]


def test_no_level_of_another_form_is_on_the_sheet_of_a_form() -> None:
    ratings = tuple(Rating(criterion=c.id, level=2) for c in PROGRAMME.evaluation.criteria)
    forms = (
        Evaluation(kind="midpoint", ratings=ratings),
        Evaluation(kind="self_final", ratings=ratings),
    )
    book = opened(workbook(lea(evaluations=forms), PROGRAMME))
    titles = [cell.value for cell in book["Évaluation finale"][HEADER_ROW]]
    assert titles.count("Niveau, réponse") == 1
    for criterion in PROGRAMME.evaluation.criteria:
        where = ("Évaluation finale", f"criterion.{criterion.id}", "Niveau, réponse")
        assert place(book, where).value is None


def test_no_text_is_a_formula() -> None:
    note = '=HYPERLINK("http://exemple.org")'
    dossier = lea(tasks=(TaskRecord(task="sel-offer", note=note),))
    book = opened(workbook(dossier, PROGRAMME))
    cell = place(book, OFFER)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (note, "s", True)
    assert all(c.data_type != "f" for sheet in book for row in sheet.iter_rows() for c in row)


def test_a_text_longer_than_a_cell_says_so_and_is_not_open() -> None:
    dossier = lea(tasks=(TaskRecord(task="sel-offer", note="é🙂" * 60_000),))
    data = workbook(dossier, PROGRAMME)
    cell = place(opened(data), OFFER)
    assert cell.value.endswith(PROGRAMME.sheets.words.fr["cut"])
    assert len(cell.value.encode("utf-16-le")) // 2 < 32_767
    assert cell.protection.locked
    assert read_workbook(data).edits == ()


def test_an_unchanged_dossier_gives_the_same_bytes() -> None:
    data = workbook(make_dossier(), PROGRAMME)
    assert data == workbook(make_dossier(), PROGRAMME)
    with ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert load_workbook(BytesIO(data)).properties.language == "fr-CA"


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(dossiers())
def test_any_dossier_is_read_back_with_the_same_texts(dossier: Dossier) -> None:
    dossier = dossier.evolve(programme=PROGRAMME.ref)
    book = opened(workbook(dossier, PROGRAMME))
    for part in workbook_parts(dossier, PROGRAMME):
        for row in part.rows:
            for column in part.columns:
                cell = place(book, (part.title, row.id, column.title))
                value = cell.value.date() if isinstance(cell.value, datetime) else cell.value
                text = unescaped(value) if isinstance(value, str) else text_of(value)
                assert clean_prose(text) == row.cells[column.key].text


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    transfer = make_dossier().transfers[0].evolve(id=part_id("any"), to=text)
    dossier = lea(transfers=(transfer,))
    data = workbook(dossier, PROGRAMME)
    value = place(opened(data), ("Fichiers", str(transfer.id), "Repris par")).value or ""
    assert unescaped(value) == dossier.transfers[0].to
    filled = read_workbook(data)
    assert (filled.edits, filled.notices) == ((), ())
