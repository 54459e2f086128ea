"""`python -m benchmarks`: measure everything, and print it beside its target."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module

from .figures import HEADING, Figure
from .settings import COLUMNS, COUNTS, LINES
from .terminal import BenchmarkError
from .workbench import Workbench, workbench

# Imported one after the other, those that launch programs first: until then this process stays
# smaller than they are, as a forked program begins with the size of its parent.
BENCHMARKS = (
    "first_paint",
    "cursor",
    "search",
    "calendar",
    "memory",
    "change",
    "planning",
    "export",
    "documents",
)
"""What is measured, in order: for each a module with a function `measure`."""


def main() -> None:
    """Run the benchmarks asked for; a missed target is printed, not an error."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"among {', '.join(BENCHMARKS)}")
    parser.add_argument("--command", help="what launches telestage (default: the installed one)")
    options = parser.parse_args()
    if unknown := set(options.names).difference(BENCHMARKS):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    try:
        with workbench(shlex.split(options.command or "")) as bench:
            run(bench, [name for name in BENCHMARKS if name in (options.names or BENCHMARKS)])
    except BenchmarkError as error:
        sys.exit(f"The benchmarks cannot run: {error}")


def run(bench: Workbench, names: Sequence[str]) -> None:
    """Print each figure as soon as it is measured."""
    size = bench.file(max(COUNTS)).stat().st_size / max(COUNTS) / 1000
    print(
        f"telestage against a bare Textual app, on a terminal of {COLUMNS}×{LINES}; "
        f"{os.cpu_count()} cores, dossiers of {size:.1f} kB.\n"
        "Medians unless said, of measures made by turns with those of the reference.\n"
    )
    print(HEADING)
    results = []
    for name in names:
        measure: Callable[[Workbench], Iterator[Figure]]
        measure = import_module(f".{name}", __package__).measure
        for figure in measure(bench):
            print(figure.line(), flush=True)
            if figure.met is not None:
                results.append(figure.met)
    print(f"\n{sum(results)} of {len(results)} targets met.")


if __name__ == "__main__":
    main()
