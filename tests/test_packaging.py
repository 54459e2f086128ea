"""What is installed: the wheel has what it should, and says for whom it is."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    """The wheel of the working tree."""
    source, folder = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    shutil.copytree(
        ROOT / "telestage_tui",
        source / "telestage_tui",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    shutil.copytree(ROOT / "docs", source / "docs")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=source, check=True, capture_output=True)
    return ZipFile(next(folder.glob("*.whl")))


def text_in(wheel: ZipFile, end: str) -> str:
    name = next(each for each in wheel.namelist() if each.endswith(end))
    return wheel.read(name).decode()


def test_the_manual_travels_with_the_wheel(wheel: ZipFile) -> None:
    assert ".SH COMMANDES" in text_in(wheel, "share/man/man1/telestage.1")


def test_the_guide_travels_with_the_wheel_from_its_one_source(wheel: ZipFile) -> None:
    written = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    assert text_in(wheel, "telestage_tui/documents/guide.md") == written


def test_the_licence_travels_with_the_wheel(wheel: ZipFile) -> None:
    assert text_in(wheel, "licenses/LICENSE").startswith("MIT License")


def test_the_metadata_say_for_whom_and_for_which_python(wheel: ZipFile) -> None:
    metadata = text_in(wheel, "METADATA")
    assert "Classifier: Natural Language :: French\n" in metadata
    assert "Author: " in metadata
    assert "Project-URL: " in metadata


def test_every_link_of_the_page_of_the_package_holds_outside_the_repository(
    wheel: ZipFile,
) -> None:
    description = text_in(wheel, "METADATA").partition("\n\n")[2]
    assert "# telestage" in description
    targets = re.findall(r"\]\(([^)]*)\)", description)
    assert [target for target in targets if not target.startswith(("https://", "#"))] == []
