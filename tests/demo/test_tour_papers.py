"""The papers of the guided tour: written whole, the same each time, with every step in them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from pypdf import PdfReader

from telestage_tui.demo.tour import read_tour
from telestage_tui.demo.tour_papers import EXERCISES, NOTES, tour_paper, write_tour_papers
from telestage_tui.screens.navigation import Place

PAGES = get_args(Place)


def text_of(content: bytes) -> str:
    """The text of a PDF file, its lines joined."""
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(page.extract_text() for page in pages).replace("\n", " ")


def words_of(content: bytes) -> str:
    """The text of a PDF file, whatever its lines and the width of its spaces."""
    return " ".join(text_of(content).split())


def test_the_notes_have_each_step_with_its_minute_its_key_and_what_to_say() -> None:
    tour = read_tour(PAGES)
    words = words_of(tour_paper(tour, NOTES))

    for number, step in enumerate(tour.steps, 1):
        assert f"minute {step.minute} pas {number}" in words
        assert f"« {step.look} »" in words
        assert " ".join(step.speech.split()) in words


def test_the_exercises_say_what_to_do_and_what_one_should_see() -> None:
    tour = read_tour(PAGES)
    words = words_of(tour_paper(tour, EXERCISES))

    for exercise in tour.exercises:
        for said in (exercise.title, *exercise.does, exercise.question, exercise.sees):
            assert said in words


def test_the_same_tour_gives_the_same_bytes(tmp_path: Path) -> None:
    first = write_tour_papers(tmp_path / "first", PAGES)
    second = write_tour_papers(tmp_path / "second", PAGES)

    assert [path.name for path in first] == [NOTES, EXERCISES]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


@pytest.mark.parametrize("name", [NOTES, EXERCISES])
def test_the_spaces_are_those_of_printed_french(name: str) -> None:
    text = text_of(tour_paper(read_tour(PAGES), name))

    assert "«\u00a0" in text
    assert "« " not in text
    assert " »" not in text
