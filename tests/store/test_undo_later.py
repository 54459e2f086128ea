"""Changes are undone and done again from the history, whether the program was closed or not."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from telestage_tui.dossier.changes import (
    Change,
    add_meeting,
    grant,
    move_meeting,
    note_access,
    remove_access,
    tick,
    write_mandate,
    write_next_steps,
)
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import Refused
from telestage_tui.store.errors import ConflictError
from telestage_tui.store.tinydb_repository import TinyRepository
from tests.factories import make_access, make_meeting, part_id, titled
from tests.store.support import Clock, blank, noting

VPN = make_access("VPN", given_on=None, explained_on=None)
MEETING = make_meeting(9)
LATER = MEETING.slot.evolve(day=MEETING.slot.day + timedelta(days=1))


def once(dossier: Dossier) -> None:
    """Refuse the meeting that is there already."""
    if MEETING.id in {each.id for each in dossier.meetings}:
        raise Refused("Elle y est déjà.")


CHANGES: list[Change] = [
    noting("a"),
    noting("b"),
    write_mandate("Un texte"),
    write_mandate("Un autre"),
    write_next_steps("La suite"),
    note_access(VPN.id, VPN.resource),
    grant(VPN, on=blank().stage.start),
    remove_access(VPN),
    tick(titled("sel-offer"), on=blank().stage.start),
    tick(titled("bef-team"), on=blank().stage.start),
    add_meeting(MEETING, "Rencontre").after(once),
    move_meeting(MEETING.id, "Rencontre", to=LATER),
]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("change"), st.sampled_from(range(len(CHANGES)))),
        st.tuples(st.sampled_from(["undo", "redo"]), st.just(0)),
    ),
    max_size=14,
)


class Story:
    """A file in which things are done, undone and done again, with restarts or without."""

    def __init__(self, path: Path, restarts: set[int]) -> None:
        self.path, self.restarts, self.clock = path, restarts, Clock()
        self.repository = self.opened()
        self.id = self.repository.add(blank()).id

    def opened(self) -> TinyRepository:
        return TinyRepository(self.path, self.clock, who=lambda: "Marie")

    def play(self, steps: list[tuple[str, int]]) -> list[object]:
        """What each step left of the dossier, or that it was refused."""
        states: list[object] = []
        for rank, (name, which) in enumerate(steps):
            self.clock.advance(minutes=1)
            if rank in self.restarts:
                self.repository = self.opened()
            states.append(self.step(name, which))
        return states

    def step(self, name: str, which: int) -> object:
        repository = self.repository
        if name == "undo" and not self.can_undo():
            return None
        try:
            if name == "change":
                repository.change(self.id, CHANGES[which])
            else:
                repository.undo() if name == "undo" else repository.redo()
        except ConflictError:
            return "refused"
        except Exception as error:  # noqa: BLE001  (a change refused is one of the steps)
            return type(error)
        return content(repository.get(self.id))

    def can_undo(self) -> bool:
        """Whether there is more to undo than the creation, which only its own session undoes."""
        undo = self.repository.next_undo
        return undo is not None and undo.effect == "changes"


def content(dossier: Dossier) -> dict[str, Any]:
    """What a dossier says, without its history."""
    return dossier.model_dump(mode="json", exclude={"history"})


@settings(max_examples=60)
@given(STEPS, st.sets(st.integers(0, 13)))
def test_restarts_change_nothing_to_undos_and_redos(
    steps: list[tuple[str, int]], restarts: set[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        without = Story(Path(folder) / "a.json", set())
        with_some = Story(Path(folder) / "b.json", restarts)
        assert with_some.play(steps) == without.play(steps)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(range(len(CHANGES))), max_size=8))
def test_everything_undone_then_done_again_loses_nothing(which: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        story = Story(Path(folder) / "a.json", set())
        story.play([("change", each) for each in which])
        told = said(story)
        story.repository = story.opened()
        while story.can_undo():
            story.repository.undo()
        story.repository = story.opened()
        while story.repository.redo():
            pass
        assert said(story) == told


def said(story: Story) -> dict[str, Any]:
    """What the dossier says, whatever calendars must be told."""
    state = content(story.repository.get(story.id)) | {"version": 0}
    return state | {"meetings": [each | {"sequence": 0} for each in state["meetings"]]}


def test_someone_else_s_changes_are_not_the_next_undone(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    story = Story(path, set())
    story.repository.change(story.id, noting("de Marie"))
    paul = TinyRepository(path, story.clock, who=lambda: "Paul")
    paul.change(story.id, noting("de Paul"))

    marie = story.opened()
    undo = marie.undo()
    assert undo is not None
    assert [note.text for note in marie.get(story.id).notes] == ["de Paul"]
    assert part_id("de Marie") not in {note.id for note in marie.get(story.id).notes}
    assert [entry.who for entry in marie.get(story.id).history] == [
        "Marie", "Marie", "Paul", "Marie",
    ]  # fmt: skip
