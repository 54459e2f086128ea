"""Financing, its answers and the end of the ARE; who has still to sign."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from telestage_tui.dossier.fiche.model import Fiche, read_fiche
from telestage_tui.dossier.fiche.write import to_fiche
from telestage_tui.dossier.stage import Stage
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.rules import departures
from telestage_tui.programme.signing import allowance_warning, unsigned
from tests.factories import END, START, make_dossier

PROGRAMME = load_programme()
BEFORE = START - timedelta(days=40)


def with_stage(**values: Any) -> Any:
    dossier = make_dossier(started_on=None)
    return dossier.evolve(stage=dossier.stage.evolve(**values))


@pytest.mark.parametrize(
    ("financing", "said", "unknown"),
    [
        ("ARE", "", False),
        ("ARE refusée", "", False),
        ("RFFT validée", "", False),
        ("RFFT refusée", "", False),
        ("aucun", "", False),
        ("ARE demandée", "À savoir : la réponse à la demande de financement (ARE demandée)", True),
        ("RFFT demandée", "À savoir : la réponse à la demande de financement (RFFT", True),
        ("inconnu", "À savoir : le financement", True),
    ],
)
def test_a_financing_without_an_answer_is_to_be_known(
    financing: str, said: str, unknown: bool
) -> None:
    left = departures(with_stage(financing=financing), PROGRAMME, BEFORE)
    about = [each for each in left if each.rule == "financing"]
    assert [each.is_unknown and each.is_awaited for each in about] == [True] * unknown
    assert all(each.message.startswith(said) for each in about)


@pytest.mark.parametrize(
    ("financing", "until", "warns"),
    [
        ("ARE", END - timedelta(days=1), True),
        ("ARE demandée", END - timedelta(days=1), True),
        ("ARE", END, False),
        ("ARE", None, False),
        ("RFFT validée", START, False),
    ],
)
def test_an_are_that_ends_before_the_stage_is_said(
    financing: str, until: date | None, warns: bool
) -> None:
    warning = allowance_warning(with_stage(financing=financing, allowance_until=until))
    assert bool(warning) == warns
    assert not warns or "8\N{NO-BREAK SPACE}avril 2027" in warning


def test_an_answer_is_not_before_its_request() -> None:
    asked = date(2026, 12, 1)
    Stage(start=START, end=END, financing_asked_on=asked, financing_refused_on=asked)
    for name in ("financing_validated_on", "financing_refused_on"):
        with pytest.raises(ValidationError, match="La réponse suit la demande"):
            Stage(
                start=START, end=END, financing_asked_on=asked, **{name: asked - timedelta(days=1)}
            )


def test_the_dates_of_the_financing_are_in_the_fiche_and_old_fiches_are_read() -> None:
    dossier = with_stage(
        financing="RFFT refusée",
        financing_asked_on=date(2026, 12, 1),
        financing_refused_on=date(2026, 12, 9),
        allowance_until=date(2027, 3, 1),
    )
    assert read_fiche(to_fiche(dossier)) == Fiche.of(dossier)
    old = to_fiche(with_stage(financing="RFFT validée")).replace("RFFT", "RFPE")
    assert read_fiche(old).stage.financing == "RFFT validée"


def test_a_signature_to_come_is_not_one() -> None:
    dossier = make_dossier()
    signed = dossier.convention
    last = max(filter(None, (signed.ofqj, signed.intern, signed.host)))
    assert unsigned(dossier, last) == ()
    assert unsigned(dossier, last - timedelta(days=1)) == ("ofqj",)


def test_a_missing_signature_weighs_more_as_the_first_day_nears() -> None:
    weights = [
        reminder and reminder.weight for reminder in map(PROGRAMME.reminder, (31, 30, 14, 7, 2, -3))
    ]
    assert weights == [None, "rest", "required", "signature", "alert", "alert"]
