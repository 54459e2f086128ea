"""A stage that did not go as planned: what its attestation and its bilan say of it."""

from __future__ import annotations

from datetime import date

import pytest

from telestage_tui.documents.papers.catalogue import missing_for, paper_pdf
from telestage_tui.documents.papers.course import attested_course, course_sentences
from telestage_tui.dossier.course import EarlyEnd, Interruption
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.stage import Amendment, Convention, Terms
from tests.documents.papers.test_pdf import pages, setting
from tests.factories import make_dossier

DAY = date(2026, 12, 10)
SIGNED = Convention(ofqj=DAY, intern=DAY, host=DAY)
LATER = date(2026, 12, 18)
FIRST, LAST = date(2027, 2, 15), date(2027, 2, 28)


def plain(sentences: object) -> list[str]:
    return [str(each).replace("\u00a0", " ") for each in sentences]  # type: ignore[attr-defined]


def interrupted(last: date | None = LAST) -> Dossier:
    gap = Interruption(first=FIRST, last=last, reason="Arrêt de maladie")
    return make_dossier(interruptions=(gap,))


def ended() -> Dossier:
    """A stage that ended on 19 March, three weeks before its time."""
    dossier = make_dossier()
    end = EarlyEnd(on=date(2027, 3, 19), reason="Embauche", done="Page en ligne.",
                   planned_end=dossier.stage.end)  # fmt: skip
    return dossier.evolve(stage=dossier.stage.evolve(end=end.on), ended_early=end)


def amended() -> Dossier:
    """A stage put off, whose avenant everybody has signed."""
    dossier = make_dossier(convention=SIGNED)
    terms = Terms.of(dossier.stage)
    signed = Convention(ofqj=LATER, intern=LATER, host=LATER)
    return dossier.evolve(
        amendments=(Amendment(about="Report du début", terms=terms, signed=signed),), agreed=terms
    )


def unsigned() -> Dossier:
    """The same, which nobody has signed yet."""
    dossier = make_dossier(convention=SIGNED)
    return dossier.evolve(agreed=Terms.of(dossier.stage.evolve(end=date(2027, 3, 26))))


def never() -> Dossier:
    dossier = make_dossier(started_on=None)
    end = EarlyEnd(on=LATER, reason="Désistement", planned_end=dossier.stage.end, never_begun=True)
    return dossier.evolve(ended_early=end, closed_on=LATER)


def test_the_attestation_is_that_of_the_days_really_done() -> None:
    assert plain(attested_course(setting("attestation", make_dossier()))) == []
    assert plain(attested_course(setting("attestation", interrupted()))) == [
        "Le stage a été interrompu du 15 février 2027 au 28 février 2027."
    ]
    assert plain(attested_course(setting("attestation", interrupted(None)))) == [
        "Le stage a été interrompu du 15 février 2027 au 9 avril 2027."
    ]
    assert plain(attested_course(setting("attestation", interrupted(FIRST)))) == [
        "Le stage a été interrompu le 15 février 2027."
    ]
    text = pages(paper_pdf(setting("attestation", ended())))
    assert "au 19 mars 2027, à raison" in " ".join(text.split()).replace("\u00a0", " ")
    assert plain(attested_course(setting("attestation", amended()))) == [
        "Un avenant à la convention a été signé le 18 décembre 2026."
    ]
    assert "Un avenant reste à faire signer" in " ".join(
        missing_for(setting("attestation", unsigned()))
    )


def test_a_stage_that_never_began_is_not_attested() -> None:
    text = " ".join(pages(paper_pdf(setting("attestation", never()))).split())
    assert "n’a pas eu lieu" in text
    assert "a effectué" not in text
    assert "jamais commencé" in " ".join(missing_for(setting("attestation", never())))


@pytest.mark.parametrize(
    ("dossier", "words"),
    [
        (interrupted(), ["Interrompu du 15 février 2027 au 28 février 2027."]),
        (interrupted(None), ["Interrompu à partir du 15 février 2027, sans reprise fixée."]),
        (
            ended(),
            [
                "Terminé le 19 mars 2027, avant le terme prévu, le 9 avril 2027.",
                "Ce qui a été fait : Page en ligne.",
            ],
        ),
        (never(), ["Jamais commencé."]),
        (amended(), ["Avenant signé le 18 décembre 2026 : Report du début."]),
        (unsigned(), ["Avenant encore à signer par toutes les parties."]),
    ],
)
def test_the_bilan_says_it(dossier: Dossier, words: list[str]) -> None:
    assert plain(course_sentences(setting("summary", dossier))) == words
    text = " ".join(pages(paper_pdf(setting("summary", dossier))).split())
    assert "Le cours du stage" in text.replace("\u00a0", " ")


@pytest.mark.parametrize("name", ["attestation", "summary"])
@pytest.mark.parametrize("dossier", [interrupted(), ended(), never()])
def test_what_is_handed_over_does_not_say_why(name: str, dossier: Dossier) -> None:
    """A reason may be about somebody's health."""
    text = pages(paper_pdf(setting(name, dossier)))
    for reason in ("maladie", "Embauche", "Désistement"):
        assert reason not in text
