"""What is read, and what is said, is bounded."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from telestage_tui.dossier.errors import MOST_PROBLEMS, FieldProblem, InvalidInput
from telestage_tui.store import encoding
from telestage_tui.store.check import inspect
from telestage_tui.store.encoding import FormatError, decode
from telestage_tui.store.record_errors import LONGEST_NAME, UnreadableDossier
from tests.store.support import filled


def test_a_large_file_of_another_program_is_refused_by_its_head(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Parsing it would take twenty times its size in memory."""
    monkeypatch.setattr(encoding, "_parse", lambda _: pytest.fail("it was parsed"))
    with pytest.raises(FormatError, match="pas un fichier de telestage"):
        decode(b"[" + b"0," * (1 << 23) + b"0]")


def test_a_refusal_says_the_first_problems_and_how_many_more() -> None:
    refusal = InvalidInput([FieldProblem(f"champ{n}", "Inconnu.") for n in range(90_000)])
    assert len(str(refusal).splitlines()) == MOST_PROBLEMS + 1
    assert "89950 autres" in str(refusal)
    assert len(refusal.problems) == 90_000


def test_the_name_in_an_unreadable_dossier_is_cut() -> None:
    assert len(UnreadableDossier("id", "é" * 1_000_000, "il est faux").intern) == LONGEST_NAME


def test_a_read_only_file_is_a_problem(path: Path) -> None:
    filled(path)
    path.chmod(0o400)
    assert "lecture seule" in inspect(path).problems[0]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing stops root")
def test_a_directory_of_backups_that_is_closed_is_a_problem(path: Path) -> None:
    filled(path)
    directory = path.with_name(f"{path.name}.backups")
    directory.mkdir(mode=0o000)
    assert "Aucune sauvegarde ne peut se faire" in inspect(path).problems[-1]
