"""The history keeps the words that the fields it tells of may lose."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier import changes as do
from telestage_tui.dossier.changes import Change
from telestage_tui.dossier.changes.sequence_numbers import restore_over
from telestage_tui.dossier.deeds import Deed, deed, tell
from telestage_tui.dossier.evaluations import InternWord
from telestage_tui.dossier.labels import REASON_MAX, because, meeting_name
from telestage_tui.dossier.meetings import MeetingStatus, Slot
from telestage_tui.dossier.records import HistoryEntry, Transfer
from telestage_tui.dossier.text import typeset
from tests.factories import CREATED_AT, Titled, make_access, make_dossier, part_id, titled

NAME = meeting_name("Rencontre de suivi", date(2027, 3, 2))
DAY = date(2027, 2, 10)
OFFER = titled("sel-offer")
AGE = Titled("age", "Âge")
VPN = make_access("VPN")
MODELS = Transfer(id=part_id("models"), item="Maquettes")
MEETING = part_id("meeting")
ANSWER = deed("evaluation.answered", form="Évaluation finale", question="Rouverte")
SLOT = Slot(day=date(2027, 3, 3), at=time(10), zone="America/Toronto")


def skipped(why: str) -> Change:
    return do.skip(OFFER, why=why, on=DAY)


def waived(reason: str) -> Change:
    return do.waive(AGE, "stagiaire.naissance", reason=reason, on=DAY, accepted="")


def recorded(status: MeetingStatus, reason: str = "") -> Change:
    return do.record_meeting(MEETING, NAME, status=status, on=DAY, reason=reason)


def withdrawn(by: str = "") -> Change:
    return do.withdraw(VPN, on=DAY, today=DAY, by=by)


def word(*, agrees: bool) -> Change:
    """The note of what the intern says of an evaluation."""
    said = InternWord(read_on=DAY, agrees=agrees, comment="Sur les délais.")
    return do.note_intern_word("final", said, title="Évaluation finale", on=DAY)


def exported(what: Deed) -> Change:
    """An export of nothing, for that reason."""
    nothing = do.Writing((), news=(), is_whole=True)
    return do.note_export(what, "tutor", CREATED_AT, lambda _: nothing)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (do.tick(OFFER, on=DAY), "Étape « Publier l’offre » faite"),
        (do.prove(OFFER, on=DAY, proof="Courriel."), "Étape « Publier l’offre » faite"),
        (do.untick(OFFER, on=DAY), "Étape « Publier l’offre » remise à faire"),
        (skipped("accord de la DRH"), "Étape « Publier l’offre » sans objet (accord de la DRH)"),
        (do.edit_task(OFFER, note=""), "Note de « Publier l’offre »"),
        (do.edit_task(OFFER, due=DAY), "Responsable et échéance : « Publier l’offre »"),
        (waived("accord de l’OFQJ"), "Dérogation enregistrée : Âge (accord de l’OFQJ)"),
        (do.unwaive(AGE, "stagiaire.naissance"), "Dérogation retirée : Âge"),
        (do.add_absences("stagiaire", ()), "Absences reprises d’un agenda (stagiaire)"),
        (recorded("held"), "Rencontre de suivi du mar. 2 mars : tenue"),
        (recorded("missed", "panne"), "Rencontre de suivi du mar. 2 mars : manquée (panne)"),
        (do.write_record(MEETING, NAME, lambda kept: kept),
         "Rencontre de suivi du mar. 2 mars : notes enregistrées"),
        (do.move_meeting(MEETING, NAME, to=SLOT), "Rencontre de suivi du mar. 2 mars : déplacée"),
        (do.note_access(VPN.id, VPN.resource), "Accès « VPN » noté"),
        (do.describe_access(VPN, seen=VPN.resource, written=VPN.resource), "Accès « VPN » modifié"),
        (do.grant(VPN, on=DAY), "Accès « VPN » remis"),
        (do.explain(VPN, on=DAY), "Accès « VPN » expliqué"),
        (withdrawn(), "Accès « VPN » retiré"),
        (withdrawn("le service informatique"), "Accès « VPN » retiré (le service informatique)"),
        (do.check_withdrawal(VPN, checks=[]), "Retrait de « VPN » : vérifications notées"),
        (do.restore_access(VPN, "oubli"), "Accès « VPN » rouvert (oubli)"),
        (do.remove_access(VPN), "Accès « VPN » supprimé"),
        (do.note_transfer(MODELS, on=DAY), "Transfert de « Maquettes » noté"),
        (do.edit_transfer(MODELS, on=DAY), "Transfert de « Maquettes » modifié"),
        (do.finish_transfer(MODELS, on=DAY), "« Maquettes » transféré"),
        (do.resume_transfer(MODELS, on=DAY), "« Maquettes » à transférer"),
        (do.remove_transfer(MODELS), "Transfert de « Maquettes » supprimé"),
        (do.edit_evaluation("final", lambda now: now, ANSWER),
         "Évaluation finale : rouverte"),
        (word(agrees=True), "Évaluation finale : lue le 10 février 2027, d’accord"),
        (word(agrees=False), "Évaluation finale : lue le 10 février 2027, pas d’accord"),
        (do.mark_started(on=DAY), "Stage commencé"),
        (do.mark_closed(on=DAY), "Stage clos"),
        (do.reopen("Correction", on=DAY), "Stage rouvert (Correction)"),
        (do.keep_until(None), "Date de conservation modifiée"),
        (do.add_note(MEETING, on=DAY, text="Vu."), "Note ajoutée"),
        (do.plan_meetings(()), "Rencontres replanifiées"),
        (exported(do.TAKEN_OFF), "Rencontres retirées de l’agenda"),
        (exported(do.EXPORTED), "Rencontres exportées vers l’agenda"),
        (exported(do.INVITED), "Invitations écrites"),
        (restore_over(make_dossier()),
         "Sauvegarde restaurée : rencontres à exporter de nouveau"),
    ],
)  # fmt: skip
def test_each_says_what_was_done(change: Change, expected: str) -> None:
    label = typeset(change.label)
    assert label.replace("\u00a0", " ") == expected
    assert "« " not in label
    assert " »" not in label
    assert " :" not in label


@given(st.text(max_size=2000))
def test_a_reason_is_kept_in_one_line_of_sane_length(reason: str) -> None:
    changes = skipped(reason), waived(reason), recorded("cancelled", reason), withdrawn(reason)
    for label in (change.label for change in changes):
        assert HistoryEntry(at=CREATED_AT, label=label).label == label
        assert len(label) <= REASON_MAX + 80


def test_a_reason_of_that_length_is_whole_and_a_longer_one_says_that_it_is_cut() -> None:
    whole = "a" * REASON_MAX
    assert f"({whole})" in skipped(whole).label
    assert skipped(whole + "b").label.endswith("a…)")


def test_a_reason_typed_as_a_sentence_has_no_full_stop_in_its_parentheses() -> None:
    assert because("Maladie.") == " (Maladie)"
    assert because("Fièvre, etc.") == " (Fièvre, etc.)"
    told = tell(deed("course.ended_early", end=date(2027, 3, 19), was=date(2027, 4, 9),
                     done="Page en ligne.", reason="Embauche."))  # fmt: skip
    assert told.endswith("fait : Page en ligne (Embauche)")
