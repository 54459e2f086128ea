"""The intern's word on an evaluation, and what a form opened again keeps."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from telestage_tui.dossier import changes as do
from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import InvalidInput, Refused
from telestage_tui.dossier.evaluations import Evaluation, EvaluationKind, InternWord
from telestage_tui.dossier.records import Reopening
from tests.factories import make_dossier

DAY = date(2027, 4, 2)
READ = InternWord(read_on=DAY, agrees=True)


def noted(kind: EvaluationKind, word: InternWord, dossier: Dossier | None = None) -> Dossier:
    """A dossier with that word on that form."""
    change = do.note_intern_word(kind, word, title="Évaluation", on=DAY)
    return change.apply(dossier or make_dossier(evaluations=()))


def presented(dossier: Dossier, kind: EvaluationKind) -> Dossier:
    """The dossier with that form presented."""
    return do.edit_evaluation(
        kind, lambda form: form.evolve(discussed_on=DAY), said("Évaluation")
    ).apply(dossier)


def test_a_final_form_is_not_presented_without_the_word_of_the_intern() -> None:
    dossier = make_dossier(evaluations=())
    with pytest.raises(Refused, match="le mot de Léa"):
        presented(dossier, "final")
    after = presented(noted("final", READ, dossier), "final").evaluation("final")
    assert (after.discussed_on, after.intern_word) == (DAY, READ)
    assert presented(dossier, "midpoint").evaluation("midpoint").discussed_on == DAY


def test_a_form_that_an_older_file_says_presented_can_still_be_changed() -> None:
    older = Evaluation(kind="final", discussed_on=DAY)
    change = do.edit_evaluation("final", lambda form: form.evolve(overall=4), said("Évaluation"))
    after = change.apply(make_dossier(evaluations=(older,))).evaluation("final")
    assert (after.overall, after.discussed_on) == (4, DAY)


def test_a_disagreement_has_words_and_a_reading_is_past() -> None:
    tomorrow = DAY + timedelta(days=1)
    for word, field in (
        (InternWord(read_on=DAY, agrees=False), "comment"),
        (InternWord(read_on=tomorrow, agrees=True), "read_on"),
    ):
        with pytest.raises(InvalidInput) as refused:
            noted("final", word)
        assert [problem.field for problem in refused.value.problems] == [field]


@pytest.mark.parametrize("kind", ["self_midpoint", "self_final"])
def test_a_self_evaluation_is_the_word_of_the_intern_already(kind: EvaluationKind) -> None:
    with pytest.raises(Refused, match="autoévaluation"):
        noted(kind, READ)


def test_each_reopening_is_kept_with_its_day_and_its_reason() -> None:
    dossier = make_dossier(evaluations=(Evaluation(kind="final", completed_on=DAY),))
    for reason in ("Erreur de niveau", "Commentaire à revoir"):
        change = do.reopen_evaluation("final", reason, title="Évaluation", on=DAY)
        dossier = change.apply(dossier)
        complete = dossier.evaluation("final").evolve(completed_on=DAY)
        dossier = dossier.evolve(evaluations=(complete,))
    assert dossier.evaluation("final").reopenings == (
        Reopening(on=DAY, reason="Erreur de niveau"),
        Reopening(on=DAY, reason="Commentaire à revoir"),
    )
    closed = do.mark_closed(on=DAY).apply(dossier)
    again = do.reopen("Lettre à joindre", on=DAY).apply(closed)
    assert again.reopenings == (Reopening(on=DAY, reason="Lettre à joindre"),)
