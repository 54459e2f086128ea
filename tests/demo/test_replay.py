"""A whole stage replayed: in order, by the rules, undone to the byte."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import get_args

import pytest

from telestage_tui.clocks.clock import FrozenClock, MovableClock
from telestage_tui.clocks.zones import local
from telestage_tui.demo import build_demo
from telestage_tui.demo.replay import Replay
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.zone_names import zone
from telestage_tui.programme.closing import blockers, left_at_closing
from telestage_tui.programme.progress import task_states
from telestage_tui.screens.navigation import Place
from telestage_tui.store.check import inspect
from telestage_tui.workspace import Workspace

from .rules import PROGRAMME
from .test_demo import SAMPLE

TUESDAY = date(2027, 2, 9)


def replay_on(today: date, folder: Path) -> tuple[Replay, Workspace, MovableClock]:
    """A replay that begins on a day, over the file of the demonstration."""
    morning = datetime.combine(today, time(10, 15), tzinfo=zone("America/Toronto"))
    clock = MovableClock(FrozenClock(morning))
    workspace = Workspace(folder / "demo.json", clock, demo=True, account=lambda: "jp")
    build_demo(workspace.path, clock)
    return Replay(workspace, clock), workspace, clock


def stage_of(workspace: Workspace) -> Dossier:
    """The only dossier of the replay."""
    (dossier,) = workspace.repository.dossiers()
    return dossier


def test_it_has_thirteen_to_twenty_presses_of_two_lines(tmp_path: Path) -> None:
    replay, _, _ = replay_on(TUESDAY, tmp_path)

    assert 13 <= len(replay.presses) <= 20
    for press in replay.presses:
        assert press.step.place in get_args(Place)
        assert len(press.step.says) <= 2 * 76


@pytest.mark.parametrize("today", SAMPLE, ids=str)
def test_on_any_day_each_press_has_its_days_and_none_is_left_over(
    today: date, tmp_path: Path
) -> None:
    replay, _, _ = replay_on(today, tmp_path)

    days = [press.step.until for press in replay.presses]
    assert days == sorted(set(days))
    assert all(press.events for press in replay.presses)
    instants = [at for press in replay.presses for at, _ in press.events]
    assert instants == sorted(instants)
    for before, press in zip(replay.presses, replay.presses[1:], strict=False):
        assert all(before.end < at <= press.end for at, _ in press.events)


@pytest.mark.parametrize("today", SAMPLE[::9], ids=str)
def test_on_any_day_it_ends_closed_with_nothing_left(today: date, tmp_path: Path) -> None:
    replay, workspace, clock = replay_on(today, tmp_path)
    while not replay.is_over:
        replay.forward()

    dossier = stage_of(workspace)
    assert dossier.closed_on == clock.today()
    reopened = dossier.evolve(closed_on=None)
    states = task_states(reopened, PROGRAMME, clock.today())
    assert blockers(reopened, states) == ()
    assert left_at_closing(reopened, PROGRAMME, clock.now(), clock.today()) == ()
    assert {each.state for each in task_states(dossier, PROGRAMME, clock.today())} <= {
        "done",
        "skipped",
    }
    assert inspect(workspace.path).ok


def test_every_press_is_kept_line_by_line_on_its_day(tmp_path: Path) -> None:
    replay, workspace, clock = replay_on(TUESDAY, tmp_path)
    changes = 0
    for press in replay.presses:
        replay.forward()
        changes += len(press.events)
        history = stage_of(workspace).history
        assert len(history) == 1 + changes + press.step.closes
        assert local(clock.now(), "America/Toronto").date() == press.step.until
        expected = [at for at, _ in press.events]
        assert [line.at for line in history][-len(expected) - press.step.closes :][
            : len(expected)
        ] == expected
        # The history says what was changed: each line can be undone as a user's.
        assert all(line.changes for line in history[1:])


def test_back_is_the_file_as_it_was_to_the_byte(tmp_path: Path) -> None:
    replay, workspace, clock = replay_on(TUESDAY, tmp_path)
    before = [(workspace.content(), clock.now())]
    while not replay.is_over:
        replay.forward()
        before.append((workspace.content(), clock.now()))

    while replay.position:
        assert (workspace.content(), clock.now()) == before.pop()
        replay.back()

    assert workspace.repository.dossiers() == ()
    replay.forward()
    assert stage_of(workspace).history


def test_a_press_does_not_depend_on_what_was_tried_before(tmp_path: Path) -> None:
    replay, workspace, _ = replay_on(TUESDAY, tmp_path)
    replay.forward()
    content = workspace.content()
    workspace.repository.remove(replay.dossier_id)

    assert replay.put_back()
    assert workspace.content() == content
    assert not replay.put_back()


def test_leaving_gives_the_demonstration_back(tmp_path: Path) -> None:
    replay, workspace, clock = replay_on(TUESDAY, tmp_path)
    replay.forward()

    replay.leave()

    assert len(workspace.repository.dossiers()) == 5
    assert clock.today() == TUESDAY


def test_a_refused_press_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    replay, workspace, _ = replay_on(TUESDAY, tmp_path)
    *first, last = replay.presses
    replay.presses = (first[0], last)  # closing right after the offer
    replay.forward()
    content = workspace.content()

    with pytest.raises(Refused):
        replay.forward()

    assert workspace.content() == content
    assert replay.position == 1


def test_nobody_s_own_file_is_replaced(tmp_path: Path) -> None:
    clock = FrozenClock(datetime.combine(TUESDAY, time(9), tzinfo=zone("America/Toronto")))
    workspace = Workspace(tmp_path / "mine.json", clock)

    with pytest.raises(Refused):
        workspace.put_content(b"")

    assert not workspace.path.exists()
