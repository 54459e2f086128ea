"""What a newer version of telestage wrote: told apart from damage, and left as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from telestage_tui import __version__
from telestage_tui.store.backups import Backups
from telestage_tui.store.check import inspect
from telestage_tui.store.encoding import FileContent, StoredDocument, Tables, decode, encode
from telestage_tui.store.file_errors import NewerVersion
from telestage_tui.store.parcels import package, read_parcel
from telestage_tui.store.record_errors import NewerDossier, NewerOrganisation, UnreadableDossier
from telestage_tui.store.writer_mark import FORM, WRITER, Writer, marked, writer_of
from tests.store import form
from tests.store.support import Clock, blank, filled, noting, open_file

LATER = {"version": "9.4.0", "form": FORM + 1}


def with_mark(content: FileContent, mark: dict[str, Any] | None) -> FileContent:
    """A content that another version wrote; None for one from before there was a mark."""
    tables: Tables = {name: table for name, table in content.tables.items() if name != WRITER}
    if mark is not None:
        tables = {WRITER: {"1": StoredDocument(mark, "1")}, **tables}
    return FileContent(content.schema, tables)


def edited(content: FileContent, edit: Callable[[dict[str, Any]], object]) -> FileContent:
    """A content whose dossiers say something else, under a checksum that is right."""
    dossiers = {}
    for id, document in content.tables["dossiers"].items():
        whole = document.parsed()
        edit(whole)
        dossiers[id] = StoredDocument(whole, id)
    return FileContent(content.schema, {**content.tables, "dossiers": dossiers})


def written(content: FileContent) -> bytes:
    return b"".join(encode(content))


def in_the_dossier(whole: dict[str, Any]) -> None:
    whole["mentor"] = "Rosalie"


def in_a_record(whole: dict[str, Any]) -> None:
    whole["intern"]["pronouns"] = "elle"


def in_the_history(whole: dict[str, Any]) -> None:
    whole["history"][0]["signature"] = "abc"


def in_a_note(whole: dict[str, Any]) -> None:
    whole["notes"][0]["mood"] = "happy"


def a_code(whole: dict[str, Any]) -> None:
    whole["stage"]["financing"] = "lottery"


MORE = [in_the_dossier, in_a_record, in_the_history, in_a_note, a_code]


@pytest.fixture
def sound(path: Path) -> FileContent:
    repository, (dossier,) = filled(path)
    repository.change(dossier.id, noting("Une note"))
    return decode(path.read_bytes())


def test_each_write_says_which_version_made_it(path: Path, sound: FileContent) -> None:
    assert writer_of(sound) == Writer(__version__, FORM)
    path.write_bytes(written(with_mark(sound, None)))

    repository = open_file(path)
    repository.change(blank().id, noting("Encore"))

    assert writer_of(decode(path.read_bytes())) == Writer(__version__, FORM)


def test_a_file_from_before_the_mark_opens(path: Path, sound: FileContent) -> None:
    path.write_bytes(written(with_mark(sound, None)))

    assert writer_of(decode(path.read_bytes())) == Writer("", 0)
    assert open_file(path).get(blank().id).notes
    assert inspect(path).problems == ()


@pytest.mark.parametrize("more", MORE)
def test_a_newer_file_is_told_apart_and_left_alone(
    path: Path, sound: FileContent, more: Callable[[dict[str, Any]], object]
) -> None:
    data = written(edited(with_mark(sound, LATER), more))
    path.write_bytes(data)
    repository = open_file(path)

    for attempt in (
        repository.dossiers,
        lambda: repository.change(blank().id, noting("Bonjour")),
        lambda: repository.add(blank(5)),
        lambda: repository.remove(blank().id),
        lambda: Backups(path, Clock()).create(),
    ):
        with pytest.raises(NewerVersion, match="écrit par une version plus récente") as caught:
            attempt()
        assert "9.4.0" in str(caught.value)
        assert f"schéma 1.{FORM + 1}, alors que celle-ci connaît le schéma 1.{FORM}" in str(
            caught.value
        )
    assert path.read_bytes() == data
    assert "plus récente" in inspect(path).problems[0]


@pytest.mark.parametrize("mark", [None, {"version": __version__, "form": FORM}])
@pytest.mark.parametrize("more", MORE)
def test_where_the_mark_says_nothing_the_dossier_alone_is_left_alone(
    path: Path,
    sound: FileContent,
    mark: dict[str, Any] | None,
    more: Callable[[dict[str, Any]], object],
) -> None:
    content = edited(with_mark(sound, mark), more)
    path.write_bytes(written(content))
    repository = open_file(path)

    repository.add(blank(5))
    for attempt in (
        lambda: repository.get(blank().id),
        lambda: repository.change(blank().id, noting("Bonjour")),
        lambda: repository.remove(blank().id),
    ):
        with pytest.raises(NewerDossier, match="écrit par une version plus récente"):
            attempt()
    assert content.tables["dossiers"][str(blank().id)].raw in path.read_bytes()


def test_what_is_also_damaged_is_not_said_to_be_newer(path: Path, sound: FileContent) -> None:
    def damage(whole: dict[str, Any]) -> None:
        in_the_dossier(whole)
        whole["stage"]["start"] = "hier"

    path.write_bytes(written(edited(sound, damage)))

    with pytest.raises(UnreadableDossier) as caught:
        open_file(path).get(blank().id)
    assert not isinstance(caught.value, NewerDossier)


def test_a_newer_file_that_says_nothing_new_is_used(path: Path, sound: FileContent) -> None:
    path.write_bytes(written(with_mark(sound, LATER)))

    open_file(path).change(blank().id, noting("Bonjour"))

    assert writer_of(decode(path.read_bytes())).form == FORM


def test_a_table_and_a_mark_that_are_not_known(path: Path, sound: FileContent) -> None:
    table = {"diary": {"1": StoredDocument({"text": "Bonjour"}, "1")}}
    later = with_mark(sound, {**LATER, "form": "two", "system": "Haiku"})
    for content in (FileContent(1, later.tables | table), edited(later, in_a_record)):
        path.write_bytes(written(content))
        with pytest.raises(NewerVersion):
            open_file(path).dossiers()


def test_mon_organisation_of_a_newer_version(path: Path, sound: FileContent) -> None:
    own = {"organisation": {"organisation": StoredDocument({"motto": "Ensemble"}, "organisation")}}
    path.write_bytes(written(FileContent(1, sound.tables | own)))
    with pytest.raises(NewerOrganisation, match="plus récente"):
        open_file(path).organisation()

    path.write_bytes(written(FileContent(1, with_mark(sound, LATER).tables | own)))
    with pytest.raises(NewerVersion):
        open_file(path).dossiers()


def test_a_newer_backup_is_told_apart_and_not_restored(path: Path, sound: FileContent) -> None:
    backups = Backups(path, Clock())
    name = backups.create().name
    before = path.read_bytes()
    newer = written(edited(with_mark(sound, LATER), in_a_record))
    (backups.directory / name).write_bytes(newer)

    copy = next(each for each in backups.list() if each.name == name)

    assert (copy.readable, copy.is_newer, copy.content) == (False, True, "trop récente")
    assert "mettez telestage à jour" in copy.refusal
    assert any("plus récente" in problem for problem in inspect(path).problems)
    with pytest.raises(NewerVersion):
        backups.restore(name)
    assert path.read_bytes() == before
    assert (backups.directory / name).read_bytes() == newer


def test_a_newer_package_is_told_apart(path: Path, sound: FileContent) -> None:
    data = package(open_file(path).get(blank().id))
    assert writer_of(decode(data)) == Writer(__version__, FORM)
    content = edited(decode(data), in_a_record)

    with pytest.raises(NewerVersion):
        read_parcel(written(with_mark(content, LATER)), path)
    (unreadable,) = read_parcel(written(with_mark(content, None)), path).unreadable
    assert isinstance(unreadable, NewerDossier)


def test_an_erasure_leaves_a_newer_copy_as_new_as_it_was(path: Path, sound: FileContent) -> None:
    repository = open_file(path)
    repository.add(blank(7))
    backups = Backups(path, Clock())
    name = backups.create().name
    newer = edited(with_mark(decode(path.read_bytes()), LATER), in_a_record)
    (backups.directory / name).write_bytes(written(newer))

    repository.erase(blank(7).id, on=Clock().now.date())

    kept = decode((backups.directory / name).read_bytes())
    assert list(kept.tables["dossiers"]) == [str(blank().id)]
    assert writer_of(kept) == Writer("9.4.0", FORM + 1)


def test_the_mark_is_under_the_checksum(sound: FileContent) -> None:
    forged = written(sound).replace(f'"form":{FORM}'.encode(), b'"form":9')

    with pytest.raises(ValueError, match="somme de contrôle"):
        decode(forged)


def test_a_write_puts_one_mark() -> None:
    assert list(marked(marked({"dossiers": {}}))) == [WRITER, "dossiers"]


def test_the_form_grows_with_what_records_may_say() -> None:
    """Make `FORM` one more, unless it already is since the last release; then write the list."""
    assert form.listed() == form.LIST.read_text(encoding="utf-8"), (
        "a field or a code is new: see writer_mark.FORM, then run python -m tests.store.form"
    )
