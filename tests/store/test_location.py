"""Paths as people type them."""

from __future__ import annotations

from pathlib import Path

import pytest

from telestage_tui.dossier.errors import Refused
from telestage_tui.store.location import typed_path


def test_a_tilde_is_the_home_of_who_types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert typed_path("~/agenda") == tmp_path / "agenda"
    assert typed_path(Path("agenda~")) == Path("agenda~")


def test_the_home_of_nobody_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        typed_path("~personne-de-ce-nom/lea.toml")
    assert str(caught.value).replace("\u00a0", " ") == (
        "« ~personne-de-ce-nom » ne désigne le répertoire d’aucun utilisateur connu."
    )
