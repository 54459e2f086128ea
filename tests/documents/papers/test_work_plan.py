"""The work plan on paper, and its deliverables on the other papers."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from telestage_tui.documents.papers.catalogue import is_empty, missing_for, paper_pdf
from telestage_tui.documents.papers.setting import Setting
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.work_plan import Deliverable, PeriodPlan, WorkPlan
from telestage_tui.programme.language import Language
from telestage_tui.programme.loader import load_programme
from tests.factories import make_dossier

NAMES = ("Maquettes validées", "Page d’accueil en ligne", "Tableau de bord")
PLAN = WorkPlan(
    deliverables=(
        Deliverable(name=NAMES[0], due=date(2027, 1, 29), delivered_on=date(2027, 1, 28),
                    accepted_on=date(2027, 2, 2)),
        Deliverable(name=NAMES[1], due=date(2027, 3, 5), delivered_on=date(2027, 3, 4)),
        Deliverable(name=NAMES[2], due=date(2027, 4, 2)),
    ),
    periods=(
        PeriodPlan(period="onboarding", tasks="Prendre Figma en main.", expectations="Essais."),
        PeriodPlan(period="production", tasks="Maquettes.\nPage.", expectations="Autonomie."),
    ),
    training="Accessibilité du Web.",
    next_steps="Ouvrir aux succursales.",
)  # fmt: skip


def setting(name: str, dossier: Dossier, language: Language = "fr") -> Setting:
    programme = load_programme()
    return Setting(dossier, programme, programme.papers.paper(name), language)


def text_of(name: str, dossier: Dossier, language: Language = "fr") -> str:
    pdf = paper_pdf(setting(name, dossier, language))
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages)
    return " ".join(text.split())


def test_the_plan_says_every_word_of_it() -> None:
    dossier = make_dossier(work_plan=PLAN)
    text = text_of("work-plan", dossier)
    assert dossier.stage.mandate in text
    for value in (
        *NAMES, "29 janvier 2027", "accepté le 2 février 2027", "livré le 4 mars 2027",
        "Semaines 1 et 2 · du 11 janvier 2027 au 24 janvier 2027", "Semaines 3 à 9",
        "Semaines 10 à 13 · du 15 mars 2027 au 9 avril 2027", "Prendre Figma en main.",
        "Essais.", "Maquettes. Page.", "Autonomie.", PLAN.training, PLAN.next_steps,
    ):  # fmt: skip
        assert value in text
    assert missing_for(setting("work-plan", dossier)) == ()


def test_the_plan_is_written_in_english() -> None:
    text = text_of("work-plan", make_dossier(work_plan=PLAN), "en")
    for words in ("Onboarding and goals", "Weeks 1 and 2", "accepted on 2 February 2027",
                  "Next steps", "Deliverables, review and what follows"):  # fmt: skip
        assert words in text


def test_before_anything_is_delivered_no_state_is_said() -> None:
    plan = WorkPlan(deliverables=(Deliverable(name=NAMES[0], due=date(2027, 1, 29)),))
    assert "État" not in text_of("work-plan", make_dossier(work_plan=plan))


def test_what_the_plan_lacks_is_listed_and_left_blank() -> None:
    dossier = make_dossier()
    assert missing_for(setting("work-plan", dossier)) == (
        "Il manque l’échéance de trois\u00a0livrables.",
        "La suite du projet n’est pas écrite.",
    )
    bare = dossier.evolve(stage=dossier.stage.evolve(mandate="", deliverables=()))
    assert is_empty(setting("work-plan", bare))
    assert not is_empty(setting("work-plan", dossier))
    assert "Suite du projet" in text_of("work-plan", bare)


def test_a_long_text_breaks_across_pages() -> None:
    words = " ".join(f"mot{n}" for n in range(3_000))
    plan = PLAN.evolve(periods=(PeriodPlan(period="production", tasks=words),))
    text = text_of("work-plan", make_dossier(work_plan=plan))
    assert "mot2999" in text


def test_the_final_summary_says_what_became_of_each_deliverable() -> None:
    text = text_of("summary", make_dossier(work_plan=PLAN))
    for words in ("accepté le 2 février 2027", "livré le 4 mars 2027", "2 avril 2027",
                  f"Accepté : {NAMES[0]}", f"Livré : {NAMES[1]}"):  # fmt: skip
        assert words in text


def test_the_attestation_sets_what_was_accepted_apart_from_what_was_planned() -> None:
    dossier = make_dossier(work_plan=PLAN)
    before, accepted, rest = text_of("attestation", dossier).partition("ont été remis et acceptés")
    done, planned, others = rest.partition("étaient prévus")
    assert NAMES[0] not in before
    assert f"{NAMES[0]} (2 février 2027)" in done
    assert NAMES[1] in others
    assert NAMES[2] in others
    assert accepted
    assert planned
    assert any(NAMES[1] in each for each in missing_for(setting("attestation", dossier)))


@pytest.mark.parametrize("name", ["attestation", "summary"])
def test_without_a_plan_these_papers_stay_as_they_were(name: str) -> None:
    text = text_of(name, make_dossier())
    assert "acceptés" not in text
    assert all(deliverable in text for deliverable in NAMES)
