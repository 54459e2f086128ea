"""The program of one browser: started when its page opens, ended when it closes."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from ..store.served import DRIVER

ENDING_SECONDS = 5.0
"""How long a program has to keep what was typed, and remove its folder."""
BROWSER_DRIVER = "telestage_tui.web.driver:BrowserDriver"
_HOME = Path(__file__).resolve().parents[2]
"""Where the package is, so that another Python finds the same one."""


def program(*arguments: str) -> tuple[str, ...]:
    """The command that runs this same telestage with these arguments."""
    if getattr(sys, "frozen", False):  # an executable is the program itself
        return (sys.executable, *arguments)
    return (sys.executable, "-m", "telestage_tui", *arguments)


class BrowserSession(AppService):
    """A program, and the page that shows it.

    Args:
        command: The program and its arguments.
        write_bytes: Sends to the page what the terminal shows.
        write_str: Sends to the page a message of the protocol.
        close: Closes the page.
        downloads: The files on their way to a page.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        write_bytes: Callable[[bytes], Awaitable[None]],
        write_str: Callable[[str], Awaitable[None]],
        close: Callable[[], Awaitable[None]],
        downloads: DownloadManager,
    ) -> None:
        super().__init__(
            command[0],
            write_bytes=write_bytes,
            write_str=write_str,
            close=close,
            download_manager=downloads,
        )
        self._arguments = tuple(command)

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        environment = super()._build_environment(width, height)
        path = environment.get("PYTHONPATH")
        return environment | {
            DRIVER: BROWSER_DRIVER,
            "PYTHONPATH": f"{_HOME}{os.pathsep}{path}" if path else str(_HOME),
        }

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Start the program, without a shell, and out of reach of the Ctrl+C meant for the server.

        A Ctrl+C would end it before it kept what was typed; the server ends it in order.
        """
        self._process = process = await asyncio.create_subprocess_exec(
            *self._arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self._build_environment(width, height),
            start_new_session=True,
        )
        assert process.stdin is not None
        self._stdin = process.stdin
        return process

    async def run(self) -> None:
        """Pass on what the program shows; close the page once it ends, however it does."""
        try:
            await super().run()
        finally:
            await self.remote_close()

    async def stop(self) -> None:
        """Have the program end in order; end it when it does not."""
        process = self._process
        if process is None:
            return
        try:
            async with asyncio.timeout(ENDING_SECONDS):
                await super().stop()
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
