"""`--discret`: the screens, or the status without them, on masked dossiers."""

from __future__ import annotations

from .conftest import Telestage


def test_nothing_is_named_nor_changed(telestage: Telestage) -> None:
    telestage.new()
    before = telestage.db.read_bytes()

    said = telestage.ok("--discret")

    assert "Stagiaire 1" in said
    assert "Organisation 1" in said
    assert "Léa" not in said
    assert telestage.db.read_bytes() == before


def test_it_opens_screens_and_nothing_else(telestage: Telestage) -> None:
    assert "il va sans commande" in telestage.refusal("--discret", "list", code=2)
