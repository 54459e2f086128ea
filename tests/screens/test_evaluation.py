"""Filling one evaluation with the keyboard, as a tutor does, on a real file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from telestage_tui.dossier.evaluations import Evaluation

from .driving import dossier, on_disk, opened, workspace_in
from .evaluation_driving import CRITERIA, READ, evaluation, line_of


async def test_six_keys_answer_six_criteria_and_each_one_is_on_disk(tmp_path: Path) -> None:
    lea = dossier(evaluations=())
    async with opened(tmp_path, "evaluation", lea, "midpoint") as pilot:
        for rank, key in enumerate(("4", "3", "2", "1", "0", "minus"), 1):
            await pilot.press(key)
            ratings = on_disk(tmp_path, lea).evaluation("midpoint").ratings
            assert len(ratings) == rank
        levels = [(r.level, r.applicable) for r in ratings]
        assert [r.criterion for r in ratings] == list(CRITERIA[:6])
        assert levels == [(4, True), (3, True), (2, True), (1, True), (None, False), (None, False)]
        assert "6/23" in line_of(pilot, "telestage")
        assert "●●●●" in line_of(pilot, "Organise son travail")
        assert "En dessous" in line_of(pilot, "Sait fixer des priorités")
        assert "––––" in line_of(pilot, "Travaille avec rigueur")
        label = on_disk(tmp_path, lea).history[-1].sentence.replace("\u00a0", " ")
        assert label == "Évaluation de mi-stage : respecte le mandat"


async def test_one_begins_on_the_first_criterion_without_an_answer(tmp_path: Path) -> None:
    lea = dossier(evaluations=(evaluation("midpoint", 3, 3, 3, 3, 3, 3, 3),))
    async with opened(tmp_path, "evaluation", lea, "midpoint") as pilot:
        await pilot.press("2")
        assert on_disk(tmp_path, lea).evaluation("midpoint").rating(CRITERIA[7]).level == 2


async def test_the_present_answer_changes_in_place_and_can_be_erased(tmp_path: Path) -> None:
    lea = dossier(evaluations=())

    def level() -> int | None:
        return on_disk(tmp_path, lea).evaluation("midpoint").rating(CRITERIA[0]).level

    async with opened(tmp_path, "evaluation", lea, "midpoint") as pilot:
        for key, expected in (("space", 4), ("right", 3), ("left", 4), ("delete", None)):
            await pilot.press(key)
            assert level() == expected
        assert on_disk(tmp_path, lea).evaluation("midpoint").ratings == ()


async def test_the_same_answer_again_moves_on_without_a_change(tmp_path: Path) -> None:
    lea = dossier(evaluations=(evaluation("midpoint", 3),))
    async with opened(tmp_path, "evaluation", lea, "midpoint") as pilot:
        version = on_disk(tmp_path, lea).version
        await pilot.press("home", "3", "2")
        after = on_disk(tmp_path, lea)
        assert after.version == version + 1
        assert after.evaluation("midpoint").rating(CRITERIA[1]).level == 2


async def test_a_comment_is_kept_as_typed_and_read_back_in_full(tmp_path: Path) -> None:
    lea = dossier(evaluations=())
    words = "Prix [TTC] et [/b] : 12 € 🙂\nDeuxième ligne"
    async with opened(tmp_path, "evaluation", lea, "midpoint") as pilot:
        await pilot.press("enter")
        await pilot.write(words)
        await pilot.press("f2")
        assert on_disk(tmp_path, lea).evaluation("midpoint").rating(CRITERIA[0]).comment == words
        assert "¶" in line_of(pilot, "Organise son travail")
        await pilot.comes("Prix [TTC] et [/b]")
        await pilot.press("4")
        rating = on_disk(tmp_path, lea).evaluation("midpoint").rating(CRITERIA[0])
        assert (rating.level, rating.comment) == (4, words)


async def test_a_comment_left_with_escape_comes_back_in_another_session(tmp_path: Path) -> None:
    lea = dossier(evaluations=())
    async with opened(tmp_path, "evaluation", lea, "midpoint") as pilot:
        await pilot.press("enter")
        await pilot.write("À moitié écrit")
        await pilot.press("escape")
        await pilot.comes("texte non enregistré")
        assert on_disk(tmp_path, lea).evaluation("midpoint").ratings == ()
    async with opened(workspace_in(tmp_path), "evaluation", lea, "midpoint") as pilot:
        await pilot.press("enter")
        await pilot.comes("À moitié écrit")
        await pilot.press("f2")
        await pilot.vanishes("texte non enregistré")
    comment = on_disk(tmp_path, lea).evaluation("midpoint").rating(CRITERIA[0]).comment
    assert comment == "À moitié écrit"


async def test_every_closing_question_takes_its_own_kind_of_answer(tmp_path: Path) -> None:
    lea = dossier(evaluations=(evaluation("final", intern_word=READ),))
    async with opened(tmp_path, "evaluation", lea, "final:goals_reached") as pilot:
        await pilot.press("2", "4")  # goals, appraisal
        for words in ("Autonome.", "Le code.", "Signaler les blocages."):
            await pilot.press("enter")
            await pilot.write(words)
            await pilot.press("f2")
        await pilot.press("enter")
        await pilot.write("3,5 h")
        await pilot.press("enter")
        await pilot.press("1", "enter")  # training; then the date
        await pilot.write("9 février 2027")
        await pilot.press("enter")
        await pilot.press("enter", "2")  # would host again, chosen in the dialog
        await pilot.press("1")  # attestation
        final = on_disk(tmp_path, lea).evaluation("final")
        assert final == Evaluation(
            kind="final",
            goals_reached="en partie",
            overall=4,
            overall_why="Autonome.",
            strengths="Le code.",
            to_improve="Signaler les blocages.",
            supervision_hours=3.5,
            training_sufficient=True,
            discussed_on=date(2027, 2, 9),
            would_host_again=False,
            attestation_given=True,
            intern_word=READ,
        )
        assert "3,5 h" in line_of(pilot, "Heures d’encadrement")
        assert "9 février 2027" in line_of(pilot, "Présentée")


async def test_a_refused_answer_says_why_and_stays_typed(tmp_path: Path) -> None:
    lea = dossier(evaluations=())
    async with opened(tmp_path, "evaluation", lea, "final:supervision_hours") as pilot:
        for text, reason, keys in (
            ("beaucoup", "illisible", ["down", "down"]),
            ("31/02/2027", "n’existe pas", ["up", "up"]),
        ):
            await pilot.press("enter")
            await pilot.write(text)
            await pilot.press("enter")
            await pilot.comes(reason, text)
            await pilot.press("escape", *keys)
        await pilot.press("enter", *["backspace"] * len("beaucoup"))
        await pilot.write("200")
        await pilot.press("enter")
        await pilot.comes("Le maximum est 80")
        assert on_disk(tmp_path, lea).evaluations == ()


async def test_a_digit_that_is_no_answer_here_says_which_ones_are(tmp_path: Path) -> None:
    lea = dossier(evaluations=())
    async with opened(tmp_path, "evaluation", lea, "midpoint:goals_reached") as pilot:
        await pilot.press("5")
        await pilot.comes("Réponses possibles ici : 1, 2, 3.")
        assert on_disk(tmp_path, lea).evaluations == ()


async def test_a_refusal_in_view_is_not_said_again_by_each_key(tmp_path: Path) -> None:
    lea = dossier(evaluations=())
    async with opened(tmp_path, "evaluation", lea, "midpoint:goals_reached") as pilot:
        await pilot.press(*"5555")
        await pilot.reads("Réponses possibles ici : 1, 2, 3.")
        assert pilot.words.count("Réponses possibles ici") == 1
