"""Two programs on one file, a form open in one of them: nobody's words are lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from telestage_tui.dossier import changes
from telestage_tui.dossier.changes import Change
from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.french import plain_date
from telestage_tui.dossier.meetings import Meeting, Record
from telestage_tui.screens.at_once import ChooseVersion
from telestage_tui.screens.dossier_screen import DossierScreen
from telestage_tui.widgets.clash_dialog import ClashDialog
from telestage_tui.widgets.form import FieldForm
from tests.factories import titled

from .driving import LARGE, NOW, Person, another_program, dossier, on_disk, opened, workspace_in

pytestmark = pytest.mark.usefixtures("unwatched")


def elsewhere(folder: Path, subject: Dossier, change: Callable[[Dossier], Dossier]) -> Dossier:
    """What another program does to the dossier."""
    return another_program(folder).change(subject.id, Change(said("Ailleurs"), change))


def planned(subject: Dossier) -> Meeting:
    """A meeting still to come, with nothing written."""
    return next(m for m in reversed(subject.meetings) if m.status == "planned")


def noting(meeting: Meeting, text: str) -> Callable[[Dossier], Dossier]:
    return changes.record_meeting(
        meeting.id,
        "Rencontre",
        status=meeting.status,
        on=NOW.date(),
        write=lambda _: Record(notes=text),
    ).apply


async def type_in(pilot: Person, field: str, text: str) -> None:
    """Go to a field and type at its end."""
    await pilot.to_field(field)
    await pilot.press("ctrl+end" if field == "notes" else "end")
    await pilot.write(text)


async def test_looking_at_a_meeting_never_undoes_what_another_program_wrote(tmp_path: Path) -> None:
    subject = dossier()
    meeting = planned(subject)
    async with opened(tmp_path, "meeting", subject, str(meeting.id), size=LARGE) as pilot:
        elsewhere(tmp_path, subject, noting(meeting, "Écrit par l’autre."))
        await pilot.press("escape")

    assert on_disk(tmp_path, subject).meeting(meeting.id).record.notes == "Écrit par l’autre."


async def test_two_texts_on_one_meeting_are_both_kept(tmp_path: Path) -> None:
    subject = dossier()
    meeting = planned(subject)
    async with opened(tmp_path, "meeting", subject, str(meeting.id), size=LARGE) as pilot:
        await type_in(pilot, "notes", "Écrit ici.")
        elsewhere(tmp_path, subject, noting(meeting, "Écrit par l’autre."))
        await pilot.press("escape")
        await pilot.comes("changé aussi par un autre programme")

    kept = on_disk(tmp_path, subject).meeting(meeting.id).record.notes
    assert kept == "Écrit par l’autre.\n\nÉcrit ici."


async def test_what_comes_while_one_types_is_shown_in_its_field(tmp_path: Path) -> None:
    subject = dossier()
    meeting = planned(subject)
    async with opened(tmp_path, "meeting", subject, str(meeting.id), size=LARGE) as pilot:
        first = pilot.app.screen.query_one(FieldForm)
        [item, *_] = (name for name in first.values() if name.startswith("item."))
        await type_in(pilot, item, "Le prototype est prêt.")
        elsewhere(tmp_path, subject, noting(meeting, "Écrit par l’autre."))
        pilot.app._watch_file()
        assert first.values()["notes"] == "Écrit par l’autre."
        assert first.values()[item] == "Le prototype est prêt."
        await pilot.press("f2")

    kept = on_disk(tmp_path, subject).meeting(meeting.id)
    assert kept.status == "planned"
    assert kept.record.notes == "Écrit par l’autre."
    assert [minute.text for minute in kept.record.minutes] == ["Le prototype est prêt."]


async def test_informations_keep_what_another_program_changed(tmp_path: Path) -> None:
    subject = dossier()
    async with opened(tmp_path, "details", subject, size=LARGE) as pilot:
        await type_in(pilot, "structure.nom", " et filles")
        elsewhere(
            tmp_path,
            subject,
            lambda now: now.evolve(host=now.host.evolve(city="Matane")),
        )
        await pilot.press("f2")

    kept = on_disk(tmp_path, subject)
    assert kept.host.city == "Matane"
    assert kept.host.name == subject.host.name + " et filles"


async def test_a_note_written_twice_at_once_has_both_texts(tmp_path: Path) -> None:
    subject = dossier()
    async with opened(tmp_path, "dossier", subject, "dur-growth", size=LARGE) as pilot:
        await pilot.press("enter")
        await pilot.write("Écrit ici.")
        elsewhere(
            tmp_path,
            subject,
            changes.edit_task(titled("dur-growth"), note="Écrit par l’autre.").apply,
        )
        await pilot.press("f2")
        await pilot.arrives(ClashDialog)
        await pilot.reads("Le vôtre : Écrit ici.", "L’autre : Écrit par l’autre.")
        assert on_disk(tmp_path, subject).task("dur-growth").note == "Écrit par l’autre."
        await pilot.press("f2")

    note = on_disk(tmp_path, subject).task("dur-growth").note
    assert note == "Écrit par l’autre.\n\nÉcrit ici."


async def test_describing_an_access_leaves_how_far_it_has_come(tmp_path: Path) -> None:
    subject = dossier()
    given = subject.accesses[0]
    access = given.evolve(given_on=None, explained_on=None, withdrawn_on=None, checks=())
    subject = subject.evolve(accesses=(access, *subject.accesses[1:]))
    workspace = workspace_in(tmp_path, subject)
    async with opened(workspace, "accesses", subject, str(access.id), size=LARGE) as pilot:
        await pilot.press("e", "end")
        await pilot.write(" (bis)")
        elsewhere(
            tmp_path,
            subject,
            changes.grant(access, on=workspace.today()).apply,
        )
        await pilot.press("f2")

    kept = on_disk(tmp_path, subject).access(access.id)
    assert kept.name == access.name + " (bis)"
    assert kept.given_on == workspace.today()


@pytest.mark.parametrize(("keys", "city"), [((), "Rimouski-Est"), (("down",), "Matane")])
async def test_a_field_changed_twice_is_asked(
    tmp_path: Path, keys: tuple[str, ...], city: str
) -> None:
    subject = dossier()
    async with opened(tmp_path, "details", subject, size=LARGE) as pilot:
        await type_in(pilot, "structure.ville", "-Est")
        elsewhere(tmp_path, subject, lambda now: now.evolve(host=now.host.evolve(city="Matane")))
        await pilot.press("f2")
        await pilot.arrives(ClashDialog)
        await pilot.reads("Ville", "Le vôtre : Rimouski-Est", "L’autre : Matane")
        await pilot.press("f2")
        await pilot.arrives(ClashDialog)  # one must choose
        assert on_disk(tmp_path, subject).host.city == "Matane"
        await pilot.press(*keys, "space", "f2")
        await pilot.until(lambda: not isinstance(pilot.app.screen, ClashDialog))
    assert on_disk(tmp_path, subject).host.city == city


async def test_a_clash_seen_while_typing_is_asked_when_one_saves(tmp_path: Path) -> None:
    subject = dossier()
    async with opened(tmp_path, "details", subject, size=LARGE) as pilot:
        await type_in(pilot, "structure.ville", "-Est")
        elsewhere(tmp_path, subject, lambda now: now.evolve(host=now.host.evolve(city="Matane")))
        pilot.app._watch_file()
        await pilot.press("f2")
        await pilot.arrives(ClashDialog)
        await pilot.press("escape")
        form = pilot.app.screen.query_one(FieldForm)
        assert form.values()["structure.ville"] == "Rimouski-Est"


async def test_two_open_programs_see_each_other(tmp_path: Path) -> None:
    """Two apps on one file, each as a person has it; the other's change comes by itself."""
    subject = dossier()
    async with opened(tmp_path, "history", subject, size=LARGE) as one:
        async with opened(workspace_in(tmp_path), "history", subject, size=LARGE) as other:
            await other.press("n")
            await other.write("Écrit dans l’autre fenêtre.")
            await other.press("f2")
            await other.comes("Écrit dans l’autre fenêtre.")
        one.app._watch_file()
        await one.comes("Écrit dans l’autre fenêtre.")


async def test_a_key_is_obeyed_when_another_program_changed_something_else(tmp_path: Path) -> None:
    subject = dossier()
    async with opened(tmp_path, "dossier", subject, "dur-growth", size=LARGE) as pilot:
        elsewhere(tmp_path, subject, lambda now: now.evolve(host=now.host.evolve(city="Matane")))
        await pilot.press("space")
        await pilot.until(lambda: on_disk(tmp_path, subject).task("dur-growth").choice == "done")
    assert on_disk(tmp_path, subject).host.city == "Matane"


@pytest.mark.parametrize(("key", "choice"), [("1", "skipped"), ("2", "done")])
async def test_the_same_thing_changed_twice_by_a_key_is_asked(
    tmp_path: Path, key: str, choice: str
) -> None:
    subject = dossier()
    async with opened(tmp_path, "dossier", subject, "dur-growth", size=LARGE) as pilot:
        skip = changes.skip(titled("dur-growth"), on=NOW.date(), why="Remise à plus tard")
        elsewhere(tmp_path, subject, skip.apply)
        await pilot.press("space")
        await pilot.arrives(ChooseVersion)
        await pilot.reads("Le vôtre : faite", "L’autre : sans objet")
        assert on_disk(tmp_path, subject).task("dur-growth").choice == "skipped"
        await pilot.press(key)
        await pilot.until(lambda: not isinstance(pilot.app.screen, ChooseVersion))
        await pilot.until(lambda: on_disk(tmp_path, subject).task("dur-growth").choice == choice)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("1", "Écrit par l’autre.\n— Le {day}\n\nÉcrit ici.\n— {who}, le {day}"),
        ("2", "Écrit par l’autre."),
        ("3", "Écrit ici."),
    ],
)
async def test_two_texts_written_at_once_by_a_key_may_both_be_kept(
    tmp_path: Path, key: str, expected: str
) -> None:
    subject = dossier()
    task = titled("dur-growth")
    async with opened(tmp_path, "dossier", subject, task.id, size=LARGE) as pilot:
        elsewhere(tmp_path, subject, changes.edit_task(task, note="Écrit par l’autre.").apply)
        screen = pilot.app.screen
        assert isinstance(screen, DossierScreen)
        assert screen.save(changes.edit_task(task, note="Écrit ici.")) is None
        await pilot.arrives(ChooseVersion)
        await pilot.reads("Garder les deux, l’un sous l’autre")
        await pilot.press(key)
        await pilot.until(lambda: not isinstance(pilot.app.screen, ChooseVersion))
        who = screen.workspace.who()
    day = plain_date(NOW.date()).replace("\u00a0", " ")
    note = on_disk(tmp_path, subject).task(task.id).note
    assert note == expected.format(who=who, day=day)


async def test_what_changes_again_while_one_chooses_is_asked_again(tmp_path: Path) -> None:
    subject = dossier()
    task = titled("dur-growth")
    async with opened(tmp_path, "dossier", subject, task.id, size=LARGE) as pilot:
        elsewhere(tmp_path, subject, changes.edit_task(task, note="Un.").apply)
        screen = pilot.app.screen
        assert isinstance(screen, DossierScreen)
        screen.save(changes.edit_task(task, note="Écrit ici."))
        await pilot.arrives(ChooseVersion)
        elsewhere(tmp_path, subject, changes.edit_task(task, note="Deux.").apply)
        await pilot.press("3")
        await pilot.comes("L’autre : Deux.")
        assert on_disk(tmp_path, subject).task(task.id).note == "Deux."
        await pilot.press("3")
        await pilot.until(lambda: on_disk(tmp_path, subject).task(task.id).note == "Écrit ici.")
