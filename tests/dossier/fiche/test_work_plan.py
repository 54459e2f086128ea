"""The work plan in a fiche: what is refused of it, each at its field."""

from __future__ import annotations

import pytest

from .test_read import fiche_text, refusals

MOCKUPS = '[[echeances]]\nlivrable = "Maquettes"\n'


@pytest.mark.parametrize(
    ("end", "field", "reason"),
    [
        (MOCKUPS * 2, "echeances[2].livrable", "Déjà dit par [[echeances]] n° 1."),
        ('[[periodes]]\nperiode = "x"\n' * 2, "periodes[2].periode", "[[periodes]] n° 1."),
        (MOCKUPS + 'echeance = "bientôt"', "echeances[1].echeance", "Date « bientôt » illisible"),
        (MOCKUPS + "livre = 2027-02-01", "echeances[1].livre", "Champ inconnu"),
        ("[[echeances]]\necheance = 2027-02-01", "echeances[1].livrable", "obligatoire"),
        ("[echeances]", "echeances", "chaque élément commence par [[echeances]]"),
        ("[[plan_de_travail]]", "plan_de_travail", "Un groupe de champs est attendu"),
        ("[plan]", "plan", "vouliez-vous « plan_de_travail »"),
    ],
)
def test_a_plan_is_refused_at_its_field(end: str, field: str, reason: str) -> None:
    problems = refusals(fiche_text(end=end))
    assert problems.keys() == {field}
    assert reason in problems[field]
