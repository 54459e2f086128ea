"""The hours done and the gratification paid, on the attestation and the bilan."""

from __future__ import annotations

from datetime import timedelta

import pytest

from telestage_tui.documents.papers.catalogue import missing_for, paper_pdf
from telestage_tui.documents.papers.setting import Setting
from telestage_tui.documents.papers.totals import unnoted_weeks
from telestage_tui.dossier.agreement import PaidMonth, WeekPresence
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.programme.closing import unpaid_words
from telestage_tui.programme.loader import load_programme
from tests.documents.papers.test_pdf import pages
from tests.factories import END, START, make_dossier

PAPERS = ("attestation", "summary")


def noted() -> Dossier:
    return make_dossier(
        payments=(
            PaidMonth(month=1, on=START + timedelta(days=31), amount=300),
            PaidMonth(month=2, on=START + timedelta(days=60), amount=310.5),
        ),
        presence=(
            WeekPresence(week=START, missed=3.5),
            WeekPresence(week=END, missed=1, unit="days"),
        ),
    )


def text_of(paper: str, dossier: Dossier) -> str:
    return pages(paper_pdf(after(paper, dossier))).replace("\u00a0", " ")


def after(paper: str, dossier: Dossier) -> Setting:
    """A paper made the day after the stage."""
    programme = load_programme()
    day = END + timedelta(days=1)
    return Setting(dossier, programme, programme.papers.paper(paper), today=day)


@pytest.mark.parametrize("paper", PAPERS)
def test_both_figures_are_stated(paper: str) -> None:
    text = text_of(paper, noted())
    assert "Gratification versée en tout : 610,50 $" in text
    assert "Heures effectuées en tout : 437 h 30" in text


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_noted_is_a_blank_that_is_said(paper: str) -> None:
    text = text_of(paper, make_dossier())
    assert "Gratification versée en tout :" in text
    assert "610" not in text
    missing = missing_for(after(paper, make_dossier()))
    assert any("La présence n’est pas notée" in each for each in missing)
    assert any("Aucun versement n’est noté" in each for each in missing)


def test_what_is_not_noted_is_counted() -> None:
    assert unnoted_weeks(1).replace("\u00a0", " ").startswith("1 semaine sans")
    assert unnoted_weeks(3).replace("\u00a0", " ").startswith("3 semaines sans")
    assert unpaid_words(1).replace("\u00a0", " ") == "1 mois sans versement noté"


def test_a_draft_made_after_the_stage_says_what_it_truly_waits_for() -> None:
    said = " ".join(missing_for(after("attestation", make_dossier(started_on=None))))
    assert "n’est pas déclaré commencé" in said
    assert "n’est pas arrivé" not in said
