"""`--discret`: the screens, or the status without them, on masked dossiers."""

from __future__ import annotations

from telestage_tui.store.encoding import FileContent, StoredDocument, decode, encode

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


def test_a_dossier_that_cannot_be_read_is_left_out_without_a_name(telestage: Telestage) -> None:
    telestage.new()
    assert "ne peut pas être lu" not in telestage.run("--discret").stderr
    content = decode(telestage.db.read_bytes())
    documents = content.tables["dossiers"]
    for number, document in documents.items():
        damaged = document.parsed()
        damaged["stage"]["start"] = "Léa Nguyễn"
        documents[number] = StoredDocument(damaged, number)
    telestage.db.write_bytes(b"".join(encode(FileContent(content.schema, content.tables))))

    answer = telestage.run("--discret")

    assert "n’est pas montré" in answer.stderr
    assert "Léa" not in answer.stdout + answer.stderr
