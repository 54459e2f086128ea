"""What a level rests on: anchors, observations quoted, extremes to support, and remarks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.evaluations import Evaluation, Rating
from telestage_tui.dossier.meetings import IndicatorLevel, Record
from telestage_tui.dossier.records import Note
from telestage_tui.programme.content_files import PACKAGED
from telestage_tui.screens.evaluation.declaring import Missing, Unsupported
from telestage_tui.screens.evaluation.observed import Observed
from telestage_tui.screens.evaluation.screen import EvaluationScreen

from ..factories import make_meeting
from .driving import LARGE, SMALL, Person, dossier, on_disk, opened, workspace_in
from .evaluation_driving import CONTENT, CRITERIA, TODAY, evaluation, full_evaluation, line_of

FIRST = CRITERIA[0]
ANCHORS = {level: CONTENT.anchor(FIRST, level) for level in (1, 2, 3, 4)}


def observed_dossier(*evaluations: Evaluation) -> Dossier:
    """Léa's, with two notes and a meeting."""
    return dossier(
        evaluations=evaluations,
        notes=(
            Note(id=uuid4(), on=date(2027, 1, 20), text="Suivi à jour."),
            Note(id=uuid4(), on=date(2027, 2, 3), text="Prix [TTC] : « relus »."),
        ),
        meetings=(make_meeting(1, record=Record(notes="Bonne rencontre.")),),
    )


def panel_of(pilot: Person) -> str:
    """The words of the panel, beside the list or under it."""
    lines = (line.rpartition("│")[2].rstrip(" ▁▂▃▄▅▆▇█") for line in pilot.seen.splitlines())
    return " ".join(" ".join(lines).split())


async def panel_reads(pilot: Person, *texts: str) -> None:
    """Wait until all of these texts can be read in the panel."""
    await pilot.until(lambda: all(text in panel_of(pilot) for text in texts))


# --- anchors ------------------------------------------------------------------------------------


async def test_beside_the_list_the_four_anchors_are_read_and_said_to_be_ours(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, "evaluation", dossier(evaluations=()), size=LARGE) as pilot:
        words = panel_of(pilot)
        assert "Repères proposés par telestage" in words
        assert all(sentence in words for sentence in ANCHORS.values())
        await pilot.press("3", "up")
        assert all(sentence in panel_of(pilot) for sentence in ANCHORS.values())


async def test_under_the_list_the_anchor_of_the_level_given_is_read_and_the_others_by_scrolling(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, "evaluation", dossier(evaluations=()), size=SMALL) as pilot:
        for level in (4, 1, 2, 3):
            await pilot.press(str(level), "up")
            await panel_reads(pilot, f"Repère proposé : {ANCHORS[level]}")
        await pilot.press(*["right_square_bracket"] * 4)
        await panel_reads(pilot, ANCHORS[1])
        await pilot.press("home", "9", "up")
        assert "Repère proposé :" not in pilot.words


async def test_a_long_comment_does_not_hide_what_the_level_means(tmp_path: Path) -> None:
    rating = Rating(criterion=FIRST, level=2, comment="mot " * 2500)
    lea = dossier(evaluations=(Evaluation(kind="midpoint", ratings=(rating,)),))
    async with opened(tmp_path, "evaluation", lea, f"midpoint:{FIRST}") as pilot:
        await panel_reads(pilot, f"Repère proposé : {ANCHORS[2]}")


# --- observations -------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_line_is_quoted_in_the_comment_with_its_date(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    lea = observed_dossier(evaluation("midpoint", 4))

    def comment() -> str:
        return on_disk(tmp_path, lea).evaluation("midpoint").rating(FIRST).comment

    async with opened(tmp_path, "evaluation", lea, f"midpoint:{FIRST}", size=size) as pilot:
        await panel_reads(pilot, "Productivité ····· rien d’observé depuis le 11 janvier · F4")
        await pilot.press("f4")
        await pilot.arrives(Observed)
        await pilot.reads("En tout ·▃·▁· dernière observation le 3 février")
        await pilot.reads("Prix [TTC]", "Suivi à jour.", "Bonne rencontre.", "Tableau de bord")
        await pilot.press("enter")
        await pilot.arrives(EvaluationScreen)
        assert comment() == "« Prix [TTC] : “relus”. » (note du 3 février)"
        await pilot.press("f4", "down", "enter")
        assert comment().splitlines()[1] == "« Suivi à jour. » (note du 20 janvier)"
        await pilot.press("f4", "down", "enter")
        await pilot.comes("déjà citée")
        assert len(comment().splitlines()) == 2
        await pilot.press("f4", "end", "enter")
        assert comment().endswith("« Tableau de bord » (livrable)")
        await pilot.press("ctrl+z")
        assert not comment().endswith("(livrable)")


async def test_a_quotation_and_a_comment_not_saved_yet_are_both_kept(tmp_path: Path) -> None:
    lea = observed_dossier(evaluation("midpoint", 4))
    async with opened(tmp_path, "evaluation", lea, f"midpoint:{FIRST}") as pilot:
        await pilot.press("enter")
        await pilot.write("À moitié écrit")
        await pilot.press("escape", "f4", "down", "enter", "enter")
        await pilot.comes("À moitié écrit")
        await pilot.press("f2", "f2")
        comment = on_disk(tmp_path, lea).evaluation("midpoint").rating(FIRST).comment
        assert "À moitié écrit" in comment
        assert "« Suivi à jour. » (note du 20 janvier)" in comment


async def test_a_quotation_goes_in_a_question_answered_in_words_and_nowhere_else(
    tmp_path: Path,
) -> None:
    lea = observed_dossier()
    async with opened(tmp_path, "evaluation", lea, "midpoint:strengths") as pilot:
        await pilot.press("f4", "enter")
        strengths = on_disk(tmp_path, lea).evaluation("midpoint").strengths
        assert strengths.endswith("(note du 3 février)")
        await pilot.open("evaluation", lea, "midpoint:goals_reached")
        before = on_disk(tmp_path, lea)
        await pilot.press("f4", "enter")
        await pilot.comes("Rien ne se cite ici")
        assert on_disk(tmp_path, lea) == before


async def test_a_complete_form_shows_its_period_and_takes_no_quotation(tmp_path: Path) -> None:
    lea = observed_dossier(full_evaluation("midpoint", completed_on=date(2027, 1, 25)))
    async with opened(tmp_path, "evaluation", lea, f"midpoint:{FIRST}") as pilot:
        await pilot.press("f4")
        await pilot.reads("Observé du lundi 11 janvier au lundi 25 janvier 2027", "Suivi à jour.")
        assert "TTC" not in pilot.seen
        await pilot.press("enter")
        await pilot.comes("rouvrez-le : Ctrl+O")
        assert on_disk(tmp_path, lea).evaluation("midpoint").rating(FIRST).comment == ""


async def test_nothing_observed_is_said_and_an_empty_list_takes_no_key(tmp_path: Path) -> None:
    lea = dossier(evaluations=(), meetings=(), notes=())
    lea = lea.evolve(stage=lea.stage.evolve(deliverables=()))
    async with opened(tmp_path, "evaluation", lea, "midpoint") as pilot:
        await pilot.reads("rien d’observé depuis le 11 janvier")
        await pilot.press("f4", "enter")
        await pilot.arrives(Observed)
        await pilot.press("escape")
        assert on_disk(tmp_path, lea).evaluations == ()


async def test_the_tutors_notes_are_no_part_of_a_self_evaluation(tmp_path: Path) -> None:
    lea = observed_dossier(evaluation("self_midpoint", 4, 1))
    async with opened(tmp_path, "evaluation", lea, f"self_midpoint:{FIRST}", size=LARGE) as pilot:
        assert "observation" not in pilot.seen
        assert "Suivi à jour" not in pilot.seen
        assert "!" not in line_of(pilot, "Organise son travail")  # nobody asks the intern to prove
        await pilot.press("f4")
        await pilot.comes("Une autoévaluation reprend")


def rated_dossier() -> Dossier:
    """Léa's, with a note on everything and a meeting that rated deadlines and autonomy."""
    record = Record(
        indicators=(
            IndicatorLevel(id="deadlines", level=2), IndicatorLevel(id="autonomy", level=4),
        )
    )  # fmt: skip
    return dossier(
        evaluations=(),
        notes=(Note(id=uuid4(), on=date(2027, 2, 3), text="Suivi à jour."),),
        meetings=(make_meeting(1, record=record),),
    )


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_beside_each_group_comes_first_what_speaks_to_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    lea = rated_dossier()
    async with opened(tmp_path, "evaluation", lea, f"midpoint:{FIRST}", size=size) as pilot:
        await panel_reads(
            pilot,
            "Productivité ·▁··· rien d’observé depuis 3 semaines · F4",
            "En tout ·▁·▁· dernière observation le 3 février",
        )
        await pilot.press("f4")
        await pilot.arrives(Observed)
        lines = pilot.seen.splitlines()

        def place(words: str) -> int:
            return next(rank for rank, line in enumerate(lines) if words in line)

        assert place("Délais : dépassés, annoncés") < place("Aussi observé")
        assert place("Aussi observé") < place("Suivi à jour.") < place("Autonomie : avance seule")
        await pilot.press("enter")
        comment = on_disk(tmp_path, lea).evaluation("midpoint").rating(FIRST).comment
        assert comment == "« Délais : dépassés, annoncés » (indicateur du 19 janvier)"
        await pilot.open("evaluation", lea, "midpoint:speaking")
        await panel_reads(pilot, "Relations ····· rien d’observé depuis le 11 janvier")
        await pilot.press("f4")
        await pilot.arrives(Observed)
        assert "Aussi observé" not in pilot.seen  # one list: nothing stands before the rest
        await pilot.press("escape")
        await pilot.open("evaluation", lea, "midpoint:strengths")
        await panel_reads(pilot, "Observé ·▁·▁· dernière observation le 3 février")


async def test_a_programme_that_says_nothing_of_groups_shows_one_period(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    text = (PACKAGED / "telestage" / "2026.1" / "evaluation.toml").read_text(encoding="utf-8")
    begin, end = text.index("[observations]"), text.index("# « type » dit")
    (own / "evaluation.toml").write_text(text[:begin] + text[end:], encoding="utf-8")
    (own / "programme.toml").write_text("extends = true\n", encoding="utf-8")
    lea = rated_dossier()
    workspace = replace(workspace_in(tmp_path, lea), programme_folder=own)
    async with opened(workspace, "evaluation", lea, f"midpoint:{FIRST}") as pilot:
        await panel_reads(pilot, "Observé ·▁·▁· dernière observation le 3 février")


# --- extremes -----------------------------------------------------------------------------------


async def test_an_extreme_is_marked_until_it_has_a_fact(tmp_path: Path) -> None:
    lea = observed_dossier(evaluation("midpoint", 3))
    async with opened(tmp_path, "evaluation", lea, f"midpoint:{FIRST}") as pilot:
        for digit, is_marked in (("4", True), ("2", False), ("1", True), ("9", False), ("4", True)):
            await pilot.press(digit, "up")
            assert ("!" in line_of(pilot, "Organise son travail")) == is_marked
            assert ("À étayer" in pilot.seen) == is_marked
        await pilot.press("f4", "enter")
        assert "¶" in line_of(pilot, "Organise son travail")
        assert "À étayer" not in pilot.seen


async def test_f2_lists_what_lacks_a_fact_leads_there_and_may_be_forced(tmp_path: Path) -> None:
    levels = [4, *[3] * 10, 1, *[3] * 11]
    lea = observed_dossier(evaluation("midpoint", *levels, overall=4))

    def is_complete() -> bool:
        return on_disk(tmp_path, lea).evaluation("midpoint").completed_on == TODAY

    async with opened(tmp_path, "evaluation", lea, "midpoint:strengths") as pilot:
        await pilot.comes("tout y est, 2 niveaux à étayer")
        await pilot.press("f2")
        await pilot.arrives(Unsupported)
        await pilot.reads("Deux niveaux extrêmes sont à étayer", "Organise son travail")
        await pilot.press("2")
        screen = await pilot.arrives(EvaluationScreen)
        assert screen.item is not None
        assert screen.item.id == CRITERIA[11]
        await pilot.press("f6")
        assert screen.item.id == FIRST
        await pilot.press("f4", "enter", "f2")
        await pilot.reads("Un niveau extrême est à étayer")
        assert not is_complete()
        await pilot.press("f2")
        await pilot.arrives(EvaluationScreen)
        assert is_complete()


async def test_f2_names_the_levels_to_support_after_what_is_missing(tmp_path: Path) -> None:
    lea = dossier(evaluations=(evaluation("midpoint", 4, *[3] * 21),))
    async with opened(tmp_path, "evaluation", lea, "midpoint") as pilot:
        await pilot.press("f2")
        await pilot.arrives(Missing)
        await pilot.reads("Il manque 2 réponses", "À étayer : Organise son travail")
        await pilot.press("3")
        screen = await pilot.arrives(EvaluationScreen)
        assert screen.item is not None
        assert screen.item.id == FIRST


# --- remarks ------------------------------------------------------------------------------------


async def test_remarks_are_told_and_stop_nothing(tmp_path: Path) -> None:
    own = evaluation("self_midpoint", 1)
    lea = dossier(evaluations=(full_evaluation("midpoint"), own), notes=(), meetings=())
    async with opened(tmp_path, "evaluation", lea, f"midpoint:{FIRST}", size=LARGE) as pilot:
        await pilot.comes("tout y est, 3 remarques : F2")
        await panel_reads(pilot, "deux niveaux d’écart avec l’autoévaluation : parlez-en.")
        await pilot.press("f2")
        assert on_disk(tmp_path, lea).evaluation("midpoint").completed_on == TODAY
        await pilot.reads("Tous les niveaux sont les mêmes", "Rien n’a été noté")


# --- keys ---------------------------------------------------------------------------------------


async def test_a_mid_form_takes_sixty_keys_at_most_beyond_what_is_written(tmp_path: Path) -> None:
    """From the dossier to the form complete: four extremes with a note quoted, three texts."""
    lea = observed_dossier()
    levels = "4" + "3" * 9 + "1" + "2" * 5 + "4" + "0" + "9" + "3" * 3 + "1"
    assert len(levels) == len(CRITERIA)
    pressed = 0
    async with opened(tmp_path, "dossier", lea) as pilot:

        async def press(*keys: str) -> None:
            nonlocal pressed
            pressed += len(keys)
            await pilot.press(*keys)

        async def write(text: str) -> None:
            """A letter begins the text; only the key that keeps it is counted."""
            await pilot.burst(text)
            await press("f2")

        await press("v", "enter")
        await pilot.arrives(EvaluationScreen)
        await press(*levels, "2", "4")
        for text in ("Progrès", "Rigueur", "Délais"):
            await write(text)
        await pilot.burst("3")
        await press("enter", "1")
        for _ in range(4):
            await press("f6", "f4", "enter")
        await press("f2")
        await pilot.comes("complète depuis")
        midpoint = on_disk(tmp_path, lea).evaluation("midpoint")
        assert midpoint.completed_on == TODAY
        assert [midpoint.rating(each).level for each in CRITERIA] == [
            None if digit in "09" else int(digit) for digit in levels
        ]
        assert midpoint.overall_why == "Progrès"
        assert sum(bool(rating.comment) for rating in midpoint.ratings) == 4
        assert pressed <= 60
