"""An evaluation on paper: what stands beside the form, and what is said of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from telestage_tui.demo.builder import demo_dossiers
from telestage_tui.documents.papers.catalogue import MAKERS, paper_data, paper_pdf
from telestage_tui.dossier.evaluations import Evaluation, EvaluationKind, InternWord, Rating
from telestage_tui.dossier.records import Reopening
from telestage_tui.programme.loader import load_programme
from tests.factories import make_dossier

from .test_pdf import pages, setting

IDS = [criterion.id for criterion in load_programme().evaluation.criteria]
DAY = date(2027, 3, 30)


def form(kind: EvaluationKind, *levels: int | None, **fields: Any) -> Evaluation:
    """A form with these levels on the first criteria; None for no answer."""
    ratings = tuple(
        Rating(criterion=name, level=level)
        for name, level in zip(IDS, levels, strict=False)
        if level is not None
    )
    return Evaluation(kind=kind, ratings=ratings, **fields)


def data(name: str, *forms: Evaluation, language: Any = "fr", **fields: Any) -> dict[str, Any]:
    """What the paper of that name shows of a dossier with these forms."""
    return paper_data(setting(name, make_dossier(evaluations=forms, **fields), language))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def levels(paper: dict[str, Any], number: int) -> list[str | None]:
    """The cells of the criterion of that number."""
    rows: list[dict[str, Any]] = [each for group in paper["groups"] for each in group["criteria"]]
    return next(row["levels"] for row in rows if row["number"] == number)


def test_the_final_form_stands_between_mid_stage_and_the_own_view() -> None:
    paper = data(
        "evaluation-final",
        form("midpoint", 2, 4, 3),
        form("final", 3, 3, 3),
        form("self_final", 4, 4, 4, completed_on=DAY),
    )
    assert paper["columns"] == ["Mi-stage", "Finale", "Évolution", "Auto"]
    assert levels(paper, 1) == ["●●○○ 2", "●●●○ 3", "↑", "●●●● 4"]
    assert [levels(paper, n)[2] for n in (2, 3, 4)] == ["↓", "=", ""]
    means = [mean["text"] for mean in paper["groups"][0]["means"]]
    assert means == ["3,0", "3,0", "=", "4,0"]
    assert paper["groups"][1]["means"] == []
    said = "Colonne Auto : autoévaluation de fin de stage, complétée le 30 mars 2027."
    assert said in plain(paper["status"])


def test_no_level_of_another_form_is_printed_before_ones_own() -> None:
    others = (form("midpoint", 2, 4), form("self_midpoint", 1, 1))
    paper = data("evaluation-final", *others, form("final", None, 3))
    assert [levels(paper, n) for n in (1, 2)] == [
        ["", None, "", ""],
        ["●●●● 4", "●●●○ 3", "↓", "●○○○ 1"],
    ]
    assert data("evaluation-final", *others)["columns"] == ["Niveau"]
    assert data("evaluation-midpoint", others[1])["columns"] == ["Niveau"]
    assert data("evaluation-midpoint", *others)["columns"] == ["Niveau", "Auto"]


def test_a_self_evaluation_stands_alone() -> None:
    paper = data("self-evaluation-final", form("final", 1), form("self_final", 4))
    assert paper["columns"] == ["Niveau"]
    assert levels(paper, 1) == ["●●●● 4"]


def test_in_english_the_self_evaluation_has_its_english_name() -> None:
    forms = (form("final", 3), form("self_midpoint", 3))
    paper = data("evaluation-final", *forms, language="en")
    assert "Self column: mid-stage self-evaluation, not completed." in paper["status"]
    assert paper["groups"][0]["means"][0]["text"] == "3.0"


# --- what the intern says, and what was reopened --------------------------------------------------


def test_the_word_of_the_intern_is_printed_or_left_to_fill_in() -> None:
    word = InternWord(read_on=DAY, agrees=False, comment="Les délais n’étaient pas fixés.")
    said = data("evaluation-final", form("final", 3, intern_word=word))["word"]
    assert said == {
        "title": "Le mot de Léa",
        "read": "30\u00a0mars 2027",
        "agrees": False,
        "comment": word.comment,
    }
    for paper in (data("evaluation-midpoint"), data("blank-evaluation")):
        assert paper["word"]["agrees"] is None
    assert data("self-evaluation-final")["word"] is None
    dossier = make_dossier(evaluations=(form("final", 3, intern_word=word),))
    text = pages(paper_pdf(setting("evaluation-final", dossier)))
    for part in ("Le mot de Léa", "30 mars 2027", "☑ En désaccord", word.comment):
        assert part in plain(text)


def test_a_reopened_form_says_when_and_why() -> None:
    again = Reopening(on=DAY, reason="Erreur de niveau.")
    paper = data("evaluation-final", form("final", 3, reopenings=(again,)))
    assert "Rouverte le 30 mars 2027 : Erreur de niveau." in plain(paper["status"])
    assert "Erreur" not in data("evaluation-midpoint")["status"]


@pytest.mark.parametrize("name", MAKERS)
def test_a_reopened_stage_is_said_on_every_paper_but_the_blank_ones(name: str) -> None:
    again = (Reopening(on=DAY, reason="Lettre à joindre"),)
    notice = plain(data(name, reopenings=again)["notice"])
    said = "Stage rouvert le 30 mars 2027 : Lettre à joindre." in notice
    assert said == ("blank" not in name)


@pytest.mark.parametrize("name", ["evaluation-midpoint", "evaluation-final"])
def test_a_level_not_shown_yet_is_said_and_is_no_blank_to_fill_in(name: str) -> None:
    """Before a criterion is rated, the levels others gave it are neither printed nor asked for."""
    dossier = max(demo_dossiers(date(2026, 11, 27)), key=lambda each: len(each.evaluations))
    kind: EvaluationKind = "midpoint" if name == "evaluation-midpoint" else "final"
    form = dossier.evaluation(kind)
    begun = form.evolve(ratings=form.ratings[:1])
    kept = tuple(each for each in dossier.evaluations if each.kind != kind)
    data = paper_data(setting(name, dossier.evolve(evaluations=(*kept, begun))))
    assert "n’y sont pas encore tous" in data["status"]
    own = 1 if kind == "final" else 0
    unrated = [
        criterion["levels"]
        for group in data["groups"]
        for criterion in group["criteria"]
        if criterion["levels"][own] is None
    ]
    assert len(unrated) > 20
    for levels in unrated:
        assert not any(levels)
        assert levels.count(None) == 1


def test_nothing_is_said_to_be_hidden_once_every_level_is_shown() -> None:
    dossier = max(demo_dossiers(date(2026, 11, 27)), key=lambda each: len(each.evaluations))
    assert dossier.evaluation("midpoint").completed_on
    assert "pas encore tous" not in paper_data(setting("evaluation-midpoint", dossier))["status"]
