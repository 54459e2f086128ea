"""The selection: ranks, who is chosen, and what a withdrawal does to the rest."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier import changes
from telestage_tui.dossier.changes.selection import candidate_named, in_state
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import InvalidInput, Refused, TelestageError
from telestage_tui.dossier.people import Candidate, CandidateState
from telestage_tui.planning.due import due_dates
from telestage_tui.planning.selection import left_in_the_running, next_step, withdrawal
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.progress import task_states
from tests.factories import make_dossier

PROGRAMME = load_programme()
TODAY = date(2026, 12, 14)
LEA = Candidate(name="Léa Nguyễn-Œuvrard", interviewed_on=date(2026, 11, 17), chosen=True)
TOM = Candidate(
    name="Thomas Le Goff",
    interviewed_on=date(2026, 11, 18),
    runner_up=True,
    email="tom@example.org",
    notes="À l’aise.",
)
ANA = Candidate(name="Ana Ba", interviewed_on=date(2026, 11, 19))


def selecting(*people: Candidate, **fields: object) -> Dossier:
    values = {"candidates": people, "started_on": None, "tasks": (), "accesses": ()}
    return make_dossier(**(values | fields))


def gone(dossier: Dossier, candidate: Candidate, on: date = TODAY) -> Dossier:
    return withdrawal(dossier, PROGRAMME, candidate, on=on, today=TODAY).after


def states(dossier: Dossier) -> dict[str, str]:
    return {each.task.id: each.state for each in task_states(dossier, PROGRAMME, TODAY)}


# --- ranks ----------------------------------------------------------------------------------------

DECISIONS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(["open", "chosen", "runner_up", "declined", "gave_up", "first", "last"]),
    ),
    max_size=12,
)


@given(DECISIONS)
def test_there_is_one_first_choice_at_most_and_nobody_is_lost(
    decisions: list[tuple[int, CandidateState | str]],
) -> None:
    names = ["Ana Ba", "Luc Roy", "Zoé Ly", "Max Côté"]
    dossier = selecting(*(Candidate(name=name) for name in names))
    for place, word in decisions:
        candidate = dossier.candidates[place]
        try:
            match word:
                case "gave_up":
                    dossier = gone(dossier, candidate)
                case "first" | "last":
                    change = changes.rank_candidate(candidate, 1 if word == "first" else 4)
                    dossier = change.apply(dossier)
                case _:
                    change = changes.decide_candidate(candidate, word, on=TODAY)  # type: ignore[arg-type]
                    dossier = change.apply(dossier)
        except TelestageError:
            pass  # a refusal changes nothing
        held = [each.state for each in dossier.candidates]
        assert held.count("chosen") <= 1
        assert held.count("runner_up") <= 1
        assert sorted(each.name for each in dossier.candidates) == sorted(names)


@given(st.permutations([LEA, TOM, ANA, Candidate(name="Max Côté", declined=True)]))
def test_a_promotion_keeps_the_others(people: list[Candidate]) -> None:
    before = selecting(*people)
    after = gone(before, LEA)
    assert [each.name for each in after.candidates] == [each.name for each in people]
    assert in_state(after, "chosen") == TOM.evolve(chosen=True, runner_up=False, decided_on=TODAY)
    others = [each for each in people if each not in (LEA, TOM)]
    assert [each for each in after.candidates if each in others] == others


@given(st.integers(1, 3), st.integers(1, 3))
def test_a_rank_moves_one_and_keeps_the_order_of_the_others(start: int, rank: int) -> None:
    dossier = selecting(LEA, TOM, ANA)
    one = dossier.candidates[start - 1]
    after = changes.rank_candidate(one, rank).apply(dossier).candidates
    assert after[rank - 1] == one
    assert [each for each in after if each != one] == [
        each for each in dossier.candidates if each != one
    ]


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "state", "why"),
    [
        ("Ana Ba", "chosen", "Une personne est déjà retenue.: Léa"),
        ("Ana Ba", "runner_up", "déjà un second choix.: Thomas"),
        ("Léa", "chosen", "déjà noté, premier choix"),
        ("Max", "chosen", "s’est désistée"),
        ("Nom effacé", "chosen", "est effacé"),
        ("Personne", "chosen", "Aucune candidature ne répond"),
        ("a", "chosen", "Plusieurs candidatures répondent"),
        ("9", "chosen", "donnez son rang.: 1 Léa"),
    ],
)
def test_a_decision_is_refused_with_a_sentence(name: str, state: CandidateState, why: str) -> None:
    max_ = Candidate(name="Max Côté", gave_up_on=TODAY)
    dossier = selecting(LEA, TOM, ANA, max_, Candidate(name="Nom effacé"))
    with pytest.raises(Refused, match=why):
        changes.decide_candidate(candidate_named(dossier, name), state, on=TODAY).apply(dossier)


def test_a_withdrawal_has_a_day_that_may_be() -> None:
    dossier = selecting(LEA, TOM)
    for day, why in (
        (TODAY + timedelta(days=1), "à venir"),
        (date(2026, 11, 16), "précède l’entretien"),
    ):
        with pytest.raises(InvalidInput, match=why):
            gone(dossier, LEA, day)
    assert gone(dossier, LEA, date(2026, 11, 17)).candidates[0].gave_up_on == date(2026, 11, 17)


def test_nobody_withdraws_twice_nor_leaves_a_stage_that_has_begun() -> None:
    with pytest.raises(Refused, match="fin avant terme"):
        gone(selecting(LEA, TOM, started_on=TODAY), LEA)
    after = gone(selecting(LEA, TOM), LEA)
    with pytest.raises(Refused, match="déjà noté"):
        gone(after, after.candidates[0])


def test_a_first_choice_is_not_removed_and_a_rank_is_one_of_theirs() -> None:
    dossier = selecting(LEA, TOM)
    with pytest.raises(Refused, match="désistement"):
        changes.remove_candidate(LEA).apply(dossier)
    assert changes.remove_candidate(TOM).apply(dossier).candidates == (LEA,)
    with pytest.raises(Refused, match="de 1 à 2"):
        changes.rank_candidate(TOM, 3).apply(dossier)
    with pytest.raises(Refused, match="plus dans le dossier"):
        changes.decide_candidate(ANA, "chosen", on=TODAY).apply(dossier)


# --- a withdrawal ---------------------------------------------------------------------------------


def test_the_dossier_becomes_that_of_the_runner_up() -> None:
    before = selecting(LEA, TOM)
    after = gone(before, LEA)
    intern = after.intern
    assert (intern.first_name, intern.last_name, intern.email) == (
        "Thomas", "Le Goff", "tom@example.org",
    )  # fmt: skip
    assert (intern.born, intern.jobseeker, intern.equipped, intern.absences) == (
        None, None, None, (),
    )  # fmt: skip
    assert (intern.zone, intern.hours) == (before.intern.zone, before.intern.hours)
    assert after.stage.financing == "inconnu"
    assert after.convention.first is None
    assert after.meetings == before.meetings


def test_what_is_to_do_again_is_redated_from_today_and_before_the_stage() -> None:
    before = selecting(LEA, TOM)
    ticked = changes.tick(PROGRAMME.task("sel-choice"), on=date(2026, 12, 1)).apply(before)
    shown = withdrawal(ticked, PROGRAMME, LEA, on=TODAY, today=TODAY)
    after = shown.after
    again = ["sel-choice", "sel-eligibility", "sel-financing", "sel-convention"]
    assert {states(after)[task] for task in again} == {"todo"}
    assert states(after)["sel-interviews"] == "done", "the way out that they gave has served"
    dues = due_dates(after, PROGRAMME, TODAY)
    assert dues["sel-choice"] == TODAY
    assert all(TODAY <= dues[task] < after.stage.start for task in again)
    own = due_dates(ticked, PROGRAMME, TODAY)
    assert all(dues[task] >= own[task] for task in again)
    text = "\n".join(line.text for line in shown.lines)
    assert "Thomas Le Goff : second choix → premier choix" in text
    assert "à refaire" in text
    assert "Annoncez à l’OFQJ que Thomas" in shown.advice


def test_an_early_withdrawal_moves_no_due_date() -> None:
    early = date(2026, 11, 19)
    shown = withdrawal(selecting(LEA, TOM), PROGRAMME, LEA, on=early, today=early)
    assert not any(each.due for each in shown.after.tasks)


def test_the_withdrawal_of_the_only_candidate_asks_for_other_cvs() -> None:
    before = selecting(LEA)
    proved = changes.prove(
        PROGRAMME.task("sel-interviews"), on=date(2026, 11, 18), proof="Une seule personne."
    ).apply(before)
    shown = withdrawal(proved, PROGRAMME, LEA, on=TODAY, today=TODAY)
    assert "demandez d’autres CV à l’OFQJ" in shown.advice
    assert states(shown.after)["sel-shortlist"] == states(shown.after)["sel-interviews"] == "todo"
    assert not left_in_the_running(shown.after)
    assert "demandez d’autres CV" in next_step(shown.after)


def test_two_interviews_prove_nothing_once_everybody_withdrew() -> None:
    before = selecting(LEA, TOM)
    assert states(before)["sel-interviews"] == "done"
    after = gone(before, LEA)
    assert states(after)["sel-interviews"] == "done"
    assert states(gone(after, after.candidates[1]))["sel-interviews"] == "todo"


def test_a_first_choice_without_a_runner_up_leaves_a_choice_to_make() -> None:
    shown = withdrawal(selecting(LEA, ANA), PROGRAMME, LEA, on=TODAY, today=TODAY)
    assert shown.heir is None
    assert shown.after.intern == selecting(LEA).intern
    assert "choisissez Ana Ba" in shown.advice


def test_a_runner_up_who_withdraws_moves_nothing_else() -> None:
    shown = withdrawal(selecting(LEA, TOM, ANA), PROGRAMME, TOM, on=TODAY, today=TODAY)
    assert shown.after.tasks == ()
    assert shown.advice == "Notez un autre second choix : Ana Ba."
    alone = withdrawal(selecting(LEA, TOM), PROGRAMME, TOM, on=TODAY, today=TODAY)
    assert "Il n’y a plus de second choix" in alone.advice


def test_no_sentence_of_the_history_names_a_candidate() -> None:
    shown = withdrawal(selecting(LEA, TOM), PROGRAMME, LEA, on=TODAY, today=TODAY)
    assert "Léa" not in shown.change.label
    assert "Thomas" not in shown.change.label


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ((), "Notez les personnes"),
        ((Candidate(name="Ana Ba"),), "Menez l’entretien d’Ana Ba"),
        ((ANA,), "Notez votre premier choix (1), puis le second (2)."),
        ((LEA, ANA), "Notez un second choix (2)."),
        ((LEA,), "une seule personne est en lice"),
        ((LEA, TOM), "Annoncez vos choix à l’OFQJ"),
        ((TOM.evolve(runner_up=False, chosen=True), ANA.evolve(runner_up=True)), "corrigez-le"),
    ],
)
def test_the_next_step_is_said_with_its_key(people: tuple[Candidate, ...], words: str) -> None:
    assert words in next_step(selecting(*people))
