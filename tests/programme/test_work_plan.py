"""The periods of a stage, and when its plan is written."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.durations import ONE_DAY
from telestage_tui.dossier.records import TaskRecord
from telestage_tui.dossier.stage import LONGEST_DAYS, Stage
from telestage_tui.dossier.work_plan import Deliverable, WorkPlan
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.progress import TaskState, task_states
from telestage_tui.programme.work_plan import periods_of
from tests.factories import END, START, make_dossier

PERIODS = load_programme().work_plan.periods
DAYS = st.dates(date(2026, 1, 1), date(2040, 12, 31))


def stage_of(first: date, length: timedelta) -> Stage:
    return Stage(start=first, end=first + length - ONE_DAY)


@given(first=DAYS, days=st.integers(21, LONGEST_DAYS))
def test_periods_cover_a_stage_of_three_weeks_or_more_in_order(first: date, days: int) -> None:
    stage = stage_of(first, timedelta(days=days))
    periods = periods_of(stage, PERIODS)
    assert [each.period for each in periods] == list(PERIODS)
    assert periods[0].first == stage.start
    assert periods[-1].last == stage.end
    assert all(each.first <= each.last for each in periods)
    assert all(after.first == before.last + ONE_DAY for before, after in pairwise(periods))
    weeks = [week for each in periods for week in each.weeks]
    assert weeks == list(range(1, len(weeks) + 1))


@given(first=DAYS, days=st.integers(2, 20))
def test_a_shorter_stage_is_covered_by_the_first_periods(first: date, days: int) -> None:
    stage = stage_of(first, timedelta(days=days))
    periods = periods_of(stage, PERIODS)
    assert [each.period for each in periods] == list(PERIODS[: len(periods)])
    assert periods[0].first == stage.start
    assert periods[-1].last == stage.end
    assert all(after.first == before.last + ONE_DAY for before, after in pairwise(periods))


@pytest.mark.parametrize(
    ("weeks", "lengths"), [(12, [2, 6, 4]), (6, [1, 3, 2]), (3, [1, 1, 1]), (13, [2, 7, 4])]
)
def test_a_stage_of_another_length_keeps_the_proportions(weeks: int, lengths: list[int]) -> None:
    periods = periods_of(stage_of(START, timedelta(weeks=weeks)), PERIODS)
    assert [len(each.weeks) for each in periods] == lengths


# --- the task -------------------------------------------------------------------------------------


def state_of(dossier: Dossier) -> TaskState:
    states = task_states(dossier, load_programme(), END)
    return next(each for each in states if each.task.id == "bef-workplan")


def with_plan(mandate: str = "Refondre le site.", due: date | None = END, then: str = "La suite.",
              **fields: object) -> Dossier:  # fmt: skip
    stage = make_dossier().stage.evolve(mandate=mandate)
    plan = WorkPlan(deliverables=(Deliverable(name="Tableau de bord", due=due),), next_steps=then)
    return make_dossier(stage=stage, work_plan=plan, tasks=(), **fields)


def test_a_written_plan_is_the_proof_of_its_task() -> None:
    state = state_of(with_plan())
    assert state.derived
    assert not state.needs_proof


@pytest.mark.parametrize(
    "dossier",
    [with_plan(mandate=""), with_plan(due=None), with_plan(then="")],
    ids=["no mandate", "no day", "no next steps"],
)
def test_a_plan_that_lacks_a_part_is_none(dossier: Dossier) -> None:
    assert state_of(dossier).state == "todo"
    assert state_of(dossier).needs_proof


def test_a_task_ticked_with_its_proof_stays_done() -> None:
    record = TaskRecord(task="bef-workplan", choice="done", on=START, note="Plan au partage.")
    state = state_of(make_dossier(tasks=(record,)))
    assert state.state == "done"
    assert not state.needs_proof
