"""The commands and the demonstration, with what an organisation adds to the programme."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from ..own_programme import FILES, own_programme
from .conftest import FICHES, Telestage, plain

ROOT = Path(__file__).parents[2]
APPENDED = {
    "programme.toml": "[[phases]]",
    "tasks.toml": "[tasks.",
    "meetings.toml": "[[indicators]]",
    "evaluation.toml": "[[questions]]",
}
"""By file of the additions: the start of the part that is appended to the packaged file."""
DEMO = ["-m", "telestage_tui", "demo", "--today", "2027-02-09"]


def test_every_command_works_on_the_additions(telestage: Telestage, tmp_path: Path) -> None:
    options = ["--programme", str(own_programme(tmp_path / "own"))]
    fiche = (FICHES / "minimale.toml").read_text(encoding="utf-8")
    fiche += '\n[[ressources]]\nnom = "Cantine"\ntype = "Badge"\n'
    (tmp_path / "fiche.toml").write_text(fiche, encoding="utf-8")
    lea = telestage.ok(*options, "new", str(tmp_path / "fiche.toml")).splitlines()[0]

    assert telestage.json(*options, "show", lea)["accesses"][0]["kind"] == "badge"
    assert "Après le stage 0/1" in telestage.ok(*options, "tasks", lea)
    assert telestage.json(*options, "tasks", lea)[-1]["assignee"] == "parrain"
    assert telestage.json(*options, "status")["dossiers"][0]["progress"]["alumni"]["total"] == 1
    assert "✓ Tout est en ordre." in telestage.ok(*options, "check")

    # Without the folder, what came from it is shown as it is.
    assert telestage.json("show", lea)["accesses"][0]["kind"] == "badge"
    telestage.ok("status")


def demo(package: Path, **env: str) -> str:
    """The output of the demonstration without a terminal."""
    environment = {**os.environ, "PYTHONPATH": str(package), **env}
    result = subprocess.run(
        [sys.executable, *DEMO],
        env=environment,
        cwd=package,
        capture_output=True,
        check=True,
        text=True,
    )
    return plain(result.stdout)


def test_the_demonstration_has_the_additions(tmp_path: Path) -> None:
    own = own_programme(tmp_path / "own")
    assert "Dossiers (5)" in demo(ROOT, TELESTAGE_PROGRAMME=str(own))


def test_the_demonstration_stands_additions_to_the_packaged_content(tmp_path: Path) -> None:
    package = tmp_path / "telestage_tui"
    shutil.copytree(ROOT / "telestage_tui", package, ignore=shutil.ignore_patterns("__pycache__"))
    (content,) = package.glob("programme/content/telestage/*/")
    for name, table in APPENDED.items():
        with (content / name).open("a", encoding="utf-8") as file:
            file.write("\n" + FILES[name][FILES[name].index(table) :])
    assert "Dossiers (5)" in demo(tmp_path)
