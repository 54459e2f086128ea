"""The page on reminders: its scripts run, its files are read as their systems read them."""

from __future__ import annotations

import configparser
import os
import plistlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Telestage
from tests.cli.test_reminder import QUIET, telestage_with
from tests.test_docs import REMINDERS, blocks

LATE = "2027-02-10T10:42"


def script_of(interpreter: str) -> str:
    """The script of the page that begins with that line."""
    return next(each for each in blocks(REMINDERS, "sh") if each.startswith(f"#!{interpreter}"))


def shown(folder: Path, telestage: Telestage, script: str, notifier: str) -> list[str]:
    """The words a notifier was given by a script, one an item; empty when it was not called."""
    programs, told = folder / ".local" / "bin", folder / "told"
    programs.mkdir(parents=True, exist_ok=True)
    code = "from telestage_tui.__main__ import main; main()"
    options = f"--db {telestage.db} --today {telestage.today}"
    for name, line in {
        "telestage": f'exec {sys.executable} -c "{code}" {options} "$@"',
        notifier: f"printf '%s\\n' \"$@\" > {told}",
    }.items():
        program = programs / name
        program.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        program.chmod(0o755)
    away = {**os.environ, "HOME": str(folder), "PATH": f"{programs}:{os.environ['PATH']}"}
    away["PYTHONPATH"] = str(Path(__file__).parents[1])
    subprocess.run(["sh", "-c", script], env=away, check=True, timeout=120)
    return told.read_text(encoding="utf-8").splitlines() if told.exists() else []


@pytest.mark.skipif(shutil.which("sh") is None, reason="no sh here")
@pytest.mark.parametrize(
    ("interpreter", "notifier"), [("/bin/sh", "notify-send"), ("/bin/zsh -l", "osascript")]
)
def test_the_script_shows_what_is_late_and_nothing_else(
    tmp_path: Path, interpreter: str, notifier: str
) -> None:
    script = script_of(interpreter)
    telestage = telestage_with(tmp_path, LATE, "Léa")
    assert shown(tmp_path, telestage, script, notifier)[-1].startswith("Léa Nguyễn-Œuvrard")
    (tmp_path / "told").unlink()
    telestage.today = QUIET
    assert shown(tmp_path, telestage, script, notifier) == []


def test_the_agent_of_macos_is_a_property_list() -> None:
    (agent,) = blocks(REMINDERS, "xml")
    read = plistlib.loads(agent.encode())
    assert read["Label"] == "telestage.rappel"
    assert read["StartCalendarInterval"] == {"Hour": 8, "Minute": 30}


def test_the_units_of_systemd_name_the_script_and_the_hour() -> None:
    service, timer = configparser.ConfigParser(interpolation=None), configparser.ConfigParser()
    first, second = blocks(REMINDERS, "ini")
    service.read_string(first)
    timer.read_string(second)
    assert service["Service"]["ExecStart"] == "%h/.local/bin/telestage-rappel"
    assert timer["Timer"]["OnCalendar"] == "Mon..Fri 08:30"
    assert timer["Install"]["WantedBy"] == "timers.target"


def test_the_script_of_windows_has_the_letters_that_its_powershell_reads() -> None:
    """That of Windows 10 and 11 takes a file without a mark for one of its own code page."""
    script = blocks(REMINDERS, "powershell")[0]
    assert script.isascii()
    assert "telestage status --retard --court" in script
