"""`status --strict`: the exit code by which a scheduled job learns that an access is overdue."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from telestage_tui.cli.main import main
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.store.tinydb_repository import TinyRepository
from tests.factories import END, make_access, make_dossier

NOW = datetime(2027, 2, 10, 15, tzinfo=UTC)


def code(folder: Path, moment: str, *options: str, dossier: Dossier) -> int:
    """How `status` ends at that local time of Québec."""
    path = folder / "telestage.json"
    if not path.exists():
        TinyRepository(path, lambda: NOW).add(dossier)
    words = ["--db", str(path), "--today", moment, "status", *options]
    return CliRunner().invoke(main, words).exit_code


@pytest.mark.parametrize(
    ("moment", "kind", "expected"),
    [
        ("2027-02-10T10:00", "vpn", 0),
        ("2027-04-09T12:00", "vpn", 0),
        ("2027-04-10T11:59", "vpn", 0),
        ("2027-04-10T12:00", "vpn", 4),
        ("2027-04-30T12:00", "licence", 0),
    ],
)
def test_a_critical_access_is_overdue_24_hours_after_the_last_hour(
    tmp_path: Path, moment: str, kind: str, expected: int
) -> None:
    dossier = make_dossier(accesses=(make_access("VPN", kind=kind),))
    assert code(tmp_path, moment, "--strict", dossier=dossier) == expected
    assert code(tmp_path, moment, "--strict", "--json", dossier=dossier) == expected
    assert code(tmp_path, moment, dossier=dossier) == 0


def test_nothing_is_overdue_once_it_is_withdrawn(tmp_path: Path) -> None:
    dossier = make_dossier(accesses=(make_access("VPN", kind="vpn", withdrawn_on=END),))
    assert code(tmp_path, "2027-04-30T12:00", "--strict", dossier=dossier) == 0


def test_it_is_the_first_line_once_the_hour_has_passed(tmp_path: Path) -> None:
    dossier = make_dossier(accesses=(make_access("VPN", kind="vpn"),))
    path = tmp_path / "telestage.json"
    TinyRepository(path, lambda: NOW).add(dossier)
    words = ["--db", str(path), "--today", "2027-04-12T09:00", "status"]
    lines = CliRunner().invoke(main, words).stdout.replace("\u00a0", " ").splitlines()
    first = lines.index(next(line for line in lines if line.startswith("▲ D’abord")))
    assert "Accès « VPN » à retirer : délai dépassé" in lines[first + 1]
