"""The facts of the programme: each with its origin, its dates, and what is to be read again."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from telestage_tui.dossier.fiche.fields import every_field
from telestage_tui.programme.facts import (
    changed_facts,
    dating_words,
    every_fact,
    facts_about,
    is_stale,
    version_differences,
)
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.provenance import Provenance, moment_words
from telestage_tui.programme.sources import PROPOSED

PROGRAMME = load_programme()
SEEN = date(2026, 11, 28)


def test_every_fact_has_a_source_a_day_of_reading_and_a_confidence() -> None:
    for fact in every_fact(PROGRAMME):
        assert fact.source in PROGRAMME.sources, fact.id
        assert fact.seen_on, fact.id
        assert fact.confidence, fact.id


def test_every_rule_and_every_amount_is_a_fact() -> None:
    ids = {fact.id for fact in every_fact(PROGRAMME)}
    agreed = {rule.id for rule in PROGRAMME.rules if rule.check == "agreed"}
    assert {f"rule.{rule.id}" for rule in PROGRAMME.rules if rule.id not in agreed} <= ids
    assert {f"amount.{name}" for name in ("interviews", "weekly-point")} <= ids


def test_what_changed_comes_the_latest_first() -> None:
    """With the facts of the programme's page *What changed since*."""
    facts = changed_facts(PROGRAMME)
    assert [fact.valid_from for fact in facts] == sorted(
        (fact.valid_from for fact in facts), reverse=True
    )
    by_id = {fact.id: fact for fact in facts}
    agency = by_id["agency"]
    assert (agency.was, agency.value, agency.valid_from) == (
        "Pôle emploi", "France Travail", "2024-01-01",
    )  # fmt: skip
    assert (by_id["noc"].was, by_id["noc"].valid_from) == ("4 chiffres", "2022-11-16")
    assert by_id["permit"].confidence == by_id["exemption-code"].confidence == "to-check"
    assert by_id["second-factor"].valid_from == "2023-07-31"
    assert len(facts) == 15


@pytest.mark.parametrize(
    ("subject", "ids"),
    [
        ("stagiaire.naissance", {"rule.age"}),
        ("stage.gratification_mensuelle", {"rule.gratification", "gratification-onsite"}),
        ("candidats[2].nom", {"amount.interviews", "candidates-retention"}),
        ("sel-financing", {"training-aid", "rule.financing"}),
        ("end-access", {"withdrawal"}),
        ("page:closing", {"retention", "candidates-retention", "anonymisation"}),
        ("page:guide", set()),
        ("stagiaire.prenom", set()),
    ],
)
def test_a_subject_has_its_facts(subject: str, ids: set[str]) -> None:
    assert {fact.id for fact in facts_about(PROGRAMME, subject)} == ids


def test_a_task_has_the_facts_of_its_fields() -> None:
    (task,) = [task for task in PROGRAMME.tasks if task.id == "sel-eligibility"]
    ids = {fact.id for fact in facts_about(PROGRAMME, task.id)}
    fields = {path for path, _, _ in every_field()} & set(task.fields)
    for rule in PROGRAMME.rules:
        assert rule.field not in fields or f"rule.{rule.id}" in ids


@pytest.mark.parametrize(
    ("today", "stale"),
    [(SEEN, False), (date(2027, 11, 27), False), (date(2027, 11, 28), True)],
)
def test_a_fact_is_to_be_read_again_after_twelve_months(today: date, stale: bool) -> None:
    for fact in every_fact(PROGRAMME):
        assert is_stale(fact, PROGRAMME, today) == (stale and fact.source != PROPOSED), fact.id


def test_a_fact_nobody_dated_is_to_be_read_again() -> None:
    fact = changed_facts(PROGRAMME)[0].evolve(seen_on=None)
    assert is_stale(fact, PROGRAMME, SEEN - timedelta(days=3000))
    assert "jour de lecture inconnu" in dating_words(fact)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2024", "2024"),
        ("2024-02", "février 2024"),
        ("2024-01-01", "1er\u00a0janvier 2024"),
        ("2024-02-29", "29\u00a0février 2024"),
        (2024, "2024"),
        (date(2024, 2, 29), "29\u00a0février 2024"),
        ("", ""),
    ],
)
def test_a_moment_is_as_precise_as_it_is_known(moment: object, words: str) -> None:
    fact = Provenance.model_validate({"source": "000", "valid_from": moment})
    assert moment_words(fact.valid_from) == words


@pytest.mark.parametrize(
    "moment", ["24", "2024-13", "2024-1", "2023-02-29", "2024-01-01T09:00", "janvier 2024", "0000"]
)
def test_a_moment_that_is_none_is_refused(moment: str) -> None:
    with pytest.raises(ValidationError):
        Provenance(source="000", valid_from=moment)


def test_from_one_version_to_another_only_what_differs_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "telestage" / "2099.1"
    folder.mkdir(parents=True)
    (folder / "programme.toml").write_text(
        """
extends = true
version = "2099.1"
amounts = { interviews = { value = 3, title = "Entretiens à mener, au moins", source = "000" } }

[[rules]]
id = "weekly-hours"
maximum = 37

[[tasks]]
id = "sel-photo"
phase = "selection"
title = "Demander une photo"
due = { anchor = "start", days = -3 }
source = "proposed"
"""
    )
    later = load_programme(None, tmp_path)
    assert later.ref.version == "2099.1"
    assert version_differences(PROGRAMME, PROGRAMME) == ()
    differences = {(each.before, each.after) for each in version_differences(PROGRAMME, later)}
    assert differences == {
        ("De 30 à 35\u00a0heures par semaine", "De 30 à 37\u00a0heures par semaine"),
        (
            "Mener au moins deux entretiens téléphoniques ◆",
            "Mener au moins trois entretiens téléphoniques ◆",
        ),
        ("2", "3"),
        ("", "Demander une photo"),
    }
