"""The storage under TinyDB's own interface."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from tinydb import TinyDB, where
from tinydb.table import Document

from telestage_tui.store.encoding import StoredDocument
from telestage_tui.store.errors import ConflictError
from telestage_tui.store.storage import DocumentTable, DurableStorage


def _ids(documents: Iterable[Document]) -> list[str]:
    """The identifiers, which TinyDB types as numbers."""
    return [str(document.doc_id) for document in documents]


class Database(TinyDB):
    table_class = DocumentTable


@pytest.fixture
def database(path: Path) -> TinyDB:
    return Database(path, storage=DurableStorage)


def test_tinydb_inserts_finds_and_removes(database: TinyDB, path: Path) -> None:
    table = database.table("essais")
    for doc_id, city in (("a", "Rimouski"), ("b", "Québec")):
        table.insert(StoredDocument({"host": {"city": city}}, doc_id))

    again = Database(path, storage=DurableStorage).table("essais")
    (document,) = again.search(where("host")["city"] == "Québec")
    assert _ids([document]) == ["b"]
    assert dict(document) == {"host": {"city": "Québec"}}
    assert len(again) == 2
    again.remove(where("host")["city"] == "Québec")
    assert _ids(again) == ["a"]


def test_a_write_over_a_file_that_was_not_read_is_a_conflict(database: TinyDB, path: Path) -> None:
    """Even without the lock of a transaction, nothing is overwritten blindly."""
    table = database.table("essais")
    table.insert(StoredDocument({"n": 1}, "a"))
    other = Database(path, storage=DurableStorage).table("essais")
    other.insert(StoredDocument({"n": 2}, "b"))

    with pytest.raises(ConflictError):
        table.insert(StoredDocument({"n": 3}, "c"))

    storage = database.storage
    assert isinstance(storage, DurableStorage)
    assert storage.refresh() is True
    table.insert(StoredDocument({"n": 3}, "c"))
    assert sorted(storage.read()["essais"]) == ["a", "b", "c"]


def test_an_answer_is_never_kept_over_a_change_made_outside(database: TinyDB, path: Path) -> None:
    table = database.table("essais")
    table.insert(StoredDocument({"n": 1}, "a"))
    assert table.search(where("n") == 2) == []
    Database(path, storage=DurableStorage).table("essais").insert(StoredDocument({"n": 2}, "b"))
    storage = database.storage
    assert isinstance(storage, DurableStorage)
    storage.refresh()
    assert _ids(table.search(where("n") == 2)) == ["b"]


def test_a_document_cannot_be_changed_in_memory(database: TinyDB, path: Path) -> None:
    table = database.table("essais")
    table.insert(StoredDocument({"list": [1]}, "a"))
    before = path.read_bytes()

    for document in table:
        document["list"].append(2)
    with pytest.raises(AttributeError):
        table.update({"list": []})

    assert [dict(document) for document in table] == [{"list": [1]}]
    assert path.read_bytes() == before


def test_other_tables_are_kept(database: TinyDB, path: Path) -> None:
    database.table("autres").insert(StoredDocument({"n": 1}, "x"))
    database.table("essais").insert(StoredDocument({"n": 2}, "a"))
    assert Database(path, storage=DurableStorage).tables() >= {"autres", "essais"}
