"""`telestage`: the screens at once when it is typed alone, else the command line."""

from __future__ import annotations

import gc
import sys
from io import TextIOWrapper

from .dossier.errors import TelestageError


def main() -> None:
    """Run, and exit.

    Typed alone on a terminal, there is nothing to read from the command line: the screens open
    without it. Whatever stops that is left to the command line, which knows how to say it.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # whatever the locale says: the text is French
            stream.reconfigure(encoding="utf-8", errors="replace")
    gc.disable()  # what is imported stays: going through it again and again would find nothing
    from .cli.opening import no_screen, open_screens, session_of_environment

    if len(sys.argv) == 1 and not no_screen():
        try:
            workspace = session_of_environment().workspace
        except TelestageError:
            pass
        else:
            sys.exit(open_screens(workspace))

    from .cli.root import main as command_line

    gc.freeze()
    gc.enable()
    command_line()


if __name__ == "__main__":
    main()
