"""Papers made several at a time: the same as one by one, in the order they were asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from telestage_tui.demo.builder import demo_dossiers
from telestage_tui.documents.papers.catalogue import forms_of, paper_docx, paper_pdf
from telestage_tui.documents.papers.setting import Setting
from telestage_tui.documents.papers.writing import Asked, contents, write_papers
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import Refused
from telestage_tui.programme.loader import load_programme


@pytest.fixture(scope="module")
def every_paper() -> list[Asked]:
    """All that can be written of the demo dossier that has the most in it."""
    dossier = max(demo_dossiers(date(2026, 11, 29)), key=lambda each: len(each.evaluations))
    return [
        Asked(setting, form) for setting in settings_of(dossier) for form in forms_of(setting.paper)
    ]


def settings_of(dossier: Dossier) -> list[Setting]:
    programme = load_programme()
    return [Setting(dossier, programme, paper) for paper in programme.papers.papers]


def test_papers_made_at_once_have_the_bytes_of_each_made_alone(every_paper: list[Asked]) -> None:
    alone = [
        paper_pdf(setting).content if form == "pdf" else paper_docx(setting)[0]
        for setting, form in every_paper
    ]
    assert [each.content for each in contents(every_paper)] == alone
    assert len(set(alone)) == len(alone)


def test_they_are_written_in_the_order_they_were_asked_for(
    every_paper: list[Asked], tmp_path: Path
) -> None:
    written = list(write_papers(tmp_path, every_paper))
    endings = [each.path.suffix for each in written]
    assert endings == [f".{each.form}" for each in every_paper]
    assert {each.path for each in written} == set(tmp_path.iterdir())


def test_one_that_cannot_be_made_is_said_and_those_before_it_are_kept(
    every_paper: list[Asked], tmp_path: Path
) -> None:
    first, last = every_paper[0], every_paper[-1]
    wrong = first._replace(form="docx")
    with pytest.raises(Refused, match="ne s’écrit pas en DOCX"):
        list(write_papers(tmp_path, [first, wrong, last]))
    assert [path.suffix for path in tmp_path.iterdir()] == [".pdf"]
