"""A work plan from one dossier to the next: `new` and `fiche ID`."""

from __future__ import annotations

from tests.cli.conftest import FICHES, Telestage, plain

PLAN = FICHES / "plan.toml"


def test_a_dossier_is_opened_with_its_work_plan(telestage: Telestage) -> None:
    opened = telestage.json("new", str(PLAN))
    plan = telestage.json("show", opened["id"])["work_plan"]
    assert [(each["name"], each["due"]) for each in plan["deliverables"]] == [
        ("Maquettes validées", "2027-02-12"),
        ("Guide de mise à jour", "2027-04-09"),
    ]
    assert [each["period"] for each in plan["periods"]] == ["onboarding"]
    assert plan["training"] == "Les outils de l’équipe,\npuis les données ouvertes."
    assert plan["next_steps"] == "Une seconde version."


def test_the_fiche_of_a_dossier_opens_the_next_with_the_same_plan(telestage: Telestage) -> None:
    first = telestage.json("new", str(PLAN))["id"]
    written = telestage.run("fiche", first).stdout_bytes
    assert telestage.run("new", "-", stdin=written).exit_code == 0
    plans = [telestage.json("show", each["id"])["work_plan"] for each in telestage.json("list")]
    assert plans[0] == plans[1]


def test_what_the_programme_and_the_stage_do_not_have_is_refused(telestage: Telestage) -> None:
    text = PLAN.read_text(encoding="utf-8")
    for old, new, reason in (
        ("2027-02-12", "2027-05-14", "echeances[1].echeance : l’échéance tombe hors du stage"),
        ("accueil et objectifs", "vacances", "periodes[1].periode : valeur « vacances » inconnue"),
        (
            "[[periodes]]",
            '[[periodes]]\nperiode = "onboarding"\n\n[[periodes]]',
            "periodes[2].periode : cette période est déjà décrite plus haut.",
        ),
    ):
        result = telestage.run("new", "-", stdin=text.replace(old, new).encode())
        assert result.exit_code == 1
        assert reason in plain(result.stderr)
    assert not telestage.db.exists()
