"""The guided tour by the command: its papers, and what it does not go with."""

from __future__ import annotations

from pathlib import Path

from telestage_tui.demo.tour_papers import EXERCISES, NOTES

from .conftest import Telestage


def test_its_papers_are_written_and_their_paths_said(telestage: Telestage, tmp_path: Path) -> None:
    folder = tmp_path / "papiers"

    said = telestage.ok("demo", "--notes", str(folder)).split()

    assert said == [str(folder / NOTES), str(folder / EXERCISES)]
    assert all((folder / name).read_bytes().startswith(b"%PDF-") for name in (NOTES, EXERCISES))


def test_a_folder_that_cannot_be_one_is_refused(telestage: Telestage, tmp_path: Path) -> None:
    (tmp_path / "papiers").write_text("un fichier", "utf-8")

    assert "papiers" in telestage.refusal("demo", "--notes", str(tmp_path / "papiers"))


def test_one_replays_or_visits(telestage: Telestage) -> None:
    said = telestage.refusal("demo", "--rejouer", "--visite", code=2)

    assert "Donnez --rejouer ou --visite, pas les deux." in said


def test_without_a_terminal_the_state_is_printed(telestage: Telestage) -> None:
    assert "Dossiers (5)" in telestage.ok("demo", "--visite")
