"""The history keeps the words that the fields it tells of may lose."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier.changes import labels
from telestage_tui.dossier.records import HistoryEntry
from tests.factories import CREATED_AT

NAME = labels.meeting_name("Rencontre de suivi", date(2027, 3, 2))


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (labels.task_done("Publier l’offre"), "Faite : « Publier l’offre »"),
        (labels.task_undone("Publier l’offre"), "Remise à faire : « Publier l’offre »"),
        (labels.task_skipped("Publier l’offre", "accord de la DRH"),
         "Sans objet : « Publier l’offre » (accord de la DRH)"),
        (labels.task_noted("Publier l’offre"), "Note de « Publier l’offre »"),
        (labels.task_arranged("Publier l’offre"), "Responsable et échéance : « Publier l’offre »"),
        (labels.waived("Âge", "accord de l’OFQJ"),
         "Dérogation enregistrée : Âge (accord de l’OFQJ)"),
        (labels.unwaived("Âge"), "Dérogation retirée : Âge"),
        (NAME, "Rencontre de suivi du mar. 2 mars"),
        (labels.meeting_recorded(NAME, "tenue"), "Rencontre de suivi du mar. 2 mars : tenue"),
        (labels.meeting_recorded(NAME, "manquée", "panne"),
         "Rencontre de suivi du mar. 2 mars : manquée (panne)"),
        (labels.meeting_moved(NAME), "Rencontre de suivi du mar. 2 mars : déplacée"),
        (labels.access_noted("VPN"), "Accès « VPN » noté"),
        (labels.access_changed("VPN"), "Accès « VPN » modifié"),
        (labels.access_given("VPN"), "Accès « VPN » remis"),
        (labels.access_explained("VPN"), "Accès « VPN » expliqué"),
        (labels.access_withdrawn("VPN"), "Accès « VPN » retiré"),
        (labels.access_withdrawn("VPN", "le service informatique"),
         "Accès « VPN » retiré (le service informatique)"),
        (labels.withdrawal_checked("VPN"), "Retrait de « VPN » : vérifications notées"),
        (labels.access_reopened("VPN"), "Accès « VPN » rouvert"),
        (labels.access_removed("VPN"), "Accès « VPN » supprimé"),
        (labels.transfer_noted("Maquettes"), "Transfert de « Maquettes » noté"),
        (labels.transfer_changed("Maquettes"), "Transfert de « Maquettes » modifié"),
        (labels.transfer_done("Maquettes"), "« Maquettes » transféré"),
        (labels.transfer_undone("Maquettes"), "« Maquettes » à transférer"),
        (labels.transfer_removed("Maquettes"), "Transfert de « Maquettes » supprimé"),
    ],
)  # fmt: skip
def test_each_says_what_was_done(label: str, expected: str) -> None:
    assert label.replace("\u00a0", " ") == expected
    assert "« " not in label
    assert " »" not in label
    assert " :" not in label


@given(st.text(max_size=2000))
def test_a_reason_is_kept_in_one_line_of_sane_length(reason: str) -> None:
    for label in (
        labels.task_skipped("Publier l’offre", reason),
        labels.waived("Âge", reason),
        labels.meeting_recorded(NAME, "annulée", reason),
        labels.access_withdrawn("VPN", reason),
    ):
        assert HistoryEntry(at=CREATED_AT, label=label).label == label
        assert len(label) <= labels.REASON_MAX + 80


def test_a_reason_of_that_length_is_whole_and_a_longer_one_says_that_it_is_cut() -> None:
    whole = "a" * labels.REASON_MAX
    assert f"({whole})" in labels.task_skipped("Offre", whole)
    assert labels.task_skipped("Offre", whole + "b").endswith("a…)")
