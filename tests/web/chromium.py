"""A real browser, driven by the protocol of its own tools (Chrome DevTools)."""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import re
import shutil
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

NAMES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--remote-debugging-port=0", "--window-size=1280,800",
    "about:blank",
)  # fmt: skip
PATIENCE = 60.0
"""Seconds a test waits for what must come; a machine that others share is slow."""
_LISTENING = re.compile(rb"DevTools listening on (ws://\S+)")
_KEYS = {"F1": 112, "F2": 113, "F7": 118, "F10": 121, "Enter": 13, "Escape": 27, "Tab": 9}


def executable() -> str | None:
    """Where Chromium is; None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Page:
    """A page of the browser."""

    def __init__(self, socket: ClientWebSocketResponse, session: str, downloads: Path) -> None:
        self._socket = socket
        self._session = session
        self._numbers = itertools.count(100)
        self.downloads = downloads
        self.requests: list[str] = []
        """Every address that the page asked for."""
        self.sent: list[str] = []
        """What the page sent to the server."""
        self.shown = ""
        """All that the server sent to the terminal, without its control sequences."""
        self.progress: list[str] = []
        """What became of the downloads."""
        self.problems: list[str] = []
        """What the console of the page complains of."""
        self.questions: list[str] = []
        """What kinds of dialogs of the browser opened over the page."""

    async def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Ask something of the page, and read what happens until it answers."""
        number = next(self._numbers)
        await self._socket.send_json(
            {"id": number, "method": method, "params": parameters, "sessionId": self._session}
        )
        while (message := await self._next()).get("id") != number:
            pass
        assert "error" not in message, message
        result: dict[str, Any] = message["result"]
        return result

    async def _next(self) -> dict[str, Any]:
        async with asyncio.timeout(PATIENCE):
            message: dict[str, Any] = await self._socket.receive_json()
        self._note(message.get("method", ""), message.get("params", {}))
        return message

    def _note(self, method: str, event: dict[str, Any]) -> None:
        match method:
            case "Network.requestWillBeSent":
                self.requests.append(event["request"]["url"])
            case "Network.webSocketCreated":
                self.requests.append(event["url"])
            case "Network.webSocketFrameSent":
                self.sent.append(event["response"]["payloadData"])
            case "Network.webSocketFrameReceived" if event["response"]["opcode"] == 2:
                data = base64.b64decode(event["response"]["payloadData"])
                self.shown += _plain(data.decode("utf-8", "replace"))
            case "Browser.downloadProgress":
                self.progress.append(event["state"])
            case "Page.javascriptDialogOpening":
                self.questions.append(event["type"])
            case "Runtime.exceptionThrown":
                self.problems.append(str(event["exceptionDetails"]))
            case "Log.entryAdded" if event["entry"]["level"] == "error":
                self.problems.append(event["entry"]["text"])

    async def open(self, url: str) -> None:
        """Go to an address."""
        await self.call("Page.navigate", url=url)

    async def evaluate(self, script: str) -> Any:
        """The value of an expression in the page."""
        answer = await self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True,
            userGesture=True,
        )  # fmt: skip
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    async def comes(self, condition: Callable[[], bool]) -> None:
        """Wait for what the page does to make something true."""
        async with asyncio.timeout(PATIENCE):
            while not condition():
                await self._next()

    async def shows(self, text: str) -> None:
        """Wait for the terminal to be sent a text."""
        try:
            await self.comes(lambda: text in self.shown)
        except TimeoutError:
            raise AssertionError(f"{text!r} does not come: {self.shown[-2000:]}") from None

    async def becomes(self, script: str) -> None:
        """Wait for an expression to be true in the page."""
        watch = (
            "new Promise(done => { const look = () => "
            f"({script}) ? done(true) : requestAnimationFrame(look); look(); }})"
        )
        async with asyncio.timeout(PATIENCE):
            assert await self.evaluate(watch)

    async def type(self, text: str) -> None:
        """Type a text, as an input method does for letters with accents."""
        for letter in text:
            await self.call("Input.dispatchKeyEvent", type="keyDown", text=letter, key=letter)
            await self.call("Input.dispatchKeyEvent", type="keyUp", key=letter)

    async def press(self, key: str, *, control: bool = False) -> None:
        """Press a key that has a name, or a letter with Ctrl."""
        code = _KEYS.get(key) or ord(key.upper())
        event = {
            "key": key, "code": key if key in _KEYS else f"Key{key.upper()}",
            "windowsVirtualKeyCode": code, "modifiers": 2 if control else 0,
        }  # fmt: skip
        commands = ["paste"] if control and key == "v" else []
        await self.call("Input.dispatchKeyEvent", type="rawKeyDown", commands=commands, **event)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **event)

    async def click(self, selector: str) -> None:
        """Click in the middle of an element."""
        x, y = await self.evaluate(
            f"(() => {{ const box = document.querySelector({json.dumps(selector)})"
            ".getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2] })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            await self.call(
                "Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1
            )

    async def choose(self, selector: str, file: Path) -> None:
        """Choose a file, as the dialog of the browser does."""
        answer = await self.call(
            "Runtime.evaluate", expression=f"document.querySelector({json.dumps(selector)})"
        )
        await self.call(
            "DOM.setFileInputFiles", files=[str(file)], objectId=answer["result"]["objectId"]
        )

    async def picture(self, path: Path) -> None:
        """Take a picture of the page."""
        answer = await self.call("Page.captureScreenshot")
        path.write_bytes(base64.b64decode(answer["data"]))


def _plain(text: str) -> str:
    """What a terminal shows, without its control sequences."""
    return re.sub(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[@-_])", "", text)


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[Page]:
    """A page of a new browser, which keeps nothing.

    Args:
        folder: Where it writes what it must, and what is downloaded.
    """
    program = executable()
    assert program is not None
    process = await asyncio.create_subprocess_exec(
        program, f"--user-data-dir={folder / 'profile'}", *OPTIONS,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        async with (
            ClientSession() as client,
            client.ws_connect(await _address(process), max_msg_size=0) as socket,
        ):
            yield await _new_page(socket, folder / "downloads")
    finally:
        process.kill()
        await process.wait()


async def _address(process: Process) -> str:
    assert process.stderr is not None
    async with asyncio.timeout(PATIENCE):
        async for line in process.stderr:
            if match := _LISTENING.search(line):
                return match[1].decode()
    raise AssertionError("Chromium ended")


async def _new_page(socket: ClientWebSocketResponse, downloads: Path) -> Page:
    downloads.mkdir()

    async def ask(number: int, method: str, **parameters: object) -> dict[str, Any]:
        await socket.send_json({"id": number, "method": method, "params": parameters})
        while (message := await socket.receive_json()).get("id") != number:
            pass
        result: dict[str, Any] = message["result"]
        return result

    target = (await ask(1, "Target.createTarget", url="about:blank"))["targetId"]
    session = (await ask(2, "Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
    await ask(
        3,
        "Browser.setDownloadBehavior",
        behavior="allow",
        downloadPath=str(downloads),
        eventsEnabled=True,
    )
    page = Page(socket, session, downloads)
    for domain in ("Page", "Network", "Runtime", "Log"):
        await page.call(f"{domain}.enable")
    return page
