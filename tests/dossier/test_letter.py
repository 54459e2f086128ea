"""The letter: sentences left out and put in, and its release, all taken back."""

from __future__ import annotations

from telestage_tui.dossier import changes as do
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.letters import Letter
from tests.factories import END, make_dossier


def test_a_dossier_of_an_older_file_has_a_letter_nobody_touched() -> None:
    older = make_dossier().model_dump(mode="json")
    del older["letter"]
    assert Dossier.model_validate(older).letter == Letter()


def test_a_sentence_is_left_out_then_put_back() -> None:
    dossier = do.leave_out("criterion:rigour", "Rigueur").apply(make_dossier())
    assert dossier.letter.left_out == ("criterion:rigour",)
    again = do.leave_out("criterion:rigour", "Rigueur").apply(dossier)
    assert again == dossier
    back = do.put_in("criterion:rigour", "Rigueur").apply(dossier)
    assert back.letter == Letter(put_in=("criterion:rigour",))


def test_a_release_says_when_and_is_taken_back_even_after_the_closing() -> None:
    closed = do.mark_closed(on=END).apply(make_dossier())
    released = do.release_letter("5f0c", on=END).apply(closed)
    assert released.letter.release is not None
    assert released.letter.release.on == END
    assert do.take_back_letter().apply(released) == closed


def test_the_history_says_what_was_done() -> None:
    change = do.leave_out("note", "Le 20 janvier : elle a tout refait.\nDeux fois.")
    assert "elle a tout refait. Deux fois." in change.label
    assert do.release_letter("5f0c", on=END).label == "Lettre de recommandation approuvée"
