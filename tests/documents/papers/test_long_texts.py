"""Long words, names and texts: nothing runs over what is beside it, nor out of the page."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from shutil import which
from subprocess import run

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from telestage_tui.demo.builder import demo_dossiers
from telestage_tui.documents.papers.catalogue import (
    MAKERS,
    forms_of,
    paper_data,
    paper_docx,
    paper_pdf,
)
from telestage_tui.documents.papers.setting import Setting, last_instant
from telestage_tui.documents.pdf import pdf
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.stationery import Sheet
from telestage_tui.programme.loader import load_programme
from tests.factories import make_access, make_dossier
from tests.waiting import PATIENCE

from .long_texts import long_dossier

PAPERS = tuple(name for name in MAKERS if "pdf" in forms_of(load_programme().papers.paper(name)))
SOME_LINES = 20
"""Lines of history that are printed: they are all of one kind."""
WIDEST = 62
"""Letters W, the widest, that a line of the smallest print holds from margin to margin."""


def lines_of(name: str, dossier: Dossier, sheet: Sheet = "lettre") -> list[str]:
    """The lines of a paper, as a program that nobody here wrote reads them."""
    programme = load_programme()
    result = paper_pdf(Setting(dossier, programme, programme.papers.paper(name), sheet=sheet))
    assert result.notices == ()
    pages = PdfReader(BytesIO(result.content)).pages
    return [line for page in pages for line in page.extract_text().splitlines()]


def longest_run(letter: str, lines: list[str]) -> int:
    return max((len(each) for line in lines for each in re.findall(f"{letter}+", line)), default=0)


@pytest.fixture(scope="module")
def advanced() -> Dossier:
    """The demo dossier that has the most in it, less what only comes again and again.

    Each page takes time to read: one meeting of each kind shows all that a meeting does.
    """
    whole = max(demo_dossiers(date(2026, 11, 29)), key=lambda each: len(each.evaluations))
    meetings = {(each.kind, each.status): each for each in whole.meetings}
    kept = tuple(each for each in whole.meetings if each in meetings.values())
    return whole.evolve(meetings=kept, history=whole.history[-SOME_LINES:])


@pytest.mark.parametrize("sheet", ["lettre", "A4"])
@pytest.mark.parametrize("name", PAPERS)
def test_a_word_without_end_stays_in_the_page(name: str, sheet: Sheet, advanced: Dossier) -> None:
    long = long_dossier(advanced, "W" * 80, "W" * 200)
    run = longest_run("W", lines_of(name, long, sheet))
    assert 0 < run <= WIDEST


def test_an_address_is_read_whole_over_its_lines(advanced: Dossier) -> None:
    """No sign is put in where it is broken: it can be copied."""
    address = "https://exemple.org/" + "abcdefghij" * 18
    long = long_dossier(advanced, "Léa", address)
    for name in ("minutes", "evaluation-midpoint", "summary"):
        assert address in "".join("".join(lines_of(name, long)).split())


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(letters=st.integers(16, 200))
def test_a_word_stays_in_its_column(letters: int) -> None:
    """Three centimetres for an account: ten letters W at most."""
    access = make_access(account="W" * letters)
    assert longest_run("W", lines_of("accesses", make_dossier(accesses=(access,)))) <= 10


@pytest.mark.parametrize("name", PAPERS)
def test_ten_thousand_signs_break_across_pages_with_a_header_on_each(
    name: str, advanced: Dossier
) -> None:
    text = " ".join(f"mot{n}" for n in range(1_300))
    long = long_dossier(advanced, "Marie-Ève Wolfeschlegelsteinhausen", text[:10_000])
    programme = load_programme()
    paper = programme.papers.paper(name)
    result = paper_pdf(Setting(long, programme, paper))
    first, *others = PdfReader(BytesIO(result.content)).pages
    assert paper.title.fr in first.extract_text()
    for page in others:
        assert page.extract_text().lstrip().startswith(paper.title.fr)


@pytest.mark.parametrize("name", ["checklist", "summary"])
@pytest.mark.parametrize(("times", "is_whole"), [(1, True), (5, False)])
def test_a_frise_stays_on_one_page_unless_it_needs_more(
    name: str, times: int, is_whole: bool, advanced: Dossier
) -> None:
    programme = load_programme()
    paper = programme.papers.paper(name)
    data = paper_data(Setting(advanced, programme, paper))
    frise = data["frise"] | {"weeks": data["frise"]["weeks"] * times}
    assert paper.template is not None
    result = pdf(programme, paper.template, data | {"frise": frise}, last_instant(advanced))
    pages = [page.extract_text() for page in PdfReader(BytesIO(result.content)).pages]
    words = programme.papers.words.fr
    on_pages = [words["to-note"] in text for text in pages]  # at its head, again on each page
    assert (sum(on_pages) == 1) is is_whole


def test_indicators_that_need_several_pages_are_all_there(advanced: Dossier) -> None:
    programme = load_programme()
    paper = programme.papers.paper("minutes")
    data = paper_data(Setting(advanced, programme, paper))
    meeting = next(each for each in data["meetings"] if each["indicators"])
    many = [meeting["indicators"][0] | {"title": f"Indicateur{n}"} for n in range(80)]
    data["meetings"] = [meeting | {"indicators": many}, meeting | {"indicators": many}]
    assert paper.template is not None
    result = pdf(programme, paper.template, data, last_instant(advanced))
    pages = [page.extract_text() for page in PdfReader(BytesIO(result.content)).pages]
    numbers = [int(n) for n in re.findall(r"Indicateur(\d+)", "\n".join(pages))]
    assert numbers == 2 * list(range(80))
    assert max(page.count("Indicateur") for page in pages) < 50


@pytest.mark.skipif(not which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["attestation", "letter"])
def test_a_word_without_end_stays_in_the_page_of_a_docx(
    name: str, advanced: Dossier, tmp_path: Path
) -> None:
    programme = load_programme()
    long = long_dossier(advanced, "W" * 80, "W" * 200)
    file = tmp_path / "document.docx"
    file.write_bytes(paper_docx(Setting(long, programme, programme.papers.paper(name)))[0])
    run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file],
        check=True,
        timeout=10 * PATIENCE,
    )
    pages = PdfReader(tmp_path / "document.pdf").pages
    lines = [line for page in pages for line in page.extract_text().splitlines()]
    assert 0 < longest_run("W", lines) <= WIDEST
