"""Reading: which files are read, which are refused, and that reading never writes."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from telestage_tui.dossier.people import Host, Intern
from telestage_tui.store.backups import Backups
from telestage_tui.store.encoding import FileContent, StoredDocument, encode
from telestage_tui.store.errors import AmbiguousId, ConflictError
from telestage_tui.store.file_errors import UnreadableFile
from telestage_tui.store.loading import document_of
from telestage_tui.store.record_errors import UnreadableDossier
from tests.factories import make_dossier
from tests.store.support import Clock, blank, filled, noting, open_file, spoil


def test_reading_creates_and_changes_nothing(path: Path) -> None:
    assert open_file(path).dossiers() == ()
    assert not path.parent.exists()

    filled(path, 2)
    before = {each: each.stat() for each in (path.parent, *path.parent.iterdir())}
    repository = open_file(path)
    repository.dossiers()
    repository.find(str(blank(1).id))
    repository.refresh()
    after = {each: each.stat() for each in (path.parent, *path.parent.iterdir())}

    assert after.keys() == before.keys()
    assert all(after[each].st_mtime_ns == before[each].st_mtime_ns for each in before)


def test_reading_needs_no_right_to_write(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, (dossier,) = filled(path)
    real_open = os.open

    def read_only(target: str, flags: int, *args: int) -> int:
        assert flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) == 0
        return real_open(target, flags, *args)

    monkeypatch.setattr(os, "open", read_only)
    assert open_file(path).dossiers() == (dossier,)


def test_the_same_content_laid_out_otherwise_is_read(path: Path) -> None:
    repository, dossiers = filled(path, 3)
    content = json.loads(path.read_bytes())

    for layout in (
        json.dumps(content, indent=4),
        json.dumps(content, ensure_ascii=False, indent="\t").replace("\n", "\r\n"),
        json.dumps(content, separators=(",", ":")),
    ):
        path.write_bytes(layout.encode())
        assert open_file(path).dossiers() == dossiers
        assert repository.refresh() is False
    after = repository.change(dossiers[0].id, noting("Bonjour"))
    assert open_file(path).get(after.id) == after


def test_a_symbolic_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "lien.json"
    link.symlink_to(path)
    linked = open_file(link)
    dossier = linked.add(blank())

    direct = open_file(path)
    after = direct.change(dossier.id, noting("d’ailleurs"))

    assert link.is_symlink()
    assert linked.refresh() is True
    assert linked.get(dossier.id) == after
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["lien.json"]


def test_a_file_that_vanished_is_not_taken_for_an_empty_one(path: Path) -> None:
    repository, (dossier,) = filled(path)
    path.unlink()

    with pytest.raises(UnreadableFile, match="a disparu"):
        repository.refresh()
    with pytest.raises(UnreadableFile, match="a disparu"):
        repository.add(blank(1))
    assert repository.get(dossier.id) == dossier
    assert not path.exists()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(path.parent)  # a socket takes no long path
        server.bind(path.name)


def _loop(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (Path.mkdir, "c’est un répertoire"),
        (_pipe, "c’est un fichier spécial"),
        (_socket, "pas un fichier ordinaire"),
        (_loop, "tourne en rond"),
    ],
)
def test_what_is_no_file_is_refused(
    path: Path, make: Callable[[Path], None], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent.parent)
    path.parent.mkdir()
    make(path)
    with pytest.raises(UnreadableFile, match=reason):
        open_file(path).dossiers()
    with pytest.raises(UnreadableFile):
        open_file(path).add(blank())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "il est vide"),
        (b"bonjour", "n’est pas du JSON"),
        (b"\xff\xfe{\x00}\x00", "n’est pas du JSON"),
        (b"[" * 100_000, "n’est pas du JSON"),
        (b"null", "pas un fichier de telestage"),
        (b"[]", "pas un fichier de telestage"),
        (b"{}", "pas un fichier de telestage"),
        (b'{"_default": {"1": {"name": "x"}}}', "pas un fichier de telestage"),
        (b'{"meta":{"1":{"format":"autre","schema":1}}}', "pas un fichier de telestage"),
        (b'{"meta":{"1":{"format":"telestage","schema":true}}}', "pas un fichier de telestage"),
        (b'{"meta":{"1":{"format":"telestage","schema":1}},"dossiers":[]}', "somme de contrôle"),
        (b'{"meta":{"1":{"format":"telestage","schema":1}},"dossiers":{"1":2}}', "telestage"),
        (b"".join(encode(FileContent(0, {}))), "schéma 0"),
    ],
)
def test_what_is_not_ours_is_refused_with_the_reason(path: Path, data: bytes, reason: str) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=reason) as caught:
        open_file(path).dossiers()
    assert caught.value.path == path
    assert path.read_bytes() == data


def _file_with(doc_id: str, document: StoredDocument) -> bytes:
    return b"".join(encode(FileContent(1, {"dossiers": {doc_id: document}})))


def test_an_impossible_identifier_is_refused(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(_file_with("x\x1b[31m", document_of(blank())))
    with pytest.raises(UnreadableFile, match="n’en est pas un") as caught:
        open_file(path).dossiers()
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (document_of(blank(2)), "un autre identifiant"),
        (StoredDocument({}, ""), "ce champ est obligatoire"),
        (StoredDocument({"intern": ["x"]}, ""), "dossier"),
        (StoredDocument.from_bytes(b'{"id":\xff}', ""), "dossier"),
        (StoredDocument.from_bytes(b"[1]", ""), "dossier"),
    ],
    ids=["other", "empty", "odd", "broken", "list"],
)
def test_one_impossible_dossier_keeps_no_other_from_being_read(
    path: Path, document: StoredDocument, reason: str
) -> None:
    wrong, right = blank(1), blank()
    content = {str(wrong.id): document, str(right.id): document_of(right)}
    path.parent.mkdir()
    path.write_bytes(b"".join(encode(FileContent(1, {"dossiers": content}))))
    repository = open_file(path)

    assert repository.dossiers() == (right,)
    assert set(repository.stamps()) == {wrong.id, right.id}
    with pytest.raises(UnreadableDossier, match=reason) as caught:
        repository.get(wrong.id)
    assert str(wrong.id) in str(caught.value)

    repository.change(right.id, noting("Bonjour"))
    repository.add(blank(3))
    assert document.raw in path.read_bytes()
    for attempt in (
        lambda: repository.change(wrong.id, noting("Bonjour", "…")),
        lambda: repository.remove(wrong.id),
        lambda: repository.find(str(wrong.id)),
    ):
        with pytest.raises(UnreadableDossier):
            attempt()
    with pytest.raises(ConflictError):
        repository.add(wrong)
    assert document.raw in path.read_bytes()


def test_an_unreadable_dossier_is_named_by_what_it_still_says(path: Path) -> None:
    _, (dossier, other) = filled(path, 2)
    raw = spoil(path, other)
    repository = open_file(path)

    with pytest.raises(UnreadableDossier, match=r"\(Léa Nguyễn 1\).*weekly_hours") as caught:
        repository.get(other.id)
    assert caught.value.intern == "Léa Nguyễn 1"
    with pytest.raises(AmbiguousId, match="illisible") as ambiguous:
        repository.find("0000")
    assert [id for id, _ in ambiguous.value.candidates] == [dossier.id, other.id]
    Backups(path, Clock()).create()
    repository.remove(dossier.id)
    assert raw in path.read_bytes()


def test_a_backup_with_an_unreadable_dossier_is_restored_all_the_same(path: Path) -> None:
    """It may be the only one that has the others."""
    repository, (dossier, other) = filled(path, 2)
    raw = spoil(path, other)
    backups = Backups(path, Clock())
    copy = backups.create()
    path.write_bytes(b"?")
    backups.restore(copy.name)
    repository.refresh()
    assert repository.dossiers() == (dossier,)
    assert raw in path.read_bytes()


def test_text_from_elsewhere_is_cleaned_when_read(path: Path) -> None:
    """A file made with care by another program passes the checksum, not the control characters."""
    dossier = make_dossier()
    hostile = dossier.model_dump(mode="json")
    hostile["stage"]["title"] = "Mission\x1b]52;c;cm0gLXJm\x07 \x1b[31mrouge\u202e"
    path.parent.mkdir()
    path.write_bytes(_file_with(str(dossier.id), StoredDocument(hostile, "")))

    assert open_file(path).get(dossier.id).stage.title == "Mission rouge"


def test_what_is_empty_is_not_written_and_what_means_something_is(path: Path) -> None:
    dossier = open_file(path).add(blank())

    [document] = json.loads(path.read_bytes())["dossiers"].values()

    assert not {"transfers", "closed_on", "retention_until"} & document.keys()
    assert "email" not in document["intern"]
    default = Intern(first_name="X", last_name="Y")
    assert document["intern"]["zone"] == default.zone == dossier.intern.zone
    assert document["intern"]["hours"] == str(default.hours)
    assert document["intern"]["keeps_holidays"] is True
    assert document["meeting_rule"]["duration"] == dossier.meeting_rule.duration


def test_an_empty_value_that_is_not_the_default_is_written(path: Path) -> None:
    nowhere = blank().evolve(host=Host(name="Coop", region=""))
    open_file(path).add(nowhere)

    assert open_file(path).get(nowhere.id).host.region == ""


def test_what_a_newer_check_would_refuse_stays_readable(path: Path) -> None:
    """A text kept before it looked like a secret makes no file unreadable, and no dossier stuck."""
    dossier = make_dossier()
    content = dossier.model_dump(mode="json")
    secret = "mot de passe : Kx9!fjord"
    content["accesses"] = [{"id": str(dossier.id), "name": secret}]
    path.parent.mkdir()
    path.write_bytes(_file_with(str(dossier.id), StoredDocument(content, "")))

    [access] = open_file(path).get(dossier.id).accesses

    assert access.name == secret
    assert access.evolve(note="Autre note.").name == secret
