"""Prepare `.venv` for a command of the Makefile, with nothing but Python; what is ready is left.

`python3 tools/prepare.py run` installs what the program needs, `… dev` the tests and checks too.
A `.venv` that was moved, or left half-made, is made again. What is said is in French: it is the
first thing a tutor sees of telestage.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OLDEST = (3, 11)
CHOICES = {"run": ".", "dev": ".[dev]"}
"""What is installed, by the name of the preparation."""
SOURCES = ("pyproject.toml", "constraints.txt")
"""A change of these is a reason to install again."""


class CannotPrepare(Exception):
    """Why there is no environment, in French, with what to do."""


def bin_of(venv: Path) -> Path:
    """Where an environment has its programs."""
    return venv / ("Scripts" if os.name == "nt" else "bin")


def python_of(venv: Path) -> Path:
    """The Python of an environment."""
    return bin_of(venv) / ("python.exe" if os.name == "nt" else "python")


def stamp_of(venv: Path, choice: str) -> Path:
    """The file that says an installation was finished, and for which folder."""
    return venv / f"ready-{choice}"


def is_ready(venv: Path, choice: str) -> bool:
    """Whether that choice, or a larger one, was installed here since the sources changed."""
    for name in ("dev", choice):
        stamp = stamp_of(venv, name)
        if not stamp.is_file() or stamp.read_text(encoding="utf-8") != str(venv):
            continue
        newest = max((venv.parent / source).stat().st_mtime for source in SOURCES)
        if stamp.stat().st_mtime >= newest:
            return True
    return False


def is_usable(venv: Path) -> bool:
    """Whether what stands there runs, has pip, and was made in this place."""
    python = python_of(venv)
    if not python.exists():
        return False
    try:
        answer = subprocess.run(
            [python, "-c", "import pip, sys; print(sys.prefix)"],
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    stamps = [stamp_of(venv, choice) for choice in CHOICES]
    made_here = all(
        stamp.read_text(encoding="utf-8") == str(venv) for stamp in stamps if stamp.is_file()
    )
    return made_here and Path(answer.stdout.strip()).resolve() == venv.resolve()


def create(venv: Path) -> None:
    """Make an empty environment in place of what stands there."""
    if venv.is_symlink():
        venv.unlink()
    elif venv.exists():
        shutil.rmtree(venv)
    made = subprocess.run(
        [sys.executable, "-m", "venv", venv], check=False, capture_output=True, text=True
    )
    if made.returncode:
        raise CannotPrepare(
            "Python ne peut pas créer d’environnement. Sous Debian et Ubuntu, installez d’abord "
            f"python3-venv.\n{made.stdout}{made.stderr}".strip()
        )


def install(venv: Path, choice: str) -> None:
    """Install with the versions that were tested."""
    pip = [str(python_of(venv)), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    done = subprocess.run(
        [*pip, "-c", "constraints.txt", "-e", CHOICES[choice]],
        check=False,
        cwd=venv.parent,
        env={"PIP_RETRIES": "1", "PIP_DEFAULT_TIMEOUT": "15", **os.environ},
        capture_output=True,
        text=True,
    )
    if done.returncode == 0:
        return
    if is_offline(done.stdout + done.stderr):
        raise CannotPrepare(
            "La première préparation a besoin d’Internet pour télécharger ce dont telestage se "
            "sert, et le réseau ne répond pas. Recommencez une fois en ligne : ensuite, telestage "
            "n’en a plus besoin."
        )
    raise CannotPrepare(f"L’installation a échoué.\n{done.stdout}{done.stderr}".strip())


def is_offline(errors: str) -> bool:
    """Whether pip failed because nothing answered: it then knows no version of anything."""
    signs = ("(from versions: none)", "NewConnectionError", "ConnectTimeoutError", "ProxyError")
    return any(sign in errors for sign in signs)


def prepare(venv: Path, choice: str) -> None:
    """Have everything that choice needs in `venv`.

    Raises:
        CannotPrepare: with the reason.
    """
    if sys.version_info < OLDEST:
        raise CannotPrepare(
            "telestage a besoin de Python 3.11 ou plus récent. Si vous en avez un autre : "
            "make run PYTHON=python3.12"
        )
    if is_ready(venv, choice):
        return
    print("Préparation de telestage : une minute, la première fois seulement…", flush=True)
    if not is_usable(venv):
        create(venv)
    install(venv, choice)
    stamp_of(venv, choice).write_text(str(venv), encoding="utf-8")


def main() -> int:
    """Prepare, or say why not."""
    choice = sys.argv[1] if len(sys.argv) > 1 else "run"
    try:
        prepare(ROOT / ".venv", choice)
    except CannotPrepare as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
