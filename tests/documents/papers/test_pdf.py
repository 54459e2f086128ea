"""Papers as PDF files, read back by programs that nobody here wrote."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pdfua
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from telestage_tui.demo.builder import demo_dossiers
from telestage_tui.documents.papers.catalogue import (
    MAKERS,
    forms_of,
    missing_for,
    paper_data,
    paper_pdf,
)
from telestage_tui.documents.papers.setting import Setting
from telestage_tui.documents.pdf import Pdf, check_template
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.evaluations import Evaluation
from telestage_tui.dossier.records import HistoryEntry
from telestage_tui.dossier.stationery import Sheet
from telestage_tui.programme.errors import ContentError
from telestage_tui.programme.language import Language
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.programme import Programme
from tests.factories import make_dossier
from tests.strategies import dossiers

PAPERS = tuple(name for name in MAKERS if "pdf" in forms_of(load_programme().papers.paper(name)))


def setting(
    name: str,
    dossier: Dossier | None = None,
    language: Language = "fr",
    sheet: Sheet = "lettre",
    programme: Programme | None = None,
) -> Setting:
    programme = programme or load_programme()
    paper = programme.papers.paper(name)
    return Setting(dossier or make_dossier(), programme, paper, language, sheet)


def pages(pdf: Pdf) -> str:
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages)
    return " ".join(text.split())


def with_template(folder: Path, **files: str) -> Programme:
    """The programme of an organisation that has these templates of its own."""
    (folder / "papers").mkdir()
    (folder / "programme.toml").write_text("extends = true\n")
    for name, source in files.items():
        (folder / "papers" / f"{name}.typ").write_text(source)
    return load_programme(None, folder)


@pytest.fixture(scope="module")
def advanced() -> Dossier:
    """The demo dossier that has the most in it."""
    return max(demo_dossiers(date(2026, 11, 29)), key=lambda each: len(each.evaluations))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_passes_the_checker_of_accessible_pdf(
    name: str, language: Language, advanced: Dossier, tmp_path: Path
) -> None:
    result = paper_pdf(setting(name, advanced, language))
    assert result.notices == ()
    file = tmp_path / "paper.pdf"
    file.write_bytes(result.content)
    report = pdfua.validate(str(file))
    assert report.findings == ()
    reader = PdfReader(file)
    programme = load_programme()
    assert reader.metadata is not None
    assert reader.metadata.title == programme.papers.paper(name).title_in(language)
    assert str(reader.root_object["/Lang"]) == f"{language}-CA"


@pytest.mark.parametrize(("sheet", "points"), [("lettre", (612, 792)), ("A4", (595, 842))])
def test_a_paper_is_as_large_as_the_sheet(sheet: Sheet, points: tuple[int, int]) -> None:
    result = paper_pdf(setting("attestation", sheet=sheet))
    box = PdfReader(BytesIO(result.content)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == points


def test_a_change_of_the_real_clock_has_microseconds() -> None:
    at = datetime(2027, 2, 10, 15, 42, 7, 123456, tzinfo=UTC)
    dossier = make_dossier(history=(HistoryEntry(at=at, label="Note ajoutée"),))
    assert paper_pdf(setting("attestation", dossier)).notices == ()


def with_logo(path: str) -> Setting:
    """The attestation, with that picture at its head."""
    programme = load_programme()
    paper = programme.papers.paper("attestation")
    return Setting(make_dossier(), programme, paper, logo_path=path)


def test_the_logo_of_the_organisation_stands_at_the_head(tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" '
        'height="20" fill="red"/></svg>'
    )
    plain, result = paper_pdf(with_logo("")), paper_pdf(with_logo(str(logo)))
    assert result.notices == ()
    assert result.content != plain.content


@pytest.mark.parametrize("content", [None, b"", b"pas une image", b"\x89PNG\r\n\x1a\n tronqu"])
def test_a_logo_that_cannot_be_used_is_said_and_the_paper_has_none(
    content: bytes | None, tmp_path: Path
) -> None:
    logo = tmp_path / "logo.png"
    if content is not None:
        logo.write_bytes(content)
    result = paper_pdf(with_logo(str(logo)))
    (notice,) = result.notices
    assert "sans logo" in notice
    assert result.content == paper_pdf(with_logo("")).content


@pytest.mark.parametrize("name", PAPERS)
def test_an_unchanged_dossier_gives_the_same_bytes(name: str) -> None:
    assert paper_pdf(setting(name)).content == paper_pdf(setting(name)).content


def test_the_evaluation_says_every_level_comment_and_answer(advanced: Dossier) -> None:
    evaluation = advanced.evaluation("midpoint")
    text = pages(paper_pdf(setting("evaluation-midpoint", advanced)))
    content = load_programme().evaluation
    for criterion in content.criteria:
        assert criterion.title in text
        assert " ".join(evaluation.rating(criterion.id).comment.split()) in text
    for answer in (evaluation.strengths, evaluation.to_improve, evaluation.overall_why):
        assert answer
        assert " ".join(answer.split()) in text
    assert "ne remplace pas le formulaire de l’OFQJ" in text


def test_the_minutes_say_every_word_noted(advanced: Dossier) -> None:
    text = pages(paper_pdf(setting("minutes", advanced)))
    for meeting in advanced.meetings:
        for minute in meeting.record.minutes:
            assert " ".join(minute.text.split()) in text
        assert " ".join(meeting.record.notes.split()) in text


def test_the_checklist_says_every_task_and_note(advanced: Dossier) -> None:
    text = pages(paper_pdf(setting("checklist", advanced)))
    for task in load_programme().tasks:
        assert " ".join(task.title.split()) in text
    for record in advanced.tasks:
        assert " ".join(record.note.split()) in text


def test_what_is_to_be_checked_of_an_access_is_on_the_paper_and_the_last_line(
    advanced: Dossier,
) -> None:
    data = paper_data(setting("accesses", advanced))
    checks = [
        check["label"]
        for manager in data["managers"]
        for part in manager["parts"]
        for access in part["accesses"]
        for check in access["checks"]
    ]
    assert "Sessions et mots de passe d’application fermés" in checks
    assert data["nothing_else"]["by"] == ""


def test_the_accesses_are_grouped_by_manager(advanced: Dossier) -> None:
    data = paper_data(setting("accesses", advanced))
    names = [
        access["name"]
        for manager in data["managers"]
        for part in manager["parts"]
        for access in part["accesses"]
    ]
    assert sorted(names) == sorted(access.name for access in advanced.accesses)
    managers = [manager["name"] for manager in data["managers"]]
    assert len(managers) == len(set(managers))


def test_an_attestation_of_a_stage_that_goes_on_is_a_draft(advanced: Dossier) -> None:
    programme, end = load_programme(), advanced.stage.end

    def is_draft(name: str, dossier: Dossier, today: date | None = None) -> bool:
        paper = programme.papers.paper(name)
        return "Brouillon" in paper_data(Setting(dossier, programme, paper, today=today))["notice"]

    assert "Brouillon" in pages(paper_pdf(setting("attestation", advanced)))
    assert is_draft("attestation", advanced, end - timedelta(days=1))
    assert not is_draft("attestation", advanced, end), "handed over before the closing"
    assert not is_draft("attestation", advanced.evolve(closed_on=end))
    assert is_draft("attestation", advanced.evolve(started_on=None), end)


def test_a_bilan_is_a_draft_until_the_final_form_is_complete(advanced: Dossier) -> None:
    draft = advanced.evolve(evaluations=(), closed_on=advanced.stage.end)
    assert "Brouillon" in paper_data(setting("summary", draft))["notice"]
    final = Evaluation(kind="final", completed_on=advanced.stage.end)
    complete = advanced.evolve(evaluations=(final,), closed_on=None)
    assert "Brouillon" not in paper_data(setting("summary", complete))["notice"]


def test_what_is_missing_is_listed_and_left_blank() -> None:
    dossier = make_dossier()
    bare = dossier.evolve(
        stage=dossier.stage.evolve(monthly_pay=None), host=dossier.host.evolve(city="")
    )
    missing = " ".join(missing_for(setting("attestation", bare)))
    assert "gratification" in missing
    assert "ville" in missing
    assert "gratification" not in pages(paper_pdf(setting("attestation", bare)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dossier=dossiers(), name=st.sampled_from(PAPERS), language=st.sampled_from(["fr", "en"]))
def test_any_dossier_gives_a_valid_pdf(dossier: Dossier, name: str, language: Language) -> None:
    result = paper_pdf(setting(name, dossier, language))
    assert len(PdfReader(BytesIO(result.content)).pages) > 0


@pytest.mark.parametrize(
    "text",
    ["#panic()", "[a](b)", "{{ 7 * 7 }}", "</script>", "$x$", "*gras* _x_", "@preview", "= Titre",
     "Nguyễn Thị Ánh", "Ελένη Παππά", "Жанна Петрова", "Łukasz Wójcik"],
)  # fmt: skip
def test_text_is_printed_as_it_was_typed(text: str) -> None:
    dossier = make_dossier()
    named = dossier.evolve(stage=dossier.stage.evolve(title=text))
    result = paper_pdf(setting("attestation", named))
    assert text in pages(result)
    assert result.notices == ()


def test_arabic_has_letters() -> None:
    dossier = make_dossier()
    named = dossier.evolve(intern=dossier.intern.evolve(last_name="نور"))
    assert paper_pdf(setting("attestation", named)).notices == ()


@pytest.mark.parametrize("text", ["漢字", "Léa 😀"])
def test_a_character_that_no_font_has_is_named(text: str) -> None:
    dossier = make_dossier()
    named = dossier.evolve(stage=dossier.stage.evolve(title=text))
    (notice,) = paper_pdf(setting("attestation", named)).notices
    assert text[-1] in notice


def test_a_very_long_comment_breaks_across_pages() -> None:
    dossier = make_dossier()
    words = " ".join(f"mot{n}" for n in range(2_000))
    record = dossier.meetings[0].record.evolve(notes=words)
    meetings = (dossier.meetings[0].evolve(record=record, status="held"), *dossier.meetings[1:])
    result = paper_pdf(setting("minutes", dossier.evolve(meetings=meetings)))
    reader = PdfReader(BytesIO(result.content))
    assert len(reader.pages) > 2
    assert "mot1999" in pages(result)
    for page in reader.pages[1:]:
        assert dossier.intern.last_name in page.extract_text()


# --- an organisation's templates ----------------------------------------------------------------


def test_a_template_of_an_organisation_is_used(tmp_path: Path) -> None:
    programme = with_template(
        tmp_path,
        attestation='#import "layout.typ": *\n#show: paper\nModèle maison pour #data.intern.name',
    )
    result = paper_pdf(setting("attestation", programme=programme))
    assert "Modèle maison pour Léa Nguyễn-Œuvrard" in pages(result)
    assert result.notices == ()


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("Bonjour\n#oups()", "ligne 2, colonne 2"),
        ('Bonjour\n#import "@preview/cetz:0.1.0": *', "ligne 2, colonne 2"),
        ('#import ("@pre" + "view/cetz:0.1.0"): *', "ligne 1, colonne 2"),
        ('#eval("1")', "ligne 1, colonne 2"),
        ('#read("../../etc/passwd")', "ligne 1"),
        ("#let f(n) = f(n + 1)\n#f(1)", "colonne"),
        ("#while true {}", "ligne 1"),
    ],
)
def test_a_template_that_cannot_be_used_gives_way_to_ours(
    source: str, place: str, tmp_path: Path
) -> None:
    programme = with_template(tmp_path, attestation=source)
    result = paper_pdf(setting("attestation", programme=programme))
    assert "atteste que" in pages(result)
    (notice,) = result.notices
    assert "papers/attestation.typ" in notice
    assert place in notice
    data = paper_data(setting("attestation", programme=programme))
    with pytest.raises(ContentError):
        check_template(programme, "attestation.typ", data)


def test_a_template_may_not_be_a_link(tmp_path: Path) -> None:
    programme = with_template(tmp_path)
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "papers" / "attestation.typ").symlink_to(tmp_path / "secret")
    result = paper_pdf(setting("attestation", programme=programme))
    assert "secret" not in pages(result)
    assert result.notices != ()


def test_both_languages_have_every_word() -> None:
    words = load_programme().papers.words
    french = {key for key in words.fr if not key.startswith("letter-")}
    assert french == set(words.en)  # the letter is written in French alone


def test_what_could_not_be_observed_and_what_no_fact_carries_are_said(advanced: Dossier) -> None:
    evaluation = advanced.evaluation("midpoint")
    first, second, *others = evaluation.ratings
    ratings = (
        first.evolve(level=None, observed=False),
        second.evolve(level=4, comment=""),
        *others,
    )
    changed = evaluation.evolve(ratings=ratings)
    kept = tuple(each for each in advanced.evaluations if each.kind != "midpoint")
    dossier = advanced.evolve(evaluations=(changed, *kept))
    data = paper_data(setting("evaluation-midpoint", dossier))
    levels = {each["title"]: each["levels"][0] for g in data["groups"] for each in g["criteria"]}
    titles = {each.id: each.title for each in load_programme().evaluation.criteria}
    assert levels[titles[first.criterion]] == "????"
    assert any(titles[second.criterion] in fact for fact in data["facts"])
    assert "À étayer" in pages(paper_pdf(setting("evaluation-midpoint", dossier)))


PROGRAMME_PAPERS = {
    "checklist", "blank-checklist", "minutes", "evaluation-midpoint", "evaluation-final",
    "self-evaluation-midpoint", "self-evaluation-final", "blank-evaluation", "summary", "accesses",
    "withdrawals", "dossier", "access-request", "portal-sheet",
}  # fmt: skip
"""Those that print words of the programme."""


@pytest.mark.parametrize("name", PAPERS)
def test_an_english_paper_says_that_the_programme_is_in_french_where_it_quotes_it(
    name: str, advanced: Dossier
) -> None:
    programme = load_programme()
    text = pages(paper_pdf(setting(name, advanced, "en")))
    quoted = [
        *(task.title for task in programme.tasks),
        *(criterion.title for criterion in programme.evaluation.criteria),
        *(indicator.title for indicator in programme.meetings.indicators),
        *(kind.label for kind in programme.accesses.kinds),
        *(form.title for form in programme.onsite.forms),
    ]
    assert any(words in text for words in quoted) is (name in PROGRAMME_PAPERS)
    assert ("wording of the programme is in French" in text) is (name in PROGRAMME_PAPERS)


def test_the_minutes_in_english_are_in_english(advanced: Dossier) -> None:
    text = pages(paper_pdf(setting("minutes", advanced, "en")))
    assert "State held" in text
    assert "Paris time" in text
    assert "en France" not in text
    assert "held" in " ".join(paper_data(setting("summary", advanced, "en"))["meetings"])


def test_the_signatures_do_not_stand_alone_on_a_page(advanced: Dossier) -> None:
    for name in ("evaluation-midpoint", "evaluation-final", "blank-evaluation"):
        last = PdfReader(BytesIO(paper_pdf(setting(name, advanced)).content)).pages[-1]
        assert "D’accord avec cette évaluation" in last.extract_text()
