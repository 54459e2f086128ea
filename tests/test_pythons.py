"""telestage under each Python of this machine that its metadata name: `make pythons`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MARK = pytest.mark.pythons
ROOMS = (
    "tests/cli/test_whole_stage.py",
    "tests/cli/test_reminder.py",
    "tests/clocks",
    "tests/documents/papers/test_writing.py",
    "tests/dossier/test_deeds.py",
    "tests/screens/test_guide.py",
)
"""What is run under each: a whole stage by commands, the clocks, papers, the model, a page."""


def versions() -> list[str]:
    """The versions of Python that the metadata name: `3.11`, `3.12`…"""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return re.findall(r'"Programming Language :: Python :: (3\.\d+)"', text)


def pythons(version: str) -> Iterator[str]:
    """The interpreters of that version: on the path, then those that pyenv keeps."""
    named = shutil.which(f"python{version}")
    if named:
        yield named
    kept = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    for folder in sorted(kept.glob(f"{version}*")):
        yield str(folder / "bin" / f"python{version}")


def works(python: str) -> bool:
    """Whether it is there and starts: pyenv names some that it does not run."""
    try:
        return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@MARK
@pytest.mark.parametrize("version", versions())
def test_the_package_under_another_python(version: str, tmp_path: Path) -> None:
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        pytest.skip("every other test runs under this one")
    python = next(filter(works, pythons(version)), None)
    if python is None:
        pytest.skip(f"no Python {version} here")
    venv = tmp_path / "venv"
    subprocess.run([python, "-m", "venv", venv], check=True)
    inside = venv / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(inside / "pip"), "install", "--quiet", "-c", str(ROOT / "constraints.txt")]
    subprocess.run([*pip, "-e", f"{ROOT}[dev]"], check=True)
    alone = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PYTEST", "COV"))}
    done = subprocess.run(
        [inside / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", *ROOMS],
        cwd=ROOT,
        env=alone,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
