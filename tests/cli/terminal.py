"""The installed program on a real pseudo-terminal, and the text a person would read on it."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any

from tests.cli.conftest import plain
from tests.waiting import PATIENCE

ENTER, ESCAPE, F2, F10 = "\r", "\x1b", "\x1bOQ", "\x1b[21~"
"""The codes a terminal sends for these keys."""
CTRL_C = "\x03"
PASTE_START, PASTE_END = "\x1b[200~", "\x1b[201~"
"""The codes a terminal sends around pasted text."""
RESTORATION = ("\x1b[?1049l", "\x1b[?25h", "\x1b[?2004l", "\x1b[?1000l", "\x1b[?1003l")
"""The codes that restore a terminal: its main page, its cursor, plain pastes, no mouse."""
_COMMAND = str(Path(sys.executable).with_name("telestage"))
_MOVES = re.compile(r"\x1b\[\d*(?:;\d*)?H")
_SIGNS = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[=>78])")


class Terminal:
    """`telestage` on a terminal of 80 columns and 24 lines that is its own.

    Args:
        environment: All of it.
        args: Of the command.
        term: What the terminal is; « dumb » cannot draw.
        controls: Whether it is the one that controls the program, which is then told when it goes
            away. It is not in a container, nor after `setsid`.
        program: The program, with its first arguments; the one installed beside Python by default.
    """

    def __init__(
        self,
        environment: Mapping[str, str],
        *args: str,
        term: str = "xterm-256color",
        controls: bool = True,
        program: Sequence[str] = (_COMMAND,),
    ) -> None:
        self._ours, self._theirs = os.openpty()
        termios.tcsetwinsize(self._theirs, (24, 80))
        self._before = self._settings()
        self._output = b""
        self.process = subprocess.Popen(
            [*program, *args],
            env=dict(environment) | {"TERM": term},
            stdin=self._theirs,
            stdout=self._theirs,
            stderr=self._theirs,
            start_new_session=True,
            preexec_fn=_own_terminal if controls else None,  # noqa: PLW1509  (one call to the kernel, no lock)
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

    def send(self, *keys: str) -> None:
        """Send keys and texts in one single write; forget the output before."""
        self._output = b""
        os.write(self._ours, "".join(keys).encode())

    def send_bytes(self, data: bytes, *, pause: float = 0) -> None:
        """Send bytes that may be no text; then nothing for a while, as on a slow line.

        Args:
            data: What comes in one piece.
            pause: Seconds; the program only ever has more time on a busy machine.
        """
        os.write(self._ours, data)
        end = monotonic() + pause
        while monotonic() < end:
            self._read(end - monotonic())

    def wait_for(self, expected: str) -> str:
        """Read until a text is there.

        Returns:
            The text since the last keys, no-break spaces made plain.
        """
        deadline = monotonic() + PATIENCE
        while expected not in self.text:
            self._read(deadline - monotonic())
            assert monotonic() < deadline, f"« {expected} » never came; there was:\n{self.text}"
        return self.text

    @property
    def text(self) -> str:
        """The output since the last keys, without control sequences."""
        return plain(_SIGNS.sub("", _MOVES.sub("\n", self.raw)))

    @property
    def raw(self) -> str:
        """The output since the last keys."""
        return self._output.decode(errors="replace")

    @property
    def is_restored(self) -> bool:
        """Whether the terminal is as it was before the program, which has ended."""
        return self._settings() == self._before and all(sign in self.raw for sign in RESTORATION)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program; forget the output before."""
        self._output = b""
        self.process.send_signal(number)

    def close(self) -> None:
        """Close the window: the program has no terminal any more."""
        os.close(self._theirs)
        os.close(self._ours)
        self._ours = self._theirs = -1

    def exit_code(self) -> int:
        """Read until the program ends.

        Returns:
            Its exit code; the negative of a signal when that ended it.
        """
        deadline = monotonic() + PATIENCE
        while self._ours >= 0 and self.process.poll() is None:
            assert monotonic() < deadline, f"It does not end; there was:\n{self.text}"
            self._read(0.05)
        code = self.process.wait(timeout=PATIENCE)
        while self._ours >= 0 and self._read(0):
            pass
        return code

    def _read(self, patience: float) -> bool:
        """Read what is there; False when nothing came."""
        if not select.select([self._ours], [], [], max(patience, 0))[0]:
            return False
        self._output += os.read(self._ours, 65_536)
        return True

    def _settings(self) -> list[Any]:
        return termios.tcgetattr(self._theirs)


def _own_terminal() -> None:
    """Make standard input the terminal that controls the program, as in a window of its own."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
