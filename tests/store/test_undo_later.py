"""Changes are undone and done again from the history, whether the program was closed or not."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
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
    withdraw,
    write_mandate,
    write_next_steps,
)
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.french import plain_date
from telestage_tui.dossier.organisation import Organisation
from telestage_tui.dossier.people import Workplace
from telestage_tui.store.errors import ConflictError
from telestage_tui.store.tinydb_repository import TinyRepository
from telestage_tui.store.undo import ORGANISATION_STEP
from tests.factories import make_access, make_meeting, part_id, titled
from tests.store.support import Clock, blank, memory_folder, noting

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


LINES = st.lists(st.integers(0, 20), max_size=8)


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
    with memory_folder() as folder:
        without = Story(Path(folder) / "a.json", set())
        with_some = Story(Path(folder) / "b.json", restarts)
        assert with_some.play(steps) == without.play(steps)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(range(len(CHANGES))), max_size=8))
def test_everything_undone_then_done_again_loses_nothing(which: list[int]) -> None:
    with memory_folder() as folder:
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
    return said_of(story.repository.get(story.id))


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


# --- a chosen line, whoever made the change -------------------------------------------------------


@settings(max_examples=60)
@given(st.lists(st.sampled_from(range(len(CHANGES))), min_size=1, max_size=8), LINES)
def test_a_line_taken_back_twice_leaves_what_was_there_or_is_refused_and_changes_nothing(
    which: list[int], lines: list[int]
) -> None:
    with memory_folder() as folder:
        story = Story(Path(folder) / "a.json", set())
        story.play([("change", each) for each in which])
        for line in lines:
            paul = TinyRepository(story.path, story.clock, who=lambda: "Paul")
            before, told = paul.get(story.id), said_of(paul.get(story.id))
            try:
                step = paul.take_back(story.id, line % len(before.history))
            except ConflictError:
                assert paul.get(story.id) == before
                continue
            if step is None:
                assert paul.get(story.id) == before
                continue
            last = len(paul.get(story.id).history) - 1
            assert paul.take_back(story.id, last) is not None
            assert said_of(paul.get(story.id)) == told


def said_of(dossier: Dossier) -> dict[str, Any]:
    """What a dossier says, whatever calendars must be told."""
    state = content(dossier) | {"version": 0}
    return state | {"meetings": [each | {"sequence": 0} for each in state["meetings"]]}


def test_a_line_under_others_is_undone_alone_and_made_again_by_ctrl_y(tmp_path: Path) -> None:
    story = Story(tmp_path / "a.json", set())
    story.play([("change", 0), ("change", 2), ("change", 1)])  # a note, the mandate, a note
    step = story.repository.take_back(story.id, 2)
    assert step is not None
    assert not step.is_undone
    after = story.repository.get(story.id)
    assert after.stage.mandate == blank().stage.mandate
    assert [note.text for note in after.notes] == ["a", "b"]
    for repository in (story.repository, story.opened()):
        undone = repository.next_redo
        assert undone is not None
        assert undone.line == 2
    story.repository.redo()
    assert story.opened().get(story.id).stage.mandate == "Un texte"


def test_a_line_that_a_later_one_touches_is_refused_and_named(tmp_path: Path) -> None:
    story = Story(tmp_path / "a.json", set())
    story.play([("change", 2), ("change", 3)])  # the mandate, twice
    for ask in (story.repository.undo_of, story.repository.take_back):
        with pytest.raises(ConflictError, match=r"porte sur la même chose.*Mandat modifié.*, le "):
            ask(story.id, 1)
    assert story.opened().get(story.id).stage.mandate == "Un autre"
    assert story.repository.undo() is not None  # the refusal forgot nothing
    assert story.repository.undo() is not None


def test_a_line_on_which_a_later_one_relies_is_refused_and_names_it(tmp_path: Path) -> None:
    story, day = Story(tmp_path / "a.json", set()), blank().stage.start
    for change in (
        note_access(VPN.id, VPN.resource),
        grant(VPN, on=day),
        withdraw(VPN, on=day, today=day, by="Nadia"),
        write_mandate("Un texte"),
    ):
        story.clock.advance(days=1)
        story.repository.change(story.id, change)
    withdrawal = story.repository.get(story.id).history[3]
    for ask in (story.repository.undo_of, story.repository.take_back):
        with pytest.raises(ConflictError) as refusal:
            ask(story.id, 2)  # an access is withdrawn once it was given
        said = str(refusal.value).replace("\u00a0", " ")
        assert "Une modification plus récente en dépend : « Accès « VPN » retiré (Nadia) »" in said
        assert f"le {plain_date(withdrawal.at.date())}".replace("\u00a0", " ") in said
        assert said.endswith("Défaites d’abord celle-ci.")
    assert story.repository.take_back(story.id, 3) is not None
    assert story.repository.take_back(story.id, 2) is not None


def test_a_creation_and_a_line_that_is_not_there_have_nothing_to_put_back(tmp_path: Path) -> None:
    story = Story(tmp_path / "a.json", set())
    for line in (0, -1, 7):
        assert story.repository.take_back(story.id, line) is None


# --- Mon organisation -----------------------------------------------------------------------------


def named(name: str) -> Organisation:
    """Mon organisation of that name."""
    return Organisation(host=Workplace(name=name))


@pytest.mark.parametrize("restarts", [False, True])
def test_mon_organisation_is_undone_and_made_again(tmp_path: Path, restarts: bool) -> None:
    story = Story(tmp_path / "a.json", set())

    def repository() -> TinyRepository:
        return story.opened() if restarts else story.repository

    for name in ("Boréal", "Austral"):
        story.clock.advance(minutes=1)
        seen = story.repository.organisation()
        story.repository.keep_organisation(named(name), seen)
    names = []
    for way in ("undo", "undo", "redo", "redo"):
        story.clock.advance(minutes=1)
        step = getattr(repository(), way)()
        assert (step.id, step.intern) == (ORGANISATION_STEP, "")
        names.append(story.opened().organisation().host.name)
    assert names == ["Boréal", "", "Boréal", "Austral"]
    assert story.opened().organisation().version == 6


def test_mon_organisation_changed_by_someone_else_since_is_refused(tmp_path: Path) -> None:
    story = Story(tmp_path / "a.json", set())
    story.repository.keep_organisation(named("Boréal"), Organisation())
    paul = TinyRepository(story.path, story.clock, who=lambda: "Paul")
    paul.keep_organisation(named("Austral"), paul.organisation())
    with pytest.raises(ConflictError, match="plus récente porte sur la même chose"):
        story.repository.undo()
    assert story.opened().organisation().host.name == "Austral"
