"""Prepare `.venv` for a command of the Makefile, with nothing but Python; what is ready is left.

`python3 tools/prepare.py run` installs what the program needs, `… dev` the tests and checks too,
`… dist` what builds the package as well.
A `.venv` that was moved, left half-made, or whose Python is gone, is made again. What is said is in
French: it is the first thing a tutor sees of telestage.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OLDEST = (3, 11)
CHOICES = {"run": ".", "dev": ".[dev]", "dist": ".[dev,dist]"}
"""What is installed, by the name of the preparation, the least first: each has those before it."""
SOURCES = ("pyproject.toml", "constraints.txt")
"""A change of these is a reason to install again."""
LOOK_UP = """
import sys
from importlib.metadata import PackageNotFoundError, version
for name in sys.argv[1:]:
    try:
        version(name)
    except PackageNotFoundError:
        print(name)
"""
"""Names those of its arguments that are not installed."""


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


def unfinished_of(venv: Path) -> Path:
    """The file that is there as long as an installation goes on: what left it was interrupted."""
    return venv / "unfinished"


def is_ready(venv: Path, choice: str) -> bool:
    """Whether that choice, or a larger one, was installed here since the sources changed."""
    names = list(CHOICES)
    for name in names[names.index(choice) :]:
        stamp = stamp_of(venv, name)
        if not stamp.is_file() or stamp.read_text(encoding="utf-8") != str(venv):
            continue
        newest = max((venv.parent / source).stat().st_mtime for source in SOURCES)
        if stamp.stat().st_mtime >= newest:
            return is_usable(venv)
    return False


def is_usable(venv: Path) -> bool:
    """Whether what stands there runs, has pip, was made in this place and never interrupted.

    A Python that was replaced by a newer one sees nothing of what was installed for the older.
    """
    python = python_of(venv)
    if not python.exists() or unfinished_of(venv).exists():
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
    is_here = Path(answer.stdout.strip()).resolve() == venv.resolve()
    return is_here and made_here(venv)


def made_here(venv: Path) -> bool:
    """Whether an environment was made in this place: its programs name it, and fail elsewhere."""
    stamps = [stamp_of(venv, choice) for choice in CHOICES]
    if any(each.is_file() and each.read_text(encoding="utf-8") != str(venv) for each in stamps):
        return False
    activate = bin_of(venv) / "activate"
    text = activate.read_text(encoding="utf-8", errors="replace") if activate.is_file() else ""
    return any(str(place) in text for place in (venv, venv.resolve()))


def create(venv: Path) -> None:
    """Make an empty environment in place of what stands there."""
    if venv.is_symlink():
        venv.unlink()
    elif venv.exists():
        shutil.rmtree(venv)
    venv.mkdir()
    unfinished_of(venv).touch()
    made = subprocess.run(
        [sys.executable, "-m", "venv", venv], check=False, capture_output=True, text=True
    )
    if made.returncode:
        raise CannotPrepare(
            "Python ne peut pas créer d’environnement. Sous Debian et Ubuntu, installez d’abord "
            f"python3-venv.\n{made.stdout}{made.stderr}".strip()
        )


def install(venv: Path, choice: str) -> None:
    """Install with the versions that were tested.

    Raises:
        CannotPrepare: with what is missing, when there is no network.
    """
    unfinished_of(venv).touch()
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
        unfinished_of(venv).unlink()
        return
    if is_offline(done.stdout + done.stderr):
        names = ", ".join(missing(venv))
        raise CannotPrepare(
            "La première préparation a besoin d’Internet pour télécharger ce dont telestage se "
            f"sert, et le réseau ne répond pas. Il manque : {names}.\n"
            "Recommencez une fois en ligne : ensuite, telestage n’en a plus besoin. Sans connexion "
            "du tout, voyez « Sans connexion » dans docs/installation.md."
        )
    raise CannotPrepare(f"L’installation a échoué.\n{done.stdout}{done.stderr}".strip())


def missing(venv: Path) -> list[str]:
    """The names of what telestage needs and that an environment has not."""
    import tomllib  # an older Python has none: it was refused before

    project = tomllib.loads((venv.parent / "pyproject.toml").read_text(encoding="utf-8"))
    needed = [*project["build-system"]["requires"], *project["project"].get("dependencies", ())]
    names = [re.split(r"[^\w.-]", each)[0] for each in needed]
    answer = subprocess.run(
        [python_of(venv), "-c", LOOK_UP, *names], capture_output=True, text=True, check=False
    )
    return answer.stdout.split()


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
        if venv.is_symlink() or venv.exists():
            print(
                "Le répertoire .venv a été déplacé, interrompu, ou fait avec un Python qui n’est "
                "plus là : il est refait.",
                flush=True,
            )
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
