"""The work plan: one list of deliverables, whichever place names them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from telestage_tui.dossier import changes
from telestage_tui.dossier.changes import Change
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import InvalidInput, Refused
from telestage_tui.dossier.fiche.model import Fiche
from telestage_tui.dossier.work_plan import Deliverable, PeriodPlan, WorkPlan
from tests.factories import END, START, make_dossier

TODAY = date(2027, 2, 10)
MOCKUPS = Deliverable(name="Maquettes validées", due=date(2027, 2, 5))
NAMES = ("Maquettes validées", "Page d’accueil en ligne", "Tableau de bord")


def planned(*deliverables: Deliverable) -> Dossier:
    return make_dossier(work_plan=WorkPlan(deliverables=deliverables))


def described(dossier: Dossier, *names: str) -> Dossier:
    """The dossier once the page Informations names its deliverables so."""
    fiche = Fiche.of(dossier).evolve(stage=dossier.stage.evolve(deliverables=names))
    return changes.describe(fiche, on=TODAY).apply(dossier)


def names_of(dossier: Dossier) -> list[str]:
    return [each.name for each in dossier.deliverables]


def problems(change: Change, dossier: Dossier) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refusal:
        change.apply(dossier)
    return {problem.field: problem.message for problem in refusal.value.problems}


def test_a_file_without_a_plan_still_opens() -> None:
    content = make_dossier().model_dump(mode="json")
    del content["work_plan"]
    dossier = Dossier.model_validate(content)
    assert dossier.work_plan == WorkPlan()
    assert names_of(dossier) == list(NAMES)


def test_those_that_the_stage_names_come_first_with_their_days() -> None:
    only_planned = Deliverable(name="Guide", delivered_on=TODAY)
    dossier = planned(only_planned, MOCKUPS)
    assert names_of(dossier) == [*NAMES, "Guide"]
    assert dossier.deliverables[0] == MOCKUPS


@pytest.mark.parametrize(
    ("days", "state"),
    [({}, "todo"), ({"delivered_on": TODAY}, "delivered"),
     ({"delivered_on": TODAY, "accepted_on": TODAY}, "accepted")],
)  # fmt: skip
def test_the_state_follows_from_the_days(days: dict[str, date], state: str) -> None:
    assert MOCKUPS.evolve(**days).state == state


def test_only_what_is_still_to_deliver_is_late() -> None:
    assert MOCKUPS.is_late(TODAY)
    assert not MOCKUPS.is_late(date(2027, 2, 5))
    assert not MOCKUPS.evolve(delivered_on=TODAY).is_late(TODAY)
    assert not Deliverable(name="Guide").is_late(TODAY)


# --- changes --------------------------------------------------------------------------------------


def test_a_new_one_is_in_the_stage_and_in_the_plan() -> None:
    change = changes.add_deliverable(Deliverable(name="Guide", due=END), on=TODAY)
    dossier = change.apply(make_dossier())
    assert change.label == "Livrable « Guide » ajouté"
    assert dossier.stage.deliverables == (*NAMES, "Guide")
    assert dossier.deliverables[-1].due == END


def test_it_is_delivered_then_accepted() -> None:
    change = changes.deliver(Deliverable(name=NAMES[1]), on=TODAY)
    dossier = change.apply(make_dossier())
    assert change.label == "Livrable « Page d’accueil en ligne » livré"
    assert dossier.deliverable(NAMES[1]).state == "delivered"
    dossier = changes.accept_deliverable(dossier.deliverable(NAMES[1]), on=TODAY).apply(dossier)
    assert dossier.deliverable(NAMES[1]).state == "accepted"
    assert dossier.stage.deliverables == NAMES


def test_renamed_in_the_plan_it_is_renamed_in_the_stage() -> None:
    change = changes.edit_deliverable(
        MOCKUPS.name, MOCKUPS.evolve(name="Maquettes finales"), on=TODAY
    )
    assert change.label == "Livrable « Maquettes validées » renommé en « Maquettes finales »"
    dossier = change.apply(planned(MOCKUPS))
    assert dossier.stage.deliverables == ("Maquettes finales", *NAMES[1:])
    assert [each.name for each in dossier.work_plan.deliverables] == ["Maquettes finales"]
    assert dossier.deliverables[0].due == MOCKUPS.due


def test_removed_it_leaves_both() -> None:
    dossier = changes.remove_deliverable(MOCKUPS.name).apply(planned(MOCKUPS))
    assert names_of(dossier) == list(NAMES[1:])
    assert dossier.work_plan.deliverables == ()


def test_what_is_done_is_not_to_come() -> None:
    tomorrow = TODAY + timedelta(days=1)
    each = Deliverable(name="Guide", delivered_on=tomorrow, accepted_on=tomorrow)
    assert set(problems(changes.add_deliverable(each, on=TODAY), make_dossier())) == {
        "delivered_on",
        "accepted_on",
    }


@pytest.mark.parametrize(
    ("delivered", "field"), [(None, "delivered_on"), (TODAY, "accepted_on")]
)  # fmt: skip
def test_nothing_is_accepted_before_it_is_delivered(delivered: date | None, field: str) -> None:
    each = MOCKUPS.evolve(delivered_on=delivered, accepted_on=TODAY - timedelta(days=1))
    change = changes.edit_deliverable(MOCKUPS.name, each, on=TODAY)
    assert set(problems(change, planned(MOCKUPS))) == {field}


@pytest.mark.parametrize("day", [START - timedelta(days=1), END + timedelta(days=1)])
def test_a_new_due_date_is_within_the_stage(day: date) -> None:
    change = changes.add_deliverable(Deliverable(name="Guide", due=day), on=TODAY)
    assert "11 janv. – 9 avr. 2027" in problems(change, make_dossier())["due"].replace(
        "\u00a0", " "
    )


def test_one_left_out_of_the_stage_by_new_dates_can_be_delivered() -> None:
    early = MOCKUPS.evolve(due=START - timedelta(days=9))
    dossier = changes.deliver(early, on=TODAY).apply(planned(early))
    assert dossier.deliverables[0].state == "delivered"


def test_two_cannot_have_one_name() -> None:
    dossier = planned(MOCKUPS)
    add = changes.add_deliverable(Deliverable(name=NAMES[2]), on=TODAY)
    edit = changes.edit_deliverable(NAMES[0], Deliverable(name=NAMES[2]), on=TODAY)
    assert problems(add, dossier) == problems(edit, dossier)
    assert set(problems(add, dossier)) == {"name"}


def test_one_that_is_gone_cannot_be_changed() -> None:
    with pytest.raises(Refused):
        changes.deliver(Deliverable(name="Parti"), on=TODAY).apply(make_dossier())


def test_the_texts_are_written_where_they_belong() -> None:
    dossier = make_dossier()
    for change in (
        changes.write_mandate("Refondre le site."),
        changes.write_training("Accessibilité."),
        changes.write_next_steps("Les succursales."),
        changes.write_period(PeriodPlan(period="production", tasks="Coder."), title="Production"),
        changes.write_period(PeriodPlan(period="production", tasks="Livrer."), title="Production"),
    ):
        dossier = change.apply(dossier)
    plan = dossier.work_plan
    assert dossier.stage.mandate == "Refondre le site."
    assert (plan.training, plan.next_steps) == ("Accessibilité.", "Les succursales.")
    assert plan.periods == (PeriodPlan(period="production", tasks="Livrer."),)


# --- named otherwise in Informations --------------------------------------------------------------


def test_renamed_in_the_stage_it_keeps_its_days() -> None:
    dossier = described(planned(MOCKUPS), "Maquettes finales", *NAMES[1:])
    assert names_of(dossier) == ["Maquettes finales", *NAMES[1:]]
    assert dossier.deliverables[0].due == MOCKUPS.due


@pytest.mark.parametrize(
    "names",
    [(NAMES[2], NAMES[1], NAMES[0]), ("Avant", *NAMES), (*NAMES, "Après")],
    ids=["in another order", "one more before", "one more after"],
)
def test_those_still_named_keep_their_days(names: tuple[str, ...]) -> None:
    dossier = described(planned(MOCKUPS), *names)
    assert names_of(dossier) == list(names)
    assert dossier.deliverable(MOCKUPS.name) == MOCKUPS


def test_what_is_no_longer_named_leaves_unless_it_was_delivered() -> None:
    delivered = Deliverable(name=NAMES[1], delivered_on=TODAY)
    dossier = described(planned(MOCKUPS, delivered), NAMES[2])
    assert names_of(dossier) == [NAMES[2], NAMES[1]]


LISTS = st.lists(st.sampled_from("ABCDE"), max_size=5, unique=True).map(tuple)


@example(before=("A",), after=("B",), planned=("A", "B"))
@given(before=LISTS, after=LISTS, planned=LISTS)
def test_no_deliverable_is_named_twice_nor_lost_once_delivered(
    before: tuple[str, ...], after: tuple[str, ...], planned: tuple[str, ...]
) -> None:
    deliverables = tuple(Deliverable(name=name, delivered_on=TODAY) for name in planned)
    plan = WorkPlan(deliverables=deliverables).following(before, after)
    names = [each.name for each in plan.deliverables_of(after)]
    assert len(names) == len(set(names))
    assert names[: len(after)] == list(after)
    assert len(plan.deliverables) == len(planned)
