"""The terminal of a program whose screens are in a browser."""

from __future__ import annotations

from codecs import getincrementaldecoder
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Any

from textual import events
from textual.drivers._byte_stream import ByteStream
from textual.drivers.web_driver import WebDriver

from ..widgets.terminal import TerminalLost, TerminalOutput
from ..widgets.terminal_input import TerminalParser

if TYPE_CHECKING:
    from textual.app import App


class BrowserDriver(WebDriver):
    """Textual's driver for a browser, with the care that `TerminalDriver` takes.

    - What was typed is kept when the page is closed, and when the server goes away, even killed.
    - Its input decodes anything, and its thread never keeps the program from ending.
    - The page reports clicks and the wheel, and not where the mouse passes.
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
        self._write = TerminalOutput(self.fileno, self._lose).write  # type: ignore[assignment]
        self._key_thread = Thread(target=self.run_input_thread, name="telestage-input", daemon=True)

    def start_application_mode(self) -> None:
        """Open the page; then ask for less than Textual does."""
        super().start_application_mode()
        self.write("\x1b[?1003l\x1b[?1015l")  # not every movement of the mouse
        self.write("\x1b[?1000h\x1b[?1006h")
        # Textual begins without the keyboard; our page has it, and says so before the app listens.
        self._app.call_later(self._app.post_message, events.AppFocus())

    def run_input_thread(self) -> None:
        """Give the App what the server sends, until it sends no more."""
        parser = TerminalParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        stream = ByteStream()
        with suppress(RuntimeError, OSError):  # the App has ended meanwhile
            for data in self._input_reader:
                for kind, payload in stream.feed(data) if data else ():
                    if kind == "D":
                        for event in parser.feed(decode(payload)):
                            self.process_message(event)
                    else:
                        self._on_meta(kind, payload)
                for event in parser.tick():
                    self.process_message(event)
            if not self.exit_event.is_set():
                self._lose()

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """As Textual does; but a page that is closed is a terminal that is lost."""
        if packet_type == "quit":
            self._lose()
        else:
            super().on_meta(packet_type, payload)

    def _lose(self) -> None:
        with suppress(RuntimeError):  # the App has ended already
            self._app.post_message(TerminalLost())
