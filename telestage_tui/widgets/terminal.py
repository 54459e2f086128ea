"""The terminal the screens are on: what it sends, and that it may go away at any instant."""

from __future__ import annotations

import io
import os
import select
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from .terminal_input import TerminalParser

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer
    from textual.app import App

LOOK_SECONDS, LOOK_SOON_SECONDS = 0.1, 0.02
"""How often the input looks whether it must end; the same while a key may be due."""
JOIN_SECONDS = 1.0
"""How long one waits for the input to end; it ends with the program in any case."""


class TerminalLost(Message):
    """The terminal has gone away: there is nobody to read, and nothing to write on."""


class TerminalDriver(LinuxDriver):
    """Textual's terminal of Linux and macOS, made to withstand bad lines and lost terminals.

    - Its input decodes anything, and no part of a control sequence becomes a key.
    - At the end of the input, or an error on the terminal, the App gets `TerminalLost`, and what
      is written afterwards is dropped.
    - The terminal reports clicks and the wheel, and not where the mouse passes.
    - Its input thread is a daemon: the program ends even when it does not.
    """

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        output = io.BufferedWriter(TerminalOutput(2, self._report_lost), buffer_size=1)
        self._file = io.TextIOWrapper(output, "utf-8", "replace", newline="", write_through=True)
        self._must_end = Event()
        self._must_end.set()
        self._input: Thread | None = None

    # --- what is asked of the terminal ------------------------------------------------------------

    def _enable_mouse_support(self) -> None:
        if self._mouse:
            self.write("\x1b[?1000h")  # the buttons and the wheel
            self.write("\x1b[?1006h")  # in decimal, for columns after the 95th

    # --- input ------------------------------------------------------------------------------------

    def _run_input_thread(self) -> None:
        """In the thread that Textual starts, which is no daemon: start one that is, and end."""
        self._end_input()  # Textual starts a second one when a program that was stopped goes on
        self._must_end = Event()
        self._input = Thread(
            target=self._read_input, args=(self._must_end,), name="telestage-input", daemon=True
        )
        self._input.start()

    def disable_input(self) -> None:
        """Read no more."""
        super().disable_input()
        self._end_input()

    def _end_input(self) -> None:
        self._must_end.set()
        if self._input is not None:
            self._input.join(JOIN_SECONDS)
            self._input = None

    def _read_input(self, must_end: Event) -> None:
        """Give the App what comes, until it is told to end or the terminal goes away."""
        parser = TerminalParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        try:
            while not must_end.is_set():
                patience = LOOK_SOON_SECONDS if parser.waits else LOOK_SECONDS
                if select.select([self.fileno], [], [], patience)[0]:
                    data = self._read_bytes()
                    for message in parser.feed(decode(data)):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)
        except OSError:
            self._report_lost()
        except RuntimeError:
            pass  # the App has ended meanwhile

    def _read_bytes(self) -> bytes:
        """What has come.

        Raises:
            OSError: at an error of the terminal, or at its end.
        """
        try:
            data = os.read(self.fileno, 4096)
        except BlockingIOError:  # another program on this terminal was quicker
            return b""
        if not data:
            raise OSError("the end of the input")
        return data

    def _report_lost(self) -> None:
        with suppress(RuntimeError):  # the App has ended already
            self._loop.call_soon_threadsafe(self._app.post_message, TerminalLost())

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal again after a stop, unless the program is leaving it.

        The system may stop a program without its knowing (SIGSTOP), and lets one go on that has
        lost its terminal: the settings to put back at the end are still those of before.
        """
        if self._must_signal_resume:
            super()._sigcont_application()
        elif not self._must_end.is_set():
            before = self.attrs_before
            super()._sigcont_application()
            self.attrs_before = before


class TerminalOutput(io.RawIOBase):
    """A descriptor to write on; after an error, what is written is dropped.

    Textual's thread that writes would end at the error, and the program wait for it for ever.
    """

    def __init__(self, fileno: int, report_lost: Callable[[], None]) -> None:
        super().__init__()
        self._fileno = fileno
        self._report_lost = report_lost
        self._is_lost = False

    def fileno(self) -> int:
        return self._fileno

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer) -> int:
        rest = memoryview(data)
        total = len(rest)
        while rest and not self._is_lost:
            try:
                rest = rest[os.write(self._fileno, rest) :]
            except BlockingIOError:
                select.select([], [self._fileno], [])
            except OSError:
                self._is_lost = True
                self._report_lost()
        return total
