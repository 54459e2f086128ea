"""The signatures missing before the first day, and an ARE that ends before the stage."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from telestage_tui.dossier.stage import Convention
from telestage_tui.planning.agenda.convention import (
    allowance_items,
    missing_sentence,
    signature_items,
)
from telestage_tui.programme.loader import load_programme
from tests.factories import END, START, make_dossier

PROGRAMME = load_programme()


@pytest.mark.parametrize(
    ("days", "weight", "due"),
    [
        (31, None, 0),
        (30, "rest", 0),
        (14, "required", 0),
        (7, "signature", -7),
        (2, "alert", -2),
        (-3, "alert", 0),
    ],
)
def test_missing_signatures_weigh_more_as_the_first_day_nears(
    days: int, weight: str | None, due: int
) -> None:
    dossier = make_dossier(started_on=None, convention=Convention(ofqj=date(2026, 12, 1)))
    items = list(signature_items(dossier, PROGRAMME, START - timedelta(days=days)))
    assert [each.weight for each in items] == ([weight] if weight else [])
    assert [each.due for each in items] == ([START + timedelta(days=due)] if weight else [])


def test_nothing_is_said_of_a_signed_convention_or_a_stage_begun() -> None:
    signed = make_dossier(started_on=None)
    assert not list(signature_items(signed, PROGRAMME, START))
    begun = make_dossier(convention=Convention())
    assert not list(signature_items(begun, PROGRAMME, START))


def test_one_or_several_signatures() -> None:
    said = [missing_sentence(number).replace("\u00a0", " ") for number in (1, 2)]
    assert said == ["Convention : il manque 1 signature", "Convention : il manque 2 signatures"]


def test_an_are_that_ends_before_the_stage_is_said_until_it_does() -> None:
    dossier = make_dossier()
    until = END - timedelta(days=9)
    dossier = dossier.evolve(stage=dossier.stage.evolve(allowance_until=until))
    assert [each.kind for each in allowance_items(dossier, until)] == ["allowance"]
    assert not list(allowance_items(dossier, until + timedelta(days=1)))
    assert not list(allowance_items(make_dossier(), START))
