"""What is installed: the wheel says what it should, and `make` prepares an environment."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tools import prepare

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
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=source, check=True, capture_output=True)
    return ZipFile(next(folder.glob("*.whl")))


def text_in(wheel: ZipFile, end: str) -> str:
    name = next(each for each in wheel.namelist() if each.endswith(end))
    return wheel.read(name).decode()


def test_the_manual_travels_with_the_wheel(wheel: ZipFile) -> None:
    assert ".SH COMMANDES" in text_in(wheel, "share/man/man1/telestage.1")


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


# --- preparing an environment ---------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkout in which nothing was prepared yet."""
    for name in prepare.SOURCES:
        (tmp_path / name).write_text("", encoding="utf-8")
    return tmp_path


def environment_in(folder: Path, *options: str) -> Path:
    venv = folder / ".venv"
    subprocess.run([sys.executable, "-m", "venv", *options, str(venv)], check=True)
    return venv


def finish(venv: Path, choice: str) -> None:
    prepare.stamp_of(venv, choice).write_text(str(venv), encoding="utf-8")


def test_an_environment_just_finished_is_ready_for_its_choice_alone(folder: Path) -> None:
    venv = folder / ".venv"
    venv.mkdir()
    finish(venv, "run")
    assert prepare.is_ready(venv, "run")
    assert not prepare.is_ready(venv, "dev")


def test_what_is_ready_for_the_tests_is_ready_to_run(folder: Path) -> None:
    venv = folder / ".venv"
    venv.mkdir()
    finish(venv, "dev")
    assert prepare.is_ready(venv, "run")


@pytest.mark.parametrize("source", prepare.SOURCES)
def test_a_change_of_what_is_needed_installs_again(folder: Path, source: str) -> None:
    venv = folder / ".venv"
    venv.mkdir()
    finish(venv, "run")
    later = prepare.stamp_of(venv, "run").stat().st_mtime + 10
    os.utime(folder / source, (later, later))
    assert not prepare.is_ready(venv, "run")


def test_a_folder_that_was_moved_is_prepared_anew(folder: Path, tmp_path: Path) -> None:
    finish(environment_in(folder, "--without-pip"), "run")
    moved = folder.rename(tmp_path.with_name(f"{tmp_path.name}-moved")) / ".venv"
    assert not prepare.is_ready(moved, "run")
    assert not prepare.is_usable(moved)


def test_an_environment_without_pip_is_made_again(folder: Path) -> None:
    venv = environment_in(folder, "--without-pip")
    assert not prepare.is_usable(venv)
    prepare.create(venv)
    assert prepare.is_usable(venv)


def test_without_the_network_it_is_said_in_french(folder: Path) -> None:
    (folder / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        '[project]\nname = "x"\nversion = "0"\n',
        encoding="utf-8",
    )
    shutil.copytree(ROOT / "tools", folder / "tools")
    away = {**os.environ, "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0"}
    away = {k: v for k, v in away.items() if k not in ("PIP_CONFIG_FILE", "PIP_FIND_LINKS")}
    run = subprocess.run(
        [sys.executable, folder / "tools" / "prepare.py", "run"],
        env={**away, "PIP_CONFIG_FILE": os.devnull},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "Préparation de telestage" in run.stdout
    assert "a besoin d’Internet" in run.stderr
