"""What a form asks, and how far it is: the rules behind the screen."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.evaluations import Evaluation, EvaluationKind, OwnAnswer, Rating
from telestage_tui.dossier.records import Reopening
from telestage_tui.programme.closing_question import ClosingQuestion
from telestage_tui.programme.loader import load_programme
from telestage_tui.screens.evaluation.form import KINDS, Form, due_day
from telestage_tui.screens.evaluation.items import Item, question_item
from telestage_tui.widgets.fields import FormField
from telestage_tui.widgets.rating import trend
from telestage_tui.wording import level_dots

from .driving import dossier

PROGRAMME = load_programme()
CONTENT = PROGRAMME.evaluation
LEA = dossier(evaluations=())
TODAY = date(2027, 2, 10)
FORMS = {kind: Form(LEA, CONTENT, kind) for kind in KINDS}
CRITERIA = [item for item in FORMS["final"].items.values() if item.is_criterion]
PICKED = [item for item in FORMS["final"].items.values() if item.answers]

criteria = st.sampled_from(CRITERIA)
digits = st.sampled_from([0, 1, 2, 3, 4, 9])
answers = st.lists(st.tuples(criteria, digits), max_size=40)


def filled(answers: list[tuple[Item, int]], kind: EvaluationKind = "final") -> Evaluation:
    """A form after these answers, in turn."""
    evaluation = Evaluation(kind=kind)
    for item, digit in answers:
        evaluation = item.pick(evaluation, digit)
    return evaluation


def form_with(evaluation: Evaluation) -> Form:
    """The form of a dossier that has only that evaluation."""
    return Form(LEA.evolve(evaluations=(evaluation,)), CONTENT, evaluation.kind)


def read(item: Item, text: str) -> object:
    """What the form makes of a text typed for that row."""
    assert item.writing
    return FormField("", "", item.writing.kind).parse(text, TODAY)


@given(answers)
def test_the_last_answer_to_a_criterion_is_the_one_kept(
    choices: list[tuple[Item, int]],
) -> None:
    evaluation = filled(choices)
    expected = {item.id: digit for item, digit in choices}
    assert {r.criterion for r in evaluation.ratings} == set(expected)
    assert len(evaluation.ratings) == len(expected)
    assert all(item.digit(evaluation) == expected.get(item.id) for item in CRITERIA)
    assert form_with(evaluation).answer_count == len(expected)


@given(answers, criteria, digits, st.text(min_size=1))
def test_an_answer_touches_its_own_row_and_its_comment_stays(
    choices: list[tuple[Item, int]], item: Item, digit: int, comment: str
) -> None:
    before = item.write(filled(choices), comment)
    after = item.pick(before, digit)
    assert item.text(after) == item.text(before)
    assert all(o.value(after) == o.value(before) for o in CRITERIA if o.id != item.id)


@given(answers, criteria, digits)
def test_erasing_leaves_no_trace(choices: list[tuple[Item, int]], item: Item, digit: int) -> None:
    before = item.clear(filled(choices))
    assert item.clear(item.pick(before, digit)).ratings == before.ratings
    assert item.id not in {rating.criterion for rating in before.ratings}


def test_a_criterion_that_does_not_apply_has_no_level_whatever_the_file_kept() -> None:
    item = CRITERIA[0]
    rating = Rating(criterion=item.id, level=3, applicable=False, comment="Vu de loin.")
    evaluation = Evaluation(kind="final", ratings=(rating,))
    assert item.digit(evaluation) == 0
    assert item.pick(evaluation, 0).rating(item.id) == rating.evolve(level=None)
    assert item.pick(evaluation, 2).rating(item.id) == rating.evolve(level=2, applicable=True)
    assert item.clear(evaluation).rating(item.id) == rating.evolve(level=None, applicable=True)


@given(criteria, digits)
def test_what_could_not_be_observed_is_another_answer_than_what_does_not_apply(
    item: Item, digit: int
) -> None:
    before = item.pick(Evaluation(kind="final"), digit)
    unseen, not_asked = item.pick(before, 9), item.pick(before, 0)
    assert (item.summary(unseen), item.summary(not_asked)) == ("Pas vu", "Non appl.")
    for evaluation in (unseen, not_asked):
        rating = evaluation.rating(item.id)
        assert rating.is_answered
        assert (rating.level, rating.mark) == (None, None)
    assert item.pick(unseen, 3) == item.pick(not_asked, 3) == item.pick(before, 3)


@given(st.sampled_from(PICKED), st.sampled_from([1, -1]))
def test_stepping_goes_through_every_answer_once_and_round(item: Item, way: int) -> None:
    evaluation = Evaluation(kind="final")
    steps = []
    for _ in item.answers:
        evaluation = item.pick(evaluation, item.next_digit(evaluation, way))
        steps.append(item.digit(evaluation))
    assert steps == [answer.digit for answer in item.answers][::way]
    assert item.next_digit(evaluation, way) == steps[0]


@pytest.mark.parametrize("kind", KINDS)
def test_every_question_of_the_content_can_be_answered_read_and_erased(
    kind: EvaluationKind,
) -> None:
    texts = {"supervision_hours": "3,5", "discussed_on": "24/02/2027"}
    form = FORMS[kind]
    assert set(form.items) == {c.id for c in CONTENT.criteria} | {
        question.id for question in CONTENT.questions_for(kind)
    }
    for item in form.items.values():
        blank = form.evaluation
        assert item.summary(blank) == ""
        if item.answers:
            evaluation = item.pick(blank, item.answers[0].digit)
        else:
            assert item.writing
            evaluation = item.write(
                blank,
                read(
                    item,
                    texts.get(
                        item.id,
                        "Deux faits.\
Précis.",
                    ),
                ),
            )
            edited_again = item.write(blank, read(item, item.text(evaluation)))
            assert edited_again == evaluation
        assert item.summary(evaluation)
        assert "\n" not in item.summary(evaluation)
        assert item.value(evaluation) != item.value(blank)
        assert item.clear(evaluation) == blank


@given(st.lists(criteria, unique_by=lambda item: item.id), st.booleans())
def test_missing_is_what_has_no_answer_and_stops_completion(
    items: list[Item], overall: bool
) -> None:
    evaluation = filled([(item, 0) for item in items])
    form = form_with(evaluation.evolve(overall=3 if overall else None))
    missing = {item.id for item in form.missing}
    expected = {item.id for item in CRITERIA} - {item.id for item in items}
    assert missing == expected | (set() if overall else {"overall"})
    if missing:
        with pytest.raises(Refused, match="manque des réponses"):
            form.complete(TODAY).apply(form.dossier)
    else:
        complete = form.complete(TODAY).apply(form.dossier)
        assert complete.evaluation("final").completed_on == TODAY
        again = form.reopen("Erreur", TODAY).apply(complete).evaluation("final")
        assert again.reopenings == (Reopening(on=TODAY, reason="Erreur"),)
        assert again.evolve(reopenings=()) == form.evaluation
        with pytest.raises(Refused, match="Dites pourquoi"):
            form.reopen(" ", TODAY).apply(complete)


def test_a_complete_form_only_takes_what_comes_after() -> None:
    form = form_with(Evaluation(kind="final", completed_on=TODAY))
    open_rows = {item.id for item in form.items.values() if not form.lock_reason(item)}
    assert open_rows == {"discussed_on", "attestation_given"}
    with pytest.raises(Refused, match="rouvrez-le"):
        form.answer(CRITERIA[0], lambda e: CRITERIA[0].pick(e, 4)).apply(form.dossier)


def test_a_self_evaluation_stands_beside_the_tutors_never_the_other_way() -> None:
    evaluations = [CRITERIA[0].pick(Evaluation(kind=kind), 3) for kind in KINDS]
    forms = {kind: Form(LEA.evolve(evaluations=evaluations), CONTENT, kind) for kind in KINDS}
    beside = {
        kind: (form.earlier and form.earlier.kind, form.own_view and form.own_view.kind)
        for kind, form in forms.items()
    }
    assert beside == {
        "midpoint": (None, "self_midpoint"),
        "final": ("midpoint", "self_final"),
        "self_midpoint": (None, None),
        "self_final": ("self_midpoint", None),
    }


def test_the_tutors_forms_are_due_with_the_task_they_prove_the_others_are_not() -> None:
    due = {kind: due_day(form, PROGRAMME, TODAY) for kind, form in FORMS.items()}
    assert due["midpoint"] == date(2027, 2, 22)
    assert due["final"] == date(2027, 4, 7)
    assert due["self_midpoint"] is None
    assert due["self_final"] is None


def test_levels_and_changes_are_told_without_colour() -> None:
    levels = [level_dots(level) for level in (1, 2, 3, 4, None)]
    others = (level_dots(None, applicable=False), level_dots(None, observed=False))
    assert len({*levels, *others}) == 7
    changes = [trend(2, 3), trend(3, 2), trend(3, 3), trend(None, 3), trend(3, None)]
    assert [change and f"{change.sign} {change.word}" for change in changes] == [
        "↑ hausse", "↓ baisse", "= stable", None, None,
    ]  # fmt: skip


def test_a_question_of_an_organisation_has_the_row_of_its_type() -> None:
    asked = [
        ClosingQuestion(id="hired", title="Embauche?", type="yes-no", kinds=("final",)),
        ClosingQuestion(id="until", title="Jusqu’au", type="date", kinds=("final",)),
    ]
    hired, until = (question_item(each, CONTENT) for each in asked)
    form = until.write(hired.pick(Evaluation(kind="final"), 2), date(2027, 4, 2))
    assert (hired.digit(form), hired.summary(form)) == (2, "non")
    assert until.text(form).replace("\u00a0", " ") == "2 avril 2027"
    assert hired.clear(until.clear(form)) == Evaluation(kind="final")
    older = Evaluation(kind="final", answers=(OwnAnswer(question="until", text="l’été"),))
    assert until.text(older) == "l’été"
