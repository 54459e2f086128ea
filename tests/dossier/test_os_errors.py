"""What is missing is named for what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from telestage_tui.dossier.os_errors import french_cause


def test_a_file_or_its_directory_is_missing(tmp_path: Path) -> None:
    with pytest.raises(OSError) as file:  # noqa: PT011 - its number is what is tried
        (tmp_path / "agenda.ics").read_bytes()
    assert french_cause(file.value) == "ce fichier n’existe pas"
    with pytest.raises(OSError) as folder:  # noqa: PT011
        (tmp_path / "ailleurs" / "agenda.ics").read_bytes()
    assert french_cause(folder.value) == "le répertoire n’existe pas"
    assert french_cause(folder.value, writing=True) == "le répertoire n’existe plus"
