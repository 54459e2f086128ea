"""What is handed over in a room, by a command."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Telestage


@pytest.mark.parametrize("kind", ["touches", "keys", "LISTE", "guide"])
def test_a_handout_is_written_beside_the_one_before(
    telestage: Telestage, tmp_path: Path, kind: str
) -> None:
    first = Path(telestage.ok("handout", kind, "-o", str(tmp_path)).strip())
    second = Path(telestage.ok("handout", kind, "-o", str(tmp_path)).strip())

    assert first.read_bytes().startswith(b"%PDF")
    assert second.name == f"{first.stem}-2.pdf"
    assert not telestage.db.exists()


def test_an_unknown_one_is_refused_with_those_there_are(telestage: Telestage) -> None:
    assert "checklist (liste)" in telestage.refusal("handout", "affiche", code=2)
