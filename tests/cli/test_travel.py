"""One dossier goes to another computer and comes back, on the command line."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from telestage_tui.store.encoding import FileContent, encode
from telestage_tui.store.loading import document_of
from telestage_tui.store.migrations import DOSSIERS, latest_schema
from telestage_tui.store.parcels import LARGEST_PARCEL, package
from tests.cli.conftest import DURING, Telestage, plain
from tests.factories import make_dossier

At = Callable[[str], Telestage]


@pytest.fixture
def here(at: At) -> Telestage:
    return at(DURING)


@pytest.fixture
def there(tmp_path: Path) -> Telestage:
    """The other computer."""
    folder = tmp_path / "ailleurs"
    folder.mkdir()
    return Telestage(folder / "telestage.json", "2027-02-11T09:00")


def packed(telestage: Telestage, dossier: str, folder: Path) -> Path:
    return Path(telestage.ok("export", dossier, "paquet", "-o", str(folder)).strip())


def travelled(here: Telestage, there: Telestage, folder: Path) -> str:
    """A dossier that is on both computers; its identifier."""
    dossier = here.new()
    there.ok("import", str(packed(here, dossier, folder)), "--yes")
    return dossier


def test_a_dossier_goes_whole_to_another_computer(
    here: Telestage, there: Telestage, tmp_path: Path
) -> None:
    dossier = here.new()
    here.ok("note", dossier, "Appel avec l’OFQJ.")
    path = packed(here, dossier, tmp_path)
    assert path.name == f"lea-nguyen-oeuvrard-{dossier[:8]}.telestage"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    asked = there.run("import", str(path))
    assert asked.exit_code == 1
    assert "dossier nouveau ici, stage du 11 janvier 2027 au 9 avril 2027" in plain(asked.stdout)
    assert there.json("list") == []
    assert there.ok("import", str(path), "--yes").endswith("Enregistré : 1 point repris.\n")
    kept, sent = there.json("show", dossier), here.json("show", dossier)
    assert kept["notes"] == sent["notes"]
    assert kept["history"][:-1] == sent["history"]
    again = there.ok("import", str(path))
    assert "Rien à reprendre : tout est déjà ici." in again


def test_what_changed_on_one_side_alone_is_proposed(
    here: Telestage, there: Telestage, tmp_path: Path
) -> None:
    dossier = travelled(here, there, tmp_path)
    there.ok("tick", dossier, "sel-offer", "--note", "Publiée le 5")
    said = here.ok("import", str(packed(there, dossier, tmp_path / "retour")), "--yes")
    assert "Le fichier continue le dossier d’ici." in said
    assert "état : rien → faite" in said
    (task,) = here.json("show", dossier)["tasks"]
    assert (task["choice"], task["note"]) == ("done", "Publiée le 5")


def test_an_older_file_brings_nothing_back(
    here: Telestage, there: Telestage, tmp_path: Path
) -> None:
    dossier = here.new()
    old = packed(here, dossier, tmp_path)
    here.ok("tick", dossier, "sel-offer")
    said = here.run("import", str(old), "--yes")
    assert said.exit_code == 0
    assert "Le dossier d’ici continue celui du fichier." in plain(said.stdout)
    assert "Rien n’a été enregistré" in plain(said.stderr)
    (task,) = here.json("show", dossier)["tasks"]
    assert task["choice"] == "done"


def test_a_field_changed_on_both_sides_is_asked_with_both_texts(
    here: Telestage, there: Telestage, tmp_path: Path
) -> None:
    dossier = travelled(here, there, tmp_path)
    here.ok("tick", dossier, "sel-offer", "--note", "Écrit ici")
    there.ok("tick", dossier, "sel-offer", "--note", "Écrit là-bas")
    path = packed(there, dossier, tmp_path / "retour")
    refused = here.run("import", str(path), "--yes")
    assert refused.exit_code == 1
    assert "Écrit ici → Écrit là-bas" in plain(refused.stderr)
    assert here.json("show", dossier)["tasks"][0]["note"] == "Écrit ici"
    items = here.json("import", str(path))["items"]
    [note] = [item["number"] for item in items if item["path"].endswith("/note")]
    assert not here.json("import", str(path))["saved"]
    here.ok("import", str(path), "--take", str(note))
    assert here.json("show", dossier)["tasks"][0]["note"] == "Écrit là-bas"


def test_two_texts_may_both_be_kept_of_a_file(
    here: Telestage, there: Telestage, tmp_path: Path
) -> None:
    dossier = travelled(here, there, tmp_path)
    here.ok("tick", dossier, "sel-offer", "--note", "Écrit ici")
    there.ok("tick", dossier, "sel-offer", "--note", "Écrit là-bas")
    path = packed(there, dossier, tmp_path / "retour")
    items = here.json("import", str(path))["items"]
    [note] = [item["number"] for item in items if item["path"].endswith("/note")]
    [other, *_] = [item["number"] for item in items if not item["path"].endswith("/note")]
    assert "n’a pas deux textes" in here.refusal("import", str(path), "--take", f"{other}+")

    said = here.ok("import", str(path), "--take", f"{note}+")

    assert f"{note}+." in plain(said)
    kept = here.json("show", dossier)["tasks"][0]["note"].split("\n")
    assert [kept[0], kept[3]] == ["Écrit ici", "Écrit là-bas"]
    assert kept[1].startswith("— ")
    assert kept[4].startswith("— ")


def test_the_state_they_share_tells_who_changed_what(
    here: Telestage, there: Telestage, tmp_path: Path
) -> None:
    dossier = travelled(here, there, tmp_path)
    here.ok("backup", "create")
    there.ok("tick", dossier, "sel-offer", "--note", "Écrit là-bas")
    path = packed(there, dossier, tmp_path / "retour")
    state = here.db.read_bytes()
    here.ok("note", dossier, "Écrit ici")
    assert here.db.read_bytes() != state
    found = here.json("import", str(path))
    # The first import there wrote a line that is not here: the two are apart.
    changed = {item["path"]: item["changed"] for item in found["items"]}
    assert set(changed.values()) <= {"here", "there"}
    here.ok("import", str(path), "--yes")
    shown = here.json("show", dossier)
    assert shown["tasks"][0]["note"] == "Écrit là-bas"
    assert [note["text"] for note in shown["notes"]] == ["Écrit ici"]


def test_a_whole_file_merges_the_same_way(
    here: Telestage, there: Telestage, tmp_path: Path
) -> None:
    shared = travelled(here, there, tmp_path)
    there.ok("tick", shared, "sel-offer")
    other = there.new("minimale.toml")
    there.ok("organisation", "--set", "structure.ville=Matane")
    said = here.ok("import", str(there.db), "--yes")
    assert "1 dossier nouveau" in said
    assert "Mon organisation :" in said
    assert {each["id"] for each in here.json("list")} == {shared, other}
    assert here.json("organisation")["host"]["city"] == "Matane"
    assert "Rien à reprendre" in here.ok("import", str(there.db))


def test_a_second_copy_of_somebody_is_never_made_unasked(
    here: Telestage, there: Telestage, tmp_path: Path
) -> None:
    here.new()
    twin = there.new()
    path = packed(there, twin, tmp_path)
    refused = here.run("import", str(path), "--yes")
    assert refused.exit_code == 1
    assert "Un dossier du même nom est déjà ici" in plain(refused.stdout)
    assert len(here.json("list")) == 1
    here.ok("import", str(path), "--take", "tout")
    assert len(here.json("list")) == 2


def test_an_identifier_given_to_two_people_is_not_mixed(here: Telestage, tmp_path: Path) -> None:
    dossier = here.new()
    other = make_dossier(id=UUID(dossier))
    other = other.evolve(intern=other.intern.evolve(first_name="Karim", last_name="Benali"))
    path = tmp_path / "karim.telestage"
    path.write_bytes(package(other))
    said = here.ok("import", str(path), "--take", "tout")
    assert "le même identifiant est celui du dossier de Léa" in said
    assert here.json("show", dossier)["intern"]["first_name"] == "Léa"


def test_an_erased_dossier_is_never_brought_back(
    here: Telestage, there: Telestage, tmp_path: Path
) -> None:
    lea = there.new()
    path = packed(there, lea, tmp_path)
    here.ok("import", str(path), "--yes")
    here.ok("erase", lea, "--yes")
    said = here.ok("import", str(path), "--yes", "--take", "tout")
    assert "effacé ici pour de bon" in plain(said)
    assert here.json("list") == []


def test_a_programme_that_is_not_here_is_said(here: Telestage, tmp_path: Path) -> None:
    other = make_dossier()
    other = other.evolve(programme=other.programme.evolve(version="2031.4"))
    path = tmp_path / "paquet.telestage"
    path.write_bytes(package(other))
    assert "suit le programme telestage 2031.4, introuvable ici" in here.ok(
        "import", str(path), "--yes"
    )


def file_of(schema: int, text: bytes = b"", by: bytes = b"") -> bytes:
    """A package in that schema, a text of it replaced under a checksum that fits."""
    document = document_of(make_dossier())
    whole = b"".join(encode(FileContent(schema, {DOSSIERS: {document.doc_id: document}})))
    if text:
        document.raw = document.raw.replace(text, by)
        whole = b"".join(encode(FileContent(schema, {DOSSIERS: {document.doc_id: document}})))
    return whole


SOUND = package(make_dossier())
BAD = {
    "empty object": (b"{}", "ce n’est pas un fichier de telestage"),
    "foreign": (b'{"nom": "Autre programme"}', "ce n’est pas un fichier de telestage"),
    "a list": (b"[1, 2]", "ce n’est pas un fichier de telestage"),
    "truncated": (SOUND[: len(SOUND) // 2], "tronqué ou abîmé"),
    "a byte flipped": (SOUND.replace(b"Rimouski", b"Rimousky"), "somme de contrôle"),
    "newer": (file_of(latest_schema() + 1), "version plus récente"),
    "no schema": (file_of(0), "n’a jamais existé"),
    "a key twice": (SOUND.replace(b'{"id":', b'{"version":1,"id":', 1), "y est deux fois"),
    "a lone surrogate": (SOUND.replace(b"Rimouski", b"\\ud800"), "tronqué ou abîmé"),
    "deep": (b"[" * 100_000, "tronqué ou abîmé"),
    "large": (b"{" + b" " * LARGEST_PARCEL, "64 Mo"),
    "NaN": (b'{"meta": NaN}', "tronqué ou abîmé"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_file_of_dossiers_is_refused(name: str, here: Telestage, tmp_path: Path) -> None:
    here.new()
    before = here.db.read_bytes()
    data, words = BAD[name]
    path = tmp_path / "recu.telestage"
    path.write_bytes(data)
    assert words in here.refusal("import", str(path), "--take", "tout")
    assert here.db.read_bytes() == before


def test_the_export_for_other_programs_says_what_to_do(here: Telestage, tmp_path: Path) -> None:
    path = here.ok("export", here.new(), "json", "-o", str(tmp_path)).strip()
    assert "export ID paquet" in here.refusal("import", path)


def test_a_file_marked_or_laid_out_by_another_program_is_read(
    here: Telestage, tmp_path: Path
) -> None:
    path = tmp_path / "paquet.telestage"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(json.loads(SOUND), indent=2).encode())
    here.ok("import", str(path), "--yes")
    assert len(here.json("list")) == 1


@pytest.mark.parametrize("answer", ["99", "peut-être", "1;x"])
def test_an_answer_that_names_nothing_is_refused(
    here: Telestage, there: Telestage, tmp_path: Path, answer: str
) -> None:
    path = packed(there, there.new(), tmp_path)
    refused = here.run("import", str(path), "--take", answer)
    assert refused.exit_code == 1
    assert here.json("list") == []


def test_the_options_of_a_package_are_refused_with_another_file(
    here: Telestage, tmp_path: Path
) -> None:
    path = here.ok("export", here.new(), "xlsx", "-o", str(tmp_path)).strip()
    assert "ne servent qu’à un paquet" in here.refusal("import", path, "--take", "tout")
