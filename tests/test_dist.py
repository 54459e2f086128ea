"""What is given to others, each run in an empty environment as its user would: `make dist`.

The wheel goes through pip and pipx; the pyz and the folder of PyInstaller are moved, then run.
They are built here, unless `TELESTAGE_DIST` names the folder where they were.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal

pytestmark = [
    pytest.mark.dist,
    pytest.mark.skipif(os.name == "nt", reason="the paths of programs are those of POSIX"),
]
ROOT = Path(__file__).parents[1]
FICHE = ROOT / "tests" / "fiches" / "complete.toml"
BEFORE, DURING = "2026-11-05T09:00", "2027-02-10T10:42"
AGENDA = """\
BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1@example.com
DTSTAMP:20270101T000000Z
DTSTART;VALUE=DATE:20270217
DTEND;VALUE=DATE:20270219
SUMMARY:Examens
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with everything that `make dist` makes."""
    named = os.environ.get("TELESTAGE_DIST")
    if named:
        return (ROOT / named).resolve()
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, ROOT / "tools" / "dist.py", str(folder)], check=True)
    return folder


Command = list[str]


def by_pip(built: Path, folder: Path) -> Command:
    """The wheel in an environment that has nothing else."""
    venv = folder / "venv"
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    pip, constraints = venv / "bin" / "pip", ROOT / "constraints.txt"
    subprocess.run([pip, "install", "--quiet", "-c", constraints, wheel_in(built)], check=True)
    return [str(venv / "bin" / "telestage")]


def by_pipx(built: Path, folder: Path) -> Command:
    """The wheel as `pipx install` puts it."""
    homes = {"PIPX_HOME": folder / "pipx", "PIPX_BIN_DIR": folder / "bin"}
    homes["PIPX_MAN_DIR"] = folder / "man"
    subprocess.run(
        [sys.executable, "-m", "pipx", "install", "--quiet", wheel_in(built)],
        check=True,
        env={**os.environ, **{name: str(path) for name, path in homes.items()}},
    )
    return [str(folder / "bin" / "telestage")]


def by_wheelhouse(built: Path, folder: Path) -> Command:
    """The wheel on a machine without a network: docs/installation.md has these commands."""
    venv, packages = folder / "telestage-env", folder / "paquets"
    subprocess.run([sys.executable, "-m", "pip", "wheel", "--quiet", wheel_in(built),
                    "-c", ROOT / "constraints.txt", "-w", packages], check=True)  # fmt: skip
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    offline = ["install", "--quiet", "--no-index", "--find-links", str(packages), "telestage"]
    nothing = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "PIP_CONFIG_FILE": os.devnull}
    subprocess.run([str(venv / "bin" / "pip"), *offline], check=True, env=nothing)
    return [str(venv / "bin" / "telestage")]


def by_one_file(built: Path, folder: Path) -> Command:
    """`telestage.pyz`, moved elsewhere, with the Python it was built by."""
    moved = shutil.copy(built / "telestage.pyz", folder)
    return [sys.executable, "-I", str(moved)]


def by_folder(built: Path, folder: Path) -> Command:
    """The folder of PyInstaller, moved elsewhere: no Python is named."""
    moved = shutil.copytree(built / "telestage", folder / "moved", symlinks=True)
    return [str(moved / "telestage")]


WAYS = {
    "pip": by_pip,
    "pipx": by_pipx,
    "offline": by_wheelhouse,
    "pyz": by_one_file,
    "executable": by_folder,
}


def wheel_in(built: Path) -> str:
    (wheel,) = built.glob("*.whl")
    return str(wheel)


@dataclass(frozen=True)
class Installed:
    """The program as one of these ways installs it, with nothing of this environment.

    Attributes:
        command: What starts it.
        home: The home of its user.
    """

    command: Command
    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """All of its environment."""
        return {"HOME": str(self.home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}

    def ok(self, *words: str, today: str = BEFORE) -> str:
        """The answer of a command that must succeed, with plain spaces."""
        done = subprocess.run(
            [*self.command, "--today", today, *words],
            env=self.environment,
            cwd=self.home,
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout.replace("\u00a0", " ")


@pytest.fixture(scope="module", params=WAYS)
def installed(
    request: pytest.FixtureRequest, built: Path, tmp_path_factory: pytest.TempPathFactory
) -> Installed:
    """The program installed in each way."""
    command = WAYS[request.param](built, tmp_path_factory.mktemp(request.param))
    return Installed(command, tmp_path_factory.mktemp("home"))


def test_a_first_use(installed: Installed, tmp_path: Path) -> None:
    """Version, opening, plan, papers: what a tutor does the first day."""
    assert installed.ok("--version").startswith("telestage 0.")
    opened = installed.ok("new", str(FICHE))
    assert "Dossier de Léa Nguyễn-Œuvrard ouvert : 17 rencontres prévues." in opened
    dossier = opened[:8]

    plan = installed.ok("plan", dossier)
    assert "Rencontre d’accueil" in plan
    assert "Jour de l’an (Québec), Jour de l’an (France)" in plan  # the holidays of both sides
    # the zones: the gap is of five hours between the two changes of clock
    assert "9 h 30 / 14 h 30" in next(each for each in plan.splitlines() if "16 mars" in each)

    installed.ok("export", dossier, "pdf", "-o", str(tmp_path))
    papers = sorted(tmp_path.glob("*.pdf"))
    assert len(papers) > 5
    assert all(paper.read_bytes().startswith(b"%PDF") for paper in papers)


def test_what_is_loaded_only_when_it_is_used(installed: Installed, tmp_path: Path) -> None:
    """A calendar read in a process of its own, sheets, Word, messages, the guide."""
    dossier = installed.ok("new", str(FICHE))[:8]
    for form in ("ics", "xlsx", "docx", "csv"):
        installed.ok("export", dossier, form, "-o", str(tmp_path))
        assert list(tmp_path.glob(f"*.{form}")), form
    agenda = tmp_path / "agenda-lea.ics"
    agenda.write_text(AGENDA, encoding="utf-8")
    options = ("--side", "stagiaire", "--yes")
    read = installed.ok("absences", "import", str(agenda), dossier, *options, today=DURING)
    assert "1 absence du 17 février 2027 au 18 février 2027" in read
    assert "Objet" in installed.ok("message", dossier, "invitation")
    assert "make run" in installed.ok("guide", "installer")


def test_the_screens_open(installed: Installed) -> None:
    """The demonstration, on a terminal; `q` leaves it."""
    with Terminal(installed.environment, "demo", program=installed.command) as terminal:
        terminal.wait_for("Aujourd’hui")
        terminal.wait_for("5 dossiers")
        terminal.send("q")
        assert terminal.exit_code() == 0
