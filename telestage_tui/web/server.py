"""The server of the screens: a page of ours, a program for each browser, downloads."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import textual_serve
from aiohttp import web
from textual_serve.download_manager import DownloadManager

from ..dossier.text import typeset
from .gate import Gate
from .messages import LARGEST_MESSAGE, cells, pass_on, while_open
from .session import BrowserSession

COOKIE = "telestage"
FULL, FAILED, STOPPED = 4001, 4002, 4003
"""Why a page is closed, for its script: no place left, no program, the server stops."""
PLACE_PATIENCE = 3.0
"""Seconds one waits for a place: a page that is loaded again gives its own back meanwhile."""
CLOSING_PATIENCE = 2.0
"""Seconds a page has to answer that it closes."""
_PAGE = Path(__file__).parent / "page"
_STATIC = Path(textual_serve.__file__).parent / "static"
_FILES = {
    "page.css": (_PAGE / "page.css", "text/css"),
    "page.js": (_PAGE / "page.js", "text/javascript"),
    "xterm.css": (_STATIC / "css" / "xterm.css", "text/css"),
    "textual.js": (_STATIC / "js" / "textual.js", "text/javascript"),
    "mono.ttf": (_STATIC / "fonts" / "RobotoMono-VariableFont_wght.ttf", "font/ttf"),
    "mono-italic.ttf": (
        _STATIC / "fonts" / "RobotoMono-Italic-VariableFont_wght.ttf",
        "font/ttf",
    ),
}
"""Every file that is served, by its name; no address leads to another."""
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; "
    "style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self' ws://{host} wss://{host}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""Of every answer: the page asks nothing of any other server, and is shown in no other page."""
WRONG_NAME = "Cette adresse n’est pas celle que le programme a donnée."
WRONG_PAGE = "Cette demande vient d’une autre page : rien n’est ouvert."
NO_LINK = (
    "Ce lien ne sert pas, ou a déjà servi. Demandez-en un autre à la personne qui partage : chacun "
    "sert une fois, dans un seul navigateur."
)
NOTHING_HERE = "Il n’y a rien à cette adresse."
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class BrowserServer:
    """Serves the screens to browsers.

    Attributes:
        command: The program that each browser has for itself.
        gate: Who may come in.
        sessions: How many at once.
        title: Of the page, in French.
        link_used: Called when a link has served; None to do nothing.
        place_patience: Seconds one waits for a place.
    """

    command: Sequence[str]
    gate: Gate
    sessions: int
    title: str = "telestage"
    link_used: Callable[[], None] | None = None
    place_patience: float = PLACE_PATIENCE

    def __post_init__(self) -> None:
        self._places = asyncio.Semaphore(self.sessions)
        self._deliveries: dict[str, _Delivery] = {}
        self._pages: set[web.WebSocketResponse] = set()
        self._is_stopping = False

    def application(self) -> web.Application:
        """The application, with its addresses."""
        application = web.Application(middlewares=[self._guard])
        application.add_routes(
            [
                web.get("/", self._index),
                web.get("/ws", self._terminal),
                web.get("/files/{name}", self._file),
                web.get("/download/{key}", self._download, allow_head=False),
            ]
        )
        application.on_shutdown.append(self._close_pages)
        return application

    # --- who comes --------------------------------------------------------------------------------

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse whoever has no business here; the same headers on every answer."""
        try:
            response = await self._refusal(request) or await handler(request)
        except web.HTTPException as error:
            response = _sorry(NOTHING_HERE, error.status)
        if not response.prepared:
            response.headers.update(self._headers(request))
        return response

    def _headers(self, request: web.Request) -> dict[str, str]:
        """The headers of every answer; they repeat no name that the server does not answer to."""
        host = request.host if self.gate.knows_name(request.host) else "localhost"
        return {name: text.replace("{host}", host) for name, text in _HEADERS.items()}

    async def _refusal(self, request: web.Request) -> web.Response | None:
        if not self.gate.knows_name(request.host):
            return _sorry(WRONG_NAME, 421)
        token = request.query.get("jeton")
        is_known = self.gate.lets_in(_visitor(request))
        # A look at the headers alone, as of what previews a link, does not use the link up.
        if token is not None and request.path == "/" and request.method == "GET":
            return _to_index() if is_known else self._admit(request, token)
        return None if is_known else _sorry(NO_LINK, 403)

    def _admit(self, request: web.Request, token: str) -> web.Response:
        visitor = self.gate.admit(token)
        if visitor is None:
            return _sorry(NO_LINK, 403)
        if self.link_used is not None:
            self.link_used()
        response = _to_index()  # the address that stays in the history of the browser has no token
        response.set_cookie(_cookie(request), visitor, httponly=True, samesite="Strict", path="/")
        return response

    # --- what is answered -------------------------------------------------------------------------

    async def _index(self, _request: web.Request) -> web.Response:
        page = (_PAGE / "index.html").read_text("utf-8")
        return web.Response(
            text=typeset(page.replace("{title}", escape(self.title))), content_type="text/html"
        )

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path, kind = _FILES.get(request.match_info["name"], (None, ""))
        if path is None:
            raise web.HTTPNotFound
        return web.FileResponse(path, headers={"Content-Type": kind})

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """A file that a program made, once, and for the browser whose program it is."""
        key = request.match_info["key"]
        delivery = self._deliveries.get(key)
        if delivery is None or delivery.owner != _visitor(request):
            raise web.HTTPNotFound
        del self._deliveries[key]
        file = await delivery.downloads.get_download_metadata(key)
        response = web.StreamResponse(
            headers={
                **self._headers(request),
                "Content-Type": file.mime_type or "application/octet-stream",
                "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.file_name)}",
            }
        )
        await response.prepare(request)
        async for chunk in delivery.downloads.download(key):
            await response.write(chunk)
        await response.write_eof()
        return response

    async def _terminal(self, request: web.Request) -> web.StreamResponse:
        """What a page and its program say to each other, for as long as the page is open."""
        if not self.gate.is_own_page(request.headers.get("Origin", ""), request.host):
            return _sorry(WRONG_PAGE, 403)
        page = web.WebSocketResponse(
            timeout=CLOSING_PATIENCE, heartbeat=15, max_msg_size=LARGEST_MESSAGE
        )
        await page.prepare(request)
        self._pages.add(page)
        try:
            async with asyncio.timeout(self.place_patience):
                await self._places.acquire()
        except TimeoutError:
            await page.close(code=FULL, message=str(self.sessions).encode())
            return page
        else:
            try:
                await self._serve(request, page)
            finally:
                self._places.release()
        finally:
            self._pages.discard(page)
        return page

    async def _serve(self, request: web.Request, page: web.WebSocketResponse) -> None:
        if self._is_stopping or request.transport is None:  # it waited for a place, and has gone
            return
        downloads, mine = DownloadManager(), list[str]()

        async def send(text: str) -> None:
            kind, value = json.loads(text)
            if kind == "deliver_file_start":
                self._deliveries[value] = _Delivery(_visitor(request), downloads)
                mine.append(value)
            await while_open(page.send_str(text))

        session = BrowserSession(
            self.command,
            write_bytes=lambda data: while_open(page.send_bytes(data)),
            write_str=send,
            close=lambda: while_open(page.close()),
            downloads=downloads,
        )
        try:
            width, height = (cells(request.query.get(name, "")) for name in ("width", "height"))
            await session.start(width or 80, height or 24)
        except OSError:
            await page.close(code=FAILED)
            return
        try:
            await pass_on(page, session)
        finally:
            await session.stop()
            for key in mine:
                self._deliveries.pop(key, None)

    async def _close_pages(self, _application: web.Application) -> None:
        self._is_stopping = True
        await asyncio.gather(*(page.close(code=STOPPED) for page in self._pages))


class _Delivery(NamedTuple):
    """A file on its way to a browser: whose it is, and what receives it from its program."""

    owner: str
    downloads: DownloadManager


def _cookie(request: web.Request) -> str:
    """The name of the cookie: a browser has the same ones for every port of a machine."""
    return f"{COOKIE}-{request.url.port}"


def _visitor(request: web.Request) -> str:
    return request.cookies.get(_cookie(request), "")


def _to_index() -> web.Response:
    return web.Response(status=303, headers={"Location": "/"})


def _sorry(reason: str, status: int) -> web.Response:
    """A page that says why nothing opens."""
    page = (_PAGE / "refusal.html").read_text("utf-8")
    return web.Response(
        text=typeset(page.replace("{reason}", escape(reason, quote=False))),
        status=status,
        content_type="text/html",
    )
