"""Changement de cours: chosen, filled in, seen whole, done at once, and undone at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from telestage_tui.dossier.accesses import Suspension
from telestage_tui.dossier.course import EarlyEnd, Interruption
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.stage import Terms
from telestage_tui.screens.course.others import OthersDialog
from telestage_tui.screens.course.preview import CourseDialog
from telestage_tui.screens.course.screen import CourseScreen
from telestage_tui.widgets.form_dialog import FormDialog
from tests.factories import make_access, part_id

from .driving import LARGE, SMALL, Person, dossier, on_disk, opened, workspace_in


def short() -> Dossier:
    """Léa's stage, under way, which is to end before the three months of the programme."""
    subject = dossier()
    return subject.evolve(stage=subject.stage.evolve(end=date(2027, 3, 26)))


async def fill(pilot: Person, **answers: str) -> None:
    """Write each answer in its field."""
    for name, text in answers.items():
        await pilot.to_field(name)
        await pilot.write(text)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_longer_stage_is_seen_then_done_then_undone(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    subject = short()
    async with opened(tmp_path, "dossier", subject, size=size) as pilot:
        await pilot.press("C")
        await pilot.arrives(CourseScreen)
        await pilot.press("down", "enter")
        await fill(pilot, end="9 avril", reason="Livrable à finir")
        await pilot.press("f2")
        await pilot.arrives(CourseDialog)
        await pilot.comes("Dernier jour : ven. 26 mars → ven. 9 avr.")
        assert on_disk(tmp_path, subject).stage.end == date(2027, 3, 26)

        await pilot.press("enter")
        await pilot.arrives(CourseScreen)
        after = on_disk(tmp_path, subject)
        assert after.stage.end == date(2027, 4, 9)
        assert "Livrable à finir" in after.history[-1].sentence

        await pilot.press("u")
        assert on_disk(tmp_path, subject).stage.end == date(2027, 3, 26)


async def test_one_who_leaves_the_preview_finds_what_was_typed(tmp_path: Path) -> None:
    subject = short()
    async with opened(tmp_path, "course", subject) as pilot:
        await pilot.press("down", "enter")
        await fill(pilot, end="9 avril", reason="Livrable à finir")
        await pilot.press("f2")
        await pilot.arrives(CourseDialog)
        await pilot.press("escape")
        await pilot.arrives(FormDialog)
        await pilot.comes("Livrable à finir")
        assert on_disk(tmp_path, subject) == on_disk(tmp_path, subject).evolve(stage=subject.stage)


async def test_what_the_programme_does_not_allow_is_said_at_its_field(tmp_path: Path) -> None:
    subject = short()
    async with opened(tmp_path, "course", subject) as pilot:
        await pilot.press("down", "enter")
        await fill(pilot, end="30 avril", reason="Livrable à finir")
        await pilot.press("f2")
        await pilot.reads("! Le stage finirait au plus tard le")
        assert on_disk(tmp_path, subject).stage.end == date(2027, 3, 26)


async def test_another_tutor_takes_over(tmp_path: Path) -> None:
    subject = short()
    async with opened(tmp_path, "course", subject) as pilot:
        await pilot.press("end", "enter")
        await fill(
            pilot, first_name="Inès", last_name="Roy", email="ines@example.com", reason="Congé"
        )
        await pilot.press("f2")
        await pilot.arrives(CourseDialog)
        await pilot.comes("Maxime Tremblay → Inès Roy")
        await pilot.press("enter")
        await pilot.arrives(CourseScreen)
        assert on_disk(tmp_path, subject).tutor.full_name == "Inès Roy"


async def test_a_closed_stage_offers_none(tmp_path: Path) -> None:
    subject = short().evolve(closed_on=date(2027, 2, 1))
    async with opened(tmp_path, "course", subject) as pilot:
        await pilot.comes("Ce stage est clos")
        await pilot.press("enter")
        await pilot.arrives(CourseScreen)


async def test_a_stage_ends_early_with_what_was_done(tmp_path: Path) -> None:
    subject = short()
    async with opened(tmp_path, "course", subject) as pilot:
        await pilot.press("down", "down", "enter")
        await fill(pilot, on="19 mars", done="Page d’accueil en ligne", reason="Embauche")
        await pilot.press("f2")
        await pilot.arrives(CourseDialog)
        await pilot.press("enter")
        await pilot.arrives(CourseScreen)
        await pilot.reads("Finit avant son terme, le 19 mars 2027 au lieu du 26 mars 2027")
        await pilot.reads("Ce qui a été fait : Page d’accueil en ligne")
        after = on_disk(tmp_path, subject)
        assert after.ended_early is not None
        await pilot.press("u")
        assert on_disk(tmp_path, subject).ended_early is None


async def test_a_stage_that_never_begins_is_closed_at_once(tmp_path: Path) -> None:
    subject = dossier(meetings=(), accesses=(), evaluations=(), started_on=None)
    async with opened(tmp_path, "course", subject) as pilot:
        await pilot.press("end", "up", "enter")
        await pilot.comes("Le stage ne commence pas")
        await fill(pilot, reason="Désistement")
        await pilot.press("f2")
        await pilot.arrives(CourseDialog)
        await pilot.press("enter")
        await pilot.comes("Ce stage est clos")
        assert on_disk(tmp_path, subject).closed_on == date(2027, 2, 10)


async def test_a_stage_stops_and_is_taken_up_again(tmp_path: Path) -> None:
    subject = short()
    async with opened(tmp_path, "course", subject) as pilot:
        await pilot.press("enter")
        await fill(pilot, on="15 février 2027", reason="Arrêt de maladie")
        await pilot.press("f2")
        await pilot.arrives(CourseDialog)
        await pilot.press("enter")
        await pilot.reads("Interrompu à partir du lundi 15 février 2027 (Arrêt de maladie)")
        await pilot.press("home", "enter")
        await pilot.comes("Reprendre le stage")
        await fill(pilot, on="1er mars 2027", reason="Guérie")
        await pilot.press("f2")
        await pilot.arrives(CourseDialog)
        await pilot.press("enter")
        await pilot.arrives(CourseScreen)
        [gap] = on_disk(tmp_path, subject).interruptions
        assert gap.last == date(2027, 2, 28)


async def test_an_amendment_bears_its_signatures(tmp_path: Path) -> None:
    subject = short().evolve(agreed=Terms.of(dossier().stage))
    async with opened(tmp_path, "course", subject) as pilot:
        await pilot.press("end", "enter")
        await pilot.comes("Noter les signatures")
        signed = dict.fromkeys(("ofqj", "intern", "host"), "9 février 2027")
        await fill(pilot, **signed, reason="Fin avancée")
        await pilot.press("f2")
        await pilot.arrives(CourseDialog)
        await pilot.press("enter")
        await pilot.arrives(CourseScreen)
        after = on_disk(tmp_path, subject)
        assert after.agreed == subject.terms
        assert [each.about for each in after.amendments] == ["Fin avancée"]


def with_two() -> Dossier:
    """The same, with two open accesses."""
    return short().evolve(accesses=(make_access("VPN"), make_access("Teams")))


def states(tmp_path: Path, subject: Dossier) -> list[str]:
    """The states of its accesses on disk."""
    return [each.state for each in on_disk(tmp_path, subject).accesses]


async def test_a_key_suspends_the_accesses_with_the_stage(tmp_path: Path) -> None:
    subject = with_two()
    async with opened(tmp_path, "course", subject) as pilot:
        await pilot.press("enter")
        await fill(pilot, on="10 février 2027", end="12 février 2027", reason="Grève")
        await pilot.press("f2")
        await pilot.arrives(CourseDialog)
        await pilot.comes("2 accès restent ouverts")
        await pilot.press("s")
        await pilot.comes("expliqué → suspendu")
        await pilot.press("s")
        await pilot.comes("2 accès restent ouverts")
        await pilot.press("s", "enter")
        await pilot.arrives(CourseScreen)
        assert states(tmp_path, subject) == ["suspended", "suspended"]
        await pilot.press("u")
        assert states(tmp_path, subject) == ["explained", "explained"]
        assert on_disk(tmp_path, subject).interruptions == ()


async def test_without_a_day_to_take_it_up_again_to_suspend_is_proposed(tmp_path: Path) -> None:
    subject = with_two()
    async with opened(tmp_path, "course", subject) as pilot:
        await pilot.press("enter")
        await fill(pilot, on="10 février 2027", reason="Arrêt")
        await pilot.press("f2")
        await pilot.arrives(CourseDialog)
        await pilot.comes("expliqué → suspendu")
        await pilot.press("enter")
        await pilot.arrives(CourseScreen)
        assert states(tmp_path, subject) == ["suspended", "suspended"]


async def test_the_accesses_are_given_back_with_the_stage(tmp_path: Path) -> None:
    cut = Suspension(since=date(2027, 2, 3), with_stage=True)
    gap = Interruption(first=date(2027, 2, 3), reason="Arrêt")
    subject = short().evolve(
        accesses=(make_access("VPN", suspensions=(cut,)),), interruptions=(gap,), meetings=()
    )
    async with opened(tmp_path, "course", subject) as pilot:
        await pilot.press("enter")
        await fill(pilot, on="10 février 2027", reason="Guérie")
        await pilot.press("f2")
        await pilot.arrives(CourseDialog)
        await pilot.comes("suspendu → expliqué")
        await pilot.press("s")
        await pilot.comes("reste suspendu")
        await pilot.press("s", "enter")
        await pilot.arrives(CourseScreen)
        assert states(tmp_path, subject) == ["explained"]
        await pilot.press("u")
        assert states(tmp_path, subject) == ["suspended"]


@pytest.mark.parametrize(
    ("end", "hint"),
    [
        (date(2027, 3, 26), "Au plus tard le 10 avril 2027"),
        (date(2027, 4, 10), "Le programme ne permet pas plus tard que le 10 avril 2027"),
    ],
)
async def test_no_hint_names_a_day_past_the_limit_of_the_programme(
    tmp_path: Path, end: date, hint: str
) -> None:
    subject = short()
    subject = subject.evolve(stage=subject.stage.evolve(end=end))
    async with opened(tmp_path, "course", subject) as pilot:
        await pilot.press("down", "enter")
        await pilot.to_field("end")
        await pilot.reads(hint)


async def test_a_reason_typed_as_a_sentence_is_not_followed_by_two_full_stops(
    tmp_path: Path,
) -> None:
    gap = Interruption(first=date(2027, 2, 1), last=date(2027, 2, 3), reason="Maladie.")
    end = EarlyEnd(
        on=date(2027, 3, 19), reason="Embauche.", planned_end=date(2027, 3, 26), done="Page."
    )
    async with opened(
        tmp_path, "course", short().evolve(interruptions=(gap,), ended_early=end)
    ) as pilot:
        await pilot.reads("(Maladie).")
        await pilot.reads("(Embauche).")
        await pilot.reads("Ce qui a été fait : Page.")
        assert ".." not in pilot.words


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_first_page_of_the_dossier_says_it(tmp_path: Path, size: tuple[int, int]) -> None:
    gap = Interruption(first=date(2027, 2, 8), reason="Grève.")
    async with opened(
        tmp_path, "dossier", short().evolve(interruptions=(gap,)), size=size
    ) as pilot:
        await pilot.reads("Interrompu depuis le lundi 8 février 2027 (Grève)")


async def test_the_other_dossiers_of_a_tutor_who_leaves_are_chosen_and_shown_together(
    tmp_path: Path,
) -> None:
    subject = short()
    intern = subject.intern
    ana, bao, gone = (
        subject.evolve(id=part_id(name), intern=intern.evolve(first_name=name, last_name="Li"),
                       closed_on=closed)
        for name, closed in (("Ana", None), ("Bao", None), ("Chloé", date(2027, 2, 1)))
    )  # fmt: skip
    workspace = workspace_in(tmp_path, subject, ana, bao, gone)
    async with opened(workspace, "course", subject) as pilot:
        await pilot.press("end", "enter")
        await fill(pilot, first_name="Inès", last_name="Roy", reason="Congé")
        await pilot.press("f2")
        await pilot.arrives(OthersDialog)
        await pilot.comes("Ana Li", "Bao Li")
        assert "Chloé" not in pilot.seen
        await pilot.press("m", "space", "f2")  # all of them, then not the first
        await pilot.arrives(CourseDialog)
        await pilot.reads("Bao Li : Tuteur ou tutrice : Maxime Tremblay → Inès Roy")
        await pilot.press("enter")
        await pilot.arrives(CourseScreen)
        tutors = {each.id: each.tutor.first_name for each in workspace.repository.dossiers()}
        assert [tutors[each.id] for each in (subject, ana, bao, gone)] == [
            "Inès", "Maxime", "Inès", "Maxime",
        ]  # fmt: skip
        await pilot.press("u")
        assert workspace.repository.get(subject.id).tutor.first_name == "Maxime"
