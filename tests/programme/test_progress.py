"""Where a dossier stands, and what stops it from starting and closing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from telestage_tui.dossier import changes
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.people import ClosedPeriod
from telestage_tui.programme import progress
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.progress import TaskState
from telestage_tui.programme.rules import departures
from tests.factories import titled

from .support import (
    END,
    START,
    TODAY,
    complete,
    meeting,
    minimal,
    non_compliant,
    tick_required,
    waived,
    whole_stage,
)

PROGRAMME = load_programme()


def state_of(dossier: Dossier, task: str, today: date = TODAY) -> TaskState:
    states = progress.task_states(dossier, PROGRAMME, today)
    return next(each for each in states if each.task.id == task)


def phase_of(dossier: Dossier, today: date = TODAY) -> str:
    states = progress.task_states(dossier, PROGRAMME, today)
    return progress.current_phase(dossier, PROGRAMME, states, today)


def test_the_states_follow_the_programme() -> None:
    states = progress.task_states(minimal(), PROGRAMME, TODAY)
    assert [each.task for each in states] == list(PROGRAMME.tasks)
    assert {each.state for each in states} == {"todo"}
    assert [each.assignee for each in states] == [task.assignee for task in PROGRAMME.tasks]


def test_evidence_makes_a_task_done_without_a_tick() -> None:
    state = state_of(complete(), "sel-convention")
    assert (state.state, state.derived, state.proven) == ("done", True, True)


def test_the_tutor_has_the_last_word() -> None:
    undone = state_of(
        changes.untick(titled("sel-convention"), on=TODAY).apply(complete()), "sel-convention"
    )
    assert (undone.state, undone.derived, undone.proven) == ("todo", False, True)
    ticked = state_of(
        changes.tick(titled("sel-convention"), on=TODAY).apply(minimal()), "sel-convention"
    )
    assert (ticked.state, ticked.derived, ticked.proven) == ("done", False, False)
    skipped = changes.skip(titled("end-handover"), why="Rien à transférer", on=TODAY).apply(
        minimal()
    )
    assert state_of(skipped, "end-handover").state == "skipped"
    assert state_of(skipped, "end-handover").record.reason == "Rien à transférer"


def test_a_note_proves_and_an_assignee_replaces_without_deciding() -> None:
    dossier = changes.edit_task(
        titled("bef-team"), note="Courriel envoyé", assignee="Sophie"
    ).apply(minimal())
    state = state_of(dossier, "bef-team")
    assert (state.state, state.proven, state.note) == ("todo", True, "Courriel envoyé")
    assert state.assignee == "Sophie"
    noted = changes.edit_task(titled("sel-convention"), note="Classée").apply(complete())
    assert state_of(noted, "sel-convention").derived


def test_records_of_tasks_the_programme_does_not_have_are_left_alone() -> None:
    dossier = changes.tick(titled("ancienne-tache"), on=TODAY).apply(minimal())
    assert len(progress.task_states(dossier, PROGRAMME, TODAY)) == len(PROGRAMME.tasks)


def test_progress_counts_what_is_set_aside_as_done() -> None:
    dossier = changes.tick(titled("bef-team"), on=TODAY).apply(minimal())
    dossier = changes.skip(titled("bef-impact"), why="Équipe d’une personne", on=TODAY).apply(
        dossier
    )
    phases = progress.progress(progress.task_states(dossier, PROGRAMME, TODAY))
    assert list(phases) == ["selection", "before", "during", "midpoint", "end"]
    assert phases["before"] == progress.Progress(done=2, total=8)
    assert phases["end"] == progress.Progress(done=0, total=8)


# --- the phase ----------------------------------------------------------------------------------


def test_the_phase_before_the_stage_depends_on_what_is_left() -> None:
    assert phase_of(minimal()) == "selection"
    assert phase_of(complete()) == "before"
    assert phase_of(tick_required(complete(), "before"), END) == "before"


def test_the_phase_of_a_started_stage_follows_the_days() -> None:
    started = complete(started_on=START)
    halfway = START + timedelta(days=44)
    assert phase_of(started, START) == "during"
    assert phase_of(started, halfway - timedelta(days=3)) == "during"
    assert phase_of(started, halfway - timedelta(days=2)) == "midpoint"
    assert phase_of(started, END - timedelta(days=8)) == "midpoint"
    assert phase_of(started, END - timedelta(days=7)) == "end"


def test_the_midpoint_follows_the_dates_whatever_was_planned_before() -> None:
    stale = meeting("midpoint", date(2027, 3, 10), "planned")
    started = complete(started_on=START, meetings=(stale,))
    halfway = started.stage.halfway
    assert phase_of(started, halfway - timedelta(days=3)) == "during"
    assert phase_of(started, halfway - timedelta(days=2)) == "midpoint"


def test_the_midpoint_phase_begins_before_the_first_day_both_work_from_halfway() -> None:
    """As do the due dates of its tasks."""
    started = complete(started_on=START)
    halfway = started.stage.halfway
    away = ClosedPeriod(first=halfway, last=halfway)
    away_then = started.evolve(host=started.host.evolve(absences=(away,)))
    assert phase_of(started, halfway - timedelta(days=2)) == "midpoint"
    assert phase_of(away_then, halfway - timedelta(days=2)) == "during"
    assert phase_of(away_then, halfway - timedelta(days=1)) == "midpoint"


def test_the_phase_moves_on_when_its_tasks_are_done() -> None:
    started = complete(started_on=START)
    later = date(2027, 3, 10)
    assert phase_of(tick_required(started, "midpoint"), later) == "during"
    assert phase_of(tick_required(started, "during", "midpoint"), later) == "end"


def test_a_closed_dossier_is_closed() -> None:
    assert phase_of(minimal(closed_on=TODAY), TODAY) == "closed"


# --- starting, and how long a dossier is kept -----------------------------------------------------


def test_a_stage_in_order_starts() -> None:
    assert progress.start(PROGRAMME, START).apply(complete()).started_on == START


def test_departures_without_waiver_stop_the_start_and_are_all_named() -> None:
    dossier = non_compliant()
    day = dossier.stage.start
    with pytest.raises(Refused) as refused:
        progress.start(PROGRAMME, day).apply(dossier)
    named = departures(dossier, PROGRAMME, day)
    assert len(str(refused.value).splitlines()) == 1 + len(named) == 11
    assert "36\u00a0ans" in str(refused.value)


@pytest.mark.parametrize(
    ("rule", "part", "unknown"),
    [
        ("age", "intern", {"born": None}),
        ("jobseeker", "intern", {"jobseeker": None}),
        ("equipment", "intern", {"equipped": None}),
        ("gratification", "stage", {"monthly_pay": None}),
        ("financing", "stage", {"financing": "inconnu"}),
        ("financing", "stage", {"financing": "RFFT demandée"}),
        ("title", "stage", {"title": ""}),
        ("signature-ofqj", "convention", {"ofqj": None}),
        ("signature-structure", "convention", {"host": START + timedelta(days=1)}),
    ],
)
def test_what_is_not_known_stops_the_start_until_it_is_waived(
    rule: str, part: str, unknown: dict[str, Any]
) -> None:
    dossier = complete()
    dossier = dossier.evolve(**{part: getattr(dossier, part).evolve(**unknown)})
    with pytest.raises(Refused, match="1 écart au programme".replace(" ", r"\s")):
        progress.start(PROGRAMME, START).apply(dossier)
    assert progress.start(PROGRAMME, START).apply(waived(dossier, rule, START)).started_on == START


def test_a_waived_departure_does_not_stop_the_start() -> None:
    dossier = complete()
    dossier = dossier.evolve(stage=dossier.stage.evolve(weekly_hours=28))
    with pytest.raises(Refused, match="28"):
        progress.start(PROGRAMME, START).apply(dossier)
    agreed = waived(dossier, "weekly-hours", START)
    assert progress.start(PROGRAMME, START).apply(agreed).started_on == START


def test_an_open_dossier_has_no_retention_date_of_its_own() -> None:
    assert progress.with_retention(whole_stage(), PROGRAMME) == whole_stage()


def test_retention_of_a_stage_that_ends_on_29_february() -> None:
    dossier = complete()
    stage = dossier.stage.evolve(start=date(2027, 12, 6), end=date(2028, 2, 29))
    assert progress.default_retention(dossier.evolve(stage=stage), PROGRAMME) == date(2033, 2, 28)


# --- one task -----------------------------------------------------------------------------------


def test_a_required_task_needs_a_proof_until_the_dossier_or_a_note_gives_it() -> None:
    assert state_of(minimal(), "sel-convention").needs_proof
    assert not state_of(complete(), "sel-convention").needs_proof
    noted = changes.edit_task(titled("sel-convention"), note="Classée").apply(minimal())
    assert not state_of(noted, "sel-convention").needs_proof
    assert not state_of(minimal(), "bef-team").needs_proof, "nothing is asked of it"


def test_a_task_is_late_when_it_is_to_do_and_its_day_is_past() -> None:
    todo = state_of(minimal(), "bef-team")
    done = state_of(changes.tick(titled("bef-team"), on=TODAY).apply(minimal()), "bef-team")
    for days, late in ((-1, False), (0, False), (1, True)):
        today = TODAY + timedelta(days=days)
        assert todo.is_late(TODAY, today) == late
        assert not done.is_late(TODAY, today)
    assert not todo.is_late(None, TODAY)


def test_a_note_about_accesses_keeps_no_secret() -> None:
    secret = "Remis à Léa, mdp : hiver"
    for task in PROGRAMME.tasks:
        refused = progress.note_refusal(task, secret)
        assert bool(refused) == (task.id in {"bef-resources", "bef-explain", "end-access"})
        assert progress.note_refusal(task, "Remis à Léa par le coffre-fort.") == ""
