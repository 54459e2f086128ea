"""`make run`: what it prepares, and what it repairs."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tools import prepare

ROOT = Path(__file__).parents[1]


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
    venv = environment_in(folder)
    finish(venv, "run")
    assert prepare.is_ready(venv, "run")
    assert not prepare.is_ready(venv, "dev")


def test_what_is_ready_for_the_tests_is_ready_to_run(folder: Path) -> None:
    venv = environment_in(folder)
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
    assert not prepare.is_usable(venv)  # nothing was installed in it yet
    prepare.unfinished_of(venv).unlink()
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
    assert "Il manque : hatchling" in run.stderr


# --- what is repaired: environments really made, each in several seconds --------------------------

PROJECT = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "small"
version = "0"
"""
"""A project that needs nothing to be installed, not even the network."""
BACKEND = """\
from zipfile import ZipFile

HEAD = "Metadata-Version: 2.1\\nName: small\\nVersion: 0\\n"
TAGS = "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "small-0-py3-none-any.whl"
    files = {"small.py": ""}
    parts = {"METADATA": HEAD, "WHEEL": TAGS, "RECORD": ""}
    files |= {f"small-0.dist-info/{part}": text for part, text in parts.items()}
    with ZipFile(f"{folder}/{name}", "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
    return name
"""


@pytest.fixture
def project(folder: Path) -> Path:
    """A checkout of a project that is prepared in a few seconds."""
    (folder / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (folder / "backend.py").write_text(BACKEND, encoding="utf-8")
    shutil.copytree(ROOT / "tools", folder / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def command(folder: Path) -> list[str]:
    return [sys.executable, str(folder / "tools" / "prepare.py"), "run"]


def run_in(folder: Path) -> str:
    """What `make run` says as it prepares the folder; it must succeed."""
    done = subprocess.run(command(folder), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    python = prepare.python_of(folder / ".venv")
    subprocess.run([python, "-c", "import small"], check=True)
    return done.stdout


@pytest.mark.dist
def test_it_is_prepared_once(project: Path) -> None:
    assert "Préparation" in run_in(project)
    assert run_in(project) == ""


@pytest.mark.dist
def test_a_moved_folder_is_said_and_made_again(project: Path, tmp_path: Path) -> None:
    run_in(project)
    moved = project.rename(tmp_path.with_name(f"{tmp_path.name}-moved"))
    assert "déplacé" in run_in(moved)
    first_line = (prepare.bin_of(moved / ".venv") / "pip").read_text(encoding="utf-8")
    assert str(moved) in first_line.splitlines()[0] + first_line.splitlines()[1]
    assert run_in(moved) == ""


@pytest.mark.dist
def test_a_moved_environment_made_by_hand_is_made_again(project: Path, tmp_path: Path) -> None:
    environment_in(project)
    moved = project.rename(tmp_path.with_name(f"{tmp_path.name}-moved"))
    assert not prepare.is_usable(moved / ".venv")
    assert "déplacé" in run_in(moved)


@pytest.mark.dist
def test_an_environment_made_by_hand_is_kept(project: Path) -> None:
    kept = environment_in(project) / "kept"
    kept.touch()
    assert "refait" not in run_in(project)
    assert kept.exists()


@pytest.mark.dist
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_an_installation_that_was_killed_is_made_again(project: Path) -> None:
    backend = project / "backend.py"
    backend.write_text(f"import signal\n\nopen('reached', 'w').close()\nsignal.pause()\n{BACKEND}")
    os.mkfifo(project / "reached")
    running = subprocess.Popen(command(project), start_new_session=True)
    (project / "reached").read_bytes()  # comes once the backend has opened it
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    backend.write_text(BACKEND, encoding="utf-8")
    assert prepare.unfinished_of(project / ".venv").exists()
    assert "interrompu" in run_in(project)
    assert run_in(project) == ""


@pytest.mark.dist
@pytest.mark.skipif(os.name == "nt", reason="links to Python are of POSIX")
def test_a_python_that_is_gone_is_replaced(project: Path) -> None:
    run_in(project)
    python = prepare.python_of(project / ".venv")
    python.unlink()
    python.symlink_to(project / "gone")
    assert "un Python qui n’est plus là" in run_in(project)


@pytest.mark.dist
@pytest.mark.skipif(os.name == "nt", reason="the library of an environment is elsewhere")
def test_a_python_of_another_version_is_replaced(project: Path) -> None:
    """A system that went from one Python to the next leaves a library that nothing reads."""
    run_in(project)
    library = project / ".venv" / "lib"
    (version,) = library.iterdir()
    version.rename(library / "python3.1")
    assert "refait" in run_in(project)
