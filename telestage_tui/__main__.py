"""`telestage`: the screens at once when it is typed alone, else the command line."""

from __future__ import annotations

import gc
import os
import sys
from io import TextIOWrapper

from .cli.signals import leave_quietly

COLLECT_AFTER = 200_000
"""Objects allocated before the garbage collector looks for cycles. The imports and the first
dossiers allocate half as many for good: the default of 700 would scan them again and again."""


def main() -> None:
    """Run, and exit.

    Typed alone on a terminal, the screens open without loading the command line. When they cannot,
    the command line runs, and reports why.
    """
    leave_quietly()  # before the imports, which take most of the launch
    _ready_streams()
    gc.set_threshold(COLLECT_AFTER, 30, 30)
    from .cli.open_screens import no_screen, open_screens, workspace_of_environment
    from .dossier.errors import TelestageError

    if len(sys.argv) == 1 and not no_screen():
        try:
            workspace = workspace_of_environment()
        except TelestageError:
            pass
        else:
            sys.exit(open_screens(workspace))

    from .cli.main import main as command_line

    command_line()


def _ready_streams() -> None:
    """Make the standard streams open, and UTF-8 whatever the locale.

    One that was closed (`telestage <&-`) becomes the null device: else the next file to be opened
    would take its descriptor.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    main()
