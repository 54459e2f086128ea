"""Bad input by command line: the reason in French, the right exit code, nothing lost."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from functools import partialmethod
from pathlib import Path
from uuid import UUID

import pytest

from telestage_tui.cli.session import Session
from telestage_tui.clocks.clock import SystemClock
from telestage_tui.dossier.deeds import said
from telestage_tui.store.tinydb_repository import TinyRepository
from tests.cli.conftest import FICHES, Telestage
from tests.store.failing import fail
from tests.store.support import spoil

UNKNOWN = "00000000-0000-0000-0000-000000000000"


def test_a_bad_fiche_gives_every_error_and_writes_nothing(telestage: Telestage) -> None:
    message = telestage.refusal("new", str(FICHES / "refusee.toml"), "--json")
    fields = [line.split(" : ")[0] for line in message.splitlines()]
    assert fields == [
        "Fiche refusée, rien n’a été enregistré (7 erreurs) :",
        "stage.fin",
        "stagiaire.nom",
        "stagiaire.courriel",
        "stagiaire.fuseau",
        "stagiaire.horaires",
        "stagiaire.couleur",
        "ressources[1].mot_de_passe",
    ]
    assert "Hiver2027" not in message
    assert list(telestage.db.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        (b"[stage", "fiche"),
        (b"a = " + b"[" * 5000, "fiche"),
        (b"x = 1\n" * 400_000, "trop grande"),
        (b"", "stage.debut"),
    ],
    ids=["not utf-8", "not toml", "nested", "huge", "empty"],
)
def test_a_hostile_fiche(telestage: Telestage, content: bytes, expected: str) -> None:
    result = telestage.run("new", "-", stdin=content)
    assert result.exit_code == 1
    assert expected in result.stderr
    assert not telestage.db.exists()


@pytest.mark.parametrize("path", ["absente.toml", ".", "/dev/null/x"])
def test_a_fiche_that_is_not_there(telestage: Telestage, tmp_path: Path, path: str) -> None:
    assert "fiche :" in telestage.refusal("new", str(tmp_path / path))


@pytest.mark.parametrize(
    "args",
    [
        ("show", UNKNOWN),
        ("tasks", "zz"),
        ("plan", ""),
        ("tick", UNKNOWN, "sel-offer"),
        ("close", "é"),
        ("export", UNKNOWN, "json"),
        ("backup", "restore", "../../etc/passwd"),
        ("backup", "create"),
    ],
    ids=" ".join,
)
def test_on_an_empty_file(telestage: Telestage, args: tuple[str, ...]) -> None:
    new_file, reason, rest = telestage.refusal(*args).split("\n")
    assert new_file.startswith("Fichier nouveau")
    assert reason
    assert not rest
    assert not telestage.db.exists()


@pytest.mark.parametrize(
    "args",
    [
        ("tick", "sel-offre"),
        ("tick", "sel-"),
        ("tick", ""),
        ("untick", "rien"),
        ("skip", "sel-offer", "--why", ""),
        ("skip", "sel-offer", "--why", "\x1b[31m"),
        ("tick", "sel-offer", "--note", "x" * 300_000),
        ("waive", "age", "--why", "   "),
        ("waive", "inconnue", "--why", "Accord"),
        ("waive", "signature", "--why", "Accord"),
        ("meeting", "checkin", "held"),
        ("meeting", "ffffffff", "held"),
        ("grant", "imprimante"),
        ("withdraw", "vpn"),
        ("note", " \n\t"),
        ("note", "x" * 200_001),
        ("close",),
    ],
    ids=lambda args: " ".join(args)[:30],
)
def test_a_refusal_changes_nothing(telestage: Telestage, args: tuple[str, ...]) -> None:
    dossier = telestage.new()
    before = telestage.db.read_bytes()
    command, *rest = args
    message = telestage.refusal(command, dossier, *rest)
    assert message.endswith((".\n", "?\n"))
    assert telestage.db.read_bytes() == before


@pytest.mark.parametrize(
    "args",
    [
        ("inconnue",),
        ("show",),
        ("list", "de", "trop"),
        ("list", "--xml"),
        ("skip", "abc", "sel-offer"),
        ("skip", "abc", "sel-offer", "--why"),
        ("list", "--json=oui"),
        ("meeting", "abc", "final", "faite"),
        ("export", "abc", "exe"),
        ("backup", "effacer"),
        ("--today", "hier", "list"),
        ("--today", "2027-02-30", "list"),
        ("--today", "2027-02-10T25:00", "list"),
    ],
    ids=" ".join,
)
def test_wrong_usage_names_the_help(telestage: Telestage, args: tuple[str, ...]) -> None:
    message = telestage.refusal(*args, code=2)
    assert message.splitlines()[-1].startswith("L’aide : telestage")


@pytest.mark.parametrize("group", ["backup", "absences"])
def test_a_group_alone_says_what_it_offers(telestage: Telestage, group: str) -> None:
    result = telestage.run(group)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == telestage.run(group, "--help").stdout


def test_a_text_too_long_is_refused_with_a_french_number(telestage: Telestage) -> None:
    message = telestage.refusal("note", telestage.new(), "x" * 200_001)
    assert message == "Texte trop long : 200 000 caractères au plus.\n"


def test_a_kind_of_meeting_that_several_have_is_told_from_an_unknown_one(
    telestage: Telestage,
) -> None:
    dossier = telestage.new()
    several = sum(each["kind"] == "checkin" for each in telestage.json("plan", dossier)["meetings"])
    for kind in ("checkin", "CHECK"):
        message = telestage.refusal("meeting", dossier, kind, "held")
        assert f"Il y a {several} rencontres de sorte « checkin »" in message
    assert "introuvable" in telestage.refusal("meeting", dossier, "pause", "held")


def test_an_unknown_check_names_those_there_are(telestage: Telestage) -> None:
    dossier = telestage.new()
    telestage.ok("grant", dossier, "vpn")
    message = telestage.refusal("withdraw", dossier, "vpn", "--check", "clés")
    assert "« clés » inconnue; choix possibles : documents, calendar, sessions, " in message


def test_an_identifier_may_be_shortened_while_it_is_unambiguous(telestage: Telestage) -> None:
    ids = [telestage.new("minimale.toml") for _ in range(17)]  # of 17, two begin alike
    firsts = [each[0] for each in ids]
    shared = next(first for first in firsts if firsts.count(first) > 1)
    message = telestage.refusal("show", shared)
    assert all((each in message) == (each[0] == shared) for each in ids)
    for each in ids:
        assert telestage.json("show", each.upper().replace("-", ""))["id"] == each


def test_control_sequences_never_reach_the_terminal(telestage: Telestage) -> None:
    hostile = "\x1b]52;c;cm0gLXJm\x07\x1b[2J[/b]\u202e"
    dossier = telestage.new()
    telestage.ok("note", dossier, f"Avant {hostile} après 😀 مرحبا")
    telestage.ok("tick", dossier, "sel-offer", "--note", hostile)
    outputs = [
        telestage.run(*args).output
        for args in (
            ("show", dossier),
            ("tasks", dossier),
            ("show", hostile),
            ("tick", dossier, hostile),
            ("list", hostile),
            ("list", f"--{hostile}"),
            (hostile,),
            ("new", hostile),
            ("overlap", "--host-zone", hostile),
            ("--today", hostile, "list"),
        )
    ]
    assert "Avant [/b] après 😀 مرحبا" in outputs[0]
    for output in outputs:
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(output)


# --- the file -------------------------------------------------------------------------------------


def test_an_unreadable_file_is_said_and_left_alone(telestage: Telestage) -> None:
    telestage.new()
    damaged = telestage.db.read_bytes()[:-40]
    telestage.db.write_bytes(damaged)
    for args in (("list",), ("status",), ("new", str(FICHES / "minimale.toml"))):
        assert "sauvegarde peut être restaurée" in telestage.refusal(*args)
    assert telestage.db.read_bytes() == damaged


def test_a_backup_takes_the_place_of_an_unreadable_file(telestage: Telestage) -> None:
    telestage.new()
    name = telestage.ok("backup", "create").strip()
    telestage.db.write_bytes(b"{")
    result = telestage.run("backup", "restore", name.removesuffix(".json"))
    assert result.exit_code == 0
    (aside,) = telestage.db.parent.glob("*illisible*")
    assert aside.name in result.stderr
    assert aside.read_bytes() == b"{"
    assert len(telestage.json("list")) == 1


def test_a_missing_file_beside_its_backups_is_said(telestage: Telestage) -> None:
    telestage.new()
    telestage.ok("backup", "create")
    telestage.db.unlink()
    for args in (("list",), ("status",), ("show", "a"), ("new", str(FICHES / "minimale.toml"))):
        message = telestage.refusal(*args)
        assert "a disparu; 1 sauvegarde reste à côté" in message
        assert "telestage backup restore" in message
    assert not telestage.db.exists()


def test_one_unreadable_dossier_blocks_no_other(telestage: Telestage) -> None:
    lea, aurelie = telestage.new(), telestage.new("minimale.toml")
    raw = spoil(telestage.db, TinyRepository(telestage.db, SystemClock().now).get(UUID(lea)))
    for command in ("list", "status"):
        result = telestage.run(command)
        assert result.exit_code == 0
        assert "Aurélie Lacour" in result.stdout
        assert f"Le dossier {lea}" in result.stderr
    telestage.ok("note", aurelie, "Tout va bien.")
    assert "weekly_hours" in telestage.refusal("show", lea)
    assert "weekly_hours" in telestage.refusal("note", lea, "Bonjour")
    checked = telestage.run("check")
    assert checked.exit_code == 1
    assert lea in checked.stdout
    assert raw in telestage.db.read_bytes()


def test_a_foreign_file_is_refused(telestage: Telestage) -> None:
    telestage.db.write_text('{"_default": {"1": {"name": "autre logiciel"}}}')
    assert "ne peut pas être lu" in telestage.refusal("list")
    report = telestage.run("check")
    assert (report.exit_code, report.stderr) == (1, "")


def test_a_locked_file(telestage: Telestage, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = telestage.new()
    before = telestage.db.read_bytes()
    impatient = partialmethod(Session.__init__, lock_timeout=0.1)
    monkeypatch.setattr(Session, "__init__", impatient)
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD_LOCK, str(telestage.db)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout
        assert holder.stdin
        assert holder.stdout.readline() == b"held\n"
        assert "Un autre programme" in telestage.refusal("tick", dossier, "sel-offer")
        assert telestage.json("list")[0]["id"] == dossier  # reading needs no lock
        holder.stdin.close()
    assert telestage.db.read_bytes() == before
    telestage.ok("tick", dossier, "sel-offer")


_HOLD_LOCK = """
import sys
from pathlib import Path
from telestage_tui.store.lock import file_lock
with file_lock(Path(sys.argv[1]).resolve()):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.ENOSPC, errno.EIO])
def test_a_file_that_cannot_be_written(
    telestage: Telestage, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    dossier = telestage.new()
    before = telestage.db.read_bytes()

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", refuse)
        assert "Rien n’a été enregistré" in telestage.refusal("tick", dossier, "sel-offer")
    assert telestage.db.read_bytes() == before
    telestage.ok("tick", dossier, "sel-offer")


def test_what_may_have_been_saved_is_not_said_to_be_refused(
    telestage: Telestage, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = telestage.new()
    telestage.ok("note", dossier, "La sauvegarde du jour est faite.")
    with monkeypatch.context() as broken:
        fail(broken, "directory", errno.EIO)
        message = telestage.refusal("note", dossier, "Peut-être", code=3)
    assert "n’est pas confirmé" in message
    assert "Rien n’a été enregistré" not in message
    assert len(telestage.json("show", dossier)["notes"]) == 2


@pytest.mark.parametrize(
    "args",
    [
        ("--today", "0001-01-01", "list"),
        ("--today", "9999-12-31", "status"),
        ("demo", "--today", "1900-01-01"),
        ("demo", "--today", "2199-12-31"),
    ],
    ids=" ".join,
)
def test_a_day_too_far_away_names_its_option(telestage: Telestage, args: tuple[str, ...]) -> None:
    message = telestage.refusal(*args, code=2)
    assert message.startswith("L’option « --today » : la date")
    assert "de 1970 à 2190" in message


@pytest.mark.parametrize("today", ["1970-01-01", "2190-12-31"])
def test_the_demo_of_the_first_and_the_last_day(telestage: Telestage, today: str) -> None:
    assert "Dossiers (5)" in telestage.ok("demo", "--today", today)


def test_a_place_where_no_file_can_be(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("")
    nowhere = Telestage(tmp_path / "fichier" / "dossiers.json")
    message = nowhere.refusal("new", str(FICHES / "minimale.toml"))
    assert "n’est pas un répertoire" in message


@pytest.mark.parametrize(
    ("db", "reason"),
    [
        ("/", "c’est un répertoire"),
        ("~personne-de-ce-nom/x.json", "ce compte n’existe pas"),
        ("boucle.json", "tourne en rond"),
    ],
)
def test_a_file_that_cannot_be_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: str, reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("boucle.json").symlink_to("boucle.json")
    nowhere = Telestage(Path(db))
    fiche = str(FICHES / "minimale.toml")
    for args in (("list",), ("status",), ("backup", "create"), ("new", fiche)):
        assert reason in nowhere.refusal(*args)
    assert Path("boucle.json").is_symlink()


def test_a_fiche_of_nobody(telestage: Telestage) -> None:
    assert "ce compte n’existe pas" in telestage.refusal("new", "~personne-de-ce-nom/lea.toml")


def test_the_name_of_the_file_commands_no_terminal(tmp_path: Path) -> None:
    hostile = Telestage(tmp_path / "a\x1b[31m\nb.json")
    hostile.new()
    assert f"Fichier : {tmp_path}/a b.json" in hostile.ok("check")


def test_a_folder_of_content_that_is_not_there(telestage: Telestage, tmp_path: Path) -> None:
    message = telestage.refusal("--programme", str(tmp_path / "absent"), "status")
    assert "répertoire introuvable" in message


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("a = " + "9" * 5_000, "un nombre est trop long pour être lu."),
        (".".join(["a"] * 20_000) + " = 1", "trop de niveaux imbriqués."),
    ],
    ids=["number", "dotted name"],
)
def test_content_too_long_to_read_is_refused_at_once(
    telestage: Telestage, tmp_path: Path, content: str, reason: str
) -> None:
    (tmp_path / "programme.toml").write_text(content, encoding="utf-8")
    message = telestage.refusal("--programme", str(tmp_path), "status")
    assert reason in message


def test_check_tells_a_version_of_the_programme_nobody_has(telestage: Telestage) -> None:
    from telestage_tui.clocks.clock import clock_from
    from telestage_tui.dossier.changes import Change
    from telestage_tui.dossier.dossier import ProgrammeRef
    from telestage_tui.store.tinydb_repository import TinyRepository

    telestage.new()
    repository = TinyRepository(telestage.db, clock_from(telestage.today).now)
    (dossier,) = repository.dossiers()
    gone = ProgrammeRef(id="telestage", version="1999.1")
    repository.change(dossier.id, Change(said("Test"), lambda d: d.evolve(programme=gone)))
    result = telestage.run("check")
    assert result.exit_code == 1
    assert "telestage 1999.1" in result.stdout
