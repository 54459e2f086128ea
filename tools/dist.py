"""Build what is given to others: the wheel, the source, `telestage.pyz` and a folder to run from.

`python tools/dist.py [FOLDER]` writes in `dist/`, or in that folder:

- `telestage-VERSION-py3-none-any.whl` and `telestage-VERSION.tar.gz`, for pip and pipx;
- `telestage.pyz`, one file that any Python of the same version and system runs (shiv);
- `telestage/telestage`, which needs no Python at all (PyInstaller), for the system it is built on.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
DATA = ("telestage_tui", "holidays", "tzdata", "textual", "docx")
"""Packages that read files of their own: contents, names of holidays, zones, styles, templates."""
WHOLE = ("telestage_tui", "textual.widgets")
"""Packages that import modules of theirs by a name made while they run."""
HIDDEN = ("tzdata", "holidays.countries.canada", "holidays.countries.france")
"""Modules imported by name; of two hundred and fifty countries, two have their holidays here."""
LEFT_OUT = ("PIL", "hypothesis", "mypy", "pytest")
"""Packages that something needed would use if they were there: those of the tests are."""


def run(*words: str | Path) -> None:
    """Run a program of this environment as a module; it says what goes wrong."""
    subprocess.run([sys.executable, "-m", *words], cwd=ROOT, check=True)


def build_packages(folder: Path) -> Path:
    """Build the wheel and the source; returns the wheel."""
    run("hatchling", "build", "-d", folder)
    return max(folder.glob("*.whl"), key=lambda path: path.stat().st_mtime)


def build_one_file(folder: Path, wheel: Path) -> None:
    """Build `telestage.pyz` from the wheel, with the versions that were tested."""
    options = ("--compressed", "--console-script", "telestage", "--python", "/usr/bin/env python3")
    run("shiv.cli", *options, "-o", folder / "telestage.pyz", "-q",
        "--constraint", "constraints.txt", wheel)  # fmt: skip


def build_folder(folder: Path) -> None:
    """Build `telestage/`, the folder that runs without Python."""
    from docx import __file__ as docx_file

    with TemporaryDirectory() as work:
        data = [option for name in DATA for option in ("--collect-data", name)]
        whole = [option for name in WHOLE for option in ("--collect-submodules", name)]
        hidden = [option for name in HIDDEN for option in ("--hidden-import", name)]
        left_out = [option for name in LEFT_OUT for option in ("--exclude-module", name)]
        # docx reads its templates by way of this folder, which has only modules: it must be there
        parts = f"{Path(docx_file).with_name('parts') / '__init__.py'}:docx/parts"
        guide = f"{ROOT / 'docs' / 'guide.md'}:telestage_tui/documents"
        places = ("--distpath", folder, "--workpath", work, "--specpath", work)
        shutil.rmtree(folder / "telestage", ignore_errors=True)
        run("PyInstaller", "--noconfirm", "--log-level", "ERROR", "--name", "telestage",
            "--console", *places, *data, *whole, *hidden,
            *left_out, "--add-data", guide, "--add-data", parts,
            "--paths", ROOT, ROOT / "tools" / "frozen.py")  # fmt: skip


def main() -> int:
    """Build everything, and say the size of each."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "dist").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    build_one_file(folder, build_packages(folder))
    build_folder(folder)
    for made in sorted(folder.iterdir()):
        files = [each for each in made.rglob("*") if each.is_file()] if made.is_dir() else [made]
        print(f"{sum(each.stat().st_size for each in files) / 1e6:7.1f} Mo  {made.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
