"""What an offer lacks: a good one and each way of leaving something out."""

from __future__ import annotations

from datetime import date

import pytest

from telestage_tui.dossier import changes
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.posting import Posting
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.offer_advice import lacking_words, offer_findings
from tests.factories import START, make_dossier

PROGRAMME = load_programme()
GOOD = Posting(
    field_of_study="Informatique", added_value="Un site refait.", feasibility="Un par mois."
)
STAGE: dict[str, object] = {
    "title": "TELESTAGE – Refonte du site",
    "mandate": "Refaire le site.",
    "deliverables": ("Maquettes", "Site", "Guide"),
}


def offering(posting: Posting = GOOD, **stage: object) -> Dossier:
    dossier = make_dossier()
    return dossier.evolve(posting=posting, stage=dossier.stage.evolve(**(STAGE | stage)))


def lacking(dossier: Dossier, today: date = START) -> dict[str, str]:
    findings = offer_findings(dossier, PROGRAMME, today)
    return {each.point.id: each.advice for each in findings if not each.is_said}


def test_a_good_offer_lacks_nothing() -> None:
    assert lacking(offering()) == {}
    assert lacking_words(offer_findings(offering(), PROGRAMME, START)) == "complète"


@pytest.mark.parametrize("title", ["TELESTAGE", "Télé-stage : site", "telestage – site"])
def test_a_title_begins_with_telestage_however_it_is_written(title: str) -> None:
    assert lacking(offering(title=title)) == {}


@pytest.mark.parametrize(
    ("dossier", "point", "words"),
    [
        (offering(title="Refonte du site"), "title", "commence par TELESTAGE"),
        (offering(title="Un TELESTAGE"), "title", "commence par TELESTAGE"),
        (offering(title=""), "title", "Écrivez le titre"),
        (offering(mandate=""), "mission", "Décrivez la mission"),
        (offering(GOOD.evolve(field_of_study="")), "field", "domaine de formation"),
        (offering(GOOD.evolve(added_value="")), "value", "ce que la mission apporte"),
        (offering(deliverables=()), "deliverables", "au moins trois livrables"),
        (offering(deliverables=("Site", "Guide")), "deliverables", "en nomme 2; il en faut 3"),
        (offering(GOOD.evolve(feasibility="")), "time", "tiennent dans la durée"),
    ],
)
def test_what_is_missing_is_said(dossier: Dossier, point: str, words: str) -> None:
    advice = lacking(dossier)
    assert list(advice) == [point]
    assert words in advice[point]
    assert lacking_words(offer_findings(dossier, PROGRAMME, START)) == "1\u00a0point à écrire"


def test_a_derogation_to_the_title_is_enough() -> None:
    dossier = offering(title="Refonte du site")
    rule = PROGRAMME.rule("title")
    waived = changes.waive(
        rule, rule.field, reason="Accord.", on=START, accepted="« Refonte du site »"
    ).apply(dossier)
    assert lacking(waived) == {}


def test_an_offer_stops_nothing_else() -> None:
    after = changes.describe_offer(GOOD, title="Sans le mot").apply(make_dossier())
    assert (after.posting, after.stage.title) == (GOOD, "Sans le mot")
