"""The workbook in English: complete, French where it says so, read back in either language."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from telestage_tui.documents.sheets.check import sheet_problems
from telestage_tui.documents.sheets.grid import escaped
from telestage_tui.documents.sheets.parts import workbook_parts
from telestage_tui.documents.sheets.reading import read_workbook
from telestage_tui.documents.sheets.words import SheetWords
from telestage_tui.documents.sheets.writing import MARK, workbook, workbook_name
from telestage_tui.dossier import changes
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import InvalidInput
from telestage_tui.dossier.evaluations import Rating
from telestage_tui.programme.errors import ContentError
from telestage_tui.programme.language import Language
from telestage_tui.programme.loader import load_programme
from telestage_tui.wording import ACCESS_WORDS, MEETING_WORDS, TASK_CELLS, TRANSFER_KINDS
from tests.documents.sheets.filling import (
    TODAY,
    Where,
    blank,
    filled,
    imported,
    lea,
    opened,
    place,
    plain,
    saved,
)
from tests.factories import make_access, make_dossier, part_id
from tests.strategies import dossiers, prose

PROGRAMME = load_programme()
ENGLISH_SHEETS = [
    "Steps", "Meetings", "Accesses", "Files", "Mid-stage evaluation", "Final evaluation",
]  # fmt: skip
LANGUAGES: tuple[Language, ...] = ("fr", "en")
SHEET_OF = {
    language: {part.key: part.title for part in workbook_parts(lea(), PROGRAMME, language)}
    for language in LANGUAGES
}
COLUMN_OF = {
    language: {
        (part.key, column.key): column.title
        for part in workbook_parts(lea(), PROGRAMME, language)
        for column in part.columns
    }
    for language in LANGUAGES
}
OFFER = ("tasks", "sel-offer")
ORGANISATION = ("evaluation-midpoint", "criterion.organisation")
QUESTION = "question.training_sufficient"


def at(language: Language, part: str, row: str, column: str) -> Where:
    """A cell by the keys of its sheet and column."""
    return SHEET_OF[language][part], row, COLUMN_OF[language][part, column]


def written(dossier: Dossier, language: Language, values: dict[Where, Any]) -> bytes:
    """A workbook in a language, its cells, named by keys, filled in."""
    titled = {at(language, *where): value for where, value in values.items()}
    return filled(blank(dossier, language), titled)


def after(dossier: Dossier, language: Language, values: dict[Where, Any]) -> Dossier:
    """The dossier once a workbook filled in so is taken."""
    return imported(written(dossier, language, values), dossier).change().apply(dossier)


def refusal(language: Language, values: dict[Where, Any]) -> str:
    with pytest.raises(InvalidInput) as error:
        imported(written(lea(), language, values), lea())
    return plain(error.value)


# --- what is written ------------------------------------------------------------------------------


def test_its_own_words_are_in_english_and_the_first_sheet_says_what_is_not() -> None:
    book = opened(workbook(make_dossier(), PROGRAMME, "en"))
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert [sheet.title for sheet in visible] == ENGLISH_SHEETS
    assert "wording of the programme is in French" in str(visible[0]["B2"].value)
    assert book.properties.language == "en-CA"
    french = set(PROGRAMME.sheets.words.fr.values()) - set(PROGRAMME.sheets.words.en.values())
    quoted = {kind.label for kind in PROGRAMME.accesses.kinds}
    for sheet in visible:
        texts = {cell.value for row in sheet.iter_rows() for cell in row}
        assert not texts & (french - quoted)
        for each in sheet.data_validations.dataValidation:
            assert each.prompt not in french


def test_french_says_nothing_of_it() -> None:
    assert "French" not in str(opened(workbook(lea(), PROGRAMME))["Étapes"]["B2"].value)


def test_every_word_is_in_both_languages_and_those_of_states_are_the_ones_of_the_screens() -> None:
    words = PROGRAMME.sheets.words
    assert set(words.fr) == set(words.en)
    for family, table in (
        ("task", TASK_CELLS), ("meeting", MEETING_WORDS), ("access", ACCESS_WORDS),
        ("transfer", {kind: word.lower() for kind, word in TRANSFER_KINDS.items()}),
    ):  # fmt: skip
        assert {code: words.fr[f"{family}-{code}"] for code in table} == table
        assert set(PROGRAMME.sheets.codes(family)) == set(table)


def test_neither_language_takes_the_place_of_the_other() -> None:
    names = {workbook_name(lea(), PROGRAMME, language) for language in LANGUAGES}
    assert len(names) == len(LANGUAGES)


def test_times_and_numbers_are_written_as_in_english() -> None:
    dossier = make_dossier()
    form = dossier.evaluation("midpoint").evolve(supervision_hours=3.5, completed_on=None)
    dossier = dossier.evolve(evaluations=(form,))
    book = opened(workbook(dossier, PROGRAMME, "en"))
    meeting = str(dossier.meetings[0].id)
    assert str(place(book, at("en", "meetings", meeting, "here")).value)[-2:] == "m."
    hours = at("en", "evaluation-midpoint", "question.supervision_hours", "answer")
    assert place(book, hours).value == "3.5"
    assert imported(workbook(dossier, PROGRAMME, "en"), dossier).steps == ()


# --- what is read ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("word", ["fait", "oui", "x", "done", "Yes", "✓", True])
def test_a_task_is_ticked_in_either_language(language: Language, word: object) -> None:
    assert after(lea(), language, {(*OFFER, "state"): word}).task("sel-offer").choice == "done"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("word", ["sans objet", "not applicable"])
@pytest.mark.parametrize("back", ["à faire", "to do", "no", "non", None])
def test_a_task_that_does_not_apply_and_back(
    language: Language, word: str, back: str | None
) -> None:
    values = {(*OFFER, "state"): word, (*OFFER, "reason"): "Known"}
    dossier = after(lea(), language, values)
    assert dossier.task("sel-offer").choice == "skipped"
    dossier = after(dossier, language, {(*OFFER, "state"): back})
    assert dossier.task("sel-offer").choice == "todo"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("word", "answer"), [("oui", True), ("Yes", True), ("no", False)])
def test_yes_and_no(language: Language, word: str, answer: bool) -> None:
    values = {("evaluation-midpoint", QUESTION, "answer"): word}
    form = after(lea(), language, values).evaluation("midpoint")
    assert form.training_sufficient is answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_does_not_apply_or_was_not_observed(language: Language) -> None:
    for words, rating in (
        (("sans objet", "not applicable", "n/a"), {"applicable": False}),
        (("non observé", "Not observed"), {"observed": False}),
    ):
        for word in words:
            dossier = after(lea(), language, {(*ORGANISATION, "answer"): word})
            expected = Rating(criterion="organisation", **rating)
            assert dossier.evaluation("midpoint").ratings == (expected,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_meeting_is_held_in_either_language(language: Language) -> None:
    dossier = make_dossier()
    meeting = dossier.meetings[0]
    planned = changes.record_meeting(meeting.id, "x", status="planned", on=TODAY).apply(dossier)
    for word in ("tenue", "held", "yes"):
        values: dict[Where, Any] = {("meetings", str(meeting.id), "state"): word}
        assert after(planned, language, values).meeting(meeting.id).status == "held"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "typed",
    [
        "9 février", "9 February 2027", "Feb. 9, 2027", "Tuesday, February 9th", "yesterday",
        "hier", "2027-02-09", datetime(2027, 2, 9),
    ],
)  # fmt: skip
def test_days_are_read_in_either_language(language: Language, typed: object) -> None:
    access = make_access("Figma", given_on=None, explained_on=None)
    values: dict[Where, Any] = {("accesses", str(access.id), "given"): typed}
    (figma,) = after(lea(accesses=(access,)), language, values).accesses
    assert figma.given_on == date(2027, 2, 9)
    discussed = ("evaluation-midpoint", "question.discussed_on", "answer")
    form = after(lea(), language, {discussed: typed}).evaluation("midpoint")
    assert form.discussed_on == date(2027, 2, 9)


def test_a_day_that_means_two_days_is_refused_in_english_alone() -> None:
    discussed = ("evaluation-midpoint", "question.discussed_on", "answer")
    assert "ambigüe" in refusal("en", {discussed: "2/9/2027"})
    assert after(lea(), "fr", {discussed: "9/2/2027"}).evaluation("midpoint").discussed_on == date(
        2027, 2, 9
    )
    for typed in ("1/25/2027", "25/1/2027", "25/1", "1-25-2027"):
        form = after(lea(), "en", {discussed: typed}).evaluation("midpoint")
        assert form.discussed_on == date(2027, 1, 25)
    assert "mois inconnu" in refusal("en", {discussed: "9 Foobar 2027"})


def test_a_refusal_names_the_cell_and_proposes_the_words_of_the_workbook() -> None:
    assert "fait, sans objet, à faire" in refusal("fr", {(*OFFER, "state"): "almost"})
    said = refusal("en", {(*OFFER, "state"): "presque"})
    assert said.startswith("Steps!")
    assert "done, not applicable, to do" in said


def test_what_would_change_is_shown_in_french() -> None:
    data = written(lea(), "en", {(*OFFER, "state"): "done", (*OFFER, "note"): "Published"})
    lines = [plain(line.text) for line in imported(data, lea()).lines()]
    assert lines[0].startswith("Étape 1, « ")
    assert lines[0].endswith("état : « à faire » → fait")


def test_moved_columns_are_known_again_by_their_english_titles() -> None:
    book = opened(written(lea(), "en", {(*OFFER, "note"): "Published"}))
    book["Steps"].insert_cols(3)
    book["Steps"].insert_rows(1)
    (edit,) = read_workbook(saved(book)).edits
    assert (edit.place, edit.after) == (("tasks", "sel-offer", "note"), "Published")


# --- files ----------------------------------------------------------------------------------------

TRANSFER = str(part_id("transfer"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("word", "kind"), [("sujet", "subject"), ("Subject", "subject")])
def test_the_place_and_the_kind_of_a_file(language: Language, word: str, kind: str) -> None:
    values: dict[Where, Any] = {
        ("files", TRANSFER, "kind"): word,
        ("files", TRANSFER, "where"): "Drive,\ndossier « Léa »",
    }
    transfer = after(lea(), language, values).transfers[0]
    assert (transfer.kind, transfer.where) == (kind, "Drive, dossier « Léa »")
    assert (transfer.to, transfer.item) == (lea().transfers[0].to, lea().transfers[0].item)


@pytest.mark.parametrize("kind", ["dossier", None])
def test_an_unknown_kind_of_file_is_refused(kind: str | None) -> None:
    assert "fichier, sujet" in refusal("fr", {("files", TRANSFER, "kind"): kind})


def older(data: bytes, note: str) -> bytes:
    """The workbook as the version before wrote it: no language, no place nor kind of a file."""
    book: Workbook = opened(filled(data, {("Étapes", "sel-offer", "Note, ou preuve"): note}))
    sheet = book[MARK]
    texts = [cell.value for cell in sheet["A"]][2:]
    mark = json.loads("".join(map(str, texts)))
    del mark["language"]
    for part in mark["parts"]:
        if part["key"] == "files":
            part["columns"] = [each for each in part["columns"] if each[0] not in ("kind", "where")]
    gone = {("files", "kind"), ("files", "where")}
    mark["cells"] = [each for each in mark["cells"] if (each[0], each[2]) not in gone]
    sheet.delete_rows(1, sheet.max_row)
    chunk = 8_000
    text = json.dumps(mark)
    for value in (MARK, 1, *(text[n : n + chunk] for n in range(0, len(text), chunk))):
        sheet.append([value])
    titles = {cell.value: cell.column for cell in book["Fichiers"][3]}
    for title in ("Où", "Nature"):
        book["Fichiers"].delete_cols(titles[title])
    return saved(book)


def test_a_workbook_of_the_version_before_is_read() -> None:
    transfer = lea().transfers[0].evolve(where="Drive", kind="subject")
    dossier = lea(transfers=(transfer,))
    result = imported(older(workbook(dossier, PROGRAMME), "Publiée"), dossier)
    assert (result.kept, result.notes) == ((), ())
    changed = result.change().apply(dossier)
    assert changed.task("sel-offer").note == "Publiée"
    assert changed.transfers == (transfer,)


# --- an organisation's own words ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('extends = true\n[words.en]\ntask-todo = "done"', "« done » dit à la fois"),
        ('extends = true\n[words.fr]\nsheet-tasks = "Étapes/1"', "ne peut pas nommer une feuille"),
        ('extends = true\n[words.fr]\nsheet-tasks = "fichiers"', "le même nom"),
        ('[words.fr]\nid = "Identifiant"', "ce mot manque"),
    ],
)
def test_words_that_cannot_be_used_are_said(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "sheets.toml").write_text(content, encoding="utf-8")
    (tmp_path / "programme.toml").write_text("extends = true", encoding="utf-8")
    programme = load_programme(None, tmp_path)
    with pytest.raises(ContentError) as error:
        workbook(lea(), programme)
    assert words in plain(error.value)
    try:
        problems = list(sheet_problems(programme))
    except ContentError as refused:
        problems = list(refused.problems)
    assert words in plain(problems[0])


def test_a_word_of_an_organisation_is_written_and_read(tmp_path: Path) -> None:
    (tmp_path / "sheets.toml").write_text(
        'extends = true\n[words.fr]\ntask-done = "terminé"', encoding="utf-8"
    )
    (tmp_path / "programme.toml").write_text("extends = true", encoding="utf-8")
    words = SheetWords(load_programme(None, tmp_path))
    assert words.choices("task")[0] == "terminé"
    assert words.code("task", "Termine") == words.code("task", "done") == "done"
    assert words.is_tick("fait")


# --- any dossier, any edit, in either language ----------------------------------------------------


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(dossiers())
def test_an_unchanged_workbook_changes_nothing(dossier: Dossier) -> None:
    dossier = dossier.evolve(programme=PROGRAMME.ref, closed_on=None)
    result = imported(workbook(dossier, PROGRAMME, "en"), dossier)
    assert (result.steps, result.kept, result.notes) == ((), (), ())


TASKS = st.sampled_from([task.id for task in PROGRAMME.tasks if task.opens != "accesses"])
CRITERIA_IDS = [each.id for each in PROGRAMME.evaluation.criteria]
WORDS = SheetWords(PROGRAMME, "fr"), SheetWords(PROGRAMME, "en")
TICK_WORDS = st.sampled_from([words["task-done"] for words in WORDS])
KINDS = st.sampled_from(
    [(words[f"transfer-{kind}"], kind) for words in WORDS for kind in TRANSFER_KINDS]
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(
    language=st.sampled_from(LANGUAGES),
    notes=st.dictionaries(TASKS, prose(), max_size=4),
    ticks=st.dictionaries(TASKS, TICK_WORDS, max_size=4),
    levels=st.dictionaries(st.sampled_from(CRITERIA_IDS), st.integers(1, 4), max_size=5),
    where=prose(),
    kind=KINDS,
)
def test_random_edits_come_back_exactly_in_either_language(
    language: Language,
    notes: dict[str, str],
    ticks: dict[str, str],
    levels: dict[str, int],
    where: str,
    kind: tuple[str, str],
) -> None:
    """A word of either language, whichever the workbook is written in, means the same."""
    line = " ".join(where.split())[:100].strip()
    dossier = lea(meetings=(), accesses=())
    values: dict[Where, Any] = {
        **{("tasks", id, "note"): escaped(text) for id, text in notes.items()},
        **{("tasks", id, "state"): word for id, word in ticks.items()},
        **{("evaluation-midpoint", f"criterion.{id}", "answer"): n for id, n in levels.items()},
        ("files", TRANSFER, "where"): escaped(line),
        ("files", TRANSFER, "kind"): kind[0],
    }
    changed = after(dossier, language, values)
    assert {r.task: r.note for r in changed.tasks if r.note} == {
        id: text for id, text in notes.items() if text
    }
    for task in ticks:
        assert changed.task(task).choice in ("done", None)
    form = changed.evaluation("midpoint")
    assert {each.criterion: each.level for each in form.ratings} == levels
    assert (changed.transfers[0].where, changed.transfers[0].kind) == (line, kind[1])
