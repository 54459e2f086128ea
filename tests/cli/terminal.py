"""The installed program on a real pseudo-terminal, and what a person there would read."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any

from tests.cli.conftest import plain
from tests.waiting import PATIENCE

ENTER, ESCAPE, F2, F10 = "\r", "\x1b", "\x1bOQ", "\x1b[21~"
"""What a terminal sends for these keys."""
CTRL_C = "\x03"
PASTE, PASTED = "\x1b[200~", "\x1b[201~"
"""What a terminal puts around what is pasted."""
LEFT = ("\x1b[?1049l", "\x1b[?25h", "\x1b[?2004l", "\x1b[?1000l", "\x1b[?1003l")
"""What gives a terminal back: its own page, its cursor, no signs around a paste, no mouse."""
_COMMAND = str(Path(sys.executable).with_name("telestage"))
_MOVES = re.compile(r"\x1b\[\d*(?:;\d*)?H")
_SIGNS = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[=>78])")


class Terminal:
    """`telestage` on a terminal of 80 columns and 24 lines that is its own.

    Args:
        environment: All of it.
        args: Of the command.
        term: What the terminal is; « dumb » cannot draw.
    """

    def __init__(
        self, environment: Mapping[str, str], *args: str, term: str = "xterm-256color"
    ) -> None:
        self._ours, self._theirs = os.openpty()
        termios.tcsetwinsize(self._theirs, (24, 80))
        self._before = self._settings()
        self._received = b""
        self.process = subprocess.Popen(
            [_COMMAND, *args],
            env=dict(environment) | {"TERM": term},
            stdin=self._theirs,
            stdout=self._theirs,
            stderr=self._theirs,
            start_new_session=True,
            preexec_fn=_own_terminal,  # noqa: PLW1509  (one call to the kernel, no lock)
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait(timeout=PATIENCE)
        for end in (self._ours, self._theirs):
            if end >= 0:
                os.close(end)

    def send(self, *typed: str) -> None:
        """Send keys and texts in one single write; what was read before is forgotten."""
        self._received = b""
        os.write(self._ours, "".join(typed).encode())

    def wait_for(self, expected: str) -> str:
        """Read until a text is there.

        Returns:
            What was read since the last keys, no-break spaces made plain.
        """
        deadline = monotonic() + PATIENCE
        while expected not in self.shown:
            self._read(deadline - monotonic())
            assert monotonic() < deadline, f"« {expected} » never came; there was:\n{self.shown}"
        return self.shown

    @property
    def shown(self) -> str:
        """What was read since the last keys, without the signs that command the terminal."""
        return plain(_SIGNS.sub("", _MOVES.sub("\n", self.raw)))

    @property
    def raw(self) -> str:
        """What was read since the last keys."""
        return self._received.decode(errors="replace")

    @property
    def is_restored(self) -> bool:
        """Whether the terminal is as it was before the program, which has ended."""
        return self._settings() == self._before and all(sign in self.raw for sign in LEFT)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program; what was read before is forgotten."""
        self._received = b""
        self.process.send_signal(number)

    def close(self) -> None:
        """Close the window: the program has no terminal any more."""
        os.close(self._theirs)
        os.close(self._ours)
        self._ours = self._theirs = -1

    def ended(self) -> int:
        """Read until the program ends.

        Returns:
            Its exit code; the negative of a signal when that ended it.
        """
        deadline = monotonic() + PATIENCE
        while self._ours >= 0 and self.process.poll() is None:
            assert monotonic() < deadline, f"It does not end; there was:\n{self.shown}"
            self._read(0.05)
        code = self.process.wait(timeout=PATIENCE)
        while self._ours >= 0 and self._read(0):
            pass
        return code

    def _read(self, patience: float) -> bool:
        """Read what is there; False when nothing came."""
        if not select.select([self._ours], [], [], max(patience, 0))[0]:
            return False
        self._received += os.read(self._ours, 65_536)
        return True

    def _settings(self) -> list[Any]:
        return termios.tcgetattr(self._theirs)


def _own_terminal() -> None:
    """Make standard input the terminal that controls the program, as in a window of its own."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
