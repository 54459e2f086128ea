"""A real pseudo-terminal, and the clock that watches what a program writes on it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
from collections.abc import Mapping, Sequence
from time import perf_counter
from types import TracebackType

from .settings import COLUMNS, FIRST_NAMES, LINES

ROW = re.compile("|".join(FIRST_NAMES).encode())
"""A row of the screen."""
ROW_PAINTED = re.compile(rb"(?:" + ROW.pattern + rb").*?\x1b\[\?2026l", re.DOTALL)
"""The end of a frame that drew a row."""
DOWN = b"\x1b[B"

_PATIENCE = 30.0
"""Seconds a program is given for anything."""
_CHUNK = 1 << 16
_MODE_QUERY = re.compile(rb"\x1b\[\?(\d+)\$p")
_MODES = {b"2026": b"2"}
"""The modes of this terminal: synchronised output, reset (DECRPM); 0 stands for an unknown mode."""
# Prefixes of variables that a user would not have set, or that describe another terminal.
_UNSET = ("PYTHON", "TELESTAGE", "TEXTUAL", "COLUMNS", "LINES", "NO_COLOR", "TERM")


class BenchmarkError(Exception):
    """A measure cannot be made; the message says why."""


class Terminal:
    """A program on a terminal of 80×24 that answers what terminals are asked.

    Args:
        command: The program and its arguments.
        variables: Added to the environment.
    """

    def __init__(self, command: Sequence[str], variables: Mapping[str, str]) -> None:
        self._command = command
        self._output = bytearray()
        self._last_query = 0
        environment = _environment(variables)
        sys.stdout.flush()
        self.launch_time = perf_counter()
        """When the program was launched."""
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            _become(command, environment)
        os.set_blocking(self._fd, False)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._pid:
            self.stop()

    def press(self, key: bytes) -> float:
        """Send a key, and forget the output before it.

        Returns:
            When it was sent.
        """
        self._output.clear()
        self._last_query = 0
        start = perf_counter()
        os.write(self._fd, key)
        return start

    def wait_for(self, pattern: re.Pattern[bytes]) -> float:
        """Read until the pattern was written.

        Returns:
            When it was.

        Raises:
            BenchmarkError: when the program ends or is silent before.
        """
        deadline = perf_counter() + _PATIENCE
        while perf_counter() < deadline:
            if self._read(deadline - perf_counter()) and pattern.search(self._output):
                return perf_counter()
        raise BenchmarkError(f"{self._name} did not show what was expected in {_PATIENCE:.0f} s")

    def settle(self, quiet: float) -> None:
        """Read until nothing was written for that many seconds."""
        while self._read(quiet):
            pass

    def stop(self) -> float:
        """End the program.

        Returns:
            The most memory it had at once, in MB (10⁶ bytes).
        """
        os.kill(self._pid, signal.SIGKILL)
        _, _, usage = os.wait4(self._pid, 0)
        os.close(self._fd)
        self._pid = 0
        unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kibibytes elsewhere
        return usage.ru_maxrss * unit / 1e6

    @property
    def _name(self) -> str:
        return " ".join(self._command)

    def _read(self, patience: float) -> bool:
        """Read what is there; False when nothing came."""
        ready, _, _ = select.select([self._fd], [], [], patience)
        if not ready:
            return False
        try:
            chunk = os.read(self._fd, _CHUNK)
        except OSError:  # how Linux says that the other end was closed
            chunk = b""
        if not chunk:
            output = self._output.decode(errors="replace").strip()[-2000:]
            raise BenchmarkError(f"{self._name} ended early:\n{output}")
        self._output += chunk
        self._answer()
        return True

    def _answer(self) -> None:
        """Answer at once, so that no program waits for what a real terminal would say."""
        for query in _MODE_QUERY.finditer(self._output, self._last_query):
            os.write(self._fd, b"\x1b[?%b;%b$y" % (query[1], _MODES.get(query[1], b"0")))
            self._last_query = query.end()


def _environment(variables: Mapping[str, str]) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(_UNSET)}
    return ours | {"TERM": "xterm-256color", "COLORTERM": "truecolor"} | dict(variables)


def _become(command: Sequence[str], environment: dict[str, str]) -> None:
    """Turn the forked process into the program."""
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    try:
        os.execve(command[0], list(command), environment)
    except OSError as error:
        os.write(2, str(error).encode())
    finally:
        os._exit(127)
