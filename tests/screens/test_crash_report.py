"""The report of an unexpected error: where it happened, without what anybody typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError
from textual.worker import WorkerFailed

from telestage_tui.dossier.people import Intern
from telestage_tui.screens.crash_report import leave_trace

WORDS = "Mon patron est insupportable"


def refuse(words: str) -> None:
    Intern.model_validate({"first_name": "Léa", "last_name": "Roy", "email": words})


def look_up(words: str) -> None:
    try:
        refuse(words)
    except ValidationError:
        _ = {"": ""}[words]


@pytest.mark.parametrize("step", [refuse, look_up])
def test_the_trace_says_where_and_quotes_nobody(tmp_path: Path, step: object) -> None:
    assert callable(step)
    with pytest.raises(Exception, match=WORDS) as caught:
        step(WORDS)
    message = leave_trace(tmp_path, caught.value)
    file = tmp_path / "telestage.erreur.txt"
    text = file.read_text(encoding="utf-8")
    assert str(file) in message
    assert "in refuse" in text
    assert "ValidationError" in text
    assert WORDS not in text


def test_a_path_commands_no_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "a\x1b]0;titre\x07b"
    folder.mkdir()
    assert "\x1b" not in leave_trace(folder, RuntimeError())


def test_the_trace_says_what_broke_in_a_worker(tmp_path: Path) -> None:
    with pytest.raises(ValidationError) as caught:
        refuse(WORDS)
    leave_trace(tmp_path, WorkerFailed(caught.value))
    text = (tmp_path / "telestage.erreur.txt").read_text(encoding="utf-8")
    assert "in refuse" in text
    assert WORDS not in text
