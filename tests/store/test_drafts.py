"""Drafts: unsaved texts come back, and a damaged file stops no work."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from uuid import uuid4

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from telestage_tui.dossier.text import clean_prose
from telestage_tui.store.draft_texts import LARGEST_DRAFT, MOST_DRAFTS, MOST_SPENT
from telestage_tui.store.drafts import Drafts
from telestage_tui.store.side_file import SIDE_FILE_LOCK_TIMEOUT


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "telestage.json"


def side_file(database: Path) -> Path:
    return database.with_name("telestage.json.brouillons.json")


def test_a_text_comes_back_in_the_next_session(database: Path) -> None:
    Drafts(database).keep_text("note.lea", "Elle a dit :\n« bravo »")

    assert Drafts(database).text("note.lea") == "Elle a dit :\n« bravo »"


def test_a_form_comes_back_in_the_next_session(database: Path) -> None:
    Drafts(database).keep_form("access.new", {"name": "VPN", "note": ""})

    assert Drafts(database).form("access.new") == {"name": "VPN", "note": ""}


def test_nothing_kept_is_an_empty_text_and_an_empty_form(database: Path) -> None:
    drafts = Drafts(database)

    assert drafts.text("note.lea") == ""
    assert drafts.form("access.new") == {}


def test_a_text_is_no_form_and_a_form_no_text(database: Path) -> None:
    drafts = Drafts(database)
    drafts.keep_text("one.name", "un texte")
    drafts.keep_form("another.name", {"a": "b"})

    assert drafts.form("one.name") == {}
    assert drafts.text("another.name") == ""


def test_an_empty_draft_is_forgotten_on_disk_too(database: Path) -> None:
    drafts = Drafts(database)
    drafts.keep_text("note.lea", "un brouillon")
    drafts.keep_form("access.new", {"name": "VPN"})
    drafts.keep_text("note.lea", "")
    drafts.keep_form("access.new", {})

    assert json.loads(side_file(database).read_text()) == {}


def test_forgetting_what_was_never_kept_writes_nothing(database: Path) -> None:
    drafts = Drafts(database)
    drafts.keep_text("note.lea", "")
    drafts.keep_form("access.new", {})

    assert list(database.parent.iterdir()) == []


def test_the_file_is_for_its_owner_alone(database: Path) -> None:
    Drafts(database).keep_text("note.lea", "secret")

    assert stat.S_IMODE(side_file(database).stat().st_mode) == 0o600


def test_the_form_given_out_can_be_changed_without_harm(database: Path) -> None:
    drafts = Drafts(database)
    drafts.keep_form("access.new", {"name": "VPN"})
    drafts.form("access.new")["name"] = "autre"

    assert drafts.form("access.new") == {"name": "VPN"}


def test_two_files_of_one_stem_do_not_share_their_drafts(tmp_path: Path) -> None:
    Drafts(tmp_path / "a.json").keep_text("note.lea", "celui de json")
    Drafts(tmp_path / "a.db").keep_text("note.lea", "celui de db")

    assert Drafts(tmp_path / "a.json").text("note.lea") == "celui de json"
    assert Drafts(tmp_path / "a.db").text("note.lea") == "celui de db"


def test_drafts_under_the_former_name_come_back(database: Path) -> None:
    former = database.with_name("telestage.brouillons.json")
    former.write_text(json.dumps({"note.lea": "d’avant", "theme": "telestage-clair"}))
    before = former.read_bytes()
    drafts = Drafts(database)
    assert drafts.text("note.lea") == "d’avant"
    drafts.keep_text("note.karim", "nouveau")
    drafts.keep_text("note.lea", "")

    again = Drafts(database)
    assert (again.text("theme"), again.text("note.karim")) == ("telestage-clair", "nouveau")
    assert again.text("note.lea") == ""
    assert former.read_bytes() == before


def test_a_damaged_file_under_the_former_name_is_no_obstacle(database: Path) -> None:
    database.with_name("telestage.brouillons.json").write_bytes(b"{")
    drafts = Drafts(database)
    drafts.keep_text("note.lea", "nouveau")

    assert Drafts(database).text("note.lea") == "nouveau"


def test_two_programs_keep_each_other_s_drafts(database: Path) -> None:
    here, there = Drafts(database), Drafts(database)
    assert here.text("note.lea") == there.text("note.lea") == ""
    here.keep_text("note.lea", "d’ici")
    there.keep_text("note.karim", "de là-bas")

    again = Drafts(database)
    assert (again.text("note.lea"), again.text("note.karim")) == ("d’ici", "de là-bas")


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"\xff\xfe", b"[]", b'"text"', b"null", b"{}" * 3, b"\x00" * 400]
)
def test_a_damaged_file_starts_empty_and_is_set_aside(database: Path, damage: bytes) -> None:
    side_file(database).write_bytes(damage)
    drafts = Drafts(database)

    assert drafts.text("note.lea") == ""
    assert side_file(database).read_bytes() == damage  # reading changes nothing

    drafts.keep_text("note.lea", "après")
    aside = database.with_name("telestage.json.brouillons.illisible-1.json")
    assert aside.read_bytes() == damage
    assert Drafts(database).text("note.lea") == "après"


def test_a_directory_in_its_place_is_set_aside_too(database: Path) -> None:
    side_file(database).mkdir()
    Drafts(database).keep_text("note.lea", "après")

    assert Drafts(database).text("note.lea") == "après"


def test_what_is_not_well_formed_inside_is_left_out(database: Path) -> None:
    content = {"good.text": "oui", "number.x": 3, "form.x": {"a": "b", "c": [1]}, "list.x": ["d"]}
    side_file(database).write_text(json.dumps(content))
    drafts = Drafts(database)

    assert drafts.text("good.text") == "oui"
    assert drafts.form("form.x") == {"a": "b"}
    assert drafts.text("number.x") == drafts.text("list.x") == ""


def test_a_failed_write_is_told_once_and_the_text_stays_in_memory(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warnings: list[str] = []
    drafts = Drafts(database)
    drafts.listen(warnings.append)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        drafts.keep_text("note.lea", "premier")
        drafts.keep_text("note.karim", "second")

    assert len(warnings) == 1
    assert "restent en mémoire" in warnings[0]
    assert drafts.text("note.lea") == "premier"
    assert not side_file(database).exists()

    drafts.keep_text("note.anna", "troisième")  # there is room again: everything goes along
    again = Drafts(database)
    assert [again.text(f"note.{name}") for name in ("lea", "karim", "anna")] == [
        "premier", "second", "troisième",
    ]  # fmt: skip


def test_another_program_that_writes_is_hardly_waited_for(database: Path) -> None:
    """The text stays in memory, and goes with the next write."""
    drafts = Drafts(database)
    with FileLock(f"{side_file(database)}.lock"):
        drafts.keep_text("note.lea", "pendant")
        assert drafts.text("note.lea") == "pendant"
        assert not side_file(database).exists()
    drafts.keep_text("note.karim", "après")
    again = Drafts(database)
    assert (again.text("note.lea"), again.text("note.karim")) == ("pendant", "après")
    assert SIDE_FILE_LOCK_TIMEOUT <= 0.2


def test_without_a_listener_a_failed_write_harms_nobody(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a directory")
    drafts = Drafts(in_the_way / "telestage.json")
    drafts.keep_text("note.lea", "gardé")

    assert drafts.text("note.lea") == "gardé"


def test_the_oldest_drafts_go_first(database: Path) -> None:
    content = {f"note.{n}": "x" for n in range(MOST_DRAFTS)}
    side_file(database).write_text(json.dumps(content))
    drafts = Drafts(database)
    drafts.keep_text("note.1", "repris")  # touched again: now among the newest
    drafts.keep_text("note.new", "dernier")

    again = Drafts(database)
    assert again.text("note.0") == ""
    assert again.text("note.1") == "repris"
    assert again.text("note.new") == "dernier"


def test_their_total_length_is_bounded(database: Path) -> None:
    drafts = Drafts(database)
    drafts.keep_text("note.old", "a" * (LARGEST_DRAFT // 2))
    drafts.keep_text("note.middle", "b" * (LARGEST_DRAFT // 2))
    drafts.keep_text("note.new", "c" * 10)

    assert drafts.text("note.old") == ""
    assert len(drafts.text("note.middle")) == LARGEST_DRAFT // 2
    assert drafts.text("note.new") == "c" * 10


@settings(deadline=None, max_examples=50)  # each one waits for the disk
@given(st.text(st.characters(), max_size=60))
def test_any_text_is_kept_clean(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    database = tmp_path_factory.mktemp("drafts") / "telestage.json"
    Drafts(database).keep_text("note.lea", text)

    assert Drafts(database).text("note.lea") == clean_prose(text)


def spent(drafts: Drafts, ranks: list[int], name: str, *texts: str) -> None:
    """Type these new texts under one name and save each, as changes 1, 2…"""
    for rank, text in enumerate(texts, 1):
        drafts.of(name).keep({"text": text}, {"text": ""})
        since = ranks[0]
        ranks[0] = rank
        drafts.of(name).spend(since)


def test_two_new_texts_of_one_name_both_come_back(database: Path) -> None:
    ranks = [0]
    drafts = Drafts(database, lambda: ranks[0], lambda: f"lea.{ranks[0]}")
    spent(drafts, ranks, "journal.lea", "première", "deuxième", "troisième")
    for rank in (3, 2, 1):
        assert drafts.bring_back(f"lea.{rank}")

    again = Drafts(database)
    for text in ("troisième", "deuxième", "première"):
        draft = again.of("journal.lea")
        assert draft.typed == {"text": text}
        assert draft.has_more == (text != "première")
        draft.forget()
    assert again.of("journal.lea").typed == {}


def test_made_again_each_text_leaves_alone(database: Path) -> None:
    ranks = [0]
    drafts = Drafts(database, lambda: ranks[0], lambda: f"lea.{ranks[0]}")
    spent(drafts, ranks, "journal.lea", "première", "deuxième")
    drafts.bring_back("lea.2")
    drafts.bring_back("lea.1")
    drafts.take_away("lea.1")
    assert drafts.of("journal.lea").typed == {"text": "deuxième"}
    assert not drafts.of("journal.lea").has_more
    drafts.take_away("lea.2")
    assert drafts.of("journal.lea").typed == {}


def test_texts_that_were_saved_push_out_no_draft_and_go_with_their_dossier(database: Path) -> None:
    lea, count = uuid4(), [0]
    drafts = Drafts(database, lambda: count[0], lambda: f"{lea}.{count[0]}")
    drafts.keep_text("note.unsaved", "à garder")
    for rank in range(MOST_SPENT + 5):
        count[0] = rank
        drafts.of("journal").keep({"text": f"texte {rank}"}, {})
        drafts.of("journal").spend(rank - 1)
    again = Drafts(database)
    assert again.text("note.unsaved") == "à garder"
    assert list(again.about(lea)) == []
    assert again.bring_back(f"{lea}.{MOST_SPENT}")
    assert again.of("journal").typed == {"text": f"texte {MOST_SPENT}"}
    again.forget_about(lea)
    assert "texte 50" not in side_file(database).read_text()
