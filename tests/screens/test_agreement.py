"""Tasks and meetings agree on screen: one key records both, says so, and one key undoes both."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from telestage_tui.dossier import changes
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.meetings import Meeting, MeetingKind, Slot

from ..factories import make_meeting, titled
from .driving import NOW, Person, dossier, on_disk, opened

PAST, TODAY, TO_COME = date(2027, 2, 8), NOW.date(), date(2027, 2, 11)


def planned(kind: MeetingKind, day: date) -> Meeting:
    slot = Slot(day=day, at=time(9, 30), zone="America/Toronto")
    return make_meeting(kind=kind, slot=slot, rule_day=day, status="planned")


def state_on_disk(folder: Path, lea: Dossier, task: str) -> tuple[str, str | None]:
    """The status of the only meeting, and the choice made on the task."""
    saved = on_disk(folder, lea)
    return saved.meetings[0].status, saved.task(task).choice


async def becomes(
    pilot: Person, folder: Path, lea: Dossier, task: str, state: tuple[str, str | None]
) -> None:
    await pilot.until(lambda: state_on_disk(folder, lea, task) == state)


@pytest.mark.parametrize(
    ("day", "words"),
    [(PAST, "lundi 8 février"), (TODAY, "mercredi 10 février")],
    ids=["past", "today"],
)
async def test_ticking_a_task_holds_its_meeting_and_one_key_takes_both_back(
    tmp_path: Path, day: date, words: str
) -> None:
    lea = dossier(meetings=(planned("final", day),))
    async with opened(tmp_path, "dossier", lea, "end-debrief") as pilot:
        await pilot.press("space")
        await pilot.reads("✓", f"rencontre notée tenue le {words}")
        await becomes(pilot, tmp_path, lea, "end-debrief", ("held", "done"))
        await pilot.press("u")
        await pilot.reads("Défait :", f"rencontre notée tenue le {words}")
        await becomes(pilot, tmp_path, lea, "end-debrief", ("planned", None))


async def test_a_required_task_says_first_that_its_meeting_will_be_held(tmp_path: Path) -> None:
    lea = dossier(meetings=(planned("midpoint", PAST),))
    async with opened(tmp_path, "dossier", lea, "mid-meeting") as pilot:
        await pilot.press("space")
        await pilot.reads("La rencontre du lundi 8 février sera notée tenue")
        await pilot.write("Vue avec Léa")
        await pilot.press("f2")
        await pilot.reads("✓", "rencontre notée tenue le lundi 8 février")
        await becomes(pilot, tmp_path, lea, "mid-meeting", ("held", "done"))
        assert on_disk(tmp_path, lea).task("mid-meeting").note == "Vue avec Léa"
        await pilot.press("space")
        await pilot.reads("rencontre du lundi 8 février remise à venir")
        await becomes(pilot, tmp_path, lea, "mid-meeting", ("planned", "todo"))


async def test_the_meeting_proves_its_required_task_without_a_word(tmp_path: Path) -> None:
    lea = dossier(meetings=(planned("midpoint", PAST),))
    async with opened(tmp_path, "dossier", lea, "mid-meeting") as pilot:
        await pilot.press("space")
        await pilot.press("f2")
        await becomes(pilot, tmp_path, lea, "mid-meeting", ("held", "done"))
        assert "preuve?" not in pilot.seen


@pytest.mark.parametrize("task", ["end-debrief", "mid-meeting"], ids=["plain", "required"])
async def test_a_task_whose_meeting_is_to_come_is_not_ticked_and_says_why(
    tmp_path: Path, task: str
) -> None:
    kind: MeetingKind = "final" if task == "end-debrief" else "midpoint"
    lea = dossier(meetings=(planned(kind, TO_COME),))
    async with opened(tmp_path, "dossier", lea, task) as pilot:
        await pilot.press("space")
        await pilot.comes("jeudi 11", "2027", "déplacez-la")
        assert state_on_disk(tmp_path, lea, task) == ("planned", None)


async def test_holding_a_meeting_does_its_task_even_one_that_was_sans_objet(
    tmp_path: Path,
) -> None:
    lea = dossier(meetings=(planned("midpoint", PAST),))
    skip = changes.skip(titled("mid-meeting"), why="Trop court", on=PAST)
    lea = skip.apply(lea)
    async with opened(tmp_path, "meetings", lea) as pilot:
        await pilot.press("space")
        await pilot.press("f2")
        await becomes(pilot, tmp_path, lea, "mid-meeting", ("held", None))
        await pilot.reads("tenue", "étape « Présenter l’évaluation", "faite")
        await pilot.press("u")
        await becomes(pilot, tmp_path, lea, "mid-meeting", ("planned", "skipped"))


async def test_a_task_sans_objet_cancels_its_meeting_and_says_so_before(tmp_path: Path) -> None:
    lea = dossier(meetings=(planned("final", TO_COME),))
    async with opened(tmp_path, "dossier", lea, "end-debrief") as pilot:
        await pilot.press("s")
        await pilot.comes("11 février", "sera annulée")
        await pilot.write("Stage écourté")
        await pilot.press("f2")
        await pilot.reads("✓", "rencontre du jeudi 11 février annulée")
        await becomes(pilot, tmp_path, lea, "end-debrief", ("cancelled", "skipped"))
        await pilot.press("u")
        await becomes(pilot, tmp_path, lea, "end-debrief", ("planned", None))


async def test_a_task_whose_meeting_was_held_is_not_sans_objet(tmp_path: Path) -> None:
    lea = dossier(meetings=(planned("final", PAST).evolve(status="held"),))
    async with opened(tmp_path, "dossier", lea, "end-debrief") as pilot:
        await pilot.press("s")
        await pilot.comes("8 février", "a eu lieu")
        assert state_on_disk(tmp_path, lea, "end-debrief") == ("held", None)
