"""`telestage review` and `telestage minutes`: an evaluation filled and read without a screen."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from telestage_tui.clocks.clock import SystemClock
from telestage_tui.dossier.changes import Change
from telestage_tui.dossier.deeds import said
from telestage_tui.programme.loader import load_programme
from telestage_tui.store.tinydb_repository import TinyRepository
from tests.cli.conftest import Telestage, plain

CONTENT = load_programme().evaluation
IDS = [criterion.id for criterion in CONTENT.criteria]


@pytest.fixture
def dossier(telestage: Telestage) -> str:
    """A dossier without any evaluation."""
    return telestage.new()


def every_level(level: str = "3") -> list[str]:
    """The options that answer each criterion, and the general appraisal."""
    options = [f"--set={number}={level}" for number in range(1, len(IDS) + 1)]
    return [*options, "--set=overall=4"]


def test_a_form_is_filled_by_numbers_identifiers_and_texts(
    telestage: Telestage, dossier: str
) -> None:
    said = telestage.ok(
        "review", dossier, "midpoint", "--set", "1=4", "--set", "PRIORITIES=na",
        "--comment", "1=Fichiers [bien] rangés = retrouvés", "--set", "goals_reached=En partie",
        "--set", "supervision_hours=3,5",
    )  # fmt: skip
    assert said == "Évaluation de mi-stage : 5 réponses.\n"
    form = telestage.json("review", dossier, "midpoint")
    first, _, third = form["criteria"][:3]
    assert (first["number"], first["id"], first["level"]) == (1, "organisation", 4)
    assert first["comment"] == "Fichiers [bien] rangés = retrouvés"
    assert (third["level"], third["applicable"]) == (None, False)
    answers = {each["id"]: plain(each["answer"]) for each in form["questions"]}
    assert (answers["goals_reached"], answers["supervision_hours"]) == ("en partie", "3,5 h")
    assert form["missing"] == [name for name in IDS if name not in ("organisation", "priorities")] \
        + ["overall"]  # fmt: skip
    history = telestage.json("show", dossier)["history"]
    assert len(history) == 2  # one change, which one undo takes back


def test_without_options_the_form_is_printed(telestage: Telestage, dossier: str) -> None:
    telestage.ok(
        "review", dossier, "final", "--set", "2=1", "--comment", "2=Deux\nlignes",
        "--read", "hier", "--disagrees", "Les délais", "--set", "strengths=Rigueur",
    )  # fmt: skip
    printed = telestage.ok("review", dossier, "final")
    assert "   2. ●○○○ Comprend vite les consignes (understanding) : Problématique" in printed
    assert "      Deux\n      lignes\n" in printed
    assert "   1. ···· Organise son travail (organisation)\n" in printed
    assert "Points forts (strengths)\n      Rigueur" in printed
    assert "Lue le 4 novembre 2026, pas d’accord.\n      Les délais" in printed


def test_a_whole_form_is_filled_and_declared_complete_at_once(
    telestage: Telestage, dossier: str
) -> None:
    telestage.ok("review", dossier, "final", *every_level(), "--complete")
    form = telestage.json("review", dossier, "final")
    assert (form["completed_on"], form["missing"]) == ("2026-11-05", [])
    assert "rouvrez-le" in telestage.refusal("review", dossier, "final", "--set", "1=4")
    assert "déjà complète" in telestage.refusal("review", dossier, "final", "--complete")
    telestage.ok("review", dossier, "final", "--set", "attestation_given=oui")


def test_a_complete_form_is_reopened_with_a_reason_corrected_and_completed_in_one_go(
    telestage: Telestage, dossier: str
) -> None:
    telestage.ok("review", dossier, "final", *every_level(), "--complete")
    said = telestage.ok("review", dossier, "final", "--reopen", "Un [critère] mal lu")
    assert plain(said) == "Évaluation de fin de stage : rouverte (Un [critère] mal lu).\n"
    form = telestage.json("review", dossier, "final")
    assert form["completed_on"] is None
    assert form["reopenings"] == [{"on": "2026-11-05", "reason": "Un [critère] mal lu"}]
    assert "Rouverte le 5 novembre 2026" in plain(telestage.ok("review", dossier, "final"))
    telestage.ok("review", dossier, "final", "--complete")
    said = telestage.ok(
        "review", dossier, "final", "--reopen", "Encore", "--set", "1=4", "--complete"
    )
    assert "rouverte (Encore); 1 réponse; déclarée complète" in plain(said)
    form = telestage.json("review", dossier, "final", "--reopen", "Relue")
    assert (form["completed_on"], form["criteria"][0]["level"]) == (None, 4)
    assert [each["reason"] for each in form["reopenings"]] == [
        "Un [critère] mal lu", "Encore", "Relue",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "refusal"),
    [(" ", "Dites pourquoi"), ("", "Dites pourquoi"), ("x" * 20_001, "trop long")],
)
def test_a_form_is_not_reopened_without_a_reason_that_can_be_kept(
    telestage: Telestage, dossier: str, reason: str, refusal: str
) -> None:
    telestage.ok("review", dossier, "midpoint", *every_level(), "--complete")
    before = telestage.db.read_bytes()
    assert refusal in telestage.refusal("review", dossier, "midpoint", "--reopen", reason)
    assert telestage.db.read_bytes() == before


def test_a_draft_and_a_form_of_a_closed_stage_are_not_reopened(
    telestage: Telestage, dossier: str
) -> None:
    draft = telestage.refusal("review", dossier, "midpoint", "--reopen", "Relire", "--set", "1=4")
    assert "se modifie déjà" in draft
    telestage.ok("review", dossier, "midpoint", *every_level(), "--complete")
    repository = TinyRepository(telestage.db, SystemClock().now)
    day = date(2027, 5, 1)
    closing = Change(said("Clos"), lambda each: each.evolve(started_on=day, closed_on=day))
    repository.change(UUID(dossier), closing)
    assert "clos" in telestage.refusal("review", dossier, "midpoint", "--reopen", "Relire")


def test_an_incomplete_form_is_refused_with_the_list_of_what_is_missing(
    telestage: Telestage, dossier: str
) -> None:
    options = [option for option in every_level() if "=3=" not in option]
    before = telestage.db.read_bytes()
    reason = telestage.refusal("review", dossier, "midpoint", *options, "--complete")
    assert reason.splitlines() == [
        "Cette évaluation n’est pas complète. Il manque :",
        "– 3. Sait fixer des priorités (priorities)",
    ]
    assert telestage.db.read_bytes() == before


def test_a_final_form_is_not_presented_without_the_word_of_the_intern(
    telestage: Telestage, dossier: str
) -> None:
    presented = ("--set", "discussed_on=hier")
    reason = telestage.refusal("review", dossier, "final", *presented)
    assert "le mot de Léa" in reason
    assert "telestage review --read" in reason
    telestage.ok("review", dossier, "final", *presented, "--read", "hier", "--agrees")
    word = telestage.json("review", dossier, "final")["intern_word"]
    assert word == {"read_on": "2026-11-04", "agrees": True, "comment": ""}


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--set", "1=3", "--set", "organisatoin=4"), "vouliez-vous « organisation »"),
        (("--set", "1=3", "--set", "99=4"), "Critère « 99 » introuvable"),
        (("--set", "1=3", "--set", "2=5"), "choix possibles : 4, 3, 2, 1, na"),
        (("--set", "1=3", "--set", "2="), "choix possibles"),
        (("--set", "1=3", "--set", "overall=6"), "inconnue"),
        (("--set", "1=3", "--set", "discussed_on=2027-02-01"), "n’est pas encore arrivé"),
        (("--set", "1=3", "--set", "supervision_hours=200"), "80"),
        (("--set", "1=3", "--comment", "strengths=Oui"), "introuvable"),
        (("--set", "1=3", "--comment", f"1={'x' * 200_001}"), "200"),
        (("--set", "1=3", "--read", "2027-01-01", "--agrees"), "n’est pas encore arrivé"),
        (("--set", "1=3", "--read", "hier", "--disagrees", " "), "sur quoi porte"),
    ],
)
def test_all_or_nothing_and_the_nearest_name_is_said(
    telestage: Telestage, dossier: str, options: tuple[str, ...], reason: str
) -> None:
    before = telestage.db.read_bytes()
    assert reason in telestage.refusal("review", dossier, "final", *options)
    assert telestage.db.read_bytes() == before


@pytest.mark.parametrize(
    "options",
    [
        ("middle",),
        ("final", "--set", "1"),
        ("final", "--set", "=4"),
        ("final", "--set", "1=4", "--set", "organisation=3"),
        ("final", "--read", "hier"),
        ("final", "--agrees"),
        ("final", "--read", "hier", "--agrees", "--disagrees", "Non"),
    ],
)
def test_a_wrong_command_line_is_code_2(
    telestage: Telestage, dossier: str, options: tuple[str, ...]
) -> None:
    telestage.refusal("review", dossier, *options, code=2)


def test_a_self_evaluation_has_no_word(telestage: Telestage, dossier: str) -> None:
    reason = telestage.refusal("review", dossier, "self_final", "--read", "hier", "--agrees")
    assert "autoévaluation" in reason


def test_the_minutes_say_what_was_noted(telestage: Telestage, dossier: str) -> None:
    assert telestage.ok("minutes", dossier) == "Aucune rencontre consignée.\n"
    telestage.ok(
        "meeting", dossier, "prestart", "cancelled", "--why", "Panne", "--note", "À refaire."
    )
    printed = telestage.ok("minutes", dossier)
    assert "annulée" in printed.splitlines()[0]
    assert "  Notes\n      À refaire.\n" in printed
