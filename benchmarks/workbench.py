"""The two programs that the benchmarks launch, and the files these open."""

from __future__ import annotations

import compileall
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import telestage_tui

from .settings import COUNTS, NOW
from .terminal import ROW, BenchmarkError, Terminal

FEW_ROWS = 5


@dataclass(frozen=True)
class Workbench:
    """The programs and the files.

    Attributes:
        command: The installed `telestage`.
        directory: A throwaway directory with a file for each of `COUNTS`.
    """

    command: tuple[str, ...]
    directory: Path

    def file(self, count: int) -> Path:
        """The file of that many dossiers."""
        return self.directory / f"{count}.json"

    def telestage(self, count: int) -> Terminal:
        """Launch telestage on the file of that many dossiers, typed alone as people do."""
        variables = {"TELESTAGE_DB": str(self.file(count)), "TELESTAGE_TODAY": NOW}
        return Terminal(self.command, {"HOME": str(self.directory)} | variables)

    def bare(self, rows: int = FEW_ROWS) -> Terminal:
        """Launch the bare app, in the way an installed command is: a line that imports it."""
        line = "from benchmarks.bare import main; main()"
        return Terminal((sys.executable, "-c", line, str(rows)), {"HOME": str(self.directory)})


@contextmanager
def workbench(command: Sequence[str] | None) -> Iterator[Workbench]:
    """Make the files, compile the programs, and launch each once to warm the caches.

    Args:
        command: What launches telestage; None for the one installed beside this Python.

    Raises:
        BenchmarkError: when there is no such command.
    """
    if not command:
        program = Path(sys.executable).with_name("telestage")
        if not program.exists():
            raise BenchmarkError(f"no telestage beside {sys.executable}: run make bench")
        command = [str(program)]
    for package in (telestage_tui.__path__[0], Path(__file__).parent):
        compileall.compile_dir(package, quiet=2)
    with TemporaryDirectory(prefix="telestage-bench-") as name:
        directory = Path(name)
        counts = map(str, COUNTS)
        subprocess.run([sys.executable, "-m", "benchmarks.dossiers", name, *counts], check=True)
        bench = Workbench(tuple(command), directory)
        for terminal in (bench.bare(), bench.telestage(min(COUNTS))):
            with terminal:
                terminal.wait_for(ROW)
        yield bench
