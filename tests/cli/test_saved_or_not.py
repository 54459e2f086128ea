"""The exit code says whether something was saved, whatever stopped the command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from telestage_tui.cli.commands import absences
from telestage_tui.clocks.clock import clock_from
from telestage_tui.clocks.meeting_times import end_of, start_of
from telestage_tui.dossier import changes
from telestage_tui.dossier.changes import Change
from telestage_tui.dossier.deeds import said
from telestage_tui.store.tinydb_repository import TinyRepository
from tests.cli.conftest import DURING, FICHES, Telestage

AWAY = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Essai//FR\r\nBEGIN:VEVENT\r\nUID:absence\r\n"
    "SUMMARY:Congé\r\nDTSTART;VALUE=DATE:20270316\r\nDTEND;VALUE=DATE:20270317\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """A calendar with one day off, on which Léa has a meeting."""
    file = tmp_path / "absence.ics"
    file.write_text(AWAY, encoding="utf-8")
    return file


def test_a_file_refused_once_meetings_are_taken_off_is_to_check(
    telestage: Telestage, tmp_path: Path
) -> None:
    dossier = telestage.new()
    output = telestage.ok("export", dossier, "ics", "--cancel", "-o", str(tmp_path / "first"))
    name = Path(output.splitlines()[0]).name
    (tmp_path / "second" / name).mkdir(parents=True)
    before = telestage.json("show", dossier)["version"]

    message = telestage.refusal(
        "export", dossier, "ics", "--cancel", "-o", str(tmp_path / "second"), code=3
    )

    assert telestage.json("show", dossier)["version"] == before + 1
    assert "Un changement est déjà enregistré" in message


def test_a_restored_backup_that_is_not_announced_is_to_check(
    telestage: Telestage, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = telestage.new()
    meeting = telestage.json("plan", dossier)["meetings"][3]
    telestage.ok("backup", "create")
    (name,) = [each["name"] for each in telestage.json("backup", "list")
               if each["reason"] == "manuelle"]  # fmt: skip
    telestage.ok("meeting", dossier, meeting["id"], "cancelled")
    with monkeypatch.context() as patched:
        patched.setattr(TinyRepository, "change", lambda *_, **__: fail_to_save(telestage.db))
        result = telestage.run("backup", "restore", name)
    assert result.exit_code == 3
    assert "La sauvegarde est restaurée, mais pas annoncée aux agendas" in result.stderr
    (back,) = [m for m in telestage.json("plan", dossier)["meetings"] if m["id"] == meeting["id"]]
    assert back["status"] == "planned"


def test_absences_agreed_to_in_advance_are_kept_though_nobody_reads_the_preview(
    telestage: Telestage, away: Path
) -> None:
    dossier = telestage.new()
    arguments = ["absences", "import", str(away), dossier, "--side", "stagiaire", "--yes"]
    code = unread(telestage, *arguments)
    assert code == 0
    (absence,) = telestage.json("show", dossier)["intern"]["absences"]
    assert absence["label"] == "Congé"
    assert [b["reason"] for b in telestage.json("backup", "list")].count("import") == 1


def test_absences_not_agreed_to_are_refused_when_they_cannot_be_shown(
    telestage: Telestage, away: Path
) -> None:
    dossier = telestage.new()
    code = unread(telestage, "absences", "import", str(away), dossier, "--side", "stagiaire")
    assert code == 1
    assert telestage.json("show", dossier)["intern"]["absences"] == []


def test_a_meeting_moved_while_one_reads_the_preview_is_not_met_twice(
    telestage: Telestage, away: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    during = Telestage(telestage.db, DURING)
    lea = during.new()
    text = (FICHES / "complete.toml").read_text(encoding="utf-8")
    other = away.with_name("karim.toml")
    other.write_text(text.replace('prenom = "Léa"', 'prenom = "Karim"', 1), encoding="utf-8")
    karim = during.ok("new", str(other)).splitlines()[0]
    repository = TinyRepository(telestage.db, clock_from(DURING).now)
    karim_dossier = repository.find(karim)

    def agreed(_what: str) -> bool:
        proposed = repository.find(lea)
        near = next(m for m in proposed.meetings if str(m.slot.day) == "2027-03-16")
        theirs = next(m for m in karim_dossier.meetings if m.slot.day > near.slot.day)
        there = near.slot.evolve(day=near.slot.day.replace(day=17))
        repository.change(
            karim_dossier.id,
            Change(
                said("Déplacée ailleurs"),
                changes.move_meeting(theirs.id, "Rencontre", to=there).apply,
            ),
        )
        return True

    monkeypatch.setattr(absences, "agreed", agreed)
    during.run("absences", "import", str(away), lea, "--side", "structure")
    repository.refresh()
    mine, others = (repository.find(each).meetings for each in (lea, karim))
    at_once = [
        (start_of(each), start_of(other))
        for each in mine
        for other in others
        if each.status == other.status == "planned"
        and start_of(each) < end_of(other)
        and start_of(other) < end_of(each)
    ]
    assert at_once == []


def fail_to_save(path: Path) -> None:
    from telestage_tui.store.file_errors import SaveFailed

    raise SaveFailed(path, "le disque est plein")


def unread(telestage: Telestage, *arguments: str) -> int:
    """The exit code of a command whose output nobody reads."""
    command = [sys.executable, "-m", "telestage_tui", "--db", str(telestage.db)]
    with subprocess.Popen(
        [*command, "--today", telestage.today, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        return process.wait()
